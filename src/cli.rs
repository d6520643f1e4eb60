//! What may be typed on the command line: a value, no deeds.

mod theme;

use std::{fmt::Display, path::PathBuf};

use clap::{CommandFactory, Parser, Subcommand, ValueEnum, error::ErrorKind};
use url::Url;

use theme::ThemeName;

/// What the program is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Show one article, in the terminal or, if asked for, as plain text.
    Read {
        /// Which one; several are a list to choose from.
        inputs: Vec<Input>,
        /// How they are opened.
        way: Way,
        /// What is to find the quotations.
        engine: Engine,
        /// Whether the linear report is wanted in any case.
        plain: bool,
        /// What is asked of the reader, above its configuration.
        wishes: Wishes,
    },
    /// List the built-in articles.
    Samples,
    /// Print the analyses of articles for other programs.
    Analyze {
        /// Which ones, in order.
        inputs: Vec<Input>,
        /// What is to find the quotations.
        engine: Engine,
        /// How they are to be read.
        from: From,
        /// How they are opened.
        way: Way,
        /// How the analysis is to be written; `None` leaves it to what the inputs are.
        format: Option<To>,
    },
    /// Measure an engine on articles that people have annotated.
    Evaluate {
        /// Where they are.
        gold: Input,
        /// The engine.
        engine: Engine,
        /// How many mistakes are to be shown.
        errors: usize,
        /// How the figures are to be written.
        format: Shape,
    },
    /// Tell where the configuration is and whether it is right, or print one to begin with.
    Config {
        /// Whether a commented one is to be printed.
        print: bool,
        /// The file, if not the usual one.
        file: Option<PathBuf>,
    },
    /// Print the manual page of the program, or of one of its commands.
    Manual(Option<String>),
    /// Print completions for a shell.
    Completions(For),
}

/// A shell that can complete command lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum For {
    /// Bash
    Bash,
    /// Zsh
    Zsh,
    /// Fish
    Fish,
    /// Nushell
    Nushell,
}

/// How inputs are opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
pub struct Way {
    /// Open the Nth article of a list
    #[arg(long, short = 'n', value_name = "N")]
    pub entry: Option<usize>,
    /// Show all text of a page
    #[arg(long)]
    pub whole: bool,
    /// What links of a page are relative to
    #[arg(long, value_name = "ADDRESS")]
    pub base: Option<Url>,
    /// Fetch anew, whatever was kept
    #[arg(long)]
    pub refresh: bool,
}

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input if something is piped in, the built-in article otherwise.
    Unsaid,
    /// Standard input.
    Stdin,
    /// A file, or a folder of them.
    File(PathBuf),
    /// An address of the web.
    Address(Url),
    /// A built-in article.
    Sample(String),
}

/// What finds quotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    /// Rules
    #[cfg_attr(not(feature = "network"), default)]
    Rules,
    /// Rules and the trained network
    #[cfg_attr(feature = "network", default)]
    Network,
}

/// How inputs are to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum From {
    /// By content; Markdown by the names .md, .markdown, JSON Lines by .jsonl, .ndjson
    #[default]
    Auto,
    /// Plain text
    Text,
    /// Markdown, with front matter
    Markdown,
    /// HTML
    Html,
    /// JSON Lines: an object with "id" and "text" on each line
    Jsonl,
}

/// How an analysis is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum To {
    /// One JSON object, for one article
    Json,
    /// One JSON object a line, for any number of articles
    Jsonl,
    /// What a person reads: the article, then who says what
    Text,
}

/// How figures are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    /// A table
    #[default]
    Text,
    /// One JSON object
    Json,
}

const USAGE: &str = "\
sayso [OPTIONS] [FILES | ADDRESSES | -]...
       sayso sample [NAME]
       sayso analyze [OPTIONS] [FILES | -]...
       sayso evaluate [OPTIONS] GOLD
       sayso config [--print]";

const EXAMPLES: &str = "\
Examples:
  sayso                      the built-in article
  sayso article.md           an article of yours: text, Markdown, HTML
  sayso https://a.example/b  a page of the web
  sayso feed.xml             a list: of a feed, an EPUB, a folder
  sayso feed.xml -n 3        the third of it
  pandoc … | sayso           whatever text comes through a pipe
  sayso article.txt | less   the same as plain text
  sayso sample quay          another built-in article
  sayso -- sample            a file that is called \"sample\"

Text, Markdown, HTML, EPUB, RSS, Atom, JSON Feed, OPML and the JSON of sayso
analyze are read, and told by their content.

In the reader, ? shows the keys and q leaves.";

const ANALYZE_EXAMPLES: &str = "\
Examples:
  sayso analyze article.txt
  sayso analyze --format jsonl *.md
  sayso analyze --from jsonl - < documents.jsonl

What an input is, is told by its content; but .md and .markdown are read as
Markdown, .jsonl and .ndjson as JSON Lines. Written offsets count Unicode code
points of \"text\".

A line of JSON Lines holds an object with \"id\" and \"text\". Each is answered
by a line before the next is read; one that cannot be read is answered by
{\"id\": …, \"error\": …}, and the exit status is 1 at the end.";

const EVALUATE_EXAMPLES: &str = "\
Examples:
  sayso evaluate gold.jsonl
  sayso evaluate --engine rules --errors 20 gold.jsonl | less
  sayso evaluate --format json - < gold.jsonl

A line holds an object with \"id\", \"text\", and what people found in it:
  quotes    [{content, source, cue, type}]; the first three are lists of
            [start, end], the type is direct, mixed or indirect
  mentions  [{start, end, entity}], for quotes with a source_entity
  actors    [{name, aliases}]
  stances   [{actor, target, issue, position, evidence}]; the position is for,
            against or open, the evidence [start, end] or words of the text
Offsets count Unicode code points of \"text\". Either quotes or stances must be
there, if only as an empty list; what is not there is not measured. A line that
cannot be used is told on standard error, and the exit status is 1 at the end.

A quotation is found if it shares half of the letters and digits with the
annotated one, and has the right source if the sources share one. A speaker is
right if a name of both ends with the same word. A stance is met if the actor
is the same, the evidences share half of the shorter one, and the targets share
a word; it counts with the right position.

The worst errors are, kind by kind in turn: the longest quotations missed, the
most letters of difference in borders, the shortest evidence of a missed
stance, and what the engine is surest of where it is wrong.";

const MAN_EXAMPLES: &str = "\
Examples:
  sayso man | man -l -
  sayso man evaluate > ~/.local/share/man/man1/sayso-evaluate.1";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  sayso completions bash > ~/.local/share/bash-completion/completions/sayso
  sayso completions zsh > ~/.zfunc/_sayso
  sayso completions fish > ~/.config/fish/completions/sayso.fish
  sayso completions nushell > sayso.nu";

/// Reads an article and shows who says what in it, and where they stand.
#[derive(Debug, Parser)]
#[command(name = "sayso", version, override_usage = USAGE, after_help = EXAMPLES)]
#[command(disable_help_subcommand = true)]
struct Args {
    /// A file, a folder, an address; - reads standard input
    #[arg(value_name = "ARTICLE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    way: Way,
    /// Print it as plain text, as a pipe gets it
    #[arg(long)]
    plain: bool,
    /// Rules are far faster
    #[arg(long, global = true, value_name = "rules|network")]
    #[arg(default_value_t, value_enum, hide_possible_values = true)]
    engine: Engine,
    #[command(flatten)]
    wishes: Wishes,
    #[command(subcommand)]
    command: Option<Sub>,
}

/// What is asked of the reader, above its configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
pub struct Wishes {
    /// The colours, by name or file; T takes the next
    #[arg(long, global = true, value_name = "NAME", hide_possible_values = true, value_parser = ThemeName)]
    pub theme: Option<String>,
    /// Let the mouse scroll and choose
    #[arg(long, global = true)]
    pub mouse: bool,
    /// Another configuration than the usual
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Remember nothing, and begin at the start
    #[arg(long, global = true)]
    pub no_state: bool,
    /// Read the article anew whenever it changes
    #[arg(long, global = true)]
    pub watch: bool,
}

#[derive(Debug, Subcommand)]
enum Sub {
    /// Open a built-in article, or list them
    Sample {
        /// Which one
        name: Option<String>,
        /// Print it as plain text, as a pipe gets it
        #[arg(long)]
        plain: bool,
    },
    /// Print what was found as JSON, for other programs
    #[command(after_help = ANALYZE_EXAMPLES)]
    Analyze {
        /// The articles; - or nothing reads standard input
        files: Vec<PathBuf>,
        /// How to read them [default: by what is in them]
        #[arg(long, value_name = "auto|text|markdown|html|jsonl")]
        #[arg(default_value = "auto", hide_default_value = true, hide_possible_values = true)]
        from: From,
        #[command(flatten)]
        way: Way,
        /// How to write them [default: json for one, jsonl for several]
        #[arg(long, value_name = "json|jsonl|text", hide_possible_values = true)]
        format: Option<To>,
    },
    /// Measure an engine on articles that you have annotated
    #[command(after_help = EVALUATE_EXAMPLES)]
    Evaluate {
        /// The annotated articles as JSON Lines; - reads standard input
        gold: PathBuf,
        /// Show the worst N errors too
        #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
        errors: usize,
        /// How to write the figures [default: text]
        #[arg(long, value_name = "text|json")]
        #[arg(default_value = "text", hide_default_value = true, hide_possible_values = true)]
        format: Shape,
    },
    /// Tell where the configuration is and what is wrong with it
    Config {
        /// Print one that explains every setting and changes none
        #[arg(long)]
        print: bool,
    },
    /// Print the manual page
    #[command(after_help = MAN_EXAMPLES)]
    Man {
        /// Of this command
        command: Option<String>,
    },
    /// Print completions for a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// Which one
        #[arg(value_name = "bash|zsh|fish|nushell", hide_possible_values = true)]
        shell: For,
    },
}

/// The command line, for those who describe it.
#[must_use]
pub fn program() -> clap::Command {
    Args::command()
}

/// What the arguments, the program's name first, ask for.
///
/// # Errors
/// Where they ask for nothing that is known, or for help or the version; the error prints itself.
pub fn parse(
    arguments: impl IntoIterator<Item = std::ffi::OsString>,
) -> Result<Command, clap::Error> {
    let Args { files, way, plain, engine, wishes, command } = Args::try_parse_from(arguments)?;
    let is_file = |path: &PathBuf| matches!(input(path.clone()), Ok(Input::File(_)));
    let watchable = matches!(&files[..], [path] if is_file(path));
    if wishes.watch && !watchable {
        let message = "--watch needs an article in a file: `sayso --watch article.txt`";
        return Err(Args::command().error(ErrorKind::ArgumentConflict, message));
    }
    Ok(match command {
        None => Command::Read { inputs: inputs(files, Input::Unsaid)?, way, engine, plain, wishes },
        Some(Sub::Sample { name: None, .. }) => Command::Samples,
        Some(Sub::Sample { name: Some(name), plain: here }) => {
            let (inputs, plain) = (vec![Input::Sample(name)], plain || here);
            Command::Read { inputs, way, engine, plain, wishes }
        }
        Some(Sub::Analyze { files, from, way, format }) => {
            let inputs = inputs(files, Input::Stdin)?;
            Command::Analyze { inputs, engine, from, way, format }
        }
        Some(Sub::Evaluate { gold, errors, format }) => {
            Command::Evaluate { gold: file(gold), engine, errors, format }
        }
        Some(Sub::Config { print }) => Command::Config { print, file: wishes.config },
        Some(Sub::Man { command }) => Command::Manual(command),
        Some(Sub::Completions { shell }) => Command::Completions(shell),
    })
}

/// What was named, or else what is meant where nothing is.
fn inputs(named: Vec<PathBuf>, otherwise: Input) -> Result<Vec<Input>, clap::Error> {
    if named.is_empty() {
        return Ok(vec![otherwise]);
    }
    named.into_iter().map(input).collect()
}

/// An address by how it begins, else a file, which may be given as an address too.
fn input(path: PathBuf) -> Result<Input, clap::Error> {
    let words = path.to_string_lossy();
    let begins = |scheme: &str| {
        words.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let refused = |reason: &dyn Display| {
        let message = format!("what begins like an address is none: {reason}");
        Args::command().error(ErrorKind::ValueValidation, message)
    };
    let url = || Url::parse(&words).map_err(|error| refused(&error));
    if begins("http://") || begins("https://") {
        return url().map(Input::Address);
    }
    if begins("file://") {
        let path = url()?.to_file_path();
        return path.map(Input::File).map_err(|()| refused(&"it names no file of this machine"));
    }
    Ok(file(path))
}

fn file(path: PathBuf) -> Input {
    if path.as_os_str() == "-" { Input::Stdin } else { Input::File(path) }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::{Args, Command, Engine, From, Input, Shape, To, Way, Wishes, parse};

    #[track_caller]
    fn check(line: &str, expected: &Command) {
        let arguments = std::iter::once("sayso").chain(line.split_whitespace());
        assert_eq!(&parse(arguments.map(Into::into)).unwrap(), expected, "{line}");
    }

    fn read(input: Input) -> Command {
        let (way, wishes) = (Way::default(), Wishes::default());
        let engine = Engine::default();
        Command::Read { inputs: vec![input], way, engine, plain: false, wishes }
    }

    #[test]
    fn the_parser_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn an_article_may_come_from_anywhere() {
        check("", &read(Input::Unsaid));
        check("-", &read(Input::Stdin));
        check("a.txt", &read(Input::File("a.txt".into())));
        check("sample quay", &read(Input::Sample("quay".into())));
        check("sample", &Command::Samples);
    }

    #[test]
    fn an_address_is_told_by_how_it_begins() {
        let url = |words: &str| Input::Address(words.parse().unwrap());
        check("HTTPS://a.example/b", &read(url("https://a.example/b")));
        check("./http://a", &read(Input::File("./http://a".into())));
        check("www.a.example", &read(Input::File("www.a.example".into())));
        check("file:///a%20b", &read(Input::File("/a b".into())));
        for none in ["http://", "file://a.example/b"] {
            assert!(parse(["sayso", none].map(Into::into)).is_err(), "{none}");
        }
    }

    #[test]
    fn one_of_several_may_be_chosen_by_its_number() {
        let way = Way { entry: Some(3), whole: true, ..Way::default() };
        let inputs = vec![Input::File("a".into()), Input::File("b".into())];
        let engine = Engine::default();
        check(
            "a b -n 3 --whole",
            &Command::Read { inputs, way, engine, plain: false, wishes: Wishes::default() },
        );
    }

    #[test]
    fn a_file_whose_name_begins_with_a_dash_is_a_file() {
        check("-- -rf", &read(Input::File("-rf".into())));
        check("./-rf", &read(Input::File("./-rf".into())));
    }

    #[test]
    fn no_file_is_lost_to_a_command_of_its_name() {
        for name in ["sample", "analyze", "evaluate", "config", "man", "completions"] {
            check(&format!("./{name}"), &read(Input::File(format!("./{name}").into())));
            check(&format!("-- {name}"), &read(Input::File(name.into())));
        }
        check("help", &read(Input::File("help".into())));
    }

    #[test]
    fn plain_may_stand_before_or_after() {
        let plain = |input| Command::Read {
            inputs: vec![input],
            way: Way::default(),
            engine: Engine::default(),
            plain: true,
            wishes: Wishes::default(),
        };
        check("--plain a", &plain(Input::File("a".into())));
        check("a --plain", &plain(Input::File("a".into())));
        check("sample quay --plain", &plain(Input::Sample("quay".into())));
        check("--plain sample quay", &plain(Input::Sample("quay".into())));
    }

    #[test]
    fn a_theme_may_be_named() {
        let theme = Some("mine".to_owned());
        for line in ["--theme mine a", "a --theme mine"] {
            let (inputs, engine) = (vec![Input::File("a".into())], Engine::default());
            let way = Way::default();
            let wishes = Wishes { theme: theme.clone(), ..Wishes::default() };
            check(line, &Command::Read { inputs, way, engine, plain: false, wishes });
        }
    }

    #[test]
    fn only_a_file_can_be_watched() {
        let (inputs, way) = (vec![Input::File("a".into())], Way::default());
        let wishes = Wishes { watch: true, ..Wishes::default() };
        let engine = Engine::default();
        check("--watch a", &Command::Read { inputs, way, engine, plain: false, wishes });
        for line in ["--watch", "--watch -", "--watch sample quay", "analyze --watch a"] {
            let arguments = std::iter::once("sayso").chain(line.split_whitespace());
            let error = parse(arguments.map(Into::into)).unwrap_err();
            assert!(error.to_string().contains("--watch needs an article in a file"), "{line}");
        }
    }

    #[test]
    fn an_engine_may_be_named_anywhere() {
        let engine = Engine::Network;
        let wishes = Wishes::default();
        let read = |input| {
            let way = Way::default();
            Command::Read { inputs: vec![input], way, engine, plain: false, wishes: wishes.clone() }
        };
        for line in ["--engine network a", "a --engine network"] {
            check(line, &read(Input::File("a".into())));
        }
        for line in ["--engine network sample quay", "sample quay --engine network"] {
            check(line, &read(Input::Sample("quay".into())));
        }
        let (inputs, from, format) = (vec![Input::Stdin], From::Auto, None);
        for line in ["--engine network analyze", "analyze --engine network"] {
            let (inputs, way) = (inputs.clone(), Way::default());
            check(line, &Command::Analyze { inputs, engine, from, way, format });
        }
    }

    #[test]
    fn an_analysis_names_its_inputs_and_formats() {
        let engine = Engine::default();
        let way = Way::default();
        let analyze = |inputs, from, format| Command::Analyze {
            inputs,
            engine,
            from,
            way: way.clone(),
            format,
        };
        check("analyze", &analyze(vec![Input::Stdin], From::Auto, None));
        check(
            "analyze a - --from jsonl --format jsonl",
            &analyze(vec![Input::File("a".into()), Input::Stdin], From::Jsonl, Some(To::Jsonl)),
        );
    }

    #[test]
    fn a_configuration_may_be_named_for_the_reader_and_for_its_own_command() {
        let wishes = Wishes { config: Some("c.toml".into()), ..Wishes::default() };
        let (inputs, way) = (vec![Input::File("a".into())], Way::default());
        let engine = Engine::default();
        check("--config c.toml a", &Command::Read { inputs, way, engine, plain: false, wishes });
        let file = Some("c.toml".into());
        check("config --config c.toml", &Command::Config { print: false, file });
        check("config --print", &Command::Config { print: true, file: None });
    }

    #[test]
    fn an_evaluation_needs_to_be_told_its_gold() {
        let evaluate = |gold, errors, format| Command::Evaluate {
            gold,
            engine: Engine::default(),
            errors,
            format,
        };
        check("evaluate a.jsonl", &evaluate(Input::File("a.jsonl".into()), 0, Shape::Text));
        check("evaluate - --errors 5 --format json", &evaluate(Input::Stdin, 5, Shape::Json));
        assert!(parse(["sayso", "evaluate"].map(Into::into)).is_err());
    }
}
