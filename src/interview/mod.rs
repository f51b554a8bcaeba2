//! The way in: a template to fill in, what is missing in a file that is begun, a conversation that fills it in, and
//! an instruction for an assistant.

mod complete;
mod conversation;
mod edit;
mod prompt;
mod question;
mod session;
mod template;
mod wanted;

pub use complete::{Completed, complete};
pub use conversation::{Conversation, Reply};
pub use edit::Written;
pub use prompt::{PROMPT, PromptText, prompt};
pub use question::{Question, Topic};
pub use session::Session;
pub use template::{TEMPLATE, TemplateText, template};
pub use wanted::Wanted;
