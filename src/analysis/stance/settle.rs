//! From what the rules found to stances: pronouns resolved, doubles dropped, evidence attached.

use std::ops::Range;

use super::{company, frame::head_actor, holder::Holder, read::Found, rule, scene::Scene, target};
use crate::{
    fact::{
        ActorKind, Confidence, Mention, MentionForm, Position, QuotationKind, Stance, Strength,
        Target, Tier, Voice,
    },
    lexicon::{Class, helper::Helper},
    text::Span,
};

/// The least confidence of what is shown by default.
const EXPLICIT: Confidence = 0.5;

/// The least confidence of what is told at all.
const UNLIKELY: Confidence = 0.1;

/// Whether a cue that is often about something else has but one bare word for its target.
fn says_little(scene: &Scene, found: &Found, target: Target) -> bool {
    found.rule == rule::WEAK
        && target.actor.is_none()
        && found.target.len() == 1
        && !scene.is(found.target.start, Class::Pronoun)
}

/// Adds what was found in a sentence to the stances before it; of those that say the same the
/// surest stays.
pub fn settle(scene: &Scene, found: Vec<Found>, stances: &mut Vec<Stance>) {
    for found in found {
        let Some(target) = resolve(scene, &found, stances) else { continue };
        if target.actor == Some(found.holder.actor) {
            continue;
        }
        let stance = stance(scene, &found, target);
        if stance.confidence < UNLIKELY || says_little(scene, &found, target) {
            continue;
        }
        let body = found.cues.first().and_then(|&cue| company::spokesman(scene, cue, stance.actor));
        if let Some(actor) = body {
            let own = Found { holder: Holder { actor, ..found.holder }, ..found.clone() };
            add(stances, self::stance(scene, &own, target));
        }
        add(stances, stance);
    }
}

fn add(stances: &mut Vec<Stance>, stance: Stance) {
    let near = stances.iter_mut().rev().take(NEAR).take_while(|s| s.evidence == stance.evidence);
    let same = |other: &&mut Stance| {
        other.actor == stance.actor
            && (other.target.span.meets(stance.target.span)
                || stance.target.actor.is_some() && other.target.actor == stance.target.actor)
    };
    match near.into_iter().find(same) {
        Some(other) if rank(other) < rank(&stance) => *other = stance,
        Some(_) => {}
        None => stances.push(stance),
    }
}

/// How many earlier stances of one sentence are compared.
const NEAR: usize = 64;

/// Which of two stances on one thing stays: who is undecided says more than the verb under it
/// ("stopped short of backing"); else the surer one.
fn rank(stance: &Stance) -> (bool, Confidence) {
    (stance.position == Position::Open, stance.confidence)
}

fn stance(scene: &Scene, found: &Found, target: Target) -> Stance {
    let cue = found.cues.first().copied().unwrap_or_default();
    let quotation = scene.quotation_at(cue).or_else(|| scene.cued_at(cue));
    let mut cues: Vec<Span> =
        found.cues.iter().filter_map(|&i| scene.token(i)).map(|token| token.span).collect();
    cues.sort_unstable();
    cues.dedup();
    let confidence = found.rule.confidence
        * sureness(scene, found, cue)
        * sureness_of_target(scene, found, target);
    Stance {
        actor: found.holder.actor,
        issue: 0,
        target,
        position: found.position,
        strength: if found.hedged { Strength::Hedged } else { Strength::Firm },
        voice: voice(scene, found, cue),
        tier: if confidence < EXPLICIT { Tier::Inferred } else { found.rule.tier },
        evidence: scene.reading.sentences[found.sentence].span,
        cues,
        quotation,
        rule: found.rule.name,
        confidence,
    }
}

/// How sure it is that the holder is right, beside what the rule's own precision says: the names of
/// those who speak in the article are told best, nameless ones least.
fn sureness(scene: &Scene, found: &Found, cue: usize) -> f32 {
    let Some(actor) = scene.actors.get(found.holder.actor) else { return 0.0 };
    let (named, speaks) = (scene.names(found.holder.actor), scene.speaks(found.holder.actor));
    let known = match (actor.kind, named, speaks) {
        (ActorKind::Unnamed, ..) => 0.4,
        (ActorKind::Publication, ..) => 0.5,
        (ActorKind::Group, ..) => 0.65,
        (_, true, true) => 1.0,
        (_, true, false) => 0.75,
        (_, false, true) => 0.7,
        (_, false, false) => 0.6,
    };
    let speaker = scene.quotation_at(cue).and_then(|i| scene.quotations.get(i)?.actor);
    let told_by_another = speaker.is_some_and(|speaker| speaker != found.holder.actor);
    let told = if told_by_another { 0.75 } else { 1.0 };
    let sentence = scene.reading.sentences[found.sentence].span;
    let named_here =
        |mention: &Mention| sentence.covers(mention.span) && mention.form == MentionForm::Name;
    let here = speaker == Some(found.holder.actor) || actor.mentions.iter().any(named_here);
    known * told * if here { 1.0 } else { 0.8 }
}

/// How sure it is that a pronoun stands for the target that it was resolved to.
fn sureness_of_target(scene: &Scene, found: &Found, target: Target) -> f32 {
    let said = scene.span(found.target.start, found.target.end);
    if said.meets(target.span) { 1.0 } else { 0.7 }
}

fn voice(scene: &Scene, found: &Found, cue: usize) -> Voice {
    let inside = scene.quotation_at(cue);
    // "warned" reports; "opposes" tells what somebody holds, whatever they said.
    let reports = inside.is_some() || scene.reports(cue);
    let quotation = inside.or_else(|| scene.cued_at(cue).filter(|_| reports));
    let own = quotation
        .and_then(|i| scene.quotations.get(i))
        .filter(|quotation| quotation.actor == Some(found.holder.actor));
    match own.map(|quotation| quotation.kind) {
        Some(QuotationKind::Direct | QuotationKind::Mixed) => Voice::Direct,
        _ if reports => Voice::Reported,
        _ => Voice::Narrated,
    }
}

/// The words and the actor of a target; a pronoun gives way to what it stands for.
fn resolve(scene: &Scene, found: &Found, earlier: &[Stance]) -> Option<Target> {
    let range = &found.target;
    let span = target::span(scene, range);
    // "yields to nobody": there is nothing that it is about.
    if span.is_empty() || scene.is_none(range.start) {
        return None;
    }
    let pronoun = range.len() == 1 && scene.is(range.start, Class::Pronoun);
    if pronoun {
        return of_pronoun(scene, found, range.start, earlier);
    }
    if stands_for_another(scene, range)
        && let Some(target) = last_target(scene, found, earlier)
    {
        return Some(target);
    }
    Some(Target { span, actor: head_actor(scene, range) })
}

fn of_pronoun(scene: &Scene, found: &Found, i: usize, earlier: &[Stance]) -> Option<Target> {
    if scene.word(i).ends_with("self") || scene.word(i).ends_with("selves") {
        return None;
    }
    let thing = scene.is_any(i, &["it", "this", "that", "these", "those"]);
    let thing = thing.then(|| last_target(scene, found, earlier)).flatten();
    if thing.is_some() || !scene.is_word(i, "them") && scene.actor_at(i).is_none() {
        return thing;
    }
    let Some((actor, mention)) = scene.mention_at(i) else {
        return last_target(scene, found, earlier);
    };
    // "it" reaches no further back than the sentence before.
    let from = scene.reading.sentences[found.sentence.saturating_sub(1)].span.start;
    let near = mention.antecedent.is_none_or(|span| span.start >= from);
    if scene.is_word(i, "it") && !near {
        return None;
    }
    Some(Target { span: scene.name_before(actor, scene.token(i)?.span.start)?, actor: Some(actor) })
}

/// "such a step", "this proposal": a word for something that was named before.
fn stands_for_another(scene: &Scene, range: &Range<usize>) -> bool {
    scene.is_any(range.start, &["such", "this", "that"])
        && range.len() <= 3
        && scene.helps(range.end.saturating_sub(1), Helper::Pointer)
}

/// What the last stances nearby were about, the same actor's first.
fn last_target(scene: &Scene, found: &Found, earlier: &[Stance]) -> Option<Target> {
    let sentence = &scene.reading.sentences;
    let from = sentence[found.sentence.saturating_sub(2)].span.start;
    let near = || {
        earlier
            .iter()
            .rev()
            .take(12)
            .take_while(move |s| s.evidence.start >= from)
            .filter(|s| s.target.actor.is_none() && s.position != Position::Neutral)
    };
    near()
        .find(|stance| stance.actor == found.holder.actor)
        .or_else(|| near().next())
        .map(|stance| stance.target)
}
