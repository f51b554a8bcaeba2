//! A baseline: the findings that were there when a team began to check. Only what is new or has become worse counts.
//!
//! Findings are known by the path of the proposal, by what they are about, and by the facts that they rest on, records by
//! their names: lines and numbers of records change with every edit.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::severity::severity;
use super::{Evaluated, Rules, Standing};
use crate::assess::{Assessment, Finding, FindingKind, Subject, Truth};
use crate::document::{Problem, Span};
use crate::proposal::Source;
use crate::rubric::{Level, Severity};

/// The version of the file.
const SCHEMA: &str = "quorate/baseline/1";

/// The findings that do not count, proposal by proposal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The digest of the rubrics by which it was made.
    pub rubrics: String,
    /// Proposal by proposal.
    pub proposals: BTreeMap<ProposalKey, Kept>,
}

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

/// The file as it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    rubrics: String,
    proposals: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    incomplete: Vec<String>,
    #[serde(default)]
    stage: Option<String>,
    #[serde(default)]
    levels: BTreeMap<String, (Level, Level, Level)>,
    #[serde(default)]
    ruled_out: Vec<String>,
    findings: Vec<Known>,
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

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn parse(text: &str) -> Result<Baseline, Problem> {
        let wrong = |span, message: String| {
            Problem::error(span, message)
                .help("take the last good one, or remove it and run `quorate baseline write`")
        };
        let file: File = serde_json::from_str(text).map_err(|error| {
            wrong(span_of(text, &error), format!("this is no baseline: {}", message_of(&error)))
        })?;
        if file.schema != SCHEMA {
            let message = format!("this is no baseline of this version: its schema is `{}`", file.schema);
            return Err(wrong(Span::FIRST_LINE, message).expected(format!("`{SCHEMA}`")));
        }
        let mut proposals = BTreeMap::new();
        for Entry { path, name, title, incomplete, stage, levels, ruled_out, mut findings } in file.proposals
        {
            findings.iter_mut().for_each(|known| known.facts.sort_unstable());
            let message = format!("the baseline has `{path}` twice");
            let kept = Kept { title, incomplete, stage, levels, ruled_out, findings };
            if proposals.insert(ProposalKey { path, name }, kept).is_some() {
                return Err(wrong(Span::FIRST_LINE, message));
            }
        }
        Ok(Baseline { rubrics: file.rubrics, proposals })
    }

    /// The text of its file: a finding a line, so that a change of it can be read.
    pub fn text(&self) -> String {
        let json = |text: &str| serde_json::Value::from(text).to_string();
        let finding = |known: &Known| {
            let known = serde_json::to_string(known).unwrap_or_default();
            format!("        {known}")
        };
        let proposal = |(key, kept): (&ProposalKey, &Kept)| {
            let Kept { title, incomplete, stage, levels, ruled_out, findings } = kept;
            let list = |key: &str, words: &[String]| {
                let words: Vec<String> = words.iter().map(|word| json(word)).collect();
                match words.is_empty() {
                    true => String::new(),
                    false => format!("      \"{key}\": [{}],\n", words.join(", ")),
                }
            };
            let (incomplete, ruled_out) = (list("incomplete", incomplete), list("ruled_out", ruled_out));
            let said = |key: &str, text: &Option<String>| {
                text.as_ref().map(|text| format!("      \"{key}\": {},\n", json(text))).unwrap_or_default()
            };
            let (name, title, stage) = (said("name", &key.name), said("title", title), said("stage", stage));
            let levels = match levels.is_empty() {
                true => String::new(),
                false => {
                    format!("      \"levels\": {},\n", serde_json::to_string(levels).unwrap_or_default())
                }
            };
            let findings: Vec<String> = findings.iter().map(finding).collect();
            let findings = if findings.is_empty() {
                String::new()
            } else {
                format!("\n{}\n      ", findings.join(",\n"))
            };
            format!(
                "    {{\n      \"path\": {},\n{name}{title}{stage}{incomplete}{levels}{ruled_out}      \"findings\": [{findings}]\n    }}",
                json(&key.path)
            )
        };
        let proposals: Vec<String> = self.proposals.iter().map(proposal).collect();
        let proposals =
            if proposals.is_empty() { String::new() } else { format!("\n{}\n  ", proposals.join(",\n")) };
        format!(
            "{{\n  \"schema\": {},\n  \"rubrics\": {},\n  \"proposals\": [{proposals}]\n}}\n",
            json(SCHEMA),
            json(&self.rubrics)
        )
    }

    /// Whether a finding of the proposal with this key counts, whose incomplete lists are now these.
    pub fn standing(&self, key: &ProposalKey, incomplete: &[String], finding: &Known) -> Standing {
        let Some(kept) = self.proposals.get(key) else { return Standing::New };
        let before: Vec<&Known> = kept.findings.iter().filter(|known| known.id == finding.id).collect();
        let worse = |how, facts, hidden| Standing::Worse { how, facts, hidden };
        // A criterion may have two findings, a risk and a question. It is measured by the one that it is least worse than.
        match before.iter().map(|known| finding.worse_than(known)).min_by_key(|(ways, _)| ways.len()) {
            // It had no finding: it was sound or strong.
            None => match kept.levels.get(&finding.id) {
                Some(&(low, high, _)) if finding.level.is_none_or(|(now, _)| now < low) => {
                    worse(format!("the level was {}", words((low, high))), Vec::new(), true)
                }
                None if kept.ruled_out.contains(&finding.id) => {
                    let hidden = finding.kind == FindingKind::Question;
                    worse("it was ruled out".to_owned(), Vec::new(), hidden)
                }
                _ => Standing::New,
            },
            Some((ways, _)) if ways.is_empty() => match kept.completeness_changed(incomplete) {
                Some(how) => worse(how, Vec::new(), false),
                None => Standing::Known,
            },
            Some((ways, facts)) => {
                worse(ways.join("; "), facts, before.iter().all(|known| finding.hides(known)))
            }
        }
    }

    /// The proposals with this path, or below it, with the rest of their paths.
    fn below<'k>(&'k self, path: &'k str) -> impl Iterator<Item = (&'k ProposalKey, &'k str)> {
        let rest = move |key: &'k ProposalKey| {
            let rest = key.path.strip_prefix(path)?;
            (rest.is_empty() || rest.starts_with('/')).then_some((key, rest))
        };
        self.proposals.keys().filter_map(rest)
    }

    /// Gives the proposals of a file, or of all files of a folder, another path; gives back how many there were.
    ///
    /// # Errors
    /// The path of a proposal that is there already: nothing was changed.
    pub fn rename(&mut self, old: &str, new: &str) -> Result<usize, String> {
        let moved = |(key, rest): (&ProposalKey, &str)| {
            (key.clone(), ProposalKey { path: format!("{new}{rest}"), name: key.name.clone() })
        };
        let moves: Vec<(ProposalKey, ProposalKey)> = self.below(old).map(moved).collect();
        let taken = |key: &ProposalKey| {
            self.proposals.contains_key(key) && !moves.iter().any(|(from, _)| from == key)
        };
        if let Some((_, key)) = moves.iter().find(|(_, to)| taken(to)) {
            return Err(key.path.clone());
        }
        let kept: Vec<Kept> = moves.iter().filter_map(|(from, _)| self.proposals.remove(from)).collect();
        let number = kept.len();
        self.proposals.extend(moves.into_iter().map(|(_, to)| to).zip(kept));
        Ok(number)
    }

    /// Takes out what is mended, and lowers what is better, by the findings that the proposal has now. What is new or worse
    /// does not come in: it counts.
    pub fn tighten(&mut self, key: &ProposalKey, now: &Kept) {
        let Some(kept) = self.proposals.get_mut(key) else { return };
        kept.rise(now);
        let entries = &mut kept.findings;
        let now = &now.findings;
        entries.retain_mut(|before| {
            let same = |known: &&Known| known.id == before.id && known.worse_than(before).0.is_empty();
            let known = now.iter().filter(same).min_by_key(|known| known.kind != before.kind);
            if let Some(known) = known {
                *before = known.clone();
            }
            known.is_some() || now.iter().any(|known| known.id == before.id)
        });
        entries.dedup();
    }
}

/// What serde says, without the place that it adds.
fn message_of(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or_default().to_owned()
}

/// Where serde stopped; it counts lines from 1 and columns in bytes.
fn span_of(text: &str, error: &serde_json::Error) -> Span {
    let line = error.line().max(1);
    let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let wanted = before + error.column().saturating_sub(1);
    let start = (0..=wanted.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let column = text[before.min(start)..start].chars().count() + 1;
    Span { start: start as u32, end: start as u32 + 1, line: line as u32, column: column as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let mut tightened = baseline(vec![old.clone(), Known { id: "a/mended".into(), ..old.clone() }]);
        let better = known(Severity::Medium, WEAK, &["x"]);
        let now = |findings| Kept { findings, ..Kept::default() };
        tightened
            .tighten(&key("p.yaml"), &now(vec![better.clone(), Known { id: "a/new".into(), ..old.clone() }]));
        assert_eq!(tightened, baseline(vec![better]));
        let worse = Known { severity: Severity::Critical, ..old.clone() };
        let mut kept = baseline(vec![old.clone()]);
        kept.tighten(&key("p.yaml"), &now(vec![worse]));
        assert_eq!(kept, baseline(vec![old]), "what is worse stays as it was, and counts");
    }

    #[test]
    fn a_file_or_a_folder_gets_another_path_and_takes_none_that_is_taken() {
        let of = |paths: &[&str]| Baseline {
            rubrics: "0123".into(),
            proposals: paths.iter().map(|path| (key(path), Kept::default())).collect(),
        };
        let renamed = |paths: &[&str], old: &str, new: &str| {
            let mut baseline = of(paths);
            baseline.rename(old, new).map(|number| (number, baseline))
        };
        assert_eq!(
            renamed(&["a/b.yaml", "c.yaml"], "c.yaml", "d.yaml"),
            Ok((1, of(&["a/b.yaml", "d.yaml"])))
        );
        let folder = renamed(&["a/b.yaml", "a/c/d.yaml", "ab.yaml"], "a", "x/y");
        assert_eq!(folder, Ok((2, of(&["x/y/b.yaml", "x/y/c/d.yaml", "ab.yaml"]))));
        assert_eq!(renamed(&["a/a.yaml"], "a", "a/a"), Ok((1, of(&["a/a/a.yaml"]))));
        assert_eq!(renamed(&["c.yaml"], "x.yaml", "d.yaml"), Ok((0, of(&["c.yaml"]))));
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
