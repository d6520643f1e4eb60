//! Whatever the bytes: nothing that a terminal obeys comes in, and spans fit their text.

use proptest::{collection::vec, prelude::*, sample::select};
use sayso::{
    article::{About, Article},
    source::{Format, read},
};

/// Bytes as they come, and bytes that mean something to a terminal, to Markdown or to UTF-16.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    const PIECES: &[&[u8]] = &[
        b"\x1b[31m",
        b"\x1b]0;t\x07",
        b"\x1b]8;;",
        b"\xc2\x9b3m",
        b"\xe2\x80\xae",
        b"\xe2\x81\xa6",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\0",
        b"\r\n",
        b"\r",
        b"\t",
        b"\n\n",
        b"---\n",
        b"title: \x1b[1mx\n",
        b"# ",
        b"> ",
        b"- ",
        b"1. ",
        b"```\n",
        b"| a | b |\n|---|---|\n",
        b"&#27;",
        b"&#x202e;",
        b"[a](b)",
        b"[a](https://a.example/\x1b)",
        b"<a href='http://a.example/\x1b[1m'>",
        b"<title>\x1b]0;x",
        b"<p lang=\xff>",
        b"\"",
        b"\xe2\x80\x9c",
        b" said. ",
        b"word ",
        b"\x93",
    ];
    let piece = prop_oneof![
        6 => select(PIECES).prop_map(<[u8]>::to_vec),
        1 => vec(any::<u8>(), 0..8),
    ];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn is_harmless(words: &str) -> bool {
    words.chars().all(|c| {
        let reorders = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        !reorders && (c == '\n' || !c.is_control())
    })
}

fn sound(article: &Article) -> Result<(), TestCaseError> {
    let Article { text, paragraphs, kinds, links, about } = article;
    prop_assert!(is_harmless(text), "{text:?}");
    let About { id, title, byline, date, source, site, language } = about;
    for known in [id, title, byline, date, source, site, language].into_iter().flatten() {
        prop_assert!(is_harmless(known) && !known.contains('\n'), "{known:?}");
    }
    prop_assert_eq!(paragraphs.len(), kinds.len());
    let mut end = 0;
    for paragraph in paragraphs {
        prop_assert!(end <= paragraph.start && paragraph.start < paragraph.end);
        prop_assert!(text.get(paragraph.start..paragraph.end).is_some());
        end = paragraph.end;
    }
    for link in links {
        prop_assert!(
            is_harmless(&link.address) && text.get(link.span.start..link.span.end).is_some()
        );
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_are_refused_or_made_harmless(bytes in bytes()) {
        for format in [Format::Text, Format::Markdown, Format::Html] {
            if let Ok(loaded) = read(&bytes, format, "test") {
                sound(&loaded.article)?;
            }
        }
    }

    #[test]
    fn plain_text_keeps_its_length_in_code_points(text in "(?s:.){1,80}") {
        if let Ok(loaded) = read(text.as_bytes(), Format::Text, "test") {
            let kept = text.strip_prefix('\u{feff}').unwrap_or(&text).chars().count();
            prop_assert!(loaded.note.is_some() || loaded.article.text.chars().count() == kept);
        }
    }
}
