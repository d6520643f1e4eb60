//! Links on the screen: which cells show them, and the letters over them.

use std::ops::Range;

use super::canvas::Canvas;
use crate::{
    app::{App, Pane, panel::Subject, role::Role},
    page::{Line, wrap},
    text::Span,
    tui::output::Shown,
};

/// Puts the letters over the links that begin in a row.
pub fn letters(canvas: &mut Canvas, app: &App, y: u16, line: &Line) {
    for (letters, link) in app.link_letters() {
        // Or where the screen shows the first of them.
        let first = link.span.start.max(app.reading.place.top());
        if first < line.span.start {
            continue;
        }
        if let Some(columns) = columns(app, line, Span::new(first, link.span.end)) {
            let room = u16::try_from(letters.len()).unwrap_or(1);
            canvas.put(columns.start, y, room, &letters, Role::LinkLetter);
        }
    }
}

/// The links on the screen, cell by cell.
#[must_use]
pub fn shown(app: &App) -> Vec<Shown> {
    let layout = &app.layout;
    let alone = layout.sidebar.is_none() && app.pane == Pane::Sidebar;
    let help = app.panel.as_ref().is_some_and(|panel| panel.subject() == Subject::Help);
    if alone || help || layout.is_too_small() {
        return Vec::new();
    }
    let mut shown = Vec::new();
    for (row, line) in (layout.body.start..).zip(app.reading.place.lines()) {
        for link in app.reading.place.links() {
            if let Some(columns) = columns(app, line, link.span) {
                let target = link.target.clone();
                shown.push(Shown { row, columns, number: link.span.start, target });
            }
        }
    }
    shown
}

/// The columns of a stretch of the article in a line, if it reaches into it.
fn columns(app: &App, line: &Line, span: Span) -> Option<Range<u16>> {
    let part = Span::new(span.start.max(line.span.start), span.end.min(line.span.end));
    if part.is_empty() {
        return None;
    }
    let (text, layout) = (&app.article().text, &app.layout);
    let cells = |to: usize| {
        let words = Span::new(line.span.start, to).of(text);
        let cells: usize = if line.kind.keeps_lines() {
            wrap::cells(words)
        } else {
            wrap::running(words).map(wrap::symbol_cells).sum()
        };
        let cells = u16::try_from(line.lead(text, layout.measure()) + cells).unwrap_or(u16::MAX);
        layout.text.start.saturating_add(cells).min(layout.text.end)
    };
    Some(cells(part.start)..cells(part.end))
}
