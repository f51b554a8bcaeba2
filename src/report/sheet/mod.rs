//! How a [`Sheet`](super::content::Sheet) is laid out: as plain text, in Markdown, or as a page.

mod html;
mod markdown;
mod text;

pub use html::html;
pub use markdown::markdown;
pub use text::text;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::content::{Block, Marks, Point, Sheet};
    use crate::report::style::Style;

    /// A document with everything in it, by a stranger.
    fn sheet() -> Sheet {
        let point = |head: &str| Point { head: head.to_owned(), lines: vec!["*why* <b>".to_owned()] };
        Sheet {
            title: "A | title".to_owned(),
            kicker: "A letter",
            blocks: vec![
                Block::Heading("First".to_owned()),
                Block::Text("See \u{1b}[31mthis\u{1b}[0m".to_owned()),
                Block::Points(Marks::Numbers(3), vec![point("one"), point("two")]),
                Block::Points(Marks::Boxes, vec![point("three")]),
                Block::Table(
                    vec!["a".to_owned(), "b".to_owned()],
                    vec![vec!["<i>".to_owned(), "2".to_owned()]],
                ),
            ],
        }
    }

    #[test]
    fn as_text_it_fits_its_width_and_moves_no_cursor() {
        let text = text(&sheet(), &Style { width: 60, ..Style::default() });
        assert!(text.contains("3. one\n   *why* <b>\n4. two"), "{text}");
        assert!(text.contains("[ ] three"), "{text}");
        assert!(!text.contains('\u{1b}'));
        assert!(text.lines().all(|line| line.chars().count() <= 60), "{text}");
    }

    #[test]
    fn as_markdown_its_texts_are_no_markup() {
        let text = markdown(&sheet());
        assert!(text.starts_with("# A &#124; title\n"), "{text}");
        assert!(text.contains("3. one\n   - \\*why\\* \\<b\\>\n4. two"), "{text}");
        assert!(text.contains("- [ ] three\n  - \\*why"), "{text}");
        assert!(text.contains("| a | b |\n| --- | --- |"), "{text}");
    }
}
