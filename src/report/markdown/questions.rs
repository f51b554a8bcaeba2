//! Open questions: what to ask, of whom, and which risk a bad answer would mean.

use super::blocks::{Item, folded_after, join};
use super::escape::{code, escape, lead};
use super::section::Section;
use super::sectors::fails;
use crate::assess::{Finding, FindingKind};
use crate::policy::Disposition;
use crate::report::asks::{Ask, asks};

/// After how many questions the rest is folded away.
const MOST: usize = 5;

/// Questions that ask the same, and the findings that hang on the answer.
struct Row<'a> {
    ask: Vec<String>,
    findings: Vec<(&'a Finding, &'a Disposition)>,
}

impl Section<'_> {
    /// The open questions.
    pub fn questions(self) -> String {
        let rows = self.question_rows();
        if rows.is_empty() {
            return "### Open questions\n\nNone: all that is due was answered.".to_owned();
        }
        let items: Vec<Item> = rows.into_iter().map(|row| self.question(row)).collect();
        join([
            format!("### Open questions ({}, most telling first)", items.len()),
            folded_after(self.most(MOST), &items, "questions"),
        ])
    }

    /// The questions in their order; those that ask the same are one.
    fn question_rows(&self) -> Vec<Row<'_>> {
        let mut rows: Vec<Row> = Vec::new();
        let open = self.evaluated.findings();
        for (finding, disposition) in open.filter(|(f, r)| f.kind == FindingKind::Question && r.standing.counts())
        {
            let ask = self.asked(finding);
            match rows.iter_mut().find(|row| row.ask == ask) {
                Some(row) => row.findings.push((finding, disposition)),
                None => rows.push(Row { ask, findings: vec![(finding, disposition)] }),
            }
        }
        rows
    }

    fn question(self, row: Row) -> Item {
        let severity = self.severity(row.findings[0].0);
        let mut lines: Vec<String> = row.ask[1..].to_vec();
        lines.extend(row.findings.iter().map(|(finding, disposition)| self.hidden(finding, disposition)));
        Item { head: format!("**{severity}:** {}", row.ask[0]), lines }
    }

    /// The risk that a bad answer would mean.
    fn hidden(self, finding: &Finding, disposition: &Disposition) -> String {
        let rubrics = self.assessment.rubrics;
        let note = disposition.standing.note().map(|note| format!(": {}", escape(&note))).unwrap_or_default();
        let (title, id) = (escape(finding.title(rubrics)), code(finding.id(rubrics)));
        format!("If the answer is bad: {title} ({id}, {}){}{note}", self.place(finding), fails(disposition.fails))
    }

    /// What a finding asks; questions of the same records at the same lines in one stretch. Never empty.
    pub fn asked(self, finding: &Finding) -> Vec<String> {
        let asks = asks(self.assessment, finding);
        let alike =
            |a: &Ask, b: &Ask| a.whose == b.whose && self.lines(&a.locations) == self.lines(&b.locations);
        let stretches = asks.chunk_by(alike).map(|group| {
            let questions: Vec<String> = group.iter().map(|ask| escape(ask.question)).collect();
            let paths: Vec<String> = group.iter().map(|ask| code(ask.path)).collect();
            let (whose, lines) = (lead(&group[0].whose), self.lines(&group[0].locations));
            format!("{whose}{} ({}, {lines})", questions.join(" "), paths.join(", "))
        });
        stretches.collect()
    }
}
