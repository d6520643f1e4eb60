//! Who does what an infinitive says, by the word that governs it.

use super::{Holder, Through};
use crate::{
    analysis::stance::{
        clause::{self, group},
        scene::Scene,
    },
    fact::Position,
    lexicon::{
        helper::Helper,
        stance::{Frame, Kind, Slot},
    },
};

/// Who does what an infinitive says, by the word that governs it: "refused to back", "his plan
/// to repeal", "ready to join", "urged the council to reject".
pub fn of_infinitive(scene: &Scene, lo: usize, to: usize, depth: usize) -> Option<Holder> {
    let mut i = to.checked_sub(1).filter(|&i| i >= lo)?;
    while i > lo && scene.is_adverb(i) {
        i -= 1;
    }
    let denied = (i + 1..to).any(|j| clause::is_negation(scene, j));
    let mut found = governed(scene, lo, i, depth)?;
    found.negated ^= denied;
    Some(found)
}

fn governed(scene: &Scene, lo: usize, i: usize, depth: usize) -> Option<Holder> {
    if scene.helps(i, Helper::Fails) {
        return None;
    }
    if scene.is_be(i) {
        return super::of_verb_within(scene, lo, &group(scene, lo, i), depth - 1);
    }
    if let Some(verb) = clause::verb_here(scene, lo, i) {
        let holder = super::of_verb_within(scene, lo, &verb, depth - 1)?;
        let frame = frame_of(scene, i, Kind::Verb, Slot::Do).filter(|f| f.literals.is_empty());
        return Some(pass(holder, frame, !verb.negations.is_empty(), i));
    }
    if let Some(frame) = frame_of(scene, i, Kind::Noun, Slot::Do) {
        return super::of_noun(scene, lo, i, depth - 1)
            .map(|holder| pass(holder, Some(frame), false, i));
    }
    if let Some(holder) = of_asker(scene, lo, i, depth) {
        return Some(holder);
    }
    let unlikely = scene.is_word(i, "unlikely")
        || scene.is_word(i, "likely") && scene.is_word(i.saturating_sub(1), "less");
    let copula = (lo..i).rev().take(3).find(|&j| scene.is_be(j))?;
    let verb = group(scene, lo, copula);
    let holder = super::of_verb_within(scene, lo, &verb, depth - 1)?;
    let frame = frame_of(scene, i, Kind::Adjective, Slot::Do);
    Some(pass(holder, frame, unlikely ^ !verb.negations.is_empty(), i))
}

/// "urged the council to reject", "called on the council to reject": who asks for the deed of
/// those who are named up to `i`.
fn of_asker(scene: &Scene, lo: usize, i: usize, depth: usize) -> Option<Holder> {
    // "pushes members": what looks like the first word of the phrase may be the verb.
    let near = (lo.max(i.saturating_sub(ASKED))..i).rev();
    let mut near = near.take_while(|&j| !scene.is_mark(j) || scene.is_possessive_mark(j));
    let (asks, frame, verb) = near.find_map(|j| {
        let frame = frame_of(scene, j, Kind::Verb, Slot::WhoDo)?;
        Some((j, frame, clause::verb_here(scene, lo, j)?))
    })?;
    let holder = super::of_verb_within(scene, lo, &verb, depth - 1)?;
    Some(pass(holder, Some(frame), !verb.negations.is_empty(), asks))
}

/// How far before the "to" the verb that asks stands at most, in tokens.
const ASKED: usize = 8;

/// What the governing frame makes of the stance under it.
pub fn pass(holder: Holder, frame: Option<&Frame>, negated: bool, governor: usize) -> Holder {
    let position = match frame {
        Some(frame) if negated => frame.negated,
        Some(frame) => frame.position,
        None if negated => Some(Position::Against),
        None => Some(Position::For),
    };
    let through = match (position, holder.through) {
        (Some(Position::For), same) => same,
        (Some(Position::Against), Through::Same) => Through::Turned,
        (Some(Position::Against), Through::Turned) => Through::Same,
        _ => Through::Opened,
    };
    Holder { through, governor: Some(governor), ..holder }
}

pub fn frame_of<'a>(scene: &Scene<'a>, i: usize, kind: Kind, slot: Slot) -> Option<&'a Frame> {
    let own = scene.cues(i).iter().filter(|cue| cue.kind == kind && cue.rest.is_empty());
    own.flat_map(|cue| scene.frames(cue)).find(|frame| frame.slot == slot)
}
