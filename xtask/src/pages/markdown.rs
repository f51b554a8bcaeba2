//! Markdown of generated pages: links, anchors, rows of tables.

/// A link to a rule on the same page.
pub fn link_here(id: &str) -> String {
    format!("[`{id}`](#{})", slug(id))
}

/// The anchor that GitHub gives a heading: lower case, spaces to hyphens, other signs dropped.
pub fn slug(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// A text on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text outside a table: on one line, and without signs that Markdown or HTML would take for their own.
pub fn inline(text: &str) -> String {
    one_line(text).replace('<', "&lt;").replace('*', "\\*")
}

/// One row of a table; a bar in a cell would end it.
pub fn row<const N: usize>(cells: [String; N]) -> String {
    format!("| {} |\n", cells.map(|cell| one_line(&cell).replace('|', "\\|")).join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_does_not_end_a_cell() {
        assert_eq!(row(["a | b".to_owned(), "c\nd".to_owned()]), "| a \\| b | c d |\n");
    }

    #[test]
    fn anchors_are_those_of_github() {
        assert_eq!(slug("community/part"), "communitypart");
        assert_eq!(slug("Words: part in work"), "words-part-in-work");
        assert_eq!(slug("Bands, caps, stages and efforts"), "bands-caps-stages-and-efforts");
    }
}
