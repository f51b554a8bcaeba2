//! Speed: whole runs of the program against the floor of reading the same files into located trees.
//!
//! `cargo bench` prints medians over interleaved rounds and the ratio between them, each a whole process, start
//! included. Machines are noisy: only ratios of one run mean anything.

#![allow(clippy::disallowed_macros, reason = "a benchmark prints what it measured")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, hint};

use quorate::document::{self, Limits};
use quorate::rubric::Rubrics;
use rayon::prelude::*;
use support::generator::{Generator, Taste};

/// The program's own allocator: the floor shall not be slower than it need be.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// About 3 KB a file: a first full draft.
const DRAFT: Taste = Taste { stated: 42, denied: 4, evidenced: 20 };
const FILES: usize = 1000;
const ROUNDS: usize = 21;

fn main() {
    let mut arguments = env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next()) {
        (Some("--floor"), Some(folder)) => floor(Path::new(&folder)),
        _ => measure(),
    }
}

/// What the program cannot do without: every file read and parsed into its located tree, on all cores.
fn floor(folder: &Path) {
    let files: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    let nodes: usize = files
        .par_iter()
        .map(|file| {
            let text = document::decode(fs::read(file).expect("a file")).expect("UTF-8");
            hint::black_box(document::parse(&text, &Limits::default())).documents.len()
        })
        .sum();
    assert_eq!(nodes, files.len());
}

fn measure() {
    let corpus = tempfile::tempdir().expect("a folder");
    let rubrics = Rubrics::bundled();
    let mut generator = Generator::new(&rubrics.dictionary, 7, DRAFT);
    let mut bytes = 0;
    for number in 0..FILES {
        let text = generator.proposal().text();
        bytes += text.len();
        fs::write(corpus.path().join(format!("p{number:04}.yaml")), text).expect("written");
    }
    let one = corpus.path().join("p0000.yaml");
    println!("{FILES} proposals of {} bytes on average", bytes / FILES);

    let program = env!("CARGO_BIN_EXE_quorate");
    let own = env::current_exe().expect("this program");
    let whole = || run(Command::new(program).args(["assess", "--format", "json"]).arg(corpus.path()));
    let check = || run(Command::new(program).arg("check").arg(corpus.path()));
    let floor = || run(Command::new(&own).arg("--floor").arg(corpus.path()));
    let single = || run(Command::new(program).arg("assess").arg(&one));
    let nothing = || run(Command::new(program).arg("--version"));

    let mut times: [Vec<Duration>; 5] = Default::default();
    for _ in 0..ROUNDS {
        for (times, job) in
            times.iter_mut().zip([&whole as &dyn Fn() -> Duration, &check, &floor, &single, &nothing])
        {
            times.push(job());
        }
    }
    let [whole, check, floor, single, nothing] = times.map(median);
    println!("whole run, JSON out     {whole:>10.2?}  {:.2} times the floor", ratio(whole, floor));
    println!("check only              {check:>10.2?}  {:.2} times the floor", ratio(check, floor));
    println!("floor: read and parse   {floor:>10.2?}");
    println!("one file, table out     {single:>10.2?}");
    println!("start alone (--version) {nothing:>10.2?}");
}

fn run(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("it runs");
    let time = start.elapsed();
    assert!(status.success(), "{command:?}: {status}");
    time
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}
