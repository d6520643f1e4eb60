//! The library: what is remembered of each article between one reading and the next.
//!
//! One small file an article, named after the article's path. Two windows on one article lose
//! nothing to each other: each writes only what it has changed itself over what the file holds by
//! then, under a lock, and puts a whole file in the place of the old one.

pub mod lists;
pub mod stored;

use std::{
    collections::BTreeMap,
    fs::{self, File, TryLockError},
    hash::Hasher,
    io::{self, Write},
    path::{Path, PathBuf},
    thread,
    time::{Duration, SystemTime},
};

use etcetera::BaseStrategy;
use siphasher::sip128::{Hasher128, SipHasher13};

use crate::app::memory::Memory;

/// How many articles are remembered; those that were not read for longest are forgotten.
const MOST: usize = 1000;
/// How many steps another window may hold the lock; a machine that runs tests may be busy besides.
const PATIENCE: u32 = if cfg!(test) { 6_000 } else { 100 };
const STEP: Duration = Duration::from_millis(10);

/// Why something cannot be remembered. Each message says what to do next.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no place for it.
    #[error(
        "nothing is remembered without a home directory: set XDG_STATE_HOME, or use --no-state"
    )]
    NoHome,
    /// What is there was not written by this program, or by a later one.
    #[error("{} is not what sayso writes ({why}): it stays as it is; move it away to be remembered", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// It cannot be read.
    #[error("cannot read {}: {error}; --no-state does without", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// It cannot be written.
    #[error("cannot remember what was read in {}: {error}; --no-state does without", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

/// What is remembered of one article.
#[derive(Debug)]
pub struct Book {
    /// The article's path or name, as it is written down.
    article: String,
    /// Where it is written.
    file: PathBuf,
    /// What this window has last read or written.
    memory: Memory,
}

/// The directory of what is remembered, as the system has it.
///
/// # Errors
/// Where there is no home directory.
pub fn folder() -> Result<PathBuf, Error> {
    let places = etcetera::choose_base_strategy().map_err(|_| Error::NoHome)?;
    let state = places.state_dir().unwrap_or_else(|| places.data_dir());
    Ok(state.join("sayso").join("articles"))
}

/// Opens what is remembered of the article in a file; `None` for what is no file of its own, such
/// as a pipe, of which nothing is remembered.
///
/// # Errors
/// Where what is there cannot be read, or is of a kind that nobody knows.
pub fn open(folder: &Path, article: &Path) -> Result<Option<Book>, Error> {
    let Ok(path) = fs::canonicalize(article) else { return Ok(None) };
    if !path.is_file() {
        return Ok(None);
    }
    let file = file_of(folder, path.as_os_str().as_encoded_bytes());
    Book::open(file, path.to_string_lossy().into_owned()).map(Some)
}

/// Opens what is remembered of an article that is no file of its own, but has a name.
///
/// # Errors
/// Where what is there cannot be read, or is of a kind that nobody knows.
pub fn named(folder: &Path, article: String) -> Result<Book, Error> {
    Book::open(file_of(folder, article.as_bytes()), article)
}

/// The file in which something of this name is remembered.
fn file_of(folder: &Path, name: &[u8]) -> PathBuf {
    let mut hasher = SipHasher13::new();
    hasher.write(name);
    folder.join(format!("{:032x}.json", hasher.finish128().as_u128()))
}

impl Book {
    fn open(file: PathBuf, article: String) -> Result<Self, Error> {
        let memory = read(&file, &article)?.unwrap_or_default();
        Ok(Self { article, file, memory })
    }

    /// What is remembered.
    #[must_use]
    pub const fn memory(&self) -> &Memory {
        &self.memory
    }

    /// Remembers how the article is read now.
    ///
    /// # Errors
    /// Where it cannot be written, or would be written over what somebody else wrote.
    pub fn keep(&mut self, now: Memory) -> Result<(), Error> {
        if now == self.memory {
            return Ok(());
        }
        let unwritable = |error| Error::Unwritable { path: self.file.clone(), error };
        let lock = lock(&self.file).map_err(unwritable)?;
        let theirs = read(&self.file, &self.article)?.unwrap_or_default();
        let merged = merge(&self.memory, theirs, &now);
        write(&self.file, &stored::json(&self.article, &merged)).map_err(unwritable)?;
        drop(lock);
        self.memory = now;
        Ok(())
    }
}

/// What this window has changed since `before`, and what others have written for all the rest.
fn merge(before: &Memory, theirs: Memory, now: &Memory) -> Memory {
    let letters = now.marks.keys().chain(theirs.marks.keys()).copied();
    let mark = |letter| {
        let (old, new) = (before.marks.get(&letter), now.marks.get(&letter));
        let mark = if old == new { theirs.marks.get(&letter) } else { new };
        Some((letter, mark?.clone()))
    };
    Memory {
        marks: letters.filter_map(mark).collect::<BTreeMap<_, _>>(),
        place: newer(&before.place, theirs.place, &now.place),
        chosen: newer(&before.chosen, theirs.chosen, &now.chosen),
        filters: newer(&before.filters, theirs.filters, &now.filters),
        folded: newer(&before.folded, theirs.folded, &now.folded),
        inferred: newer(&before.inferred, theirs.inferred, &now.inferred),
    }
}

fn newer<T: Clone + PartialEq>(before: &T, theirs: T, now: &T) -> T {
    if before == now { theirs } else { now.clone() }
}

/// Reads a file of the library; `None` where there is none.
fn read(file: &Path, article: &str) -> Result<Option<Memory>, Error> {
    let foreign = |why| Error::Foreign { path: file.to_owned(), why };
    let memory = |bytes: Vec<u8>| stored::memory(&bytes, article).map_err(foreign);
    bytes(file)?.map(memory).transpose()
}

/// What a file holds; `None` where there is none.
fn bytes(file: &Path) -> Result<Option<Vec<u8>>, Error> {
    #[expect(clippy::disallowed_methods, reason = "the library reads what it wrote")]
    match fs::read(file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::Unreadable { path: file.to_owned(), error }),
    }
}

/// Makes the directory, for nobody else's eyes: it tells what was read.
fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Waits for the lock of a file's folder, which goes with what is returned; makes the folder.
fn lock(file: &Path) -> io::Result<File> {
    let folder = file.parent().unwrap_or(Path::new("."));
    make_folder(folder)?;
    let file = File::options().create(true).append(true).open(folder.join("lock"))?;
    for _ in 0..PATIENCE {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => thread::sleep(STEP),
            // Not every file system has locks; two windows at the same moment are rare.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                return Ok(file);
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Err(io::Error::new(io::ErrorKind::TimedOut, "another window holds the lock"))
}

/// Puts a whole file in the place of the old one; the oldest go where there are too many.
fn write(file: &Path, json: &str) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let mut new = tempfile::Builder::new().prefix(".new-").tempfile_in(folder)?;
    new.write_all(json.as_bytes())?;
    // Else a power cut could leave an empty file under the old name.
    new.as_file().sync_all()?;
    new.persist(file).map_err(|error| error.error)?;
    forget_oldest(folder, MOST)
}

/// Removes the files that were written longest ago, so that at most so many are left.
fn forget_oldest(folder: &Path, most: usize) -> io::Result<()> {
    let mut files: Vec<(SystemTime, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            let written = path.metadata().and_then(|about| about.modified());
            files.push((written.unwrap_or(SystemTime::UNIX_EPOCH), path));
        }
    }
    files.sort();
    let surplus = files.len().saturating_sub(most);
    // One that another window has removed already is gone as it should be.
    files.iter().take(surplus).for_each(|(_, path)| drop(fs::remove_file(path)));
    Ok(())
}

#[cfg(test)]
mod tests;
