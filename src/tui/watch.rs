//! Watches the configuration while the reader runs.

use std::{
    fs::{self, Metadata},
    path::Path,
    sync::mpsc::Sender,
    thread,
    time::{Duration, SystemTime},
};

use super::events::Happening;
use crate::{app::action::Action, config::Layers};

/// How often is looked whether the file has changed: a person who has just saved it sees the change
/// when they are back in the reader.
const PAUSE: Duration = Duration::from_secs(1);

/// Tells what the configuration says, or what is wrong with it, each time that it has changed;
/// until nobody wants to be told.
pub fn start(layers: Layers, news: Sender<Happening>) {
    let Some(path) = layers.file.clone() else { return };
    thread::spawn(move || {
        let mut known = stamp(&path);
        loop {
            thread::sleep(PAUSE);
            let now = stamp(&path);
            if now == known {
                continue;
            }
            known = now;
            let setup = layers.setup().map_err(|error| error.first());
            if news.send(Happening::Action(Action::Configured(setup))).is_err() {
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
