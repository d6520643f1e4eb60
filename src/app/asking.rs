//! Asking: a line that is typed at the foot, what it is for, and what it leads to.

use super::{
    App, Pane,
    action::Effect,
    command::{Direction, Leap, Step},
    key::{Arrow, Key},
    order,
    panel::Subject,
    prompt::{Edited, Prompt},
    search::{Search, pattern::Pattern},
};
use crate::text::Span;

/// Lines of a kind that are remembered.
const REMEMBERED: usize = 100;

/// A line that is being typed.
pub struct Asking {
    /// What it is for.
    pub purpose: Purpose,
    /// The line.
    pub prompt: Prompt,
    /// What is wrong with it.
    pub trouble: Option<String>,
    /// What was typed of it, where Tab has put in the rest.
    pub stem: String,
    /// Which of the names that it may become Tab has put in.
    pub chosen: Option<usize>,
    /// How everything was before.
    pub before: Before,
}

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To search the article.
    Search(Direction),
    /// To show only some actors.
    Actors,
    /// To show only some lines of the help.
    Help,
    /// To say what to do.
    Order,
}

/// How everything was before a line was typed.
pub struct Before {
    /// The byte that the top line held.
    pub anchor: usize,
    /// What was on the screen.
    pub seen: Span,
    /// Where the search begins.
    pub from: usize,
    /// What was searched for.
    pub search: Option<Search>,
    /// What the actors, or the lines of the help, had to fit.
    pub filter: Option<Pattern>,
}

/// The lines that were entered, the latest last.
#[derive(Debug, Default)]
pub struct History {
    /// What was searched for.
    pub searches: Vec<String>,
    /// What was asked for.
    pub orders: Vec<String>,
}

impl Purpose {
    /// The sign before the line.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Search(Direction::Forward) | Self::Actors | Self::Help => "/",
            Self::Search(Direction::Back) => "\\",
            Self::Order => ":",
        }
    }
}

impl History {
    /// The lines for the purpose.
    #[must_use]
    pub fn of(&self, purpose: Purpose) -> &[String] {
        match purpose {
            Purpose::Search(_) => &self.searches,
            Purpose::Order => &self.orders,
            Purpose::Actors | Purpose::Help => &[],
        }
    }

    /// Remembers a line.
    pub fn push(&mut self, purpose: Purpose, line: &str) {
        let lines = match purpose {
            Purpose::Search(_) => &mut self.searches,
            Purpose::Order => &mut self.orders,
            Purpose::Actors | Purpose::Help => return,
        };
        lines.retain(|old| old != line);
        if lines.len() == REMEMBERED {
            lines.remove(0);
        }
        lines.push(line.to_owned());
    }
}

impl App {
    /// Lets words be typed that are searched for where one is: in the help, among the actors, in
    /// the article.
    pub(super) fn ask_for_words(&mut self, direction: Direction) {
        let help = self.panel.as_ref().is_some_and(|panel| panel.subject() == Subject::Help);
        self.ask(match self.pane {
            _ if help => Purpose::Help,
            Pane::Sidebar => Purpose::Actors,
            Pane::Article => Purpose::Search(direction),
        });
    }

    /// Lets a line be typed.
    pub(super) fn ask(&mut self, purpose: Purpose) {
        let place = &self.reading.place;
        let search = self.reading.search.clone();
        let seen = place.seen();
        let here = search.as_ref().and_then(|search| search.current);
        let here = here.filter(|hit| hit.span.meets(seen)).map(|hit| hit.span.start);
        let filter = match purpose {
            Purpose::Actors => self.sidebar.filter.clone(),
            Purpose::Help => self.input.help.filter.clone(),
            Purpose::Search(_) | Purpose::Order => None,
        };
        let from = here.unwrap_or(seen.start);
        let before = Before { anchor: place.anchor(), seen, from, search, filter };
        let prompt = Prompt::default();
        let (trouble, stem, chosen) = (None, String::new(), None);
        self.input.asking = Some(Asking { purpose, prompt, trouble, stem, chosen, before });
    }

    /// Takes words that were pasted; only a line that is being typed has a use for them.
    pub(super) fn paste(&mut self, words: &str) {
        match &mut self.input.asking {
            Some(asking) => {
                asking.prompt.insert(words);
                self.follow();
            }
            None => self.paste_to_picker(words),
        }
    }

    /// Takes a key for the line that is being typed.
    pub(super) fn answer(&mut self, key: Key) -> Option<Effect> {
        self.note = None;
        let asking = self.input.asking.as_mut()?;
        let empty = asking.prompt.text().is_empty();
        match key {
            Key::Esc | Key::Ctrl('c') => self.give_up(),
            Key::Backspace if empty => self.give_up(),
            Key::Enter => return self.enter(),
            Key::Tab if asking.purpose == Purpose::Order => self.complete(Direction::Forward),
            Key::BackTab if asking.purpose == Purpose::Order => self.complete(Direction::Back),
            key => match asking.prompt.feed(key, self.input.history.of(asking.purpose)) {
                Edited::Text => self.follow(),
                Edited::Cursor => self.choose_beside(key),
                Edited::Nothing => return self.pass_on(key),
            },
        }
        None
    }

    /// Puts the next or previous of what the line may become into it; after the only one it goes on
    /// with what may follow that.
    fn complete(&mut self, direction: Direction) {
        let Some(asking) = &self.input.asking else { return };
        let candidates = order::candidates(self, &asking.stem);
        let Some(asking) = &mut self.input.asking else { return };
        let last = candidates.len().checked_sub(1);
        let next = match (asking.chosen, direction) {
            (None, Direction::Forward) => Some(0),
            (None | Some(0), Direction::Back) => last,
            (Some(here), Direction::Back) => Some(here - 1),
            (Some(here), Direction::Forward) => Some(if Some(here) == last { 0 } else { here + 1 }),
        };
        let Some((next, one)) = next.and_then(|next| Some((next, candidates.get(next)?))) else {
            return;
        };
        let space = if one.argument.is_empty() { "" } else { " " };
        let line = format!("{}{}{space}", one.head, one.name);
        asking.prompt.set(&line);
        asking.chosen = (candidates.len() > 1).then_some(next);
        if candidates.len() == 1 {
            asking.stem = line;
        }
    }

    /// Where there is no history, up and down go through what the words have left.
    fn choose_beside(&mut self, key: Key) {
        let ways = [(Arrow::Down, Direction::Forward), (Arrow::Up, Direction::Back)];
        let mut ways = ways.into_iter().filter(|(arrow, _)| key == Key::Arrow(*arrow));
        let Some((_, direction)) = ways.next() else { return };
        match self.input.asking.as_ref().map(|asking| asking.purpose) {
            Some(Purpose::Actors | Purpose::Help) => self.go(direction, Step::Line, None),
            Some(Purpose::Search(_) | Purpose::Order) | None => {}
        }
    }

    /// Some keys ask for the same everywhere.
    pub(super) fn pass_on(&mut self, key: Key) -> Option<Effect> {
        self.carry_out(self.input.keymap.command_anywhere(key)?, None)
    }

    /// Does what the line asks for while it is typed.
    fn follow(&mut self) {
        let Some(asking) = &mut self.input.asking else { return };
        asking.trouble = None;
        asking.chosen = None;
        let words = asking.prompt.text().to_owned();
        asking.stem.clone_from(&words);
        if asking.purpose == Purpose::Order {
            return;
        }
        let pattern = (!words.is_empty()).then(|| Pattern::new(&words)).transpose();
        match (pattern, asking.purpose) {
            // What was found last stays.
            (Err(reason), _) => asking.trouble = Some(reason),
            (Ok(pattern), Purpose::Search(direction)) => self.find(pattern, direction),
            (Ok(pattern), Purpose::Actors) => self.filter_actors(pattern),
            (Ok(pattern), Purpose::Help) => self.filter_help(pattern),
            (Ok(_), Purpose::Order) => {}
        }
    }

    /// Leaves the line; everything is as it was before.
    fn give_up(&mut self) {
        let Some(asking) = self.input.asking.take() else { return };
        match asking.purpose {
            Purpose::Search(_) => {
                self.reading.search = asking.before.search;
                self.reading.go_to(asking.before.anchor);
            }
            Purpose::Actors => self.filter_actors(asking.before.filter),
            Purpose::Help => self.filter_help(asking.before.filter),
            Purpose::Order => {}
        }
    }

    /// Takes the line as it is. One that is wrong is left to be mended.
    fn enter(&mut self) -> Option<Effect> {
        let asking = self.input.asking.take_if(|asking| asking.trouble.is_none())?;
        let line = asking.prompt.text();
        if !line.is_empty() {
            self.input.history.push(asking.purpose, line);
        }
        match asking.purpose {
            Purpose::Search(direction) if line.is_empty() => {
                self.search_again(direction, asking.before.search);
            }
            Purpose::Search(_) => self.note_jump(Leap::Far, asking.before.seen),
            Purpose::Actors | Purpose::Help => {}
            Purpose::Order => return self.order(line),
        }
        None
    }
}
