//! The program: arguments, article, then the terminal or a printout.

use std::{
    env,
    io::{self, IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
};

use sayso::{
    analysis::Engine,
    cli::{self, Command},
    config::{self, Layers},
    manual,
    source::{self, Loaded, error::Error, sample},
    tui::theme::{Theme, colour::Depth, file::Mistake},
};

#[path = "main/analyze.rs"]
mod analyze;
#[path = "main/fetching.rs"]
mod fetching;
#[path = "main/line.rs"]
mod line;
#[path = "main/measure.rs"]
mod measure;
#[path = "main/open.rs"]
mod open;
#[path = "main/show.rs"]
mod show;

use analyze::Asked;
use show::Shown;

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
            show::read(&inputs, &way, engine, shown)
        }
        Command::Samples => list_samples(),
        Command::Analyze { inputs, engine, from, way, format } => {
            analyze::analyze_all(&inputs, engine, &Asked { from, way }, format)
        }
        Command::Evaluate { gold, engine, errors, format } => {
            measure::measure(&gold, engine, errors, format)
        }
        Command::Config { print: true, .. } => say(&config::template::template()),
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
    #[error(transparent)]
    Theme(#[from] Mistake),
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

/// Tells where the configuration is and what is wrong with it.
fn check_config(file: Option<PathBuf>) -> Status {
    let Some(path) = file.or_else(config::path) else { return Err(Problem::NoHome) };
    let themes = config::themes::folder();
    let setup = Layers { file: Some(path.clone()), themes, ..Layers::default() }.setup()?;
    for theme in setup.settings.own_themes.iter() {
        Theme::named(&theme.name, &setup.settings, Depth::True)?;
        say(&format!("{} is right\n", theme.path.display()))?;
    }
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

/// Says on standard error what the reader should know about how an article was read.
fn tell(loaded: &Loaded) {
    if let Some(note) = &loaded.note {
        let source = loaded.article.about.source.as_deref().unwrap_or(source::STDIN);
        complain(&format_args!("{source}: {note}"));
    }
}
