//! Noun phrases and verb groups around a verb, told by the classes of their words alone.

use std::ops::Range;

use crate::{
    analysis::{
        Reading,
        token::{Shape, Token},
    },
    lexicon::{Class, VerbForm},
};

/// The most tokens that a noun phrase or a parenthesis may have.
const LONGEST: usize = 30;

/// The first token of the verb group that ends with the verb `verb`: its auxiliaries, adverbs and
/// negations ("has also not said"). Nothing before `floor` belongs to it.
pub fn group_start(reading: &Reading, verb: usize, floor: usize) -> usize {
    let mut start = verb;
    while start > floor && is_group_word(reading, start - 1) {
        start -= 1;
    }
    start
}

/// Whether the token may stand in a verb group before the verb.
fn is_group_word(reading: &Reading, i: usize) -> bool {
    let token = &reading.tokens[i];
    token.is(Class::Auxiliary)
        || is_adverb(reading, i)
        || token.is(Class::Negation) && !token.is(Class::Pronoun)
}

/// Whether the token is an adverb.
pub fn is_adverb(reading: &Reading, i: usize) -> bool {
    let token = &reading.tokens[i];
    token.is(Class::Adverb)
        || token.shape == Shape::Lower && !token.word.is_verb() && reading.word(i).ends_with("ly")
}

/// The noun phrase that ends just before the token `end`, with a parenthesis between commas that
/// follows its name ("Marine Le Pen, who once led the party,").
pub fn before(reading: &Reading, end: usize, floor: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1).filter(|last| *last >= floor)?;
    if reading.word(last) == "," {
        let comma = opening_comma(reading, last, floor)?;
        let name = noun_phrase_before(reading, comma, floor)?;
        return Some(name.start..end);
    }
    noun_phrase_before(reading, end, floor)
}

/// The comma that opens the parenthesis which the comma `close` ends.
fn opening_comma(reading: &Reading, close: usize, floor: usize) -> Option<usize> {
    // "The strike, Lee warned, would end": the words between the commas are a clause.
    if close > floor && reading.tokens[close - 1].is(Class::SpeechVerb) {
        return None;
    }
    let low = floor.max(close.saturating_sub(LONGEST));
    let mut found = None;
    for i in (low + 1..close).rev() {
        match reading.word(i) {
            "," if begins_parenthesis(reading, i + 1) => {
                found = Some(i);
                // "Lee, 43, a farmer," goes further back; "Lee, a farmer," does not.
                if reading.tokens[i - 1].shape != Shape::Number {
                    break;
                }
            }
            "\"" | "“" | "”" | "''" | ";" | ":" => break,
            _ => {}
        }
    }
    found
}

/// Whether the token begins what can stand between commas after a name.
fn begins_parenthesis(reading: &Reading, i: usize) -> bool {
    let token = &reading.tokens[i];
    let word = reading.word(i);
    token.is(Class::Determiner)
        || token.is(Class::Role)
        || token.shape == Shape::Number
        || matches!(
            word,
            "who" | "whose" | "which" | "now" | "then" | "former" | "himself" | "herself"
        )
        || token.shape == Shape::Lower
            && !token.word.is_verb()
            && !token.is(Class::Conjunction)
            && !token.is(Class::Preposition)
            && !token.is(Class::Pronoun)
            && !token.is(Class::Auxiliary)
        || token.is_capital() && !token.is(Class::Pronoun)
}

/// The noun phrase whose last token stands just before `end`.
fn noun_phrase_before(reading: &Reading, end: usize, floor: usize) -> Option<Range<usize>> {
    let head = end.checked_sub(1).filter(|head| *head >= floor)?;
    let token = &reading.tokens[head];
    if token.is(Class::Pronoun)
        && !(token.is(Class::Determiner) && is_possessive(reading.word(head)))
    {
        return Some(head..end);
    }
    if !can_be_noun(reading, head) {
        return None;
    }
    let low = floor.max(end.saturating_sub(LONGEST));
    let mut start = head;
    while start > low && joins_left(reading, start, low) {
        start -= 1;
    }
    // What opens a sentence without belonging to its subject: "In Ohio", "But".
    while start < head
        && (reading.tokens[start].is(Class::Preposition)
            || reading.tokens[start].is(Class::Conjunction))
    {
        start += 1;
    }
    Some(start..end)
}

/// Whether the pronoun says whose the noun after it is.
fn is_possessive(word: &str) -> bool {
    matches!(word, "his" | "her" | "their" | "its" | "our" | "your" | "my")
}

/// Whether the token can be the head of a noun phrase.
fn can_be_noun(reading: &Reading, i: usize) -> bool {
    let token = &reading.tokens[i];
    let function = token.is(Class::Auxiliary)
        || token.is(Class::Preposition)
        || token.is(Class::Conjunction)
        || token.is(Class::Calendar)
        || token.is(Class::Adverb);
    match token.shape {
        Shape::Mark => reading.word(i) == ")" && i > 0 && reading.tokens[i - 1].is_word(),
        Shape::Capital | Shape::Upper => {
            !function || reading.word(i).len() > 3 && !token.is(Class::Calendar)
        }
        Shape::Number => true,
        Shape::Lower => !function && !is_clitic(reading, i) && !only_verb(token),
    }
}

/// Whether a word of a noun phrase stands just before the token `i` and belongs to the phrase that
/// `i` begins so far.
fn joins_left(reading: &Reading, i: usize, low: usize) -> bool {
    let (token, next) = (&reading.tokens[i - 1], &reading.tokens[i]);
    let earlier = (i >= low + 2).then(|| &reading.tokens[i - 2]);
    if token.shape == Shape::Mark {
        return match reading.word(i - 1) {
            "&" | ")" | "/" => true,
            // "the Farmers’ League"
            "’" | "'" => earlier.is_some_and(|e| e.is_word() && e.span.end == token.span.start),
            // "Robert “Bobby” Lee"
            "“" | "”" | "\"" => next.is_capital() || earlier.is_some_and(Token::is_capital),
            "(" => !next.is(Class::Auxiliary),
            // A list of names: "A, B and C".
            "," => {
                next.is_capital() && earlier.is_some_and(Token::is_capital) && in_list(reading, i)
            }
            _ => false,
        };
    }
    if is_clitic(reading, i - 1) {
        return matches!(reading.word(i - 1), "'s" | "’s" | "'" | "’");
    }
    if token.is(Class::Auxiliary) || token.is(Class::Calendar) && token.is_capital() {
        return false;
    }
    if token.is(Class::Conjunction) && !token.is(Class::Preposition) {
        return reading.word(i - 1) == "and" && earlier.is_some_and(|e| joins_by_and(e, next));
    }
    if next.is(Class::Determiner) && !token.is(Class::Preposition) && !token.is(Class::Determiner) {
        return false;
    }
    if token.is(Class::Preposition) {
        return joins_by_preposition(reading, i, earlier);
    }
    if token.is(Class::Determiner) {
        return true;
    }
    if token.is(Class::Pronoun) || is_adverb(reading, i - 1) {
        return false;
    }
    // "elected officials": a participle between a determiner and a noun.
    !token.word.is_verb()
        || token.is_capital()
        || token.is(Class::Role)
        || earlier.is_some_and(|e| e.is(Class::Determiner))
}

fn joins_by_and(earlier: &Token, next: &Token) -> bool {
    earlier.is_capital() && next.is_capital()
        || earlier.is(Class::Role)
        || !earlier.is(Class::Pronoun)
            && earlier.shape == Shape::Lower
            && next.shape == Shape::Lower
            && !next.word.is_verb()
            && !next.is(Class::Determiner)
            && !earlier.word.is_verb()
}

fn joins_by_preposition(reading: &Reading, i: usize, earlier: Option<&Token>) -> bool {
    let word = reading.word(i - 1);
    let of = matches!(word, "of" | "for");
    let place =
        matches!(word, "in" | "at" | "from" | "with" | "to" | "on" | "against" | "behind" | "near");
    earlier.is_some_and(|e| {
        e.is_word()
            && !e.is(Class::Calendar)
            && !e.is(Class::Auxiliary)
            && !e.is(Class::Preposition)
            && !e.is(Class::Pronoun)
            && (of && (!e.word.is_verb() || e.is(Class::Role))
                || place && !e.word.is_verb() && !e.is(Class::Adverb)
                || word == "to" && reading.word(i - 2) == "close")
    })
}

/// Whether the comma before `i` stands in a list that ends with "and".
fn in_list(reading: &Reading, i: usize) -> bool {
    (i..(i + 8).min(reading.tokens.len()))
        .take_while(|&j| reading.tokens[j].is_word() || reading.word(j) == ",")
        .any(|j| reading.word(j) == "and")
}

/// Whether the token is a clitic: "’s", "n't", "'ll".
fn is_clitic(reading: &Reading, i: usize) -> bool {
    let word = reading.word(i);
    word.starts_with(['\'', '’']) && word.len() > 1 || matches!(word, "n't" | "n’t")
}

/// Whether the word is a verb and hardly anything else.
fn only_verb(token: &Token) -> bool {
    token.word.is_verb()
        && !token.is(Class::Role)
        && (token.has_form(VerbForm::Past) && !token.has_form(VerbForm::Base))
}

/// The noun phrase that begins with the token `start`, with an apposition after its name; nothing
/// from `limit` on belongs to it.
pub fn after(reading: &Reading, start: usize, limit: usize) -> Option<Range<usize>> {
    let limit = limit.min(start + LONGEST);
    let first = reading.tokens.get(start).filter(|_| start < limit)?;
    if first.is(Class::Pronoun) && (!first.is(Class::Determiner) || start + 1 >= limit) {
        return Some(start..start + 1);
    }
    if !(first.is(Class::Determiner) || can_be_noun(reading, start)) {
        return None;
    }
    let end = noun_phrase_end(reading, start, limit);
    let apposed = end < limit
        && reading.word(end) == ","
        && end + 1 < limit
        && (reading.tokens[end - 1].is_capital() && begins_parenthesis(reading, end + 1)
            || reading.tokens[end + 1].is_capital() && !reading.tokens[end - 1].is_capital());
    if !apposed {
        return Some(start..end);
    }
    if matches!(reading.word(end + 1), "who" | "whose" | "which") {
        let stop =
            (end + 2..limit).find(|&i| matches!(reading.word(i), "," | "." | ";" | "“" | "\""));
        return Some(start..stop.unwrap_or(end));
    }
    let mut close = noun_phrase_end(reading, end + 1, limit);
    if reading.tokens[end + 1].shape == Shape::Number && close < limit && reading.word(close) == ","
    {
        close = noun_phrase_end(reading, (close + 1).min(limit), limit);
    }
    // An apposition ends at a mark: what runs on is a clause of its own.
    let whole = close >= limit || matches!(reading.word(close), "," | "." | ";" | ":" | ")");
    Some(start..if whole { close } else { end })
}

fn noun_phrase_end(reading: &Reading, start: usize, limit: usize) -> usize {
    let mut named = false;
    for i in start..limit {
        let token = &reading.tokens[i];
        let word = reading.word(i);
        let ends = match token.shape {
            Shape::Mark => !matches!(word, "&" | "(" | ")" | "/"),
            _ if i == start => false,
            _ if is_clitic(reading, i) => !matches!(word, "'s" | "’s"),
            _ if token.is(Class::Auxiliary) || token.is(Class::Calendar) && token.is_capital() => {
                true
            }
            _ if token.is(Class::Preposition) => {
                word != "of" && (named || !matches!(word, "for" | "from" | "with" | "at" | "in"))
            }
            _ if token.is(Class::Conjunction) => {
                word != "and"
                    || !reading
                        .tokens
                        .get(i + 1)
                        .is_some_and(|next| next.is_capital() && i + 1 < limit)
            }
            _ if token.is(Class::Pronoun) && !token.is(Class::Determiner) => true,
            Shape::Lower => {
                let third = token.has_form(VerbForm::Third) && !token.is(Class::Role);
                is_adverb(reading, i) || named && (only_verb(token) || third)
            }
            _ => false,
        };
        if ends {
            return i.max(start + 1);
        }
        named = token.is_capital() || named && !token.is(Class::Preposition);
    }
    limit
}
