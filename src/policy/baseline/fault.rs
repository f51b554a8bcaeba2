//! Why a file is no baseline, and at which line and column.
//!
//! What serde says of a whole text is said here without having it in memory: a short text goes wrong at the same place that
//! begins as the file does, and goes on where the last good entry ends.

use std::io::{self, Read, Seek, SeekFrom};
use std::str;

use super::form::File;
use super::progress::Progress;
use crate::document::{Problem, Span};

/// How much of a file is looked through at a time.
const AT_ONCE: usize = 64 << 10;
/// So far beyond what was read serde may look to say what is wrong.
const LOOKAHEAD: u64 = 64;

/// Why a file is not read as a baseline.
#[derive(Debug)]
pub enum Fault {
    /// It cannot be read, or is no text.
    Unreadable(io::Error),
    /// Something is wrong with it, at a place.
    Malformed(Problem),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        Fault::Unreadable(error)
    }
}

/// What is wrong at a place, with what to do about it.
pub(super) fn wrong(span: Span, message: String) -> Problem {
    Problem::error(span, message)
        .help("take the last good one, or remove it and run `quorate baseline write`")
}

/// What is wrong with a file that was read so far when serde said this.
pub(super) fn found(file: impl Read + Seek, progress: &Progress, error: serde_json::Error) -> Fault {
    match error.is_io() {
        true => Fault::Unreadable(error.into()),
        false => placed(file, progress, &error).unwrap_or_else(Fault::Unreadable),
    }
}

fn placed(mut file: impl Read + Seek, progress: &Progress, error: &serde_json::Error) -> io::Result<Fault> {
    file.rewind()?;
    if !is_text(&mut file)? {
        return Ok(Fault::Unreadable(io::Error::other("it is no text in UTF-8")));
    }
    let (first, last, read) = (progress.first_end.get(), progress.last_end.get(), progress.read.get());
    let mut short = part(&mut file, 0, first)?;
    short.extend(part(&mut file, last, read + LOOKAHEAD)?);
    let (at, message) = match serde_json::from_slice::<File>(&short) {
        Ok(_) => (read.saturating_sub(1), message_of(error)),
        Err(error) => {
            let at = offset(&short, &error) as u64;
            (if at + 1 < first { at } else { at + last - first }, message_of(&error))
        }
    };
    Ok(Fault::Malformed(wrong(span_at(&mut file, at)?, format!("this is no baseline: {message}"))))
}

/// The bytes of a file from one place to another, as far as there are any.
fn part(mut file: impl Read + Seek, start: u64, end: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(end.saturating_sub(start)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Hands on what is left of a file, some bytes at a time.
fn each(mut file: impl Read, mut look: impl FnMut(&[u8])) -> io::Result<()> {
    let mut bytes = vec![0; AT_ONCE];
    loop {
        match file.read(&mut bytes) {
            Ok(0) => return Ok(()),
            Ok(read) => look(&bytes[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Whether what is left of a file is UTF-8.
fn is_text(file: impl Read) -> io::Result<bool> {
    let (mut is_text, mut begun) = (true, Vec::new());
    each(file, |bytes| {
        begun.extend_from_slice(bytes);
        let whole = match str::from_utf8(&begun) {
            Ok(_) => begun.len(),
            Err(error) => {
                // A letter may go on in the next bytes.
                is_text &= error.error_len().is_none();
                error.valid_up_to()
            }
        };
        begun.drain(..whole);
        if !is_text {
            begun.clear();
        }
    })?;
    Ok(is_text && begun.is_empty())
}

/// What serde says, without the place that it adds.
fn message_of(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or_default().to_owned()
}

/// Where serde stopped, by the first byte of the letter; it counts lines from 1 and columns in bytes.
fn offset(bytes: &[u8], error: &serde_json::Error) -> usize {
    let lines = bytes.split_inclusive(|byte| *byte == b'\n').take(error.line().saturating_sub(1));
    let wanted = lines.map(<[u8]>::len).sum::<usize>() + error.column().saturating_sub(1);
    let begins = |at: &usize| bytes.get(*at).is_none_or(|byte| begins_letter(*byte));
    (0..=wanted.min(bytes.len())).rev().find(begins).unwrap_or(0)
}

/// The place of a byte of a file, found by counting from its beginning.
fn span_at(mut file: impl Read + Seek, at: u64) -> io::Result<Span> {
    file.rewind()?;
    let (mut line, mut column) = (1, 1);
    each(file.take(at), |bytes| {
        for byte in bytes {
            match byte {
                b'\n' => (line, column) = (line + 1, 1),
                byte => column += u32::from(begins_letter(*byte)),
            }
        }
    })?;
    let start = u32::try_from(at).unwrap_or(u32::MAX);
    Ok(Span { start, end: start.saturating_add(1), line, column })
}

/// Whether a byte of UTF-8 is the first of a letter.
fn begins_letter(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}
