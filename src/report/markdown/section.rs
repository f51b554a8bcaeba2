//! One proposal: the story first, and all that is behind it folded away.

use super::blocks::{Item, bullets, fold, folded_after, join, table};
use super::escape::{code, escape};
use crate::report::content::{
    CriterionScore, Finding, GroundText, Holds, Move, NOBODY_NAMED, Need, ProposalReport, QUOTES_SAY,
    Question, QuoteText, READINGS, Rule, Sector, Standing, lines,
};
use crate::text::{capital, join as listed, percent};

/// After how many points a list is folded.
const MOST: usize = 5;
/// How many partners of a sector and how many strengths are named.
const NAMED: usize = 3;
/// Parts two things in one cell.
const BREAK: &str = "<br>";

/// The section of one proposal.
#[derive(Clone, Copy)]
pub struct Section<'a> {
    /// What is told of it.
    pub report: &'a ProposalReport<'a>,
    /// Nothing is folded away.
    pub detail: bool,
}

impl Section<'_> {
    /// Everything below the heading.
    pub fn body(self) -> String {
        join([
            self.head(),
            self.sectors(),
            self.risks(),
            self.questions(),
            self.behind("Form and needs", self.form()),
            self.behind("The next moves", self.moves()),
            self.behind("Dimensions and criteria", join([self.dimensions(), self.criteria()])),
            self.behind("Quotes", self.quotes()),
            self.set_aside(),
        ])
    }

    /// Each quote, and what it speaks for.
    fn quotes(self) -> String {
        let Some(quotes) = &self.report.quotes else { return String::new() };
        let line = |quote: &QuoteText| format!("{} {}", escape(&quote.words()), escape(&quote.says()));
        join([
            format!("{}.", capital(&quotes.says())),
            bullets(quotes.quotes.iter().map(line)),
            QUOTES_SAY.to_owned(),
        ])
    }

    /// After how many points a list is folded.
    fn most(self) -> Option<usize> {
        (!self.detail).then_some(MOST)
    }

    fn few(self) -> usize {
        if self.detail { usize::MAX } else { NAMED }
    }

    /// A block with its title, folded away unless all detail is wanted; nothing where there is none.
    fn behind(self, title: &str, block: String) -> String {
        match (block.is_empty(), self.detail) {
            (true, _) => String::new(),
            (false, true) => join([format!("### {title}"), block]),
            (false, false) => fold(title, &block),
        }
    }

    fn head(self) -> String {
        let report = self.report;
        let verdict = &report.verdict;
        let words = format!("**{}**: {}.", escape(&capital(verdict.word)), escape(&verdict.means));
        let failures =
            report.failures.iter().map(|failure| format!("**Gate failed:** {}", escape(&failure.says)));
        let place = report.place.as_ref().map(|place| format!("{}. ", escape(place))).unwrap_or_default();
        let whereabouts =
            format!("{place}{}. File: {}", escape(&capital(&report.stage_says)), code(&report.label));
        let first = report.first.as_ref().map(|first| {
            let effort = first.effort.map(|effort| format!(", takes {effort}")).unwrap_or_default();
            format!("**Do first:** {}{} ({}{effort})", first.lead, escape(&first.says), code(first.rule.id))
        });
        let summary = report.summary.map(escape).unwrap_or_default();
        join([
            words,
            bullets(failures),
            summary,
            whereabouts,
            bullets(verdict.because.iter().map(|why| escape(why))),
            first.unwrap_or_default(),
            self.readings(),
            self.ladder(),
            bullets(self.remarks()),
        ])
    }

    /// The three readings; the one that the verdict goes by is bold.
    fn readings(self) -> String {
        let score = self.report.score;
        let mut readings = [score.evidenced, score.claimed, score.possible].map(|score| score.to_string());
        let bold = usize::from(!self.report.verdict.strict);
        readings[bold] = format!("**{}**", readings[bold]);
        let [evidenced, claimed, possible] = READINGS;
        let columns =
            [&format!(">Score {evidenced}"), &format!(">{claimed}"), &format!(">{possible}"), ">Answered"];
        let answered = format!("{} %", percent(self.report.answered));
        table(&columns, [readings.into_iter().chain([answered]).collect()])
    }

    fn ladder(self) -> String {
        let ladder = &self.report.ladder;
        if ladder.needs.is_empty() {
            return String::new();
        }
        let next = escape(&ladder.title());
        let settled = ladder.settled_by.iter().map(|fact| escape(fact.ask));
        let settled = match ladder.settled_by.is_empty() {
            true => String::new(),
            false => join([format!("{}:", ladder.settled_head()), bullets(settled)]),
        };
        join([format!("**{next}**"), bullets(ladder.needs.iter().map(need)), settled])
    }

    /// Whether it should be a collaboration, in which form, and what there is to tell of first steps and needs.
    fn form(self) -> String {
        let guidance = &self.report.guidance;
        let grounds = |of: &[GroundText]| {
            let all: Vec<String> = of.iter().map(|ground| escape(&ground.with_lines())).collect();
            all.join(BREAK)
        };
        let rows =
            guidance.form.forms.iter().map(|form| {
                vec![escape(&capital(form.form)), grounds(&form.speaks_for), grounds(&form.against)]
            });
        let forms = if guidance.form.forms.is_empty() {
            String::new()
        } else {
            table(&["Form", "For", "Against"], rows)
        };
        let told = guidance.first_steps.iter().chain(&guidance.needs).map(|says| escape(says));
        join([
            format!("{}.", escape(&guidance.form.says)),
            forms,
            bullets(told),
            escape(guidance.form.rests_on),
        ])
    }

    fn remarks(self) -> Vec<String> {
        let report = self.report;
        let strong: Vec<String> =
            report.strengths.iter().take(self.few()).map(|rule| escape(rule.title)).collect();
        let strong = match report.strengths.len() - strong.len() {
            0 if strong.is_empty() => "nothing yet".to_owned(),
            0 => strong.join("; "),
            more => format!("{}; and {more} more", strong.join("; ")),
        };
        let mut remarks = vec![format!("Strong, as stated: {strong}")];
        remarks.extend(report.weakest_says.iter().map(|says| format!("Weakest: {}", escape(says))));
        remarks.extend(report.least_answered_says.iter().map(|says| format!("Least said: {}", escape(says))));
        remarks.extend(report.verdict.weights.iter().map(|says| escape(says)));
        remarks
    }

    fn sectors(self) -> String {
        let columns = ["Sector", "At the table", "Who; what an absence exposes; whom to look for"];
        let rows =
            self.report.sectors.iter().map(|sector| {
                vec![escape(&capital(sector.rule.title)), self.status(sector), self.who(sector)]
            });
        let number = self.report.guidance.number_of_sectors.as_deref().map(escape).unwrap_or_default();
        join(["### Sectors".to_owned(), table(&columns, rows), number])
    }

    /// How the sector is represented, and how bad it is where it is not.
    fn status(self, sector: &Sector) -> String {
        let Some(finding) = self.report.known_about(sector.rule) else { return sector.says.to_owned() };
        let note = finding.note.as_ref().map(|note| format!("{BREAK}{}", escape(note))).unwrap_or_default();
        let told = format!("**{}**{BREAK}{} ({})", sector.says, severity(finding), self.mark(finding));
        told + fails(finding) + &note
    }

    fn who(self, sector: &Sector) -> String {
        let rule = sector.rule;
        let partners: Vec<String> = (sector.partners.iter().take(self.few()))
            .map(|p| {
                format!(
                    "{} ({}, {})",
                    escape(&p.name),
                    escape(&p.says()),
                    lines(std::slice::from_ref(&p.place))
                )
            })
            .collect();
        let more = sector.partners.len() - partners.len();
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        let mut said = Vec::new();
        if !partners.is_empty() {
            said.push(partners.join(", ") + &more);
        }
        if !sector.is_there() {
            if partners.is_empty() && self.report.known_about(rule).is_none() {
                said.push(NOBODY_NAMED.to_owned());
            }
            said.extend([
                escape(rule.why),
                format!("Look for: {}", escape(rule.look_for.unwrap_or_default())),
            ]);
            said.push(format!("Do: {}", escape(&sector.step().says())));
        }
        said.join(BREAK)
    }

    /// The risks and tensions that count; missing sectors have their own table.
    fn risks(self) -> String {
        let counting = self.report.findings.iter().filter(|f| f.is_risk() && f.standing.counts());
        let items: Vec<Item> = counting.map(|finding| self.risk(finding)).collect();
        if items.is_empty() {
            return "### Risks\n\nNone by what is stated.".to_owned();
        }
        join([
            format!("### Risks ({}, worst first)", items.len()),
            folded_after(self.most(), &items, "risks"),
        ])
    }

    fn risk(self, finding: &Finding) -> Item {
        let marks = self.mark(finding) + if finding.limits { ", limits the verdict" } else { "" };
        let head =
            format!("**{}: {}** ({marks}){}", severity(finding), escape(finding.title), fails(finding));
        let mut told: Vec<String> = finding.note.iter().map(|note| capital(&escape(note))).collect();
        told.push(escape(&finding.why()));
        told.extend(
            finding.because.iter().map(|ground| format!("{} ({})", escape(ground.says), ground.lines())),
        );
        told.push(format!("Do: {}", escape(&finding.step().says())));
        if !finding.takes_in.is_empty() {
            let ids: Vec<String> = finding.takes_in.iter().map(|rule| code(rule.id)).collect();
            told.push(format!("Takes in {}", listed(&ids, "and")));
        }
        told.push(self.drawn_from(finding.rule));
        Item { head, lines: told }
    }

    /// Its id and its place.
    fn mark(self, finding: &Finding) -> String {
        let line = finding.places.first().map_or(1, |place| place.line);
        format!("{}, {}", code(finding.rule.id), code(&format!("{}:{line}", self.report.path)))
    }

    /// What it is drawn from, and what research says for and against it: a contradiction is shown, not hidden.
    fn drawn_from(self, rule: &Rule) -> String {
        let sources = if self.detail { rule.sources.join(", ") } else { rule.documents() };
        let studies = |supports: bool| {
            let of_kind = rule.research.iter().filter(|study| study.supports == supports);
            of_kind.map(|study| escape(study.study)).collect::<Vec<_>>().join(", ")
        };
        let mut grounds = vec![format!("Sources: {}", escape(&sources))];
        for (lead, studies) in [("research for it", studies(true)), ("research against it", studies(false))] {
            if !studies.is_empty() {
                grounds.push(format!("{lead}: {studies}"));
            }
        }
        grounds.join("; ")
    }

    fn questions(self) -> String {
        let items: Vec<Item> = self.report.questions.iter().map(|question| self.question(question)).collect();
        let head = format!("### Questions\n\n{}.", capital(&self.report.questions_say()));
        if items.is_empty() { head } else { join([head, folded_after(self.most(), &items, "questions")]) }
    }

    fn question(self, question: &Question) -> Item {
        let asks: Vec<String> = (question.asks.iter())
            .map(|ask| {
                format!("{} ({}: {})", escape(&ask.says()), code(ask.fact.fact), escape(&ask.fact.answer))
            })
            .collect();
        let hides = question.hides.iter().map(|&at| {
            let finding = &self.report.findings[at];
            let note = finding.note.as_ref().map(|note| format!(": {}", escape(note))).unwrap_or_default();
            let title = escape(finding.title);
            format!("If the answer is bad: {title} ({}){}{note}", self.mark(finding), fails(finding))
        });
        let head = format!("**{}:** {}", capital(question.severity.word()), asks[0]);
        Item { head, lines: asks[1..].iter().cloned().chain(hides).collect() }
    }

    fn moves(self) -> String {
        let item = |step: &Move| Item {
            head: format!(
                "**{}** ({}): {}",
                escape(step.rule.title),
                code(step.rule.id),
                escape(&step.step().says())
            ),
            lines: vec![
                format!(
                    "Now: {}; next: {}",
                    escape(step.rule.means(step.from)),
                    escape(step.rule.means(step.to))
                ),
                format!("Do: {}", escape(step.step().next)),
            ],
        };
        let items: Vec<Item> = self.report.moves.iter().map(item).collect();
        if items.is_empty() { String::new() } else { folded_after(None, &items, "moves") }
    }

    fn dimensions(self) -> String {
        let [evidenced, claimed, possible] = READINGS.map(|reading| format!(">{}", capital(reading)));
        let columns = ["Dimension, 0 to 100", &evidenced, &claimed, &possible, ">Answered"];
        let rows = self.report.dimensions.iter().map(|dimension| {
            let mut row = vec![escape(dimension.title)];
            match dimension.score {
                Some(score) => {
                    row.extend(
                        [score.evidenced, score.claimed, score.possible].map(|score| score.to_string()),
                    );
                    row.push(format!("{} %", percent(dimension.answered)));
                }
                None => row.extend(["–", "–", "–", "nothing due yet"].map(str::to_owned)),
            }
            row
        });
        table(&columns, rows)
    }

    fn criteria(self) -> String {
        let columns = ["Criterion", "Id", "Level", ">Weight", ">Points"];
        let row = |criterion: &CriterionScore| {
            let rule = criterion.rule;
            let points = format!("{:.1} of {:.1}", criterion.points, criterion.worth);
            let decisive = if criterion.decisive { " (decisive)" } else { "" };
            vec![
                escape(rule.title) + decisive,
                code(rule.id),
                escape(&criterion.says()),
                rule.weight.unwrap_or_default().to_string(),
                if criterion.state.counts() { points } else { String::new() },
            ]
        };
        table(&columns, self.report.criteria.iter().map(row))
    }

    /// What was found and does not count, with who says so and how long. What is in the baseline may be long: a team may
    /// have begun with a pile.
    fn set_aside(self) -> String {
        let of = |standing: Standing| -> Vec<String> {
            let aside = self.report.findings.iter().filter(|f| f.standing == standing);
            aside.map(|finding| self.aside(finding)).collect()
        };
        let (waived, known) = (of(Standing::Waived), of(Standing::Known));
        if waived.is_empty() && known.is_empty() {
            return String::new();
        }
        let title = format!("### Set aside ({} waived, {} in the baseline)", waived.len(), known.len());
        let known = match known.len() {
            0 => String::new(),
            number if !self.detail => fold(&format!("{number} in the baseline"), &bullets(known)),
            _ => bullets(known),
        };
        join([title, bullets(waived), known])
    }

    fn aside(self, finding: &Finding) -> String {
        let note = finding.note.as_deref().unwrap_or_default();
        let title = escape(finding.title);
        format!("{}: {title} ({}): {}", finding.headline(), self.mark(finding), escape(note))
    }
}

fn need(need: &Need) -> String {
    let mark = match need.holds {
        Holds::Yes => "✓",
        Holds::No => "✗",
        Holds::Unknown => "?",
        Holds::Unproven => "?",
    };
    let rule = need.rule.map(|rule| format!(" ({})", code(rule.id))).unwrap_or_default();
    format!("{mark} {}{rule}", escape(&need.says))
}

/// `High`, `High tension`; the severity by the rubrics beside it where a team has set another one.
fn severity(finding: &Finding) -> String {
    let tension = if finding.kind == crate::assess::FindingKind::Tension { " tension" } else { "" };
    let set = finding.severity_says().map(|says| format!(", {says}")).unwrap_or_default();
    format!("{}{tension}{set}", capital(finding.severity.word()))
}

/// What is told of a finding by which a gate fails.
fn fails(finding: &Finding) -> &'static str {
    if finding.fails { ", **fails the gate**" } else { "" }
}
