//! Reads the rubrics while the program is built, so that no start has to: a start decodes what is written here.
//!
//! They are read by the rooms of the library that read rubrics, compiled into this script too. What is wrong with a
//! rubric is an error of the build, with its place.

#![allow(dead_code, unused_imports, reason = "the rooms do more than a build needs")]
#![allow(clippy::disallowed_macros, reason = "a build script speaks to cargo by printing")]

#[path = "src/document/mod.rs"]
mod document;
#[path = "src/proposal/mod.rs"]
mod proposal;
#[path = "src/rubric/mod.rs"]
mod rubric;
#[path = "src/text.rs"]
mod text;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use document::FileProblem;
use rubric::{RubricFile, Rubrics};

/// Where the rubrics are kept.
const FOLDER: &str = "rubrics";
/// Where their examples are kept, within.
const EXAMPLES: &str = "examples/";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FOLDER}");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let files = files_in("")?;
    fs::write(out.join("files.rs"), embedding(&files))?;
    fs::write(out.join("examples.rs"), embedding(&files_in(EXAMPLES)?))?;
    match Rubrics::load(&files) {
        Ok(rubrics) => fs::write(out.join("rubrics.bin"), postcard::to_allocvec(&rubrics)?)?,
        Err(problems) => problems.iter().for_each(fail),
    }
    Ok(())
}

/// The YAML files of a folder of the rubrics, by name.
fn files_in(folder: &str) -> io::Result<Vec<RubricFile>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(Path::new(FOLDER).join(folder))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            files.push(RubricFile {
                name: format!("{folder}{name}").into(),
                text: fs::read_to_string(&path)?.into(),
            });
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// An expression of Rust: each file's name with its text, which the compiler reads from where it stands.
fn embedding(files: &[RubricFile]) -> String {
    let line = |file: &RubricFile| {
        let (name, path) = (&file.name, format!("/{FOLDER}/{}", file.name));
        format!("    ({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))),\n")
    };
    format!("&[\n{}]\n", files.iter().map(line).collect::<String>())
}

/// Tells cargo what is wrong, which then builds nothing.
fn fail(found: &FileProblem) {
    let FileProblem { path, problem } = found;
    let (line, column) = (problem.span.line, problem.span.column);
    let help = problem.help.as_deref().unwrap_or_default();
    let said = [problem.message.as_str(), problem.expected.as_str(), help];
    let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
    println!("cargo::error={FOLDER}/{path}:{line}:{column}: {}", said.join("; "));
}
