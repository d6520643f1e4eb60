//! The search: hits as bytes of the article, found piece by piece so that no key ever waits.
//!
//! The article is cut into stretches. What is kept of a stretch is how many hits it holds; where
//! they are is found again where it is asked for. So "4 of 14" needs no list of all hits, and ten
//! megabytes full of them cost some kilobytes.

pub mod pattern;
pub mod stretch;

use std::{ops::Range, sync::Arc};

use super::{command::Direction, role::Role};
use crate::{article::Article, text::Span};
use pattern::Pattern;
use stretch::Stretches;

/// Bytes that are searched between two keys: a quarter of a millisecond, a few for expressions that
/// are hard to search for.
const TURN: usize = 128 * 1024;

/// A search through an article.
#[derive(Clone, Debug)]
pub struct Search {
    /// What is searched for.
    pub pattern: Pattern,
    /// Which way it was asked for.
    pub direction: Direction,
    /// The hit that one has gone to.
    pub current: Option<Hit>,
    stretches: Arc<Stretches>,
    /// How many hits begin in each stretch, where that is known.
    counts: Vec<Option<usize>>,
    /// Everything before this stretch has been counted.
    counted: usize,
    wanted: Option<Wanted>,
    /// The hits in and around what is on the screen, and the stretches that they were found in.
    near: (Range<usize>, Vec<Span>),
}

/// A hit with its place among those of its stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The words.
    pub span: Span,
    stretch: usize,
    index: usize,
}

/// A hit that is being looked for.
#[derive(Clone, Copy, Debug)]
struct Wanted {
    direction: Direction,
    /// How many hits further; at least one.
    times: usize,
    /// Where the way began.
    from: usize,
    /// The stretch to look into next, and whether the way enters it at `from`.
    stretch: usize,
    enters: bool,
    /// Whether the way has gone round an end of the article.
    round: Round,
}

/// What a turn of searching has led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing new: there is more to search, or nobody has asked.
    NotYet,
    /// The hit that was asked for; round an end of the article or not.
    Hit(Hit, Round),
    /// There is none.
    Nothing,
}

/// Whether a way has gone round an end of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// It has not.
    Straight,
    /// Round the end, and on from the start.
    FromStart,
    /// Round the start, and on from the end.
    FromEnd,
}

impl Search {
    /// A search that has not begun.
    #[must_use]
    pub fn new(pattern: Pattern, direction: Direction, stretches: Arc<Stretches>) -> Self {
        let counts = vec![None; stretches.len()];
        let near = (0..0, Vec::new());
        Self {
            pattern,
            direction,
            current: None,
            stretches,
            counts,
            counted: 0,
            wanted: None,
            near,
        }
    }

    /// Asks for a hit: the first that begins at the byte `from` or after it, or the last that
    /// begins before it; or one so many times as far.
    pub fn want(&mut self, direction: Direction, from: usize, times: usize) {
        let stretch = self.stretches.at(from);
        let times = times.max(1);
        self.wanted =
            Some(Wanted { direction, times, from, stretch, enters: true, round: Round::Straight });
    }

    /// Whether there is something left to search.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.wanted.is_some() || self.counted < self.counts.len()
    }

    /// Whether a hit is still being looked for.
    #[must_use]
    pub const fn is_looking(&self) -> bool {
        self.wanted.is_some()
    }

    /// Searches on for a while: for the hit that was asked for, else for how many there are.
    pub fn go_on(&mut self, article: &Article) -> Found {
        let mut searched = 0;
        while searched < TURN {
            let read = if let Some(wanted) = self.wanted {
                let (found, read) = self.look(article, wanted);
                if found != Found::NotYet {
                    self.wanted = None;
                    return found;
                }
                read
            } else if let Some(known) = self.counts.get(self.counted).copied() {
                let stretch = self.counted;
                self.counted += 1;
                known.map_or_else(|| self.read(article, stretch).1, |_| 0)
            } else {
                break;
            };
            searched += read;
        }
        Found::NotYet
    }

    /// Looks into one stretch for the hit that is wanted; gives the bytes that were read too.
    fn look(&mut self, article: &Article, mut wanted: Wanted) -> (Found, usize) {
        let known = self.counts.get(wanted.stretch).copied().flatten();
        let (hits, read) = match known {
            // Nothing in it is wanted: it need not be read again.
            Some(count) if !wanted.enters && count < wanted.times => (Vec::new(), 0),
            Some(_) | None => self.read(article, wanted.stretch),
        };
        let ahead = wanted.ahead(&hits);
        let passed = if read == 0 { known.unwrap_or_default() } else { ahead.len() };
        if let Some(index) = wanted.index(ahead) {
            let hit = Hit { span: hits[index], stretch: wanted.stretch, index };
            self.current = Some(hit);
            return (Found::Hit(hit, wanted.round), read);
        }
        wanted.times -= passed;
        let back_at_start = !wanted.enters && wanted.stretch == self.stretches.at(wanted.from);
        if back_at_start || self.counts.len() == 1 {
            // Everything is counted now.
            let all: usize = self.counts.iter().flatten().sum();
            if all == 0 {
                return (Found::Nothing, read);
            }
            wanted.times = (wanted.times - 1) % all + 1;
        }
        wanted.leave(self.counts.len());
        self.wanted = Some(wanted);
        (Found::NotYet, read.max(1))
    }

    /// The hits that begin in a stretch; remembers how many.
    fn read(&mut self, article: &Article, stretch: usize) -> (Vec<Span>, usize) {
        let hits = self.stretches.hits(article, &self.pattern, stretch);
        if let Some(count) = self.counts.get_mut(stretch) {
            *count = Some(hits.len());
        }
        (hits, self.stretches.size(stretch) * self.pattern.cost())
    }

    /// Finds the hits in and around what is on the screen.
    pub fn look_around(&mut self, article: &Article, seen: Span) {
        let range = self.stretches.at(seen.start)..self.stretches.at(seen.end) + 1;
        if self.near.0 == range {
            return;
        }
        // A hit may begin in the stretch before.
        let wide = range.start.saturating_sub(1)..range.end;
        let hits = wide.flat_map(|stretch| self.read(article, stretch).0).collect();
        self.near = (range, hits);
    }

    /// The hits that meet a stretch of what is on the screen.
    #[must_use]
    pub fn hits(&self, span: Span) -> &[Span] {
        let hits = &self.near.1;
        let end = hits.partition_point(|hit| hit.start < span.end);
        let start = hits.partition_point(|hit| hit.end <= span.start).min(end);
        hits.get(start..end).unwrap_or_default()
    }

    /// Words on the screen, cut where hits begin and end; with what each piece is, if it is one.
    #[must_use]
    pub fn cut(&self, span: Span) -> Vec<(Span, Option<Role>)> {
        let mut pieces = Vec::new();
        let mut start = span.start;
        for hit in self.hits(span) {
            // Where a paragraph was cut a hit may begin within another.
            let piece = Span::new(hit.start.max(start), hit.end.min(span.end));
            if piece.is_empty() {
                continue;
            }
            let current = self.current.is_some_and(|current| current.span == *hit);
            pieces.push((Span::new(start, piece.start), None));
            pieces.push((piece, Some(if current { Role::CurrentHit } else { Role::Hit })));
            start = piece.end;
        }
        pieces.push((Span::new(start, span.end), None));
        pieces.retain(|(piece, _)| !piece.is_empty());
        pieces
    }

    /// "4/14"; an ellipsis for what is not known yet.
    #[must_use]
    pub fn shown(&self) -> String {
        let number = self.current.and_then(|hit| {
            let before = self.counts.get(..hit.stretch)?.iter().copied();
            Some(before.sum::<Option<usize>>()? + hit.index + 1)
        });
        let all: Option<usize> = self.counts.iter().copied().sum();
        match (all, self.current) {
            (Some(0), _) => "nothing found".to_owned(),
            (Some(1), None) => "1 hit".to_owned(),
            (Some(all), None) => format!("{all} hits"),
            (None, None) => "searching…".to_owned(),
            (all, Some(_)) => {
                let told = |known: Option<usize>| known.map_or("…".into(), |n| n.to_string());
                format!("{}/{}", told(number), told(all))
            }
        }
    }
}

impl Wanted {
    /// The places of the hits that lie ahead on the way.
    fn ahead(&self, hits: &[Span]) -> Range<usize> {
        let before = hits.partition_point(|hit| hit.start < self.from);
        match self.direction {
            _ if !self.enters => 0..hits.len(),
            Direction::Forward => before..hits.len(),
            Direction::Back => 0..before,
        }
    }

    /// The place of the wanted hit among those ahead, if it is one of them.
    fn index(&self, ahead: Range<usize>) -> Option<usize> {
        let index = match self.direction {
            Direction::Forward => ahead.start.checked_add(self.times - 1)?,
            Direction::Back => ahead.end.checked_sub(self.times)?,
        };
        ahead.contains(&index).then_some(index)
    }

    /// Goes on to the next of so many stretches.
    fn leave(&mut self, count: usize) {
        self.enters = false;
        let next = match self.direction {
            Direction::Forward => Some(self.stretch + 1).filter(|&next| next < count),
            Direction::Back => self.stretch.checked_sub(1),
        };
        let Some(next) = next else {
            (self.stretch, self.round) = match self.direction {
                Direction::Forward => (0, Round::FromStart),
                Direction::Back => (count - 1, Round::FromEnd),
            };
            return;
        };
        self.stretch = next;
    }
}

#[cfg(test)]
mod tests;
