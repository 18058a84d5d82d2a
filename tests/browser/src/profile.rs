//! What a browser remembers from one run to the next.

use crate::scratch::Scratch;
use std::{path::Path, sync::Arc};

/// A browser profile, empty at first; clones are the same profile. One browser at a time may use it.
#[derive(Clone)]
pub struct Profile(Arc<Scratch>);

impl Profile {
    /// An empty profile.
    pub fn new() -> Self {
        Self(Arc::new(Scratch::new()))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self::new()
    }
}
