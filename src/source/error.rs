//! Why there is nothing to read. Each message names the input and says what to do next.

use std::io;

use super::{LIMIT, PAGE_LIMIT, clean::line, html::Refusal, sniff::Foreign, web};

/// Why there is nothing to read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such file.
    #[error(
        "{0} does not exist: check the name, begin an address with `https://`, or pipe the text in with `… | sayso -`"
    )]
    Missing(String),
    /// It is a directory where a file is wanted.
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
    /// It is something that is known, and no text.
    #[error("{0} is {1}")]
    Foreign(String, Foreign),
    /// It is larger than [`LIMIT`].
    #[error("{0} is larger than {limit} MiB: split it into articles first", limit = LIMIT >> 20)]
    TooLarge(String),
    /// It is markup, or packed, and larger than [`PAGE_LIMIT`].
    #[error(
        "{0} is larger than {limit} MiB, unpacked: turn it into plain text first",
        limit = PAGE_LIMIT >> 20
    )]
    PageTooLarge(String),
    /// It is a page without an article.
    #[error("{0} is a page without an article: `--whole` shows all its text{feed}", feed = feed(.1.as_deref()))]
    NoArticle(String, Option<String>),
    /// It is a page that is made to be hard to read.
    #[error("{0} nests its elements deeper than any page: turn it into plain text first")]
    TooDeep(String),
    /// It says that it is of a format, and is not.
    #[error("{0} is no {1} that can be read: {2}; open its text in another form")]
    Malformed(String, &'static str, String),
    /// It is a book whose chapters are encrypted.
    #[error("{0} is a book that is locked: open it with the program that it was sold for")]
    Locked(String),
    /// It is a list of nothing.
    #[error("{0} lists no articles: name a file, a feed or a page that has some")]
    NoEntries(String),
    /// The list has no entry of this number.
    #[error("there is no entry {1} in {0}, which has {2}: without `--entry` it is listed")]
    NoEntry(String, usize, usize),
    /// It is a list where one article is wanted.
    #[error("{0} is a list of {1}: choose an article of it with `--entry N`")]
    List(String, usize),
    /// The entry of a feed has neither text nor an address.
    #[error("“{0}” has neither a text nor an address in its feed: choose another entry")]
    NoText(String),
    /// It is a letter that has nothing but attachments.
    #[error("{0} is a letter without a text: save what is attached to it, and open that")]
    NoBody(String),
    /// It is no address that can be opened.
    #[error("{0} cannot be opened: {1}")]
    Web(String, web::Problem),
    /// Reading it has failed for no reason of its own.
    #[error("reading {0} has failed: that is a mistake of this program")]
    Failed(String),
    /// No built-in article has this name.
    #[error("no sample is called {0}: `sayso sample` lists them")]
    NoSample(String),
}

impl Error {
    /// What an error of opening or reading says about the input of this name.
    #[must_use]
    pub fn unreadable(error: io::Error, name: &str) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing(line(name)),
            io::ErrorKind::IsADirectory => Self::Directory(line(name)),
            _ => Self::Unreadable(line(name), error),
        }
    }

    /// What the refusal of a page says about the input of this name.
    #[must_use]
    pub fn refused(refusal: Refusal, name: &str) -> Self {
        match refusal {
            Refusal::TooDeep => Self::TooDeep(name.into()),
            Refusal::NoArticle(feed) => Self::NoArticle(name.into(), feed),
        }
    }
}

/// Where the articles of a page may be instead.
fn feed(address: Option<&str>) -> String {
    address.map_or_else(String::new, |address| format!(", and {address} is its feed"))
}

impl std::fmt::Display for Foreign {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Self::Pdf => f.write_str(
                "a PDF document, not text: turn it into text first, as with `pdftotext FILE - | sayso`",
            ),
            Self::Document(kind) => write!(
                f,
                "a document ({kind}), not text: turn it into text first, as with `pandoc FILE -t plain | sayso`"
            ),
            Self::Picture(kind) => {
                write!(f, "a picture ({kind}), not text: open the page that it belongs to")
            }
            Self::Media(kind) => write!(f, "sound or film ({kind}), not text: open a transcript"),
            Self::Archive(kind) => write!(f, "packed ({kind}): unpack it first"),
        }
    }
}
