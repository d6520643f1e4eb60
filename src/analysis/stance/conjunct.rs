//! What a cue says of several things at once: "a second bridge, a tram or closing the harbour".

use std::ops::Range;

use super::{
    clause::{self, is_gerund},
    frame,
    scene::Scene,
    target,
};
use crate::lexicon::{Class, VerbForm, helper::Helper, stance::Slot};

/// The most that are read after the first.
const MOST: usize = 6;
/// The most tokens of things that are one target together: "women, workers and students".
const TOGETHER: usize = 12;

/// The target that fills `slot` of a frame with those that are joined to it: one, if they are
/// named in a few words, else each by itself, the first first.
#[must_use]
pub fn all(scene: &Scene, slot: Slot, first: &Range<usize>, hi: usize) -> Vec<Range<usize>> {
    let mut found = others(scene, slot, first, hi);
    let things = matches!(slot, Slot::Any | Slot::What | Slot::Who);
    let actor = |range: &Range<usize>| frame::head_actor(scene, range).is_some();
    let last = found.last().map(|last| last.end).filter(|end| end - first.start <= TOGETHER);
    if let Some(end) = last.filter(|_| things && !actor(first) && !found.iter().any(actor)) {
        return vec![first.start..end];
    }
    // A bare word says too little by itself unless it is a name.
    found.retain(|range| range.len() > 1 || scene.is_capital(range.start));
    found.insert(0, first.clone());
    found
}

/// The other targets that are joined to the first, which fills `slot` of a frame.
#[must_use]
pub fn others(scene: &Scene, slot: Slot, first: &Range<usize>, hi: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // What stands between commas is one of a list only if the list ends with "and" or "or".
    let mut listed = Vec::new();
    let mut end = first.end;
    for _ in 0..MOST {
        let Some((start, joined)) = link(scene, end, hi) else { break };
        let next = match slot {
            Slot::Do | Slot::WhoDo => deed(scene, start, hi),
            Slot::Doing => Some(start)
                .filter(|&verb| is_gerund(scene, verb))
                .and_then(|verb| target::verb_phrase(scene, verb, hi)),
            Slot::Any | Slot::What | Slot::Who => thing(scene, first, start, hi),
            Slot::Judged | Slot::Clause | Slot::Moved => None,
        };
        let Some(next) = next else { break };
        end = next.end;
        listed.push(next);
        if joined {
            found.append(&mut listed);
        }
    }
    found
}

/// The token after the comma or the "and" that follows `end`, and whether it is more than a
/// comma.
fn link(scene: &Scene, end: usize, hi: usize) -> Option<(usize, bool)> {
    let mut i = end + usize::from(scene.is_quote(end));
    let comma = scene.is_word(i, ",");
    i += usize::from(comma);
    i += usize::from(comma && scene.is_quote(i));
    let joined = if scene.is_any(i, &["and", "or"]) {
        i += 1;
        true
    } else if scene.is_word(i, "as") && scene.is_word(i + 1, "well") && scene.is_word(i + 2, "as") {
        i += 3;
        true
    } else {
        false
    };
    while i < hi && (scene.is_any(i, &["also", "even", "then"]) || scene.is_quote(i)) {
        i += 1;
    }
    (i < hi && (comma || joined)).then_some((i, joined))
}

/// "raise the tax", "to raise it"
fn deed(scene: &Scene, start: usize, hi: usize) -> Option<Range<usize>> {
    let verb = if scene.is_word(start, "to") { start + 1 } else { start };
    let listed = scene.token(verb)?.has_form(VerbForm::Base)
        || scene.cues(verb).iter().any(|cue| cue.has_form(VerbForm::Base));
    let followed = scene.is(verb + 1, Class::Determiner) || scene.is_possessive(verb + 1);
    let spelt = !scene.is_finite(verb) && followed && !scene.is(verb, Class::Preposition);
    let base = listed || spelt && !is_gerund(scene, verb);
    let finite = scene.is_auxiliary(verb) || scene.is_capital(verb);
    if finite || !base {
        return None;
    }
    target::verb_phrase(scene, verb, hi)
}

/// A noun phrase, or after a verb in -ing another, that is no subject of a clause of its own.
fn thing(scene: &Scene, first: &Range<usize>, start: usize, hi: usize) -> Option<Range<usize>> {
    let pronoun = scene.helps(start, Helper::Subject)
        || scene.is(start, Class::Pronoun) && !scene.is_possessive(start);
    let verb = scene.is_finite(start) && !scene.is(start, Class::Determiner);
    if pronoun
        || verb
        || is_told(scene, start)
        || scene.is_adverb(start)
        || scene.helps(start, Helper::Link)
    {
        return None;
    }
    let next = if is_gerund(scene, start) {
        let alike = is_gerund(scene, first.start);
        target::verb_phrase(scene, start, hi).filter(|_| alike)?
    } else {
        target::noun_phrase(scene, start, hi)?
    };
    let mut after = next.end;
    while after < hi && (scene.is_adverb(after) || clause::is_negation(scene, after)) {
        after += 1;
    }
    let subject = after < hi && clause::is_main_verb(scene, next.start, after);
    let passive = scene.is_word(next.end, "to") && scene.is_be(next.end + 1);
    (!subject && !passive).then_some(next)
}

/// Whether the token is a past form that is followed as a verb is: "and revelled in", not "and
/// assorted ferries".
fn is_told(scene: &Scene, i: usize) -> bool {
    let next = i + 1;
    target::is_past_form(scene, i)
        && (scene.is_mark(next)
            || scene.is_adverb(next)
            || scene.is_possessive(next)
            || scene.is(next, Class::Preposition)
            || scene.is(next, Class::Determiner))
}
