//! What the reader waits for: keys, signals and the analysis, each from a thread of its own.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::{
        Arc,
        mpsc::{Sender, channel},
    },
    thread,
};

use crossterm::event::{self, Event};

use super::{analyst, keys, mouse};
use crate::{
    analysis::{Engine, work::Work},
    app::action::Action,
    article::Article,
    source::{self, Format, Loaded},
    text::Span,
};

/// What can happen.
pub enum Happening {
    /// Something that changes the reader's state.
    Action(Action),
    /// A signal that ends the program, or stops it for a while.
    Signal(i32),
    /// An analysis of the article's version with this number has something to tell.
    Analysis(u32, Action),
    /// The article was read anew, or why it could not be.
    Loaded(Box<Result<Loaded, source::Error>>),
    /// The keyboard is gone.
    Lost(io::Error),
}

/// Starts to listen to the keyboard and to signals.
///
/// # Errors
/// When the system refuses to tell of signals.
pub fn listen(sender: &Sender<Happening>) -> io::Result<()> {
    signals(sender.clone())?;
    let keyboard = sender.clone();
    thread::spawn(move || read_keys(&keyboard));
    Ok(())
}

/// Reads the article in a file and tells of it; tells too whether anybody listens.
#[must_use]
pub fn load(path: &Path, sender: &Sender<Happening>) -> bool {
    let loaded = source::file(path, Format::of_path(path));
    sender.send(Happening::Loaded(Box::new(loaded))).is_ok()
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

/// Reads keys and sizes until nobody listens.
fn read_keys(sender: &Sender<Happening>) {
    loop {
        let happening = match event::read() {
            Ok(event) => action(&event).map(Happening::Action),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => None,
            Err(error) => {
                let _ = sender.send(Happening::Lost(error));
                return;
            }
        };
        if happening.is_some_and(|happening| sender.send(happening).is_err()) {
            return;
        }
    }
}

/// Pasted text and the focus mean nothing to the reader.
fn action(event: &Event) -> Option<Action> {
    match *event {
        Event::Key(event) => keys::key(event).map(Action::Key),
        Event::Resize(width, height) => Some(Action::Resize { width, height }),
        Event::Mouse(event) => mouse::pointer(event).map(Action::Mouse),
        Event::FocusGained | Event::FocusLost | Event::Paste(_) => None,
    }
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
