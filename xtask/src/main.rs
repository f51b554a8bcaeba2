//! `cargo xtask docs`: renews the pages that are generated from the rubrics.

use std::path::Path;

use anyhow::{Result, bail};
use xtask::pages;

fn main() -> Result<()> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    match std::env::args().nth(1).as_deref() {
        Some("docs") => pages::all(root)?.iter().try_for_each(|page| page.renew(root)),
        _ => bail!("usage: cargo xtask docs"),
    }
}
