//! `sayso evaluate`: how well an engine does on articles that people have annotated.

use std::{
    fs::Metadata,
    io::{self, BufRead, BufReader, BufWriter, Write},
};

use indicatif::{ProgressBar, ProgressStyle};
use sayso::{
    cli::{self, Input, Shape},
    evaluate::evaluate,
    report::{figures::Figures, json, misses, table},
    source::{self, error::Error, gold},
    tui,
};

use super::{BAD_LINES, COMFORTABLE, Status, can_place, complain, maker};

/// Columns that mistakes are shown in at most, so that marks stay near their words.
const WIDE: usize = 120;

/// Measures an engine on annotated articles. Lines that cannot be used are told and left out.
pub fn measure(from: &Input, engine: cli::Engine, errors: usize, format: Shape) -> Status {
    let engine = maker(engine)?;
    let Lines { input, length, name } = lines_of(from)?;
    let bar = progress(length);
    let lines = gold::rows(bar.wrap_read(input));
    let mut refused = 0;
    let sum = evaluate(lines, &engine(), errors, |error| {
        refused += 1;
        bar.suspend(|| complain(&format_args!("{name}: {error}")));
    });
    bar.finish_and_clear();
    let sum = sum.map_err(|error| Error::unreadable(error, &name))?;
    if sum.articles + refused == 0 {
        return Err(Error::Empty(name).into());
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let figures = Figures::of(&sum, refused);
    match format {
        Shape::Json => json::write(&mut out, &figures)?,
        Shape::Text => {
            table::write(&mut out, &figures)?;
            let columns = tui::columns().map_or(COMFORTABLE, |columns| columns.min(WIDE));
            misses::write(&mut out, &sum.misses, columns)?;
        }
    }
    out.flush()?;
    Ok(if refused > 0 { BAD_LINES } else { 0 })
}

/// An input that is read line by line.
struct Lines {
    input: Box<dyn BufRead + Send>,
    /// Its bytes, if they can be told.
    length: Option<u64>,
    name: String,
}

fn lines_of(input: &Input) -> Result<Lines, Error> {
    let Input::File(path) = input else {
        let (input, name) = (Box::new(BufReader::new(io::stdin())), source::STDIN.into());
        return Ok(Lines { input, length: None, name });
    };
    let file = source::open(path)?;
    let about = file.get_ref().metadata().ok().filter(Metadata::is_file);
    let (length, name) = (about.map(|about| about.len()), source::shown(path));
    Ok(Lines { input: Box::new(file), length, name })
}

/// A bar on standard error for input of so many bytes; it is not seen unless that is a terminal.
fn progress(length: Option<u64>) -> ProgressBar {
    let template = match length {
        Some(_) => "{wide_bar} {percent:>3} %",
        None => "{bytes} read",
    };
    let style = ProgressStyle::with_template(template).map(|style| style.progress_chars("=> "));
    let bar = match length {
        _ if !can_place() => ProgressBar::hidden(),
        Some(bytes) => ProgressBar::new(bytes),
        None => ProgressBar::no_length(),
    };
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
