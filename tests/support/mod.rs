//! What several tests and the benchmarks share.

pub mod generator;
