//! Quotations by a small trained network: it reads windows of an article and proposes contents,
//! cues and sources, and which of them belong together.
//!
//! The network is a transformer of six layers (`assets/models/attribution`, where its training and
//! its figures are). It is part of the program and is used where it lies.

mod chain;
mod link;
mod model;
mod piece;
mod quoted;
mod roles;
mod tag;
mod window;

use std::{ops::Range, sync::LazyLock};

use super::Reading;
use crate::{fact::Quotation, text::Span};
use model::Model;
use piece::Vocabulary;
pub use roles::Roles;
use tag::Tags;
pub use window::Window;

/// The network; it is loaded when it is first asked, which takes some milliseconds.
///
/// Should the inference library refuse its parameters, it finds nothing: then rules go on alone.
pub struct Network {
    model: LazyLock<Option<Model>>,
    vocabulary: LazyLock<Option<Vocabulary>>,
}

impl Network {
    /// The network that comes with the program.
    #[must_use]
    pub const fn shipped() -> Self {
        Self { model: LazyLock::new(Model::load), vocabulary: LazyLock::new(Vocabulary::load) }
    }

    /// Whether it can be loaded.
    #[must_use]
    pub fn can_read(&self) -> bool {
        self.model.is_some() && self.vocabulary.is_some()
    }

    /// Some of the article's paragraphs in windows, in order. They can be read in any order, and
    /// apart from each other.
    #[must_use]
    pub fn windows(&self, reading: &Reading, paragraphs: Range<usize>) -> Vec<Window> {
        let vocabulary = self.vocabulary.as_ref();
        vocabulary.map_or(Vec::new(), |known| window::find(reading, known, paragraphs))
    }

    /// The quotations of a window, sorted by the start of their content, no actor told yet; and what
    /// its words are as parts of stances.
    #[must_use]
    pub fn read(&self, window: &Window, reading: &Reading) -> (Vec<Quotation>, Roles) {
        let model = self.model.as_ref();
        let Some((model, scores)) = model.and_then(|model| Some((model, model.run(window)?)))
        else {
            return Default::default();
        };
        let tags = Tags::new(&scores.tags, &window.heads, &model.chain);
        let quotations = link::quotations(window, &scores, &tags, reading);
        (quotations, Roles::new(window, &scores.roles))
    }

    /// How a window's words speak for a stance of a holder with a verb on a target: the logits that
    /// it is one, that it is in favour, and that it is an open one. `None` where the target stands
    /// elsewhere.
    #[must_use]
    pub fn judge(
        &self,
        roles: &Roles,
        [holder, verb]: [Option<Span>; 2],
        target: Span,
    ) -> Option<[f32; 3]> {
        self.model.as_ref()?.scorer.score(roles, [holder, verb], target)
    }
}

#[cfg(test)]
mod tests {
    use super::Network;
    use crate::{
        analysis::Reading,
        article::Article,
        fact::{Quotation, QuotationKind},
        lexicon::Lexicon,
        text::Span,
    };

    /// What the network finds in a short article.
    fn find(article: &Article) -> Vec<Quotation> {
        let (network, lexicon) = (Network::shipped(), Lexicon::english());
        let reading = Reading::new(article, &lexicon);
        let windows = network.windows(&reading, 0..article.paragraphs.len());
        windows.iter().flat_map(|window| network.read(window, &reading).0).collect()
    }

    /// The quotations of a text with a paragraph a line: source, cue, content, sureness.
    fn check(text: &str, expected: &[(&str, &str, &str, f32)]) {
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for line in text.split('\n') {
            paragraphs.push(Span::new(at, at + line.len()));
            at += line.len() + 1;
        }
        let found = find(&Article { text: text.into(), paragraphs, ..Article::default() });
        let words =
            |spans: &[Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ");
        assert_eq!(found.len(), expected.len(), "{found:#?}");
        for (quotation, (source, cue, content, sureness)) in found.iter().zip(expected) {
            assert_eq!(words(&quotation.source), *source);
            assert_eq!(words(&quotation.cue), *cue);
            assert_eq!(words(&quotation.content), *content);
            // The arithmetic differs in its last bits from processor to processor.
            let difference = (quotation.confidence - sureness).abs();
            assert!(difference < 0.03, "{content}: {}", quotation.confidence);
        }
    }

    #[test]
    fn the_network_gives_the_answers_that_it_gave_when_it_was_trained() {
        check(
            "The harbour board said on Monday that the old bridge would open again in May.\n\
             “We are ready,” Mayor Ana Ortiz told reporters. “The work is done.”\n\
             Critics argued that the cost was too high.\n\
             According to a report by the ministry, the repair took two years.",
            KNOWN,
        );
    }

    const KNOWN: &[(&str, &str, &str, f32)] = &[
        ("The harbour board", "said", "that the old bridge would open again in May", 0.87),
        ("Mayor Ana Ortiz", "told", "We are ready … The work is done", 0.93),
        ("Critics", "argued", "that the cost was too high", 0.90),
        ("a report by the ministry", "According to", "the repair took two years", 0.82),
    ];

    #[test]
    fn the_network_tells_who_is_for_and_who_against() {
        let text = "The union opposes the merger. Mayor Ana Ortiz praised the bridge on Monday.";
        let article = Article {
            text: text.to_owned(),
            paragraphs: vec![Span::new(0, text.len())],
            ..Article::default()
        };
        let (network, lexicon) = (Network::shipped(), Lexicon::english());
        let reading = Reading::new(&article, &lexicon);
        let windows = network.windows(&reading, 0..1);
        let (_, roles) = network.read(&windows[0], &reading);
        let span = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let judge = |holder, verb, target| {
            let of_holder = [holder, verb].map(|words| Some(span(words)));
            network.judge(&roles, of_holder, span(target)).unwrap()
        };
        let [stance, side, _] = judge("The union", "opposes", "the merger");
        assert!(stance > 0.0 && side < 0.0, "{stance} {side}");
        let [stance, side, _] = judge("Mayor Ana Ortiz", "praised", "the bridge");
        assert!(stance > 0.0 && side > 0.0, "{stance} {side}");
        let [stance, ..] = judge("Mayor Ana Ortiz", "praised", "Monday");
        assert!(stance < 0.0, "{stance}");
    }

    #[test]
    fn marks_tell_the_kind() {
        let text = "Lee said: “It rains.”";
        let paragraphs = vec![Span::new(0, text.len())];
        let found = find(&Article { text: text.into(), paragraphs, ..Article::default() });
        assert_eq!(
            found.iter().map(|found| found.kind).collect::<Vec<_>>(),
            [QuotationKind::Direct]
        );
    }
}
