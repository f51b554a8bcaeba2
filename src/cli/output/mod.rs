//! Writing to the terminal and to files. Nothing else in the library prints.

mod lock;
mod piles;
mod problems;
mod replaced;
mod replacing;
mod sink;
mod style;
mod told;
mod unnamed;

pub use lock::Lock;
pub use problems::Problems;
pub use replaced::Replaced;
pub use sink::{
    Destination, Part, Sink, Writer, cannot as cannot_write, check_outputs, is_folder, nameless_beside,
    write_file, write_new_file, write_pieces,
};
pub use told::ToldProblems;

use std::io::{self, Write};

use anyhow::{Error, Result};

/// Writes to standard output.
pub fn text(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Writes to standard error, where a reader that has gone away is nobody's concern.
pub fn error_text(text: &str) -> Result<()> {
    match io::stderr().lock().write_all(without_commands(text).as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// The same text without what a server of continuous integration would take for a command to it: the text of a stranger
/// may be in it, and its log is such a server's input.
fn without_commands(text: &str) -> String {
    let line = |line: &str| match line.trim_start().starts_with("::") {
        true => line.replacen("::", ": :", 1),
        false => line.to_owned(),
    };
    text.replace("##[", "## [").split_inclusive('\n').map(line).collect()
}

/// Whether an error is only that the reader of our output has gone away.
pub fn is_broken_pipe(error: &Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

/// Says on standard error why a run ended.
pub fn report_error(error: &Error) {
    let message = crate::text::visible(&format!("{error:#}")).into_owned();
    // With standard error closed nobody can be told.
    let _ = error_text(&format!("error: {message}\n"));
}
