//! In which way findings moved: which risks came and went, and which questions were answered.

use std::cmp::{Ordering, Reverse};
use std::collections::{HashMap, HashSet};

use super::Change;
use crate::assess::Assessment;
use crate::assess::findings::{Finding, FindingKind};
use crate::assess::sectors::SectorStatus;
use crate::assess::subject::Subject;
use crate::proposal::{Dictionary, Pair, Proposal, Route, SameRecords, Version, list_of};
use crate::rubric::PatternId;

/// A finding that moved.
#[derive(Debug, Clone, PartialEq)]
pub struct FindingMove<'a> {
    /// The finding before and after: where a question was answered and there is a risk, the question and the risk.
    pub change: Change<&'a Finding>,
    /// In which way.
    pub way: FindingWay,
    /// The pattern under which it is told in each version; `None` where it has a row of its own.
    pub under: Pair<Option<PatternId>>,
    /// Of the facts that the old question asked for, those that are said now: routes in the new version.
    pub answered: Vec<Route>,
    /// Of the facts that the new question asks for, those that were said: routes in the old version.
    pub unsaid: Vec<Route>,
    /// The facts that it rests on no more: routes in the old version.
    pub facts_gone: Vec<Route>,
    /// The facts that it did not rest on before: routes in the new version.
    pub facts_new: Vec<Route>,
}

/// In which way a finding moved. "Known" is a risk, a tension or a missing sector; all else is a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingWay {
    /// It was neither known nor asked.
    New,
    /// It was asked, and is known now.
    AnsweredAsRisk,
    /// It is more severe.
    Worse,
    /// It was known, and is a question now.
    NowUnknown,
    /// It was settled to the good, and is a question again: what was said is said no more.
    Reopened,
    /// It was asked, is answered, and nothing is wrong.
    Answered,
    /// It is gone. A question is also where what it asked for is not needed any more.
    Gone,
    /// It is less severe.
    Better,
    /// It is as severe as before and rests on other facts.
    OtherFacts,
    /// It is as severe as before and has lost its own row to a pattern, or has one again.
    ToldElsewhere,
}

impl FindingWay {
    /// All of them, those first that ask for something.
    pub const ALL: [FindingWay; 10] = [
        FindingWay::New,
        FindingWay::AnsweredAsRisk,
        FindingWay::Worse,
        FindingWay::NowUnknown,
        FindingWay::Reopened,
        FindingWay::Answered,
        FindingWay::Gone,
        FindingWay::Better,
        FindingWay::OtherFacts,
        FindingWay::ToldElsewhere,
    ];

    /// Its words.
    pub fn words(self) -> &'static str {
        match self {
            FindingWay::New => "new",
            FindingWay::AnsweredAsRisk => "answered, and it is a risk",
            FindingWay::Worse => "worse",
            FindingWay::NowUnknown => "now unknown",
            FindingWay::Reopened => "open again",
            FindingWay::Answered => "answered",
            FindingWay::Gone => "gone",
            FindingWay::Better => "better",
            FindingWay::OtherFacts => "other facts",
            FindingWay::ToldElsewhere => "told elsewhere",
        }
    }
}

impl<'a> FindingMove<'a> {
    /// The finding in the new version; where it is gone, in the old one.
    pub fn finding(&self) -> &'a Finding {
        match self.change {
            Change::Gone(finding) | Change::New(finding) | Change::Other(Pair { new: finding, .. }) => {
                finding
            }
        }
    }
}

/// The findings that moved: those of the new version, worst first, then those that are gone.
pub(super) fn findings<'a>(versions: Pair<&'a Assessment<'a>>, same: &SameRecords) -> Vec<FindingMove<'a>> {
    let matcher = Matcher { versions: versions.map(Findings::of), same };
    let new = matcher.versions.new.rows.iter().flat_map(|row| matcher.of_new(*row)).flatten();
    let gone = matcher.versions.old.rows.iter().filter_map(|row| matcher.of_old(*row));
    new.chain(gone).collect()
}

/// A finding, and the pattern under which it is told.
#[derive(Debug, Clone, Copy)]
struct Row<'a> {
    finding: &'a Finding,
    under: Option<PatternId>,
}

impl Row<'_> {
    fn subject(self) -> Subject {
        self.finding.subject
    }

    fn is_question(self) -> bool {
        self.finding.kind == FindingKind::Question
    }
}

/// All findings of a version, with those that are told under others.
struct Findings<'a> {
    assessment: &'a Assessment<'a>,
    rows: Vec<Row<'a>>,
    known: HashMap<Subject, Row<'a>>,
    questions: HashMap<Subject, Row<'a>>,
}

impl<'a> Findings<'a> {
    fn of(assessment: &'a Assessment<'a>) -> Findings<'a> {
        let mut rows = Vec::new();
        for finding in &assessment.findings {
            rows.push(Row { finding, under: None });
            if let Subject::Pattern(pattern) = finding.subject {
                let folded = finding.folded.iter();
                rows.extend(folded.map(|finding| Row { finding, under: Some(pattern) }));
            }
        }
        // Two patterns may take in the same risk: it is told under the first.
        let mut seen = HashSet::new();
        rows.retain(|row| seen.insert((row.subject(), row.is_question())));
        let (questions, known): (Vec<Row>, Vec<Row>) = rows.iter().partition(|row| row.is_question());
        let by_subject = |rows: Vec<Row<'a>>| rows.into_iter().map(|row| (row.subject(), row)).collect();
        Findings { assessment, known: by_subject(known), questions: by_subject(questions), rows }
    }

    /// Whether nobody can tell if it is so, and no question says so.
    fn is_undeclared(&self, subject: Subject) -> bool {
        let Subject::Sector(rule) = subject else { return false };
        let of_rule = self.assessment.sectors.iter().find(|view| view.rule == rule);
        of_rule.is_some_and(|view| view.status == SectorStatus::NotDeclared)
    }

    /// Whether the pattern that takes a row in is known here, so that the row does not come or go with it.
    fn has_its_pattern(&self, row: Row) -> bool {
        row.under.is_none_or(|pattern| self.known.contains_key(&Subject::Pattern(pattern)))
    }

    fn says(&self, route: Route) -> bool {
        is_answered(&self.assessment.rubrics.dictionary, self.assessment.proposal, route)
    }
}

struct Matcher<'m, 'a> {
    versions: Pair<Findings<'a>>,
    same: &'m SameRecords,
}

impl<'a> Matcher<'_, 'a> {
    /// How a row of the new version came to be as it is.
    fn of_new(&self, row: Row<'a>) -> [Option<FindingMove<'a>>; 2] {
        match row.is_question() {
            true => [self.now_unknown(row), self.of_question(row)],
            false => [self.of_known(row), None],
        }
    }

    /// A question in the place of what was known.
    fn now_unknown(&self, row: Row<'a>) -> Option<FindingMove<'a>> {
        let Pair { old, new } = &self.versions;
        let before = old.known.get(&row.subject()).filter(|_| !new.known.contains_key(&row.subject()));
        before.map(|before| self.other(FindingWay::NowUnknown, *before, row))
    }

    fn of_question(&self, row: Row<'a>) -> Option<FindingMove<'a>> {
        let Pair { old, new } = &self.versions;
        if let Some(before) = old.questions.get(&row.subject()) {
            return self.both(*before, row);
        }
        let was_known = old.known.contains_key(&row.subject()) && !new.known.contains_key(&row.subject());
        let reopened = !self.unsaid(row.finding).is_empty();
        let way = if reopened { FindingWay::Reopened } else { FindingWay::New };
        (!was_known).then(|| self.one(Version::New, way, row))
    }

    fn of_known(&self, row: Row<'a>) -> Option<FindingMove<'a>> {
        let old = &self.versions.old;
        if let Some(before) = old.known.get(&row.subject()) {
            return self.both(*before, row);
        }
        if let Some(asked) = old.questions.get(&row.subject()) {
            return Some(self.other(FindingWay::AnsweredAsRisk, *asked, row));
        }
        if old.is_undeclared(row.subject()) {
            return Some(self.one(Version::New, FindingWay::AnsweredAsRisk, row));
        }
        old.has_its_pattern(row).then(|| self.one(Version::New, FindingWay::New, row))
    }

    /// What became of a row of the old version that the new one does not have, where no new row tells it.
    fn of_old(&self, row: Row<'a>) -> Option<FindingMove<'a>> {
        let (old, new, subject) = (&self.versions.old, &self.versions.new, row.subject());
        let (question, known) = (new.questions.contains_key(&subject), new.known.contains_key(&subject));
        let way = if row.is_question() {
            let told = question || (known && !old.known.contains_key(&subject));
            let answered = !self.answered(row.finding).is_empty();
            (!told).then_some(if answered { FindingWay::Answered } else { FindingWay::Gone })
        } else if known || question {
            None
        } else if new.is_undeclared(subject) {
            Some(FindingWay::NowUnknown)
        } else {
            new.has_its_pattern(row).then_some(FindingWay::Gone)
        };
        way.map(|way| self.one(Version::Old, way, row))
    }

    /// A finding that is only in one version.
    fn one(&self, version: Version, way: FindingWay, row: Row<'a>) -> FindingMove<'a> {
        let finding = row.finding;
        let (change, under) = match version {
            Version::Old => (Change::Gone(finding), Pair { old: row.under, new: None }),
            Version::New => (Change::New(finding), Pair { old: None, new: row.under }),
        };
        let (answered, unsaid) = match (row.is_question(), version) {
            (false, _) => (Vec::new(), Vec::new()),
            (true, Version::Old) => (self.answered(finding), Vec::new()),
            (true, Version::New) => (Vec::new(), self.unsaid(finding)),
        };
        FindingMove { change, way, under, answered, unsaid, facts_gone: Vec::new(), facts_new: Vec::new() }
    }

    /// A finding that is in both versions, as a question in one of them.
    fn other(&self, way: FindingWay, old: Row<'a>, new: Row<'a>) -> FindingMove<'a> {
        FindingMove {
            change: Change::Other(Pair { old: old.finding, new: new.finding }),
            way,
            under: Pair { old: old.under, new: new.under },
            answered: if old.is_question() { self.answered(old.finding) } else { Vec::new() },
            unsaid: if new.is_question() { self.unsaid(new.finding) } else { Vec::new() },
            facts_gone: Vec::new(),
            facts_new: Vec::new(),
        }
    }

    /// A finding that is of one kind in both versions; `None` where it is as it was.
    fn both(&self, old: Row<'a>, new: Row<'a>) -> Option<FindingMove<'a>> {
        let facts_gone = self.facts_gone(old.finding, new.finding);
        let facts_new = self.facts_new(old.finding, new.finding);
        let way = match badness(new.finding).cmp(&badness(old.finding)) {
            Ordering::Greater => FindingWay::Worse,
            Ordering::Less => FindingWay::Better,
            Ordering::Equal if old.under != new.under => FindingWay::ToldElsewhere,
            // The row under which it is told has its facts.
            Ordering::Equal if new.under.is_some() => return None,
            Ordering::Equal if facts_gone.is_empty() && facts_new.is_empty() => return None,
            Ordering::Equal => FindingWay::OtherFacts,
        };
        Some(FindingMove { facts_gone, facts_new, ..self.other(way, old, new) })
    }

    fn facts_gone(&self, old: &Finding, new: &Finding) -> Vec<Route> {
        let stays = |route: &Route| {
            let there = self.same.route_in_new(self.dictionary(), *route);
            there.is_some_and(|there| new.blamed.binary_search(&there).is_ok())
        };
        old.blamed.iter().filter(|route| !stays(route)).copied().collect()
    }

    fn facts_new(&self, old: &Finding, new: &Finding) -> Vec<Route> {
        let was_there = |route: &Route| {
            let there = self.same.route_in_old(self.dictionary(), *route);
            there.is_some_and(|there| old.blamed.binary_search(&there).is_ok())
        };
        new.blamed.iter().filter(|route| !was_there(route)).copied().collect()
    }

    /// Of what an old question asked for, what the new version says: routes in the new version.
    fn answered(&self, question: &Finding) -> Vec<Route> {
        let Pair { old, new } = &self.versions;
        let open = question.blamed.iter().filter(|route| !old.says(**route));
        let there = open.filter_map(|route| self.same.route_in_new(self.dictionary(), *route));
        there.filter(|route| new.says(*route)).collect()
    }

    /// Of what a new question asks for, what the old version said: routes in the old version.
    fn unsaid(&self, question: &Finding) -> Vec<Route> {
        let Pair { old, new } = &self.versions;
        let open = question.blamed.iter().filter(|route| !new.says(**route));
        let there = open.filter_map(|route| self.same.route_in_old(self.dictionary(), *route));
        there.filter(|route| old.says(*route)).collect()
    }

    fn dictionary(&self) -> &Dictionary {
        &self.versions.new.assessment.rubrics.dictionary
    }
}

/// How bad a finding is beside another one of its subject and kind.
fn badness(finding: &Finding) -> impl Ord + use<> {
    (finding.severity, Reverse(finding.level), finding.worse)
}

/// Whether a proposal answers a fact; a list is answered where it is said to be complete.
fn is_answered(dictionary: &Dictionary, proposal: &Proposal, route: Route) -> bool {
    let whole_list = if route.record.is_none() { list_of(dictionary, route.fact) } else { None };
    let is_complete = whole_list.is_none_or(|list| proposal.records(list).complete);
    is_complete && proposal.is_said(dictionary, route)
}
