//! What a baseline keeps of a proposal, and how a finding of today is measured by it.
//!
//! Findings are known by the path of the proposal, by what they are about, and by the facts that they rest on, records by
//! their names: lines and numbers of records change with every edit.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::assess::{Assessment, Finding, FindingKind, Subject, Truth};
use crate::policy::severity::severity;
use crate::policy::{Evaluated, Rules, Standing};
use crate::proposal::Source;
use crate::rubric::{Level, Severity};

/// What a baseline keeps of a proposal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// What it is called, by which it is known again under another path.
    pub title: Option<String>,
    /// The lists that were said to be incomplete, by their paths, in the order of the dictionary. Where that changes, what
    /// was known rests on other ground, and counts (docs/configuration.md).
    pub incomplete: Vec<String>,
    /// Its stage, by its word: at an earlier one less is asked.
    pub stage: Option<String>,
    /// The core criteria that counted, each with the least and the most that it might come to, and what evidence alone
    /// carried: what was known to be good and is known no more counts.
    pub levels: BTreeMap<String, (Level, Level, Level)>,
    /// What was ruled out: core criteria that did not apply, and patterns that hold a verdict back.
    pub ruled_out: Vec<String>,
    /// Its findings.
    pub findings: Vec<Known>,
}

/// What names a proposal in a baseline.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProposalKey {
    /// The path of its file, from the folder of the baseline.
    pub path: String,
    /// What tells it from the other proposals of its file, where there are any.
    pub name: Option<String>,
}

impl ProposalKey {
    /// The key of a proposal whose file is at `path`, seen from the folder of the baseline.
    pub fn of(source: &Source, path: &str) -> ProposalKey {
        ProposalKey { path: path.to_owned(), name: source.identity.clone() }
    }
}

/// A finding as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// What it is about: the id of a criterion, pattern or sector.
    pub id: String,
    /// What it is.
    pub kind: FindingKind,
    /// How bad it is.
    pub severity: Severity,
    /// The least and the most that the criterion may come to; none for a pattern or sector.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<(Level, Level)>,
    /// The facts that it rests on, records by their names, in the order of the alphabet; one of several records of the same
    /// name as often as there are such records.
    pub facts: Vec<String>,
}

impl Kept {
    /// What a baseline keeps of a proposal: its incomplete lists, its findings, and the risks that patterns have taken in.
    /// What is waived is left out, so that it counts when the waiver has run out.
    pub fn of(evaluated: &Evaluated, rules: &Rules) -> Kept {
        let assessment = &evaluated.assessment;
        let known = |finding: &Finding| {
            Known::of(assessment, finding, severity(assessment.rubrics, finding, &rules.severities))
        };
        let kept = evaluated.findings().filter(|(_, d)| !matches!(d.standing, Standing::Waived(_)));
        let findings = kept.flat_map(|(f, _)| std::iter::once(f).chain(&f.folded)).map(known).collect();
        let title = assessment.name().map(str::to_owned);
        let counted = assessment.criteria.iter().filter(|result| result.scores);
        let levels = counted.map(|result| {
            let id = assessment.rubrics.criteria[result.criterion].id.clone();
            (id, (result.claimed.low, result.claimed.high, result.evidenced))
        });
        Kept {
            title,
            incomplete: assessment.incomplete_lists(),
            stage: Some(assessment.stage_word().to_owned()),
            levels: levels.collect(),
            ruled_out: ruled_out(assessment),
            findings,
        }
    }

    /// Whether a finding of this proposal counts, whose incomplete lists are now these.
    pub fn standing(&self, incomplete: &[String], finding: &Known) -> Standing {
        let before: Vec<&Known> = self.findings.iter().filter(|known| known.id == finding.id).collect();
        let worse = |how, facts, hidden| Standing::Worse { how, facts, hidden };
        // A criterion may have two findings, a risk and a question. It is measured by the one that it is least worse than.
        match before.iter().map(|known| finding.worse_than(known)).min_by_key(|(ways, _)| ways.len()) {
            // It had no finding: it was sound or strong.
            None => match self.levels.get(&finding.id) {
                Some(&(low, high, _)) if finding.level.is_none_or(|(now, _)| now < low) => {
                    worse(format!("the level was {}", words((low, high))), Vec::new(), true)
                }
                None if self.ruled_out.contains(&finding.id) => {
                    let hidden = finding.kind == FindingKind::Question;
                    worse("it was ruled out".to_owned(), Vec::new(), hidden)
                }
                _ => Standing::New,
            },
            Some((ways, _)) if ways.is_empty() => match self.completeness_changed(incomplete) {
                Some(how) => worse(how, Vec::new(), false),
                None => Standing::Known,
            },
            Some((ways, facts)) => {
                worse(ways.join("; "), facts, before.iter().all(|known| finding.hides(known)))
            }
        }
    }

    /// Takes out what is mended, and lowers what is better, by what is kept of the proposal now. What is new or worse does
    /// not come in: it counts.
    pub fn tighten(&mut self, now: &Kept) {
        self.rise(now);
        let now = &now.findings;
        self.findings.retain_mut(|before| {
            let same = |known: &&Known| known.id == before.id && known.worse_than(before).0.is_empty();
            let known = now.iter().filter(same).min_by_key(|known| known.kind != before.kind);
            if let Some(known) = known {
                *before = known.clone();
            }
            known.is_some() || now.iter().any(|known| known.id == before.id)
        });
        self.findings.dedup();
    }

    /// Takes over what it is called, and levels and stage where they are higher now.
    fn rise(&mut self, now: &Kept) {
        self.title.clone_from(&now.title);
        self.stage.clone_from(&now.stage);
        let also = now.ruled_out.iter().filter(|id| !self.ruled_out.contains(id));
        let also: Vec<String> = also.cloned().collect();
        self.ruled_out.extend(also);
        for (id, (low, high, shown)) in &now.levels {
            let level = self.levels.entry(id.clone()).or_insert((*low, *high, *shown));
            *level = (level.0.max(*low), level.1.max(*high), level.2.max(*shown));
        }
    }

    /// What to tell where other lists are incomplete now.
    fn completeness_changed(&self, now: &[String]) -> Option<String> {
        let came = now.iter().find(|list| !self.incomplete.contains(list));
        let went = self.incomplete.iter().find(|list| !now.contains(list));
        came.map(|list| format!("`{list}_complete: no` was not there"))
            .or_else(|| went.map(|list| format!("`{list}_complete: no` was there")))
    }
}

impl Known {
    /// A finding of an assessment, which is so bad here.
    pub fn of(assessment: &Assessment, finding: &Finding, severity: Severity) -> Known {
        let mut facts: Vec<String> =
            finding.blamed.iter().map(|fact| assessment.named_route_of(*fact)).collect();
        facts.sort_unstable();
        let level = match finding.subject {
            Subject::Criterion(c) => {
                Some(assessment.criteria[c].claimed).map(|level| (level.low, level.high))
            }
            _ => None,
        };
        let id = finding.id(assessment.rubrics).to_owned();
        Known { id, kind: finding.kind, severity, level, facts }
    }

    /// Whether it leaves open what was known before.
    fn hides(&self, before: &Known) -> bool {
        let low = |known: &Known| known.level.map(|(low, _)| low);
        self.kind == FindingKind::Question
            && (before.kind != FindingKind::Question || low(self) < low(before))
    }

    /// In which ways it is worse than it was, and the facts that it did not rest on; nothing where it is as it was, or
    /// better.
    fn worse_than(&self, before: &Known) -> (Vec<String>, Vec<String>) {
        let mut ways = Vec::new();
        if self.severity > before.severity {
            ways.push(format!("the severity was {}", before.severity.word()));
        }
        if let (Some((low, high)), Some((low_before, high_before))) = (self.level, before.level)
            && (low < low_before || high < high_before)
        {
            ways.push(format!("the level was {}", words((low_before, high_before))));
        } else if before.kind == FindingKind::Question && self.kind != FindingKind::Question {
            ways.push("it was an open question".to_owned());
        }
        if self.kind == FindingKind::Question && before.kind != FindingKind::Question {
            ways.push("it was known, and is answered no more".to_owned());
        }
        let new = beyond(&self.facts, &before.facts);
        if !new.is_empty() {
            let quoted: Vec<String> = new.iter().map(|fact| format!("`{fact}`")).collect();
            ways.push(format!("it did not rest on {}", crate::text::join(&quoted, "or")));
        }
        (ways, new)
    }
}

/// The core criteria that do not apply, and those of the patterns that hold a verdict back of which nothing is found: what is
/// not ruled out is always told.
fn ruled_out(assessment: &Assessment) -> Vec<String> {
    let holding = assessment.rubrics.patterns.iter_enumerated().filter(|(_, pattern)| pattern.holds);
    let due = holding.filter(|(_, pattern)| pattern.due_from <= assessment.stage);
    let is_found = |id| assessment.findings.iter().any(|finding| finding.subject == Subject::Pattern(id));
    let patterns = due.filter(|(id, _)| !is_found(*id)).map(|(_, pattern)| pattern.id.clone());
    let criteria = assessment.criteria.iter().filter(|result| result.due && result.applies == Truth::False);
    let criteria = criteria.map(|result| &assessment.rubrics.criteria[result.criterion]);
    criteria
        .filter(|criterion| criterion.is_core())
        .map(|criterion| criterion.id.clone())
        .chain(patterns)
        .collect()
}

/// What the first list has more often than the second: records may have one name, or none. Both are sorted.
fn beyond(facts: &[String], before: &[String]) -> Vec<String> {
    let mut before = before.iter().peekable();
    let mut beyond = Vec::new();
    for fact in facts {
        while before.next_if(|known| *known < fact).is_some() {}
        if before.next_if(|known| *known == fact).is_none() && beyond.last() != Some(fact) {
            beyond.push(fact.clone());
        }
    }
    beyond
}

fn words((low, high): (Level, Level)) -> String {
    if low == high { low.word().to_owned() } else { format!("{} to {}", low.word(), high.word()) }
}
