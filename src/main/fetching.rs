//! What is seen while something is fetched: how far it is, and what has become of it on Ctrl-C.

use std::io::{self, IsTerminal, Write};

use super::{can_place, open::Then};

#[cfg(unix)]
pub use unix::Interrupt;

/// A line on standard error while something is fetched, where that is a terminal.
#[derive(Clone, Copy, Default)]
pub struct Fetching {
    shown: bool,
}

impl Fetching {
    /// A line, if there is a terminal to show it.
    pub fn on_terminal() -> Self {
        Self { shown: can_place() && io::stderr().is_terminal() }
    }

    /// Shows how many bytes have come.
    pub fn show(self, bytes: u64) {
        let count =
            if bytes > 0 { format!("… {} KB", bytes.div_ceil(1000)) } else { "…".into() };
        self.write(&format!("\r\x1b[Kfetching{count} (Ctrl-C stops)"));
    }

    /// Takes the line away.
    pub fn clear(self) {
        self.write("\r\x1b[K");
    }

    /// That it cannot be shown is no reason not to fetch.
    fn write(self, words: &str) {
        if self.shown {
            let _ = io::stderr().write_all(words.as_bytes());
        }
    }
}

#[cfg(unix)]
mod unix {
    use std::{
        io,
        sync::{Arc, atomic::AtomicBool},
        thread,
    };

    use signal_hook::{
        consts::SIGINT,
        flag,
        iterator::{Handle, Signals},
        low_level::emulate_default_handler,
    };

    use super::{Fetching, Then};
    use crate::complain;

    /// Waits for Ctrl-C.
    pub struct Interrupt(Handle);

    impl Interrupt {
        /// Waits for Ctrl-C beside whoever fetches; the line that shows how far that is goes then.
        ///
        /// # Errors
        /// When the system refuses.
        pub fn awaited(line: Fetching) -> io::Result<Self> {
            let mut signals = Signals::new([SIGINT])?;
            let handle = signals.handle();
            thread::spawn(move || {
                if signals.forever().next().is_some() {
                    line.clear();
                    complain(&"fetching was stopped, and nothing is shown");
                    // The parent is to see that a signal ended the program.
                    let _ = emulate_default_handler(SIGINT);
                }
            });
            Ok(Self(handle))
        }

        /// Waits no longer.
        pub fn end(self, then: Then) {
            self.0.close();
            // What was done about the signal before would not come back by itself.
            if then == Then::Print {
                let _ = flag::register_conditional_default(SIGINT, Arc::new(AtomicBool::new(true)));
            }
        }
    }
}

/// Where there are no signals, Ctrl-C ends the program by itself.
#[cfg(not(unix))]
pub struct Interrupt;

#[cfg(not(unix))]
impl Interrupt {
    /// Waits for nothing.
    ///
    /// # Errors
    /// Never.
    pub fn awaited(_: Fetching) -> std::io::Result<Self> {
        Ok(Self)
    }

    /// Waits no longer.
    pub fn end(self, _: Then) {}
}
