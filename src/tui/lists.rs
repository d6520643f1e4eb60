//! The lists as the world knows them: opens what is chosen from them, beside the reader, and
//! remembers what was read.

use std::{
    collections::HashSet,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::Sender,
    thread,
};

use super::{events::Happening, world::Origin};
use crate::{
    app::{action::Action, reading::Chapters, setup::Setup},
    browse::{Browser, Errand, list::Standing},
    library::{self, Book, lists},
    shelf::{Entry, Place, Shelf},
    source::{
        self, Manner,
        error::Error,
        web::{Keep, Limits, Progress, Visit},
    },
};

/// A list to choose from, and how what is on it is opened.
pub struct Collection {
    /// The list.
    pub shelf: Shelf,
    /// How its entries are read.
    pub manner: Manner,
    /// What is made of earlier visits.
    pub keep: Keep,
    /// Whether it is remembered what was read.
    pub remembers: bool,
}

/// The lists, and what is being opened.
pub struct Lists {
    /// The lists on the screen.
    pub browser: Browser,
    manner: Manner,
    keep: Keep,
    remembers: bool,
    /// The number of the latest errand; what others bring is not wanted any more.
    errand: u32,
    news: Sender<Happening>,
}

impl Lists {
    /// The lists, with one on the screen.
    #[must_use]
    pub fn new(list: Collection, setup: Setup, news: Sender<Happening>) -> Self {
        let Collection { shelf, manner, keep, remembers } = list;
        let (ids, problem) = if remembers { ids(&shelf) } else { Default::default() };
        let mut browser = Browser::new(shelf, &ids, setup);
        if let Some(problem) = problem {
            browser.update(Action::Told(problem));
        }
        Self { browser, manner, keep, remembers, errand: 0, news }
    }

    /// Whether the errand of this number is still wanted.
    #[must_use]
    pub const fn awaits(&self, errand: u32) -> bool {
        self.errand == errand && self.browser.pending.is_some()
    }

    /// Whether something is being fetched.
    #[must_use]
    pub fn fetches(&self) -> bool {
        self.browser.pending.as_ref().is_some_and(|pending| pending.fetched.is_some())
    }

    /// Does an errand; gives what is to be told of it.
    pub fn run(&mut self, errand: Errand) -> Option<String> {
        match errand {
            Errand::Open(place, title) => self.open(*place, title),
            Errand::Remember(id, standing) => return self.remember(&id, standing),
            // These are for whoever has the screen.
            Errand::Redraw | Errand::Suspend | Errand::Quit => {}
        }
        None
    }

    /// Opens what is at a place, beside the reader.
    fn open(&mut self, place: Place, title: String) {
        self.errand += 1;
        let (number, keep) = (self.errand, self.keep);
        let (manner, news) = (self.manner.clone(), self.news.clone());
        thread::spawn(move || {
            // Nobody listens any more when the reader has left.
            let watch = |progress: Progress| {
                drop(news.send(Happening::Fetched(number, progress.read)));
            };
            let visit = Visit { keep, watch: &watch, limits: Limits::default() };
            let open = || source::open_place(&place, &title, &manner, &visit);
            let opened = catch_unwind(AssertUnwindSafe(open));
            let opened = opened.unwrap_or_else(|_| Err(Error::Failed(title.clone())));
            drop(news.send(Happening::Opened(number, Box::new(opened))));
        });
    }

    /// Takes a list that was opened; gives what is to be told of it.
    pub fn take_shelf(&mut self, opened: Shelf) -> Option<String> {
        let (ids, problem) = if self.remembers { ids(&opened) } else { Default::default() };
        self.browser.take_shelf(opened, &ids);
        problem
    }

    /// What is known of the entry that has been opened.
    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known { chapters: self.browser.chapters(), ..Known::default() };
        let Some(entry) = self.browser.opened() else { return known };
        match &entry.place {
            Place::File(path) if self.remembers => {
                (known.origin, known.problem) = Origin::remembered(path);
            }
            Place::File(path) => known.origin = Some(Origin::unremembered(path)),
            // What is fetched is read from its beginning, as is what is fetched by itself.
            Place::Address(_) => {}
            Place::Text(_) => match self.book(entry) {
                Some(Ok(book)) => known.book = Some(book),
                Some(Err(problem)) => known.problem = Some(problem),
                None => {}
            },
        }
        let manner = self.manner.clone();
        known.origin = known.origin.map(|origin| Origin { manner, ..origin });
        known
    }

    /// What is remembered of an entry whose text the list itself holds.
    fn book(&self, entry: &Entry) -> Option<Result<Book, library::Error>> {
        let list = self.remembers.then(|| lists::name(&self.browser.list.shelf)).flatten()?;
        let name = format!("{list}\n{}", entry.id);
        Some(library::folder().and_then(|folder| library::named(&folder, name)))
    }

    /// Remembers that an entry is read or is not; gives why it cannot.
    fn remember(&self, id: &str, standing: Standing) -> Option<String> {
        let name = self.remembers.then(|| lists::name(&self.browser.list.shelf)).flatten()?;
        let noted = lists::folder().and_then(|folder| lists::note(&folder, &name, id, standing));
        noted.err().map(|problem| problem.to_string())
    }
}

/// What is known of an entry.
#[derive(Default)]
pub struct Known {
    /// The file that it is.
    pub origin: Option<Origin>,
    /// What is remembered of it, if it is a part of a file.
    pub book: Option<Book>,
    /// The chapters of the book, if it is one of them.
    pub chapters: Option<Chapters>,
    /// Why nothing is known of earlier readings.
    pub problem: Option<library::Error>,
}

/// The ids of what was read of a list, or why that is unknown.
fn ids(shelf: &Shelf) -> (HashSet<String>, Option<String>) {
    let Some(name) = lists::name(shelf) else { return (HashSet::new(), None) };
    match lists::folder().and_then(|folder| lists::read(&folder, &name)) {
        Ok(ids) => (ids, None),
        Err(problem) => (HashSet::new(), Some(problem.to_string())),
    }
}
