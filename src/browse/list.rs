//! A list: the entries of a shelf, which of them are read, which fit, and where one is among them.

use std::{collections::HashSet, iter};

use crate::{
    app::{
        command::{Direction, Step, Way},
        role::{Piece, Role, Strip, shortened},
        search::pattern::Pattern,
        window,
    },
    page::wrap,
    shelf::{Entry, Place, Shelf},
    text::{Span, one_line},
};

/// Columns under which a day is shown without its year, and nothing stands beside a title.
const NARROW: usize = 60;
/// Cells of what stands beside a title, at most.
const BESIDE: usize = 24;

/// The entries of a shelf, and where one is among them.
#[derive(Debug, Default)]
pub struct List {
    /// The shelf.
    pub shelf: Shelf,
    /// Whether each entry has been read.
    read: Vec<bool>,
    /// Only entries that this fits.
    pub filter: Option<Pattern>,
    /// The entries that fit.
    hits: Vec<usize>,
    /// The entry that one is on.
    at: usize,
    /// The first hit on the screen.
    first: usize,
    /// Columns and rows of the screen.
    size: (usize, usize),
    /// What the screen shows.
    pub rows: Vec<Strip>,
    /// The row of the entry that one is on.
    pub cursor: Option<usize>,
}

impl List {
    /// The list of a shelf, at the first entry whose id is not among those that were read.
    #[must_use]
    pub fn new(shelf: Shelf, ids: &HashSet<String>) -> Self {
        let read: Vec<_> = shelf.entries.iter().map(|entry| ids.contains(&entry.id)).collect();
        let at = read.iter().position(|read| !read).unwrap_or(0);
        let hits = (0..read.len()).collect();
        Self { shelf, read, hits, at, ..Self::default() }
    }

    /// Takes the shelf as it is now; one stays on the entry that one was on, where it is still there.
    pub fn refill(&mut self, new: Shelf, ids: &HashSet<String>) {
        let here = self.entry().map(|entry| entry.id.clone());
        let old = std::mem::replace(self, Self::new(new, ids));
        let same = self.shelf.entries.iter().position(|entry| Some(&entry.id) == here.as_ref());
        self.at = same.unwrap_or(0);
        (self.first, self.size) = (old.first, old.size);
        self.sift(old.filter);
    }

    /// The entry that one is on, if any is left.
    #[must_use]
    pub fn entry(&self) -> Option<&Entry> {
        self.place().and_then(|_| self.shelf.entries.get(self.at))
    }

    /// Its index.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// Its place among those that fit.
    fn place(&self) -> Option<usize> {
        self.hits.binary_search(&self.at).ok()
    }

    /// The entry after or before another, among those that fit.
    #[must_use]
    pub fn beside(&self, entry: usize, direction: Direction) -> Option<usize> {
        let place = self.hits.binary_search(&entry).ok()?;
        let next = match direction {
            Direction::Forward => place.checked_add(1),
            Direction::Back => place.checked_sub(1),
        };
        self.hits.get(next?).copied()
    }

    /// Goes to an entry.
    pub fn go_to(&mut self, entry: usize) {
        self.at = entry;
        self.lay_out(self.size);
    }

    /// Goes to an entry; where the filter hides it, that is lifted.
    pub fn show(&mut self, entry: usize) {
        if self.hits.binary_search(&entry).is_err() {
            self.sift(None);
        }
        self.go_to(entry);
    }

    /// Goes through the entries.
    pub fn go(&mut self, way: Way) {
        let far = match way.step {
            Step::Line | Step::Paragraph => 1,
            Step::Half => (self.size.1 / 2).max(1),
            Step::Page => self.size.1.saturating_sub(1).max(1),
            Step::All => self.hits.len(),
        };
        let place = way.from(self.place().unwrap_or(0), far, self.hits.len());
        self.go_to_place(place);
    }

    /// Goes to an entry by its place among those that fit; beyond the last to the last.
    pub fn go_to_place(&mut self, place: usize) {
        let place = place.min(self.hits.len().saturating_sub(1));
        self.go_to(self.hits.get(place).copied().unwrap_or(self.at));
    }

    /// Goes to where so many of a hundred entries lie above.
    pub fn go_to_percent(&mut self, percent: usize) {
        self.go_to_place(self.hits.len() * percent.min(100) / 100);
    }

    /// Goes to an entry by the row of the screen; tells whether one was there already.
    pub fn go_to_row(&mut self, row: usize) -> bool {
        let before = self.at;
        if let Some(&entry) = self.hits.get(self.first + row) {
            self.go_to(entry);
        }
        before == self.at && self.cursor == Some(row)
    }

    /// Goes to the next or previous entry that is not read; tells whether there is one.
    pub fn go_to_unread(&mut self, direction: Direction) -> bool {
        let unread = |&&entry: &&usize| !self.is_read(entry);
        let found = match direction {
            Direction::Forward => self.hits.iter().filter(unread).find(|&&entry| entry > self.at),
            Direction::Back => self.hits.iter().filter(unread).rfind(|&&entry| entry < self.at),
        };
        let found = found.copied();
        found.inspect(|&entry| self.go_to(entry)).is_some()
    }

    /// Whether an entry has been read.
    #[must_use]
    pub fn is_read(&self, entry: usize) -> bool {
        self.read.get(entry).copied().unwrap_or_default()
    }

    /// Takes note that an entry is read or is not; tells its id if that is new.
    pub fn note_read(&mut self, entry: usize, is: Standing) -> Option<String> {
        let read = self.read.get_mut(entry)?;
        let changed = std::mem::replace(read, is == Standing::Read) != *read;
        self.lay_out(self.size);
        changed.then(|| self.shelf.entries.get(entry).map(|entry| entry.id.clone()))?
    }

    /// How many entries are not read.
    #[must_use]
    pub fn unread(&self) -> usize {
        self.read.iter().filter(|read| !**read).count()
    }

    /// Which of those that fit one is on, counted from 1, and how many there are.
    #[must_use]
    pub fn count(&self) -> (usize, usize) {
        (self.place().map_or(0, |place| place + 1), self.hits.len())
    }

    /// Shows only entries that the filter fits; from the one that one is on, the next that fits.
    pub fn sift(&mut self, filter: Option<Pattern>) {
        let entries = self.shelf.entries.iter().enumerate();
        let fits = |entry: &Entry| {
            let Some(filter) = &filter else { return true };
            let date = entry.date.as_deref().unwrap_or_default();
            filter.find(&[&entry.title, &*beside(entry), date].join(" "), 0).is_some()
        };
        self.hits = entries.filter(|(_, entry)| fits(entry)).map(|(index, _)| index).collect();
        self.filter = filter;
        let next = self.hits.iter().find(|&&hit| hit >= self.at).or(self.hits.last());
        self.go_to(next.copied().unwrap_or(self.at));
    }

    /// Lays it out anew for so many columns and rows.
    pub fn lay_out(&mut self, size: (usize, usize)) {
        let (columns, room) = size;
        self.size = size;
        let place = self.place();
        let shown = window::rows(self.first, place.unwrap_or(0), self.hits.len(), room);
        self.first = shown.start;
        let shape = Shape::new(&self.shelf, columns);
        let shown = self.hits.get(shown).unwrap_or_default().iter();
        self.rows = shown.map(|&entry| self.strip(entry, &shape)).collect();
        self.cursor = place.map(|place| place - self.first).filter(|row| *row < room);
    }

    fn strip(&self, index: usize, shape: &Shape) -> Strip {
        let Some(entry) = self.shelf.entries.get(index) else { return Strip::default() };
        let (sign, role) =
            if self.is_read(index) { ("  ", Role::Faint) } else { ("● ", Role::Text) };
        let date = shape.day(entry.date.as_deref().unwrap_or_default());
        let mut left = vec![Piece::new(Role::Text, sign), Piece::new(Role::Faint, date)];
        let title = one_line(&entry.title);
        left.extend(self.marked(&shortened(&title, shape.title), role));
        let beside = shortened(&beside(entry), shape.beside);
        let pad = shape.beside.saturating_sub(wrap::cells(&beside));
        let gap = if shape.beside > 0 { "  " } else { "" };
        let right = vec![Piece::new(Role::Faint, format!("{gap}{beside}{:pad$}", ""))];
        Strip { left, right }
    }

    /// The words with what the filter finds in them.
    fn marked(&self, words: &str, role: Role) -> Vec<Piece> {
        let found = self.filter.as_ref().and_then(|filter| filter.find(words, 0));
        let (start, end) = found.unwrap_or((words.len(), words.len()));
        let pieces = [
            (role, Span::new(0, start)),
            (Role::Hit, Span::new(start, end)),
            (role, Span::new(end, words.len())),
        ];
        let pieces = pieces.into_iter().filter(|(_, span)| !span.is_empty());
        pieces.map(|(role, span)| Piece::new(role, span.of(words))).collect()
    }
}

/// Whether an entry is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has been read.
    Read,
    /// It has not.
    Unread,
}

/// The cells of the columns of a list.
struct Shape {
    date: usize,
    title: usize,
    beside: usize,
}

impl Shape {
    fn new(shelf: &Shelf, columns: usize) -> Self {
        let dated = shelf.entries.iter().any(|entry| entry.date.is_some());
        let date = match (dated, columns < NARROW) {
            (false, _) => 0,
            (true, true) => "05-03  ".len(),
            (true, false) => "2024-05-03  ".len(),
        };
        let mut words = shelf.entries.iter().map(beside);
        let first = words.next().unwrap_or_default();
        let telling = columns >= NARROW && words.any(|other| other != first);
        let all = iter::once(first).chain(shelf.entries.iter().map(beside));
        let widest = all.map(|words| wrap::cells(&words)).max().filter(|_| telling);
        let beside = widest.unwrap_or_default().min(BESIDE).min(columns / 4);
        let gap = if beside > 0 { 2 } else { 0 };
        let title = columns.saturating_sub("● ".chars().count() + date + beside + gap);
        Self { date, title, beside }
    }

    /// A day in its column.
    fn day(&self, date: &str) -> String {
        let year = "2024-".len();
        let day =
            if self.date < "2024-05-03".len() { date.get(year..).unwrap_or(date) } else { date };
        format!("{day:width$}", width = self.date)
    }
}

/// Who wrote an entry, or where it is.
fn beside(entry: &Entry) -> String {
    match &entry.place {
        Place::File(_) => String::new(),
        Place::Address(address) => {
            let host = address.url.host_str().unwrap_or_default();
            host.strip_prefix("www.").unwrap_or(host).to_owned()
        }
        Place::Text(text) => text.about.byline.as_deref().map(one_line).unwrap_or_default(),
    }
}
