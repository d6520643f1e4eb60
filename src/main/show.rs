//! One article shown: in the reader, or printed as plain text.

use std::io::{self, BufWriter, Write};

use sayso::{
    analysis::{Engine, analyze},
    cli::{self, Input, Way, Wishes},
    config::{self, Layers},
    library,
    report::text::{self, Measure},
    source::{
        Loaded, Opened,
        beginning::{self, Beginning},
    },
    tui::{self, Opening, Part, environment, world::Origin},
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
    let open = || open(inputs, way, None);
    match shown {
        Shown::Reader(wishes) if is_screen() => {
            let source = Source::of(found(inputs, way), &wishes);
            match source.begin() {
                Some(beginning) => show(Part::Beginning(beginning), source, wishes, engine),
                None => match open()? {
                    Opened::Article(loaded) => show(Part::Whole(*loaded), source, wishes, engine),
                    Opened::Shelf(shelf) => list(&shelf),
                },
            }
        }
        Shown::Reader(_) | Shown::Plain => match open()? {
            Opened::Article(loaded) => print(*loaded, engine),
            Opened::Shelf(shelf) => list(&shelf),
        },
    }
}

/// How an article is shown.
pub enum Shown {
    /// In the reader, where there is a terminal for it.
    Reader(Wishes),
    /// As plain text.
    Plain,
}

/// Where an article comes from.
struct Source {
    /// The file, if it is one.
    origin: Option<Origin>,
    /// Why nothing is known of earlier readings.
    problem: Option<library::Error>,
}

impl Source {
    fn of(file: Option<Found>, wishes: &Wishes) -> Self {
        let (origin, problem) = match &file {
            Some(Found { path, .. }) if wishes.no_state => (Some(Origin::unremembered(path)), None),
            Some(Found { path, .. }) => Origin::remembered(path),
            None => (None, None),
        };
        let manner = file.map(|file| file.manner).unwrap_or_default();
        let origin = origin.map(|origin| Origin { watched: wishes.watch, manner, ..origin });
        Self { origin, problem }
    }

    /// The beginning of an article whose first screen can be shown before the rest is read. What
    /// is remembered may lie anywhere in it, and needs all of it.
    fn begin(&self) -> Option<Beginning> {
        let fresh = self.origin.as_ref().filter(|origin| !origin.is_known())?;
        beginning::read(&fresh.path, &fresh.manner)
    }
}

/// Shows an article in the reader.
fn show(part: Part, source: Source, wishes: Wishes, engine: fn() -> Engine) -> Status {
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
            (layers.without_file()?, Some(error.first()))
        }
        setup => (setup?, None),
    };
    let mistake = mistake.map(|mistake| format!("{mistake}; `sayso config` tells more"));
    let note = source.problem.map(|problem| problem.to_string()).or(mistake);
    let opening = Opening { part, note, setup, layers, origin: source.origin };
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
