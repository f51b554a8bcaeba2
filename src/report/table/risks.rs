//! Risks and tensions, worst first: what, because of which facts, and what to do next.

use super::grid::Grid;
use super::ink::Tone;
use super::screen::Screen;
use crate::assess::{Finding, FindingKind, Subject};
use crate::policy::{Disposition, Standing};
use crate::report::brief::documents;

/// How many risks one screen shows.
const MOST: usize = 5;
/// How many grounds of a risk it shows.
const REASONS: usize = 2;

impl Screen<'_> {
    /// The risks and tensions that are known, those that count before those of the baseline; waived ones and missing sectors
    /// have their own tables.
    fn known(&self) -> impl Iterator<Item = (&Finding, &Disposition)> {
        let of = |counts: bool| {
            self.evaluated.findings().filter(move |(finding, disposition)| {
                matches!(finding.kind, FindingKind::Risk | FindingKind::Tension)
                    && !matches!(disposition.standing, Standing::Waived(_))
                    && disposition.standing.counts() == counts
            })
        };
        of(true).chain(of(false))
    }

    /// The risks that this screen shows.
    pub fn shown_risks(&self) -> impl Iterator<Item = &Finding> {
        self.known().take(self.most(MOST)).map(|(finding, _)| finding)
    }

    /// The table of risks.
    pub fn risks(&self) -> String {
        let all = self.known().count();
        if all == 0 {
            return format!("{}: none by what is stated\n", self.ink.tint(Tone::Title, "Risks"));
        }
        let title =
            format!("{all} found{}, worst first, with their facts and what to do next", self.of_baseline());
        let head = ["Risks", &title].map(|t| self.ink.tint(Tone::Title, t)).to_vec();
        let mut grid = Grid::new(self.width, &[8]).head(head, self.ink.unicode);
        let mut shown = 0;
        for (finding, disposition) in self.known().take(self.most(MOST)) {
            shown += 1;
            grid.row(vec![self.severity(finding), self.what(finding, disposition)]);
        }
        grid.draw() + &self.and_more(all - shown)
    }

    /// ` (5 of them in the baseline)`, or nothing.
    fn of_baseline(&self) -> String {
        match self.known().filter(|(_, disposition)| disposition.standing == Standing::Known).count() {
            0 => String::new(),
            known => format!(" ({known} of them in the baseline)"),
        }
    }

    /// The severity in its colour; a tension is called one.
    pub fn severity(&self, finding: &Finding) -> String {
        let word = self.ink.tint(finding.severity.into(), finding.severity.word());
        if finding.kind == FindingKind::Tension { format!("{word}\ntension") } else { word }
    }

    fn what(&self, finding: &Finding, disposition: &Disposition) -> String {
        let rubrics = self.assessment.rubrics;
        let mut grounds: Vec<String> =
            finding.reasons.iter().take(self.most(REASONS)).map(|reason| self.reason(reason)).collect();
        match finding.reasons.len() - grounds.len() {
            0 => {}
            hidden => grounds.push(format!("{hidden} more")),
        }
        let because = if grounds.is_empty() {
            self.lines(&finding.facts)
        } else {
            format!("because {}", grounds.join("; and "))
        };
        let title = self.ink.tint(Tone::Title, finding.title(rubrics));
        let ids = self.ink.tint(Tone::Faint, &format!("({})", self.ids(finding)));
        let mut lines = vec![format!("{title} {ids}{}", self.research_against(finding))];
        if disposition.fails {
            lines.push(self.ink.tint(Tone::Bad, "fails the gate"));
        }
        lines.extend(disposition.standing.note().map(|note| self.ink.tint(Tone::Open, &note)));
        lines.push(because);
        if self.detail {
            lines.extend(self.why(finding).map(|why| self.ink.say(why)));
        }
        lines.push(self.next(finding));
        lines.join("\n")
    }

    /// Why it matters, and why it is worse than usual where it is.
    fn why<'f>(&'f self, finding: &'f Finding) -> impl Iterator<Item = &'f str> {
        let rubrics = self.assessment.rubrics;
        [finding.why(rubrics)].into_iter().chain(finding.why_worse(rubrics))
    }

    /// Its id, and what it is drawn from.
    fn ids(&self, finding: &Finding) -> String {
        let rubrics = self.assessment.rubrics;
        let decisive = matches!(finding.subject, Subject::Criterion(c) if rubrics.criteria[c].decisive);
        let limits = if decisive { ", limits the verdict" } else { "" };
        let sources = finding.sources(rubrics);
        let sources = if self.detail { sources.join(", ") } else { documents(sources) };
        let folded = finding.folded.iter().map(|&c| &rubrics.criteria[c]);
        let takes_in: String = folded
            .filter(|criterion| self.detail || criterion.decisive)
            .map(|criterion| {
                let limits = if criterion.decisive { ", which limits the verdict" } else { "" };
                format!("; takes in {}{limits}", criterion.id)
            })
            .collect();
        let set = match finding.declared == finding.severity {
            true => String::new(),
            false => {
                format!(
                    "; set to {} here, {} by the rubrics",
                    finding.severity.word(),
                    finding.declared.word()
                )
            }
        };
        format!("{}{limits}{takes_in}{set}; sources: {sources}", finding.id(rubrics))
    }

    /// Research that speaks against the criterion or pattern is shown, not hidden.
    fn research_against(&self, finding: &Finding) -> String {
        let against: Vec<&str> =
            self.research(finding).iter().filter(|c| !c.supports).map(|c| c.finding.as_str()).collect();
        if against.is_empty() {
            return String::new();
        }
        let lead = if against.len() == 1 { "a study disagrees" } else { "studies disagree" };
        self.ink.say(&format!("; {lead}: {}", against.join(", ")))
    }

    fn next(&self, finding: &Finding) -> String {
        let step = finding.next(self.assessment.rubrics);
        let effort = self.ink.tint(Tone::Faint, &format!("(takes {})", self.effort(step)));
        format!("Do: {} {effort}", self.ink.say(&step.action))
    }
}
