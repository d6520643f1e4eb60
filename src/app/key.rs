//! Keys, and how they are written: `j`, `ctrl-o`, `shift-left`, `zz`, `m{letter}`.

use std::fmt;

/// A key as the reader presses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character, as typed.
    Char(char),
    /// A letter together with Ctrl.
    Ctrl(char),
    /// An arrow together with Shift.
    Shift(Arrow),
    /// An arrow.
    Arrow(Arrow),
    /// The enter key.
    Enter,
    /// The escape key.
    Esc,
    /// The tabulator.
    Tab,
    /// The tabulator together with Shift.
    BackTab,
    /// The key that deletes to the left.
    Backspace,
    /// The key that deletes to the right.
    Delete,
    /// Page down.
    PageDown,
    /// Page up.
    PageUp,
    /// Home.
    Home,
    /// End.
    End,
}

/// An arrow key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arrow {
    /// ↑
    Up,
    /// ↓
    Down,
    /// ←
    Left,
    /// →
    Right,
}

/// One press of a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stroke {
    /// This key.
    Key(Key),
    /// Any letter, which the command is given.
    Letter,
}

impl Stroke {
    /// Whether one press can be both.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        match (self, other) {
            (Self::Key(one), Self::Key(other)) => one == other,
            (Self::Letter, Self::Letter) => true,
            (Self::Letter, Self::Key(key)) | (Self::Key(key), Self::Letter) => {
                matches!(key, Key::Char(c) if c.is_alphabetic())
            }
        }
    }
}

/// Keys with names: as they are written, as they are shown.
const NAMED: &[(&str, &str, Key)] = &[
    ("up", "↑", Key::Arrow(Arrow::Up)),
    ("down", "↓", Key::Arrow(Arrow::Down)),
    ("left", "←", Key::Arrow(Arrow::Left)),
    ("right", "→", Key::Arrow(Arrow::Right)),
    ("shift-up", "Shift-↑", Key::Shift(Arrow::Up)),
    ("shift-down", "Shift-↓", Key::Shift(Arrow::Down)),
    ("shift-left", "Shift-←", Key::Shift(Arrow::Left)),
    ("shift-right", "Shift-→", Key::Shift(Arrow::Right)),
    ("space", "Space", Key::Char(' ')),
    ("enter", "Enter", Key::Enter),
    ("esc", "Esc", Key::Esc),
    ("tab", "Tab", Key::Tab),
    ("shift-tab", "Shift-Tab", Key::BackTab),
    ("backspace", "Backspace", Key::Backspace),
    ("delete", "Delete", Key::Delete),
    ("pgdn", "PgDn", Key::PageDown),
    ("pgup", "PgUp", Key::PageUp),
    ("home", "Home", Key::Home),
    ("end", "End", Key::End),
];
/// What stands for any letter in a sequence.
const LETTER: &str = "{letter}";

/// The strokes of a sequence as it is written: a named key, a letter with `ctrl-` before it, or
/// characters one after the other, the last of which may be `{letter}`. `None` for anything else.
#[must_use]
pub fn strokes(written: &str) -> Option<Vec<Stroke>> {
    if let Some((.., key)) = NAMED.iter().find(|(name, ..)| *name == written) {
        return Some(vec![Stroke::Key(*key)]);
    }
    if let Some(letter) = written.strip_prefix("ctrl-") {
        let mut chars = letter.chars();
        let (letter, rest) = (chars.next()?, chars.next());
        let is_letter = letter.is_ascii_lowercase() && rest.is_none();
        return is_letter.then(|| vec![Stroke::Key(Key::Ctrl(letter))]);
    }
    let (chars, letter) = match written.strip_suffix(LETTER) {
        Some(chars) => (chars, Some(Stroke::Letter)),
        None => (written, None),
    };
    let plain = |c: char| !c.is_whitespace() && !c.is_control();
    let typed = !chars.is_empty() && chars.chars().all(plain) && chars.chars().count() < 4;
    typed.then(|| chars.chars().map(|c| Stroke::Key(Key::Char(c))).chain(letter).collect())
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (NAMED.iter().find(|(.., key)| key == self), self) {
            (Some((_, shown, _)), _) => f.write_str(shown),
            (None, Self::Ctrl(letter)) => write!(f, "Ctrl-{}", letter.to_ascii_uppercase()),
            (None, Self::Char(letter)) => write!(f, "{letter}"),
            (None, other) => write!(f, "{other:?}"),
        }
    }
}

impl fmt::Display for Stroke {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => key.fmt(f),
            Self::Letter => f.write_str("a"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Arrow, Key, NAMED, Stroke, strokes};

    #[test]
    fn a_sequence_is_read_as_it_is_written() {
        let one = |key| Some(vec![Stroke::Key(key)]);
        assert_eq!(strokes("j"), one(Key::Char('j')));
        assert_eq!(strokes("ctrl-o"), one(Key::Ctrl('o')));
        assert_eq!(strokes("shift-left"), one(Key::Shift(Arrow::Left)));
        assert_eq!(strokes("zz"), Some(vec![Stroke::Key(Key::Char('z')); 2]));
        let mark = vec![Stroke::Key(Key::Char('m')), Stroke::Letter];
        assert_eq!(strokes("m{letter}"), Some(mark));
    }

    #[test]
    fn what_is_no_sequence_is_refused() {
        for written in ["", " ", "ctrl-", "ctrl-ab", "ctrl-O", "page down", "{letter}", "leftt"] {
            assert_eq!(strokes(written), None, "{written:?}");
        }
    }

    #[test]
    fn every_named_key_is_written_and_shown_by_names_of_its_own() {
        for (i, (name, shown, key)) in NAMED.iter().enumerate() {
            assert_eq!(strokes(name), Some(vec![Stroke::Key(*key)]));
            assert_eq!(key.to_string(), *shown);
            assert!(NAMED[..i].iter().all(|other| other.0 != *name && other.1 != *shown));
        }
    }
}
