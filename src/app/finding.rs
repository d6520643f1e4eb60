//! Finding: what is searched for in the article, and the way from hit to hit.

use std::sync::Arc;

use super::{
    App,
    command::{Command, Direction, Leap},
    search::{Found, Hit, Round, Search, pattern::Pattern},
};

impl App {
    /// Searches for words while they are typed, from where one was before.
    pub(super) fn find(&mut self, pattern: Option<Pattern>, direction: Direction) {
        let Some(asking) = &self.input.asking else { return };
        let (anchor, from) = (asking.before.anchor, asking.before.from);
        let Some(pattern) = pattern else {
            self.reading.search.clone_from(&asking.before.search);
            return self.reading.go_to(anchor);
        };
        self.reading.go_to(anchor);
        self.search_for(pattern, direction, from);
    }

    /// Begins to search for something from a byte on.
    pub(super) fn search_for(&mut self, pattern: Pattern, direction: Direction, from: usize) {
        let mut search = Search::new(pattern, direction, Arc::clone(&self.reading.stretches));
        search.want(direction, from, 1);
        self.reading.search = Some(search);
        self.search_on();
    }

    /// Searches for what was searched for before.
    pub(super) fn search_again(&mut self, direction: Direction, before: Option<Search>) {
        self.reading.search = before;
        match &mut self.reading.search {
            Some(search) => {
                search.direction = direction;
                self.next_hit(Direction::Forward, None);
            }
            None => self.resume(direction),
        }
    }

    /// Searches for what was entered last, after its search has ended.
    fn resume(&mut self, direction: Direction) {
        let words = self.input.history.searches.last();
        let pattern = words.and_then(|words| Pattern::new(words).ok());
        let Some(pattern) = pattern else {
            let key = self.input.keymap.first(Command::Search(Direction::Forward));
            self.note = Some(format!("nothing was searched for yet: {key} does"));
            return;
        };
        self.search_for(pattern, direction, self.reading.place.top());
    }

    /// Goes to another hit: from the current one if it is on the screen, else from the top.
    pub(super) fn next_hit(&mut self, direction: Direction, count: Option<usize>) {
        let seen = self.reading.place.seen();
        let Some(search) = &mut self.reading.search else { return self.resume(direction) };
        let way = match direction {
            Direction::Forward => search.direction,
            Direction::Back => search.direction.opposite(),
        };
        let here = search.current.map(|hit| hit.span).filter(|span| span.meets(seen));
        let from = match (here, way) {
            (Some(span), Direction::Forward) => span.start + 1,
            (Some(span), Direction::Back) => span.start,
            (None, Direction::Forward | Direction::Back) => seen.start,
        };
        search.want(way, from, count.unwrap_or(1));
        self.search_on();
    }

    /// Searches on for a while, and goes to the hit when it is found.
    pub(super) fn search_on(&mut self) {
        match self.reading.search_on() {
            Found::NotYet | Found::Nothing => {}
            Found::Hit(hit, round) => self.go_to_hit(hit, round),
        }
    }

    fn go_to_hit(&mut self, hit: Hit, round: Round) {
        let before = self.reading.place.seen();
        self.reading.show(hit.span);
        if self.input.asking.is_none() {
            self.note_jump(Leap::Far, before);
        }
        self.note = match round {
            // While words are typed it does not matter yet.
            _ if self.input.asking.is_some() => None,
            Round::Straight => None,
            Round::FromStart => Some("on from the start".to_owned()),
            Round::FromEnd => Some("on from the end".to_owned()),
        };
    }

    /// Whether there is something left to search.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.reading.search.as_ref().is_some_and(Search::is_busy)
    }
}
