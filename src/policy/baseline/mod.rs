//! A baseline: the findings that were there when a team began to check. Only what is new or has become worse counts.
//!
//! Here one is in memory whole. The program, whose baselines may be larger, reads and writes a proposal of them at a time:
//! [`read`], [`entry_text`] and [`pieces`].

mod fault;
mod form;
mod kept;
#[cfg(test)]
mod laws;
mod progress;
mod reading;

pub use fault::Fault;
pub use form::{entry_text, parse_entry, pieces};
pub use kept::{Kept, Known, ProposalKey};
pub use reading::{Stretch, read};

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::io::Cursor;

use super::Standing;
use crate::document::{Problem, Span};

/// The findings that do not count, proposal by proposal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The digest of the rubrics by which it was made.
    pub rubrics: String,
    /// Proposal by proposal.
    pub proposals: BTreeMap<ProposalKey, Kept>,
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn parse(text: &str) -> Result<Baseline, Problem> {
        let mut proposals = BTreeMap::new();
        let rubrics = read(Cursor::new(text), |key, kept, _| proposals.insert(key, kept).is_none());
        let rubrics = rubrics.map_err(|fault| match fault {
            Fault::Malformed(problem) => problem,
            Fault::Unreadable(error) => {
                fault::wrong(Span::FIRST_LINE, format!("this is no baseline: {error}"))
            }
        })?;
        Ok(Baseline { rubrics, proposals })
    }

    /// The text of its file: a finding a line, so that a change of it can be read.
    pub fn text(&self) -> String {
        let entries = self.proposals.iter().map(|(key, kept)| Ok::<_, Infallible>(entry_text(key, kept)));
        pieces(&self.rubrics, entries).flatten().collect()
    }

    /// Whether a finding of the proposal with this key counts, whose incomplete lists are now these.
    pub fn standing(&self, key: &ProposalKey, incomplete: &[String], finding: &Known) -> Standing {
        self.proposals.get(key).map_or(Standing::New, |kept| kept.standing(incomplete, finding))
    }
}

/// The other keys that proposals get where a file, or a folder of files, has another path; those before, in order, and those
/// after.
///
/// # Errors
/// The path of a proposal that is there already.
pub fn renamed<'k>(
    keys: impl Iterator<Item = &'k ProposalKey> + Clone,
    old: &str,
    new: &str,
) -> Result<Vec<(ProposalKey, ProposalKey)>, String> {
    let moved = |key: &ProposalKey| {
        let rest = key.path.strip_prefix(old).filter(|rest| rest.is_empty() || rest.starts_with('/'))?;
        Some((key.clone(), ProposalKey { path: format!("{new}{rest}"), name: key.name.clone() }))
    };
    let moves: Vec<(ProposalKey, ProposalKey)> = keys.clone().filter_map(moved).collect();
    let stay: BTreeSet<&ProposalKey> = keys.filter(|key| moved(key).is_none()).collect();
    match moves.iter().find(|(_, to)| stay.contains(to)) {
        Some((_, taken)) => Err(taken.path.clone()),
        None => Ok(moves),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::FindingKind;
    use crate::rubric::{Level, Severity};

    fn known(severity: Severity, level: (Level, Level), facts: &[&str]) -> Known {
        let facts = facts.iter().map(|f| (*f).to_owned()).collect();
        Known { id: "a/b".into(), kind: FindingKind::Risk, severity, level: Some(level), facts }
    }

    fn key(path: &str) -> ProposalKey {
        ProposalKey { path: path.to_owned(), name: None }
    }

    fn baseline(findings: Vec<Known>) -> Baseline {
        Baseline {
            rubrics: "0123".into(),
            proposals: BTreeMap::from([(key("p.yaml"), Kept { findings, ..Kept::default() })]),
        }
    }

    const WEAK: (Level, Level) = (Level::Weak, Level::Weak);

    #[test]
    fn a_baseline_reads_back_as_it_was_written() {
        let hostile = known(Severity::High, WEAK, &["partners[\"x\"\n].sector"]);
        for findings in [vec![], vec![hostile.clone()], vec![hostile, known(Severity::Low, WEAK, &[])]] {
            let baseline = baseline(findings);
            assert_eq!(Baseline::parse(&baseline.text()), Ok(baseline));
        }
        assert_eq!(Baseline::parse(&Baseline::default().text()), Ok(Baseline::default()));
        let second = ProposalKey { name: Some("B \"x\"".into()), ..key("p.yaml") };
        let mut both = baseline(vec![]);
        let incomplete = vec!["partners".to_owned(), "goals".to_owned()];
        both.proposals.insert(
            second,
            Kept {
                title: Some("B".into()),
                incomplete,
                findings: vec![known(Severity::Low, WEAK, &["y"])],
                stage: Some("design".into()),
                levels: BTreeMap::from([("a/b".into(), (Level::Weak, Level::Strong, Level::Absent))]),
                ruled_out: vec!["pattern/x".into(), "pattern/y".into()],
            },
        );
        assert_eq!(Baseline::parse(&both.text()), Ok(both));
    }

    #[test]
    fn only_what_is_new_or_worse_counts() {
        let before = baseline(vec![known(Severity::Medium, WEAK, &["partners[A].sector"])]);
        let standing = |known: &Known| before.standing(&key("p.yaml"), &[], known);
        let same = known(Severity::Medium, WEAK, &["partners[A].sector"]);
        assert_eq!(standing(&same), Standing::Known);
        assert_eq!(
            standing(&known(Severity::Low, (Level::Weak, Level::Strong), &[])),
            Standing::Known,
            "better"
        );
        let worse = |known: &Known, how: &str| match standing(known) {
            Standing::Worse { how: ways, .. } => assert_eq!(ways, how),
            other => panic!("{other:?}"),
        };
        worse(&Known { severity: Severity::High, ..same.clone() }, "the severity was medium");
        worse(&Known { level: Some((Level::Absent, Level::Weak)), ..same.clone() }, "the level was weak");
        let new_partner = known(Severity::Medium, WEAK, &["partners[A].sector", "partners[B].sector"]);
        worse(&new_partner, "it did not rest on `partners[B].sector`");
        let namesake = known(Severity::Medium, WEAK, &["partners[A].sector", "partners[A].sector"]);
        worse(&namesake, "it did not rest on `partners[A].sector`");
        assert_eq!(standing(&Known { id: "a/c".into(), ..same.clone() }), Standing::New);
        assert_eq!(before.standing(&key("q.yaml"), &[], &same), Standing::New);
    }

    #[test]
    fn an_open_question_that_turns_into_a_risk_is_worse() {
        let pattern = Known { level: None, kind: FindingKind::Question, ..known(Severity::High, WEAK, &[]) };
        let before = baseline(vec![pattern.clone()]);
        assert_eq!(before.standing(&key("p.yaml"), &[], &pattern), Standing::Known);
        let risk = Known { kind: FindingKind::Risk, ..pattern };
        let worse = Standing::Worse { how: "it was an open question".into(), facts: vec![], hidden: false };
        assert_eq!(before.standing(&key("p.yaml"), &[], &risk), worse);
    }

    #[test]
    fn a_risk_that_turns_into_a_question_is_worse() {
        let risk = known(Severity::Medium, WEAK, &["x"]);
        let hidden =
            Known { kind: FindingKind::Question, level: Some((Level::Weak, Level::Strong)), ..risk.clone() };
        let worse = Standing::Worse {
            how: "it was known, and is answered no more".into(),
            facts: vec![],
            hidden: true,
        };
        assert_eq!(baseline(vec![risk.clone()]).standing(&key("p.yaml"), &[], &hidden), worse);
        let both = baseline(vec![risk, hidden.clone()]);
        assert_eq!(both.standing(&key("p.yaml"), &[], &hidden), Standing::Known, "it was open too");
    }

    #[test]
    fn a_list_that_is_called_complete_no_more_or_again_is_worse() {
        let same = known(Severity::Medium, WEAK, &["x"]);
        let mut before = baseline(vec![same.clone()]);
        let partners = ["partners".to_owned()];
        let worse = |how: &str| Standing::Worse { how: how.into(), facts: vec![], hidden: false };
        let came = before.standing(&key("p.yaml"), &partners, &same);
        assert_eq!(came, worse("`partners_complete: no` was not there"));
        before.proposals.get_mut(&key("p.yaml")).expect("it is there").incomplete = partners.to_vec();
        assert_eq!(before.standing(&key("p.yaml"), &partners, &same), Standing::Known);
        let went = before.standing(&key("p.yaml"), &[], &same);
        assert_eq!(went, worse("`partners_complete: no` was there"));
    }

    #[test]
    fn tightening_takes_out_what_is_mended_and_lets_nothing_in() {
        let old = known(Severity::High, WEAK, &["x", "y"]);
        let kept = |findings| Kept { findings, ..Kept::default() };
        let mut tightened = kept(vec![old.clone(), Known { id: "a/mended".into(), ..old.clone() }]);
        let better = known(Severity::Medium, WEAK, &["x"]);
        tightened.tighten(&kept(vec![better.clone(), Known { id: "a/new".into(), ..old.clone() }]));
        assert_eq!(tightened, kept(vec![better]));
        let worse = Known { severity: Severity::Critical, ..old.clone() };
        let mut stays = kept(vec![old.clone()]);
        stays.tighten(&kept(vec![worse]));
        assert_eq!(stays, kept(vec![old]), "what is worse stays as it was, and counts");
    }

    #[test]
    fn a_file_or_a_folder_gets_another_path_and_takes_none_that_is_taken() {
        let renamed = |paths: &[&str], old: &str, new: &str| {
            let keys: BTreeSet<ProposalKey> = paths.iter().map(|path| key(path)).collect();
            let moves = renamed(keys.iter(), old, new)?;
            let moves = moves.into_iter().map(|(from, to)| format!("{} to {}", from.path, to.path));
            Ok::<Vec<String>, String>(moves.collect())
        };
        let told = |moves: &[&str]| Ok(moves.iter().map(|told| (*told).to_owned()).collect());
        let file = renamed(&["a/b.yaml", "c.yaml"], "c.yaml", "d.yaml");
        assert_eq!(file, told(&["c.yaml to d.yaml"]));
        let folder = renamed(&["a/b.yaml", "a/c/d.yaml", "ab.yaml"], "a", "x/y");
        assert_eq!(folder, told(&["a/b.yaml to x/y/b.yaml", "a/c/d.yaml to x/y/c/d.yaml"]));
        assert_eq!(renamed(&["a/a.yaml"], "a", "a/a"), told(&["a/a.yaml to a/a/a.yaml"]));
        let within = renamed(&["a/a.yaml", "a/a/a.yaml"], "a", "a/a");
        assert_eq!(within, told(&["a/a.yaml to a/a/a.yaml", "a/a/a.yaml to a/a/a/a.yaml"]));
        assert_eq!(renamed(&["c.yaml"], "x.yaml", "d.yaml"), told(&[]));
        assert_eq!(renamed(&["c.yaml", "d.yaml"], "c.yaml", "d.yaml"), Err("d.yaml".to_owned()));
    }

    #[test]
    fn a_malformed_baseline_is_told_with_its_place() {
        let good = baseline(vec![known(Severity::High, WEAK, &["x"])]).text();
        for (text, message, line) in [
            (String::new(), "EOF", 1),
            (good.replace("\"high\"", "\"huge\""), "unknown variant `huge`", 8),
            (good.replace("\"facts\"", "\"fact\""), "unknown field `fact`", 8),
            (good.replace("baseline/1", "baseline/9"), "its schema is `quorate/baseline/9`", 1),
            (good.replace("]\n}", "]\n<<<<<<<"), "expected", 12),
        ] {
            let problem = Baseline::parse(&text).expect_err("it is malformed");
            assert!(problem.message.contains(message), "{problem:?}");
            assert_eq!(problem.span.line, line, "{problem:?}");
        }
    }
}
