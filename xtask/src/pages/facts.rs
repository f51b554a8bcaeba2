//! The page of facts: everything that a proposal can say.

use quorate::authoring::{core_answers, core_facts};
use quorate::proposal::{Fact, FactId, Kind, NoneMeans};
use quorate::rubric::Rubrics;

use super::NOTICE;
use super::markdown::{row, slug};

/// The page of facts: everything that a proposal can say.
pub fn page(rubrics: &Rubrics) -> String {
    let dictionary = &rubrics.dictionary;
    let mut page = format!(
        "{NOTICE}# Facts\n\n\
         Everything that a proposal can say: {} facts, by the block of the file in which they stand. A key that is \
         left out is unknown, and so is one answered `unknown`, `tbd`, `~` or `?`.\n\n",
        dictionary.facts().count()
    );
    page += FACTS_INTRO;
    page += &core(rubrics);
    let mut sections: Vec<(&str, Vec<FactId>)> = Vec::new();
    for (id, fact) in dictionary.facts() {
        let section = section_of(fact);
        match sections.iter_mut().find(|(name, _)| *name == section) {
            Some((_, facts)) => facts.push(id),
            None => sections.push((section, vec![id])),
        }
    }
    let links: Vec<String> = sections
        .iter()
        .map(|(name, _)| format!("[{}](#{})", heading_of(name), slug(&heading_of(name))))
        .collect();
    page += &format!("By block: {}. At the end: [the vocabularies](#vocabularies).\n", links.join(" · "));
    for (name, facts) in &sections {
        page += &format!(
            "\n## {}\n\n| fact | question | answer | `none` says |\n| --- | --- | --- | --- |\n",
            heading_of(name)
        );
        for id in facts {
            let fact = dictionary.fact(*id);
            page += &row([format!("`{}`", fact.path), question(fact), answer(rubrics, *id), none(fact)]);
        }
    }
    page += &retired(rubrics);
    page += WHAT_IS_READ;
    page += IN_AN_EDITOR;
    page += "\n## Vocabularies\n\nA word is taken in any case, with or without its hyphens, in the plural, and by its other \
             names.\n";
    for vocabulary in &dictionary.vocabularies {
        let order = match vocabulary.ordered {
            true => "In order, from least to most; `none` is below the first.",
            false => "In no order.",
        };
        page += &format!(
            "\n### {}\n\n{order}\n\n| word | means | also taken |\n| --- | --- | --- |\n",
            vocabulary_heading(&vocabulary.name)
        );
        for word in &vocabulary.words {
            page += &row([format!("`{}`", word.word), word.means.clone(), word.also.join(", ")]);
        }
        for unclear in &vocabulary.unclear {
            let readings: Vec<String> = unclear.may_be.iter().map(|word| format!("`{word}`")).collect();
            page += &format!(
                "\n`{}` may be {}: it is refused with these readings.\n",
                unclear.word,
                readings.join(", ")
            );
        }
    }
    page
}

/// What proposals may still say of an earlier dictionary; nothing where all is asked.
fn retired(rubrics: &Rubrics) -> String {
    let rows: String = rubrics
        .dictionary
        .retired()
        .map(|fact| row([format!("`{}`", fact.path), fact.say.clone()]))
        .collect();
    match rows.is_empty() {
        true => String::new(),
        false => format!(
            "\n## Asked no more\n\nA proposal that states one of these is told what to write now; what it states is \
             passed over.\n\n| fact | what to write now |\n| --- | --- |\n{rows}"
        ),
    }
}

const WHAT_IS_READ: &str = "
## How values are read

The plain form is on the right; what is written otherwise is taken for it and told once in a run (*read ... as ...*).
`quorate check --fix` writes the plain form and keeps comments and order; `--fix --diff` shows what that would change.

| kind | what people write | plain form |
| --- | --- | --- |
| words | `NGO`, `Non Profit`, `“charities”` | `non-profit` |
| several words | `Authority, data and money` | `[authority, data, money]` |
| several texts | `Cold hubs, trucks, evening hours`, or with bullets | `[Cold hubs, trucks, evening hours]` |
| yes or no | `Y`, `TRUE`, `N` | `yes`, `no` |
| money | `$50,000`, `£50k`, `1.2 million USD` | `50000 $`, `50000 GBP`, `1200000 USD` |
| share | `20 percent`, `a third` | `20 %`, `1/3` |
| number | `nine`, `1.2 million`, `34-53`, `400+`, `over 400`, `~30` | `9`, `1200000`, `34 to 53`, `at least 400`, `more than 400`, `about 30` |
| date | `March 2027`, `1 March 2027`, `03/2027`, `25/03/2027` | `2027-03`, `2027-03-01`, `2027-03`, `2027-03-25` |
| date within a span | `Q3 2027`, `2026/27`, `FY2027`, `mid 2027`, `winter 2027` | `2027-07 to 2027-09`, `2026-04 to 2027-09`, and so on |
| date from the start | `18 months after start`, `within five years` | `start + 18 months`, `within 5 years` |
| length of time | `18m`, `three years`, `monthly`, `twice a year`, `30+ years` | `18 months`, `3 years`, `1 month`, `6 months`, `at least 30 years` |

- A bare `$` is no currency of one country: it compares only with `$`.
- A span or a bound decides only where everything in it agrees; else the question stays open. `about 30` may be off by a tenth either way, a
  convention. School and fiscal years begin in other months here and there, and seasons lie half a year apart in north and south: each is
  taken as the longest time that it can mean.
- What can be read in two ways is refused with both: `60.000`, `03/04/2027`, `2011/12`.
- A list of texts on one line is told apart at `, `, `; ` or bullets, if each part has at most six words and none ends like a sentence.
- ` #` in a text that is not in quotes begins a comment. Where no space follows the `#`, it is told what was lost.
";

const IN_AN_EDITOR: &str = "
## In an editor

`quorate schema proposal` prints a JSON Schema that takes what `check` takes and refuses what it refuses; a test holds both against each
other. This alone no schema can see, so that an editor lets it pass and `check` does not:

| written | why |
| --- | --- |
| `60.000` | may be sixty or sixty thousand; a reader of YAML makes sixty of it before the schema sees it |
| `2.027e3` for a year | a reader of YAML makes 2027 of it |
| `.nan`, `.inf` | JSON has no such value |
| `6/5` for a share | a pattern cannot compare two numbers |
| one key twice, `<<`, a tag | some readers of YAML take them, and the schema sees what they make of them |

A lone `?` or `-` behind a key (`name: ?`) is read here as not known, and is no YAML to others: in an editor write `unknown` or `\"?\"`. An
editor that still reads YAML 1.1 makes yes and no of `on`, `off`, `y`, `n` and `NO`, and a number of `12:30:45`; YAML 1.2, which most editors
read, has them as texts, as here. What lies beyond the bounds of a fact is a warning of `check` and no error, so that the schema only tells
the bounds.
";

const FACTS_INTRO: &str = "\
The columns:

- **fact** is the path: `partners.delegate.decides` is the key `decides` in the block `delegate` of a partner.
- **answer** is the kind of answer with an example. Facts marked *no evidence asked* count as evidenced by themselves.
  What is *expected* of it are [bounds](rubric-language.md#bounds): `check` and `assess` warn of an answer that certainly lies beyond
  them, and take it all the same.
- **`none` says** what the answer `no`, `none` or an empty list means: that something is *lacking*, or that there is
  *nothing to handle*. Both count as known, and not as unknown. Where it is *no answer*, it is an error.

`quorate explain governance.backbone.staff` tells which criteria and patterns read a fact.

How each kind is written, and what `none` counts as in a comparison, stands in
[the language of the rubrics](rubric-language.md#facts). `evidence:` may stand in any block or record, not at the top:
a file inside the folder of the proposal, or a URL, or a list of these. `notes:` may stand in every block and record and at the
top: a text, or a list of them, for whoever reads on. No rule reads it.

";

/// The facts that answer the core, first: what each asks, with the words that answer it and what they mean.
fn core(rubrics: &Rubrics) -> String {
    let mut text = format!(
        "## Start here: the core\n\nThese facts answer [the core](rubrics.md#the-core), which makes the score and the verdict: \
         of a proposal of four partners and two goals {} answers. Everything after them is further checks.\n\n\
         | fact | question | answer |\n| --- | --- | --- |\n",
        core_answers(rubrics)
    );
    for id in core_facts(rubrics) {
        let fact = rubrics.dictionary.fact(id);
        if !matches!(fact.kind, Kind::Records(_)) {
            text += &row([format!("`{}`", fact.path), question(fact), words_or_answer(rubrics, id)]);
        }
    }
    text + "\n"
}

/// Each word that answers a fact, with what it means; of a fact without words its kind and an example.
fn words_or_answer(rubrics: &Rubrics, id: FactId) -> String {
    let Some(vocabulary) = rubrics.dictionary.vocabulary(rubrics.dictionary.fact(id)) else {
        return answer(rubrics, id);
    };
    let words = vocabulary.words.iter().map(|word| format!("`{}`: {}", word.word, word.means));
    words.collect::<Vec<_>>().join("<br>")
}

/// The block of the file in which a fact stands; empty for a fact at the top.
fn section_of(fact: &Fact) -> &str {
    match (fact.path.split_once('.'), fact.kind) {
        (Some((block, _)), _) => block,
        (None, Kind::Records(_)) => &fact.path,
        (None, _) => "",
    }
}

fn heading_of(section: &str) -> String {
    if section.is_empty() { "the file itself".to_owned() } else { section.replace('_', " ") }
}

fn vocabulary_heading(name: &str) -> String {
    format!("Words: {name}")
}

fn question(fact: &Fact) -> String {
    match &fact.help {
        Some(help) => format!("{} {help}", fact.ask),
        None => fact.ask.clone(),
    }
}

/// Kind and example of the answer, its bounds, and whether evidence is asked for.
fn answer(rubrics: &Rubrics, id: FactId) -> String {
    let dictionary = &rubrics.dictionary;
    let fact = dictionary.fact(id);
    let vocabulary = dictionary
        .vocabulary(fact)
        .map(|v| format!("[{}](#{})", v.name, slug(&vocabulary_heading(&v.name))))
        .unwrap_or_default();
    let mut text = match fact.kind {
        Kind::Text => "text".to_owned(),
        Kind::Person => "person".to_owned(),
        Kind::YesNo => "yes or no".to_owned(),
        Kind::Number => "number".to_owned(),
        Kind::Share => "share".to_owned(),
        Kind::Money => "money".to_owned(),
        Kind::Date => "date".to_owned(),
        Kind::Duration => "length of time".to_owned(),
        Kind::Word(_) => format!("a word: {vocabulary}"),
        Kind::Words(_) => format!("one or more words: {vocabulary}"),
        Kind::Texts => "one or more texts".to_owned(),
        Kind::People => "one or more persons".to_owned(),
        Kind::Records(list) => {
            let list = dictionary.list(list);
            let short = list.key.map(|key| {
                format!("; a plain text stands for its `{}`", last_key(&dictionary.fact(key).path))
            });
            format!(
                "a list, one block for each {}{}; `{}_complete: no` beside it says that it is not all",
                list.item,
                short.unwrap_or_default(),
                last_key(&fact.path)
            )
        }
    };
    if let Some(example) = &fact.example {
        text += &format!(", such as `{example}`");
    }
    let bounds: Vec<String> = dictionary.bounds().of(id).map(|bound| bound.in_words(dictionary)).collect();
    if !bounds.is_empty() {
        text += &format!("; expected {}", bounds.join(", "));
    }
    if let Some(because) = dictionary.bounds().why_none(id) {
        text += &format!("; no bounds: {because}");
    }
    if fact.self_evident {
        text += "; *no evidence asked*";
    }
    text
}

fn last_key(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(_, last)| last)
}

fn none(fact: &Fact) -> String {
    match fact.none {
        NoneMeans::Lack => "lacking",
        NoneMeans::NothingToHandle => "nothing to handle",
        NoneMeans::Never => "no answer",
    }
    .to_owned()
}
