//! A sheet: rows to be read, as many at a time as there is room for.

use super::{
    command::{Step, Way},
    panel::Panel,
    role::Strip,
};

/// Rows to be read.
#[derive(Debug, Default)]
pub struct Sheet {
    rows: Vec<Strip>,
    top: usize,
    height: usize,
    /// The panel that it lies over, which is there again when it is closed.
    pub under: Option<Box<Panel>>,
}

impl Sheet {
    /// A sheet of rows, at most so many of them on the screen at a time.
    #[must_use]
    pub fn new(rows: Vec<Strip>, room: usize) -> Self {
        Self { height: rows.len().min(room), rows, ..Self::default() }
    }

    /// An empty sheet over a panel.
    #[must_use]
    pub fn over(panel: Option<Panel>) -> Self {
        Self { under: panel.map(Box::new), ..Self::default() }
    }

    /// Takes other rows in the place of its own; what stands first on the screen stays there.
    #[must_use]
    pub fn refilled(self, rows: Vec<Strip>, room: usize) -> Self {
        let sheet = Self::new(rows, room);
        let top = self.top.min(sheet.rows.len() - sheet.height);
        Self { top, under: self.under, ..sheet }
    }

    /// The rows on the screen.
    #[must_use]
    pub fn shown(&self) -> &[Strip] {
        let rest = self.rows.get(self.top..).unwrap_or_default();
        rest.get(..self.height).unwrap_or(rest)
    }

    /// Makes it so many rows high at least, the last of them empty.
    pub fn pad(&mut self, height: usize) {
        if self.height < height {
            self.rows.resize_with(self.rows.len().max(height), Strip::default);
            self.height = height;
            self.top = self.top.min(self.rows.len() - height);
        }
    }

    /// Whether there are more rows than the screen has room for.
    #[must_use]
    pub const fn has_more(&self) -> bool {
        self.height < self.rows.len()
    }

    /// Whether rows lie above and below those on the screen.
    #[must_use]
    pub const fn hidden(&self) -> (bool, bool) {
        (self.top > 0, self.top + self.height < self.rows.len())
    }

    /// Goes through the rows.
    pub fn go(&mut self, way: Way) {
        let far = match way.step {
            Step::Line => 1,
            Step::Half => (self.height / 2).max(1),
            Step::Page | Step::Paragraph => self.height.saturating_sub(1).max(1),
            Step::All => self.rows.len(),
        };
        self.top = way.from(self.top, far, self.rows.len() - self.height + 1);
    }
}
