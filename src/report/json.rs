//! The analysis as JSON: a promise to other programs, so its types are apart from the engine's.
//!
//! Offsets are Unicode code points, `[start, end)`. The name of the schema changes when a field
//! changes its meaning.

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::{Value, ser::Formatter};

use super::offset::CodePoints;
use crate::{article::Article, fact, text::Span};

type Offsets = [usize; 2];

/// One article with its facts.
#[derive(Serialize)]
pub struct Document<'a> {
    schema: &'static str,
    offsets: &'static str,
    generator: &'static str,
    id: Value,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    date: Option<&'a str>,
    source: Option<&'a str>,
    language: Option<&'a str>,
    text: &'a str,
    paragraphs: Vec<Offsets>,
    actors: Vec<Actor<'a>>,
    quotes: Vec<Quote>,
    issues: Vec<Issue<'a>>,
    stances: Vec<Stance<'a>>,
}

/// In place of an article that could not be read.
#[derive(Serialize)]
pub struct Failure<'a> {
    pub id: &'a Value,
    pub error: &'a str,
}

#[derive(Serialize)]
struct Actor<'a> {
    id: usize,
    name: &'a str,
    kind: &'static str,
    description: Option<&'a str>,
    aliases: Vec<&'a str>,
    mentions: Vec<Mention>,
}

#[derive(Serialize)]
struct Mention {
    span: Offsets,
    form: &'static str,
}

#[derive(Serialize)]
struct Quote {
    id: usize,
    kind: &'static str,
    paragraph: usize,
    content: Vec<Offsets>,
    source: Vec<Offsets>,
    cue: Vec<Offsets>,
    actor: Option<usize>,
    confidence: Share,
}

#[derive(Serialize)]
struct Issue<'a> {
    id: usize,
    label: &'a str,
}

#[derive(Serialize)]
struct Stance<'a> {
    id: usize,
    actor: usize,
    issue: usize,
    position: &'static str,
    strength: &'static str,
    voice: &'static str,
    tier: &'static str,
    confidence: Share,
    target: Target<'a>,
    evidence: Offsets,
    cues: Vec<Offsets>,
    quote: Option<usize>,
    rule: &'static str,
}

#[derive(Serialize)]
struct Target<'a> {
    text: &'a str,
    span: Offsets,
    actor: Option<usize>,
}

/// A share from 0 to 1, written with at most three decimals.
struct Share(f32);

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64((f64::from(self.0) * 1000.0).round() / 1000.0)
    }
}

impl<'a> Document<'a> {
    /// The article and its facts as they are written.
    #[must_use]
    pub fn of(article: &'a Article, analysis: &fact::Analysis) -> Self {
        let about = &article.about;
        let writer = Writer { article, points: CodePoints::of(&article.text) };
        Self {
            schema: "sayso/1",
            offsets: "code points",
            generator: concat!("sayso ", env!("CARGO_PKG_VERSION")),
            id: about.id.as_deref().into(),
            title: about.title.as_deref(),
            byline: about.byline.as_deref(),
            date: about.date.as_deref(),
            source: about.source.as_deref(),
            language: about.language.as_deref(),
            text: &article.text,
            paragraphs: writer.spans(&article.paragraphs),
            actors: numbered(&analysis.actors, |id, actor| writer.actor(id, actor)),
            quotes: numbered(&analysis.quotations, |id, said| writer.quote(id, said)),
            issues: numbered(&analysis.issues, |id, issue| writer.issue(id, issue)),
            stances: numbered(&analysis.stances, |id, stance| writer.stance(id, stance)),
        }
    }

    /// The same under an id that its caller gave it.
    #[must_use]
    pub fn named(self, id: Value) -> Self {
        Self { id, ..self }
    }
}

fn numbered<T, U>(facts: &[T], write: impl Fn(usize, &T) -> U) -> Vec<U> {
    facts.iter().enumerate().map(|(id, fact)| write(id, fact)).collect()
}

/// Turns facts about one article into what is written of them.
struct Writer<'a> {
    article: &'a Article,
    points: CodePoints<'a>,
}

impl<'a> Writer<'a> {
    fn words(&self, span: Span) -> &'a str {
        span.of(&self.article.text)
    }

    fn spans(&self, spans: &[Span]) -> Vec<Offsets> {
        spans.iter().map(|span| self.points.span(*span)).collect()
    }

    fn actor(&self, id: usize, actor: &fact::Actor) -> Actor<'a> {
        let mention = |mention: &fact::Mention| Mention {
            span: self.points.span(mention.span),
            form: form(mention.form),
        };
        Actor {
            id,
            name: self.words(actor.name),
            kind: actor_kind(actor.kind),
            description: actor.description.map(|span| self.words(span)),
            aliases: actor.aliases.iter().map(|span| self.words(*span)).collect(),
            mentions: actor.mentions.iter().map(mention).collect(),
        }
    }

    fn quote(&self, id: usize, said: &fact::Quotation) -> Quote {
        Quote {
            id,
            kind: quotation_kind(said.kind),
            paragraph: self.article.paragraph_at(said.extent().start),
            content: self.spans(&said.content),
            source: self.spans(&said.source),
            cue: self.spans(&said.cue),
            actor: said.actor,
            confidence: Share(said.confidence),
        }
    }

    fn issue(&self, id: usize, issue: &fact::Issue) -> Issue<'a> {
        Issue { id, label: self.words(issue.label) }
    }

    fn stance(&self, id: usize, stance: &fact::Stance) -> Stance<'a> {
        let target = stance.target;
        Stance {
            id,
            actor: stance.actor,
            issue: stance.issue,
            position: position(stance.position),
            strength: strength(stance.strength),
            voice: voice(stance.voice),
            tier: tier(stance.tier),
            confidence: Share(stance.confidence),
            target: Target {
                text: self.words(target.span),
                span: self.points.span(target.span),
                actor: target.actor,
            },
            evidence: self.points.span(stance.evidence),
            cues: self.spans(&stance.cues),
            quote: stance.quotation,
            rule: stance.rule,
        }
    }
}

fn actor_kind(kind: fact::ActorKind) -> &'static str {
    match kind {
        fact::ActorKind::Person => "person",
        fact::ActorKind::Organization => "organization",
        fact::ActorKind::Group => "group",
        fact::ActorKind::Country => "country",
        fact::ActorKind::Publication => "publication",
        fact::ActorKind::Unnamed => "unnamed",
    }
}

fn form(form: fact::MentionForm) -> &'static str {
    match form {
        fact::MentionForm::Name => "name",
        fact::MentionForm::Description => "description",
        fact::MentionForm::Pronoun => "pronoun",
    }
}

/// What a kind of quotation is called, here and in the linear report.
pub fn quotation_kind(kind: fact::QuotationKind) -> &'static str {
    match kind {
        fact::QuotationKind::Direct => "direct",
        fact::QuotationKind::Mixed => "mixed",
        fact::QuotationKind::Indirect => "indirect",
    }
}

/// What a position is called, here and in the linear report.
pub fn position(position: fact::Position) -> &'static str {
    match position {
        fact::Position::For => "for",
        fact::Position::Against => "against",
        fact::Position::Open => "open",
        fact::Position::Neutral => "neutral",
    }
}

/// What a strength is called, here and in the linear report.
pub fn strength(strength: fact::Strength) -> &'static str {
    match strength {
        fact::Strength::Firm => "firm",
        fact::Strength::Hedged => "hedged",
    }
}

fn voice(voice: fact::Voice) -> &'static str {
    match voice {
        fact::Voice::Direct => "direct",
        fact::Voice::Reported => "reported",
        fact::Voice::Narrated => "narrated",
    }
}

fn tier(tier: fact::Tier) -> &'static str {
    match tier {
        fact::Tier::Explicit => "explicit",
        fact::Tier::Inferred => "inferred",
    }
}

/// JSON with a field of the document a line and a fact a line.
#[derive(Default)]
pub struct FactALine {
    depth: usize,
    /// Whether the list or object that was opened last holds nothing yet.
    empty: bool,
}

/// How deep a value may lie that begins a line.
const LINES_TO: usize = 2;

impl FactALine {
    fn begin<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.empty = false;
        if !first {
            out.write_all(b",")?;
        }
        match self.depth {
            depth if depth <= LINES_TO => self.line(out),
            _ if first => Ok(()),
            _ => out.write_all(b" "),
        }
    }

    fn line<W: ?Sized + Write>(&self, out: &mut W) -> io::Result<()> {
        write!(out, "\n{:indent$}", "", indent = 2 * self.depth)
    }

    fn open<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.empty = true;
        out.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.depth < LINES_TO && !self.empty {
            self.line(out)?;
        }
        self.empty = false;
        out.write_all(bracket)
    }
}

impl Formatter for FactALine {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.begin(out, first)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.begin(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
}
