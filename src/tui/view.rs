//! The view: the state as cells. It lays nothing out and changes nothing.
//!
//! The terminal's cursor stands where one reads: in the line that is typed, at what is uppermost, at
//! the chosen item, at the current hit, at the chosen fact, or at the first line. Screen readers and
//! magnifiers follow it, so it is shown.

pub mod canvas;
pub mod link;
pub mod lists;
#[cfg(test)]
pub(crate) mod tests;

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use crate::{
    app::{
        App, Pane,
        facts::Facts,
        hint,
        panel::Subject,
        role::{Piece, Rank, Role, Strip, sign},
        sidebar, status,
    },
    article::ParagraphKind,
    page::{
        Line,
        block::Side,
        mark::{Chosen, Part, Run},
        wrap,
    },
    text::Span,
    tui::{output, theme::Theme},
};
use canvas::Canvas;

/// Rows that tell what may follow, at most.
const HINTS: usize = 8;

/// Draws the reader.
pub fn draw(frame: &mut Frame, app: &App, theme: &Theme) {
    let mut canvas = Canvas::new(frame.buffer_mut(), theme, app.layout.settings.signs);
    let layout = &app.layout;
    if layout.is_too_small() {
        canvas.strip(Rect::new(0, 0, layout.size.0, 1), &note("too small"));
        return;
    }
    let columns = |y| Rect::new(layout.columns.start, y, width(&layout.columns), 1);
    if let Some(row) = layout.header {
        let row = pad(columns(row));
        canvas.strip(row, &status::header(app, usize::from(row.width)));
    }
    let alone = layout.sidebar.is_none() && app.pane == Pane::Sidebar;
    let mut cursor = None;
    if app.panel.as_ref().is_none_or(|panel| panel.subject() != Subject::Help) {
        if !alone {
            cursor = article(&mut canvas, app);
        }
        if alone || layout.sidebar.is_some() {
            cursor = self::sidebar(&mut canvas, app).or(cursor);
        }
    }
    cursor = panel(&mut canvas, app).or(cursor);
    hints(&mut canvas, app);
    cursor = foot(&mut canvas, app, pad(columns(layout.status))).or(cursor);
    output::settle(frame.buffer_mut());
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

/// What may follow lies over the foot of the body.
fn hints(canvas: &mut Canvas, app: &App) {
    let layout = &app.layout;
    let columns = Rect::new(layout.columns.start, 0, width(&layout.columns).saturating_sub(1), 1);
    let room = (layout.height() / 2).min(HINTS);
    let hints = hint::hints(app, usize::from(columns.width), room);
    if hints.rows.is_empty() {
        return;
    }
    let rows = u16::try_from(hints.rows.len()).unwrap_or_default() + 1;
    let top = layout.body.end.saturating_sub(rows);
    canvas.clear(Rect { x: layout.columns.start, y: top, height: rows, ..full(columns) });
    canvas.rule(pad(Rect { y: top, ..full(columns) }));
    for (row, strip) in hints.rows.iter().enumerate() {
        let y = top + 1 + u16::try_from(row).unwrap_or_default();
        canvas.strip(Rect { y, ..columns }, strip);
        if hints.chosen == Some(row) {
            canvas.cursor(pad(Rect { y, ..columns }));
        }
    }
}

/// The row with the cell that is free at its end.
const fn full(row: Rect) -> Rect {
    Rect { width: row.width + 1, ..row }
}

/// The line at the foot; gives where the cursor stands in it when it is being typed.
fn foot(canvas: &mut Canvas, app: &App, row: Rect) -> Option<Position> {
    let columns = usize::from(row.width);
    let Some(asking) = &app.input.asking else {
        canvas.strip(row, &status::status(app, columns));
        return None;
    };
    let (strip, before) = status::prompt(app, asking, columns);
    canvas.strip(row, &strip);
    Some(Position::new(row.x + u16::try_from(before).unwrap_or_default(), row.y))
}

fn note(words: &str) -> Strip {
    Strip::left(vec![Piece::new(Role::Notice, words)])
}

const fn width(columns: &std::ops::Range<u16>) -> u16 {
    columns.end - columns.start
}

/// A row without its first and last cell.
fn pad(row: Rect) -> Rect {
    Rect::new(row.x + 1, row.y, row.width.saturating_sub(2), row.height)
}

/// Tells where the chosen fact begins, or else the first line.
fn article(canvas: &mut Canvas, app: &App) -> Option<Position> {
    let layout = &app.layout;
    let (mut first, mut chosen, mut hit) = (None, None, None);
    for (y, line) in (layout.body.start..).zip(app.reading.place.lines()) {
        let runs = runs(app, line);
        gutter(canvas, app, y, (line, &runs));
        let measure = usize::from(width(&layout.text));
        let indent = u16::try_from(wrap::indent(line.kind, measure)).unwrap_or_default();
        let lead = line.lead(&app.article().text, measure);
        let mut x = layout.text.start + u16::try_from(lead).unwrap_or_default();
        let (bullet, end) = match line.side {
            Side::Left => (layout.text.start, layout.text.end),
            Side::Right => (layout.text.end.saturating_sub(1), layout.text.end - indent),
        };
        if indent > 0 && !line.span.is_empty() {
            canvas.put(bullet, y, 1, mark(line), Role::Faint);
        }
        if line.skipped > 0 {
            let many = if line.skipped == 1 { "" } else { "s" };
            let words = format!("… {} paragraph{many} folded", line.skipped);
            canvas.put(x, y, end.saturating_sub(x), &words, Role::Faint);
        }
        first = first.or(Some(Position::new(x, y)));
        let marked = runs.iter().find(|run| is_marked(run)).map(|run| run.span.start);
        let mut spaced = false;
        for (span, role) in runs.iter().flat_map(|run| pieces(app, line, run)) {
            if marked == Some(span.start) {
                chosen = chosen.or(Some(Position::new(x, y)));
            }
            if role == Role::CurrentHit {
                hit = hit.or(Some(Position::new(x, y)));
            }
            let verbatim = line.kind.keeps_lines();
            let words = span.of(&app.article().text);
            // White space that is cut is one space still.
            let rest = if spaced && !verbatim { words.trim_start() } else { words };
            let room = end.saturating_sub(x);
            x = canvas.words(x, y, room, rest, role, verbatim);
            spaced = words.ends_with(char::is_whitespace);
        }
        link::letters(canvas, app, y, line);
    }
    hit.or(chosen).or(first)
}

/// What stands before a line that is set in.
fn mark(line: &Line) -> &'static str {
    match line.kind {
        ParagraphKind::Item if line.opens => "•",
        ParagraphKind::Block => "│",
        ParagraphKind::Caption if line.opens => "▣",
        ParagraphKind::Item
        | ParagraphKind::Caption
        | ParagraphKind::Body
        | ParagraphKind::Heading(_)
        | ParagraphKind::Headline
        | ParagraphKind::Table
        | ParagraphKind::Verbatim => "",
    }
}

/// The pieces of a run: hits, and what lies between them.
fn pieces(app: &App, line: &Line, run: &Run) -> Vec<(Span, Role)> {
    let role = role(app, line, run);
    let Some(search) = &app.reading.search else { return vec![(run.span, role)] };
    let pieces = search.cut(run.span).into_iter();
    pieces.map(|(span, hit)| (span, hit.unwrap_or(role))).collect()
}

fn runs(app: &App, line: &Line) -> Vec<Run> {
    match &app.facts {
        _ if line.span.is_empty() => Vec::new(),
        Some(facts) => facts.overlay.runs(line, &facts.analysis, app.walk.chosen),
        None => vec![Run { span: line.span, quotation: None, part: None }],
    }
}

fn role(app: &App, line: &Line, run: &Run) -> Role {
    let plain = match line.kind {
        ParagraphKind::Heading(_) | ParagraphKind::Headline => Role::Heading,
        ParagraphKind::Caption => Role::Faint,
        ParagraphKind::Body
        | ParagraphKind::Item
        | ParagraphKind::Block
        | ParagraphKind::Table
        | ParagraphKind::Verbatim => Role::Text,
    };
    let Some(facts) = &app.facts else { return plain };
    let chosen = facts.cast.rank(app.walk.actor(&facts.analysis));
    let passed = facts.matches.as_ref().is_none_or(|matches| matches.paragraph(line.paragraph));
    match (run.part, run.quotation) {
        (Some(Part::Content), _) => Role::Current(chosen),
        (Some(Part::Source), _) => Role::Source(chosen),
        (Some(Part::Cue), _) => Role::Cue,
        (Some(Part::Evidence), _) => Role::Evidence(chosen),
        (Some(Part::Decisive(position)), _) => Role::Decisive(position),
        (None, _) if !passed => Role::Faint,
        (None, Some(quotation)) if !facts.admits(Chosen::Quotation(quotation)) => Role::Faint,
        (None, Some(quotation)) => Role::Quoted(speaker(facts, quotation)),
        (None, None) => plain,
    }
}

/// The place in the cast of who says a quotation.
fn speaker(facts: &Facts, quotation: usize) -> Rank {
    facts.cast.rank(facts.analysis.quotations.get(quotation)?.actor)
}

/// Whether a run is what the chosen fact is about, and not how the article leads to it.
const fn is_marked(run: &Run) -> bool {
    match run.part {
        Some(Part::Content | Part::Evidence | Part::Decisive(_)) => true,
        Some(Part::Cue | Part::Source) | None => false,
    }
}

/// The bar of the chosen fact, the paragraph's number, the sign of who begins to speak, and one
/// beside the current hit.
fn gutter(canvas: &mut Canvas, app: &App, y: u16, (line, runs): (&Line, &[Run])) {
    let layout = &app.layout;
    let end = layout.text.start;
    let hit = app.reading.search.as_ref().and_then(|search| search.current);
    if hit.is_some_and(|hit| line.span.holds(hit.span.start)) {
        canvas.put(end.saturating_sub(1), y, 1, "›", Role::CurrentHit);
    }
    let Some(facts) = &app.facts else { return };
    if runs.iter().any(is_marked) {
        let rank = facts.cast.rank(app.walk.actor(&facts.analysis));
        canvas.put(layout.gutter, y, 1, "▌", Role::LoudVoice(rank));
    }
    if layout.is_numbered() && line.opens {
        let number = (line.paragraph + 1).to_string();
        let digits = u16::try_from(number.len()).unwrap_or(1);
        canvas.put(end.saturating_sub(4 + digits), y, digits, &number, Role::Faint);
    }
    // Who speaks on into a paragraph is shown again where it opens.
    let opening = facts.overlay.opening(line.span, &facts.analysis);
    let going_on = || runs.iter().find_map(|run| run.quotation).filter(|_| line.opens);
    if let Some(quotation) = opening.or_else(going_on) {
        let rank = speaker(facts, quotation);
        let gap = if layout.is_numbered() { 3 } else { 2 };
        let admitted = facts.admits(Chosen::Quotation(quotation));
        let role = if admitted { Role::LoudVoice(rank) } else { Role::Faint };
        canvas.put(end - gap, y, 1, sign(rank), role);
    }
}

/// Tells where the chosen item begins, while keys go there.
fn sidebar(canvas: &mut Canvas, app: &App) -> Option<Position> {
    let layout = &app.layout;
    if let Some(columns) = &layout.sidebar {
        for y in layout.body.clone() {
            canvas.put(columns.start, y, 1, "│", Role::Rule);
        }
    }
    let columns = layout.sidebar_text();
    let area = |y| Rect::new(columns.start, y, width(&columns), 1);
    let Some(facts) = app.facts.as_ref() else {
        canvas.strip(area(layout.body.start), &faint(app.waiting));
        return None;
    };
    if facts.cast.voices.is_empty() && facts.cast.crowd.is_empty() {
        canvas.strip(area(layout.body.start), &faint("Nobody is quoted here."));
        return None;
    }
    for (y, row) in layout.body.clone().zip(app.sidebar.shown()) {
        sidebar_row(canvas, app, area(y), row);
    }
    let (above, below) = app.sidebar.hidden();
    let foot = layout.body.start + u16::try_from(app.sidebar.shown().len()).unwrap_or(1);
    let edge = columns.start.saturating_sub(2);
    for (y, arrow) in
        [(layout.body.start, above.then_some("↑")), (foot.saturating_sub(1), below.then_some("↓"))]
    {
        canvas.put(edge, y, 1, arrow.unwrap_or_default(), Role::Faint);
    }
    let choice = app.sidebar.choice.filter(|_| app.pane == Pane::Sidebar)?;
    let row = app.sidebar.shown().iter().position(|row| row.item == Some(choice))?;
    Some(Position::new(columns.start, layout.body.start + u16::try_from(row).ok()?))
}

fn sidebar_row(canvas: &mut Canvas, app: &App, area: Rect, row: &sidebar::Row) {
    let picked = row.item.is_some_and(|item| app.is_picked(item));
    if picked && let (Some(item), Some(facts)) = (row.item, &app.facts) {
        // Beside the article the rule itself grows heavy.
        let rank = facts.cast.voices.get(item.voice()).map(|voice| voice.rank);
        let bar = if app.layout.sidebar.is_some() { "┃" } else { "▌" };
        canvas.put(area.x.saturating_sub(2), area.y, 1, bar, Role::LoudVoice(rank));
    }
    canvas.strip_as(area, &row.strip, if picked { Role::loud } else { |role| role });
    if app.pane == Pane::Sidebar && row.item.is_some() && row.item == app.sidebar.choice {
        canvas.cursor(area);
    }
}

fn faint(words: &str) -> Strip {
    Strip::left(vec![Piece::new(Role::Faint, words)])
}

/// "Why?" lies over the foot of the body with a rule above it; the help takes all of it.
/// Tells where it begins.
fn panel(canvas: &mut Canvas, app: &App) -> Option<Position> {
    let panel = app.panel.as_ref()?;
    let layout = &app.layout;
    let covered = u16::try_from(app.covered()).unwrap_or(u16::MAX);
    let mut y = layout.body.start;
    if panel.leaves_the_article() {
        y = layout.body.end - covered;
        let area = Rect::new(layout.columns.start, y, width(&layout.columns), covered);
        canvas.clear(area);
        canvas.rule(pad(Rect { height: 1, ..area }));
        y += 1;
    }
    let mut first = Position::new(layout.columns.start + 2, y);
    if let Some(caret) = panel.caret() {
        first.x = layout.columns.start.saturating_add(caret.try_into().unwrap_or(u16::MAX));
    }
    let row = |y| Rect::new(layout.columns.start, y, width(&layout.columns) - 1, 1);
    for (y, strip) in (y..layout.body.end).zip(panel.shown()) {
        canvas.strip(row(y), strip);
    }
    let (above, below) = panel.hidden();
    let foot = layout.body.end.saturating_sub(1);
    for (y, arrow) in [(y, above.then_some("↑")), (foot, below.then_some("↓"))] {
        canvas.put(layout.columns.start, y, 1, arrow.unwrap_or_default(), Role::Faint);
    }
    if let Some((at, columns)) = panel.cursor() {
        let at = u16::try_from(at).unwrap_or(u16::MAX);
        let columns = columns.start.try_into().unwrap_or(u16::MAX)
            ..columns.end.try_into().unwrap_or(u16::MAX);
        let x = layout.columns.start.saturating_add(columns.start);
        let cell = Rect::new(x, y.saturating_add(at), width(&columns), 1);
        if panel.caret().is_none() {
            first = cell.as_position();
        }
        canvas.cursor(cell.intersection(Rect { height: layout.body.end - y, ..row(y) }));
    }
    Some(first)
}
