//! `cargo xtask release`: one static program for Linux with its completions, manual pages and checksum, tried in an empty
//! root. `cargo xtask twice`: whether two builds in two folders are the same to the last byte.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::copies::{Copy, cargo, run};

/// The target that is preferred: nothing of the system is in it.
const MUSL: &str = "x86_64-unknown-linux-musl";
/// The one that is taken where the other cannot be had, with the C library inside.
const GNU: &str = "x86_64-unknown-linux-gnu";
const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];
/// The subcommands that have a manual page of their own are those that the program names.
const PROGRAM: &str = "quorate";
/// What is tried in the empty root: a proposal with evidence.
const EXAMPLE: &str = "examples/riverside-homes.yaml";
/// And one that quotes files of every kind.
const CHECK: [&str; 2] = ["check", "tests/quotes/quoted.yaml"];

/// Builds, packs and tries a release; what it makes lies in `target/release-VERSION`.
///
/// # Errors
/// Something cannot be built, packed, or does not run without a system around it.
pub fn release(root: &Path) -> Result<()> {
    let copy = Copy::of(root, "release")?;
    let target = target()?;
    let program = build(copy.folder(), target)?;
    let name = format!("{PROGRAM}-{}-{target}", version(root)?);
    let packed = pack(copy.folder(), root, &program, &name)?;
    try_in_empty_root(root, &program)?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}: {} bytes, the program {} bytes", packed.display(), size(&packed)?, size(&program)?)?;
    Ok(())
}

/// Builds twice and compares.
///
/// # Errors
/// The two programs differ.
pub fn twice(root: &Path) -> Result<()> {
    let target = target()?;
    let (first, second) = (Copy::of(root, "first")?, Copy::of(root, "second-folder-of-another-length")?);
    let programs = [build(first.folder(), target)?, build(second.folder(), target)?];
    let [one, other] = programs.map(fs::read);
    ensure!(one? == other?, "two builds of one commit differ");
    writeln!(std::io::stdout(), "two builds in two folders are the same")?;
    Ok(())
}

/// The best target that is installed.
fn target() -> Result<&'static str> {
    let listed = Command::new("rustup").args(["target", "list", "--installed"]).output();
    let listed = listed.context("rustup cannot be started")?.stdout;
    Ok(if String::from_utf8_lossy(&listed).lines().any(|line| line == MUSL) { MUSL } else { GNU })
}

/// Builds the program in a folder; no path of this machine stays in it.
fn build(folder: &Path, target: &str) -> Result<PathBuf> {
    let home = std::env::var("CARGO_HOME").or_else(|_| std::env::var("HOME").map(|home| home + "/.cargo"))?;
    let flags = [
        "-Ctarget-feature=+crt-static".to_owned(),
        format!("--remap-path-prefix={}=/quorate", folder.display()),
        format!("--remap-path-prefix={home}=/cargo"),
    ];
    let mut cargo = cargo(None, folder);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    run(cargo.args(["build", "--locked", "--release", "--package", PROGRAM, "--target", target]))?;
    Ok(folder.join("target").join(target).join("release").join(PROGRAM))
}

/// Packs the program with all that goes with it, and writes the checksum beside.
fn pack(copy: &Path, root: &Path, program: &Path, name: &str) -> Result<PathBuf> {
    let folder = copy.join(name);
    for inside in ["completions", "man"] {
        fs::create_dir_all(folder.join(inside))?;
    }
    fs::copy(program, folder.join(PROGRAM))?;
    for file in ["README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "SECURITY.md"] {
        fs::copy(copy.join(file), folder.join(file))?;
    }
    for shell in SHELLS {
        fs::write(
            folder.join("completions").join(shell),
            said(Command::new(program).args(["completions", shell]))?,
        )?;
    }
    fs::write(folder.join("man/quorate.1"), said(Command::new(program).arg("man"))?)?;
    for subcommand in subcommands(program)? {
        let page = said(Command::new(program).args(["man", &subcommand]))?;
        fs::write(folder.join("man").join(format!("quorate-{subcommand}.1")), page)?;
    }
    let out = root.join("target").join("dist");
    fs::create_dir_all(&out)?;
    let (packed, sums) = (out.join(format!("{name}.tar.gz")), out.join(format!("{name}.sha256")));
    let mut tar = Command::new("tar");
    // The same commit gives the same bytes: names in order, no owner, no time.
    tar.args([
        "--sort=name",
        "--mtime=@0",
        "--owner=0",
        "--group=0",
        "--numeric-owner",
        "--use-compress-program=gzip -n",
    ]);
    run(tar.arg("-cf").arg(&packed).arg("-C").arg(copy).arg(name))?;
    let sum = Command::new("sha256sum").arg(format!("{name}.tar.gz")).current_dir(&out).output()?;
    ensure!(sum.status.success(), "sha256sum failed");
    fs::write(sums, sum.stdout)?;
    Ok(packed)
}

/// What a command says that ends well.
fn said(command: &mut Command) -> Result<String> {
    let output = command.output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{command:?}: {}: {text}{errors}", output.status);
    Ok(text)
}

/// The subcommands that the program's help lists.
fn subcommands(program: &Path) -> Result<Vec<String>> {
    let help = said(Command::new(program).arg("--help"))?;
    Ok(listed(&help))
}

fn listed(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let lines = lines.take_while(|line| !line.trim().is_empty());
    let words = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    words
        .filter_map(|line| line.split_whitespace().next())
        .filter(|word| *word != "help")
        .map(str::to_owned)
        .collect()
}

/// Runs the program in a root in which there is nothing but it and two proposals with their evidence.
fn try_in_empty_root(root: &Path, program: &Path) -> Result<()> {
    let empty = Copy::of(root, "empty-root")?;
    let evidence = Path::new("examples/evidence");
    let outside = said(Command::new(program).args(CHECK).current_dir(empty.folder()))?;
    for keep in fs::read_dir(empty.folder())?.flatten().map(|entry| entry.path()) {
        match keep.file_name().is_some_and(|name| name == "examples" || name == "tests") {
            true => {}
            false if keep.is_dir() => fs::remove_dir_all(keep)?,
            false => fs::remove_file(keep)?,
        }
    }
    ensure!(empty.folder().join(evidence).is_dir(), "the evidence of the example is there");
    fs::copy(program, empty.folder().join(PROGRAM))?;
    fs::write(empty.folder().join(".quorate.yaml"), "timezone: Pacific/Kiritimati\n")?;
    let inside = |arguments: &[&str]| {
        // As root at once, else as root of a name space of its own.
        let mut tried = Command::new("unshare");
        tried.args(["--map-root-user", "chroot"]).arg(empty.folder()).arg("/quorate").args(arguments);
        said(tried.env_clear().env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"))
    };
    let text = inside(&["assess", EXAMPLE, "--format", "json"])?;
    ensure!(text.contains("\"verdict\""), "in an empty root there is no verdict: {text}");
    // The readers of PDF and DOCX are processes of their own.
    let read = inside(&CHECK)?;
    ensure!(read == outside, "in an empty root `{}` says: {read}; elsewhere: {outside}", CHECK.join(" "));
    let mut out = std::io::stdout().lock();
    writeln!(out, "in an empty root: {EXAMPLE} is assessed, {} bytes of JSON; {}", text.len(), read.trim())?;
    Ok(())
}

fn size(file: &Path) -> Result<u64> {
    Ok(fs::metadata(file)?.len())
}

fn version(root: &Path) -> Result<String> {
    let manifest = fs::read_to_string(root.join("Cargo.toml"))?;
    let line = manifest.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    line.map(str::to_owned).context("Cargo.toml names no version")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subcommands_are_those_that_the_help_lists() {
        let help = "Usage\n\nCommands:\n  init       Print\n  assess     Assess\n             more of it\n  help       Print\n\nOptions:\n  -h\n";
        assert_eq!(listed(help), ["init", "assess"]);
    }
}
