//! A shelf: articles to choose from, as a feed, a book, a list of feeds or a folder has them.

use std::path::PathBuf;

use url::Url;

use crate::article::About;

/// Articles to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// What messages call it: the file, the address.
    pub name: String,
    /// What it calls itself.
    pub title: Option<String>,
    /// Where it is, if it can be read again.
    pub from: Option<Box<Place>>,
    /// Whether it is one work, and what stands on it are its chapters.
    pub is_book: bool,
    /// What stands on it, in its own order; never nothing.
    pub entries: Vec<Entry>,
}

/// One article of a shelf, or a shelf of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What stays the same from reading to reading: by it one may remember what was read.
    pub id: String,
    /// The headline, the chapter, the feed, the file; on one line and never empty.
    pub title: String,
    /// When it came out, as a day where that is known.
    pub date: Option<String>,
    /// Where it is.
    pub place: Place,
}

/// Where an entry is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a file.
    File(PathBuf),
    /// At an address, which is fetched when the entry is opened.
    Address(Address),
    /// On the shelf itself.
    Text(Box<Text>),
}

/// An address, and who named it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The address.
    pub url: Url,
    /// Who named it.
    pub named: Named,
    /// What the list itself says, to be read where nothing else can be.
    pub instead: Option<Box<Text>>,
}

/// Who named an address. What is found somewhere may not lead into private networks other than
/// where the user went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Named {
    /// The user typed it.
    #[default]
    ByUser,
    /// A list names it, which came from the address that the user typed, if it came from one.
    ByList(Option<Url>),
}

impl Address {
    /// An address that the user typed.
    #[must_use]
    pub const fn typed(url: Url) -> Self {
        Self { url, named: Named::ByUser, instead: None }
    }

    /// An address that a list names, which came from the one that the user typed, if it did.
    #[must_use]
    pub const fn listed(url: Url, typed: Option<Url>) -> Self {
        Self { url, named: Named::ByList(typed), instead: None }
    }

    /// The address that the user typed to come here.
    #[must_use]
    pub const fn origin(&self) -> Option<&Url> {
        match &self.named {
            Named::ByUser => Some(&self.url),
            Named::ByList(origin) => origin.as_ref(),
        }
    }
}

/// A text that a shelf holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text, which is nothing but the article.
    pub words: String,
    /// How it is to be read.
    pub form: Form,
    /// What its links are relative to.
    pub base: Option<Url>,
    /// What the shelf says about it.
    pub about: About,
}

/// How a text on a shelf is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// HTML.
    Html,
    /// A letter without its fields, `>` before what is quoted.
    Letter,
}

impl Shelf {
    /// The entry of that number, counted from 1.
    #[must_use]
    pub fn entry(&self, number: usize) -> Option<&Entry> {
        self.entries.get(number.checked_sub(1)?)
    }
}
