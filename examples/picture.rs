//! Draws the picture of the screen that the README shows.
//!
//! `cargo run --example picture > assets/picture.svg`
//!
//! It is the reader itself on the built-in article, with the facts that the engine finds there,
//! at the first quotation that is direct.

use std::{
    error::Error,
    fmt::Write as _,
    io::{self, Write as _},
    sync::Arc,
};

use ratatui::{
    Terminal,
    backend::TestBackend,
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};
use sayso::{
    analysis::{Engine, analyze, work::Progress},
    app::{
        App,
        action::Action,
        command::{Command, Direction, Whose},
    },
    fact::QuotationKind,
    source::sample,
    tui::{
        theme::{Theme, colour::Depth},
        view,
    },
};

/// The screen, in cells.
const COLUMNS: u16 = 110;
const ROWS: u16 = 32;

/// A cell, and the margin around the screen, in units of the picture.
const WIDTH: usize = 9;
const HEIGHT: usize = 18;
const MARGIN: usize = 16;

const PAPER: &str = "#16181d";
const INK: &str = "#d6d8dd";
const FONT: &str =
    "ui-monospace, 'DejaVu Sans Mono', 'Liberation Mono', Menlo, Consolas, monospace";

fn main() -> Result<(), Box<dyn Error>> {
    io::stdout().write_all(drawn()?.as_bytes())?;
    Ok(())
}

/// The picture.
///
/// # Errors
/// When nothing is said directly in the built-in article.
pub fn drawn() -> Result<String, Box<dyn Error>> {
    let mut terminal = Terminal::new(TestBackend::new(COLUMNS, ROWS))?;
    let app = reader()?;
    let theme = Theme::built_in("terminal", Depth::Sixteen);
    terminal.draw(|frame| view::draw(frame, &app, &theme))?;
    Ok(svg(terminal.backend().buffer())?)
}

/// The reader, at the first direct quotation.
fn reader() -> Result<App, Box<dyn Error>> {
    let article = Arc::new(sample::load(None)?.article);
    let mut app = App::new(Arc::clone(&article), None);
    app.update(Action::Resize { width: COLUMNS, height: ROWS });
    let analysis = analyze(&article, &Engine::default());
    let direct = analysis.quotations.iter().position(|found| found.kind == QuotationKind::Direct);
    app.update(Action::Analysed(Box::new(analysis), Progress::whole(article.text.len())));
    for _ in 0..=direct.ok_or("nothing is said directly")? {
        app.update(Action::Command(Command::Walk(Direction::Forward, Whose::Any)));
    }
    Ok(app)
}

fn svg(buffer: &Buffer) -> Result<String, std::fmt::Error> {
    let width = usize::from(COLUMNS) * WIDTH + 2 * MARGIN;
    let height = usize::from(ROWS) * HEIGHT + 2 * MARGIN;
    let mut svg = String::new();
    writeln!(svg, r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">"#)?;
    writeln!(svg, r#"<rect width="{width}" height="{height}" rx="8" fill="{PAPER}"/>"#)?;
    writeln!(svg, r#"<g font-family="{FONT}" font-size="15" xml:space="preserve">"#)?;
    for (y, row) in buffer.content.chunks(usize::from(COLUMNS)).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a.style() == b.style()) {
            draw(&mut svg, (x, y), run)?;
            x += run.len();
        }
    }
    svg.push_str("</g>\n</svg>\n");
    Ok(svg)
}

/// Writes cells of one style. The font is the viewer's: the run is fitted to its cells.
fn draw(svg: &mut String, (x, y): (usize, usize), run: &[Cell]) -> std::fmt::Result {
    let Some(first) = run.first() else { return Ok(()) };
    let words: String = run.iter().map(Cell::symbol).collect();
    let (left, top) = (MARGIN + x * WIDTH, MARGIN + y * HEIGHT);
    let mut ink = colour(first.fg);
    if first.modifier.contains(Modifier::REVERSED) {
        let width = run.len() * WIDTH;
        writeln!(
            svg,
            r#"<rect x="{left}" y="{top}" width="{width}" height="{HEIGHT}" fill="{ink}"/>"#
        )?;
        ink = PAPER;
    }
    let shown = words.trim_start_matches(' ');
    let left = left + (words.len() - shown.len()) * WIDTH;
    let shown = shown.trim_end_matches(' ');
    if shown.is_empty() {
        return Ok(());
    }
    let length = shown.chars().count() * WIDTH;
    let baseline = top + HEIGHT * 3 / 4;
    let looks = looks(first.modifier);
    let shown = shown.replace('&', "&amp;").replace('<', "&lt;");
    writeln!(
        svg,
        r#"<text x="{left}" y="{baseline}" textLength="{length}" lengthAdjust="spacingAndGlyphs" fill="{ink}"{looks}>{shown}</text>"#
    )
}

/// Weight and lines as attributes.
fn looks(modifier: Modifier) -> String {
    [
        (Modifier::BOLD, r#" font-weight="bold""#),
        (Modifier::DIM, r#" fill-opacity="0.55""#),
        (Modifier::ITALIC, r#" font-style="italic""#),
        (Modifier::UNDERLINED, r#" text-decoration="underline""#),
    ]
    .into_iter()
    .filter_map(|(one, attribute)| modifier.contains(one).then_some(attribute))
    .collect()
}

/// The terminal's colours as many a dark terminal shows them.
fn colour(colour: Color) -> &'static str {
    match colour {
        Color::Red => "#e0716c",
        Color::Green => "#8fbf6f",
        Color::Yellow => "#d9b35f",
        Color::Magenta => "#c58bd6",
        Color::Cyan => "#5fb3b8",
        Color::LightBlue => "#7aa7e8",
        Color::LightMagenta => "#e0a6e8",
        Color::LightCyan => "#8fd6da",
        _ => INK,
    }
}
