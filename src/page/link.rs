//! Links: words that lead somewhere, and addresses in the text that can be opened.

use std::fmt::Write;

use linkify::{LinkFinder, LinkKind};

use crate::{article::Article, text::Span};

/// How far an address may reach beyond the screen, in bytes.
const REACH: usize = 2048;

/// An address in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words that show it.
    pub span: Span,
    /// The address, of the web or of a mailbox.
    pub target: String,
}

/// The links that a stretch of the article shows, wholly or in part: those that the article came
/// with, and between them addresses that its text spells out.
#[must_use]
pub fn links(article: &Article, seen: Span) -> Vec<Link> {
    let first = article.links.partition_point(|link| link.span.end <= seen.start);
    let own = article.links.iter().skip(first).take_while(|link| link.span.start < seen.end);
    let own = own.map(|link| Link { span: link.span, target: link.address.clone() });
    let mut links: Vec<_> = own.collect();
    let mut spelled = spelled(&article.text, seen);
    spelled.retain(|link| !links.iter().any(|own| own.span.meets(link.span)));
    links.extend(spelled);
    links.sort_by_key(|link| link.span.start);
    links
}

/// The addresses that a stretch of the text spells out.
fn spelled(text: &str, seen: Span) -> Vec<Link> {
    let wide = widened(text, seen);
    let words = wide.of(text);
    // What every link has one of.
    if !words.contains("://") && !words.contains('@') {
        return Vec::new();
    }
    let found = LinkFinder::new();
    let found = found.links(words).filter_map(|link| {
        let span = Span::new(wide.start + link.start(), wide.start + link.end());
        let target = target(link.kind(), link.as_str())?;
        span.meets(seen).then_some(Link { span, target })
    });
    found.collect()
}

/// The stretch with the rest of the words at its ends.
fn widened(text: &str, seen: Span) -> Span {
    let mut near =
        Span::new(seen.start.saturating_sub(REACH), seen.end.saturating_add(REACH).min(text.len()));
    while !text.is_char_boundary(near.start) {
        near.start += 1;
    }
    while !text.is_char_boundary(near.end) {
        near.end -= 1;
    }
    let before = Span::new(near.start, seen.start).of(text);
    let after = Span::new(seen.end, near.end).of(text);
    let start = before.rfind(char::is_whitespace).unwrap_or(0);
    let end = after.find(char::is_whitespace).unwrap_or(after.len());
    Span::new(near.start + start, seen.end + end)
}

/// The address to open: of the web or of a mailbox, and nothing that a program would run.
fn target(kind: &LinkKind, words: &str) -> Option<String> {
    if *kind == LinkKind::Email {
        return Some(format!("mailto:{}", encoded(words)));
    }
    let (scheme, _) = words.split_once(':')?;
    let known = ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    known.then(|| encoded(words))
}

/// The address in the characters that addresses are made of.
fn encoded(words: &str) -> String {
    let mut address = String::with_capacity(words.len());
    for byte in words.bytes() {
        if byte.is_ascii_graphic() {
            address.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::{links, spelled};
    use crate::{
        article::{self, Article},
        text::Span,
    };

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = spelled(text, Span::new(0, text.len()));
        let found: Vec<_> =
            found.iter().map(|link| (link.span.of(text), link.target.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_address_ends_before_the_marks_of_the_sentence() {
        check(
            "See https://a.example/b_(c), or (http://d.example/?e=f#g). Write to ann@h.example!",
            &[
                ("https://a.example/b_(c)", "https://a.example/b_(c)"),
                ("http://d.example/?e=f#g", "http://d.example/?e=f#g"),
                ("ann@h.example", "mailto:ann@h.example"),
            ],
        );
    }

    #[test]
    fn letters_beyond_ascii_are_encoded() {
        check("http://a.example/é", &[("http://a.example/é", "http://a.example/%C3%A9")]);
    }

    #[test]
    fn nothing_but_the_web_and_mail_is_opened() {
        check("file:///etc/passwd javascript://a.example/%0aalert(1) ssh://a.example", &[]);
        check("a@ b :// and the rest", &[]);
    }

    #[test]
    fn a_link_is_whole_though_the_screen_shows_a_part_of_it() {
        let text = format!("{} https://a.example/long/path é", "word ".repeat(2_000));
        let start = text.find("long").unwrap();
        let seen = Span::new(start, start + 2);
        let found = spelled(&text, seen);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].target, "https://a.example/long/path");
        assert_eq!(spelled(&text, Span::new(0, 100)), []);
    }

    #[test]
    fn a_link_of_the_article_stands_before_an_address_in_its_words() {
        let text = "See the quay, http://a.example and http://b.example now.";
        let link = |words: &str, address: &str| {
            let start = text.find(words).unwrap();
            article::Link { span: Span::new(start, start + words.len()), address: address.into() }
        };
        let own =
            vec![link("the quay", "https://q.example/"), link("http://b", "https://c.example/")];
        let article = Article { text: text.into(), links: own, ..Article::default() };
        let shown = |seen: Span| {
            let links = links(&article, seen).into_iter();
            links.map(|link| (link.span.of(text).to_owned(), link.target)).collect::<Vec<_>>()
        };
        let all = [
            ("the quay", "https://q.example/"),
            ("http://a.example", "http://a.example"),
            ("http://b", "https://c.example/"),
        ];
        let all = all.map(|(words, target)| (words.to_owned(), target.to_owned()));
        assert_eq!(shown(Span::new(0, text.len())), all);
        assert_eq!(shown(Span::new(6, 7)), all[..1]);
    }
}
