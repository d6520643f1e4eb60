//! Watches files while the reader runs: the configuration, and the article where that is wanted.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::mpsc::Sender,
    thread,
    time::{Duration, SystemTime},
};

use super::events::{self, Happening};
use crate::{app::action::Action, config::Layers, source::Manner};

/// How often is looked whether a file has changed: a person who has just saved it sees the change
/// when they are back in the reader.
const PAUSE: Duration = Duration::from_secs(1);
/// How long a file must have stayed the same before it is read: who writes it may not be done.
const SETTLED: Duration = Duration::from_millis(100);

/// Tells what the configuration says, or what is wrong with it, each time that it has changed;
/// until nobody wants to be told.
pub fn start(layers: Layers, news: Sender<Happening>) {
    let files = layers.clone();
    on_change(
        move || files.files(),
        move || {
            let setup = layers.setup().map_err(|error| error.first());
            news.send(Happening::Action(Action::Configured(setup))).is_ok()
        },
    );
}

/// Reads the article in a file anew each time that it has changed.
pub fn article(path: PathBuf, manner: Manner, news: Sender<Happening>) {
    let watched = path.clone();
    on_change(move || vec![watched.clone()], move || events::load(&path, &manner, &news));
}

/// Does something each time that one of some files has changed, has come or has gone, until that
/// tells that it is in vain.
fn on_change(
    files: impl Fn() -> Vec<PathBuf> + Send + 'static,
    act: impl Fn() -> bool + Send + 'static,
) {
    let stamps = move || files().iter().map(|path| stamp(path)).collect::<Vec<_>>();
    let mut known = stamps();
    thread::spawn(move || {
        loop {
            thread::sleep(PAUSE);
            let mut now = stamps();
            if now == known {
                continue;
            }
            while now != known {
                known = now;
                thread::sleep(SETTLED);
                now = stamps();
            }
            if !act() {
                return;
            }
        }
    });
}

/// A file with when it was changed last, and how long it is.
type Stamp = (PathBuf, Option<(SystemTime, u64)>);

fn stamp(path: &Path) -> Stamp {
    let about = fs::metadata(path).ok();
    let stamp = about.and_then(|about| Some((about.modified().ok()?, about.len())));
    (path.to_owned(), stamp)
}
