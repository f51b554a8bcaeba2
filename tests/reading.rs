//! It reads what people write: each documented form is read as its plain form, the schema takes what the reader takes, and
//! `--fix` writes the plain form and changes nothing else.

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::sync::LazyLock;

use program::{quorate, run};
use proptest::prelude::*;
use quorate::document::{Limits, ProblemKind, parse};
use quorate::proposal::{NoFolder, Pair, Proposal, SameRecords, bind, changes, schema};
use quorate::rubric::Rubrics;
use serde_json::Value;

static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);
static SCHEMA: LazyLock<jsonschema::Validator> =
    LazyLock::new(|| jsonschema::validator_for(&schema(&RUBRICS.dictionary)).expect("a schema"));

/// What is typed at a fact, and the plain form that it is read as.
const FORMS: &[(&str, &str, &str)] = &[
    // Words: case, hyphen, plural, other names, white space that cannot be seen, quotes of a word processor.
    ("partners.sector", "Government", "government"),
    ("partners.sector", "NGO", "non-profit"),
    ("partners.sector", "NGOs", "non-profit"),
    ("partners.sector", "nonprofit", "non-profit"),
    ("partners.sector", "Non Profit", "non-profit"),
    ("partners.sector", "non\u{2011}profit", "non-profit"),
    ("partners.sector", "private", "business"),
    ("partners.sector", "charities", "non-profit"),
    ("partners.sector", "university", "academia"),
    ("partners.sector", "local government", "government"),
    ("partners.sector", "church", "non-profit"),
    ("partners.sector", "“Government”", "government"),
    ("partners.sector", "\u{200b}government\u{200b}", "government"),
    ("partners.level", "county", "local"),
    ("partners.commitment", "In-Talks", "in talks"),
    ("partners.commitment", "Signed.", "signed"),
    ("stage", "Planning", "design"),
    // Lists on one line.
    ("partners.brings", "Authority, data and money", "authority; data; money"),
    ("partners.brings", "• authority • money", "authority; money"),
    (
        "approach.interventions",
        "Cold-storage hubs, refrigerated trucks, evening pantry hours",
        "Cold-storage hubs; refrigerated trucks; evening pantry hours",
    ),
    (
        "approach.interventions",
        "• Cold-storage hubs • refrigerated trucks",
        "Cold-storage hubs; refrigerated trucks",
    ),
    ("trust.leaders", "A. Osei; M. Ruiz", "A. Osei; M. Ruiz"),
    // Yes and no.
    ("partners.local", "Y", "yes"),
    ("partners.delegate.decides", "N", "no"),
    // Money.
    ("funding.total", "$50,000", "50000 $"),
    ("funding.total", "£50,000", "50000 GBP"),
    ("funding.total", "€50k", "50000 EUR"),
    ("funding.total", "50k", "50000"),
    ("funding.total", "50k EUR", "50000 EUR"),
    ("funding.total", "1.2 million", "1200000"),
    ("funding.total", "7.2 million USD", "7200000 USD"),
    ("funding.total", "US$ 3m", "3000000 USD"),
    ("funding.total", "£12.3m", "12300000 GBP"),
    // Shares.
    ("funding.outcome_share", "20 percent", "20 %"),
    ("funding.outcome_share", "a third", "1/3"),
    ("funding.outcome_share", "over 20 per cent", "more than 20 %"),
    // Numbers and bounds.
    ("governance.seats", "nine", "9"),
    ("goals.people", "over 400", "more than 400"),
    ("goals.people", "400+", "at least 400"),
    ("goals.people", "34-53", "34 to 53"),
    ("goals.people", "1.2 thousand", "1200"),
    ("goals.people", "approx. 30", "about 30"),
    // Dates.
    ("timing.start", "March 2027", "2027-03"),
    ("timing.start", "1 March 2027", "2027-03-01"),
    ("timing.start", "March 1st, 2027", "2027-03-01"),
    ("timing.start", "03/2027", "2027-03"),
    ("timing.start", "2027-3", "2027-03"),
    ("timing.start", "2027/03", "2027-03"),
    ("timing.start", "25/03/2027", "2027-03-25"),
    ("timing.start", "Q3 2027", "2027-07 to 2027-09"),
    ("timing.start", "2027-Q3", "2027-07 to 2027-09"),
    ("timing.start", "spring 2027", "2027"),
    ("timing.start", "winter 2027", "2026-12 to 2028-02"),
    ("timing.start", "2024/25", "2024-04 to 2025-09"),
    ("timing.start", "FY2027", "2026-04 to 2028-09"),
    ("timing.start", "by the end of 2028", "2028-12"),
    ("timing.start", "mid 2027", "2027-04 to 2027-09"),
    ("goals.due", "start + three years", "start + 3 years"),
    ("goals.due", "18 months after start", "start + 18 months"),
    ("goals.due", "within five years", "within 5 years"),
    // Lengths of time.
    ("staying.horizon", "18 Months", "18 months"),
    ("staying.horizon", "18m", "18 months"),
    ("staying.horizon", "three years", "3 years"),
    ("staying.horizon", "30+ years", "at least 30 years"),
    ("staying.horizon", "10 - 15 years", "10 to 15 years"),
    ("measurement.review_every", "monthly", "1 month"),
    ("measurement.review_every", "Quarterly", "3 months"),
    ("measurement.review_every", "twice a year", "6 months"),
];

/// Forms that are read as they stand, beside those of the facts' own page.
const PLAIN: &[(&str, &str)] = &[
    ("timing.start", "2027-07 to 2027-09"),
    ("goals.people", "34 to 53"),
    ("goals.people", "about 30"),
    ("goals.people", "at least 400"),
    ("staying.horizon", "10 to 15 years"),
    ("funding.total", "50000 $"),
    ("funding.outcome_share", "more than 20 %"),
    ("goals.due", "start + 18 months"),
];

/// Forms that can be read in two ways, or in none, with what is said of them.
const REFUSED: &[(&str, &str, &str)] = &[
    ("goals.people", "60.000", "sixty thousand"),
    ("timing.start", "03/04/2027", "2027-04-03 or 2027-03-04"),
    ("timing.start", "2011/12", "it may be 2011-12"),
    ("timing.start", "soon", "a date is written"),
    ("timing.start", "31 February 2027", "a date is written"),
    ("partners.sector", "hospital", "it may be `government`, `non-profit` or `business`"),
    ("partners.sector", "media", "it may be `business`"),
    ("partners.brings", "authority, dreams", ""),
    ("funding.total", "lots", "money is written"),
    ("staying.horizon", "ages", "a length of time is written"),
    ("funding.outcome_share", "120 percent", ""),
];

/// A proposal that says this at a fact.
fn proposal_with(path: &str, value: &str) -> String {
    let value = Value::from(value).to_string();
    let mut parts = path.split('.');
    let mut text = "quorate: 1\nname: X\n".to_owned();
    let first = parts.next().expect("a path");
    let is_list =
        RUBRICS.dictionary.lists().iter().any(|list| RUBRICS.dictionary.fact(list.fact).path == first);
    text += &format!("{first}:");
    let rest: Vec<&str> = parts.collect();
    if rest.is_empty() {
        return text + &format!(" {value}\n");
    }
    text += "\n";
    for (depth, key) in rest.iter().enumerate() {
        let dash = if is_list && depth == 0 { "- " } else { "  " };
        text += &format!("{:indent$}{dash}{key}:", "", indent = depth * 2);
        text += &if depth + 1 == rest.len() { format!(" {value}\n") } else { "\n".to_owned() };
    }
    text
}

fn read(text: &str) -> (Proposal, Vec<String>) {
    let stream = parse(text, &Limits::default());
    assert!(stream.problems.is_empty(), "{text}");
    let (proposal, problems) = bind(&stream.documents[0], &RUBRICS.dictionary, &NoFolder);
    let errors = problems.into_iter().filter(|problem| problem.kind == ProblemKind::Error);
    (
        proposal,
        errors.map(|problem| format!("{}; {}", problem.message, problem.help.unwrap_or_default())).collect(),
    )
}

fn schema_takes(text: &str) -> bool {
    SCHEMA.is_valid(&serde_yaml::from_str::<Value>(text).expect("YAML"))
}

#[test]
fn each_form_is_read_as_its_plain_form_and_taken_by_the_schema() {
    for (path, typed, plain) in FORMS {
        let text = proposal_with(path, typed);
        let (proposal, errors) = read(&text);
        assert_eq!(errors, [""; 0], "{path}: {typed}");
        let read_as: Vec<String> = proposal.read_as().iter().map(|read| read.plain.join("; ")).collect();
        assert_eq!(read_as, [*plain], "{path}: {typed}");
        assert!(schema_takes(&text), "the schema refuses {path}: {typed}");
    }
}

#[test]
fn each_plain_form_is_read_as_it_stands() {
    let of_forms =
        FORMS.iter().filter(|(_, _, plain)| !plain.contains(';')).map(|(path, _, plain)| (*path, *plain));
    for (path, plain) in PLAIN.iter().copied().chain(of_forms) {
        let text = proposal_with(path, plain);
        let (proposal, errors) = read(&text);
        assert_eq!(errors, [""; 0], "{path}: {plain}");
        assert!(proposal.read_as().is_empty(), "{path}: {plain} is told as {:?}", proposal.read_as());
        assert!(schema_takes(&text), "the schema refuses {path}: {plain}");
    }
}

#[test]
fn what_can_be_read_in_two_ways_is_refused_with_both_by_reader_and_schema() {
    for (path, typed, says) in REFUSED {
        let text = proposal_with(path, typed);
        let (_, errors) = read(&text);
        assert_eq!(errors.len(), 1, "{path}: {typed}");
        assert!(errors[0].contains(says), "{path}: {typed}: {errors:?}");
        // That February has no day 31, and that 2011/12 may be December, no pattern can tell.
        let hidden = ["31 February 2027", "2011/12"].contains(typed);
        assert!(hidden || !schema_takes(&text), "the schema takes {path}: {typed}");
    }
}

#[test]
fn a_sentence_is_no_list_and_stays_one_text() {
    for sentence in [
        "We will open two hubs, buy trucks that keep food cold on the way, and pay drivers.",
        "One thing",
        "Hubs in the harbour district where people already go to the market, and a van for everybody else",
    ] {
        let (proposal, _) = read(&proposal_with("approach.interventions", sentence));
        assert!(proposal.read_as().is_empty(), "{sentence}");
    }
    let (proposal, _) =
        read("quorate: 1\nname: X\napproach: {interventions: [\"Housing first, with support\", A van]}\n");
    assert!(proposal.read_as().is_empty(), "what stands in a list is one text already");
}

#[test]
fn a_span_decides_only_where_every_day_in_it_agrees() {
    let level = |first_win: &str| {
        let text = format!("quorate: 1\nname: X\ntiming: {{start: 2027-01, first_win: {first_win}}}\n");
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("p.yaml"), text).expect("a file");
        let ran =
            run(quorate(&folder.path()).args(["explain", "goals/early-win", "p.yaml", "--format", "json"]));
        let explained: Value = serde_json::from_str(&ran.out).expect("JSON");
        explained["case"]["conditions"].clone()
    };
    // A quarter well before, one well behind, and a school year that goes over both.
    let holds = |conditions: &Value| -> Vec<Value> {
        conditions
            .as_array()
            .expect("a list")
            .iter()
            .map(|tested| tested["condition"]["holds"].clone())
            .collect()
    };
    assert_ne!(holds(&level("Q2 2027")), holds(&level("Q4 2029")));
    assert!(
        holds(&level("2026/27")).contains(&Value::Null) || holds(&level("2027/28")).contains(&Value::Null)
    );
}

#[test]
fn fix_writes_the_plain_form_and_keeps_comments_and_order_and_diff_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("p.yaml");
    let before = "# ours\nquorate: 1\nstage: Design   # as agreed\nname: T\npartners:\n  - {name: A, sector: NGO}   # first\n  - name: B\n    sector: “Government”\n    brings: Authority, data and money\ngoals:\n  - {aim: x, due: 18 months after start}\ntiming: {start: March 2027}\n";
    fs::write(&file, before).expect("a file");
    let shown = run(quorate(&folder.path()).args(["check", "p.yaml", "--fix", "--diff"]));
    assert_eq!(shown.code, 0);
    assert!(shown.out.contains("-stage: Design   # as agreed\n"), "{}", shown.out);
    assert!(shown.out.contains("+stage: design   # as agreed\n"), "{}", shown.out);
    assert_eq!(fs::read_to_string(&file).expect("a file"), before);
    let fixed = run(quorate(&folder.path()).args(["check", "p.yaml", "--fix"]));
    assert!(fixed.out.contains("6 values were written plainly"), "{}", fixed.out);
    let after = "# ours\nquorate: 1\nstage: design   # as agreed\nname: T\npartners:\n  - {name: A, sector: non-profit}   # first\n  - name: B\n    sector: government\n    brings: [authority, data, money]\ngoals:\n  - {aim: x, due: start + 18 months}\ntiming: {start: 2027-03}\n";
    assert_eq!(fs::read_to_string(&file).expect("a file"), after);
    let again = run(quorate(&folder.path()).args(["check", "p.yaml"]));
    assert_eq!(again.err, "", "nothing is read otherwise any more");
}

#[test]
fn what_is_read_otherwise_is_told_once_in_a_run_and_fails_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["a.yaml", "b.yaml"] {
        fs::write(
            folder.path().join(name),
            "quorate: 1\nname: X\npartners: [{name: A, sector: NGO}, {name: B, sector: NGO}]\n",
        )
        .expect("a file");
    }
    let ran = run(quorate(&folder.path()).args(["check", "."]));
    assert_eq!(ran.code, 0);
    assert_eq!(ran.err.matches("`NGO` as `non-profit` (4 times)").count(), 1, "{}", ran.err);
}

#[test]
fn a_text_that_a_hash_cuts_is_told_and_a_comment_is_not() {
    let said = |line: &str| {
        let stream = parse(&format!("quorate: 1\n{line}\n"), &Limits::default());
        bind(&stream.documents[0], &RUBRICS.dictionary, &NoFolder)
            .1
            .into_iter()
            .map(|problem| problem.message)
            .collect::<Vec<_>>()
    };
    let cut = said("name: School #1");
    assert!(cut.iter().any(|message| message.contains("`School` ends where ` #1` begins")), "{cut:?}");
    for comment in [
        "name: School # the first",
        "name: \"School #1\"",
        "name: School   #the first",
        "stage: design #mine",
    ] {
        assert!(!said(comment).iter().any(|message| message.contains("taken for a comment")), "{comment}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("p.yaml"),
        "quorate: 1\nname: X\npartners:\n  - {name: School #1, sector: government}\n  - {name: B}\n",
    )
    .expect("a file");
    let ran = run(quorate(&folder.path()).args(["check", "p.yaml"]));
    assert!(ran.err.contains("` #` begins a comment, and hides the end of these braces"), "{}", ran.err);
    assert!(ran.err.contains("p.yaml:4:19"), "{}", ran.err);
}

proptest! {
    /// What is written plainly is read as the same, whatever was typed.
    #[test]
    fn the_plain_form_is_read_as_the_same_facts(forms in prop::collection::vec(prop::sample::select(FORMS), 1..6)) {
        for (path, typed, _) in forms {
            let text = proposal_with(path, typed);
            let (old, _) = read(&text);
            let read_as = &old.read_as()[0];
            let plain = match &read_as.plain[..] {
                [one] => Value::from(&**one).to_string(),
                several => Value::from(several.iter().map(|one| one.to_string()).collect::<Vec<_>>()).to_string(),
            };
            let (start, end) = (read_as.span.start as usize, read_as.span.end as usize);
            let (new, errors) = read(&format!("{}{plain}{}", &text[..start], &text[end..]));
            prop_assert!(errors.is_empty());
            prop_assert!(new.read_as().is_empty());
            let pair = Pair { old: &old, new: &new };
            prop_assert!(changes(&RUBRICS.dictionary, pair, &SameRecords::of(&RUBRICS.dictionary, pair)).is_empty());
        }
    }

    /// Whatever is typed is read without a crash, and what is read otherwise is plain itself.
    #[test]
    fn any_text_is_read_or_refused(
        path in prop::sample::select(vec!["timing.start", "goals.people", "funding.total", "funding.outcome_share", "staying.horizon", "partners.sector", "partners.brings", "partners.local"]),
        typed in "([0-9]{1,4}|[a-z]{1,8}|[$£€%+~.,/-]|Q[1-4]|20[0-9]{2}|million|months|March|over| ){1,6}",
    ) {
        let text = proposal_with(path, &typed);
        let (proposal, _) = read(&text);
        for read_as in proposal.read_as() {
            for plain in &read_as.plain {
                let (again, errors) = read(&proposal_with(path, plain));
                prop_assert!(errors.is_empty() && again.read_as().is_empty(), "{typed:?} is read as {plain:?}, and that as {:?} {errors:?}", again.read_as());
            }
        }
    }
}
