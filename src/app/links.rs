//! Links: letters over the links on the screen, by which one is opened.

use super::{App, Pane, action::Effect, key::Key};
use crate::page::link::Link;

/// The letters in the order in which links get them: first those under the fingers.
const LETTERS: &str = "asdfghjklqwertyuiopzxcvbnm";

/// The letters of so many links: one each as far as that goes, then two; none is the beginning of
/// another's.
fn labels(count: usize) -> impl Iterator<Item = String> {
    let all = LETTERS.len();
    // Each letter that begins two stands for as many links as there are letters.
    let beginning = count.saturating_sub(all).div_ceil(all - 1).min(all);
    let pair = |first: char| LETTERS.chars().map(move |second| format!("{first}{second}"));
    let single = LETTERS.chars().take(all - beginning).map(String::from);
    single.chain(LETTERS.chars().skip(all - beginning).flat_map(pair)).take(count)
}

impl App {
    /// The links on the screen that may still be meant, with the letters that are left to type,
    /// while one is to be chosen.
    pub fn link_letters(&self) -> impl Iterator<Item = (String, &Link)> {
        let (typed, links) = (self.input.link.as_deref(), self.reading.place.links());
        let labels = labels(links.len()).zip(links);
        labels.filter_map(move |(label, link)| Some((label.strip_prefix(typed?)?.to_owned(), link)))
    }

    /// Puts letters over the links.
    pub(super) fn choose_link(&mut self) {
        self.pane = Pane::Article;
        self.lift_help();
        let any = !self.reading.place.links().is_empty();
        self.input.link = any.then(String::new);
        let words = if any { "which link?" } else { "no link on the screen" };
        self.note = Some(words.to_owned());
    }

    /// Takes a letter, and opens the link of those that were typed; any other key takes the letters
    /// away.
    pub(super) fn open_link(&mut self, key: Key) -> Option<Effect> {
        let mut typed = self.input.link.take()?;
        self.note = None;
        let Key::Char(letter) = key else { return None };
        typed.push(letter);
        self.input.link = Some(typed);
        let meant = self.link_letters().next().map(|(left, link)| (left, link.target.clone()));
        match meant {
            Some((left, target)) if left.is_empty() => {
                self.input.link = None;
                self.note = Some(format!("opening {target}"));
                Some(Effect::Open(target))
            }
            Some(_) => {
                self.note = Some("which link?".to_owned());
                None
            }
            None => {
                self.input.link = None;
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::labels;

    #[test]
    fn no_letters_are_the_beginning_of_others() {
        for count in [0, 1, 26, 27, 51, 52, 600, 676] {
            let labels: Vec<_> = labels(count).collect();
            assert_eq!(labels.len(), count);
            for (i, one) in labels.iter().enumerate() {
                let begins = |other: &String| other.starts_with(one) || one.starts_with(other);
                assert!(!labels[..i].iter().any(begins), "{one} of {count}");
            }
        }
        assert_eq!(labels(26).map(|label| label.len()).max(), Some(1));
        assert_eq!(labels(27).filter(|label| label.len() == 2).count(), 2);
    }
}
