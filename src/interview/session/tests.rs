use super::*;
use crate::proposal::NoFolder;

fn rubrics() -> &'static Rubrics {
    static RUBRICS: std::sync::LazyLock<Rubrics> = std::sync::LazyLock::new(Rubrics::bundled);
    &RUBRICS
}

fn tables() -> &'static Tables<'static> {
    static TABLES: std::sync::LazyLock<Tables<'static>> = std::sync::LazyLock::new(|| Tables::of(rubrics()));
    &TABLES
}

fn session(text: &str) -> Session<'static> {
    let as_of = PartialDate::parse("2026-11-22").expect("a day");
    Session::new(tables(), &NoFolder, as_of, false, text.to_owned())
}

/// An answer that would do for a question.
fn some_answer(question: &Question) -> Written {
    match question.choices.first() {
        Some((word, _)) if question.several => Written::Several(vec![word.clone()]),
        Some((word, _)) => Written::One(word.clone()),
        None => Written::One(
            ["2027-03", "3", "2 years", "20 %", "1000 EUR"]
                .into_iter()
                .find(|text| question.help.contains(kind_of(text)))
                .unwrap_or("A few words")
                .to_owned(),
        ),
    }
}

fn kind_of(text: &str) -> &'static str {
    match text {
        "2027-03" => "a date",
        "3" => "a number",
        "2 years" => "a length of time",
        "20 %" => "a share",
        _ => "an amount",
    }
}

#[test]
fn it_begins_with_the_name_and_goes_on_to_what_settles_most() {
    let mut session = session("quorate: 1\n");
    let question = session.next().expect("a question");
    assert_eq!(question.route, "name");
    session.answer(&question, &Written::One("Safe Way".to_owned())).expect("an answer");
    assert_eq!(session.next().expect("a question").route, "stage");
    assert_eq!(session.text(), "quorate: 1\nname: Safe Way\n");
}

#[test]
fn it_ends_and_whatever_is_answered_the_file_is_good_and_a_verdict_is_there() {
    let mut session = session("quorate: 1\n");
    let mut asked = Vec::new();
    while let Some(question) = session.next() {
        assert!(asked.len() < 200, "it does not end: {asked:?}");
        asked.push(question.route.clone());
        let answer = match question.can_end() {
            true => Written::One(String::new()),
            false => some_answer(&question),
        };
        session.answer(&question, &answer).unwrap_or_else(|why| panic!("{question:?}: {why}"));
    }
    assert!(asked.len() > 20, "{asked:?}");
    assert!(!session.standing().starts_with("undetermined"), "{}", session.standing());
    assert_eq!(session.left(), 0);
}

#[test]
fn what_is_not_known_is_not_asked_again_another_day_either() {
    let mut begun = session("quorate: 1\n");
    let mut asked = 0;
    while let Some(question) = begun.next() {
        begun.not_known(&question).unwrap_or_else(|why| panic!("{question:?}: {why}"));
        asked += 1;
        assert!(asked < 200);
    }
    let later = session(begun.text());
    assert_eq!(later.next(), None);
    assert!(later.standing().starts_with("undetermined, 0 %"), "{}", later.standing());
}

#[test]
fn the_way_back_leads_over_every_answer() {
    let mut session = session("quorate: 1\n# mine\n");
    let mut texts = Vec::new();
    for _ in 0..25 {
        let Some(question) = session.next() else { break };
        texts.push((session.text().to_owned(), question.clone()));
        if question.can_end() {
            session.not_known(&question).expect("the end of the list");
            texts.pop();
            continue;
        }
        session.answer(&question, &some_answer(&question)).expect("an answer");
    }
    for (text, question) in texts.iter().rev() {
        assert!(session.back());
        assert_eq!((session.text(), session.next().as_ref()), (text.as_str(), Some(question)));
    }
    assert!(!session.back());
}

#[test]
fn what_is_no_answer_is_refused_with_a_reason_and_changes_nothing() {
    let text = "quorate: 1\nname: X\nstage: design\nplace: {name: R}\npartners: none\n";
    let mut session = session(text);
    let question = session.next().expect("a question");
    assert!(!question.choices.is_empty(), "{question:?}");
    for wrong in ["certainly not a word of it 9", ""] {
        let why = session.answer(&question, &Written::One(wrong.to_owned())).expect_err("a reason");
        assert!(!why.is_empty());
        assert_eq!(session.text(), text);
    }
}

#[test]
fn comments_and_order_of_a_file_stay() {
    let text = "# ours\nquorate: 1\nstage: design   # agreed in May\nname: X\nplace: {name: R}\n\n# the people\ncommunity:\n  seats: 3 # of nine\n";
    let mut session = session(text);
    for _ in 0..12 {
        let Some(question) = session.next() else { break };
        let answer = if question.can_end() { Written::One(String::new()) } else { some_answer(&question) };
        session.answer(&question, &answer).expect("an answer");
    }
    let mut lines = session.text().lines();
    for line in text.lines().filter(|line| !line.is_empty()) {
        assert!(lines.any(|found| found == line), "{line} is gone from\n{}", session.text());
    }
}

#[test]
fn an_answer_that_can_hardly_be_meant_is_kept_and_told_once() {
    let mut session = session("quorate: 1\nname: A\npartners:\n  - name: City\n");
    let typed = |answer: &str| {
        let answer = Written::One(answer.to_owned());
        move |_: &Question| answer.clone()
    };
    session.answer_at("partners[0].staff_days", typed("900")).expect("it is taken");
    let doubts = session.take_doubts();
    let [doubt] = &doubts[..] else { panic!("{doubts:?}") };
    assert!(doubt.contains("900") && doubt.contains("write the working days of one month"), "{doubt}");
    session.answer_at("timing.start", typed("2027-01")).expect("it is taken");
    assert_eq!(session.take_doubts(), [""; 0]);
    assert!(session.back() && session.back());
    session.answer_at("partners[0].staff_days", typed("9")).expect("it is taken");
    assert_eq!(session.take_doubts(), [""; 0]);
}

#[test]
fn a_doubt_about_a_name_is_not_told_again_when_its_list_ends() {
    let mut session = session(
        "quorate: 1\nname: A\nstage: design\nplace: {name: Here}\npartners:\n  - name: Lind Foundation\n",
    );
    let name = |route: &str, name: &str, session: &mut Session| {
        session.answer_at(route, |_| Written::One(name.to_owned())).expect("it is taken");
    };
    name("partners[1].name", "Lind Foundaton", &mut session);
    assert_eq!(session.take_doubts().len(), 1);
    let end = session.next().expect("a question");
    assert!(end.can_end(), "{}", end.route);
    session.answer(&end, &Written::One(String::new())).expect("the list ends");
    assert_eq!(session.take_doubts(), [""; 0]);
}
