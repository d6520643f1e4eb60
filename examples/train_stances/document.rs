//! Annotated articles with their candidates, and sentences with a tone.

use std::{
    error::Error,
    fs::{self, File},
    io::BufReader,
    sync::{Mutex, PoisonError},
};

use sayso::{
    analysis::{
        Engine, Reading, analyze,
        stance::model::{Proposal, proposals, tones},
    },
    evaluate::{
        gold::{Annotated, Stances},
        stances::Comparison,
    },
    fact::{Actor, Analysis, Position, Quotation},
    lexicon::Lexicon,
    source::{self, Format, gold},
    text::Span,
};
use serde::Deserialize;

use crate::{
    cores::side_by_side,
    linear::{Name, Seen},
};

/// In how many parts the articles fall; each is judged by what the others teach.
pub const PARTS: usize = 5;

/// What a stance is worth whose target shares no word with that of the annotated one, but for its
/// issue or a name.
const LEAST_WORTH: f32 = 0.6;
/// How much alike targets are at least whose sides are learned.
const ALIKE: f32 = 0.3;

/// An article with its candidates.
pub struct Document {
    pub text: String,
    pub gold: Stances,
    pub quotations: Vec<Quotation>,
    pub actors: Vec<Actor>,
    pub candidates: Vec<Candidate>,
    pub names: Vec<&'static str>,
    pub part: usize,
}

/// A candidate, and what the annotation says of it.
pub struct Candidate {
    pub proposal: Proposal,
    pub right: bool,
    /// How much its target is worded like that of the annotated stance.
    pub likeness: f32,
    /// On which side those annotated stances are that it meets, if all are, and worded alike.
    pub favour: Option<bool>,
    /// Whether they are all open.
    pub open: bool,
    /// Its words as they were first seen, and those that may have a tone.
    pub seen: [Vec<u32>; 2],
    /// Those of them that have weights.
    pub words: Vec<usize>,
    pub tones: Vec<usize>,
}

/// Words with a tone: toward the target, and whether there is one.
pub struct Toned {
    pub names: Vec<Name>,
    pub favour: Option<bool>,
}

impl Candidate {
    /// What it is worth to show it: less where its target is worded otherwise, whose side is easily
    /// taken for that of the annotated one.
    pub fn worth(&self) -> f32 {
        if self.right { LEAST_WORTH + (1.0 - LEAST_WORTH) * self.likeness } else { 0.0 }
    }
}

/// The annotated articles of a file, and what words are seen in them.
pub fn read(path: &str, seen: &Mutex<Seen>) -> Result<Vec<Document>, Box<dyn Error>> {
    let engine = Engine::default();
    #[expect(clippy::disallowed_methods, reason = "training reads its data itself")]
    let file = File::open(path)?;
    let mut rows: Vec<Annotated> = Vec::new();
    for line in gold::rows(BufReader::new(file)) {
        rows.push(line??);
    }
    Ok(side_by_side(rows.len(), |place| document(&rows[place], &engine, place % PARTS, seen)))
}

fn document(annotated: &Annotated, engine: &Engine, part: usize, seen: &Mutex<Seen>) -> Document {
    let facts = analyze(&annotated.article, engine);
    let reading = Reading::new(&annotated.article, engine.lexicon());
    let proposals = proposals(&reading, &facts.quotations, &facts.actors);
    let gold = annotated.gold.stances.clone().unwrap_or_default();
    let text = annotated.article.text.clone();
    let stances = proposals.iter().map(|proposal| proposal.stance.clone()).collect();
    let found = Analysis { actors: facts.actors, stances, ..Analysis::default() };
    let comparison = Comparison::of(&text, &gold, &found);
    let mut met: Vec<Vec<(f32, Position)>> = vec![Vec::new(); proposals.len()];
    for &(want, got) in comparison.meetings() {
        met[got].push((comparison.likeness(want, got), gold.rows[want].position));
    }
    let names = proposals.first().map(|first| first.names.clone()).unwrap_or_default();
    let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
    let candidates = proposals.into_iter().zip(met).map(|(mut proposal, met)| {
        let likeness = met.iter().map(|(likeness, _)| *likeness).fold(0.0, f32::max);
        // Of the annotated stances that it meets, those worded most like it say where it stands.
        let nearest = met.iter().filter(|(own, _)| *own >= likeness).map(|(_, position)| *position);
        let positions: Vec<Position> = nearest.collect();
        let [favour, against] = [Position::For, Position::Against].map(|p| positions.contains(&p));
        let told = favour != against && likeness >= ALIKE;
        let favour = told.then_some(favour);
        let right = !met.is_empty();
        let open = right && positions.iter().all(|position| *position == Position::Open);
        let told = [&mut proposal.words, &mut proposal.tones].map(std::mem::take);
        let seen = told.map(|own| seen.all(own));
        let (words, tones) = (Vec::new(), Vec::new());
        Candidate { proposal, right, likeness, favour, open, seen, words, tones }
    });
    let candidates = candidates.collect();
    let (quotations, actors) = (facts.quotations, found.actors);
    Document { text, gold, quotations, actors, candidates, names, part }
}

#[derive(Deserialize)]
struct Sentence {
    text: String,
    stances: Vec<Tone>,
}

#[derive(Deserialize)]
struct Tone {
    polarity: String,
    target_span: [usize; 2],
}

/// The sentences of a file, a line each.
pub fn read_tones(path: &str) -> Result<Vec<Toned>, Box<dyn Error>> {
    let lexicon = Lexicon::english();
    let mut toned = Vec::new();
    #[expect(clippy::disallowed_methods, reason = "training reads its data itself")]
    let sentences = fs::read_to_string(path)?;
    for line in sentences.lines() {
        let sentence: Sentence = serde_json::from_str(line)?;
        let article = source::read(sentence.text.as_bytes(), Format::Text, "tones")?.article;
        let reading = Reading::new(&article, &lexicon);
        let ends = sentence.text.char_indices().map(|(at, _)| at).chain([sentence.text.len()]);
        let bytes: Vec<usize> = ends.collect();
        for tone in sentence.stances {
            let [start, end] = tone.target_span.map(|at| bytes[at]);
            let favour = match &*tone.polarity {
                "for" => Some(true),
                "against" => Some(false),
                _ => None,
            };
            toned.push(Toned { names: tones(&reading, Span::new(start, end)), favour });
        }
    }
    Ok(toned)
}
