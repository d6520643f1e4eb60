//! One fact of an analysis as JSON, with what it needs to be understood by itself.

use serde::Serialize;

use super::json::{Actor, Quote, Stance, Writer};
use crate::{article::Article, fact::Analysis, text::one_line};

/// A quotation or a stance, with the fields that [`super::json::Document`] has for it. Ids and
/// offsets are those of the whole document.
#[derive(Serialize)]
pub struct Extract<'a> {
    schema: &'static str,
    offsets: &'static str,
    id: Option<&'a str>,
    title: Option<&'a str>,
    source: Option<&'a str>,
    /// The words that were said, or the sentence that shows the stance.
    text: String,
    actor: Option<Actor>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<Quote>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stance: Option<Stance>,
}

impl<'a> Extract<'a> {
    /// A quotation by its number.
    #[must_use]
    pub fn of_quotation(article: &'a Article, facts: &Analysis, index: usize) -> Option<Self> {
        let (writer, fact) = (Writer::new(article), facts.quotations.get(index)?);
        let pieces = fact.content.iter().map(|piece| one_line(piece.of(&article.text)));
        let text = pieces.collect::<Vec<_>>().join(" ");
        let actor = fact.actor.and_then(|actor| writer.known(facts, actor));
        let quote = Some(writer.quote(index, fact));
        Some(Self { text, actor, quote, ..Self::about(article) })
    }

    /// A stance by its number.
    #[must_use]
    pub fn of_stance(article: &'a Article, facts: &Analysis, index: usize) -> Option<Self> {
        let (writer, fact) = (Writer::new(article), facts.stances.get(index)?);
        let text = one_line(fact.evidence.of(&article.text));
        let actor = writer.known(facts, fact.actor);
        let stance = Some(writer.stance(index, fact));
        Some(Self { text, actor, stance, ..Self::about(article) })
    }

    fn about(article: &'a Article) -> Self {
        let about = &article.about;
        Self {
            schema: super::json::SCHEMA,
            offsets: super::json::OFFSETS,
            id: about.id.as_deref(),
            title: about.title.as_deref(),
            source: about.source.as_deref(),
            text: String::new(),
            actor: None,
            quote: None,
            stance: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::Extract;
    use crate::report::{
        fixture::{analysis, article},
        json::{Document, write},
    };

    #[test]
    fn a_fact_by_itself_says_what_the_document_says_of_it() {
        let (article, analysis) = (article(), analysis());
        let mut out = Vec::new();
        write(&mut out, &Document::of(&article, &analysis)).unwrap();
        let whole: Value = serde_json::from_slice(&out).unwrap();
        let json = |extract: Option<Extract>| serde_json::to_value(extract.unwrap()).unwrap();
        let one = json(Extract::of_quotation(&article, &analysis, 0));
        assert_eq!(one["quote"], whole["quotes"][0]);
        assert_eq!(one["actor"], whole["actors"][0]);
        assert_eq!((&one["text"], &one["title"]), (&"No,".into(), &"The quay".into()));
        assert_eq!(one.get("stance"), None);
        let one = json(Extract::of_stance(&article, &analysis, 1));
        assert_eq!(one["stance"], whole["stances"][1]);
        assert_eq!(one["text"], "Ánn Lee, the mayor, is against the quay.");
        assert!(Extract::of_quotation(&article, &analysis, 9).is_none());
    }
}
