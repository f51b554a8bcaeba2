//! Proposals of a baseline whose file has another name now, found by what they say.
//!
//! A name that two have, or a proposal that could be either of two, moves nothing: to take another's findings for known would
//! let something pass.

use std::collections::HashMap;
use std::hash::Hash;

use sha2::{Digest, Sha256};

use super::baseline::{Kept, ProposalKey};
use crate::proposal::fold_name;

/// What a proposal is known again by. It is as small for a long proposal as for a short one, and no two texts have one
/// number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// What it is called, folded, as a number; nothing where it has no name, or the baseline is from before names were kept.
    title: Option<u128>,
    /// Its findings, as a number; nothing where it has none.
    findings: Option<u128>,
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
        let findings = serde_json::to_string(&kept.findings).unwrap_or_default();
        Face {
            title: title.as_deref().map(number),
            findings: (!kept.findings.is_empty()).then(|| number(&findings)),
        }
    }
}

/// A number for a text.
fn number(text: &str) -> u128 {
    let digest = Sha256::digest(text);
    digest.iter().take(16).fold(0, |number, byte| number << 8 | u128::from(*byte))
}

/// Faces, to find those that are like another one in the same time however many there are: by their names, else, where one
/// of the two has no name, by their findings.
#[derive(Default)]
struct Faces {
    titled: HashMap<u128, Only>,
    /// By their findings, those with a name and those without.
    found: HashMap<(u128, bool), Only>,
}

/// How many there are, and the place of the first.
#[derive(Debug, Clone, Copy)]
struct Only {
    times: usize,
    first: usize,
}

impl Faces {
    fn of(proposals: &[(ProposalKey, Face)]) -> Faces {
        let mut faces = Faces::default();
        for (at, (_, Face { title, findings })) in proposals.iter().enumerate() {
            title.inspect(|title| count(&mut faces.titled, *title, at));
            findings.inspect(|findings| count(&mut faces.found, (*findings, title.is_some()), at));
        }
        faces
    }

    /// The place of the only one that is like this face, and whether it is so by its name.
    fn only(&self, face: &Face) -> Option<(usize, bool)> {
        let by_title = face.title.and_then(|title| self.titled.get(&title));
        let found = |is_titled| self.found.get(&(face.findings?, is_titled));
        // Of two with names the names tell.
        let by_findings = [found(false), if face.title.is_none() { found(true) } else { None }];
        let like = by_title.map(|only| (only, true)).into_iter();
        let mut like = like.chain(by_findings.into_iter().flatten().map(|only| (only, false)));
        let (only, is_certain) = like.next().filter(|(only, _)| only.times == 1)?;
        like.next().is_none().then_some((only.first, is_certain))
    }
}

fn count<K: Hash + Eq>(faces: &mut HashMap<K, Only>, key: K, at: usize) {
    let only = faces.entry(key).or_insert(Only { times: 0, first: at });
    only.times += 1;
}

/// Which of the proposals that are gone are among those that the baseline does not know.
pub fn moves(gone: &[(ProposalKey, Face)], new: &[(ProposalKey, Face)]) -> Vec<Move> {
    let (all_gone, all_new) = (Faces::of(gone), Faces::of(new));
    let moved = |(from, face): &(ProposalKey, Face)| {
        let (at, is_certain) = all_new.only(face)?;
        let (to, face) = &new[at];
        all_gone.only(face)?;
        Some(Move { from: from.clone(), to: to.clone(), is_certain })
    };
    gone.iter().filter_map(moved).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposal(path: &str, title: Option<&str>, findings: Option<u128>) -> (ProposalKey, Face) {
        let key = ProposalKey { path: path.to_owned(), name: None };
        (key, Face { title: title.map(number), findings })
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

    #[test]
    fn a_name_and_the_findings_of_one_without_a_name_are_two_that_are_like() {
        let old = proposal("old.yaml", Some("a"), Some(1));
        let (named, nameless) = (proposal("a.yaml", Some("a"), Some(2)), proposal("b.yaml", None, Some(1)));
        let other = proposal("c.yaml", Some("c"), Some(1));
        let told = |new: &[(ProposalKey, Face)]| told(std::slice::from_ref(&old), new);
        assert_eq!(told(&[named.clone(), nameless.clone()]), []);
        let moved = |to: &str, certain| vec![("old.yaml".to_owned(), to.to_owned(), certain)];
        assert_eq!(told(&[named, other.clone()]), moved("a.yaml", true));
        assert_eq!(told(&[nameless, other.clone()]), moved("b.yaml", false));
        assert_eq!(told(&[other]), []);
    }
}
