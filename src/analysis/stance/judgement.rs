//! Words that judge: "reckless", "a disaster", "the right thing".

use std::ops::Range;

use super::scene::Scene;
use crate::{
    fact::Position,
    lexicon::{Class, stance::Kind},
};

/// The judgement that begins at the token, a noun's articles and adjectives passed over by the
/// caller: its position and its tokens.
#[must_use]
pub fn at(scene: &Scene, i: usize, hi: usize) -> Option<(Position, Range<usize>)> {
    for cue in scene.cues(i).iter().filter(|cue| cue.kind == Kind::Judgement) {
        let end = i + 1 + cue.rest.len();
        let whole = cue.rest.iter().zip(i + 1..).all(|(word, j)| scene.is_word(j, word));
        if end > hi || !whole || cue.is_noun && !has_article(scene, i) {
            continue;
        }
        // "dangerous" judges alone or as an adjective; "a dangerous man" judges the man.
        let denied = denied(scene, i);
        let frame = scene.frames(cue).first()?;
        let position = if denied { frame.negated } else { frame.position }?;
        return Some((position, i..end));
    }
    None
}

/// Whether the judgement closes its phrase: "is reckless", not "is a reckless man's …".
#[must_use]
pub fn closes(scene: &Scene, end: usize, hi: usize) -> bool {
    end >= hi
        || scene.is_mark(end)
        || scene.is(end, Class::Preposition)
        || scene.is(end, Class::Conjunction)
        || scene.is(end, Class::Pronoun)
        || scene.is(end, Class::Determiner)
        || scene.is_adverb(end)
        || scene.is_word(end, "to")
        || scene.is_auxiliary(end)
}

/// Whether the token belongs to words that stress a judgement: "by far", "far and away".
#[must_use]
pub fn is_stress(scene: &Scene, i: usize) -> bool {
    let far = |j: usize| scene.is_word(j, "far");
    far(i)
        || scene.is_word(i, "by") && far(i + 1)
        || scene.is_any(i, &["and", "away"]) && (i.saturating_sub(2)..i).any(far)
}

fn has_article(scene: &Scene, i: usize) -> bool {
    (i.saturating_sub(4)..i)
        .rev()
        .take_while(|&j| !scene.is_mark(j) || scene.is_quote(j))
        .any(|j| scene.is(j, Class::Determiner))
}

/// Whether a negation stands right before the judgement: "not fair", "no hero".
fn denied(scene: &Scene, i: usize) -> bool {
    (i.saturating_sub(4)..i)
        .rev()
        .take_while(|&j| {
            scene.is_adverb(j)
                || scene.is(j, Class::Determiner)
                || super::clause::is_negation(scene, j)
        })
        .any(|j| {
            super::clause::is_negation(scene, j) && !scene.is_word(j + 1, "only")
                || scene.is_word(j, "no")
        })
}
