//! Everything about one proposal: each finding with its grounds and lines, each criterion with its level.

use super::block::{Row, Text};
use super::grid::Grid;
use super::ink::Ink;
use super::room::{Room, Slot};
use super::screen::{LABELS, Screen, status};
use crate::report::content::{
    CANNOT_TELL, CriterionScore, DimensionScore, Finding, GroundText, Move, NOBODY_NAMED, Need, QUOTES_SAY,
    Question, READINGS, Rule, Score, Sector, Standing, StepText, lines, lines_and_where,
};
use crate::rubric::Level;
use crate::text::{capital, percent};

/// Nothing is cut.
const ALL: usize = usize::MAX;
/// The column of the sectors.
const SECTORS: usize = 14;
/// The column of the names of lines in the head.
const NAMES: usize = 10;
/// The column of levels.
const LEVELS: usize = 20;
/// The column of the titles of dimensions.
const TITLES: usize = 31;
/// The shortest and the longest bar.
const SHORTEST: usize = 8;
const LONGEST: usize = 36;

/// The characters of a bar: with evidence, as stated, at best, the rest.
const BLOCKS: [char; 4] = ['█', '▓', '░', ' '];
const SIGNS: [char; 4] = ['#', '=', '.', ' '];

impl Screen<'_> {
    /// The screen with all detail.
    pub fn draw_all(self) -> String {
        let mut parts = vec![
            self.whole_head(),
            self.whole_ladder(),
            self.all_sectors(),
            self.all_forms(),
            self.all_risks(),
            self.set_aside(),
            self.dimensions(),
            self.criteria(),
            self.all_questions(),
            self.moves(),
            self.quotes(),
            self.limits(),
        ];
        parts.retain(|part| !part.is_empty());
        self.pen.finish(&parts.join("\n"))
    }

    fn whole_head(self) -> String {
        let report = self.report;
        let because: String =
            report.verdict.because.iter().map(|sentence| self.block(None, sentence)).collect();
        let strong: Vec<&str> = report.strengths.iter().map(|rule| rule.title).collect();
        let strong = if strong.is_empty() { "nothing yet".to_owned() } else { strong.join("; ") };
        let mut named: Vec<(&str, String)> =
            report.failures.iter().map(|failure| ("gate", format!("failed: {}", failure.says))).collect();
        named.extend(self.first().map(|first| ("do first", first)));
        named.push(("score", report.score_says()));
        named.extend(report.verdict.weights.clone().map(|says| ("weights", says)));
        named.push(("strong", strong));
        named.extend(report.weakest_says.clone().map(|says| ("weakest", says)));
        named.extend(report.least_answered_says.clone().map(|says| ("least said", says)));
        let mut rows = Grid::new(self.width, &[NAMES]);
        for (name, says) in named {
            rows.row(vec![self.pen.tint(Ink::Faint, name), self.pen.say(&says)]);
        }
        let summary = report.summary.map(|summary| self.block(None, summary)).unwrap_or_default();
        let verdict = self.whole(&self.verdict(&report.verdict.means, ALL));
        let title = self.head().draw(self.pen, &Room::WHOLE);
        format!("{title}{summary}\n{verdict}{because}{}", rows.draw())
    }

    /// The title of a section, and what is said beside it.
    fn titled(self, title: &str, says: &str) -> String {
        self.whole(&self.heading(title, says))
    }

    /// A text over the whole width.
    fn block(self, ink: Option<Ink>, text: &str) -> String {
        let text = self.text(text, Slot::Fixed(ALL));
        self.whole(&Row::plain(ink.into_iter().fold(text, Text::inked)))
    }

    fn whole_ladder(self) -> String {
        let needs = &self.report.ladder.needs;
        if needs.is_empty() {
            return String::new();
        }
        let mut rows = Grid::new(self.width, &[self.mark_width()]);
        for need in needs {
            rows.row(vec![self.mark(need), self.pen.say(&need.says) + &self.about(need)]);
        }
        let settled = &self.report.ladder.settled_by;
        let settled: String = match settled.is_empty() {
            true => String::new(),
            false => {
                let asks: String =
                    settled.iter().map(|fact| self.block(None, &format!("- {}", fact.ask))).collect();
                self.block(None, &format!("{}:", self.report.ladder.settled_head())) + &asks
            }
        };
        self.whole(&Row::plain(self.ladder_title())) + &rows.draw() + &settled
    }

    /// The criterion that a need is about, and where to look.
    fn about(self, need: &Need) -> String {
        let Some(rule) = need.rule else { return String::new() };
        let line = need.place.as_ref().map(|place| format!(", {}", lines(std::slice::from_ref(place))));
        " ".to_owned() + &self.pen.tint(Ink::Faint, &format!("({}{})", rule.id, line.unwrap_or_default()))
    }

    /// Every form for or against which a fact speaks, with the facts; first steps and needs.
    fn all_forms(self) -> String {
        let guidance = &self.report.guidance;
        let mut rows = Grid::new(self.width, &[SECTORS]);
        for form in &guidance.form.forms {
            let of = |word: &str, grounds: &[GroundText]| -> Vec<String> {
                grounds.iter().map(|ground| format!("{word}: {}", ground.with_lines())).collect()
            };
            let grounds = [of("for", &form.speaks_for), of("against", &form.against)].concat();
            rows.row(vec![self.pen.say(form.form), self.pen.say(&grounds.join("\n"))]);
        }
        let told: String =
            guidance.first_steps.iter().chain(&guidance.needs).map(|says| self.block(None, says)).collect();
        let rests_on = self.block(Some(Ink::Faint), guidance.form.rests_on);
        self.titled("Form and needs", &guidance.form.says) + &rows.draw() + &told + &rests_on
    }

    fn all_sectors(self) -> String {
        let mut rows = Grid::new(self.width, &[SECTORS]);
        for sector in &self.report.sectors {
            let (ink, status) = status(sector);
            let label = format!("{}\n{}", self.pen.say(sector.rule.title), self.pen.tint(ink, status));
            rows.row(vec![label, self.whole_sector(sector)]);
        }
        self.titled("Sectors", "who; what an absence exposes, whom to look for, what to do") + &rows.draw()
    }

    fn whole_sector(self, sector: &Sector) -> String {
        let rule = sector.rule;
        let mut said: Vec<String> = Vec::new();
        for partner in &sector.partners {
            let line = lines(std::slice::from_ref(&partner.place));
            said.push(self.pen.say(&format!("{} ({}, {line})", partner.name, partner.says())));
        }
        if !sector.is_there() {
            let finding = self.report.known_about(rule);
            match finding {
                Some(finding) => said.push(self.marked(finding)),
                None if sector.partners.is_empty() => said.push(self.pen.say(NOBODY_NAMED)),
                None => {}
            }
            said.extend(finding.into_iter().flat_map(|finding| self.remarks(finding)));
            said.push(self.pen.say(rule.why));
            said.push(self.pen.say(&format!("Look for: {}", rule.look_for.unwrap_or_default())));
            said.push(self.step(finding.map_or_else(|| rule.step_at(Level::Absent), Finding::step)));
        }
        said.join("\n")
    }

    fn all_risks(self) -> String {
        let mut rows = Grid::new(self.width, &[LABELS]);
        for finding in self.report.risks() {
            rows.row(vec![self.severity(finding), self.whole_risk(finding)]);
        }
        match self.report.risks().count() {
            0 => self.titled("Risks", "none by what is stated"),
            number => self.titled("Risks", &format!("{number}, worst first")) + &rows.draw(),
        }
    }

    fn whole_risk(self, finding: &Finding) -> String {
        let mut said = vec![self.marked(finding)];
        said.extend(self.remarks(finding));
        said.push(self.pen.say(&finding.why()));
        for ground in &finding.because {
            said.push(self.pen.say(&format!("- {} ({})", ground.says, ground.lines())));
        }
        if !finding.takes_in.is_empty() {
            let taken: Vec<&str> = finding.takes_in.iter().map(|rule| rule.id).collect();
            said.push(self.pen.say(&format!("Takes in {}", taken.join(", "))));
        }
        said.push(self.step(finding.step()));
        said.push(self.pen.tint(Ink::Faint, &drawn_from(finding.rule)));
        said.join("\n")
    }

    /// Its title, its id and where it stands.
    fn marked(self, finding: &Finding) -> String {
        let limits = if finding.limits { ", the next verdict waits for it" } else { "" };
        let mark = format!("({}{limits}, {})", finding.rule.id, lines_and_where(&finding.places));
        format!("{} {}", self.pen.tint(Ink::Title, finding.title), self.pen.tint(Ink::Faint, &mark))
    }

    /// What a team has decided about it.
    fn remarks(self, finding: &Finding) -> Vec<String> {
        let fails = finding.fails.then(|| self.pen.tint(Ink::Bad, "Fails the gate"));
        let set = finding.severity_says().map(|says| format!("Severity: {says}"));
        let set = set.into_iter().chain(finding.note.clone());
        fails.into_iter().chain(set.map(|says| self.pen.tint(Ink::Open, &capital(&says)))).collect()
    }

    /// What to do, and what that takes.
    fn step(self, step: StepText) -> String {
        self.pen.say(&format!("Do: {}", step.says()))
    }

    /// What is waived; and what is in the baseline, as far as the table of risks does not tell it.
    fn set_aside(self) -> String {
        let is_told = |f: &&Finding| f.is_risk() && f.standing == Standing::Known;
        let aside: Vec<_> = self.report.set_aside().filter(|finding| !is_told(finding)).collect();
        if aside.is_empty() {
            return String::new();
        }
        let mut rows = Grid::new(self.width, &[LABELS]);
        for finding in aside {
            let mut said = vec![self.marked(finding), self.pen.say(&capital(&finding.headline()))];
            said.extend(self.remarks(finding));
            rows.row(vec![self.severity(finding), said.join("\n")]);
        }
        let says = "no gate on severity fails by it; score and verdict do not know of it";
        self.titled("Set aside", says) + &rows.draw()
    }

    fn dimensions(self) -> String {
        // The columns of numbers, the gaps between and the end of the bar take 34.
        let room = self.width.saturating_sub(34);
        let titles = room.saturating_sub(SHORTEST).min(TITLES);
        let bar = (room - titles).min(LONGEST);
        let characters = self.characters();
        let key: Vec<String> = characters
            .iter()
            .zip(READINGS)
            .map(|(character, reading)| format!("{character} {reading}"))
            .collect();
        let head = ["", "0 to 100", "evid.", "stated", "best", "answered"];
        let head = head.map(|title| self.pen.tint(Ink::Faint, title)).to_vec();
        let mut rows = Grid::new(self.width, &[titles, bar + 1, 5, 6, 4]).head(head, self.pen.unicode);
        for dimension in &self.report.dimensions {
            rows.row(self.dimension(dimension, bar));
        }
        self.titled("Dimensions", &key.join(", ")) + &rows.draw()
    }

    fn characters(self) -> [char; 4] {
        if self.pen.unicode { BLOCKS } else { SIGNS }
    }

    fn dimension(self, dimension: &DimensionScore, bar: usize) -> Vec<String> {
        let title = self.pen.say(dimension.title);
        let Some(score) = &dimension.score else { return vec![title, "nothing due yet".to_owned()] };
        let answered = format!("{:>6} %", percent(dimension.answered));
        let [evidenced, claimed, possible] = [score.evidenced, score.claimed, score.possible];
        vec![
            title,
            self.bar(score, bar),
            format!("{evidenced:>5}"),
            format!("{claimed:>6}"),
            format!("{possible:>4}"),
            answered,
        ]
    }

    /// From 0 to 100, where it ends with a stroke.
    fn bar(self, score: &Score, width: usize) -> String {
        let end = |number: u32| (number as usize * width + 50) / 100;
        let [evidenced, claimed, possible, rest] = self.characters();
        let ends = [(evidenced, score.evidenced), (claimed, score.claimed), (possible, score.possible)];
        let mut bar = String::new();
        for (character, until) in ends {
            bar.extend(std::iter::repeat_n(character, end(until).saturating_sub(bar.chars().count())));
        }
        bar.extend(std::iter::repeat_n(rest, width - bar.chars().count()));
        bar + "|"
    }

    fn criteria(self) -> String {
        let head = ["", "level", "weight", "points"].map(|title| self.pen.tint(Ink::Faint, title)).to_vec();
        let columns = [self.width - LEVELS - 6 - 12 - 6, LEVELS, 6];
        let mut rows = Grid::new(self.width, &columns).head(head, self.pen.unicode);
        for dimension in &self.report.dimensions {
            rows.row(vec![self.pen.tint(Ink::Title, dimension.title)]);
            let of_it = |criterion: &&CriterionScore| criterion.rule.dimension == Some(dimension.id);
            for criterion in self.report.criteria.iter().filter(of_it) {
                rows.row(self.criterion(criterion));
            }
        }
        self.titled("Criteria", "") + &rows.draw()
    }

    fn criterion(self, criterion: &CriterionScore) -> Vec<String> {
        let rule = criterion.rule;
        let decisive = if criterion.decisive { ", decisive" } else { "" };
        let id = self.pen.tint(Ink::Faint, &format!("({}{decisive})", rule.id));
        let points = match criterion.state.counts() {
            true if rule.core => format!("{:.1} of {:.1}", criterion.points, criterion.worth),
            true | false => String::new(),
        };
        let weight = rule.weight.unwrap_or_default().to_string();
        vec![format!("- {} {id}", self.pen.say(rule.title)), self.pen.say(&criterion.says()), weight, points]
    }

    fn all_questions(self) -> String {
        let mut rows = Grid::new(self.width, &[LABELS]);
        for question in &self.report.questions {
            let severity = self.pen.tint(question.severity.into(), question.severity.word());
            rows.row(vec![severity, self.question(question)]);
        }
        self.titled("Questions", &self.report.questions_say()) + &rows.draw()
    }

    /// What it asks, with what answers it and the key to answer by; and the risks that a bad answer would mean.
    fn question(self, question: &Question) -> String {
        let mut said: Vec<String> = (question.asks.iter())
            .map(|ask| {
                let key = self.pen.tint(Ink::Faint, &format!("{}:", ask.fact.fact));
                format!("{} {key} {}", self.pen.say(&ask.says()), self.pen.say(&ask.fact.answer))
            })
            .collect();
        for &place in &question.hides {
            let finding = &self.report.findings[place];
            said.push(format!("- if the answer is bad: {}", self.marked(finding)));
            said.extend(self.remarks(finding));
        }
        said.join("\n")
    }

    fn moves(self) -> String {
        if self.report.moves.is_empty() {
            return self.titled("Next moves", "none; answer the open questions first");
        }
        let mut rows = Grid::new(self.width, &[4]);
        for (number, step) in self.report.moves.iter().enumerate() {
            rows.row(vec![format!("{}.", number + 1), self.one_move(step)]);
        }
        let says = "what the next verdict waits for first, then the worst, then most gain for least effort";
        self.titled("Next moves", says) + &rows.draw()
    }

    fn one_move(self, step: &Move) -> String {
        let rule = step.rule;
        let title = self.pen.tint(Ink::Title, rule.title);
        let id = self.pen.tint(Ink::Faint, &format!("({})", rule.id));
        let now = format!("Now: {}; next: {}", rule.means(step.from), rule.means(step.to));
        let step = format!("Do: {} ({})", step.step().next, step.says());
        format!("{title} {id}\n{}\n{}", self.pen.say(&now), self.pen.say(&step))
    }

    /// Each quote, and what it speaks for.
    fn quotes(self) -> String {
        let Some(quotes) = &self.report.quotes else { return String::new() };
        let mut rows = Grid::new(self.width, &[self.mark_width()]);
        for quote in &quotes.quotes {
            let says = self.pen.tint(Ink::Faint, &quote.says());
            rows.row(vec!["-".to_owned(), format!("{}\n{says}", self.pen.say(&quote.words()))]);
        }
        self.titled("Quotes", &quotes.says()) + &rows.draw() + &self.block(Some(Ink::Faint), QUOTES_SAY)
    }

    fn limits(self) -> String {
        let hint = "A line is a line of the proposal's file. `quorate explain ID` tells what an id such as \
                    community/part asks for, and why.";
        let tell = self.block(None, CANNOT_TELL);
        tell + &self.block(Some(Ink::Faint), hint)
            + &self.whole(&self.verdict(&self.report.counts.says(), ALL))
    }
}

/// What a rule is drawn from, and what research says for and against it: a contradiction is shown, not hidden.
fn drawn_from(rule: &Rule) -> String {
    let studies = |supports: bool| -> Vec<&str> {
        rule.research.iter().filter(|study| study.supports == supports).map(|study| study.study).collect()
    };
    let mut grounds = vec![format!("Sources: {}", rule.sources.join(", "))];
    for (lead, studies) in [("research for it", studies(true)), ("research against it", studies(false))] {
        if !studies.is_empty() {
            grounds.push(format!("{lead}: {}", studies.join(", ")));
        }
    }
    grounds.join("; ")
}
