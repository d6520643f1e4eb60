//! The verb group around a cue and the subject before it, by the shallow grammar of news.

use super::scene::Scene;
use crate::{
    analysis::token::Shape,
    lexicon::{Class, VerbForm, helper::Helper, stance::Kind},
};

/// A verb with the auxiliaries, adverbs and negations before it.
#[derive(Clone, Debug)]
pub struct Group {
    /// The first token of the group; the "to" of an infinitive belongs to it.
    pub start: usize,
    /// The verb.
    pub verb: usize,
    /// Its negations, as tokens.
    pub negations: Vec<usize>,
    /// Its hedges, as tokens.
    pub hedges: Vec<usize>,
    /// "to oppose"
    pub infinitive: bool,
    /// "would oppose"
    pub modal: bool,
    /// "is opposing", "was opposed"
    pub aspect: Aspect,
}

/// What "be" makes of the verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// "opposes": no "be" before it.
    Simple,
    /// "is opposing"
    Progressive,
    /// "was opposed"
    Passive,
}

impl Group {
    /// Whether the subject undergoes what the verb says.
    #[must_use]
    pub fn is_passive(&self) -> bool {
        self.aspect == Aspect::Passive
    }
}

/// The group of the verb at `verb`, no further left than `lo`.
#[must_use]
pub fn group(scene: &Scene, lo: usize, verb: usize) -> Group {
    let gerund = is_gerund(scene, verb);
    let mut group = Group {
        start: verb,
        verb,
        negations: Vec::new(),
        hedges: Vec::new(),
        infinitive: false,
        modal: false,
        aspect: Aspect::Simple,
    };
    let mut perfect_first = false;
    while group.start > lo {
        let i = group.start - 1;
        if scene.is_word(i, "to") {
            group.infinitive = true;
            group.start = i;
            break;
        }
        // "[does not] know": put in by who quotes; "does not “know”": quoted in part.
        let put_in = scene.is_any(i, &["[", "]"]);
        let inside = i > lo && scene.quotation_at(i - 1) == scene.quotation_at(verb);
        let mark = put_in || inside && scene.is_quote(i);
        if !(mark || scene.is_auxiliary(i) || scene.is_adverb(i) || is_negation(scene, i)) {
            break;
        }
        if is_negation(scene, i) {
            // "not only" adds, it does not deny.
            if !scene.is_word(i + 1, "only") {
                group.negations.push(i);
            }
        } else if scene.helps(i, Helper::Hedge) {
            group.hedges.push(i);
        }
        let is_have = scene.is_any(i, &["have", "has", "had", "'ve", "’ve", "having"]);
        perfect_first |= is_have && !group.is_passive();
        group.modal |= is_modal(scene, i);
        if scene.is_be(i) && !perfect_first {
            group.aspect = if gerund { Aspect::Progressive } else { Aspect::Passive };
        }
        group.start = i;
    }
    if !group.negations.is_empty() {
        // "would not back" is as plain as "will not back".
        group.hedges.retain(|&i| scene.is_any(i, &["may", "might"]));
    }
    if group.infinitive && group.start > lo && scene.is_word(group.start - 1, "yet") {
        group.negations.push(group.start - 1);
    }
    group
}

/// Whether the token turns a statement around: "not", "never", "no longer".
#[must_use]
pub fn is_negation(scene: &Scene, i: usize) -> bool {
    scene.helps(i, Helper::Negation)
}

fn is_modal(scene: &Scene, i: usize) -> bool {
    scene.helps(i, Helper::Modal)
}

/// Whether the token is a word in -ing that can be a verb's.
#[must_use]
pub fn is_gerund(scene: &Scene, i: usize) -> bool {
    let word = scene.word(i);
    word.len() > 4
        && word.ends_with("ing")
        && !scene.is_capital(i)
        && !scene.helps(i, Helper::NoGerund)
}

/// Whether the token, a form of a listed verb, is a verb where it stands rather than a noun or
/// an adjective: "they back the bill", not "at the back".
#[must_use]
pub fn is_verb_here(
    scene: &Scene,
    lo: usize,
    group: &Group,
    forms: impl Fn(VerbForm) -> bool,
) -> bool {
    let verb = group.verb;
    if scene.is_capital(verb) && verb != lo && !in_heading(scene, verb) {
        return false;
    }
    if scene.is_one_mention(verb) {
        return false;
    }
    if group.infinitive {
        return forms(VerbForm::Base);
    }
    let Some(before) = group.start.checked_sub(1).filter(|&i| i >= lo) else {
        return group.start < verb
            || forms(VerbForm::Gerund)
            || forms(VerbForm::Base) && is_imperative(scene, verb);
    };
    if has_auxiliary(scene, group) || scene.is_word(group.start, "nor") {
        return true;
    }
    if is_gerund(scene, verb) {
        return !is_adjective(scene, before, group);
    }
    if scene.is(before, Class::Determiner) && !is_pronoun_subject(scene, before)
        || scene.is_possessive(before)
        || scene.is_possessive_mark(before)
    {
        return false;
    }
    if scene.is(before, Class::Preposition) && !scene.is(before, Class::Conjunction) {
        return false;
    }
    if forms(VerbForm::Past) || forms(VerbForm::Participle) {
        // "271 pledged delegates"
        return scene.token(before).is_none_or(|token| token.shape != Shape::Number);
    }
    let plural = is_pronoun_subject(scene, before)
        || scene.is_capital(before)
        || scene.actor_at(before).is_some()
        || scene.word(before).ends_with('s') && !scene.is_finite(before)
        || scene.is(before, Class::Conjunction)
        || scene
            .is_any(before, &["who", "which", "that", ",", "people", "percent", "men", "women"])
        || scene.is_quote(before);
    if forms(VerbForm::Base) {
        return plural && !scene.is_any(verb + 1, &["of", "from"]) && !is_compound(scene, verb);
    }
    // "supports", "attacks": a noun's plural unless something that can act stands before it.
    let followed = scene.is(verb + 1, Class::Determiner)
        || scene.is_possessive(verb + 1)
        || scene.is_capital(verb + 1)
        || is_gerund(scene, verb + 1)
        || scene.is_any(verb + 1, &["for", "to", "him", "her", "them", "it", "that"]);
    plural && (scene.actor_at(before).is_some() || is_pronoun_subject(scene, before) || followed)
        || followed && !scene.is_mark(before)
}

/// Whether a verb in -ing stands before a noun rather than for a deed: "the opposing side",
/// "broadly appealing candidates".
fn is_adjective(scene: &Scene, before: usize, group: &Group) -> bool {
    let verb = group.verb;
    let owned = scene.is(before, Class::Determiner) || scene.is_possessive(before);
    let graded = group.start < verb && scene.is_adverb(verb - 1);
    owned || scene.is_possessive_mark(before) || graded && is_bare_noun(scene, verb + 1)
}

/// Whether the token before a plain form is a country, and the one after it a noun: "U.S. combat
/// troops".
fn is_compound(scene: &Scene, verb: usize) -> bool {
    let before = verb.saturating_sub(1);
    let country = scene.is(before, Class::Country) || scene.is(before, Class::Nationality);
    country && !scene.word(before).ends_with('s') && is_bare_noun(scene, verb + 1)
}

/// Whether the token can be a noun without an article.
fn is_bare_noun(scene: &Scene, i: usize) -> bool {
    scene.token(i).is_some_and(|token| token.shape == Shape::Lower)
        && !scene.is(i, Class::Determiner)
        && !scene.is(i, Class::Preposition)
        && !scene.is(i, Class::Pronoun)
}

/// Whether a verb that opens somebody's words asks for what it says: "Reject this bill!", "Don't
/// trust them".
#[must_use]
pub fn is_imperative(scene: &Scene, verb: usize) -> bool {
    let object = scene.is(verb + 1, Class::Determiner)
        || scene.is_possessive(verb + 1)
        || scene.helps(verb + 1, Helper::Object)
        || scene.is_any(verb + 1, &["for", "against"]);
    scene.quotation_at(verb).is_some() && object
}

fn has_auxiliary(scene: &Scene, group: &Group) -> bool {
    (group.start..group.verb).any(|i| scene.is_auxiliary(i))
}

/// Whether the words around the token are capitalised, as in a headline.
fn in_heading(scene: &Scene, i: usize) -> bool {
    scene.is_capital(i.saturating_sub(1)) && (scene.is_capital(i + 1) || scene.is_capital(i + 2))
}

fn is_pronoun_subject(scene: &Scene, i: usize) -> bool {
    scene.helps(i, Helper::Subject)
}

/// The group of the token, if it is a verb where it stands.
#[must_use]
pub fn verb_here(scene: &Scene, lo: usize, i: usize) -> Option<Group> {
    let token = scene.token(i).filter(|_| !scene.is_one_mention(i))?;
    let own = scene.cues(i).iter().filter(|cue| cue.kind == Kind::Verb);
    let listed = own.clone().next().is_some();
    let forms = |form| token.has_form(form) || own.clone().any(|cue| cue.has_form(form));
    let spelt = !listed && !token.word.is_verb() && scene.word(i).ends_with("ed");
    let spelt = spelt && i > lo && !scene.is(i - 1, Class::Determiner);
    let found = group(scene, lo, i);
    let helped = found.start < i && (found.infinitive || found.modal);
    if spelt || helped && !scene.is_mark(i) && !scene.is(i, Class::Preposition) {
        return Some(found);
    }
    let have = scene.is_any(i, &["has", "have", "had", "having"]);
    // An unknown word between a noun and an article is a verb: "her remarks reflect a wish".
    let between = i > lo
        && token.shape == Shape::Lower
        && !listed
        && !scene.is(i, Class::Conjunction)
        && (scene.is(i + 1, Class::Determiner) || scene.is_possessive(i + 1))
        && (scene.actor_at(i - 1).is_some()
            || scene.helps(i - 1, Helper::Utterance)
            || scene.is(i - 1, Class::Role));
    if between && !scene.is(i, Class::Preposition) {
        return Some(found);
    }
    ((listed || token.word.is_verb()) && is_verb_here(scene, lo, &found, forms) || have)
        .then_some(found)
}

/// Whether the token is a verb that has a subject of its own.
#[must_use]
pub fn is_main_verb(scene: &Scene, lo: usize, i: usize) -> bool {
    if scene.is_auxiliary(i) {
        return true;
    }
    !scene.is(i, Class::Preposition)
        && !is_gerund(scene, i)
        && verb_here(scene, lo, i).is_some_and(|verb| !verb.infinitive)
}

/// The first finite verb of `lo..hi` among the words that the last of them belongs with.
#[must_use]
pub fn main_verb(scene: &Scene, lo: usize, hi: usize) -> Option<Group> {
    let own = scene.quotation_at(hi.saturating_sub(1));
    let verb = (lo..hi).find(|&i| scene.quotation_at(i) == own && is_main_verb(scene, lo, i))?;
    Some(group(scene, lo, verb))
}

/// The head of the noun phrase that ends with the token `last`.
#[must_use]
pub fn phrase_head(scene: &Scene, lo: usize, last: usize) -> Option<usize> {
    let mut head = last;
    for _ in 0..3 {
        if !is_nominal(scene, head) {
            return None;
        }
        let start = phrase_start(scene, lo, head);
        let Some(before) = start.checked_sub(1).filter(|&i| i >= lo) else { break };
        let chained = scene.is(before, Class::Preposition)
            && !scene.is(before, Class::Conjunction)
            && !scene.is_any(before, &["than", "like", "despite", "amid", "during"]);
        let Some(outer) = before.checked_sub(1).filter(|&i| i >= lo) else { break };
        if !(chained && is_nominal(scene, outer)) {
            break;
        }
        head = outer;
    }
    Some(head)
}

/// The first token of the noun phrase that ends with the token `last`.
#[must_use]
pub fn phrase_start(scene: &Scene, lo: usize, last: usize) -> usize {
    let mut start = last;
    while start > lo && is_nominal(scene, start - 1) && !is_pronoun_subject(scene, start) {
        start -= 1;
    }
    start
}

/// Whether the token can stand inside a noun phrase before its head, or be it.
fn is_nominal(scene: &Scene, i: usize) -> bool {
    let Some(token) = scene.token(i) else { return false };
    if scene.is_mark(i) {
        return scene.is_possessive_mark(i) || scene.is_any(i, &["$", "%", "#", "@", "&"]);
    }
    if scene.is_possessive_mark(i) || scene.is_capital(i) {
        return true;
    }
    let is_function = token.is(Class::Preposition)
        || token.is(Class::Conjunction) && !scene.is_any(i, &["that", "so"])
        || scene.is_word(i, "that") && !scene.is(i + 1, Class::Auxiliary)
        || scene.is_any(i, &["who", "which", "whom"])
        || scene.is_auxiliary(i);
    // "her heated reply", but not "she heated it"
    let past = token.has_form(VerbForm::Past) && !token.is(Class::Role) && !is_owned(scene, i);
    let says = token.has_form(VerbForm::Third) && token.is(Class::SpeechVerb);
    let is_verb = past || says && !is_owned(scene, i);
    !is_function && !is_verb
}

/// Whether an article or an owner stands right before the token: "his claims".
fn is_owned(scene: &Scene, i: usize) -> bool {
    i.checked_sub(1).is_some_and(|before| {
        scene.is_possessive(before)
            || scene.is_possessive_mark(before)
            || scene.is_any(before, &["the", "a", "an", "these", "those", "such", "no"])
    })
}
