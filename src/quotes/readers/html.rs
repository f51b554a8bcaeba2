//! The text of HTML: what a browser shows of it, roughly. What stands between tags, with a new line where a block begins
//! or ends.

use html5gum::{State, Token, Tokenizer};

/// Elements whose text nobody sees.
const UNSEEN: &[&[u8]] = &[
    b"script",
    b"style",
    b"template",
    b"title",
    b"noscript",
    b"svg",
    b"math",
    b"textarea",
    b"select",
    b"iframe",
];
/// Elements that stand in a line of text.
const INLINE: &[&[u8]] = &[
    b"a", b"abbr", b"acronym", b"b", b"bdi", b"bdo", b"big", b"cite", b"code", b"data", b"del", b"dfn",
    b"em", b"font", b"i", b"ins", b"kbd", b"mark", b"q", b"s", b"samp", b"small", b"span", b"strike",
    b"strong", b"sub", b"sup", b"time", b"tt", b"u", b"var", b"wbr",
];

/// The text of a page.
pub(super) fn read(html: &str) -> String {
    let mut out = String::new();
    let mut tokens = Tokenizer::new(html);
    // The element inside which nothing is seen, and how many of its kind are open.
    let mut unseen: Option<(Vec<u8>, usize)> = None;
    while let Some(token) = tokens.next() {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name: &[u8] = &tag.name;
                match &mut unseen {
                    Some((outer, depth)) if outer == name && !tag.self_closing => *depth += 1,
                    Some(_) => {}
                    None if UNSEEN.contains(&name) && !tag.self_closing => unseen = Some((name.to_vec(), 1)),
                    None if !INLINE.contains(&name) => out.push('\n'),
                    None => {}
                }
                // The tokenizer does not know by itself where tags are text.
                match name {
                    b"script" => tokens.set_state(State::ScriptData),
                    b"style" | b"iframe" | b"xmp" => tokens.set_state(State::RawText),
                    b"title" | b"textarea" => tokens.set_state(State::RcData),
                    _ => {}
                }
            }
            Token::EndTag(tag) => {
                let name: &[u8] = &tag.name;
                match &mut unseen {
                    Some((outer, depth)) if outer == name => {
                        *depth -= 1;
                        if *depth == 0 {
                            unseen = None;
                        }
                    }
                    Some(_) => {}
                    None if !INLINE.contains(&name) => out.push('\n'),
                    None => {}
                }
            }
            Token::String(text) if unseen.is_none() => out.push_str(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(html: &str) -> String {
        read(html).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_seen_is_read_and_nothing_else() {
        for (html, seen) in [
            ("<p>One</p><p>two</p>", "One two"),
            ("a <b>bo</b>ld word", "a bold word"),
            ("<title>no</title><style>p{}</style><p>yes<script>if (a < b) '<p>no</p>'</script>", "yes"),
            ("<p>a &amp; b &eacute;t&eacute; &shy;x&nbsp;y &#x201C;q&#8221;", "a & b été \u{ad}x y “q”"),
            ("<td>1</td><td>2</td>", "1 2"),
            ("a<br>b<!-- no -->c", "a bc"),
            ("<svg><title>no</title><text>no</text></svg>yes", "yes"),
            ("<p>unclosed <b>and <i>wrong</b> order", "unclosed and wrong order"),
            ("<textarea><p>no</textarea>yes", "yes"),
        ] {
            assert_eq!(words(html), seen, "{html}");
        }
    }
}
