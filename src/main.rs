//! The program: arguments, article, then the terminal or a printout.

use std::{
    env,
    fs::Metadata,
    io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
};

use indicatif::{ProgressBar, ProgressStyle};
use sayso::{
    analysis::{Engine, analyze},
    article::Article,
    cli::{self, Command, From, Input, Shape, To, Way, Wishes},
    config::{self, Layers},
    evaluate::evaluate,
    manual,
    report::{
        figures::Figures,
        json::{self, Document, Failure},
        misses, table,
        text::{self, Measure},
    },
    source::{
        self, Format, Loaded, Opened,
        error::Error,
        gold,
        jsonl::{self, Row},
        sample,
    },
    tui,
};

#[path = "main/open.rs"]
mod open;
#[path = "main/show.rs"]
mod show;
use open::{found, list, open};
use show::show;

/// Every line was answered, but some could not be read.
const BAD_LINES: u8 = 1;
/// Nothing was done, or not all of it, because of what was asked for.
const REFUSED: u8 = 2;

fn main() -> ExitCode {
    let command = match cli::parse(env::args_os()) {
        Ok(command) => command,
        Err(error) => {
            // Where help or a refusal cannot be printed, nobody is there to be told.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(REFUSED));
        }
    };
    let done = match command {
        Command::Read { inputs, way, engine, plain, wishes } => {
            let shown = if plain { Shown::Plain } else { Shown::Reader(wishes) };
            read(&inputs, &way, engine, shown)
        }
        Command::Samples => list_samples(),
        Command::Analyze { inputs, engine, from, way, format } => {
            analyze_all(&inputs, engine, &Asked { from, way }, format)
        }
        Command::Evaluate { gold, engine, errors, format } => {
            measure(&gold, engine, errors, format)
        }
        Command::Config { print: true, .. } => say(&config::template()),
        Command::Config { print: false, file } => check_config(file),
        Command::Manual(command) => manual::page(command.as_deref())
            .ok_or_else(|| Problem::NoCommand(command.unwrap_or_default()))
            .and_then(|page| say(&page)),
        Command::Completions(shell) => say(&manual::completions(shell)),
    };
    match done {
        Ok(status) => ExitCode::from(status),
        Err(Problem::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(problem) => {
            complain(&problem);
            ExitCode::from(REFUSED)
        }
    }
}

/// Why the program stops.
#[derive(Debug, thiserror::Error)]
enum Problem {
    #[error(transparent)]
    Source(#[from] Error),
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
    #[error("cannot go on with the terminal: {0}; `--plain` prints the article instead")]
    Terminal(io::Error),
    #[error(transparent)]
    Config(#[from] config::Error),
    #[error("there is no home for a configuration: name a file with --config")]
    NoHome,
    #[error("no command is called {0:?}: `sayso --help` lists them")]
    NoCommand(String),
    #[error("--format json is for one article: several, and JSON Lines, need --format jsonl")]
    OneArticle,
    #[cfg(not(feature = "network"))]
    #[error("this build has no network: use `--engine rules`, or build with `--features network`")]
    NoNetwork,
}

type Status = Result<u8, Problem>;

/// Says on standard error what went wrong; that it cannot be said is no reason to stop.
fn complain(problem: &dyn std::fmt::Display) {
    let _ = writeln!(io::stderr(), "sayso: {problem}");
}

/// Shows one article: in the terminal where there is one, as plain text otherwise. A list is
/// printed, for one of it to be chosen.
fn read(inputs: &[Input], way: &Way, engine: cli::Engine, shown: Shown) -> Status {
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
enum Shown {
    /// In the reader, where there is a terminal for it.
    Reader(Wishes),
    /// As plain text.
    Plain,
}

/// Tells where the configuration is and what is wrong with it.
fn check_config(file: Option<PathBuf>) -> Status {
    let Some(path) = file.or_else(config::path) else { return Err(Problem::NoHome) };
    Layers { file: Some(path.clone()), ..Layers::default() }.setup()?;
    let state = if path.exists() { "is right" } else { "is not there: every setting is as usual" };
    say(&format!("{} {state}\n", path.display()))
}

fn say(words: &str) -> Status {
    io::stdout().lock().write_all(words.as_bytes())?;
    Ok(0)
}

/// What makes the engine that is asked for; making it takes time, which is for the caller to
/// choose.
#[cfg_attr(
    feature = "network",
    expect(clippy::unnecessary_wraps, reason = "a build without the network refuses it")
)]
fn maker(engine: cli::Engine) -> Result<fn() -> Engine, Problem> {
    match engine {
        cli::Engine::Rules => Ok(Engine::rules),
        #[cfg(feature = "network")]
        cli::Engine::Network => Ok(Engine::network),
        #[cfg(not(feature = "network"))]
        cli::Engine::Network => Err(Problem::NoNetwork),
    }
}

/// Whether standard output is a terminal that can place words on a screen.
fn is_screen() -> bool {
    io::stdout().is_terminal() && can_place()
}

/// Whether the terminal, if there is one, can place words on a screen.
fn can_place() -> bool {
    let able = env::var_os("TERM").is_some_and(|term| !term.is_empty() && term != "dumb");
    able || cfg!(windows)
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

/// Columns that are read with ease, where a terminal has more.
const COMFORTABLE: usize = 80;
/// Columns that mistakes are shown in at most, so that marks stay near their words.
const WIDE: usize = 120;

fn list_samples() -> Status {
    let mut out = io::stdout().lock();
    for sample in sample::SAMPLES {
        let about = sample::load(Some(sample.name))?.article.about;
        writeln!(out, "{:10} {}", sample.name, about.title.unwrap_or_default())?;
    }
    Ok(0)
}

/// Says on standard error what the reader should know about how an article was read.
fn tell(loaded: &Loaded) {
    if let Some(note) = &loaded.note {
        let source = loaded.article.about.source.as_deref().unwrap_or(source::STDIN);
        complain(&format_args!("{source}: {note}"));
    }
}

/// Measures an engine on annotated articles. Lines that cannot be used are told and left out.
fn measure(from: &Input, engine: cli::Engine, errors: usize, format: Shape) -> Status {
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

/// Analyses the inputs one after the other. An input that cannot be read does not keep the next
/// ones from being answered.
fn analyze_all(inputs: &[Input], engine: cli::Engine, asked: &Asked, format: Option<To>) -> Status {
    let engine = maker(engine)?;
    let lines = |input: &Input| is_json_lines(input, asked.from);
    let many = inputs.len() > 1 || inputs.iter().any(lines);
    let format = match format {
        Some(To::Json) if many => return Err(Problem::OneArticle),
        Some(format) => format,
        None => {
            if many {
                To::Jsonl
            } else {
                To::Json
            }
        }
    };
    let out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut printer = Printer { engine: engine(), format, out, first: true };
    let mut status = 0;
    for input in inputs {
        let done = if lines(input) { printer.rows(input) } else { printer.article(input, asked) };
        status = status.max(match done {
            Err(Problem::Source(error)) => {
                complain(&error);
                REFUSED
            }
            done => done?,
        });
    }
    Ok(status)
}

fn is_json_lines(input: &Input, from: From) -> bool {
    match (from, input) {
        (From::Jsonl, _) => true,
        (From::Auto, Input::File(path)) => jsonl::is_named(path),
        (From::Auto | From::Text | From::Markdown | From::Html, _) => false,
    }
}

/// How the inputs of an analysis are opened.
struct Asked {
    from: From,
    way: Way,
}

/// Prints analyses in the order in which it is given articles.
struct Printer<W: Write> {
    engine: Engine,
    format: To,
    out: W,
    /// Whether nothing has been printed yet.
    first: bool,
}

impl<W: Write> Printer<W> {
    fn article(&mut self, input: &Input, asked: &Asked) -> Status {
        let format = match asked.from {
            From::Auto | From::Jsonl => None,
            From::Text => Some(Format::Text),
            From::Markdown => Some(Format::Markdown),
            From::Html => Some(Format::Html),
        };
        let loaded = match open(std::slice::from_ref(input), &asked.way, format)? {
            Opened::Article(loaded) => *loaded,
            Opened::Shelf(list) => return Err(Error::List(list.name, list.entries.len()).into()),
        };
        tell(&loaded);
        let id = loaded.article.about.id.as_deref().into();
        self.answer(Row { id, article: Ok(loaded.article) })
    }

    fn rows(&mut self, input: &Input) -> Status {
        match input {
            Input::File(path) => self.answers(source::open(path)?, &path.to_string_lossy()),
            Input::Unsaid | Input::Stdin | Input::Sample(_) | Input::Address(_) => {
                self.answers(io::stdin().lock(), source::STDIN)
            }
        }
    }

    fn answers(&mut self, input: impl BufRead, name: &str) -> Status {
        let mut status = 0;
        for row in jsonl::rows(input) {
            let row = row.map_err(|error| Error::unreadable(error, name))?;
            status = status.max(self.answer(row)?);
        }
        Ok(status)
    }

    /// Answers one row, at once: who wrote it may wait for the answer before the next.
    fn answer(&mut self, row: Row) -> Status {
        let Row { id, article } = row;
        let status = match article {
            Ok(article) => self.analysis(id, &article).map(|()| 0),
            Err(error) if self.format == To::Text => {
                complain(&error);
                Ok(BAD_LINES)
            }
            Err(error) => {
                let failure = Failure { id: &id, error: &error };
                json::write_line(&mut self.out, &failure).map(|()| BAD_LINES)
            }
        }?;
        self.out.flush()?;
        Ok(status)
    }

    fn analysis(&mut self, id: serde_json::Value, article: &Article) -> io::Result<()> {
        let analysis = analyze(article, &self.engine);
        match self.format {
            To::Json => json::write(&mut self.out, &Document::of(article, &analysis).named(id)),
            To::Jsonl => {
                json::write_line(&mut self.out, &Document::of(article, &analysis).named(id))
            }
            To::Text => {
                if !std::mem::take(&mut self.first) {
                    writeln!(self.out)?;
                }
                text::write(&mut self.out, article, &analysis, Measure::Unwrapped)
            }
        }
    }
}
