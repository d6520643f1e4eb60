//! The picker: actors, issues, quotations or headings found by a few of their letters.

use std::ops::Range;

use super::{
    again::Again,
    cast::Cast,
    command::{Direction, Pick, Step, Way},
    facts::Facts,
    likeness,
    prompt::Prompt,
    reading::Reading,
    role::Strip,
    roll::{self, Entry, Target},
    spot::Spot,
    window,
};
use crate::page::mark::Chosen;

/// The picker while it is open.
#[derive(Debug)]
pub struct Picker {
    /// What is picked from.
    pub pick: Pick,
    /// Where one was before.
    pub from: Spot,
    /// The line that is typed.
    pub prompt: Prompt,
    /// All that can be picked.
    entries: Vec<Entry>,
    /// Those that fit what is typed, the likeliest first.
    hits: Vec<usize>,
    /// What one is on.
    at: Option<Target>,
    /// The first hit on the screen.
    first: usize,
    /// What the screen shows.
    pub rows: Vec<Strip>,
    /// The row and the columns of what one is on.
    pub cursor: Option<(usize, Range<usize>)>,
    /// Cells before the cursor of the line that is typed.
    pub caret: usize,
}

impl Picker {
    /// A picker at the entry of what one looks at, if that is one.
    #[must_use]
    pub fn new(pick: Pick, from: Spot, at: Option<Target>) -> Self {
        Self {
            pick,
            from,
            prompt: Prompt::default(),
            entries: Vec::new(),
            hits: Vec::new(),
            at,
            first: 0,
            rows: Vec::new(),
            cursor: None,
            caret: 0,
        }
    }

    /// Gathers anew what can be picked.
    pub fn gather(&mut self, reading: &Reading, facts: Option<&Facts>) {
        let article = reading.article();
        self.entries = match (self.pick, facts) {
            (Pick::Headings, _) => roll::contents(article, reading.chapters.as_ref()),
            (Pick::Actors, Some(facts)) => roll::actors(article, facts),
            (Pick::Issues, Some(facts)) => roll::issues(article, facts),
            (Pick::Quotations, Some(facts)) => roll::quotations(article, facts),
            (Pick::Actors | Pick::Issues | Pick::Quotations, None) => Vec::new(),
        };
        self.sift();
    }

    /// Finds what fits what is typed.
    fn sift(&mut self) {
        let words: Vec<_> = self.entries.iter().map(|entry| entry.words.as_str()).collect();
        self.hits = likeness::ranked(self.prompt.text(), &words);
    }

    /// Takes note that other words are typed: the likeliest is what one is on.
    pub fn follow(&mut self) {
        self.sift();
        self.at = self.hits.first().and_then(|&hit| self.entries.get(hit)).map(|e| e.target);
    }

    /// Goes to another hit.
    pub fn go(&mut self, direction: Direction, far: usize) {
        let way = Way::once(direction, Step::Line);
        let place = way.from(self.place(), far, self.hits.len());
        self.at = self.target_at(place);
    }

    /// The place of what one is on among the hits.
    fn place(&self) -> usize {
        let here = |&hit: &usize| self.entries.get(hit).map(|entry| entry.target) == self.at;
        self.hits.iter().position(here).unwrap_or(0)
    }

    fn target_at(&self, place: usize) -> Option<Target> {
        self.hits.get(place).and_then(|&hit| self.entries.get(hit)).map(|entry| entry.target)
    }

    /// What one is on.
    #[must_use]
    pub fn target(&self) -> Option<Target> {
        self.target_at(self.place())
    }

    /// Lays it out anew for so many columns and rows.
    pub fn lay_out(&mut self, (columns, height): (usize, usize)) {
        let here = self.place();
        let room = height.saturating_sub(1).max(1);
        let shown = window::rows(self.first, here, self.hits.len(), room);
        self.first = shown.start;
        let count = (self.hits.len(), self.entries.len());
        let (line, caret) = roll::line(self.pick, &self.prompt, count, columns);
        let hits = self.hits.get(shown).unwrap_or_default().iter();
        let entries = hits.filter_map(|&hit| self.entries.get(hit));
        self.rows = [line].into_iter().chain(entries.map(|entry| entry.strip(columns))).collect();
        if self.hits.is_empty() {
            self.rows.push(roll::nothing(self.pick, self.entries.is_empty()));
        }
        self.rows.truncate(height);
        let row = (1 + here - self.first, 2..columns.max(3) - 1);
        self.cursor = (!self.hits.is_empty() && row.0 < self.rows.len()).then_some(row);
        self.caret = caret;
    }

    /// Gives everything the name that it has among newer facts.
    pub fn carry_over(&mut self, again: &Again, before: &Cast, now: &Cast) {
        self.from.carry_over(again, before, now);
        self.at = self.at.and_then(|target| match target {
            Target::Actor(actor) => again.actor(actor).map(Target::Actor),
            Target::Issue(issue) => again.issue(issue).map(Target::Issue),
            Target::Quotation(index) => again.quotation(index, None).map(Target::Quotation),
            Target::Heading(_) | Target::Chapter(_) => Some(target),
        });
    }
}

/// The fact that shows a thing best: the first of theirs, the first on it.
#[must_use]
pub fn fact(facts: &Facts, target: Target) -> Chosen {
    match target {
        Target::Quotation(index) => Chosen::Quotation(index),
        Target::Heading(_) | Target::Chapter(_) => Chosen::Nothing,
        Target::Actor(actor) => {
            let place = facts.cast.place(Some(actor));
            let voice = place.and_then(|place| facts.cast.voices.get(place));
            let said = voice.and_then(|voice| voice.quotations.first().copied());
            let held = voice.and_then(|voice| voice.stands.first()?.stances.first().copied());
            said.map(Chosen::Quotation).or(held.map(Chosen::Stance)).unwrap_or_default()
        }
        Target::Issue(issue) => {
            let stands = facts.cast.voices.iter().flat_map(|voice| &voice.stands);
            let own = stands.filter(|stand| stand.issue == issue);
            let first = own.flat_map(|stand| stand.stances.iter().copied()).min();
            first.map_or(Chosen::Nothing, Chosen::Stance)
        }
    }
}
