//! A list of files that something else has made: those that a branch has changed, say. It may hold anything.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::files::{Found, Input, InputSource, STDIN};
use super::intake::{Reach, Why};
use super::root::{Labels, Root};

/// The files of a list.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Those that may be proposals.
    pub files: Vec<PathBuf>,
    /// How many are not there, or no more.
    pub gone: usize,
    /// How many are something else than a YAML or JSON file.
    pub others: usize,
}

/// A list of a hundred thousand long paths is shorter.
const MOST_BYTES: u64 = 64 << 20;

impl Listed {
    /// Reads a list from a file, or from standard input.
    ///
    /// # Errors
    /// It cannot be read, or standard input is a proposal already.
    pub fn read(list: &Path, paths: &[PathBuf]) -> Result<Listed> {
        let from_stdin = list == Path::new(STDIN);
        if from_stdin && paths.iter().any(|path| path == Path::new(STDIN)) {
            bail!("--files-from: standard input is a proposal already; give the list in a file");
        }
        let bytes = match from_stdin {
            true => read(io::stdin().lock()),
            false => File::open(list).and_then(read),
        };
        let told = || format!("--files-from: {} cannot be read", list.display());
        let bytes = bytes.with_context(told)?;
        if bytes.len() as u64 > MOST_BYTES {
            bail!("--files-from: {} is too long for a list of files", list.display());
        }
        Ok(Listed::of(&bytes))
    }

    /// Adds those files to what was found that are not among it yet; the list is called so.
    pub fn add_to(&self, found: &mut Found, called: &str, root: &Root) {
        let given = found.intake.give(Path::new(called), Reach::List);
        found.intake.pass_over_all(given, Why::Gone, self.gone);
        found.intake.pass_over_all(given, Why::NoYaml, self.others);
        let mut labels = Labels::new(root);
        let mut seen: HashSet<PathBuf> = found.inputs.iter().filter_map(|input| input.real.clone()).collect();
        for file in &self.files {
            let (real, label) = labels.of(file);
            found.intake.file(given);
            if seen.insert(real.clone()) {
                let source = InputSource::Found(file.clone());
                found.inputs.push(Input { source, label, real: Some(real), given });
            }
        }
    }

    fn of(bytes: &[u8]) -> Listed {
        let mut listed = Listed::default();
        for name in names(bytes) {
            // What git could not write plainly it writes in quotes; a file may be called so too.
            let there = [Some(path_of(name)), unquoted(name).as_deref().map(path_of)];
            match there.into_iter().flatten().find(|path| path.exists()) {
                None => listed.gone += 1,
                Some(path) if path.is_file() && may_be_a_proposal(&path) => listed.files.push(path),
                Some(_) => listed.others += 1,
            }
        }
        listed
    }
}

fn read(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The names in a list: parted by NUL where there is one, else by lines.
fn names(bytes: &[u8]) -> Vec<&[u8]> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let by_nul = bytes.contains(&0);
    let parts = bytes.split(|byte| if by_nul { *byte == 0 } else { *byte == b'\n' });
    let whole = |name| if by_nul { name } else { without_return(name) };
    parts.map(whole).filter(|name| !name.is_empty()).collect()
}

fn without_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Proposals in a folder are found by these ends.
fn may_be_a_proposal(path: &Path) -> bool {
    let ends = ["yaml", "yml", "json"];
    path.extension().is_some_and(|end| ends.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

/// A name that git has put in quotes, as it does with every letter beyond ASCII unless it is told not to.
fn unquoted(name: &[u8]) -> Option<Vec<u8>> {
    let mut inside = name.strip_prefix(b"\"")?.strip_suffix(b"\"")?.iter().copied();
    let mut plain = Vec::new();
    while let Some(byte) = inside.next() {
        if byte != b'\\' {
            plain.push(byte);
            continue;
        }
        plain.push(match inside.next()? {
            b'n' => b'\n',
            b't' => b'\t',
            b'r' => b'\r',
            b'a' => 7,
            b'b' => 8,
            b'v' => 11,
            b'f' => 12,
            high @ b'0'..=b'3' => {
                let digit = |byte: u8| byte.checked_sub(b'0').filter(|digit| *digit < 8);
                let (middle, low) = (digit(inside.next()?)?, digit(inside.next()?)?);
                (high - b'0') * 64 + middle * 8 + low
            }
            itself => itself,
        });
    }
    Some(plain)
}

fn path_of(name: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        PathBuf::from(std::ffi::OsStr::from_bytes(name))
    }
    #[cfg(not(unix))]
    {
        PathBuf::from(&*String::from_utf8_lossy(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_parted_by_lines_or_by_nul() {
        let lines: Vec<&[u8]> = vec![b"a.yaml", b"b c.yaml"];
        assert_eq!(names(b"a.yaml\r\n\nb c.yaml"), lines);
        assert_eq!(names(b"\xef\xbb\xbfa.yaml\nb c.yaml\n"), lines);
        assert_eq!(names(b"a.yaml\0b c.yaml\0"), lines);
        assert_eq!(names(b"a\nb.yaml\0"), [b"a\nb.yaml"], "a line may end within a name");
        assert_eq!(names(b"\n\n"), [b""; 0]);
    }

    #[test]
    fn what_git_quotes_is_read_as_it_is() {
        for (quoted, plain) in [
            (r#""caf\303\251.yaml""#, Some("café.yaml")),
            (r#""a\"b\\c\t.yaml""#, Some("a\"b\\c\t.yaml")),
            (r#""a\3"#, None),
            (r#""a\399.yaml""#, None),
            ("a.yaml", None),
        ] {
            let read = unquoted(quoted.as_bytes());
            assert_eq!(read.as_deref(), plain.map(str::as_bytes), "{quoted}");
        }
    }

    #[test]
    fn what_is_gone_or_something_else_is_counted() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name).display().to_string();
        for name in ["a.yaml", "b.YML", "c.json", "notes.md"] {
            std::fs::write(at(name), "").expect("written");
        }
        let list =
            [at("a.yaml"), at("b.YML"), at("c.json"), at("notes.md"), at("gone.yaml"), at("")].join("\n");
        let listed = Listed::of(list.as_bytes());
        assert_eq!((listed.files.len(), listed.gone, listed.others), (3, 1, 2));
    }
}
