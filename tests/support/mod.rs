//! What several tests and the benchmarks share.

pub mod edit;
pub mod generator;
