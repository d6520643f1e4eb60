//! The weights of words.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use crate::{
    document::{Document, Toned},
    linear::{self, Name, Numbers, Seen},
};

/// In how many articles a word must be seen, and in how many sentences with a tone.
const SELDOM: usize = 12;
const SELDOM_TONED: usize = 8;

const STANCE_WORDS: linear::Options = linear::Options { epochs: 3, rate: 0.05, penalty: 0.003 };
const SIDE_WORDS: linear::Options = linear::Options { epochs: 6, rate: 0.05, penalty: 0.01 };

/// The weights of the four questions.
pub struct Weights {
    pub numbers: Numbers,
    pub tone_numbers: Numbers,
    pub tone: Vec<f32>,
    pub judged: Vec<f32>,
    /// Words with a tone toward a target, by number, and whether it is a good one.
    pub lessons: Vec<(Vec<usize>, bool)>,
}

/// What words say of a tone, and which words of the articles have weights.
pub fn weigh_tones(toned: &[Toned], documents: &[Document], seen: &Seen) -> Weights {
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
pub fn fit_words(documents: &[&Document], weights: &Weights) -> [Vec<f32>; 2] {
    let size = weights.numbers.names.len();
    let all = || documents.iter().flat_map(|document| &document.candidates);
    let stances: Vec<_> = all().map(|own| (own.words.as_slice(), own.right)).collect();
    let lessons = weights.lessons.iter().map(|(words, favour)| (words.as_slice(), *favour));
    let sides = all().filter_map(|own| Some((own.words.as_slice(), own.favour?)));
    let sides: Vec<_> = sides.chain(lessons).collect();
    [linear::fit(&stances, size, &STANCE_WORDS), linear::fit(&sides, size, &SIDE_WORDS)]
}

/// The lines of the words: names, a first one that is that of the line before left out, and four
/// weights in thousandths.
pub fn words(weights: &Weights, stance: &[f32], side: &[f32]) -> String {
    let mut lines = BTreeMap::<&Name, [f32; 4]>::new();
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
