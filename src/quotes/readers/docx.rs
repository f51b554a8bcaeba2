//! The text of DOCX: a ZIP of XML, of which the body and the notes are read.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::{MOST_TEXT, NoText};

/// The parts that hold text for readers, in the order in which they are read; the first has to be there.
const PARTS: [&str; 3] = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"];
/// The largest part that is unpacked: the marks around a text take several times as much as the text.
const MOST_XML: u64 = 8 * MOST_TEXT as u64;
/// What is packed more tightly than this is no text that somebody wrote.
const MOST_RATIO: u64 = 200;
/// A smaller part is unpacked however tightly it is packed.
const SMALL: u64 = 1 << 20;

/// The text of a file.
///
/// # Errors
/// It is no DOCX, is broken, or unpacks to more than a text can be.
pub(super) fn read(bytes: &[u8]) -> Result<String, NoText> {
    // Office writes a file with a password as something else than a ZIP.
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(NoText::Locked);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NoText::Broken)?;
    let mut out = String::new();
    for part in PARTS {
        match unpack(&mut archive, part)? {
            Some(xml) => push_text(&mut out, &xml)?,
            None if part == PARTS[0] => return Err(NoText::OtherKind),
            None => {}
        }
    }
    Ok(out)
}

/// One part, unpacked; nothing where there is none.
fn unpack(archive: &mut ZipArchive<Cursor<&[u8]>>, part: &str) -> Result<Option<Vec<u8>>, NoText> {
    let file = match archive.by_name(part) {
        Ok(file) => file,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(_) => return Err(NoText::Broken),
    };
    let packed = file.compressed_size().max(1);
    let most = MOST_XML.min((packed.saturating_mul(MOST_RATIO)).max(SMALL));
    let mut xml = Vec::new();
    // What the file says of its size is not believed.
    let read = file.take(most + 1).read_to_end(&mut xml).map_err(|_| NoText::Broken)?;
    if read as u64 > most { Err(NoText::TooLarge) } else { Ok(Some(xml)) }
}

/// Adds the text of a part: what was not deleted and is not hidden.
fn push_text(out: &mut String, xml: &[u8]) -> Result<(), NoText> {
    let mut reader = Reader::from_reader(xml);
    // How deep inside something that is not part of the text.
    let mut aside = 0_usize;
    let (mut in_text, mut is_hidden) = (false, false);
    loop {
        match reader.read_event().map_err(|_| NoText::Broken)? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                _ if aside > 0 => aside += 1,
                // Text that was moved away, and what stands in for a drawing where that cannot be shown, with the same words.
                "moveFrom" | "del" | "Fallback" | "instrText" => aside = 1,
                "t" => in_text = true,
                "r" => is_hidden = false,
                "vanish" => is_hidden = is_on(&tag),
                "tab" | "br" | "cr" => out.push('\n'),
                _ => {}
            },
            Event::Empty(tag) if aside == 0 => match tag.local_name().as_ref() {
                "vanish" => is_hidden = is_on(&tag),
                "tab" => out.push('\t'),
                "br" | "cr" | "p" => out.push('\n'),
                "noBreakHyphen" => out.push('-'),
                "softHyphen" => out.push('\u{ad}'),
                _ => {}
            },
            Event::End(_) if aside > 0 => aside -= 1,
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "p" | "tc" | "tr" => out.push('\n'),
                _ => {}
            },
            Event::Text(text) if in_text && !is_hidden && aside == 0 => {
                out.push_str(&text);
            }
            Event::GeneralRef(name) if in_text && !is_hidden && aside == 0 => {
                let letter = name.resolve_char_ref().map_err(|_| NoText::Broken)?;
                out.extend(letter.or_else(|| predefined(&name)));
            }
            Event::CData(text) if in_text && !is_hidden && aside == 0 => {
                out.push_str(&text);
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
        if out.len() > MOST_TEXT {
            return Err(NoText::TooLarge);
        }
    }
}

/// Whether a mark that can be switched off is on.
fn is_on(tag: &quick_xml::events::BytesStart) -> bool {
    let value = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == "val");
    !value.is_some_and(|value| matches!(value.value.as_ref(), "0" | "false" | "off"))
}

/// The letter behind one of the five names that XML knows. A file that declares more has none of them read.
fn predefined(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
