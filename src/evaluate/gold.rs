//! What people found in an article: the annotation that an analysis is measured by.

use crate::{
    article::Article,
    fact::{Position, QuotationKind},
    text::Span,
};

/// An article and what people found in it.
#[derive(Clone, Debug)]
pub struct Annotated {
    /// What the annotation calls the article.
    pub id: String,
    /// The article.
    pub article: Article,
    /// What people found in it.
    pub gold: Gold,
}

/// What people found in an article. What nobody looked for is `None`, and not measured.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gold {
    /// The quotations.
    pub quotations: Option<Vec<Quotation>>,
    /// Everybody and everything that is mentioned, each as all its mentions.
    pub entities: Vec<Vec<Span>>,
    /// The stances.
    pub stances: Option<Stances>,
}

/// A quotation as somebody marked it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// How much of it stands between quotation marks.
    pub kind: QuotationKind,
    /// What was said, in pieces.
    pub content: Vec<Span>,
    /// Who said it, as named at this place; may be empty.
    pub source: Vec<Span>,
    /// The words that tie the two together; may be empty.
    pub cue: Vec<Span>,
    /// Who speaks, as an index into the entities, if somebody wrote it down.
    pub speaker: Option<usize>,
}

/// The stances of an article and those who take them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stances {
    /// The actors, each as its names, the fullest first.
    pub actors: Vec<Vec<String>>,
    /// The stances.
    pub rows: Vec<Stance>,
}

/// A stance as somebody wrote it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stance {
    /// Whose stance it is, as an index into the actors.
    pub actor: usize,
    /// What it is about: a phrase of the text or the name of an actor.
    pub target: String,
    /// The issue that the target belongs to, in the annotator's words.
    pub issue: String,
    /// For, against or open.
    pub position: Position,
    /// The words that show it.
    pub evidence: Span,
}
