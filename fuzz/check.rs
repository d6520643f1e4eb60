//! What must hold whatever the bytes: nothing that a terminal obeys comes in, spans fit their text,
//! and nothing panics. The fuzz targets and the replay of their seeds share it.

use std::sync::Arc;

use sayso::{
    article::{About, Article},
    page::Page,
    shelf::{Place, Shelf},
    source::{
        Format, Loaded, Manner, Opened, Raw, epub, feed, html::Extent, open_entry, opened, opml,
        read, saved, web::Visit,
    },
};

/// A parser, by the name of its target.
pub type Check = fn(&[u8]);

/// Every target.
pub const TARGETS: [(&str, Check); 9] = [
    ("any", any),
    ("epub", book),
    ("feed", items),
    ("html", page),
    ("markdown", markdown),
    ("opml", list),
    ("saved", analysis),
    ("screen", screen),
    ("text", text),
];

fn raw(bytes: &[u8]) -> Raw<'_> {
    Raw { bytes, name: "fuzz", ..Raw::default() }
}

/// Whatever the bytes turn out to be.
pub fn any(bytes: &[u8]) {
    match opened(raw(bytes), &Manner::default(), None) {
        Ok(Opened::Article(loaded)) => sound(&loaded.article),
        Ok(Opened::Shelf(shelf)) => entries(&shelf),
        Err(error) => harmless(&error.to_string()),
    }
}

/// A page, its article and its whole text.
pub fn page(bytes: &[u8]) {
    for extent in [Extent::Article, Extent::Whole] {
        let manner = Manner { format: Some(Format::Html), extent, ..Manner::default() };
        if let Ok(Opened::Article(loaded)) = opened(raw(bytes), &manner, None) {
            sound(&loaded.article);
        }
    }
}

pub fn markdown(bytes: &[u8]) {
    if let Ok(loaded) = read(bytes, Format::Markdown, "fuzz") {
        sound(&loaded.article);
    }
}

pub fn text(bytes: &[u8]) {
    if let Ok(loaded) = read(bytes, Format::Text, "fuzz") {
        sound(&loaded.article);
    }
}

pub fn items(bytes: &[u8]) {
    if let Ok(shelf) = feed::shelf(raw(bytes), None) {
        entries(&shelf);
    }
}

pub fn list(bytes: &[u8]) {
    if let Ok(shelf) = opml::shelf(raw(bytes), None) {
        entries(&shelf);
    }
}

pub fn book(bytes: &[u8]) {
    if let Ok(shelf) = epub::shelf(raw(bytes)) {
        entries(&shelf);
    }
}

pub fn analysis(bytes: &[u8]) {
    let Ok(Loaded { article, analysis, .. }) = saved::article(raw(bytes)) else { return };
    sound(&article);
    for said in analysis.unwrap_or_default().quotations {
        assert!(said.content.iter().all(|span| article.text.get(span.start..span.end).is_some()));
    }
}

/// From bytes to the rows of a screen, at several widths.
pub fn screen(bytes: &[u8]) {
    let Ok(Opened::Article(loaded)) = opened(raw(bytes), &Manner::default(), None) else { return };
    let article = Arc::new(loaded.article);
    for measure in [1, 20, 70] {
        let mut page = Page::new(Arc::clone(&article), measure);
        let first = page.row_at(0);
        for row in page.lines(first, 200) {
            harmless(&row.span.of(&article.text).replace('\n', " "));
        }
    }
}

fn entries(shelf: &Shelf) {
    assert!(!shelf.entries.is_empty());
    harmless(shelf.title.as_deref().unwrap_or_default());
    for entry in &shelf.entries {
        harmless(&entry.title);
        harmless(&entry.id);
        // Nothing is fetched here.
        if matches!(entry.place, Place::Text(_))
            && let Ok(Opened::Article(loaded)) =
                open_entry(entry, &Manner::default(), &Visit::default())
        {
            sound(&loaded.article);
        }
    }
}

/// Asserts that words are on one line and hold nothing that a terminal would obey.
fn harmless(words: &str) {
    let harms =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!words.contains(harms), "{words:?}");
}

/// Asserts that an article's spans are in order and fit its text, and that all of it is harmless.
fn sound(article: &Article) {
    let Article { text, paragraphs, kinds, links, about } = article;
    harmless(&text.replace('\n', " "));
    let About { id, title, byline, date, source, site, language } = about;
    for known in [id, title, byline, date, source, site, language].into_iter().flatten() {
        harmless(known);
    }
    assert_eq!(paragraphs.len(), kinds.len());
    let mut end = 0;
    for span in paragraphs {
        assert!(end <= span.start && !span.of(text).trim().is_empty(), "{span:?} of {text:?}");
        end = span.end;
    }
    let mut end = 0;
    for link in links {
        harmless(&link.address);
        assert!(end <= link.span.start && !link.span.of(text).is_empty(), "{link:?} of {text:?}");
        end = link.span.end;
    }
}
