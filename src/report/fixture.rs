//! A small article with facts of every kind, for the tests of what is written.

use crate::{
    article::{About, Article, ParagraphKind},
    fact::{
        Actor, ActorKind, Analysis, Issue, Mention, MentionForm, Position, Quotation,
        QuotationKind, Stance, Strength, Target, Tier, Voice,
    },
    text::Span,
};

const TEXT: &str = "Ánn Lee, the mayor, is against the\nquay. “No,” she said. Bo came.";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

/// The article.
pub fn article() -> Article {
    Article {
        text: TEXT.into(),
        paragraphs: vec![Span::new(0, TEXT.len())],
        kinds: vec![ParagraphKind::Body],
        about: About { title: Some("The quay".into()), ..About::default() },
        ..Article::default()
    }
}

fn actor(name: &str, description: Option<&str>) -> Actor {
    let mention =
        Mention { span: span(name), form: MentionForm::Name, antecedent: None, rule: "test" };
    Actor {
        name: span(name),
        kind: ActorKind::Person,
        description: description.map(span),
        aliases: Vec::new(),
        mentions: vec![mention],
    }
}

/// Its facts.
pub fn analysis() -> Analysis {
    let said = Quotation {
        kind: QuotationKind::Direct,
        content: vec![span("No,")],
        source: vec![span("she")],
        cue: vec![span("said")],
        carried: None,
        actor: Some(0),
        rule: "test",
        confidence: 0.98765,
    };
    let stance = Stance {
        actor: 0,
        issue: 0,
        target: Target { span: span("the\nquay"), actor: None },
        position: Position::Against,
        strength: Strength::Firm,
        voice: Voice::Narrated,
        tier: Tier::Explicit,
        evidence: span("Ánn Lee, the mayor, is against the\nquay."),
        cues: vec![span("against")],
        quotation: None,
        rule: "test",
        confidence: 1.0,
    };
    let inferred = Stance { tier: Tier::Inferred, ..stance.clone() };
    Analysis {
        quotations: vec![said.clone(), Quotation { actor: None, ..said }],
        actors: vec![actor("Ánn Lee", Some("the mayor")), actor("Bo", None)],
        issues: vec![Issue { label: span("the\nquay") }],
        stances: vec![stance, inferred],
    }
}
