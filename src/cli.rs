//! What may be typed on the command line: a value, no deeds.

use std::path::PathBuf;

use clap::{
    CommandFactory, Parser, Subcommand, ValueEnum, builder::PossibleValuesParser, error::ErrorKind,
};

use crate::app::settings::{AUTO, THEMES};

/// What the program is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Show one article, in the terminal or, if asked for, as plain text.
    Read {
        /// Which one.
        input: Input,
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

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input if something is piped in, the built-in article otherwise.
    Unsaid,
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
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
    /// By the file's name: .md, .markdown; .jsonl, .ndjson; anything else is text
    #[default]
    Auto,
    /// Plain text
    Text,
    /// Markdown, with front matter
    Markdown,
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
sayso [--plain] [FILE | -]
       sayso sample [NAME]
       sayso analyze [OPTIONS] [FILES | -]...
       sayso evaluate [OPTIONS] GOLD
       sayso config [--print]";

const EXAMPLES: &str = "\
Examples:
  sayso                      the built-in article
  sayso article.md           an article of yours
  pandoc … | sayso           whatever text comes through a pipe
  sayso article.txt | less   the same as plain text
  sayso sample quay          another built-in article
  sayso -- sample            a file that is called \"sample\"

In the reader, ? shows the keys and q leaves.";

const ANALYZE_EXAMPLES: &str = "\
Examples:
  sayso analyze article.txt
  sayso analyze --format jsonl *.md
  sayso analyze --from jsonl - < documents.jsonl

Read as Markdown are .md and .markdown, as JSON Lines .jsonl and .ndjson, as
plain text all others. Written offsets count Unicode code points of \"text\".

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
    /// The article, plain text or Markdown; - reads standard input
    file: Option<PathBuf>,
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
    /// The theme, if one is asked for.
    #[arg(long, global = true, value_name = "NAME", hide_possible_values = true)]
    #[arg(value_parser = PossibleValuesParser::new(THEMES.into_iter().chain([AUTO])))]
    #[arg(help = themes())]
    pub theme: Option<String>,
    /// Let the mouse scroll and choose; Shift selects text
    #[arg(long, global = true)]
    pub mouse: bool,
    /// The configuration, if it is not in its usual place
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Neither go on where reading was left nor remember it
    #[arg(long, global = true)]
    pub no_state: bool,
    /// Read the article anew whenever its file has changed
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
        /// How to read them [default: by their names]
        #[arg(long, value_name = "auto|text|markdown|jsonl")]
        #[arg(default_value = "auto", hide_default_value = true, hide_possible_values = true)]
        from: From,
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
        /// Print one that explains all and changes nothing
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

/// What is said of themes, in lines that fit beside the option.
fn themes() -> String {
    let (first, rest) = THEMES.split_at(4);
    let (first, rest) = (first.join(", "), rest.join(", "));
    format!("The colours to read in; T takes the next:\n{first},\n{rest}, {AUTO}")
}

/// What the arguments, the program's name first, ask for.
///
/// # Errors
/// Where they ask for nothing that is known, or for help or the version; the error prints itself.
pub fn parse(
    arguments: impl IntoIterator<Item = std::ffi::OsString>,
) -> Result<Command, clap::Error> {
    let Args { file, plain, engine, wishes, command } = Args::try_parse_from(arguments)?;
    if let (Some(_), Some(_)) = (&file, &command) {
        let message = "a file and a command cannot both be given";
        return Err(Args::command().error(ErrorKind::ArgumentConflict, message));
    }
    let watchable = command.is_none() && file.as_ref().is_some_and(|file| file.as_os_str() != "-");
    if wishes.watch && !watchable {
        let message = "--watch needs an article in a file: `sayso --watch article.txt`";
        return Err(Args::command().error(ErrorKind::ArgumentConflict, message));
    }
    Ok(match command {
        None => Command::Read { input: file.map_or(Input::Unsaid, input), engine, plain, wishes },
        Some(Sub::Sample { name: None, .. }) => Command::Samples,
        Some(Sub::Sample { name: Some(name), plain: here }) => {
            Command::Read { input: Input::Sample(name), engine, plain: plain || here, wishes }
        }
        Some(Sub::Analyze { files, from, format }) if files.is_empty() => {
            Command::Analyze { inputs: vec![Input::Stdin], engine, from, format }
        }
        Some(Sub::Analyze { files, from, format }) => {
            let inputs = files.into_iter().map(input).collect();
            Command::Analyze { inputs, engine, from, format }
        }
        Some(Sub::Evaluate { gold, errors, format }) => {
            Command::Evaluate { gold: input(gold), engine, errors, format }
        }
        Some(Sub::Config { print }) => Command::Config { print, file: wishes.config },
        Some(Sub::Man { command }) => Command::Manual(command),
        Some(Sub::Completions { shell }) => Command::Completions(shell),
    })
}

fn input(path: PathBuf) -> Input {
    if path.as_os_str() == "-" { Input::Stdin } else { Input::File(path) }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::{Args, Command, Engine, From, Input, Shape, To, Wishes, parse};

    #[track_caller]
    fn check(line: &str, expected: &Command) {
        let arguments = std::iter::once("sayso").chain(line.split_whitespace());
        assert_eq!(&parse(arguments.map(Into::into)).unwrap(), expected, "{line}");
    }

    fn read(input: Input) -> Command {
        let wishes = Wishes::default();
        Command::Read { input, engine: Engine::default(), plain: false, wishes }
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
    fn no_file_is_lost_to_a_command_of_its_name() {
        for name in ["sample", "analyze", "evaluate", "config", "man", "completions"] {
            check(&format!("./{name}"), &read(Input::File(format!("./{name}").into())));
            check(&format!("-- {name}"), &read(Input::File(name.into())));
        }
        check("help", &read(Input::File("help".into())));
    }

    #[test]
    fn plain_may_stand_before_or_after() {
        let engine = Engine::default();
        let plain = |input| Command::Read { input, engine, plain: true, wishes: Wishes::default() };
        check("--plain a", &plain(Input::File("a".into())));
        check("a --plain", &plain(Input::File("a".into())));
        check("sample quay --plain", &plain(Input::Sample("quay".into())));
        check("--plain sample quay", &plain(Input::Sample("quay".into())));
    }

    #[test]
    fn a_theme_may_be_named_and_must_be_known() {
        let theme = Some("dark".to_owned());
        for line in ["--theme dark a", "a --theme dark"] {
            let (input, engine) = (Input::File("a".into()), Engine::default());
            let wishes = Wishes { theme: theme.clone(), ..Wishes::default() };
            check(line, &Command::Read { input, engine, plain: false, wishes });
        }
        let error = parse(["sayso", "--theme", "drak"].map(Into::into)).unwrap_err();
        assert!(error.to_string().contains("a similar value exists: 'dark'"), "{error}");
    }

    #[test]
    fn only_a_file_can_be_watched() {
        let (input, engine) = (Input::File("a".into()), Engine::default());
        let wishes = Wishes { watch: true, ..Wishes::default() };
        check("--watch a", &Command::Read { input, engine, plain: false, wishes });
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
        let read = |input| Command::Read { input, engine, plain: false, wishes: wishes.clone() };
        for line in ["--engine network a", "a --engine network"] {
            check(line, &read(Input::File("a".into())));
        }
        for line in ["--engine network sample quay", "sample quay --engine network"] {
            check(line, &read(Input::Sample("quay".into())));
        }
        let (inputs, from, format) = (vec![Input::Stdin], From::Auto, None);
        for line in ["--engine network analyze", "analyze --engine network"] {
            check(line, &Command::Analyze { inputs: inputs.clone(), engine, from, format });
        }
    }

    #[test]
    fn an_analysis_names_its_inputs_and_formats() {
        let engine = Engine::default();
        let analyze = |inputs, from, format| Command::Analyze { inputs, engine, from, format };
        check("analyze", &analyze(vec![Input::Stdin], From::Auto, None));
        check(
            "analyze a - --from jsonl --format jsonl",
            &analyze(vec![Input::File("a".into()), Input::Stdin], From::Jsonl, Some(To::Jsonl)),
        );
    }

    #[test]
    fn a_configuration_may_be_named_for_the_reader_and_for_its_own_command() {
        let wishes = Wishes { config: Some("c.toml".into()), ..Wishes::default() };
        let input = Input::File("a".into());
        let engine = Engine::default();
        check("--config c.toml a", &Command::Read { input, engine, plain: false, wishes });
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
