//! The gate: lets the keyboard's thread read keys, or keeps it from that while somebody else has
//! the terminal. Without it the keys meant for an editor would be lost to the reader.

use std::{
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// How long the thread may take to come to the gate.
const PATIENCE: Duration = Duration::from_millis(500);

/// Whether keys may be read.
#[derive(Debug, Default)]
pub struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    closed: bool,
    /// Whether the thread stands at the closed gate.
    waiting: bool,
}

impl Gate {
    /// The keyboard's thread comes to the gate, and waits while it is closed. Before that it takes
    /// in what has woken it: left for later, that would hide the first key after the gate has been
    /// opened from crossterm, which takes a batch of events for read when it has seen one.
    pub fn pass(&self, take_in: impl FnOnce()) {
        if !self.state().closed {
            return;
        }
        take_in();
        let mut state = self.state();
        while state.closed {
            state.waiting = true;
            self.changed.notify_all();
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.waiting = false;
    }

    /// Closes the gate, and waits until the thread stands there: it sleeps in a read, from which
    /// it is woken. One that does not come is not waited for long.
    pub fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        wake();
        let there = |state: &mut State| !state.waiting;
        let waited = self.changed.wait_timeout_while(state, PATIENCE, there);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }

    /// Opens the gate.
    pub fn open(&self) {
        self.state().closed = false;
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Wakes the keyboard's thread as a change of the window's size would.
#[cfg(unix)]
fn wake() {
    use signal_hook::{consts::SIGWINCH, low_level::raise};

    // A process may always signal itself.
    let _ = raise(SIGWINCH);
}

#[cfg(not(unix))]
fn wake() {}

#[cfg(test)]
mod tests {
    use std::{
        sync::{
            Arc,
            atomic::{AtomicUsize, Ordering::SeqCst},
        },
        thread,
        time::Duration,
    };

    use super::Gate;

    #[test]
    fn nobody_passes_a_closed_gate() {
        let (gate, passed) = (Arc::new(Gate::default()), Arc::new(AtomicUsize::new(0)));
        let (other, count) = (Arc::clone(&gate), Arc::clone(&passed));
        thread::spawn(move || {
            loop {
                other.pass(|| ());
                count.fetch_add(1, SeqCst);
                thread::sleep(Duration::from_millis(1));
            }
        });
        gate.close();
        let before = passed.load(SeqCst);
        thread::sleep(Duration::from_millis(30));
        assert_eq!(passed.load(SeqCst), before);
        gate.open();
        while passed.load(SeqCst) == before {
            thread::yield_now();
        }
    }
}
