//! Transcripts: paragraphs that begin with who speaks, in capitals and with a colon.

use super::{
    mark::Quoted,
    token::{Shape, Token},
};
use crate::{article::Article, text::Span};

/// The longest label, in tokens.
const LONGEST: usize = 5;
/// A text with fewer labels has headings or datelines rather than speakers.
const FEWEST: usize = 2;

/// What is said in each paragraph that a label opens, as if it stood between marks.
#[must_use]
pub fn find(article: &Article, tokens: &[Token]) -> Vec<Quoted> {
    let mut found = Vec::new();
    let mut start = 0;
    for (paragraph, span) in article.paragraphs.iter().enumerate() {
        let inside = tokens[start..].iter().take_while(|token| token.span.start < span.end);
        let end = start + inside.count();
        let own = Paragraph { text: &article.text, tokens, range: (start, end) };
        found.extend(own.speech().map(|(inner, tokens)| Quoted {
            outer: inner,
            inner,
            tokens,
            paragraph,
            closed: !own.leaves_open(),
        }));
        start = end;
    }
    if found.len() < FEWEST {
        found.clear();
    }
    found
}

struct Paragraph<'a> {
    text: &'a str,
    tokens: &'a [Token],
    range: (usize, usize),
}

impl Paragraph<'_> {
    /// What follows the label, without marks around it, and its first and last token.
    fn speech(&self) -> Option<(Span, (usize, usize))> {
        let (start, end) = self.range;
        let word = |i: &usize| self.tokens[*i].is_word();
        let label = (start..end).find(word)?;
        let colon = (label..end.min(label + LONGEST + 1)).find(|&i| self.is(i, ":"))?;
        let named = (label..colon).all(|i| self.tokens[i].shape == Shape::Upper || self.is(i, "."));
        let first = (colon + 1..end).find(word)?;
        let last = (colon + 1..end).rfind(|&i| word(&i) || self.is_stop(i))?;
        let inner = self.tokens[first].span.to(self.tokens[last].span);
        (named && label < colon && label <= start + 1).then_some((inner, (colon + 1, end - 1)))
    }

    /// Whether a mark opens the paragraph and none closes it.
    fn leaves_open(&self) -> bool {
        let is_mark = |i| ["\"", "“", "”", "''", "``"].iter().any(|mark| self.is(i, mark));
        is_mark(self.range.0) && !is_mark(self.range.1 - 1)
    }

    fn is(&self, i: usize, mark: &str) -> bool {
        self.tokens[i].span.of(self.text) == mark
    }

    fn is_stop(&self, i: usize) -> bool {
        [".", "?", "!", "…", "..."].iter().any(|stop| self.is(i, stop))
    }
}
