//! Signs: every character of our own beyond ASCII, and what stands for it where there is none.

use std::borrow::Cow;

use serde::Deserialize;

/// The characters that signs, rules and marks are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Signs {
    /// Shapes, lines and arrows.
    #[default]
    Unicode,
    /// What every terminal has.
    Ascii,
}

/// A sign, and what stands for it; both take one cell, so that nothing moves.
#[rustfmt::skip] // a table
const TABLE: [(char, &str); 31] = [
    // Actors.
    ('●', "*"), ('■', "#"), ('▲', "^"), ('◆', "&"), ('○', "o"), ('□', "@"), ('△', "%"), ('◇', "$"),
    // Nobody in particular, and what parts two words.
    ('·', "."),
    // Against, both for and against, so many times.
    ('−', "-"), ('±', "/"), ('×', "x"),
    // Bullets, bars and rules.
    ('•', "-"), ('▣', "#"), ('▌', ">"), ('│', "|"), ('┃', "!"), ('─', "-"),
    // More above, below and beside; from a word to what it means; marked.
    ('↑', "^"), ('↓', "v"), ('‹', "<"), ('›', ">"), ('←', "<"), ('→', ">"), ('✓', "x"),
    // What is left out, what is quoted, a paragraph.
    ('…', "~"), ('“', "\""), ('”', "\""), ('‘', "'"), ('’', "'"), ('¶', "p"),
];

/// The arrows that name keys, and their names.
const ARROWS: [(char, &str); 4] = [('↑', "up"), ('↓', "down"), ('←', "left"), ('→', "right")];

impl Signs {
    /// Words of ours in these signs, as wide as before.
    #[must_use]
    pub fn shown(self, words: &str) -> Cow<'_, str> {
        if self == Self::Unicode || words.is_ascii() {
            return Cow::Borrowed(words);
        }
        let mut shown = String::with_capacity(words.len());
        for c in words.chars() {
            match TABLE.iter().find(|(sign, _)| *sign == c) {
                Some((_, plain)) => shown.push_str(plain),
                None => shown.push(c),
            }
        }
        Cow::Owned(shown)
    }

    /// Words of ours that name keys: arrows that cannot be drawn are named, since the characters
    /// that look like them are keys too.
    #[must_use]
    pub fn keys(self, words: &str) -> Cow<'_, str> {
        if self == Self::Unicode || words.is_ascii() {
            return Cow::Borrowed(words);
        }
        let mut shown = String::with_capacity(words.len() + 8);
        let mut after_arrow = false;
        for c in words.chars() {
            let arrow = ARROWS.iter().find(|(arrow, _)| *arrow == c);
            if arrow.is_some() && after_arrow {
                shown.push('/');
            }
            match arrow {
                Some((_, name)) => shown.push_str(name),
                None => shown.push(c),
            }
            after_arrow = arrow.is_some();
        }
        Cow::Owned(shown)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{Signs, TABLE};
    use crate::{
        app::role::{position_sign, sign},
        fact::Position::{Against, For, Neutral, Open},
        page::wrap,
    };

    #[test]
    fn every_sign_keeps_its_width() {
        for (sign, plain) in TABLE {
            assert!(plain.is_ascii() && plain.len() == 1, "{sign}");
            assert_eq!(wrap::cells(&sign.to_string()), 1, "{sign}");
            assert_eq!(Signs::Unicode.shown(&sign.to_string()), sign.to_string());
        }
    }

    #[test]
    fn actors_and_positions_stay_apart_in_ascii() {
        let shown = |sign: &str| Signs::Ascii.shown(sign).into_owned();
        let actors: HashSet<_> = (0..48).map(|rank| shown(sign(Some(rank)))).collect();
        assert_eq!(actors.len(), 48);
        assert!(!actors.contains(&shown(sign(None))));
        let positions: HashSet<_> = [For, Against, Open, Neutral].map(position_sign).into();
        let positions: HashSet<_> = positions.into_iter().map(shown).collect();
        assert_eq!(positions.len(), 4);
        assert!(positions.iter().all(|sign| sign.is_ascii() && !actors.contains(sign)));
    }

    #[test]
    fn keys_are_named_where_they_cannot_be_drawn() {
        assert_eq!(Signs::Ascii.keys("←→ quotations"), "left/right quotations");
        assert_eq!(Signs::Ascii.keys("Shift-→ L"), "Shift-right L");
        assert_eq!(Signs::Unicode.keys("←→"), "←→");
    }
}
