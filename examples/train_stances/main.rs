//! Trains the weights and trees that find and judge stances.
//!
//! `cargo run --release --example train_stances -- STANCES.jsonl PLACES.jsonl` writes where the
//! candidates of the articles stand, which are stances, and what is quoted: what the network learns
//! from (`assets/models/attribution/stances.py`). It answers with JUDGED. Then
//! `cargo run --release --example train_stances -- STANCES.jsonl TONES.jsonl JUDGED.jsonl
//! assets/models/stances`.
//!
//! STANCES holds annotated articles as `sayso evaluate` reads them; TONES sentences, each with
//! targets and how they are spoken of, as `NewsMTSC` has them after conversion. What is learned of
//! an article's words while the trees are fitted comes from the other articles (five parts), and
//! the figures that are printed are those of articles that the trees have not seen: the first of
//! the articles, if their number is given at the end, else all. The same input gives the same
//! parameters.

mod boost;
mod cores;
mod linear;
mod place;

use std::{
    collections::BTreeSet,
    error::Error,
    fmt::Write,
    fs::{self, File},
    io::BufReader,
    path::Path,
    sync::{Mutex, PoisonError},
};

use boost::Forest;
use cores::side_by_side;
use linear::{Name, Numbers, Seen};
use sayso::{
    analysis::{
        Engine, Reading, analyze,
        stance::model::{
            Proposal, Verdict, WEIGHED, WORTH_READING, proposals,
            settled::{Chosen, Judged, choose},
            tones,
        },
    },
    evaluate::{
        gold::{Annotated, Stances},
        stances::{Comparison, Tally},
    },
    fact::{Actor, Analysis, Position, Quotation, Stance},
    lexicon::Lexicon,
    source::{self, Format, gold},
    text::Span,
};
use serde::Deserialize;

/// In how many parts the articles fall; each is judged by what the others teach.
const PARTS: usize = 5;
/// In how many articles a word must be seen, and in how many sentences with a tone.
const SELDOM: usize = 12;
const SELDOM_TONED: usize = 8;

/// What a stance is worth whose target shares no word with that of the annotated one, but for its
/// issue or a name.
const LEAST_WORTH: f32 = 0.6;
/// How much alike targets are at least whose sides are learned.
const ALIKE: f32 = 0.3;

const STANCE: boost::Options =
    boost::Options { trees: 180, depth: 6, rate: 0.06, least: 8.0, pull: 2.0 };
const HOLDER: boost::Options =
    boost::Options { trees: 40, depth: 4, rate: 0.15, least: 4.0, pull: 2.0 };
const SIDE: boost::Options =
    boost::Options { trees: 150, depth: 5, rate: 0.06, least: 6.0, pull: 2.0 };
const OPEN: boost::Options =
    boost::Options { trees: 60, depth: 4, rate: 0.1, least: 4.0, pull: 2.0 };
const STANCE_WORDS: linear::Options = linear::Options { epochs: 3, rate: 0.05, penalty: 0.003 };
const SIDE_WORDS: linear::Options = linear::Options { epochs: 6, rate: 0.05, penalty: 0.01 };

/// An article with its candidates.
struct Document {
    text: String,
    gold: Stances,
    quotations: Vec<Quotation>,
    actors: Vec<Actor>,
    candidates: Vec<Candidate>,
    names: Vec<&'static str>,
    part: usize,
}

/// A candidate, and what the annotation says of it.
struct Candidate {
    proposal: Proposal,
    right: bool,
    /// How much its target is worded like that of the annotated stance.
    likeness: f32,
    /// On which side those annotated stances are that it meets, if all are, and worded alike.
    favour: Option<bool>,
    /// Whether they are all open.
    open: bool,
    /// Its words as they were first seen, and those that may have a tone.
    seen: [Vec<u32>; 2],
    /// Those of them that have weights.
    words: Vec<usize>,
    tones: Vec<usize>,
}

/// Words with a tone: toward the target, and whether there is one.
struct Toned {
    names: Vec<Name>,
    favour: Option<bool>,
}

impl Candidate {
    /// What it is worth to show it: less where its target is worded otherwise, whose side is easily
    /// taken for that of the annotated one.
    fn worth(&self) -> f32 {
        if self.right { LEAST_WORTH + (1.0 - LEAST_WORTH) * self.likeness } else { 0.0 }
    }
}

/// The weights of the four questions.
struct Weights {
    numbers: Numbers,
    tone_numbers: Numbers,
    tone: Vec<f32>,
    judged: Vec<f32>,
    /// Words with a tone toward a target, by number, and whether it is a good one.
    lessons: Vec<(Vec<usize>, bool)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (stances, toned, judged, folder, first) = match arguments.as_slice() {
        [stances, places] => {
            return place::write(&read(stances, &Mutex::default())?, places);
        }
        [stances, toned, judged, folder] => (stances, toned, judged, folder, usize::MAX),
        [stances, toned, judged, folder, first] => (stances, toned, judged, folder, first.parse()?),
        _ => {
            return Err("give annotated stances and where to write the places of candidates; or \
                annotated stances, sentences with tones, what the network judged, and where to \
                write"
                .into());
        }
    };
    let toned = read_tones(toned)?;
    let seen = Mutex::new(Seen::default());
    let mut documents = read(stances, &seen)?;
    let seen = seen.into_inner()?;
    place::judge(&mut documents, judged)?;
    let weights = weigh_tones(&toned, &documents, &seen);
    for candidate in documents.iter_mut().flat_map(|document| &mut document.candidates) {
        let [all, with_tone] = std::mem::take(&mut candidate.seen);
        candidate.words = seen.kept(&all, &weights.numbers);
        candidate.tones = seen.kept(&with_tone, &weights.tone_numbers);
    }
    let rows = rows(&documents, &weights);
    check(&documents, &rows, first);
    let [holder, stance, side, open] = forests(documents.iter().zip(&rows));
    let all: Vec<&Document> = documents.iter().collect();
    let [stance_words, side_words] = fit_words(&all, &weights);
    let folder = Path::new(folder);
    fs::write(folder.join("words.tsv"), words(&weights, &stance_words, &side_words))?;
    let mut lines = String::from("features");
    let named = documents.first().map(|document| &document.names);
    named.into_iter().flatten().chain(&WEIGHED).for_each(|name| lines.extend(["\t", name]));
    lines.push('\n');
    fs::write(
        folder.join("trees.tsv"),
        [
            lines,
            holder.lines("holder"),
            stance.lines("stance"),
            side.lines("side"),
            open.lines("open"),
        ]
        .concat(),
    )?;
    Ok(())
}

fn read(path: &str, seen: &Mutex<Seen>) -> Result<Vec<Document>, Box<dyn Error>> {
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

fn read_tones(path: &str) -> Result<Vec<Toned>, Box<dyn Error>> {
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

fn weigh_tones(toned: &[Toned], documents: &[Document], seen: &Seen) -> Weights {
    let places = documents.iter().map(|document| {
        let numbers = document.candidates.iter().flat_map(|candidate| &candidate.seen[0]);
        let numbers: BTreeSet<u32> = numbers.copied().collect();
        numbers.iter().filter_map(|&at| seen.names.get(usize::try_from(at).ok()?)).collect()
    });
    let numbers = Numbers::of(places, SELDOM);
    let tone_numbers = Numbers::of(toned.iter().map(|t| t.names.iter().collect()), SELDOM_TONED);
    let known: Vec<Vec<usize>> = toned.iter().map(|t| tone_numbers.all(&t.names)).collect();
    let both = || known.iter().map(Vec::as_slice).zip(toned);
    let size = tone_numbers.names.len();
    let sided: Vec<_> = both().filter_map(|(words, t)| Some((words, t.favour?))).collect();
    let judged: Vec<_> = both().map(|(words, t)| (words, t.favour.is_some())).collect();
    let tone = linear::fit(&sided, size, &SIDE_WORDS);
    let judged = linear::fit(&judged, size, &SIDE_WORDS);
    let lessons = toned.iter().filter_map(|t| Some((numbers.all(&t.names), t.favour?)));
    let lessons = lessons.collect();
    Weights { numbers, tone_numbers, tone, judged, lessons }
}

/// The weights of words for whether a stance stands here, and for its side.
fn fit_words(documents: &[&Document], weights: &Weights) -> [Vec<f32>; 2] {
    let size = weights.numbers.names.len();
    let all = || documents.iter().flat_map(|document| &document.candidates);
    let stances: Vec<_> = all().map(|own| (own.words.as_slice(), own.right)).collect();
    let lessons = weights.lessons.iter().map(|(words, favour)| (words.as_slice(), *favour));
    let sides = all().filter_map(|own| Some((own.words.as_slice(), own.favour?)));
    let sides: Vec<_> = sides.chain(lessons).collect();
    [linear::fit(&stances, size, &STANCE_WORDS), linear::fit(&sides, size, &SIDE_WORDS)]
}

/// What the trees see of each candidate: its values, and what its words weigh by the other parts.
fn rows(documents: &[Document], weights: &Weights) -> Vec<Vec<Vec<f32>>> {
    let parts: Vec<_> = (0..PARTS)
        .map(|part| {
            let others: Vec<_> = documents.iter().filter(|other| other.part != part).collect();
            fit_words(&others, weights)
        })
        .collect();
    let row = |document: &Document, candidate: &Candidate| {
        let [stance, side] = &parts[document.part];
        let mut row = candidate.proposal.values.clone();
        row.push(linear::sum(stance, &candidate.words));
        row.push(linear::sum(side, &candidate.words));
        row.push(linear::sum(&weights.tone, &candidate.tones));
        row.push(linear::sum(&weights.judged, &candidate.tones));
        row
    };
    documents
        .iter()
        .map(|document| document.candidates.iter().map(|own| row(document, own)).collect())
        .collect()
}

fn forests<'a>(documents: impl Iterator<Item = (&'a Document, &'a Vec<Vec<f32>>)>) -> [Forest; 4] {
    let all: Vec<(&Candidate, &[f32])> = documents
        .flat_map(|(document, rows)| document.candidates.iter().zip(rows.iter().map(Vec::as_slice)))
        .collect();
    let rows: Vec<&[f32]> = all.iter().map(|(_, row)| *row).collect();
    let worth: Vec<f32> = all.iter().map(|(candidate, _)| candidate.worth()).collect();
    let one = |yes: bool| f32::from(u8::from(yes));
    let sided = all.iter().filter_map(|(candidate, row)| Some((*row, one(candidate.favour?))));
    let (sided, favour): (Vec<&[f32]>, Vec<f32>) = sided.unzip();
    let met = all.iter().filter(|(candidate, _)| candidate.right);
    let (met, open): (Vec<&[f32]>, Vec<f32>) =
        met.map(|(candidate, row)| (*row, one(candidate.open))).unzip();
    let (holders, takes): (Vec<&[f32]>, Vec<f32>) = all
        .chunk_by(|(a, _), (b, _)| a.proposal.peer.is_beside(&b.proposal.peer))
        .map(|unit| (holder_row(unit[0]), one(unit.iter().any(|(candidate, _)| candidate.right))))
        .unzip();
    let questions = [
        (&holders, &takes, &HOLDER),
        (&rows, &worth, &STANCE),
        (&sided, &favour, &SIDE),
        (&met, &open, &OPEN),
    ];
    questions.map(|(rows, right, options)| Forest::fit(rows, right, options))
}

/// The values of a row that tell of the holder alone.
fn holder_row<'a>((candidate, row): (&Candidate, &'a [f32])) -> &'a [f32] {
    &row[..candidate.proposal.of_holder]
}

/// Prints how well the trees do on articles that they have not seen, of which the `first` are
/// counted: all rows, and explicit ones.
#[expect(clippy::print_stderr, reason = "the figures are for whoever trains")]
fn check(documents: &[Document], rows: &[Vec<Vec<f32>>], first: usize) {
    let tallies = side_by_side(PARTS, |part| {
        let mut tally = Tally::default();
        let others = documents.iter().zip(rows).filter(|(document, _)| document.part != part);
        let forests = forests(others);
        let counted = documents.iter().zip(rows).take(first);
        for (document, rows) in counted.filter(|(document, _)| document.part == part) {
            let stances = settle(document, &verdicts(document, rows, &forests));
            let facts =
                Analysis { actors: document.actors.clone(), stances, ..Analysis::default() };
            tally.merge(&Comparison::of(&document.text, &document.gold, &facts).tally());
        }
        tally
    });
    let mut tally = Tally::default();
    for own in &tallies {
        tally.merge(own);
    }
    for rows in [tally.both, tally.explicit] {
        let [precision, recall] =
            [rows.predicted, rows.gold].map(|all| 100.0 * boost::ratio(rows.right, all));
        eprintln!(
            "given {} P {precision:.1} R {recall:.1} F1 {:.1} position {:.1} pairs {:.1} open {}/{}/{}",
            rows.predicted,
            2.0 * precision * recall / (precision + recall),
            100.0 * boost::ratio(rows.right, rows.met),
            100.0 * boost::ratio(rows.pairs_found, rows.pairs),
            rows.open.right,
            rows.open.predicted,
            rows.open.gold,
        );
    }
}

/// What the trees say of each candidate; nothing of holders who are not worth it.
fn verdicts(
    document: &Document,
    rows: &[Vec<f32>],
    [holder, stance, side, open]: &[Forest; 4],
) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for unit in document.candidates.chunk_by(|a, b| a.proposal.peer.is_beside(&b.proposal.peer)) {
        let rows = &rows[verdicts.len()..][..unit.len()];
        let sure = holder.probability(holder_row((&unit[0], &rows[0])));
        let read = sure >= WORTH_READING || unit.iter().any(|own| own.proposal.rule.is_some());
        verdicts.extend(rows.iter().map(|row| Verdict {
            stance: if read { stance.probability(row) } else { 0.0 },
            favour: side.probability(row),
            open: open.probability(row),
        }));
    }
    verdicts
}

fn settle(document: &Document, verdicts: &[Verdict]) -> Vec<Stance> {
    let mut stances = Vec::new();
    let mut start = 0;
    for unit in document.candidates.chunk_by(|a, b| a.proposal.peer.is_beside(&b.proposal.peer)) {
        let judged: Vec<Judged> = unit
            .iter()
            .zip(&verdicts[start..])
            .map(|(candidate, verdict)| Judged {
                target: candidate.proposal.stance.target,
                rule: candidate.proposal.rule.as_ref(),
                verdict: *verdict,
            })
            .collect();
        start += unit.len();
        for Chosen { place, position, confidence, tier } in choose(&judged) {
            let stance = unit[place].proposal.stance.clone();
            stances.push(Stance { position, tier, confidence, ..stance });
        }
    }
    stances
}

/// The lines of the words: names, a first one that is that of the line before left out, and four
/// weights in thousandths.
fn words(weights: &Weights, stance: &[f32], side: &[f32]) -> String {
    let mut lines = std::collections::BTreeMap::<&Name, [f32; 4]>::new();
    let columns = [
        (&weights.numbers, stance),
        (&weights.numbers, side),
        (&weights.tone_numbers, &*weights.tone),
        (&weights.tone_numbers, &*weights.judged),
    ];
    for (column, (numbers, weights)) in columns.into_iter().enumerate() {
        for (name, weight) in numbers.names.iter().zip(weights) {
            lines.entry(name).or_default()[column] = weight * 1000.0;
        }
    }
    let (mut out, mut before) = (String::new(), "");
    for (name, weighed) in lines.iter().filter(|(_, w)| w.iter().any(|weight| *weight != 0.0)) {
        let [kind, second, third] = name.each_ref().map(String::as_str);
        let first = if kind == before { "" } else { kind };
        before = kind;
        let [a, b, c, d] = weighed.map(f32::round);
        let _ = writeln!(out, "{first}\t{second}\t{third}\t{a}\t{b}\t{c}\t{d}");
    }
    out
}
