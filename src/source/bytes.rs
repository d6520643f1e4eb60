//! The bytes of a file or a pipe, up to a limit.

use std::{
    fs::{File, Metadata},
    io::Read,
    path::Path,
};

use super::{LIMIT, error::Error, shown};

/// Opens a file that can be read; a folder cannot.
///
/// # Errors
/// Where it is not there, or may not be read.
pub fn open_file(path: &Path) -> Result<File, Error> {
    let name = || shown(path);
    #[expect(clippy::disallowed_methods, reason = "this is where files are opened")]
    let file = File::open(path).map_err(|error| Error::unreadable(error, &name()))?;
    // Opening a directory succeeds on Unix; only reading it would fail.
    if file.metadata().is_ok_and(|meta| meta.is_dir()) {
        return Err(Error::Directory(name()));
    }
    Ok(file)
}

/// All bytes of a file.
///
/// # Errors
/// Where it cannot be read, or is too large.
pub fn whole(path: &Path, name: &str) -> Result<Vec<u8>, Error> {
    let file = open_file(path)?;
    let about = file.metadata().ok().filter(Metadata::is_file);
    // One more, so that the end of the file is found without asking for memory once more.
    let size = about.map_or(0, |about| about.len() + 1);
    if size > LIMIT + 1 {
        return Err(Error::TooLarge(name.into()));
    }
    within_limit(file, size, name)
}

/// What can be read, which is expected to be so many bytes.
///
/// # Errors
/// Where it cannot be read, or is more than the limit.
pub fn within_limit(input: impl Read, size: u64, name: &str) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    let read = input.take(LIMIT + 1).read_to_end(&mut bytes);
    read.map_err(|error| Error::unreadable(error, name))?;
    if bytes.len() as u64 > LIMIT {
        return Err(Error::TooLarge(name.into()));
    }
    Ok(bytes)
}
