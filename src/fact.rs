//! What an analysis says about an article: quotations, actors, issues and stances, each with the
//! spans that it rests on. Engines make these facts; page, app and report only read them.

use crate::text::{Span, index_at};

/// The facts about one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Quotations, sorted by the start of their content.
    pub quotations: Vec<Quotation>,
    /// Actors, sorted by their first mention. An actor's index is its id.
    pub actors: Vec<Actor>,
    /// What the stances are about, sorted by first mention. An issue's index is its id.
    pub issues: Vec<Issue>,
    /// Stances, sorted by the start of their evidence.
    pub stances: Vec<Stance>,
}

/// What stands in the place of a rule's name where the network found a fact.
pub const NETWORK: &str = "network";

/// How sure a fact is: the share of such facts that are right, from 0 to 1.
pub type Confidence = f32;

/// Words or thoughts that the article attributes to somebody: source, cue and content, as in the
/// PARC and PolNeAR corpora.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// How much of it stands between quotation marks.
    pub kind: QuotationKind,
    /// What was said, in pieces, sorted and apart; a piece that stands between marks leaves them
    /// out.
    pub content: Vec<Span>,
    /// Who said it, as named at this place; empty where the text names nobody here.
    pub source: Vec<Span>,
    /// The words that tie the source to the content ("said", "according to"); may be empty.
    pub cue: Vec<Span>,
    /// For a quotation that names nobody: the source of the earlier quotation that it goes on from.
    pub carried: Option<Span>,
    /// Who speaks; `None` only where the text itself does not say.
    pub actor: Option<usize>,
    /// The rule or model that found it.
    pub rule: &'static str,
    /// How sure content and source are.
    pub confidence: Confidence,
}

impl Quotation {
    /// From the first byte of the content to after its last.
    #[must_use]
    pub fn extent(&self) -> Span {
        match self.content[..] {
            [first, .., last] => first.to(last),
            [only] => only,
            [] => Span::default(),
        }
    }

    /// The piece of the content that holds the byte `at`.
    #[must_use]
    pub fn piece_at(&self, at: usize) -> Option<Span> {
        let piece = index_at(&self.content, at).and_then(|index| self.content.get(index));
        piece.copied().filter(|piece| piece.holds(at))
    }
}

/// How much of a quotation stands between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotationKind {
    /// All of it.
    Direct,
    /// Some of it.
    Mixed,
    /// None of it.
    Indirect,
}

/// Somebody who speaks, or takes a position, or is spoken of as one who does.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// The fullest name that the article uses.
    pub name: Span,
    /// What sort of actor it is.
    pub kind: ActorKind,
    /// What the article calls them beside the name: "French president".
    pub description: Option<Span>,
    /// The other names and descriptions that the article uses, each once, in order.
    pub aliases: Vec<Span>,
    /// Every place that mentions them, sorted, pronouns included.
    pub mentions: Vec<Mention>,
}

/// What sort of actor it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActorKind {
    /// One human being, named.
    Person,
    /// A company, party, court, ministry, union.
    Organization,
    /// Several people without a name of their own: "Italian officials".
    Group,
    /// A country, or its capital speaking for the government.
    Country,
    /// A newspaper, broadcaster or agency.
    Publication,
    /// Somebody whom the article does not name: "a source", "some".
    Unnamed,
}

/// One place where an actor is mentioned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// What the words are.
    pub form: MentionForm,
    /// The earlier (or, rarely, later) words that tell who is meant; `None` for a name that
    /// stands for itself.
    pub antecedent: Option<Span>,
    /// The rule or model that linked it.
    pub rule: &'static str,
}

/// What the words of a mention are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionForm {
    /// A name or a part of one: "Tajani".
    Name,
    /// A description: "the minister".
    Description,
    /// A pronoun: "he", "his", "who".
    Pronoun,
}

/// Something that stances are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// A short phrase of the text that says what is at issue.
    pub label: Span,
}

/// Where an actor stands on something, by one place of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Stance {
    /// Whose stance it is.
    pub actor: usize,
    /// The issue that its target belongs to.
    pub issue: usize,
    /// What they favour, oppose or are undecided about.
    pub target: Target,
    /// For, against, open or neutral.
    pub position: Position,
    /// Whether it is said plainly.
    pub strength: Strength,
    /// Whose words show it.
    pub voice: Voice,
    /// Whether the text says it in so many words.
    pub tier: Tier,
    /// The sentence that shows it.
    pub evidence: Span,
    /// The words in it that decide: verb, negation, hedge.
    pub cues: Vec<Span>,
    /// The quotation that shows it, if one does.
    pub quotation: Option<usize>,
    /// The rule or model that found it.
    pub rule: &'static str,
    /// How sure actor, target and position are.
    pub confidence: Confidence,
}

/// What a stance is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// A short phrase of the text.
    pub span: Span,
    /// The actor that the phrase stands for, if it is one.
    pub actor: Option<usize>,
}

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Position {
    /// Supports, praises, demands it.
    For,
    /// Opposes, rejects, criticises, warns against it.
    Against,
    /// Says that they have not decided, do not rule it out, are weighing it.
    Open,
    /// Speaks of it and takes no side.
    Neutral,
}

/// How plainly a stance is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// Plain or strong.
    Firm,
    /// May, might, seems, somewhat, conditional.
    Hedged,
}

/// Whose words show a stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The actor's own, between marks.
    Direct,
    /// The actor's, retold.
    Reported,
    /// The article's, telling what the actor did or holds.
    Narrated,
}

/// Whether the text says a stance in so many words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    /// A cue in the evidence says it.
    Explicit,
    /// It follows from what is said; shown only on request.
    Inferred,
}
