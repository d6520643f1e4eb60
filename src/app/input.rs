//! Input: the keys in force, and what has been typed of a sequence.

use super::{
    key::Key,
    keymap::Keymap,
    typing::{Typed, Typing},
};

/// What keys come to.
#[derive(Debug, Default)]
pub struct Input {
    /// The keys in force.
    pub keymap: Keymap,
    /// What has been typed of a sequence.
    pub typing: Typing,
}

impl Input {
    /// Takes a key.
    pub fn feed(&mut self, key: Key) -> Typed {
        self.typing.feed(&self.keymap, key)
    }
}
