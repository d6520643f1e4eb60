//! The samples against their facts, a line a fact.

use std::path::Path;

use sayso::{
    analysis::{Engine, analyze},
    article::Article,
    fact::{
        Actor, ActorKind, Analysis, Issue, Position, Quotation, QuotationKind, Stance, Strength,
        Tier, Voice,
    },
    source::sample::{self, SAMPLES, Sample},
    text::Span,
};

use crate::standing::{self, Row};

#[test]
fn the_engine_says_of_each_sample_what_its_facts_say() {
    let mut unexplained = Vec::new();
    for Sample { name, .. } in SAMPLES {
        let article = sample::load(Some(name)).unwrap().article;
        let said = lines(&article, &analyze(&article, &Engine::rules()));
        let path = format!("{}/assets/articles/{name}.facts", env!("CARGO_MANIFEST_DIR"));
        let old = standing::file(Path::new(&path));
        let (rows, rest) = standing::rows(old.lines());
        // A kind at a time, so that what is wrong stands in its own section.
        let kinds = ["quotation", "actor", "stance", "issue"].into_iter();
        let rows: Vec<_> = kinds.flat_map(|kind| renewed(kind, &rows, &said)).collect();
        let new = [standing::lines(&rows, ""), rest].concat().join("\n") + "\n";
        standing::hold(Path::new(&path), &old, &new);
        let rows = standing::unexplained(&rows).into_iter();
        unexplained.extend(rows.map(|row| format!("{name}.facts: {row}")));
    }
    assert!(unexplained.is_empty(), "say above these what is wrong: {unexplained:#?}");
}

fn renewed(kind: &str, rows: &[Row], said: &[String]) -> Vec<Row> {
    let rows = rows.iter().filter(|row| row.text.starts_with(kind)).cloned();
    let said = said.iter().filter(|line| line.starts_with(kind)).cloned();
    standing::renewed(&rows.collect::<Vec<_>>(), &said.collect::<Vec<_>>())
}

/// The facts that a reader is shown unasked, as lines, in reading order: all quotations, explicit
/// stances, the actors of these, and the issues on which there is more than one side.
pub fn lines(article: &Article, analysis: &Analysis) -> Vec<String> {
    let name = |actor: &Actor| short(article, &[without_article(article, actor.name)]);
    let names: Vec<_> = analysis.actors.iter().map(name).collect();
    let quotations = analysis.quotations.iter().map(|fact| quotation(article, fact, &names));
    let explicit = || analysis.stances.iter().filter(|fact| fact.tier == Tier::Explicit);
    let acts = |id: usize| {
        analysis.quotations.iter().any(|fact| fact.actor == Some(id))
            || explicit().any(|fact| fact.actor == id || fact.target.actor == Some(id))
    };
    let actors = analysis.actors.iter().enumerate().filter(|(id, _)| acts(*id));
    let actors = actors.map(|(_, fact)| actor(article, fact));
    let stances = explicit().map(|fact| stance(article, fact, &names));
    let issues = analysis.issues.iter().enumerate().filter_map(|(id, fact)| {
        issue(article, fact, explicit().filter(|stance| stance.issue == id), &names)
    });
    quotations.chain(actors).chain(stances).chain(issues).collect()
}

fn quotation(article: &Article, fact: &Quotation, names: &[String]) -> String {
    let kind = match fact.kind {
        QuotationKind::Direct => "direct",
        QuotationKind::Mixed => "mixed",
        QuotationKind::Indirect => "indirect",
    };
    let source = match fact.carried {
        Some(earlier) => format!("← {}", short(article, &[earlier])),
        None => short(article, &fact.source),
    };
    format!(
        "quotation ¶{} {kind}: {} | cue: {} | source: {source} | actor: {}",
        article.paragraph_at(fact.extent().start) + 1,
        short(article, &fact.content),
        short(article, &fact.cue),
        fact.actor.map_or("none", |actor| &names[actor]),
    )
}

fn actor(article: &Article, fact: &Actor) -> String {
    let kind = match fact.kind {
        ActorKind::Person => "person",
        ActorKind::Organization => "organization",
        ActorKind::Group => "group",
        ActorKind::Country => "country",
        ActorKind::Publication => "publication",
        ActorKind::Unnamed => "unnamed",
    };
    let name = |span| short(article, &[without_article(article, span)]);
    let description = fact.description.map(name);
    let aliases = fact.aliases.iter().map(|&alias| name(alias));
    let aliases: Vec<_> = aliases.filter(|alias| Some(alias) != description.as_ref()).collect();
    let also = (!aliases.is_empty()).then(|| format!("also: {}", aliases.join("; ")));
    let fields = [Some(format!("actor {kind} {}", name(fact.name))), description, also];
    fields.into_iter().flatten().collect::<Vec<_>>().join(" | ")
}

fn stance(article: &Article, fact: &Stance, names: &[String]) -> String {
    let target = short(article, &[fact.target.span]);
    let whom = fact.target.actor.map(|actor| format!(" → {}", names[actor])).unwrap_or_default();
    let strength = match fact.strength {
        Strength::Firm => "firm",
        Strength::Hedged => "hedged",
    };
    let voice = match fact.voice {
        Voice::Direct => "direct",
        Voice::Reported => "reported",
        Voice::Narrated => "narrated",
    };
    let cues: Vec<_> = fact.cues.iter().map(|&cue| short(article, &[cue])).collect();
    format!(
        "stance ¶{} {} {}: {target}{whom} | {strength}, {voice} | cues: {}",
        article.paragraph_at(fact.evidence.start) + 1,
        names[fact.actor],
        position(fact.position),
        cues.join(" "),
    )
}

fn issue<'a>(
    article: &Article,
    fact: &Issue,
    stances: impl Iterator<Item = &'a Stance>,
    names: &[String],
) -> Option<String> {
    let mut sides = Vec::new();
    for stance in stances {
        let side = format!("{} {}", names[stance.actor], position(stance.position));
        if !sides.contains(&side) {
            sides.push(side);
        }
    }
    (sides.len() > 1)
        .then(|| format!("issue {}: {}", short(article, &[fact.label]), sides.join(", ")))
}

const fn position(position: Position) -> &'static str {
    match position {
        Position::For => "for",
        Position::Against => "against",
        Position::Open => "open",
        Position::Neutral => "neutral",
    }
}

/// The words of some pieces, without marks at their ends; the middle of long ones is left out.
fn short(article: &Article, pieces: &[Span]) -> String {
    let shortened = pieces.iter().map(|piece| {
        let words: Vec<_> = piece
            .of(&article.text)
            .trim_matches(|c: char| !c.is_alphanumeric() && c != ')')
            .split_whitespace()
            .collect();
        match (words.first_chunk::<3>(), words.last_chunk::<3>()) {
            (Some(first), Some(last)) if words.len() > 6 => {
                format!("{} … {}", first.join(" "), last.join(" "))
            }
            _ => words.join(" "),
        }
    });
    let pieces: Vec<_> = shortened.collect();
    if pieces.is_empty() { "none".to_owned() } else { pieces.join(" / ") }
}

/// A name or description without "the" before it.
pub fn without_article(article: &Article, span: Span) -> Span {
    let words = span.of(&article.text);
    let skipped = ["The ", "the "].iter().find(|word| words.starts_with(**word));
    Span::new(span.start + skipped.map_or(0, |word| word.len()), span.end)
}
