//! `cargo xtask minimal-versions`: whether the program builds with the oldest versions that `Cargo.toml` allows of what it
//! names. It needs a nightly toolchain, which alone can choose them.

use std::path::Path;

use anyhow::Result;

use crate::copies::{Copy, cargo, run};

/// Checks a copy with the oldest versions.
///
/// # Errors
/// It does not build, or there is no nightly toolchain.
pub fn check(root: &Path) -> Result<()> {
    let copy = Copy::of(root, "minimal-versions")?;
    run(cargo(Some("nightly"), copy.folder()).args(["update", "-Z", "direct-minimal-versions"]))?;
    run(cargo(None, copy.folder()).args(["check", "--locked", "--package", "quorate"]))
}
