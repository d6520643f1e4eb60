//! What the model chooses from: in each sentence, who may hold a stance on what.

use std::ops::Range;

use super::phrase;
use crate::{
    analysis::stance::{clause, frame, scene::Scene, target},
    fact::{MentionForm, QuotationKind, Stance, Target, Tier},
};

/// Somebody who speaks in a sentence or is mentioned in it.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Who.
    pub actor: usize,
    /// The sentence.
    pub sentence: usize,
    /// The quotation of theirs that reaches into the sentence.
    pub speech: Option<usize>,
    /// The tokens that can tell where they stand.
    pub scope: Range<usize>,
    /// The first token of their mention that is likest to be a subject.
    pub mention: Option<usize>,
    /// The verb that follows the mention.
    pub verb: Option<usize>,
    /// Their place among those of the sentence.
    pub rank: usize,
}

impl Unit {
    /// An actor in a sentence, with no words yet.
    pub const fn of(actor: usize, sentence: usize) -> Self {
        Self { actor, sentence, speech: None, scope: 0..0, mention: None, verb: None, rank: 0 }
    }
}

/// Somebody and what they may have a stance on.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// What the stance is about.
    pub target: Target,
    /// The tokens of the sentence that say so.
    pub phrase: Range<usize>,
    /// The rule's stance, if a rule found it.
    pub rule: Option<Stance>,
    /// Its place among the targets of the unit.
    pub rank: usize,
}

/// The most tokens of a sentence that are read.
const REACH: usize = 160;
/// The most units of a sentence.
const UNITS: usize = 8;

/// The units of a sentence, each with its candidates; `here` are the rules' stances in it.
pub fn find(scene: &Scene, sentence: usize, here: &[Stance]) -> Vec<(Unit, Vec<Candidate>)> {
    let all = &scene.reading.sentences[sentence].tokens;
    let tokens = all.start..all.end.min(all.start + REACH);
    let mut units = units_of(scene, sentence, &tokens);
    for unit in &mut units {
        unit.verb = unit.mention.and_then(|i| verb_after(scene, i, all.end));
    }
    for stance in here {
        let known = units.iter().any(|unit| unit.actor == stance.actor);
        if !known && let Some(unit) = unit_of(&mut units, stance.actor, sentence) {
            unit.scope = tokens.clone();
        }
    }
    let aims: Vec<_> = phrase::all(scene, &tokens)
        .into_iter()
        .filter_map(|phrase| Some((target_of(scene, &phrase)?, phrase)))
        .collect();
    let candidates = |unit: &Unit| {
        let own = here.iter().filter(|stance| stance.actor == unit.actor);
        let ruled = own.map(|stance| by_rule(scene, &tokens, stance));
        let read = aims.iter().filter(|(target, phrase)| {
            fits(unit, target, phrase) && !is_told(scene, unit, target, here)
        });
        let read = read.map(|(target, phrase)| Candidate {
            target: *target,
            phrase: phrase.clone(),
            rule: None,
            rank: 0,
        });
        let mut found: Vec<Candidate> = ruled.chain(read).collect();
        found.iter_mut().enumerate().for_each(|(rank, candidate)| candidate.rank = rank);
        found
    };
    units
        .into_iter()
        .map(|unit| {
            let own = candidates(&unit);
            (unit, own)
        })
        .collect()
}

/// What a rule found.
fn by_rule(scene: &Scene, tokens: &Range<usize>, stance: &Stance) -> Candidate {
    let inside = scene.reading.tokens_in(stance.target.span);
    let near = tokens.start <= inside.start && inside.end <= tokens.end;
    let cue = || stance.cues.first().map(|cue| scene.reading.tokens_in(*cue));
    let phrase = if near { Some(inside) } else { cue() };
    let phrase = phrase.unwrap_or(tokens.start..tokens.start + 1);
    Candidate { target: stance.target, phrase, rule: Some(stance.clone()), rank: 0 }
}

/// Whether a rule says what there is to say of the target: in so many words, that the same holder
/// stands on it or on a part of it; or, where they retell, that it takes a stance of its own.
fn is_told(scene: &Scene, unit: &Unit, target: &Target, here: &[Stance]) -> bool {
    let speech = unit.speech.and_then(|speech| scene.quotations.get(speech));
    let retells = speech.is_some_and(|speech| speech.kind == QuotationKind::Indirect);
    here.iter().any(|stance| {
        let plain = stance.tier == Tier::Explicit && stance.actor == unit.actor;
        let same = plain && stance.target.span.meets(target.span);
        same || retells && target.actor == Some(stance.actor)
    })
}

/// Whether the unit's words hold the phrase, which does not stand for the holder.
fn fits(unit: &Unit, target: &Target, phrase: &Range<usize>) -> bool {
    let inside = unit.scope.start <= phrase.start && phrase.end <= unit.scope.end;
    let own = target.actor == Some(unit.actor) || unit.mention.is_some_and(|i| phrase.contains(&i));
    inside && !own
}

fn units_of(scene: &Scene, sentence: usize, tokens: &Range<usize>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut last = None;
    for i in tokens.clone() {
        let speech = scene.quotation_at(i);
        let speaker = speech.and_then(|q| scene.quotations.get(q)?.actor);
        if let (Some(_), Some(actor)) = (speech, speaker)
            && let Some(unit) = unit_of(&mut units, actor, sentence)
        {
            unit.scope = if unit.speech.is_some() { unit.scope.start..i + 1 } else { i..i + 1 };
            unit.speech = unit.speech.or(speech);
        }
        let Some((actor, mention)) = scene.mention_at(i) else { continue };
        if last == Some(mention.span) {
            continue;
        }
        last = Some(mention.span);
        let Some(unit) = unit_of(&mut units, actor, sentence) else { continue };
        if unit.scope.is_empty() {
            unit.scope = scope_of(scene, tokens, i);
        }
        let subject = is_subject(scene, i, tokens.end);
        let better = unit.mention.is_none_or(|old| subject && !is_subject(scene, old, tokens.end));
        if better && speaker != Some(actor) {
            unit.mention = Some(i);
        }
    }
    units
}

/// The unit of the actor, a new one if there is room.
fn unit_of(units: &mut Vec<Unit>, actor: usize, sentence: usize) -> Option<&mut Unit> {
    let known = units.iter().position(|unit| unit.actor == actor);
    if known.is_none() && units.len() >= UNITS {
        return None;
    }
    let place = known.unwrap_or(units.len());
    if known.is_none() {
        let rank = units.len();
        units.push(Unit { rank, ..Unit::of(actor, sentence) });
    }
    units.get_mut(place)
}

/// The tokens around a mention that stand in the same quotation, or the whole sentence.
fn scope_of(scene: &Scene, tokens: &Range<usize>, i: usize) -> Range<usize> {
    let Some(own) = scene.quotation_at(i) else { return tokens.clone() };
    let inside = |j: &usize| scene.quotation_at(*j) == Some(own);
    let start = (tokens.start..i).rev().take_while(inside).last().unwrap_or(i);
    let end = (i..tokens.end).take_while(inside).last().map_or(i + 1, |end| end + 1);
    start..end
}

/// The token after the mention at `i`.
pub fn after_mention(scene: &Scene, i: usize, hi: usize) -> usize {
    let Some((_, mention)) = scene.mention_at(i) else { return i + 1 };
    (i + 1..hi)
        .find(|&j| scene.token(j).is_some_and(|token| token.span.start >= mention.span.end))
        .unwrap_or(hi)
}

/// The verb that follows the mention at `i`.
fn verb_after(scene: &Scene, i: usize, hi: usize) -> Option<usize> {
    let next = after_mention(scene, i, hi);
    let own = |i: &usize| {
        !scene.is_auxiliary(*i) && !scene.is_adverb(*i) && !clause::is_negation(scene, *i)
    };
    (next..hi.min(next + 6)).find(own).filter(|&i| !scene.is_mark(i))
}

/// Whether a verb may follow the mention at `i`.
pub fn is_subject(scene: &Scene, i: usize, hi: usize) -> bool {
    let mut next = after_mention(scene, i, hi);
    while next < hi && scene.is_adverb(next) {
        next += 1;
    }
    next < hi && (scene.is_finite(next) || scene.token(next).is_some_and(|t| t.word.is_verb()))
}

/// What the phrase stands for.
fn target_of(scene: &Scene, phrase: &Range<usize>) -> Option<Target> {
    let span = target::span(scene, phrase);
    let actor = frame::head_actor(scene, phrase);
    let pronoun = phrase.len() == 1
        && scene.mention_at(phrase.start).is_some_and(|(_, m)| m.form == MentionForm::Pronoun);
    if pronoun {
        let actor = scene.actor_at(phrase.start)?;
        let span = scene.name_before(actor, span.start)?;
        return Some(Target { span, actor: Some(actor) });
    }
    (!span.is_empty()).then_some(Target { span, actor })
}
