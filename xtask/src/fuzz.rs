//! `cargo xtask fuzz [SECONDS] [TARGET …]`: runs the fuzz targets, two at a time, and says what came of each. It needs a
//! nightly toolchain and `cargo install cargo-fuzz`; the same properties run in short in `cargo test`.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// How long each target runs where nobody says it: ten minutes.
const SECONDS: &str = "600";

/// Runs the targets that are named, or all.
///
/// # Errors
/// There is no such target, cargo-fuzz is not there, or an input was found of which a property does not hold.
pub fn run(root: &Path, arguments: &[String]) -> Result<()> {
    let (seconds, named) = match arguments.split_first() {
        Some((first, rest)) if first.parse::<u32>().is_ok() => (first.as_str(), rest),
        _ => (SECONDS, arguments),
    };
    let all = targets(root)?;
    if let Some(unknown) = named.iter().find(|name| !all.contains(name)) {
        bail!("there is no fuzz target `{unknown}`; there are {}", all.join(", "));
    }
    let chosen = if named.is_empty() { &all[..] } else { named };
    let mut failed = Vec::new();
    let mut out = std::io::stdout().lock();
    for pair in chosen.chunks(2) {
        // One after the other: they share what they are built from.
        pair.iter().try_for_each(|target| build(root, target))?;
        let running: Result<Vec<_>> =
            pair.iter().map(|target| Ok((target, start(root, target, seconds)?))).collect();
        for (target, child) in running? {
            let output = child.wait_with_output()?;
            let log = String::from_utf8_lossy(&output.stderr);
            let runs = log.lines().find(|line| line.starts_with("stat::number_of_executed_units"));
            writeln!(out, "{target}: {} {}", runs.unwrap_or("it stopped"), output.status)?;
            if !output.status.success() {
                writeln!(out, "{log}")?;
                failed.push(target.as_str());
            }
        }
    }
    if !failed.is_empty() {
        bail!("found something: {}; the inputs are in fuzz/artifacts", failed.join(", "));
    }
    Ok(())
}

fn targets(root: &Path) -> Result<Vec<String>> {
    let files = fs::read_dir(root.join("fuzz/fuzz_targets")).context("fuzz/fuzz_targets cannot be read")?;
    let stems = files.flatten().filter_map(|file| Some(file.path().file_stem()?.to_str()?.to_owned()));
    let mut stems: Vec<String> = stems.collect();
    stems.sort();
    Ok(stems)
}

fn build(root: &Path, target: &str) -> Result<()> {
    let built = fuzz(root).args(["build", target]).status().context("cargo fuzz cannot be started")?;
    if !built.success() {
        bail!("the fuzz target `{target}` cannot be built; it needs a nightly toolchain and cargo-fuzz");
    }
    Ok(())
}

/// Starts a target. What it finds on top of the corpus goes beside it, so that what is committed stays small.
fn start(root: &Path, target: &str, seconds: &str) -> Result<std::process::Child> {
    let found = root.join("fuzz/found").join(target);
    fs::create_dir_all(&found)?;
    let corpus = root.join("fuzz/corpus").join(target);
    let mut run = fuzz(root);
    run.args(["run", target]).arg(found).arg(corpus);
    run.args(["--", "-print_final_stats=1", "-timeout=20", "-rss_limit_mb=4096", "-max_len=8192"]);
    run.arg(format!("-max_total_time={seconds}"));
    run.stderr(Stdio::piped()).spawn().context("cargo fuzz cannot be started")
}

fn fuzz(root: &Path) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(["+nightly", "fuzz"]).current_dir(root);
    // That of the cargo which runs this would win over the one that is asked for.
    cargo.env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO");
    cargo
}
