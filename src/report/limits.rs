//! What limits the verdict, and what to do first, as every report for people tells it.

use crate::assess::{Assessment, Finding, FindingKind, Gate, Subject, Verdict};
use crate::rubric::Level;

/// What no report can tell, behind the words that lead to it.
pub const CANNOT_TELL: &str = "whether it will work. This is the readiness of a design as it is written, not a \
                               forecast; what was not said counts as unknown, not as no.";

/// The decisive criteria that hold the verdict at the same band for the same reason.
#[derive(Debug)]
pub struct Limit<'a> {
    /// How the sentence about them begins: `No better than emerging because of: `.
    pub lead: String,
    /// Never empty.
    pub gates: Vec<&'a Gate>,
}

/// The one thing to do first.
#[derive(Debug)]
pub enum First<'a> {
    /// The next step of the criterion with this number.
    Step(usize),
    /// Put evidence beside what is said of the criterion with this number.
    Prove(usize),
    /// Ask what this finding asks.
    Ask(&'a Finding),
}

/// What limits the verdict, lowest first.
///
/// Where something known decides, no answer lifts the verdict, so the questions are left out unless `all` are wanted.
pub fn limits<'a>(assessment: &'a Assessment, all: bool) -> Vec<Limit<'a>> {
    let sunk = assessment.gates.iter().any(|g| g.cap == 0 && !g.open);
    let mut limits = Vec::new();
    for number in 0..assessment.rubrics.scale.bands.len() {
        for open in [false, true] {
            let gates: Vec<&Gate> =
                assessment.gates.iter().filter(|g| g.cap == number && g.open == open).collect();
            if !gates.is_empty() && (all || !sunk || !open) {
                limits.push(Limit { lead: lead(assessment, number, open), gates });
            }
        }
    }
    limits
}

/// How the sentence about what holds the verdict at a band begins.
pub fn lead(assessment: &Assessment, band: usize, open: bool) -> String {
    let verdict = &assessment.rubrics.scale.bands[band].verdict;
    match open {
        false if band == 0 => format!("{} because of: ", capital(verdict)),
        false => format!("No better than {verdict} because of: "),
        true => format!("No better than {verdict} until we know: "),
    }
}

/// What a gate says: the question that is open, or what is known to be wrong.
pub fn gate_says<'a>(assessment: &'a Assessment, gate: &Gate) -> &'a str {
    let criterion = &assessment.rubrics.criteria[gate.criterion];
    let known_absent = assessment.criteria[gate.criterion].claimed.high == Level::Absent;
    match (gate.open, known_absent) {
        (true, _) => &criterion.question,
        (false, true) => &criterion.risk.title,
        (false, false) => &criterion.risk.title_if_weak,
    }
}

/// What is said would lift the limit, had it evidence.
pub fn is_unproven(assessment: &Assessment, gate: &Gate) -> bool {
    gate.open && assessment.criteria[gate.criterion].claimed.low > Level::Weak
}

/// The finding that tells of a criterion, by itself or folded into a pattern.
pub fn finding_of<'a>(assessment: &'a Assessment, criterion: usize) -> Option<&'a Finding> {
    let tells = |f: &&Finding| f.subject == Subject::Criterion(criterion) || f.folded.contains(&criterion);
    assessment.findings.iter().find(tells)
}

/// What to do first: what lifts the verdict's limit, else what tells most, else the best move.
pub fn first<'a>(assessment: &'a Assessment) -> Option<First<'a>> {
    let limit = assessment.gates.first().filter(|gate| match assessment.verdict {
        Verdict::Undetermined => gate.open,
        Verdict::Band(band) => gate.cap <= band,
    });
    let mut questions = assessment.findings.iter().filter(|f| f.kind == FindingKind::Question);
    let question = match limit {
        Some(gate) if !gate.open => return Some(First::Step(gate.criterion)),
        Some(gate) if is_unproven(assessment, gate) => return Some(First::Prove(gate.criterion)),
        Some(gate) => questions.find(|f| f.subject == Subject::Criterion(gate.criterion)),
        None if assessment.verdict == Verdict::Undetermined => questions.next(),
        None => None,
    };
    match question {
        Some(question) => Some(First::Ask(question)),
        None => assessment.moves.first().map(|step| First::Step(step.criterion)),
    }
}

/// How often other weights change the verdict, or the band by score where a limit sets the verdict; nothing where there
/// is no verdict to change.
pub fn stability(assessment: &Assessment) -> Option<String> {
    let what = match assessment.verdict {
        Verdict::Undetermined => return None,
        verdict if verdict == Verdict::Band(assessment.band) => "the verdict".to_owned(),
        Verdict::Band(_) => {
            let band = &assessment.rubrics.scale.bands[assessment.band].verdict;
            format!("the band by score alone, {band} (a limit sets the verdict),")
        }
    };
    let changed = ((1.0 - assessment.stability) * 100.0).round();
    Some(format!(
        "moved by up to half, they change {what} in {changed} of 100 trials; this does not test the answers"
    ))
}

/// A verdict stands although less was answered than a verdict takes.
pub fn known_outweighs_unanswered(assessment: &Assessment) -> bool {
    assessment.verdict != Verdict::Undetermined
        && assessment.answered < assessment.rubrics.scale.undetermined_below
}

/// With a capital letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
