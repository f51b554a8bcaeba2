//! The blocks that a document is made of: tables, numbered lists, what is folded away. Texts in them are escaped already.

/// Blocks parted by empty lines; those that are empty are left out.
pub fn join(blocks: impl IntoIterator<Item = String>) -> String {
    blocks.into_iter().filter(|block| !block.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// A table; a name of a column that begins with `>` puts its numbers to the right.
pub fn table(columns: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let names: Vec<&str> = columns.iter().map(|name| name.trim_start_matches('>')).collect();
    let dashes: String =
        columns.iter().map(|name| if name.starts_with('>') { " ---: |" } else { " --- |" }).collect();
    let mut out = format!("| {} |\n|{dashes}", names.join(" | "));
    for row in rows {
        out.push_str(&line(&row));
    }
    out
}

/// A row of a table, behind the line before it.
pub fn line(cells: &[String]) -> String {
    format!("\n| {} |", cells.join(" | "))
}

/// One point of a list: a line, and the lines under it.
#[derive(Debug)]
pub struct Item {
    /// What it is.
    pub head: String,
    /// What there is to say of it.
    pub lines: Vec<String>,
}

/// Points with numbers from `first` on.
pub fn numbered(items: &[Item], first: usize) -> String {
    let mut lines = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let mark = format!("{}. ", first + number);
        lines.extend(item.lines.iter().map(|line| format!("{:width$}- {line}", "", width = mark.len())));
        let at = lines.len() - item.lines.len();
        lines.insert(at, format!("{mark}{}", item.head));
    }
    lines.join("\n")
}

/// The first points, and the rest folded away; `most` is `None` where nothing is to be folded.
pub fn folded_after(most: Option<usize>, items: &[Item], what: &str) -> String {
    let shown = most.unwrap_or(usize::MAX).min(items.len());
    let (first, rest) = items.split_at(shown);
    let rest = if rest.is_empty() {
        String::new()
    } else {
        fold(&format!("{} more {what}", rest.len()), &numbered(rest, shown + 1))
    };
    join([numbered(first, 1), rest])
}

/// A block that is unfolded by a click; where there is nothing to click, it stands there.
pub fn fold(summary: &str, block: &str) -> String {
    format!("<details>\n<summary>{summary}</summary>\n\n{block}\n\n</details>")
}

/// Lines one under the other.
pub fn bullets(lines: impl IntoIterator<Item = String>) -> String {
    lines.into_iter().map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(head: &str, lines: &[&str]) -> Item {
        Item { head: head.to_owned(), lines: lines.iter().map(|line| (*line).to_owned()).collect() }
    }

    #[test]
    fn what_belongs_to_a_point_stands_under_its_text() {
        let items = [item("a", &["b", "c"]), item("d", &["e"])];
        assert_eq!(numbered(&items, 9), "9. a\n   - b\n   - c\n10. d\n    - e");
    }

    #[test]
    fn the_rest_of_a_list_is_folded_with_its_numbers() {
        let items = [item("a", &[]), item("b", &[])];
        assert_eq!(
            folded_after(Some(1), &items, "risks"),
            "1. a\n\n<details>\n<summary>1 more risks</summary>\n\n2. b\n\n</details>"
        );
        assert_eq!(folded_after(None, &items, "risks"), "1. a\n2. b");
        assert_eq!(folded_after(Some(2), &items, "risks"), "1. a\n2. b");
    }

    #[test]
    fn a_table_has_its_line_of_dashes() {
        let rows = [vec!["a".to_owned(), "1".to_owned()]];
        assert_eq!(table(&["Name", ">Score"], rows), "| Name | Score |\n| --- | ---: |\n| a | 1 |");
    }
}
