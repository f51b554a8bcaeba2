//! Looks for an input of which `properties/kept.rs` does not hold.

#![no_main]

#[path = "../properties/mod.rs"]
#[allow(dead_code, reason = "a target has one")]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::kept::holds(bytes));
