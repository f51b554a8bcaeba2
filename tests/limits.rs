//! Whatever a run is given, it keeps within memory and time, and ends with an answer: in a process with 300 MB of addresses
//! and a few seconds of processor time. The sizes are those that a build for tests takes in seconds; larger ones were tried
//! by hand.

#![cfg(target_os = "linux")]

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use nix::sys::stat::Mode;
use nix::unistd::mkfifo;
use support::{Ran, quorate, run};
use tempfile::TempDir;

#[path = "support/program.rs"]
mod support;

/// The addresses that a run may have, in KiB: the program itself and the stacks of its threads are in them.
const ADDRESSES: u32 = 300_000;
/// The same where there are many proposals: the program and its stacks take some hundred.
const FEW_ADDRESSES: u32 = 200_000;

/// Every format, each on standard output.
const FORMATS: [&str; 9] =
    ["table", "html", "markdown", "csv", "csv-scores", "json", "sarif", "junit", "github"];

/// A proposal of some length.
const PROPOSAL: &str = "\
quorate: 1
name: Village library
stage: design
partners:
  - {name: Council, sector: government, commitment: agreed, evidence: minutes.pdf}
  - {name: Bookshop, sector: business}
";

/// So many proposals are many: what a report of all of them takes would not find room within the addresses.
const MANY: usize = 800;
/// So many proposals in a baseline are many: held in memory together they would not find room within the addresses.
const KEPT: usize = 1_500;

/// A folder with files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

/// The program with these words, about to run within the bounds: the system ends it when it has taken so many seconds of
/// processor time, and gives it no memory beyond its addresses.
fn within(seconds: u32, folder: &TempDir, words: &[&str]) -> Command {
    limited(ADDRESSES, seconds, folder, words)
}

fn limited(addresses: u32, seconds: u32, folder: &TempDir, words: &[&str]) -> Command {
    let plain = quorate(folder);
    let mut limited = Command::new("sh");
    let script = format!("ulimit -v {addresses} && ulimit -t {seconds} && exec \"$@\"");
    limited.args(["-c", &script, "limited"]).arg(plain.get_program()).args(words);
    // As many threads, and stacks of them, on a large machine as on a small one.
    limited.current_dir(folder).stdin(Stdio::null()).env("RAYON_NUM_THREADS", "4");
    for (name, _) in plain.get_envs() {
        limited.env_remove(name);
    }
    limited
}

/// Runs it within the bounds.
#[track_caller]
fn bounded(seconds: u32, folder: &TempDir, words: &[&str]) -> Ran {
    run(&mut within(seconds, folder, words))
}

/// Lines of `text`, so many times, with the number in the place of `#`.
fn numbered(text: &str, times: usize) -> String {
    (0..times).map(|number| text.replace('#', &number.to_string())).collect()
}

#[test]
fn a_file_of_thousands_of_proposals_takes_the_memory_of_a_few_in_every_format() {
    let stream = "--- {quorate: 1}\n".repeat(MANY);
    let folder = folder(&[("p.yaml", &stream)]);
    for format in FORMATS {
        let words = ["assess", "--no-config", "p.yaml", "--format", format];
        let ran = run(&mut limited(FEW_ADDRESSES, 60, &folder, &words));
        assert_eq!(ran.code, 0, "{format}: {}", ran.err);
        assert!(!ran.out.is_empty(), "{format}");
    }
    let summary =
        ["assess", "--no-config", "p.yaml", "--fail-on", "low", "--format", "markdown", "--summary"];
    let ran = run(&mut limited(FEW_ADDRESSES, 60, &folder, &summary));
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.lines().count() < 30, "{}", ran.err);
    let pages = ["assess", "--no-config", "p.yaml", "--format", "html=pages/"];
    assert_eq!(bounded(60, &folder, &pages).code, 0);
    // The first page and the one that tells how to read the others are beside them.
    assert_eq!(fs::read_dir(folder.path().join("pages")).expect("pages").count(), MANY + 2);
    for words in [&["check", "p.yaml"][..], &["baseline", "write", "p.yaml", "--baseline", "b.json"]] {
        assert_eq!(bounded(60, &folder, words).code, 0, "{words:?}");
    }
}

#[test]
fn a_folder_of_thousands_of_files_takes_the_memory_of_a_few_in_every_format() {
    let folder = folder(&[]);
    for number in 0..MANY / 2 {
        fs::write(folder.path().join(format!("p{number}.yaml")), PROPOSAL).expect("a file");
    }
    for format in FORMATS {
        let words = ["assess", "--no-config", ".", "--format", format];
        let ran = run(&mut limited(FEW_ADDRESSES, 60, &folder, &words));
        assert_eq!(ran.code, 0, "{format}: {}", ran.err);
        assert!(ran.err.contains(&format!("{} proposals assessed", MANY / 2)), "{format}: {}", ran.err);
    }
}

#[test]
fn problems_of_thousands_of_proposals_are_all_in_the_report_and_take_no_memory() {
    let with_two = "---\nquorate: 1\npartners:\n- {name: A, evidence: a.pdf}\n- {name: B, evidence: b.pdf}\n";
    let folder = folder(&[("p.yaml", &with_two.repeat(500))]);
    let ran = bounded(60, &folder, &["assess", "--no-config", "p.yaml", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(report["problems"].as_array().map(Vec::len), Some(1_000));
    assert!(ran.err.contains("1000 warnings in 1 file; 500 proposals assessed"), "{}", ran.err);
    assert!(ran.err.len() < 10_000, "{} bytes of messages", ran.err.len());
}

#[test]
fn waivers_in_comments_take_time_in_proportion_to_the_text() {
    let stream = "---\nquorate: 1 # quorate: waive goals/narrow: x\n".repeat(16_000);
    let apart = format!("quorate: 1\n{}goals: none\n", "# quorate: waive goals/narrow: x\n".repeat(50_000));
    let files = [("p.yaml", &*stream), ("q.yaml", &*apart), ("c.yaml", "comments_waive: yes\n")];
    let folder = folder(&files);
    let ran = bounded(30, &folder, &["check", "--config", "c.yaml", "p.yaml"]);
    assert!(ran.code == 0 && ran.out.starts_with("16000 good proposals"), "{}{}", ran.out, ran.err);
    let ran = bounded(30, &folder, &["check", "--config", "c.yaml", "q.yaml"]);
    assert!(ran.code == 2 && ran.err.contains("more than 100 waivers"), "{}{}", ran.out, ran.err);
}

#[test]
fn versions_with_thousands_of_partners_are_compared_and_kept_in_time_in_proportion() {
    let old = "- {name: P#, sector: business, commitment: wished, delegate: {decides: no}}\n";
    let head = "quorate: 1\nname: A\npartners:\n";
    let old = head.to_owned() + &numbered(old, 2_000);
    let new = head.to_owned() + &numbered("- {name: a#}\n", 4_000);
    let folder = folder(&[("a.yaml", &old), ("b.yaml", &new)]);
    for format in ["table", "json"] {
        let words = ["compare", "--no-config", "a.yaml", "b.yaml", "--format", format];
        assert_eq!(bounded(60, &folder, &words).code, 0, "{format}");
    }
    for _ in 0..2 {
        let words = ["baseline", "write", "--no-config", "--baseline", "b.json", "a.yaml"];
        assert_eq!(bounded(60, &folder, &words).code, 0);
    }
}

#[test]
fn bombs_are_refused_within_the_bounds() {
    let laughs: String = ('b'..='j')
        .zip('a'..)
        .map(|(name, before)| format!("{name}: &{name} [{}]\n", vec![format!("*{before}"); 9].join(", ")))
        .collect();
    let bombs = [
        ("laughs", format!("quorate: 1\na: &a [x, x, x, x, x, x, x, x, x]\n{laughs}"), "come to more than"),
        ("deep", format!("quorate: 1\nsummary: {}\n", "[".repeat(500_000)), "64"),
        (
            "deep blocks",
            format!("quorate: 1\n{}", (0..2_000).map(|n| format!("{:n$}a:\n", "")).collect::<String>()),
            "64",
        ),
        (
            "partners",
            "quorate: 1\npartners:\n".to_owned() + &"- {}\n".repeat(1_000_000),
            "more than 200000 keys",
        ),
        ("documents", "---\nquorate: 1\n".repeat(500_000), "more than 200000 keys"),
        ("broken documents", "---\na: [\n".repeat(100_000), "and 51 more errors"),
        ("names", format!("quorate: 1\npartners:\n{}", numbered("- {name: The #th Council}\n", 8_000)), ""),
    ];
    for (what, text, word) in bombs {
        let folder = folder(&[("p.yaml", &text)]);
        // Those of the documents that are read before the end are good, and to assess them all takes its time.
        let commands = if what == "documents" { &["check"][..] } else { &["check", "assess"] };
        for command in commands {
            let ran = bounded(20, &folder, &[command, "--no-config", "p.yaml"]);
            assert!(ran.err.contains(word), "{what}: {}", ran.err);
            assert_eq!(ran.code, if word.is_empty() { 0 } else { 2 }, "{what}: {}", ran.err);
        }
    }
}

#[test]
fn links_in_a_circle_devices_and_pipes_in_a_folder_are_passed_over() {
    let folder = folder(&[("p.yaml", PROPOSAL)]);
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("below")).expect("a folder");
    for (to, link) in [(".", "round"), ("..", "below/up"), ("self.yaml", "self.yaml"), ("b.yaml", "a.yaml")] {
        symlink(to, at(link)).expect("a link");
    }
    symlink("a.yaml", at("b.yaml")).expect("a link");
    symlink("/dev/zero", at("zero.yaml")).expect("a link");
    symlink("/proc", at("proc")).expect("a link");
    mkfifo(&at("pipe.yaml"), Mode::S_IRWXU).expect("a pipe");
    for words in [&["assess", "."][..], &["check", "."], &["baseline", "write", ".", "--baseline", "b.json"]]
    {
        let ran = bounded(10, &folder, words);
        assert_eq!(ran.code, 0, "{words:?}: {}{}", ran.out, ran.err);
    }
}

#[test]
fn what_has_no_end_is_refused_wherever_it_is_named() {
    let configured = "baseline: /dev/zero\n";
    let cover = "title: A\nlogo: pipe\n";
    let folder = folder(&[("p.yaml", PROPOSAL), ("c.yaml", configured), ("cover.yaml", cover)]);
    mkfifo(&folder.path().join("pipe"), Mode::S_IRWXU).expect("a pipe");
    let rubrics = folder.path().join("rubrics");
    fs::create_dir(&rubrics).expect("a folder");
    mkfifo(&rubrics.join("scale.yaml"), Mode::S_IRWXU).expect("a pipe");
    let cases: [&[&str]; 9] = [
        &["assess", "/dev/zero"],
        &["check", "/dev/urandom"],
        &["compare", "p.yaml", "/dev/zero"],
        &["assess", "p.yaml", "--baseline", "/dev/zero"],
        &["assess", "p.yaml", "--config", "c.yaml"],
        &["assess", "p.yaml", "--config", "/dev/zero"],
        &["assess", "p.yaml", "--rubrics", "rubrics"],
        &["assess", "p.yaml", "--format", "html=r.html", "--cover", "/dev/zero"],
        &["assess", "p.yaml", "--format", "html=r.html", "--cover", "cover.yaml"],
    ];
    for words in cases {
        let ran = bounded(10, &folder, words);
        assert_eq!(ran.code, 2, "{words:?}: {}", ran.err);
        assert!(
            ran.err.contains("may have no end") || ran.err.contains("no ordinary file"),
            "{words:?}: {}",
            ran.err
        );
    }
}

#[test]
fn a_baseline_beyond_its_limit_is_refused_before_it_fills_the_memory() {
    let folder = folder(&[("p.yaml", PROPOSAL)]);
    // A file with a hole in it takes no room on the disk.
    File::create(folder.path().join("b.json")).and_then(|file| file.set_len(10 << 30)).expect("a file");
    let ran = bounded(10, &folder, &["assess", "p.yaml", "--baseline", "b.json"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("larger than 1 GiB"), "{}", ran.err);
}

#[test]
fn a_baseline_of_thousands_of_proposals_takes_the_memory_of_a_few() {
    let folder = folder(&[("p.yaml", &numbered("--- {quorate: 1, name: P#}\n", KEPT))]);
    let ran = |words: &[&str]| {
        let ran = run(&mut limited(FEW_ADDRESSES, 120, &folder, words));
        assert_eq!(ran.code, 0, "{words:?}: {}", ran.err);
        ran
    };
    let baseline = |word| ran(&["baseline", word, "--no-config", "p.yaml", "--baseline", "b.json"]).out;
    let read = || fs::read(folder.path().join("b.json")).expect("a baseline");
    assert!(baseline("write").contains(&format!("it holds {KEPT} proposals")));
    let first = read();
    // What is in the file is larger than all that the runs may hold of it beside the program.
    assert!(first.len() > 15 << 20, "{} bytes", first.len());
    assert!(baseline("write").contains(&format!("it holds {KEPT} proposals")));
    assert!(baseline("update").starts_with("b.json: 0 findings taken out"));
    assert!(read() == first, "nothing has changed");
    let words = ["assess", "--no-config", "p.yaml", "--baseline", "b.json", "--format", "csv-scores"];
    assert!(ran(&words).err.contains("in the baseline; 0 new and 0 worse count"));
    fs::rename(folder.path().join("p.yaml"), folder.path().join("q.yaml")).expect("renamed");
    let renamed = ran(&["baseline", "rename", "--no-config", "p.yaml", "q.yaml", "--baseline", "b.json"]);
    assert!(renamed.out.contains(&format!("{KEPT} proposals renamed")), "{}", renamed.out);
    assert!(read() == String::from_utf8_lossy(&first).replace("\"p.yaml\"", "\"q.yaml\"").into_bytes());
}

#[test]
fn a_pipe_is_no_baseline_and_holds_no_run() {
    let folder = folder(&[("p.yaml", PROPOSAL)]);
    mkfifo(&folder.path().join("pipe"), Mode::S_IRWXU).expect("a pipe");
    for words in [["assess", "p.yaml"].as_slice(), &["baseline", "write", "p.yaml"], &["baseline", "update"]]
    {
        let ran = bounded(10, &folder, &[words, &["--baseline", "pipe"]].concat());
        assert_eq!(ran.code, 2, "{words:?}: {}", ran.err);
        assert!(ran.err.contains("no ordinary file"), "{words:?}: {}", ran.err);
    }
}

#[test]
fn a_pipe_that_is_named_is_read() {
    let folder = folder(&[("p.yaml", PROPOSAL)]);
    let script = "cat p.yaml | \"$1\" assess --no-config /dev/stdin; mkfifo pipe; cat p.yaml > pipe & \"$1\" compare --no-config pipe p.yaml";
    let program = quorate(&folder).get_program().to_owned();
    let mut shell = Command::new("sh");
    let ran = run(shell.args(["-c", script, "sh"]).arg(program).current_dir(&folder).stdin(Stdio::null()));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("Village library") && ran.out.to_lowercase().contains("nothing"), "{}", ran.out);
}

#[test]
fn a_file_that_changes_while_it_is_read_gives_an_answer() {
    let folder = folder(&[]);
    let path = folder.path().join("p.yaml");
    let text = PROPOSAL.to_owned() + &numbered("  - {name: Partner #, sector: business}\n", 20_000);
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                change(&path, &text);
            }
        });
        for format in FORMATS {
            let ran = run(&mut within(20, &folder, &["assess", "--no-config", "p.yaml", "--format", format]));
            assert!([0, 2].contains(&ran.code), "{format} ended with {}: {}", ran.code, ran.err);
        }
        stop.store(true, Ordering::Relaxed);
    });
}

/// Cuts a file off, and lets it grow again.
fn change(path: &Path, text: &str) {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(path).expect("the file");
    for piece in text.as_bytes().chunks(40_000) {
        file.write_all(piece).expect("written");
    }
}

#[test]
fn a_full_disk_is_told_and_leaves_nothing() {
    let folder = folder(&[("p.yaml", &"--- {quorate: 1}\n".repeat(200))]);
    for format in FORMATS {
        let mut command = within(20, &folder, &["assess", "--no-config", "p.yaml", "--format", format]);
        let full = OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
        let ran = run(command.stdout(full));
        assert_eq!(ran.code, 2, "{format}: {}", ran.err);
        assert!(ran.err.to_lowercase().contains("no space left"), "{format}: {}", ran.err);
    }
    // Where a long report cannot wait, the folder is named, and how to name another.
    let words = ["assess", "--no-config", "p.yaml", "--format", "html=r.html"];
    let ran = run(within(20, &folder, &words).env("TMPDIR", "nowhere"));
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("nowhere") && ran.err.contains("TMPDIR"), "{}", ran.err);
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1, "nothing is left behind");
}

#[test]
fn an_output_that_is_closed_ends_the_run_as_any_other() {
    let folder = folder(&[("p.yaml", &"--- {quorate: 1}\n".repeat(200))]);
    for format in FORMATS {
        let mut command = within(20, &folder, &["assess", "--no-config", "p.yaml", "--format", format]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{format}: {err}");
        assert!(!err.contains("panicked") && !err.to_lowercase().contains("broken pipe"), "{format}: {err}");
    }
}

#[test]
fn a_folder_that_nobody_may_write_to_is_told_before_any_work() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("p.yaml", PROPOSAL)]);
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).expect("a folder");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).expect("its permissions");
    if File::create(closed.join("probe")).is_ok() {
        // Whoever runs the test may write anywhere.
        return;
    }
    for words in [
        &["assess", "p.yaml", "--format", "json=closed/r.json"][..],
        &["assess", "p.yaml", "--format", "html=closed/pages/"],
        &["baseline", "write", "p.yaml", "--baseline", "closed/b.json"],
    ] {
        let ran = bounded(10, &folder, words);
        assert_eq!(ran.code, 2, "{words:?}: {}", ran.err);
        assert!(ran.err.contains("you may not write there"), "{words:?}: {}", ran.err);
    }
}
