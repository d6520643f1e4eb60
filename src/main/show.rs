//! One article or a list shown: in the reader, or printed as plain text.

use std::io::{self, BufWriter, Write};

use sayso::{
    analysis::{Engine, analyze},
    cli::{self, Input, Way, Wishes},
    config::{self, Layers},
    library,
    report::text::{self, Measure},
    shelf::Shelf,
    source::{
        Loaded, Opened,
        beginning::{self, Beginning},
    },
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
    let source = Source::of(found(inputs, way), &wishes);
    if let Some(Beginning { loaded, paragraphs }) = source.begin() {
        return show(source, (loaded, Some(paragraphs)), wishes, engine);
    }
    match open(inputs, way, None, Then::Reader)? {
        Opened::Article(loaded) => show(source, (*loaded, None), wishes, engine),
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

/// Shows an article in the reader; with it goes how many paragraphs there are in all, where it is
/// only the beginning.
fn show(
    source: Source,
    (loaded, expected): (Loaded, Option<usize>),
    wishes: Wishes,
    engine: fn() -> Engine,
) -> Status {
    let Loaded { article, analysis, note } = loaded;
    let (origin, book, chapters) = (source.origin, None, None);
    let writing = Writing { article, analysis, expected, origin, book, chapters };
    let problem = source.problem.map(|problem| problem.to_string());
    let note = problem.or(note.map(|note| note.to_string()));
    run(First::Article(Box::new(writing)), note, wishes, engine)
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
