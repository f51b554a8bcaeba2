//! A document in Markdown.

use crate::report::content::{Block, Marks, Point, Sheet};
use crate::report::markdown::blocks::{Item, bullets, join, numbered, table};
use crate::report::markdown::escape::escape;

/// A document in Markdown that GitHub and GitLab read.
pub fn markdown(sheet: &Sheet) -> String {
    let title = format!("# {}", escape(&sheet.title));
    join([title].into_iter().chain(sheet.blocks.iter().map(draw))) + "\n"
}

fn draw(block: &Block) -> String {
    match block {
        Block::Heading(heading) => format!("## {}", escape(heading)),
        Block::Text(text) => escape(text),
        Block::Points(Marks::Numbers(first), points) => {
            numbered(&points.iter().map(item).collect::<Vec<_>>(), *first)
        }
        Block::Points(Marks::Boxes, points) => {
            points.iter().map(|p| listed("- [ ] ", p)).collect::<Vec<_>>().join("\n")
        }
        Block::Points(Marks::Dots, points) => {
            points.iter().map(|p| listed("- ", p)).collect::<Vec<_>>().join("\n")
        }
        Block::Table(columns, rows) => {
            let columns: Vec<String> = columns.iter().map(|name| escape(name)).collect();
            let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
            table(&columns, rows.iter().map(|row| row.iter().map(|cell| escape(cell)).collect()))
        }
    }
}

fn item(point: &Point) -> Item {
    Item { head: escape(&point.head), lines: point.lines.iter().map(|line| escape(line)).collect() }
}

fn listed(mark: &str, point: &Point) -> String {
    let lines = bullets(point.lines.iter().map(|line| escape(line)));
    let lines: String = lines.lines().map(|line| format!("\n  {line}")).collect();
    format!("{mark}{}{lines}", escape(&point.head))
}
