//! Risks and tensions, worst first: what, because of which facts, and what to do next.

use super::grid::Grid;
use super::ink::Tone;
use super::screen::{Screen, documents};
use crate::assess::{Finding, FindingKind, Subject};

/// How many risks one screen shows.
const MOST: usize = 5;
/// How many grounds of a risk it shows.
const REASONS: usize = 2;

impl Screen<'_> {
    /// The risks and tensions that are known; missing sectors have their own table.
    fn known(&self) -> impl Iterator<Item = &Finding> {
        self.assessment.findings.iter().filter(|f| matches!(f.kind, FindingKind::Risk | FindingKind::Tension))
    }

    /// The risks that this screen shows.
    pub fn shown_risks(&self) -> impl Iterator<Item = &Finding> {
        self.known().take(self.most(MOST))
    }

    /// The table of risks.
    pub fn risks(&self) -> String {
        let all = self.known().count();
        if all == 0 {
            return format!("{}: none by what is stated\n", self.ink.tint(Tone::Title, "Risks"));
        }
        let next = (self.width - 10) * 2 / 5;
        let what = self.width - 10 - next - 2;
        let title = format!("{all} known, worst first, with their facts");
        let head = ["Risks", &title, "what to do next"].map(|t| self.ink.tint(Tone::Title, t)).to_vec();
        let mut grid = Grid::new(self.width, &[8, what]).head(head, self.ink.unicode).airy();
        let mut shown = 0;
        for finding in self.shown_risks() {
            shown += 1;
            grid.row(vec![self.severity(finding), self.what(finding), self.next(finding)]);
        }
        grid.draw() + &self.and_more(all - shown)
    }

    /// The severity in its colour; a tension is called one.
    pub fn severity(&self, finding: &Finding) -> String {
        let word = self.ink.tint(finding.severity.into(), finding.severity.word());
        if finding.kind == FindingKind::Tension { format!("{word}\ntension") } else { word }
    }

    fn what(&self, finding: &Finding) -> String {
        let rubrics = self.assessment.rubrics;
        let mut lines = vec![self.ink.tint(Tone::Title, finding.title(rubrics))];
        for (number, reason) in finding.reasons.iter().take(self.most(REASONS)).enumerate() {
            let lead = if number == 0 { "because" } else { "and" };
            lines.push(format!("{lead} {}", self.reason(reason)));
        }
        match finding.reasons.len().saturating_sub(self.most(REASONS)) {
            0 => {}
            1 => lines.push("and one more ground".to_owned()),
            hidden => lines.push(format!("and {hidden} more grounds")),
        }
        if finding.reasons.is_empty() {
            lines.push(self.lines(&finding.facts));
        }
        if self.detail {
            lines.extend(self.why(finding).map(|why| self.ink.say(why)));
        }
        lines.push(self.ink.tint(Tone::Faint, &self.ids(finding)) + &self.research_against(finding));
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
        let decisive = if decisive { ", decisive" } else { "" };
        let sources = finding.sources(rubrics);
        let sources = if self.detail { sources.join(", ") } else { documents(sources) };
        let takes_in: Vec<&str> = finding.folded.iter().map(|&c| rubrics.criteria[c].id.as_str()).collect();
        let takes_in = if takes_in.is_empty() || !self.detail {
            String::new()
        } else {
            format!("; takes in {}", takes_in.join(", "))
        };
        format!("{}{decisive}{takes_in}; from {sources}", finding.id(rubrics))
    }

    /// Research that speaks against the criterion or pattern is shown, not hidden.
    fn research_against(&self, finding: &Finding) -> String {
        let against: Vec<&str> =
            self.research(finding).iter().filter(|c| !c.supports).map(|c| c.finding.as_str()).collect();
        if against.is_empty() {
            return String::new();
        }
        self.ink.say(&format!("; research against it: {}", against.join(", ")))
    }

    fn next(&self, finding: &Finding) -> String {
        let step = finding.next(self.assessment.rubrics);
        let effort = self.ink.tint(Tone::Faint, &format!("({})", self.effort(step)));
        format!("{} {effort}", self.ink.say(&step.action))
    }
}
