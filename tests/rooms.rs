//! The rooms of the house stand in an order, and none looks into one above it; nor do two files of a room go round in a
//! circle.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::Path as FilePath;

use paths::{Path, Source, read};

#[path = "support/paths.rs"]
mod paths;

/// From the lowest room to the highest: each may use itself and those before it. `lib.rs` and `main.rs` stand above all.
const ROOMS: &[&str] = &[
    "text",
    "document",
    "proposal",
    "rubric",
    "bundled",
    "quotes",
    "assess",
    "agreement",
    "authoring",
    "policy",
    "report",
    "interview",
    "cli",
];

/// Rooms that only some of those above them use.
const ONLY_FOR: &[(&str, &[&str])] = &[("authoring", &["report", "interview", "cli"])];

/// A module of the library, by its path from the root.
type Module = Vec<String>;

/// The sources of a library.
struct House {
    /// The file of each module, and the paths that it names.
    files: BTreeMap<Module, (String, Vec<Path>)>,
}

impl House {
    /// The house that these files make: each by its path below `src/`, and its text. Tests are no part of it.
    fn of(sources: &[(&str, &str)]) -> House {
        let mut files = BTreeMap::new();
        let mut for_tests: Vec<Module> = Vec::new();
        for (file, text) in sources {
            let Some(module) = module_of(file) else { continue };
            let Source { paths, test_modules } = read(text);
            for_tests.extend(test_modules.into_iter().map(|name| [module.as_slice(), &[name]].concat()));
            files.insert(module, ((*file).to_owned(), paths));
        }
        files.retain(|module, _| !for_tests.iter().any(|tests| module.starts_with(tests)));
        House { files }
    }

    /// Each path that leads into a room above, or to something that stands in no room.
    fn steps_up(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (module, (file, paths)) in &self.files {
            let refused =
                |path: &Path| is_refused(&module[0], absolute(module, path)?.first()).then(|| path.clone());
            let told = |path: Path| {
                format!("{file}:{}: {} uses `{}`", path.line, module[0], path.segments.join("::"))
            };
            found.extend(paths.iter().filter_map(refused).map(told));
        }
        found
    }

    /// Every circle of files of one room: the files, from the first in the alphabet. A module goes
    /// together with those inside it.
    fn circles(&self) -> BTreeSet<String> {
        let uses: BTreeMap<&Module, BTreeSet<&Module>> =
            self.files.keys().map(|module| (module, self.used_by(module))).collect();
        let told = |circle: Vec<&Module>| {
            let least = (0..circle.len()).min_by_key(|at| circle[*at]).unwrap_or_default();
            let turned = circle.iter().cycle().skip(least).take(circle.len());
            let files: Vec<&str> = turned.map(|module| &*self.files[*module].0).collect();
            files.join(" → ")
        };
        uses.keys().filter_map(|start| way_back(start, &uses)).map(told).collect()
    }

    /// The modules of the same room that a module uses: those that it names, and those that declare what it names.
    fn used_by(&self, module: &Module) -> BTreeSet<&Module> {
        let (_, paths) = &self.files[module];
        let named: Vec<Module> = paths.iter().filter_map(|path| absolute(module, path)).collect();
        let used = named.iter().flat_map(|path| [self.resolve(path, 0), self.resolve(path, 8)]).flatten();
        used.filter(|used| used[0] == module[0] && !used.starts_with(module) && !module.starts_with(used))
            .collect()
    }

    /// The module in which the thing at a path is declared, over so many others at most that pass it on.
    fn resolve(&self, path: &Module, most: usize) -> Option<&Module> {
        let length = (1..=path.len()).rev().find(|length| self.files.contains_key(&path[..*length]))?;
        let (module, (_, paths)) = self.files.get_key_value(&path[..length])?;
        let passed_on = || {
            let name = path.get(length).filter(|_| most > 0)?;
            let import = paths.iter().find(|import| import.imported && import.name == *name)?;
            let target = absolute(module, import).or_else(|| self.child(module, import))?;
            self.resolve(&target, most - 1)
        };
        passed_on().or(Some(module))
    }

    /// The path of an import that begins with a module inside its own.
    fn child(&self, module: &Module, import: &Path) -> Option<Module> {
        let inner = [module.as_slice(), &import.segments[..1]].concat();
        self.files.contains_key(&inner).then(|| [module.as_slice(), &import.segments].concat())
    }
}

/// The module that a file is; nothing for those at the root of the program and of the library.
fn module_of(file: &str) -> Option<Module> {
    let module = file.strip_suffix(".rs")?;
    let module = module.strip_suffix("/mod").unwrap_or(module);
    (!matches!(module, "lib" | "main")).then(|| module.split('/').map(str::to_owned).collect())
}

/// A path from the root; nothing where it names another crate or something beside it.
fn absolute(module: &Module, path: &Path) -> Option<Module> {
    let mut base: Vec<&String> = module.iter().chain(&path.within).collect();
    let mut segments = path.segments.iter().peekable();
    match segments.peek()?.as_str() {
        "crate" | "quorate" => {
            segments.next();
            base.clear();
        }
        "self" => {
            segments.next();
        }
        "super" => {}
        _ => return None,
    }
    while segments.next_if(|segment| *segment == "super").is_some() {
        base.pop();
    }
    Some(base.into_iter().chain(segments).cloned().collect())
}

/// Whether a room may not use what stands under this name at the root; the root itself, with all that is in it, no room may.
fn is_refused(room: &str, used: Option<&String>) -> bool {
    let place = |name: &str| ROOMS.iter().position(|known| *known == name);
    let Some(used) = used else { return true };
    let above = match (place(room), place(used)) {
        (Some(room), Some(used)) => used > room,
        _ => true,
    };
    let for_others =
        ONLY_FOR.iter().any(|(only, users)| only == used && room != *only && !users.contains(&room));
    above || for_others
}

/// The shortest way from a module back to itself.
fn way_back<'m>(
    start: &'m Module,
    uses: &BTreeMap<&'m Module, BTreeSet<&'m Module>>,
) -> Option<Vec<&'m Module>> {
    let mut ways = VecDeque::from([vec![start]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        for next in &uses[way[way.len() - 1]] {
            if *next == start {
                return Some(way);
            }
            if seen.insert(*next) {
                ways.push_back(way.iter().copied().chain([*next]).collect());
            }
        }
    }
    None
}

/// This library.
fn house() -> House {
    let root = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let below = path.strip_prefix(&root).expect("a path below the root");
                let text = fs::read_to_string(&path).expect("a source");
                sources.push((below.to_string_lossy().replace('\\', "/"), text));
            }
        }
    }
    let sources: Vec<(&str, &str)> = sources.iter().map(|(file, text)| (&**file, &**text)).collect();
    House::of(&sources)
}

#[test]
fn no_room_uses_one_above_it() {
    assert_eq!(house().steps_up(), [""; 0]);
}

#[test]
fn no_files_of_a_room_go_round_in_a_circle() {
    assert_eq!(Vec::from_iter(house().circles()), [""; 0]);
}

#[test]
fn every_room_is_there_and_every_folder_is_a_room() {
    // `report` and `cli` among them, whichever are built.
    let found: BTreeSet<String> = house().files.keys().map(|module| module[0].clone()).collect();
    let rooms: BTreeSet<String> = ROOMS.iter().map(|room| (*room).to_owned()).collect();
    assert_eq!(found, rooms);
}

/// What is found in a house of one file.
fn steps_up(file: &str, text: &str) -> Vec<String> {
    House::of(&[(file, text)]).steps_up()
}

#[test]
fn a_step_up_is_noticed_however_it_is_written() {
    for text in [
        "use crate::assess::Context;",
        "use super::super::assess::Context;",
        "pub(crate) use crate::{document::Span, assess::{self}};",
        "use {crate::document::Span, crate::report};",
        "fn f() -> crate::assess::Truth { todo!() }",
        "fn f() { let x = crate :: /* here */ assess::Truth::True; }",
        "mod inner { use super::super::super::assess::Truth; }",
        "#[cfg(test)] use x; mod inner { use super::super::super::assess::Truth; }",
        "#[cfg(test)] mod tests { fn f() {} } use crate::assess::Truth;",
        "#[cfg(test)] fn f() {} use crate::assess::Truth;",
        "mod inner { fn f() { let c = '\"'; super::super::super::cli::run() } }",
        "fn f<'a>(x: &'a str) { let y = r#\"\"#; crate::policy::judge(x) }",
        "use quorate::assess::Context;",
        "use crate::*;",
        "use crate as root;",
        "use crate::kitchen::Sink;",
        "use crate::authoring::review as text;",
    ] {
        assert_eq!(
            steps_up("rubric/load.rs", text).len(),
            1,
            "{text}: {:?}",
            steps_up("rubric/load.rs", text)
        );
    }
    assert_eq!(
        steps_up("rubric/load.rs", "\n\nuse crate::assess;"),
        ["rubric/load.rs:3: rubric uses `crate::assess`"]
    );
    assert_eq!(steps_up("rubric/mod.rs", "use super::assess::Truth;").len(), 1);
    assert_eq!(steps_up("text.rs", "use crate::{document, proposal};").len(), 2);
}

#[test]
fn what_stands_below_or_in_the_room_or_is_not_code_is_let_pass() {
    for text in [
        "use crate::document::{Span, Node}; use super::scale::Scale; use self::inner::X;",
        "use std::fmt; use crate::rubric::Level; pub(crate) fn f() {} pub(super) fn g() {}",
        "// crate::assess\n/* crate::assess /* */ crate::cli */ /// [`crate::report`]\n",
        "const A: &str = \"crate::assess\"; const B: &str = r##\"\"# crate::cli\"##; const C: char = ':';",
        "mod inner { use super::*; use super::super::scale; use crate::proposal::Kind; }",
        "#[cfg(test)] use crate::{assess, generator::Taste}; use crate::rubric::Level;",
        "#[cfg(test)] #[path = \"x.rs\"] pub mod tests { use crate::assess::Truth; fn f() { crate::cli::run() } }",
        "fn f(&self) -> u8 { self.crate_.assess }",
    ] {
        assert_eq!(steps_up("rubric/load.rs", text), [""; 0], "{text}");
    }
}

#[test]
fn files_that_only_tests_have_are_let_pass() {
    let house = House::of(&[
        ("rubric/mod.rs", "#[cfg(test)]\nmod laws;\nmod load;"),
        ("rubric/laws.rs", "use crate::assess::Truth;"),
        ("rubric/load.rs", "use crate::policy::Rules;"),
    ]);
    assert_eq!(house.steps_up(), ["rubric/load.rs:1: rubric uses `crate::policy::Rules`"]);
}

#[test]
fn what_is_for_authors_is_not_for_the_policy() {
    let text = "use crate::authoring::Example;";
    assert_eq!(steps_up("policy/mod.rs", text).len(), 1);
    for file in ["report/explain.rs", "cli/mod.rs", "authoring/review.rs"] {
        assert_eq!(steps_up(file, text), [""; 0]);
    }
}

#[test]
fn a_circle_of_files_is_noticed_also_where_the_room_passes_names_on() {
    let circles = |sources: &[(&str, &str)]| Vec::from_iter(House::of(sources).circles());
    let two = [
        ("document/parse.rs", "use super::syntax::{self, Opened};"),
        ("document/syntax.rs", "use super::parse::byte;"),
    ];
    assert_eq!(circles(&two), ["document/parse.rs → document/syntax.rs"]);
    let passed_on = [
        ("assess/mod.rs", "mod a; mod b; mod c; pub use a::A; pub use b::{B as Bee, self}; pub use c::C;"),
        ("assess/a.rs", "fn f(x: super::Bee) {}"),
        ("assess/b.rs", "use crate::assess::C;"),
        ("assess/c.rs", "use super::A;"),
    ];
    assert_eq!(circles(&passed_on), ["assess/a.rs → assess/b.rs → assess/c.rs"]);
    let none = [
        ("assess/mod.rs", "mod a; mod b; pub use a::A; pub struct Whole;"),
        ("assess/a.rs", "use super::Whole; #[cfg(test)] mod tests { use super::super::b::B; }"),
        ("assess/b.rs", "use super::{A, Whole}; use crate::policy::a;"),
        ("report/html/mod.rs", "mod page; use page::Page; use super::style;"),
        ("report/html/page.rs", "use super::Whole; use super::super::style;"),
    ];
    assert_eq!(circles(&none), [""; 0]);
}
