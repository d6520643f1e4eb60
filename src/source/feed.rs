//! Feeds: RSS, Atom and JSON Feed, each item an entry; also feeds that are not quite well-formed.

pub mod mend;
mod tag;

use feed_rs::{
    model::{self, Text as Words},
    parser,
};
use url::Url;

use super::{Raw, clean::line, decode, error::Error, html};
use crate::{
    article::About,
    shelf::{Address, Entry, Form, Place, Shelf, Text},
};

/// The items of a feed; `typed` is the address that the user typed, if it was fetched.
///
/// # Errors
/// Where the feed cannot be read, or has no items.
pub fn shelf(raw: Raw, typed: Option<&Url>) -> Result<Shelf, Error> {
    let name = raw.name;
    let Some((text, _)) = decode::decode_labelled(raw.bytes, raw.charset) else {
        return Err(Error::Binary(name.into()));
    };
    let feed = parsed(&text, raw.address)
        .map_err(|reason| Error::Malformed(name.into(), "feed", line(&reason)))?;
    let title = feed.title.as_ref().map(words).filter(|title| !title.is_empty());
    let own =
        feed.links.iter().find(|link| is_page(link)).and_then(|link| Url::parse(&link.href).ok());
    let address = raw.address.or(own.as_ref());
    let context = Context { address, typed, site: title.clone(), feed: &feed };
    let entries: Vec<_> = feed.entries.iter().map(|item| context.entry(item)).collect();
    if entries.is_empty() {
        return Err(Error::NoEntries(name.into()));
    }
    Ok(Shelf { name: name.into(), title, entries, ..Shelf::default() })
}

/// The feed as it is, or else with what is usually wrong with feeds put right.
fn parsed(text: &str, address: Option<&Url>) -> Result<model::Feed, String> {
    // The text has been decoded; what it says of its encoding is no longer true.
    let text = mend::without_declaration(text);
    let parse = |text: &str| {
        let parser =
            parser::Builder::new().base_uri(address.map(Url::as_str)).sanitize_content(false);
        parser.build().parse(text.as_bytes())
    };
    match parse(text) {
        Ok(feed) if !feed.entries.is_empty() => Ok(feed),
        found => {
            let is_json = text.starts_with('{');
            let mended = if is_json { mend::json(text) } else { Some(mend::mended(text)) };
            let mended = mended.and_then(|mended| parse(&mended).ok());
            mended.map_or_else(|| found.map_err(|error| error.to_string()), Ok)
        }
    }
}

/// What the items of a feed have in common.
struct Context<'a> {
    /// What addresses are relative to.
    address: Option<&'a Url>,
    typed: Option<&'a Url>,
    site: Option<String>,
    feed: &'a model::Feed,
}

impl Context<'_> {
    fn entry(&self, item: &model::Entry) -> Entry {
        let link = self.link(item);
        let date = item.published.or(item.updated).map(|date| date.format("%Y-%m-%d").to_string());
        let title = item.title.as_ref().map(words).filter(|title| !title.is_empty());
        let title = title
            .or_else(|| item.summary.as_ref().map(|summary| shortened(&words(summary))))
            .or_else(|| link.as_ref().map(|link| line(link.as_str())))
            .unwrap_or_else(|| "(no title)".into());
        let full = text_of(item);
        let is_full = full.is_some();
        let summary = || item.summary.as_ref().map(|summary| summary.content.clone());
        let html = full.or_else(summary).unwrap_or_default();
        let text = Box::new(self.text(item, html, (&title, date.as_ref(), link.as_ref())));
        let place = match link {
            Some(url) if !is_full => {
                let address = Address::listed(url, self.typed.cloned());
                Place::Address(Address { instead: Some(text), ..address })
            }
            _ => Place::Text(text),
        };
        Entry { id: line(&item.id), title, date, place }
    }

    fn text(
        &self,
        item: &model::Entry,
        html: String,
        (title, date, link): (&str, Option<&String>, Option<&Url>),
    ) -> Text {
        let authors = if item.authors.is_empty() { &self.feed.authors } else { &item.authors };
        let names = authors.iter().filter_map(|author| author.name.as_deref().map(line));
        let byline = names.collect::<Vec<_>>().join(", ");
        let about = About {
            title: Some(title.into()),
            byline: Some(byline).filter(|byline| !byline.is_empty()),
            date: date.cloned(),
            source: link.or(self.address).map(|address| line(address.as_str())),
            site: self.site.clone(),
            language: item.language.as_ref().or(self.feed.language.as_ref()).map(|tag| line(tag)),
            ..About::default()
        };
        let base = link.or(self.address).cloned();
        Text { words: html, form: Form::Html, base, about }
    }

    /// Where an item is read in full.
    fn link(&self, item: &model::Entry) -> Option<Url> {
        let link = item.links.iter().find(|link| is_page(link))?;
        let url = match self.address {
            Some(address) => address.join(&link.href),
            None => Url::parse(&link.href),
        };
        url.ok().filter(|url| matches!(url.scheme(), "http" | "https"))
    }
}

/// Whether a link leads to the page that a feed or an item is of.
fn is_page(link: &model::Link) -> bool {
    link.rel.as_deref().is_none_or(|rel| rel == "alternate")
}

/// The full text of an item, if the feed has it: what is marked as content, or a summary that has
/// the paragraphs of an article.
fn text_of(item: &model::Entry) -> Option<String> {
    let content = item.content.as_ref().and_then(|content| content.body.as_ref());
    if let Some(body) = content.filter(|body| !body.trim().is_empty()) {
        return Some(body.clone());
    }
    let summary = &item.summary.as_ref()?.content;
    let full = summary.len() > FULL && summary.matches("<p").count() > 2;
    full.then(|| summary.clone())
}

/// The bytes of a summary that is more than one.
const FULL: usize = 2000;

/// The words of a title, in which some write HTML.
fn words(title: &Words) -> String {
    let text = &title.content;
    if !text.contains(['<', '&']) {
        return line(text);
    }
    match html::piece(text, None, About::default()) {
        Ok(article) => line(&article.text),
        Err(_) => line(text),
    }
}

/// The beginning of a text in place of a title.
fn shortened(text: &str) -> String {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests;
