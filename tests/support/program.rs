//! The real program, run as a user runs it, in surroundings that are the same everywhere.

use std::path::Path;
use std::process::{Command, Stdio};

/// What a run said, and how it ended.
#[derive(Debug)]
pub struct Ran {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// The program, about to run in a folder, with nothing of the caller's locale, colours or terminal.
pub fn quorate(folder: &impl AsRef<Path>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quorate"));
    command.current_dir(folder).stdin(Stdio::null());
    for name in
        ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "LANG", "LC_ALL", "LC_CTYPE", "TERM"]
    {
        command.env_remove(name);
    }
    command
}

/// Runs it to its end. A crash fails the test, and so does output that is no text.
#[track_caller]
pub fn run(command: &mut Command) -> Ran {
    let output = command.output().expect("the program starts");
    let text =
        |bytes| String::from_utf8(bytes).unwrap_or_else(|e| panic!("{command:?} wrote what is no text: {e}"));
    let (out, err) = (text(output.stdout), text(output.stderr));
    let code =
        output.status.code().unwrap_or_else(|| panic!("{command:?} ended by {}:\n{err}", output.status));
    assert!(!err.contains("panicked at"), "{command:?} panicked:\n{err}");
    Ran { code, out, err }
}

/// Runs it with a text on standard input.
#[allow(dead_code, reason = "not every test needs it")]
#[track_caller]
pub fn run_on(command: &mut Command, input: &str) -> Ran {
    let file = tempfile::tempfile().expect("a file");
    let mut text = file.try_clone().expect("the same file");
    std::io::Write::write_all(&mut text, input.as_bytes()).expect("the text");
    std::io::Seek::rewind(&mut text).expect("its beginning");
    run(command.stdin(file))
}
