//! Spans of a text, and what can be asked of them.

/// A stretch of a text in bytes, `[start, end)`; both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The span from `start` to before `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The words of the span: the one place where a text is sliced.
    ///
    /// A span that does not fit the text (it was made for another) gives the empty string.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the byte `at` lies inside.
    #[must_use]
    pub const fn holds(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The span without white space at its ends.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let words = self.of(text);
        let kept = words.trim_start_matches(is_space);
        let start = self.start + (words.len() - kept.len());
        Self::new(start, start + kept.trim_end_matches(is_space).len())
    }
}

/// The space of no width: it stands in a text where something was that a terminal would have
/// obeyed.
pub const NO_WIDTH: char = '\u{200b}';

/// Whether the character parts words: white space of any width.
#[must_use]
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || c == NO_WIDTH
}

/// Byte order marks, annotation marks, and the embeddings, overrides and isolates that would
/// reorder what is read.
#[must_use]
pub const fn is_hidden_order(c: char) -> bool {
    matches!(
        c,
        '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
    )
}

/// The words on one line: what parts them is one space each time.
#[must_use]
pub fn one_line(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.contains(NO_WIDTH) { words.replace(NO_WIDTH, "") } else { words }
}

/// The index of the span that holds the byte `at`, in sorted spans that do not overlap; a byte
/// between two spans belongs to the earlier one. `None` before the first.
#[must_use]
pub fn index_at(spans: &[Span], at: usize) -> Option<usize> {
    spans.partition_point(|span| span.start <= at).checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::{Span, index_at};

    #[test]
    fn a_span_made_for_another_text_is_empty_rather_than_a_panic() {
        assert_eq!(Span::new(1, 2).of("é"), "");
        assert_eq!(Span::new(3, 9).of("abc"), "");
    }

    #[test]
    fn trimming_takes_white_space_from_both_ends() {
        let text = "  two words \u{200b}\n";
        assert_eq!(Span::new(0, text.len()).trim(text).of(text), "two words");
    }

    #[test]
    fn a_byte_between_spans_belongs_to_the_earlier_one() {
        let spans = [Span::new(2, 4), Span::new(6, 8)];
        assert_eq!(
            [0, 2, 5, 6, 99].map(|at| index_at(&spans, at)),
            [None, Some(0), Some(0), Some(1), Some(1)]
        );
    }
}
