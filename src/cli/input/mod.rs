//! What a run reads: files, folders, standard input, the cover of a report.

pub mod cover;
mod files;
mod proposals;
mod root;

pub use files::{Input, STDIN, find, read_text};
pub use proposals::{Read, ReadFile, ReadProposal, Reader};
pub use root::Root;
