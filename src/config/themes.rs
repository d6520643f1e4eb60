//! The owner's themes: files in a folder beside the configuration, or anywhere by their path.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{Error, home, text};
use crate::app::settings::OwnTheme;

/// How the files' names end.
const ENDING: &str = "toml";

/// Where themes are looked for by name: `sayso/themes` in the user's directory for configurations.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    home().map(|home| home.join("themes"))
}

/// Whether a theme is named by the path of its file.
#[must_use]
pub fn is_path(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == ENDING)
}

/// The files of the themes in a folder, by name; none where there is no folder.
#[must_use]
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| path.to_str().is_some_and(is_path));
    files.sort();
    files
}

/// The themes in a folder.
///
/// # Errors
/// Where one cannot be read.
pub fn all(folder: &Path) -> Result<Vec<OwnTheme>, Error> {
    let named = |path: PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        read(name, path)
    };
    files(folder).into_iter().map(named).collect()
}

/// The theme in a file, by the name that it is to go by.
///
/// # Errors
/// Where it cannot be read.
pub fn read(name: String, path: PathBuf) -> Result<OwnTheme, Error> {
    match text(&path)? {
        Some(text) => Ok(OwnTheme { name, path, text }),
        None => Err(Error::Unreadable { path, error: io::ErrorKind::NotFound.into() }),
    }
}
