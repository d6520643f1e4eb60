//! A spot: where one was, to come back to exactly that.

use super::{App, Pane, again::Again, cast::Cast, cast::Item};
use crate::page::mark::Chosen;

/// Where one was.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// The byte at the top of the screen.
    anchor: usize,
    /// The fact that was looked at.
    chosen: Chosen,
    /// The pane that keys went to.
    pane: Pane,
    /// What was chosen in the sidebar.
    choice: Option<Item>,
    /// The first row of the sidebar on the screen; `None` when it has other rows by now.
    top: Option<usize>,
}

impl Spot {
    /// Gives the facts the names that they have among newer ones.
    pub fn carry_over(&mut self, again: &Again, before: &Cast, now: &Cast) {
        self.chosen = again.chosen(self.chosen, None);
        self.choice = self.choice.and_then(|item| again.item(item, before, now));
        self.top = None;
    }
}

impl App {
    /// Where one is.
    pub(super) fn spot(&self) -> Spot {
        Spot {
            anchor: self.reading.place.anchor(),
            chosen: self.walk.chosen,
            pane: self.pane,
            choice: self.sidebar.choice,
            top: Some(self.sidebar.top()),
        }
    }

    /// Goes back to where one was, with no panel open.
    pub(super) fn come_back(&mut self, spot: Spot) {
        self.panel = None;
        self.walk.chosen = spot.chosen;
        self.pane = spot.pane;
        self.lay_out_panel();
        self.reading.go_to(spot.anchor);
        self.sidebar.choice = spot.choice;
        match spot.top {
            Some(top) => self.sidebar.scroll(top),
            None => self.reveal(),
        }
    }
}
