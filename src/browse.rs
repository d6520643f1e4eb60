//! Browsing: lists of articles to choose from, each opened from an entry of the one below it.
//!
//! A screen of its own beside that of an article: keys come in, errands for the world go out.

pub mod filtering;
#[cfg(test)]
pub(crate) mod fixture;
pub mod foot;
pub mod list;
pub mod opening;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use crate::{
    app::{
        action::Action,
        command::{Command, Direction, Step, Way, Whose},
        help::Help,
        key::Key,
        keymap::Keymap,
        layout::Layout,
        pointer::{self, Pointer},
        role::Strip,
        settings::Settings,
        setup::{self, Setup},
        sheet::Sheet,
        typing::{Typed, Typing},
    },
    shelf::{Place, Shelf},
};
use filtering::Asking;
use list::{List, Standing};
use opening::Pending;

/// Digits of the numbers of paragraphs that the frame is made for, so that it is an article's.
const DIGITS: u16 = 2;

/// The lists, and what is going on with them.
#[derive(Debug, Default)]
pub struct Browser {
    /// The list that is seen.
    pub list: List,
    /// Those below it, the first that was opened first.
    below: Vec<List>,
    /// Where everything stands.
    pub layout: Layout,
    /// The keys in force, and how everything is to look.
    pub setup: Setup,
    typing: Typing,
    /// The line of the filter while it is typed.
    pub asking: Option<Asking>,
    /// What is being opened.
    pub pending: Option<Pending>,
    /// The keys, where they are looked up.
    pub help: Option<Sheet>,
    /// What is said until the next key.
    pub note: Option<Note>,
}

/// What is said until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// In a few words.
    Short(String),
    /// Why something cannot be done, in as many words as it takes: lines of the body.
    Why(Vec<Strip>),
}

/// What the world must do.
#[derive(Debug, PartialEq, Eq)]
pub enum Errand {
    /// Open what is there, which is called so; what was asked for before is not wanted any more.
    Open(Box<Place>, String),
    /// Remember that the entry of this id, on the shelf that is seen, is read or is not.
    Remember(String, Standing),
    /// Draw everything anew.
    Redraw,
    /// Let the shell have the terminal for a while.
    Suspend,
    /// Leave.
    Quit,
}

/// Whether a command does something where the keys are looked up.
const fn is_for_help(command: Command) -> bool {
    matches!(
        command,
        Command::Go(..)
            | Command::Help
            | Command::Close
            | Command::NextTheme
            | Command::Redraw
            | Command::Suspend
            | Command::Leave
            | Command::Quit
    )
}

impl Browser {
    /// The list of a shelf; the ids are those of entries that were read.
    #[must_use]
    pub fn new(shelf: Shelf, ids: &HashSet<String>, setup: Setup) -> Self {
        Self { list: List::new(shelf, ids), setup, ..Self::default() }
    }

    /// Takes note of what happened; tells what the world must do.
    pub fn update(&mut self, action: Action) -> Option<Errand> {
        match action {
            Action::Key(key) => return self.press(key),
            Action::Command(command) => return self.obey(command, None),
            Action::Mouse(pointer) => return self.point(pointer),
            Action::Paste(words) => {
                if let Some(asking) = &mut self.asking {
                    asking.prompt.insert(&words);
                    self.follow();
                }
            }
            Action::Resize { width, height } => self.resize((width, height)),
            Action::Configured(setup) => self.take_setup(setup),
            Action::Told(note) => self.say(&note),
            // These are about an article that is not read any more.
            Action::GoOn
            | Action::Analysed(..)
            | Action::AnalysisFailed
            | Action::Recalled(_)
            | Action::Replaced(_) => {}
        }
        None
    }

    /// Takes other keys and looks.
    pub fn set_up(&mut self, setup: Setup) {
        self.setup = setup;
        self.resize(self.layout.size);
    }

    fn take_setup(&mut self, setup: Result<Setup, String>) {
        let told = setup::told(&setup);
        if let Ok(setup) = setup {
            self.set_up(setup);
        }
        self.say(&told);
    }

    fn resize(&mut self, size: (u16, u16)) {
        // A list has no article beside which it would have to be narrow.
        let settings = Settings { zen: false, ..self.setup.settings.clone() };
        self.layout = Layout::new(size, DIGITS, settings);
        self.lay_out();
    }

    /// Cells of a row of the list.
    #[must_use]
    pub fn columns(&self) -> usize {
        usize::from(self.layout.columns.end - self.layout.columns.start).saturating_sub(2)
    }

    fn lay_out(&mut self) {
        let (columns, height) = (self.columns(), self.layout.height());
        let covered = self.why().len();
        let covered = if covered > 0 { covered + 1 } else { 0 };
        self.list.lay_out((columns, height.saturating_sub(covered).max(1)));
        if let Some(sheet) = self.help.take() {
            let help = Help { filter: None, about: Some(Command::ToggleRead) };
            let rows = help.rows(&self.setup.keymap, self.setup.settings.signs, columns + 2);
            self.help = Some(sheet.refilled(rows, height));
        }
    }

    /// The rows that say why something cannot be done.
    #[must_use]
    pub fn why(&self) -> &[Strip] {
        match &self.note {
            Some(Note::Why(rows)) => rows,
            Some(Note::Short(_)) | None => &[],
        }
    }

    /// The keys in force.
    #[must_use]
    pub const fn keymap(&self) -> &Keymap {
        &self.setup.keymap
    }

    fn press(&mut self, key: Key) -> Option<Errand> {
        if self.asking.is_some() {
            return self.answer(key);
        }
        match self.typing.feed(&self.setup.keymap, key) {
            Typed::Command(command, count) => self.obey(command, count),
            Typed::More => None,
            Typed::Unknown => {
                let unknown = self.setup.keymap.unknown();
                self.say(&unknown);
                None
            }
        }
    }

    /// What was typed of a sequence.
    #[must_use]
    pub fn typed(&self) -> String {
        self.typing.shown()
    }

    fn obey(&mut self, command: Command, count: Option<usize>) -> Option<Errand> {
        self.hush();
        if self.help.is_some() && !is_for_help(command) {
            return None;
        }
        match command {
            Command::Go(direction, step) => self.go(direction, step, count),
            Command::Percent => {
                if let Some(percent) = count {
                    self.list.go_to_percent(percent);
                } else {
                    let needed = self.setup.keymap.needs_number();
                    self.say(&needed);
                }
            }
            Command::NextHit(direction) => self.go_to_unread(direction),
            Command::Entry(direction) => self.go(direction, Step::Line, count),
            Command::Search(_) => self.ask(),
            Command::Take | Command::Walk(Direction::Forward, Whose::Any) => return self.open(),
            Command::ToggleRead => return self.toggle_read(self.list.at()),
            Command::Close => return self.close(),
            Command::Help => self.toggle_help(),
            Command::NextTheme => self.setup.settings.next_theme(),
            Command::Reload => return self.reload(),
            Command::Redraw => return Some(Errand::Redraw),
            Command::Suspend => return Some(Errand::Suspend),
            Command::Leave | Command::Walk(Direction::Back, Whose::Any) => {
                return self.back(command);
            }
            Command::Quit => return Some(Errand::Quit),
            Command::Walk(_, Whose::Same)
            | Command::Order
            | Command::SwitchPane
            | Command::Why
            | Command::Inferred
            | Command::Matrix
            | Command::Widen
            | Command::Compare
            | Command::Filter(_)
            | Command::Fold
            | Command::Pick(_)
            | Command::Mark(_)
            | Command::Recall(_)
            | Command::Copy(_)
            | Command::Link
            | Command::MoveDivide(_)
            | Command::Measure(_)
            | Command::Zen
            | Command::Jump(_)
            | Command::LastJump
            | Command::Align(_)
            | Command::Edit => {
                let take = self.setup.keymap.told(Command::Take);
                self.say(&format!("that is for an article: {take} opens one"));
            }
        }
        None
    }

    fn say(&mut self, words: &str) {
        self.hush();
        self.note = Some(Note::Short(words.to_owned()));
    }

    /// Takes back what was said.
    pub fn hush(&mut self) {
        if self.note.take().is_some_and(|note| matches!(note, Note::Why(_))) {
            self.lay_out();
        }
    }

    fn go(&mut self, direction: Direction, step: Step, count: Option<usize>) {
        let way = Way { direction, step, times: count.unwrap_or(1) };
        match (&mut self.help, step, count) {
            (Some(sheet), ..) => sheet.go(way),
            (None, Step::All, Some(number)) => self.list.go_to_place(number.saturating_sub(1)),
            (None, ..) => self.list.go(way),
        }
    }

    fn go_to_unread(&mut self, direction: Direction) {
        if !self.list.go_to_unread(direction) {
            let way = match direction {
                Direction::Forward => "below",
                Direction::Back => "above",
            };
            self.say(&format!("nothing unread {way}"));
        }
    }

    fn toggle_help(&mut self) {
        self.help = if self.help.is_some() { None } else { Some(Sheet::default()) };
        self.lay_out();
    }

    /// Ends what is going on, one thing at a time, the latest first; then goes back.
    fn close(&mut self) -> Option<Errand> {
        if self.help.take().is_some() || self.stop() {
            return None;
        }
        if self.list.filter.is_some() {
            self.list.sift(None);
            return None;
        }
        self.back(Command::Close)
    }

    /// Stops opening; tells whether anything was being opened.
    pub fn stop(&mut self) -> bool {
        let Some(pending) = self.pending.take() else { return false };
        self.say(if pending.fetched.is_some() { "fetching was stopped" } else { "stopped" });
        true
    }

    /// Goes back to the list that this one was opened from; from the first, the command to leave
    /// ends the program.
    fn back(&mut self, command: Command) -> Option<Errand> {
        if self.help.take().is_some() {
            return None;
        }
        let Some(below) = self.below.pop() else {
            if command == Command::Leave {
                return Some(Errand::Quit);
            }
            let leave = self.setup.keymap.told(Command::Leave);
            self.say(&format!("{leave} leaves"));
            return None;
        };
        self.pending = None;
        let above = std::mem::replace(&mut self.list, below);
        self.lay_out();
        // A list is read when all that stands on it is.
        let standing = if above.unread() == 0 { Standing::Read } else { Standing::Unread };
        let id = self.list.note_read(self.list.at(), standing);
        id.map(|id| Errand::Remember(id, standing))
    }

    /// Whether the list was opened from another.
    #[must_use]
    pub const fn is_above_another(&self) -> bool {
        !self.below.is_empty()
    }

    /// Does what the mouse asks for.
    fn point(&mut self, pointer: Pointer) -> Option<Errand> {
        const NOTCH: usize = 3;
        match pointer.deed {
            pointer::Deed::Wheel(direction) => self.go(direction, Step::Line, Some(NOTCH)),
            // Why something cannot be done lies over rows: who presses there is rid of it.
            pointer::Deed::Press if matches!(self.note, Some(Note::Why(_))) => self.hush(),
            pointer::Deed::Press if self.help.is_none() && self.asking.is_none() => {
                self.hush();
                let row = pointer.row.checked_sub(self.layout.body.start)?;
                // What one is on is opened by another press.
                if self.list.go_to_row(usize::from(row)) {
                    return self.open();
                }
            }
            pointer::Deed::Press | pointer::Deed::Drag | pointer::Deed::Release => {}
        }
        None
    }
}
