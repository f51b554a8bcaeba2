//! Evidence: pointers to files and pages beside facts. Files are looked at, nothing is fetched.

use std::cell::OnceCell;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use super::words::is_invisible;

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
    /// Another proposal, or a copy of this one: it claims, as this one does.
    Claim,
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
            | EvidenceState::Claim
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
            None if is_like_an_address(pointer) => EvidenceState::NoPage,
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
        let is_whole_name =
            pointer.contains('#') && unusable(pointer).is_none() && self.path.join(pointer).is_file();
        let path = if is_whole_name { pointer } else { without_fragment(pointer) };
        if let Some(state) = unusable(path) {
            return Err(state);
        }
        let full = self.path.join(path);
        let Ok(metadata) = full.metadata() else {
            let is_address = is_like_an_address(pointer);
            return Err(if is_address { EvidenceState::NoPage } else { EvidenceState::Missing });
        };
        // A symbolic link inside the folder may point out of it, or to the proposal.
        let Some((target, (folder, proposal))) = full.canonicalize().ok().zip(self.canonical()) else {
            return Err(EvidenceState::Outside);
        };
        if !target.starts_with(folder) {
            Err(EvidenceState::Outside)
        } else if target == *proposal || is_one_file(&metadata, proposal) {
            Err(EvidenceState::Itself)
        } else if !metadata.is_file() {
            // Not opened: something else than a file may keep a reader waiting.
            Err(EvidenceState::NoFile)
        } else {
            match File::open(&full).and_then(|file| holds(&file)) {
                Ok(EvidenceState::Holds) => Ok(target),
                Ok(nothing) => Err(nothing),
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

/// What a file is worth, as far as it is looked at: it may hold nothing but white space, or be a proposal.
fn holds(file: &File) -> io::Result<EvidenceState> {
    let mut bytes = Vec::new();
    for most in LOOKED_AT {
        let rest = most - bytes.len() as u64;
        file.take(rest).read_to_end(&mut bytes)?;
        let worth = worth_of(&bytes);
        if worth != EvidenceState::Empty {
            return Ok(worth);
        }
    }
    Ok(EvidenceState::Empty)
}

/// What a file is worth that begins with these bytes, as many as are looked at.
pub fn worth_of(beginning: &[u8]) -> EvidenceState {
    if has_no_ink(beginning) {
        EvidenceState::Empty
    } else if is_proposal(beginning) {
        EvidenceState::Claim
    } else {
        EvidenceState::Holds
    }
}

/// Whether a line of these bytes marks a proposal, in YAML or in JSON: `quorate: 1`, `{"quorate": 1`.
fn is_proposal(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.lines().any(|line| {
        let line = line.trim_start_matches('\u{feff}').trim_start_matches(['{', ' ']);
        let key = line.trim_start_matches(['"', '\'']).strip_prefix("quorate");
        let value = key.and_then(|rest| rest.trim_start_matches(['"', '\'', ' ']).strip_prefix(':'));
        value.is_some_and(|value| value.trim_start_matches(['"', '\'', ' ']).starts_with('1'))
    })
}

/// Whether a file has another name for the proposal, where the system can tell.
#[cfg(unix)]
fn is_one_file(metadata: &Metadata, proposal: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    proposal.metadata().is_ok_and(|of| (of.dev(), of.ino()) == (metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn is_one_file(_: &Metadata, _: &Path) -> bool {
    false
}

/// Whether a character leaves no ink: white space, marks that only direct or join others, and blanks of scripts.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || is_invisible(c)
        || c.is_control()
        || matches!(
            c,
            '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        )
        || matches!(c, '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether these bytes, of a text in UTF-8 or UTF-16, show nothing. The mark of the order of bytes shows nothing, and
/// neither does the beginning of a character that goes on beyond them.
fn has_no_ink(bytes: &[u8]) -> bool {
    if let Some(text) = utf_16(bytes) {
        return text.chars().all(is_blank);
    }
    let is_space = |text: &str| text.chars().all(is_blank);
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        let is_cut = chunks.peek().is_none() && chunk.invalid().len() < 4 && has_begun(chunk.invalid());
        if !is_space(chunk.valid()) || !(chunk.invalid().is_empty() || is_cut) {
            return false;
        }
    }
    true
}

/// A text in UTF-16, which begins with the mark of the order of its bytes.
fn utf_16(bytes: &[u8]) -> Option<String> {
    let (is_little, rest) = match bytes {
        [0xff, 0xfe, rest @ ..] => (true, rest),
        [0xfe, 0xff, rest @ ..] => (false, rest),
        _ => return None,
    };
    let unit = |two: &[u8]| match is_little {
        true => u16::from_le_bytes([two[0], two[1]]),
        false => u16::from_be_bytes([two[0], two[1]]),
    };
    let units: Vec<u16> = rest.chunks_exact(2).map(unit).collect();
    Some(String::from_utf16_lossy(&units))
}

/// Whether these bytes may be the beginning of a character that shows nothing.
fn has_begun(bytes: &[u8]) -> bool {
    matches!(bytes, [0xc2 | 0xcd] | [0xe1..=0xe3] | [0xef] | [0xe1..=0xe3, _] | [0xef, _])
        || matches!(bytes, [0xf3] | [0xf3, 0xa0] | [0xf3, 0xa0, _])
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
                there @ (EvidenceState::Holds
                | EvidenceState::Empty
                | EvidenceState::NoFile
                | EvidenceState::Claim) => there,
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
        let is_others = |address: std::net::Ipv6Addr| !address.is_loopback() && !address.is_unspecified();
        return inside.parse().is_ok_and(is_others) && is_port(behind);
    }
    let (name, port) = host.find(':').map_or((host, ""), |colon| host.split_at(colon));
    let name = name.strip_suffix('.').unwrap_or(name);
    let are_labels = name.split('.').all(|label| {
        let ends_well = label.starts_with(char::is_alphanumeric) && label.ends_with(char::is_alphanumeric);
        ends_well && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    });
    are_labels && !leads_nowhere(name) && is_port(port)
}

/// Names that lead to no page, or to the machine of whoever opens them alone: `localhost`, those that RFC 2606 keeps for
/// tests, and numbers that are no address of others.
fn leads_nowhere(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or_default();
    let is_kept =
        ["localhost", "invalid", "test", "example"].iter().any(|kept| last.eq_ignore_ascii_case(kept));
    let is_number = last.bytes().all(|b| b.is_ascii_digit());
    let is_others = |address: std::net::Ipv4Addr| !address.is_loopback() && !address.is_unspecified();
    is_kept || (is_number && !name.parse().is_ok_and(is_others))
}

fn is_port(port: &str) -> bool {
    let number = port.strip_prefix(':').map(|digits| (digits, digits.parse::<u16>()));
    number.is_none_or(|(digits, number)| digits.is_empty() || number.is_ok_and(|number| number > 0))
}

/// Whether a text that is no file looks like an address: one without its `https://`, or of another kind.
fn is_like_an_address(pointer: &str) -> bool {
    const BEGINNINGS: [&str; 14] = [
        "http:",
        "https:",
        "http//",
        "https//",
        "www.",
        "ftp:",
        "file:",
        "mailto:",
        "tel:",
        "data:",
        "javascript:",
        "doi:",
        "urn:",
        "doi.org/",
    ];
    let pointer = pointer.trim_start();
    BEGINNINGS
        .iter()
        .any(|word| pointer.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word)))
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

/// Absolute paths, drive letters and more `..` than folders before them leave the folder, on every system alike.
fn leaves(path: &str) -> bool {
    let drive = path.as_bytes().get(1) == Some(&b':');
    let mut depth = 0_usize;
    let mut stays = |part| match part {
        Component::Normal(_) => {
            depth += 1;
            true
        }
        Component::CurDir => true,
        Component::ParentDir => {
            let is_inside = depth > 0;
            depth = depth.saturating_sub(1);
            is_inside
        }
        Component::RootDir | Component::Prefix(_) => false,
    };
    drive || path.contains('\0') || !Path::new(path).components().all(&mut stays)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leaves_the_folder_is_seen_on_every_system() {
        assert_eq!(NoFolder.look("a/../minutes.pdf"), EvidenceState::Unseen);
        for pointer in [
            "../secret.pdf",
            "a/../../b",
            "a/../..",
            "a/b/../../../c",
            "/etc/passwd",
            "C:/x",
            "..\\x",
            "\\\\host\\share",
        ] {
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
            "https://intranet/a",
            "https://10.0.0.1/a",
            "https://example.org.:/a",
            "https://[2001:db8::1]:80/a",
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
            "https://localhost",
            "https://localhost.:8000/",
            "https://127.0.0.1/a",
            "https://0/",
            "https://0.0.0.0/",
            "https://1",
            "https://300.1.1.1/",
            "https://[::1]/a",
            "https://-",
            "https://_",
            "https://%20",
            "https://-a.org",
            "https://example",
            "https://nowhere.invalid/a.pdf",
            "https://a.test/",
            "https://example.org:99999/",
            "https://example.org:0/",
            "https://example.org../",
            "https:/example.org",
            "https:example.org",
            "https//example.org",
            "www.example.org/minutes.pdf",
            "WWW.example.org",
            "mailto:mayor@example.org",
            "doi:10.1000/182",
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
        let blank = [
            "",
            " ",
            "\n\r\n\t",
            "\u{feff}",
            "\u{feff}\u{a0}\u{3000}\n",
            "\u{200b}\u{200c}\u{2060}\n",
            "\u{ad}\u{200e}\u{202a}",
            "\u{2800}\u{3164}\u{115f}\u{ffa0}",
            "\u{fe0f}\u{e0020}",
            "\0\0\u{7}\u{7f}",
        ];
        for (number, text) in blank.iter().enumerate() {
            std::fs::write(at(&format!("{number}.txt")), text).expect("written");
        }
        std::fs::write(at("utf-16.txt"), [0xff, 0xfe, b' ', 0, b'\n', 0]).expect("written");
        std::fs::write(at("utf-16-unseen.txt"), [0xff, 0xfe, 0x0b, 0x20]).expect("written");
        std::fs::write(at("utf-16-said.txt"), [0xfe, 0xff, 0, b'x']).expect("written");
        std::fs::write(at("long.txt"), "\u{3000}".repeat(5000)).expect("written");
        std::fs::write(at("copy.txt"), "# a copy\nquorate: 1\nname: A\n").expect("written");
        std::fs::write(at("copy.json"), "{\n  \"quorate\": 1,\n").expect("written");
        std::fs::write(at("flow.yaml"), "{'quorate': \"1\", name: A}").expect("written");
        std::fs::write(at("about.txt"), "The body was quorate: 11 of 12 were there.\n").expect("written");
        std::fs::write(at("no. 5#a.txt"), "agreed").expect("written");
        std::fs::write(at("long-full.txt"), "\u{3000}".repeat(5000) + "x").expect("written");
        std::fs::write(at("image.png"), [0x89, b'P', b'N', b'G']).expect("written");
        std::fs::write(at("one.txt"), "\u{c5}").expect("written");
        let evidence = Folder::of(&at("proposal.yaml"));
        for number in 0..blank.len() {
            assert_eq!(evidence.look(&format!("{number}.txt")), EvidenceState::Empty, "{number}");
        }
        for (pointer, state) in [
            ("utf-16.txt", EvidenceState::Empty),
            ("utf-16-unseen.txt", EvidenceState::Empty),
            ("utf-16-said.txt", EvidenceState::Holds),
            ("copy.txt", EvidenceState::Claim),
            ("copy.json", EvidenceState::Claim),
            ("flow.yaml", EvidenceState::Claim),
            ("about.txt", EvidenceState::Holds),
            ("no. 5#a.txt", EvidenceState::Holds),
            ("no. 5#a.txt#page=2", EvidenceState::Missing),
            ("one.txt/", EvidenceState::Missing),
            ("empty/", EvidenceState::NoFile),
            ("empty/../one.txt", EvidenceState::Holds),
            ("empty/../proposal.yaml", EvidenceState::Itself),
            ("empty/..", EvidenceState::NoFile),
            ("mailto:a@example.org", EvidenceState::NoPage),
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
        assert_eq!(unsaved.look("proposal.yaml"), EvidenceState::Claim, "another proposal beside it");
        assert_eq!(unsaved.look("one.txt"), EvidenceState::Holds, "another file beside it");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_the_proposal_is_the_proposal_and_a_pipe_is_not_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("p.yaml"), "quorate: 1").expect("written");
        std::os::unix::fs::symlink(at("p.yaml"), at("minutes.pdf")).expect("linked");
        std::os::unix::fs::symlink("loop", at("loop")).expect("linked");
        std::os::unix::fs::symlink("minutes.pdf", at("chain.pdf")).expect("linked");
        std::os::unix::fs::symlink("pipe", at("pipe.txt")).expect("linked");
        std::os::unix::fs::symlink("/dev/zero", at("zero.txt")).expect("linked");
        std::fs::hard_link(at("p.yaml"), at("hard.pdf")).expect("linked");
        let _socket = std::os::unix::net::UnixListener::bind(at("socket")).expect("a socket");
        nix::unistd::mkfifo(&at("pipe"), nix::sys::stat::Mode::S_IRWXU).expect("a pipe");
        let evidence = Folder::of(&at("p.yaml"));
        assert_eq!(evidence.look("minutes.pdf"), EvidenceState::Itself);
        for (pointer, state) in [
            ("pipe", EvidenceState::NoFile),
            ("pipe.txt", EvidenceState::NoFile),
            ("socket", EvidenceState::NoFile),
            ("loop", EvidenceState::Missing),
            ("chain.pdf", EvidenceState::Itself),
            ("hard.pdf", EvidenceState::Itself),
            ("zero.txt", EvidenceState::Outside),
        ] {
            assert_eq!(evidence.look(pointer), state, "{pointer}");
        }
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
        std::os::unix::fs::symlink("link.txt", folder.path().join("chain.txt")).expect("linked");
        for link in ["link.txt", "chain.txt"] {
            assert_eq!(Folder::of(&folder.path().join("p.yaml")).look(link), EvidenceState::Outside);
        }
    }
}
