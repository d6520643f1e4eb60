//! The words that the model's weights know: of the holder's words, and around the target.
//!
//! Names never come through: a word that is written with a capital is only "a name", and a word
//! that tells man from woman only "somebody".

use std::ops::Range;

use super::{
    candidate::{Candidate, Unit},
    ground::{Ground, is_function},
};
use crate::{
    analysis::{stance::scene::Scene, token::Shape},
    fact::QuotationKind,
    lexicon::{Class, Mark, weight::Feature},
};

/// What a word is told to.
pub type See<'s, 'a> = &'s mut dyn FnMut(Feature<'a>);

/// Tells the words of a unit: what is said in it, how, and what the holder does.
pub fn of_unit<'a>(ground: &Ground<'a>, unit: &Unit, see: See<'_, 'a>) {
    let scene = ground.scene;
    let quotation = unit.speech.and_then(|speech| scene.quotations.get(speech));
    let speaks = match quotation.map(|quotation| quotation.kind) {
        Some(QuotationKind::Direct | QuotationKind::Mixed) => "direct",
        Some(QuotationKind::Indirect) => "reported",
        None => "narrated",
    };
    for i in unit.scope.clone().filter(|&i| is_lower(scene, i)) {
        if !scene.is(i, Class::Determiner) {
            see(["says", shown(scene, i), speaks]);
            if let Some(stem) = stem(scene, i) {
                see(["stem", stem, ""]);
            }
        }
        if quotation.is_some() {
            see(["pair", shown(scene, i), shown(scene, i + 1)]);
        }
    }
    for cue in quotation.iter().flat_map(|quotation| &quotation.cue) {
        for i in scene.reading.tokens_in(*cue) {
            see(["cue", shown(scene, i), speaks]);
        }
    }
    if let Some(verb) = unit.verb {
        see(["does", shown(scene, verb), ""]);
        see(["does", shown(scene, verb), shown(scene, verb + 1)]);
    }
    if let Some(mention) = unit.mention {
        see(["before holder", shown(scene, mention.wrapping_sub(1)), ""]);
    }
}

/// Tells the words in a target and around it.
pub fn of_target<'a>(ground: &Ground<'a>, unit: &Unit, candidate: &Candidate, see: See<'_, 'a>) {
    let (scene, phrase) = (ground.scene, &candidate.phrase);
    let speaks = if unit.speech.is_some() { "speaks" } else { "" };
    let [two, one] = [2, 1].map(|back| shown(scene, phrase.start.wrapping_sub(back)));
    let [next, second] = [0, 1].map(|on| shown(scene, phrase.end + on));
    see(["before", one, speaks]);
    see(["before two", two, one]);
    see(["two before", two, ""]);
    see(["after", next, speaks]);
    see(["after two", next, second]);
    see(["first", shown(scene, phrase.start), speaks]);
    for i in phrase.clone().filter(|&i| is_lower(scene, i) && !is_function(scene, i)) {
        see(["in", shown(scene, i), ""]);
        if let Some(stem) = stem(scene, i) {
            see(["in stem", stem, ""]);
        }
    }
    if let Some(verb) = governor(ground, unit.scope.start, phrase) {
        of_governor(ground, verb, phrase.start, see);
    }
    let after = phrase.end..unit.scope.end.min(phrase.end + 6);
    if let Some(i) = after.clone().find(|&i| ground.is_verb(i)) {
        see(["then", shown(scene, i), ""]);
    }
    if let Some(i) = after.clone().find(|&i| ground.sound(i) != 0.0) {
        see(["judged", shown(scene, i), if scene.is_be(phrase.end) { "is" } else { "" }]);
    }
}

fn of_governor<'a>(ground: &Ground<'a>, verb: usize, start: usize, see: See<'_, 'a>) {
    let scene = ground.scene;
    let not = denial(ground, verb);
    see(["governor", shown(scene, verb), ""]);
    see(["governor", shown(scene, verb), not]);
    if let Some(stem) = stem(scene, verb) {
        see(["governor stem", stem, not]);
    }
    if verb + 1 < start {
        see(["governor", shown(scene, verb), shown(scene, start.wrapping_sub(1))]);
    }
}

/// Tells the words that may have a tone.
pub fn of_tone<'a>(ground: &Ground<'a>, tokens: Range<usize>, see: See<'_, 'a>) {
    for i in tokens.filter(|&i| is_lower(ground.scene, i)) {
        see(["tone", shown(ground.scene, i), denial(ground, i)]);
    }
}

/// Tells the words near a target that may have a tone.
pub fn of_tone_near<'a>(
    ground: &Ground<'a>,
    scope: &Range<usize>,
    target: &Range<usize>,
    see: See<'_, 'a>,
) {
    let near = scope.start.max(target.start.saturating_sub(6))..scope.end.min(target.end + 6);
    for i in near.filter(|&i| is_lower(ground.scene, i)) {
        see(["tone near", shown(ground.scene, i), denial(ground, i)]);
    }
}

/// The nearest verb before a phrase, no further left than `lo`.
pub fn governor(ground: &Ground, lo: usize, phrase: &Range<usize>) -> Option<usize> {
    let near = lo.max(phrase.start.saturating_sub(8))..phrase.start;
    near.rev().find(|&i| ground.is_verb(i))
}

fn denial(ground: &Ground, i: usize) -> &'static str {
    let denied = (i.saturating_sub(3)..i).any(|j| ground.is_negation(j));
    if denied { "not" } else { "" }
}

fn is_lower(scene: &Scene, i: usize) -> bool {
    scene.token(i).is_some_and(|token| token.shape == Shape::Lower)
}

/// How a feature shows a token: a word by its lemma, what is not for the model by its kind.
fn shown<'a>(scene: &Scene<'a>, i: usize) -> &'a str {
    let Some(token) = scene.token(i) else { return "<end>" };
    match token.shape {
        Shape::Mark => scene.word(i),
        Shape::Number => "<number>",
        Shape::Capital | Shape::Upper => "<name>",
        Shape::Lower if is_gendered(scene, i) => "<somebody>",
        Shape::Lower => {
            let lemma = scene.reading.lexicon.lemma(token.word.lemma());
            let plain = lemma.is_empty() || lemma.starts_with(char::is_uppercase);
            if plain { scene.word(i) } else { lemma }
        }
    }
}

fn is_gendered(scene: &Scene, i: usize) -> bool {
    let word = scene.token(i).map(|token| token.word).unwrap_or_default();
    word.has_mark(Mark::Male) || word.has_mark(Mark::Female)
}

/// How the word begins, if it is long enough to have an ending.
fn stem<'a>(scene: &Scene<'a>, i: usize) -> Option<&'a str> {
    let word = scene.word(i);
    word.get(..5).filter(|_| word.len() > 5 && !is_gendered(scene, i))
}
