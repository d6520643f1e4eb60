//! Feeds of our own, sound and broken, and what becomes of them.

use proptest::prelude::*;
use url::Url;

use super::{Error, Place, Raw, Shelf, shelf};

fn read(feed: &str) -> Result<Shelf, Error> {
    let address = Url::parse("https://a.example/news/feed.xml").unwrap();
    let raw = Raw { bytes: feed.as_bytes(), name: "a", address: Some(&address), ..Raw::default() };
    shelf(raw, Some(&address))
}

/// Each entry as `date title → where`.
#[track_caller]
fn check(feed: &str, title: &str, expected: &[&str]) {
    let shelf = read(feed).unwrap();
    assert_eq!(shelf.title.as_deref().unwrap_or_default(), title);
    let shown = shelf.entries.iter().map(|entry| {
        let place = match &entry.place {
            Place::Address(address) => address.url.to_string(),
            Place::Text(text) => text.html.clone(),
            Place::File(path) => path.display().to_string(),
        };
        let date = entry.date.as_deref().unwrap_or("-");
        format!("{date} {} → {place}", entry.title)
    });
    assert_eq!(shown.collect::<Vec<_>>(), expected);
}

const RSS: &str = "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>\
    <channel><title>The Harbour</title><item><title>Quay &amp; &lt;i&gt;crane&lt;/i&gt;</title>\
    <link>/quay</link><pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate></item>\
    <item><title>Ferry</title><link>https://b.example/ferry</link>\
    <content:encoded><![CDATA[<p>All & of it.</p>]]></content:encoded></item></channel></rss>";

#[test]
fn an_item_is_its_text_where_the_feed_has_it_and_its_address_elsewhere() {
    check(
        RSS,
        "The Harbour",
        &["2024-05-03 Quay & crane → https://a.example/quay", "- Ferry → <p>All & of it.</p>"],
    );
}

#[test]
fn every_kind_of_feed_is_read() {
    check(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>H</title><id>f</id><updated>\
         2024-05-03T10:00:00Z</updated><entry><title>Quay</title><id>1</id><updated>\
         2024-05-03T10:00:00Z</updated><link href='quay'/></entry></feed>",
        "H",
        &["2024-05-03 Quay → https://a.example/news/quay"],
    );
    check(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' \
         xmlns='http://purl.org/rss/1.0/'><channel><title>H</title><link>http://a.example</link>\
         <description>d</description></channel><item><title>Quay</title>\
         <link>http://a.example/q</link></item></rdf:RDF>",
        "H",
        &["- Quay → http://a.example/q"],
    );
    check(
        r#"{"version": "https://jsonfeed.org/version/1.1", "title": "H", "items": [
           {"id": "1", "url": "https://a.example/q", "title": "Quay", "content_html": "<p>x</p>"}]}"#,
        "H",
        &["- Quay → <p>x</p>"],
    );
}

#[test]
fn what_is_usually_wrong_with_feeds_is_put_right() {
    let broken: [fn(&str) -> String; 6] = [
        |feed| format!("\n\n  {feed}"),
        |feed| format!("\u{feff}<?xml version='1.0' encoding='utf-16'?>\n{feed}"),
        |feed| feed.replace("Harbour", "Harbour\u{1}"),
        |feed| feed.replace("</channel></rss>", "<item><title>Cut"),
        |feed| feed.replace(" version='2.0'", ""),
        |feed| feed.replace("<title>Ferry", "<title>&nbsp;Ferry"),
    ];
    for (number, broken) in broken.into_iter().enumerate() {
        let shelf = read(&broken(RSS)).unwrap_or_else(|error| panic!("{number}: {error}"));
        assert_eq!(shelf.title.as_deref(), Some("The Harbour"), "{number}");
        assert_eq!(shelf.entries.len(), 2, "{number}");
        assert_eq!(shelf.entries[1].title.trim_start_matches('\u{a0}'), "Ferry", "{number}");
    }
}

#[test]
fn entities_are_not_expanded() {
    let bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;\">]>\
                <rss version='2.0'><channel><title>&b;</title><item><title>&b;</title>\
                <link>http://a.example</link></item></channel></rss>";
    match read(bomb) {
        Ok(shelf) => assert!(shelf.entries[0].title.len() < 20, "{shelf:?}"),
        Err(error) => assert!(matches!(error, Error::Malformed(..)), "{error}"),
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_a_reason() {
    for feed in [
        "<rss>",
        "<feed",
        "{\"version\": \"https://jsonfeed.org/version/1\"",
        "<rss version='2.0'/>",
    ] {
        let error = read(feed).unwrap_err().to_string();
        assert!(
            error.starts_with("a is no feed that can be read: ") || error.contains("lists no"),
            "{error}"
        );
    }
}

#[test]
fn an_item_leads_nowhere_but_to_the_web() {
    let feed = RSS.replace("<link>/quay</link>", "<link>file:///etc/passwd</link>");
    let shelf = read(&feed).unwrap();
    assert!(!matches!(shelf.entries[0].place, Place::Address(_)), "{:?}", shelf.entries[0]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_damage_is_refused_or_leaves_titles_on_one_line(
        at in 0..RSS.len(), len in 0..40_usize, with in "[<>&;\"'\\x00-\\x1fé]{0,4}"
    ) {
        let end = (at + len).min(RSS.len());
        let mut feed = RSS.to_owned();
        feed.replace_range(at..end, &with);
        if let Ok(shelf) = read(&feed) {
            for entry in shelf.entries {
                prop_assert!(!entry.title.chars().any(char::is_control), "{:?}", entry.title);
            }
        }
    }
}
