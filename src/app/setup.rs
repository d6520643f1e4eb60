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

/// What is said of a configuration that was read anew, or could not be.
#[must_use]
pub fn told(setup: &Result<Setup, String>) -> String {
    match setup {
        Ok(_) => "the configuration was read anew".to_owned(),
        Err(mistake) => format!("{mistake}; the old configuration stays"),
    }
}
