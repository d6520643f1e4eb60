//! Blocks: paragraphs, and pieces of paragraphs that are too long to be wrapped in one go.

use crate::{
    article::{Article, ParagraphKind},
    text::Span,
};

/// Bytes after which a paragraph is cut. No paragraph of a real article is as long; for a book
/// without a line break it keeps a jump to any place under a millisecond.
const LONGEST: usize = 8 * 1024;

/// A stretch of the article that is wrapped by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The text, without white space at its ends.
    pub span: Span,
    /// The paragraph that it belongs to.
    pub paragraph: usize,
    /// What the paragraph is.
    pub kind: ParagraphKind,
    /// Whether the paragraph begins with it.
    pub opens: bool,
    /// Whether an empty row follows it.
    pub gap: bool,
}

/// The blocks of the article, in order; at least one.
#[must_use]
pub fn cut(article: &Article) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(article.paragraphs.len());
    for (paragraph, &span) in article.paragraphs.iter().enumerate() {
        let kind = article.kinds.get(paragraph).copied().unwrap_or_default();
        if let Some(last) = blocks.last_mut() {
            let list = kind == ParagraphKind::Item && last.kind == ParagraphKind::Item;
            last.gap = !list && last.span.end < span.start;
        }
        let mut rest = span;
        while rest.len() > LONGEST {
            let end = cut_point(rest, &article.text);
            push(&mut blocks, Span::new(rest.start, end), paragraph, kind, span);
            rest.start = end;
        }
        push(&mut blocks, rest, paragraph, kind, span);
    }
    if blocks.is_empty() {
        push(&mut blocks, Span::default(), 0, ParagraphKind::Body, Span::default());
    }
    blocks
}

fn push(blocks: &mut Vec<Block>, span: Span, paragraph: usize, kind: ParagraphKind, whole: Span) {
    blocks.push(Block { span, paragraph, kind, opens: span.start == whole.start, gap: false });
}

/// Where to cut: after a sentence if one ends in the last quarter, else after a word, else
/// between two characters.
fn cut_point(rest: Span, text: &str) -> usize {
    let mut end = rest.start + LONGEST;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let late = Span::new(rest.start, end).of(text);
    let floor = late.len() * 3 / 4;
    let after = |at: Option<usize>| at.filter(|&at| at > floor).map(|at| rest.start + at + 1);
    let line = after(late.rfind('\n'));
    let sentence = after(late.rfind(". ").map(|at| at + 1));
    let word = after(late.rfind(|c: char| c.is_ascii_whitespace()));
    line.or(sentence).or(word).unwrap_or(end)
}
