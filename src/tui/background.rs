//! The background: whether the terminal's paper is light or dark, as far as it can be told without
//! waiting.
//!
//! Some terminals say so in COLORFGBG; others answer when they are asked, after the first frame.
//! The answer comes where keys come from, and crossterm takes it for keys: Alt-], then the letters
//! of `11;rgb:ffff/ffff/ffff`, then Ctrl-G. The [`Ear`] holds such keys back until it is known
//! whether they are the answer, and gives back those that are not.

use std::{
    io::{self, Write},
    time::Duration,
};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use super::theme::colour::{Rgb, luminance};

/// How light the terminal's paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// Dark letters are read on it.
    Light,
    /// Light letters are read on it.
    Dark,
}

/// An answer comes at once, since nobody types it.
pub const BREATH: Duration = Duration::from_millis(50);
/// No answer is longer, in characters.
const LONGEST: usize = 40;
/// The question for the colour of the paper: OSC 11, with an end that the answer repeats.
const QUESTION: &[u8] = b"\x1b]11;?\x07";
/// What every answer begins with.
const HEAD: &str = "11;rgb";

impl Background {
    /// What the variable COLORFGBG says: two or three numbers of colours, the last the paper's.
    #[must_use]
    pub fn of_variable(value: &str) -> Option<Self> {
        let (_, paper) = value.rsplit_once(';')?;
        match paper.parse().ok()? {
            // As vim reads it: grey and the bright colours are light, dark grey is not.
            7_u8 | 9..16 => Some(Self::Light),
            0..7 | 8 => Some(Self::Dark),
            16.. => None,
        }
    }

    /// What an answer says, without its escape and its end.
    fn of_answer(answer: &str) -> Option<Self> {
        let colour = answer.strip_prefix(HEAD)?;
        let colour = colour.strip_prefix("a:").or_else(|| colour.strip_prefix(':'))?;
        let mut parts = colour.split('/').map(|digits| {
            let most = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?)?.checked_sub(1)?;
            let part = u32::from_str_radix(digits, 16).ok()?;
            u8::try_from((part * 255).checked_div(most)?).ok()
        });
        let mut part = || parts.next().flatten();
        let light = luminance(Rgb(part()?, part()?, part()?));
        // Where black and white letters are read equally well.
        Some(if light > 0.18 { Self::Light } else { Self::Dark })
    }
}

/// Asks the terminal for the colour of its paper.
///
/// # Errors
/// When the terminal cannot be written to.
pub fn ask(terminal: &mut impl Write) -> io::Result<()> {
    terminal.write_all(QUESTION)?;
    terminal.flush()
}

/// Tells the answer from keys.
#[derive(Debug, Default)]
pub struct Ear {
    held: Vec<KeyEvent>,
    answer: String,
}

/// What an event was.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard {
    /// These events, in order; none while more must come.
    Events(Vec<Event>),
    /// The answer.
    Background(Option<Background>),
}

impl Ear {
    /// Whether keys are held back, which end after a [`BREATH`] without another.
    #[must_use]
    pub const fn is_holding(&self) -> bool {
        !self.held.is_empty()
    }

    /// Takes an event.
    pub fn hear(&mut self, event: Event) -> Heard {
        let Event::Key(key) = event else { return self.no_answer(Some(event)) };
        let begun = match self.held.as_slice() {
            [] => return self.begin(key),
            // Where the escape came alone.
            [escape] if escape.code == KeyCode::Esc => {
                if key.code != KeyCode::Char(']') {
                    return self.no_answer(Some(event));
                }
                true
            }
            _ => false,
        };
        let bell = key.code == KeyCode::Char('g') && key.modifiers == KeyModifiers::CONTROL;
        let end = key.code == KeyCode::Char('\\') && key.modifiers == KeyModifiers::ALT;
        if bell || end {
            let background = Background::of_answer(&self.answer);
            if background.is_none() {
                return self.no_answer(Some(event));
            }
            *self = Self::default();
            return Heard::Background(background);
        }
        if let (KeyCode::Char(c), false) = (key.code, begun) {
            self.answer.push(c);
        }
        if !self.may_be_answer() {
            return self.no_answer(Some(event));
        }
        self.held.push(key);
        Heard::Events(Vec::new())
    }

    /// Gives back what is held: no answer is so slow.
    pub fn give_up(&mut self) -> Heard {
        self.no_answer(None)
    }

    fn begin(&mut self, key: KeyEvent) -> Heard {
        let opens = key.code == KeyCode::Char(']') && key.modifiers == KeyModifiers::ALT;
        if !opens && key.code != KeyCode::Esc {
            return Heard::Events(vec![Event::Key(key)]);
        }
        self.held.push(key);
        Heard::Events(Vec::new())
    }

    fn may_be_answer(&self) -> bool {
        let head = HEAD.len().min(self.answer.len());
        let colour = |c: char| c.is_ascii_hexdigit() || c == '/' || c == ':';
        self.answer.len() < LONGEST
            && self.answer.get(..head) == HEAD.get(..head)
            && self.answer.chars().skip(HEAD.len()).all(colour)
    }

    fn no_answer(&mut self, event: Option<Event>) -> Heard {
        let held = std::mem::take(self).held;
        Heard::Events(held.into_iter().map(Event::Key).chain(event).collect())
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
    use proptest::prelude::*;

    use super::{
        Background::{self, Dark, Light},
        Ear, Heard,
    };

    /// The events that crossterm makes of these bytes; ^ stands for an escape alone.
    fn events(bytes: &str) -> Vec<Event> {
        let mut alt = KeyModifiers::NONE;
        let mut events = Vec::new();
        for c in bytes.chars() {
            let (code, modifiers) = match c {
                '\x1b' => {
                    alt = KeyModifiers::ALT;
                    continue;
                }
                '^' => (KeyCode::Esc, KeyModifiers::NONE),
                '\x07' => (KeyCode::Char('g'), KeyModifiers::CONTROL),
                c => (KeyCode::Char(c), alt),
            };
            alt = KeyModifiers::NONE;
            events.push(Event::Key(KeyEvent::new(code, modifiers)));
        }
        events
    }

    /// What is heard of the bytes: the keys that are left, and the answer.
    fn hear(bytes: &str) -> (Vec<Event>, Option<Background>) {
        let mut ear = Ear::default();
        let (mut keys, mut answer) = (Vec::new(), None);
        let mut take = |heard| match heard {
            Heard::Events(events) => keys.extend(events),
            Heard::Background(background) => answer = background,
        };
        for event in events(bytes) {
            take(ear.hear(event));
        }
        take(ear.give_up());
        (keys, answer)
    }

    #[test]
    fn an_answer_is_no_key_and_keys_around_it_are() {
        for (answer, expected) in [
            ("\x1b]11;rgb:ffff/ffff/ffff\x07", Light),
            ("\x1b]11;rgb:1616/1818/1D1D\x1b\\", Dark),
            ("\x1b]11;rgba:f/f/e/f\x07", Light),
            ("^]11;rgb:00/00/80\x07", Dark),
        ] {
            assert_eq!(hear(answer), (Vec::new(), Some(expected)), "{answer:?}");
            assert_eq!(hear(&format!("jj{answer}k^")), (events("jjk^"), Some(expected)));
        }
    }

    #[test]
    fn what_only_looks_like_an_answer_is_typed() {
        for keys in ["^", "^j", "^]", "\x1b]", "\x1b]12G", "\x1b]11;rgb:zz", "\x1b]11;\x07", "^^]1"]
        {
            assert_eq!(hear(keys), (events(keys), None), "{keys:?}");
        }
    }

    proptest! {
        #[test]
        fn no_key_is_ever_lost(keys in "[\\^\\]\x1b1;rgb:f/\x07j]{0,30}") {
            let (left, answer) = hear(&keys);
            prop_assert!(answer.is_some() || left == events(&keys), "{:?}", keys);
        }
    }

    #[test]
    fn a_variable_names_the_paper_last() {
        for (value, expected) in [
            ("0;15", Some(Light)),
            ("15;0", Some(Dark)),
            ("0;default;15", Some(Light)),
            ("15;default", None),
            ("7", None),
            ("12;8", Some(Dark)),
        ] {
            assert_eq!(Background::of_variable(value), expected, "{value}");
        }
    }
}
