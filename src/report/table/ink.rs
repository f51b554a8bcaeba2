//! Text made fit for a screen: nothing in it moves the cursor, ASCII where asked for, and colours.
//!
//! Colours go into a text as marks that take no width, a mark before and after each word, so that a table can be laid
//! out and its lines broken as if they were not there; [`Ink::finish`] turns them into ANSI sequences. The marks are
//! among the letters that [`visible`] escapes, so no text of a stranger can hold one.

use anstyle::{AnsiColor, Style as Ansi};

use crate::assess::Verdict;
use crate::report::problems::visible;
use crate::report::style::Style;
use crate::rubric::Severity;

/// What a colour says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
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

const TONES: [Tone; 8] =
    [Tone::Title, Tone::Faint, Tone::Worst, Tone::Bad, Tone::Middling, Tone::Slight, Tone::Good, Tone::Open];

/// A space at which no line is broken; an ordinary one in the finished text.
const HARD_SPACE: &str = "\u{A0}";

/// Ends a tone; no text that was made visible holds it.
const OFF: char = '\u{2060}';

impl Tone {
    /// The mark that begins it.
    fn mark(self) -> char {
        match self {
            Tone::Title => '\u{2061}',
            Tone::Faint => '\u{2062}',
            Tone::Worst => '\u{2063}',
            Tone::Bad => '\u{2064}',
            Tone::Middling => '\u{206A}',
            Tone::Slight => '\u{206B}',
            Tone::Good => '\u{206C}',
            Tone::Open => '\u{206D}',
        }
    }

    fn ansi(self) -> Ansi {
        let fg = |color: AnsiColor| Ansi::new().fg_color(Some(color.into()));
        match self {
            Tone::Title => Ansi::new().bold(),
            Tone::Faint => Ansi::new().dimmed(),
            Tone::Worst => fg(AnsiColor::Red).bold(),
            Tone::Bad => fg(AnsiColor::Red),
            Tone::Middling => fg(AnsiColor::Yellow),
            Tone::Slight => fg(AnsiColor::Cyan),
            Tone::Good => fg(AnsiColor::Green),
            Tone::Open => fg(AnsiColor::Magenta),
        }
    }
}

impl From<Severity> for Tone {
    fn from(severity: Severity) -> Tone {
        match severity {
            Severity::Critical => Tone::Worst,
            Severity::High => Tone::Bad,
            Severity::Medium => Tone::Middling,
            Severity::Low => Tone::Slight,
        }
    }
}

/// The tone of a verdict among so many bands.
pub fn tone_of(verdict: Verdict, bands: usize) -> Tone {
    match verdict {
        Verdict::Undetermined => Tone::Open,
        Verdict::Band(0) => Tone::Worst,
        Verdict::Band(band) if band + 1 == bands => Tone::Good,
        Verdict::Band(_) => Tone::Middling,
    }
}

/// Writes texts in one style.
#[derive(Debug, Clone, Copy)]
pub struct Ink {
    /// With colours.
    pub color: bool,
    /// With more than ASCII.
    pub unicode: bool,
}

impl Ink {
    /// The ink of a style.
    pub fn new(style: &Style) -> Ink {
        Ink { color: style.color, unicode: style.unicode }
    }

    /// A text as it may be shown: in one line, without control characters, and in ASCII where asked for.
    pub fn say(self, text: &str) -> String {
        let text = text.replace(['\n', '\t'], " ");
        let text = visible(&text);
        without_commands(if self.unicode { text.into_owned() } else { ascii(&text) })
    }

    /// The same in a tone.
    pub fn tint(self, tone: Tone, text: &str) -> String {
        let text = self.say(text);
        if !self.color {
            return text;
        }
        let word = |word: &str| format!("{}{word}{OFF}", tone.mark());
        text.split(' ')
            .map(|w| if w.is_empty() { String::new() } else { word(w) })
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The same, never broken over two lines.
    pub fn whole(self, text: &str) -> String {
        self.say(text).replace(' ', HARD_SPACE)
    }

    /// What parts two things in a line.
    pub fn dot(self) -> &'static str {
        if self.unicode { " · " } else { " / " }
    }

    /// A finished text: marks turned into colours, no spaces at the end of a line, one line break at the end.
    pub fn finish(self, text: &str) -> String {
        let text = text.replace(HARD_SPACE, " ");
        let mut text: String = text.lines().map(|line| line.trim_end().to_owned() + "\n").collect();
        for tone in TONES {
            // Words beside each other in one tone are one stretch of it.
            text = text.replace(&format!("{OFF} {}", tone.mark()), &format!(" {}", tone.mark()));
        }
        let mut out = String::with_capacity(text.len() + text.len() / 4);
        let mut current = None;
        for letter in text.chars() {
            let tone = TONES.into_iter().find(|tone| tone.mark() == letter);
            let ends = letter == OFF || letter == '\n' || (tone.is_some() && tone != current);
            if ends && current.take().is_some() {
                out.push_str("\x1b[0m");
            }
            match tone {
                Some(tone) if current.is_none() => {
                    out.push_str(&tone.ansi().render().to_string());
                    current = Some(tone);
                }
                Some(_) => {}
                None if letter != OFF => out.push(letter),
                None => {}
            }
        }
        out
    }
}

/// The punctuation that reports use, in ASCII; other letters of a proposal stay as they are.
fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '‐' | '‑' | '‒' | '–' | '—' | '−' | '·' => out.push('-'),
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
            '\u{2400}'..='\u{241F}' => out.push_str(&format!("\\x{:02x}", u32::from(letter) - 0x2400)),
            '␡' => out.push_str("\\x7f"),
            _ => out.push(letter),
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

    const COLOR: Ink = Ink { color: true, unicode: true };
    const PLAIN: Ink = Ink { color: false, unicode: false };

    #[test]
    fn no_text_is_a_command_to_the_server_that_keeps_the_log() {
        assert_eq!(PLAIN.say("::error::x :::y ##[group]z"), ": :error: :x : : :y ## [group]z");
    }

    #[test]
    fn marks_take_no_width_and_no_text_can_hold_one() {
        use unicode_width::UnicodeWidthStr;
        for tone in TONES {
            assert_eq!(COLOR.tint(tone, "two words").width(), "two words".len(), "{tone:?}");
            assert_eq!(COLOR.say(&tone.mark().to_string()).chars().filter(|c| *c == tone.mark()).count(), 0);
        }
        assert!(!COLOR.say(&OFF.to_string()).contains(OFF));
    }

    #[test]
    fn a_tone_ends_with_its_words_and_with_its_line() {
        let text = COLOR.tint(Tone::Bad, "two words");
        assert_eq!(COLOR.finish(&text), "\x1b[31mtwo words\x1b[0m\n");
        let broken = text.replace(' ', "\n");
        assert_eq!(COLOR.finish(&broken), "\x1b[31mtwo\x1b[0m\n\x1b[31mwords\x1b[0m\n");
        assert_eq!(PLAIN.finish(&PLAIN.tint(Tone::Bad, "two  ")), "two\n");
    }

    #[test]
    fn our_punctuation_has_an_ascii_form_and_letters_stay() {
        assert_eq!(PLAIN.say("“é” – 1 … ± 2’s"), "\"é\" - 1 ... +/- 2's");
        assert_eq!(PLAIN.say("\x1b[31m\x7f"), "\\x1b[31m\\x7f");
        assert_eq!(COLOR.say("\x1b–"), "␛–");
    }
}
