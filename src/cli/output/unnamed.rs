//! A file that has no name until it is whole: whatever ends the run before that, the system takes it away.
//!
//! Linux has files without a name that can be given one. Elsewhere, and on file systems without them, the file is one that
//! its folder has forgotten, and is copied to its name at the end.

use std::fs::{self, File};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::cli::paths::folder_of;

/// A file that is to have this name.
pub struct Unnamed {
    file: File,
    target: PathBuf,
}

/// What happens to a file that has the name already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IfThere {
    /// It is replaced in one step, and keeps its permissions.
    Replace,
    /// It stays, and giving the name fails.
    Fail,
}

impl Unnamed {
    /// An empty file in the folder of `target`.
    ///
    /// # Errors
    /// Nothing can be written there.
    pub fn beside(target: PathBuf) -> io::Result<Unnamed> {
        let folder = folder_of(&target);
        let file = without_name(folder, permissions(&target)).or_else(|_| tempfile::tempfile_in(folder))?;
        Ok(Unnamed { file, target })
    }

    /// The name that it is to have.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// The file, for one that is to have no name.
    pub fn nameless(self) -> File {
        self.file
    }

    /// Gives it its name.
    ///
    /// # Errors
    /// There is no space for it, or its folder is gone.
    pub fn name(mut self, if_there: IfThere) -> io::Result<()> {
        match link(&self.file, &self.target) {
            Ok(()) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && if_there == IfThere::Fail => {
                return Err(error);
            }
            Err(_) => {}
        }
        let mut builder = Builder::new();
        builder.prefix(".quorate-");
        let folder = folder_of(&self.target);
        // A file is replaced by one with another name only.
        let named = builder.make_in(folder, |path| link(&self.file, path)).map(NamedTempFile::into_temp_path);
        let named = named.or_else(|_| self.copied(builder));
        let named = named?;
        match if_there {
            IfThere::Replace => named.persist(&self.target)?,
            IfThere::Fail => named.persist_noclobber(&self.target)?,
        }
        Ok(())
    }

    fn copied(&mut self, mut builder: Builder) -> io::Result<tempfile::TempPath> {
        set_permissions(&mut builder, permissions(&self.target));
        let mut copy = builder.tempfile_in(folder_of(&self.target))?;
        self.file.rewind()?;
        io::copy(&mut self.file, &mut copy)?;
        Ok(copy.into_temp_path())
    }
}

impl Write for Unnamed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(target_os = "linux")]
fn without_name(folder: &Path, permissions: u32) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = File::options();
    let flags = rustix::fs::OFlags::TMPFILE.bits() as i32;
    options.read(true).write(true).mode(permissions).custom_flags(flags).open(folder)
}

#[cfg(target_os = "linux")]
fn link(file: &File, name: &Path) -> io::Result<()> {
    use std::os::fd::AsRawFd;

    use rustix::fs::{AtFlags, CWD, linkat};
    let nameless = format!("/proc/self/fd/{}", file.as_raw_fd());
    Ok(linkat(CWD, nameless, CWD, name, AtFlags::SYMLINK_FOLLOW)?)
}

#[cfg(not(target_os = "linux"))]
fn without_name(_: &Path, _: u32) -> io::Result<File> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(not(target_os = "linux"))]
fn link(_: &File, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// A file that is replaced keeps its permissions, as far as the mask of new files lets it; a new one gets those of any.
fn permissions(target: &Path) -> u32 {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::metadata(target).map_or(0o666, |found| found.permissions().mode() & 0o777)
    }
    #[cfg(not(unix))]
    {
        let _ = fs::metadata(target);
        0
    }
}

fn set_permissions(builder: &mut Builder, permissions: u32) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(permissions));
    }
    #[cfg(not(unix))]
    let _ = (builder, permissions);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn nothing_is_in_the_folder_until_the_file_is_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("report.html");
        let mut file = Unnamed::beside(target.clone()).expect("a file");
        file.write_all(b"half").expect("written");
        assert_eq!(names(folder.path()), Vec::<String>::new());
        drop(file);
        assert_eq!(names(folder.path()), Vec::<String>::new());
        for text in ["first", "second"] {
            let mut file = Unnamed::beside(target.clone()).expect("a file");
            file.write_all(text.as_bytes()).expect("written");
            file.name(IfThere::Replace).expect("named");
            assert_eq!(fs::read_to_string(&target).expect("a file"), text);
            assert_eq!(names(folder.path()), ["report.html"]);
        }
    }

    #[test]
    fn a_file_of_the_name_stays_where_it_is_not_to_be_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("proposal.yaml");
        let new = || Unnamed::beside(target.clone()).expect("a file");
        new().name(IfThere::Fail).expect("there was none");
        let mut second = new();
        second.write_all(b"other").expect("written");
        let error = second.name(IfThere::Fail).expect_err("there is one");
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&target).expect("a file"), b"");
        assert_eq!(names(folder.path()), ["proposal.yaml"]);
    }

    #[test]
    fn where_no_name_can_be_given_the_file_is_copied_to_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("report.html");
        let file = tempfile::tempfile_in(folder.path()).expect("a file");
        let mut file = Unnamed { file, target: target.clone() };
        file.write_all(b"whole").expect("written");
        assert_eq!(names(folder.path()), Vec::<String>::new());
        file.copied(Builder::new()).expect("copied").persist(&target).expect("named");
        assert_eq!(fs::read(&target).expect("a file"), b"whole");
        assert_eq!(names(folder.path()), ["report.html"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_replaced_keeps_its_permissions() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("report.html");
        fs::write(&target, "").expect("written");
        fs::set_permissions(&target, fs::Permissions::from_mode(0o600)).expect("permissions");
        Unnamed::beside(target.clone()).expect("a file").name(IfThere::Replace).expect("named");
        assert_eq!(fs::metadata(&target).expect("a file").permissions().mode() & 0o777, 0o600);
    }
}
