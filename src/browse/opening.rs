//! Opening: what is chosen from the lists, and what becomes of it.

use std::collections::HashSet;

use super::{
    Browser, Errand, Note,
    list::{List, Standing},
};
use crate::{
    app::{
        command::Direction,
        reading::Chapters,
        role::{Piece, Role, Strip},
    },
    page::wrap,
    shelf::{Entry, Place, Shelf},
    text::Span,
};

/// Rows that it may take to say why something cannot be opened.
const EXPLAINED: usize = 6;

/// What is being opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The entry; `None` for the list itself, which is read anew.
    entry: Option<usize>,
    /// What it is called.
    pub title: String,
    /// The bytes that have come, if it is fetched.
    pub fetched: Option<u64>,
}

impl Browser {
    /// Opens what one is on.
    pub(super) fn open(&mut self) -> Option<Errand> {
        let entry = self.list.entry().map(|_| self.list.at());
        entry.and_then(|entry| self.open_entry(entry))
    }

    /// Opens the entry of an index.
    pub fn open_entry(&mut self, index: usize) -> Option<Errand> {
        let Entry { title, place, .. } = self.list.shelf.entries.get(index)?.clone();
        self.pending = Some(Pending::new(Some(index), &title, &place));
        Some(Errand::Open(Box::new(place), title))
    }

    /// Opens the entry after or before the one whose article is read, or is to be read next.
    ///
    /// # Errors
    /// Where there is none.
    pub fn open_beside(&mut self, direction: Direction) -> Result<Errand, &'static str> {
        let none = match direction {
            Direction::Forward => "this is the last of the list",
            Direction::Back => "this is the first of the list",
        };
        let here = self.pending.as_ref().and_then(|pending| pending.entry);
        let next = self.list.beside(here.unwrap_or(self.list.at()), direction);
        next.and_then(|entry| self.open_entry(entry)).ok_or(none)
    }

    /// Reads the list itself anew.
    pub(super) fn reload(&mut self) -> Option<Errand> {
        let Some(place) = self.list.shelf.from.clone() else {
            self.say("only a list from a file or an address can be read anew");
            return None;
        };
        let title = self.list.shelf.name.clone();
        self.pending = Some(Pending::new(None, &title, &place));
        Some(Errand::Open(place, title))
    }

    /// Takes note of how much has been fetched.
    pub fn take_progress(&mut self, bytes: u64) {
        if let Some(Pending { fetched: Some(fetched), .. }) = &mut self.pending {
            *fetched = bytes;
        }
    }

    /// The entry that is being opened.
    #[must_use]
    pub fn opened(&self) -> Option<&Entry> {
        self.list.shelf.entries.get(self.pending.as_ref()?.entry?)
    }

    /// The chapters of the book, where one of them is being opened.
    #[must_use]
    pub fn chapters(&self) -> Option<Chapters> {
        let Shelf { is_book: true, entries, .. } = &self.list.shelf else { return None };
        let names = entries.iter().map(|entry| entry.title.clone()).collect();
        Some(Chapters { names, here: self.pending.as_ref()?.entry? })
    }

    /// Takes note that what was being opened is an article, which is now read; tells what is to be
    /// remembered.
    pub fn take_article(&mut self) -> Option<Errand> {
        let entry = self.pending.take()?.entry?;
        self.list.show(entry);
        let id = self.list.note_read(entry, Standing::Read);
        id.map(|id| Errand::Remember(id, Standing::Read))
    }

    /// Takes note that what was being opened is a list; the ids are those of entries that were read.
    pub fn take_shelf(&mut self, opened: Shelf, ids: &HashSet<String>) {
        let Some(pending) = self.pending.take() else { return };
        if let Some(entry) = pending.entry {
            self.list.show(entry);
            let below = std::mem::replace(&mut self.list, List::new(opened, ids));
            self.below.push(below);
        } else {
            self.list.refill(opened, ids);
            self.say("the list was read anew");
        }
        self.lay_out();
    }

    /// Takes note that what was being opened cannot be.
    pub fn take_failure(&mut self, reason: &str) {
        self.pending = None;
        let room = self.columns().saturating_sub(2).max(1);
        let lines = wrap::prose(reason, Span::new(0, reason.len()), room);
        let row = |line: &Span| Strip::left(vec![Piece::new(Role::Notice, line.of(reason))]);
        self.note = Some(Note::Why(lines.iter().take(EXPLAINED).map(row).collect()));
        self.lay_out();
    }

    /// Takes note that an entry is read, or that it is not any more; tells what is to be remembered.
    pub fn toggle_read(&mut self, entry: usize) -> Option<Errand> {
        self.list.entry()?;
        let standing = if self.list.is_read(entry) { Standing::Unread } else { Standing::Read };
        let id = self.list.note_read(entry, standing);
        id.map(|id| Errand::Remember(id, standing))
    }
}

impl Pending {
    fn new(entry: Option<usize>, title: &str, place: &Place) -> Self {
        let fetched = matches!(place, Place::Address(_)).then_some(0);
        Self { entry, title: title.to_owned(), fetched }
    }
}
