//! Bytes of a text to code points.

use crate::text::Span;

/// How far apart the places are whose code points are counted beforehand, in bytes.
const STEP: usize = 64;

/// The code points before every [`STEP`]th byte of a text, counted in one pass.
pub struct CodePoints<'a> {
    text: &'a [u8],
    counts: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    pub fn of(text: &'a str) -> Self {
        let text = text.as_bytes();
        let sum = |before: &mut usize, block| {
            *before += starts(block);
            Some(*before)
        };
        let counts = std::iter::once(0).chain(text.chunks(STEP).scan(0, sum)).collect();
        Self { text, counts }
    }

    /// The span in code points, `[start, end)`.
    pub fn span(&self, span: Span) -> [usize; 2] {
        [self.before(span.start), self.before(span.end)]
    }

    /// The number of code points before the byte `at`.
    fn before(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let (block, rest) = (at / STEP, at % STEP);
        let before = self.counts[block];
        // Most stretches are of one byte a character.
        if self.counts.get(block + 1) == Some(&(before + STEP)) {
            return before + rest;
        }
        before + starts(&self.text[at - rest..at])
    }
}

/// The number of code points that begin in these bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{CodePoints, Span};

    proptest! {
        #[test]
        fn every_boundary_counts_the_characters_before_it(text in "[a-zé😀“ ]{0,400}") {
            let points = CodePoints::of(&text);
            for (count, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.span(Span::new(at, text.len())), [count, text.chars().count()]);
            }
        }
    }
}
