//! Anchors: places of a text that are found again, by the words around them, after it has changed.

use crate::text::Span;

/// Bytes of words that are kept after a place, and before it.
const AFTER: usize = 64;
const BEFORE: usize = 48;
/// Fewer bytes than these say nothing about a place.
const LEAST: usize = 12;

/// A place, and the words around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The byte of the text that it was made for.
    pub byte: usize,
    /// The words that end there.
    pub before: String,
    /// The words that begin there.
    pub after: String,
}

impl Anchor {
    /// The anchor of a byte; one within a character is that of the character.
    #[must_use]
    pub fn at(text: &str, byte: usize) -> Self {
        let byte = floor(text, byte);
        let (start, end) =
            (floor(text, byte.saturating_sub(BEFORE)), floor(text, byte.saturating_add(AFTER)));
        Self {
            byte,
            before: Span::new(start, byte).of(text).to_owned(),
            after: Span::new(byte, end).of(text).to_owned(),
        }
    }

    /// Where the place is in a text: where it was if the same words follow there, else where as
    /// many of the words around it stand as possible, the nearest first. `None` where none do.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<usize> {
        let Self { byte, before, after } = self;
        if self.is_still_in(text) {
            return Some(*byte);
        }
        let whole = format!("{before}{after}");
        let tries = [
            (whole.as_str(), before.len()),
            (after.as_str(), 0),
            (before.as_str(), before.len()),
            (head(after, 2), 0),
            (tail(before, 2), tail(before, 2).len()),
            (head(after, 4), 0),
            (tail(before, 4), tail(before, 4).len()),
        ];
        let mut usable = tries.into_iter().filter(|(words, _)| words.len() >= LEAST);
        usable.find_map(|(words, offset)| nearest(text, words, *byte, offset))
    }

    /// Whether the words that followed the place follow there still, or the text still ends there.
    fn is_still_in(&self, text: &str) -> bool {
        let rest = text.get(self.byte..);
        rest.is_some_and(|rest| {
            rest.starts_with(&self.after) && self.after.is_empty() == rest.is_empty()
        })
    }

    /// Where the place is in a text, or about where it was when none of the words are left.
    #[must_use]
    pub fn find_or_near(&self, text: &str) -> usize {
        self.find(text).unwrap_or_else(|| floor(text, self.byte))
    }
}

/// The place `offset` bytes into the occurrence of the words for which it is nearest to `byte`.
fn nearest(text: &str, words: &str, byte: usize, offset: usize) -> Option<usize> {
    let places = text.match_indices(words).map(|(start, _)| start + offset);
    places.min_by_key(|place| place.abs_diff(byte))
}

/// The first words of some: one part of so many.
fn head(words: &str, parts: usize) -> &str {
    Span::new(0, floor(words, words.len() / parts)).of(words)
}

/// The last words of some: one part of so many.
fn tail(words: &str, parts: usize) -> &str {
    Span::new(floor(words, words.len() - words.len() / parts), words.len()).of(words)
}

/// The byte, or the start of the character that it lies in; at most the text's end.
fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Anchor;

    const OLD: &str = "The quay is closed, said the mayor. Nobody came to the hearing on Monday. \
        It will open again, she added. Nobody came to the hearing on Friday. The end.";

    /// Makes an anchor before `|` in the old text, and marks where it is found in the new.
    #[track_caller]
    fn check(place: &str, new: &str) {
        let at = OLD.find(place).unwrap();
        let found = Anchor::at(OLD, at).find(&new.replace('|', ""));
        assert_eq!(found, new.find('|'), "{place} in {new}");
    }

    #[test]
    fn a_place_is_found_by_its_words() {
        check("It will", &OLD.replace("It will", "|It will"));
        check("It will", &format!("A new beginning. {}", OLD.replace("It will", "|It will")));
        // The words before have changed, then those after, then most of both.
        check(
            "It will",
            "All new here. |It will open again, she added. Nobody came to the hearing.",
        );
        check("It will", "Nobody came to the hearing on Monday. |But it stays closed.");
        check("It will", "They heard it on Monday. |It will open again in May.");
    }

    #[test]
    fn of_two_places_with_the_same_words_the_one_with_the_same_neighbours_is_meant() {
        let longer = OLD.replace("The quay", "Yesterday we heard that the quay");
        check("Nobody came to the hearing on F", &longer.replace("added. ", "added. |"));
        check("Nobody came to the hearing on M", &longer.replace("mayor. ", "mayor. |"));
    }

    #[test]
    fn where_no_words_are_left_there_is_no_place() {
        check("It will", "Something else altogether, and long enough to hold the place.");
        assert_eq!(Anchor::at(OLD, 60).find_or_near("Short é"), "Short é".len());
        assert_eq!(Anchor::at(OLD, OLD.len()).find(OLD), Some(OLD.len()));
    }

    proptest! {
        #[test]
        fn in_its_own_text_every_place_is_where_it_was(text in "[a-c é“\n]{0,200}", at in 0..220_usize) {
            let anchor = Anchor::at(&text, at);
            prop_assert_eq!(anchor.find(&text), Some(anchor.byte));
            let other = "é“é“é“".repeat(9);
            prop_assert!(other.is_char_boundary(anchor.find_or_near(&other)));
        }
    }
}
