//! Reading: the article as lines, where one is in it, the places that letters remember, the hits.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    command::{Edge, Way},
    jumps::Jumps,
    place::Place,
    search::{Found, Search, stretch::Stretches},
};
use crate::{article::Article, page::Page, text::Span};

/// The article, and where the reader is in it.
pub struct Reading {
    /// The article as lines.
    pub page: Page,
    /// How many paragraphs the article has, or is expected to have once all of it is read.
    pub paragraphs: usize,
    /// Where one is.
    pub place: Place,
    /// The byte that each letter remembers.
    pub marks: BTreeMap<char, usize>,
    /// The places that jumps have left.
    pub jumps: Jumps,
    /// The chapters of the book that the article is from, if it is a chapter.
    pub chapters: Option<Chapters>,
    /// What is searched for.
    pub search: Option<Search>,
    /// The article as it is searched.
    pub stretches: Arc<Stretches>,
}

/// The chapters of a book, as one reads one of them.
#[derive(Clone, Debug)]
pub struct Chapters {
    /// What they are called.
    pub names: Vec<String>,
    /// The one that is read.
    pub here: usize,
}

impl Reading {
    /// The start of an article that has no size yet.
    #[must_use]
    pub fn new(page: Page) -> Self {
        let (place, marks, jumps, chapters, search) = Default::default();
        let stretches = Arc::new(Stretches::new(page.article()));
        let paragraphs = page.article().paragraphs.len();
        Self { page, paragraphs, place, marks, jumps, chapters, search, stretches }
    }

    /// The article.
    #[must_use]
    pub fn article(&self) -> &Article {
        self.page.article()
    }

    /// Gives the article so many rows of the screen.
    pub fn resize(&mut self, height: usize) {
        self.place.resize(&mut self.page, height);
    }

    /// Goes through the article.
    pub fn go(&mut self, way: Way) {
        self.place.go(&mut self.page, way);
    }

    /// Goes to a paragraph by its number; beyond the last to the last.
    pub fn go_to_paragraph(&mut self, number: usize) {
        let paragraphs = &self.article().paragraphs;
        let index = number.saturating_sub(1).min(paragraphs.len().saturating_sub(1));
        let start = paragraphs.get(index).map_or(0, |span| span.start);
        self.go_to(start);
    }

    /// Goes to where so many percent of the article lie above.
    pub fn go_to_percent(&mut self, percent: usize) {
        self.go_to(self.article().text.len() / 100 * percent.min(100));
    }

    /// Puts the line of a byte at the top of the screen.
    pub fn go_to(&mut self, byte: usize) {
        self.place.go_to(&mut self.page, byte);
    }

    /// Stays at a line, or goes back to it, whatever the place was before.
    pub fn stay_at(&mut self, top: usize) {
        if self.place.top() != top {
            self.go_to(top);
        }
    }

    /// Shows only the paragraphs that are wanted, by their index.
    pub fn fold(&mut self, wanted: impl Fn(usize) -> bool) {
        self.page.fold(wanted);
        self.place.refresh(&mut self.page);
    }

    /// Shows every paragraph again.
    pub fn unfold(&mut self) {
        if self.page.is_folded() {
            self.page.unfold();
            self.place.refresh(&mut self.page);
        }
    }

    /// Brings a stretch of the article onto the screen; all is unfolded if it was folded away.
    pub fn show(&mut self, span: Span) {
        if !self.page.shows(self.article().paragraph_at(span.start)) {
            self.unfold();
        }
        self.place.show(&mut self.page, span);
    }

    /// Puts a stretch of the article somewhere on the screen, as near as the article's ends let it.
    pub fn put(&mut self, span: Span, edge: Edge) {
        self.place.put(&mut self.page, span, edge);
    }

    /// How much of the article lies above the foot of the screen, in percent.
    #[must_use]
    pub fn percent(&self) -> usize {
        self.place.percent(&self.page)
    }

    /// Searches on for a while.
    pub fn search_on(&mut self) -> Found {
        let search = self.search.as_mut();
        search.map_or(Found::NotYet, |search| search.go_on(self.page.article()))
    }

    /// Finds the hits on the screen.
    pub fn mark_hits(&mut self) {
        if let Some(search) = &mut self.search {
            search.look_around(self.page.article(), self.place.seen());
        }
    }

    /// Remembers the place under a letter.
    pub fn mark(&mut self, letter: char) {
        self.marks.insert(letter, self.place.top());
    }

    /// Goes to the place that a letter remembers; tells whether it remembers one.
    pub fn recall(&mut self, letter: char) -> bool {
        let known = self.marks.get(&letter).copied();
        known.inspect(|&byte| self.go_to(byte)).is_some()
    }
}
