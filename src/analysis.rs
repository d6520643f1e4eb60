//! The whole engine: from an article to the facts about it, a stage a file.
//!
//! Each stage reads the article and the facts of the stages before it. An engine is a function
//! from an article to an [`Analysis`]; a reader that holds one may replace it by a later, better
//! one at any time, since facts point into the text and not at each other's places on a screen.

pub mod actor;
pub mod attribution;
pub mod issue;
pub mod mark;
pub mod sentence;
pub mod stance;
pub mod token;

use crate::{article::Article, fact::Analysis, lexicon::Lexicon};
use sentence::Sentence;
use token::Token;

/// An article with its words and sentences told apart: what every later stage reads.
pub struct Reading<'a> {
    /// The article.
    pub article: &'a Article,
    /// The words of its language.
    pub lexicon: &'a Lexicon,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
}

impl<'a> Reading<'a> {
    /// Tells the words and sentences of the article apart.
    #[must_use]
    pub fn new(article: &'a Article, lexicon: &'a Lexicon) -> Self {
        let tokens = token::find(article, lexicon);
        let sentences = sentence::find(article, &tokens);
        Self { article, lexicon, tokens, sentences }
    }

    /// The words of a token.
    #[must_use]
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |token| token.span.of(&self.article.text))
    }
}

/// What the article says of who said what and where they stand.
#[must_use]
pub fn analyze(article: &Article, lexicon: &Lexicon) -> Analysis {
    let reading = Reading::new(article, lexicon);
    let mut quotations = attribution::find(&reading);
    let actors = actor::find(&reading, &mut quotations);
    let mut stances = stance::find(&reading, &quotations, &actors);
    let issues = issue::gather(&reading, &actors, &mut stances);
    Analysis { quotations, actors, issues, stances }
}
