//! Quotes beside evidence: looked for in real files, through the program itself. How the files were made is told in
//! `tests/quotes/README.md`.

use std::fs;
use std::io::Write;
use std::path::Path;

use hostile::HOSTILE;
use serde_json::Value;
use support::{Ran, quorate, run};
use tempfile::TempDir;

#[path = "support/hostile.rs"]
mod hostile;

#[path = "support/program.rs"]
mod support;

/// A proposal in which the commitment of a partner has this evidence.
fn proposal(evidence: &str) -> String {
    format!(
        "quorate: 1\nname: Village library\npartners:\n  - name: Council\n    sector: government\n    commitment: signed\n    evidence:\n      - {evidence}\n"
    )
}

/// A folder with a proposal, beside the files that are quoted.
fn folder(proposal: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/quotes/files");
    for file in fs::read_dir(files).expect("the files that are quoted") {
        let file = file.expect("a file");
        fs::copy(file.path(), folder.path().join(file.file_name())).expect("copied");
    }
    fs::write(folder.path().join("p.yaml"), proposal).expect("written");
    folder
}

fn ran(folder: &TempDir, arguments: &[&str]) -> Ran {
    run(quorate(&folder.path()).args(["--root", "."]).args(arguments))
}

/// What `check` says of a proposal with this evidence: the messages in one line, without the breaks of a narrow window.
fn checked(evidence: &str) -> (i32, String) {
    let ran = ran(&folder(&proposal(evidence)), &["check", "p.yaml"]);
    (ran.code, in_one_line(&(ran.err + &ran.out)))
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the report in JSON says of the quotes of a proposal with this evidence.
#[track_caller]
fn reported(evidence: &str) -> Value {
    let ran = ran(&folder(&proposal(evidence)), &["assess", "--format", "json", "p.yaml"]);
    let report: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{evidence}: {}", ran.err));
    report["assessments"][0]["quotes"].clone()
}

/// Each file, a quote that stands in it, and its page.
const THERE: &[(&str, &str, Option<u32>)] = &[
    ("printed.pdf", "the office finds a flat for the staff, and that the final figure is fixed", Some(1)),
    ("printed.pdf", "\\\"we will lend out the bus on two days a week\\\"", Some(1)),
    ("printed.pdf", "forty thousand crowns a year from the ordinary budget", Some(1)),
    ("printed.pdf", "since the winter of the flood. In the right column the readers promise", Some(1)),
    ("printed.pdf", "with six months' notice in writing.", Some(2)),
    ("columns.pdf", "five offices, a fine fluffy affidavit, and efficient staff", Some(1)),
    ("columns.pdf", "contributes a refurbished building and its infra-structure", Some(1)),
    ("columns.pdf", "The municipality contributes … collaboration between the organisations", Some(1)),
    ("columns.pdf", "countersign within fourteen days. Volunteers undertake", Some(1)),
    ("columns.pdf", "withdrawal does not extinguish financial commitments", Some(2)),
    ("ligatures.pdf", "The office affirms that the ﬁnal ﬁgure is fixed: five offices", Some(1)),
    ("ligatures.pdf", "acknowledge their responsibility for communicating disagreements", Some(1)),
    ("ligatures.pdf", "disbursement of twelve thousand euros annually [...] notification period", Some(1)),
    ("memo.html", "that the neighbourhood is asked once a year what it misses.", None),
    ("memo.html", "Promises forty thousand crowns", None),
    ("letter.docx", "We will lend two presses & a van from August to October", None),
    ("letter.docx", "the co-operative’s members bring the apples", None),
    ("letter.docx", "We always pay for the fuel ourselves", None),
    ("letter.docx", "The price of fuel is that of the day before", None),
    ("letter.docx", "Presses 2 of 40 litres", None),
    ("letter.docx", "Shown once only in a frame", None),
    ("notes.md", "Everyone who cooks may also eat, and nobody pays more than 20 crowns", None),
    ("notes.md", "Notes of the harvest meeting", None),
    ("minutes.txt", "open the north pier to the rowing club", None),
    ("minutes.txt", "against 4500 crowns a year, and to renew the lease", None),
];

/// Each file, and a quote that does not stand in it.
const NOT_THERE: &[(&str, &str)] = &[
    ("printed.pdf", "forty thousand crowns a month from the ordinary budget"),
    ("columns.pdf", "agreements immediately, constructively and confidentially"),
    ("ligatures.pdf", "agreements immediately, constructively and confidentially"),
    ("ligatures.pdf", "ninety days … twelve thousand euros annually"),
    ("memo.html", "Memorandum of the village library bus"),
    ("letter.docx", "We never pay for the fuel ourselves"),
    ("letter.docx", "This hidden sentence promises a tractor"),
    ("letter.docx", "This sentence was moved away to nowhere"),
    ("letter.docx", "The fallback is seen by nobody today"),
    ("minutes.txt", "against 500 crowns a year, and to renew"),
];

#[test]
fn what_stands_in_a_file_is_found_on_its_page() {
    let evidence: Vec<String> =
        THERE.iter().map(|(file, quote, _)| format!("{{file: {file}, quote: \"{quote}\"}}")).collect();
    let quotes = reported(&evidence.join("\n      - "));
    for (number, (file, quote, page)) in THERE.iter().enumerate() {
        let said = &quotes["quotes"][number];
        assert_eq!(
            (said["found"].as_bool(), said["page"].as_u64()),
            (Some(true), page.map(u64::from)),
            "{file}: {quote}"
        );
    }
}

#[test]
fn what_does_not_stand_in_a_file_is_an_error_that_names_it() {
    for (file, quote) in NOT_THERE {
        let (code, said) = checked(&format!("{{file: {file}, quote: \"{quote}\"}}"));
        assert_eq!(code, 2, "{file}: {quote}\n{said}");
        assert!(said.contains(&format!("error: this quote does not stand in `{file}`")), "{quote}\n{said}");
        assert!(said.contains("p.yaml:8:"), "{said}");
        assert!(said.contains("; 1 quote, 0 found"), "{said}");
    }
}

#[test]
fn the_nearest_passage_is_shown_with_its_page() {
    let (_, said) =
        checked("{file: printed.pdf, quote: 'Signed for the council by the mayor on the tenth of March'}");
    let near = "stands on page 2: “Signed for the council by the mayor on the ninth of March,”";
    assert!(said.contains(near) || said.contains(&near.replace(['“', '”'], "\"")), "{said}");
    let (_, said) = checked("{file: minutes.txt, quote: 'All whales sing at sea'}");
    assert!(said.contains("nothing like it stands there; name the file that has the words"), "{said}");
}

#[test]
fn another_page_than_the_one_named_is_a_warning() {
    let quote = "quote: 'with six months notice in writing'";
    for (page, is_right) in [("page: 2", true), ("page: 1-2", true), ("page: 1", false), ("page: ii", true)] {
        let (code, said) = checked(&format!("{{file: printed.pdf, {page}, {quote}}}"));
        assert_eq!(code, 0, "{said}");
        assert_eq!(
            !said.contains("warning: this quote stands on page 2 of `printed.pdf`"),
            is_right,
            "{page}: {said}"
        );
    }
    let (_, said) = checked(&format!("{{file: 'printed.pdf#page=1', {quote}}}"));
    assert!(said.contains("stands on page 2"), "{said}");
}

#[test]
fn a_quote_that_proves_nothing_is_a_warning() {
    for quote in ["the staff", "a year", "in a room of"] {
        let (code, said) = checked(&format!("{{file: memo.html, quote: '{quote}'}}"));
        assert!(said.contains("warning: this quote is so short that it proves nothing"), "{quote}: {said}");
        assert_eq!(code, if quote == "in a room of" { 2 } else { 0 }, "{said}");
    }
}

#[test]
fn what_could_not_be_looked_for_is_a_warning_that_says_why() {
    for (evidence, why) in [
        ("file: scan.pdf", "`scan.pdf` is a scan: pictures of pages, without text"),
        ("file: locked.pdf", "`locked.pdf` opens with a password only"),
        ("file: picture.png", "`picture.png` is no file of a kind whose text is read"),
        ("file: cut.pdf", "no text can be got out of `cut.pdf`"),
        ("file: text.docx", "no text can be got out of `text.docx`"),
        ("file: other.docx", "`other.docx` is no file of a kind whose text is read"),
        ("url: 'https://example.org/minutes'", "pages of the web are not fetched"),
    ] {
        let folder = folder(&proposal(&format!("{{{evidence}, quote: 'We all agreed on it in May'}}")));
        let at = |name: &str| folder.path().join(name);
        let printed = fs::read(at("printed.pdf")).expect("read");
        fs::write(at("cut.pdf"), &printed[..printed.len() / 2]).expect("written");
        fs::write(at("picture.png"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").expect("written");
        fs::write(at("text.docx"), "We all agreed on it in May").expect("written");
        fs::write(at("other.docx"), zipped("content.xml", b"We all agreed on it in May")).expect("written");
        let ran = ran(&folder, &["check", "p.yaml"]);
        let said = in_one_line(&ran.err);
        assert_eq!(ran.code, 0, "{said}");
        assert!(
            said.contains(&format!("warning: this quote could not be looked for: {why}")),
            "{evidence}: {said}"
        );
        assert!(ran.out.contains("1 quote, 0 found"), "{}", ran.out);
    }
}

#[test]
fn on_standard_input_quotes_are_looked_for_where_the_text_is_said_to_stand() {
    let text = proposal("{file: minutes.txt, quote: 'open the north pier to the rowing club'}");
    let folder = folder(&text);
    let check = |arguments: &[&str]| {
        let mut command = quorate(&folder.path());
        command
            .args(["check", "-"])
            .args(arguments)
            .stdin(fs::File::open(folder.path().join("p.yaml")).expect("open"));
        let ran = run(&mut command);
        (ran.out, in_one_line(&ran.err))
    };
    let (out, said) = check(&[]);
    assert!(out.contains("1 quote, 0 found") && said.contains("has no folder to look in"), "{out}{said}");
    let (out, said) = check(&["--stdin-path", "draft.yaml"]);
    assert!(out.contains("1 quote, 1 found") && said.is_empty(), "{out}{said}");
}

#[test]
fn for_names_facts_of_the_block() {
    let quote = "file: minutes.txt, quote: 'open the north pier to the rowing club'";
    for (named, wrong) in [
        ("commitment", None),
        ("partners.commitment", None),
        ("[commitment, delegate.decides]", None),
        ("comitment", Some("there is no fact `comitment` in `partners`")),
        ("comitment", Some("did you mean `commitment`?")),
        ("community.part", Some("`community.part` is no fact of `partners`, which this evidence stands in")),
        ("[commitment, {a: b}]", Some("`for` names facts, and this is")),
    ] {
        let (code, said) = checked(&format!("{{{quote}, for: {named}}}"));
        assert_eq!(code, if wrong.is_some() { 2 } else { 0 }, "{named}: {said}");
        assert!(said.contains(wrong.unwrap_or_default()), "{named}: {said}");
    }
    let (code, said) = checked("{file: minutes.txt, for: commitment}");
    assert!(
        code == 2 && said.contains("`for` names the facts that a quote speaks for, and there is none"),
        "{said}"
    );
}

/// Scores by evidence and by quotes of a proposal whose quotes have these `for`.
fn scores(part: &str, voice: &str) -> (u64, u64) {
    let evidence = "evidence: {file: minutes.txt, quote: 'open the north pier to the rowing club'";
    let text = format!(
        "quorate: 1
name: Village library
community:
  part: leads
  {evidence}{part}}}
  voice:
    - who: Readers' circle
      chosen_by: the people themselves
      {evidence}{voice}}}
"
    );
    let folder = folder(&text);
    let score = |strict: &str| {
        let ran = ran(&folder, &["assess", strict, "--format", "json", "p.yaml"]);
        let report: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err));
        let assessment = &report["assessments"][0];
        assert_eq!(assessment["verdict"]["quotes"].as_bool(), (strict == "--strict=quotes").then_some(true));
        assessment["score"]["evidenced"].as_u64().expect("a score")
    };
    (score("--strict"), score("--strict=quotes"))
}

#[test]
fn only_facts_that_a_quote_speaks_for_count_where_quotes_are_asked_for() {
    let (evidence, quotes) = scores("", "");
    assert!(evidence > 0 && quotes == 0, "a quote without `for` speaks for no fact: {evidence} {quotes}");
    let (same, quotes) = scores(", for: part", ", for: [who, community.voice.chosen_by]");
    assert_eq!((same, quotes), (evidence, evidence));
}

#[test]
fn strict_is_set_alone_with_quotes_in_the_environment_and_in_the_configuration() {
    let folder = folder(&proposal("{file: minutes.txt, quote: 'open the north pier to the rowing club'}"));
    let says = |command: &mut std::process::Command| in_one_line(&run(command).out);
    let by_quotes = "by quotes that were found";
    let assess = |arguments: &[&str]| {
        let mut command = quorate(&folder.path());
        command.args(["assess"]).args(arguments).arg("p.yaml");
        command
    };
    assert!(
        says(&mut assess(&["--strict"])).contains("of 100 with evidence"),
        "alone it takes no file for its value"
    );
    assert!(says(&mut assess(&["--strict=quotes"])).contains(by_quotes));
    let parted = run(&mut assess(&["--strict", "quotes"]));
    assert!(parted.code == 2 && parted.err.contains("is written --strict=quotes"), "{}", parted.err);
    assert!(says(assess(&[]).env("QUORATE_STRICT", "quotes")).contains(by_quotes));
    fs::write(folder.path().join(".quorate.yaml"), "strict: quotes\n").expect("written");
    assert!(says(&mut assess(&[])).contains(by_quotes));
    assert!(!says(&mut assess(&["--strict=no"])).contains(by_quotes));
    let wrong = run(&mut assess(&["--strict=maybe"]));
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("yes, no, quotes"), "{}", wrong.err);
}

#[test]
fn check_lists_the_facts_without_a_quote() {
    let evidence = "{file: minutes.txt, quote: 'open the north pier to the rowing club', for: commitment}";
    let folder = folder(&proposal(evidence));
    let said = ran(&folder, &["check", "--quotes", "p.yaml"]).out;
    let lines: Vec<&str> = said.lines().collect();
    let expected = [
        "p.yaml:4: partners[Council].name",
        "p.yaml:5: partners[Council].sector",
        "1 good proposal, 0 files with errors; 1 quote, 1 found; 2 stated facts without one",
    ];
    assert_eq!(lines, expected);
    let said = ran(&folder, &["check", "p.yaml"]).out;
    assert_eq!(said, "1 good proposal, 0 files with errors; 1 quote, 1 found\n");
}

#[test]
fn every_report_with_detail_tells_of_quotes_in_the_same_words() {
    let evidence = "{file: printed.pdf, quote: 'with six months notice in writing', for: commitment}";
    let folder = folder(&proposal(evidence));
    for format in ["table", "markdown", "html"] {
        let said = ran(&folder, &["assess", "--detail", "--format", format, "p.yaml"]).out.replace("\\", "");
        let said = in_one_line(&said);
        for words in [
            "3 facts with evidence, 1 quoted, 1 found",
            "with six months notice in writing",
            "found on page 2 of printed.pdf; speaks for partners[Council].commitment (line 8)",
            "Whether they mean what the fact says, a person has to see.",
        ] {
            assert!(said.contains(words), "{format}: {words}\n{said}");
        }
    }
    let without = ran(&self::folder(&proposal("minutes.txt")), &["assess", "--detail", "p.yaml"]).out;
    assert!(!without.contains("QUOTES"), "{without}");
}

/// A ZIP with one file in it.
fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    archive.start_file(name, options).expect("a file in it");
    archive.write_all(bytes).expect("written");
    archive.finish().expect("closed").into_inner()
}

/// A PDF of these objects; the first is the catalogue.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut out = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let start = out.len();
    out += &format!(
        "{table}trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    out.into_bytes()
}

fn stream(keys: &str, text: &str) -> String {
    format!("<< {keys} /Length {} >>\nstream\n{text}\nendstream", text.len())
}

#[test]
fn what_may_stand_on_a_page_that_is_a_picture_is_not_known() {
    let page = |contents: u8, resources: &str| {
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents {contents} 0 R /Resources << {resources} >> >>"
        )
    };
    let half_scanned = pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>".to_owned(),
        page(5, "/Font << /F 6 0 R >>"),
        page(7, "/XObject << /I 8 0 R >>"),
        stream(
            "",
            "BT /F 12 Tf 20 300 Td (The board agreed to open the north pier to the rowing club.) Tj ET",
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        stream("", "400 0 0 400 0 0 cm /I Do"),
        stream(
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
            "x",
        ),
    ]);
    for (quote, found) in
        [("the board agreed to open the north pier", 1), ("the lease is renewed each spring", 0)]
    {
        let folder = folder(&proposal(&format!("{{file: half.pdf, quote: '{quote}'}}")));
        fs::write(folder.path().join("half.pdf"), &half_scanned).expect("written");
        let ran = ran(&folder, &["check", "p.yaml"]);
        let said = in_one_line(&ran.err);
        assert!(ran.code == 0 && ran.out.contains(&format!("1 quote, {found} found")), "{said}");
        let warned =
            said.contains("could not be looked for on page 2 of `half.pdf`, of which no text can be read");
        assert_eq!(warned, found == 0, "{said}");
    }
}

#[test]
fn a_quote_is_text_in_every_format() {
    for hostile in HOSTILE {
        let evidence = format!("{{url: 'https://example.org/a', quote: {hostile}, for: commitment}}");
        let folder = folder(&proposal(&evidence));
        for format in ["table", "markdown", "html"] {
            let ran = ran(&folder, &["assess", "--detail", "--format", format, "p.yaml"]);
            assert_eq!(ran.code, 0, "{hostile}: {}", ran.err);
            let body = ran.out.split_once("</style>").map_or(ran.out.as_str(), |(_, body)| body);
            assert!(body.contains("could not be looked for in https"), "{format}: {hostile}");
            // On a screen a tag is text.
            let tags = ["<script>alert", "<img src=x"].into_iter().filter(|_| format != "table");
            for command in tags.chain(["\x1b", "\u{202e}", "\u{9b}", "\n::error", "\n# three"]) {
                assert!(!body.contains(command), "{format}: {command:?} of {hostile}");
            }
        }
    }
}

#[test]
fn a_quote_that_is_too_long_is_refused_and_many_that_are_not_there_are_told_in_part() {
    let (code, said) = checked(&format!("{{file: minutes.txt, quote: '{}'}}", "pier ".repeat(2_001)));
    assert!(code == 2 && said.contains("error: this quote is longer than a quote can be"), "{said}");
    let (code, said) = checked(&format!("{{file: minutes.txt, quote: '{}'}}", "pier … ".repeat(30)));
    assert!(code == 2 && said.contains("error: this quote is longer than a quote can be"), "{said}");
    let one = "{file: minutes.txt, quote: 'no such words stand in the minutes'}";
    let (code, said) = checked(&[one; 150].join("\n      - "));
    // A hundred, and that the rest was not looked for.
    assert!(code == 2 && said.contains("101 errors in 1 file"), "{code}");
}

/// A PDF whose page draws a form so many times, which draws the next form so many times, and so on; the last draws the
/// form with this number.
fn forms(levels: usize, times: usize, last: usize) -> Vec<u8> {
    let stream =
        |keys: &str, text: &str| format!("<< {keys} /Length {} >>\nstream\n{text}\nendstream", text.len());
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>"
            .to_owned(),
        stream("", "/F Do"),
    ];
    for level in 0..levels {
        let next = if level + 1 == levels { last } else { 6 + level };
        let keys = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F {next} 0 R >> >>"
        );
        objects.push(stream(&keys, &"/F Do ".repeat(times)));
    }
    objects.push(stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "0 0 m"));
    pdf(&objects)
}

/// What is said of a quote from a hostile file: the run goes on, with what is good in it.
fn beside_a_good_one(name: &str, bytes: &[u8]) -> String {
    let quote = "quote: 'open the north pier to the rowing club'";
    let evidence = format!("{{file: {name}, {quote}}}\n      - {{file: minutes.txt, {quote}}}");
    let folder = folder(&proposal(&evidence));
    fs::write(folder.path().join(name), bytes).expect("written");
    let ran = ran(&folder, &["check", "p.yaml"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("2 quotes, 1 found"), "{}", ran.out);
    in_one_line(&ran.err)
}

#[test]
fn a_zip_bomb_is_refused() {
    let mut bomb = b"<w:document xmlns:w=\"x\"><w:t>".to_vec();
    bomb.resize(32 << 20, b' ');
    let said = beside_a_good_one("bomb.docx", &zipped("word/document.xml", &bomb));
    assert!(said.contains("`bomb.docx` is too large, or holds too much text"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_file_that_brings_its_reader_down_or_keeps_it_busy_does_not_end_the_run() {
    // A form that draws itself goes down until the stack is full.
    let said = beside_a_good_one("loop.pdf", &forms(1, 1, 5));
    assert!(said.contains("no text can be got out of `loop.pdf`"), "{said}");
    // Twenty times twenty times twenty … forms: no clock would see the end.
    let said = beside_a_good_one("endless.pdf", &forms(14, 20, 19));
    assert!(said.contains("reading `endless.pdf` took too much time or memory"), "{said}");
}

#[test]
fn nothing_but_the_program_itself_is_told_of_the_word_that_reads_files() {
    let folder = tempfile::tempdir().expect("a folder");
    for arguments in [&["--help"][..], &["completions", "bash"], &["man"]] {
        let said = run(quorate(&folder).args(arguments)).out;
        assert!(!said.contains("__text"), "{arguments:?}");
    }
    let wrong = run(quorate(&folder).args(["__text", "nonsense"]));
    assert_eq!((wrong.code, wrong.out.as_str()), (1, ""));
}
