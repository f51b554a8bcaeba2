//! What the fuzz targets look for, in short: each property on its corpus, and on what a fixed seed makes of it.

#[path = "../fuzz/properties/mod.rs"]
mod properties;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rand_core::{Rng, SeedableRng};
use rand_pcg::Pcg32;

/// Bytes that mean something to one of the readers.
const BYTES: &[u8] = b"\0\n:-#'\"{}[]&*!|>%@` \t0a\xC3\xA9\xFF";

/// How many inputs are made of each corpus: in all a few seconds.
const MADE: usize = 60;

/// The inputs of a corpus, by their names.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let files = fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut inputs: Vec<(String, Vec<u8>)> = files
        .map(|file| file.expect("an entry").path())
        .map(|path| (path.display().to_string(), fs::read(&path).expect("read")))
        .collect();
    inputs.sort();
    inputs
}

/// One input made of two: a piece of the one in the other, and some bytes changed.
fn made_of(a: &[u8], b: &[u8], random: &mut Pcg32) -> Vec<u8> {
    let mut below = |most: usize| (random.next_u32() as usize) % most.max(1);
    let (from, to, at) = (below(b.len()), below(b.len()), below(a.len()));
    let piece = &b[from.min(to)..from.max(to)];
    let mut made = [&a[..at], &piece[..piece.len().min(200)], &a[at..]].concat();
    for _ in 0..below(4) {
        let at = below(made.len());
        if let Some(byte) = made.get_mut(at) {
            *byte = BYTES[below(BYTES.len())];
        }
    }
    made
}

#[test]
fn every_property_holds_of_its_corpus_and_of_what_a_seed_makes_of_it() {
    for (target, holds) in properties::ALL {
        let inputs = corpus(target);
        assert!(!inputs.is_empty(), "{target} has no corpus");
        let holds_of = |name: &str, input: &[u8]| {
            let held = catch_unwind(AssertUnwindSafe(|| holds(input)));
            assert!(held.is_ok(), "{target} does not hold of {name}: {:?}", String::from_utf8_lossy(input));
        };
        inputs.iter().for_each(|(name, input)| holds_of(name, input));
        let mut random = Pcg32::seed_from_u64(20261127);
        for number in 0..MADE {
            let mut one = || &inputs[(random.next_u32() as usize) % inputs.len()].1;
            let (a, b) = (one(), one());
            holds_of(&format!("made input {number}"), &made_of(a, b, &mut random));
        }
    }
}
