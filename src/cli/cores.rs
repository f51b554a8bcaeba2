//! Work on many inputs, on all cores.

use rayon::prelude::*;

/// How many inputs are worked on at a time: enough for all cores, and few enough that memory does not grow with the
/// number of files and what was just written is still in the cache.
pub const BATCH: usize = 64;

/// The results in the order of the inputs. A single one is worked on here: to start the threads would take as long.
pub fn on_all_cores<T: Sync, R: Send>(inputs: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    match inputs {
        [one] => vec![work(one)],
        several => several.par_iter().map(work).collect(),
    }
}
