//! Work on the repository itself: `cargo xtask docs` renews the pages that are generated from the rubrics, `fuzz` runs the
//! fuzz targets, `minimal-versions`, `twice` and `release` are for those who make a release.

mod copies;
mod fuzz;
mod minimal_versions;
mod release;

use std::path::Path;

use anyhow::{Result, bail};
use xtask::pages;

fn main() -> Result<()> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("docs") => pages::all(root)?.iter().try_for_each(|page| page.renew(root)),
        Some("fuzz") => fuzz::run(root, &arguments[1..]),
        Some("minimal-versions") => minimal_versions::check(root),
        Some("twice") => release::twice(root),
        Some("release") => release::release(root),
        _ => {
            bail!("usage: cargo xtask docs | fuzz [SECONDS] [TARGET …] | minimal-versions | twice | release")
        }
    }
}
