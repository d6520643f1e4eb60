//! The lists as the world knows them: opens what is chosen from them, beside the reader, and
//! remembers what was read.

use std::{
    collections::HashSet,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::mpsc::Sender,
    thread,
};

use super::{events::Happening, world::Origin};
use crate::{
    app::{action::Action, setup::Setup},
    browse::{Browser, Errand, list::Standing},
    library::{self, lists},
    shelf::{Place, Shelf},
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
    /// The file that it opens, if it is one.
    file: Option<PathBuf>,
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
        Self { browser, manner, keep, remembers, errand: 0, file: None, news }
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

    /// Does an errand.
    pub fn run(&mut self, errand: Errand) {
        match errand {
            Errand::Open(place, title) => self.open(*place, title),
            Errand::Stop => self.errand += 1,
            Errand::Remember(id, standing) => self.remember(&id, standing),
            // These are for whoever has the screen.
            Errand::Redraw | Errand::Suspend | Errand::Quit => {}
        }
    }

    /// Opens what is at a place, beside the reader.
    fn open(&mut self, place: Place, title: String) {
        self.errand += 1;
        self.file = match &place {
            Place::File(path) => Some(path.clone()),
            Place::Address(_) | Place::Text(_) => None,
        };
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

    /// Takes a list that was opened.
    pub fn take_shelf(&mut self, opened: Shelf) {
        let (ids, problem) = if self.remembers { ids(&opened) } else { Default::default() };
        self.browser.take_shelf(opened, &ids);
        if let Some(problem) = problem {
            self.browser.update(Action::Told(problem));
        }
    }

    /// The file that was opened, with what is remembered of the article in it, or why that is
    /// unknown.
    pub fn origin(&mut self) -> (Option<Origin>, Option<library::Error>) {
        let Some(path) = self.file.take() else { return (None, None) };
        let (origin, problem) = if self.remembers {
            Origin::remembered(&path)
        } else {
            (Some(Origin::unremembered(&path)), None)
        };
        let manner = self.manner.clone();
        (origin.map(|origin| Origin { manner, ..origin }), problem)
    }

    /// Remembers that an entry is read or is not.
    fn remember(&mut self, id: &str, standing: Standing) {
        let Some(name) = self.remembers.then(|| lists::name(&self.browser.list.shelf)).flatten()
        else {
            return;
        };
        let noted = lists::folder().and_then(|folder| lists::note(&folder, &name, id, standing));
        if let Err(problem) = noted {
            self.browser.update(Action::Told(problem.to_string()));
        }
    }
}

/// The ids of what was read of a list, or why that is unknown.
fn ids(shelf: &Shelf) -> (HashSet<String>, Option<String>) {
    let Some(name) = lists::name(shelf) else { return (HashSet::new(), None) };
    match lists::folder().and_then(|folder| lists::read(&folder, &name)) {
        Ok(ids) => (ids, None),
        Err(problem) => (HashSet::new(), Some(problem.to_string())),
    }
}
