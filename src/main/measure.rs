//! `sayso evaluate`: how well an engine does on articles that people have annotated.

use std::io::{self, BufRead, BufReader, BufWriter, Write};

use sayso::{
    cli::{self, Input, Shape},
    evaluate::evaluate,
    report::{figures::Figures, json, misses, table},
    source::{self, error::Error, gold},
    tui,
};

use super::{BAD_LINES, COMFORTABLE, Status, complain, line::Line, maker};

/// Columns that mistakes are shown in at most, so that marks stay near their words.
const WIDE: usize = 120;

/// Measures an engine on annotated articles. Lines that cannot be used are told and left out.
pub fn measure(from: &Input, engine: cli::Engine, errors: usize, format: Shape) -> Status {
    let engine = maker(engine)?;
    let (input, name) = lines_of(from)?;
    let line = Line::on_terminal();
    let rows = gold::rows(input).enumerate().map(|(before, row)| {
        line.show(&format!("measuring article {}", before + 1));
        row
    });
    let mut refused = 0;
    let sum = evaluate(rows, &engine(), errors, |error| {
        refused += 1;
        line.aside(|| complain(&format_args!("{name}: {error}")));
    });
    line.clear();
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

/// An input that is read line by line, and its name.
fn lines_of(input: &Input) -> Result<(Box<dyn BufRead + Send>, String), Error> {
    let Input::File(path) = input else {
        return Ok((Box::new(BufReader::new(io::stdin())), source::STDIN.into()));
    };
    Ok((Box::new(source::open(path)?), source::shown(path)))
}
