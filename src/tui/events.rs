//! What the reader waits for: keys, signals and the analysis, each from a thread of its own.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    process::ExitStatus,
    sync::{
        Arc,
        mpsc::{Sender, channel},
    },
    thread,
    time::Duration,
};

use crossterm::event::{self, Event};

use super::{
    analyst,
    background::{BREATH, Background, Ear, Heard},
    gate::Gate,
    keys, mouse,
};
use crate::{
    analysis::{Engine, work::Work},
    app::action::Action,
    article::Article,
    source::{self, Loaded, Manner, Opened, error::Error},
    text::Span,
};

/// How long is looked whether a key is there already; in no time nobody looks at all.
const GLANCE: Duration = Duration::from_millis(1);

/// What can happen.
pub enum Happening {
    /// Something that changes the reader's state.
    Action(Action),
    /// A signal that ends the program, or stops it for a while.
    Signal(i32),
    /// The terminal has said what its paper is.
    Background(Background),
    /// An analysis of the article's version with this number has something to tell.
    Analysis(u32, Action),
    /// The article in a file was read anew, or why it could not be.
    Loaded(PathBuf, Box<Result<Loaded, Error>>),
    /// So many bytes have come of what the errand of this number fetches.
    Fetched(u32, u64),
    /// What the errand of this number was to open, or why it cannot be opened.
    Opened(u32, Box<Result<Opened, Error>>),
    /// A program that had the terminal has ended, so.
    Ended(io::Result<ExitStatus>),
    /// The keyboard is gone.
    Lost(io::Error),
}

/// Starts to listen to the keyboard, while its gate is open, and to signals.
///
/// # Errors
/// When the system refuses to tell of signals.
pub fn listen(
    sender: &Sender<Happening>,
    gate: &Arc<Gate>,
    mut ear: Option<Ear>,
) -> io::Result<()> {
    signals(sender.clone())?;
    let (keyboard, gate) = (sender.clone(), Arc::clone(gate));
    thread::spawn(move || read_keys(&keyboard, &gate, &mut ear));
    Ok(())
}

/// Reads the article in a file and tells of it; tells too whether anybody listens.
#[must_use]
pub fn load(path: &Path, manner: &Manner, sender: &Sender<Happening>) -> bool {
    let loaded = source::again(path, manner);
    sender.send(Happening::Loaded(path.to_owned(), Box::new(loaded))).is_ok()
}

/// A version of an article, counted from 1.
pub struct Version {
    /// Its number.
    pub number: u32,
    /// The article.
    pub article: Arc<Article>,
}

/// Starts to analyse an article. Whoever listens says what is on the screen, so that it can come
/// first; the analysis ends when what it would say that with is gone.
pub fn analyse(
    version: Version,
    engine: fn() -> Engine,
    sender: Sender<Happening>,
) -> Sender<Span> {
    let Version { number, article } = version;
    let (screen, screens) = channel();
    thread::spawn(move || {
        // Nobody listens any more when the reader has left.
        let tell = |action| drop(sender.send(Happening::Analysis(number, action)));
        let analysis = AssertUnwindSafe(|| {
            let engine = engine();
            analyst::analyse(Work::begin(&article, &engine), &screens, |facts, progress| {
                tell(Action::Analysed(Box::new(facts), progress));
            });
        });
        if catch_unwind(analysis).is_err() {
            tell(Action::AnalysisFailed);
        }
    });
    screen
}

/// Reads keys and sizes until nobody listens; an ear hears what the terminal answers.
fn read_keys(sender: &Sender<Happening>, gate: &Gate, ear: &mut Option<Ear>) {
    let mut goes_on = true;
    while goes_on {
        gate.pass(|| while event::poll(GLANCE).unwrap_or(false) && read_key(sender, ear) {});
        goes_on = read_key(sender, ear);
    }
}

/// Reads a key, a size or an answer; tells whether there is a keyboard and somebody who listens.
fn read_key(sender: &Sender<Happening>, ear: &mut Option<Ear>) -> bool {
    let happenings: Vec<_> = match hear(ear) {
        Ok(Heard::Events(events)) => {
            events.into_iter().filter_map(action).map(Happening::Action).collect()
        }
        Ok(Heard::Background(background)) => {
            // The question was one, and so is the answer.
            *ear = None;
            background.map(Happening::Background).into_iter().collect()
        }
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Vec::new(),
        Err(error) => {
            let _ = sender.send(Happening::Lost(error));
            return false;
        }
    };
    happenings.into_iter().all(|happening| sender.send(happening).is_ok())
}

/// The next event, or what has become of those that might have been an answer.
fn hear(ear: &mut Option<Ear>) -> io::Result<Heard> {
    match ear {
        None => Ok(Heard::Events(vec![event::read()?])),
        Some(ear) if ear.is_holding() && !event::poll(BREATH)? => Ok(ear.give_up()),
        Some(ear) => Ok(ear.hear(event::read()?)),
    }
}

/// The focus means nothing to the reader.
fn action(event: Event) -> Option<Action> {
    match event {
        Event::Key(event) => keys::key(event).map(Action::Key),
        Event::Resize(width, height) => Some(Action::Resize { width, height }),
        Event::Mouse(event) => mouse::pointer(event).map(Action::Mouse),
        Event::Paste(words) => Some(Action::Paste(words)),
        Event::FocusGained | Event::FocusLost => None,
    }
}

/// Whether the signal comes of a key by which the terminal speaks to all that run in it.
#[cfg(unix)]
#[must_use]
pub fn is_of_the_terminal(signal: i32) -> bool {
    use signal_hook::consts::{SIGCONT, SIGINT, SIGTSTP};

    matches!(signal, SIGCONT | SIGINT | SIGTSTP)
}

/// Whether an interrupt ended a program, or what the shell ran for it.
#[cfg(unix)]
#[must_use]
pub fn is_interrupt(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;

    use signal_hook::consts::SIGINT;

    status.signal() == Some(SIGINT) || status.code() == Some(128 + SIGINT)
}

/// Stops, where that is what a signal asks for, until the shell goes on: a program that has the
/// terminal has been told to stop too. Tells whether it was about stopping or going on.
///
/// # Errors
/// When the system refuses.
#[cfg(unix)]
pub fn stop_if_told(signal: i32) -> io::Result<bool> {
    use signal_hook::{
        consts::{SIGCONT, SIGTSTP},
        low_level::emulate_default_handler,
    };

    if signal == SIGTSTP {
        emulate_default_handler(SIGTSTP)?;
    }
    Ok(matches!(signal, SIGTSTP | SIGCONT))
}

#[cfg(not(unix))]
#[must_use]
pub fn is_of_the_terminal(_: i32) -> bool {
    false
}

#[cfg(not(unix))]
#[must_use]
pub fn is_interrupt(_: ExitStatus) -> bool {
    false
}

#[cfg(not(unix))]
pub fn stop_if_told(_: i32) -> io::Result<bool> {
    Ok(false)
}

#[cfg(unix)]
fn signals(sender: Sender<Happening>) -> io::Result<()> {
    use signal_hook::{
        consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP},
        iterator::Signals,
    };

    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    thread::spawn(move || {
        for signal in &mut signals {
            if sender.send(Happening::Signal(signal)).is_err() {
                return;
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn signals(_: Sender<Happening>) -> io::Result<()> {
    Ok(())
}
