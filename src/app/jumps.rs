//! Jumps: the places that were left for one far away, and the way back to them.

/// How many places are kept.
const MOST: usize = 100;

/// The places that jumps have left, as bytes of the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Jumps {
    /// Where one has been, the oldest first.
    behind: Vec<usize>,
    /// Where one has come back from, the nearest last.
    ahead: Vec<usize>,
    /// Where the last jump began, whichever way it went.
    last: Option<usize>,
}

impl Jumps {
    /// Remembers the place that a jump leaves. What lay ahead is given up, as in a browser.
    pub fn leave(&mut self, here: usize) {
        self.ahead.clear();
        self.last = Some(here);
        if self.behind.last() != Some(&here) {
            self.behind.push(here);
        }
        if self.behind.len() > MOST {
            self.behind.remove(0);
        }
    }

    /// The place before the last jump that has not been taken back.
    pub fn back(&mut self, here: usize) -> Option<usize> {
        let place = self.behind.pop()?;
        self.ahead.push(here);
        self.last = Some(here);
        Some(place)
    }

    /// The place that the last step back came from.
    pub fn forward(&mut self, here: usize) -> Option<usize> {
        let place = self.ahead.pop()?;
        self.behind.push(here);
        self.last = Some(here);
        Some(place)
    }

    /// Where the last jump began.
    #[must_use]
    pub const fn last(&self) -> Option<usize> {
        self.last
    }

    /// Every place, as it is found by its byte in another text.
    pub fn move_by(&mut self, find: impl Fn(usize) -> usize) {
        let all = self.behind.iter_mut().chain(&mut self.ahead).chain(&mut self.last);
        all.for_each(|place| *place = find(*place));
    }
}

#[cfg(test)]
mod tests {
    use super::{Jumps, MOST};

    #[test]
    fn jumps_are_taken_back_and_done_again_one_by_one() {
        let mut jumps = Jumps::default();
        jumps.leave(1);
        jumps.leave(2);
        assert_eq!(jumps.back(3), Some(2));
        assert_eq!(jumps.back(2), Some(1));
        assert_eq!(jumps.back(1), None);
        assert_eq!(jumps.forward(1), Some(2));
        assert_eq!(jumps.forward(2), Some(3));
        assert_eq!(jumps.forward(3), None);
    }

    #[test]
    fn a_new_jump_gives_up_what_lay_ahead() {
        let mut jumps = Jumps::default();
        jumps.leave(1);
        jumps.leave(2);
        assert_eq!(jumps.back(3), Some(2));
        jumps.leave(2);
        assert_eq!(jumps.forward(9), None);
        assert_eq!(jumps.back(9), Some(2));
        assert_eq!(jumps.back(2), Some(1));
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let mut jumps = Jumps::default();
        (0..2 * MOST).for_each(|place| jumps.leave(place));
        assert_eq!(std::iter::from_fn(|| jumps.back(0)).count(), MOST);
    }
}
