//! How far a description reaches around its noun.

use std::ops::Range;

use super::noun::{self, Noun, is_noun_like};
use crate::{
    analysis::{Reading, token::Shape},
    lexicon::{Class, VerbForm},
};

/// The words that a description reaches over at most, before and after its noun.
const REACH: usize = 14;

/// Which tokens belong to names, for steps over whole names.
pub(super) struct Covers {
    names: Vec<u32>,
    /// The tokens of each name, its title included.
    pub(super) whole: Vec<Range<usize>>,
    heads: Vec<usize>,
}

impl Covers {
    pub(super) fn new(reading: &Reading, names: &[Noun]) -> Self {
        let mut covers =
            Self { names: vec![0; reading.tokens.len()], whole: Vec::new(), heads: Vec::new() };
        for (i, name) in names.iter().enumerate() {
            let start = if name.title.is_empty() { name.tokens.start } else { name.title.start };
            let whole = start..name.tokens.end;
            for token in whole.clone() {
                covers.names[token] = u32::try_from(i + 1).unwrap_or_default();
            }
            covers.whole.push(whole);
            covers.heads.push(name.head);
        }
        covers
    }

    /// The name that the token belongs to, its title included.
    pub(super) fn name(&self, token: usize) -> Option<usize> {
        (*self.names.get(token)? as usize).checked_sub(1)
    }

    pub(super) fn head(&self, token: usize) -> Option<usize> {
        self.name(token).filter(|&name| self.heads[name] == token)
    }
}

/// The first token of the description: its determiner, or its owner's first.
pub(super) fn start_of(reading: &Reading, covers: &Covers, limit: usize, head: usize) -> usize {
    let mut start = covers.name(head).map_or(head, |name| covers.whole[name].start);
    while start > limit && head - start < REACH {
        let before = start - 1;
        if let Some(name) = covers.name(before) {
            start = covers.whole[name].start;
            continue;
        }
        if noun::is_possessive(reading, before) {
            start = before;
        } else if opens_noun(reading, before) {
            start = before;
            // The determiner of an owner: "the company’s chief executive" goes on before it.
            if before == limit || !noun::is_possessive(reading, before - 1) {
                return start;
            }
        } else if is_noun_like(reading, before) && !ends_clause(reading, covers, limit, before) {
            start = before;
        } else {
            break;
        }
    }
    start + usize::from(noun::is_possessive(reading, start))
}

/// The token after the description: past "of …", "for …".
pub(super) fn end_of(reading: &Reading, covers: &Covers, head: usize, limit: usize) -> usize {
    let mut end = head + 1;
    let mut complement = None;
    while end < limit && end - head < REACH {
        if opens_complement(reading, covers, end, limit) {
            complement = Some(end + 1);
            end += 1;
        } else if complement.is_some_and(|begin| goes_on(reading, covers, begin, end)) {
            end = covers.name(end).map_or(end + 1, |name| covers.whole[name].end);
        } else {
            break;
        }
    }
    end
}

/// Whether the complement that began at `begin` goes on with the token.
fn goes_on(reading: &Reading, covers: &Covers, begin: usize, token: usize) -> bool {
    if covers.name(token).is_some() || noun::is_possessive(reading, token) {
        return true;
    }
    if reading.tokens[token].is(Class::Determiner) {
        return token == begin || reading.tokens[token - 1].is(Class::Determiner);
    }
    // After a bare name only a verb goes on in small letters: "critics in Rome fear".
    let bare = token > begin && covers.name(token - 1).is_some() && !opens_noun(reading, begin);
    is_noun_like(reading, token) && !noun::is_verb(reading, token) && !bare
}

/// Whether a preposition with its noun goes on with the description at `at`.
fn opens_complement(reading: &Reading, covers: &Covers, at: usize, limit: usize) -> bool {
    let next = at + 1;
    let word = reading.word(at);
    let joins =
        matches!(word, "of" | "for" | "to" | "at" | "in" | "from" | "with" | "on" | "against");
    if !joins || next >= limit {
        return false;
    }
    if covers.name(next).is_some() || reading.tokens[next].is(Class::Determiner) {
        return true;
    }
    // After "to" a word in small letters is a verb, and so is "beating" after "of".
    word != "to"
        && !reading.word(next).ends_with("ing")
        && is_noun_like(reading, next)
        && !noun::is_verb(reading, next)
}

/// Whether the word is rather a verb than a part of the noun phrase that goes on after it.
fn ends_clause(reading: &Reading, covers: &Covers, limit: usize, token: usize) -> bool {
    let after_name = token > limit && covers.name(token - 1).is_some();
    let found = &reading.tokens[token];
    // "White House press secretary", "Ortiz communications director Lee": a verb would agree.
    let one = after_name && !reading.word(token - 1).ends_with('s');
    let base = found.has_form(VerbForm::Base) && !found.has_form(VerbForm::Past);
    let titled = !found.word.is_verb() && covers.name(token + 2).is_some();
    if one && (base || titled) && reading.tokens[token + 1].is(Class::Role) {
        return false;
    }
    let third = after_name && found.shape == Shape::Lower && {
        let word = reading.word(token);
        word.ends_with('s') && !word.ends_with("ss") && !found.is(Class::Role)
    };
    let opened = token > limit && opens_noun(reading, token - 1);
    let gerund = reading.word(token).ends_with("ing") && found.shape == Shape::Lower;
    third || (gerund || noun::is_verb(reading, token)) && !opened
}

/// Whether the token can open a noun phrase: a determiner or an owner's end; "that officials" and
/// "which critics" are clauses.
pub(super) fn opens_noun(reading: &Reading, token: usize) -> bool {
    let determiner = reading.tokens[token].is(Class::Determiner)
        && !matches!(reading.word(token), "that" | "which" | "what" | "such");
    determiner || noun::is_possessive(reading, token)
}
