//! What becomes of fetching on Ctrl-C.

use super::open::Then;

#[cfg(unix)]
pub use unix::Interrupt;

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

    use super::Then;
    use crate::{complain, line::Line};

    /// Waits for Ctrl-C.
    pub struct Interrupt(Handle);

    impl Interrupt {
        /// Waits for Ctrl-C beside whoever fetches; the line that shows how far that is goes then.
        ///
        /// # Errors
        /// When the system refuses.
        pub fn awaited(line: Line) -> io::Result<Self> {
            let mut signals = Signals::new([SIGINT])?;
            let handle = signals.handle();
            thread::spawn(move || {
                if signals.forever().next().is_some() {
                    line.aside(|| complain(&"fetching was stopped, and nothing is shown"));
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
    pub fn awaited(_: super::line::Line) -> std::io::Result<Self> {
        Ok(Self)
    }

    /// Waits no longer.
    pub fn end(self, _: Then) {}
}
