//! How the article writes its words: which it capitalises within sentences, which it does not.

use rustc_hash::FxHashSet;

use super::key;
use crate::{
    analysis::{
        Reading,
        sentence::Sentence,
        token::{Shape, Token},
    },
    lexicon::{Class, VerbForm},
};

/// The words of the article by how they are written, and the sentences whose capitals tell.
pub(super) struct Usage {
    lower: FxHashSet<u64>,
    capital: FxHashSet<u64>,
    telling: Vec<bool>,
}

impl Usage {
    /// Reads the whole article once.
    pub(super) fn new(reading: &Reading) -> Self {
        let mut usage = Self {
            lower: FxHashSet::default(),
            capital: FxHashSet::default(),
            telling: reading
                .sentences
                .iter()
                .map(|sentence| capitals_tell(reading, sentence))
                .collect(),
        };
        for (i, sentence) in reading.sentences.iter().enumerate() {
            for token in sentence.tokens.clone() {
                match reading.tokens[token].shape {
                    Shape::Upper if is_shouted(reading, token) => {}
                    Shape::Lower => drop(usage.lower.insert(key::word(reading.word(token)))),
                    Shape::Capital | Shape::Upper
                        if usage.telling[i] && !opens(reading, sentence, token) =>
                    {
                        usage.capital.insert(key::word(reading.word(token)));
                    }
                    _ => {}
                }
            }
        }
        usage
    }

    /// Whether the article capitalises the word elsewhere, where its place does not ask for it.
    pub(super) fn capitalises(&self, reading: &Reading, token: usize) -> bool {
        self.capital.contains(&key::word(reading.word(token)))
    }

    /// Whether the token, in the sentence of that number, can be a word of a name.
    pub(super) fn names(&self, reading: &Reading, sentence: usize, token: usize) -> bool {
        let found = &reading.tokens[token];
        if !found.is_capital() {
            return false;
        }
        let telling = self.telling[sentence] && !is_shouted(reading, token);
        if is_function(reading, token, telling) {
            return false;
        }
        let key = || key::word(reading.word(token));
        if !telling {
            let known = self.capital.contains(&key());
            return (known || found.is(Class::FirstName) || found.is(Class::Country))
                && !self.lower.contains(&key());
        }
        if !opens(reading, &reading.sentences[sentence], token) {
            return true;
        }
        let known = [
            Class::Title,
            Class::FirstName,
            Class::Country,
            Class::Capital,
            Class::Nationality,
            Class::Place,
            Class::Press,
        ];
        if known.into_iter().any(|class| found.is(class)) || found.shape == Shape::Upper {
            return true;
        }
        let next = token + 1;
        // "De Boer’s charge", "United Growers", "Keep Rivers Moving"
        let word = reading.word(token);
        let own = (word == "United" || is_particle(&word.to_lowercase()))
            && reading.tokens.get(next).is_some_and(Token::is_capital)
            || is_call(reading, token);
        if own {
            return true;
        }
        if self.capital.contains(&key()) {
            return !found.word.is_verb();
        }
        let particle = is_particle(reading.word(next))
            && reading
                .tokens
                .get(next + 1)
                .is_some_and(|token| token.is_capital() || is_particle(reading.word(next + 1)));
        let goes_on = particle
            || reading.tokens.get(next).is_some_and(Token::is_capital)
                && !is_function(reading, next, true);
        !self.lower.contains(&key()) && !found.word.is_verb() && goes_on
    }
}

/// Whether a name begins here that calls upon somebody, as those of campaigns do: a verb, a word
/// and another verb or an adjective, all capitalised, "Keep Haverstoke Moving".
pub(super) fn is_call(reading: &Reading, token: usize) -> bool {
    let capital = |i: &usize| {
        reading
            .tokens
            .get(*i)
            .is_some_and(|found| found.shape == Shape::Capital && !is_function(reading, *i, true))
    };
    let size = (token..token + 6).take_while(capital).count();
    let last = token + size.max(1) - 1;
    let end = &reading.tokens[last];
    let turns = end.has_form(VerbForm::Gerund) || reading.word(last).ends_with("ing");
    size > 2 && reading.tokens[token].has_form(VerbForm::Base) && turns
}

/// "de", "van", "bin": a small word inside a name.
pub(super) fn is_particle(word: &str) -> bool {
    let known = [
        "de", "la", "le", "van", "von", "der", "den", "del", "della", "delle", "di", "da", "do",
        "dos", "du", "des", "dal", "dei", "bin", "ibn", "al", "el", "y", "ten", "ter", "zu", "zur",
        "af", "av",
    ];
    known.contains(&word)
}

/// Whether the token is where any word is capitalised: first in the sentence, after a colon or
/// an opening mark.
pub(super) fn opens(reading: &Reading, sentence: &Sentence, token: usize) -> bool {
    token == sentence.tokens.start
        || matches!(
            reading.word(token - 1),
            "\"" | "“" | "‘" | "''" | "``" | "«" | ":" | "•" | "(" | "[" | "..." | "…"
        )
}

/// Words of grammar: no name consists of one, nor begins with one.
fn is_function(reading: &Reading, token: usize, telling: bool) -> bool {
    let found = &reading.tokens[token];
    if telling && found.shape == Shape::Upper && found.span.len() > 1 {
        // "US" is no pronoun, "IT" no pronoun, but "MR" is a title all the same.
        return false;
    }
    [
        Class::Determiner,
        Class::Pronoun,
        Class::Preposition,
        Class::Conjunction,
        Class::Negation,
        Class::Calendar,
        Class::Adverb,
    ]
    .into_iter()
    .any(|class| found.is(class))
        || found.is(Class::Auxiliary) && !found.is(Class::FirstName)
}

/// Whether the token is one of three and more in capitals: "TALKS GO ON".
fn is_shouted(reading: &Reading, token: usize) -> bool {
    let upper = |i: usize| {
        reading
            .tokens
            .get(i)
            .is_some_and(|token| token.shape == Shape::Upper && !reading.word(i).contains('.'))
    };
    if !upper(token) {
        return false;
    }
    let before = (1..3).take_while(|&back| token.checked_sub(back).is_some_and(upper)).count();
    let after = (1..3).take_while(|&on| upper(token + on)).count();
    before + after >= 2
}

/// Whether capitals tell names in the sentence: not in a headline that capitalises every word.
fn capitals_tell(reading: &Reading, sentence: &Sentence) -> bool {
    let mut capitals = 0;
    for token in sentence.tokens.clone().skip(1) {
        let found = &reading.tokens[token];
        match found.shape {
            Shape::Lower if !is_function(reading, token, false) => return true,
            Shape::Capital | Shape::Upper if found.span.len() > 3 => capitals += 1,
            _ => {}
        }
    }
    capitals < 4
}
