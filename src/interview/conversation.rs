//! How a conversation is held: on a terminal, in plain lines, or by answers from a file.

use std::io;

use super::{Question, Written};

/// What a person does with a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// Answers it.
    Answer(Written),
    /// Does not know.
    NotKnown,
    /// Wants to go back to the one before.
    Back,
    /// Stops here; all that was answered is kept.
    Stop,
}

/// One side of a conversation.
pub trait Conversation {
    /// Asks a question.
    ///
    /// # Errors
    /// Nobody can be asked any more.
    fn ask(&mut self, question: &Question) -> io::Result<Reply>;

    /// Tells something.
    ///
    /// # Errors
    /// It cannot be told.
    fn tell(&mut self, text: &str) -> io::Result<()>;
}
