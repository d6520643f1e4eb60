//! The canvas: puts words into cells, never more than fit and never a control character.

use ratatui::{
    buffer::{Buffer, Cell, CellWidth},
    layout::Rect,
    style::Style,
};

use crate::{
    app::{
        role::{self, Piece, Role, Strip},
        signs::Signs,
    },
    page::wrap,
    tui::theme::Theme,
};

/// A buffer that is written to by role.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    signs: Signs,
}

impl<'a> Canvas<'a> {
    /// A canvas on a buffer.
    pub fn new(buffer: &'a mut Buffer, theme: &'a Theme, signs: Signs) -> Self {
        let mut canvas = Self { buffer, theme, signs };
        canvas.clear(canvas.buffer.area);
        canvas
    }

    /// Puts words of ours into at most `room` cells of a row; gives the column after them.
    pub fn put(&mut self, x: u16, y: u16, room: u16, text: &str, role: Role) -> u16 {
        self.words(x, y, room, &self.signs.shown(text), role, true)
    }

    /// Puts words of the article into at most `room` cells of a row, every run of white space as
    /// one space unless all spaces are to be kept; gives the column after them.
    pub fn words(
        &mut self,
        x: u16,
        y: u16,
        room: u16,
        text: &str,
        role: Role,
        verbatim: bool,
    ) -> u16 {
        let style = self.theme.style(role);
        let end = x.saturating_add(room).min(self.buffer.area.right());
        let mut at = x;
        let mut write = |symbol: &str| {
            let symbol = if wrap::is_space(symbol) { " " } else { symbol };
            self.cell(at, y, end, symbol, style).inspect(|next| at = *next).map(drop)
        };
        if verbatim {
            let _ = wrap::symbols(text).try_for_each(&mut write);
        } else {
            let _ = wrap::running(text).try_for_each(&mut write);
        }
        at
    }

    /// Puts one grapheme cluster; `None` when it does not fit.
    fn cell(&mut self, x: u16, y: u16, end: u16, symbol: &str, style: Style) -> Option<u16> {
        if symbol.contains(char::is_control) {
            return Some(x);
        }
        let width = symbol.cell_width();
        if x.saturating_add(width) > end || y >= self.buffer.area.bottom() {
            return None;
        }
        if width > 0 {
            // Styles add up: what stood in the cell before must not shine through.
            let cell = &mut self.buffer[(x, y)];
            cell.reset();
            cell.set_symbol(symbol).set_style(style);
        }
        for covered in (x..x + width).skip(1) {
            let cell = &mut self.buffer[(covered, y)];
            cell.reset();
            cell.set_style(style);
        }
        Some(x + width)
    }

    /// Puts a strip into the first row of an area: the right side whole, the left side cut with
    /// an ellipsis where it does not fit.
    pub fn strip(&mut self, area: Rect, strip: &Strip) {
        self.strip_as(area, strip, |role| role);
    }

    /// Puts a strip with its roles changed.
    pub fn strip_as(&mut self, area: Rect, strip: &Strip, role: fn(Role) -> Role) {
        let right = u16::try_from(role::width(&strip.right)).unwrap_or(u16::MAX).min(area.width);
        let room = area.width - right;
        let mut x = area.right() - right;
        for piece in &strip.right {
            let room = area.right().saturating_sub(x);
            x = self.put(x, area.y, room, &piece.text, role(piece.role));
        }
        self.left(Rect { width: room, ..area }, &strip.left, role);
    }

    fn left(&mut self, area: Rect, pieces: &[Piece], role: fn(Role) -> Role) {
        let fits = role::width(pieces) <= usize::from(area.width);
        let end = if fits { area.right() } else { area.right().saturating_sub(1) };
        let mut x = area.x;
        for piece in pieces {
            let room = end.saturating_sub(x);
            let role = role(piece.role);
            let next = self.put(x, area.y, room, &piece.text, role);
            if !fits && role::width(std::slice::from_ref(piece)) > usize::from(room) {
                self.put(next, area.y, area.right().saturating_sub(next).min(1), "…", role);
                return;
            }
            x = next;
        }
    }

    /// Draws a horizontal rule.
    pub fn rule(&mut self, area: Rect) {
        for x in area.x..area.right() {
            self.put(x, area.y, 1, "─", Role::Rule);
        }
    }

    /// Empties an area down to the paper.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return;
        }
        let mut empty = Cell::EMPTY;
        empty.set_style(self.theme.paper());
        for y in area.top()..area.bottom() {
            let start = self.buffer.index_of(area.left(), y);
            let row = self.buffer.content.iter_mut().skip(start);
            row.take(usize::from(area.width)).for_each(|cell| cell.clone_from(&empty));
        }
    }

    /// Shows that the cursor is on the row.
    pub fn cursor(&mut self, area: Rect) {
        self.buffer.set_style(area, self.theme.cursor());
    }
}
