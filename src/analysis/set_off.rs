//! Block quotations: paragraphs that are set off as somebody's words and need no marks for it.

use super::{mark::Quoted, token::Token};
use crate::{
    article::{Article, ParagraphKind},
    text::Span,
};

/// What is set off in the paragraph of that number, as if it stood between marks; `range` are its
/// tokens. One that another one follows is left open, since the quotation goes on there.
#[must_use]
pub fn find(
    article: &Article,
    tokens: &[Token],
    paragraph: usize,
    range: (usize, usize),
) -> Option<Quoted> {
    if !is_block(article, paragraph) {
        return None;
    }
    let words = tokens.get(range.0..range.1)?;
    let inner = words.first()?.span.to(words.last()?.span);
    let closed = !is_block(article, paragraph + 1);
    let inner = without_marks(inner, &article.text);
    Some(Quoted { outer: inner, inner, tokens: (range.0, range.1 - 1), paragraph, closed })
}

fn is_block(article: &Article, paragraph: usize) -> bool {
    article.kinds.get(paragraph) == Some(&ParagraphKind::Block)
}

/// The words of a block that stands between marks too.
fn without_marks(span: Span, text: &str) -> Span {
    const OPENING: [char; 3] = ['“', '"', '«'];
    const CLOSING: [char; 3] = ['”', '"', '»'];
    let words = span.of(text);
    let kept = words.strip_prefix(OPENING).unwrap_or(words);
    let start = span.start + (words.len() - kept.len());
    let kept = kept.strip_suffix(CLOSING).unwrap_or(kept);
    Span::new(start, start + kept.len()).trim(text)
}

#[cfg(test)]
mod tests {
    use crate::{
        analysis::{Engine, analyze},
        article::{Article, ParagraphKind},
        text::Span,
    };

    /// Paragraphs, block quotations behind `> ` and headings behind `# `; and under them who says
    /// what.
    #[track_caller]
    fn check(picture: &str, expected: &[&str]) {
        let mut article = Article::default();
        for line in picture.trim().lines() {
            let (kind, words) = match (line.strip_prefix("> "), line.strip_prefix("# ")) {
                (Some(words), _) => (ParagraphKind::Block, words),
                (None, Some(words)) => (ParagraphKind::Heading(2), words),
                (None, None) => (ParagraphKind::Body, line),
            };
            let start = article.text.len();
            article.text.push_str(words);
            article.paragraphs.push(Span::new(start, article.text.len()));
            article.kinds.push(kind);
            article.text.push_str("\n\n");
        }
        for engine in [Engine::rules(), Engine::default()] {
            let facts = analyze(&article, &engine);
            let said = facts.quotations.iter().map(|said| {
                let name = said.actor.map_or("?", |id| facts.actors[id].name.of(&article.text));
                let content: Vec<_> = said.content.iter().map(|s| s.of(&article.text)).collect();
                format!("{name}: {}", content.join(" | "))
            });
            assert_eq!(said.collect::<Vec<_>>(), expected, "{:?}", facts.quotations);
        }
    }

    #[test]
    fn a_block_belongs_to_the_speaker_that_introduces_it() {
        check(
            "
Mayor Ana Ortiz wrote to the council on Monday:
> The harbour is ours. We will keep it open through the winter.
The works begin in May.
",
            &["Ana Ortiz: The harbour is ours. We will keep it open through the winter."],
        );
    }

    #[test]
    fn blocks_that_follow_each_other_are_one_quotation() {
        check(
            "
Mayor Ana Ortiz wrote to the council on Monday:
> “The harbour is ours.”
> We will keep it open through the winter.
",
            &["Ana Ortiz: The harbour is ours. | We will keep it open through the winter."],
        );
    }

    #[test]
    fn a_heading_between_is_nobodys_words() {
        check(
            "
Mayor Ana Ortiz said that the harbour was hers.
# “Never,” said Bo Lind
The works begin in May.
",
            &["Ana Ortiz: that the harbour was hers"],
        );
    }
}
