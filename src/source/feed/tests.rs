//! Feeds of our own, sound and broken, and what becomes of them.

use proptest::prelude::*;
use url::Url;

use super::{Error, Place, Raw, Shelf, shelf};
use crate::source::sniff::{self, Content};

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
            Place::Text(text) => text.words.clone(),
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
fn in_a_feed_without_an_address_links_are_relative_to_the_site_that_it_names() {
    let site = "<link>https://h.example/</link><item>";
    let feed = RSS.replacen("<item>", site, 1);
    let places = |feed: &str| {
        let raw = Raw { bytes: feed.as_bytes(), name: "a", ..Raw::default() };
        shelf(raw, None).unwrap().entries.remove(0).place
    };
    let Place::Address(address) = places(&feed) else { panic!("{:?}", places(&feed)) };
    assert_eq!(address.url.as_str(), "https://h.example/quay");
    assert!(matches!(places(RSS), Place::Text(_)));
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

/// Asserts that a feed opens all the same, with these titles.
#[track_caller]
fn check_opens(bytes: impl AsRef<[u8]>, titles: &[&str]) {
    let raw = Raw { bytes: bytes.as_ref(), name: "a", ..Raw::default() };
    let is_told = matches!(sniff::content(raw.bytes), Content::Feed | Content::JsonFeed);
    assert!(is_told, "{:?}", sniff::content(raw.bytes));
    let shelf = shelf(raw, None).unwrap();
    let found: Vec<_> = shelf.entries.iter().map(|entry| &*entry.title).collect();
    assert_eq!(found, titles);
}

/// An RSS feed with these items.
fn rss(items: &str) -> String {
    format!(
        "<rss version='2.0'><channel><title>F</title><link>http://a.example/</link>{items}</channel></rss>"
    )
}

const ONE: &str = "<item><title>One</title><link>http://a.example/1</link></item>";

#[test]
fn feeds_open_whatever_stands_before_them() {
    let one = rss(ONE);
    check_opens(format!("\u{feff}<?xml version='1.0'?>{one}"), &["One"]);
    check_opens(format!("\n \t<?xml version='1.0'?>\n{one}"), &["One"]);
    check_opens(format!("<!-- made by a program --><?xml version='1.0'?>{one}"), &["One"]);
    check_opens(format!("<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?>{one}"), &["One"]);
    check_opens(format!("<?xml version='1.1' standalone='yes'?>{one}"), &["One"]);
    check_opens(
        format!("<!DOCTYPE rss PUBLIC '-//N//DTD RSS 0.91//EN' 'http://a.example/rss.dtd'>{one}"),
        &["One"],
    );
    check_opens(format!("<!DOCTYPE rss [<!ENTITY nbsp '&#160;'>]>{one}"), &["One"]);
}

#[test]
fn feeds_open_whatever_they_say_of_their_encoding() {
    let cafe = rss("<item><title>Café</title></item>");
    let says = |encoding: &str| format!("<?xml version='1.0' encoding='{encoding}'?>{cafe}");
    for encoding in ["utf-8", "UTF8", "iso-8859-1", "us-ascii", "utf-16", "nonsense", ""] {
        check_opens(says(encoding), &["Café"]);
    }
    let latin = says("utf-8").replace('é', "\u{1}");
    let latin: Vec<_> = latin.bytes().map(|b| if b == 1 { 0xe9 } else { b }).collect();
    check_opens(&latin, &["Café"]);
    let wide: Vec<u8> = says("utf-16").encode_utf16().flat_map(u16::to_le_bytes).collect();
    check_opens([&[0xff, 0xfe], &wide[..]].concat(), &["Café"]);
}

#[test]
fn feeds_open_that_are_not_well_formed() {
    let titled = |title: &str| rss(&format!("<item><title>{title}</title></item>"));
    check_opens(titled("Fish &nbsp;&mdash; dear &copy; AT&T"), &["Fish — dear © AT&T"]);
    check_opens(titled("3 < 4 and R&D"), &["3 < 4 and R&D"]);
    let long = format!("</title><description>{}</description></item>", "It rains. ".repeat(50));
    check_opens(titled("a\u{b}b\u{1f}c\0d").replace("</title></item>", &long), &["a bcd"]);
    check_opens(titled("a &#11; b &#x0; c"), &["a b \u{fffd} c"]);
    check_opens(titled("Bold & &lt;i&gt;slanted&lt;/i&gt;"), &["Bold & slanted"]);
    check_opens(titled("<![CDATA[<b>Fish</b> & chips]]>"), &["Fish & chips"]);
    check_opens(rss(&format!("{ONE}<item><title>Two")), &["One", "Two"]);
    check_opens(rss(&format!("{ONE}<item><title>Two</item>")), &["One", "Two"]);
    check_opens(rss(&format!("{ONE}<item><title>Two</title><br></item>")), &["One", "Two"]);
    check_opens(rss(&ONE.replace("<link>", "<media:thumb url='a'/><link>")), &["One"]);
    check_opens(rss(&ONE.replace("<item>", "<item isOld=yes new>")), &["One"]);
    check_opens(rss(ONE).replace("</channel></rss>", ""), &["One"]);
    check_opens(rss(ONE) + "<script>x()</script><p>&copy;", &["One"]);
    check_opens(rss(ONE).replace("rss", "RSS").replace("channel", "Channel"), &["One"]);
}

#[test]
fn feeds_open_that_lack_or_misspell_what_they_must_have() {
    check_opens(
        rss("<item><description>It rains &lt;b&gt;again&lt;/b&gt;.</description></item>"),
        &["It rains again."],
    );
    check_opens(rss("<item><link>http://a.example/1</link></item>"), &["http://a.example/1"]);
    check_opens(rss("<item></item>"), &["(no title)"]);
    check_opens(rss("<item><title> </title><guid>x</guid></item>"), &["(no title)"]);
    let dated =
        |date: &str| rss(&ONE.replace("<link>", &format!("<pubDate>{date}</pubDate><link>")));
    for date in
        ["yesterday", "", "2024-13-45", "Fri, 3 May 24 10:00 EST", "03/05/2024", "1714730400"]
    {
        check_opens(dated(date), &["One"]);
    }
    let day = |date: &str| read(&dated(date)).unwrap().entries[0].date.clone();
    assert_eq!(day("Fri, 03 May 2024 10:00:00 GMT").as_deref(), Some("2024-05-03"));
    assert_eq!(day("3 May 2024 10:00 +0200").as_deref(), Some("2024-05-03"));
    assert_eq!(day("2024-05-03T10:00:00Z").as_deref(), Some("2024-05-03"));
    assert_eq!(day("yesterday"), None);
    let feed = read(&rss("<item><title>One</title><link>  /1\n </link></item>")).unwrap();
    let Place::Address(place) = &feed.entries[0].place else { panic!("{feed:?}") };
    assert_eq!(place.url.as_str(), "https://a.example/1");
}

#[test]
fn feeds_of_old_open_too() {
    for version in ["0.90", "0.91", "0.92", "0.93", "0.94", "2.0.1", "2", "9"] {
        check_opens(rss(ONE).replace("2.0", version), &["One"]);
    }
    check_opens(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' \
         xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel><title>F</title></channel>\
         <item><title>One</title><link>http://a.example/1</link></item></rdf:RDF>",
        &["One"],
    );
    check_opens(
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>F</title><entry><title>One\
         </title><link rel='alternate' href='http://a.example/1'/><issued>2003-05-03T10:00:00Z\
         </issued></entry></feed>",
        &["One"],
    );
    check_opens(
        "<feed><title>F</title><entry><title>One</title><link href='http://a.example/1'/></entry>\
         </feed>",
        &["One"],
    );
    check_opens(
        "<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'><atom:title>F</atom:title><atom:entry>\
         <atom:title type='html'>&lt;b&gt;One&lt;/b&gt;</atom:title></atom:entry></atom:feed>",
        &["One"],
    );
    let cdf = "<CHANNEL HREF='http://a.example/'><TITLE>F</TITLE><ITEM HREF='http://a.example/1'>\
               <TITLE>One</TITLE></ITEM></CHANNEL>";
    assert_eq!(sniff::content(cdf.as_bytes()), Content::Feed);
    check_opens(cdf, &["One"]);
}

#[test]
fn feeds_in_json_open_whatever_the_types_of_their_fields() {
    let json = |item: &str| {
        format!(
            "{{\"version\": \"https://jsonfeed.org/version/1\", \"title\": \"F\", \"items\": [{item}]}}"
        )
    };
    check_opens(json(r#"{"id": "1", "title": "One", "content_text": "It rains."}"#), &["One"]);
    check_opens(json(r#"{"id": 1, "title": "One", "content_text": "It rains."}"#), &["One"]);
    check_opens(json(r#"{"title": "One", "content_html": "<p>It rains."}"#), &["One"]);
    check_opens(
        json(r#"{"id": "1", "title": null, "url": "http://a.example/1"}"#),
        &["http://a.example/1"],
    );
    check_opens(
        json(r#"{"id": "1", "title": "One", "date_published": "soon", "tags": "a"}"#),
        &["One"],
    );
    check_opens(json(r#"{"id": "1", "title": "One", "author": "Ann", "authors": {}}"#), &["One"]);
    check_opens(format!("\u{feff}{}", json(r#"{"id": "1", "title": "One"}"#)), &["One"]);
}

#[test]
fn what_is_no_feed_is_not_taken_for_one() {
    let page = "<!DOCTYPE html><html><head><title>404</title></head><body><p>No feed here.";
    assert_eq!(sniff::content(page.as_bytes()), Content::Html);
    assert!(read(page).is_err());
    assert!(read("<rss version='2.0'><channel><title>F</title></channel></rss>").is_err());
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
