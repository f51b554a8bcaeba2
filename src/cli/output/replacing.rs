//! Nothing is replaced by a report but an earlier report. So no option can cost anybody a proposal, its evidence, a logo or
//! rubrics, whether this run reads them or another one.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use anyhow::{Result, bail};

use crate::report::ours::is_ours;

/// How much of a file is looked at, at its beginning and at its end.
const LOOKED_AT: u64 = 1 << 13;

/// Refuses what is there and is neither empty nor a report of ours.
///
/// # Errors
/// It is something else, or cannot be read, so that nobody knows.
pub fn may_be_replaced(path: &Path) -> Result<()> {
    let path_told = path.display();
    match ends_of(path) {
        Ok((beginning, _)) if beginning.is_empty() => Ok(()),
        Ok((beginning, end)) if is_ours(&beginning, &end) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Ok(_) => bail!(
            "{path_told} is there already and is no report of quorate: it is not written over; name another file, or \
             remove it first"
        ),
        Err(error) => bail!("cannot write {path_told}: what is there cannot be looked at: {error}"),
    }
}

/// The beginning of a file and its end; what is no UTF-8 in them is no word of ours.
fn ends_of(path: &Path) -> io::Result<(String, String)> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let beginning = part(&file)?;
    file.seek(SeekFrom::Start(length.saturating_sub(LOOKED_AT)))?;
    Ok((beginning, part(&file)?))
}

fn part(file: &File) -> io::Result<String> {
    let mut bytes = Vec::new();
    file.take(LOOKED_AT).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
