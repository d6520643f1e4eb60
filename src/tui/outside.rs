//! Outside: programs that have the terminal for a while.

use std::{
    ffi::OsString,
    io::{self, Write},
    process::{Command, ExitStatus, Stdio},
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::Duration,
};

use super::{
    background::Ear,
    events::{self, Happening},
    gate::Gate,
    terminal::{self, Screen},
};
use crate::{
    app::{
        App,
        action::Action,
        command::Command::{Leave, Quit, Suspend},
        keymap::Keymap,
    },
    source::{Loaded, error::Error},
};

/// How long the interrupt that ended a program is waited for.
const STRAGGLER: Duration = Duration::from_secs(2);

/// What has to be kept in order while somebody else has the terminal.
pub struct Outside {
    /// What happens.
    happenings: Receiver<Happening>,
    /// Where news are told.
    sender: Sender<Happening>,
    /// What keeps the keyboard's thread from reading.
    gate: Arc<Gate>,
}

/// What is seen when a program has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// The reader at once.
    Back,
    /// What the program has written, until a key is pressed.
    Key,
}

impl Default for Outside {
    /// Nobody else has the terminal yet.
    fn default() -> Self {
        let (sender, happenings) = channel();
        Self { happenings, sender, gate: Arc::default() }
    }
}

impl Outside {
    /// Starts to listen to keys and signals, and to an answer of the terminal's.
    ///
    /// # Errors
    /// When the system refuses to tell of signals.
    pub fn listen(&self, ear: Option<Ear>) -> io::Result<()> {
        events::listen(&self.sender, &self.gate, ear)
    }

    /// Where news are told.
    #[must_use]
    pub fn sender(&self) -> Sender<Happening> {
        self.sender.clone()
    }

    /// The next that happens, with whatever else has happened meanwhile. While there is something
    /// left to search, nobody waits.
    #[must_use]
    pub fn next(&self, app: Option<&App>) -> Vec<Happening> {
        let first = if app.is_some_and(App::is_busy) {
            let go_on = || Happening::Action(Action::GoOn);
            Some(self.happenings.try_recv().unwrap_or_else(|_| go_on()))
        } else {
            self.happenings.recv().ok()
        };
        first.into_iter().chain(self.happenings.try_iter()).collect()
    }

    /// Gives the terminal to a program and takes it back when that has ended. `words` are its
    /// standard input; without any it is the terminal.
    ///
    /// # Errors
    /// When the terminal cannot be taken back. How the program fared is told inside.
    pub fn run(
        &self,
        mut command: Command,
        words: Option<String>,
        then: Then,
        screen: &mut Screen,
    ) -> io::Result<io::Result<ExitStatus>> {
        self.gate.close();
        terminal::give_back();
        command.stdin(if words.is_some() { Stdio::piped() } else { keyboard() });
        let status = match command.spawn() {
            Ok(mut child) => {
                let (input, news) = (child.stdin.take(), self.sender());
                thread::spawn(move || {
                    // A program that has read enough closes the pipe.
                    input.zip(words).map(|(mut pipe, words)| pipe.write_all(words.as_bytes()))
                });
                thread::spawn(move || news.send(Happening::Ended(child.wait())));
                self.wait()
            }
            Err(error) => Err(error),
        };
        let asked = if then == Then::Key { self.wait_for_key() } else { Ok(()) };
        self.gate.open();
        screen.retake()?;
        asked.map(|()| status)
    }

    /// Waits until the program has ended. What else happens is kept for the reader, but for the
    /// keys of the terminal's that are meant for the program and reach this one too.
    fn wait(&self) -> io::Result<ExitStatus> {
        let (mut kept, mut ended, mut interrupted) = (Vec::new(), None, false);
        // Of the interrupt that ended the program this one may hear a little later than of its end.
        while let Ok(happening) = match &ended {
            None => self.happenings.recv().map_err(drop),
            Some(Ok(status)) if !interrupted && events::is_interrupt(*status) => {
                self.happenings.recv_timeout(STRAGGLER).map_err(drop)
            }
            Some(_) => Err(()),
        } {
            match happening {
                Happening::Ended(status) => ended = Some(status),
                Happening::Signal(signal) if events::is_of_the_terminal(signal) => {
                    interrupted |= !events::stop_if_told(signal)?;
                }
                other => kept.push(other),
            }
        }
        self.give_again(kept);
        ended.unwrap_or(Err(io::ErrorKind::Other.into()))
    }

    /// Waits until an article that is being read is there; what else happens is kept for the reader.
    /// `None` where that is more urgent: a signal, another size, a first key that leaves, the end of
    /// the keyboard.
    #[must_use]
    pub fn wait_for_article(&self, keymap: &Keymap) -> Option<Result<Loaded, Error>> {
        let (mut kept, mut loaded, mut urgent) = (Vec::new(), None, false);
        while !urgent && loaded.is_none() {
            match self.happenings.recv().ok()? {
                Happening::Loaded(_, article) => loaded = Some(*article),
                other => {
                    let first = !kept.iter().any(is_key);
                    urgent = is_urgent(&other, keymap) && (first || !is_key(&other));
                    kept.push(other);
                }
            }
        }
        self.give_again(kept);
        loaded
    }

    /// Shows what stands on the screen until a key is pressed.
    fn wait_for_key(&self) -> io::Result<()> {
        write!(io::stdout(), "\n[any key goes back to the article]")?;
        io::stdout().flush()?;
        crossterm::terminal::enable_raw_mode()?;
        self.gate.open();
        let mut kept = Vec::new();
        while let Ok(happening) = self.happenings.recv() {
            match happening {
                Happening::Action(Action::Key(_)) => break,
                Happening::Signal(_) | Happening::Lost(_) => {
                    kept.push(happening);
                    break;
                }
                other => kept.push(other),
            }
        }
        self.give_again(kept);
        Ok(())
    }

    fn give_again(&self, mut kept: Vec<Happening>) {
        // What has come meanwhile comes after.
        kept.extend(self.happenings.try_iter());
        // This very struct listens.
        for happening in kept {
            let _ = self.sender.send(happening);
        }
    }
}

const fn is_key(happening: &Happening) -> bool {
    matches!(happening, Happening::Action(Action::Key(_)))
}

/// Whether something happens that waits for nothing.
fn is_urgent(happening: &Happening, keymap: &Keymap) -> bool {
    match happening {
        Happening::Signal(_)
        | Happening::Lost(_)
        | Happening::Background(_)
        | Happening::Action(Action::Resize { .. }) => true,
        Happening::Action(Action::Key(key)) => {
            matches!(keymap.command(*key), Some(Leave | Quit | Suspend))
        }
        Happening::Action(_)
        | Happening::Analysis(..)
        | Happening::Loaded(..)
        | Happening::Fetched(..)
        | Happening::Opened(..)
        | Happening::Ended(_) => false,
    }
}

/// The terminal's keyboard, also where standard input is something else.
fn keyboard() -> Stdio {
    let terminal = std::fs::File::options().read(true).open("/dev/tty");
    terminal.map_or_else(|_| Stdio::inherit(), Stdio::from)
}

/// A command line of the shell's, with arguments after it that the shell leaves as they are.
#[must_use]
pub fn shell(line: &str, arguments: Vec<OsString>) -> Command {
    if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.arg("/C").arg(line).args(arguments);
        return command;
    }
    let mut command = Command::new("sh");
    let script = if arguments.is_empty() { line.to_owned() } else { format!("{line} \"$@\"") };
    command.arg("-c").arg(script).arg("sh").args(arguments);
    command
}
