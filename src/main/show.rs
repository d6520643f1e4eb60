//! One article shown: in the reader, or printed as plain text.

use std::io::{self, BufWriter, Write};

use sayso::{
    analysis::{Engine, analyze},
    cli::{self, Input, Way, Wishes},
    config::{self, Layers},
    report::text::{self, Measure},
    source::{Loaded, Opened},
    tui::{self, Opening, environment, world::Origin},
};

use super::{
    COMFORTABLE, Problem, Status, complain, is_screen, maker,
    open::{Found, found, list, open},
    tell,
};

/// Shows one article: in the terminal where there is one, as plain text otherwise. A list is
/// printed, for one of it to be chosen.
pub fn read(inputs: &[Input], way: &Way, engine: cli::Engine, shown: Shown) -> Status {
    let engine = maker(engine)?;
    let loaded = match open(inputs, way, None)? {
        Opened::Article(loaded) => *loaded,
        Opened::Shelf(shelf) => return list(&shelf),
    };
    match shown {
        Shown::Reader(wishes) if is_screen() => show(loaded, engine, wishes, found(inputs, way)),
        Shown::Reader(_) | Shown::Plain => print(loaded, engine),
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
    let mut note = note.map(|note| note.to_string());
    let Wishes { theme, mouse, config, no_state, watch } = wishes;
    let asked = config.is_some();
    let layers = Layers {
        environment: environment::settings(),
        file: config.or_else(config::path),
        themes: config::themes::folder(),
        theme,
        mouse,
    };
    let setup = match layers.setup() {
        // A mistake in what is read unasked keeps nobody from reading.
        Err(error) if !asked && !matches!(error, config::Error::NoTheme(_)) => {
            note = Some(format!("{}; `sayso config` tells more", error.first()));
            layers.without_file()?
        }
        setup => setup?,
    };
    let (origin, problem) = match &file {
        Some(Found { path, .. }) if no_state => (Some(Origin::unremembered(path)), None),
        Some(Found { path, .. }) => Origin::remembered(path),
        None => (None, None),
    };
    let manner = file.map(|file| file.manner).unwrap_or_default();
    let origin = origin.map(|origin| Origin { watched: watch, manner, ..origin });
    let note = problem.map(|problem| problem.to_string()).or(note);
    let opening = Opening { article, analysis, note, setup, layers, origin };
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
