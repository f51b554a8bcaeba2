//! Nothing that people wrote is lost: not to a report, not to a run that is cut off, not to two runs at once.

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};

use program::{Ran, quorate, run};
use tempfile::TempDir;

const FORMATS: [&str; 9] =
    ["table", "html", "markdown", "csv", "csv-scores", "json", "sarif", "junit", "github"];
const MINUTES: &str = "<p>All agreed on 2 May, and signed.</p>\n";

/// A proposal with a file of evidence, a logo on a cover, rubrics, a configuration and a baseline.
fn team() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let write = |name: &str, text: &str| fs::write(at(name), text).expect("written");
    fs::create_dir(at("evidence")).expect("a folder");
    write("p.yaml", "quorate: 1\nname: A\ncommunity:\n  part: decides\n  evidence: evidence/minutes.html\n");
    write("other.yaml", "quorate: 1\nname: B\n");
    write("other.json", "{\"quorate\": 1, \"name\": \"C\"}\n");
    write("evidence/minutes.html", MINUTES);
    write("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
    write("notes.md", "# Notes\n\nAll agreed, says quorate.\n");
    write("figures.csv", "path,amount\nx,1\n");
    write(".quorate.yaml", "fail_on: critical\nbaseline: base.json\n");
    let wrote = run(quorate(&folder).args(["baseline", "write", "p.yaml"]));
    assert_eq!(wrote.code, 0, "{}", wrote.err);
    folder
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries
        .map(|path| (path.display().to_string(), fs::read(&path).unwrap_or_else(|_| b"a folder".to_vec())))
        .collect();
    files.sort();
    files
}

fn assess(folder: &TempDir, format: &str) -> Ran {
    run(quorate(folder).args(["assess", "p.yaml", "--as-of", "2026-11-22", "--format", format]))
}

#[test]
fn no_report_takes_the_place_of_what_is_no_report() {
    let folder = team();
    let before = (files(folder.path()), files(&folder.path().join("evidence")));
    for format in FORMATS {
        for target in [
            "evidence/minutes.html",
            "other.yaml",
            "other.json",
            "p.yaml",
            "./evidence/../p.yaml",
            "logo.svg",
            "notes.md",
            "figures.csv",
            ".quorate.yaml",
            "base.json",
        ] {
            let ran = assess(&folder, &format!("{format}={target}"));
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{format}={target}");
            assert!(ran.err.contains("is not written over"), "{format}={target}: {}", ran.err);
        }
    }
    for subcommand in ["ask", "plan"] {
        let wanted = "text=notes.md";
        let ran = run(quorate(&folder).args([subcommand, "p.yaml", "--format", wanted]));
        assert_eq!(ran.code, 2, "{subcommand}");
    }
    assert_eq!((files(folder.path()), files(&folder.path().join("evidence"))), before);
}

#[test]
fn a_page_of_a_folder_takes_the_place_of_none_that_is_no_report() {
    let folder = team();
    fs::write(folder.path().join("evidence/index.html"), MINUTES).expect("written");
    let ran = assess(&folder, "html=evidence/");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("is no report of quorate"), "{}", ran.err);
    let index = fs::read_to_string(folder.path().join("evidence/index.html")).expect("a file");
    assert_eq!(index, MINUTES);
}

#[cfg(unix)]
#[test]
fn no_other_name_of_a_file_helps() {
    let folder = team();
    let at = |name: &str| folder.path().join(name);
    std::os::unix::fs::symlink("evidence/minutes.html", at("soft.html")).expect("linked");
    fs::hard_link(at("evidence/minutes.html"), at("hard.html")).expect("linked");
    for target in ["soft.html", "hard.html"] {
        let ran = assess(&folder, &format!("html={target}"));
        assert_eq!(ran.code, 2, "{target}");
    }
    assert_eq!(fs::read_to_string(at("evidence/minutes.html")).expect("a file"), MINUTES);
}

#[test]
fn an_earlier_report_that_is_evidence_stays() {
    let folder = team();
    assert!(assess(&folder, "html=evidence/readiness.html").code < 2);
    let text = fs::read_to_string(folder.path().join("p.yaml")).expect("a proposal");
    let text = text.replace("evidence/minutes.html", "\"evidence/./readiness.html#top\"");
    fs::write(folder.path().join("p.yaml"), text).expect("written");
    let before = fs::read(folder.path().join("evidence/readiness.html")).expect("a report");
    let ran = assess(&folder, "html=evidence/readiness.html,json=new.json");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("evidence/./readiness.html is evidence of p.yaml"), "{}", ran.err);
    assert_eq!(fs::read(folder.path().join("evidence/readiness.html")).expect("a report"), before);
    assert!(!folder.path().join("new.json").exists());
}

#[test]
fn no_report_takes_the_place_of_a_page_of_another() {
    let folder = team();
    fs::create_dir(folder.path().join("pages")).expect("a folder");
    let ran = assess(&folder, "html=pages/,html=pages/index.html");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("among the pages of another report"), "{}", ran.err);
}

#[test]
fn a_report_takes_the_place_of_the_one_before_in_every_format() {
    for proposals in
        [&["p.yaml"][..], &["p.yaml", "other.yaml", "other.json", "p.yaml"], &["evidence"], &["logo.svg"]]
    {
        for format in FORMATS {
            let folder = team();
            for time in ["first", "second"] {
                let mut command = quorate(&folder);
                command.args(["assess", "--format", &format!("{format}=report")]).args(proposals);
                let ran = run(&mut command);
                assert!(!ran.err.contains("is no report"), "{time} {format} of {proposals:?}: {}", ran.err);
            }
        }
    }
}

#[test]
fn so_does_every_other_text_that_can_go_to_a_file() {
    let folder = team();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverside-homes.yaml");
    fs::copy(example, folder.path().join("ready.yaml")).expect("copied");
    for arguments in [&["compare", "p.yaml", "other.yaml"][..], &["agree", "p.yaml", "other.yaml"]] {
        for format in ["table", "markdown", "html", "json"] {
            twice(&folder, arguments, format);
        }
    }
    for arguments in [
        &["ask", "p.yaml"][..],
        &["ask", "p.yaml", "--all"],
        &["plan", "p.yaml"],
        &["plan", "ready.yaml", "--to", "emerging"],
    ] {
        for format in ["text", "markdown", "html", "json"] {
            twice(&folder, arguments, format);
        }
    }
}

fn twice(folder: &TempDir, arguments: &[&str], format: &str) {
    for time in ["first", "second"] {
        let wanted = format!("{format}={}-{format}", arguments[0]);
        let ran = run(quorate(folder).args(arguments).args(["--format", &wanted]));
        assert!(ran.code < 2, "{time} {format} of {arguments:?}: {}", ran.err);
    }
}

#[test]
fn an_empty_file_was_made_to_be_written() {
    let folder = team();
    fs::write(folder.path().join("summary"), "").expect("written");
    assert!(assess(&folder, "markdown=summary").code < 2);
    assert!(fs::read_to_string(folder.path().join("summary")).expect("a file").starts_with('#'));
}

/// A run that has opened its reports, and waits for the rest of its input.
#[cfg(unix)]
fn waiting(folder: &Path) -> Child {
    use std::io::Write;
    let mut command = quorate(&folder);
    command.args(["assess", "-", "--format", "html=report.html,json=report.json"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("it starts");
    // More than a pipe holds: when it is written, somebody reads.
    let text = format!("quorate: 1\n# {}\n", "x".repeat(300_000));
    child.stdin.as_mut().expect("a pipe").write_all(text.as_bytes()).expect("written");
    child
}

/// Whether whoever started the tests has made them deaf to a signal, as a shell does with SIGINT for what runs in the
/// background: what they start is deaf too.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
    mask & (1 << (signal - 1)) != 0
}

#[cfg(unix)]
#[test]
fn a_run_that_is_cut_off_leaves_nothing_behind() {
    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;
    let signals = [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP, Signal::SIGKILL];
    for signal in signals.into_iter().filter(|signal| !is_ignored(*signal as i32)) {
        for before in [None, Some("::notice file=a.yaml::before")] {
            let folder = tempfile::tempdir().expect("a folder");
            let report = folder.path().join("report.html");
            before.iter().for_each(|text| fs::write(&report, text).expect("written"));
            let mut child = waiting(folder.path());
            let pid = Pid::from_raw(i32::try_from(child.id()).expect("a number"));
            kill(pid, signal).expect("sent");
            assert!(!child.wait().expect("it ends").success());
            let left = files(folder.path());
            let expected: Vec<_> =
                before.iter().map(|text| (report.display().to_string(), text.as_bytes().to_vec())).collect();
            assert_eq!(left, expected, "{signal}");
        }
    }
}

#[test]
fn six_that_write_one_baseline_at_once_keep_what_all_have_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let names: Vec<String> = (1..=6).map(|number| format!("p{number}.yaml")).collect();
    for name in &names {
        fs::write(folder.path().join(name), format!("quorate: 1\nname: {name}\n")).expect("written");
    }
    for _ in 0..3 {
        let start = |name: &String| {
            let mut command = quorate(&folder);
            command.args(["baseline", "write", "--no-config", "--baseline", "bl.json", name]);
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts")
        };
        let children: Vec<Child> = names.iter().map(start).collect();
        for mut child in children {
            assert!(child.wait().expect("it ends").success());
        }
        let text = fs::read_to_string(folder.path().join("bl.json")).expect("a baseline");
        assert_eq!(text.matches("\"path\"").count(), names.len(), "{text}");
        let left = files(folder.path());
        assert_eq!(left.len(), names.len() + 1, "{left:?}");
        fs::remove_file(folder.path().join("bl.json")).expect("removed");
    }
}

#[cfg(unix)]
#[test]
fn whoever_waits_for_another_writer_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("p.yaml"), "quorate: 1\n").expect("written");
    let other = fs::File::open(folder.path()).expect("the folder");
    other.lock().expect("locked");
    let mut command = quorate(&folder);
    command.args(["baseline", "write", "--no-config", "--baseline", "bl.json", "p.yaml"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut said = String::new();
    let mut err = std::io::BufReader::new(child.stderr.take().expect("a pipe"));
    while !said.contains("waiting for another run") {
        assert!(std::io::BufRead::read_line(&mut err, &mut said).expect("a line") > 0, "{said}");
    }
    assert!(!folder.path().join("bl.json").exists());
    drop(other);
    assert!(child.wait().expect("it ends").success());
    assert!(folder.path().join("bl.json").exists());
}
