//! The analysis as JSON: a promise to other programs, so its types are apart from the engine's.
//!
//! Offsets are Unicode code points, `[start, end)`. The name of the schema changes when a field
//! changes its meaning.

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{offset::CodePoints, pretty::FactALine};
use crate::{
    article::{self, Article},
    fact,
    text::{Span, one_line},
};

type Offsets = [usize; 2];

/// The name of the schema.
pub(super) const SCHEMA: &str = "sayso/1";
/// What offsets count.
pub(super) const OFFSETS: &str = "code points";

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
    site: Option<&'a str>,
    language: Option<&'a str>,
    text: &'a str,
    paragraphs: Vec<Offsets>,
    kinds: Vec<&'static str>,
    headings: Vec<Heading>,
    links: Vec<Link<'a>>,
    actors: Vec<Actor>,
    quotes: Vec<Quote>,
    issues: Vec<Issue>,
    stances: Vec<Stance>,
}

/// In place of an article that could not be read.
#[derive(Serialize)]
pub struct Failure<'a> {
    /// The id that its caller gave it, or null.
    pub id: &'a Value,
    /// Why it could not be read.
    pub error: &'a str,
}

/// Writes an article, or the figures of an evaluation, for people to look at too: a fact a line.
///
/// # Errors
/// Where the output cannot be written.
pub fn write(out: &mut impl Write, document: &impl Serialize) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, FactALine::default());
    document.serialize(&mut serializer)?;
    out.write_all(b"\n")
}

/// Writes one article, or that it could not be read, as a line of JSON Lines.
///
/// # Errors
/// Where the output cannot be written.
pub fn write_line(out: &mut impl Write, answer: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, answer)?;
    out.write_all(b"\n")
}

/// How high a paragraph stands that is a heading: 1 is the highest level.
#[derive(Serialize)]
struct Heading {
    paragraph: usize,
    level: u8,
}

#[derive(Serialize)]
struct Link<'a> {
    span: Offsets,
    address: &'a str,
}

#[derive(Serialize)]
pub(super) struct Actor {
    id: usize,
    name: String,
    kind: &'static str,
    description: Option<String>,
    aliases: Vec<String>,
    mentions: Vec<Mention>,
}

#[derive(Serialize)]
struct Mention {
    span: Offsets,
    form: &'static str,
}

#[derive(Serialize)]
pub(super) struct Quote {
    id: usize,
    kind: &'static str,
    paragraph: usize,
    content: Vec<Offsets>,
    source: Vec<Offsets>,
    cue: Vec<Offsets>,
    carried: Option<Offsets>,
    actor: Option<usize>,
    rule: &'static str,
    confidence: Share,
}

#[derive(Serialize)]
struct Issue {
    id: usize,
    label: String,
    span: Offsets,
}

#[derive(Serialize)]
pub(super) struct Stance {
    id: usize,
    actor: usize,
    issue: usize,
    position: &'static str,
    strength: &'static str,
    voice: &'static str,
    tier: &'static str,
    confidence: Share,
    target: Target,
    evidence: Offsets,
    cues: Vec<Offsets>,
    quote: Option<usize>,
    rule: &'static str,
}

#[derive(Serialize)]
struct Target {
    text: String,
    span: Offsets,
    actor: Option<usize>,
}

/// A share from 0 to 1, written with at most three decimals.
pub(super) struct Share(pub(super) f32);

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
        let writer = Writer::new(article);
        Self {
            schema: SCHEMA,
            offsets: OFFSETS,
            generator: concat!("sayso ", env!("CARGO_PKG_VERSION")),
            id: about.id.as_deref().into(),
            title: about.title.as_deref(),
            byline: about.byline.as_deref(),
            date: about.date.as_deref(),
            source: about.source.as_deref(),
            site: about.site.as_deref(),
            language: about.language.as_deref(),
            text: &article.text,
            paragraphs: writer.spans(&article.paragraphs),
            kinds: article.blocks().map(|(_, kind)| kind.name()).collect(),
            headings: headings(article),
            links: article.links.iter().map(|link| writer.link(link)).collect(),
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

fn headings(article: &Article) -> Vec<Heading> {
    let levels = article.blocks().map(|(_, kind)| kind.level()).enumerate();
    levels.filter_map(|(paragraph, level)| Some(Heading { paragraph, level: level? })).collect()
}

fn numbered<T, U>(facts: &[T], write: impl Fn(usize, &T) -> U) -> Vec<U> {
    facts.iter().enumerate().map(|(id, fact)| write(id, fact)).collect()
}

/// Turns facts about one article into what is written of them.
pub(super) struct Writer<'a> {
    article: &'a Article,
    points: CodePoints<'a>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(article: &'a Article) -> Self {
        Self { article, points: CodePoints::of(&article.text) }
    }

    /// An actor by their number.
    pub(super) fn known(&self, facts: &fact::Analysis, actor: usize) -> Option<Actor> {
        facts.actors.get(actor).map(|fact| self.actor(actor, fact))
    }

    /// The words of a span, on one line whatever the line breaks of the text.
    fn words(&self, span: Span) -> String {
        one_line(span.of(&self.article.text))
    }

    fn spans(&self, spans: &[Span]) -> Vec<Offsets> {
        spans.iter().map(|span| self.points.span(*span)).collect()
    }

    fn link<'b>(&self, link: &'b article::Link) -> Link<'b> {
        Link { span: self.points.span(link.span), address: &link.address }
    }

    fn actor(&self, id: usize, actor: &fact::Actor) -> Actor {
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

    pub(super) fn quote(&self, id: usize, said: &fact::Quotation) -> Quote {
        Quote {
            id,
            kind: quotation_kind(said.kind),
            paragraph: self.article.paragraph_at(said.extent().start),
            content: self.spans(&said.content),
            source: self.spans(&said.source),
            cue: self.spans(&said.cue),
            carried: said.carried.map(|span| self.points.span(span)),
            actor: said.actor,
            rule: said.rule,
            confidence: Share(said.confidence),
        }
    }

    fn issue(&self, id: usize, issue: &fact::Issue) -> Issue {
        Issue { id, label: self.words(issue.label), span: self.points.span(issue.label) }
    }

    pub(super) fn stance(&self, id: usize, stance: &fact::Stance) -> Stance {
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
#[must_use]
pub fn quotation_kind(kind: fact::QuotationKind) -> &'static str {
    match kind {
        fact::QuotationKind::Direct => "direct",
        fact::QuotationKind::Mixed => "mixed",
        fact::QuotationKind::Indirect => "indirect",
    }
}

/// What a position is called, here and in the linear report.
#[must_use]
pub fn position(position: fact::Position) -> &'static str {
    match position {
        fact::Position::For => "for",
        fact::Position::Against => "against",
        fact::Position::Open => "open",
        fact::Position::Neutral => "neutral",
    }
}

/// What a strength is called, here and in the linear report.
#[must_use]
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

#[cfg(test)]
mod tests {
    use super::{Document, Failure, write, write_line};
    use crate::report::fixture::{analysis, article};

    const EXPECTED: &str = r#"{
  "schema": "sayso/1",
  "offsets": "code points",
  "generator": "sayso VERSION",
  "id": 7,
  "title": "The quay",
  "byline": null,
  "date": null,
  "source": null,
  "site": null,
  "language": null,
  "text": "Ánn Lee, the mayor, is against the\nquay. “No,” she said. Bo came.",
  "paragraphs": [
    [0, 65]
  ],
  "kinds": [
    "body"
  ],
  "headings": [],
  "links": [],
  "actors": [
    {"id": 0, "name": "Ánn Lee", "kind": "person", "description": "the mayor", "aliases": [], "mentions": [{"span": [0, 7], "form": "name"}]},
    {"id": 1, "name": "Bo", "kind": "person", "description": null, "aliases": [], "mentions": [{"span": [57, 59], "form": "name"}]}
  ],
  "quotes": [
    {"id": 0, "kind": "direct", "paragraph": 0, "content": [[42, 45]], "source": [[47, 50]], "cue": [[51, 55]], "carried": null, "actor": 0, "rule": "test", "confidence": 0.988},
    {"id": 1, "kind": "direct", "paragraph": 0, "content": [[42, 45]], "source": [[47, 50]], "cue": [[51, 55]], "carried": null, "actor": null, "rule": "test", "confidence": 0.988}
  ],
  "issues": [
    {"id": 0, "label": "the quay", "span": [31, 39]}
  ],
  "stances": [
    {"id": 0, "actor": 0, "issue": 0, "position": "against", "strength": "firm", "voice": "narrated", "tier": "explicit", "confidence": 1.0, "target": {"text": "the quay", "span": [31, 39], "actor": null}, "evidence": [0, 40], "cues": [[23, 30]], "quote": null, "rule": "test"},
    {"id": 1, "actor": 0, "issue": 0, "position": "against", "strength": "firm", "voice": "narrated", "tier": "inferred", "confidence": 1.0, "target": {"text": "the quay", "span": [31, 39], "actor": null}, "evidence": [0, 40], "cues": [[23, 30]], "quote": null, "rule": "test"}
  ]
}
"#;

    #[test]
    fn every_field_stands_in_its_place_and_counts_code_points() {
        let (article, analysis) = (article(), analysis());
        let document = Document::of(&article, &analysis).named(7.into());
        let mut out = Vec::new();
        write(&mut out, &document).unwrap();
        let expected = EXPECTED.replace("VERSION", env!("CARGO_PKG_VERSION"));
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn a_line_holds_the_same_as_the_document() {
        let (article, analysis) = (article(), analysis());
        let (mut document, mut line) = (Vec::new(), Vec::new());
        write(&mut document, &Document::of(&article, &analysis)).unwrap();
        write_line(&mut line, &Document::of(&article, &analysis)).unwrap();
        assert_eq!(line.iter().position(|byte| *byte == b'\n'), Some(line.len() - 1));
        let read = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).unwrap();
        assert_eq!(read(&line), read(&document));
    }

    #[test]
    fn a_failure_is_a_line_too() {
        let mut out = Vec::new();
        write_line(&mut out, &Failure { id: &"a".into(), error: "no \"text\"" }).unwrap();
        assert_eq!(out, b"{\"id\":\"a\",\"error\":\"no \\\"text\\\"\"}\n");
    }
}
