//! Nouns that may mention an actor, with what their words and their place tell of whom they mean.

use std::ops::Range;

use crate::{
    analysis::{Reading, token::Shape},
    fact::MentionForm,
    lexicon::{Class, Mark, VerbForm},
    text::Span,
};

/// A name, a description or a pronoun.
#[derive(Clone, Debug)]
pub(super) struct Noun {
    /// Its tokens; of a name without title, of a description from its determiner on.
    pub tokens: Range<usize>,
    /// The token that stands for the whole: the last of a name, the noun of a description.
    pub head: usize,
    /// What the words are.
    pub form: MentionForm,
    /// What the words tell.
    pub looks: Looks,
    /// What the place tells.
    pub stands: Stands,
    /// The words before a name that say what its bearer is; empty where there are none.
    pub title: Range<usize>,
    /// The head of the earlier noun that names or describes the same actor beside this one.
    pub beside: Option<usize>,
}

/// What the words of a noun tell of its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Looks {
    /// What sort of actor it seems to be.
    pub sort: Sort,
    /// Man or woman, where the words tell.
    pub gender: Option<Gender>,
    /// Whether it means several.
    pub plural: bool,
    /// How it is introduced.
    pub opening: Opening,
}

/// What sort of actor a noun seems to mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A human being.
    Person,
    /// A body of people.
    Body,
    /// A country or its capital.
    Country,
    /// A newspaper, broadcaster or agency.
    Press,
    /// A report, a poll.
    Document,
    /// A city or region.
    Place,
    /// Capitalised words that tell nothing.
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Gender {
    Male,
    Female,
}

/// How a noun is introduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// "the minister", "this group"
    Definite,
    /// "a minister", "some ministers", "another"
    Indefinite,
    /// "his lawyer", "Ortiz’s lawyer"
    Owned,
    /// "officials", "President"
    Bare,
}

/// What the place of a noun tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stands {
    /// Its part in the clause.
    pub part: Part,
    /// The sentence that holds it.
    pub sentence: usize,
    /// Whether it stands within a description of somebody else.
    pub within: bool,
    /// Whether it is spoken by somebody in the article.
    pub quoted: bool,
}

/// The part that a noun plays in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Before its verb, or after it as in `"…," said Lee`.
    Subject,
    /// Before "’s".
    Owner,
    /// After its verb.
    Object,
    /// After a preposition, or elsewhere.
    Other,
}

impl Noun {
    /// Where it stands in the text.
    pub(super) fn span(&self, reading: &Reading) -> Span {
        span(reading, &self.tokens)
    }
}

/// From the first byte of the tokens to after their last.
pub(super) fn span(reading: &Reading, tokens: &Range<usize>) -> Span {
    match (reading.tokens.get(tokens.start), reading.tokens.get(tokens.end.saturating_sub(1))) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => Span::default(),
    }
}

/// The gender that a word tells; a word of both genders tells none.
pub(super) fn gender(reading: &Reading, token: usize) -> Option<Gender> {
    let word = reading.tokens.get(token)?.word;
    match (word.has_mark(Mark::Male), word.has_mark(Mark::Female)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

/// Whether the token is the clitic of the possessive, or the bare apostrophe after a plural.
pub(super) fn is_possessive(reading: &Reading, token: usize) -> bool {
    match reading.word(token) {
        "'s" | "’s" | "'S" | "’S" => true,
        "'" | "’" => {
            token > 0 && reading.word(token - 1).ends_with(['s', 'S']) && touches(reading, token)
        }
        _ => false,
    }
}

fn touches(reading: &Reading, token: usize) -> bool {
    reading.tokens[token - 1].span.end == reading.tokens[token].span.start
        && reading
            .tokens
            .get(token + 1)
            .is_some_and(|next| next.is_word() && next.span.start > reading.tokens[token].span.end)
}

/// Whether the token can be the verb of a clause: a known verb, or a word that ends like one. A
/// word that is both verb and noun is a noun after a determiner: "the plan".
pub(super) fn is_verb(reading: &Reading, token: usize) -> bool {
    let Some(found) = reading.tokens.get(token) else { return false };
    let noun = found.has_form(VerbForm::Base)
        && token.checked_sub(1).is_some_and(|before| {
            let before = &reading.tokens[before];
            before.is(Class::Determiner) && !before.is(Class::Pronoun)
        });
    found.shape == Shape::Lower
        && !noun
        && (found.word.is_verb()
            || found.is(Class::Auxiliary)
            || reading.word(token).ends_with("ed") && reading.word(token) != "hundred")
}

/// The part that tokens play in the clause, told by their neighbours.
pub(super) fn part(reading: &Reading, tokens: &Range<usize>, sentence: usize) -> Part {
    let bounds = reading.sentences.get(sentence).map_or(0..0, |found| found.tokens.clone());
    if is_possessive(reading, tokens.end) {
        return Part::Owner;
    }
    let before = tokens.start.checked_sub(1).filter(|before| bounds.contains(before));
    let preposition = before.is_some_and(|before| {
        let token = &reading.tokens[before];
        token.is(Class::Preposition) && !token.is(Class::Conjunction)
    });
    if preposition {
        return Part::Other;
    }
    if verb_follows(reading, tokens.end, bounds.end) {
        return Part::Subject;
    }
    match before {
        None => Part::Subject,
        Some(before) if is_verb(reading, before) => {
            let inverted = reading.tokens[before].is(Class::SpeechVerb)
                && before > bounds.start
                && !reading.tokens[before - 1].is_word();
            if inverted { Part::Subject } else { Part::Object }
        }
        Some(before) if !reading.tokens[before].is_word() && is_opening(reading, before) => {
            Part::Subject
        }
        Some(_) => Part::Other,
    }
}

fn is_opening(reading: &Reading, token: usize) -> bool {
    matches!(reading.word(token), "\"" | "“" | "‘" | "''" | "``" | "«")
}

/// Whether a verb follows at `next`: at once, after adverbs, after an apposition or relative
/// clause between commas, after a bracket, or where a quotation mark opens.
fn verb_follows(reading: &Reading, next: usize, end: usize) -> bool {
    let mut at = next;
    if matches!(reading.word(at), "," | "(" | "—" | "–" | "--") {
        let close = (at + 1..end.min(at + 24))
            .find(|&i| matches!(reading.word(i), "," | ")" | "—" | "–" | "--"));
        let Some(close) = close else { return false };
        at = close + 1;
        if reading.word(close) == ")" && reading.word(at) == "," {
            at += 1;
        }
    }
    let adverb = |i: &usize| {
        reading.word(*i).ends_with("ly")
            || matches!(
                reading.word(*i),
                "also"
                    | "then"
                    | "now"
                    | "later"
                    | "himself"
                    | "herself"
                    | "themselves"
                    | "itself"
                    | "who"
                    | "never"
                    | "still"
                    | "just"
                    | "both"
                    | "all"
            )
    };
    // "she “honestly [does] not know”": only what she does is quoted.
    let mark = |i: &usize| is_opening(reading, *i) || reading.word(*i) == "[";
    let passed = (at..end).take(3).take_while(|i| adverb(i) || mark(i)).count();
    at + passed < end && is_verb(reading, at + passed)
}

/// Whether the token can stand within a noun phrase: an adjective, a noun, a number.
pub(super) fn is_noun_like(reading: &Reading, token: usize) -> bool {
    let Some(found) = reading.tokens.get(token) else { return false };
    let grammar = [
        Class::Preposition,
        Class::Conjunction,
        Class::Auxiliary,
        Class::Pronoun,
        Class::Negation,
        Class::Determiner,
        Class::Calendar,
    ];
    found.is_word()
        && !grammar.into_iter().any(|class| found.is(class))
        && !is_possessive(reading, token)
        && !reading.word(token).ends_with("ly")
        && !matches!(
            reading.word(token),
            "how"
                | "why"
                | "also"
                | "then"
                | "now"
                | "later"
                | "even"
                | "just"
                | "only"
                | "not"
                | "yet"
                | "still"
                | "ever"
                | "never"
                | "here"
                | "there"
                | "ago"
                | "however"
        )
}
