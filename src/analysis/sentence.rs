//! Sentences, also within quotation marks. No sentence crosses a paragraph.

use std::ops::Range;

use super::token::{Shape, Token};
use crate::{
    article::Article,
    lexicon::Class,
    text::{Span, index_at},
};

/// A sentence with its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first token to after its last, closing marks included.
    pub span: Span,
    /// Its tokens, as indices into the article's tokens.
    pub tokens: Range<usize>,
    /// The paragraph that it stands in.
    pub paragraph: usize,
}

/// The sentences of the article, in order; every token belongs to exactly one.
#[must_use]
pub fn find(article: &Article, tokens: &[Token]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut start = 0;
    while let Some(first) = tokens.get(start) {
        let paragraph = index_at(&article.paragraphs, first.span.start).unwrap_or_default();
        let limit = article.paragraphs[paragraph].end;
        let inside = tokens[start..].iter().take_while(|token| token.span.start < limit);
        let stop = start + inside.count().max(1);
        while start < stop {
            let end = end_of_sentence(&article.text, tokens, start..stop);
            let span = first_to_last(&tokens[start..end]);
            sentences.push(Sentence { span, tokens: start..end, paragraph });
            start = end;
        }
    }
    sentences
}

fn first_to_last(tokens: &[Token]) -> Span {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => Span::default(),
    }
}

/// The index after the last token of the sentence that begins `tokens[range]`.
fn end_of_sentence(text: &str, tokens: &[Token], range: Range<usize>) -> usize {
    for i in range.clone() {
        let Some(strength) = terminal(text, &tokens[i]) else { continue };
        let mut next = i + 1;
        let mut closed = false;
        let limit = range.end.min(next + MOST_CLOSING);
        while next < limit && is_closing(text, tokens, next) {
            closed = true;
            next += 1;
        }
        if next >= range.end || begins_sentence(text, tokens, next..range.end, strength, closed) {
            return next;
        }
    }
    range.end
}

/// The most marks that close one sentence. A longer run is closed from further on in it; were each
/// run seen whole from each of its marks, a line of exclamation marks would never be done.
const MOST_CLOSING: usize = 16;

/// How a token can end a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Terminal {
    /// A period.
    Period,
    /// A question or exclamation mark, or an ellipsis: more may follow.
    Mark,
    /// The period of an abbreviation.
    Abbreviation,
}

fn terminal(text: &str, token: &Token) -> Option<Terminal> {
    let words = token.span.of(text);
    if token.is_word() {
        let abbreviated = words.ends_with('.') && !token.is(Class::Title);
        return abbreviated.then_some(Terminal::Abbreviation);
    }
    match words {
        "." => Some(Terminal::Period),
        "?" | "!" | "…" | "。" | "！" | "？" => Some(Terminal::Mark),
        _ => words.starts_with("..").then_some(Terminal::Mark),
    }
}

/// Whether the token goes on closing a sentence after its terminal: a mark that touches what
/// stands before it, or another terminal.
fn is_closing(text: &str, tokens: &[Token], i: usize) -> bool {
    let words = tokens[i].span.of(text);
    let touches = tokens[i - 1].span.end == tokens[i].span.start;
    touches && matches!(words, "\"" | "”" | "’" | "'" | "''" | "»" | ")" | "]" | "." | "?" | "!")
}

fn begins_sentence(
    text: &str,
    tokens: &[Token],
    rest: Range<usize>,
    terminal: Terminal,
    closed: bool,
) -> bool {
    let opening = |i: &usize| {
        let words = tokens[*i].span.of(text);
        matches!(
            words,
            "\"" | "“" | "‘" | "'" | "''" | "``" | "«" | "(" | "[" | "—" | "–" | "-" | "•"
        )
    };
    let opened = rest.clone().take_while(opening).count();
    let Some(first) = rest.clone().nth(opened) else { return false };
    let token = &tokens[first];
    if !(token.is_capital() || token.shape == Shape::Number || opened > 0) {
        return false;
    }
    match terminal {
        Terminal::Period => true,
        // `"Why?" Lee asked.` goes on; `"Why?" It was late.` does not.
        Terminal::Mark => !(closed && speech_verb_follows(tokens, first..rest.end)),
        Terminal::Abbreviation => {
            opened > 0
                || token.is(Class::Determiner)
                || token.is(Class::Pronoun)
                || token.is(Class::Preposition)
                || token.is(Class::Conjunction)
        }
    }
}

/// Whether a verb of speech follows within a few words, before any mark.
fn speech_verb_follows(tokens: &[Token], rest: Range<usize>) -> bool {
    rest.take(6)
        .map(|i| &tokens[i])
        .take_while(|token| token.is_word())
        .any(|token| token.is(Class::SpeechVerb))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::{analysis::token, article::Article, lexicon::Lexicon, text::Span};

    fn check(expected: &str) {
        let text = expected.replace(" | ", " ");
        let paragraphs = vec![Span::new(0, text.len())];
        let article = Article { text, paragraphs, ..Article::default() };
        let tokens = token::find(&article, &Lexicon::english());
        let found: Vec<_> =
            find(&article, &tokens).iter().map(|s| s.span.of(&article.text).to_owned()).collect();
        assert_eq!(found.join(" | "), expected);
    }

    #[test]
    fn titles_and_initials_do_not_end_a_sentence() {
        check("Sen. J. Lee met Mr. Ito. | They spoke.");
    }

    #[test]
    fn an_abbreviation_ends_a_sentence_before_a_word_that_begins_one() {
        check("She left the U.S. | The vote came later.");
        check("She joined the U.S. Senate.");
    }

    #[test]
    fn sentences_are_told_apart_within_marks() {
        check("“It is late. | We go,” he said. | “Now.”");
    }

    #[test]
    fn a_question_before_its_cue_goes_on() {
        check("“Why now?” Lee asked. | “No!” | It was over.");
        check("“Why now?” he asked.");
    }
}
