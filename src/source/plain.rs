//! Plain text: the paragraphs of a text that is kept as it is.
//!
//! Blank lines part paragraphs. Between them each line is a paragraph too, unless the text was
//! wrapped by hand: then a line goes on in the next where the next one's first word would not
//! have fitted into it.

use crate::{
    article::{About, Article, ParagraphKind},
    text::{Span, is_space},
};

/// An article whose text is `text`, which has been cleaned.
pub fn article(text: String, about: About) -> Article {
    let paragraphs = paragraphs(&text);
    let mut kinds = vec![ParagraphKind::Body; paragraphs.len()];
    if let [first, _, ..] = paragraphs[..]
        && is_headline(first.of(&text))
    {
        kinds[0] = ParagraphKind::Heading;
    }
    Article { text, paragraphs, kinds, about, ..Article::default() }
}

/// A short line that does not end as a sentence does.
fn is_headline(words: &str) -> bool {
    words.chars().count() <= 120 && !words.contains('\n') && !ends_like(words, ".!?…:;,")
}

/// Whether the words end with one of the marks, closing quotation marks left aside.
fn ends_like(words: &str, marks: &str) -> bool {
    let words = words.trim_end_matches(['"', '”', '\'', '’', '»', ')', ']']);
    words.ends_with(|c| marks.contains(c))
}

/// A line without white space at its ends.
struct Line {
    span: Span,
    /// Its length in code points.
    width: usize,
}

fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let wrapped_at = wrapped_at(text, &lines);
    let mut found: Vec<Span> = Vec::new();
    let mut last: Option<&Line> = None;
    for line in &lines {
        let goes_on = last.zip(wrapped_at).is_some_and(|(last, at)| goes_on(text, last, line, at));
        match found.last_mut() {
            _ if line.span.is_empty() => {}
            Some(paragraph) if goes_on => paragraph.end = line.span.end,
            _ => found.push(line.span),
        }
        last = (!line.span.is_empty()).then_some(line);
    }
    found
}

fn lines(text: &str) -> Vec<Line> {
    let mut start = 0;
    let line = |words: &str| {
        let span = Span::new(start, start + words.len()).trim(text);
        start += words.len() + 1;
        Line { span, width: span.of(text).chars().count() }
    };
    text.split('\n').map(line).collect()
}

/// The width that the text was wrapped at by hand, in code points: the usual length of a line
/// that another one follows. `None` where its line breaks part paragraphs, which shows by lines
/// too long for a page or by lines that end as sentences do.
fn wrapped_at(text: &str, lines: &[Line]) -> Option<usize> {
    let (mut widths, mut long, mut ended) = (Vec::new(), 0, 0);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if line.span.is_empty() || next.span.is_empty() {
            continue;
        }
        widths.push(line.width);
        long += usize::from(line.width.max(next.width) > 100);
        ended += usize::from(ends_like(line.span.of(text), ".!?…"));
    }
    if widths.is_empty() || long * 20 > widths.len() || ended * 2 > widths.len() {
        return None;
    }
    let middle = widths.len() / 2;
    let (_, usual, _) = widths.select_nth_unstable(middle);
    (*usual >= 40).then_some(*usual)
}

/// Whether a paragraph goes on from `line` to `next` in a text that is wrapped at `width`. A
/// fifth of it is left to wrappers that even their lines out.
fn goes_on(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    let words = next.span.of(text);
    let first = words.split(is_space).next().unwrap_or_default();
    let is_item = matches!(first, "-" | "*" | "•" | "–" | "—");
    !is_item && (line.width + 1 + first.chars().count()) * 5 > width * 4
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{About, ParagraphKind, article};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let article = article(text.into(), About::default());
        let found: Vec<_> = article.paragraphs.iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        check("\n One. \n\n \nTwo.\n\n\n", &["One.", "Two."]);
        check(" \n\u{200b}\n", &[]);
    }

    #[test]
    fn in_a_text_of_long_lines_each_line_is_a_paragraph() {
        let line = "The harbour board met again on Monday. ".repeat(6);
        let line = line.trim();
        check(&format!("{line}\n{line}\n"), &[line, line]);
        check(
            &format!("A headline of some length without a stop\n{line}"),
            &["A headline of some length without a stop", line],
        );
    }

    #[test]
    fn short_lines_that_end_as_sentences_do_are_paragraphs() {
        check(
            "The board met on Monday and again on Friday.\nNobody came.\nIt closed.",
            &["The board met on Monday and again on Friday.", "Nobody came.", "It closed."],
        );
    }

    #[test]
    fn lines_wrapped_by_hand_are_joined() {
        let first = "The harbour board met again on Monday and heard from\n\
                     the fishers, who asked for a later start of the works\n\
                     and for a second crane at the northern quay.";
        let second = "Nobody on the board answered them, and the chair said\n\
                      that the matter would have to wait.";
        check(&format!("Quay works\n\n{first}\n\n{second}\n"), &["Quay works", first, second]);
    }

    #[test]
    fn a_short_line_above_wrapped_ones_stands_alone() {
        let first = "The harbour board met again on Monday and heard from\n\
                     the fishers, who asked for a later start of the works\n\
                     and for a second crane at the northern quay.";
        check(&format!("Quay works\nBy Ann Lee\n{first}"), &["Quay works", "By Ann Lee", first]);
    }

    #[test]
    fn a_first_line_that_does_not_end_as_a_sentence_is_a_headline() {
        let kinds = |text: &str| article(text.into(), About::default()).kinds;
        assert_eq!(kinds("Quay works\n\nIt began."), [ParagraphKind::Heading, ParagraphKind::Body]);
        assert_eq!(kinds("It began.\n\nIt ended."), [ParagraphKind::Body; 2]);
        assert_eq!(kinds("Quay works"), [ParagraphKind::Body]);
    }

    proptest! {
        #[test]
        fn paragraphs_are_in_order_apart_and_trimmed(text in "([a-z.é \\n\u{200b}]|\\n\\n|[a-z]{30} ){0,60}") {
            let article = article(text, About::default());
            let mut end = 0;
            for paragraph in &article.paragraphs {
                prop_assert!(end <= paragraph.start && !paragraph.is_empty());
                prop_assert_eq!(paragraph.trim(&article.text), *paragraph);
                end = paragraph.end;
            }
            let kept: usize = article.paragraphs.iter().map(|span| letters(span.of(&article.text))).sum();
            prop_assert_eq!(kept, letters(&article.text));
        }
    }

    fn letters(text: &str) -> usize {
        text.chars().filter(|c| c.is_alphanumeric()).count()
    }
}
