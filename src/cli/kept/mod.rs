//! What a baseline keeps of many proposals, on the disk: in memory is which proposals there are, and where each stands.

mod excerpt;
mod file;
mod replacing;
mod shelf;
mod texts;

pub use file::KeptFile;
pub use replacing::{Origin, replace};
pub use shelf::Shelf;
pub use texts::Spot;
