//! A seeded generator of lifelike proposals: every fact of the dictionary, stated, denied or left out.

use std::fmt::Write;

use quorate::proposal::{Child, Dictionary, Fact, Kind, ListId, NoneMeans, Scope};
use rand_core::Rng;
use rand_pcg::Pcg64Mcg;

/// A piece of YAML, to be changed before it is printed.
#[derive(Debug, Clone, PartialEq)]
pub enum Yaml {
    /// As it is printed.
    Scalar(String),
    /// A list.
    List(Vec<Yaml>),
    /// A block.
    Map(Vec<(String, Yaml)>),
}

/// How full the proposals are, in per cent of the facts.
#[derive(Debug, Clone, Copy)]
pub struct Taste {
    /// A fact is stated.
    pub stated: u64,
    /// A fact is denied, where it can be.
    pub denied: u64,
    /// A block or record has evidence.
    pub evidenced: u64,
}

const TEXTS: &[&str] = &[
    "People leave hospital with nowhere to go, and come back within a week.",
    "fewer emergency call-outs at night",
    "We meet in the library on the first Tuesday.",
    "The council cannot sign for longer than three years",
    "Harbour district and the two streets behind the station",
    "\"A door that locks: that is what we want\"",
    "couples and people with dogs",
    "Ils décident en assemblée, puis le conseil signe",
    "trained forty neighbours as hosts",
    "monthly count by volunteers",
];

const NAMES: &[&str] = &["A. Osei", "M. Ruiz", "J. Lind", "K. Adu", "P. Novak", "Zoë Brandt", "T. Nguyen"];

/// Makes proposals one after another, the same for the same seed.
pub struct Generator<'a> {
    /// The facts.
    pub dictionary: &'a Dictionary,
    random: Pcg64Mcg,
    taste: Taste,
    /// Dates name a day.
    exact: bool,
    /// What stands where a text does, as it is written in YAML.
    pub texts: &'a [&'a str],
    /// What stands where a person does.
    pub names: &'a [&'a str],
}

impl<'a> Generator<'a> {
    /// A generator with this seed.
    pub fn new(dictionary: &'a Dictionary, seed: u64, taste: Taste) -> Generator<'a> {
        let random = Pcg64Mcg::new(u128::from(seed) + 1);
        Generator { dictionary, random, taste, exact: false, texts: TEXTS, names: NAMES }
    }

    /// The same, whose answers leave nothing open.
    #[allow(dead_code, reason = "not every test needs it")]
    pub fn exact(self) -> Generator<'a> {
        Generator { exact: true, ..self }
    }

    /// The next proposal.
    pub fn proposal(&mut self) -> Yaml {
        let mut entries = vec![("quorate".to_owned(), Yaml::Scalar("1".to_owned()))];
        entries.extend(self.block(Scope::Root, 0));
        Yaml::Map(entries)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.random.next_u64() % bound.max(1) as u64) as usize
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.random.next_u64() % 100 < percent
    }

    fn pick(&mut self, from: &[&str]) -> String {
        from[self.below(from.len())].to_owned()
    }

    fn block(&mut self, scope: Scope, number: u16) -> Vec<(String, Yaml)> {
        let dictionary = self.dictionary;
        let mut entries = Vec::new();
        for (key, child) in &dictionary.blocks(scope)[number as usize].children {
            match child {
                Child::Block(inner) => {
                    if self.chance(2) {
                        entries.push((key.clone(), Yaml::Scalar("none".to_owned())));
                        continue;
                    }
                    let mut inside = self.block(scope, *inner);
                    if !inside.is_empty() {
                        inside.extend(self.evidence());
                        entries.push((key.clone(), Yaml::Map(inside)));
                    }
                }
                Child::Fact(id) => {
                    let fact = dictionary.fact(*id);
                    if self.chance(self.taste.denied) && fact.none != NoneMeans::Never {
                        entries.push((key.clone(), Yaml::Scalar("none".to_owned())));
                    } else if self.chance(self.taste.stated)
                        || matches!(fact.path.as_str(), "name" | "partners.name" | "partners.sector")
                    {
                        entries.push((key.clone(), self.value(fact)));
                    }
                }
            }
        }
        entries
    }

    fn evidence(&mut self) -> Option<(String, Yaml)> {
        let evidenced = self.taste.evidenced;
        self.chance(evidenced)
            .then(|| ("evidence".to_owned(), Yaml::Scalar("https://example.org/minutes".to_owned())))
    }

    /// An answer to a fact.
    pub fn value(&mut self, fact: &Fact) -> Yaml {
        let number = self.below(40);
        Yaml::Scalar(match fact.kind {
            Kind::Text => self.pick(self.texts),
            Kind::Person => self.pick(self.names),
            Kind::YesNo => if self.chance(65) { "yes" } else { "no" }.to_owned(),
            Kind::Number => number.to_string(),
            Kind::Share => format!("{} %", number * 2),
            Kind::Money => format!("{} EUR", number * 5000),
            Kind::Date => match if self.exact { 2 } else { number % 3 } {
                0 => format!("{}", 2026 + number / 5),
                1 => format!("{}-{:02}", 2026 + number / 8, 1 + number % 12),
                _ => format!("{}-{:02}-{:02}", 2026 + number / 10, 1 + number % 12, 1 + number % 28),
            },
            Kind::Duration => match number % 4 {
                0 => format!("{} weeks", 1 + number),
                1 => format!("{} months", 1 + number),
                _ => format!("{} years", 1 + number % 12),
            },
            Kind::Word(_) => self.word(fact),
            Kind::Words(_) => {
                let several = self.below(3) + 1;
                return Yaml::List((0..several).map(|_| Yaml::Scalar(self.word(fact))).collect());
            }
            Kind::Texts => {
                let several = self.below(3) + 1;
                return Yaml::List((0..several).map(|_| Yaml::Scalar(self.pick(self.texts))).collect());
            }
            Kind::People => {
                let several = self.below(3) + 1;
                return Yaml::List((0..several).map(|_| Yaml::Scalar(self.pick(self.names))).collect());
            }
            Kind::Records(list) => {
                let several = self.below(4) + 1;
                return Yaml::List((0..several).map(|_| self.record(list)).collect());
            }
        })
    }

    fn record(&mut self, list: ListId) -> Yaml {
        let mut entries = self.block(Scope::Record(list), 0);
        entries.extend(self.evidence());
        Yaml::Map(entries)
    }

    fn word(&mut self, fact: &Fact) -> String {
        let words: Vec<&str> =
            self.dictionary.vocabulary(fact).map(|v| v.texts().collect()).unwrap_or_default();
        self.pick(&words)
    }
}

impl Yaml {
    /// As a file.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.print(&mut out, 0);
        out
    }

    fn print(&self, out: &mut String, indent: usize) {
        match self {
            Yaml::Scalar(text) => {
                let _ = writeln!(out, " {text}");
            }
            Yaml::List(items) if items.iter().all(|i| matches!(i, Yaml::Scalar(_))) => {
                let texts: Vec<String> = items
                    .iter()
                    .map(|i| if let Yaml::Scalar(t) = i { quoted(t) } else { String::new() })
                    .collect();
                let _ = writeln!(out, " [{}]", texts.join(", "));
            }
            Yaml::List(items) => {
                out.push('\n');
                for item in items {
                    let mut inner = String::new();
                    item.print(&mut inner, indent + 2);
                    let inner = inner.trim_start_matches('\n').trim_start();
                    let _ = write!(out, "{:indent$}- {inner}", "");
                }
            }
            Yaml::Map(entries) if entries.is_empty() => out.push_str(" {}\n"),
            Yaml::Map(entries) => {
                if indent > 0 {
                    out.push('\n');
                }
                for (key, value) in entries {
                    let _ = write!(out, "{:indent$}{key}:", "");
                    value.print(out, indent + 2);
                }
            }
        }
    }
}

/// In a flow list a text with a comma has to be quoted.
fn quoted(text: &str) -> String {
    if text.contains([',', ':']) && !text.starts_with('"') { format!("\"{text}\"") } else { text.to_owned() }
}
