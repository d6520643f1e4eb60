//! Stretches: pieces of an article of about the same size, which are searched one at a time.

use super::pattern::Pattern;
use crate::{article::Article, text::Span};

/// Bytes after which a stretch ends with the paragraph, and after which a paragraph is cut.
const SIZE: usize = 4 * 1024;
/// Bytes that a hit may reach beyond the end of its stretch, where a paragraph was cut.
const REACH: usize = 4 * 1024;

/// The stretches of an article.
#[derive(Debug)]
pub struct Stretches {
    /// The first byte of each, in order; at least one.
    starts: Vec<usize>,
    /// The byte after the last.
    end: usize,
}

impl Stretches {
    /// Cuts an article.
    #[must_use]
    pub fn new(article: &Article) -> Self {
        let mut starts = vec![0];
        let mut last = 0;
        for paragraph in &article.paragraphs {
            let mut start = paragraph.start;
            if start - last >= SIZE {
                starts.push(start);
                last = start;
            }
            while paragraph.end - start > SIZE {
                start = boundary(&article.text, start + SIZE);
                starts.push(start);
                last = start;
            }
        }
        Self { starts, end: article.text.len() }
    }

    /// How many there are.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "there is always one")]
    pub const fn len(&self) -> usize {
        self.starts.len()
    }

    /// The stretch that holds a byte.
    #[must_use]
    pub fn at(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start <= byte).saturating_sub(1)
    }

    /// The bytes of a stretch.
    #[must_use]
    pub fn size(&self, stretch: usize) -> usize {
        self.span(stretch).len()
    }

    fn span(&self, stretch: usize) -> Span {
        let start = self.starts.get(stretch).copied().unwrap_or(self.end);
        Span::new(start, self.starts.get(stretch + 1).copied().unwrap_or(self.end))
    }

    /// The hits that begin in a stretch, in order; none reaches from one paragraph into another.
    #[must_use]
    pub fn hits(&self, article: &Article, pattern: &Pattern, stretch: usize) -> Vec<Span> {
        let span = self.span(stretch);
        let paragraphs = &article.paragraphs;
        let first = paragraphs.partition_point(|paragraph| paragraph.end <= span.start);
        let inside = paragraphs.iter().skip(first).take_while(|p| p.start < span.end);
        let mut hits = Vec::new();
        for &paragraph in inside {
            push(&mut hits, &article.text, pattern, (paragraph, span));
        }
        hits
    }
}

/// Adds the hits in a paragraph that begin in a stretch.
fn push(hits: &mut Vec<Span>, text: &str, pattern: &Pattern, place: (Span, Span)) {
    let (paragraph, stretch) = place;
    let end = paragraph.end.min(boundary(text, stretch.end + REACH));
    let words = Span::new(paragraph.start, end).of(text);
    let mut at = stretch.start.saturating_sub(paragraph.start);
    while let Some((start, end)) = pattern.find(words, at) {
        let hit = Span::new(paragraph.start + start, paragraph.start + end);
        if hit.start >= stretch.end {
            return;
        }
        if hit.is_empty() {
            at = boundary(words, end + 1);
            if end >= words.len() {
                return;
            }
        } else {
            hits.push(hit);
            at = end;
        }
    }
}

/// The first end of a character at the byte `at` or after it.
fn boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}
