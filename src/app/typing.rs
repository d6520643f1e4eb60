//! Typing: single keys come in, commands with their counts come out.

use super::{
    command::Command,
    key::{Key, Stroke},
    keymap::Keymap,
};

/// Counts stop here; nothing is as far.
const MOST: usize = 999_999;

/// The keys typed so far of a sequence, and the count before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typing {
    /// The count, once a digit was typed.
    count: Option<usize>,
    /// The keys of the sequence.
    keys: Vec<Key>,
}

/// What a key has led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A command, so many times.
    Command(Command, Option<usize>),
    /// More keys must follow.
    More,
    /// Nothing that the table knows.
    Unknown,
}

impl Typing {
    /// Takes a key.
    pub fn feed(&mut self, keymap: &Keymap, key: Key) -> Typed {
        if self.keys.is_empty() && self.counts(key) {
            return Typed::More;
        }
        // Escape takes back what was begun, and no more.
        if key == Key::Esc && *self != Self::default() {
            *self = Self::default();
            return Typed::More;
        }
        self.keys.push(key);
        let first = self.begun(keymap).next();
        let first =
            first.map(|(strokes, command)| (strokes.len(), strokes.last().copied(), command));
        match first {
            Some((length, ..)) if length > self.keys.len() => return Typed::More,
            Some((_, last, command)) => {
                let command = match (last, key) {
                    (Some(Stroke::Letter), Key::Char(letter)) => command.with_letter(letter),
                    _ => command,
                };
                let count = self.count;
                *self = Self::default();
                return Typed::Command(command, count);
            }
            None => {}
        }
        *self = Self::default();
        Typed::Unknown
    }

    /// Whether the key is a digit of the count.
    fn counts(&mut self, key: Key) -> bool {
        let Key::Char(c) = key else { return false };
        let Some(digit) = c.to_digit(10).filter(|&digit| digit > 0 || self.count.is_some()) else {
            return false;
        };
        let digit = usize::try_from(digit).unwrap_or_default();
        self.count = Some((self.count.unwrap_or_default() * 10 + digit).min(MOST));
        true
    }

    /// The sequences that begin with the keys typed so far, in the order of the table; none before
    /// the first key.
    pub fn begun<'a>(
        &'a self,
        keymap: &'a Keymap,
    ) -> impl Iterator<Item = (&'a [Stroke], Command)> {
        let fits = |strokes: &[Stroke]| {
            let met = |(stroke, &key): (&Stroke, &Key)| stroke.meets(Stroke::Key(key));
            strokes.len() >= self.keys.len() && strokes.iter().zip(&self.keys).all(met)
        };
        let all = keymap.sequences().iter().filter(|_| !self.keys.is_empty());
        all.filter(move |(strokes, _)| fits(strokes)).map(|(s, command)| (s.as_slice(), *command))
    }

    /// What was typed, as the status line shows it.
    #[must_use]
    pub fn shown(&self) -> String {
        let count = self.count.map(|count| count.to_string()).unwrap_or_default();
        self.keys.iter().fold(count, |shown, key| shown + &key.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::{Typed, Typing};
    use crate::app::{
        command::{Command, Direction, Step},
        key::{Key, Stroke, strokes},
        keymap::Keymap,
    };

    /// Types keys, and gives what the last has led to.
    fn typed(keys: &str) -> Typed {
        let keymap = Keymap::default();
        let mut typing = Typing::default();
        let keys = keys.split(' ').flat_map(|written| strokes(written).unwrap());
        let keys = keys.map(|stroke| match stroke {
            Stroke::Key(key) => key,
            Stroke::Letter => Key::Char('a'),
        });
        keys.map(|key| typing.feed(&keymap, key)).last().unwrap()
    }

    #[test]
    fn digits_count_what_follows() {
        let down = Command::Go(Direction::Forward, Step::Line);
        assert_eq!(typed("j"), Typed::Command(down, None));
        assert_eq!(typed("5 j"), Typed::Command(down, Some(5)));
        assert_eq!(typed("1 0 j"), Typed::Command(down, Some(10)));
        assert_eq!(typed("9 9 9 9 9 9 9 9 9 j"), Typed::Command(down, Some(999_999)));
        assert_eq!(typed("5 j j"), Typed::Command(down, None));
    }

    #[test]
    fn a_sequence_is_waited_for_and_given_its_letter() {
        assert_eq!(typed("m"), Typed::More);
        assert_eq!(typed("m x"), Typed::Command(Command::Mark('x'), None));
        assert_eq!(typed("m ü"), Typed::Command(Command::Mark('ü'), None));
        assert_eq!(typed("m 3"), Typed::Unknown);
        assert_eq!(typed("m enter"), Typed::Unknown);
    }

    #[test]
    fn escape_takes_back_what_was_begun_and_no_more() {
        assert_eq!(typed("esc"), Typed::Command(Command::Close, None));
        assert_eq!(typed("5 esc"), Typed::More);
        assert_eq!(typed("5 esc esc"), Typed::Command(Command::Close, None));
        assert_eq!(typed("m esc"), Typed::More);
    }

    #[test]
    fn an_unknown_key_drops_the_count() {
        let down = Command::Go(Direction::Forward, Step::Line);
        assert_eq!(typed("5 delete"), Typed::Unknown);
        assert_eq!(typed("5 delete j"), Typed::Command(down, None));
    }
}
