//! What is usually wrong with feeds, put right.
//!
//! Feeds are often put together from pieces by programs that know no XML: with controls, ampersands
//! and brackets that stand for themselves, HTML as it is, tags that are not closed, names in capitals,
//! an end that is missing. All of it can be told by the few names that feeds are made of.

use serde_json::{Value, json};

use super::tag::{Form, MOST, NAMES, Tag};

/// The text without what stands before the first element's bracket, and without the declaration of
/// an encoding.
#[must_use]
pub fn without_declaration(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}');
    let start = text.find(['<', '{']).unwrap_or_default();
    let text = text.get(start..).unwrap_or_default();
    let Some(declared) = text.strip_prefix("<?xml") else { return text };
    declared.split_once("?>").map_or(text, |(_, rest)| rest.trim_start())
}

/// A feed in JSON, of whose fields only those are left that are of a type that makes sense.
#[must_use]
pub fn json(text: &str) -> Option<String> {
    const FIELDS: [&str; 9] = [
        "id",
        "url",
        "external_url",
        "title",
        "content_html",
        "content_text",
        "summary",
        "date_published",
        "date_modified",
    ];
    let feed: Value = serde_json::from_str(text).ok()?;
    let items = feed.get("items")?.as_array()?.iter().filter(|item| item.is_object()).map(|item| {
        let known = FIELDS.into_iter().filter_map(|name| Some((name, words(item.get(name)?)?)));
        let known = known.filter(|(name, words)| !name.starts_with("date_") || is_date(words));
        let mut item: serde_json::Map<_, _> =
            known.map(|(name, words)| (name.to_owned(), Value::from(words))).collect();
        item.entry("id").or_insert_with(|| Value::from(""));
        Value::from(item)
    });
    let items: Vec<_> = items.collect();
    let title = feed.get("title").and_then(words).unwrap_or_default();
    let version = "https://jsonfeed.org/version/1.1";
    Some(json!({ "version": version, "title": title, "items": items }).to_string())
}

fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Whether it has the shape of RFC 3339: `2024-05-03T10:00:00Z`.
fn is_date(words: &str) -> bool {
    let shape = b"0000-00-00T00:00:00";
    words.len() > shape.len()
        && words.bytes().zip(shape).all(|(own, form)| match form {
            b'0' => own.is_ascii_digit(),
            form => own == *form,
        })
}

/// A feed in XML as its writer will have meant it, well-formed.
#[must_use]
pub fn mended(text: &str) -> String {
    let mut mender = Mender::default();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (words, tail) = rest.split_at(at);
        mender.text(words);
        rest = mender.markup(tail);
        if mender.is_done {
            break;
        }
    }
    if !mender.is_done {
        mender.text(rest);
    }
    mender.finish()
}

/// The most elements in each other.
const DEEPEST: usize = 100;

/// A feed as far as it has been put right.
#[derive(Default)]
struct Mender {
    out: String,
    /// The names of the elements that are open.
    open: Vec<String>,
    /// Where in `out` the item that is open begins, if there is another before it.
    item: Option<usize>,
    items: usize,
    /// The prefixes that names have.
    prefixes: Vec<String>,
    is_done: bool,
}

/// Those that hold words or HTML and nothing else in RSS.
const WORDS: [&str; 4] = ["title", "description", "content:encoded", "link"];

impl Mender {
    fn text(&mut self, words: &str) {
        let mut rest = words;
        while let Some(at) = rest.find('&') {
            let (plain, tail) = rest.split_at(at + 1);
            push(&mut self.out, plain.get(..at).unwrap_or_default());
            self.out.push_str(if is_reference(tail) { "&" } else { "&amp;" });
            rest = tail;
        }
        push(&mut self.out, rest);
    }

    /// Takes what begins with a bracket; gives what comes after it.
    fn markup<'a>(&mut self, text: &'a str) -> &'a str {
        for (start, end) in [("<!--", "-->"), ("<?", "?>")] {
            if let Some(inner) = text.strip_prefix(start) {
                return inner.split_once(end).map_or("", |(_, rest)| rest);
            }
        }
        if let Some(inner) = text.strip_prefix("<![CDATA[") {
            let (words, rest) = inner.split_once("]]>").unwrap_or((inner, ""));
            escape(&mut self.out, words);
            return rest;
        }
        if text.starts_with("<!") {
            let end =
                if text.split('>').next().is_some_and(|it| it.contains('[')) { "]>" } else { ">" };
            return text.split_once(end).map_or("", |(_, rest)| rest);
        }
        let Some((tag, rest)) = Tag::read(text) else {
            self.out.push_str("&lt;");
            return text.get(1..).unwrap_or_default();
        };
        self.tag(&tag, text.get(..text.len() - rest.len()).unwrap_or_default());
        rest
    }

    fn tag(&mut self, tag: &Tag, written: &str) {
        let is_atom = self.open.first().is_some_and(|root| root.ends_with("feed"));
        if let Some(last) = self.open.last()
            && WORDS.contains(&last.as_str())
            && !is_atom
            && *last != tag.name
        {
            // In words only HTML can stand, unless they were not closed.
            if !NAMES.contains(&tag.name.as_str()) || tag.name == "link" && tag.form == Form::Alone
            {
                return escape(&mut self.out, written);
            }
            self.close(&last.clone());
        }
        match tag.form {
            Form::End => self.close(&tag.name),
            Form::Start | Form::Alone => self.start(tag),
        }
    }

    fn start(&mut self, tag: &Tag) {
        if self.open.len() >= DEEPEST {
            return;
        }
        if self.open.is_empty() && tag.name == "channel" {
            self.start(&Tag { name: "rss".into(), attributes: Vec::new(), form: Form::Start });
        }
        if matches!(tag.name.as_str(), "item" | "entry") {
            self.item = (self.items > 0).then_some(self.out.len());
            self.items += 1;
        }
        self.out.push('<');
        self.out.push_str(&tag.name);
        for (name, value) in &tag.attributes {
            // Old feeds are of other spaces, and otherwise as they are today.
            let is_old = self.open.is_empty() && name == "xmlns";
            if is_old || tag.name == "rss" && name == "version" {
                continue;
            }
            self.note_prefix(name);
            self.out.extend([" ", name, "=\""]);
            escape_value(&mut self.out, value);
            self.out.push('"');
        }
        if tag.name == "rss" {
            self.out.push_str(" version=\"2.0\"");
        }
        self.note_prefix(&tag.name);
        if tag.form == Form::Alone {
            self.out.push_str("/>");
        } else {
            self.out.push('>');
            self.open.push(tag.name.clone());
            self.link(tag);
        }
    }

    /// In the oldest feeds the address of an item is an attribute of it.
    fn link(&mut self, item: &Tag) {
        let link = item.attributes.iter().find(|(name, _)| name.eq_ignore_ascii_case("href"));
        if let Some((_, address)) = link.filter(|_| item.name == "item") {
            self.out.push_str("<link>");
            escape_value(&mut self.out, address);
            self.out.push_str("</link>");
        }
    }

    /// Closes an element and all that is open in it; one that is not open is not closed.
    fn close(&mut self, name: &str) {
        if !self.open.iter().any(|open| open == name) {
            return;
        }
        while let Some(open) = self.open.pop() {
            self.out.extend(["</", &open, ">"]);
            if matches!(open.as_str(), "item" | "entry") {
                self.item = None;
            }
            if open == name {
                break;
            }
        }
        self.is_done = self.open.is_empty();
    }

    fn note_prefix(&mut self, name: &str) {
        if let Some((prefix, _)) = name.split_once(':')
            && !matches!(prefix, "xml" | "xmlns")
            && self.prefixes.len() < MOST
            && !self.prefixes.iter().any(|known| known == prefix)
        {
            self.prefixes.push(prefix.to_owned());
        }
    }

    /// The feed, closed; an item that was cut short is left out where there are others.
    fn finish(mut self) -> String {
        if let Some(start) = self.item {
            self.out.truncate(start);
            let item = self.open.iter().rposition(|name| matches!(&**name, "item" | "entry"));
            self.open.truncate(item.unwrap_or(self.open.len()));
        }
        while let Some(open) = self.open.pop() {
            self.out.extend(["</", &open, ">"]);
        }
        self.declare()
    }

    /// The feed with names for the prefixes that have none.
    fn declare(self) -> String {
        let Self { mut out, prefixes, .. } = self;
        let Some(end) = out.find(['>', ' ']) else { return out };
        for prefix in prefixes {
            if !out.contains(&format!("xmlns:{prefix}=")) {
                let known = SPACES.iter().find(|(name, _)| *name == prefix);
                let space = known.map_or("urn:x", |(_, space)| space);
                out.insert_str(end, &format!(" xmlns:{prefix}=\"{space}\""));
            }
        }
        out
    }
}

/// What prefixes stand for that are used most.
const SPACES: [(&str, &str); 6] = [
    ("atom", "http://www.w3.org/2005/Atom"),
    ("content", "http://purl.org/rss/1.0/modules/content/"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    ("media", "http://search.yahoo.com/mrss/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
];

/// Adds text without the controls that XML forbids.
fn push(out: &mut String, text: &str) {
    out.extend(text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t')));
}

/// Adds text that is to be read as it is written.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            c => push(out, c.encode_utf8(&mut [0; 4])),
        }
    }
}

/// Adds the value of an attribute, in which references stay what they are.
fn escape_value(out: &mut String, value: &str) {
    for (at, c) in value.char_indices() {
        match c {
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&quot;"),
            '&' if !is_reference(value.get(at + 1..).unwrap_or_default()) => out.push_str("&amp;"),
            c => push(out, c.encode_utf8(&mut [0; 4])),
        }
    }
}

/// Whether what follows an ampersand is one of XML's own entities, or a number that XML allows.
fn is_reference(rest: &str) -> bool {
    const LONGEST: usize = 10;
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b';');
    let Some(name) = end.and_then(|end| rest.get(..end)) else { return false };
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    let allowed = |code| char::from_u32(code).is_some_and(|c| !c.is_control() || code == 10);
    matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") || number.is_some_and(allowed)
}
