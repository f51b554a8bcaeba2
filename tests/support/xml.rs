//! XML read back with a reader that knows no kindness: what is not well formed fails the test.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// An element with everything in it.
#[derive(Debug, Default)]
pub struct Element {
    /// Its name.
    pub name: String,
    /// Its attributes, unescaped.
    pub attributes: Vec<(String, String)>,
    /// The elements in it.
    pub children: Vec<Element>,
    /// The text directly in it, unescaped.
    pub text: String,
}

impl Element {
    /// The attribute with this name.
    #[track_caller]
    pub fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_else(|| panic!("no attribute {name}: {self:?}"))
    }
}

/// The root of a document.
#[track_caller]
pub fn read(document: &str) -> Element {
    // The reader is lenient about these; the standard is not.
    let illegal =
        |c: &char| matches!(c, '\0'..='\x08' | '\x0b'..='\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    assert_eq!(document.chars().find(illegal), None, "no XML has this character");
    assert!(!document.contains("]]>"), "this ends what was not begun");
    let mut reader = Reader::from_str(document);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}:\n{document}")) {
            Event::Start(start) => open.push(begun(&start)),
            Event::Empty(start) => inside(&mut open).children.push(begun(&start)),
            Event::End(_) => {
                let done = open.pop().expect("an element was open");
                inside(&mut open).children.push(done);
            }
            Event::Text(text) => inside(&mut open).text += &text.xml10_content(),
            Event::GeneralRef(reference) => {
                let text = quick_xml::escape::unescape(&format!("&{};", &*reference))
                    .expect("an entity")
                    .into_owned();
                inside(&mut open).text += &text;
            }
            Event::Decl(_) => {}
            Event::Eof => break,
            other => panic!("this has no place in a report: {other:?}"),
        }
    }
    assert_eq!((open.len(), open[0].children.len()), (1, 1), "one root, and it is closed");
    open.remove(0).children.remove(0)
}

fn inside(open: &mut [Element]) -> &mut Element {
    open.last_mut().expect("the document is around everything")
}

fn begun(start: &BytesStart) -> Element {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.expect("an attribute");
        let value = attribute.normalized_value(XmlVersion::Explicit1_0).expect("a value").into_owned();
        (attribute.key.as_ref().to_owned(), value)
    });
    Element { name: start.name().as_ref().to_owned(), attributes: attributes.collect(), ..Element::default() }
}
