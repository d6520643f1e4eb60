//! What the search for quotations reads: the tokens, and which of them stand between marks.

use std::ops::Range;

use crate::{
    analysis::{
        Reading,
        mark::{self, Quoted},
        sentence::Sentence,
        token::Token,
    },
    text::Span,
};

/// How far from a verb its clause is looked for, in tokens; this keeps the cost linear in a
/// sentence that never ends.
const REACH: usize = 250;

/// The longest content of one piece, in tokens; it bounds the search on both sides of a cue in such
/// a sentence too.
pub const LONGEST: usize = 400;

/// An article with its quoted stretches and, for each token, where it stands.
pub struct Scene<'a> {
    /// The article, its tokens and sentences.
    pub reading: &'a Reading<'a>,
    /// The stretches between quotation marks.
    pub quoted: Vec<Quoted>,
    /// For each token the index of its stretch, if any.
    inside: Vec<Option<u32>>,
    /// For each token the index of its sentence.
    sentence: Vec<u32>,
}

impl<'a> Scene<'a> {
    /// Pairs the marks of the article and notes where each token stands.
    pub fn new(reading: &'a Reading<'a>) -> Self {
        let mut quoted = mark::find(reading.article, &reading.tokens);
        quoted.retain(|stretch| !is_nickname(reading, stretch));
        let mut inside = vec![None; reading.tokens.len()];
        for (number, stretch) in (0..).zip(&quoted) {
            inside[stretch.tokens.0..=stretch.tokens.1].fill(Some(number));
        }
        let mut sentence = vec![0; reading.tokens.len()];
        for (number, found) in (0..).zip(&reading.sentences) {
            sentence[found.tokens.clone()].fill(number);
        }
        Self { reading, quoted, inside, sentence }
    }

    /// The words of a token; empty after the last.
    pub fn word(&self, i: usize) -> &'a str {
        self.reading.word(i)
    }

    /// The stretch between marks that the token stands in, its marks included.
    pub fn stretch(&self, i: usize) -> Option<&Quoted> {
        let number = (*self.inside.get(i)?)?;
        self.quoted.get(number as usize)
    }

    /// The sentence of the token.
    pub fn sentence(&self, i: usize) -> &'a Sentence {
        &self.reading.sentences[self.sentence[i] as usize]
    }

    /// The tokens around `i` that a clause may take: within its sentence, not across a mark, and
    /// within [`REACH`].
    pub fn room(&self, i: usize) -> Range<usize> {
        let sentence = self.sentence(i).tokens.clone();
        let (low, high) =
            (sentence.start.max(i.saturating_sub(REACH)), sentence.end.min(i + REACH));
        if let Some(stretch) = self.stretch(i) {
            let (first, last) = stretch.tokens;
            return low.max(first + 1)..high.min(if stretch.closed { last } else { last + 1 });
        }
        let before = (low..i).rev().find(|&j| self.inside[j].is_some());
        let after = (i..high).find(|&j| self.inside[j].is_some());
        before.map_or(low, |j| j + 1)..after.unwrap_or(high)
    }

    /// From the first to after the last of the tokens, in bytes.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        match self.reading.tokens.get(tokens.clone()) {
            Some([first, .., last]) => first.span.to(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }
}

/// `Robert “Bobby” Lee`: a word or two between the parts of a name.
fn is_nickname(reading: &Reading, stretch: &Quoted) -> bool {
    let (first, last) = stretch.tokens;
    let capital = |i: usize| reading.tokens.get(i).is_some_and(Token::is_capital);
    last - first <= 3
        && first > 0
        && capital(first - 1)
        && (first + 1..=last + 1).all(|i| i == last || capital(i))
}

/// Whether the mark is a dash.
pub fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "--" | "–" | "—" | "―")
}
