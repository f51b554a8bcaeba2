//! Writing one answer into the text of a proposal. Comments, order and style of what stands there stay.

use std::collections::BTreeMap;
use std::str::FromStr;

use yaml_edit::path::YamlPath;
use yaml_edit::{Document, YamlFile, YamlValue};

/// What is written at a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum Written {
    /// One value.
    One(String),
    /// Several.
    Several(Vec<String>),
}

/// The text with this answer at a route such as `governance.seats` or `partners[0].sector`.
///
/// # Errors
/// The file is written in a way in which nothing can be put there.
pub fn set(text: &str, route: &str, answer: &Written) -> Result<String, String> {
    let (file, document) = open(text)?;
    let written = match answer {
        Written::One(one) => document.try_set_path(route, value(one)),
        Written::Several(all) => document
            .try_set_path(route, YamlValue::from(all.iter().map(|one| value(one)).collect::<Vec<_>>())),
    };
    written.map_err(|_| cannot(route))?;
    Ok(file.to_string())
}

/// The text with one record more at the end of a list; `key` is the field by which it is called.
///
/// # Errors
/// As of [`set`].
pub fn add_record(text: &str, list: &str, key: &str, name: &str) -> Result<String, String> {
    let (file, document) = open(text)?;
    let record = YamlValue::from(BTreeMap::from([(key.to_owned(), value(name))]));
    match document.try_get_path(list).ok().and_then(|node| node.as_sequence().cloned()) {
        Some(records) => records.push(record),
        None => document.try_set_path(list, YamlValue::from(vec![record])).map_err(|_| cannot(list))?,
    }
    Ok(file.to_string())
}

fn cannot(route: &str) -> String {
    format!("`{route}` cannot be written into this file as it stands: write it by hand")
}

/// The file, and its one document: what is changed in the document is changed in the file.
fn open(text: &str) -> Result<(YamlFile, Document), String> {
    let file = YamlFile::from_str(text)
        .map_err(|_| "this file is written in a way that cannot be added to".to_owned())?;
    let document = file.document().ok_or_else(|| "this file holds no document".to_owned())?;
    Ok((file, document))
}

/// A number stays a number, and a word a word; what YAML would take for something else goes in quotes.
fn value(text: &str) -> YamlValue {
    let is_number = !text.starts_with('0') || text == "0" || text.starts_with("0.");
    match (text.parse::<i64>(), text.parse::<f64>()) {
        (Ok(number), _) if is_number => YamlValue::from(number),
        (_, Ok(number))
            if is_number && number.is_finite() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.') =>
        {
            YamlValue::from(number)
        }
        _ => YamlValue::from(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# a proposal\nquorate: 1\nname: X   # its name\ncommunity:\n  part:       # told | consulted\n  voice:      # who?\n#    - who:\n  seats: 2\nplace: {name: R}\n";

    fn one(route: &str, answer: &str) -> String {
        set(TEXT, route, &Written::One(answer.to_owned())).expect("a text")
    }

    #[test]
    fn an_answer_goes_where_it_belongs_and_leaves_all_else_as_it_is() {
        assert_eq!(one("community.part", "works with us"), TEXT.replace("part:  ", "part: works with us  "));
        assert_eq!(one("community.seats", "3"), TEXT.replace("seats: 2", "seats: 3"));
        assert_eq!(one("place.scale", "local"), TEXT.replace("{name: R}", "{name: R, scale: local}"));
        assert_eq!(
            one("governance.backbone.staff", "2.5"),
            format!("{TEXT}governance:\n  backbone:\n    staff: 2.5\n")
        );
    }

    #[test]
    fn records_are_added_one_by_one_and_take_their_fields() {
        let text = add_record(TEXT, "community.voice", "who", "Tenants").expect("a text");
        let text = add_record(&text, "community.voice", "who", "Ann: a guest").expect("a text");
        let text = set(&text, "community.voice[1].chosen_by", &Written::One("open call".to_owned()))
            .expect("a text");
        assert!(
            text.contains("    - who: Tenants\n    - who: 'Ann: a guest'\n      chosen_by: open call\n"),
            "{text}"
        );
        assert!(text.contains("#    - who:\n"), "comments stay: {text}");
    }

    #[test]
    fn several_answers_are_a_list_and_what_looks_like_something_else_is_quoted() {
        let several = Written::Several(vec!["authority".to_owned(), "data".to_owned()]);
        let text = set(TEXT, "community.demand", &several).expect("a text");
        assert!(text.contains("  demand:\n    - authority\n    - data\n"), "{text}");
        assert!(one("summary", "a #b: c").contains("'a #b: c'"));
    }
}
