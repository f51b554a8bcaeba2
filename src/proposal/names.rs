//! When two names are one.

/// A name as it is compared with others: case and white space make no difference.
pub fn fold_name(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
