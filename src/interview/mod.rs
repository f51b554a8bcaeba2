//! The way in: a template to fill in, what is missing in a file that is begun, and a conversation that fills it in.

mod complete;
mod conversation;
mod edit;
mod question;
mod session;
mod template;
mod wanted;

pub use complete::{Completed, complete};
pub use conversation::{Conversation, Reply};
pub use edit::Written;
pub use question::{Question, Topic};
pub use session::Session;
pub use template::{TEMPLATE, TemplateText, template};
pub use wanted::Wanted;
