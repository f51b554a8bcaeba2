//! `cargo xtask docs`: renews the pages that are generated from the rubrics. `cargo xtask fuzz`: runs the fuzz targets.

mod fuzz;

use std::path::Path;

use anyhow::{Result, bail};
use xtask::pages;

fn main() -> Result<()> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("fuzz") => fuzz::run(root, &arguments[1..]),
        Some("docs") => pages::all(root)?.iter().try_for_each(|page| page.renew(root)),
        _ => bail!("usage: cargo xtask docs | fuzz [SECONDS] [TARGET …]"),
    }
}
