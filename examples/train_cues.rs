//! Trains the weights that say how likely a candidate is a quotation.
//!
//! `cargo run --release --example train_cues < GOLD.jsonl > assets/models/cues/weights.tsv`
//!
//! Gold is one JSON object a line with `text` and `quotes`, each with `content` and `cue` as
//! `[start, end)` pairs of code points, as PolNeAR has them after conversion. A candidate is right
//! when its cue meets a gold cue and their contents share at least half of their letters and
//! digits. The model is a logistic regression, fitted by `AdaGrad` in a fixed order, with an L2
//! penalty: the same input gives the same weights.

use std::{
    collections::{BTreeMap, HashMap},
    io::{BufRead, Write},
};

use sayso::{
    analysis::{Reading, attribution},
    lexicon::Lexicon,
    source::{self, Format, error::Error},
    text::Span,
};
use serde::Deserialize;

const EPOCHS: usize = 30;
const RATE: f32 = 0.1;
/// What each step takes off a weight, so that a feature seen seldom stays near 0.
const PENALTY: f32 = 0.01;
/// A feature seen fewer times says too little.
const SELDOM: usize = 3;

#[derive(Deserialize)]
struct Document {
    text: String,
    quotes: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    content: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
}

/// A candidate: its features by number, and whether it is right.
struct Example {
    features: Vec<usize>,
    right: bool,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let lexicon = Lexicon::english();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut examples = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let document: Document = serde_json::from_str(&line?)?;
        examples.extend(read(&document, &lexicon, &mut numbers)?);
    }
    let weights = fit(&examples, numbers.len());
    let counts =
        examples.iter().flat_map(|e| &e.features).fold(vec![0; numbers.len()], |mut n, &f| {
            n[f] += 1;
            n
        });
    let sorted: BTreeMap<_, _> = numbers.into_iter().collect();
    let mut out = std::io::stdout().lock();
    for (name, number) in sorted {
        if counts[number] >= SELDOM && weights[number].abs() > 0.005 {
            writeln!(out, "{name}\t{:.3}", weights[number])?;
        }
    }
    Ok(())
}

fn read(
    document: &Document,
    lexicon: &Lexicon,
    numbers: &mut HashMap<String, usize>,
) -> Result<Vec<Example>, Error> {
    let article = source::read(document.text.as_bytes(), Format::Text, "gold")?.article;
    let bytes: Vec<usize> =
        document.text.char_indices().map(|(at, _)| at).chain([document.text.len()]).collect();
    let spans = |pairs: &[[usize; 2]]| -> Vec<Span> {
        pairs.iter().map(|pair| Span::new(bytes[pair[0]], bytes[pair[1]])).collect()
    };
    let gold: Vec<_> =
        document.quotes.iter().map(|quote| (spans(&quote.cue), spans(&quote.content))).collect();
    let reading = Reading::new(&article, lexicon);
    let examples = attribution::proposals(&reading)
        .into_iter()
        .map(|(found, names)| {
            let right = gold.iter().any(|(cue, content)| {
                cue.iter().any(|a| found.cue.iter().any(|b| a.meets(*b)))
                    && likeness(&article.text, content, &found.content) >= 0.5
            });
            let mut number = |name| {
                let next = numbers.len();
                *numbers.entry(name).or_insert(next)
            };
            Example { features: names.into_iter().map(&mut number).collect(), right }
        })
        .collect();
    Ok(examples)
}

/// The share of letters and digits that two contents have in common (Jaccard).
fn likeness(text: &str, a: &[Span], b: &[Span]) -> f64 {
    let letters = |spans: &[Span]| {
        let mut letters: Vec<usize> = spans
            .iter()
            .flat_map(|span| {
                span.of(text)
                    .char_indices()
                    .filter(|(_, c)| c.is_alphanumeric())
                    .map(|(i, _)| span.start + i)
            })
            .collect();
        letters.sort_unstable();
        letters.dedup();
        letters
    };
    let (a, b) = (letters(a), letters(b));
    let shared = a.iter().filter(|at| b.binary_search(at).is_ok()).count();
    ratio(shared, a.len() + b.len() - shared)
}

fn ratio(part: usize, whole: usize) -> f64 {
    let size = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    size(part) / size(whole.max(1))
}

fn fit(examples: &[Example], size: usize) -> Vec<f32> {
    let mut weights = vec![0.0_f32; size];
    let mut squares = vec![1e-6_f32; size];
    for _ in 0..EPOCHS {
        for example in examples {
            let sum: f32 = example.features.iter().map(|&f| weights[f]).sum();
            let slope = 1.0 / (1.0 + (-sum).exp()) - f32::from(u8::from(example.right));
            for &f in &example.features {
                let step = slope + PENALTY * weights[f];
                squares[f] += step * step;
                weights[f] -= RATE * step / squares[f].sqrt();
            }
        }
    }
    weights
}
