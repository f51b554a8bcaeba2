//! Where the text of files comes from.

use std::path::Path;
use std::sync::Arc;

use super::{Folded, NoText};

/// Where the text of files comes from.
pub trait Texts: Sync {
    /// The text of a file, ready to look into.
    fn text(&self, file: &Path) -> Arc<Result<Folded, NoText>>;
}

/// No file is read.
pub struct NoTexts;

impl Texts for NoTexts {
    fn text(&self, _: &Path) -> Arc<Result<Folded, NoText>> {
        Arc::new(Err(NoText::NoReader))
    }
}
