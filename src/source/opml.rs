//! OPML: a list of feeds.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use url::Url;

use super::{Raw, clean::line, decode, error::Error, feed::mend::without_declaration};
use crate::shelf::{Address, Entry, Place, Shelf};

/// The feeds that a list names, in its order, whatever folders they are in.
///
/// # Errors
/// Where the list cannot be read or names no feeds.
pub fn shelf(raw: Raw, typed: Option<&Url>) -> Result<Shelf, Error> {
    let name = raw.name;
    let Some((text, _)) = decode::decode_labelled(raw.bytes, raw.charset) else {
        return Err(Error::Binary(name.into()));
    };
    let mut shelf = Shelf { name: name.into(), ..Shelf::default() };
    let mut reader = Reader::from_str(without_declaration(&text));
    // Some programs write `<outline …>` and forget to close it.
    reader.config_mut().check_end_names = false;
    let mut in_title = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                in_title = tag.name().as_ref() == "title";
                if tag.name().as_ref() == "outline" {
                    shelf.entries.extend(entry(&tag, raw.address, typed));
                }
            }
            Ok(Event::Text(words)) if in_title && shelf.title.is_none() => {
                let title = line(&words);
                shelf.title = Some(title).filter(|title| !title.is_empty());
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            // What was read before the damage is of use.
            Err(_) if !shelf.entries.is_empty() => break,
            Err(error) => {
                let reason = line(&error.to_string());
                return Err(Error::Malformed(name.into(), "OPML", reason));
            }
        }
    }
    if shelf.entries.is_empty() { Err(Error::NoEntries(name.into())) } else { Ok(shelf) }
}

fn entry(tag: &BytesStart, address: Option<&Url>, typed: Option<&Url>) -> Option<Entry> {
    let value = |names: &[&str]| {
        let mut attributes = tag.html_attributes();
        let mut found = attributes.with_checks(false).flatten().filter(|attribute| {
            names.iter().any(|name| attribute.key.as_ref().eq_ignore_ascii_case(name))
        });
        let value = found.next()?.value.into_owned();
        let value = quick_xml::escape::unescape(&value).map_or(value.clone(), Into::into);
        Some(line(&value)).filter(|value| !value.is_empty())
    };
    let place = value(&["xmlUrl"])?;
    let url = address.map_or_else(|| Url::parse(&place), |address| address.join(&place)).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let title = value(&["title"]).or_else(|| value(&["text"])).unwrap_or_else(|| place.clone());
    let place = Place::Address(Address::listed(url.clone(), typed.cloned()));
    Some(Entry { id: line(url.as_str()), title, date: None, place })
}

#[cfg(test)]
mod tests {
    use super::{Error, Place, Raw, shelf};

    /// Each feed as `title → address`.
    fn read(opml: &str) -> Result<Vec<String>, Error> {
        let raw = Raw { bytes: opml.as_bytes(), name: "a.opml", ..Raw::default() };
        let shelf = shelf(raw, None)?;
        let shown = shelf.entries.iter().map(|entry| match &entry.place {
            Place::Address(address) => format!("{} → {}", entry.title, address.url),
            Place::File(_) | Place::Text(_) => panic!("{entry:?}"),
        });
        Ok(shown.collect())
    }

    #[test]
    fn feeds_are_listed_whatever_folders_they_are_in() {
        let opml = "<?xml version='1.0' encoding='UTF-8'?><opml version='2.0'><head><title>Mine\
            </title></head><body><outline text='News'><outline text='The &amp; Harbour' type='rss' \
            xmlUrl='https://a.example/f?a=1&amp;b=2'/></outline><OUTLINE/><outline title='B' \
            text='b' xmlurl='http://b.example/'/><outline text='x' xmlUrl='file:///etc/passwd'/>\
            </body></opml>";
        assert_eq!(
            read(opml).unwrap(),
            ["The & Harbour → https://a.example/f?a=1&b=2", "B → http://b.example/",]
        );
    }

    #[test]
    fn a_list_that_is_damaged_is_read_up_to_the_damage_or_refused() {
        let opml = "<opml><body><outline text='A' xmlUrl='http://a.example/'><outline text='";
        assert_eq!(read(opml).unwrap(), ["A → http://a.example/"]);
        assert!(matches!(read("<opml><body><outline"), Err(Error::Malformed(..))));
        assert!(matches!(read("<opml></opml>"), Err(Error::NoEntries(_))));
    }
}
