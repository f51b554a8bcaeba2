//! What several tests and the benchmarks share.

pub mod answers;
pub mod edit;
pub mod generator;
