//! E-mail as it is sent, in parts and encoded: a letter is an article, a mailbox a shelf of them.
//!
//! The text is the part that is written as plain text, or else the one that is HTML; what is attached
//! is left out. Browsers save pages as letters too, which say where their HTML is from.

use mail_parser::{
    Address, Message, MessageParser, MessagePart, MimeHeaders, PartType,
    mailbox::mbox::MessageIterator,
};
use url::Url;

use super::{
    Loaded, Manner, Raw, article_of,
    clean::line,
    error::Error,
    html::{self, Refusal},
};
use crate::{
    article::{About, Article},
    shelf::{Entry, Form, Place, Shelf, Text},
};

/// The article that a letter is, or that is in a page saved as one.
///
/// # Errors
/// Where it cannot be read, or has nothing but attachments.
pub fn article(raw: Raw, manner: &Manner) -> Result<Loaded, Error> {
    let name = raw.name;
    if is_too_deep(raw.bytes) {
        return Err(Error::TooDeep(name.into()));
    }
    let letter = MessageParser::default().parse(raw.bytes);
    let article = if let Some((html, address)) = letter.as_ref().and_then(page) {
        saved(&html, &address, manner)
    } else {
        let text = letter.as_ref().and_then(text).ok_or_else(|| Error::NoBody(name.into()))?;
        article_of(&text, None)
    };
    let article = article.map_err(|refusal| Error::refused(refusal, name))?;
    if article.paragraphs.is_empty() {
        return Err(Error::NoBody(name.into()));
    }
    Ok(Loaded { article, analysis: None, note: None })
}

/// The HTML of a page that was saved as a letter, and the address that it is from.
fn page(letter: &Message) -> Option<(String, Url)> {
    let address = Url::parse(letter.html_part(0)?.content_location()?).ok()?;
    let is_page = matches!(address.scheme(), "http" | "https") && plain(letter).is_none();
    Some((letter.body_html(0).filter(|_| is_page)?.into_owned(), address))
}

fn saved(html: &str, address: &Url, manner: &Manner) -> Result<Article, Refusal> {
    let base = manner.base.as_ref().or(Some(address));
    let mut article = html::article(html, base, manner.extent)?;
    article.about.source = Some(line(address.as_str()));
    Ok(article)
}

/// The letters of a mailbox that have a text.
///
/// # Errors
/// Where there is none.
pub fn shelf(raw: Raw) -> Result<Shelf, Error> {
    let mut entries = Vec::new();
    // Bytes that are there can be read.
    for sent in MessageIterator::new(raw.bytes).flatten() {
        if is_too_deep(sent.contents()) {
            continue;
        }
        let letter = MessageParser::default().parse(sent.contents());
        let Some(text) = letter.as_ref().and_then(text) else { continue };
        let title = text.about.title.clone().unwrap_or_else(|| "(no subject)".into());
        let id = text.about.id.clone().unwrap_or_else(|| title.clone());
        let date = text.about.date.clone();
        entries.push(Entry { id, title, date, place: Place::Text(Box::new(text)) });
    }
    if entries.is_empty() {
        return Err(Error::NoEntries(raw.name.into()));
    }
    Ok(Shelf { name: raw.name.into(), entries, ..Shelf::default() })
}

/// Whether letters may be in each other so deep that the stack would not hold them.
fn is_too_deep(letter: &[u8]) -> bool {
    const DEEPEST: usize = 500;
    let names = letter.split(|byte| *byte == b'/');
    let ends = |name: &&[u8]| {
        name.last_chunk::<7>().is_some_and(|end| end.eq_ignore_ascii_case(b"message"))
    };
    names.filter(ends).take(DEEPEST + 1).count() > DEEPEST
}

/// What is read of a letter.
fn text(letter: &Message) -> Option<Text> {
    let (words, form) = match plain(letter) {
        Some(words) => (words, Form::Letter),
        None => (html(letter)?, Form::Html),
    };
    Some(Text { words, form, base: None, about: about(letter) })
}

/// The parts that are plain text, unless a part that is read has no other form than HTML.
fn plain(letter: &Message) -> Option<String> {
    let mut words = Vec::new();
    for part in letter.text_bodies() {
        match &part.body {
            PartType::Text(text) => words.push(text.trim_end()),
            PartType::Html(_) => return None,
            PartType::Binary(_)
            | PartType::InlineBinary(_)
            | PartType::Message(_)
            | PartType::Multipart(_) => {}
        }
    }
    Some(words.join("\n\n")).filter(|words| !words.trim().is_empty())
}

fn html(letter: &Message) -> Option<String> {
    let is_html = |part: &MessagePart| matches!(part.body, PartType::Html(_));
    if !letter.html_bodies().any(is_html) {
        return None;
    }
    let parts = (0..letter.html_body_count()).filter_map(|index| letter.body_html(index));
    Some(parts.collect::<String>()).filter(|html| !html.trim().is_empty())
}

fn about(letter: &Message) -> About {
    let known = |words: Option<&str>| words.map(line).filter(|words| !words.is_empty());
    let day = letter.date().filter(|date| date.is_valid());
    let day = day.map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    About {
        id: known(letter.message_id()),
        title: known(letter.subject()),
        byline: known(letter.from().map(names).as_deref()),
        date: day.or_else(|| known(letter.header_raw("Date"))),
        ..About::default()
    }
}

/// Those who wrote, by name where they give one.
fn names(from: &Address) -> String {
    let names = from.iter().filter_map(|one| one.name().or(one.address()));
    names.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
