//! What is generated is fresh.

use std::path::Path;

use xtask::pages;

#[test]
fn every_generated_page_says_what_the_rubrics_say() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let pages = pages::all(root).expect("the pages can be made");
    let stale: Vec<&str> = (pages.iter())
        .filter(|page| !page.is_fresh(root).expect("the page can be read"))
        .map(|page| page.path)
        .collect();
    assert_eq!(stale, [""; 0], "renew them with `cargo xtask docs`, and read what changed");
}
