//! The phrases of a sentence that may be at issue.

use std::ops::Range;

use crate::{
    analysis::stance::{clause, judgement, scene::Scene, target},
    fact::MentionForm,
    lexicon::{Class, VerbForm, helper::Helper},
};

/// The most phrases of a sentence.
const MOST: usize = 64;

/// The phrases of the tokens that may be at issue, each before what is cut out of it.
pub fn all(scene: &Scene, tokens: &Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut i = tokens.start;
    while i < tokens.end && found.len() < MOST {
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
    // "what they have" keeps its verb.
    let asks = scene.is_word(start, "what");
    let verbal = |i: usize| scene.is_auxiliary(i) || clause::is_negation(scene, i);
    while start < end && !asks && verbal(end - 1) {
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
    let said = |i: &usize| !scene.is_adverb(*i) && !judgement::is_stress(scene, *i);
    let copula = (0..phrase.start).rev().find(said).is_some_and(|i| scene.is_be(i));
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
