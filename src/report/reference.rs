//! Reference pages in Markdown, generated from the rubrics: nothing in them is written twice.

use crate::assess::{Context, Explainer, Interval, Reading};
use crate::authoring::{Example, Expected, Subject as ExampleOf};
use crate::document::{Document, Node, Span, Value};
use crate::policy;
use crate::proposal::{Fact, FactId, Kind, NoFolder, NoneMeans, PartialDate, Proposal, bind_facts};
use crate::rubric::{Citation, Condition, Criterion, CriterionId, Level, Pattern, PatternId, Rubrics};
use crate::text;

const NOTICE: &str = "<!-- Generated from rubrics/. Renew with: UPDATE_DOCS=1 cargo test --test docs -->\n\n";

/// The keys of `.quorate.yaml` as a table, from its schema.
pub fn configuration(rubrics: &Rubrics) -> String {
    let schema = policy::schema(rubrics);
    let waiver = &schema["properties"]["waivers"]["items"]["properties"];
    let mut table = "| key | value | means |\n| --- | --- | --- |\n".to_owned();
    for (prefix, keys) in [("", &schema["properties"]), ("waivers[].", waiver)] {
        for (key, value) in keys.as_object().into_iter().flatten() {
            let means = value["description"].as_str().unwrap_or_default();
            table += &row([format!("`{prefix}{key}`"), allowed(value), means.to_owned()]);
        }
    }
    table
}

/// What a key of a schema takes, in words.
fn allowed(schema: &serde_json::Value) -> String {
    /// More than these are ids, which have a page of their own.
    const FEW: usize = 8;
    let words = |value: &serde_json::Value| match value.as_str() {
        Some(word) => format!("`{word}`"),
        None => format!("`{value}`"),
    };
    match (&schema["enum"], schema["type"].as_str()) {
        (serde_json::Value::Array(all), _) if all.len() <= FEW => {
            text::join(&all.iter().map(words).collect::<Vec<_>>(), "or")
        }
        (serde_json::Value::Array(_), _) => "an id, such as `community/part`".to_owned(),
        (_, Some("object")) => {
            let values = allowed(&schema["additionalProperties"]);
            format!("ids, each with {values}")
        }
        (_, Some("integer")) => format!("{} to {}", schema["minimum"], schema["maximum"]),
        (_, Some("array")) => "a list".to_owned(),
        (_, Some(_)) => "a text".to_owned(),
        (_, None) => words(&schema["const"]),
    }
}

/// The page of facts: everything that a proposal can say.
pub fn facts(rubrics: &Rubrics) -> String {
    let dictionary = &rubrics.dictionary;
    let readers = readers(rubrics);
    let mut page = format!(
        "{NOTICE}# Facts\n\n\
         Everything that a proposal can say: {} facts, by the block of the file in which they stand. A key that is \
         left out is unknown, and so is one answered `unknown`, `tbd`, `~` or `?`.\n\n",
        dictionary.facts().count()
    );
    page += FACTS_INTRO;
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
    page += &format!("Blocks: {}. At the end: [the vocabularies](#vocabularies).\n", links.join(" · "));
    for (name, facts) in &sections {
        page += &format!(
            "\n## {}\n\n| fact | question | answer | `none` says | read by |\n| --- | --- | --- | --- | --- |\n",
            heading_of(name)
        );
        for id in facts {
            let fact = dictionary.fact(*id);
            let read_by: Vec<String> = readers[id.0 as usize].iter().map(|id| link(id)).collect();
            page += &row([
                format!("`{}`", fact.path),
                question(fact),
                answer(rubrics, fact),
                none(fact),
                if read_by.is_empty() { "the report itself".to_owned() } else { read_by.join(", ") },
            ]);
        }
    }
    page += "\n## Vocabularies\n\nA word is written as it stands here. The last column lists other words that people \
             use: they are proposed in the message of an error, and never taken.\n";
    for vocabulary in &dictionary.vocabularies {
        let order = match vocabulary.ordered {
            true => "In order, from least to most; `none` is below the first.",
            false => "In no order.",
        };
        page += &format!(
            "\n### {}\n\n{order}\n\n| word | means | not written as |\n| --- | --- | --- |\n",
            vocabulary_heading(&vocabulary.name)
        );
        for word in &vocabulary.words {
            page += &row([format!("`{}`", word.word), word.means.clone(), word.also.join(", ")]);
        }
    }
    page
}

const FACTS_INTRO: &str = "\
The columns:

- **fact** is the path: `partners.delegate.decides` is the key `decides` in the block `delegate` of a partner.
- **answer** is the kind of answer with an example. Facts marked *no evidence asked* count as evidenced by themselves.
- **`none` says** what the answer `no`, `none` or an empty list means: that something is *lacking*, or that there is
  *nothing to handle*. Both count as known, and not as unknown. Where it is *no answer*, it is an error.
- **read by** names the criteria and patterns whose conditions read the fact.

How each kind is written, and what `none` counts as in a comparison, stands in
[the language of the rubrics](rubric-language.md#facts). `evidence:` may stand in any block or record, not at the top:
a file inside the folder of the proposal, or a URL, or a list of these.

";

/// The page of criteria, patterns, sources and scale.
pub fn criteria(rubrics: &Rubrics, examples: &[Example]) -> String {
    let page = Page { rubrics, examples, blank: blank(rubrics) };
    let parts =
        [page.head(), page.scale(), page.dimensions(), page.patterns(), page.sectors(), page.sources()];
    parts.join("\n")
}

/// The short table of criteria for the README.
pub fn short(rubrics: &Rubrics) -> String {
    let mut table = "| dimension | criteria |\n| --- | --- |\n".to_owned();
    for (number, dimension) in rubrics.dimensions.iter_enumerated() {
        let criteria: Vec<String> = (rubrics.criteria_of(number))
            .map(|(_, c)| {
                let id = c.id.split_once('/').map_or(c.id.as_str(), |(_, short)| short);
                let decisive = if c.decisive { " (decisive)" } else { "" };
                format!("[`{id}`](docs/rubrics.md#{}): {}{decisive}", slug(&c.id), c.title)
            })
            .collect();
        table += &row([format!("**{}** `{}`", dimension.title, dimension.id), criteria.join("<br>")]);
    }
    table
}

/// What the page of criteria is made of.
struct Page<'a> {
    rubrics: &'a Rubrics,
    examples: &'a [Example],
    /// Says nothing: conditions are put in words without any values.
    blank: Proposal,
}

impl Page<'_> {
    fn head(&self) -> String {
        let rubrics = self.rubrics;
        let mut text = format!(
            "{NOTICE}# Rubrics\n\n\
             What a proposal is evaluated by: {} criteria in {} dimensions, and {} patterns. What the numbers mean is on \
             [the scoring page](scoring.md); what a proposal can say is on [the page of facts](facts.md).\n\n",
            rubrics.criteria.len(),
            rubrics.dimensions.len(),
            rubrics.patterns.len(),
        );
        text += "- [Bands, caps, stages and efforts](#bands-caps-stages-and-efforts)\n";
        for (number, dimension) in rubrics.dimensions.iter_enumerated() {
            let criteria: Vec<String> = rubrics.criteria_of(number).map(|(_, c)| link_here(&c.id)).collect();
            text +=
                &format!("- [{}](#{}): {}\n", dimension.title, slug(&dimension.title), criteria.join(", "));
        }
        let patterns: Vec<String> = rubrics.patterns.iter().map(|p| link_here(&p.id)).collect();
        text += &format!("- [Patterns](#patterns): {}\n", patterns.join(", "));
        text + "- [The four sectors](#the-four-sectors)\n- [The documents](#the-documents)\n- [Research](#research)\n"
    }

    fn scale(&self) -> String {
        let scale = &self.rubrics.scale;
        let mut text = "## Bands, caps, stages and efforts\n\n\
             These are conventions. No study says that 60 is where a collaboration becomes nearly ready; the figures \
             are set so that they are easy to remember and can be argued about. They stand in `rubrics/scale.yaml`.\n\n\
             | verdict | from a score of | means |\n| --- | --- | --- |\n"
            .to_owned();
        for band in &scale.bands {
            text += &row([band.verdict.clone(), band.from.to_string(), band.means.clone()]);
        }
        text += &format!(
            "\n- A decisive criterion that is absent by known facts allows at most *{}*; one that is weak or not \
             answered, at most *{}*, whatever the score.\n\
             - With less than {} % of what is due answered (by weight) the verdict is *undetermined*.\n\
             - Stages, in order: {}. Where none is stated, {} is taken.\n\
             - Efforts, in working days, to weigh a gain against: {}.\n\
             - Stability: {} draws, seed {}, every weight times a factor between 0.5 and 1.5.\n",
            scale.bands[scale.cap_absent].verdict,
            scale.bands[scale.cap_weak].verdict,
            text::number(scale.undetermined_below * 100.0),
            scale.stages.join(", "),
            scale.stages[scale.stage_if_unknown],
            scale
                .efforts
                .iter()
                .map(|e| format!("{} {}", e.word, text::number(e.days)))
                .collect::<Vec<_>>()
                .join(", "),
            scale.draws,
            scale.seed,
        );
        text
    }

    fn dimensions(&self) -> String {
        let mut text = String::new();
        for (number, dimension) in self.rubrics.dimensions.iter_enumerated() {
            text += &format!(
                "## {}\n\n{} Weight in the score: {}.\n\n",
                dimension.title,
                dimension.question,
                text::number(dimension.weight)
            );
            for (number, criterion) in self.rubrics.criteria_of(number) {
                text += &self.criterion(number, criterion);
            }
        }
        text
    }

    fn criterion(&self, number: CriterionId, criterion: &Criterion) -> String {
        let decisive = if criterion.decisive { ", **decisive**" } else { "" };
        let mut text = format!(
            "### `{}`\n\n**{}**\n\n{} Weight {}, due from {}{decisive}.\n\n",
            criterion.id,
            inline(&criterion.title),
            inline(&criterion.question),
            criterion.weight,
            self.rubrics.scale.stages[criterion.due_from],
        );
        if let Some(applies) = &criterion.applies_when {
            text += &format!("Counts only where: {}.\n\n", inline(&self.words(applies)));
        }
        text += "| level | means | example |\n| --- | --- | --- |\n";
        for level in Level::ALL.into_iter().rev() {
            let expected = Expected::Levels(Interval { low: level, high: level });
            let example = self.example(ExampleOf::Criterion(number), expected);
            text += &row([level.word().to_owned(), criterion.means(level).to_owned(), example]);
        }
        let risk = &criterion.risk;
        text += &format!(
            "\n- Risk: **{}** ({}, at absent); **{}** ({}, at weak). {}\n",
            inline(&risk.title),
            risk.severity.word(),
            inline(&risk.title_if_weak),
            risk.severity.lower().word(),
            inline(&risk.why)
        );
        text += &self.rest(&criterion.next, &criterion.sources, &criterion.research);
        text + &self.facts_of(criterion.conditions())
    }

    fn patterns(&self) -> String {
        let mut text = "## Patterns\n\n\
             A pattern is a risk, or a tension between two good things, that shows only where several facts meet. It \
             changes neither score nor verdict. Where it holds it takes the rows of the criteria that it folds into \
             its own: one cause, one row.\n\n"
            .to_owned();
        for (number, pattern) in self.rubrics.patterns.iter_enumerated() {
            text += &self.pattern(number, pattern);
        }
        text
    }

    fn pattern(&self, number: PatternId, pattern: &Pattern) -> String {
        let kind = if pattern.tension { "Tension" } else { "Risk" };
        let mut text = format!(
            "### `{}`\n\n**{}**\n\n{} {kind}, {}; looked for from {}.\n\n",
            pattern.id,
            inline(&pattern.title),
            inline(&pattern.question),
            pattern.severity.word(),
            self.rubrics.scale.stages[pattern.due_from],
        );
        text += &format!("- Holds when: {}\n", inline(&self.words(&pattern.when)));
        if let Some(worse) = &pattern.worse {
            text += &format!(
                "- Worse ({}) when: {}. {}\n",
                worse.severity.word(),
                inline(&self.words(&worse.when)),
                inline(&worse.why)
            );
        }
        text += &format!("- Why it matters: {}\n", inline(&pattern.why));
        if !pattern.folds.is_empty() {
            let folds: Vec<String> = pattern.folds.iter().map(|id| link_here(id)).collect();
            text += &format!("- Folds: {}\n", folds.join(", "));
        }
        text += &self.rest(&pattern.next, &pattern.sources, &pattern.research);
        text += &self.facts_of(std::iter::once(&pattern.when).chain(pattern.worse.as_ref().map(|w| &w.when)));
        let subject = ExampleOf::Pattern(number);
        let fires =
            [Expected::Worse, Expected::Fires(crate::assess::Truth::True)].map(|e| self.example(subject, e));
        match fires.into_iter().find(|example| !example.is_empty()) {
            Some(example) => text.trim_end().to_owned() + &format!("\n- Example: {example}\n\n"),
            None => text,
        }
    }

    fn rest(&self, next: &crate::rubric::Step, sources: &[String], research: &[Citation]) -> String {
        let effort = &self.rubrics.scale.efforts[next.effort].word;
        let mut text = format!("- Next step ({effort}): {}\n", inline(&next.action));
        text += "- Rests on:\n";
        for id in sources {
            let says = self.rubrics.sources.point(id).map_or("", |p| p.says.as_str());
            text += &format!("  - {} (`{id}`)\n", inline(says));
        }
        if !research.is_empty() {
            text += "- Research:\n";
        }
        for citation in research {
            let stance = if citation.supports { "for" } else { "against" };
            let note = inline(&citation.note);
            text += &format!("  - {stance}: {note} ([`{}`](#research))\n", citation.finding);
        }
        text
    }

    fn facts_of<'c>(&self, conditions: impl IntoIterator<Item = &'c Condition>) -> String {
        let facts: Vec<String> = (self.rubrics.facts_read(conditions).into_iter())
            .map(|id| format!("`{}`", self.rubrics.dictionary.fact(id).path))
            .collect();
        format!("- Reads: {}\n\n", facts.join(", "))
    }

    fn sectors(&self) -> String {
        let mut text = "## The four sectors\n\n\
             | sector | severity of its absence | what its absence exposes | whom to look for | first step |\n\
             | --- | --- | --- | --- | --- |\n"
            .to_owned();
        for rule in &self.rubrics.four_sectors {
            let effort = &self.rubrics.scale.efforts[rule.next.effort].word;
            text += &row([
                rule.sector.clone(),
                rule.severity.word().to_owned(),
                rule.exposes.clone(),
                rule.look_for.clone(),
                format!("{} ({effort})", rule.next.action),
            ]);
        }
        text
    }

    fn sources(&self) -> String {
        let sources = &self.rubrics.sources;
        let mut text = "## The documents\n\n\
             The points are in our own words. A criterion's weight is the number of different documents among those \
             that it rests on.\n"
            .to_owned();
        for document in &sources.documents {
            let year = document.year.as_deref().map(|y| format!(", {y}")).unwrap_or_default();
            text += &format!(
                "\n### `{}`\n\n*{}*, {}{year}: {}.\n\n",
                document.id,
                inline(&document.title),
                inline(&document.author),
                inline(&document.about)
            );
            let prefix = format!("{}/", document.id);
            for point in sources.points.iter().filter(|p| p.id.starts_with(&prefix)) {
                let decisive = if point.decisive { " **It calls this decisive.**" } else { "" };
                text += &format!("- `{}` {}{decisive}\n", point.id, inline(&point.says));
            }
        }
        text += "\n## Research\n\nFindings of published studies that bear on the criteria, for or against. They change \
                 no weight and no level.\n\n| finding | what was found | bears on | published |\n| --- | --- | --- | --- |\n";
        for finding in &sources.research {
            text += &row([
                format!("`{}`", finding.id),
                finding.says.clone(),
                finding.bears_on.clone(),
                finding.source.clone(),
            ]);
        }
        text
    }

    fn words(&self, condition: &Condition) -> String {
        // Today is not part of a page: no condition of the bundled rubrics asks for it.
        let today = PartialDate::day(jiff::civil::date(2026, 1, 1));
        let context = Context::new(&self.blank, Reading::Claimed, today);
        Explainer::new(context, &self.rubrics.dictionary).words(condition)
    }

    /// The shortest example of an outcome, as code; empty where there is none.
    fn example(&self, subject: ExampleOf, expected: Expected) -> String {
        let fitting = self.examples.iter().filter(|e| e.subject == subject && e.expected == expected);
        // An example in block style loses its meaning on one line.
        let on_one_line = fitting.filter(|e| e.given.starts_with('{')).map(|e| one_line(&e.given));
        on_one_line
            .min_by_key(|given| given.chars().count())
            .map(|given| format!("`{given}`"))
            .unwrap_or_default()
    }
}

/// A proposal that says nothing.
fn blank(rubrics: &Rubrics) -> Proposal {
    let root = Node { value: Value::Map(Vec::new()), span: Span::FIRST_LINE };
    let empty = Document { root, index: 0, comments: Vec::new() };
    bind_facts(&empty, &rubrics.dictionary, &NoFolder).0
}

/// For each fact, the ids of the criteria and patterns that read it.
fn readers(rubrics: &Rubrics) -> Vec<Vec<&str>> {
    let mut readers = vec![Vec::new(); rubrics.dictionary.facts().count()];
    for criterion in &rubrics.criteria {
        for id in rubrics.facts_read(criterion.conditions()) {
            readers[id.0 as usize].push(criterion.id.as_str());
        }
    }
    for pattern in &rubrics.patterns {
        let conditions = std::iter::once(&pattern.when).chain(pattern.worse.as_ref().map(|w| &w.when));
        for id in rubrics.facts_read(conditions) {
            readers[id.0 as usize].push(pattern.id.as_str());
        }
    }
    readers
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

/// Kind and example of the answer, and whether evidence is asked for.
fn answer(rubrics: &Rubrics, fact: &Fact) -> String {
    let dictionary = &rubrics.dictionary;
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

/// A link to a criterion or a pattern from another page of `docs/`.
fn link(id: &str) -> String {
    format!("[`{id}`](rubrics.md#{})", slug(id))
}

fn link_here(id: &str) -> String {
    format!("[`{id}`](#{})", slug(id))
}

/// The anchor that GitHub gives a heading: lower case, spaces to hyphens, other signs dropped.
fn slug(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text outside a table: on one line, and without signs that Markdown or HTML would take for their own.
fn inline(text: &str) -> String {
    one_line(text).replace('<', "&lt;").replace('*', "\\*")
}

/// One row of a table; a bar in a cell would end it.
fn row<const N: usize>(cells: [String; N]) -> String {
    format!("| {} |\n", cells.map(|cell| one_line(&cell).replace('|', "\\|")).join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_does_not_end_a_cell() {
        assert_eq!(row(["a | b".to_owned(), "c\nd".to_owned()]), "| a \\| b | c d |\n");
    }

    #[test]
    fn anchors_are_those_of_github() {
        assert_eq!(slug("community/part"), "communitypart");
        assert_eq!(slug("Words: part in work"), "words-part-in-work");
        assert_eq!(slug("Bands, caps, stages and efforts"), "bands-caps-stages-and-efforts");
    }
}
