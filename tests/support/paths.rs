//! The paths that a file of Rust names: those of `use`, and all that begin with `crate`, `super` or `self`.
//!
//! A simple scanner: it knows comments, texts and brackets, and nothing of what a name means.

/// One path, its groups taken apart: `use crate::{a, b::c as d}` names two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The line in which it begins, from 1.
    pub line: usize,
    /// Its parts as they are written.
    pub segments: Vec<String>,
    /// The name that it has here.
    pub name: String,
    /// The modules around it within the file, from the outermost.
    pub within: Vec<String>,
    /// It stands in a `use`.
    pub imported: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    Colons,
    Sign(char),
}

/// What a file names.
#[derive(Debug, Default)]
pub struct Source {
    /// All its paths, in its order; those inside its own tests aside.
    pub paths: Vec<Path>,
    /// The files that it declares for tests alone, by their modules.
    pub test_modules: Vec<String>,
}

/// Reads what a text names.
pub fn read(text: &str) -> Source {
    let tokens = tokens(text);
    let mut source = Source::default();
    let mut around: Vec<Around> = Vec::new();
    let (mut depth, mut read_to, mut for_tests) = (0, 0, false);
    for at in 0..tokens.len() {
        match &tokens[at].1 {
            Token::Sign('{') => depth += 1,
            Token::Sign('}') => {
                depth -= 1;
                around.retain(|module| module.depth <= depth);
            }
            Token::Sign('#') if is_for_tests(&tokens[at..]) => for_tests = true,
            Token::Word(word) if word == "mod" => {
                match &tokens[at + 1..] {
                    [(_, Token::Word(name)), (_, Token::Sign('{')), ..] => {
                        around.push(Around { name: name.clone(), depth: depth + 1, for_tests });
                    }
                    [(_, Token::Word(name)), ..] if for_tests => source.test_modules.push(name.clone()),
                    _ => {}
                }
                for_tests = false;
            }
            Token::Word(word) if at >= read_to && begins(&tokens, at, word) => {
                let imported = word == "use";
                let mut leaves = Vec::new();
                read_to = leaves_of(&tokens, at + usize::from(imported), &[], &mut leaves);
                if around.iter().any(|module| module.for_tests) || (imported && for_tests) {
                    continue;
                }
                let within: Vec<String> = around.iter().map(|module| module.name.clone()).collect();
                let path = |(segments, name)| Path {
                    line: tokens[at].0,
                    segments,
                    name,
                    within: within.clone(),
                    imported,
                };
                source.paths.extend(leaves.into_iter().map(path));
            }
            Token::Word(_) | Token::Sign(_) | Token::Colons => {}
        }
        // What an attribute says goes no further than the next item.
        for_tests &= !matches!(tokens[at].1, Token::Sign(';' | '}'));
    }
    source
}

/// A module within a file.
struct Around {
    name: String,
    depth: usize,
    for_tests: bool,
}

/// Whether `#[cfg(test)]` stands here.
fn is_for_tests(tokens: &[(usize, Token)]) -> bool {
    let word = |text: &str| Token::Word(text.to_owned());
    let wanted = [
        Token::Sign('#'),
        Token::Sign('['),
        word("cfg"),
        Token::Sign('('),
        word("test"),
        Token::Sign(')'),
        Token::Sign(']'),
    ];
    tokens.iter().map(|(_, token)| token).take(wanted.len()).eq(&wanted)
}

/// Whether a path begins at a word: after `use`, and with a word that leads out of the file.
fn begins(tokens: &[(usize, Token)], at: usize, word: &str) -> bool {
    let leads_out = matches!(word, "crate" | "super" | "self" | "quorate");
    let goes_on = matches!(tokens.get(at + 1), Some((_, Token::Colons)));
    let is_inside = at.checked_sub(1).is_some_and(|before| tokens[before].1 == Token::Colons);
    word == "use" || (leads_out && goes_on && !is_inside)
}

/// Reads a path from a place on, and hands out each of its leaves with the name that it takes; gives the place after it.
fn leaves_of(
    tokens: &[(usize, Token)],
    mut at: usize,
    before: &[String],
    leaves: &mut Vec<(Vec<String>, String)>,
) -> usize {
    let mut segments = before.to_vec();
    loop {
        match tokens.get(at).map(|(_, token)| token) {
            Some(Token::Word(word)) => segments.push(word.clone()),
            Some(Token::Sign('*')) => segments.push("*".to_owned()),
            Some(Token::Sign('{')) => return read_group(tokens, at + 1, &segments, leaves),
            Some(Token::Colons) => {
                at += 1;
                continue;
            }
            _ => return at,
        }
        at += 1;
        if tokens.get(at).map(|(_, token)| token) != Some(&Token::Colons) {
            break;
        }
    }
    // `a::{self}` is `a`.
    if segments.len() > 1 && segments.last().is_some_and(|last| last == "self") {
        segments.pop();
    }
    let mut name = segments.last().cloned().unwrap_or_default();
    if let [(_, Token::Word(word)), (_, Token::Word(alias)), ..] = &tokens[at..]
        && word == "as"
    {
        name.clone_from(alias);
        at += 2;
    }
    leaves.push((segments, name));
    at
}

fn read_group(
    tokens: &[(usize, Token)],
    mut at: usize,
    before: &[String],
    leaves: &mut Vec<(Vec<String>, String)>,
) -> usize {
    loop {
        match tokens.get(at).map(|(_, token)| token) {
            Some(Token::Sign('}')) => return at + 1,
            None => return at,
            Some(Token::Word(_) | Token::Colons) | Some(Token::Sign('{' | '*')) => {
                at = leaves_of(tokens, at, before, leaves);
            }
            Some(Token::Sign(_)) => at += 1,
        }
    }
}

/// Words and signs with their lines, without comments and without what stands in quotes.
fn tokens(text: &str) -> Vec<(usize, Token)> {
    let characters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < characters.len() {
        let rest = &characters[at..];
        let (length, token) = match rest {
            ['/', '/', ..] => (rest.iter().position(|c| *c == '\n').unwrap_or(rest.len()), None),
            ['/', '*', ..] => (comment(rest), None),
            ['"', ..] => (quoted(rest), None),
            ['\'', ..] => (apostrophe(rest), None),
            [':', ':', ..] => (2, Some(Token::Colons)),
            [first, ..] if first.is_alphanumeric() || *first == '_' => word(rest),
            [first, ..] if first.is_whitespace() => (1, None),
            [first, ..] => (1, Some(Token::Sign(*first))),
            [] => break,
        };
        found.extend(token.map(|token| (line, token)));
        line += rest[..length].iter().filter(|c| **c == '\n').count();
        at += length;
    }
    found
}

/// A word; or a text with a prefix, such as `r#"…"#`.
fn word(characters: &[char]) -> (usize, Option<Token>) {
    let length =
        characters.iter().position(|c| !c.is_alphanumeric() && *c != '_').unwrap_or(characters.len());
    let word: String = characters[..length].iter().collect();
    let rest = &characters[length..];
    let hashes = rest.iter().take_while(|c| **c == '#').count();
    match rest.get(hashes) {
        Some('"') if matches!(&*word, "r" | "br" | "cr") => (length + raw(rest, hashes), None),
        Some('"') if hashes == 0 && matches!(&*word, "b" | "c") => (length + quoted(rest), None),
        // A word of the language used as a name.
        Some(_) if word == "r" && hashes == 1 => (length + 1, None),
        _ => (length, Some(Token::Word(word))),
    }
}

/// How long a text in quotes is that knows no escapes, from its first `#` or quote on.
fn raw(characters: &[char], hashes: usize) -> usize {
    let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let inside = &characters[hashes + 1..];
    let close = inside.windows(end.len()).position(|window| *window == end);
    close.map_or(characters.len(), |close| hashes + 1 + close + end.len())
}

/// How long a text in quotes is.
fn quoted(characters: &[char]) -> usize {
    let mut at = 1;
    while at < characters.len() && characters[at] != '"' {
        at += if characters[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(characters.len())
}

/// How long a character in single quotes is; of a lifetime the apostrophe alone.
fn apostrophe(characters: &[char]) -> usize {
    match characters {
        ['\'', '\\', _, rest @ ..] => 3 + rest.iter().position(|c| *c == '\'').map_or(0, |close| close + 1),
        ['\'', _, '\'', ..] => 3,
        _ => 1,
    }
}

/// How long a comment is that may hold others.
fn comment(characters: &[char]) -> usize {
    let (mut at, mut depth) = (2, 1);
    while at < characters.len() && depth > 0 {
        match &characters[at..] {
            ['/', '*', ..] => (at, depth) = (at + 2, depth + 1),
            ['*', '/', ..] => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
    }
    at
}
