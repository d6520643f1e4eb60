//! Wrapping: the lines of a block as spans, broken where Unicode allows it.

use std::borrow::Cow;

use textwrap::{
    WordSeparator, WordSplitter, core::Fragment, word_splitters::split_words,
    wrap_algorithms::wrap_first_fit,
};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::block::Block;
use crate::{article::ParagraphKind, text::Span};

/// How far the text of a paragraph is set in, in cells.
#[must_use]
pub const fn indent(kind: ParagraphKind, measure: usize) -> usize {
    match kind {
        ParagraphKind::Item | ParagraphKind::Block | ParagraphKind::Caption if measure >= 16 => 2,
        ParagraphKind::Item
        | ParagraphKind::Block
        | ParagraphKind::Caption
        | ParagraphKind::Table
        | ParagraphKind::Body
        | ParagraphKind::Heading(_)
        | ParagraphKind::Headline
        | ParagraphKind::Verbatim => 0,
    }
}

/// The lines of a block at a measure of so many cells; at least one.
#[must_use]
pub fn lines(text: &str, block: Block, measure: usize) -> Vec<Span> {
    if block.kind.keeps_lines() {
        return verbatim(text, block.span, measure);
    }
    prose(text, block.span, measure - indent(block.kind, measure))
}

/// The lines of running text, in which every run of white space is one space.
#[must_use]
pub fn prose(text: &str, span: Span, measure: usize) -> Vec<Span> {
    let pieces = fit(join_links(pieces(text, span), text, measure), text, measure);
    #[expect(clippy::cast_precision_loss, reason = "no terminal is 2^52 cells wide")]
    let lines = wrap_first_fit(&pieces, &[measure as f64]);
    let ends = |line: &[Piece]| Some(line.first()?.span.to(line.last()?.span));
    let lines: Vec<_> = lines.into_iter().filter_map(ends).collect();
    if lines.is_empty() { vec![Span::new(span.start, span.start)] } else { lines }
}

/// The lines of a text whose own line breaks and spaces are kept; longer ones are broken anywhere.
fn verbatim(text: &str, span: Span, measure: usize) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = span.start;
    for line in span.of(text).split_inclusive('\n') {
        let words = Span::new(start, start + line.trim_end_matches('\n').len());
        let piece = Piece { span: words, width: cells(words.of(text)), space: false };
        lines.extend(fit(vec![piece], text, measure).iter().map(|piece| piece.span));
        start += line.len();
    }
    if lines.is_empty() { vec![Span::new(span.start, span.start)] } else { lines }
}

/// What a text puts into cells, one after the other: its grapheme clusters, and its spaces by
/// themselves even where a mark would combine with them.
pub fn symbols(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (symbol, after) = rest.split_at(first_symbol(rest)?);
        rest = after;
        Some(symbol)
    })
}

/// The bytes of the first symbol; `None` where there is no text.
fn first_symbol(text: &str) -> Option<usize> {
    // Most of most texts, and asking for clusters takes ten times as long.
    if let [first, ..] = text.as_bytes()
        && first.is_ascii()
        && text.as_bytes().get(1).is_none_or(u8::is_ascii)
    {
        return Some(1);
    }
    let first = text.chars().next()?;
    let word = text.split(char::is_whitespace).next()?;
    let cluster = word.graphemes(true).next();
    Some(cluster.map_or(first.len_utf8(), str::len))
}

/// The symbols of running text as they are shown: of spaces one after the other only the first.
pub fn running(text: &str) -> impl Iterator<Item = &str> {
    let mut spaced = false;
    symbols(text).filter(move |symbol| {
        let again = spaced && is_space(symbol);
        spaced = is_space(symbol);
        !again
    })
}

/// The cells that a text takes when all its spaces are shown.
#[must_use]
pub fn cells(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { symbols(text).map(symbol_cells).sum() }
}

/// The cells of one symbol, as ratatui counts them; white space of any kind is shown as a space.
#[must_use]
pub fn symbol_cells(symbol: &str) -> usize {
    if is_space(symbol) {
        return 1;
    }
    // Terminals give these two sound marks a cell of their own; unicode-width does not.
    let marks = if symbol.len() > 1 { symbol.matches(['\u{ff9e}', '\u{ff9f}']).count() } else { 0 };
    symbol.width() + marks
}

/// Whether a symbol is white space.
#[must_use]
pub fn is_space(symbol: &str) -> bool {
    symbol.starts_with(char::is_whitespace)
}

/// What stays together on a line.
#[derive(Clone, Copy, Debug)]
struct Piece {
    span: Span,
    width: usize,
    /// Whether a space follows.
    space: bool,
}

#[expect(clippy::cast_precision_loss, reason = "no word is 2^52 cells wide")]
impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        f64::from(u8::from(self.space))
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

fn pieces(text: &str, span: Span) -> Vec<Piece> {
    let flat = flat(span.of(text));
    let mut at = span.start;
    let mut pieces: Vec<Piece> = Vec::new();
    let words = WordSeparator::UnicodeBreakProperties.find_words(&flat);
    for word in split_words(words, &WordSplitter::HyphenSplitter) {
        let start = at;
        at += word.word.len() + word.whitespace.len();
        let words = word.word.trim_end();
        if words.is_empty() {
            if let Some(last) = pieces.last_mut() {
                last.space = true;
            }
            continue;
        }
        let span = Span::new(start, start + words.len());
        pieces.push(Piece { span, width: cells(words), space: start + words.len() < at });
    }
    pieces
}

/// The text with line breaks and tabs as spaces, byte for byte.
fn flat(text: &str) -> Cow<'_, str> {
    const BREAKS: [char; 5] = ['\n', '\r', '\t', '\u{b}', '\u{c}'];
    if text.contains(BREAKS) { Cow::Owned(text.replace(BREAKS, " ")) } else { Cow::Borrowed(text) }
}

/// Joins the pieces of an address, so that it stays whole where it fits on a line.
fn join_links(pieces: Vec<Piece>, text: &str, measure: usize) -> Vec<Piece> {
    if !pieces.iter().any(|piece| is_link(piece.span.of(text))) {
        return pieces;
    }
    let mut joined = Vec::with_capacity(pieces.len());
    for word in pieces.chunk_by(|piece, _| !piece.space) {
        let (Some(first), Some(last)) = (word.first(), word.last()) else { continue };
        let whole = Piece {
            span: first.span.to(last.span),
            width: word.iter().map(|piece| piece.width).sum(),
            space: last.space,
        };
        if whole.width <= measure && word.iter().any(|piece| is_link(piece.span.of(text))) {
            joined.push(whole);
        } else {
            joined.extend(word);
        }
    }
    joined
}

fn is_link(piece: &str) -> bool {
    piece.contains("://") || piece.ends_with(":/") || piece.contains("www.")
}

/// Breaks what is longer than a line between grapheme clusters.
fn fit(pieces: Vec<Piece>, text: &str, measure: usize) -> Vec<Piece> {
    if pieces.iter().all(|piece| piece.width <= measure) {
        return pieces;
    }
    let mut fitted = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if piece.width <= measure {
            fitted.push(piece);
            continue;
        }
        let mut part = Piece { span: Span::new(piece.span.start, piece.span.start), ..piece };
        part.width = 0;
        part.space = false;
        for symbol in symbols(piece.span.of(text)) {
            let width = symbol_cells(symbol);
            if part.width + width > measure && !part.span.is_empty() {
                fitted.push(part);
                part.span.start = part.span.end;
                part.width = 0;
            }
            part.span.end += symbol.len();
            part.width += width;
        }
        fitted.push(Piece { space: piece.space, ..part });
    }
    fitted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::{cells, symbols};
    use crate::page::tests::any_text;

    proptest! {
        #[test]
        fn symbols_are_the_clusters_of_words_and_the_spaces_between(text in any_text()) {
            let parts = text.split_inclusive(char::is_whitespace);
            let expected = parts.flat_map(|part| {
                let word = part.trim_end_matches(char::is_whitespace);
                word.graphemes(true).chain(part.strip_prefix(word).filter(|space| !space.is_empty()))
            });
            prop_assert_eq!(symbols(&text).collect::<Vec<_>>(), expected.collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_space_stands_by_itself_even_before_a_mark_that_would_combine_with_it() {
        assert_eq!(symbols("a \u{11234}b").collect::<Vec<_>>(), ["a", " ", "\u{11234}", "b"]);
    }

    #[test]
    fn a_cluster_takes_the_cells_of_what_it_shows() {
        assert_eq!(cells("a\u{301}漢👩\u{200d}👩\u{200d}👧"), 5);
        assert_eq!(cells("\u{3000}"), 1);
    }
}
