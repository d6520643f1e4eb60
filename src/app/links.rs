//! Links: letters over the links on the screen, one of which opens its link.

use super::{App, Pane, action::Effect, key::Key, panel::Subject};
use crate::page::link::Link;

/// The letters in the order in which links get them: first those under the fingers.
const LETTERS: &str = "asdfghjklqwertyuiopzxcvbnm";

impl App {
    /// The links on the screen with their letters, while one is to be chosen.
    pub fn link_letters(&self) -> impl Iterator<Item = (char, &Link)> {
        let asked = self.input.choosing_link;
        LETTERS.chars().zip(self.reading.place.links()).filter(move |_| asked)
    }

    /// Puts letters over the links.
    pub(super) fn choose_link(&mut self) {
        self.pane = Pane::Article;
        self.panel.take_if(|panel| panel.subject() == Subject::Help);
        self.lay_out_panel();
        self.input.choosing_link = !self.reading.place.links().is_empty();
        let words = if self.input.choosing_link { "which link?" } else { "no link on the screen" };
        self.note = Some(words.to_owned());
    }

    /// Opens the link of the letter; any other key takes the letters away.
    pub(super) fn open_link(&mut self, key: Key) -> Option<Effect> {
        let target = self.link_letters().find(|(letter, _)| key == Key::Char(*letter));
        let target = target.map(|(_, link)| link.target.clone());
        self.input.choosing_link = false;
        self.note = target.as_ref().map(|target| format!("opening {target}"));
        target.map(Effect::Open)
    }
}
