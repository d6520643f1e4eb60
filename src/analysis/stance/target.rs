//! What a stance is about: the phrase after (or before) a cue, cut to its head and the modifiers
//! that it needs.

use std::ops::Range;

use super::{
    clause::{is_gerund, phrase_start},
    scene::Scene,
};
use crate::{
    analysis::token::Shape,
    lexicon::{Class, VerbForm, helper::Helper, stance::Slot},
    text::Span,
};

/// The most words of a target.
const LONGEST: usize = 10;

/// The noun phrase or gerund clause that begins at `start`, before `hi`.
#[must_use]
pub fn noun_phrase(scene: &Scene, start: usize, hi: usize) -> Option<Range<usize>> {
    let start = skip_quotes(scene, start, hi);
    if start >= hi || scene.is_mark(start) && !scene.is_any(start, &["$", "#", "@"]) {
        return None;
    }
    if is_time(scene, start) {
        return None;
    }
    // "about not getting a say"
    if scene.is_word(start, "not") && is_gerund(scene, start + 1) {
        return verb_phrase(scene, start + 1, hi).map(|deed| start..deed.end);
    }
    let alone = scene.is_any(start, &["that", "this"])
        && (scene.is_mark(start + 1)
            || scene.is_adverb(start + 1)
            || scene.is(start + 1, Class::Preposition)
            || scene.is_word(start + 1, "right"));
    let her = scene.is_word(start, "her")
        && (scene.is_mark(start + 1)
            || scene.is_adverb(start + 1)
            || scene.is(start + 1, Class::Preposition)
            || scene.is(start + 1, Class::Conjunction));
    if alone || her || scene.helps(start, Helper::Object) {
        return Some(start..start + 1);
    }
    // "what the council says": with its verb.
    if scene.is_word(start, "what")
        && let Some(said) = clause(scene, start + 1, hi)
    {
        let end = second_verb(scene, start + 1..said.end).unwrap_or(said.end);
        // "what he called a “breach”": the breach.
        let calls = |cue| scene.frames(cue).iter().any(|frame| frame.slot == Slot::Judged);
        let called = scene.cues(end - 1).iter().any(calls).then(|| noun_phrase(scene, end, hi));
        return called.flatten().or(Some(start..end));
    }
    let relative = scene.is_word(start, "that") && !scene.is(start + 1, Class::Determiner);
    let other = scene.helps(start, Helper::Link) || scene.is_any(start, &["nor", "to", "there"]);
    let begins = !scene.is(start, Class::Preposition)
        && !scene.is_auxiliary(start)
        && (!other || relative || scene.is_any(start, &["what", "either"]));
    if !begins {
        return None;
    }
    let end = phrase_end(scene, start, hi);
    Some(trimmed(scene, start..end)).filter(|range| !range.is_empty())
}

/// Where the verb of a clause begins that comes after its first: "what they do | is wrong".
fn second_verb(scene: &Scene, tokens: Range<usize>) -> Option<usize> {
    let verb = |i: &usize| {
        scene.is_finite(*i) && !scene.is_auxiliary(i - 1) && !scene.is(i - 1, Class::Determiner)
    };
    tokens.filter(verb).skip(1).find(|&i| scene.is_auxiliary(i))
}

/// Whether a time begins at the token: "Sunday", "this week", "two months ago".
fn is_time(scene: &Scene, i: usize) -> bool {
    // "March" is a month, "the march" is none.
    scene.is(i, Class::Calendar) && scene.is_capital(i)
        || scene.helps(i, Helper::Now)
        || scene.helps(i, Helper::Moment)
            && scene.helps(i + 1, Helper::Time)
            && !scene.is_word(i + 2, "of")
}

/// The verb phrase whose verb stands at `start`, with its object.
#[must_use]
pub fn verb_phrase(scene: &Scene, start: usize, hi: usize) -> Option<Range<usize>> {
    let mut verb = start;
    while verb < hi && scene.is_adverb(verb) {
        verb += 1;
    }
    if verb >= hi || scene.is_mark(verb) || scene.is(verb, Class::Preposition) {
        return None;
    }
    // "to be told" says more than "to be there".
    let told = scene.is_word(verb, "be")
        && scene.token(verb + 1).is_some_and(|token| token.has_form(VerbForm::Participle));
    if scene.helps(verb, Helper::Light) && !told {
        return None;
    }
    let mut end = phrase_end(scene, verb, hi);
    // The verb's own object stays, be it a pronoun: "vote for him".
    while end == verb + 1 && end < hi && !scene.is_mark(end) {
        let next = if scene.is(end, Class::Preposition) { end + 1 } else { end };
        let short = next + 1;
        if next >= hi
            || scene.is_mark(next)
            || !(scene.is(next, Class::Pronoun) || scene.is_capital(next))
        {
            break;
        }
        end = short;
    }
    Some(trimmed(scene, verb..end)).filter(|range| range.len() > 1 || scene.word(verb).len() > 4)
}

/// What is asked from `start` on, the token after "whether", "if", "how" and the like.
#[must_use]
pub fn question(scene: &Scene, start: usize, hi: usize) -> Option<Range<usize>> {
    // "whether or not a toll is due" is about a toll.
    let or_not = scene.is_word(start, "or") && scene.is_word(start + 1, "not");
    let start = if or_not { start + 2 } else { start };
    if scene.is_word(start, "to") {
        return verb_phrase(scene, start + 1, hi).or(Some(start + 1..start + 2));
    }
    // "whether it is right to close the quay": about closing it, whatever the answer.
    let judges = scene.is_word(start, "it") && scene.is_be(start + 1);
    let mut near = (start + 2..hi.min(start + 6)).take_while(|&i| !scene.is_mark(i));
    match near.find(|&i| judges && scene.is_word(i, "to")) {
        Some(to) => verb_phrase(scene, to + 1, hi),
        None => clause(scene, start, hi),
    }
}

/// The clause that begins at `start`: subject, verb and what belongs to it, cut short.
#[must_use]
pub fn clause(scene: &Scene, start: usize, hi: usize) -> Option<Range<usize>> {
    let start = skip_quotes(scene, start, hi);
    // "there is a case for it": the case.
    if scene.is_word(start, "there") && scene.is_be(start + 1) && !scene.is_word(start + 2, "no") {
        return noun_phrase(scene, start + 2, hi).filter(|range| range.len() > 1);
    }
    // "whether he would sign the bill": what he would do is at issue.
    let deed = (start + 1..hi).find(|&i| !scene.is_auxiliary(i) && !scene.is_adverb(i));
    let empty = scene.is_any(start, &["there", "it", "this", "that"]);
    let personal = empty || scene.is_any(start, &["he", "she", "they", "i", "we"]);
    let modal = personal && scene.helps(start + 1, Helper::Modal);
    if empty && !modal {
        return None;
    }
    let start = deed.filter(|_| modal).unwrap_or(start);
    let stop = |i: &usize| {
        scene.is_mark(*i)
            && !scene.is_possessive_mark(*i)
            && !scene.is_any(*i, &["$", "%", "#", "@"])
            || *i > start
                && scene.is_any(*i, &["because", "if", "while", "although", "but", "unless"])
    };
    let most = hi.min(start + LONGEST + 2);
    // What is cut short does not end with half a verb.
    let short = || (start..most).rev().find(|&i| !scene.is_auxiliary(i)).map_or(start, |i| i + 1);
    let end = (start..most).find(stop).unwrap_or_else(|| if most < hi { short() } else { hi });
    // "whether she will run"
    let least = if modal { 1 } else { 2 };
    Some(trimmed(scene, start..end)).filter(|range| range.len() >= least)
}

/// The noun phrase that ends before `end`: the subject of a judgement.
#[must_use]
pub fn phrase_before(scene: &Scene, lo: usize, head: usize, end: usize) -> Range<usize> {
    let start = phrase_start(scene, lo, head);
    let relative = (head + 1..end).find(|&i| scene.is_any(i, &[",", "who", "which", "that", "("]));
    let end = relative.unwrap_or(end).min(start + LONGEST);
    trimmed(scene, start..end.max(head + 1))
}

fn skip_quotes(scene: &Scene, start: usize, hi: usize) -> usize {
    (start..hi).find(|&i| !scene.is_quote(i)).unwrap_or(hi)
}

/// Where the phrase that begins at `start` ends.
fn phrase_end(scene: &Scene, start: usize, hi: usize) -> usize {
    let hi = hi.min(start + LONGEST + 2);
    let mut prepositions = 0;
    let mut i = start;
    while i < hi {
        if i > start && stops(scene, start, i) {
            break;
        }
        if i > start && (scene.is(i, Class::Preposition) || scene.is_word(i, "to")) {
            prepositions += usize::from(!scene.is_word(i, "of"));
            if prepositions > 2 || i - start > 6 || leads_away(scene, i) {
                break;
            }
        }
        i += 1;
    }
    i
}

/// Whether the token ends the phrase that began at `start`.
fn stops(scene: &Scene, start: usize, i: usize) -> bool {
    if scene.is_mark(i) {
        let inner = scene.is_possessive_mark(i)
            || joins_adjectives(scene, start, i)
            || scene.is_any(i, &["$", "%", "#", "@", "&"])
            || scene.is_quote(i) && !scene.is_mark(i + 1) && !scene.touches_left(i);
        return !inner;
    }
    // "acting as a judge": a verb in -ing alone says too little.
    if scene.is_word(i, "as") && i == start + 1 && is_gerund(scene, start) {
        return false;
    }
    if joins_words(scene, start, i) {
        return false;
    }
    if scene.helps(i, Helper::Link) || scene.is_auxiliary(i) {
        return true;
    }
    let Some(token) = scene.token(i) else { return true };
    if is_time(scene, i) {
        return true;
    }
    let finite = scene.is_finite(i) && !token.has_form(VerbForm::Base);
    let owned = (i.saturating_sub(3).max(start)..i).any(|j| {
        scene.is(j, Class::Determiner)
            || scene.is_possessive(j)
            || scene.is_possessive_mark(j)
            || scene.is(j, Class::Preposition)
    });
    let speech = i > start + 1 && finite && !owned && token.is(Class::SpeechVerb);
    speech || i > start && is_past(scene, i)
}

/// Whether the token is a past form, by the list of verbs or, if it is not in it, by its spelling.
#[must_use]
pub fn is_past_form(scene: &Scene, i: usize) -> bool {
    scene.token(i).is_some_and(|token| {
        token.shape == Shape::Lower
            && (token.has_form(VerbForm::Past) && !token.has_form(VerbForm::Base)
                || !token.word.is_verb()
                    && scene.word(i).len() > 4
                    && scene.word(i).ends_with("ed"))
    })
}

/// Whether the token is a past form that follows a noun: "the toll surprised".
fn is_past(scene: &Scene, i: usize) -> bool {
    is_past_form(scene, i)
        && !scene.is_adverb(i - 1)
        && !scene.is(i - 1, Class::Determiner)
        && !scene.is(i - 1, Class::Preposition)
        && !scene.is_possessive(i - 1)
        && !scene.is_possessive_mark(i - 1)
        && !scene.is_mark(i - 1)
        && !scene.is_any(i - 1, &["to"])
}

/// Whether the comma stands between adjectives: "a coordinated, cautious approach".
fn joins_adjectives(scene: &Scene, start: usize, i: usize) -> bool {
    let article = i.checked_sub(2).filter(|&j| j >= start);
    scene.is_word(i, ",")
        && article.is_some_and(|j| scene.is_any(j, &["a", "an"]))
        && !scene.is_finite(i + 1)
        && !scene.word(i + 1).ends_with("ed")
        && !scene.is_adverb(i + 1)
        && !scene.is_mark(i + 1)
        && !scene.is_capital(i + 1)
        && !scene.is(i + 1, Class::Conjunction)
        && !scene.is(i + 1, Class::Pronoun)
        && !scene.is(i + 1, Class::Preposition)
        && !scene.is(i + 1, Class::Determiner)
        && !is_gerund(scene, i + 1)
}

/// Whether the conjunction stands between two words before one noun: "the new and irreverent
/// face", "a fair and open vote".
fn joins_words(scene: &Scene, start: usize, i: usize) -> bool {
    let plain = |j: usize| {
        scene.token(j).is_some_and(|token| token.shape == Shape::Lower)
            && !scene.is_finite(j)
            && !scene.is(j, Class::Determiner)
            && !scene.is(j, Class::Pronoun)
            && !scene.is(j, Class::Preposition)
            && !scene.is(j, Class::Conjunction)
    };
    let described = |j: usize| {
        let endings = ["ible", "able", "ful", "ous", "ive", "ic", "less"];
        endings.iter().any(|ending| scene.word(j).ends_with(ending))
    };
    let article = i == start + 2
        && (scene.is(start, Class::Determiner) || scene.is_possessive(start))
        || i == start + 1 && described(start);
    let noun = |j: usize| scene.is(j, Class::Role) || scene.word(j).ends_with('s');
    scene.is_any(i, &["and", "or"])
        && article
        && plain(i - 1)
        && !noun(i - 1)
        && plain(i + 1)
        && plain(i + 2)
        && !scene.helps(i + 1, Helper::Link)
}

/// Whether the preposition leads to time, place of speaking or manner, not to what is at issue.
fn leads_away(scene: &Scene, i: usize) -> bool {
    if scene.is_any(i, &["by", "through", "per", "like"]) {
        return !is_gerund(scene, i + 1) && scene.is_word(i, "through");
    }
    if scene.is_any(i, &["of", "to"]) {
        return false;
    }
    let away = |j: usize| scene.helps(j, Helper::Setting) || scene.is(j, Class::Calendar);
    let year =
        scene.word(i + 1).len() == 4 && scene.word(i + 1).bytes().all(|b| b.is_ascii_digit());
    year || (i + 1..i + 4).take_while(|&j| !scene.is_mark(j)).any(away)
        || scene.is_any(i + 1, &["him", "them", "me", "us", "it"])
        || scene.is_word(i + 1, "her") && scene.is_mark(i + 2)
}

/// How many tokens after a phrase what is quoted in it may end.
const CLOSING: usize = 5;

/// The span of a phrase, on to the mark that closes what it opens: "a “fair trial”".
#[must_use]
pub fn span(scene: &Scene, phrase: &Range<usize>) -> Span {
    let open = phrase.clone().filter(|&i| scene.is_quote(i)).count() % 2 == 1;
    let most = scene.sentence_end(phrase.start).min(phrase.end + CLOSING);
    let closes = |&i: &usize| open && scene.is_quote(i) && scene.touches_left(i);
    let close = (phrase.end..most).find(closes);
    scene.span(phrase.start, close.map_or(phrase.end, |i| i + 1))
}

/// The range without shell words before it and loose words after it.
#[must_use]
pub fn trimmed(scene: &Scene, range: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = range;
    while start < end && (scene.is_adverb(start) || scene.is_quote(start)) {
        start += 1;
    }
    start = after_shell(scene, start..end);
    let loose = |i: usize| {
        scene.is(i, Class::Preposition)
            || scene.is(i, Class::Determiner) && i > start && !scene.is_word(i, "one")
            || scene.is_possessive(i) && i > start
            || scene
                .is_any(i, &["to", "and", "or", "here", "there", "today", "again", "now", "back"])
            || scene.is_adverb(i) && !scene.is_any(i, &["all", "more", "much"])
            || (scene.is_mark(i) && !scene.is_any(i, &["%"]))
            || scene.is_possessive_mark(i)
    };
    while start + 1 < end && loose(end - 1) {
        end -= 1;
    }
    start..end.max(start)
}

/// "the possibility of deploying troops" → "deploying troops".
fn after_shell(scene: &Scene, range: Range<usize>) -> usize {
    let of = (range.start..range.end.min(range.start + 4)).find(|&i| scene.is_word(i, "of"));
    match of {
        Some(of)
            if of + 1 < range.end
                && of > range.start
                && (range.start..of).any(|i| scene.helps(i, Helper::Shell)) =>
        {
            of + 1
        }
        _ => range.start,
    }
}
