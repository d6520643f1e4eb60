//! Which contents, cues and sources belong together: each content points to its cue and its source,
//! and each cue to its source.

use rten_tensor::prelude::*;

use super::{
    model::Scores,
    piece::{has_letters, is_inside},
    tag::{Stretch, Tags},
    window::Window,
};
use crate::{
    analysis::Reading,
    fact::{NETWORK, Quotation, QuotationKind},
    text::Span,
};

/// How wide a query or a key is.
const REACH: usize = 64;
/// The first piece of a window stands for "none".
const NONE: usize = 0;

/// The kinds of stretches, in the order of their tags.
const CONTENT: usize = 0;
const SOURCE: usize = 1;
const CUE: usize = 2;

/// The kinds of pointers, in the order of their places in queries and keys.
#[derive(Clone, Copy)]
enum Pointer {
    ContentCue,
    ContentSource,
    CueSource,
}

/// A content with its cue and its source, by number, and the logarithm of how probable they are.
struct Linked {
    cue: Option<usize>,
    source: Option<usize>,
    sureness: f32,
}

/// The quotations of a window, sorted by the start of their content.
pub fn quotations(
    window: &Window,
    scores: &Scores,
    tags: &Tags,
    reading: &Reading,
) -> Vec<Quotation> {
    let [contents, sources, cues] = [CONTENT, SOURCE, CUE].map(|kind| tags.stretches(kind));
    let links = Links { window, scores, sources: &sources, cues: &cues };
    let spans = |stretches: &[Stretch]| {
        let whole = |at: &Stretch| window.words[at.start].to(window.words[at.end - 1]);
        let spans = stretches.iter().map(|stretch| tidied(whole(stretch), reading));
        // Of marks alone nothing is left.
        spans.filter(|span| !span.is_empty()).collect::<Vec<_>>()
    };
    let quotation = |(linked, pieces): (Linked, Vec<Stretch>)| {
        let source = linked.source.map(|source| sources[source]);
        let cue = linked.cue.map(|cue| cues[cue]);
        let of = |kind, stretch: Option<Stretch>| stretch.map_or(0.0, |at| tags.sureness(kind, at));
        let content = tags.sureness(CONTENT, pieces[0]) + tags.end_sureness(CONTENT, pieces[0]);
        let together = content + of(SOURCE, source) + of(CUE, cue) + linked.sureness;
        Quotation {
            kind: kind(window, &pieces),
            content: spans(&pieces),
            source: spans(source.as_slice()),
            cue: spans(cue.as_slice()),
            carried: None,
            actor: None,
            rule: NETWORK,
            confidence: confidence(together, &linked),
        }
    };
    let found = gathered(&contents, &links).into_iter().map(quotation);
    found.filter(|quotation| !quotation.content.is_empty()).collect()
}

/// The contents with their links; pieces that share a cue are one quotation.
fn gathered(contents: &[Stretch], links: &Links) -> Vec<(Linked, Vec<Stretch>)> {
    let onward = links.onward();
    let mut found: Vec<(Linked, Vec<Stretch>)> = Vec::new();
    for &content in contents {
        let linked = links.of(content, &onward);
        let same = |earlier: &Linked| earlier.cue.is_some() && earlier.cue == linked.cue;
        match found.iter_mut().find(|(earlier, _)| same(earlier)) {
            Some((_, pieces)) => pieces.push(content),
            None => found.push((linked, vec![content])),
        }
    }
    found
}

/// How much of the content stands between marks.
fn kind(window: &Window, pieces: &[Stretch]) -> QuotationKind {
    let features = || {
        let words = pieces.iter().flat_map(|piece| piece.start..piece.end);
        words
            .map(|word| window.features[window.heads[word]])
            .filter(|&feature| has_letters(feature))
    };
    match (features().any(is_inside), features().all(is_inside)) {
        (true, true) => QuotationKind::Direct,
        (true, false) => QuotationKind::Mixed,
        (false, _) => QuotationKind::Indirect,
    }
}

/// The span without marks at its ends, but with whole tokens there: "U.S." keeps its period.
fn tidied(span: Span, reading: &Reading) -> Span {
    let words = span.of(&reading.article.text);
    let bare = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = span.start + words.len() - bare.len();
    let span =
        Span::new(start, start + bare.trim_end_matches(|c: char| !c.is_alphanumeric()).len());
    if span.is_empty() {
        return span;
    }
    let whole = &reading.tokens[reading.tokens_in(span)];
    whole.iter().fold(span, |span, token| span.to(token.span))
}

/// The share of quotations looking as sure as this one that are right, content and source.
///
/// The probability that the network gives to all its parts together is nearly that; the weights are
/// fitted on annotated news that it was not trained on.
fn confidence(sureness: f32, linked: &Linked) -> f32 {
    let below_one = sureness.min(-1e-4);
    let odds = (below_one - (-below_one.exp_m1()).ln()).clamp(-SUREST, SUREST);
    let without = |there: bool| if there { 0.0 } else { 1.0 };
    let sum = 0.232 + 0.673 * odds
        - 0.146 * without(linked.cue.is_some())
        - 1.752 * without(linked.source.is_some());
    1.0 / (1.0 + (-sum).exp())
}

/// The logarithm of odds beyond which the network's word is not taken more seriously.
const SUREST: f32 = 6.0;

struct Links<'a> {
    window: &'a Window,
    scores: &'a Scores,
    sources: &'a [Stretch],
    cues: &'a [Stretch],
}

impl Links<'_> {
    /// For each cue how probable each source is, none last; and one row for a content without cue,
    /// of which nothing is known.
    fn onward(&self) -> Vec<Vec<f32>> {
        let cues = self.cues.iter().map(|cue| {
            self.row(Pointer::CueSource, Stretch { end: cue.start + 1, ..*cue }, self.sources)
        });
        let choices = self.sources.len() + 1;
        #[expect(clippy::cast_precision_loss, reason = "a window has few sources")]
        let unknown = -(choices as f32).ln();
        cues.chain([vec![unknown; choices]]).collect()
    }

    /// The most probable cue and source of a content, taken together.
    fn of(&self, content: Stretch, onward: &[Vec<f32>]) -> Linked {
        let to_cue = self.row(Pointer::ContentCue, content, self.cues);
        let to_source = self.row(Pointer::ContentSource, content, self.sources);
        let mut best = (0, 0, f32::NEG_INFINITY);
        let mut all = 0.0;
        for (cue, (a, row)) in to_cue.iter().zip(onward).enumerate() {
            for (source, (b, c)) in to_source.iter().zip(row).enumerate() {
                let sum = a + b + c;
                all += sum.exp();
                if sum > best.2 {
                    best = (cue, source, sum);
                }
            }
        }
        Linked {
            cue: Some(best.0).filter(|&cue| cue < self.cues.len()),
            source: Some(best.1).filter(|&source| source < self.sources.len()),
            sureness: best.2 - all.ln(),
        }
    }

    /// The logarithms of how probably `from` points to each of the stretches, to none last.
    fn row(&self, pointer: Pointer, from: Stretch, to: &[Stretch]) -> Vec<f32> {
        let heads = &self.window.heads;
        let places: Vec<_> = to.iter().map(|stretch| heads[stretch.start]).chain([NONE]).collect();
        let words = &heads[from.start..from.end];
        pointing(self.scores, pointer, words, &places)
    }
}

/// The logarithms of how probably the words, by their first pieces, point to each of the places:
/// the first word alone, and all of them together, count alike.
fn pointing(scores: &Scores, pointer: Pointer, words: &[usize], to: &[usize]) -> Vec<f32> {
    let offset = REACH * pointer as usize;
    let columns = offset..offset + REACH;
    let one = |word: usize| {
        let query = scores.queries.slice((word, columns.clone()));
        let product = |place: &usize| {
            let key = scores.keys.slice((*place, columns.clone()));
            query.iter().zip(key.iter()).map(|(a, b)| a * b).sum::<f32>()
        };
        let products: Vec<f32> = to.iter().map(product).collect();
        let most = products.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let sum: f32 = products.iter().map(|product| (product - most).exp()).sum();
        products.into_iter().map(move |product| product - most - sum.ln())
    };
    let mut total = vec![0.0; to.len()];
    #[expect(clippy::cast_precision_loss, reason = "a window has few words")]
    let share = 0.5 / words.len() as f32;
    for (i, word) in words.iter().enumerate() {
        let weight = if i == 0 { 0.5 + share } else { share };
        for (total, logarithm) in total.iter_mut().zip(one(*word)) {
            *total += weight * logarithm;
        }
    }
    total
}
