//! Where articles come from: files, standard input and the built-in samples; and what is refused.

pub mod clean;
pub mod decode;
mod front_matter;
pub mod gold;
pub mod jsonl;
mod markdown;
mod plain;
pub mod sample;

use std::{
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
};

use crate::{
    article::{About, Article},
    text::Span,
};
use clean::clean;
use decode::Note;

/// How the bytes of an input are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text: the text of the article is the input itself, character for character.
    Text,
    /// Markdown, with front matter if it has any.
    Markdown,
}

impl Format {
    /// The format that the ending of a file's name promises; plain text where it says nothing.
    #[must_use]
    pub fn of_path(path: &Path) -> Self {
        if has_ending(path, &["md", "markdown"]) { Self::Markdown } else { Self::Text }
    }
}

/// An article, and what a reader should know about how it was read.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The article.
    pub article: Article,
    /// Where the bytes were not plain UTF-8: what was made of them.
    pub note: Option<Note>,
}

/// Why there is nothing to read. Each message names the input and says what to do next.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such file.
    #[error("{0} does not exist: check the name, or pipe the text in with `… | sayso -`")]
    Missing(String),
    /// It is a directory.
    #[error("{0} is a directory: name a file in it")]
    Directory(String),
    /// It could not be read.
    #[error("cannot read {0}: {1}; check that it can be opened by you")]
    Unreadable(String, io::Error),
    /// There is no text in it.
    #[error("{0} is empty: give a file or a pipe with text in it")]
    Empty(String),
    /// It is not text.
    #[error("{0} is not text but binary data: turn it into plain text or Markdown first")]
    Binary(String),
    /// It is larger than [`LIMIT`].
    #[error("{0} is larger than {limit} MiB: split it into articles first", limit = LIMIT >> 20)]
    TooLarge(String),
    /// No built-in article has this name.
    #[error("no sample is called {0}: `sayso sample` lists them")]
    NoSample(String),
}

impl Error {
    /// What an error of opening or reading says about the input of this name.
    #[must_use]
    pub fn unreadable(error: io::Error, name: &str) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing(clean(name)),
            io::ErrorKind::IsADirectory => Self::Directory(clean(name)),
            _ => Self::Unreadable(clean(name), error),
        }
    }
}

/// The most bytes that are read of one input.
pub const LIMIT: u64 = 256 << 20;

/// What messages call standard input.
pub const STDIN: &str = "standard input";

/// Reads the article in a file.
///
/// # Errors
/// Where the file is missing, a directory, unreadable, too large, binary or without text.
pub fn file(path: &Path, format: Format) -> Result<Loaded, Error> {
    let name = shown(path);
    let file = open_file(path)?;
    if file.metadata().is_ok_and(|meta| meta.is_file() && meta.len() > LIMIT) {
        return Err(Error::TooLarge(name));
    }
    let bytes = within_limit(file, &name)?;
    let mut loaded = read(&bytes, format, &name)?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    loaded.article.about.id.get_or_insert_with(|| clean(&stem));
    loaded.article.about.source.get_or_insert(name);
    Ok(loaded)
}

/// The line of a file, counted from 1, on which a paragraph of its article begins. (The text of an
/// article that was Markdown has other lines.)
///
/// # Errors
/// As for [`file`].
pub fn line(path: &Path, format: Format, paragraph: usize) -> Result<usize, Error> {
    let name = shown(path);
    let bytes = within_limit(open_file(path)?, &name)?;
    let (text, _) = decode::decode(&bytes).ok_or(Error::Binary(name))?;
    let (text, start) = match format {
        Format::Markdown => {
            let start = markdown::starts(&text).get(paragraph).copied();
            (text, start)
        }
        Format::Text => {
            let article = plain::article(clean(&text), About::default());
            let start = article.paragraphs.get(paragraph).map(|span| span.start);
            (article.text, start)
        }
    };
    Ok(Span::new(0, start.unwrap_or_default()).of(&text).matches('\n').count() + 1)
}

/// Reads the article that is piped into the program.
///
/// # Errors
/// Where standard input is unreadable, too large, binary or without text.
pub fn stdin(format: Format) -> Result<Loaded, Error> {
    let bytes = within_limit(io::stdin().lock(), STDIN)?;
    read(&bytes, format, STDIN)
}

/// Opens a file for reading line by line, as [`jsonl::rows`] does.
///
/// # Errors
/// Where the file is missing, a directory or unreadable.
pub fn open(path: &Path) -> Result<BufReader<File>, Error> {
    open_file(path).map(|file| BufReader::with_capacity(1 << 16, file))
}

/// The article in bytes that nothing else is known about; `name` is what messages call them.
///
/// # Errors
/// Where the bytes are not text, or hold none.
pub fn read(bytes: &[u8], format: Format, name: &str) -> Result<Loaded, Error> {
    let Some((text, note)) = decode::decode(bytes) else {
        return Err(Error::Binary(name.into()));
    };
    let article = match format {
        Format::Text => plain::article(clean(&text), About::default()),
        Format::Markdown => markdown::article(&text),
    };
    if article.paragraphs.is_empty() {
        return Err(Error::Empty(name.into()));
    }
    Ok(Loaded { article, note })
}

/// Whether the file's name ends in one of these, in whatever case.
fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let own = path.extension().unwrap_or_default();
    endings.iter().any(|ending| own.eq_ignore_ascii_case(ending))
}

/// A file's name as it may be shown.
#[must_use]
pub fn shown(path: &Path) -> String {
    clean(&path.to_string_lossy()).replace('\n', " ")
}

fn open_file(path: &Path) -> Result<File, Error> {
    let name = || shown(path);
    #[expect(clippy::disallowed_methods, reason = "this is where files are opened")]
    let file = File::open(path).map_err(|error| Error::unreadable(error, &name()))?;
    // Opening a directory succeeds on Unix; only reading it would fail.
    if file.metadata().is_ok_and(|meta| meta.is_dir()) {
        return Err(Error::Directory(name()));
    }
    Ok(file)
}

fn within_limit(input: impl Read, name: &str) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = input.take(LIMIT + 1).read_to_end(&mut bytes);
    read.map_err(|error| Error::unreadable(error, name))?;
    if bytes.len() as u64 > LIMIT {
        return Err(Error::TooLarge(name.into()));
    }
    Ok(bytes)
}
