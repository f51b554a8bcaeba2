//! Work on many inputs, on all cores.

use rayon::prelude::*;

/// How many inputs are worked on at a time: enough for all cores, and few enough that memory does not grow with the
/// number of files and what was just written is still in the cache.
pub const BATCH: usize = 64;

/// The results in the order of the inputs. A single one is worked on here: to start the threads would take as long.
pub fn on_all_cores<T: Send, R: Send>(mut inputs: Vec<T>, work: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    match inputs.len() {
        0 | 1 => inputs.pop().map(work).into_iter().collect(),
        _ => inputs.into_par_iter().map(work).collect(),
    }
}
