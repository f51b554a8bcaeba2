//! Damage to a tree of YAML, as people and programs do it: a value of another kind, a key too many or too few, a list where
//! one value stood.

use quorate::document::{Node, Value};
use rand_core::Rng;
use rand_pcg::Pcg64Mcg;

use super::generator::Yaml;

/// Damages trees, the same for the same seed.
pub struct Vandal {
    random: Pcg64Mcg,
    /// What is put in place of a value.
    values: &'static [&'static str],
    /// Keys that are put where others stood, or beside them.
    keys: &'static [&'static str],
}

impl Vandal {
    /// One with this seed.
    pub fn new(seed: u128, values: &'static [&'static str], keys: &'static [&'static str]) -> Vandal {
        Vandal { random: Pcg64Mcg::new(seed), values, keys }
    }

    /// A number below another.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.random.next_u64() % bound.max(1) as u64) as usize
    }

    fn one_of<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }

    /// Changes something at a place that is reached by going down by chance.
    pub fn damage(&mut self, yaml: &mut Yaml) {
        let stays = self.below(4) == 0;
        match yaml {
            Yaml::Map(entries) if !entries.is_empty() && !stays => {
                let at = self.below(entries.len());
                self.damage(&mut entries[at].1);
            }
            Yaml::List(items) if !items.is_empty() && !stays => {
                let at = self.below(items.len());
                self.damage(&mut items[at]);
            }
            _ => self.change(yaml),
        }
    }

    fn change(&mut self, yaml: &mut Yaml) {
        let value = Yaml::Scalar(self.one_of(self.values).to_owned());
        let key = self.one_of(self.keys).to_owned();
        match (self.below(6), yaml) {
            (0, Yaml::Map(entries)) if !entries.is_empty() => {
                let at = self.below(entries.len());
                entries.remove(at);
            }
            (1, Yaml::Map(entries)) if !entries.is_empty() && entries.iter().all(|(k, _)| *k != key) => {
                let at = self.below(entries.len());
                entries[at].0 = key;
            }
            (2, Yaml::Map(entries)) if entries.iter().all(|(k, _)| *k != key) => entries.push((key, value)),
            (3, Yaml::List(items)) => items.push(value),
            (4, Yaml::Scalar(text)) if !text.starts_with(['"', '|', '[', '{']) && !text.contains('\n') => {
                *text = match self.below(4) {
                    0 => text.to_uppercase(),
                    1 => format!("\"{text} \""),
                    2 => format!("[{text}]"),
                    _ => format!("{text}s"),
                };
            }
            (_, yaml) => *yaml = value,
        }
    }
}

/// A file as a tree, each scalar written as it was: in quotes or without.
#[allow(dead_code, reason = "not every test reads files")]
pub fn as_written(node: &Node) -> Yaml {
    match &node.value {
        Value::Scalar(scalar) if scalar.plain => Yaml::Scalar(scalar.text.to_string()),
        Value::Scalar(scalar) => Yaml::Scalar(serde_json::to_string(&scalar.text).expect("a text")),
        Value::List(items) => Yaml::List(items.iter().map(as_written).collect()),
        Value::Map(entries) => Yaml::Map(
            entries.iter().map(|entry| (entry.key.text.to_string(), as_written(&entry.value))).collect(),
        ),
    }
}
