//! A line on standard error that tells how far a long work is, where that is a terminal.

use std::io::{self, IsTerminal, Write};

use super::can_place;

/// The line.
#[derive(Clone, Copy, Default)]
pub struct Line {
    shown: bool,
}

impl Line {
    /// A line, if there is a terminal to show it.
    pub fn on_terminal() -> Self {
        Self { shown: can_place() && io::stderr().is_terminal() }
    }

    /// Shows how far it is, in place of what stood there.
    pub fn show(self, words: &str) {
        self.write(&format!("\r\x1b[K{words}"));
    }

    /// Takes the line away.
    pub fn clear(self) {
        self.write("\r\x1b[K");
    }

    /// Lets something be told in its place; nobody shows anything meanwhile.
    pub fn aside(self, tell: impl FnOnce()) {
        let _lock = io::stderr().lock();
        self.clear();
        tell();
    }

    /// That it cannot be shown is no reason not to go on.
    fn write(self, words: &str) {
        if self.shown {
            let _ = io::stderr().write_all(words.as_bytes());
        }
    }
}
