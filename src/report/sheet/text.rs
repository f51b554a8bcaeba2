//! A document as plain text, for a terminal or the body of a message.

use crate::report::content::{Block, Marks, Point, Sheet};
use crate::report::style::Style;
use crate::report::terminal::fit::wrapped;
use crate::report::terminal::ink::{Ink, Pen};

/// The widest that a line of it is.
const WIDEST: usize = 100;
/// The narrowest.
const NARROWEST: usize = 40;

/// A document as plain text, of at most the width of the style.
pub fn text(sheet: &Sheet, style: &Style) -> String {
    let layout = Layout { pen: Pen::new(style), width: style.width.clamp(NARROWEST, WIDEST) };
    let mut parts = vec![layout.block(Some(Ink::Title), &sheet.title)];
    parts.extend(sheet.blocks.iter().map(|block| layout.draw(block)));
    // A heading stands on what it is the heading of.
    let mut out = String::new();
    for (number, part) in parts.iter().enumerate() {
        let under_heading = number > 1 && matches!(sheet.blocks[number - 2], Block::Heading(_));
        out += if number == 0 || under_heading { "" } else { "\n" };
        out += part;
    }
    layout.pen.finish(&out)
}

struct Layout {
    pen: Pen,
    width: usize,
}

impl Layout {
    fn draw(&self, block: &Block) -> String {
        match block {
            Block::Heading(heading) => self.block(Some(Ink::Title), &heading.to_uppercase()),
            Block::Text(text) => self.block(None, text),
            Block::Points(marks, points) => {
                points.iter().enumerate().map(|(at, point)| self.point(*marks, at, point)).collect()
            }
            Block::Table(columns, rows) => self.table(columns, rows),
        }
    }

    fn block(&self, ink: Option<Ink>, text: &str) -> String {
        self.hanging("", ink, text)
    }

    fn point(&self, marks: Marks, at: usize, point: &Point) -> String {
        let mark = match marks {
            Marks::Numbers(first) => format!("{}. ", first + at),
            Marks::Boxes => "[ ] ".to_owned(),
            Marks::Dots => "- ".to_owned(),
        };
        let indent = " ".repeat(mark.len());
        let lines: String = point.lines.iter().map(|line| self.hanging(&indent, None, line)).collect();
        self.hanging(&mark, None, &point.head) + &lines
    }

    /// A text behind a mark; its further lines stand under its first.
    fn hanging(&self, mark: &str, ink: Option<Ink>, text: &str) -> String {
        let said = self.pen.say(text);
        let lines = wrapped(&said, self.width.saturating_sub(mark.len()));
        let line = |(number, line): (usize, String)| {
            let line = ink.map_or_else(|| line.clone(), |ink| self.pen.tint(ink, &line));
            let before = if number == 0 { mark.to_owned() } else { " ".repeat(mark.len()) };
            format!("{}\n", format!("{before}{line}").trim_end())
        };
        lines.into_iter().enumerate().map(line).collect()
    }

    /// A table as rows of its own: each cell under the name of its column, where it would be too wide for the screen.
    fn table(&self, columns: &[String], rows: &[Vec<String>]) -> String {
        let cells = |row: &[String]| row.iter().map(|cell| self.pen.say(cell)).collect::<Vec<_>>();
        let said: Vec<Vec<String>> =
            std::iter::once(columns).chain(rows.iter().map(Vec::as_slice)).map(cells).collect();
        let width = |column: usize| {
            said.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns.len()).map(width).collect();
        if widths.iter().sum::<usize>() + 2 * widths.len() <= self.width {
            let line = |row: &Vec<String>| {
                let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
                format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
            };
            return said.iter().map(line).collect();
        }
        let row = |row: &Vec<String>| {
            let mut cells = row.iter().zip(columns);
            let head = cells.next().map(|(cell, _)| self.hanging("", None, cell)).unwrap_or_default();
            let rest = cells.filter(|(cell, _)| !cell.is_empty());
            head + &rest
                .map(|(cell, name)| self.hanging("  ", None, &format!("{name}: {cell}")))
                .collect::<String>()
        };
        rows.iter().map(row).collect()
    }
}
