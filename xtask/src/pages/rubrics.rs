//! The page of criteria, patterns, sources and scale; and the short table of criteria.

use quorate::assess::{Context, Explainer, Interval, Reading, Subject};
use quorate::authoring::{Example, Expected};
use quorate::document::{Document, Node, Span, Value};
use quorate::proposal::{NoFolder, PartialDate, Proposal, bind_facts};
use quorate::report::content::Method;
use quorate::rubric::{
    Citation, Condition, Criterion, CriterionId, Decisive, Level, Pattern, PatternId, Rubrics, Step,
};
use quorate::text;

use super::NOTICE;
use super::markdown::{inline, link_here, one_line, row, slug};

/// The page of criteria, patterns, sources and scale.
pub fn page(rubrics: &Rubrics, examples: &[Example]) -> String {
    let page = Page { rubrics, examples, blank: blank(rubrics) };
    let parts = [
        page.head(),
        page.core(),
        page.at_a_glance(),
        page.scale(),
        page.dimensions(),
        page.patterns(),
        page.sectors(),
        page.sources(),
    ];
    parts.join("\n")
}

/// All levels have the same next step.
fn is_one(next: &[Step]) -> bool {
    next.windows(2).all(|pair| pair[0] == pair[1])
}

fn decisive(criterion: &Criterion) -> &'static str {
    match criterion.decisive {
        Decisive::No => "",
        Decisive::Yes => ", **decisive**",
        Decisive::When(_) => ", **decisive in some cases**",
    }
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
        text += "- [The core](#the-core)\n";
        text += "- [The ladder, stages and efforts](#the-ladder-stages-and-efforts)\n";
        text += "- [The criteria at a glance](#the-criteria-at-a-glance)\n";
        let patterns: Vec<String> = rubrics.patterns.iter().map(|p| link_here(&p.id)).collect();
        text += &format!("- [Patterns](#patterns): {}\n", patterns.join(", "));
        text + "- [The four sectors](#the-four-sectors)\n- [The documents](#the-documents)\n- [Research](#research)\n"
    }

    fn core(&self) -> String {
        let core: Vec<&Criterion> = self.rubrics.criteria.iter().filter(|c| c.is_core()).collect();
        let mut text = format!(
            "## The core\n\nThese {} criteria make the score. Each is here because of what a document claims. All others are \
             further checks: risks, questions and strengths that move no number.\n\n\
             | criterion | why it is core |\n| --- | --- |\n",
            core.len()
        );
        for criterion in core {
            let why = criterion.core.as_deref().unwrap_or_default();
            let title = format!("{}: {}{}", link_here(&criterion.id), criterion.title, decisive(criterion));
            text += &row([title, why.to_owned()]);
        }
        text
    }

    fn at_a_glance(&self) -> String {
        let rubrics = self.rubrics;
        let mut table = "## The criteria at a glance\n\n| dimension | criteria |\n| --- | --- |\n".to_owned();
        for (number, dimension) in rubrics.dimensions.iter_enumerated() {
            let criteria: Vec<String> = (rubrics.criteria_of(number))
                .map(|(_, c)| {
                    let core = if c.is_core() { " (core)" } else { "" };
                    format!("{}: {}{core}", link_here(&c.id), c.title)
                })
                .collect();
            let title = format!("[**{}**](#{})", dimension.title, slug(&dimension.title));
            table += &row([title, criteria.join("<br>")]);
        }
        table
    }

    fn scale(&self) -> String {
        let scale = &self.rubrics.scale;
        let mut text = "## The ladder, stages and efforts\n\n\
             These are conventions. No study says that 60 is where a collaboration becomes nearly ready; the figures \
             are set so that they are easy to remember and can be argued about. They stand in `rubrics/scale.yaml`.\n\n\
             | verdict | needs, beside all that those above it need | means |\n| --- | --- | --- |\n"
            .to_owned();
        for rung in Method::of(self.rubrics).ladder {
            text += &row([rung.verdict.to_owned(), rung.needs, rung.means.to_owned()]);
        }
        text += &format!(
            "\n- A decisive criterion that is known to be absent settles *{}*, however little is answered.\n\
             - With less than {} % of the core answered (by weight), or nothing known of a decisive criterion, the \
             verdict is *undetermined*.\n\
             - Stages, and what a proposal that is ready there is ready to do: {}. Where none is stated, {} is taken.\n\
             - Efforts, in working days, to weigh a gain against: {}.\n\
             - Stability: {} draws, seed {}, every weight of the core times a factor between 0.5 and 1.5.\n",
            scale.ladder.first().map_or("", |rung| rung.verdict.as_str()),
            text::number(scale.undetermined_below * 100.0),
            (scale.stages.iter())
                .map(|stage| format!("{} (to {})", stage.word, stage.ready_to))
                .collect::<Vec<_>>()
                .join(", "),
            scale.stages[scale.stage_if_unknown].word,
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
            text += &format!("## {}\n\n{}\n\n", dimension.title, dimension.question);
            for (number, criterion) in self.rubrics.criteria_of(number) {
                text += &self.criterion(number, criterion);
            }
        }
        text
    }

    fn criterion(&self, number: CriterionId, criterion: &Criterion) -> String {
        let core = if criterion.is_core() { ", **core**" } else { "" };
        let mut text = format!(
            "### `{}`\n\n**{}**\n\n{} Weight {}, due from {}{core}{}.\n\n",
            criterion.id,
            inline(&criterion.title),
            inline(&criterion.question),
            criterion.weight,
            self.rubrics.scale.stages[criterion.due_from].word,
            decisive(criterion),
        );
        if let Decisive::When(case) = &criterion.decisive {
            text += &format!("Decisive where: {}.\n\n", inline(&self.words(case)));
        }
        if let Some(applies) = &criterion.applies_when {
            text += &format!("Counts only where: {}.\n\n", inline(&self.words(applies)));
        }
        text += "| level | means | example |\n| --- | --- | --- |\n";
        for level in Level::ALL.into_iter().rev() {
            let expected = Expected::Levels(Interval { low: level, high: level });
            let example = self.example(Subject::Criterion(number), expected);
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
             changes no score, and no verdict but *ready*, which waits until the patterns marked so are ruled out. Where it holds it takes the rows of the criteria that it folds into \
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
            self.rubrics.scale.stages[pattern.due_from].word,
        );
        text += &format!("- Holds when: {}\n", inline(&self.words(&pattern.when)));
        if let Some(unless) = &pattern.unless {
            text += &format!("- Not where it is known that: {}\n", inline(&self.words(unless)));
        }
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
        text += &self.rest(std::slice::from_ref(&pattern.next), &pattern.sources, &pattern.research);
        text += &self.facts_of(pattern.conditions());
        let subject = Subject::Pattern(number);
        let fires = [Expected::Worse, Expected::Fires(quorate::assess::Truth::True)]
            .map(|e| self.example(subject, e));
        match fires.into_iter().find(|example| !example.is_empty()) {
            Some(example) => text.trim_end().to_owned() + &format!("\n- Example: {example}\n\n"),
            None => text,
        }
    }

    fn rest(&self, next: &[Step], sources: &[String], research: &[Citation]) -> String {
        let mut text = String::new();
        for (step, level) in next.iter().zip(Level::ALL) {
            let effort = &self.rubrics.scale.efforts[step.effort].word;
            let from = if is_one(next) { String::new() } else { format!(" from {}", level.word()) };
            text += &format!("- Next step{from} ({effort}): {}\n", inline(&step.action));
            if is_one(next) {
                break;
            }
        }
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
    fn example(&self, subject: Subject, expected: Expected) -> String {
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
