//! Evidence: pointers to files and pages beside facts. Files are looked at, nothing is fetched.

use std::cell::OnceCell;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// What a pointer is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceState {
    /// A file that is there, with something in it.
    Holds,
    /// A URL with a host. It evidences too, and nobody has looked at it.
    Url,
    /// A local path where there is no folder to look in (standard input).
    Unseen,
    /// No such file.
    Missing,
    /// A file with nothing in it but white space.
    Empty,
    /// A folder, or something else that is no file.
    NoFile,
    /// A file that may not be read.
    Unreadable,
    /// The proposal itself.
    Itself,
    /// A path that leaves the proposal's folder.
    Outside,
    /// A path inside the folder, written with `\`, which parts folders on one system and no other.
    Backslashes,
    /// An address without a host, or of another kind than a page of the web.
    NoPage,
}

/// What evidence consists of, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EvidenceKind {
    /// A file that was looked at: it is there and has something in it.
    File,
    /// The address of a page, which nobody has looked at.
    Url,
    /// A local path where there was no folder to look in. It evidences nothing.
    NotLookedAt,
}

impl EvidenceState {
    /// What the evidence consists of; nothing where the pointer is worth nothing.
    pub fn kind(self) -> Option<EvidenceKind> {
        match self {
            EvidenceState::Holds => Some(EvidenceKind::File),
            EvidenceState::Url => Some(EvidenceKind::Url),
            EvidenceState::Unseen => Some(EvidenceKind::NotLookedAt),
            EvidenceState::Missing
            | EvidenceState::Empty
            | EvidenceState::NoFile
            | EvidenceState::Unreadable
            | EvidenceState::Itself
            | EvidenceState::Outside
            | EvidenceState::Backslashes
            | EvidenceState::NoPage => None,
        }
    }
}

/// Looks at the evidence that a proposal points to.
pub trait Evidence {
    /// What the pointer is worth.
    fn look(&self, pointer: &str) -> EvidenceState;

    /// Where the file really lies that the pointer leads to, where it holds.
    fn file(&self, _pointer: &str) -> Option<PathBuf> {
        None
    }
}

/// Evidence of a text that has no folder: URLs hold, local paths evidence nothing.
pub struct NoFolder;

impl Evidence for NoFolder {
    fn look(&self, pointer: &str) -> EvidenceState {
        match address(pointer) {
            Some(state) => state,
            None => unusable(without_fragment(pointer)).unwrap_or(EvidenceState::Unseen),
        }
    }
}

/// Evidence beside a file: local paths are taken from its folder.
pub struct Folder {
    path: PathBuf,
    file: PathBuf,
    /// Where the folder and the file really lie.
    canonical: OnceCell<Option<(PathBuf, PathBuf)>>,
}

impl Folder {
    /// The folder in which a file stands, or would stand.
    pub fn of(file: &Path) -> Folder {
        let parent = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Folder { path: parent.to_owned(), file: file.to_owned(), canonical: OnceCell::new() }
    }
}

impl Evidence for Folder {
    fn look(&self, pointer: &str) -> EvidenceState {
        self.find(pointer).err().unwrap_or(EvidenceState::Holds)
    }

    fn file(&self, pointer: &str) -> Option<PathBuf> {
        self.find(pointer).ok()
    }
}

impl Folder {
    /// The file that a pointer leads to; where it leads to none that holds, what it is worth.
    fn find(&self, pointer: &str) -> Result<PathBuf, EvidenceState> {
        if let Some(state) = address(pointer) {
            return Err(state);
        }
        let path = without_fragment(pointer);
        if let Some(state) = unusable(path) {
            return Err(state);
        }
        let full = self.path.join(path);
        let Ok(metadata) = full.metadata() else { return Err(EvidenceState::Missing) };
        // A symbolic link inside the folder may point out of it, or to the proposal.
        let Some((target, (folder, proposal))) = full.canonicalize().ok().zip(self.canonical()) else {
            return Err(EvidenceState::Outside);
        };
        if !target.starts_with(folder) {
            Err(EvidenceState::Outside)
        } else if target == *proposal {
            Err(EvidenceState::Itself)
        } else if !metadata.is_file() {
            // Not opened: something else than a file may keep a reader waiting.
            Err(EvidenceState::NoFile)
        } else {
            match File::open(&full).and_then(|file| is_blank(&file)) {
                Ok(true) => Err(EvidenceState::Empty),
                Ok(false) => Ok(target),
                Err(_) => Err(EvidenceState::Unreadable),
            }
        }
    }

    fn canonical(&self) -> Option<&(PathBuf, PathBuf)> {
        let find = || {
            let folder = self.path.canonicalize().ok()?;
            let file = self.file.canonicalize().ok();
            // On standard input the proposal may be one that is not saved yet.
            let file = file.or_else(|| Some(folder.join(self.file.file_name()?)))?;
            Some((folder, file))
        };
        self.canonical.get_or_init(find).as_ref()
    }
}

/// How much of a file is looked at for something that is no white space: a little, and where there is none, more.
const LOOKED_AT: [u64; 2] = [1 << 12, MOST_LOOKED_AT];
/// The more.
pub const MOST_LOOKED_AT: u64 = 1 << 20;

/// Whether there is nothing but white space in a file, as far as it is looked at.
fn is_blank(file: &File) -> io::Result<bool> {
    let mut bytes = Vec::new();
    for most in LOOKED_AT {
        let rest = most - bytes.len() as u64;
        file.take(rest).read_to_end(&mut bytes)?;
        if !has_no_ink(&bytes) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What a file is worth that begins with these bytes, as many as are looked at.
pub fn worth_of(beginning: &[u8]) -> EvidenceState {
    if has_no_ink(beginning) { EvidenceState::Empty } else { EvidenceState::Holds }
}

/// Whether these bytes, of a text in UTF-8 or UTF-16, are white space. The mark of the order of bytes is none, and
/// neither is the beginning of a character that goes on beyond them.
fn has_no_ink(bytes: &[u8]) -> bool {
    let is_space = |text: &str| text.chars().all(|c| c.is_whitespace() || matches!(c, '\0' | '\u{feff}'));
    let bytes = bytes.strip_prefix(&[0xff, 0xfe]).or(bytes.strip_prefix(&[0xfe, 0xff])).unwrap_or(bytes);
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        let is_cut = chunks.peek().is_none() && chunk.invalid().len() < 4 && has_begun(chunk.invalid());
        if !is_space(chunk.valid()) || !(chunk.invalid().is_empty() || is_cut) {
            return false;
        }
    }
    true
}

/// Whether these bytes may be the beginning of a white space.
fn has_begun(bytes: &[u8]) -> bool {
    matches!(bytes, [0xc2] | [0xe1..=0xe3] | [0xef] | [0xe1..=0xe3, _] | [0xef, 0xbb])
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
                there @ (EvidenceState::Holds | EvidenceState::Empty | EvidenceState::NoFile) => there,
                _ => EvidenceState::Missing,
            },
            own => own,
        }
    }

    fn file(&self, pointer: &str) -> Option<PathBuf> {
        match self.own.look(pointer) {
            EvidenceState::Unseen | EvidenceState::Missing => self.other.file(pointer),
            _ => self.own.file(pointer),
        }
    }
}

/// What an address is worth; nothing where the pointer is none.
fn address(pointer: &str) -> Option<EvidenceState> {
    let (scheme, rest) = pointer.trim().split_once("://")?;
    if scheme.contains(['/', '\\']) {
        return None;
    }
    let is_of_the_web = ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let has_space = rest.chars().any(|c| c.is_whitespace() || c.is_control());
    let is_page = is_of_the_web && is_host(host) && !has_space;
    Some(if is_page { EvidenceState::Url } else { EvidenceState::NoPage })
}

/// `example.org`, `localhost:8000`, `[::1]`.
fn is_host(host: &str) -> bool {
    if let Some((inside, behind)) = host.strip_prefix('[').and_then(|host| host.split_once(']')) {
        return inside.parse::<std::net::Ipv6Addr>().is_ok() && is_port(behind);
    }
    let (name, port) = host.find(':').map_or((host, ""), |colon| host.split_at(colon));
    let are_labels = name.trim_end_matches('.').split('.').all(|label| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '%'))
    });
    are_labels && is_port(port)
}

fn is_port(port: &str) -> bool {
    port.is_empty() || port.strip_prefix(':').is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
}

/// `report.pdf#page=3` points to `report.pdf`.
pub(super) fn without_fragment(pointer: &str) -> &str {
    pointer.split_once('#').map_or(pointer, |(path, _)| path)
}

/// What is wrong with a path, wherever its folder is.
fn unusable(path: &str) -> Option<EvidenceState> {
    let parts = path.replace('\\', "/");
    if leaves(&parts) {
        Some(EvidenceState::Outside)
    } else if path.contains('\\') {
        Some(EvidenceState::Backslashes)
    } else if Path::new(&parts).components().all(|part| part == Component::CurDir) {
        Some(EvidenceState::NoFile)
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
        for pointer in ["", ".", "./", "#x"] {
            assert_eq!(NoFolder.look(pointer), EvidenceState::NoFile, "{pointer:?}");
        }
    }

    #[test]
    fn a_url_has_a_host() {
        for url in [
            "https://example.org/a",
            "http://example.org",
            "HTTPS://Example.org/a?b#c",
            "https://user@example.org:8080/a",
            "https://localhost",
            "https://[::1]:80/a",
            "https://kommune.løten.no/møte",
        ] {
            assert_eq!(NoFolder.look(url), EvidenceState::Url, "{url}");
        }
        for no_page in [
            "https://",
            "http:///",
            "https:// ",
            "https:///minutes.pdf",
            "https://?x",
            "https://:80/a",
            "https://..",
            "https://a b.org/",
            "https://example.org/the minutes.pdf",
            "https://user@/a",
            "https://[x]/a",
            "ftp://example.org/a",
            "file:///etc/passwd",
            "://example.org",
        ] {
            assert_eq!(NoFolder.look(no_page), EvidenceState::NoPage, "{no_page}");
        }
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
    fn what_is_no_file_with_something_in_it_evidences_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("proposal.yaml"), "quorate: 1").expect("written");
        std::fs::create_dir(at("empty")).expect("a folder");
        let blank = ["", " ", "\n\r\n\t", "\u{feff}", "\u{feff}\u{a0}\u{3000}\n"];
        for (number, text) in blank.iter().enumerate() {
            std::fs::write(at(&format!("{number}.txt")), text).expect("written");
        }
        std::fs::write(at("utf-16.txt"), [0xff, 0xfe, b' ', 0, b'\n', 0]).expect("written");
        std::fs::write(at("long.txt"), "\u{3000}".repeat(5000)).expect("written");
        std::fs::write(at("long-full.txt"), "\u{3000}".repeat(5000) + "x").expect("written");
        std::fs::write(at("image.png"), [0x89, b'P', b'N', b'G']).expect("written");
        std::fs::write(at("one.txt"), "\u{c5}").expect("written");
        let evidence = Folder::of(&at("proposal.yaml"));
        for number in 0..blank.len() {
            assert_eq!(evidence.look(&format!("{number}.txt")), EvidenceState::Empty, "{number}");
        }
        for (pointer, state) in [
            ("utf-16.txt", EvidenceState::Empty),
            ("long.txt", EvidenceState::Empty),
            ("long-full.txt", EvidenceState::Holds),
            ("image.png", EvidenceState::Holds),
            ("one.txt", EvidenceState::Holds),
            ("empty", EvidenceState::NoFile),
            (".", EvidenceState::NoFile),
            ("#x", EvidenceState::NoFile),
            ("./proposal.yaml", EvidenceState::Itself),
            ("proposal.yaml#goals", EvidenceState::Itself),
        ] {
            assert_eq!(evidence.look(pointer), state, "{pointer}");
        }
        let unsaved = Folder::of(&at("draft.yaml"));
        assert_eq!(unsaved.look("draft.yaml"), EvidenceState::Missing);
        assert_eq!(unsaved.look("proposal.yaml"), EvidenceState::Holds, "another file beside it");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_the_proposal_is_the_proposal_and_a_pipe_is_not_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("p.yaml"), "quorate: 1").expect("written");
        std::os::unix::fs::symlink(at("p.yaml"), at("minutes.pdf")).expect("linked");
        nix::unistd::mkfifo(&at("pipe"), nix::sys::stat::Mode::S_IRWXU).expect("a pipe");
        let evidence = Folder::of(&at("p.yaml"));
        assert_eq!(evidence.look("minutes.pdf"), EvidenceState::Itself);
        assert_eq!(evidence.look("pipe"), EvidenceState::NoFile);
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
