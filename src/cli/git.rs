//! What git knows of a repository, asked of the program `git`. Nothing else here reads one, and nothing is ever written to it.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, bail};

/// A work tree that git knows.
#[derive(Debug)]
pub struct Git {
    /// Where git starts: what begins with `./` begins there.
    here: PathBuf,
    /// Where the work tree really lies.
    tree: PathBuf,
    /// The folder that git starts in, from the tree: `sub/`, or nothing.
    prefix: String,
}

/// What is otherwise in a work tree than it was in a commit.
#[derive(Debug, Default)]
pub struct Changes {
    /// The files that are there and are otherwise, or were not there; where they really lie.
    pub changed: HashSet<PathBuf>,
    /// Those that are gone.
    pub deleted: HashSet<PathBuf>,
    /// All files that git keeps.
    kept: HashSet<PathBuf>,
}

/// A file as it was: `HEAD~1:proposals/a.yaml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtRevision {
    /// The revision; empty for what is staged.
    revision: String,
    /// The path from the root of the repository, with `/` between its parts.
    path: String,
}

impl fmt::Display for AtRevision {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}:{}", self.revision, self.path)
    }
}

impl Git {
    /// The work tree around the current folder.
    ///
    /// # Errors
    /// There is no program `git`, or no work tree; `what` asked for it.
    pub fn here(what: &str) -> Result<Git> {
        let here = std::env::current_dir().context("the current folder cannot be found")?;
        Git::at(here, what)
    }

    fn at(here: PathBuf, what: &str) -> Result<Git> {
        let mut git = Git { here, tree: PathBuf::new(), prefix: String::new() };
        let found = match git.run(&["rev-parse", "--show-toplevel"]) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                bail!("{what} asks the program `git`, and there is none on this machine")
            }
            Err(error) => bail!("{what} asks the program `git`, which cannot be started: {error}"),
        };
        if !found.status.success() {
            bail!("{what} needs a work tree of git, and finds none here: {}", said(&found));
        }
        let tree = line(&found.stdout);
        git.tree = fs::canonicalize(&tree).with_context(|| format!("{what}: there is no folder {tree}"))?;
        git.prefix = line(&git.asked(&["rev-parse", "--show-prefix"])?);
        Ok(git)
    }

    /// Where a file of a revision lies in the work tree today.
    pub fn in_tree(&self, file: &AtRevision) -> PathBuf {
        self.tree.join(&file.path)
    }

    /// A file as it was; `path` begins at the root of the repository, or with `./` at the current folder, as in git.
    ///
    /// # Errors
    /// There is no such revision, or no such path in it.
    pub fn file(&self, revision: &str, path: &str) -> Result<AtRevision> {
        if path.starts_with('/') || path.contains('\\') {
            bail!(
                "`{revision}:{path}`: write the path from the root of the repository, with `/`, or from here as `{revision}:./…`"
            );
        }
        let from_here = path.starts_with("./") || path.starts_with("../");
        let whole = if from_here { format!("{}{path}", self.prefix) } else { path.to_owned() };
        let Some(whole) = without_dots(&whole) else {
            bail!("`{revision}:{path}` leads out of the repository");
        };
        if !revision.is_empty() {
            self.object(revision, "tree")?;
        }
        let file = AtRevision { revision: revision.to_owned(), path: whole };
        let kind = self.run(&["cat-file", "-t", &file.to_string()])?;
        match line(&kind.stdout).as_str() {
            "blob" => Ok(file),
            "tree" => bail!("`{file}` is a folder"),
            _ => bail!("git has no file `{file}`{}", self.hint(revision, path, from_here)),
        }
    }

    /// That a path was perhaps meant from the current folder.
    fn hint(&self, revision: &str, path: &str, from_here: bool) -> String {
        if !from_here && self.here.join(path).exists() && !self.prefix.is_empty() {
            return format!("; a path from here is written `{revision}:./{path}`");
        }
        "; its path begins at the root of the repository".to_owned()
    }

    /// What stands in a file, at most so many bytes of it; nothing where there is no such file.
    ///
    /// # Errors
    /// Git cannot be asked.
    pub fn bytes(&self, file: &AtRevision, most: u64) -> io::Result<Option<Vec<u8>>> {
        let mut command = self.command(&["cat-file", "blob", &file.to_string()]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut bytes = Vec::new();
        // Dropped at the end of the line, so that git does not wait for somebody who reads the rest.
        let read = child.stdout.take().map_or(Ok(0), |out| out.take(most).read_to_end(&mut bytes));
        let status = child.wait()?;
        read?;
        Ok((status.success() || bytes.len() as u64 == most).then_some(bytes))
    }

    /// What stands beside a file of a revision at this path, which begins at the folder of the file.
    pub fn beside(&self, file: &AtRevision, path: &str) -> Option<AtRevision> {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = without_dots(&format!("{folder}/{path}"))?;
        Some(AtRevision { path, ..file.clone() })
    }

    /// What has changed in the work tree since it left a revision: what others have done there meanwhile is no change.
    ///
    /// # Errors
    /// There is no such revision, or nothing that it and the work tree have both come from.
    pub fn changes_since(&self, revision: &str) -> Result<Changes> {
        let since = self.object(revision, "commit")?;
        self.object("HEAD", "commit")?;
        let base = self.run(&["merge-base", &since, "HEAD"])?;
        if !base.status.success() {
            bail!("git knows no commit that `{revision}` and HEAD have both come from{}", self.if_shallow());
        }
        let base = line(&base.stdout);
        let differing = [
            "diff",
            "--name-status",
            "-z",
            "--no-renames",
            "--no-ext-diff",
            "--no-textconv",
            "--ignore-submodules",
            &base,
            "--",
        ];
        let mut changes = Changes::default();
        let listed = self.in_root(&differing)?;
        let mut fields = listed.split(|byte| *byte == 0).filter(|field| !field.is_empty());
        while let (Some(status), Some(path)) = (fields.next(), fields.next()) {
            let of = if status == b"D" { &mut changes.deleted } else { &mut changes.changed };
            of.insert(self.tree.join(path_of(path)));
        }
        changes.kept = self.kept()?.iter().map(|path| self.tree.join(path)).collect();
        Ok(changes)
    }

    /// The files that git keeps, from the root of the work tree.
    fn kept(&self) -> Result<Vec<PathBuf>> {
        let listed = self.in_root(&["ls-files", "-z"])?;
        Ok(listed.split(|byte| *byte == 0).filter(|path| !path.is_empty()).map(path_of).collect())
    }

    /// The files that git keeps in a work tree, from its root; nothing where git cannot be asked.
    pub fn kept_in(tree: &Path) -> Option<Vec<PathBuf>> {
        Git::at(tree.to_owned(), "to know what it tracks").ok()?.kept().ok()
    }

    /// The name of what a revision leads to.
    fn object(&self, revision: &str, kind: &str) -> Result<String> {
        // Git would take it for an option, or for several revisions.
        if revision.starts_with('-') || revision.contains(['\0', '\n']) {
            bail!("`{revision}` is no revision: one cannot begin with `-`");
        }
        let name = format!("{revision}^{{{kind}}}");
        let found = self.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &name])?;
        match found.status.success() {
            true => Ok(line(&found.stdout)),
            false if revision == "HEAD" => bail!("there is no commit in this repository yet"),
            false => bail!("git knows no revision `{revision}`{}", self.if_shallow()),
        }
    }

    /// What to do where a part of the history is missing.
    fn if_shallow(&self) -> &'static str {
        let shallow = self.run(&["rev-parse", "--is-shallow-repository"]);
        match shallow.is_ok_and(|found| line(&found.stdout) == "true") {
            true => {
                "; this clone holds only the last commits: get the others with `git fetch --unshallow`, or with \
                 `fetch-depth: 0` in a workflow"
            }
            false => "",
        }
    }

    /// All that git says to a question that it has to answer.
    fn asked(&self, arguments: &[&str]) -> Result<Vec<u8>> {
        answer(self.run(arguments)?)
    }

    /// The same, asked at the root of the work tree, of all of it.
    fn in_root(&self, arguments: &[&str]) -> Result<Vec<u8>> {
        answer(self.command(arguments).current_dir(&self.tree).stdin(Stdio::null()).output()?)
    }

    fn run(&self, arguments: &[&str]) -> io::Result<Output> {
        self.command(arguments).stdin(Stdio::null()).output()
    }

    /// Git, without what a repository could make it start, and without a lock.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.args(["--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false"]).args(arguments);
        command.env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C").current_dir(&self.here);
        command
    }
}

impl Changes {
    /// Whether a file is otherwise than it was, new, or gone. What git does not keep is taken for new: nobody knows.
    pub fn concern(&self, file: &Path) -> bool {
        self.changed.contains(file)
            || self.deleted.contains(file)
            || (!self.kept.contains(file) && file.exists())
    }
}

fn answer(found: Output) -> Result<Vec<u8>> {
    if !found.status.success() {
        bail!("git says: {}", said(&found));
    }
    Ok(found.stdout)
}

/// The last thing that git said.
fn said(found: &Output) -> String {
    let text = String::from_utf8_lossy(&found.stderr);
    text.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or("it does not say why").to_owned()
}

/// What stands in the first line.
fn line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end_matches(['\n', '\r']).to_owned()
}

/// A path with every `.` and `..` resolved; nothing where it leads out.
fn without_dots(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A path as git writes it.
fn path_of(bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        PathBuf::from(OsStr::from_bytes(bytes))
    }
    #[cfg(not(unix))]
    {
        PathBuf::from(OsStr::new(&*String::from_utf8_lossy(bytes)))
    }
}

/// The revision and the path of `HEAD~1:a.yaml`; nothing where it is written as a file: one that is there, or one of a drive.
pub fn revision_and_path(written: &Path) -> Option<(&str, &str)> {
    if written.symlink_metadata().is_ok() {
        return None;
    }
    let (revision, path) = written.to_str()?.split_once(':')?;
    let is_drive = revision.len() == 1 && path.starts_with(['/', '\\']);
    let is_path = revision.starts_with(['/', '.']) || revision.contains('\\');
    (!is_drive && !is_path && !path.is_empty()).then_some((revision, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_and_a_path_are_told_from_the_name_of_a_file() {
        for (written, parts) in [
            ("HEAD~1:proposals/a.yaml", Some(("HEAD~1", "proposals/a.yaml"))),
            ("origin/main:./a.yaml", Some(("origin/main", "./a.yaml"))),
            (":a.yaml", Some(("", "a.yaml"))),
            ("main@{1}:a: b.yaml", Some(("main@{1}", "a: b.yaml"))),
            ("C:\\a.yaml", None),
            ("C:/a.yaml", None),
            ("\\\\?\\C:\\a.yaml", None),
            ("\\\\server\\share\\a.yaml", None),
            ("./a:b.yaml", None),
            ("/a:b.yaml", None),
            ("HEAD:", None),
            ("a.yaml", None),
            ("-", None),
        ] {
            assert_eq!(revision_and_path(Path::new(written)), parts, "{written}");
        }
    }

    #[test]
    fn dots_are_resolved_and_none_leads_out() {
        for (path, resolved) in [
            ("a/./b/../c.yaml", Some("a/c.yaml")),
            ("/c.yaml", Some("c.yaml")),
            ("a//c.yaml", Some("a/c.yaml")),
            ("a/../../c.yaml", None),
            ("..", None),
        ] {
            assert_eq!(without_dots(path).as_deref(), resolved, "{path}");
        }
    }
}
