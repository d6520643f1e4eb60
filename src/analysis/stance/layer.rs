//! Spans laid over the tokens of an article: which of them each token belongs to.

use crate::{analysis::Reading, text::Span};

/// Spans with their owners, and for each token the shortest of those that it belongs to.
pub struct Layer {
    spans: Vec<(Span, usize)>,
    /// For each token the number of its span, [`NONE`] where there is none.
    places: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Layer {
    /// Lays the spans over the tokens. Of two that are equally long the later one is above.
    pub fn new(reading: &Reading, spans: Vec<(Span, usize)>) -> Self {
        let mut places = vec![NONE; reading.tokens.len()];
        for (number, (span, _)) in (0..NONE).zip(&spans) {
            for place in &mut places[reading.tokens_in(*span)] {
                let below = spans.get(*place as usize);
                if below.is_none_or(|(below, _)| span.len() <= below.len()) {
                    *place = number;
                }
            }
        }
        Self { spans, places }
    }

    /// The owner of the span that the token belongs to.
    pub fn at(&self, token: usize) -> Option<usize> {
        let (_, owner) = self.spans.get(*self.places.get(token)? as usize)?;
        Some(*owner)
    }
}

#[cfg(test)]
mod tests {
    use super::Layer;
    use crate::{analysis::Reading, article::Article, lexicon::Lexicon, text::Span};

    #[test]
    fn a_token_belongs_to_the_shortest_of_its_spans() {
        let text = "one two three four five six";
        let paragraphs = vec![Span::new(0, text.len())];
        let article = Article { text: text.into(), paragraphs, ..Article::default() };
        let lexicon = Lexicon::english();
        let span = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let spans = ["two three", "one two three four", "four", "three four"];
        let spans = spans.into_iter().zip(10..).map(|(words, owner)| (span(words), owner));
        let layer = Layer::new(&Reading::new(&article, &lexicon), spans.collect());
        let owners = (0..7).map(|token| layer.at(token));
        let expected = [Some(11), Some(10), Some(10), Some(12), None, None, None];
        assert_eq!(owners.collect::<Vec<_>>(), expected);
    }
}
