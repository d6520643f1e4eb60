//! Watches files while the reader runs: the configuration, and the article where that is wanted.

use std::{
    fs::{self, Metadata},
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
    let Some(path) = layers.file.clone() else { return };
    on_change(path, move |_| {
        let setup = layers.setup().map_err(|error| error.first());
        news.send(Happening::Action(Action::Configured(setup))).is_ok()
    });
}

/// Reads the article in a file anew each time that it has changed.
pub fn article(path: PathBuf, manner: Manner, news: Sender<Happening>) {
    on_change(path, move |path| events::load(path, &manner, &news));
}

/// Does something each time that a file has changed, until that tells that it is in vain.
fn on_change(path: PathBuf, act: impl Fn(&Path) -> bool + Send + 'static) {
    let mut known = stamp(&path);
    thread::spawn(move || {
        loop {
            thread::sleep(PAUSE);
            let mut now = stamp(&path);
            if now == known {
                continue;
            }
            while now != known {
                known = now;
                thread::sleep(SETTLED);
                now = stamp(&path);
            }
            if !act(&path) {
                return;
            }
        }
    });
}

/// When the file was changed last, and how long it is.
fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let about: Metadata = fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}
