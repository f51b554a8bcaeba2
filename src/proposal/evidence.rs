//! Evidence: pointers to files and pages beside facts. Files are looked at, nothing is fetched.

use std::cell::OnceCell;
use std::path::{Component, Path, PathBuf};

/// What a pointer is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceState {
    /// A URL, or a file that is there and not empty.
    Holds,
    /// A local path where there is no folder to look in (standard input).
    Unseen,
    /// No such file.
    Missing,
    /// A file with nothing in it.
    Empty,
    /// A path that leaves the proposal's folder.
    Outside,
    /// A path inside the folder, written with `\`, which parts folders on one system and no other.
    Backslashes,
}

/// Looks at the evidence that a proposal points to.
pub trait Evidence {
    /// What the pointer is worth.
    fn look(&self, pointer: &str) -> EvidenceState;
}

/// Evidence of a text that has no folder: URLs hold, local paths evidence nothing.
pub struct NoFolder;

impl Evidence for NoFolder {
    fn look(&self, pointer: &str) -> EvidenceState {
        if is_url(pointer) {
            return EvidenceState::Holds;
        }
        unusable(pointer).unwrap_or(EvidenceState::Unseen)
    }
}

/// Evidence beside a file: local paths are taken from its folder.
pub struct Folder {
    path: PathBuf,
    canonical: OnceCell<Option<PathBuf>>,
}

impl Folder {
    /// The folder in which a file stands.
    pub fn of(file: &Path) -> Folder {
        let parent = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Folder { path: parent.to_owned(), canonical: OnceCell::new() }
    }
}

impl Evidence for Folder {
    fn look(&self, pointer: &str) -> EvidenceState {
        if is_url(pointer) {
            return EvidenceState::Holds;
        }
        let path = without_fragment(pointer);
        if let Some(state) = unusable(path) {
            return state;
        }
        let full = self.path.join(path);
        let Ok(metadata) = full.metadata() else { return EvidenceState::Missing };
        if self.escapes_by_link(&full) {
            return EvidenceState::Outside;
        }
        match metadata.len() {
            0 if metadata.is_file() => EvidenceState::Empty,
            _ => EvidenceState::Holds,
        }
    }
}

impl Folder {
    /// A symbolic link inside the folder may point out of it.
    fn escapes_by_link(&self, full: &Path) -> bool {
        let folder = self.canonical.get_or_init(|| self.path.canonicalize().ok());
        match (folder, full.canonicalize()) {
            (Some(folder), Ok(target)) => !target.starts_with(folder),
            _ => true,
        }
    }
}

/// Evidence of one of two versions of a proposal: what is not beside it is looked for beside the other one. So a copy in
/// another folder, or on standard input, is evidenced as well as what it was copied from.
pub struct BesideEither<'e> {
    /// Beside the version itself.
    pub own: &'e dyn Evidence,
    /// Beside the other version.
    pub other: &'e dyn Evidence,
}

impl Evidence for BesideEither<'_> {
    fn look(&self, pointer: &str) -> EvidenceState {
        match self.own.look(pointer) {
            EvidenceState::Unseen => self.other.look(pointer),
            EvidenceState::Missing => match self.other.look(pointer) {
                there @ (EvidenceState::Holds | EvidenceState::Empty) => there,
                _ => EvidenceState::Missing,
            },
            own => own,
        }
    }
}

pub(super) fn is_url(pointer: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| pointer.len() > scheme.len() && pointer.starts_with(scheme))
}

/// `report.pdf#page=3` points to `report.pdf`.
pub(super) fn without_fragment(pointer: &str) -> &str {
    pointer.split_once('#').map_or(pointer, |(path, _)| path)
}

/// What is wrong with a path, wherever its folder is.
fn unusable(path: &str) -> Option<EvidenceState> {
    if leaves(&path.replace('\\', "/")) {
        Some(EvidenceState::Outside)
    } else if path.contains('\\') {
        Some(EvidenceState::Backslashes)
    } else {
        None
    }
}

/// Absolute paths, drive letters and `..` leave the folder, on every system alike.
fn leaves(path: &str) -> bool {
    let drive = path.as_bytes().get(1) == Some(&b':');
    let stays = |part| matches!(part, Component::Normal(_) | Component::CurDir);
    drive || path.contains('\0') || !Path::new(path).components().all(stays)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leaves_the_folder_is_seen_on_every_system() {
        for pointer in ["../secret.pdf", "a/../../b", "/etc/passwd", "C:/x", "..\\x", "\\\\host\\share"] {
            assert_eq!(NoFolder.look(pointer), EvidenceState::Outside, "{pointer}");
        }
        assert_eq!(NoFolder.look("minutes/2026.pdf"), EvidenceState::Unseen);
        assert_eq!(NoFolder.look("minutes\\2026.pdf"), EvidenceState::Backslashes);
        assert_eq!(NoFolder.look("https://example.org/a"), EvidenceState::Holds);
        assert_ne!(NoFolder.look("https://"), EvidenceState::Holds, "no host, no page");
    }

    #[test]
    fn files_are_looked_at_beside_the_proposal() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("minutes.txt"), "agreed").expect("written");
        std::fs::write(folder.path().join("empty.txt"), "").expect("written");
        let evidence = Folder::of(&folder.path().join("proposal.yaml"));
        assert_eq!(evidence.look("minutes.txt"), EvidenceState::Holds);
        assert_eq!(evidence.look("minutes.txt#page=2"), EvidenceState::Holds);
        assert_eq!(evidence.look("empty.txt"), EvidenceState::Empty);
        assert_eq!(evidence.look("missing.txt"), EvidenceState::Missing);
    }

    #[test]
    fn what_is_not_beside_one_version_is_looked_for_beside_the_other() {
        let (old, new) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        std::fs::write(old.path().join("own.txt"), "").expect("written");
        for name in ["own.txt", "minutes.txt"] {
            std::fs::write(new.path().join(name), "agreed").expect("written");
        }
        let (old, new) = (Folder::of(&old.path().join("p.yaml")), Folder::of(&new.path().join("p.yaml")));
        let either = BesideEither { own: &old, other: &new };
        assert_eq!(either.look("minutes.txt"), EvidenceState::Holds);
        assert_eq!(either.look("own.txt"), EvidenceState::Empty, "what is beside it comes first");
        assert_eq!(either.look("nowhere.txt"), EvidenceState::Missing);
        assert_eq!(either.look("../minutes.txt"), EvidenceState::Outside);
        let piped = BesideEither { own: &NoFolder, other: &new };
        assert_eq!(piped.look("minutes.txt"), EvidenceState::Holds);
        assert_eq!(piped.look("nowhere.txt"), EvidenceState::Missing);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_folder_is_outside() {
        let folder = tempfile::tempdir().expect("a folder");
        let other = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(other.path(), "secret").expect("written");
        std::os::unix::fs::symlink(other.path(), folder.path().join("link.txt")).expect("linked");
        assert_eq!(Folder::of(&folder.path().join("p.yaml")).look("link.txt"), EvidenceState::Outside);
    }
}
