//! The facts that the product itself is about: the only ones that code names.

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::threshold::{Op, Operand, Quantity, Threshold};
use crate::document::{Problem, Problems, Span};
use crate::proposal::{Dictionary, FactRef, Kind, ListId};

/// How far a partner has committed itself.
const COMMITMENT: &str = "partners.commitment";
/// The word from which on a partner takes part.
const AGREED: &str = "agreed";

/// Facts of the head of a report and of its sector table.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct ProductFacts {
    /// What the collaboration is called.
    pub name: FactRef,
    /// What it is, in a sentence.
    pub summary: FactRef,
    /// The problem that it is about.
    pub problem: FactRef,
    /// How far along it is.
    pub stage: FactRef,
    /// When the proposal was written.
    pub date: FactRef,
    /// Where it happens.
    pub place: FactRef,
    /// In which country.
    pub country: FactRef,
    /// The list of partners.
    pub partners: ListId,
    /// A partner's name.
    pub partner_name: FactRef,
    /// A partner's sector or sectors.
    pub sector: FactRef,
    /// A partner's role or roles.
    pub role: FactRef,
    /// How far a partner has committed itself.
    pub commitment: FactRef,
    /// Whether a partner's delegate can decide.
    pub decides: FactRef,
    /// The word of a leading role.
    pub lead: u8,
    /// The word from which a commitment counts as firm.
    pub agreed: u8,
    /// The word from which somebody has been asked.
    pub invited: u8,
    /// The word from which somebody is wanted; what is below has said no.
    pub wished: u8,
    /// The needs of the people concerned, where the dictionary has them.
    pub needs: Option<NeedFacts>,
    /// Who filled in the file, where the dictionary asks for it.
    pub filled_in_by: Option<WriterFacts>,
}

/// The facts of who filled in a file.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct WriterFacts {
    /// The name.
    pub name: FactRef,
    /// The sector.
    pub sector: FactRef,
}

impl WriterFacts {
    fn find(dictionary: &Dictionary) -> Option<WriterFacts> {
        let get = |path: &str| dictionary.find(path).map(|id| dictionary.reference(id));
        Some(WriterFacts { name: get("filled_in_by.name")?, sector: get("filled_in_by.sector")? })
    }
}

/// The facts of a need.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct NeedFacts {
    /// The list of needs.
    pub list: ListId,
    /// What is needed.
    pub need: FactRef,
    /// Who meets it.
    pub met_by: FactRef,
}

impl NeedFacts {
    fn find(dictionary: &Dictionary) -> Option<NeedFacts> {
        let get = |path: &str| dictionary.find(path).map(|id| dictionary.reference(id));
        let list = match dictionary.fact(dictionary.find("problem.needs")?).kind {
            Kind::Records(list) => list,
            _ => return None,
        };
        Some(NeedFacts { list, need: get("problem.needs.need")?, met_by: get("problem.needs.met_by")? })
    }
}

impl ProductFacts {
    /// Finds them in the dictionary; a pack that lacks one is told which.
    pub fn find(dictionary: &Dictionary, problems: &Problems) -> Option<ProductFacts> {
        let get = |path: &str| {
            let found = dictionary.find(path).map(|id| dictionary.reference(id));
            if found.is_none() {
                let message =
                    format!("the dictionary has no fact `{path}`, which the report itself is about");
                problems.push(Problem::error(Span::FIRST_LINE, message).expected(format!("a fact `{path}`")));
            }
            found
        };
        let word = |fact: FactRef, word: &str| {
            let fact = dictionary.fact(fact.fact);
            let index = dictionary.vocabulary(fact).and_then(|v| v.index(word));
            if index.is_none() {
                problems.push(Problem::error(fact.span, format!("`{}` lacks the word `{word}`", fact.path)));
            }
            index
        };
        let list = get("partners");
        let (name, summary, problem) = (get("name"), get("summary"), get("problem.statement"));
        let (stage, date) = (get("stage"), get("date"));
        let (place, country) = (get("place.name"), get("place.country"));
        let (partner_name, sector) = (get("partners.name"), get("partners.sector"));
        let (role, commitment) = (get("partners.role"), get(COMMITMENT));
        let decides = get("partners.delegate.decides");
        let Kind::Records(partners) = dictionary.fact(list?.fact).kind else { return None };
        let (role, commitment) = (role?, commitment?);
        Some(ProductFacts {
            name: name?,
            summary: summary?,
            problem: problem?,
            stage: stage?,
            date: date?,
            place: place?,
            country: country?,
            partners,
            partner_name: partner_name?,
            sector: sector?,
            role,
            commitment,
            decides: decides?,
            lead: word(role, "lead")?,
            agreed: word(commitment, AGREED)?,
            invited: word(commitment, "invited")?,
            wished: word(commitment, "wished")?,
            needs: NeedFacts::find(dictionary),
            filled_in_by: WriterFacts::find(dictionary),
        })
    }

    /// All of them, for the test that every fact is used.
    pub fn all(&self) -> Vec<FactRef> {
        let needs = self.needs.into_iter().flat_map(|needs| [needs.need, needs.met_by]);
        let head = [
            self.name,
            self.summary,
            self.problem,
            self.stage,
            self.date,
            self.place,
            self.country,
            self.partner_name,
            self.sector,
            self.role,
            self.commitment,
            self.decides,
        ];
        head.into_iter().chain(needs).collect()
    }
}

/// How far a partner has committed itself, and from where on it takes part. `None` where a dictionary has no such fact:
/// [`ProductFacts::find`] tells.
fn firm_commitment(dictionary: &Dictionary) -> Option<(FactRef, Quantity)> {
    let id = dictionary.find(COMMITMENT)?;
    let fact = dictionary.fact(id);
    let (Kind::Word(vocabulary), Some(words)) = (fact.kind, dictionary.vocabulary(fact)) else { return None };
    let rank = words.index(AGREED)?.into();
    Some((dictionary.reference(id), Quantity::Rank { vocabulary, rank }))
}

/// The condition that every list of partners is under without being told: that a partner takes part.
pub(super) fn takes_part(dictionary: &Dictionary) -> Option<(FactRef, Condition)> {
    let (fact, agreed) = firm_commitment(dictionary)?;
    let by = Threshold { op: Op::AtLeast, right: Operand::Literal(agreed) };
    Some((fact, Condition::Compare { fact, by }))
}

/// Whether a condition says no more than that a partner takes part.
pub fn is_that_it_takes_part(dictionary: &Dictionary, condition: &Condition) -> bool {
    takes_part(dictionary).is_some_and(|(_, takes_part)| takes_part == *condition)
}
