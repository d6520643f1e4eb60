//! Stances as pictures: under each line the holder (=), the cues (~), the target (^), and what
//! the stance is.

use super::{by_rules, scene::Scene};
use crate::{
    analysis::Reading,
    article::Article,
    fact::{
        Actor, ActorKind, Mention, MentionForm, Quotation, QuotationKind, Stance, Strength, Tier,
    },
    lexicon::Lexicon,
    text::Span,
};

/// The names that the sentences below use, with what they stand for.
const ACTORS: &[(&str, ActorKind)] = &[
    ("Ortiz", ActorKind::Person),
    ("Lindqvist", ActorKind::Person),
    ("The union", ActorKind::Organization),
    ("the union", ActorKind::Organization),
    ("The council", ActorKind::Organization),
    ("the council", ActorKind::Organization),
    ("critics", ActorKind::Group),
    ("Norway", ActorKind::Country),
    ("Weber", ActorKind::Person),
    ("Mbeki", ActorKind::Person),
    ("Abu Hamad", ActorKind::Person),
    ("Anna Bell", ActorKind::Person),
    ("Brazil", ActorKind::Country),
    ("Turkey", ActorKind::Country),
];

/// Names of the same length in the place of those.
const SWAPS: &[&[(&str, &str)]] = &[
    &[("Ortiz", "Weber"), ("Lindqvist", "Abu Hamad"), ("Norway", "Brazil")],
    &[("Ortiz", "Mbeki"), ("Lindqvist", "Anna Bell"), ("Norway", "Turkey")],
];

/// Strips the pictures, finds the stances, draws them anew and compares.
pub fn check(expected: &str) {
    let lines: Vec<&str> = expected.lines().map(str::trim_end).filter(|l| !l.is_empty()).collect();
    let indent = lines.iter().map(|l| l.len() - l.trim_start().len()).min().unwrap_or_default();
    let lines: Vec<&str> = lines.iter().filter_map(|line| line.get(indent..)).collect();
    let is_text = |line: &&&str| !line.trim_start().starts_with(['=', '~', '^']);
    let text: Vec<&str> = lines.iter().filter(is_text).copied().collect();
    assert_eq!(draw(&text.join("\n")), lines.join("\n"));
    // Nothing depends on who it is: other names, men's or women's, of other countries.
    for swap in SWAPS {
        let swapped = |words: &str| {
            swap.iter().fold(words.to_owned(), |words, (name, other)| words.replace(name, other))
        };
        assert_eq!(draw(&swapped(&text.join("\n"))), swapped(&lines.join("\n")));
    }
}

fn draw(text: &str) -> String {
    let article = article(text);
    let lexicon = Lexicon::english();
    let reading = Reading::new(&article, &lexicon);
    let actors = actors(text);
    let quotations = quotations(text, &actors);
    // What the model finds depends on the whole article; these are the rules' own pictures.
    let stances = by_rules(&Scene::new(&reading, &quotations, &actors));
    let mut drawn = Vec::new();
    for paragraph in &article.paragraphs {
        drawn.push(paragraph.of(text).to_owned());
        let here = stances.iter().filter(|stance| paragraph.covers(stance.evidence));
        drawn.extend(here.map(|stance| picture(text, *paragraph, stance, &actors)));
    }
    drawn.join("\n")
}

fn article(text: &str) -> Article {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for line in text.lines() {
        paragraphs.push(Span::new(start, start + line.len()));
        start += line.len() + 1;
    }
    Article { text: text.into(), paragraphs, ..Article::default() }
}

fn actors(text: &str) -> Vec<Actor> {
    let mut actors: Vec<Actor> = Vec::new();
    for (name, kind) in ACTORS {
        let mentions: Vec<Mention> = text
            .match_indices(name)
            .map(|(start, _)| Span::new(start, start + name.len()))
            .map(|span| Mention { span, form: MentionForm::Name, antecedent: None, rule: "given" })
            .collect();
        let Some(first) = mentions.first() else { continue };
        let known = |actor: &&mut Actor| actor.name.of(text).eq_ignore_ascii_case(name);
        if let Some(actor) = actors.iter_mut().find(known) {
            actor.mentions.extend(mentions);
            actor.mentions.sort_by_key(|mention| mention.span);
        } else {
            let (name, kind) = (first.span, *kind);
            actors.push(Actor { name, kind, description: None, aliases: Vec::new(), mentions });
        }
    }
    actors
}

/// What stands between curly marks, and after "said that", belongs to the first name of its line.
fn quotations(text: &str, actors: &[Actor]) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.lines() {
        let here = Span::new(start, start + line.len());
        let speaker = actors
            .iter()
            .enumerate()
            .flat_map(|(i, actor)| actor.mentions.iter().map(move |mention| (mention.span, i)))
            .filter(|(span, _)| here.covers(*span) && !in_marks(line, span.start - start))
            .min();
        let mut add = |kind, from: usize, to: usize| {
            found.push(Quotation {
                kind,
                content: vec![Span::new(start + from, start + to)],
                source: speaker.map(|(span, _)| span).into_iter().collect(),
                cue: Vec::new(),
                carried: None,
                actor: speaker.map(|(_, actor)| actor),
                rule: "given",
                confidence: 1.0,
            });
        };
        for (open, _) in line.match_indices('“') {
            let close = line.get(open..).unwrap().find('”').unwrap() + open;
            add(QuotationKind::Direct, open + '“'.len_utf8(), close);
        }
        if let Some(said) = line.find("said that ") {
            add(QuotationKind::Indirect, said + "said that ".len(), line.len() - 1);
        }
        start += line.len() + 1;
    }
    found
}

fn in_marks(line: &str, at: usize) -> bool {
    let before = line.get(..at).unwrap();
    before.matches('“').count() > before.matches('”').count()
}

fn picture(text: &str, line: Span, stance: &Stance, actors: &[Actor]) -> String {
    let mut row: Vec<char> = vec![' '; line.of(text).chars().count()];
    let mut under = |span: Span, sign: char| {
        if line.covers(span) {
            let from = Span::new(line.start, span.start).of(text).chars().count();
            let size = span.of(text).chars().count();
            row[from..from + size].fill(sign);
        }
    };
    let mentions = actors[stance.actor].mentions.iter().map(|mention| mention.span);
    let cue = stance.cues[0].end;
    let own: Vec<Span> = mentions.filter(|span| line.covers(*span)).collect();
    let holder = own.iter().rev().find(|span| span.start < cue).or(own.first());
    if let Some(span) = holder {
        under(*span, '=');
    }
    under(stance.target.span, '^');
    for span in &stance.cues {
        under(*span, '~');
    }
    let drawn: String = row.into_iter().collect();
    let mut said = format!("{} {:?}", drawn.trim_end(), stance.position).to_lowercase();
    if !line.covers(stance.target.span) {
        said = format!("{said} {:?}", stance.target.span.of(text));
    }
    if stance.strength == Strength::Hedged {
        said.push_str(", hedged");
    }
    if stance.tier == Tier::Inferred {
        said.push_str(", inferred");
    }
    said
}
