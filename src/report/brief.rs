//! Texts in brief, where there is no room for the whole.

/// The first sentence of a text, as far as its colon.
pub fn first_clause(text: &str) -> String {
    let end = [". ", ": "].iter().filter_map(|end| text.find(end)).min();
    end.map_or_else(|| text.to_owned(), |end| format!("{}.", &text[..end]))
}

/// The documents of some points, each once: `net-impact, pascal`.
pub fn documents(points: &[String]) -> String {
    let mut documents: Vec<&str> = Vec::new();
    for point in points {
        let document = point.split_once('/').map_or(point.as_str(), |(document, _)| document);
        if !documents.contains(&document) {
            documents.push(document);
        }
    }
    documents.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_name_each_document_once() {
        let points = ["net-impact/1", "pascal/7", "net-impact/15"].map(str::to_owned);
        assert_eq!(documents(&points), "net-impact, pascal");
    }

    #[test]
    fn the_first_clause_ends_with_a_full_stop() {
        assert_eq!(first_clause("One 1.5 thing. Two: three."), "One 1.5 thing.");
        assert_eq!(first_clause("One: two. Three."), "One.");
        assert_eq!(first_clause("One"), "One");
    }
}
