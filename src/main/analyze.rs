//! `sayso analyze`: analyses of articles, one after the other, for other programs.

use std::io::{self, BufRead, BufWriter, Write};

use sayso::{
    analysis::{Engine, analyze},
    article::Article,
    cli::{self, From, Input, To, Way},
    fact::Analysis,
    report::{
        json::{self, Document, Failure},
        text::{self, Measure},
    },
    source::{
        self, Format, Loaded, Opened,
        error::Error,
        jsonl::{self, Row},
    },
};
use serde_json::Value;

use super::{
    BAD_LINES, Problem, REFUSED, Status, complain, maker,
    open::{Then, open},
    tell,
};

/// Analyses the inputs one after the other. An input that cannot be read does not keep the next
/// ones from being answered.
pub fn analyze_all(
    inputs: &[Input],
    engine: cli::Engine,
    asked: &Asked,
    format: Option<To>,
) -> Status {
    let engine = maker(engine)?;
    let lines = |input: &Input| is_json_lines(input, asked.from);
    let many = inputs.len() > 1 || inputs.iter().any(lines);
    let format = match format {
        Some(To::Json) if many => return Err(Problem::OneArticle),
        Some(format) => format,
        None if many => To::Jsonl,
        None => To::Json,
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
pub struct Asked {
    pub from: From,
    pub way: Way,
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
        let loaded = match open(std::slice::from_ref(input), &asked.way, format, Then::Print)? {
            Opened::Article(loaded) => *loaded,
            Opened::Shelf(list) => return Err(Error::List(list.name, list.entries.len()).into()),
        };
        tell(&loaded);
        // What sayso wrote is not analysed again.
        let Loaded { article, analysis, .. } = loaded;
        let analysis = analysis.unwrap_or_else(|| analyze(&article, &self.engine));
        self.write(article.about.id.as_deref().into(), &article, &analysis)?;
        Ok(0)
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
        match article {
            Ok(article) => {
                let analysis = analyze(&article, &self.engine);
                self.write(id, &article, &analysis)?;
                return Ok(0);
            }
            Err(error) if self.format == To::Text => complain(&error),
            Err(error) => {
                json::write_line(&mut self.out, &Failure { id: &id, error: &error })?;
                self.out.flush()?;
            }
        }
        Ok(BAD_LINES)
    }

    fn write(&mut self, id: Value, article: &Article, analysis: &Analysis) -> io::Result<()> {
        let document = || Document::of(article, analysis).named(id);
        match self.format {
            To::Json => json::write(&mut self.out, &document()),
            To::Jsonl => json::write_line(&mut self.out, &document()),
            To::Text => {
                if !std::mem::take(&mut self.first) {
                    writeln!(self.out)?;
                }
                text::write(&mut self.out, article, analysis, Measure::Unwrapped)
            }
        }?;
        self.out.flush()
    }
}
