//! What a screen is made of: texts that may be cut, in rows beside their labels, in blocks with an empty line between.
//!
//! Texts are broken into lines once. How many lines a screen takes is then counted for any room, and only the one that fits
//! is drawn.

use unicode_width::UnicodeWidthStr;

use super::fit::{cut, wrapped};
use super::ink::{Ink, Pen};
use super::room::{Room, Slot};
use crate::text::plural;

/// A text in lines, of which as many are shown as its slot has.
#[derive(Debug)]
pub struct Text {
    lines: Vec<String>,
    width: usize,
    slot: Slot,
    ink: Option<Ink>,
    lead: Option<(Ink, String)>,
}

impl Text {
    /// A text of a width.
    pub fn new(pen: Pen, text: &str, width: usize, slot: Slot) -> Text {
        Text { lines: wrapped(&pen.say(text), width), width, slot, ink: None, lead: None }
    }

    /// The whole in a colour.
    pub fn inked(self, ink: Ink) -> Text {
        Text { ink: Some(ink), ..self }
    }

    /// Its first words in a colour.
    pub fn led(self, ink: Ink, words: &str) -> Text {
        Text { lead: Some((ink, words.to_owned())), ..self }
    }

    /// At most so many lines; what is cut may end earlier.
    fn height(&self, room: &Room) -> usize {
        self.lines.len().min(room.lines(self.slot))
    }

    fn draw(&self, pen: Pen, room: &Room) -> Vec<String> {
        let mut lines = match room.lines(self.slot) {
            0 => return Vec::new(),
            most => cut(&self.lines, self.width, most, pen.sign()),
        };
        if let Some(ink) = self.ink {
            lines = lines.iter().map(|line| pen.tint(ink, line)).collect();
        }
        if let (Some((ink, words)), Some(first)) = (&self.lead, lines.first_mut())
            && let Some(rest) = first.strip_prefix(&pen.say(words))
        {
            *first = pen.tint(*ink, words) + rest;
        }
        lines
    }
}

/// Texts under each other, beside a label.
#[derive(Debug)]
pub struct Row {
    label: String,
    column: usize,
    texts: Vec<Text>,
}

impl Row {
    /// Texts beside a label in a column.
    pub fn new(label: String, column: usize, texts: Vec<Text>) -> Row {
        Row { label, column: column + 2, texts }
    }

    /// A text without a label.
    pub fn plain(text: Text) -> Row {
        Row { label: String::new(), column: 0, texts: vec![text] }
    }

    fn height(&self, room: &Room) -> usize {
        match self.texts.iter().map(|text| text.height(room)).sum() {
            0 => 0,
            lines => self.label.lines().count().max(lines),
        }
    }

    /// Its lines; none where its texts have none.
    pub fn draw(&self, pen: Pen, room: &Room) -> String {
        let texts: Vec<String> = self.texts.iter().flat_map(|text| text.draw(pen, room)).collect();
        if texts.is_empty() {
            return String::new();
        }
        let labels: Vec<&str> = self.label.lines().collect();
        let line = |number: usize| {
            let label = labels.get(number).copied().unwrap_or_default();
            let gap = " ".repeat(self.column.saturating_sub(label.width()));
            format!("{label}{gap}{}\n", texts.get(number).map_or("", String::as_str))
        };
        (0..labels.len().max(texts.len())).map(line).collect()
    }
}

/// Rows that belong together: those that are always shown, and a list that may end early.
#[derive(Debug, Default)]
pub struct Block {
    /// Always shown.
    pub head: Vec<Row>,
    /// The list, the first first, each with how many things it tells.
    pub list: Vec<(Row, usize)>,
    /// How many lines the list may take; all where there is none.
    pub limit: Option<Slot>,
    /// How many things there are that the list does not tell, or tells and may have to leave out.
    pub all: usize,
    /// What they are called.
    pub what: &'static str,
}

impl Block {
    /// Rows that are always shown.
    pub fn of(head: Vec<Row>) -> Block {
        Block { head, ..Block::default() }
    }

    /// How many rows of the list are shown.
    fn shown(&self, room: &Room) -> usize {
        let Some(limit) = self.limit else { return self.list.len() };
        let mut left = room.lines(limit);
        let fits = |(row, _): &&(Row, usize)| match left.checked_sub(row.height(room)) {
            Some(rest) => {
                left = rest;
                true
            }
            None => false,
        };
        self.list.iter().take_while(fits).count()
    }

    fn hidden(&self, shown: usize) -> usize {
        self.all.saturating_sub(self.list[..shown].iter().map(|(_, tells)| tells).sum())
    }

    /// At most so many lines.
    pub fn height(&self, room: &Room) -> usize {
        let shown = self.shown(room);
        let rows = self.head.iter().chain(self.list[..shown].iter().map(|(row, _)| row));
        rows.map(|row| row.height(room)).sum::<usize>() + usize::from(self.hidden(shown) > 0)
    }

    /// Its lines, and how much was left out.
    pub fn draw(&self, pen: Pen, room: &Room) -> String {
        let shown = self.shown(room);
        let rows = self.head.iter().chain(self.list[..shown].iter().map(|(row, _)| row));
        let drawn: String = rows.map(|row| row.draw(pen, room)).collect();
        let more = match self.hidden(shown) {
            0 => return drawn,
            1 => format!("and 1 more {} (--detail)", self.what),
            hidden => format!("and {hidden} more {} (--detail)", plural(self.what)),
        };
        drawn + &pen.tint(Ink::Faint, &more) + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEN: Pen = Pen { color: false, unicode: true };

    fn text(text: &str, slot: Slot) -> Text {
        Text::new(PEN, text, 12, slot)
    }

    #[test]
    fn no_block_is_higher_than_it_says() {
        let texts = [
            "One. Two three four five six.",
            "short",
            "a word, and more of them than fit in three lines of it",
        ];
        for room in [Room::TIGHT, Room::WHOLE] {
            for words in texts {
                let row = || {
                    Row::new(
                        "label".to_owned(),
                        8,
                        vec![text(words, Slot::Because), text(words, Slot::First)],
                    )
                };
                let block = Block {
                    list: vec![(row(), 1), (row(), 1)],
                    limit: Some(Slot::Questions),
                    all: 3,
                    what: "word",
                    ..Block::of(vec![row()])
                };
                assert!(block.draw(PEN, &room).lines().count() <= block.height(&room), "{block:?}");
            }
        }
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let row = || (Row::plain(text("one two", Slot::Fixed(1))), 2);
        let mut block = Block { list: vec![row(), row()], all: 5, what: "risk", ..Block::default() };
        assert_eq!(block.draw(PEN, &Room::WHOLE), "one two\none two\nand 1 more risk (--detail)\n");
        block.limit = Some(Slot::Fixed(1));
        assert_eq!(block.draw(PEN, &Room::WHOLE), "one two\nand 3 more risks (--detail)\n");
    }

    #[test]
    fn a_row_without_lines_is_not_there() {
        let row = Row::new("next".to_owned(), 8, vec![text("one two", Slot::Next)]);
        assert_eq!((row.height(&Room::TIGHT), row.draw(PEN, &Room::TIGHT)), (0, String::new()));
    }
}
