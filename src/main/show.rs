//! One article or a list shown: in the reader, or printed as plain text.

use std::io::{self, BufWriter, Write};

use sayso::{
    analysis::{Engine, analyze},
    cli::{self, Input, Way, Wishes},
    config::{self, Layers},
    report::text::{self, Measure},
    shelf::Shelf,
    source::{Loaded, Opened},
    tui::{self, First, Opening, desk::Writing, environment, lists::Collection, world::Origin},
};

use super::{
    COMFORTABLE, Problem, Status, complain, is_screen, maker,
    open::{Found, Then, found, keep, list, manner, open},
    tell,
};

/// Shows one article, or a list to choose one from: in the terminal where there is one, as plain
/// text otherwise.
pub fn read(inputs: &[Input], way: &Way, engine: cli::Engine, shown: Shown) -> Status {
    let engine = maker(engine)?;
    let wishes = match shown {
        Shown::Reader(wishes) if is_screen() => wishes,
        Shown::Reader(_) | Shown::Plain => {
            return match open(inputs, way, None, Then::Print)? {
                Opened::Article(loaded) => print(*loaded, engine),
                Opened::Shelf(shelf) => list(&shelf),
            };
        }
    };
    match open(inputs, way, None, Then::Reader)? {
        Opened::Article(loaded) => show(*loaded, engine, wishes, found(inputs, way)),
        Opened::Shelf(shelf) => choose(shelf, way, engine, wishes),
    }
}

/// How an article is shown.
pub enum Shown {
    /// In the reader, where there is a terminal for it.
    Reader(Wishes),
    /// As plain text.
    Plain,
}

/// Shows an article in the reader; `file` is where it comes from, if that is a file.
fn show(loaded: Loaded, engine: fn() -> Engine, wishes: Wishes, file: Option<Found>) -> Status {
    let Loaded { article, analysis, note } = loaded;
    let Wishes { no_state, watch, .. } = wishes;
    let (origin, problem) = match &file {
        Some(Found { path, .. }) if no_state => (Some(Origin::unremembered(path)), None),
        Some(Found { path, .. }) => Origin::remembered(path),
        None => (None, None),
    };
    let manner = file.map(|file| file.manner).unwrap_or_default();
    let origin = origin.map(|origin| Origin { watched: watch, manner, ..origin });
    let first = First::Article(Box::new(Writing { article, analysis, origin, book: None }));
    let note = problem.map(|problem| problem.to_string()).or(note.map(|note| note.to_string()));
    run(first, note, wishes, engine)
}

/// Shows a list in the reader, and what is chosen from it.
fn choose(shelf: Shelf, way: &Way, engine: fn() -> Engine, wishes: Wishes) -> Status {
    let (manner, keep) = (manner(way, None), keep(way));
    let list = Collection { shelf, manner, keep, remembers: !wishes.no_state };
    let unwatched = wishes.watch.then(|| "a list is not watched: R reads it anew".to_owned());
    run(First::List(Box::new(list)), unwatched, wishes, engine)
}

/// Runs the reader as it is configured.
fn run(first: First, note: Option<String>, wishes: Wishes, engine: fn() -> Engine) -> Status {
    let Wishes { theme, mouse, config, .. } = wishes;
    let asked = config.is_some();
    let layers = Layers {
        environment: environment::settings(),
        file: config.or_else(config::path),
        themes: config::themes::folder(),
        theme,
        mouse,
    };
    let (setup, mistake) = match layers.setup() {
        // A mistake in what is read unasked keeps nobody from reading.
        Err(error) if !asked && !matches!(error, config::Error::NoTheme(_)) => {
            let told = format!("{}; `sayso config` tells more", error.first());
            (layers.without_file()?, Some(told))
        }
        setup => (setup?, None),
    };
    let opening = Opening { first, note: note.or(mistake), setup, layers };
    if let Some(problem) = tui::run(opening, engine).map_err(Problem::Terminal)? {
        complain(&problem);
    }
    Ok(0)
}

fn print(loaded: Loaded, engine: fn() -> Engine) -> Status {
    tell(&loaded);
    let article = &loaded.article;
    let measure = match tui::columns() {
        Some(columns) => Measure::Columns(columns.min(COMFORTABLE)),
        None => Measure::Unwrapped,
    };
    let analysis = loaded.analysis.unwrap_or_else(|| analyze(article, &engine()));
    let mut out = BufWriter::new(io::stdout().lock());
    text::write(&mut out, article, &analysis, measure)?;
    out.flush()?;
    Ok(0)
}
