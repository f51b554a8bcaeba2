//! Proposals of a baseline whose file has another name now, found by what they say.
//!
//! A name that two have, or a proposal that could be either of two, moves nothing: to take another's findings for known would
//! let something pass.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::baseline::{Kept, ProposalKey};
use crate::proposal::fold_name;

/// What a proposal is known again by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// What it is called, folded; nothing where it has no name, or the baseline is from before names were kept.
    title: Option<String>,
    /// Its findings, as a number; nothing where it has none.
    findings: Option<u64>,
}

/// A proposal that is in the baseline under one key, and in the run under another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// As the baseline knows it.
    pub from: ProposalKey,
    /// As it is found.
    pub to: ProposalKey,
    /// Both have one name, and no other has. Else their findings are the same, and no other's are.
    pub is_certain: bool,
}

impl Face {
    /// The face of a proposal by what a baseline keeps of it.
    pub fn of(kept: &Kept) -> Face {
        let title = kept.title.as_deref().map(fold_name).filter(|title| !title.is_empty());
        let findings = (!kept.findings.is_empty()).then(|| {
            let mut hasher = DefaultHasher::new();
            serde_json::to_string(&kept.findings).unwrap_or_default().hash(&mut hasher);
            hasher.finish()
        });
        Face { title, findings }
    }

    /// Whether two may be one: by their names, else by their findings; and whether it is by their names.
    fn is_like(&self, other: &Face) -> Option<bool> {
        match (&self.title, &other.title) {
            (Some(one), Some(other)) => (one == other).then_some(true),
            _ => (self.findings.is_some() && self.findings == other.findings).then_some(false),
        }
    }
}

/// Which of the proposals that are gone are among those that the baseline does not know.
pub fn moves(gone: &[(ProposalKey, Face)], new: &[(ProposalKey, Face)]) -> Vec<Move> {
    let only = |face: &Face, among: &[(ProposalKey, Face)]| {
        let mut like =
            among.iter().enumerate().filter_map(|(at, (_, other))| Some((at, face.is_like(other)?)));
        let first = like.next();
        like.next().map_or(first, |_| None)
    };
    let moved = |(from, face): &(ProposalKey, Face)| {
        let (at, is_certain) = only(face, new)?;
        let (to, face) = &new[at];
        only(face, gone)?;
        Some(Move { from: from.clone(), to: to.clone(), is_certain })
    };
    gone.iter().filter_map(moved).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposal(path: &str, title: Option<&str>, findings: Option<u64>) -> (ProposalKey, Face) {
        let key = ProposalKey { path: path.to_owned(), name: None };
        (key, Face { title: title.map(str::to_owned), findings })
    }

    fn told(gone: &[(ProposalKey, Face)], new: &[(ProposalKey, Face)]) -> Vec<(String, String, bool)> {
        moves(gone, new).into_iter().map(|moved| (moved.from.path, moved.to.path, moved.is_certain)).collect()
    }

    #[test]
    fn a_proposal_is_known_again_by_its_name_or_by_its_findings() {
        let new = [proposal("new.yaml", Some("a"), Some(1)), proposal("b.yaml", Some("b"), Some(2))];
        let moved = |certain| vec![("old.yaml".to_owned(), "new.yaml".to_owned(), certain)];
        assert_eq!(told(&[proposal("old.yaml", Some("a"), Some(9))], &new), moved(true));
        assert_eq!(told(&[proposal("old.yaml", None, Some(1))], &new), moved(false));
        assert_eq!(told(&[proposal("old.yaml", Some("c"), Some(1))], &new), []);
        assert_eq!(told(&[proposal("old.yaml", None, None)], &[proposal("new.yaml", None, None)]), []);
    }

    #[test]
    fn what_could_be_either_of_two_is_neither() {
        let (one, two) = (proposal("1.yaml", Some("a"), Some(1)), proposal("2.yaml", Some("a"), Some(2)));
        let old = proposal("old.yaml", Some("a"), Some(1));
        assert_eq!(told(std::slice::from_ref(&old), &[one.clone(), two.clone()]), []);
        assert_eq!(told(&[one, two], &[old]), []);
    }
}
