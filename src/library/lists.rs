//! Which entries of a list have been read: one small file a list, named after where the list is.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{Error, bytes, file_of, lock, stored, write};
use crate::{
    browse::list::Standing,
    shelf::{Place, Shelf},
};

/// The name of the form; it changes when a field changes its meaning.
const FORM: &str = "sayso-list/1";
/// How many entries of a list are remembered; those that were read first are forgotten.
const MOST: usize = 10_000;

#[derive(Default, Serialize, Deserialize)]
struct Stored {
    form: String,
    /// The list, for whoever looks at the file.
    list: String,
    /// The ids of what was read, the latest last.
    read: Vec<String>,
}

/// The directory of what is remembered of lists, as the system has it.
///
/// # Errors
/// Where there is no home directory.
pub fn folder() -> Result<PathBuf, Error> {
    Ok(super::folder()?.with_file_name("lists"))
}

/// The name that a list is remembered by; `None` for one that was piped in.
#[must_use]
pub fn name(shelf: &Shelf) -> Option<String> {
    if let Some(place) = &shelf.from {
        return name_of(place);
    }
    let names = shelf.entries.iter().map(|entry| name_of(&entry.place));
    names.collect::<Option<Vec<_>>>().map(|names| names.join("\n"))
}

fn name_of(place: &Place) -> Option<String> {
    match place {
        Place::File(path) => {
            let path = fs::canonicalize(path).ok()?;
            (path.is_file() || path.is_dir()).then(|| path.to_string_lossy().into_owned())
        }
        Place::Address(address) => Some(address.url.to_string()),
        Place::Text(_) => None,
    }
}

/// The ids of those entries of a list that were read.
///
/// # Errors
/// Where what is there cannot be read, or is of a kind that nobody knows.
pub fn read(folder: &Path, list: &str) -> Result<HashSet<String>, Error> {
    Ok(known(&file_of(folder, list.as_bytes()))?.read.into_iter().collect())
}

/// Remembers that an entry of a list is read or is not, and leaves what others have written.
///
/// # Errors
/// Where it cannot be written, or would be written over what somebody else wrote.
pub fn note(folder: &Path, list: &str, id: &str, standing: Standing) -> Result<(), Error> {
    let file = file_of(folder, list.as_bytes());
    let unwritable = |error| Error::Unwritable { path: file.clone(), error };
    let lock = lock(&file).map_err(unwritable)?;
    let mut stored = known(&file)?;
    stored.read.retain(|other| other != id);
    if standing == Standing::Read {
        stored.read.push(id.to_owned());
    }
    let surplus = stored.read.len().saturating_sub(MOST);
    stored.read.drain(..surplus);
    (stored.form, stored.list) = (FORM.to_owned(), list.to_owned());
    // Strings can always be written.
    let json = serde_json::to_string(&stored).unwrap_or_default();
    write(&file, &json).map_err(unwritable)?;
    drop(lock);
    Ok(())
}

fn known(file: &Path) -> Result<Stored, Error> {
    let foreign = |why| Error::Foreign { path: file.to_owned(), why };
    let of_form = |bytes: Vec<u8>| stored::of_form(FORM, &bytes).map_err(foreign);
    bytes(file)?.map_or_else(|| Ok(Stored::default()), of_form)
}

#[cfg(test)]
mod tests {
    use super::{Standing::*, note, read};

    #[test]
    fn what_was_read_is_known_until_it_is_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("lists");
        let ids = |list| {
            let mut ids: Vec<_> = read(&folder, list).unwrap().into_iter().collect();
            ids.sort();
            ids
        };
        assert_eq!(ids("a"), [""; 0]);
        note(&folder, "a", "one", Read).unwrap();
        note(&folder, "a", "two\n“\"”", Read).unwrap();
        note(&folder, "a", "one", Read).unwrap();
        assert_eq!(ids("a"), ["one", "two\n“\"”"]);
        assert_eq!(ids("b"), [""; 0]);
        note(&folder, "a", "one", Unread).unwrap();
        assert_eq!(ids("a"), ["two\n“\"”"]);
    }

    #[test]
    fn what_somebody_else_wrote_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        note(folder.path(), "a", "one", Read).unwrap();
        let file = super::file_of(folder.path(), b"a");
        std::fs::write(&file, "{\"form\": \"sayso-list/9\"}").unwrap();
        assert!(read(folder.path(), "a").unwrap_err().to_string().contains("sayso-list/9"));
        assert!(note(folder.path(), "a", "two", Read).is_err());
        assert_eq!(std::fs::metadata(&file).unwrap().len(), 24);
    }
}
