//! In which form a cue stands, told by what stands before it.

use std::ops::Range;

use super::scene::Scene;
use crate::lexicon::{Class, VerbForm};

/// In which form a cue stands; it tells where its source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "said", "says": the source is its subject.
    Finite,
    /// "has said", "would say", "is saying".
    Compound,
    /// ", saying": the source is the subject of the clause before.
    Gerund,
    /// "declined to say": the source is the subject of the verb before.
    Infinitive,
    /// "was asked".
    Passive,
    /// "and added": the source is that of the verb before.
    Joined,
    /// "the claim that".
    Noun,
    /// "is confident that".
    Adjective,
    /// "according to"
    According,
    /// A name and a colon.
    Label,
    /// A dash and a name, after the words.
    Byline,
    /// No cue at all.
    Bare,
}

/// In which form the verb stands, by what stands before it; `None` when it is no verb here.
pub fn of_verb(scene: &Scene, i: usize, start: usize, room: &Range<usize>) -> Option<Form> {
    let token = &scene.reading.tokens[i];
    let joined = start > room.start && matches!(scene.word(start - 1), "and" | "or" | "but");
    let auxiliary = (start..i).rev().find(|&j| scene.reading.tokens[j].is(Class::Auxiliary));
    if let Some(auxiliary) = auxiliary {
        let be = is_be(scene.word(auxiliary));
        return match (be, token.has_form(VerbForm::Gerund)) {
            (true, false) => Some(Form::Passive),
            _ if joined => Some(Form::Joined),
            _ => Some(Form::Compound),
        };
    }
    let before = start.checked_sub(1).filter(|before| *before >= room.start);
    let Some(before) = before else {
        return token.has_form(VerbForm::Gerund).then_some(Form::Gerund).or_else(|| {
            (token.has_form(VerbForm::Past) || token.has_form(VerbForm::Third))
                .then_some(Form::Finite)
        });
    };
    let previous = &scene.reading.tokens[before];
    let word = scene.word(before);
    if word == "to" {
        return token.has_form(VerbForm::Base).then_some(Form::Infinitive);
    }
    if token.has_form(VerbForm::Gerund) {
        return (!previous.is(Class::Determiner) || previous.is(Class::Pronoun))
            .then_some(Form::Gerund);
    }
    if previous.is(Class::Determiner) && !previous.is(Class::Pronoun)
        || previous.is(Class::Preposition)
        || matches!(word, "'s" | "’s")
    {
        return None;
    }
    if joined {
        return Some(Form::Joined);
    }
    let finite = token.has_form(VerbForm::Past)
        || token.has_form(VerbForm::Third)
        || previous.is(Class::Pronoun)
        || scene.word(before).ends_with('s')
        || previous.is(Class::Role);
    finite.then_some(Form::Finite)
}

/// Whether the word is a form of "be".
pub fn is_be(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "am"
            | "'re"
            | "’re"
            | "'m"
            | "’m"
            | "'s"
            | "’s"
    )
}
