//! Where articles come from: files, folders, addresses, standard input and the built-in samples; and
//! what is refused.
//!
//! What an input is, is told by its content; a name or a label only helps where the content says
//! nothing. An input is one article, or a list to choose from.

pub mod beginning;
pub mod blocks;
mod bytes;
pub mod clean;
pub mod decode;
pub mod epub;
pub mod error;
pub mod feed;
mod field;
mod folder;
mod front_matter;
pub mod gold;
pub mod html;
pub mod jsonl;
mod letter;
pub mod mail;
mod markdown;
pub mod opml;
mod plain;
mod points;
pub mod sample;
pub mod saved;
pub mod sniff;
pub mod together;
pub mod web;

use std::{
    fs::File,
    io::{self, BufReader},
    path::Path,
};

use url::Url;

use crate::{
    article::Article,
    fact::Analysis,
    shelf::{Address, Entry, Form, Place, Shelf, Text},
    text::Span,
};
use bytes::{open_file, whole, within_limit};
use clean::{clean, line};
use decode::Note;
use error::Error;
use html::Extent;
use sniff::Content;

/// How the bytes of an input are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text: the text of the article is the input itself, character for character.
    Text,
    /// Markdown, with front matter if it has any.
    Markdown,
    /// A page.
    Html,
}

impl Format {
    /// The format that the ending of a file's name promises, if it promises one.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        if has_ending(path, &["md", "markdown"]) {
            Some(Self::Markdown)
        } else {
            has_ending(path, &["html", "htm", "xhtml"]).then_some(Self::Html)
        }
    }
}

/// What is wanted of an input.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    /// How it is to be read; `None` leaves it to its content.
    pub format: Option<Format>,
    /// The address that links of a page are relative to, if not its own.
    pub base: Option<Url>,
    /// How much of a page is wanted.
    pub extent: Extent,
}

/// An article, and what a reader should know about how it was read.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The article.
    pub article: Article,
    /// What is known about it already: the facts that were saved with it.
    pub analysis: Option<Analysis>,
    /// Where the bytes were not plain UTF-8: what was made of them.
    pub note: Option<Note>,
}

/// The most bytes that are read of one input.
pub const LIMIT: u64 = 256 << 20;

/// The most bytes of a page, a feed or a book, unpacked.
pub const PAGE_LIMIT: usize = 32 << 20;

/// What messages call standard input.
pub const STDIN: &str = "standard input";

/// Bytes, and what is known of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Raw<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// What messages call them; it may be shown.
    pub name: &'a str,
    /// The format that something beside the bytes promises.
    pub promised: Option<Format>,
    /// Their encoding, as something beside the bytes calls it.
    pub charset: Option<&'a str>,
    /// The address that they come from.
    pub address: Option<&'a Url>,
}

/// What an input turned out to be.
#[derive(Clone, Debug)]
pub enum Opened {
    /// An article.
    Article(Box<Loaded>),
    /// Articles to choose from.
    Shelf(Shelf),
}

/// Where an input is.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// Piped into the program.
    Stdin,
    /// In a file or a folder.
    File(&'a Path),
    /// At an address.
    Address(&'a Address),
}

/// Opens an input.
///
/// # Errors
/// Where it cannot be reached or read, is too large, or holds no article.
pub fn open_source(source: &Source, manner: &Manner, visit: &web::Visit) -> Result<Opened, Error> {
    let (mut opened, place) = match *source {
        Source::Stdin => {
            let bytes = within_limit(io::stdin().lock(), 0, STDIN)?;
            (opened(Raw { bytes: &bytes, name: STDIN, ..Raw::default() }, manner, None)?, None)
        }
        Source::File(path) if path.is_dir() => {
            (Opened::Shelf(folder::shelf(path)?), Some(Place::File(path.into())))
        }
        Source::File(path) => (file(path, manner)?, Some(Place::File(path.into()))),
        Source::Address(address) => {
            (page(address, manner, visit)?, Some(Place::Address(address.clone())))
        }
    };
    if let Opened::Shelf(shelf) = &mut opened {
        shelf.from = place.map(Box::new);
    }
    Ok(opened)
}

/// Opens what stands on a shelf.
///
/// # Errors
/// Where it cannot be reached or read.
pub fn open_entry(entry: &Entry, manner: &Manner, visit: &web::Visit) -> Result<Opened, Error> {
    open_place(&entry.place, &entry.title, manner, visit)
}

/// Opens what is at a place that is called so.
///
/// # Errors
/// Where it cannot be reached or read.
pub fn open_place(
    place: &Place,
    name: &str,
    manner: &Manner,
    visit: &web::Visit,
) -> Result<Opened, Error> {
    match place {
        Place::File(path) => open_source(&Source::File(path), manner, visit),
        Place::Address(address) => open_source(&Source::Address(address), manner, visit)
            .or_else(|error| instead(error, address, name, manner)),
        Place::Text(text) => piece(text, name, manner),
    }
}

/// What a list says of an address that cannot be opened, if that is anything.
fn instead(error: Error, address: &Address, name: &str, manner: &Manner) -> Result<Opened, Error> {
    let said = address.instead.as_ref().map(|text| piece(text, name, manner));
    let Some(Ok(Opened::Article(mut loaded))) = said else { return Err(error) };
    loaded.note = Some(Note::Instead(match error {
        Error::Web(_, problem) => problem.to_string(),
        other => other.to_string(),
    }));
    Ok(Opened::Article(loaded))
}

fn piece(text: &Text, name: &str, manner: &Manner) -> Result<Opened, Error> {
    let base = manner.base.as_ref().or(text.base.as_ref());
    let article = article_of(text, base).map_err(|refusal| Error::refused(refusal, name))?;
    if article.paragraphs.is_empty() {
        return Err(Error::NoText(name.into()));
    }
    Ok(Opened::Article(Box::new(Loaded { article, analysis: None, note: None })))
}

/// The article that a text is.
fn article_of(text: &Text, base: Option<&Url>) -> Result<Article, html::Refusal> {
    match text.form {
        Form::Html => html::piece(&text.words, base, text.about.clone()),
        Form::Letter => Ok(plain::body(clean(&text.words), text.about.clone())),
    }
}

fn file(path: &Path, manner: &Manner) -> Result<Opened, Error> {
    let name = shown(path);
    let bytes = whole(path, &name)?;
    let raw = Raw { bytes: &bytes, name: &name, promised: Format::of_path(path), ..Raw::default() };
    let mut opened = opened(raw, manner, None)?;
    if let Opened::Article(loaded) = &mut opened {
        named(&mut loaded.article, path, name);
    }
    Ok(opened)
}

/// Calls an article after its file, unless it says itself what it is called.
fn named(article: &mut Article, path: &Path, name: String) {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    article.about.id.get_or_insert_with(|| line(&stem));
    article.about.source.get_or_insert(name);
}

/// Reads the article in a file again.
///
/// # Errors
/// As for [`open_source`], and where the file now is a list.
pub fn again(path: &Path, manner: &Manner) -> Result<Loaded, Error> {
    match open_source(&Source::File(path), manner, &web::Visit::default())? {
        Opened::Article(loaded) => Ok(*loaded),
        Opened::Shelf(shelf) => Err(Error::List(shelf.name, shelf.entries.len())),
    }
}

/// The line of a file, counted from 1, on which a paragraph of its article begins; the first where
/// that cannot be told, as in a page. (The text of an article that was Markdown has other lines.)
///
/// # Errors
/// Where the file cannot be read.
pub fn line_of(path: &Path, manner: &Manner, paragraph: usize) -> Result<usize, Error> {
    let name = shown(path);
    let bytes = whole(path, &name)?;
    let raw = Raw { bytes: &bytes, promised: Format::of_path(path), ..Raw::default() };
    let content = content(raw, manner);
    if content == Content::Mail {
        return Ok(1);
    }
    let (text, _) = decode::decode(&bytes).ok_or(Error::Binary(name))?;
    let (text, start) = match format(raw, manner, content) {
        Format::Markdown => {
            let start = markdown::starts(&text).get(paragraph).copied();
            (text.into_owned(), start)
        }
        Format::Text => {
            let article = plain::letter(clean(&text));
            let start = article.paragraphs.get(paragraph).map(|span| span.start);
            (article.text, start)
        }
        Format::Html => (text.into_owned(), None),
    };
    Ok(Span::new(0, start.unwrap_or_default()).of(&text).matches('\n').count() + 1)
}

fn page(address: &Address, manner: &Manner, visit: &web::Visit) -> Result<Opened, Error> {
    let name = line(address.url.as_str());
    let page = web::fetch(address, visit).map_err(|problem| Error::Web(name.clone(), problem))?;
    let from = page.address.as_ref().unwrap_or(&address.url);
    let path = Path::new(from.path());
    let promised = match page.media_type().as_str() {
        "text/html" | "application/xhtml+xml" => Some(Format::Html),
        "text/markdown" => Some(Format::Markdown),
        "text/plain" | "" => Format::of_path(path),
        _ => None,
    };
    let raw = Raw {
        bytes: &page.bytes,
        name: &name,
        promised,
        charset: page.charset(),
        address: Some(from),
    };
    let mut opened = opened(raw, manner, address.origin())?;
    if let Opened::Article(loaded) = &mut opened {
        let about = &mut loaded.article.about;
        about.id.get_or_insert_with(|| name.clone());
        about.source.get_or_insert(line(from.as_str()));
        if about.site.is_none() {
            about.site = from.host_str().map(line);
        }
        if let Some(date) = &page.kept {
            loaded.note = Some(Note::Kept(line(date)));
        }
    }
    Ok(opened)
}

/// Opens a file for reading line by line, as [`jsonl::rows`] does.
///
/// # Errors
/// Where the file is missing, a directory or unreadable.
pub fn open(path: &Path) -> Result<BufReader<File>, Error> {
    open_file(path).map(|file| BufReader::with_capacity(1 << 16, file))
}

/// What bytes hold; `typed` is the address that the user typed, if they were fetched.
///
/// # Errors
/// Where they hold nothing that can be read.
pub fn opened(raw: Raw, manner: &Manner, typed: Option<&Url>) -> Result<Opened, Error> {
    let name = raw.name;
    let content = content(raw, manner);
    // Pages have their limit where it is known that they are read as such.
    let may_be_large = matches!(
        content,
        Content::Text | Content::Analysis | Content::Foreign(_) | Content::Html | Content::Piece
    );
    if !may_be_large && raw.bytes.len() > PAGE_LIMIT {
        return Err(Error::PageTooLarge(name.into()));
    }
    let based = Raw { address: manner.base.as_ref().or(raw.address), ..raw };
    match content {
        Content::Foreign(foreign) => Err(Error::Foreign(name.into(), foreign)),
        Content::Feed | Content::JsonFeed => feed::shelf(based, typed).map(Opened::Shelf),
        Content::Opml => opml::shelf(based, typed).map(Opened::Shelf),
        Content::Epub => epub::shelf(raw).map(Opened::Shelf),
        Content::Analysis => saved::article(raw).map(Box::new).map(Opened::Article),
        Content::Mail => mail::article(raw, manner).map(Box::new).map(Opened::Article),
        Content::Mailbox => mail::shelf(raw).map(Opened::Shelf),
        Content::Html | Content::Piece | Content::Text => {
            let format = format(raw, manner, content);
            read_as(raw, format, manner).map(Box::new).map(Opened::Article)
        }
    }
}

/// What bytes are, unless it is said how they are to be read.
fn content(raw: Raw, manner: &Manner) -> Content {
    if manner.format.is_some() { Content::Text } else { sniff::content(raw.bytes) }
}

/// How a text is to be read whose content is so much told.
fn format(raw: Raw, manner: &Manner, content: Content) -> Format {
    let promised = manner.format.or(raw.promised);
    match content {
        Content::Html => Format::Html,
        Content::Piece if promised != Some(Format::Markdown) => Format::Html,
        _ => promised.unwrap_or(Format::Text),
    }
}

/// The article in bytes of a known format; `name` is what messages call them.
///
/// # Errors
/// Where the bytes are no text, or hold no article.
pub fn read(bytes: &[u8], format: Format, name: &str) -> Result<Loaded, Error> {
    read_as(Raw { bytes, name, ..Raw::default() }, format, &Manner::default())
}

fn read_as(raw: Raw, format: Format, manner: &Manner) -> Result<Loaded, Error> {
    let name = raw.name;
    let decoded = match format {
        Format::Text | Format::Markdown => decode::decode(raw.bytes),
        Format::Html if raw.bytes.len() > PAGE_LIMIT => {
            return Err(Error::PageTooLarge(name.into()));
        }
        Format::Html => decode::decode_labelled(raw.bytes, raw.charset),
    };
    let Some((text, note)) = decoded else { return Err(Error::Binary(name.into())) };
    if text.chars().all(crate::text::is_space) {
        return Err(Error::Empty(name.into()));
    }
    let base = manner.base.as_ref().or(raw.address);
    let article = match format {
        Format::Text => plain::letter(clean(&text)),
        Format::Markdown => markdown::article(&text),
        Format::Html => html::article(&text, base, manner.extent)
            .map_err(|refusal| Error::refused(refusal, name))?,
    };
    if article.paragraphs.is_empty() {
        return Err(Error::Empty(name.into()));
    }
    Ok(Loaded { article, analysis: None, note })
}

/// Whether the file's name ends in one of these, in whatever case.
fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let own = path.extension().unwrap_or_default();
    endings.iter().any(|ending| own.eq_ignore_ascii_case(ending))
}

/// A file's name as it may be shown.
#[must_use]
pub fn shown(path: &Path) -> String {
    line(&path.to_string_lossy())
}
