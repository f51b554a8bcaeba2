//! The verdict, why, what the next one needs, and the one thing to do first.

use schemars::JsonSchema;
use serde::Serialize;

use super::asks::asks;
use super::levels::interval_words;
use super::tables::rule_id;
use super::{Ask, FactText, Finding, Place, Rule, RuleKind, StepText, Tables};
use crate::assess::{self, Assessment, Check, Readings, Subject, Truth};
use crate::rubric::RungId;
use crate::text::percent;

/// The three readings of the score, 0 to 100, rounded down; higher is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Score {
    /// By facts with evidence alone.
    pub evidenced: u32,
    /// As stated.
    pub claimed: u32,
    /// With every unknown at its best.
    pub possible: u32,
}

impl From<Readings<u32>> for Score {
    fn from(score: Readings<u32>) -> Score {
        Score { evidenced: score.evidenced, claimed: score.claimed, possible: score.possible }
    }
}

/// What the three readings are called, in their order.
pub const READINGS: [&str; 3] = ["with evidence", "as stated", "if every open answer were the best"];

/// What is said where evidence alone counts.
pub const BY_EVIDENCE: &str = "The verdict is by facts with evidence alone.";

/// What is said where quotes alone count.
pub const BY_QUOTES: &str =
    "The verdict is by facts alone for which a quote speaks that was found in its file.";

impl Score {
    /// The three readings in words, for those who cannot see the picture of them.
    pub fn says(&self) -> String {
        let of = [self.evidenced, self.claimed, self.possible];
        let readings: Vec<String> =
            READINGS.iter().zip(of).map(|(reading, score)| format!("{score} {reading}")).collect();
        format!("{}, of 100", readings.join(", "))
    }
}

/// The verdict on one proposal.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Verdict<'a> {
    /// The verdict.
    pub word: &'a str,
    /// What it means.
    pub means: String,
    /// How good it is among all verdicts.
    #[serde(skip)]
    pub tone: Tone,
    /// Its place among all verdicts, the worst first; 0 where there is none.
    #[serde(skip)]
    pub rank: usize,
    /// It goes by facts with evidence alone.
    pub strict: bool,
    /// It goes by those of them alone for which a quote speaks that was found.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub quotes: bool,
    /// The verdict by the score alone, before anything holds it down.
    pub by_score: &'a str,
    /// Why it is no better, in sentences.
    pub because: Vec<String>,
    /// How often other weights change it; nothing where there is no verdict to change.
    #[serde(skip)]
    pub weights: Option<String>,
}

impl Verdict<'_> {
    /// Which facts alone it goes by, where it does not go by all.
    pub fn rests_on(&self) -> Option<&'static str> {
        match (self.quotes, self.strict) {
            (true, _) => Some(BY_QUOTES),
            (false, true) => Some(BY_EVIDENCE),
            (false, false) => None,
        }
    }
}

/// How good a verdict is among all verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// There is none.
    #[default]
    Open,
    /// The lowest.
    Worst,
    /// Between.
    Middling,
    /// The highest.
    Good,
}

/// What the next verdict needs, all of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Ladder<'a> {
    /// The next verdict; without one the proposal stands at the top, or what is needed is a verdict at all.
    pub next: Option<&'a str>,
    /// What it needs.
    pub needs: Vec<Need<'a>>,
    /// Where there is no verdict, the fewest facts that settle it whatever the answers, if they were looked for: each is
    /// asked of all records of its list.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "fact_ids")]
    #[schemars(with = "Vec<String>")]
    pub settled_by: Vec<&'a FactText<'a>>,
}

impl Ladder<'_> {
    /// The fewest facts that settle the verdict: how many, and the first of them; nothing where none were looked for.
    pub fn settled_says(&self) -> Option<String> {
        let asks: Vec<&str> = self.settled_by.iter().take(NAMED).map(|fact| fact.ask).collect();
        (!asks.is_empty()).then(|| format!("{}; first: {}", self.settled_head(), asks.join(" ")))
    }

    /// `12 more answers settle it, whatever they are`.
    pub fn settled_head(&self) -> String {
        match self.settled_by.len() {
            1 => "1 more answer settles it, whatever it is".to_owned(),
            more => format!("{more} more answers settle it, whatever they are"),
        }
    }

    /// What its needs stand under: `To be emerging:`.
    pub fn title(&self) -> String {
        self.next.map_or_else(|| "For a verdict:".to_owned(), |next| format!("To be {next}:"))
    }
}

/// One thing that the next verdict needs.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Need<'a> {
    /// What.
    pub says: String,
    /// Whether it is there.
    pub holds: Holds,
    /// The criterion or pattern that it is about, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_rule")]
    #[schemars(with = "Option<String>")]
    pub rule: Option<&'a Rule<'a>>,
    /// Where to look.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place<'a>>,
}

/// Whether something needed is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Holds {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// It is not known.
    Unknown,
    /// It is said, and evidence is missing.
    Unproven,
}

impl Holds {
    /// The same in words.
    pub fn says(self) -> &'static str {
        match self {
            Holds::Yes => "done",
            Holds::No => "not yet",
            Holds::Unknown => "not known",
            Holds::Unproven => "said, without evidence",
        }
    }
}

/// The one thing to do first.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct First<'a> {
    /// What to do, as a sentence; of a question the question.
    pub says: String,
    /// How the sentence begins: `Ask: `; empty where it says by itself what to do.
    #[serde(skip)]
    pub lead: &'static str,
    /// What it is about.
    #[serde(serialize_with = "rule_id")]
    #[schemars(with = "String")]
    pub rule: &'a Rule<'a>,
    /// What it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effort: Option<&'a str>,
    /// The question, where something is to be asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask: Option<Ask<'a>>,
}

fn fact_ids<S: serde::Serializer>(facts: &[&FactText], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(facts.iter().map(|fact| fact.fact))
}

fn optional_rule<S: serde::Serializer>(rule: &Option<&Rule>, serializer: S) -> Result<S::Ok, S::Error> {
    match rule {
        Some(rule) => serializer.serialize_some(rule.id),
        None => serializer.serialize_none(),
    }
}

/// What an assessment of a proposal needs to be told of.
#[derive(Clone, Copy)]
pub(super) struct Teller<'a> {
    pub assessment: &'a Assessment<'a>,
    pub tables: &'a Tables<'a>,
}

/// From this score on it is told that little has evidence: before that other things matter more.
const WORTH_PROVING: u32 = 40;
/// How many things of a kind the sentences under the verdict name: the ladder names all.
const NAMED: usize = 3;

impl<'a> Teller<'a> {
    fn rung(self, rung: RungId) -> &'a str {
        &self.assessment.rubrics.scale.ladder[rung].verdict
    }

    pub fn rule(self, subject: Subject) -> &'a Rule<'a> {
        self.tables.rule(subject)
    }

    pub fn verdict(self) -> Verdict<'a> {
        let assessment = self.assessment;
        Verdict {
            word: assessment.verdict_words(),
            means: self.means(),
            tone: tone(assessment.verdict, assessment.rubrics.scale.ladder.len()),
            rank: match assessment.verdict {
                assess::Verdict::Undetermined => 0,
                assess::Verdict::Rung(rung) => 1 + usize::from(rung),
            },
            strict: assessment.options.strict,
            quotes: assessment.options.quotes,
            by_score: self.rung(assessment.by_score),
            because: self.because(),
            weights: self.weights(),
        }
    }

    /// What the verdict means; of the highest, what the proposal is ready for at its stage.
    fn means(self) -> String {
        let scale = &self.assessment.rubrics.scale;
        let is_too_little = self.assessment.answered < scale.undetermined_below;
        match self.assessment.verdict {
            assess::Verdict::Undetermined if is_too_little => {
                "too little is answered for a verdict".to_owned()
            }
            assess::Verdict::Undetermined => "nothing is known yet of a decisive point".to_owned(),
            assess::Verdict::Rung(rung) if Some(rung) == scale.ladder.last_key() => {
                let stage = &scale.stages[self.assessment.stage];
                format!("ready to {}: {}", stage.ready_to, scale.ladder[rung].means)
            }
            assess::Verdict::Rung(rung) => scale.ladder[rung].means.clone(),
        }
    }

    /// Why the verdict is no better. Where something known decides, no answer lifts the verdict: questions are left out.
    fn because(self) -> Vec<String> {
        let assessment = self.assessment;
        let unmet = || assessment.checks.iter().filter(|check| check.met != Truth::True);
        let is_level =
            |check: &&Check| matches!(check.need, assess::Need::Level(..) | assess::Need::Without(_));
        let told = |of: &dyn Fn(&Check) -> bool| -> Vec<&'a str> {
            unmet().filter(|check| of(check)).filter_map(|check| self.check_says(check)).collect()
        };
        let known = told(&|check| check.met == Truth::False && is_level(&check));
        let unproven = told(&|check| matches!(check.need, assess::Need::Evidence(_)));
        let open = told(&|check| check.met == Truth::Unknown);
        let next = assessment.next_rung.map(|rung| self.rung(rung));
        let mut sentences = Vec::new();
        match next {
            None if assessment.verdict != assess::Verdict::Undetermined => {}
            None if assessment.answered < assessment.rubrics.scale.undetermined_below => {
                sentences.push(self.answered_says());
            }
            None => {}
            Some(next) => sentences.extend(self.score_says(next)),
        }
        if let (false, Some(next)) = (known.is_empty(), next) {
            sentences.push(format!("Not {next} because of: {}", some_of(&known)));
        }
        if !unproven.is_empty() {
            sentences.push(format!("Said without evidence: {}", some_of(&unproven)));
        }
        if !open.is_empty() && known.is_empty() {
            sentences.push(format!("Not known yet: {}", some_of(&open)));
        }
        if unproven.is_empty() {
            sentences.extend(self.evidence_says());
        }
        if assessment.verdict != assess::Verdict::Undetermined
            && assessment.answered < assessment.rubrics.scale.undetermined_below
        {
            sentences.push("Little is answered, but what is known to be missing settles it".to_owned());
        }
        sentences
    }

    fn answered_says(self) -> String {
        let (answered, takes) = (self.assessment.answered, self.assessment.rubrics.scale.undetermined_below);
        format!("{} % of the core is answered; a verdict takes {} %", percent(answered), least_percent(takes))
    }

    /// That little of a score that looks good has evidence, and why none could be looked at.
    fn evidence_says(self) -> Option<String> {
        let Readings { evidenced, claimed, .. } = self.assessment.score;
        let unseen = self.assessment.evidence_is_unseen();
        let worth_telling = claimed >= WORTH_PROVING && evidenced * 4 <= claimed;
        match (worth_telling, unseen) {
            (false, _) => None,
            (true, true) => Some(
                "Files named as evidence could not be looked at; on standard input --stdin-path says where the text stands"
                    .to_owned(),
            ),
            (true, false) if evidenced * 10 <= claimed => {
                Some(format!("Next to nothing of this has evidence: {evidenced} of its {claimed} points"))
            }
            (true, false) => Some(format!("Little of this has evidence: {evidenced} of its {claimed} points")),
        }
    }

    /// That the score is too low for the next verdict, where it is.
    fn score_says(self, next: &str) -> Option<String> {
        let assessment = self.assessment;
        let short = |check: &Check| match check.need {
            assess::Need::Score(least) if check.met != Truth::True => Some(least),
            _ => None,
        };
        let least = assessment.checks.iter().find_map(short)?;
        let score = assessment.score.for_verdict(assessment.options);
        let reachable =
            if score.max(assessment.score.possible) >= least { "" } else { ", out of reach for now" };
        Some(format!("The score is {score}; {next} takes {least}{reachable}"))
    }

    /// What a check that is not met waits for: the question that is open, or what is known to be wrong.
    pub fn check_says(self, check: &Check) -> Option<&'a str> {
        let rule = self.rule(check.need.subject()?);
        Some(match check.need {
            assess::Need::Level(criterion, _) if check.met == Truth::False => {
                rule.title_at(self.assessment.criteria[criterion].claimed.high)
            }
            assess::Need::Level(..) | assess::Need::Known(_) => rule.question.unwrap_or(rule.title),
            assess::Need::Without(_) if check.met == Truth::Unknown => rule.question.unwrap_or(rule.title),
            _ => rule.title,
        })
    }

    fn weights(self) -> Option<String> {
        let assessment = self.assessment;
        if assessment.verdict == assess::Verdict::Undetermined {
            return None;
        }
        let changed = ((1.0 - assessment.stability) * 100.0).round();
        Some(format!("Other weights, up to half more or less, change the verdict in {changed} of 100 trials"))
    }

    /// All that the next verdict needs.
    pub fn ladder(self) -> Ladder<'a> {
        let assessment = self.assessment;
        let needs = match (assessment.next_rung, assessment.verdict) {
            (None, assess::Verdict::Rung(_)) => Vec::new(),
            _ => assessment
                .checks
                .iter()
                .filter(|check| !self.is_told_by_evidence(check))
                .map(|c| self.need(c))
                .collect(),
        };
        let settled_by = assessment.fewest.iter().flatten().map(|fact| self.tables.fact(*fact)).collect();
        Ladder { next: assessment.next_rung.map(|rung| self.rung(rung)), needs, settled_by }
    }

    /// That a level is reached goes without saying where its evidence is asked for.
    fn is_told_by_evidence(self, check: &Check) -> bool {
        let assess::Need::Level(criterion, _) = check.need else { return false };
        let asked = |other: &Check| other.need == assess::Need::Evidence(criterion);
        check.met == Truth::True && self.assessment.checks.iter().any(asked)
    }

    fn need(self, check: &Check) -> Need<'a> {
        let assessment = self.assessment;
        let subject = check.need.subject();
        let rule = subject.map(|subject| self.rule(subject));
        let title = rule.map_or("", |rule| rule.title);
        let is_met = check.met == Truth::True;
        let says = match check.need {
            assess::Need::Answered => {
                let takes = least_percent(assessment.rubrics.scale.undetermined_below);
                format!("{takes} % of the core is answered (now {} %)", percent(assessment.answered))
            }
            assess::Need::Known(_) => rule.and_then(|rule| rule.question).unwrap_or(title).to_owned(),
            assess::Need::Score(least) => {
                let score = assessment.score.for_verdict(assessment.options);
                format!("A score of {least} (now {score})")
            }
            assess::Need::Level(_, _) if is_met => title.to_owned(),
            assess::Need::Level(criterion, least) => {
                let level = assessment.criteria[criterion].for_verdict(assessment.options);
                format!("{title} ({} needed, now {})", least.word(), interval_words(level))
            }
            assess::Need::Evidence(_) if is_met => format!("{title}, with evidence"),
            assess::Need::Evidence(_) => format!("{title}: evidence is missing"),
            assess::Need::Without(_) => format!("Ruled out: {title}"),
        };
        let holds = match (check.need, check.met) {
            (_, Truth::True) => Holds::Yes,
            (assess::Need::Evidence(_), _) => Holds::Unproven,
            (assess::Need::Level(criterion, least), _)
                if assessment.criteria[criterion].claimed.low >= least =>
            {
                Holds::Unproven
            }
            (_, Truth::Unknown) => Holds::Unknown,
            (_, Truth::False) => Holds::No,
        };
        let tells = |f: &&assess::Finding| {
            Some(f.subject) == subject || f.folded.iter().any(|risk| Some(risk.subject) == subject)
        };
        let finding = subject.and_then(|_| assessment.findings.iter().find(tells));
        let fact = finding.and_then(|finding| finding.facts.first());
        Need { says, holds, rule, place: fact.map(|fact| Place::of(assessment, *fact)) }
    }

    /// What to do first: what shows that something else than a collaboration would do; else what the next verdict waits for;
    /// else what tells most. Nobody is asked a lesser question while a worse risk is known.
    pub fn first(self, findings: &[Finding<'a>]) -> Option<First<'a>> {
        let assessment = self.assessment;
        let holds = |finding: &&Finding| match finding.rule.kind {
            RuleKind::Risk | RuleKind::Tension => finding.rule.holds && !finding.is_question(),
            RuleKind::Criterion | RuleKind::Sector => false,
        };
        let counting = || findings.iter().filter(|f| f.standing.counts());
        if let Some(finding) = counting().find(holds) {
            return Some(self.step(finding.rule, finding.step()));
        }
        let unproven = || {
            let evidence = |check: &&Check| match check.need {
                assess::Need::Evidence(_) => check.met != Truth::True,
                _ => false,
            };
            assessment.checks.iter().find(evidence).and_then(|check| check.need.subject())
        };
        if assessment.verdict != assess::Verdict::Undetermined {
            if let Some(step) = assessment.moves.first().filter(|step| step.lifts_verdict) {
                let rule = self.rule(Subject::Criterion(step.criterion));
                return Some(self.step(rule, rule.step_at(step.from)));
            }
            if let Some(subject) = unproven() {
                return Some(self.prove(self.rule(subject)));
            }
        }
        let waits = |question: &&Finding| question.limits;
        let questions = || counting().filter(|f| f.is_question());
        let question = questions().find(waits).or_else(|| questions().next());
        let worst = counting().find(|f| !f.is_question());
        match (question, worst) {
            (Some(question), Some(worst)) if worst.severity > question.severity => {
                Some(self.step(worst.rule, worst.step()))
            }
            (Some(question), _) => self.ask(question),
            (None, _) => assessment.moves.first().map(|step| {
                let rule = self.rule(Subject::Criterion(step.criterion));
                self.step(rule, rule.step_at(step.from))
            }),
        }
    }

    fn step(self, rule: &'a Rule<'a>, step: StepText<'a>) -> First<'a> {
        First { says: step.next.to_owned(), lead: "", rule, effort: Some(step.effort), ask: None }
    }

    fn prove(self, rule: &'a Rule<'a>) -> First<'a> {
        let says = format!("Add a file or a link that shows this: {}", rule.title);
        First { says, lead: "", rule, effort: None, ask: None }
    }

    fn ask(self, question: &Finding<'a>) -> Option<First<'a>> {
        let ask = asks(&question.places, self.tables).into_iter().next()?;
        Some(First { says: ask.says(), lead: "Ask: ", rule: question.rule, effort: None, ask: Some(ask) })
    }
}

/// A share that is asked for in whole per cent, rounded up: what is there is rounded down.
pub(super) fn least_percent(share: f64) -> u32 {
    (share * 100.0 - 1e-9).ceil() as u32
}

/// The first few, and how many more there are.
fn some_of(told: &[&str]) -> String {
    let mut each: Vec<&str> = Vec::new();
    for says in told {
        if !each.contains(says) {
            each.push(says);
        }
    }
    let more = each.len().saturating_sub(NAMED);
    let named = each[..each.len().min(NAMED)].join("; ");
    if more == 0 { named } else { format!("{named}; and {more} more") }
}

/// How good a verdict is among so many.
pub(super) fn tone(verdict: assess::Verdict, bands: usize) -> Tone {
    match verdict {
        assess::Verdict::Undetermined => Tone::Open,
        assess::Verdict::Rung(band) if usize::from(band) == 0 => Tone::Worst,
        assess::Verdict::Rung(band) if usize::from(band) + 1 == bands => Tone::Good,
        assess::Verdict::Rung(_) => Tone::Middling,
    }
}
