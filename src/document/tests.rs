//! Claims about the reader as a whole: what the tree says, where things stand, and what hostile text gets.

use std::time::Duration;

use proptest::prelude::*;

use super::place::LOOKED_THROUGH;
use super::*;

fn read(text: &str) -> Stream {
    parse(text, &Limits::default())
}

/// The only document of a text without problems.
fn tree(text: &str) -> Node {
    let stream = read(text);
    assert_eq!(stream.problems, [], "{text:?}");
    assert_eq!(stream.documents.len(), 1, "{text:?}");
    stream.documents.into_iter().next().unwrap().root
}

/// The problems of a text as `line:column message`.
fn problems(text: &str) -> Vec<String> {
    let stream = read(text);
    stream.problems.iter().map(|p| format!("{}:{} {}", p.span.line, p.span.column, p.message)).collect()
}

fn place(span: Span) -> (u32, u32) {
    (span.line, span.column)
}

#[test]
fn every_key_and_value_knows_its_place() {
    let text = "name: Rivière\npartners:\n  - name: \"City\"\n    brings: [a, ü, c]\n";
    let root = tree(text);
    let slice = |span: Span| &text[span.start as usize..span.end as usize];
    let partner = match &root.get("partners").unwrap().value {
        Value::List(items) => &items[0],
        other => panic!("{other:?}"),
    };
    let name = &partner.entries()[0];
    assert_eq!((place(name.key.span), slice(name.key.span)), ((3, 5), "name"));
    assert_eq!((place(name.value.span), slice(name.value.span)), ((3, 11), "\"City\""));
    let brings = partner.get("brings").unwrap();
    assert_eq!((place(brings.span), slice(brings.span)), ((4, 13), "[a, ü, c]"));
    let Value::List(items) = &brings.value else { panic!() };
    assert_eq!(
        (place(items[2].span), slice(items[2].span)),
        ((4, 20), "c"),
        "columns count letters, not bytes"
    );
    assert_eq!(slice(root.span), text.trim_end(), "a block ends where its last value does");
}

#[test]
fn words_are_left_as_written_and_quotes_are_remembered() {
    let root = tree("a: NO\nb: \"NO\"\nc: !!str NO\nd: 010\ne: |\n  NO\nf: ~\ng: '~'\nh: ! NO\n");
    let scalar = |key: &str| match &root.get(key).unwrap().value {
        Value::Scalar(scalar) => (scalar.text.to_string(), scalar.plain),
        other => panic!("{other:?}"),
    };
    let is = |text: &str, plain: bool| (text.to_string(), plain);
    assert_eq!(scalar("a"), is("NO", true));
    assert_eq!(scalar("b"), is("NO", false));
    assert_eq!(scalar("c"), is("NO", false));
    assert_eq!(scalar("d"), is("010", true));
    assert_eq!(scalar("e"), is("NO\n", false));
    assert_eq!(scalar("f"), is("~", true), "a tilde that is written is a text like any other");
    assert_eq!(scalar("g"), is("~", false));
    assert_eq!(scalar("h"), is("NO", false));
}

#[test]
fn a_value_left_out_stands_after_its_colon() {
    for (text, expected) in [
        ("a:\n", (1, 3)),
        ("a:", (1, 3)),
        ("a:   # none\n", (1, 3)),
        ("é:\r\nb: 1\n", (1, 3)),
        ("\"a\" :\n", (1, 6)),
        ("{a: , b: 1}\n", (1, 4)),
        ("{a}\n", (1, 3)),
        ("a: &x\n", (1, 6)),
    ] {
        let value = &tree(text).entries()[0].value.clone();
        assert_eq!(value.describe(), "nothing", "{text:?}");
        assert_eq!(place(value.span), expected, "{text:?}");
    }
    let root = tree("- \n-\n");
    let Value::List(items) = &root.value else { panic!() };
    assert_eq!(items.iter().map(|i| place(i.span)).collect::<Vec<_>>(), [(1, 3), (2, 2)]);
}

#[test]
fn a_list_stands_at_its_first_dash_indented_or_not() {
    for (text, expected) in [
        ("a:\n  - x\n", (2, 3)),
        ("a:\n- x\n", (2, 1)),
        ("a:\n- - x\n", (2, 1)),
        ("a:\n-\n- x\n", (2, 1)),
        ("a:\n-\n  x: 1\n", (2, 1)),
        ("a: [x]\n", (1, 4)),
    ] {
        assert_eq!(place(tree(text).entries()[0].value.span), expected, "{text:?}");
    }
    let Value::List(items) = tree("- a:\n  - x\n").value else { panic!() };
    assert_eq!(place(items[0].entries()[0].value.span), (2, 3));
}

#[test]
fn an_alias_repeats_its_block_at_its_own_place() {
    let root = tree("a: &x {b: [1, 2]}\nc: *x\n");
    let copy = root.get("c").unwrap();
    assert_eq!(place(copy.span), (2, 4));
    assert_eq!(place(copy.get("b").unwrap().span), (1, 11), "what is inside stands where it was written");
    assert_eq!(tree("&k a: 1\nb: *k\n").get("b").unwrap().text(), Some("a"), "a key can be repeated too");
}

#[test]
fn comments_are_kept_with_their_place_and_their_document() {
    let stream = read("# one\na: 1 #two\n---\nb: \"#no\"\n#   three  \n");
    let comments: Vec<Vec<_>> = (stream.documents.iter())
        .map(|d| d.comments.iter().map(|c| (&*c.text, place(c.span))).collect())
        .collect();
    assert_eq!(comments, [vec![("one", (1, 1)), ("two", (2, 6))], vec![("three", (5, 1))]]);
}

#[test]
fn a_broken_document_does_not_take_the_others_with_it() {
    let stream = read("a: 1\n---\nb: [\n---\nc: 1\nc: 2\n---\nd: 1\n");
    assert_eq!(stream.documents.iter().map(|d| d.index).collect::<Vec<_>>(), [0, 2, 3]);
    assert_eq!(stream.flawed, [1, 2]);
    assert_eq!(stream.sound().map(|d| d.index).collect::<Vec<_>>(), [0, 3]);
    assert_eq!(stream.problems.iter().map(|p| place(p.span)).collect::<Vec<_>>(), [(3, 4), (6, 1)]);
}

#[test]
fn a_key_given_twice_points_at_the_first() {
    let many: String = (0..40).map(|n| format!("k{n}: 1\n")).collect();
    for (text, second, first) in
        [("a: 1\nb: 2\na: 3\n".to_string(), (3, 1), (1, 1)), (format!("{many}k7: 2\n"), (41, 1), (8, 1))]
    {
        let stream = read(&text);
        let [problem] = &stream.problems[..] else { panic!("{:?}", stream.problems) };
        assert_eq!(place(problem.span), second);
        assert_eq!(problem.related.as_ref().map(|(span, _)| place(*span)), Some(first));
        let key = &text[problem.span.start as usize..problem.span.end as usize];
        assert_eq!(stream.documents[0].root.get(key).unwrap().text(), Some("1"), "the first one counts");
    }
}

#[test]
fn every_problem_of_a_document_is_reported_in_its_order() {
    assert_eq!(
        problems("a: !own 1\nb: *gone\n[c]: 1\na: 2\n<<: x\n: y\n"),
        [
            "1:4 the tag `!own` has no meaning here",
            "2:4 `*gone` repeats a block, and no block before it is named so",
            "3:1 a list cannot be a key",
            "4:1 the key `a` is given twice in the same block",
            "5:1 blocks cannot be merged with `<<`",
            "6:1 a key is missing before this colon",
        ]
    );
}

#[test]
fn broken_yaml_is_explained_at_its_cause() {
    for (text, expected) in [
        ("a:\n\tb: 1\n", "2:1 a tab is used for indentation"),
        ("a: >\n  x\n\ty\n", "3:1 a tab is used for indentation"),
        ("a: \"unclosed\nb: 2\n", "1:4 this \" is never closed"),
        ("a: 'unclosed\nb: it's\n", "1:4 this ' is never closed"),
        ("a: [\"x\", it's, \"unclosed]\nb: 2\n", "1:16 this \" is never closed"),
        ("'a: b\n", "1:1 this ' is never closed"),
        ("a: Note: this\n", "1:8 `: ` stands inside a text that is not in quotes"),
        ("a:\n    b: 1\n  c: 2\n", "3:3 this line is not in line with what stands above"),
        ("a: 1\n  b: 2\n", "2:3 this key does not fit here"),
        ("name\nother\nb: 1\n", "3:1 this key does not fit here"),
        ("a: 1\nb 2\n", "2:1 this line has no `:` after its key"),
        ("a: [1, 2\nb: 3\n", "1:4 this `[` is never closed"),
        ("a: {x: 1\nb: 3\n", "1:4 this `{` is never closed"),
        ("a: [b\n", "1:4 this `[` is never closed"),
        ("a: [1}\n", "1:4 `[` is closed with `}`"),
        ("a: ]\n", "1:4 this bracket closes nothing"),
        ("a: [x y: z, {q r s: }\n", "1:4 this `[` is never closed"),
        ("a: @x\n", "1:4 a text cannot begin with `@`"),
        ("a: %x\n", "1:4 a text cannot begin with `%`"),
        ("a: *bold* text\n", "1:4 `*bold*` repeats a block, and no block before it is named so"),
        ("a: 'it's'\n", "1:8 the quotes are closed before this place"),
        ("a: \"x\" y\n", "1:8 the quotes are closed before this place"),
        ("a: \"C:\\dir\"\n", "1:7 a backslash inside double quotes begins no letter that is known"),
        ("a: - b\n", "1:4 an item of a list cannot begin here"),
        ("a: 1\n- b\n", "2:1 an item of a list stands where a key is expected"),
        ("- a\nb: 1\n", "2:1 this is not in line with the list above"),
        ("a: x # c\n  y\n", "1:6 a comment interrupts a text that goes on in the next line"),
        ("a: | x\n", "1:4 after `|` or `>` the text begins on the next line"),
        ("a: !e!x y\n", "1:4 a text cannot begin with `!`"),
        ("a: \u{7}b\n", "1:4 a control character (U+0007) is in the text"),
        ("a: b\n\u{feff}c: d\n", "2:1 an invisible byte order mark (U+FEFF) is in the text"),
        ("a: &x [*x]\n", "1:8 `*x` stands inside the block that it repeats"),
        ("{a}: 1\n", "1:1 a block of keys cannot be a key"),
        ("", "1:1 the file is empty"),
        ("# only a comment\n", "1:1 the file is empty"),
    ] {
        assert_eq!(problems(text), [expected], "{text:?}");
    }
}

#[test]
fn every_syntax_error_says_what_to_do() {
    for text in
        ["a:\n\tb: 1", "a: \"x\nb: 1", "a: b: c", "a: [1", "a: @x", "a:\n    b: 1\n  c: 2", "a 1\nb: 2"]
    {
        let stream = read(text);
        assert!(stream.problems[0].help.is_some(), "{text:?}");
    }
}

/// An input made to take time, memory or stack: its name, its text, and where it is refused; `None` where it is read.
type Attack = (&'static str, String, Option<(u32, u32)>);

/// Unoptimised code is many times slower than what people run.
const MOST_PROCESSOR_TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 });

/// What this thread has used of the processor, however busy the machine is with other things. Nothing where the system
/// does not tell.
fn processor_time() -> Duration {
    #[cfg(target_os = "linux")]
    {
        use nix::sys::resource::{UsageWho, getrusage};
        let usage = getrusage(UsageWho::RUSAGE_THREAD).expect("it can be asked");
        let used = |time: nix::sys::time::TimeVal| {
            Duration::new(time.tv_sec() as u64, time.tv_usec() as u32 * 1_000)
        };
        used(usage.user_time()) + used(usage.system_time())
    }
    #[cfg(not(target_os = "linux"))]
    Duration::ZERO
}

#[test]
fn hostile_text_is_refused_at_its_place_with_little_work() {
    let bomb = {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_string();
        for n in 1..30 {
            let repeats = vec![format!("*a{}", n - 1); 9].join(", ");
            text += &format!("a{n}: &a{n} [{repeats}]\n");
        }
        text
    };
    let quadratic = format!("a: &a [{}]\nb: [{}]\n", "x,".repeat(20_000), "*a,".repeat(20_000));
    let long_text_repeated = format!("a: &a {}\nb: [{}]\n", "x".repeat(200_000), "*a,".repeat(20_000));
    let deepening = {
        let mut text = format!("a0: &a0 {}{}\n", "[".repeat(40), "]".repeat(40));
        for n in 1..50 {
            text += &format!("a{n}: &a{n} {}*a{}{}\n", "[".repeat(40), n - 1, "]".repeat(40));
        }
        text
    };
    let stairs = |step: &str, levels: usize| -> String {
        (0..levels).map(|n| format!("{}{step}\n", "  ".repeat(n))).collect()
    };
    let many_keys: String = (0..90_000).map(|n| format!("k{n}: 1\n")).collect();
    let cases: Vec<Attack> = vec![
        ("brackets", "[".repeat(100_000), Some((1, 65))),
        ("braces", "{".repeat(100_000), Some((1, 65))),
        ("flow maps as keys", "{a: ".repeat(100_000), Some((1, 257))),
        ("maps in maps as keys, 400 KB", "{? ".repeat(133_000), Some((1, 193))),
        ("mixed brackets", "[{a: ".repeat(80_000), Some((1, 161))),
        ("closed nesting", "[".repeat(100_000) + &"]".repeat(100_000), Some((1, 65))),
        ("dashes", "- ".repeat(100_000), Some((1, 129))),
        ("question marks", "? ".repeat(100_000), Some((1, 129))),
        ("block stairs", stairs("a:", 1_000), Some((65, 129))),
        ("list stairs", stairs("-", 1_000), Some((65, 129))),
        ("anchored nesting", "&a [".repeat(100_000), Some((1, 260))),
        ("tags", "!a ".repeat(100_000), Some((1, 1))),
        ("alias bomb", bomb, Some((5, 30))),
        ("quadratic aliases", quadratic, Some((2, 8))),
        ("long text repeated", long_text_repeated, Some((2, 125))),
        ("deepening aliases", deepening, Some((2, 49))),
        ("alias of itself", "&a [*a, *a]".to_string(), Some((1, 5))),
        ("a text of 50 MB", "x".repeat(50 << 20), Some((1, 1))),
        ("a text of 1 MB", format!("a: \"{}\"\n", "x".repeat(1 << 20)), Some((1, 4))),
        ("a key of 1 MB", format!("{}: 1\n", "x".repeat(1 << 20)), Some((1, 1))),
        ("too many values", format!("[{}]", "x,".repeat(300_000)), Some((1, 400_000))),
        ("too many comments", "#\n".repeat(300_000), Some((200_001, 1))),
        ("comments within a block", format!("a:\n{}b: 1\n", "  #\n".repeat(150_000)), None),
        ("too many documents", "---\n".repeat(300_000), Some((200_001, 4))),
        ("many broken documents", "a: [\n---\n".repeat(200_000), Some((1, 4))),
        (
            "broken documents after much text",
            format!("{}{}", "x\n\n\n---\n".repeat(900_000), "a: \"\\q\"\n---\n".repeat(90)),
            Some((800_001, 1)),
        ),
        (
            "broken documents after long texts",
            format!(
                "{}{}",
                format!("{}\n---\n", "x\n".repeat(120_000)).repeat(30),
                "a: \"\\q\"\n---\n".repeat(90)
            ),
            Some((3_600_061, 5)),
        ),
        ("one key over and over", "a: 1\n".repeat(90_000), Some((2, 1))),
        ("many keys", many_keys, None),
        ("many small maps", format!("[{}]", "{},".repeat(150_000)), None),
        ("keys that collide in length", (0..90_000).map(|n| format!("{n:09}: 1\n")).collect(), None),
        ("an open quote", format!("a: \"{}", "x\n".repeat(500_000)), Some((1, 4))),
        ("white space", " ".repeat(4 << 20), Some((1, 1))),
        ("line breaks", "\n".repeat(4 << 20), Some((1, 1))),
        ("tabs", "\t".repeat(4 << 20), Some((1, 1))),
        ("directives", "%a b\n".repeat(500_000), Some((500_001, 1))),
        ("colons", ":".repeat(4 << 20), Some((1, 1))),
        ("colons with spaces", ": ".repeat(1 << 20), Some((1, 1))),
        ("commas in a list", format!("[{}", ",".repeat(1 << 20)), Some((1, 2))),
        ("quotes", "'".repeat((1 << 20) + 1), Some((1, 1))),
        ("carriage returns", "a: 1\r".repeat(3) + "\tb", Some((4, 1))),
        ("a NUL", "a: \0".to_string(), Some((1, 4))),
        ("empty values in a list", "-\n".repeat(190_000), None),
        ("long indentation", format!("a:\n{}- b\n", " ".repeat(1 << 20)), None),
        ("empty lists under keys", (0..50_000).map(|n| format!("k{n}:\n-\n")).collect(), None),
    ];
    let mut wrong = Vec::new();
    for (name, text, expected) in cases {
        let (looked_before, before) = (LOOKED_THROUGH.get(), processor_time());
        let stream = read(&text);
        let (looked, took) = (LOOKED_THROUGH.get() - looked_before, processor_time() - before);
        let first = stream.problems.first().map(|p| place(p.span));
        if first != expected {
            wrong.push(format!("{name}: {:?}", stream.problems.first()));
        }
        assert!(stream.problems.len() <= Limits::default().problems + 1, "{name}");
        if took > MOST_PROCESSOR_TIME || looked > text.len() {
            wrong.push(format!("{name}: {took:?}, {looked} bytes looked through of {}", text.len()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_message_quotes_only_the_beginning_of_an_endless_word() {
    let word = "é".repeat(100_000);
    for text in [
        format!("? {word}\n? {word}\n"),
        format!("*{word}"),
        format!("&{word} [*{word}]"),
        format!("!{} x", "x".repeat(100_000)),
    ] {
        let stream = read(&text);
        assert_eq!(stream.problems.len(), 1);
        assert!(stream.problems[0].message.chars().count() < 120, "{}", stream.problems[0].message);
    }
}

#[test]
fn limits_name_themselves_and_are_exact() {
    let limits = Limits { bytes: 100, depth: 2, nodes: 6, expansion: 4, scalar_bytes: 10, problems: 2 };
    let first = |text: &str| parse(text, &limits).problems.first().map(|p| p.message.clone());
    assert_eq!(first(&"x ".repeat(50)), Some("a single text is longer than 10 bytes".into()));
    assert_eq!(first(&" ".repeat(101)), Some("the file is larger than 100 bytes".into()));
    assert_eq!(first("[[x]]"), None);
    assert_eq!(first("[[[x]]]"), Some("lists and blocks are nested more than 2 levels deep".into()));
    assert_eq!(first("[1, 2, 3, 4, 5]"), None);
    assert_eq!(first("[1, 2, 3, 4, 5, 6]"), Some("more than 6 keys, values and comments".into()));
    assert_eq!(first("[&a [1], *a]"), None);
    assert_eq!(
        first("[&a [1], *a, *a]"),
        Some("the anchors (`&`) and what is repeated by them (`*`) come to more than 4 values".into())
    );
    let stream = parse("{a: 1, a: 2, a: 3, a: 4}", &Limits { nodes: 100, ..limits });
    assert_eq!(stream.problems.len(), 3);
    assert_eq!(stream.problems[2].message, "2 problems are enough: the rest of the file was not read");
}

/// Every span of a tree.
fn spans(node: &Node, into: &mut Vec<Span>) {
    into.push(node.span);
    match &node.value {
        Value::Scalar(_) => {}
        Value::List(items) => items.iter().for_each(|item| spans(item, into)),
        Value::Map(entries) => entries.iter().for_each(|entry| {
            into.push(entry.key.span);
            spans(&entry.value, into);
        }),
    }
}

/// Line and column of an offset, counted letter by letter.
fn counted(text: &str, offset: usize) -> (u32, u32) {
    let (mut line, mut column) = (1, 1);
    let mut letters = text[..offset].chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\n' => (line, column) = (line + 1, 1),
            _ => column += 1,
        }
    }
    (line, column)
}

fn hold(text: &str) -> Result<(), TestCaseError> {
    let stream = read(text);
    let mut all = Vec::new();
    for document in &stream.documents {
        spans(&document.root, &mut all);
        all.extend(document.comments.iter().map(|c| c.span));
    }
    for problem in &stream.problems {
        all.push(problem.span);
        all.extend(problem.related.iter().map(|(span, _)| *span));
    }
    for span in all {
        let slice = text.get(span.start as usize..span.end as usize);
        prop_assert!(slice.is_some(), "{:?} lies outside {:?}", span, text);
        // The parser counts a byte order mark within the text in some places and not in others; it is an error there.
        if text.contains('\u{feff}') {
            continue;
        }
        prop_assert_eq!(place(span), counted(text, span.start as usize), "{:?} in {:?}", span, text);
    }
    prop_assert!(!stream.documents.is_empty() || !stream.problems.is_empty());
    Ok(())
}

/// Texts that look enough like YAML to get deep into the parser.
fn yaml_like() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "b: ",
        "key:",
        "- ",
        "? ",
        ": ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "\n",
        "\n  ",
        "\n    ",
        "\r\n",
        "\r",
        "\t",
        "\"",
        "'",
        "|\n",
        ">-\n",
        "#",
        " # c",
        "&x ",
        "*x",
        "!!str ",
        "!t ",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "é",
        "𝄞",
        "\u{feff}",
        "\u{85}",
        "\u{2028}",
        "\0",
        "\u{1b}",
        "~",
        "<<",
        "\\",
        "\\u12",
        "@",
        "`",
        "=",
        "-",
        " ",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn places_hold_in_text_like_yaml(text in yaml_like()) {
        hold(&text)?;
    }

    #[test]
    fn places_hold_in_any_text(text in "\\PC{0,60}|[ -~\\n\\t\\r]{0,80}") {
        hold(&text)?;
    }

    #[test]
    fn any_bytes_are_text_or_a_problem(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(text) = decode(bytes) {
            hold(&text)?;
        }
    }
}
