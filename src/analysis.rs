//! The whole engine: from an article to the facts about it, a stage a file.
//!
//! Each stage reads the article and the facts of the stages before it. A reader that holds an
//! [`Analysis`] may replace it by a later, better one at any time, since facts point into the text
//! and not at each other's places on a screen.

pub mod actor;
pub mod attribution;
mod index;
pub mod issue;
pub mod mark;
#[cfg_attr(not(feature = "network"), path = "analysis/absent.rs")]
pub mod network;
mod overlap;
pub mod pass;
pub mod reconcile;
pub mod review;
pub mod sentence;
pub mod set_off;
pub mod stance;
pub mod token;
pub mod transcript;
pub mod work;

use std::ops::Range;

use crate::{article::Article, fact::Analysis, lexicon::Lexicon, text::Span};
use index::Index;
use network::Network;
use sentence::Sentence;
use token::Token;
use work::Work;

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
    index: Index,
}

impl<'a> Reading<'a> {
    /// Tells the words and sentences of the article apart.
    #[must_use]
    pub fn new(article: &'a Article, lexicon: &'a Lexicon) -> Self {
        let tokens = token::find(article, lexicon);
        let sentences = sentence::find(article, &tokens);
        let index = Index::of(&tokens);
        Self { article, lexicon, tokens, sentences, index }
    }

    /// The words of a token.
    #[must_use]
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |token| token.span.of(&self.article.text))
    }

    /// The tokens that share at least a byte with the span.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let [start, end] =
            [span.start, span.end].map(|at| self.index.first_after(&self.tokens, at));
        let last = self.tokens.get(end).is_some_and(|token| token.span.start < span.end);
        start..end + usize::from(last)
    }
}

/// What reads articles: the rules, and the network beside them if it is wanted.
pub struct Engine {
    lexicon: Lexicon,
    network: Option<Network>,
}

impl Engine {
    /// The rules alone: soon ready, and small.
    #[must_use]
    pub fn rules() -> Self {
        Self { lexicon: Lexicon::english(), network: None }
    }

    /// The rules and the network, which is loaded when it is first needed.
    #[cfg(feature = "network")]
    #[must_use]
    pub fn network() -> Self {
        Self { lexicon: Lexicon::english(), network: Some(Network::shipped()) }
    }

    /// The words that it knows.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }
}

impl Default for Engine {
    /// The best that the build has.
    fn default() -> Self {
        #[cfg(feature = "network")]
        return Self::network();
        #[cfg(not(feature = "network"))]
        Self::rules()
    }
}

/// What the article says of who said what and where they stand.
#[must_use]
pub fn analyze(article: &Article, engine: &Engine) -> Analysis {
    let mut work = Work::begin(article, engine);
    work.finish();
    work.facts()
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::{prelude::*, sample::select};

    use super::{Engine, Reading, analyze};
    use crate::{
        article::{Article, ParagraphKind},
        fact::Analysis,
        text::Span,
    };

    static RULES: LazyLock<Engine> = LazyLock::new(Engine::rules);

    /// Words that rules turn on.
    const WORDS: &str = "he She they his who whose which that I We it some others the a The of to \
        for against and but not n't no Nobody said says saying told According according to \
        opposes opposed refused support supports accused ruled out warned rejected is was would \
        may has been minister President Mr. Sen. spokeswoman officials critics Macron Ann Lee \
        Lee’s Italy Italian NATO U.S. J. Party former by plan ban idea Monday 2016 claim letter \
        because if whether deeply 43 with wife Facebook wrote called themselves";
    /// Marks that rules turn on.
    const MARKS: &str =
        "“ ” \" ‘ ’ ' '' `` « » „ , . ? ! : ; — – -- ( ) [ ] ... … & / ’s 's n’t - @";
    /// Characters that change their length with their case, join others, or are not seen.
    const ODD: &str = "İ ß é e\u{301} 漢字 \u{200b} \u{a0} ﬁ Ⅷ ² Ǆ _";

    /// Words, marks and odd characters in an order that no writer would give them.
    fn any_text() -> impl Strategy<Value = String> {
        let one_of = |list: &'static str| select(list.split(' ').collect::<Vec<_>>());
        let part = prop_oneof![
            12 => one_of(WORDS).prop_map(|word| format!("{word} ")),
            6 => one_of(MARKS).prop_map(str::to_owned),
            3 => one_of(MARKS).prop_map(|mark| format!("{mark} ")),
            2 => Just("\n\n".to_owned()),
            1 => Just(" ".to_owned()),
            1 => one_of(ODD).prop_map(str::to_owned),
            1 => "\\PC{1,6}",
        ];
        prop::collection::vec(part, 0..80).prop_map(|parts| parts.concat())
    }

    fn article(text: String) -> Article {
        let mut paragraphs = Vec::new();
        let mut start = 0;
        for part in text.split_inclusive("\n\n") {
            paragraphs.push(Span::new(start, start + part.len()).trim(&text));
            start += part.len();
        }
        paragraphs.retain(|span| !span.is_empty());
        let kinds = vec![ParagraphKind::Body; paragraphs.len()];
        Article { text, paragraphs, kinds, ..Article::default() }
    }

    /// Every span that a fact of the analysis holds.
    fn spans(facts: &Analysis) -> Vec<Span> {
        let quotations = facts.quotations.iter().flat_map(|quotation| {
            let pieces = [&quotation.content, &quotation.source, &quotation.cue];
            pieces.into_iter().flatten().copied().chain(quotation.carried)
        });
        let actors = facts.actors.iter().flat_map(|actor| {
            let mentions = actor.mentions.iter().flat_map(|m| [Some(m.span), m.antecedent]);
            let names = actor.aliases.iter().copied().chain(actor.description).chain([actor.name]);
            names.chain(mentions.flatten())
        });
        let issues = facts.issues.iter().map(|issue| issue.label);
        let stances = facts.stances.iter().flat_map(|stance| {
            stance.cues.iter().copied().chain([stance.target.span, stance.evidence])
        });
        quotations.chain(actors).chain(issues).chain(stances).collect()
    }

    /// Fails where facts do not fit their article or stand in no order.
    fn fit(article: &Article, facts: &Analysis) -> Result<(), TestCaseError> {
        for span in spans(facts) {
            prop_assert!(!span.of(&article.text).is_empty(), "{:?} of {:?}", span, article.text);
        }
        let Analysis { quotations, actors, issues, stances } = facts;
        prop_assert!(quotations.is_sorted_by_key(|quotation| quotation.extent().start));
        prop_assert!(stances.is_sorted_by_key(|stance| stance.evidence.start));
        prop_assert!(actors.is_sorted_by_key(|actor| actor.mentions.first().map(|m| m.span)));
        for actor in actors {
            prop_assert!(!actor.mentions.is_empty());
            prop_assert!(actor.mentions.is_sorted_by_key(|mention| mention.span.start));
        }
        for quotation in quotations {
            prop_assert!(!quotation.content.is_empty());
            prop_assert!(quotation.content.is_sorted_by(|piece, next| piece.end <= next.start));
            prop_assert!(quotation.actor.is_none_or(|actor| actor < actors.len()));
            prop_assert!((0.0..=1.0).contains(&quotation.confidence));
        }
        for stance in stances {
            prop_assert!(stance.actor < actors.len() && stance.issue < issues.len());
            prop_assert!(stance.target.actor.is_none_or(|actor| actor < actors.len()));
            prop_assert!(stance.quotation.is_none_or(|index| index < quotations.len()));
            prop_assert!((0.0..=1.0).contains(&stance.confidence));
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn any_text_gives_facts_whose_spans_fit_it_and_whose_order_holds(text in any_text()) {
            let article = article(text);
            let facts = analyze(&article, &RULES);
            fit(&article, &facts)?;
        }

        #[test]
        fn every_token_stands_after_the_last_and_in_one_sentence(text in any_text()) {
            let article = article(text);
            let reading = Reading::new(&article, &RULES.lexicon);
            let mut end = 0;
            for token in &reading.tokens {
                prop_assert!(token.span.start >= end && !token.span.of(&article.text).is_empty());
                end = token.span.end;
            }
            let mut next = 0;
            for sentence in &reading.sentences {
                prop_assert_eq!(sentence.tokens.start, next);
                prop_assert!(!sentence.tokens.is_empty());
                prop_assert!(article.paragraphs[sentence.paragraph].covers(sentence.span));
                next = sentence.tokens.end;
            }
            prop_assert_eq!(next, reading.tokens.len());
        }
    }

    #[cfg(feature = "network")]
    #[test]
    fn what_the_network_takes_of_marks_alone_is_nothing() {
        let text = "&ྰ:is ’for \n\n]he -with _/\n\n— \n\n!he ;\n\n” ‘ Mr. Nobody called \u{200b}claim -\n\n! \
                    ?they ' plan 's 43 out opposes \n\n) kI Ⅷothers \n\ne\u{301}themselves 𝓁opposes \n\n\
                    others they ... According by & \n\n";
        let article = article(text.to_owned());
        fit(&article, &analyze(&article, &Engine::network())).unwrap();
    }

    #[cfg(feature = "network")]
    proptest! {
        // Few: without optimisation the network takes its time.
        #![proptest_config(ProptestConfig {
            cases: 16,
            failure_persistence: None,
            ..Default::default()
        })]

        #[test]
        fn with_the_network_they_hold_too(text in any_text()) {
            static BOTH: LazyLock<Engine> = LazyLock::new(Engine::network);
            let article = article(text);
            fit(&article, &analyze(&article, &BOTH))?;
        }
    }
}
