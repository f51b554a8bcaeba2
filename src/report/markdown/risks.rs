//! Risks and tensions, worst first; and apart what a waiver or the baseline has set aside.

use super::blocks::{Item, bullets, fold, folded_after, join};
use super::escape::{code, escape};
use super::section::Section;
use super::sectors::fails;
use crate::assess::{Finding, FindingKind, Subject};
use crate::policy::{Disposition, Standing};
use crate::report::brief::documents;
use crate::report::limits::capital;
use crate::rubric::Criterion;
use crate::text;

/// After how many risks the rest is folded away.
const MOST: usize = 5;

impl Section<'_> {
    /// The risks and tensions that count; missing sectors have their own table.
    pub fn risks(self) -> String {
        let counting = self.evaluated.findings().filter(|(finding, disposition)| {
            matches!(finding.kind, FindingKind::Risk | FindingKind::Tension) && disposition.standing.counts()
        });
        let items: Vec<Item> = counting.map(|(finding, disposition)| self.risk(finding, disposition)).collect();
        if items.is_empty() {
            return "### Risks\n\nNone by what is stated.".to_owned();
        }
        join([
            format!("### Risks ({}, worst first)", items.len()),
            folded_after(self.most(MOST), &items, "risks"),
        ])
    }

    fn risk(self, finding: &Finding, disposition: &Disposition) -> Item {
        let rubrics = self.assessment.rubrics;
        let title = escape(finding.title(rubrics));
        let head = format!(
            "**{}: {title}** ({}){}",
            self.severity(finding),
            self.marks(finding),
            fails(disposition.fails)
        );
        let mut lines: Vec<String> =
            disposition.standing.note().map(|note| capital(&escape(&note))).into_iter().collect();
        if !finding.reasons.is_empty() {
            let grounds: Vec<String> = finding.reasons.iter().map(|reason| self.reason(reason)).collect();
            lines.push(format!("Because {}", grounds.join("; and ")));
        }
        if self.detail {
            lines.push(escape(finding.why(rubrics)));
        }
        lines.extend(finding.why_worse(rubrics).map(escape));
        lines.push(format!("Do: {}", self.step(finding.next(rubrics))));
        lines.push(self.grounds(finding));
        Item { head, lines }
    }

    /// `High`, `High tension`; the severity by the rubrics beside it where a team has set another one.
    pub fn severity(self, finding: &Finding) -> String {
        let tension = if finding.kind == FindingKind::Tension { " tension" } else { "" };
        let set = match finding.declared == finding.severity {
            true => String::new(),
            false => format!(" here, {} by the rubrics", finding.declared.word()),
        };
        format!("{}{tension}{set}", capital(finding.severity.word()))
    }

    /// Its id and its place, and whether it limits the verdict.
    fn marks(self, finding: &Finding) -> String {
        let criteria = &self.assessment.rubrics.criteria;
        let mut marks = vec![code(finding.id(self.assessment.rubrics)), self.place(finding)];
        if matches!(finding.subject, Subject::Criterion(c) if criteria[c].decisive) {
            marks.push("limits the verdict".to_owned());
        }
        let folded: Vec<String> = finding.folded.iter().map(|c| taken_in(&criteria[*c])).collect();
        if !folded.is_empty() {
            marks.push(format!("takes in {}", text::join(&folded, "and")));
        }
        marks.join(", ")
    }

    /// What it is drawn from, and what research says for and against it: a contradiction is shown, not hidden.
    fn grounds(self, finding: &Finding) -> String {
        let rubrics = self.assessment.rubrics;
        let sources = finding.sources(rubrics);
        let sources = if self.detail { sources.join(", ") } else { documents(sources) };
        let studies = |supports: bool| {
            let of_kind = finding.research(rubrics).iter().filter(|c| c.supports == supports);
            of_kind.map(|c| escape(&c.finding)).collect::<Vec<_>>().join(", ")
        };
        let mut grounds = vec![format!("Sources: {}", escape(&sources))];
        for (lead, studies) in [("research for it", studies(true)), ("research against it", studies(false))] {
            if !studies.is_empty() {
                grounds.push(format!("{lead}: {studies}"));
            }
        }
        grounds.join("; ")
    }

    /// What was found and does not count, with who says so and how long. What is in the baseline may be long: a team may
    /// have begun with a pile.
    pub fn set_aside(self) -> String {
        let lines = |of: fn(&Standing) -> bool| -> Vec<String> {
            let aside = self.evaluated.findings().filter(|(_, disposition)| of(&disposition.standing));
            aside.map(|(finding, disposition)| self.aside(finding, disposition)).collect()
        };
        let waived = lines(|standing| matches!(standing, Standing::Waived(_)));
        let known = lines(|standing| *standing == Standing::Known);
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

    fn aside(self, finding: &Finding, disposition: &Disposition) -> String {
        let rubrics = self.assessment.rubrics;
        let (kind, severity) = (finding.kind.word(), finding.severity.word());
        let (title, id) = (escape(finding.title(rubrics)), code(finding.id(rubrics)));
        let note = disposition.standing.note().unwrap_or_default();
        format!("{severity} {kind}: {title} ({id}, {}): {}", self.place(finding), escape(&note))
    }
}

/// A criterion whose own risk another finding tells of.
fn taken_in(criterion: &Criterion) -> String {
    let limits = if criterion.decisive { ", which limits the verdict" } else { "" };
    format!("{}{limits}", code(&criterion.id))
}
