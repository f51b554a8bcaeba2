//! The reader and the schema agree: what `quorate check` takes an editor does not mark, and what the one refuses the
//! other refuses.

#[path = "support/bound.rs"]
mod bound;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use bound::RUBRICS;
use jsonschema::Validator;
use proptest::prelude::*;
use quorate::document::{self, Limits, ProblemKind};
use quorate::proposal::{Dictionary, Fact, Kind, NoFolder, NoneMeans, Scope, bind, schema};
use serde_json::Value;

static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| {
    let schema = schema(&RUBRICS.dictionary);
    jsonschema::meta::validate(&schema).expect("a JSON Schema");
    jsonschema::validator_for(&schema).expect("a schema that can be used")
});

/// A file as another reader of YAML takes it, in which `NO` is a text; `None` where it is no YAML.
fn as_json(yaml: &str) -> Option<Value> {
    serde_yaml::from_str(yaml).ok()
}

/// Whether the reader takes a proposal; `None` where it finds no YAML.
fn reader_takes(yaml: &str) -> Option<bool> {
    let stream = document::parse(yaml, &Limits::default());
    if stream.problems.iter().any(|p| p.kind == ProblemKind::Error) {
        return None;
    }
    let (_, problems) = bind(stream.documents.first()?, &RUBRICS.dictionary, &NoFolder);
    Some(!problems.iter().any(|p| p.kind == ProblemKind::Error))
}

/// Whether the reader and the schema take a proposal; `None` where either finds no YAML.
fn both_take(yaml: &str) -> Option<(bool, bool)> {
    Some((reader_takes(yaml)?, VALIDATOR.is_valid(&as_json(yaml)?)))
}

/// A proposal with this value at a fact, as it is written.
fn proposal_with(dictionary: &Dictionary, fact: &Fact, value: &str) -> String {
    let list = match fact.scope {
        Scope::Root => None,
        Scope::Record(list) => Some(dictionary.fact(dictionary.list(list).fact).path.clone()),
    };
    let mut yaml = "quorate: 1".to_owned();
    let mut path = String::new();
    let mut indent = 0;
    for key in fact.path.split('.') {
        let dash = if list.as_ref() == Some(&path) { "- " } else { "" };
        yaml.push_str(&format!("\n{:indent$}{dash}{key}:", ""));
        path = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        indent += if dash.is_empty() { 2 } else { 4 };
    }
    format!("{yaml} {value}\n")
}

/// One fact of each kind, and of each way in which its kind takes "none".
fn facts() -> Vec<&'static Fact> {
    let dictionary = &RUBRICS.dictionary;
    let mut of_kind = BTreeMap::new();
    for (_, fact) in dictionary.facts() {
        let ordered = dictionary.vocabulary(fact).is_some_and(|vocabulary| vocabulary.ordered);
        let kind = format!("{:?}", fact.kind).split('(').next().map(str::to_owned);
        let in_record = matches!(fact.scope, Scope::Record(_));
        of_kind.entry((kind, fact.none == NoneMeans::Never, ordered, in_record)).or_insert(fact);
    }
    of_kind.into_values().collect()
}

fn takes_a_list(fact: &Fact) -> bool {
    matches!(fact.kind, Kind::Words(_) | Kind::Texts | Kind::People | Kind::Records(_))
}

/// Between back-quotes.
fn quoted_words(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// How each kind is said by the page on the language of rubrics: `money` as `60000 EUR`.
fn documented() -> Vec<(&'static str, &'static str)> {
    let page = include_str!("../docs/rubric-language.md");
    let rows = page.lines().skip_while(|line| !line.starts_with("| kind |")).skip(2);
    let mut forms = Vec::new();
    for row in rows.take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.split('|').collect();
        for kind in quoted_words(cells[1]) {
            forms.extend(quoted_words(cells[2]).map(|form| (kind, form)));
        }
    }
    forms
}

/// What people write, good and bad, for facts of any kind.
fn spellings() -> BTreeSet<String> {
    let written = [
        "yes",
        "Yes",
        "YES",
        "yEs",
        "true",
        "True",
        "TRUE",
        "y",
        "on",
        "no",
        "No",
        "NO",
        "none",
        "None",
        "NONE",
        "false",
        "False",
        "FALSE",
        "off",
        "n",
        "not yet",
        "Not yet",
        "NOT  YET",
        "unknown",
        "Unknown",
        "UNKNOWN",
        "?",
        "~",
        "-",
        "",
        " ",
        "null",
        "Null",
        "NULL",
        "nil",
        "tbd",
        "TBD",
        "tbc",
        "TBC",
        "n/a",
        "N/A",
        "not known",
        "don't know",
        "don’t know",
        "to be confirmed",
        "To be decided",
        "xxx",
        "XXX",
        "todo",
        "lorem ipsum",
        "Lorem  ipsum",
        // Numbers.
        "12",
        "2.5",
        "1,200",
        "1 200",
        "1_200",
        "1\u{a0}200",
        "30 %",
        "30%",
        "-4",
        "- 4",
        "0.125",
        "60.000",
        "1.200",
        "1,20",
        "inf",
        "NaN",
        "0x10",
        "0o10",
        "010",
        "1e9",
        "+5",
        "twelve",
        "1.",
        ".5",
        "%",
        "12:30:45",
        "5.",
        "+.5",
        "-.5",
        "1e3",
        "-1E3",
        "1.5e-7",
        "12.345e0",
        "1e16",
        "1e+21",
        "1e99",
        "1e999",
        "+12",
        "+1,200",
        "+60.000",
        "0o17",
        "0xFF",
        "0b11",
        ".inf",
        "-.inf",
        ".nan",
        "2027.0",
        "2.027e3",
        "1e0",
        "+0.2",
        ".25",
        "1e-1",
        "9999999999999999999999999999999999",
        "1,200.50",
        "0",
        "-0",
        // Shares.
        "20 %",
        "20%",
        "120 %",
        "100 %",
        "100.0 %",
        "0.2",
        "1",
        "1.0",
        "1.5",
        "1/5",
        "1 / 5",
        "5/5",
        "1/0",
        "0/5",
        "1/05",
        "20",
        "-1/5",
        "half",
        "1,000/4,000",
        "12.345 %",
        // Money.
        "60000 EUR",
        "EUR 60,000",
        "60 000 EUR",
        "60000\u{a0}EUR",
        "60000",
        "60000 eur",
        "€60000",
        "-5 EUR",
        "lots",
        "EUR",
        "EUR 5 EUR",
        "60.000 EUR",
        // Dates.
        "2027-03-01",
        "2027-03",
        "2027",
        "2027-02-30",
        "2027-02-29",
        "2028-02-29",
        "2000-02-29",
        "1900-02-29",
        "2100-02-29",
        "2027-13",
        "2027-00",
        "2027-04-31",
        "26-01-01",
        "2027-1-1",
        "2027-1-5",
        "2027-03-01-05",
        "1799",
        "1800",
        "2300",
        "2300-12-31",
        "2301",
        "9999-12-31",
        "0000",
        "next spring",
        "March 2027",
        "01/02/2027",
        "2027-01-01T00:00:00Z",
        "start + 18 months",
        "Start+18 months",
        "start + soon",
        "start +",
        "start",
        "started + 1 year",
        "within 5 years",
        "Within  1 year 6 months",
        "within a year",
        "within5 years",
        // Lengths of time.
        "8 years",
        "18 months",
        "2 weeks",
        "10 days",
        "1 year 6 months",
        "1 year, 6 months",
        "1.5 years",
        ".5 years",
        "1.25 years",
        "1000 days",
        "1001 days",
        "1000.5 days",
        "0 days",
        "0.0 days",
        "monthly",
        "8",
        "6-8 months",
        "-1 years",
        "1 fortnight",
        "1e9 years",
        "NaN years",
        "1 years 2 months 3 weeks 4 days",
        "a year",
        "9m",
        "1 day 1 day 1 day 1 day 1 day",
        "08 months",
        "18 Months",
        "18\u{a0}months",
        // Words.
        "design",
        "Design",
        "works with us",
        "works  with us",
        "works\u{a0}with us",
        " told ",
        "works_with_us",
        "tóld",
        "non-profit",
        "non\u{2011}profit",
        "in talks",
        "told",
        // Texts.
        "A door that locks",
        "5",
        "Norway",
        "A. Osei",
        "no one",
        "none of these",
        "=1+1",
        "yes, we do",
    ];
    let examples = RUBRICS.dictionary.facts().filter_map(|(_, fact)| fact.example.clone());
    let words = RUBRICS.dictionary.vocabularies.iter().flat_map(|vocabulary| vocabulary.texts());
    let forms = documented().into_iter().map(|(_, form)| form);
    let all = written.into_iter().chain(words).chain(forms).map(str::to_owned);
    all.chain(examples.filter(|example| !example.starts_with(['[', '-', '{']))).collect()
}

/// What a schema cannot see, and this reader refuses: each with an example, and why. The page of facts lists the same.
const NOT_SEEN: &[(&str, &str, &str)] = &[
    ("funding: {total: 60.000}", "60.000", "a reader of YAML makes sixty of it before the schema sees it"),
    ("goals: [{due: 2.027e3}]", "2.027e3", "a reader of YAML makes a year of it"),
    ("goals: [{target: .nan}]", ".nan", "JSON has no such value"),
    ("goals: [{target: .inf}]", ".inf", "JSON has no such value"),
    ("funding: {outcome_share: 6/5}", "6/5", "a pattern cannot compare two numbers"),
];

/// What a schema cannot see: a number whose point may part thousands, a year in scientific notation, no number or one
/// without end, and a fraction above one.
fn is_hidden_from_a_schema(fact: &Fact, value: &str) -> bool {
    let number = |text: &str| {
        let plain: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        plain.parse::<f64>().unwrap_or(0.0)
    };
    let exceeds_one = |(part, whole)| number(part) > number(whole);
    let digits =
        |text: &str, most| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let parts_thousands = |(whole, fraction): (&str, &str)| {
        digits(whole.trim_start_matches(['+', '-']), 3) && digits(fraction, 3) && fraction.len() == 3
    };
    let is_number = as_json(value).is_some_and(|value| value.is_number());
    [".inf", "-.inf", "+.inf", ".nan"].contains(&value.trim_matches(['[', ']']))
        || (is_number && value.split_once('.').is_some_and(parts_thousands))
        || (is_number && fact.kind == Kind::Date && value.contains(['e', 'E']))
        || (fact.kind == Kind::Share && value.split_once('/').is_some_and(exceeds_one))
}

#[test]
fn what_a_schema_cannot_see_is_listed_and_no_more() {
    let page = include_str!("../docs/facts.md").split("## In an editor").nth(1).expect("a section");
    for (shape, typed, why) in NOT_SEEN {
        let yaml = format!("quorate: 1\n{shape}\n");
        assert_eq!(both_take(&yaml), Some((false, true)), "by the reader, by the schema: {shape}: {why}");
        assert!(page.contains(&format!("`{typed}`")), "the page does not list `{typed}`: {why}");
    }
    // Nor does it see what is no YAML to others, and what is YAML to others and not to us.
    assert_eq!(reader_takes("quorate: 1\nname: ?\n"), Some(true));
    assert_eq!(reader_takes("quorate: 1\nname: A\nname: B\n"), None);
    assert_eq!(reader_takes("quorate: 1\nplace: &a {country: X}\ntiming: {<<: *a}\n"), None);
}

/// The mutants that were tried by hand in an editor: each with what the reader says of it, and so the schema.
#[test]
fn what_an_editor_once_judged_otherwise_is_judged_alike() {
    for (shape, good) in [
        ("community: {part: NO}", true),
        ("community: {part: Null}", true),
        ("community: {asked_for_it: \"yes\"}", true),
        ("community: {asked_for_it: \"true\"}", true),
        ("community: {asked_for_it: on}", false),
        ("community: {part: \"none\"}", true),
        ("goals: [{target: 0o10}]", true),
        ("goals: [{target: 0x10}]", true),
        ("goals: [{target: 1e3}]", true),
        ("goals: [{target: +5}]", true),
        ("goals: [{target: 12:30:45}]", false),
        ("goals: [{due: 2027-02-30}]", false),
        ("goals: [{due: 2027-13}]", false),
        ("goals: [{due: 9999-12-31}]", false),
        ("goals: [{due: 0000}]", false),
        ("timing: {start_up: 0 months}", false),
        ("funding: {outcome_share: 120 %}", false),
        ("funding: {outcome_share: 1/5}", true),
        ("problem: {statement: \"\"}", true),
        ("problem: {domains: [~]}", true),
        ("partners: [~]", true),
        ("partners: [1, 2]", true),
        ("community: {evidence: 5}", true),
        ("community: []", true),
        ("name: none", false),
    ] {
        let yaml = format!("quorate: 1\n{shape}\n");
        assert_eq!(both_take(&yaml), Some((good, good)), "by the reader, by the schema: {shape}");
    }
}

#[test]
fn every_spelling_is_taken_by_both_or_refused_by_both() {
    let (mut apart, mut compared) = (Vec::new(), 0);
    for fact in facts() {
        for spelling in spellings() {
            let quoted = serde_json::to_string(&spelling).expect("a text");
            for value in [spelling.clone(), quoted] {
                let item = format!("[{value}]");
                for value in [Some(value), takes_a_list(fact).then_some(item)].into_iter().flatten() {
                    let yaml = proposal_with(&RUBRICS.dictionary, fact, &value);
                    let Some((reader, schema)) = both_take(&yaml) else { continue };
                    compared += 1;
                    if reader != schema && (reader || !is_hidden_from_a_schema(fact, &value)) {
                        apart.push(format!("{}: {value}: reader {reader}, schema {schema}", fact.path));
                    }
                }
            }
        }
    }
    assert_eq!(apart, [""; 0]);
    assert!(compared > facts().len() * spellings().len(), "most spellings are YAML, with quotes or without");
}

#[track_caller]
fn assert_taken(yaml: &str) {
    assert_eq!(both_take(yaml), Some((true, true)), "by the reader, by the schema: {yaml}");
}

#[test]
fn every_form_that_the_pages_show_is_taken() {
    let dictionary = &RUBRICS.dictionary;
    let kinds = [
        ("yes/no", "YesNo"),
        ("number", "Number"),
        ("share", "Share"),
        ("money", "Money"),
        ("date", "Date"),
        ("duration", "Duration"),
    ];
    for (kind, name) in kinds {
        let fact = facts().into_iter().find(|fact| format!("{:?}", fact.kind) == name).expect("a fact");
        let forms: Vec<&str> = documented().into_iter().filter(|(of, _)| *of == kind).map(|f| f.1).collect();
        assert!(forms.len() > 2, "the page shows no forms of {kind}");
        forms.iter().for_each(|form| assert_taken(&proposal_with(dictionary, fact, form)));
    }
    for (_, fact) in dictionary.facts() {
        fact.example.iter().for_each(|example| assert_taken(&proposal_with(dictionary, fact, example)));
    }
}

/// Whole proposals whose shape is good or bad.
const SHAPES: &[(&str, bool)] = &[
    ("community:", true),
    ("community: {}", true),
    ("community: []", true),
    ("community: NONE", true),
    ("community: \"none\"", true),
    ("community: ~", true),
    ("community: true", false),
    ("community: some text", false),
    ("community: [a]", false),
    ("community: {parts: told}", false),
    ("partners: none", true),
    ("partners: []", true),
    ("partners: {name: A}", false),
    ("partners: A", false),
    ("partners: [A, B]", true),
    ("partners: [1, 2]", true),
    ("partners: [~, {name: A}]", true),
    ("partners: [unknown]", true),
    ("partners: [none]", false),
    ("partners: [yes]", false),
    ("partners: [true]", false),
    ("partners: [[A]]", false),
    ("partners: [{}]", true),
    ("partners: [A]\npartners_complete: no", true),
    ("partners: [A]\npartners_complete: \"NO\"", true),
    ("partners: [A]\npartners_complete: False", true),
    ("partners: [A]\npartners_complete: ~", true),
    ("partners: [A]\npartners_complete: maybe", false),
    ("partners_complete: yes", true),
    ("stage_complete: yes", false),
    ("problem: {causes: [x], causes_complete: no}", true),
    ("problem: {domains: []}", false),
    ("problem: {domains: [~]}", true),
    ("problem: {domains: [housing, unknown]}", true),
    ("problem: {domains: [housing, none]}", false),
    ("problem: {domains: [housing, [health]]}", false),
    ("problem: {statement: [a]}", false),
    ("problem: {statement: {a: b}}", false),
    ("community: {wants: [a, 5]}", true),
    ("community: {wants: [a, {b: c}]}", false),
    ("stage: []", false),
    ("stage: [design]", false),
    ("evidence: a.pdf", false),
    ("community: {evidence: a.pdf}", true),
    ("community: {evidence: [a.pdf, ~, \"\", 5]}", true),
    ("community: {evidence: none}", true),
    ("community: {evidence: []}", true),
    ("community: {evidence: [[a.pdf]]}", false),
    ("community: {evidence: {file: a.pdf, page: 3, date: 2027, note: x}}", true),
    ("community: {evidence: {url: \"https://example.org\"}}", true),
    ("community: {evidence: {page: 3}}", false),
    ("community: {evidence: {file: [a.pdf]}}", false),
    ("community: {evidence: {file: a.pdf, page: [3]}}", false),
    ("community: {evidence: {file: a.pdf, pages: 3}}", false),
    ("community: {evidence: {file: a.pdf, page: 3, quote: we all agree, for: [part]}}", true),
    ("community: {evidence: [{file: a.pdf, quote: we all agree, for: community.part}]}", true),
    ("community: {evidence: {file: a.pdf, quote: we all agree, for: []}}", true),
    ("community: {evidence: {file: a.pdf, quote: ~, for: part}}", true),
    ("community: {evidence: {file: a.pdf, quote: [we all agree]}}", false),
    ("community: {evidence: {file: a.pdf, for: part}}", false),
    ("community: {evidence: {file: a.pdf, quote: we all agree, for: goals.aim}}", false),
    ("community: {evidence: {file: a.pdf, quote: we all agree, for: [part, prat]}}", false),
    ("community: {evidence: {file: a.pdf, quote: we all agree, for: {part: yes}}}", false),
    ("community: {evidence: {file: a.pdf, quote: we all agree, for: [[part]]}}", false),
    ("partners: [{name: A, delegate: {evidence: {file: a.pdf, quote: we all agree, for: decides}}}]", true),
    ("partners: [{name: A, delegate: {evidence: {file: a.pdf, quote: we all agree, for: sector}}}]", false),
    ("partners: [{name: A, evidence: {file: a.pdf, quote: we all agree, for: delegate.decides}}]", true),
    ("timing: {start: 2027-03}\ngoals: [{due: within 5 years}]", true),
    ("goals: [{due: START + 18 months}]", true),
    ("timing: {start: start + 18 months}", false),
    ("notes: yes", true),
    ("notes: none", true),
    ("community: {notes: [a, 5, ~]}", true),
    ("community: {notes: {a: b}}", false),
    ("community: {notes: [[a]]}", false),
    ("partners: [{name: A, notes: a, delegate: {notes: b}}]", true),
    ("x-note: a", false),
    ("sumary: x", false),
    ("name: none", false),
    ("name: \"none\"", false),
    ("name: 5", true),
    ("place: {country: NO}", true),
    ("place: {country: \"NO\"}", true),
];

#[test]
fn every_shape_is_taken_by_both_or_refused_by_both() {
    for (shape, good) in SHAPES {
        let yaml = format!("quorate: 1\n{shape}\n");
        assert_eq!(both_take(&yaml), Some((*good, *good)), "by the reader, by the schema: {shape}");
    }
    for (marker, good) in
        [("1", true), ("\"1\"", true), ("2", false), ("yes", false), ("[1]", false), ("~", false)]
    {
        let yaml = format!("quorate: {marker}\n");
        assert_eq!(both_take(&yaml), Some((good, good)), "by the reader, by the schema: {marker}");
    }
    assert_eq!(both_take("name: A\n"), Some((false, false)), "there is no marker");
}

/// The fact of a kind that needs no evidence of more.
fn fact_of(kind: Kind) -> &'static Fact {
    RUBRICS.dictionary.facts().map(|(_, fact)| fact).find(|fact| fact.kind == kind).expect("a fact")
}

/// A text of JSON, taken or refused.
fn agree(kind: Kind, text: &str) -> Result<(), TestCaseError> {
    let fact = fact_of(kind);
    let value = serde_json::to_string(text).expect("a text");
    let yaml = proposal_with(&RUBRICS.dictionary, fact, &value);
    let (reader, schema) = both_take(&yaml).expect("YAML");
    let agree = reader == schema || (schema && is_hidden_from_a_schema(fact, &value));
    prop_assert!(agree, "{}: {:?}: reader {}, schema {}", fact.path, text, reader, schema);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn numbers_and_money_are_one_to_both(text in "-?[0-9,._ \u{a0}]{1,12}[ %]{0,3}|(EUR )?[0-9]{1,3}([, _][0-9]{3}){0,3}(\\.[0-9]{0,5})?( ?[A-Z]{3})?") {
        agree(Kind::Number, &text)?;
        agree(Kind::Money, &text)?;
    }

    #[test]
    fn shares_are_one_to_both(text in "[0-9.,]{1,8} ?%?|0{0,3}1?0{0,2}(\\.[0-9]{0,4})? ?%?|[0-9 ,.]{1,4}/[0-9 ,.]{1,6}") {
        agree(Kind::Share, &text)?;
    }

    #[test]
    fn dates_are_one_to_both(text in "(1[789]|2[0-3])[0-9]{2}(-[0-3][0-9]){0,2}|[0-9-]{1,11}|(2000|1900|2024|2023)-02-2[89]") {
        agree(Kind::Date, &text)?;
    }

    #[test]
    fn lengths_of_time_are_one_to_both(text in "([0-9.]{1,6} {1,2}(year|month|week|day)s?,? ?){1,5}|[0-9]{0,3}(000|0)(\\.[0-9]{0,9})? (years|day)") {
        agree(Kind::Duration, &text)?;
    }

    #[test]
    fn short_words_are_one_to_both(text in "[a-z~?/ -]{0,5}|(no|yes|none|unknown|tbd|n/a)[ .a-z\t\u{a0}]{0,2}") {
        agree(Kind::YesNo, &text)?;
        agree(Kind::Text, &text)?;
    }
}
