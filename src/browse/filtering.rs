//! Filtering: the line that entries have to fit, while it is typed.

use super::{Browser, Errand};
use crate::app::{
    command::{Direction, Step, Way},
    key::{Arrow, Key},
    prompt::{Edited, Prompt},
    search::pattern::Pattern,
};

/// The line of the filter.
#[derive(Debug, Default)]
pub struct Asking {
    /// The line.
    pub prompt: Prompt,
    /// What is wrong with it.
    pub trouble: Option<String>,
    /// What had to fit before, and the entry that one was on.
    before: (Option<Pattern>, usize),
}

impl Browser {
    /// Lets words be typed that entries have to fit.
    pub(super) fn ask(&mut self) {
        let before = (self.list.filter.clone(), self.list.at());
        self.asking = Some(Asking { before, ..Asking::default() });
    }

    /// Takes a key for the line that is being typed.
    pub(super) fn answer(&mut self, key: Key) -> Option<Errand> {
        self.hush();
        let asking = self.asking.as_mut()?;
        let empty = asking.prompt.text().is_empty();
        match key {
            Key::Esc | Key::Ctrl('c') => self.give_up(),
            Key::Backspace if empty => self.give_up(),
            Key::Enter => drop(self.asking.take_if(|asking| asking.trouble.is_none())),
            Key::Arrow(Arrow::Down) => self.list.go(Way::once(Direction::Forward, Step::Line)),
            Key::Arrow(Arrow::Up) => self.list.go(Way::once(Direction::Back, Step::Line)),
            key => match asking.prompt.feed(key, &[]) {
                Edited::Text => self.follow(),
                Edited::Cursor => {}
                Edited::Nothing => {
                    return self.obey(self.setup.keymap.command_anywhere(key)?, None);
                }
            },
        }
        None
    }

    /// Shows what fits the line as far as it is typed.
    pub(super) fn follow(&mut self) {
        let Some(asking) = &mut self.asking else { return };
        let words = asking.prompt.text();
        let at = asking.before.1;
        match (!words.is_empty()).then(|| Pattern::new(words)).transpose() {
            Ok(pattern) => {
                asking.trouble = None;
                self.list.go_to(at);
                self.list.sift(pattern);
            }
            Err(reason) => asking.trouble = Some(reason),
        }
    }

    /// Leaves the line; everything is as it was before.
    fn give_up(&mut self) {
        let Some(Asking { before: (filter, at), .. }) = self.asking.take() else { return };
        self.list.go_to(at);
        self.list.sift(filter);
    }
}
