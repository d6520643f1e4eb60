//! Opens what was named on the command line, and shows how far fetching is.

use std::{
    io::{self, BufWriter, IsTerminal, Write},
    path::PathBuf,
};

use sayso::{
    cli::{Input, Way},
    report,
    shelf::{Address, Shelf},
    source::{
        self, Format, Loaded, Manner, Opened, Source,
        error::Error,
        html::Extent,
        sample, together,
        web::{Keep, Limits, Progress, Visit},
    },
};

use super::{Status, complain, fetching::Interrupt, line::Line};

/// Who comes after what was named has been opened.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// The reader, which hears of Ctrl-C itself.
    Reader,
    /// Whoever prints, whom Ctrl-C ends.
    Print,
}

/// Opens what was named, or the entry of it that was chosen.
pub fn open(
    inputs: &[Input],
    way: &Way,
    format: Option<Format>,
    then: Then,
) -> Result<Opened, Error> {
    let manner = manner(way, format);
    let fetches = inputs.iter().any(|input| matches!(input, Input::Address(_)));
    let fetches = fetches || way.entry.is_some();
    let line = if fetches { Line::on_terminal() } else { Line::default() };
    line.show(&fetching(0));
    // Who is not told of Ctrl-C is ended by it all the same.
    let interrupt = fetches.then(|| Interrupt::awaited(line).ok()).flatten();
    let watch = |progress: Progress| line.show(&fetching(progress.read));
    let visit = Visit { keep: keep(way), watch: &watch, limits: Limits::default() };
    let opened = open_all(inputs, &manner, &visit).and_then(|opened| match (opened, way.entry) {
        (Opened::Shelf(shelf), Some(number)) => {
            let none = || Error::NoEntry(shelf.name.clone(), number, shelf.entries.len());
            source::open_entry(shelf.entry(number).ok_or_else(none)?, &manner, &visit)
        }
        (opened, _) => Ok(opened),
    });
    line.clear();
    if let Some(interrupt) = interrupt {
        interrupt.end(then);
    }
    opened
}

/// What is said while so many bytes have come.
fn fetching(bytes: u64) -> String {
    let count = if bytes > 0 { format!("… {} KB", bytes.div_ceil(1000)) } else { "…".into() };
    format!("fetching{count} (Ctrl-C stops)")
}

/// What is made of earlier visits.
pub const fn keep(way: &Way) -> Keep {
    if way.refresh { Keep::Refreshed } else { Keep::Cached }
}

/// How what was named is to be read.
pub fn manner(way: &Way, format: Option<Format>) -> Manner {
    let extent = if way.whole { Extent::Whole } else { Extent::Article };
    Manner { format, base: way.base.clone(), extent }
}

/// The file that an article comes from, and how it was read.
pub struct Found {
    /// The file.
    pub path: PathBuf,
    /// How it was read.
    pub manner: Manner,
}

/// The file that was named, if an article was opened from it by itself.
pub fn found(inputs: &[Input], way: &Way) -> Option<Found> {
    match (inputs, way.entry) {
        ([Input::File(path)], None) => {
            Some(Found { path: path.clone(), manner: manner(way, None) })
        }
        _ => None,
    }
}

fn open_all(inputs: &[Input], manner: &Manner, visit: &Visit) -> Result<Opened, Error> {
    let addresses: Vec<_> = inputs.iter().map(address).collect();
    let sources = inputs.iter().zip(&addresses).map(|(input, address)| match (input, address) {
        (Input::File(path), _) => Source::File(path),
        (Input::Address(_), Some(address)) => Source::Address(address),
        (Input::Unsaid | Input::Stdin | Input::Sample(_) | Input::Address(_), _) => Source::Stdin,
    });
    let sources: Vec<_> = sources.collect();
    match (inputs, &sources[..]) {
        ([Input::Unsaid], _) if io::stdin().is_terminal() => sample::load(None).map(article),
        ([Input::Sample(name)], _) => sample::load(Some(name)).map(article),
        (_, [source]) => source::open_source(source, manner, visit),
        (_, sources) => together::shelf(sources).map(Opened::Shelf),
    }
}

fn article(loaded: Loaded) -> Opened {
    Opened::Article(Box::new(loaded))
}

fn address(input: &Input) -> Option<Address> {
    match input {
        Input::Address(url) => Some(Address::typed(url.clone())),
        Input::Unsaid | Input::Stdin | Input::File(_) | Input::Sample(_) => None,
    }
}

/// Prints what there is to choose from.
pub fn list(shelf: &Shelf) -> Status {
    let mut out = BufWriter::new(io::stdout().lock());
    report::list::write(&mut out, shelf)?;
    out.flush()?;
    if io::stdout().is_terminal() {
        complain(&"`--entry N` opens the article of that number");
    }
    Ok(0)
}
