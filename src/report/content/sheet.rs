//! A short document of headings, paragraphs, points and tables, for answers that are no report of findings: a letter, a
//! plan. It is laid out as plain text, in Markdown or as a page.

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Its title.
    pub title: String,
    /// What it is, in a few words.
    pub kicker: &'static str,
    /// What stands in it, in order.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// Points, one under the other.
    Points(Marks, Vec<Point>),
    /// A table: the names of its columns, and its rows.
    Table(Vec<String>, Vec<Vec<String>>),
}

/// What stands before points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// Numbers from this one on.
    Numbers(usize),
    /// Boxes to tick.
    Boxes,
    /// Nothing but a dot.
    Dots,
}

/// A point, and what there is to say of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Point {
    /// What it is.
    pub head: String,
    /// Lines under it.
    pub lines: Vec<String>,
}

impl Sheet {
    /// Adds points under a heading; nothing where there are none.
    pub fn add_points(&mut self, heading: &str, marks: Marks, points: Vec<Point>) {
        if !points.is_empty() {
            self.blocks.push(Block::Heading(heading.to_owned()));
            self.blocks.push(Block::Points(marks, points));
        }
    }

    /// Adds paragraphs.
    pub fn add_texts(&mut self, texts: impl IntoIterator<Item = String>) {
        self.blocks.extend(texts.into_iter().map(Block::Text));
    }
}
