//! Watches the configuration while the reader runs.

use std::{
    fs::{self, Metadata},
    path::Path,
    thread,
    time::{Duration, SystemTime},
};

use crate::{app::setup::Setup, config};

/// How often is looked whether the file has changed: a person who has just saved it sees the change
/// when they are back in the reader.
const PAUSE: Duration = Duration::from_secs(1);

/// Tells what the configuration says, or what is wrong with it, each time that it has changed;
/// until nobody wants to be told.
pub fn config(path: &Path, tell: impl Fn(Result<Setup, String>) -> bool) {
    let mut known = stamp(path);
    loop {
        thread::sleep(PAUSE);
        let now = stamp(path);
        if now == known {
            continue;
        }
        known = now;
        if !tell(config::read(path).map_err(|error| error.first())) {
            return;
        }
    }
}

/// When the file was changed last, and how long it is.
fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let about: Metadata = fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}
