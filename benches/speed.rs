//! Speed: whole runs of the program against the floor of reading the same files into located trees.
//!
//! `cargo bench --bench speed` prints medians over interleaved rounds and the ratio between them, each a whole process,
//! start included. Machines are noisy: only ratios of one run mean anything. With `-- --corpus FOLDER` it only writes
//! the files that it reads, for others to be timed on.

#![allow(clippy::disallowed_macros, reason = "a benchmark prints what it measured")]

mod corpus;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, hint};

use quorate::assess::{Options, assess};
use quorate::proposal::{NoFolder, PartialDate, bind};
use quorate::rubric::Rubrics;
use rayon::prelude::*;

/// The program's own allocator: the floor shall not be slower than it need be.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const FILES: usize = 1000;
const ROUNDS: usize = 21;
const DAY: &str = "2026-11-22";

/// The formats whose making is weighed against assessing alone.
const FORMATS: [&str; 9] =
    ["table", "csv-scores", "csv", "json", "sarif", "junit", "github", "markdown", "html"];

fn main() {
    let mut arguments = env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next()) {
        (Some("--corpus"), Some(folder)) => {
            corpus::write(Path::new(&folder), FILES);
        }
        (Some("--floor"), Some(folder)) => corpus::floor(Path::new(&folder)),
        (Some("--assess"), Some(folder)) => assess_only(Path::new(&folder)),
        _ => measure(),
    }
}

/// What every format of report needs before a word is written: every file read, parsed, bound and assessed.
fn assess_only(folder: &Path) {
    let rubrics = Rubrics::bundled();
    let options = Options::new(PartialDate::parse(DAY).expect("a date"));
    let findings: usize = corpus::files_in(folder)
        .par_iter()
        .flat_map_iter(|file| corpus::parsed(file))
        .map(|document| {
            let (proposal, _) = bind(&document, &rubrics.dictionary, &NoFolder);
            hint::black_box(assess(&rubrics, &proposal, options)).findings.len()
        })
        .sum();
    assert!(findings > 0);
}

fn measure() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let bytes = corpus::write(folder, FILES);
    let one = folder.join("p0000.yaml");
    println!("{FILES} proposals of {} bytes on average", bytes / FILES);

    let program = env!("CARGO_BIN_EXE_quorate");
    let own = env::current_exe().expect("this program");
    let job = |program: &Path, arguments: &[&str], path: &Path| {
        let mut command = Command::new(program);
        command.args(arguments).arg(path);
        command
    };
    let program = Path::new(program);
    let mut jobs = vec![
        job(&own, &["--floor"], folder),
        job(program, &["check"], folder),
        job(program, &["assess"], &one),
        job(program, &["--version"], folder),
        job(&own, &["--assess"], folder),
    ];
    jobs.extend(FORMATS.map(|format| job(program, &["assess", "--as-of", DAY, "--format", format], folder)));
    let mut times = vec![Vec::new(); jobs.len()];
    for _ in 0..ROUNDS {
        for (job, times) in jobs.iter_mut().zip(&mut times) {
            times.push(run(job));
        }
    }
    let medians: Vec<Duration> = times.into_iter().map(median).collect();
    let [floor, check, single, nothing, assessed, ref formats @ ..] = medians[..] else { return };
    println!("floor: read and parse   {floor:>10.2?}");
    println!("check only              {check:>10.2?}  {:.2} times the floor", ratio(check, floor));
    println!("one file, table out     {single:>10.2?}");
    println!("start alone (--version) {nothing:>10.2?}");
    println!("read, parse and assess  {assessed:>10.2?}  {:.2} times the floor", ratio(assessed, floor));
    for (format, time) in FORMATS.iter().zip(formats) {
        let (of_floor, of_assessing) = (ratio(*time, floor), ratio(*time, assessed));
        let megabytes = size(&mut job(program, &["assess", "--as-of", DAY, "--format", format], folder));
        let making = megabytes / time.saturating_sub(assessed).as_secs_f64();
        println!(
            "whole run, {format:<12} {time:>10.2?}  {of_floor:.2} times the floor, {of_assessing:.2} times assessing; \
             {megabytes:.1} MB, {making:.0} MB/s beyond assessing"
        );
    }
}

fn run(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("it runs");
    let time = start.elapsed();
    assert!(status.success(), "{command:?}: {status}");
    time
}

/// How much a run writes, in megabytes.
fn size(command: &mut Command) -> f64 {
    let output = command.stderr(Stdio::null()).output().expect("it runs");
    output.stdout.len() as f64 / 1e6
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}
