//! Speed without a clock: how many instructions each kind of run takes, the same today and tomorrow on a busy machine.
//!
//! `cargo bench --bench instructions` runs the program under valgrind and prints the counts, with the change against
//! those of `instructions.txt`; with UPDATE_INSTRUCTIONS=1 in the environment it writes that file anew. Gungraun counts
//! with the same tool and needs a runner of its own to be installed; whole runs of a program need no more than this.

#![allow(clippy::disallowed_macros, reason = "a benchmark prints what it measured")]

mod corpus;

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// The program's own allocator, for the floor.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/instructions.txt");
const INPUTS: [&str; 3] =
    ["examples/first-idea.yaml", "tests/cmd/compare.in/old.yaml", "tests/cmd/compare.in/new.yaml"];

/// Each kind of run, by its command line.
const RUNS: [&str; 10] = [
    "--version",
    "explain community/part",
    "check first-idea.yaml",
    "assess --as-of 2026-11-22 first-idea.yaml",
    "assess --as-of 2026-11-22 --format table one",
    "assess --as-of 2026-11-22 --format json one",
    "assess --as-of 2026-11-22 --format markdown one",
    "assess --as-of 2026-11-22 --format html one",
    "assess --as-of 2026-11-22 --format sarif one",
    "compare --as-of 2026-11-22 old.yaml new.yaml",
];

/// A draft alone, and with 49 others: the difference is what a proposal costs once the program is up.
const ONE: &str = "one";
const FIFTY: &str = "fifty";
const MORE: u64 = 49;
const EACH: [&str; 2] = ["check", "assess --as-of 2026-11-22 --format json"];

fn main() {
    let mut arguments = env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next()) {
        (Some("--floor"), Some(folder)) => corpus::floor(Path::new(&folder)),
        _ => measure(),
    }
}

fn measure() {
    let Some(valgrind) = version("valgrind") else {
        println!("No instructions are counted: valgrind is not here.");
        return;
    };
    let tools = format!("# {valgrind}, {}", version("rustc").unwrap_or_default());
    let folder = tempfile::tempdir().expect("a folder");
    lay_out(folder.path());
    let counts = count_all(folder.path());
    let kept = fs::read_to_string(KEPT).unwrap_or_default();
    print(&counts, &kept);
    if env::var_os("UPDATE_INSTRUCTIONS").is_some_and(|value| value == "1") {
        fs::write(KEPT, file(&tools, &counts)).expect("written");
        println!("Written to benches/instructions.txt.");
    } else if kept.lines().next() != Some(tools.as_str()) {
        println!("benches/instructions.txt was written with other tools: not every change is the program's.");
        println!("{tools} (now)\n{} (then)", kept.lines().next().unwrap_or("# nothing"));
    }
}

fn version(tool: &str) -> Option<String> {
    let output = Command::new(tool).arg("--version").output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// All files in one folder, in which the runs take place: paths are then as long on every machine.
fn lay_out(folder: &Path) {
    for input in INPUTS {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(input);
        fs::copy(&from, folder.join(from.file_name().expect("a file"))).expect("copied");
    }
    corpus::write(&folder.join(ONE), 1);
    corpus::write(&folder.join(FIFTY), 50);
}

fn count_all(folder: &Path) -> Vec<(String, u64)> {
    let program = Path::new(env!("CARGO_BIN_EXE_quorate"));
    let own = env::current_exe().expect("this program");
    let each = |program: &Path, line: &str| {
        let of = |drafts| count(program, &format!("{line} {drafts}"), folder);
        of(FIFTY).saturating_sub(of(ONE)) / MORE
    };
    let mut counts: Vec<_> =
        RUNS.iter().map(|line| (line.to_string(), count(program, line, folder))).collect();
    counts.push(("each further draft: read and parse".to_owned(), each(&own, "--floor")));
    counts.extend(EACH.map(|line| (format!("each further draft: {line}"), each(program, line))));
    counts
}

/// The instructions of a run in this folder: one thread, no configuration, nothing from outside.
fn count(program: &Path, line: &str, folder: &Path) -> u64 {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(program).args(line.split(' '));
    command.current_dir(folder).env_clear().env("RAYON_NUM_THREADS", "1");
    command.envs(env::var_os("PATH").map(|path| ("PATH", path)));
    let output = command.output().expect("valgrind runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{line}: {}\n{said}", output.status);
    let collected = said.lines().find_map(|line| line.split_once("Collected : "));
    collected.and_then(|(_, count)| count.trim().parse().ok()).expect("a count from callgrind")
}

fn print(counts: &[(String, u64)], kept: &str) {
    println!("{:>14}  {:>9}  run", "instructions", "change");
    for (name, count) in counts {
        let change = match count_of(kept, name) {
            Some(before) => format!("{:+.2} %", (*count as f64 / before as f64 - 1.0) * 100.0),
            None => "new".to_owned(),
        };
        println!("{:>14}  {change:>9}  {name}", grouped(*count));
    }
}

/// What the file says of a run, if it does.
fn count_of(kept: &str, name: &str) -> Option<u64> {
    let (count, _) =
        kept.lines().filter_map(|line| line.trim_start().split_once("  ")).find(|(_, of)| *of == name)?;
    count.replace(',', "").parse().ok()
}

fn file(tools: &str, counts: &[(String, u64)]) -> String {
    let lines = counts.iter().map(|(name, count)| format!("{:>14}  {name}\n", grouped(*count)));
    format!("{tools}\n{}", lines.collect::<String>())
}

/// With commas between thousands.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
