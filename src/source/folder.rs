//! A folder: each file in it that can be read is an entry, and each folder in it a list of its own.

use std::{fs, io::Read, path::Path};

use super::{bytes::open_file, clean::line, decode, error::Error, shown, sniff};
use crate::shelf::{Entry, Place, Shelf};

/// The bytes by which it is told whether a file can be read.
const HEAD: u64 = 4096;

/// The files and folders in a folder by their names, without what is hidden or no text.
///
/// # Errors
/// Where the folder cannot be read or holds nothing to read.
pub fn shelf(path: &Path) -> Result<Shelf, Error> {
    let name = shown(path);
    let files = fs::read_dir(path).map_err(|error| Error::unreadable(error, &name))?;
    let mut entries: Vec<_> = files.flatten().filter_map(|file| entry(&file.path())).collect();
    if entries.is_empty() {
        return Err(Error::NoEntries(name));
    }
    entries.sort_by(|one, other| one.title.cmp(&other.title));
    Ok(Shelf { name, entries, ..Shelf::default() })
}

fn entry(path: &Path) -> Option<Entry> {
    let title = line(&path.file_name()?.to_string_lossy());
    let about = fs::metadata(path).ok().filter(|_| !title.starts_with('.'))?;
    if about.is_dir() {
        return Some(file(path, format!("{title}/")));
    }
    // A pipe or a device would be waited for.
    (about.is_file() && can_be_read(path)).then(|| file(path, title))
}

/// The entry of a file or a folder.
pub fn file(path: &Path, title: String) -> Entry {
    Entry { id: title.clone(), title, date: None, place: Place::File(path.into()) }
}

fn can_be_read(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = open_file(path).map(|file| file.take(HEAD).read_to_end(&mut head));
    if head.is_empty() || !matches!(read, Ok(Ok(_))) {
        return false;
    }
    match sniff::content(&head) {
        // Only the beginning of a book tells what it is, if it says so there.
        sniff::Content::Foreign(sniff::Foreign::Archive("ZIP")) => {
            path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("epub"))
        }
        sniff::Content::Foreign(_) => false,
        sniff::Content::Epub => true,
        _ => decode::decode(&head).is_some(),
    }
}
