//! Where a report goes: to standard output as it is made, or into a file that is there whole or not at all.

use std::any::Any;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Error, Result, anyhow, bail};

use super::piles::Piles;
use super::replacing::may_be_replaced;
use super::unnamed::{IfThere, Unnamed};
use crate::cli::paths::folder_of;
use crate::report::content::{AgreementReport, ComparisonReport, End, ProposalReport};
use crate::report::{Format, Output};

/// A report of some format while it is written.
pub trait Sink: Send + Sync {
    /// What the format makes of one proposal, on any core.
    fn part(&self, report: &ProposalReport) -> Part;

    /// Takes the next part, in the order of the files.
    ///
    /// # Errors
    /// It cannot be written.
    fn add(&mut self, part: Part) -> Result<()>;

    /// Writes the rest; a file takes its name now, and not before. What a server will not take or show of it is told.
    ///
    /// # Errors
    /// It cannot be written.
    fn finish(self: Box<Self>, end: &End) -> Result<Option<String>>;

    /// Writes a comparison in place of proposals; `false` where the format has none.
    ///
    /// # Errors
    /// It cannot be written.
    fn compare(self: Box<Self>, comparison: &ComparisonReport) -> Result<bool>;

    /// Writes how far raters agree in place of proposals; `false` where the format does not tell it.
    ///
    /// # Errors
    /// It cannot be written.
    fn agree(self: Box<Self>, agreement: &AgreementReport) -> Result<bool>;

    /// Whether it goes to a file of its own.
    fn is_file(&self) -> bool;
}

/// What a format makes of one proposal, on its way back to the same format: a run holds formats of several kinds.
pub struct Part(Box<dyn Any + Send>);

/// A report of one format, and where it goes.
pub struct Writer<F> {
    format: F,
    out: Report,
    begun: bool,
}

/// Where a report goes, and what of it waits until all proposals are known.
struct Report {
    to: Destination,
    piles: Piles,
}

impl<F: Format> Writer<F> {
    /// A report that is to be written.
    pub fn boxed<'a>(format: F, out: Destination) -> Box<dyn Sink + 'a>
    where
        F: Send + 'a,
    {
        Box::new(Writer { format, out: Report { to: out, piles: Piles::default() }, begun: false })
    }

    fn begin(&mut self) -> Result<()> {
        if !std::mem::replace(&mut self.begun, true) {
            let begun = self.format.begin(&mut self.out);
            begun.map_err(|error| self.out.to.cannot(&error))?;
        }
        Ok(())
    }

    /// Writes all that a report says, where it says anything, and ends it.
    fn one_text(mut self, text: Option<String>) -> Result<bool> {
        let Some(text) = text else { return Ok(false) };
        self.out.write(&text).map_err(|error| self.out.to.cannot(&error))?;
        self.out.to.finish()?;
        Ok(true)
    }
}

impl<F: Format + Send> Sink for Writer<F> {
    fn part(&self, report: &ProposalReport) -> Part {
        Part(Box::new(self.format.part(report)))
    }

    fn add(&mut self, part: Part) -> Result<()> {
        self.begin()?;
        // A caller gives each format the parts that it has made.
        let part = part.0.downcast::<F::Part>().unwrap_or_else(|_| unreachable!("a part of another format"));
        let added = self.format.add(*part, &mut self.out);
        added.map_err(|error| self.out.to.cannot(&error))
    }

    fn finish(mut self: Box<Self>, end: &End) -> Result<Option<String>> {
        self.begin()?;
        let ended = self.format.end(end, &mut self.out);
        ended.map_err(|error| self.out.to.cannot(&error))?;
        self.out.to.finish()?;
        Ok(self.format.too_much())
    }

    fn compare(self: Box<Self>, comparison: &ComparisonReport) -> Result<bool> {
        let text = self.format.comparison(comparison);
        self.one_text(text)
    }

    fn agree(self: Box<Self>, agreement: &AgreementReport) -> Result<bool> {
        let text = self.format.agreement(agreement);
        self.one_text(text)
    }

    fn is_file(&self) -> bool {
        self.out.to.is_file()
    }
}

/// A place that text is written to.
pub enum Destination {
    /// Standard output, or what is no ordinary file: a pipe, a device.
    Stream(Box<dyn Write + Send + Sync>),
    /// A file that has no name until it is whole.
    File(BufWriter<Unnamed>),
    /// A folder of files; each is there whole or not at all. What is written of no file of its own is its first page, which
    /// takes its name last: a folder that has one is whole.
    Folder(PathBuf, Option<Box<Destination>>),
}

/// The first page of a folder.
const FIRST_PAGE: &str = "index.html";

/// Refuses two reports in one place, and a report in the place of what the run reads.
///
/// # Errors
/// Two formats go to standard output or to one file, or one goes to a file that is read.
pub fn check_outputs<'p>(
    wanted: impl Iterator<Item = Option<&'p Path>>,
    read: impl Iterator<Item = &'p Path>,
) -> Result<()> {
    let mut seen: Vec<Option<PathBuf>> = Vec::new();
    for file in wanted {
        let target = file.map(target_of);
        if seen.contains(&target) {
            match file {
                None => bail!(
                    "--format: only one format can go to standard output; give the others a file, such as sarif=out.sarif"
                ),
                Some(file) => bail!("--format: two formats are to be written to {}", file.display()),
            }
        }
        seen.push(target);
    }
    let targets: Vec<PathBuf> = seen.into_iter().flatten().collect();
    for page in targets.iter().filter(|target| target.extension() == Some("html".as_ref())) {
        if targets.iter().any(|folder| folder.is_dir() && page.parent() == Some(folder)) {
            bail!("--format: {} would stand among the pages of another report", page.display());
        }
    }
    for read in read {
        // Of a thousand files only those that may be meant are looked up.
        if targets.iter().any(|target| target.file_name() == read.file_name())
            && targets.contains(&target_of(read))
        {
            bail!("--format: {} is read in this run; it is not written over", read.display());
        }
    }
    Ok(())
}

/// Where a file really lies, or would lie.
fn target_of(path: &Path) -> PathBuf {
    let folder = || Some(fs::canonicalize(folder_of(path)).ok()?.join(path.file_name()?));
    fs::canonicalize(path).ok().or_else(folder).unwrap_or_else(|| path.to_owned())
}

impl Destination {
    /// Opens a file or, without one, standard output.
    ///
    /// # Errors
    /// The file cannot be written there.
    pub fn open(file: Option<&Path>) -> Result<Destination> {
        Ok(match file {
            Some(path) if is_folder(path) => {
                fs::create_dir_all(path).map_err(|error| cannot(path, &error))?;
                Destination::Folder(path.to_owned(), None)
            }
            None => Destination::Stream(Box::new(BufWriter::new(io::stdout()))),
            Some(path) if is_stream(path) => {
                let stream =
                    fs::OpenOptions::new().write(true).open(path).map_err(|error| cannot(path, &error))?;
                Destination::Stream(Box::new(BufWriter::new(stream)))
            }
            Some(path) => Destination::File(BufWriter::new(beside(path)?)),
        })
    }

    /// The same for a report: nothing that is there is replaced by it but an earlier one.
    ///
    /// # Errors
    /// Something else is there, or the file cannot be written.
    pub fn for_report(file: Option<&Path>) -> Result<Destination> {
        let out = Destination::open(file)?;
        if let (Destination::File(_), Some(file)) = (&out, file) {
            may_be_replaced(file)?;
        }
        Ok(out)
    }

    /// Whether it is a file of its own.
    pub fn is_file(&self) -> bool {
        matches!(self, Destination::File(_) | Destination::Folder(..))
    }

    /// Whether it is a folder.
    pub fn is_folder(&self) -> bool {
        matches!(self, Destination::Folder(..))
    }

    /// Why it cannot be written.
    fn cannot(&self, error: &io::Error) -> Error {
        match self {
            Destination::Stream(_) => io::Error::new(error.kind(), error.to_string()).into(),
            Destination::File(file) => cannot(file.get_ref().target(), error),
            Destination::Folder(path, _) => cannot(path, error),
        }
    }

    /// Ends it; a file takes its name now, and not before.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(self) -> Result<()> {
        match self {
            Destination::Stream(mut out) => Ok(heard(out.flush())?),
            Destination::File(out) => {
                let path = out.get_ref().target().to_owned();
                let file = out.into_inner().map_err(|error| cannot(&path, error.error()))?;
                file.name(IfThere::Replace).map_err(|error| cannot(&path, &error))
            }
            Destination::Folder(_, page) => page.map_or(Ok(()), |page| page.finish()),
        }
    }

    /// Adds to it.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Destination::Stream(out) => heard(out.write_all(bytes)),
            Destination::File(out) => out.write_all(bytes),
            Destination::Folder(folder, page) => {
                let page = match page {
                    Some(page) => page,
                    None => {
                        let first = Destination::for_report(Some(&folder.join(FIRST_PAGE)));
                        page.insert(Box::new(first.map_err(io::Error::other)?))
                    }
                };
                page.write(bytes)
            }
        }
    }
}

impl Output for Report {
    fn write(&mut self, text: &str) -> io::Result<()> {
        self.to.write(text.as_bytes())
    }

    fn keep(&mut self, pile: usize, text: &str) -> io::Result<()> {
        self.piles.keep(pile, text)
    }

    fn lay_out(&mut self, pile: usize) -> io::Result<()> {
        let Report { to, piles } = self;
        piles.take(pile, |bytes| to.write(bytes))
    }

    fn file(&mut self, name: &str, text: &str) -> io::Result<()> {
        match &self.to {
            Destination::Folder(folder, _) => write_page(&folder.join(name), text).map_err(io::Error::other),
            _ => Err(io::Error::other("this report is a folder, and one file was named for it")),
        }
    }
}

/// Writes a page of a report.
fn write_page(path: &Path, text: &str) -> Result<()> {
    if path.is_dir() {
        bail!("cannot write {}: it is a folder", path.display());
    }
    let mut out = Destination::for_report(Some(path))?;
    out.write(text.as_bytes()).map_err(|error| cannot(path, &error))?;
    out.finish()
}

/// Writes a text file whole or not at all, in place of the one that is there.
///
/// # Errors
/// It cannot be written.
pub fn write_file(path: &Path, text: &str) -> Result<()> {
    write_pieces(path, std::iter::once(Ok(text)))
}

/// The same of a text that is made piece by piece.
///
/// # Errors
/// It cannot be written, or a piece cannot be made.
pub fn write_pieces<T: AsRef<str>>(path: &Path, pieces: impl Iterator<Item = Result<T>>) -> Result<()> {
    if is_folder(path) {
        bail!("cannot write {}: it is a folder", path.display());
    }
    let mut out = Destination::open(Some(path))?;
    for piece in pieces {
        out.write(piece?.as_ref().as_bytes()).map_err(|error| cannot(path, &error))?;
    }
    out.finish()
}

/// An empty file without a name in the folder of another one: for what waits to be written to that.
///
/// # Errors
/// Nothing can be written there.
pub fn nameless_beside(path: &Path) -> Result<fs::File> {
    Ok(beside(path)?.nameless())
}

/// Writes a text file where there is none.
///
/// # Errors
/// There is one already, or it cannot be written.
pub fn write_new_file(path: &Path, text: &str) -> Result<()> {
    let there = || anyhow!("{} is there already, and is not written over: name another file", path.display());
    if path.symlink_metadata().is_ok() {
        return Err(there());
    }
    let mut file = beside(path)?;
    file.write_all(text.as_bytes()).map_err(|error| cannot(path, &error))?;
    file.name(IfThere::Fail).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => there(),
        _ => cannot(path, &error),
    })
}

/// That nobody reads a stream to its end changes nothing in how the run ends, nor in its other reports.
fn heard(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(()),
    }
}

/// Whether a folder is meant: it is one, or is written as one.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

/// Whether something is there that is written to and never replaced: a pipe, a device, or a name for an open file such as
/// `/dev/stdout`.
fn is_stream(path: &Path) -> bool {
    let leads_to = fs::read_link(path).unwrap_or_default();
    let is_open_file = ["/dev", "/proc"].iter().any(|of| path.starts_with(of) || leads_to.starts_with(of));
    is_open_file && path.exists() && !path.is_dir()
        || fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// A file that is to stand at `path`; where that is a link, at what it leads to.
fn beside(path: &Path) -> Result<Unnamed> {
    if path.is_dir() {
        bail!("cannot write {}: it is a folder", path.display());
    }
    Unnamed::beside(target_of(path)).map_err(|error| cannot(path, &error))
}

/// Why a file cannot be written, without the name that it has until it is whole.
pub fn cannot(path: &Path, error: &io::Error) -> Error {
    let why = match error.kind() {
        io::ErrorKind::NotFound => format!("there is no folder `{}`", folder_of(path).display()),
        io::ErrorKind::PermissionDenied => "you may not write there".to_owned(),
        io::ErrorKind::NotADirectory => format!("`{}` is no folder", folder_of(path).display()),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => error.to_string(),
    };
    anyhow!("cannot write {}: {why}", path.display())
}
