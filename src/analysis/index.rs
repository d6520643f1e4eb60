//! Which tokens stand at a place of the text, found at once: articles can be long.

use super::token::Token;

/// How far apart the places are whose tokens are noted beforehand, in bytes.
const STEP: usize = 32;

/// For every [`STEP`]th byte of a text the first token that ends after it.
pub struct Index(Vec<usize>);

impl Index {
    /// Notes the tokens, which stand in order, in one pass.
    pub fn of(tokens: &[Token]) -> Self {
        let end = tokens.last().map_or(0, |token| token.span.end);
        let mut firsts = Vec::with_capacity(end / STEP + 1);
        for (number, token) in tokens.iter().enumerate() {
            firsts.resize(token.span.end.div_ceil(STEP), number);
        }
        Self(firsts)
    }

    /// The first of the same tokens that ends after the byte `at`.
    pub fn first_after(&self, tokens: &[Token], at: usize) -> usize {
        let Some(&first) = self.0.get(at / STEP) else { return tokens.len() };
        let passed = tokens.iter().skip(first).take_while(|token| token.span.end <= at);
        first + passed.count()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Index;
    use crate::{
        analysis::token::{Shape, Token},
        lexicon::Word,
        text::Span,
    };

    proptest! {
        #[test]
        fn a_place_is_found_as_by_looking_at_every_token(
            sizes in prop::collection::vec((0_usize..90, 1_usize..90), 0..30)
        ) {
            let mut end = 0;
            let mut token = |(gap, size)| {
                let start = end + gap;
                end = start + size;
                Token { span: Span::new(start, end), shape: Shape::Lower, word: Word::default() }
            };
            let tokens: Vec<Token> = sizes.into_iter().map(&mut token).collect();
            let index = Index::of(&tokens);
            for at in 0..end + 90 {
                let expected = tokens.iter().take_while(|token| token.span.end <= at).count();
                prop_assert_eq!(index.first_after(&tokens, at), expected);
            }
        }
    }
}
