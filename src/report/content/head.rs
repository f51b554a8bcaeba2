//! The verdict, why, what the next one needs, and the one thing to do first.

use schemars::JsonSchema;
use serde::Serialize;

use super::asks::asks;
use super::tables::rule_id;
use super::{Ask, Finding, Place, Rule, Tables};
use crate::assess::{self, Assessment, Cap, Readings, Subject};
use crate::rubric::{RungId, CriterionId, Level};
use crate::text::{capital, percent};

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
    /// The verdict by the score alone, before anything holds it down.
    pub by_score: &'a str,
    /// Why it is no better, in sentences.
    pub because: Vec<String>,
    /// How often other weights change it; nothing where there is no verdict to change.
    #[serde(skip)]
    pub weights: Option<String>,
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
}

impl Ladder<'_> {
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
    /// The decisive criterion that it is about, where it is about one.
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

impl<'a> Teller<'a> {
    fn band(self, band: RungId) -> &'a str {
        &self.assessment.rubrics.scale.ladder[band].verdict
    }

    fn rule(self, criterion: CriterionId) -> &'a Rule<'a> {
        self.tables.rule(Subject::Criterion(criterion))
    }

    pub fn verdict(self) -> Verdict<'a> {
        let assessment = self.assessment;
        Verdict {
            word: assessment.verdict_words(),
            means: self.means(),
            tone: tone(assessment.verdict, assessment.rubrics.scale.ladder.len()),
            rank: match assessment.verdict {
                assess::Verdict::Undetermined => 0,
                assess::Verdict::Rung(band) => 1 + usize::from(band),
            },
            strict: assessment.options.strict,
            by_score: self.band(assessment.band),
            because: self.because(),
            weights: self.weights(),
        }
    }

    fn means(self) -> String {
        let scale = &self.assessment.rubrics.scale;
        match self.assessment.verdict {
            assess::Verdict::Undetermined => format!(
                "{} % of what this stage asks for is answered; a verdict takes {} %",
                percent(self.assessment.answered),
                percent(scale.undetermined_below)
            ),
            assess::Verdict::Rung(band) => scale.ladder[band].means.clone(),
        }
    }

    /// Why the verdict is no better, lowest limit first. Where something known decides, no answer lifts the verdict, so
    /// that questions are left out.
    fn because(self) -> Vec<String> {
        let caps = &self.assessment.caps;
        let lowest = RungId::from(0);
        let known_decides = caps.iter().any(|cap| cap.band == lowest && !cap.open);
        let mut sentences = Vec::new();
        for band in self.assessment.rubrics.scale.ladder.keys() {
            for open in [false, true] {
                let says: Vec<&str> = (caps.iter())
                    .filter(|cap| cap.band == band && cap.open == open && !(known_decides && open))
                    .map(|cap| self.cap_says(cap))
                    .collect();
                if !says.is_empty() {
                    sentences.push(self.lead(band, open) + &says.join("; "));
                }
            }
        }
        if self.known_outweighs_unanswered() {
            sentences.push("Little is answered, but what is known to be missing settles it".to_owned());
        }
        sentences
    }

    /// How the sentence about what holds the verdict at a band begins.
    pub fn lead(self, band: RungId, open: bool) -> String {
        let verdict = self.band(band);
        match open {
            false if band == RungId::from(0) => format!("{} because of: ", capital(verdict)),
            false => format!("No better than {verdict} because of: "),
            true => format!("No better than {verdict} until we know: "),
        }
    }

    /// What holds the verdict: the question that is open, or what is known to be wrong.
    pub fn cap_says(self, cap: &Cap) -> &'a str {
        let rule = self.rule(cap.criterion);
        match cap.open {
            true => rule.question.unwrap_or(rule.title),
            false => rule.title_at(self.assessment.criteria[cap.criterion].claimed.high),
        }
    }

    /// A verdict stands although less was answered than a verdict takes.
    fn known_outweighs_unanswered(self) -> bool {
        self.assessment.verdict != assess::Verdict::Undetermined
            && self.assessment.answered < self.assessment.rubrics.scale.undetermined_below
    }

    fn weights(self) -> Option<String> {
        let assessment = self.assessment;
        let what = match assessment.verdict {
            assess::Verdict::Undetermined => return None,
            verdict if verdict == assess::Verdict::Rung(assessment.band) => "the verdict".to_owned(),
            assess::Verdict::Rung(_) => {
                format!("the verdict by score alone ({})", self.band(assessment.band))
            }
        };
        let changed = ((1.0 - assessment.stability) * 100.0).round();
        Some(format!(
            "Other weights, up to half more or less, change {what} in {changed} of 100 trials; this does not test the answers"
        ))
    }

    /// What the next verdict needs: the score, and each decisive criterion that holds it back.
    pub fn ladder(self) -> Ladder<'a> {
        let assessment = self.assessment;
        let scale = &assessment.rubrics.scale;
        let mut needs = Vec::new();
        let next = match assessment.verdict {
            assess::Verdict::Undetermined => {
                needs.push(plain(
                    format!(
                        "{} % of what is due is answered (now {} %)",
                        percent(scale.undetermined_below),
                        percent(assessment.answered)
                    ),
                    Holds::No,
                ));
                None
            }
            assess::Verdict::Rung(band) => scale.ladder.keys().find(|next| *next > band),
        };
        let target = next.unwrap_or_else(|| scale.ladder.last_key().unwrap_or(RungId::from(0)));
        if let Some(next) = next {
            let (score, least) = (assessment.score.for_verdict(assessment.options), scale.ladder[next].from);
            let holds = if score >= least { Holds::Yes } else { Holds::No };
            needs.push(plain(format!("A score of {least} (now {score})"), holds));
        }
        needs.extend(assessment.caps.iter().filter(|cap| cap.band < target).map(|cap| self.need(cap)));
        Ladder { next: next.map(|band| self.band(band)), needs }
    }

    fn need(self, cap: &Cap) -> Need<'a> {
        let rule = self.rule(cap.criterion);
        let tells = |f: &&assess::Finding| {
            let subject = Subject::Criterion(cap.criterion);
            f.subject == subject || f.folded.iter().any(|risk| risk.subject == subject)
        };
        let finding = self.assessment.findings.iter().find(tells);
        let fact = finding.and_then(|finding| finding.facts.first());
        Need {
            says: rule.title.to_owned(),
            holds: match (cap.open, self.is_unproven(cap)) {
                (_, true) => Holds::Unproven,
                (true, false) => Holds::Unknown,
                (false, false) => Holds::No,
            },
            rule: Some(rule),
            place: fact.map(|fact| Place::of(self.assessment, *fact)),
        }
    }

    /// What is said would lift the limit, had it evidence.
    fn is_unproven(self, cap: &Cap) -> bool {
        cap.open && self.assessment.criteria[cap.criterion].claimed.low > Level::Weak
    }

    /// What to do first: what lifts the verdict's limit, else what tells most, else the best move. Nobody is asked a lesser
    /// question while a worse risk is known.
    pub fn first(self, findings: &[Finding<'a>]) -> Option<First<'a>> {
        let assessment = self.assessment;
        let limit = assessment.caps.first().filter(|cap| match assessment.verdict {
            assess::Verdict::Undetermined => cap.open,
            assess::Verdict::Rung(band) => cap.band <= band,
        });
        let mut questions = findings.iter().filter(|f| f.is_question() && f.standing.counts());
        let question = match limit {
            Some(cap) if !cap.open => return Some(self.step(self.rule(cap.criterion))),
            Some(cap) if self.is_unproven(cap) => return Some(self.prove(self.rule(cap.criterion))),
            Some(cap) => {
                let rule = self.rule(cap.criterion);
                questions.find(|question| question.rule.id == rule.id)
            }
            None if assessment.verdict == assess::Verdict::Undetermined => questions.next(),
            None => None,
        };
        let worst = findings.iter().find(|f| !f.is_question() && f.standing.counts());
        match (question, worst) {
            (Some(question), Some(worst)) if worst.severity > question.severity => {
                Some(self.step(worst.rule))
            }
            (Some(question), _) => self.ask(question),
            (None, _) => assessment.moves.first().map(|step| self.step(self.rule(step.criterion))),
        }
    }

    fn step(self, rule: &'a Rule<'a>) -> First<'a> {
        First { says: rule.next.to_owned(), lead: "", rule, effort: Some(rule.effort), ask: None }
    }

    fn prove(self, rule: &'a Rule<'a>) -> First<'a> {
        let says = format!("Put evidence beside what is said of this: {}", rule.title);
        First { says, lead: "", rule, effort: None, ask: None }
    }

    fn ask(self, question: &Finding<'a>) -> Option<First<'a>> {
        let ask = asks(&question.places, self.tables).into_iter().next()?;
        Some(First { says: ask.says(), lead: "Ask: ", rule: question.rule, effort: None, ask: Some(ask) })
    }
}

fn plain<'a>(says: String, holds: Holds) -> Need<'a> {
    Need { says, holds, rule: None, place: None }
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
