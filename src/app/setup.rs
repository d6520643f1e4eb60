//! The setup: what the configuration can change.

use super::{keymap::Keymap, settings::Settings};

/// What the configuration can change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setup {
    /// The keys in force.
    pub keymap: Keymap,
    /// How the reader looks and behaves.
    pub settings: Settings,
}
