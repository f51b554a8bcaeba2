//! Claims about what a binder says, over a small dictionary.

use super::*;
use crate::document::{Limits, ProblemKind, Problems, parse};
use crate::proposal::words;
use crate::proposal::{Datum, EvidenceKind, EvidenceState, FactRef, NoFolder, Route};
use crate::text::{self, COMPARED};

const FACTS: &str = "
vocabularies:
  - name: stage
    ordered: yes
    words: [{word: design, means: a}, {word: in talks, means: b}, {word: doing, means: c, also: [delivery]}]
  - name: sector
    words: [{word: non-profit, means: a}, {word: business, means: b}]
facts:
  - {path: name, kind: text, label: l, ask: What is it called?, none: never}
  - {path: stage, kind: word, words: stage, label: l, ask: a}
  - {path: sector, kind: words, words: sector, label: l, ask: a}
  - {path: place.country, kind: text, label: l, ask: a}
  - {path: place.urban, kind: yes/no, label: l, ask: a}
  - {path: staying.horizon, kind: duration, label: l, ask: a}
  - {path: timing.start, kind: date, origin: yes, label: l, ask: a}
  - {path: timing.pilot, kind: date, label: l, ask: a}
  - {path: data.evaluation.budget, kind: money, label: l, ask: a}
  - {path: data.evaluation.spent, kind: money, label: l, ask: a}
  - {path: data.then, kind: number, label: the value of then, ask: a}
  - {path: data.now, kind: number, label: the value of now, ask: a}
  - {path: partners, kind: records, item: partner, key: name, label: l, ask: a}
  - {path: partners.name, kind: text, names: once, label: l, ask: a, none: never}
  - {path: partners.sector, kind: words, words: sector, label: l, ask: a, none: never}
  - {path: partners.delegate.decides, kind: yes/no, label: l, ask: a}
  - {path: partners.until, kind: date, label: l, ask: a}
  - {path: partners.staff, kind: number, counted_in: partners.who, label: l, ask: a, none: nothing to handle}
  - {path: partners.who, kind: text, label: l, ask: a}
  - {path: money, kind: records, item: source of money, key: from, label: l, ask: a}
  - {path: money.from, kind: text, names: again, label: l, ask: a}
bounds:
  - {of: [timing.pilot, partners.until], at_least: {fact: timing.start}, odd: that is before the start, do: look at both dates}
  - {of: [timing.start, timing.pilot], at_least: 1950, at_most: 2100, odd: that is no year of such work, do: look at the year}
  - {of: [partners.staff], at_least: 0, at_most: 600, whole: yes, odd: nobody has so many, do: count them}
  - {of: [staying.horizon], at_most: 100 years, odd: so long nobody can promise, do: write how long is meant}
  - {of: [data.evaluation.spent], at_most: {fact: data.evaluation.budget}, odd: that is more than there is, do: look at both}
  - {of: [data.now], differs_from: {fact: data.then}, odd: nothing changes, do: say what changes}
retired:
  - {path: stage, say: this is declared all the same}
  - {path: place.river, say: write `place.country`}
  - {path: partners.answers_to, say: write `partners.who`}
  - {path: partners.delegate.rank, say: write nothing}
  - {path: data.tools.old, say: write `data.old`}
  - {path: data.tools.new, say: write `data.new`}
";

fn dictionary() -> Dictionary {
    let problems = Problems::default();
    let dictionary = Dictionary::load(&parse(FACTS, &Limits::default()).documents[0], &problems);
    assert_eq!(problems.into_sorted(), []);
    dictionary
}

fn bound(yaml: &str, evidence: &dyn Evidence) -> (Proposal, Vec<Problem>) {
    let stream = parse(yaml, &Limits::default());
    assert_eq!(stream.problems, [], "{yaml}");
    bind_facts(&stream.documents[0], &dictionary(), evidence)
}

fn problems(yaml: &str) -> Vec<Problem> {
    bound(yaml, &NoFolder).1
}

/// The one problem of a file: its message, and what it advises.
#[track_caller]
fn said(yaml: &str) -> (String, String) {
    let mut problems = problems(yaml);
    assert_eq!(problems.len(), 1, "{yaml}: {problems:?}");
    let problem = problems.remove(0);
    (problem.message, problem.help.unwrap_or_default())
}

#[track_caller]
fn answer(yaml: &str, path: &str) -> Answer {
    let (proposal, problems) = bound(yaml, &NoFolder);
    assert_eq!(problems, [], "{yaml}");
    let dictionary = dictionary();
    let fact: FactRef = dictionary.reference(dictionary.find(path).expect("a fact"));
    proposal.slot(fact).answer.clone()
}

#[test]
fn quotes_and_case_make_no_difference_to_yes_no_and_not_known() {
    for (written, expected) in [
        ("yes", Answer::Given(Datum::Yes)),
        ("\"YES\"", Answer::Given(Datum::Yes)),
        ("'no'", Answer::Denied),
        ("NO", Answer::Denied),
        ("\"Not yet\"", Answer::Denied),
        ("\"n/a\"", Answer::Unknown),
        ("TBC", Answer::Unknown),
        ("\"\"", Answer::Unknown),
        ("NULL", Answer::Unknown),
    ] {
        assert_eq!(answer(&format!("place: {{urban: {written}}}"), "place.urban"), expected, "{written}");
    }
    assert_eq!(answer("stage: not yet", "stage"), Answer::Denied, "below every word");
    assert_eq!(answer("place: {country: \"none\"}", "place.country"), Answer::Denied);
    assert_eq!(answer("place: {country: \"N/A\"}", "place.country"), Answer::Unknown);
    for norway in ["NO", "\"NO\""] {
        let text = Answer::Given(Datum::Text("NO".into()));
        assert_eq!(answer(&format!("place: {{country: {norway}}}"), "place.country"), text);
    }
    assert_eq!(
        answer("place: {country: not yet}", "place.country"),
        Answer::Given(Datum::Text("not yet".into()))
    );
}

#[test]
fn every_spelling_of_not_known_is_unknown_in_every_kind_of_fact() {
    let dictionary = dictionary();
    for word in words::spellings(Meaning::Unknown) {
        for cased in [word.to_owned(), word.to_uppercase(), text::capital(word)] {
            let written = serde_json::to_string(&cased).expect("a text");
            let single = format!("'{}'", cased.replace('\'', "''"));
            let plain = (!matches!(word, "" | "?" | "-")).then_some(cased.clone());
            for value in [Some(written), Some(single), plain].into_iter().flatten() {
                let yaml = format!(
                    "name: {value}\nstage: {value}\nsector: [{value}]\nplace: {{country: {value}, urban: {value}}}\n\
                     staying: {value}\ndata: {{evaluation: {{budget: {value}}}}}\n\
                     partners: [{value}, {{name: {value}, sector: {value}, evidence: {value}}}]"
                );
                let (proposal, problems) = bound(&yaml, &NoFolder);
                assert_eq!(problems, [], "{yaml}");
                let given = |slots: &[Slot]| slots.iter().filter(|s| s.answer != Answer::Unknown).count();
                assert_eq!(given(&proposal.slots), 1, "only the list is given: {yaml}");
                let partners = &proposal.records(dictionary.lists().first_key().expect("a list")).records;
                assert_eq!(partners.iter().map(|partner| given(&partner.slots)).sum::<usize>(), 0, "{yaml}");
                assert!(proposal.pointers().is_empty(), "{yaml}");
            }
        }
    }
}

#[test]
fn a_word_is_read_with_any_white_space_in_it() {
    for written in ["in talks", "\"in  talks\"", "in\u{a0}talks", "\" in talks \"", "|\n  in talks"] {
        assert_eq!(
            answer(&format!("stage: {written}"), "stage"),
            Answer::Given(Datum::Word(1)),
            "{written:?}"
        );
    }
}

#[test]
fn no_message_proposes_what_is_written() {
    assert_eq!(said("stage: des\u{ad}ign").1, "there is a soft hyphen in it: write `design`");
    assert_eq!(said("\"stage\u{a0}\": design").1, "there is a no-break space in it: write `stage`");
    assert_eq!(said("\" stage\": design").1, "there is a space too many in it: write `stage`");
}

#[test]
fn the_allowed_words_are_listed_with_none_where_it_is_one() {
    let expected = |yaml: &str| problems(yaml).remove(0).expected;
    assert_eq!(expected("stage: soon"), "one of `design`, `in talks`, `doing` or `none`");
    assert_eq!(expected("sector: ngo"), "one or more of `non-profit` or `business`, or `none`");
    assert_eq!(expected("partners: [{sector: ngo}]"), "one or more of `non-profit` or `business`");
}

#[test]
fn a_denial_that_is_no_answer_is_told_as_it_is_written() {
    assert_eq!(
        said("name: \"No\""),
        ("`No` is no answer to `name`".to_owned(), "leave the key out if it is not known".to_owned())
    );
    assert_eq!(said("sector: [business, none]").0, "`none` cannot stand among other items");
}

#[test]
fn a_key_is_told_what_can_stand_here_or_the_one_block_that_it_belongs_to() {
    assert_eq!(said("stagee: design").1, "did you mean `stage`?");
    assert_eq!(said("horizon: 8 years").1, "`horizon` is a key of `staying`");
    assert_eq!(
        said("place: {stage: design}").1,
        "`stage` is a key of the proposal itself: begin it in the first column"
    );
    assert_eq!(said("partners: [{decides: yes}]").1, "`decides` is a key of `delegate`");
    // Two blocks down is a guess, and so is a word that has hardly a character in common.
    let here = "the keys here are `name`, `stage`, `sector`, `place`, `staying`, `timing`, `data`, `partners` and `money`";
    for key in ["budget", "team", "impact"] {
        assert_eq!(said(&format!("{key}: x")).1, here, "{key}");
    }
}

#[test]
fn the_rest_of_a_text_that_a_comma_cut_is_no_misspelt_key() {
    let help = "a comma inside braces begins a new key; put the whole text in quotes";
    assert_eq!(said("place: {country: Hawaii, Kauai and Maui counties}").1, help);
    assert_ne!(said("place:\n  country: Hawaii\n  islands:\n").1, help);
}

/// Every pointer is in one state, and each look is counted.
struct Counted(EvidenceState, std::cell::Cell<usize>);

impl Evidence for Counted {
    fn look(&self, _: &str) -> EvidenceState {
        self.1.set(self.1.get() + 1);
        self.0
    }
}

#[test]
fn a_missing_file_is_looked_for_and_told_once_with_the_lines_that_name_it() {
    for (times, also) in [
        (1, ""),
        (2, "; also named in line 3"),
        (4, "; also named in lines 3, 4 and 5"),
        (900, "; also named in lines 3, 4, 5, 6, 7 and 894 more"),
    ] {
        let evidence = Counted(EvidenceState::Missing, 0.into());
        let yaml = format!("partners:\n{}", "  - {sector: business, evidence: a.pdf}\n".repeat(times));
        let (_, problems) = bound(&yaml, &evidence);
        assert_eq!((problems.len(), evidence.1.get()), (1, 1));
        let help = problems[0].help.as_deref().expect("help");
        assert!(help.ends_with(&format!("not as evidenced{also}")), "{help}");
    }
}

#[test]
fn evidence_left_blank_evidences_nothing_and_is_not_looked_for() {
    let evidence = Counted(EvidenceState::Holds, 0.into());
    for blank in ["\"\"", "~", "tbd", "none", "\" \"", "{file: , page: 3}", "[~, \"\"]"] {
        let (proposal, problems) = bound(&format!("place: {{urban: yes, evidence: {blank}}}"), &evidence);
        assert_eq!((problems, evidence.1.get()), (vec![], 0), "{blank}");
        assert!(proposal.slots.iter().all(|slot| !slot.evidenced), "{blank}");
    }
}

#[test]
fn a_path_with_backslashes_is_told_how_to_write_it() {
    let problem = problems("place: {urban: yes, evidence: 'minutes\\may.txt'}").remove(0);
    assert_eq!(
        problem.message,
        "`minutes\\may.txt` has backslashes between its folders, and evidences nothing"
    );
    assert_eq!(problem.kind, ProblemKind::Warning);
    assert_eq!(problem.expected, "`minutes/may.txt`");
}

/// The state that a pointer begins with: `holds/a`, `url/b`.
struct Named;

impl Evidence for Named {
    fn look(&self, pointer: &str) -> EvidenceState {
        match pointer.split('/').next() {
            Some("holds") => EvidenceState::Holds,
            Some("url") => EvidenceState::Url,
            Some("unseen") => EvidenceState::Unseen,
            Some("itself") => EvidenceState::Itself,
            _ => EvidenceState::NoFile,
        }
    }
}

#[test]
fn what_a_fact_rests_on_can_be_asked_of_it() {
    use EvidenceKind::{File, NotLookedAt, Url};
    let dictionary = dictionary();
    for (pointers, kinds, evidenced, checked) in [
        ("holds/a", vec![Some(File)], true, true),
        ("url/a", vec![Some(Url)], true, false),
        ("unseen/a", vec![Some(NotLookedAt)], false, false),
        ("itself/a", vec![None], false, false),
        ("[url/a, nothing/b, holds/c]", vec![Some(Url), None, Some(File)], true, true),
        ("[url/a, itself/b]", vec![Some(Url), None], true, false),
        ("none", vec![], false, false),
    ] {
        let yaml = format!(
            "name: A\nplace: {{urban: yes, evidence: {pointers}}}\n\
             partners: [{{name: A, delegate: {{decides: yes, evidence: {pointers}}}}}, {{name: B}}]"
        );
        let (proposal, _) = bound(&yaml, &Named);
        let asked = |path: &str, record: Option<u32>| {
            let at = Route { fact: dictionary.find(path).expect("a fact"), record };
            let kinds: Vec<_> = proposal.evidence_of(&dictionary, at).map(Pointer::kind).collect();
            (kinds, proposal.is_checked(&dictionary, at))
        };
        let expected = (kinds, checked);
        assert_eq!(asked("place.urban", None), expected, "{pointers}");
        assert_eq!(asked("partners.delegate.decides", Some(0)), expected, "{pointers}");
        assert_eq!(asked("partners", Some(0)), expected, "the record itself: {pointers}");
        for (path, record) in
            [("name", None), ("partners.name", Some(0)), ("partners", Some(1)), ("partners", None)]
        {
            assert_eq!(asked(path, record), (vec![], false), "{path}: {pointers}");
        }
        let urban = proposal.slot(dictionary.reference(dictionary.find("place.urban").expect("a fact")));
        assert_eq!((urban.evidenced, urban.checked), (evidenced, checked), "{pointers}");
    }
}

#[test]
fn evidence_around_a_block_is_as_good_inside_it_and_the_better_of_both_counts() {
    let dictionary = dictionary();
    let at = Route { fact: dictionary.find("data.evaluation.budget").expect("a fact"), record: None };
    for (around, inside, checked) in
        [("holds/a", "url/b", true), ("url/a", "holds/b", true), ("url/a", "url/b", false)]
    {
        let yaml = format!("data: {{evidence: {around}, evaluation: {{budget: 5 EUR, evidence: {inside}}}}}");
        let (proposal, problems) = bound(&yaml, &Named);
        assert_eq!(problems, []);
        assert_eq!(proposal.evidence_of(&dictionary, at).count(), 2);
        assert_eq!(proposal.is_checked(&dictionary, at), checked, "{yaml}");
    }
}

#[test]
fn evidence_that_is_none_is_warned_about_and_is_no_error() {
    for pointer in ["../a", "itself/a", "folder", "\"https://\"", "ftp://example.org/a"] {
        let evidence: &dyn Evidence =
            if pointer.contains("://") || pointer.starts_with('.') { &NoFolder } else { &Named };
        let (proposal, problems) = bound(&format!("place: {{urban: yes, evidence: {pointer}}}"), evidence);
        let kinds: Vec<_> = problems.iter().map(|problem| (problem.kind, problem.topic.is_some())).collect();
        assert_eq!(kinds, [(ProblemKind::Warning, true)], "{pointer}");
        assert!(proposal.slots.iter().all(|slot| !slot.evidenced), "{pointer}");
    }
}

#[test]
fn partners_and_givers_of_one_name_are_told_and_so_are_names_that_are_nearly_one() {
    let told = |yaml: &str| {
        let problems = problems(yaml);
        assert!(problems.iter().all(|p| p.kind == ProblemKind::Warning && p.topic.is_some()), "{problems:?}");
        let place = |p: &Problem| {
            let (first, _) = p.related.as_ref().expect("where the other stands");
            format!("{} {}>{} {}", p.fact.as_deref().unwrap_or(""), p.span.line, first.line, p.message)
        };
        problems.iter().map(place).collect::<Vec<_>>()
    };
    assert_eq!(
        told(
            "partners:\n  - {name: Lind Foundation}\n  - City\n  - {sector: business, name: the lind  FOUNDATION}\n  - City"
        ),
        [
            "partners[2].name 4>2 `the lind FOUNDATION` and `Lind Foundation` are one name among the partners",
            "partners[3].name 5>3 `City` stands twice among the partners",
        ]
    );
    assert_eq!(
        told("money:\n  - from: Lind Foundation\n  - from: Lind Foundaton\n  - from: “Lind Foundation”"),
        [
            "money[1].from 3>2 `Lind Foundaton` and `Lind Foundation` are nearly one name among the sources of money",
            "money[2].from 4>2 `“Lind Foundation”` and `Lind Foundation` are one name among the sources of money",
        ]
    );
    assert_eq!(
        told("partners: [Lind Foundation, City]\nmoney:\n  - from: Lind Foundaton\n  - from: Lind Foundaton"),
        ["money[0].from 3>1 `Lind Foundaton` is nearly the name of the partner `Lind Foundation`"]
    );
    for fine in [
        "money: [Lind Foundation, Lind Foundation]",
        "partners: [Lind Foundation]\nmoney: [The Lind Foundation]",
        "partners: [School A, School B, Region North, Region South, ~, tbd, \"'\", \"''\"]",
        "partners: [{sector: business}, {sector: business}]",
    ] {
        assert_eq!(told(fine), [""; 0], "{fine}");
    }
    let many = problems(&format!("partners: [{}]", "City, ".repeat(4_000)));
    let errors = many.iter().filter(|problem| problem.kind == ProblemKind::Error).count();
    assert_eq!((many.len(), errors), (101, 0), "a hundred, and that there are more");
}

#[test]
fn notes_may_stand_in_every_block_and_change_no_fact() {
    let plain = "name: A\nplace: {urban: yes}\ndata: {evaluation: {budget: 5 EUR}}\npartners: [{name: A, delegate: {decides: yes}}]";
    let noted = "name: A\nnotes: yes\nplace: {urban: yes, notes: [ask Mia, 5, ~, tbd]}\n\
                 data: {notes: 'a, b', evaluation: {budget: 5 EUR, notes: none}}\n\
                 partners: [{name: A, notes: |\n    two\n    lines\n, delegate: {decides: yes, notes: \"\"}}]";
    let noted = noted.replace(" |\n    two\n    lines\n,", " \"two\\nlines\",");
    let ((plain, _), (noted, problems)) = (bound(plain, &NoFolder), bound(&noted, &NoFolder));
    assert_eq!(problems, []);
    let answers = |slots: &[Slot]| slots.iter().map(|slot| slot.answer.clone()).collect::<Vec<_>>();
    assert_eq!(answers(&noted.slots), answers(&plain.slots));
    let dictionary = dictionary();
    let notes = noted.notes().iter().map(|n| format!("{}: {}", noted.block_route(&dictionary, n.at), n.text));
    assert_eq!(
        notes.collect::<Vec<_>>(),
        [
            ": yes",
            "place: ask Mia",
            "place: 5",
            "data: a, b",
            "data.evaluation: none",
            "partners[0]: two\nlines"
        ]
    );
    assert_eq!(said("place: {notes: {a: b}}").0, "`notes` is a text, and this is a block of keys");
    assert_eq!(said("place: {note: x}").1, "did you mean `notes`?");
    assert_eq!(said("place: {evidense: x}").1, "did you mean `evidence`?");
}

#[test]
fn a_date_may_be_counted_from_the_start_wherever_that_stands() {
    let date = |text: &str| Answer::Given(Datum::Date(PartialDate::parse(text).expect("a date")));
    for yaml in [
        "timing: {pilot: start + 18 months, start: 2027-03}",
        "timing: {start: \" 2027-03 \", pilot: \"Start +18 months\"}",
        "timing: {start: 2027-03, pilot: within 1.5 years}",
    ] {
        assert_eq!(answer(yaml, "timing.pilot"), date("2028-09"), "{yaml}");
    }
    let dictionary = dictionary();
    let (proposal, problems) = bound("partners: [{until: within 5 years}]\ntiming: {start: 2027}", &NoFolder);
    assert_eq!(problems, []);
    let until = dictionary.reference(dictionary.find("partners.until").expect("a fact"));
    let partners = &proposal.records(dictionary.lists().first_key().expect("a list")).records;
    assert_eq!(partners[0].slots[until.slot as usize].answer, date("2032"));
    for unknown in ["", ", start: ~", ", start: tbd", ", start: none"] {
        let (proposal, problems) =
            bound(&format!("timing: {{pilot: start + 18 months{unknown}}}"), &NoFolder);
        let kinds: Vec<_> = problems.iter().map(|p| (p.kind, p.message.as_str())).collect();
        assert_eq!(
            kinds,
            [(ProblemKind::Warning, "`start + 18 months` is unknown as long as `timing.start` is")]
        );
        let pilot = dictionary.reference(dictionary.find("timing.pilot").expect("a fact"));
        assert_eq!(proposal.slot(pilot).answer, Answer::Unknown);
    }
    assert!(said("timing: {start: 2027, pilot: start + soon}").1.starts_with("a length of time is written"));
    assert!(said("timing: {start: start + 18 months}").1.starts_with("a date is written"));
    assert!(said("timing: {start: within 5 years}").1.starts_with("a date is written"));
}

#[test]
fn a_number_that_is_not_given_is_taken_from_the_text_that_leads_with_it() {
    let dictionary = dictionary();
    let [staff, who] = ["partners.staff", "partners.who"]
        .map(|path| dictionary.reference(dictionary.find(path).expect("a fact")));
    let list = dictionary.lists().first_key().expect("a list");
    let number = |number| Answer::Given(Datum::Number(number));
    for (record, expected) in [
        ("who: about 30 nurses", number(30.0)),
        ("staff: ~, who: 30 nurses", number(30.0)),
        ("who: 30 nurses, staff: 4", number(4.0)),
        ("who: 30 nurses, staff: none", Answer::Denied),
        ("who: all 30 nurses", Answer::Unknown),
        ("who: none", Answer::Unknown),
        ("name: A", Answer::Unknown),
    ] {
        let (proposal, problems) = bound(&format!("partners: [{{{record}, evidence: url/a}}]"), &Named);
        assert_eq!(problems, []);
        let slots = &proposal.records(list).records[0].slots;
        assert_eq!(slots[staff.slot as usize].answer, expected, "{record}");
        if record.starts_with("who: about") {
            let (staff, who) = (&slots[staff.slot as usize], &slots[who.slot as usize]);
            assert_eq!(
                (staff.key, staff.evidenced, staff.checked),
                (who.key, true, false),
                "it stands where the text does"
            );
        }
    }
}

#[test]
fn a_fact_that_is_retired_is_told_what_to_write_now_and_passed_over() {
    let told = |yaml: &str| {
        let problems = problems(yaml);
        assert!(problems.iter().all(|p| p.kind == ProblemKind::Warning && p.topic.is_some()), "{problems:?}");
        let said = |p: &Problem| {
            format!(
                "{} {}: {}",
                p.span.column,
                p.fact.as_deref().unwrap_or(""),
                p.help.as_deref().unwrap_or("")
            )
        };
        problems.iter().map(said).collect::<Vec<_>>()
    };
    for value in ["deep", "[a, 2027-99]", "{a: b}", "none", "~"] {
        assert_eq!(
            told(&format!("place: {{river: {value}}}")),
            ["9 place.river: write `place.country`"],
            "{value}"
        );
    }
    assert_eq!(
        told("partners: [{name: A}, {answers_to: b, delegate: {rank: c}}]"),
        ["24 partners[1].answers_to: write `partners.who`", "50 partners[1].delegate.rank: write nothing"]
    );
    assert_eq!(
        told("data: {tools: {new: x, other: y, old: z}}"),
        ["16 data.tools.new: write `data.new`", "34 data.tools.old: write `data.old`"]
    );
    assert_eq!(told("data: {tools: none}"), ["8 data.tools.old: write `data.old`"]);
    assert_eq!(told("stage: design"), [""; 0], "declared and retired is declared");
    assert_eq!(answer("stage: design", "stage"), Answer::Given(Datum::Word(0)));
    let schema = crate::proposal::schema(&dictionary());
    let in_block = |block: &str| schema["properties"][block]["anyOf"][0]["properties"].clone();
    assert_eq!(in_block("place")["river"]["deprecated"], true, "an editor takes it too");
    assert_eq!(in_block("data")["tools"]["deprecated"], true);
    assert_eq!(said("river: deep").0, "there is no fact `river`");
    assert_eq!(said("answers_to: b").0, "there is no fact `answers_to`");
}

/// How many words were compared to tell what is wrong with a file.
fn compared(yaml: &str) -> usize {
    let before = COMPARED.get();
    let problems = problems(yaml);
    assert_eq!(problems.len(), Limits::default().problems + 1, "the first hundred, and that there are more");
    COMPARED.get() - before
}

#[test]
fn what_is_not_told_costs_no_comparison() {
    type File = fn(usize) -> String;
    let files: [File; 3] = [
        |times| format!("partners:\n{}", "  - {sector: busyness}\n".repeat(times)),
        |times| format!("partners:\n{}", "  - {secotr: business}\n".repeat(times)),
        |times| format!("sector: [{}]\n", "busyness, ".repeat(times)),
    ];
    for file in files {
        assert_eq!(compared(&file(200)), compared(&file(4_000)));
    }
}

/// The facts that are doubted, each with what was expected of it.
fn doubted(yaml: &str) -> Vec<String> {
    let doubts = problems(yaml).into_iter().map(|problem| {
        assert_eq!(problem.kind, ProblemKind::Warning, "{yaml}: {problem:?}");
        assert!(problem.topic.is_some() && problem.help.is_some(), "{yaml}: {problem:?}");
        format!("{}: {}", problem.fact.unwrap_or_default(), problem.expected)
    });
    doubts.collect()
}

#[test]
fn an_answer_beyond_its_bounds_is_warned_about_and_taken() {
    for (yaml, expected) in [
        ("timing: {start: 1800}", vec!["timing.start: not before 1950"]),
        ("timing: {start: 2150-03}", vec!["timing.start: not after 2100"]),
        ("timing: {start: 2100-12-31}", vec![]),
        ("partners: [{staff: 900}, {staff: 600}]", vec!["partners[0].staff: at most 600"]),
        ("partners: [{staff: -1}]", vec!["partners[0].staff: at least 0"]),
        ("partners: [{staff: 2.5}]", vec!["partners[0].staff: a whole number"]),
        ("partners: [{staff: more than 600}]", vec![]),
        ("partners: [{staff: at least 601}]", vec!["partners[0].staff: at most 600"]),
        ("partners: [{staff: about 700}]", vec!["partners[0].staff: at most 600"]),
        ("partners: [{staff: about 650}]", vec![]),
        ("partners: [{staff: none}]", vec![]),
        ("staying: {horizon: 200 years}", vec!["staying.horizon: at most 100 years"]),
        ("staying: {horizon: 90 to 110 years}", vec![]),
        ("data: {then: 5, now: \"5.0\"}", vec!["data.now: something other than 5"]),
        ("data: {then: 5, now: about 5}", vec![]),
        ("data: {then: unknown, now: 5}", vec![]),
        ("data: {then: none, now: 0}", vec![]),
    ] {
        assert_eq!(doubted(yaml), expected, "{yaml}");
    }
    let text = "partners: [{staff: 900}]";
    let (message, advice) = said(text);
    assert_eq!((message.as_str(), advice.as_str()), ("900 is odd for l: nobody has so many", "count them"));
}

#[test]
fn an_answer_is_held_against_another_where_both_are_certain() {
    for (yaml, expected) in [
        ("timing: {start: 2027-03, pilot: 2027-02}", vec!["timing.pilot: not before March 2027"]),
        ("timing: {pilot: 2027-02-28, start: 2027-03}", vec!["timing.pilot: not before March 2027"]),
        ("timing: {start: 2027-03, pilot: 2027}", vec![]),
        ("timing: {start: 2027, pilot: 2027-01}", vec![]),
        ("timing: {start: unknown, pilot: 2020}", vec![]),
        ("timing: {pilot: 2020}", vec![]),
        (
            "timing: {start: 2027-03}\npartners: [{until: 2026}, {until: start + 1 month}]",
            vec!["partners[0].until: not before March 2027"],
        ),
        ("data: {evaluation: {budget: 5 EUR, spent: 6 EUR}}", vec!["data.evaluation.spent: at most 5 EUR"]),
        ("data: {evaluation: {budget: 5 EUR, spent: 6 USD}}", vec![]),
        ("data: {evaluation: {budget: 5 EUR, spent: 6}}", vec![]),
        ("data: {evaluation: {budget: none, spent: 6 EUR}}", vec![]),
    ] {
        assert_eq!(doubted(yaml), expected, "{yaml}");
    }
    let problem = problems("timing: {start: 2027-03, pilot: 2020}").remove(0);
    let (span, what) = problem.related.expect("the other place");
    assert_eq!((span.column, what.as_str()), (10, "l: March 2027"));
    assert_eq!((problem.span.column, problem.topic), (26, Some("dates-out-of-order")));
    // Each answer is told once, by the first bound that it breaks.
    assert_eq!(doubted("timing: {start: 1960, pilot: 1800}"), ["timing.pilot: not before 1960"]);
}

/// Evidence in which every path leads to the file of the same name, `./` aside.
struct Files;

impl Evidence for Files {
    fn look(&self, _: &str) -> EvidenceState {
        EvidenceState::Holds
    }

    fn file(&self, pointer: &str) -> Option<std::path::PathBuf> {
        Some(pointer.trim_start_matches("./").into())
    }
}

#[test]
fn one_file_for_everything_is_told_once_and_counts() {
    let partners = |evidence: &dyn Fn(usize) -> String, number: usize| {
        let one = |n| format!("  - {{name: N{n}{n}{n}{n}, evidence: {}}}\n", evidence(n));
        format!("partners:\n{}", (0..number).map(one).collect::<String>())
    };
    let told = |evidence: &dyn Fn(usize) -> String, number: usize| {
        let problems = bound(&partners(evidence, number), &Files).1;
        let told = problems.into_iter().filter(|problem| problem.topic == Some("evidence-one-file"));
        told.map(|problem| (problem.span.line, problem.message)).collect::<Vec<_>>()
    };
    let expected = [(2, "all 10 pieces of evidence point to one file, `a.txt`".to_owned())];
    assert_eq!(told(&|_| "a.txt".to_owned(), 10), expected);
    assert_eq!(told(&|n| if n == 0 { "a.txt" } else { "./a.txt" }.to_owned(), 10), expected);
    assert_eq!(told(&|_| "a.txt".to_owned(), 9), [], "a small proposal may rest on one meeting");
    assert_eq!(told(&|n| if n == 5 { "b.txt" } else { "a.txt" }.to_owned(), 10), []);
    assert_eq!(told(&|n| format!("{{file: a.txt, page: {n}}}"), 10), [], "pages say where to look");
    let (proposal, _) = bound(&partners(&|_| "a.txt".to_owned(), 10), &Files);
    assert!(
        proposal.pointers().iter().all(|pointer| pointer.state == EvidenceState::Holds),
        "it still counts"
    );
}
