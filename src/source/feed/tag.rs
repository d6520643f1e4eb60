//! The tags of feeds, read as leniently as browsers read those of pages.

/// What a feed is made of, whatever the case of its letters, and how it is written. What is missing
/// here is passed on as it is.
pub const NAMES: [&str; 30] = [
    "rss",
    "channel",
    "item",
    "title",
    "link",
    "description",
    "pubDate",
    "lastBuildDate",
    "guid",
    "author",
    "category",
    "comments",
    "enclosure",
    "source",
    "content:encoded",
    "dc:creator",
    "dc:date",
    "rdf:RDF",
    "feed",
    "entry",
    "id",
    "updated",
    "published",
    "summary",
    "content",
    "name",
    "image",
    "url",
    "language",
    "generator",
];

/// What a tag does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Start,
    End,
    Alone,
}

/// A tag, whose name is as feeds write it.
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub form: Form,
}

impl Tag {
    /// The tag that a text begins with, and what comes after it.
    pub fn read(text: &str) -> Option<(Self, &str)> {
        let inner = text.strip_prefix('<')?;
        let (inner, ends) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
        let (name, mut rest) = name(inner)?;
        let known = NAMES.iter().find(|known| known.eq_ignore_ascii_case(name));
        let name = known.map_or_else(|| name.to_owned(), |known| (*known).to_owned());
        let mut attributes: Vec<(String, String)> = Vec::new();
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix("/>") {
                return Some((Self { name, attributes, form: Form::Alone }, after));
            }
            if let Some(after) = rest.strip_prefix('>') {
                let form = if ends { Form::End } else { Form::Start };
                return Some((Self { name, attributes, form }, after));
            }
            let Some((own, after)) = self::name(rest) else {
                // Something else than an attribute is passed over, unless it begins another tag.
                let c = rest.chars().next().filter(|c| *c != '<')?;
                rest = rest.get(c.len_utf8()..)?;
                continue;
            };
            let (value, after) = value(after)?;
            let is_new = attributes.iter().all(|(known, _)| known != own);
            if is_new && attributes.len() < MOST {
                attributes.push((own.to_owned(), value.to_owned()));
            }
            rest = after;
        }
    }
}

/// The most attributes of an element, and prefixes of names: more than any feed has.
pub const MOST: usize = 50;

fn name(text: &str) -> Option<(&str, &str)> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ':' | '-' | '.');
    let end = text.find(|c| !is_name(c)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    (starts && !name.ends_with(':') && name.matches(':').count() < 2).then_some((name, rest))
}

/// The value of an attribute, which may be missing or stand without quotation marks, and the rest;
/// `None` for one without an end.
fn value(text: &str) -> Option<(&str, &str)> {
    let Some(value) = text.trim_start().strip_prefix('=') else { return Some(("", text)) };
    let value = value.trim_start();
    for mark in ['"', '\''] {
        if let Some(value) = value.strip_prefix(mark) {
            return value.split_once(mark);
        }
    }
    let end = value.find(|c: char| c.is_whitespace() || c == '>' || c == '<')?;
    Some(value.split_at(end))
}
