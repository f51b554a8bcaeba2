//! Where a report goes: to standard output as it is made, or into a file that is there whole or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Error, Result, anyhow, bail};
use tempfile::NamedTempFile;

use super::config::folder_of;
use super::formats::Wanted;
use crate::report::{End, Form, Part};

/// A report while it is written.
pub struct Sink<'a> {
    form: &'a dyn Form,
    out: Destination,
    held: Vec<Part>,
    first: bool,
}

/// A place that text is written to.
pub enum Destination {
    /// Standard output, or what is no ordinary file: a pipe, a device.
    Stream(Box<dyn Write>),
    /// Written beside the file that it becomes: renaming is one step only within a folder.
    File(BufWriter<NamedTempFile>, PathBuf),
}

/// Refuses two reports in one place, and a report in the place of what the run reads.
///
/// # Errors
/// Two forms go to standard output or to one file, or one goes to a file that is read.
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
                    "--format: only one form can go to standard output; give the others a file, such as sarif=out.sarif"
                ),
                Some(file) => bail!("--format: two forms are to be written to {}", file.display()),
            }
        }
        seen.push(target);
    }
    let targets: Vec<PathBuf> = seen.into_iter().flatten().collect();
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

impl<'a> Sink<'a> {
    /// Opens the place that a report goes to, before any work is done.
    ///
    /// # Errors
    /// The file cannot be written there.
    pub fn open(wanted: &Wanted, form: &'a dyn Form) -> Result<Sink<'a>> {
        let mut out = Destination::open(wanted.file.as_deref())?;
        out.write(&form.head())?;
        Ok(Sink { form, out, held: Vec::new(), first: true })
    }

    /// Whether it goes to a file of its own.
    pub fn is_file(&self) -> bool {
        self.out.is_file()
    }

    /// Adds the part of the next proposal.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn add(&mut self, part: Part) -> Result<()> {
        match part {
            // A proposal of which there is nothing to say takes no place between the others.
            Part::Text(text) if text.is_empty() => Ok(()),
            Part::Text(text) => {
                if !std::mem::take(&mut self.first) {
                    self.out.write(self.form.between())?;
                }
                self.out.write(&text)
            }
            held => {
                self.held.push(held);
                Ok(())
            }
        }
    }

    /// Writes the rest; a file takes its name now, and not before.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(mut self, end: &End) -> Result<()> {
        for piece in self.form.finish(self.held, end) {
            self.out.write(&piece)?;
        }
        self.out.finish()
    }
}

impl Destination {
    /// Opens a file or, without one, standard output.
    ///
    /// # Errors
    /// The file cannot be written there.
    pub fn open(file: Option<&Path>) -> Result<Destination> {
        Ok(match file {
            None => Destination::Stream(Box::new(BufWriter::new(io::stdout()))),
            Some(path) if is_stream(path) => {
                let stream =
                    fs::OpenOptions::new().write(true).open(path).map_err(|error| cannot(path, &error))?;
                Destination::Stream(Box::new(BufWriter::new(stream)))
            }
            // What a link leads to is replaced, and not the link.
            Some(path) => Destination::File(BufWriter::new(beside(path)?), target_of(path)),
        })
    }

    /// Whether it is a file of its own.
    pub fn is_file(&self) -> bool {
        matches!(self, Destination::File(..))
    }

    /// Adds a text.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&mut self, text: &str) -> Result<()> {
        match self {
            Destination::Stream(out) => heard(out.write_all(text.as_bytes())),
            Destination::File(out, path) => {
                out.write_all(text.as_bytes()).map_err(|error| cannot(path, &error))
            }
        }
    }

    /// Ends it; a file takes its name now, and not before.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(self) -> Result<()> {
        match self {
            Destination::Stream(mut out) => heard(out.flush()),
            Destination::File(out, path) => {
                let file = out.into_inner().map_err(|error| cannot(&path, error.error()))?;
                file.persist(&path).map_err(|e| cannot(&path, &e.error))?;
                Ok(())
            }
        }
    }
}

/// Writes a text file whole or not at all.
///
/// # Errors
/// It cannot be written.
pub fn write_file(path: &Path, text: &str) -> Result<()> {
    let mut out = Destination::open(Some(path))?;
    out.write(text)?;
    out.finish()
}

/// That nobody reads a stream to its end changes nothing in how the run ends, nor in its other reports.
fn heard(written: io::Result<()>) -> Result<()> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Whether something is there that is written to and never replaced: a pipe, a device, or a name for an open file such as
/// `/dev/stdout`.
fn is_stream(path: &Path) -> bool {
    let leads_to = fs::read_link(path).unwrap_or_default();
    let is_open_file = ["/dev", "/proc"].iter().any(|of| path.starts_with(of) || leads_to.starts_with(of));
    is_open_file && path.exists() && !path.is_dir()
        || fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// A file under another name in the folder of `path`.
fn beside(path: &Path) -> Result<NamedTempFile> {
    if path.is_dir() {
        bail!("cannot write {}: it is a folder", path.display());
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".quorate-");
    keep_permissions(&mut builder, path);
    builder.tempfile_in(folder_of(&target_of(path))).map_err(|error| cannot(path, &error))
}

/// A file that is replaced keeps its permissions, as far as the mask of new files lets it; a new one gets those of any.
fn keep_permissions(builder: &mut tempfile::Builder, path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let before = fs::metadata(path).map(|m| m.permissions().mode() & 0o777);
        builder.permissions(fs::Permissions::from_mode(before.unwrap_or(0o666)));
    }
    #[cfg(not(unix))]
    let _ = (builder, path, fs::metadata::<&Path>);
}

/// Why a file cannot be written, without the name that it has until it is whole.
fn cannot(path: &Path, error: &io::Error) -> Error {
    let why = match error.kind() {
        io::ErrorKind::NotFound => format!("there is no folder `{}`", folder_of(path).display()),
        io::ErrorKind::PermissionDenied => "you may not write there".to_owned(),
        io::ErrorKind::NotADirectory => format!("`{}` is no folder", folder_of(path).display()),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => error.to_string(),
    };
    anyhow!("cannot write {}: {why}", path.display())
}

#[cfg(test)]
mod tests {
    use super::super::formats::Format;
    use super::*;
    use crate::policy::Evaluated;

    /// A form of which only the frame matters here.
    struct Framed;

    impl Form for Framed {
        fn head(&self) -> String {
            "[".to_owned()
        }

        fn part(&self, _: &Evaluated) -> Part {
            Part::Text(String::new())
        }

        fn between(&self) -> &'static str {
            ","
        }

        fn finish(&self, _: Vec<Part>, _: &End) -> Vec<String> {
            vec!["]".to_owned()]
        }
    }

    #[test]
    fn parts_are_parted_and_those_that_say_nothing_are_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("report");
        let wanted = Wanted { format: Format::Json, file: Some(file.clone()) };
        let mut sink = Sink::open(&wanted, &Framed).expect("it can be written");
        for part in ["", "a", "", "b", ""] {
            sink.add(Part::Text(part.to_owned())).expect("it can be written");
        }
        assert!(!file.exists(), "a report is there whole or not at all");
        sink.finish(&End::default()).expect("it can be written");
        assert_eq!(fs::read_to_string(&file).expect("it is there"), "[a,b]");
    }
}
