//! A list on the screen.

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{canvas::Canvas, note, pad, width};
use crate::{
    browse::{Browser, foot},
    tui::{output, theme::Theme},
};

/// Draws the list that is seen.
pub fn draw(frame: &mut Frame, browser: &Browser, theme: &Theme) {
    let layout = &browser.layout;
    let mut canvas = Canvas::new(frame.buffer_mut(), theme, browser.setup.settings.signs);
    if layout.is_too_small() {
        canvas.strip(Rect::new(0, 0, layout.size.0, 1), &note("too small"));
        return;
    }
    let row = |y| pad(Rect::new(layout.columns.start, y, width(&layout.columns), 1));
    if let Some(y) = layout.header {
        canvas.strip(row(y), &foot::header(browser));
    }
    let cursor = match &browser.help {
        Some(sheet) => {
            for (y, strip) in layout.body.clone().zip(sheet.shown()) {
                let whole = row(y);
                canvas.strip(
                    Rect { x: layout.columns.start, width: whole.width + 1, ..whole },
                    strip,
                );
            }
            Some(Position::new(layout.columns.start + 2, layout.body.start))
        }
        None => entries(&mut canvas, browser, row),
    };
    let below = row(layout.status);
    let columns = usize::from(below.width);
    let typed = browser.asking.as_ref().map(|asking| {
        let (strip, before) = foot::prompt(browser, asking, columns);
        canvas.strip(below, &strip);
        Position::new(below.x + u16::try_from(before).unwrap_or_default(), below.y)
    });
    if typed.is_none() {
        canvas.strip(below, &foot::status(browser, columns));
    }
    output::settle(frame.buffer_mut());
    if let Some(cursor) = typed.or(cursor) {
        frame.set_cursor_position(cursor);
    }
}

/// The entries, and under them why something cannot be done; gives where the chosen entry begins.
fn entries(canvas: &mut Canvas, browser: &Browser, row: impl Fn(u16) -> Rect) -> Option<Position> {
    let body = &browser.layout.body;
    let list = &browser.list;
    for (y, strip) in body.clone().zip(&list.rows) {
        canvas.strip(row(y), strip);
    }
    if list.rows.is_empty() {
        canvas.strip(row(body.start), &foot::nothing(browser));
    }
    let chosen = list.cursor.and_then(|at| Some(row(body.start + u16::try_from(at).ok()?)));
    if let Some(cell) = chosen {
        canvas.cursor(cell);
    }
    let why = browser.why();
    if !why.is_empty() {
        let rows = u16::try_from(why.len()).unwrap_or_default() + 1;
        let top = body.end.saturating_sub(rows).max(body.start);
        canvas.clear(Rect { height: body.end - top, ..row(top) });
        canvas.rule(row(top));
        for (y, strip) in (top + 1..body.end).zip(why) {
            canvas.strip(row(y), strip);
        }
    }
    chosen.map(Rect::as_position)
}
