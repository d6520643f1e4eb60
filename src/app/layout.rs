//! Layout: which cells of the terminal belong to the article, the sidebar and the lines around.

use std::ops::Range;

use super::settings::Settings;

/// The widest sidebar, in cells, unless a wider one is asked for.
const SIDEBAR: u16 = 42;
/// The narrowest sidebar, in cells.
const NARROW: u16 = 22;
/// Cells that a sidebar leaves the text of the article in any case.
const LEFT: u16 = 24;

/// Where everything stands, in cells, and what is asked of it.
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
    /// What its owner wants.
    pub settings: Settings,
}

impl Layout {
    /// The layout of a terminal for an article whose paragraph numbers have so many digits.
    #[must_use]
    pub fn new(size: (u16, u16), digits: u16, settings: Settings) -> Self {
        let (width, height) = size;
        let gutter = if width >= 90 { 6 + digits } else { 4 - u16::from(width < 50) };
        let margin = if width >= 90 { 3 } else { 1 };
        let most = width.saturating_sub(gutter + margin + 1 + LEFT).max(NARROW);
        let sidebar = match (width, settings.sidebar) {
            _ if settings.zen => None,
            (0..76, _) => None,
            (_, Some(sidebar)) => Some(sidebar.clamp(NARROW, most)),
            (76..90, None) => Some(28),
            (_, None) => Some((width * 36 / 100).clamp(30, SIDEBAR)),
        };
        let beside = sidebar.map_or(0, |sidebar| sidebar + 1);
        let room = width.saturating_sub(beside + gutter + margin);
        let measure = room.min(settings.measure);
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
            size,
            columns: left..left + used,
            header,
            body: start..status.saturating_sub(airy).max(start),
            status,
            gutter: left,
            text,
            sidebar: sidebar.map(|sidebar| rule..rule + 1 + sidebar),
            settings,
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
    use super::{LEFT, Layout, NARROW, Settings};

    fn layout(width: u16, height: u16) -> Layout {
        Layout::new((width, height), 2, Settings::default())
    }

    fn check(layout: &Layout) {
        let (width, _) = layout.size;
        let measure = layout.settings.measure;
        assert!(layout.columns.end <= width, "{layout:?}");
        assert!(layout.text.end <= width || layout.is_too_small(), "{layout:?}");
        assert!(layout.text.end - layout.text.start <= measure, "{layout:?}");
        assert!(layout.sidebar_text().end <= width, "{layout:?}");
        assert!(layout.body.start <= layout.body.end, "{layout:?}");
        assert!(layout.body.end <= layout.status || layout.is_too_small(), "{layout:?}");
        if let Some(sidebar) = &layout.sidebar {
            assert!(layout.text.end < sidebar.start, "{layout:?}");
        }
    }

    #[test]
    fn everything_lies_within_the_terminal_and_nothing_on_another() {
        for width in 0..260 {
            for height in 0..80 {
                check(&layout(width, height));
            }
        }
    }

    #[test]
    fn no_widths_that_are_asked_for_crowd_out_the_text() {
        for width in 0..260 {
            for sidebar in [0, 30, 60, u16::MAX] {
                let sidebar = Some(sidebar);
                let settings = Settings { sidebar, measure: 140, ..Settings::default() };
                let layout = Layout::new((width, 24), 3, settings);
                check(&layout);
                if let Some(columns) = &layout.sidebar {
                    assert!(columns.end - columns.start > NARROW, "{layout:?}");
                    assert!(layout.measure() >= usize::from(LEFT), "{layout:?}");
                }
            }
        }
    }

    #[test]
    fn a_narrow_terminal_keeps_the_article_and_a_wide_one_its_measure() {
        assert_eq!(layout(75, 24).sidebar, None);
        assert_eq!(layout(80, 24).measure(), 46);
        assert_eq!(layout(200, 50).measure(), usize::from(Settings::default().measure));
        assert!(layout(40, 10).height() >= 8);
        assert!(layout(19, 10).is_too_small());
    }
}
