//! Input: the keys in force, what has been typed of a sequence or a line, what the mouse has hold of.

use super::{
    asking::{Asking, History},
    help::Help,
    key::Key,
    keymap::Keymap,
    typing::{Typed, Typing},
};

/// What keys and the mouse come to.
#[derive(Default)]
pub struct Input {
    /// The keys in force.
    pub keymap: Keymap,
    /// What has been typed of a sequence.
    pub typing: Typing,
    /// Whether the mouse has hold of the line between the article and the sidebar.
    pub holds_divide: bool,
    /// The line that is being typed.
    pub asking: Option<Asking>,
    /// The lines that were entered.
    pub history: History,
    /// What the help shows of the keys.
    pub help: Help,
    /// What has been typed of the letters that stand over a link, while they stand there.
    pub link: Option<String>,
}

impl Input {
    /// Takes a key.
    pub fn feed(&mut self, key: Key) -> Typed {
        self.typing.feed(&self.keymap, key)
    }
}
