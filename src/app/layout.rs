//! Layout: which cells of the terminal belong to the article, the sidebar and the lines around.

use std::ops::Range;

/// The longest line of the article, in cells: about what the eye finds back from.
const MEASURE: u16 = 70;
/// The widest sidebar, in cells.
const SIDEBAR: u16 = 42;

/// Where everything stands, in cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The columns that are used: all but the margins of a wide terminal.
    pub columns: Range<u16>,
    /// The row of the header, if there is room for one.
    pub header: Option<u16>,
    /// The rows of the article and the sidebar.
    pub body: Range<u16>,
    /// The row of the status line.
    pub status: u16,
    /// The first column of the article's gutter.
    pub gutter: u16,
    /// The columns of the article's text.
    pub text: Range<u16>,
    /// The columns of the sidebar beside the article; `None` where it is a panel of its own.
    pub sidebar: Option<Range<u16>>,
}

impl Layout {
    /// The layout of a terminal for an article whose paragraph numbers have so many digits.
    #[must_use]
    pub fn new(width: u16, height: u16, digits: u16) -> Self {
        let sidebar = match width {
            0..76 => None,
            76..90 => Some(28),
            _ => Some((width * 36 / 100).clamp(30, SIDEBAR)),
        };
        let beside = sidebar.map_or(0, |sidebar| sidebar + 1);
        let gutter = if width >= 90 { 6 + digits } else { 4 - u16::from(width < 50) };
        let margin = if width >= 90 { 3 } else { 1 };
        let room = width.saturating_sub(beside + gutter + margin);
        let measure = room.min(MEASURE);
        let used = (gutter + measure + margin + beside).min(width);
        let left = (width - used) / 2;
        let text = left + gutter..left + gutter + measure;
        let rule = text.end + margin;
        let airy = u16::from(height >= 16);
        let top = u16::from(height >= 40);
        let header = (height >= 8).then_some(top);
        let start = header.map_or(0, |row| row + 1 + airy);
        let status = height.saturating_sub(1 + top);
        Self {
            size: (width, height),
            columns: left..left + used,
            header,
            body: start..status.saturating_sub(airy).max(start),
            status,
            gutter: left,
            text,
            sidebar: sidebar.map(|sidebar| rule..rule + 1 + sidebar),
        }
    }

    /// Whether the terminal is too small to read anything in.
    #[must_use]
    pub const fn is_too_small(&self) -> bool {
        self.size.0 < 20 || self.size.1 < 4
    }

    /// Rows of the body.
    #[must_use]
    pub fn height(&self) -> usize {
        usize::from(self.body.end - self.body.start)
    }

    /// Cells of a line of the article; at least one.
    #[must_use]
    pub fn measure(&self) -> usize {
        usize::from(self.text.end - self.text.start).max(1)
    }

    /// Whether the gutter has room for the numbers of the paragraphs.
    #[must_use]
    pub const fn is_numbered(&self) -> bool {
        self.text.start - self.gutter > 4
    }

    /// The columns of the sidebar's text: beside the article, or instead of it.
    #[must_use]
    pub fn sidebar_text(&self) -> Range<u16> {
        let (start, end) = match &self.sidebar {
            Some(columns) => (columns.start + 2, columns.end - 1),
            None => (self.columns.start + 2, self.columns.end.saturating_sub(1)),
        };
        start.min(end)..end
    }
}

#[cfg(test)]
mod tests {
    use super::{Layout, MEASURE};

    #[test]
    fn everything_lies_within_the_terminal_and_nothing_on_another() {
        for width in 0..260 {
            for height in 0..80 {
                let layout = Layout::new(width, height, 2);
                assert!(layout.columns.end <= width, "{layout:?}");
                assert!(layout.text.end <= width || layout.is_too_small(), "{layout:?}");
                assert!(layout.text.end - layout.text.start <= MEASURE, "{layout:?}");
                assert!(layout.sidebar_text().end <= width, "{layout:?}");
                assert!(layout.body.start <= layout.body.end, "{layout:?}");
                assert!(layout.body.end <= layout.status || layout.is_too_small(), "{layout:?}");
                if let Some(sidebar) = &layout.sidebar {
                    assert!(layout.text.end < sidebar.start, "{layout:?}");
                }
            }
        }
    }

    #[test]
    fn a_narrow_terminal_keeps_the_article_and_a_wide_one_its_measure() {
        assert_eq!(Layout::new(75, 24, 2).sidebar, None);
        assert_eq!(Layout::new(80, 24, 2).measure(), 46);
        assert_eq!(Layout::new(200, 50, 2).measure(), usize::from(MEASURE));
        assert!(Layout::new(40, 10, 2).height() >= 8);
        assert!(Layout::new(19, 10, 2).is_too_small());
    }
}
