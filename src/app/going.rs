//! Going: through the text, to marked places, from quotation to quotation.

use super::{
    App, Pane,
    command::{Command, Direction, Edge, Leap, Step, Way, Whose},
    panel::Panel,
    walk,
};
use crate::text::Span;

impl App {
    pub(super) fn go(&mut self, direction: Direction, step: Step, count: Option<usize>) {
        let way = Way { direction, step, times: count.unwrap_or(1) };
        match (&mut self.panel, self.pane) {
            (Some(Panel::Why(sheet)), Pane::Article) if sheet.has_more() => sheet.go(way),
            (Some(Panel::Help(sheet)), _) => sheet.go(way),
            (Some(Panel::Matrix(matrix)), _) => {
                matrix.go(way);
                self.lay_out_panel();
            }
            (Some(Panel::Agreement(agreement)), _) => {
                agreement.go(way);
                self.lay_out_panel();
            }
            (_, Pane::Sidebar) => self.sidebar.go(way),
            (_, Pane::Article) => match (step, count) {
                (Step::All, Some(number)) => self.reading.go_to_paragraph(number),
                _ => self.reading.go(way),
            },
        }
    }

    pub(super) fn go_to_percent(&mut self, count: Option<usize>) {
        if let Some(percent) = count {
            return self.reading.go_to_percent(percent);
        }
        self.note = Some(self.input.keymap.needs_number());
    }

    pub(super) fn mark(&mut self, letter: char) {
        self.reading.mark(letter);
        let key = self.input.keymap.told(Command::Recall(letter));
        self.note = Some(format!("{key} comes back here"));
    }

    pub(super) fn recall(&mut self, letter: char) {
        if !self.reading.recall(letter) {
            let key = self.input.keymap.told(Command::Mark(letter));
            self.note = Some(format!("no place is marked {letter}: {key} marks one"));
        }
    }

    /// Remembers where a jump began, if it was one; `before` is what was on the screen.
    pub(super) fn note_jump(&mut self, leap: Leap, before: Span) {
        let now = self.reading.place.seen();
        let left = match leap {
            Leap::Always => now.start != before.start,
            Leap::Far => !now.meets(before),
            Leap::Never => false,
        };
        if left {
            self.reading.jumps.leave(before.start);
        }
    }

    pub(super) fn jump(&mut self, direction: Direction, count: Option<usize>) {
        let mut went = false;
        for _ in 0..count.unwrap_or(1) {
            let (here, jumps) = (self.reading.place.top(), &mut self.reading.jumps);
            let place = match direction {
                Direction::Back => jumps.back(here),
                Direction::Forward => jumps.forward(here),
            };
            let Some(place) = place else { break };
            self.reading.go_to(place);
            went = true;
        }
        if !went {
            let note = match direction {
                Direction::Back => "no jump to go back from",
                Direction::Forward => "no jump to go on to",
            };
            self.note = Some(note.to_owned());
        }
    }

    pub(super) fn take_back_jump(&mut self) {
        match self.reading.jumps.last() {
            Some(place) => self.reading.go_to(place),
            None => self.note = Some("no jump to go back from".to_owned()),
        }
    }

    pub(super) fn align(&mut self, edge: Edge) {
        let facts = self.facts.as_ref();
        let chosen = facts.and_then(|facts| walk::extent(&facts.analysis, self.walk.chosen));
        match chosen {
            Some(extent) => self.reading.put(extent, edge),
            None => self.explain(),
        }
    }

    pub(super) fn walk_on(&mut self, direction: Direction, whose: Whose, count: Option<usize>) {
        if self.go_sideways(direction, whose, count) {
            return;
        }
        let Some(facts) = &self.facts else { return self.explain() };
        if facts.units().len() == 0 {
            return self.explain();
        }
        let of = match whose {
            Whose::Any => None,
            Whose::Same => self.walk.actor(&facts.analysis),
        };
        let seen = self.reading.place.seen();
        let coming = self.walk.coming(facts, direction, of, seen);
        // With a count, that many further or as far as there are any.
        let wanted = coming.take(count.unwrap_or(1)).last();
        if let Some(unit) = wanted {
            return self.choose(unit);
        }
        let what = if self.walk.filter.is_empty() { "quotation" } else { "match" };
        let theirs = if of.is_some() { " of theirs" } else { "" };
        let way = match direction {
            Direction::Forward => "down",
            Direction::Back => "up",
        };
        self.note = Some(format!("no {what}{theirs} further {way}"));
    }
}
