//! Work on the repository itself: pages that are generated.

pub mod pages;
