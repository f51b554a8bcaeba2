//! Reading PDF and DOCX in a process of its own: this very program, called with a word that no subcommand has. The file
//! comes on its standard input, the text goes to its standard output. A file that brings the reader down, keeps it busy or
//! makes it ask for much memory ends that process, and gives no text.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use wait_timeout::ChildExt;

use crate::quotes::readers::{Kind, MOST_BYTES, MOST_TEXT};
use crate::quotes::{FileText, NoText};

/// The word that makes this program a reader of one file.
const WORD: &str = "__text";
/// How long a file may take by the clock. Twice the time of the processor, as others may be at work.
const LONGEST: Duration = Duration::from_secs(2 * SECONDS);
/// How many seconds of the processor's time a file may take.
const SECONDS: u64 = 10;
/// How much memory reading may take, in addresses: 2 GiB. The allocator sets half of that aside when it starts.
#[cfg(unix)]
const MOST_MEMORY: u64 = 2 << 30;
/// The most that is taken from the process: the text, in which JSON may write a letter as six.
const MOST_OUTPUT: u64 = 6 * MOST_TEXT as u64 + (1 << 20);

/// The text of a file, by a process of its own.
///
/// # Errors
/// There is none, or the process came to grief.
pub(super) fn read(file: File, kind: Kind) -> Result<FileText, NoText> {
    let mut command = Command::new(this_program().ok_or(NoText::Broken)?);
    command.args([WORD, kind.word()]).stdin(file);
    run(&mut command, LONGEST)
}

/// Where this program lies: as the system says, or, where it says nothing, as in a root without `/proc`, by the path that it
/// was started with.
fn this_program() -> Option<PathBuf> {
    let started_with = || std::env::args_os().next().map(PathBuf::from).filter(|path| path.is_absolute());
    std::env::current_exe().ok().or_else(started_with)
}

/// What a process writes, if it ends in time and by itself.
fn run(command: &mut Command, longest: Duration) -> Result<FileText, NoText> {
    let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|_| NoText::Broken)?;
    // Nobody listens to what it complains about. The null device would do as well, where there is one.
    drop(child.stderr.take());
    let Some(output) = child.stdout.take() else { return Err(NoText::Broken) };
    // Read beside the waiting: a pipe that nobody reads from keeps the process from ending.
    let reading = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        output.take(MOST_OUTPUT + 1).read_to_end(&mut bytes).map(|_| bytes)
    });
    let ended = child.wait_timeout(longest);
    if !matches!(ended, Ok(Some(_))) {
        // It may have ended just now; then there is nothing to end.
        let _ = child.kill();
        let _ = child.wait();
    }
    let bytes = reading.join().ok().and_then(Result::ok);
    match (ended, bytes) {
        (Ok(None), _) => Err(NoText::TooMuch),
        (Ok(Some(status)), _) if was_stopped(status) => Err(NoText::TooMuch),
        (Ok(Some(status)), Some(bytes)) if status.success() && bytes.len() as u64 <= MOST_OUTPUT => {
            serde_json::from_slice(&bytes).unwrap_or(Err(NoText::Broken))
        }
        _ => Err(NoText::Broken),
    }
}

/// Whether a process came to the limit of its time.
#[cfg(unix)]
fn was_stopped(status: std::process::ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    [rustix::process::Signal::XCPU, rustix::process::Signal::KILL]
        .iter()
        .any(|signal| status.signal() == Some(signal.as_raw()))
}

/// Whether a process came to the limit of its time.
#[cfg(not(unix))]
fn was_stopped(_: std::process::ExitStatus) -> bool {
    false
}

/// Reads one file, if this process was started to do that; else nothing.
pub fn serve() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next()? != WORD {
        return None;
    }
    let kind = arguments.next().and_then(|word| Kind::named(word.to_str()?));
    Some(match kind.ok_or(io::ErrorKind::InvalidInput.into()).and_then(answer) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    })
}

/// Reads standard input within limits, and writes what came of it.
fn answer(kind: Kind) -> io::Result<()> {
    limit_this_process();
    let mut bytes = Vec::new();
    io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    let text = serde_json::to_vec(&kind.read(&bytes))?;
    let mut output = io::stdout().lock();
    output.write_all(&text)?;
    output.flush()
}

/// Bounds what this process may use from now on. What a system does not bound, the clock of whoever waits does.
#[cfg(unix)]
fn limit_this_process() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    for (resource, most) in [(Resource::As, MOST_MEMORY), (Resource::Cpu, SECONDS), (Resource::Core, 0)] {
        // A limit that is lower already is left as it is.
        let now = getrlimit(resource);
        let lower = |limit: Option<u64>| Some(limit.map_or(most, |limit| limit.min(most)));
        let _ = setrlimit(resource, Rlimit { current: lower(now.current), maximum: lower(now.maximum) });
    }
}

/// Bounds what this process may use from now on: here only the clock does.
#[cfg(not(unix))]
fn limit_this_process() {}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, longest: Duration) -> Result<FileText, NoText> {
        run(Command::new("sh").args(["-c", script]).stdin(Stdio::null()), longest)
    }

    #[test]
    fn a_process_that_hangs_is_ended_and_one_that_fails_gives_no_text() {
        let long = Duration::from_secs(60);
        assert_eq!(shell("exec sleep 600", Duration::from_millis(50)), Err(NoText::TooMuch));
        assert_eq!(shell("kill -s XCPU $$", long), Err(NoText::TooMuch));
        for script in ["exit 1", "kill -s SEGV $$", "echo nonsense", "true"] {
            assert_eq!(shell(script, long), Err(NoText::Broken), "{script}");
        }
        assert_eq!(shell("echo '{\"Err\":\"scan\"}'", long), Err(NoText::Scan));
    }

    #[test]
    fn a_process_that_writes_without_end_is_not_read_without_end() {
        let endless = shell("exec yes", Duration::from_secs(60));
        assert!(matches!(endless, Err(NoText::Broken)), "{endless:?}");
    }
}
