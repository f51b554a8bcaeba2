//! Bad input through the real program: the exit code, the place, helpful words, and never a crash or a hang.

#[path = "support/program.rs"]
mod program;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::iter;
use std::path::Path;
use std::process::{Command, Stdio};

use program::{Ran, quorate, run};
use tempfile::TempDir;

/// A folder that holds these files.
#[track_caller]
fn folder_of(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it is in the folder")).expect("a folder");
        fs::write(path, bytes).expect("written");
    }
    folder
}

/// What `quorate check` says of one file `p.yaml` in a folder of its own.
#[track_caller]
fn check(text: impl AsRef<[u8]>) -> Ran {
    let folder = folder_of(&[("p.yaml", text.as_ref())]);
    run(quorate(&folder).args(["check", "p.yaml"]))
}

/// The file is refused at this place, in words that hold all of these, over as many lines as it takes.
#[track_caller]
fn refused(text: impl AsRef<[u8]>, place: &str, words: &[&str]) {
    let ran = check(text);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert_said(&ran.err, place, words);
}

#[track_caller]
fn assert_said(err: &str, place: &str, words: &[&str]) {
    assert!(err.contains(&format!("--> {place}\n")), "not at {place}:\n{err}");
    let said = err.split_whitespace().collect::<Vec<_>>().join(" ");
    for word in words {
        assert!(said.contains(word), "no word of {word:?}:\n{err}");
    }
}

/// A proposal that begins well and goes on with these lines, the first of them line 3.
fn proposal(rest: &str) -> String {
    format!("quorate: 1\nname: Library bus\n{rest}\n")
}

/// One claim for each kind of mistake: what is written, where it is refused, and the words that help.
macro_rules! mistakes {
    ($($claim:ident: $text:expr, at $place:literal, $words:expr;)*) => {
        $(
            #[test]
            fn $claim() {
                refused($text, concat!("p.yaml:", $place), &$words);
            }
        )*
    };
}

mistakes! {
    // Facts.
    a_misspelt_key_is_told_the_nearest: proposal("sumary: A bus"), at "3:1", ["no fact `sumary`", "did you mean `summary`?"];
    a_misspelt_key_inside_a_block_is_told_the_nearest:
        proposal("problem:\n  statment: None"), at "4:3", ["no fact `statment`", "did you mean `statement`?"];
    a_key_like_no_other_is_told_the_keys_that_there_are:
        proposal("staying: {xyzzy: 1}"), at "3:11", ["no fact `xyzzy`", "`horizon`"];
    a_list_where_a_text_is_asked: proposal("summary: [a, b]"), at "3:10", ["`summary` is a text, and this is a list"];
    a_text_where_a_list_is_asked: proposal("milestones: soon"), at "3:13", ["is a list, and this is a single value", "`- `"];
    a_word_where_a_block_is_asked:
        proposal("community: listened to"), at "3:12", ["`community` is a block of keys", "its keys are `part`"];
    a_list_where_a_record_is_asked: proposal("partners:\n  - [Valley Buses]"), at "4:5", ["block of keys"];
    a_word_outside_the_vocabulary_is_told_the_words_and_the_nearest:
        proposal("stage: desing"), at "3:8", ["`diagnosis`, `design`, `implementation` or `assessment`", "did you mean `design`?"];
    a_month_that_is_not: proposal("date: 2026-13-01"), at "3:7", ["there is no month 13"];
    a_day_that_is_not: proposal("date: 2027-02-30"), at "3:7", ["there is no day 30 in 2027-02"];
    a_date_that_is_none: proposal("date: next spring"), at "3:7", ["expected a date such as", "2027-03"];
    yes_where_a_text_is_asked: proposal("summary: yes"), at "3:10", ["`yes` does not answer `summary`", "expected a text"];
    none_where_it_is_no_answer: "quorate: 1\nname: none\n", at "2:7", ["`none` is no answer to `name`", "leave the key out"];
    maybe_where_yes_or_no_is_asked: proposal("partners:\n  - {delegate: {decides: maybe}}"), at "4:26", ["expected `yes` or `no`"];
    a_number_in_no_words_that_are_known: proposal("goals:\n  - target: a good dozen"), at "4:13", ["expected a number", "1,200"];
    a_share_above_the_whole: proposal("funding: {outcome_share: 120 %}"), at "3:26", ["between 0 % and 100 %"];
    a_length_of_time_without_its_unit: proposal("staying: {horizon: 5}"), at "3:20", ["`18 months`"];
    money_that_is_a_guess: proposal("funding:\n  sources:\n    - amount: about 40k"), at "5:15", ["`60000 EUR`"];
    a_key_given_twice: proposal("stage: design\nstage: diagnosis"), at "4:1", ["given twice", "first given here", "p.yaml:3:1"];
    evidence_for_the_whole_proposal: proposal("evidence: a.txt"), at "3:1", ["inside a block or a record"];
    a_text_that_a_comma_cuts_in_two:
        proposal("place: {name: Hawaii, Kauai and Maui counties}"), at "3:23", ["a comma inside braces begins a new key", "in quotes"];
    a_key_that_belongs_to_another_block: proposal("horizon: 8 years"), at "3:1", ["`horizon` is a key of `staying`"];
    a_word_with_a_character_that_nobody_sees:
        proposal("stage: de\u{ad}sign"), at "3:8", ["there is a soft hyphen in it: write `design`"];
    a_wrong_word_is_told_that_none_is_one: proposal("community: {part: some}"), at "3:19", ["`leads` or `none`"];
    a_proposal_without_its_marker: "name: Library bus\n", at "1:1", ["not marked as a proposal", "put `quorate: 1` on the first line"];
    a_version_that_is_not_read: "quorate: 2\nname: A\n", at "1:10", ["version 1", "expected `quorate: 1`"];

    // YAML.
    a_tab: "quorate: 1\nplace:\n\tname: Valley\n", at "3:1", ["a tab is used for indentation", "indent with spaces"];
    a_quote_that_is_never_closed: proposal("summary: \"a bus"), at "3:10", ["this \" is never closed"];
    a_bracket_that_is_never_closed: proposal("place: {name: Valley"), at "3:8", ["this `{` is never closed", "close it with `}`"];
    a_tag: proposal("summary: !!python/object:os.system rm"), at "3:10", ["has no meaning here", "take it out"];
    an_alias_of_nothing: proposal("summary: *that"), at "3:10", ["no block before it is named so"];
    a_merge: proposal("<<: {stage: design}"), at "3:1", ["cannot be merged"];
    a_list_for_a_key: proposal("? [a]\n: b"), at "3:3", ["a list cannot be a key"];
    nothing_at_all: "", at "1:1", ["the file is empty"];
    nothing_but_comments: "# quorate: 1\n# name: A\n", at "1:1", ["the file is empty"];
    a_list_in_place_of_a_proposal: "- quorate: 1\n", at "1:1", ["a proposal is a block of keys, and this is a list"];
    a_bare_word: "hello\n", at "1:1", ["a proposal is a block of keys, and this is a single value"];

    // What is no text.
    a_nul: b"quorate: 1\nname: A\0B\n", at "2:8", ["a NUL byte is here"];
    a_byte_of_an_older_encoding: b"quorate: 1\nname: Caf\xe9\n", at "2:10", ["0xE9 here is not UTF-8", "save the file as UTF-8"];
    a_pdf: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", at "1:1", ["this is a PDF"];
    a_word_document: b"PK\x03\x04\x14\0\x06\0", at "1:1", ["Word, Excel or zip"];
    bytes_of_a_program: b"\x7fELF\x02\x01\x01\0\0\0\0\0\x80\xff", at "1:8", ["not a text file"];
    half_a_letter_of_utf16: utf16("quorate: 1\nname: A\n").split_last().expect("bytes").1, at "2:8", ["half of a UTF-16 letter"];
}

/// UTF-16 with the mark that says so.
fn utf16(text: &str) -> Vec<u8> {
    [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn utf16_that_says_so_is_read() {
    let ran = check(utf16("quorate: 1\nname: Bókasafn\n"));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn quotes_case_and_white_space_are_no_mistakes() {
    for line in [
        "partners: [{name: A, delegate: {decides: \"yes\"}}]",
        "partners: [{name: A, delegate: {decides: NO}}]",
        "partners: [{name: A, commitment: \"in  talks\"}]",
        "partners: [{name: A, commitment: in\u{a0}talks}]",
        "community: {part: \"none\", wants: \"N/A\"}",
        "summary: -",
    ] {
        let ran = check(proposal(line));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{line}");
    }
}

#[test]
fn evidence_that_is_none_is_a_warning_and_no_error() {
    for (pointer, words) in [
        ("minutes.txt", ["warning: there is no file `minutes.txt`", "claimed, not as evidenced"]),
        ("blank.txt", ["warning: the file `blank.txt` is empty", "an empty file evidences nothing"]),
        ("folder", ["warning: `folder` is no file", "name one document in it"]),
        (".", ["warning: `.` is no file", "name one document in it"]),
        ("\"#3\"", ["warning: `#3` is no file", "name one document in it"]),
        ("p.yaml", ["warning: `p.yaml` is the proposal itself", "minutes, a letter"]),
        ("./p.yaml#goals", ["warning: `./p.yaml#goals` is the proposal itself", "another document"]),
        ("../../etc/passwd", ["leaves the folder of the proposal", "copy the document"]),
        ("/etc/passwd", ["leaves the folder of the proposal", "inside the proposal's folder"]),
        ("'minutes\\may.txt'", ["has backslashes between its folders", "expected `minutes/may.txt`"]),
        ("\"https://\"", ["is the address of no page", "names a host"]),
        ("\"https:// \"", ["is the address of no page", "has no spaces"]),
        ("http:///", ["is the address of no page", "names a host"]),
        ("ftp://example.org/a", ["is the address of no page", "begins with `https://`"]),
    ] {
        let text = proposal(&format!("problem: {{statement: No library, evidence: {pointer}}}"));
        let folder =
            folder_of(&[("p.yaml", text.as_bytes()), ("blank.txt", b" \n\t"), ("folder/a.txt", b"agreed")]);
        let ran = run(quorate(&folder).args(["check", "p.yaml"]));
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_said(&ran.err, "p.yaml:3:44", &words);
    }
}

#[test]
fn every_mistake_of_a_file_is_listed_in_one_run() {
    let mistakes = [
        "sumary: A bus",
        "stage: dreaming",
        "date: 2026-13-01",
        "place: Valley",
        "aim: {ambition: huge}",
        "milestones: yes",
        "timing: {start: soon}",
        "community: listened to",
        "staying: {horizon: 5}",
        "governence: {}",
    ];
    let ran = check(proposal(&mistakes.join("\n")));
    assert_eq!(ran.code, 2);
    let places: Vec<u32> = (ran.err.lines())
        .filter_map(|line| line.trim_start().strip_prefix("--> p.yaml:")?.split(':').next()?.parse().ok())
        .collect();
    assert_eq!(places, (3..13).collect::<Vec<u32>>(), "{}", ran.err);
}

#[test]
fn the_good_document_of_a_stream_is_assessed_and_the_bad_one_reported() {
    let folder = folder_of(&[(
        "p.yaml",
        b"quorate: 1\nname: Good\n---\nquorate: 1\nname: [bad]\n---\nquorate: 1\nname: Also good\n",
    )]);
    let ran = run(quorate(&folder).args(["assess", "p.yaml"]));
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("Good") && ran.out.contains("Also good"), "{}", ran.out);
    assert_said(&ran.err, "p.yaml:5:7", &["`name` is a text"]);
}

#[test]
fn a_document_after_a_broken_one_is_assessed() {
    let folder = folder_of(&[("p.yaml", b"quorate: 1\nname: [bad\n---\nquorate: 1\nname: Good\n")]);
    let ran = run(quorate(&folder).args(["assess", "p.yaml"]));
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("Good"), "{}", ran.out);
    assert_said(&ran.err, "p.yaml:2:7", &["never closed"]);
}

#[test]
fn good_files_are_assessed_beside_bad_ones() {
    let folder =
        folder_of(&[("bad.yaml", b"quorate: 1\nname: [bad]\n"), ("good.yaml", b"quorate: 1\nname: Good\n")]);
    let ran = run(quorate(&folder).args(["assess", "bad.yaml", "good.yaml", "missing.yaml"]));
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("Good"), "{}", ran.out);
    assert_said(&ran.err, "bad.yaml:2:7", &["`name` is a text"]);
    assert_said(&ran.err, "missing.yaml:1:1", &["there is no such file"]);
}

#[test]
fn a_folder_without_proposals_is_nothing_to_assess() {
    for files in [&[][..], &[("notes.txt", &b"hello"[..])], &[("other.yaml", b"services: {}\n")]] {
        let folder = folder_of(files);
        let ran = run(quorate(&folder).args(["assess", "."]));
        assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{files:?}");
        assert!(ran.err.contains("nothing to assess in `.`"), "{}", ran.err);
        let ran = run(quorate(&folder).args(["check", "."]));
        assert_eq!(ran.code, 3, "{files:?}");
    }
}

#[test]
fn yaml_of_other_programs_in_a_folder_is_passed_over_and_counted() {
    let folder =
        folder_of(&[("compose.yaml", b"services: {a: [b\n"), ("p.yaml", b"quorate: 1\nname: Good\n")]);
    let ran = run(quorate(&folder).args(["assess", "."]));
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("passed over: 1 YAML file without `quorate: 1`"), "{}", ran.err);
}

#[test]
fn a_file_that_does_not_exist_is_named() {
    let folder = folder_of(&[]);
    let ran = run(quorate(&folder).args(["assess", "nowhere.yaml"]));
    assert_eq!(ran.code, 2);
    assert_said(&ran.err, "nowhere.yaml:1:1", &["there is no such file", "check the path"]);
}

#[test]
fn a_folder_that_is_named_like_a_file_is_walked() {
    let folder = folder_of(&[("p.yaml/inner.yaml", b"quorate: 1\nname: Inner\n")]);
    let ran = run(quorate(&folder).args(["check", "p.yaml"]));
    assert_eq!((ran.code, ran.out.as_str()), (0, "1 good proposal, 0 files with errors\n"));
}

#[test]
fn evidence_of_a_text_on_standard_input_is_looked_for_where_the_text_stands() {
    let text = proposal("problem: {statement: No library, evidence: minutes.txt}");
    for (arguments, code, place, words) in [
        (&["check", "-"][..], 0, None, ""),
        (&["check", "-", "--stdin-path", "a/p.yaml"], 0, None, ""),
        (&["assess", "-", "--stdin-path=a/draft.yaml"], 0, None, ""),
        (
            &["check", "-", "--stdin-path", "b/p.yaml"],
            0,
            Some("b/p.yaml:3:44"),
            "no file `minutes.txt` beside",
        ),
        (&["check", "a/p.yaml", "--stdin-path", "a/p.yaml"], 2, None, "`-` is not among the paths"),
        (&["check", "-", "--stdin-path", "a"], 2, None, "name the file"),
    ] {
        let folder = folder_of(&[
            ("input", text.as_bytes()),
            ("a/minutes.txt", b"agreed"),
            ("a/p.yaml", text.as_bytes()),
            ("b/p.yaml", b"of before"),
        ]);
        let input = File::open(folder.path().join("input")).expect("just written");
        let ran = run(quorate(&folder).args(arguments).stdin(input));
        assert_eq!(ran.code, code, "{arguments:?}: {}", ran.err);
        match place {
            Some(place) => assert_said(&ran.err, place, &[words]),
            None => assert!(ran.err.contains(words) && ran.err.is_empty() == words.is_empty(), "{}", ran.err),
        }
    }
}

#[test]
fn standard_input_is_read_and_named_in_messages() {
    let from_pipe = |subcommand: &str, input: &str| {
        let folder = folder_of(&[("input", input.as_bytes())]);
        let input = File::open(folder.path().join("input")).expect("just written");
        run(quorate(&folder).args([subcommand, "-"]).stdin(input))
    };
    let ran = from_pipe("assess", "quorate: 1\nname: From a pipe\n");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("From a pipe"), "{}", ran.out);
    let ran = from_pipe("check", "quorate: 1\nname: [a]\n");
    assert_eq!(ran.code, 2);
    assert_said(&ran.err, "<stdin>:2:7", &["`name` is a text"]);
    let ran = from_pipe("check", "");
    assert_eq!(ran.code, 2);
    assert_said(&ran.err, "<stdin>:1:1", &["empty"]);
}

#[test]
fn an_option_that_is_mistaken_is_a_mistake_in_usage() {
    let folder = folder_of(&[("p.yaml", b"quorate: 1\nname: A\n")]);
    let usages: [(&[&str], &str); 4] = [
        (&["assess", "p.yaml", "--as-of", "2026-02-30"], "there is no day 30"),
        (&["assess", "p.yaml", "--as-of", "tomorrow"], "2027-03"),
        (&["assess", "p.yaml", "--formta", "json"], "--format"),
        (&["assess", "p.yaml", "--rubrics", "nowhere"], "nowhere"),
    ];
    for (arguments, word) in usages {
        let ran = run(quorate(&folder).args(arguments));
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains(word), "{arguments:?} has no word of {word:?}:\n{}", ran.err);
    }
}

#[cfg(unix)]
#[test]
fn folders_that_contain_themselves_by_a_link_are_walked_once() {
    let folder = folder_of(&[("a/p.yaml", b"quorate: 1\nname: A\n")]);
    std::os::unix::fs::symlink("..", folder.path().join("a/loop")).expect("a link");
    let ran = run(quorate(&folder).args(["check", "."]));
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.err.as_str()),
        (0, "1 good proposal, 0 files with errors\n", "note: .: 1 proposal; passed over: 1 link\n")
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder_of(&[("p.yaml", b"quorate: 1\nname: A\n")]);
    let path = folder.path().join("p.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("set");
    if fs::read(&path).is_ok() {
        return; // Root may read everything.
    }
    let ran = run(quorate(&folder).args(["assess", "p.yaml"]));
    assert_eq!(ran.code, 2);
    assert_said(&ran.err, "p.yaml:1:1", &["you may not read it"]);
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let folder = folder_of(&[("p.yaml", &b"---\nquorate: 1\nname: A\n".repeat(200))]);
    for arguments in [
        &["assess", "p.yaml", "--format", "json"][..],
        &["assess", "p.yaml", "--detail"],
        &["schema", "proposal"],
    ] {
        let mut child = quorate(&folder)
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    }
}

/// A file made to exhaust a reader, written piece by piece so that the test itself stays small.
struct Bomb {
    what: &'static str,
    start: String,
    /// What comes after the start, so many times.
    again: (&'static str, usize),
    /// Words of the refusal; none where the file may be accepted.
    word: &'static str,
}

impl Bomb {
    fn write(&self, path: &Path) {
        let mut file = BufWriter::new(File::create(path).expect("created"));
        let (again, times) = self.again;
        let pieces = iter::once(self.start.as_str()).chain(iter::repeat_n(again, times));
        pieces.for_each(|piece| file.write_all(piece.as_bytes()).expect("written"));
        file.flush().expect("written");
    }
}

fn bombs() -> Vec<Bomb> {
    let bomb = |what, start: &str, again, word| Bomb {
        what,
        start: format!("quorate: 1\nname: A\n{start}"),
        again,
        word,
    };
    let doubled: String =
        (1..40).map(|n| format!("a{n}: &a{n} [*a{m}, *a{m}, *a{m}]\n", m = n - 1)).collect();
    let long = format!("a: &a \"{}\"\nb: [", "x".repeat(200_000));
    let stairs: String = (0..3_000).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    let keys: String = (0..500_000).map(|n| format!("k{n}: v\n")).collect();
    let anchors: String = (0..60_000).map(|n| format!("&a{n} x, ")).collect();
    let (repeats, deep, many) =
        ("what is repeated by them (`*`)", "nested more than 64 levels", "more than 200000 keys");
    vec![
        bomb(
            "aliases that treble again and again",
            &format!("a0: &a0 [x, x, x]\n{doubled}"),
            ("", 0),
            repeats,
        ),
        bomb("one long text repeated by aliases", &long, ("*a, ", 30_000), repeats),
        bomb("100,000 lists in one another", "summary: ", ("[", 100_000), deep),
        bomb("100,000 blocks in one another", "summary: ", ("{a: ", 100_000), deep),
        bomb("100,000 lists of dashes in one another", "summary:\n  ", ("- ", 100_000), deep),
        bomb("a staircase of blocks", &stairs, ("", 0), deep),
        bomb("8 MB of question marks", "", ("? ", 4_000_000), deep),
        bomb("brackets closed and never opened", "", ("]", 1_000_000), "closes nothing"),
        bomb("a text of 50 MB", "summary: ", ("xxxxxxxxxx", 5 << 20), "the file is larger than 8 MiB"),
        bomb("50 MB of keys", "", ("key: value\n", 5 << 20), "the file is larger than 8 MiB"),
        bomb("a text of 8 MB", "summary: ", ("x", 8_000_000), "256 KiB"),
        bomb("80,000 times the same key", "", ("k: v\n", 80_000), "given twice"),
        bomb("8 MB of the same key", "", ("k: v\n", 1_600_000), many),
        bomb("500,000 keys", &keys, ("", 0), many),
        bomb("8 MB of comments", "", ("# c\n", 2_000_000), many),
        bomb("8 MB of documents", "", ("---\n", 2_000_000), "a proposal is a block of keys"),
        bomb("8 MB of quotes", "summary: ", ("'\"", 4_000_000), "the quotes are closed before this place"),
        bomb("60,000 names for nothing", &format!("summary: [{anchors}]\n"), ("", 0), "error: "),
        bomb("10,000 partners", "partners:\n", ("  - {sector: business}\n", 10_000), ""),
        bomb(
            "40,000 wrong partners",
            "partners:\n",
            ("  - {sector: busyness}\n", 40_000),
            "did you mean `business`?",
        ),
    ]
}

/// Seconds of processor time, not of a clock: other work on the machine does not count. A release build takes a tenth.
const MOST_PROCESSOR_TIME: u32 = 20;
const MOST_MEMORY_MB: i64 = 200;

/// The same command, ended by the system when it has used so many seconds of processor time, where the system can.
fn within(seconds: u32, plain: &Command) -> Command {
    if cfg!(not(unix)) {
        let mut same = Command::new(plain.get_program());
        same.args(plain.get_args());
        return in_surroundings_of(plain, same);
    }
    let mut limited = Command::new("sh");
    let script = format!("ulimit -t {seconds} && exec \"$@\"");
    limited.args(["-c", &script, "limited"]).arg(plain.get_program()).args(plain.get_args());
    in_surroundings_of(plain, limited)
}

fn in_surroundings_of(plain: &Command, mut command: Command) -> Command {
    if let Some(folder) = plain.get_current_dir() {
        command.current_dir(folder);
    }
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.stdin(Stdio::null());
    command
}

#[test]
fn no_file_takes_long_or_much_memory() {
    for bomb in bombs() {
        let Bomb { what, word, .. } = bomb;
        let folder = folder_of(&[]);
        bomb.write(&folder.path().join("p.yaml"));
        // A run that takes longer is ended by a signal, which fails the test.
        let ran = run(&mut within(MOST_PROCESSOR_TIME, quorate(&folder).args(["assess", "p.yaml"])));
        let memory = most_memory_mb();
        assert!(memory < MOST_MEMORY_MB, "{what} took {memory} MB");
        assert!(ran.err.len() < 1 << 20, "{what}: {} bytes of messages", ran.err.len());
        assert!(ran.err.contains(word), "{what}: no word of {word:?}:\n{}", ran.err);
        assert_eq!(ran.code == 2, !word.is_empty(), "{what} ended with {}:\n{}", ran.code, ran.err);
    }
}

/// The most memory that a run so far has taken, where the system can tell.
fn most_memory_mb() -> i64 {
    #[cfg(target_os = "linux")]
    {
        use nix::sys::resource::{UsageWho, getrusage};
        getrusage(UsageWho::RUSAGE_CHILDREN).expect("it can be asked").max_rss() / 1024
    }
    #[cfg(not(target_os = "linux"))]
    0
}

/// Text that moves the cursor, recolours, reverses or hides what stands on the screen.
const HOSTILE: &str = r"\e[2J\e[31mred\a\b\x9b1m\u202Eevil\u2066\u200F\u0085\u2028end";

fn hostile_proposal(name: &str) -> String {
    let long = "long".repeat(5_000);
    format!(
        "quorate: 1\nname: \"{name}\"\nsummary: \"{HOSTILE}\"\nplace: {{name: \"{HOSTILE}\", country: \"{HOSTILE}\"}}\n\
         problem: {{statement: \"{HOSTILE}\", evidence: \"https://example.org/{HOSTILE}\"}}\n\
         partners:\n  - {{name: \"{HOSTILE}\", sector: government, commitment: wished, delegate: {{decides: no}}}}\n  \
         - {{name: {long}, sector: business, local: no}}\n"
    )
}

/// Everything written can be shown on a terminal as it is.
#[track_caller]
fn assert_harmless(written: &str) {
    let bad = written.chars().find(|letter| {
        let bidi = matches!(letter, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        bidi || matches!(letter, '\u{2028}' | '\u{2029}') || letter.is_control() && *letter != '\n'
    });
    if let Some(bad) = bad {
        let line = written.lines().find(|line| line.contains(bad)).unwrap_or_default();
        let before = line.chars().take_while(|letter| *letter != bad).count();
        let around: String = line.chars().skip(before.saturating_sub(60)).take(80).collect();
        panic!("{bad:?} is written as it is: {around:?}");
    }
}

#[test]
fn hostile_text_reaches_no_terminal_from_a_good_proposal() {
    let folder = folder_of(&[("p.yaml", hostile_proposal(HOSTILE).as_bytes())]);
    for arguments in [
        &["assess", "p.yaml"][..],
        &["assess", "p.yaml", "--detail"],
        &["assess", "p.yaml", "--format", "json"],
        &["check", "p.yaml"],
    ] {
        let ran = run(quorate(&folder).args(arguments));
        assert_eq!(ran.code, 0, "{arguments:?}\n{}", ran.err);
        assert_harmless(&ran.out);
        assert_harmless(&ran.err);
    }
}

#[test]
fn hostile_text_reaches_no_terminal_from_a_run_of_many() {
    let files: Vec<(String, String)> =
        (0..5).map(|n| (format!("p{n}.yaml"), hostile_proposal(HOSTILE))).collect();
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let folder = folder_of(&files);
    let ran = run(quorate(&folder).args(["assess", "."]));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_harmless(&ran.out);
}

#[test]
fn hostile_text_reaches_no_terminal_from_a_report_of_mistakes() {
    let mistakes = [
        format!("stage: \"{HOSTILE}\""),
        format!("\"{HOSTILE}\": x"),
        format!("problem: {{evidence: \"../{HOSTILE}\"}}"),
        format!("place: {{evidence: \"{HOSTILE}\"}}"),
        format!("date: \"{HOSTILE}\""),
        "summary: [\u{202e}raw\u{9b}1m".to_owned(),
    ];
    for mistake in mistakes {
        let ran = check(proposal(&mistake));
        assert!(!ran.err.is_empty(), "{mistake} is no mistake");
        assert_harmless(&ran.err);
    }
}

#[cfg(unix)]
#[test]
fn hostile_names_of_files_reach_no_terminal() {
    let name = "a\u{1b}[31m\u{202e}.yaml";
    let folder =
        folder_of(&[(name, b"quorate: 1\nname: [a]\n"), ("b\u{1b}[2J.yaml", b"quorate: 1\nname: A\n")]);
    for arguments in [
        &["assess", "."][..],
        &["assess", ".", "--format", "json"],
        &["assess", name],
        &["check", "missing\u{1b}[2J.yaml"],
    ] {
        let ran = run(quorate(&folder).args(arguments));
        assert_harmless(&ran.out);
        assert_harmless(&ran.err);
    }
}
