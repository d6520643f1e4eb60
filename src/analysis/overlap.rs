//! Overlap: which spans meet, and how many letters and digits two contents share.

use crate::{fact::Quotation, text::Span};

/// Spans sorted by their starts, which may overlap, ready to be asked which of them meet another.
pub struct Extents {
    spans: Vec<Span>,
    /// The furthest end of the spans up to each.
    reach: Vec<usize>,
}

impl Extents {
    /// The spans, which must be sorted.
    pub fn new(spans: Vec<Span>) -> Self {
        let furthest = spans.iter().scan(0, |end, span| {
            *end = span.end.max(*end);
            Some(*end)
        });
        Self { reach: furthest.collect(), spans }
    }

    /// A span by its number.
    pub fn span(&self, number: usize) -> Span {
        self.spans[number]
    }

    /// The numbers of the spans that meet another.
    pub fn meeting(&self, other: Span) -> impl Iterator<Item = usize> {
        let end = self.spans.partition_point(|span| span.start < other.end);
        let start = self.reach.partition_point(|&reach| reach <= other.start);
        (start..end).filter(move |&i| self.spans[i].meets(other))
    }
}

/// How much of both contents together the two share.
pub fn likeness(text: &str, rule: &Quotation, network: &Quotation) -> f32 {
    let common = common(text, rule, network);
    share(common, letters(text, &rule.content) + letters(text, &network.content) - common)
}

/// Whether any of some spans meets any of others.
pub fn meet(a: &[Span], b: &[Span]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.meets(*y)))
}

/// The letters and digits of the spans.
pub fn letters(text: &str, spans: &[Span]) -> usize {
    let count = |span: &Span| span.of(text).chars().filter(|c| c.is_alphanumeric()).count();
    spans.iter().map(count).sum()
}

/// The letters and digits that stand in both contents.
pub fn common(text: &str, a: &Quotation, b: &Quotation) -> usize {
    a.content.iter().map(|piece| shared(text, *piece, b)).sum()
}

/// The letters and digits of the piece that stand in the content.
pub fn shared(text: &str, piece: Span, quotation: &Quotation) -> usize {
    let met = quotation.content.iter().filter(|other| other.meets(piece));
    let both = met.map(|other| Span::new(piece.start.max(other.start), piece.end.min(other.end)));
    letters(text, &both.collect::<Vec<_>>())
}

#[expect(clippy::cast_precision_loss, reason = "a content of millions of letters is not compared")]
pub fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}
