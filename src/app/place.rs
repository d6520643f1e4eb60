//! The reading place: the byte at the top of the screen, and the lines from there on.

use super::command::{Direction, Edge, Step, Way};
use crate::{
    article::Article,
    page::{
        Line, Page,
        link::{self, Link},
    },
    text::Span,
};

/// Where the reader is.
#[derive(Debug, Default)]
pub struct Place {
    /// The byte that the top line holds. A change of size leaves it alone, so that the reader
    /// finds the same words at every width.
    anchor: usize,
    /// Rows of the screen.
    height: usize,
    /// The lines on the screen.
    lines: Vec<Line>,
    /// The links on the screen.
    links: Vec<Link>,
}

impl Place {
    /// The lines on the screen, from the top.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The links on the screen, wholly or in part.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The byte that the screen begins with.
    #[must_use]
    pub fn top(&self) -> usize {
        self.lines.first().map_or(0, |line| line.span.start)
    }

    /// The byte that the top line holds, and would hold at any other width.
    #[must_use]
    pub const fn anchor(&self) -> usize {
        self.anchor
    }

    /// The stretch of the article on the screen.
    #[must_use]
    pub fn seen(&self) -> Span {
        Span::new(self.top(), self.lines.last().map_or(0, |line| line.span.end))
    }

    /// How much of the article lies above the foot of the screen, in percent.
    #[must_use]
    pub fn percent(&self, page: &Page) -> usize {
        (self.seen().end * 100).checked_div(page.end()).unwrap_or(100)
    }

    /// Lays the lines out anew after the page or the height has changed.
    pub fn resize(&mut self, page: &mut Page, height: usize) {
        self.height = height;
        self.lay_out(page);
    }

    /// Lays the lines out anew after other paragraphs have come to be shown.
    pub fn refresh(&mut self, page: &mut Page) {
        self.resize(page, self.height);
    }

    /// Goes through the article.
    pub fn go(&mut self, page: &mut Page, way: Way) {
        let rows = match way.step {
            Step::Line => 1,
            Step::Half => self.height / 2,
            Step::Page => self.height.saturating_sub(2),
            Step::Paragraph => return self.go_to(page, self.paragraph(page, way)),
            Step::All if way.direction == Direction::Forward => {
                let end = page.article().text.len();
                return self.go_to(page, end);
            }
            Step::All => return self.go_to(page, 0),
        };
        let (top, rows) = (page.row_at(self.top()), rows.max(1).saturating_mul(way.times));
        let row = match way.direction {
            Direction::Forward => page.below(top, rows),
            Direction::Back => page.above(top, rows),
        };
        let start = page.start(row);
        self.go_to(page, start);
    }

    /// Puts the line of a byte at the top of the screen, or as far up as there are lines below.
    pub fn go_to(&mut self, page: &mut Page, byte: usize) {
        self.anchor = byte;
        let went_up = self.lay_out(page);
        if went_up {
            self.anchor = self.top();
        }
    }

    /// Brings a stretch of the article onto the screen: leaves all as it is when it is wholly
    /// there, else puts its start about a third down, or higher when it is long.
    pub fn show(&mut self, page: &mut Page, span: Span) {
        if self.seen().covers(span) {
            return;
        }
        let above = (self.height / 3).min(self.beside(page, span));
        self.put_below(page, span, above);
    }

    /// Puts a stretch of the article somewhere on the screen; one longer than that begins at the
    /// top.
    pub fn put(&mut self, page: &mut Page, span: Span, edge: Edge) {
        let above = match edge {
            Edge::Top => 0,
            Edge::Middle => self.beside(page, span) / 2,
            Edge::Foot => self.beside(page, span),
        };
        self.put_below(page, span, above);
    }

    /// The rows that a stretch of the article leaves on the screen.
    fn beside(&self, page: &mut Page, span: Span) -> usize {
        let first = page.row_at(span.start);
        let last = page.row_at(span.end.saturating_sub(1).max(span.start));
        let size = page.distance(first, last, self.height) + 1;
        self.height.saturating_sub(size)
    }

    /// Goes to where a stretch of the article begins so many rows below the top.
    fn put_below(&mut self, page: &mut Page, span: Span, above: usize) {
        let first = page.row_at(span.start);
        let row = page.above(first, above);
        let start = page.start(row);
        self.go_to(page, start);
    }

    /// The start of a paragraph that begins below or above the top of the screen.
    fn paragraph(&self, page: &Page, way: Way) -> usize {
        let Article { paragraphs, text, .. } = page.article();
        let (top, end) = (self.top(), text.len());
        let shown = |index: &usize| page.shows(*index);
        let start = |index: usize| paragraphs.get(index).map(|span| span.start);
        match way.direction {
            Direction::Forward => {
                let below = paragraphs.partition_point(|span| span.start <= top);
                let below = (below..paragraphs.len()).filter(shown);
                below.skip(way.times.saturating_sub(1)).find_map(start).unwrap_or(end)
            }
            Direction::Back => {
                let above = paragraphs.partition_point(|span| span.start < top);
                let above = (0..above).rev().filter(shown).take(way.times);
                above.last().and_then(start).unwrap_or(0)
            }
        }
    }

    /// Lays out what the screen shows, and goes up where the article would end above its foot; tells
    /// whether it did.
    fn lay_out(&mut self, page: &mut Page) -> bool {
        let row = page.row_at(self.anchor);
        self.lines = page.lines(row, self.height);
        // The end of the article is wrapped only where it is seen.
        let goes_up = self.lines.len() < self.height;
        if goes_up {
            let last = page.last();
            let top = page.above(last, self.height.saturating_sub(1));
            self.lines = page.lines(top, self.height);
        }
        self.links = link::links(page.article(), self.seen());
        goes_up
    }
}
