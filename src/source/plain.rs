//! Plain text: the paragraphs of a text that is kept as it is.
//!
//! Blank lines part paragraphs. Between them each line is a paragraph too, unless the text was
//! wrapped by hand: then a line goes on in the next where the next one's first word would not
//! have fitted into it.

use super::letter::{self, Letter};
use crate::{
    article::{About, Article, ParagraphKind},
    text::{Span, is_space},
};

/// An article whose text is `text`, which has been cleaned.
pub fn article(text: String, about: About) -> Article {
    let (paragraphs, kinds) = paragraphs(&text, &[]).into_iter().unzip();
    with_headline(Article { text, paragraphs, kinds, about, ..Article::default() })
}

/// The same for a text that may be a letter: marks of quoting and the fields on top are not read
/// as words.
pub fn letter(text: String) -> Article {
    let (about, fields) = letter::fields(&text).unwrap_or_default();
    let mut article = body(text, about);
    let read = article.paragraphs.partition_point(|span| span.start < fields.end);
    article.paragraphs.drain(..read);
    article.kinds.drain(..read);
    if article.about.title.is_some() { article } else { with_headline(article) }
}

/// The same for a letter whose fields have been read already.
pub fn body(text: String, about: About) -> Article {
    let Letter { text, depths } = letter::read(text);
    let (paragraphs, kinds) = paragraphs(&text, &depths).into_iter().unzip();
    Article { text, paragraphs, kinds, about, ..Article::default() }
}

fn with_headline(mut article: Article) -> Article {
    if let [first, _, ..] = article.paragraphs[..]
        && article.kinds.first() == Some(&ParagraphKind::Body)
        && is_headline(first.of(&article.text))
    {
        article.kinds[0] = ParagraphKind::Headline;
    }
    article
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
    /// How deep it is quoted.
    depth: usize,
}

/// The paragraphs, quoted ones told from others by how deep each line is quoted; lines of which
/// that is not said are not quoted.
fn paragraphs(text: &str, depths: &[usize]) -> Vec<(Span, ParagraphKind)> {
    let lines = lines(text, depths);
    let wrapped_at = wrapped_at(text, &lines);
    let mut found: Vec<(Span, ParagraphKind)> = Vec::new();
    let mut last: Option<&Line> = None;
    for line in &lines {
        let goes_on = last.zip(wrapped_at).is_some_and(|(last, at)| goes_on(text, last, line, at));
        let kind = if line.depth > 0 { ParagraphKind::Block } else { ParagraphKind::Body };
        match found.last_mut() {
            _ if line.span.is_empty() => {}
            Some((paragraph, _)) if goes_on => paragraph.end = line.span.end,
            _ => found.push((line.span, kind)),
        }
        last = (!line.span.is_empty()).then_some(line);
    }
    found
}

fn lines(text: &str, depths: &[usize]) -> Vec<Line> {
    let mut start = 0;
    let depths = depths.iter().copied().chain(std::iter::repeat(0));
    let line = |(words, depth): (&str, usize)| {
        let span = Span::new(start, start + words.len()).trim(text);
        start += words.len() + 1;
        Line { span, width: span.of(text).chars().count(), depth }
    };
    text.split('\n').zip(depths).map(line).collect()
}

/// The width that the text was wrapped at by hand, in code points: the length of the lines that most
/// of the text stands in, of those that another one follows. `None` where its line breaks part paragraphs, which shows by lines
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
    widths.sort_unstable();
    // Short lines may be more, but little stands in them: fields of letters, names under them.
    let mut left = widths.iter().sum::<usize>() / 2;
    let usual = widths.into_iter().find(|width| {
        let here = *width > left;
        left = left.saturating_sub(*width);
        here
    });
    usual.filter(|width| *width >= 40)
}

/// Whether a paragraph goes on from `line` to `next` in a text that is wrapped at `width`. A
/// fifth of it is left to wrappers that even their lines out.
fn goes_on(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    let words = next.span.of(text);
    let first = words.split(is_space).next().unwrap_or_default();
    let is_item = matches!(first, "-" | "*" | "•" | "–" | "—");
    !is_item && line.depth == next.depth && (line.width + 1 + first.chars().count()) * 5 > width * 4
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
    fn a_short_letter_is_joined_whatever_short_lines_are_about_it() {
        let said = "I am against that: the ferry needs it, and so does the\n\
                    island, and the board has said so twice.";
        let letter =
            format!("From: Ann\nTo: Bo\nSubject: Quay\n\nHello,\nall.\n\n{said}\n\n--\nAnn\n");
        let expected =
            ["From: Ann", "To: Bo", "Subject: Quay", "Hello,", "all.", said, "--", "Ann"];
        check(&letter, &expected);
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
        assert_eq!(
            kinds("Quay works\n\nIt began."),
            [ParagraphKind::Headline, ParagraphKind::Body]
        );
        assert_eq!(kinds("It began.\n\nIt ended."), [ParagraphKind::Body; 2]);
        assert_eq!(kinds("Quay works"), [ParagraphKind::Body]);
    }

    #[test]
    fn a_letter_is_read_without_its_marks_and_its_quotations_are_kept() {
        let text = "On Monday, Ann Lee wrote to everybody on the harbour board:\n\
                    > The works at the northern quay cannot begin before the end of\n\
                    > the fishing season, and we have said so for a whole year.\n\
                    >> Who says that the season ends in May?\n\
                    I agree with all of that, and so does everybody whom I have asked,\n\
                    and nobody has answered.\n";
        let article = super::letter(text.to_owned());
        assert_eq!(article.text.len(), text.len());
        let shown: Vec<_> = article
            .blocks()
            .map(|(span, kind)| (kind == ParagraphKind::Block, span.of(&article.text)))
            .collect();
        assert_eq!(
            shown,
            [
                (false, "On Monday, Ann Lee wrote to everybody on the harbour board:"),
                (
                    true,
                    "The works at the northern quay cannot begin before the end of\n  the fishing \
                     season, and we have said so for a whole year."
                ),
                (true, "Who says that the season ends in May?"),
                (
                    false,
                    "I agree with all of that, and so does everybody whom I have asked,\nand nobody \
                     has answered."
                ),
            ]
        );
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
