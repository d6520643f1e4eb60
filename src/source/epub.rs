//! EPUB: a book, each chapter an entry.

mod part;

use std::{
    borrow::Cow,
    collections::HashSet,
    io::{self, Cursor, Read},
    sync::Arc,
};

use rbook::{Epub, ebook::errors::EbookError};
use zip::ZipArchive;

use super::{PAGE_LIMIT, Raw, clean::line, decode, error::Error, html};
use crate::{
    article::About,
    shelf::{Entry, Form, Place, Shelf, Text},
};

/// The chapters of a book, in the order in which it is read.
///
/// # Errors
/// Where the book is damaged, too large unpacked, or without text.
pub fn shelf(raw: Raw) -> Result<Shelf, Error> {
    let name = raw.name;
    let malformed = |reason: String| Error::Malformed(name.into(), "EPUB", line(&reason));
    let bytes: Arc<[u8]> = raw.bytes.into();
    let files = match unpacked(Cursor::new(Arc::clone(&bytes))) {
        Ok(Some(files)) => files,
        Ok(None) => return Err(Error::PageTooLarge(name.into())),
        Err(error) => return Err(malformed(error.to_string())),
    };
    let options = Epub::options().strict(false).read(Cursor::new(bytes));
    let book = options.map_err(|error| malformed(reason(&error)))?;
    let title = book.metadata().title().map(|title| line(title.value()));
    let order = book.spine().iter().filter_map(|entry| entry.manifest_entry());
    let order: Vec<_> = order.map(|file| file.href().path().as_str().to_owned()).collect();
    let mut entries = chapters(&book, title.as_ref(), &order);
    if entries.is_empty() {
        let navigation: Vec<_> = book.manifest().by_property("nav").map(|nav| nav.href()).collect();
        let files: Vec<_> = files
            .into_iter()
            .filter(|file| navigation.iter().all(|nav| nav.path().as_str() != file))
            .collect();
        entries = chapters(&book, title.as_ref(), &files);
    }
    if entries.is_empty() {
        // Letters for the eye are encrypted in many a book whose text is not.
        let locks = book.read_resource_bytes("/META-INF/encryption.xml").is_ok();
        let error = if locks { Error::Locked } else { Error::NoEntries };
        return Err(error(name.into()));
    }
    Ok(Shelf { name: name.into(), title, from: None, is_book: true, entries })
}

/// The innermost cause, which says most.
fn reason(error: &EbookError) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}

/// The pages in the book, by their places in it; `None` where all text, unpacked, is more than
/// [`PAGE_LIMIT`]. What a packed file says of its length may be a lie, so it is unpacked and counted.
fn unpacked(book: Cursor<Arc<[u8]>>) -> io::Result<Option<Vec<String>>> {
    let mut pages = Vec::new();
    let mut archive = ZipArchive::new(book).map_err(io::Error::from)?;
    let mut left = PAGE_LIMIT as u64 + 1;
    for index in 0..archive.len() {
        // A file that is damaged matters only if it is read later.
        let Ok(file) = archive.by_index(index) else { continue };
        let Ok(name) = file.name().map(Cow::into_owned) else { continue };
        if has_ending(&name, &SKIPPED) || file.is_dir() {
            continue;
        }
        if has_ending(&name, &PAGES) {
            pages.push(format!("/{name}"));
        }
        let read = io::copy(&mut file.take(left), &mut io::sink()).unwrap_or_default();
        left -= read;
        if left == 0 {
            return Ok(None);
        }
    }
    Ok(Some(pages))
}

/// What is never read: pictures, letters, sound.
const SKIPPED: [&str; 15] = [
    "jpg", "jpeg", "png", "gif", "webp", "svg", "ttf", "otf", "woff", "woff2", "mp3", "mp4", "m4a",
    "css", "js",
];

/// What may be a chapter.
const PAGES: [&str; 3] = ["xhtml", "html", "htm"];

fn has_ending(name: &str, endings: &[&str]) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default();
    endings.iter().any(|own| ending.eq_ignore_ascii_case(own))
}

/// The chapters of which a list has the places.
fn chapters(book: &Epub, title: Option<&String>, places: &[String]) -> Vec<Entry> {
    let marks = part::marks(book);
    let about = About {
        byline: Some(authors(book)).filter(|names| !names.is_empty()),
        site: title.cloned(),
        language: book.metadata().language().map(|tag| line(tag.value())),
        ..About::default()
    };
    let mut entries = Vec::new();
    // A book that names its only chapter a thousand times would be a thousand times as large.
    let (mut seen, mut left) = (HashSet::new(), PAGE_LIMIT * 2);
    for href in places.iter().filter(|href| seen.insert(*href)) {
        // A chapter that is damaged leaves the others.
        let Ok(bytes) = book.read_resource_bytes(href.as_str()) else { continue };
        let Some((html, _)) = decode::decode_labelled(&bytes, None) else { continue };
        if !has_text(&html) {
            continue;
        }
        let Some(less) = left.checked_sub(html.len()) else { break };
        left = less;
        let marks = marks.get(href).map_or(&[][..], Vec::as_slice);
        for (mark, part) in part::parts(&html, marks).into_iter().filter(|(_, part)| has_text(part))
        {
            let label = mark.map(|mark| mark.label.clone()).or_else(|| heading(part));
            // Before the first chapter that begins in a file stands the end of the one before it.
            if label.is_none()
                && !marks.is_empty()
                && let Some(Entry { place: Place::Text(text), .. }) = entries.last_mut()
            {
                text.words.push_str(part);
                continue;
            }
            let title = label.unwrap_or_else(|| format!("Part {}", entries.len() + 1));
            let place = mark.and_then(|mark| mark.id.as_ref());
            let id = place.map_or_else(|| line(href), |place| line(&format!("{href}#{place}")));
            let about = About { title: Some(title.clone()), id: Some(id.clone()), ..about.clone() };
            let text = Text { words: part.to_owned(), form: Form::Html, base: None, about };
            entries.push(Entry { id, title, date: None, place: Place::Text(Box::new(text)) });
        }
    }
    entries
}

fn authors(book: &Epub) -> String {
    let names = book.metadata().creators().map(|creator| line(creator.value()));
    names.collect::<Vec<_>>().join(", ")
}

/// What a chapter calls itself.
fn heading(html: &str) -> Option<String> {
    let start = ["<h1", "<h2", "<h3"].into_iter().find_map(|tag| html.find(tag))?;
    let (heading, _) = html.get(start..)?.split_once("</h")?;
    let read = html::piece(heading, None, About::default()).ok()?;
    Some(line(&read.about.title.unwrap_or(read.text))).filter(|name| !name.is_empty())
}

/// Whether there are letters outside of tags: a cover has none.
fn has_text(html: &str) -> bool {
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    let texts = body.split('<').skip(1).filter_map(|tag| tag.split_once('>'));
    texts.map(|(_, text)| text).any(|text| text.chars().any(char::is_alphabetic))
}

#[cfg(test)]
mod tests;
