//! Text made fit for a screen: nothing in it moves the cursor, ASCII where asked for, and colours.
//!
//! Colours go into a text as marks that take no width, a mark before and after each word, so that a table can be laid
//! out and its lines broken as if they were not there; [`Pen::finish`] turns them into ANSI sequences. The marks are
//! among the characters that [`visible`] escapes, so no text of a stranger can hold one.

use anstyle::{AnsiColor, Style as Ansi};

use crate::report::content::Tone;
use crate::report::style::Style;
use crate::rubric::Severity;
use crate::text::visible;

/// What a colour says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// A title.
    Title,
    /// Less important.
    Faint,
    /// Can sink the whole.
    Worst,
    /// Bad.
    Bad,
    /// Middling.
    Middling,
    /// Slight.
    Slight,
    /// Good.
    Good,
    /// Not known.
    Open,
}

const INKS: [Ink; 8] =
    [Ink::Title, Ink::Faint, Ink::Worst, Ink::Bad, Ink::Middling, Ink::Slight, Ink::Good, Ink::Open];

/// A space at which no line is broken; an ordinary one in the finished text.
const HARD_SPACE: &str = "\u{A0}";

/// Ends an ink; no text that was made visible holds it.
const OFF: char = '\u{2060}';

impl Ink {
    /// The mark that begins it.
    fn mark(self) -> char {
        match self {
            Ink::Title => '\u{2061}',
            Ink::Faint => '\u{2062}',
            Ink::Worst => '\u{2063}',
            Ink::Bad => '\u{2064}',
            Ink::Middling => '\u{206A}',
            Ink::Slight => '\u{206B}',
            Ink::Good => '\u{206C}',
            Ink::Open => '\u{206D}',
        }
    }

    fn ansi(self) -> Ansi {
        let fg = |color: AnsiColor| Ansi::new().fg_color(Some(color.into()));
        match self {
            Ink::Title => Ansi::new().bold(),
            Ink::Faint => Ansi::new().dimmed(),
            Ink::Worst => fg(AnsiColor::Red).bold(),
            Ink::Bad => fg(AnsiColor::Red),
            Ink::Middling => fg(AnsiColor::Yellow),
            Ink::Slight => fg(AnsiColor::Cyan),
            Ink::Good => fg(AnsiColor::Green),
            Ink::Open => fg(AnsiColor::Magenta),
        }
    }
}

impl From<Severity> for Ink {
    fn from(severity: Severity) -> Ink {
        match severity {
            Severity::Critical => Ink::Worst,
            Severity::High => Ink::Bad,
            Severity::Medium => Ink::Middling,
            Severity::Low => Ink::Slight,
        }
    }
}

impl From<Tone> for Ink {
    fn from(tone: Tone) -> Ink {
        match tone {
            Tone::Open => Ink::Open,
            Tone::Worst => Ink::Worst,
            Tone::Middling => Ink::Middling,
            Tone::Good => Ink::Good,
        }
    }
}

/// Writes texts in one style.
#[derive(Debug, Clone, Copy)]
pub struct Pen {
    /// With colours.
    pub color: bool,
    /// With more than ASCII.
    pub unicode: bool,
}

impl Pen {
    /// The pen of a style.
    pub fn new(style: &Style) -> Pen {
        Pen { color: style.color, unicode: style.unicode }
    }

    /// A text as it may be shown: in one line, without control characters, and in ASCII where asked for.
    pub fn say(self, text: &str) -> String {
        let text = text.replace(['\n', '\t'], " ");
        let text = visible(&text);
        let text = without_commands(if self.unicode { text.into_owned() } else { ascii(&text) });
        // A number keeps its sign.
        text.replace(" %", &format!("{HARD_SPACE}%"))
    }

    /// The same in an ink.
    pub fn tint(self, ink: Ink, text: &str) -> String {
        let text = self.say(text);
        if !self.color {
            return text;
        }
        let word = |word: &str| format!("{}{word}{OFF}", ink.mark());
        text.split(' ')
            .map(|w| if w.is_empty() { String::new() } else { word(w) })
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// What stands at the end of a text that was cut.
    pub fn sign(self) -> &'static str {
        if self.unicode { "…" } else { "..." }
    }

    /// A finished text: marks turned into colours, no spaces at the end of a line, one line break at the end.
    pub fn finish(self, text: &str) -> String {
        let text = text.replace(HARD_SPACE, " ");
        let mut text: String = text.lines().map(|line| line.trim_end().to_owned() + "\n").collect();
        for ink in INKS {
            // Words beside each other in one ink are one stretch of it.
            text = text.replace(&format!("{OFF} {}", ink.mark()), &format!(" {}", ink.mark()));
        }
        let mut out = String::with_capacity(text.len() + text.len() / 4);
        let mut current = None;
        for character in text.chars() {
            let ink = INKS.into_iter().find(|ink| ink.mark() == character);
            let ends = character == OFF || character == '\n' || (ink.is_some() && ink != current);
            if ends && current.take().is_some() {
                out.push_str("\x1b[0m");
            }
            match ink {
                Some(ink) if current.is_none() => {
                    out.push_str(&ink.ansi().render().to_string());
                    current = Some(ink);
                }
                Some(_) => {}
                None if character != OFF => out.push(character),
                None => {}
            }
        }
        out
    }
}

/// The punctuation that reports use, in ASCII; other characters of a proposal stay as they are.
fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '‐' | '‑' | '‒' | '–' | '—' | '−' => out.push('-'),
            '·' => out.push('/'),
            '…' => out.push_str("..."),
            '“' | '”' | '„' => out.push('"'),
            '‘' | '’' => out.push('\''),
            '±' => out.push_str("+/-"),
            '×' => out.push('x'),
            '≥' => out.push_str(">="),
            '≤' => out.push_str("<="),
            '→' => out.push_str("->"),
            '\u{A0}' | '\u{2009}' | '\u{202F}' => out.push(' '),
            // A picture of a control character.
            '\u{2400}'..='\u{241F}' => out.push_str(&format!("\\x{:02x}", u32::from(character) - 0x2400)),
            '␡' => out.push_str("\\x7f"),
            _ => out.push(character),
        }
    }
    out
}

/// In the log of a continuous integration server a line that begins with `::error::`, or holds `##[error]`, is a command
/// to that server, and any text may come to stand at the beginning of a line.
fn without_commands(mut text: String) -> String {
    for (command, harmless) in [("::", ": :"), ("##[", "## [")] {
        while text.contains(command) {
            text = text.replace(command, harmless);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLOR: Pen = Pen { color: true, unicode: true };
    const PLAIN: Pen = Pen { color: false, unicode: false };

    #[test]
    fn no_text_is_a_command_to_the_server_that_keeps_the_log() {
        assert_eq!(PLAIN.say("::error::x :::y ##[group]z"), ": :error: :x : : :y ## [group]z");
    }

    #[test]
    fn marks_take_no_width_and_no_text_can_hold_one() {
        use unicode_width::UnicodeWidthStr;
        for ink in INKS {
            assert_eq!(COLOR.tint(ink, "two words").width(), "two words".len(), "{ink:?}");
            assert_eq!(COLOR.say(&ink.mark().to_string()).chars().filter(|c| *c == ink.mark()).count(), 0);
        }
        assert!(!COLOR.say(&OFF.to_string()).contains(OFF));
    }

    #[test]
    fn an_ink_ends_with_its_words_and_with_its_line() {
        let text = COLOR.tint(Ink::Bad, "two words");
        assert_eq!(COLOR.finish(&text), "\x1b[31mtwo words\x1b[0m\n");
        let broken = text.replace(' ', "\n");
        assert_eq!(COLOR.finish(&broken), "\x1b[31mtwo\x1b[0m\n\x1b[31mwords\x1b[0m\n");
        assert_eq!(PLAIN.finish(&PLAIN.tint(Ink::Bad, "two  ")), "two\n");
    }

    #[test]
    fn our_punctuation_is_plain_in_ascii_and_letters_stay() {
        assert_eq!(PLAIN.say("“é” – 1 … ± 2’s"), "\"é\" - 1 ... +/- 2's");
        assert_eq!(PLAIN.say("\x1b[31m\x7f"), "\\x1b[31m\\x7f");
        assert_eq!(COLOR.say("\x1b–"), "␛–");
    }
}
