//! The way in: a template to fill in, and what is missing in a file that is begun.

mod complete;
mod template;
mod wanted;

pub use complete::{Completed, complete};
pub use template::{TEMPLATE, TemplateText, template};
pub use wanted::Wanted;
