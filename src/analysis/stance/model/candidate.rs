//! What the model chooses from: in each sentence, who may hold a stance on what.

use std::ops::Range;

use crate::{
    analysis::stance::{clause, frame, judgement, scene::Scene, target},
    fact::{MentionForm, QuotationKind, Stance, Target, Tier},
    lexicon::{Class, VerbForm, helper::Helper},
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
/// The most targets of a sentence.
const TARGETS: usize = 64;

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
    let aims: Vec<_> = phrases(scene, &tokens)
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

/// The phrases of the tokens that may be at issue, each before what is cut out of it.
fn phrases(scene: &Scene, tokens: &Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut i = tokens.start;
    while i < tokens.end && found.len() < TARGETS {
        let edge = (i..tokens.end).find(|&j| scene.quotation_at(j) != scene.quotation_at(i));
        let hi = edge.unwrap_or(tokens.end);
        let Some(phrase) = target::noun_phrase(scene, i, hi) else {
            i += 1;
            continue;
        };
        let inner = (phrase.start + 1..phrase.end)
            .find(|&j| scene.is(j, Class::Preposition) || scene.is_word(j, "to"));
        i = inner.map_or(phrase.end.max(i), |j| j) + 1;
        for part in [phrase.clone()].into_iter().chain(cuts(scene, &phrase, hi)) {
            let part = bare(scene, part);
            if says_something(scene, &part)
                && !is_told_deed(scene, part.start)
                && !is_thought(scene, part.start)
                && !is_verdict(scene, &part)
                && !found.contains(&part)
            {
                found.push(part);
            }
        }
    }
    found
}

/// Phrases within a phrase: a name without what is said of it, what stands around a verb, and, of
/// a long phrase, what stands before what is added to it.
fn cuts(scene: &Scene, phrase: &Range<usize>, hi: usize) -> Vec<Range<usize>> {
    let mut cuts = Vec::new();
    for i in phrase.clone() {
        let verb = scene.is_finite(i) || clause::is_gerund(scene, i);
        let opens = i == phrase.start;
        if !opens && (verb || phrase.len() > LONG && is_addition(scene, i)) {
            cuts.push(target::trimmed(scene, phrase.start..i));
        }
        let base = || scene.token(i).is_some_and(|token| token.has_form(VerbForm::Base));
        if verb || opens && base() {
            cuts.extend(target::noun_phrase(scene, i + 1, hi));
        }
        if let Some((_, mention)) = scene.mention_at(i)
            && mention.form == MentionForm::Name
        {
            let name = scene.reading.tokens_in(mention.span);
            if name.start == i {
                cuts.push(name.start..name.end.min(phrase.end));
            }
        }
    }
    cuts
}

/// The phrase without what only leads to it or follows it: "that" before a clause, "going to", the
/// end of an owner that is no part of it, the verb of its clause.
fn bare(scene: &Scene, phrase: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = phrase;
    if opens_clause(scene, start) || scene.is_possessive_mark(start) || scene.is_word(start, "of") {
        start += 1;
    }
    if scene.is_any(start, &["going", "trying"]) && scene.is_word(start + 1, "to") {
        start += 2;
    }
    let verbal = |i: usize| scene.is_auxiliary(i) || clause::is_negation(scene, i);
    while start < end && verbal(end - 1) {
        end -= 1;
    }
    start..end.max(start)
}

/// Whether the token is a "that" which leads to a clause: "said that tolls …", not "that toll".
fn opens_clause(scene: &Scene, i: usize) -> bool {
    let many = || {
        let word = scene.word(i + 1);
        word.ends_with('s') && !word.ends_with("ss") || scene.is_word(i + 1, "people")
    };
    scene.is_word(i, "that")
        && (i.checked_sub(1).is_some_and(|before| scene.reports(before))
            || scene.is_capital(i + 1)
            || clause::is_gerund(scene, i + 1)
            || many())
}

/// Whether the token says that somebody thinks or says what follows: "I think | the toll", not
/// "refuse to say sorry".
fn is_thought(scene: &Scene, i: usize) -> bool {
    let base = scene.token(i).is_some_and(|token| token.has_form(VerbForm::Base));
    let thinker =
        |before: usize| scene.helps(before, Helper::Subject) || clause::is_negation(scene, before);
    base && scene.reports(i) && i.checked_sub(1).is_some_and(thinker)
}

/// Whether the phrase is what somebody is said to be, good or bad: "she is | the best mayor", where
/// the mayor is at issue.
fn is_verdict(scene: &Scene, phrase: &Range<usize>) -> bool {
    let said = |i: usize| !scene.is_adverb(i) && !scene.is_any(i, &["by", "far", "and", "away"]);
    let copula = (0..phrase.start).rev().find(|&i| said(i)).is_some_and(|i| scene.is_be(i));
    copula && phrase.clone().any(|i| judgement::at(scene, i, phrase.end).is_some())
}

/// The most tokens of a phrase that stays whole.
const LONG: usize = 6;

/// Whether the token leads to what a phrase can do without.
fn is_addition(scene: &Scene, i: usize) -> bool {
    scene.is(i, Class::Preposition) && !scene.is_word(i, "of")
        || scene.is_any(i, &["to", "that", "who", "which", "than"])
}

/// Whether the token is a verb in the past with its subject before it: "they approved | rules",
/// where the rules may be at issue, not "alleged wrongdoing".
fn is_told_deed(scene: &Scene, i: usize) -> bool {
    let past = scene.token(i).is_some_and(|token| {
        (token.has_form(VerbForm::Past) || token.has_form(VerbForm::Participle))
            && !token.has_form(VerbForm::Base)
    });
    let opens = |before: usize| {
        scene.is_mark(before)
            || scene.is_possessive(before)
            || [Class::Determiner, Class::Preposition, Class::Conjunction]
                .iter()
                .any(|class| scene.is(before, *class))
    };
    past && i.checked_sub(1).is_some_and(|before| !opens(before))
}

fn says_something(scene: &Scene, phrase: &Range<usize>) -> bool {
    phrase.clone().any(|i| {
        scene.mention_at(i).is_some()
            || !scene.is_mark(i)
                && !scene.is(i, Class::Pronoun)
                && !scene.is(i, Class::Determiner)
                && !scene.is_adverb(i)
                && !scene.is_auxiliary(i)
    })
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
