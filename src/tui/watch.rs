//! Watches files while the reader runs: the configuration, and the article where that is wanted.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::mpsc::Sender,
    thread,
    time::{Duration, SystemTime},
};

use super::events::{self, Happening};
use crate::{
    app::{action::Action, settings::Settings},
    config::Layers,
    source::Manner,
};

/// How often is looked whether a file has changed: a person who has just saved it sees the change
/// when they are back in the reader.
const PAUSE: Duration = Duration::from_secs(1);
/// How long a file must have stayed the same before it is read: who writes it may not be done.
const SETTLED: Duration = Duration::from_millis(100);

/// Tells what the configuration says, or what is wrong with it, each time that it or a theme has
/// changed; until nobody wants to be told. The settings are those that were read at the start.
pub fn start(layers: Layers, settings: &Settings, news: Sender<Happening>) {
    let mut files = layers.files(settings);
    on_change(files.clone(), move || {
        let setup = layers.setup();
        if let Ok(setup) = &setup {
            files = layers.files(&setup.settings);
        }
        let setup = setup.map_err(|error| error.first());
        let told = news.send(Happening::Action(Action::Configured(setup)));
        told.is_ok().then(|| files.clone())
    });
}

/// Reads the article in a file anew each time that it has changed.
pub fn article(path: PathBuf, manner: Manner, news: Sender<Happening>) {
    on_change(vec![path.clone()], move || {
        events::load(&path, &manner, &news).then(|| vec![path.clone()])
    });
}

/// Does something each time that one of some files has changed, has come or has gone. That tells
/// which files to look at from then on, or that it is in vain.
fn on_change(
    mut files: Vec<PathBuf>,
    mut act: impl FnMut() -> Option<Vec<PathBuf>> + Send + 'static,
) {
    let stamps = |files: &[PathBuf]| files.iter().map(|path| stamp(path)).collect::<Vec<_>>();
    let mut known = stamps(&files);
    thread::spawn(move || {
        loop {
            thread::sleep(PAUSE);
            let mut now = stamps(&files);
            if now == known {
                continue;
            }
            while now != known {
                known = now;
                thread::sleep(SETTLED);
                now = stamps(&files);
            }
            let Some(others) = act() else { return };
            if others != files {
                files = others;
                known = stamps(&files);
            }
        }
    });
}

/// When a file was changed last, and how long it is; of a folder, when files came and went.
fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let about = fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}
