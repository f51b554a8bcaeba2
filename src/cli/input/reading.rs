//! Opening what a run reads. What has no end is not read: a device is refused, and of the rest no more than a limit is taken.
//!
//! Pipes are read where they are named, since shells make them: `quorate compare <(git show HEAD:a.yaml) a.yaml`.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Opens what somebody has named: a file, a pipe, standard input.
///
/// # Errors
/// It cannot be opened, or is a device that may have no end.
pub fn open(path: &Path) -> io::Result<File> {
    let file = File::open(path)?;
    match is_endless(&file)? {
        true => Err(io::Error::other("it is a device, which may have no end")),
        false => Ok(file),
    }
}

/// Opens a file, and nothing else: a pipe that nobody writes to would hold the run for ever.
///
/// # Errors
/// It cannot be opened, or is no ordinary file.
pub fn open_ordinary(path: &Path) -> io::Result<File> {
    match fs::metadata(path)?.is_file() {
        true => File::open(path),
        false => Err(io::Error::other("it is no ordinary file")),
    }
}

/// Reads one byte more than is allowed, so that the size can be refused; never more than that. `size` is how much is expected.
///
/// # Errors
/// It cannot be read.
pub fn read_limited(reader: impl Read, size: u64, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(size.min(most) as usize + 1);
    reader.take(most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether it is a device other than a terminal and the one that is always empty.
fn is_endless(file: &File) -> io::Result<bool> {
    #[cfg(unix)]
    {
        use std::io::IsTerminal;
        use std::os::unix::fs::{FileTypeExt, MetadataExt};
        let opened = file.metadata()?;
        let is_null = || fs::metadata("/dev/null").is_ok_and(|null| null.rdev() == opened.rdev());
        let kind = opened.file_type();
        Ok(kind.is_block_device() || (kind.is_char_device() && !is_null() && !file.is_terminal()))
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        Ok(false)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_refused_and_what_is_always_empty_is_not() {
        for endless in ["/dev/zero", "/dev/urandom", "/dev/full"] {
            assert!(open(Path::new(endless)).is_err(), "{endless}");
        }
        assert!(open(Path::new("/dev/null")).is_ok());
        assert!(open_ordinary(Path::new("/dev/null")).is_err());
        assert!(open_ordinary(Path::new(file!())).is_ok());
    }

    #[test]
    fn one_byte_more_than_the_limit_is_read_of_what_has_no_end() {
        assert_eq!(read_limited(io::repeat(0), 0, 1000).expect("zeros").len(), 1001);
    }
}
