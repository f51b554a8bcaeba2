//! What a run reads: files, folders, standard input, the cover of a report.

pub mod cover;
mod files;
mod intake;
mod listed;
mod marker;
mod proposals;
pub mod reading;
mod root;
mod rounds;
mod since;
mod tracked;
mod walk;

pub use files::{Found, Input, STDIN, find, read_text};
pub use intake::{Intake, Why};
pub use listed::Listed;
pub use proposals::{Read, ReadFile, ReadProposal, Reader};
pub use root::Root;
pub use rounds::{Event, FileRead, Made, Rounds};
pub use since::Since;
