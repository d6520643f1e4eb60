//! The letters and digits of a text: what contents, sources, cues and names are compared by.

use std::ops::Range;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::text::Span;

/// Where the letters and digits of a text stand.
pub struct Letters {
    /// The byte at which each begins, in order.
    starts: Vec<usize>,
}

/// A set of letters and digits of one text.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Covered {
    /// Stretches of their numbers in the text, sorted and apart.
    stretches: Vec<Range<usize>>,
}

impl Letters {
    /// The letters and digits of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let letters = text.char_indices().filter(|(_, c)| is_letter(*c));
        Self { starts: letters.map(|(at, _)| at).collect() }
    }

    /// Those that the spans cover; the spans may overlap and stand in any order.
    #[must_use]
    pub fn covered(&self, spans: &[Span]) -> Covered {
        let before = |at| self.starts.partition_point(|start| *start < at);
        let mut all: Vec<_> =
            spans.iter().map(|span| before(span.start)..before(span.end)).collect();
        all.sort_unstable_by_key(|stretch| stretch.start);
        let mut stretches: Vec<Range<usize>> = Vec::with_capacity(all.len());
        for stretch in all {
            match stretches.last_mut() {
                _ if stretch.is_empty() => {}
                Some(last) if stretch.start <= last.end => last.end = last.end.max(stretch.end),
                _ => stretches.push(stretch),
            }
        }
        Covered { stretches }
    }
}

impl Covered {
    /// How many they are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.stretches.iter().map(Range::len).sum()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stretches.is_empty()
    }

    /// How many both have.
    #[must_use]
    pub fn shared(&self, other: &Self) -> usize {
        let (mut ours, mut theirs) = (self.stretches.iter(), other.stretches.iter());
        let (mut one, mut two) = (ours.next(), theirs.next());
        let mut shared = 0;
        while let (Some(a), Some(b)) = (one, two) {
            shared += a.end.min(b.end).saturating_sub(a.start.max(b.start));
            if a.end <= b.end {
                one = ours.next();
            } else {
                two = theirs.next();
            }
        }
        shared
    }

    /// Jaccard's index: the share of the letters of either that both have.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "no text has 2^52 letters")]
    pub fn likeness(&self, other: &Self) -> f64 {
        let shared = self.shared(other);
        shared as f64 / (self.count() + other.count() - shared).max(1) as f64
    }
}

/// Whether a character is a letter or a digit: of Unicode's categories L and N. The standard
/// library's test takes vowel signs and circled letters in, which other scorers do not.
fn is_letter(c: char) -> bool {
    const GROUPS: [GeneralCategoryGroup; 2] =
        [GeneralCategoryGroup::Letter, GeneralCategoryGroup::Number];
    c.is_ascii_alphanumeric() || (!c.is_ascii() && GROUPS.contains(&c.general_category_group()))
}

/// The words of a text in lower case: runs of letters and digits.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c| !is_letter(c)).filter(|word| !word.is_empty());
    words.map(Into::into).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Letters, words};
    use crate::text::Span;

    fn shared(text: &str, a: &[(usize, usize)], b: &[(usize, usize)]) -> (usize, usize, usize) {
        let letters = Letters::of(text);
        let covered = |ends: &[(usize, usize)]| {
            let spans: Vec<_> = ends.iter().map(|(start, end)| Span::new(*start, *end)).collect();
            letters.covered(&spans)
        };
        let (a, b) = (covered(a), covered(b));
        (a.count(), b.count(), a.shared(&b))
    }

    #[test]
    fn marks_and_spaces_do_not_count() {
        assert_eq!(shared("“No,” 2 say.", &[(0, 17)], &[(3, 5)]), (6, 2, 2));
    }

    #[test]
    fn a_letter_is_counted_once_however_often_it_is_covered() {
        assert_eq!(shared("abcdef", &[(2, 5), (0, 3), (1, 2)], &[(4, 6), (0, 1)]), (5, 3, 2));
    }

    #[test]
    fn vowel_signs_and_circled_letters_are_no_letters() {
        assert_eq!(words("का Ⓐb e\u{301}x ½ Ⅷ"), ["क", "b", "e", "x", "½", "ⅷ"]);
    }

    #[test]
    fn words_are_runs_of_letters_and_digits_in_lower_case() {
        assert_eq!(words("U.S._Senate’s 2nd ÉTÉ"), ["u", "s", "senate", "s", "2nd", "été"]);
    }

    proptest! {
        #[test]
        fn counting_stretches_is_counting_letters(
            text in "[a-zé ,]{0,30}",
            a in prop::collection::vec((0..30_usize, 0..30_usize), 0..4),
            b in prop::collection::vec((0..30_usize, 0..30_usize), 0..4),
        ) {
            let one_by_one = |ends: &[(usize, usize)]| -> Vec<usize> {
                let inside = |at| ends.iter().any(|(start, end)| Span::new(*start, *end).holds(at));
                let letters = text.char_indices().filter(|(at, c)| inside(*at) && c.is_alphanumeric());
                letters.map(|(at, _)| at).collect()
            };
            let (x, y) = (one_by_one(&a), one_by_one(&b));
            let both = x.iter().filter(|at| y.contains(at)).count();
            prop_assert_eq!(shared(&text, &a, &b), (x.len(), y.len(), both));
        }
    }
}
