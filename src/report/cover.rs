//! The cover of a report: what the person who hands it over says in her own name.
//!
//! It is read like every other file: all that is wrong with it is told in one run, with places.

use crate::document::{Document, Fields, Node, Problem, Problems, Span};

use serde_json::Value;

use crate::document::shape;

/// The largest logo that is put into a report: 2 MiB.
pub const LARGEST_LOGO: usize = 2 << 20;

/// What stands on the cover, and at the end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cover {
    /// The title of the report.
    pub title: String,
    /// For whom it was written.
    pub client: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When, in the author's own words.
    pub date: Option<String>,
    /// Where the logo is.
    pub logo: Option<LogoFile>,
    /// The logo itself, once it was read.
    pub picture: Option<Logo>,
    /// What a reader who cannot see the logo is told.
    pub logo_alt: Option<String>,
    /// What is said before the report, in paragraphs.
    pub introduction: Vec<String>,
    /// What is said after it, in paragraphs.
    pub closing: Vec<String>,
}

/// The file of a logo, as the cover names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogoFile {
    /// Its path, from the cover's folder.
    pub path: String,
    /// Where the cover names it.
    pub span: Span,
}

/// A picture that may stand in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// Its media type, by its first bytes.
    pub media_type: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Cover {
    /// Reads the document of a cover; its picture is read by the caller, who may read files.
    pub fn load(document: &Document, problems: &Problems) -> Cover {
        let Some(mut fields) = Fields::open(&document.root, "the cover", problems) else {
            return Cover::default();
        };
        let text = |text: Option<&str>| text.map(str::to_owned);
        let cover = Cover {
            title: fields.text("title").to_owned(),
            client: text(fields.optional_text("client")),
            author: text(fields.optional_text("author")),
            date: text(fields.optional_text("date")),
            logo: fields.node("logo").and_then(|node| read_logo(node, problems)),
            picture: None,
            logo_alt: text(fields.optional_text("logo_alt")),
            introduction: paragraphs(fields.optional_text("introduction")),
            closing: paragraphs(fields.optional_text("closing")),
        };
        fields.finish();
        cover
    }

    /// What a reader who cannot see the logo is told.
    pub fn logo_says(&self) -> &str {
        self.logo_alt.as_deref().or(self.client.as_deref()).unwrap_or("Logo")
    }
}

/// The JSON Schema of a cover.
pub fn schema() -> Value {
    let texts = [
        ("title", "The title of the report"),
        ("client", "For whom it was written"),
        ("author", "Who wrote it"),
        ("date", "When, in the author's own words"),
        ("logo", "The file of a picture, from the folder of the cover: png, jpeg, gif, webp or svg"),
        ("logo_alt", "What a reader who cannot see the logo is told"),
        ("introduction", "What is said before the report, in paragraphs"),
        ("closing", "What is said after it, in paragraphs"),
    ];
    let mut schema =
        shape::block(&["title"], texts.map(|(key, description)| (key, shape::text(description))));
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = "Cover of a report of quorate".into();
    schema
}

fn read_logo(node: &Node, problems: &Problems) -> Option<LogoFile> {
    match node.text().filter(|path| !path.is_empty() && !node.is_null()) {
        Some(path) => Some(LogoFile { path: path.to_owned(), span: node.span }),
        None => {
            let message = format!("`logo` is the path of a picture, and this is {}", node.describe());
            problems.push(Problem::error(node.span, message).expected("a path"));
            None
        }
    }
}

/// A text parted at its blank lines.
fn paragraphs(text: Option<&str>) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.unwrap_or_default().lines().map(str::trim) {
        match paragraphs.last_mut() {
            Some(last) if !line.is_empty() => {
                last.push_str(if last.is_empty() { "" } else { " " });
                last.push_str(line);
            }
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

impl Logo {
    /// A picture, known by its first bytes and not by its name.
    ///
    /// # Errors
    /// What is wrong with it, as a problem at the place where the cover names it.
    pub fn check(file: &LogoFile, bytes: Vec<u8>) -> Result<Logo, Problem> {
        let problem = |what: &str| Problem::error(file.span, format!("the logo `{}` {what}", file.path));
        if bytes.len() > LARGEST_LOGO {
            let size = format!("is larger than {} MiB", LARGEST_LOGO >> 20);
            return Err(problem(&size).help("save it smaller: a logo is a few centimetres wide"));
        }
        match media_type(&bytes) {
            Some(media_type) => Ok(Logo { media_type, bytes }),
            None => Err(problem("is no picture that a report can hold")
                .expected("a file in the format png, jpeg, gif, webp or svg")),
        }
    }
}

fn media_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some("image/png"),
        [0xFF, 0xD8, 0xFF, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ if is_svg(bytes) => Some("image/svg+xml"),
        _ => None,
    }
}

/// Whether a file is XML whose outermost element is `svg`: comments, a declaration and a document type may stand before.
fn is_svg(bytes: &[u8]) -> bool {
    let Ok(mut rest) = std::str::from_utf8(bytes) else { return false };
    rest = rest.trim_start_matches('\u{FEFF}').trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<!DOCTYPE") => ">",
            _ => break,
        };
        let Some((_, after)) = rest.split_once(end) else { return false };
        rest = after.trim_start();
    }
    rest.strip_prefix("<svg").is_some_and(|after| after.starts_with([' ', '\n', '\r', '\t', '>', '/']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Limits, parse};

    fn read(text: &str) -> (Cover, Vec<String>) {
        let stream = parse(text, &Limits::default());
        let problems = Problems::default();
        let cover = Cover::load(&stream.documents[0], &problems);
        let told = |p: &Problem| format!("{}:{}: {}", p.span.line, p.span.column, p.message);
        (cover, problems.into_sorted().iter().map(told).collect())
    }

    fn logo(bytes: &[u8]) -> Result<Logo, Problem> {
        Logo::check(&LogoFile { path: "logo".into(), span: Span::FIRST_LINE }, bytes.to_vec())
    }

    #[test]
    fn a_cover_is_read_and_blank_lines_part_its_paragraphs() {
        let text = "title: T\nclient: C\nintroduction: |\n  One\n  line.\n\n\n  Two.\n";
        let (cover, problems) = read(text);
        assert_eq!(problems, [""; 0]);
        assert_eq!((cover.title.as_str(), cover.client.as_deref()), ("T", Some("C")));
        assert_eq!(cover.introduction, ["One line.", "Two."]);
        assert_eq!(cover.closing, [""; 0]);
    }

    #[test]
    fn everything_wrong_with_a_cover_is_told_in_one_run_with_places() {
        let (_, problems) = read("titel: T\nclient: [a]\nlogo: {}\n");
        let places: Vec<&str> = problems.iter().map(|p| p.split(": ").next().unwrap_or_default()).collect();
        assert_eq!(places, ["1:1", "1:1", "2:9", "3:7"], "{problems:?}");
    }

    #[test]
    fn the_logo_is_told_in_words_by_its_own_the_client_or_at_least_as_one() {
        assert_eq!(read("title: T\nclient: C\nlogo_alt: A\n").0.logo_says(), "A");
        assert_eq!(read("title: T\nclient: C\n").0.logo_says(), "C");
        assert_eq!(read("title: T\n").0.logo_says(), "Logo");
    }

    #[test]
    fn a_picture_is_known_by_its_first_bytes() {
        let known: [(&[u8], &str); 7] = [
            (b"\x89PNG\r\n\x1a\n....", "image/png"),
            (b"\xff\xd8\xff\xe0", "image/jpeg"),
            (b"GIF89a", "image/gif"),
            (b"RIFF\x01\x02\x03\x04WEBPVP8 ", "image/webp"),
            (b"<svg xmlns='x'/>", "image/svg+xml"),
            (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <html> -->\n<!DOCTYPE svg>\n<svg>", "image/svg+xml"),
            (b"  <svg>", "image/svg+xml"),
        ];
        for (bytes, media_type) in known {
            assert_eq!(logo(bytes).map(|logo| logo.media_type), Ok(media_type));
        }
        for bytes in [&b"<html><svg>"[..], b"", b"<svgx>", b"<!-- <svg>", b"%PDF-1.7", b"RIFF....WAVE"] {
            assert!(logo(bytes).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn a_logo_has_a_largest_size() {
        let mut bytes = b"GIF89a".to_vec();
        bytes.resize(LARGEST_LOGO, 0);
        assert!(logo(&bytes).is_ok());
        bytes.push(0);
        assert!(logo(&bytes).is_err_and(|p| p.message.contains("2 MiB")));
    }
}
