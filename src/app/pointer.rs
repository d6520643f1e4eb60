//! The mouse: what lies under it is what it does something to.

use super::{
    App, Pane,
    cast::Item,
    command::{Direction, Step, Way},
    panel::Subject,
};
use crate::page::{Line, mark::Chosen, wrap};

/// Rows that one notch of the wheel goes.
const NOTCH: usize = 3;

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The wheel was turned.
    Wheel(Direction),
    /// The left button was pressed.
    Press,
    /// The mouse was moved with the button pressed.
    Drag,
    /// The button was let go.
    Release,
}

/// What the mouse did, and over which cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// What it did.
    pub deed: Deed,
    /// The column.
    pub column: u16,
    /// The row.
    pub row: u16,
}

impl App {
    /// Does what the mouse asks for.
    pub(super) fn point(&mut self, pointer: Pointer) {
        match pointer.deed {
            Deed::Wheel(direction) => self.turn(pointer, direction),
            Deed::Press => self.press_under(pointer),
            Deed::Drag if self.input.holds_divide => self.drag_divide(pointer.column),
            Deed::Drag => {}
            Deed::Release => self.input.holds_divide = false,
        }
    }

    /// Takes what lies under the mouse.
    fn press_under(&mut self, pointer: Pointer) {
        self.note = None;
        let divide = self.layout.sidebar.as_ref().map(|columns| columns.start);
        if divide == Some(pointer.column) {
            self.input.holds_divide = true;
        } else if self.is_over_sidebar(pointer) {
            self.press_in_sidebar(pointer);
        } else if let Some(at) = self.byte_under(pointer) {
            self.press_in_text(at);
        }
    }

    /// Moves the line between the article and the sidebar under the mouse.
    fn drag_divide(&mut self, column: u16) {
        let Some(columns) = &self.layout.sidebar else { return };
        let width = columns.end.saturating_sub(column + 1);
        self.set(|settings| settings.sidebar = Some(width));
    }

    /// Scrolls whatever lies under the wheel.
    fn turn(&mut self, pointer: Pointer, direction: Direction) {
        let way = Way { direction, step: Step::Line, times: NOTCH };
        if self.is_over_sidebar(pointer) {
            self.sidebar.go(way);
        } else if self.is_over_text(pointer) {
            self.reading.go(way);
        } else {
            self.go(direction, Step::Line, Some(NOTCH));
        }
    }

    /// Whether the pointer is on rows of the article that no panel covers.
    fn is_over_text(&self, pointer: Pointer) -> bool {
        let help = self.panel.as_ref().is_some_and(|panel| panel.subject() == Subject::Help);
        !help && usize::from(pointer.row) + self.covered() < usize::from(self.layout.body.end)
    }

    fn is_over_sidebar(&self, pointer: Pointer) -> bool {
        let beside = self.layout.sidebar.as_ref();
        beside.map_or(self.pane == Pane::Sidebar, |columns| columns.contains(&pointer.column))
    }

    /// Takes the item under the mouse.
    fn press_in_sidebar(&mut self, pointer: Pointer) {
        let row = pointer.row.checked_sub(self.layout.body.start).map(usize::from);
        let Some(item) = row.and_then(|row| self.sidebar.shown().get(row)?.item) else { return };
        self.sidebar.choose(Some(item));
        match item {
            Item::Voice(place) => self.take_voice(place),
            Item::Stand(place, stand) => self.take_stand(place, stand),
        }
    }

    /// Looks at the innermost quotation that the words under the mouse belong to.
    fn press_in_text(&mut self, at: usize) {
        self.pane = Pane::Article;
        let Some(facts) = &self.facts else { return };
        if let Some(index) = facts.overlay.innermost(at) {
            self.choose(Chosen::Quotation(index));
        }
    }

    /// The byte of the article whose cell lies under the mouse.
    fn byte_under(&self, pointer: Pointer) -> Option<usize> {
        let row =
            pointer.row.checked_sub(self.layout.body.start).filter(|_| self.is_over_text(pointer));
        let row = usize::from(row?);
        let line = self.reading.place.lines().get(row)?;
        let column = usize::from(pointer.column.checked_sub(self.layout.text.start)?);
        let text = &self.article().text;
        let column = column.checked_sub(line.lead(text, self.layout.measure()))?;
        byte_at(line, column, text)
    }
}

/// The byte of a line whose cell has so many cells before it.
fn byte_at(line: &Line, column: usize, text: &str) -> Option<usize> {
    let (mut at, mut cells, mut spaced) = (line.span.start, 0, false);
    for symbol in wrap::symbols(line.span.of(text)) {
        let space = wrap::is_space(symbol);
        // A run of white space is shown as one space, but where the lines are the author's own.
        if !(space && spaced) || line.kind.keeps_lines() {
            cells += wrap::symbol_cells(symbol);
        }
        if cells > column {
            return Some(at);
        }
        spaced = space;
        at += symbol.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::byte_at;
    use crate::{
        article::ParagraphKind,
        page::{Line, block::Side},
        text::Span,
    };

    /// Each cell of a line with the character that lies under it.
    fn under(text: &str, kind: ParagraphKind) -> String {
        let (span, side) = (Span::new(0, text.len()), Side::Left);
        let line = Line { span, paragraph: 0, kind, opens: true, side, skipped: 0 };
        let at = (0..).map_while(|column| byte_at(&line, column, text));
        at.map(|at| Span::new(at, text.len()).of(text).chars().next().unwrap()).collect()
    }

    #[test]
    fn a_cell_shows_the_character_under_it() {
        assert_eq!(under("ab  c", ParagraphKind::Body), "ab c");
        assert_eq!(under("ab  c", ParagraphKind::Verbatim), "ab  c");
        assert_eq!(under("a漢b", ParagraphKind::Body), "a漢漢b");
        assert_eq!(under("e\u{301}x", ParagraphKind::Body), "ex");
        assert_eq!(under("", ParagraphKind::Body), "");
    }
}
