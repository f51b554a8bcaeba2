//! Tables without a frame: a head, a thin line, rows; columns of a given width, lines broken at words.

use comfy_table::{
    ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle, Width,
};

/// Between two columns.
const GAP: usize = 2;
/// As much of the gap as is padding; the rest is drawn between the columns.
const PADDING: usize = GAP - 1;

/// One table.
#[derive(Debug)]
pub struct Grid {
    widths: Vec<usize>,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    line: Option<char>,
}

impl Grid {
    /// A table as wide as `width`: columns as given, and a last one that takes what is left.
    pub fn new(width: usize, columns: &[usize]) -> Grid {
        let taken: usize = columns.iter().map(|c| c + GAP).sum();
        let mut widths: Vec<usize> = columns.iter().map(|c| c + PADDING).collect();
        widths.push(width.saturating_sub(taken).max(8));
        Grid { widths, head: Vec::new(), rows: Vec::new(), line: None }
    }

    /// With a head, and a thin line under it.
    pub fn head(mut self, head: Vec<String>, unicode: bool) -> Grid {
        self.head = head;
        self.line = Some(if unicode { '─' } else { '-' });
        self
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Draws it; every line ends with a line break.
    pub fn draw(self) -> String {
        // The junction is the second column of the gap; a line without it would be one column off.
        let parted = ContentLineStyle::none().junction(' ');
        let mut style = TableStyle::new().header_lines(parted).content_lines(parted);
        if let Some(line) = self.line {
            style = style.header_separator(LineStyle::none().fill(line).junction(line));
        }
        let mut table = Table::new();
        table.load_style(style).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(narrow(self.widths.iter().sum::<usize>() + self.widths.len()));
        if !self.head.is_empty() {
            table.set_header(self.head);
        }
        table.add_rows(self.rows);
        table.set_constraints(
            self.widths.iter().map(|w| ColumnConstraint::Absolute(Width::Fixed(narrow(*w)))),
        );
        let last = self.widths.len() - 1;
        for (number, column) in table.column_iter_mut().enumerate() {
            column.set_padding((0, if number == last { 0 } else { PADDING as u16 }));
        }
        let mut out = table.trim_fmt();
        if !out.is_empty() {
            out.push('\n');
        }
        out
    }
}

fn narrow(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn no_word_is_too_long_and_no_character_too_wide_for_a_column() {
        for word in ["x".repeat(300), "漢字".repeat(80), "e\u{301}".repeat(90), "👩🏽".repeat(30)] {
            let mut grid = Grid::new(60, &[12, 10]).head(vec!["A".into(), "B".into(), "C".into()], true);
            grid.row(vec![word.clone(), word.clone(), word.clone()]);
            for line in grid.draw().lines() {
                assert!(line.width() <= 60, "{line}");
                assert_eq!(line, line.trim_end());
            }
        }
    }

    #[test]
    fn columns_stand_where_they_were_put() {
        let mut grid = Grid::new(20, &[4]).head(vec!["A".into(), "B".into()], false);
        grid.row(vec!["one".into(), "a b".into()]);
        grid.row(vec!["two".into(), "c".into()]);
        assert_eq!(grid.draw(), "A     B\n--------------------\none   a b\ntwo   c\n");
    }
}
