//! The program: arguments, article, then the terminal or a printout.

use std::{
    env,
    io::{self, BufRead, BufWriter, IsTerminal, Write},
    process::ExitCode,
};

use sayso::{
    analysis::{Engine, analyze},
    article::Article,
    cli::{self, Command, From, Input, To},
    report::{
        json::{self, Document, Failure},
        text::{self, Measure},
    },
    source::{
        self, Format, Loaded,
        jsonl::{self, Row},
        sample,
    },
    tui,
};

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
        Command::Read { input, engine, plain } => read(&input, engine, plain),
        Command::Samples => list_samples(),
        Command::Analyze { inputs, engine, from, format } => {
            analyze_all(&inputs, engine, from, format)
        }
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
    Source(#[from] source::Error),
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
    #[error("cannot go on with the terminal: {0}; `--plain` prints the article instead")]
    Terminal(io::Error),
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

/// Shows one article: in the terminal where there is one, as plain text otherwise.
fn read(input: &Input, engine: cli::Engine, plain: bool) -> Status {
    let engine = maker(engine)?;
    let loaded = load(input, None)?;
    if plain || !is_screen() {
        return print(&loaded, &engine());
    }
    let note = loaded.note.map(|note| note.to_string());
    tui::run(loaded.article, note, move |article| analyze(article, &engine()))
        .map_err(Problem::Terminal)?;
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
    let able = env::var_os("TERM").is_some_and(|term| !term.is_empty() && term != "dumb");
    io::stdout().is_terminal() && (able || cfg!(windows))
}

fn print(loaded: &Loaded, engine: &Engine) -> Status {
    tell(loaded);
    let article = &loaded.article;
    let measure = match tui::columns() {
        Some(columns) => Measure::Columns(columns.min(COMFORTABLE)),
        None => Measure::Unwrapped,
    };
    let analysis = analyze(article, engine);
    let mut out = BufWriter::new(io::stdout().lock());
    text::write(&mut out, article, &analysis, measure)?;
    out.flush()?;
    Ok(0)
}

/// Columns that are read with ease, where a terminal has more.
const COMFORTABLE: usize = 80;

fn list_samples() -> Status {
    let mut out = io::stdout().lock();
    for sample in sample::SAMPLES {
        let about = sample::load(Some(sample.name))?.article.about;
        writeln!(out, "{:10} {}", sample.name, about.title.unwrap_or_default())?;
    }
    Ok(0)
}

/// The article of an input, read in the format or, without one, as its name says.
fn load(input: &Input, format: Option<Format>) -> Result<Loaded, source::Error> {
    match input {
        Input::Unsaid if io::stdin().is_terminal() => sample::load(None),
        Input::Unsaid | Input::Stdin => source::stdin(format.unwrap_or(Format::Text)),
        Input::File(path) => source::file(path, format.unwrap_or_else(|| Format::of_path(path))),
        Input::Sample(name) => sample::load(Some(name)),
    }
}

/// Says on standard error what the reader should know about how an article was read.
fn tell(loaded: &Loaded) {
    if let Some(note) = loaded.note {
        let source = loaded.article.about.source.as_deref().unwrap_or(source::STDIN);
        complain(&format_args!("{source}: {note}"));
    }
}

/// Analyses the inputs one after the other. An input that cannot be read does not keep the next
/// ones from being answered.
fn analyze_all(inputs: &[Input], engine: cli::Engine, from: From, format: Option<To>) -> Status {
    let engine = maker(engine)?;
    let lines = |input: &Input| is_json_lines(input, from);
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
        let done = if lines(input) { printer.rows(input) } else { printer.article(input, from) };
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
        (From::Auto | From::Text | From::Markdown, _) => false,
    }
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
    fn article(&mut self, input: &Input, from: From) -> Status {
        let format = match from {
            From::Auto | From::Jsonl => None,
            From::Text => Some(Format::Text),
            From::Markdown => Some(Format::Markdown),
        };
        let loaded = load(input, format)?;
        tell(&loaded);
        let id = loaded.article.about.id.as_deref().into();
        self.answer(Row { id, article: Ok(loaded.article) })
    }

    fn rows(&mut self, input: &Input) -> Status {
        match input {
            Input::File(path) => self.answers(source::open(path)?, &path.to_string_lossy()),
            Input::Unsaid | Input::Stdin | Input::Sample(_) => {
                self.answers(io::stdin().lock(), source::STDIN)
            }
        }
    }

    fn answers(&mut self, input: impl BufRead, name: &str) -> Status {
        let mut status = 0;
        for row in jsonl::rows(input) {
            let row = row.map_err(|error| source::Error::unreadable(error, name))?;
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
