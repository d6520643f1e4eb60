//! Blocks: paragraphs, and pieces of paragraphs that are too long to be wrapped in one go.

use unicode_bidi::{Direction, get_base_direction};

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
    /// Where its lines begin.
    pub side: Side,
    /// Paragraphs that are folded away between it and the next. A block without words stands for
    /// those before the first.
    pub skipped: usize,
}

/// Where lines begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// As in English.
    Left,
    /// As in Hebrew and Arabic.
    Right,
}

/// Where the lines of a paragraph begin: as its first letter of a direction is read (the
/// bidirectional algorithm, rules P2 and P3). Code is laid out by itself.
fn side(words: &str, kind: ParagraphKind) -> Side {
    let rightwards = words.is_ascii() || kind.keeps_lines();
    match get_base_direction(words) {
        _ if rightwards => Side::Left,
        Direction::Rtl => Side::Right,
        Direction::Ltr | Direction::Mixed => Side::Left,
    }
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
        let side = side(span.of(&article.text), kind);
        let opening = Block { span, paragraph, kind, opens: true, gap: false, side, skipped: 0 };
        let mut rest = span;
        while rest.len() > LONGEST {
            let end = cut_point(rest, &article.text);
            push(&mut blocks, Span::new(rest.start, end), opening);
            rest.start = end;
        }
        push(&mut blocks, rest, opening);
    }
    if blocks.is_empty() {
        let (span, kind) = (Span::default(), ParagraphKind::Body);
        let side = Side::Left;
        blocks.push(Block { span, paragraph: 0, kind, opens: true, gap: false, side, skipped: 0 });
    }
    blocks
}

/// Adds a piece of a paragraph, which is given as if it were whole.
fn push(blocks: &mut Vec<Block>, span: Span, whole: Block) {
    blocks.push(Block { span, opens: span.start == whole.span.start, ..whole });
}

/// The blocks of the paragraphs that are wanted, with a row wherever others are left out.
#[must_use]
pub fn keep(blocks: Vec<Block>, wanted: impl Fn(usize) -> bool) -> Vec<Block> {
    let mut kept: Vec<Block> = Vec::new();
    let end = blocks.last().map_or(0, |block| block.paragraph);
    for block in blocks.into_iter().filter(|block| wanted(block.paragraph)) {
        match kept.last_mut() {
            Some(last) => {
                last.skipped = (block.paragraph - last.paragraph).saturating_sub(1);
                last.gap |= last.skipped > 0;
            }
            None if block.paragraph > 0 => kept.push(before(block.paragraph)),
            None => {}
        }
        kept.push(block);
    }
    if let Some(last) = kept.last_mut() {
        last.skipped = end - last.paragraph;
        last.gap = last.skipped > 0;
    }
    kept
}

/// The row that stands for so many paragraphs at the start.
const fn before(skipped: usize) -> Block {
    let (span, kind, side) = (Span::new(0, 0), ParagraphKind::Body, Side::Left);
    Block { span, paragraph: 0, kind, opens: false, gap: false, side, skipped }
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

#[cfg(test)]
mod tests {
    use super::{Side, cut, keep, side};
    use crate::{
        article::ParagraphKind::{Body, Verbatim},
        page::tests::article,
    };

    #[test]
    fn what_is_left_out_is_counted_where_it_was() {
        let article = article("a\n\nb\n\nc\n\nd\n\ne\n\nf".to_owned());
        let skipped = |wanted: &[usize]| {
            let kept = keep(cut(&article), |paragraph| wanted.contains(&paragraph));
            kept.iter().map(|block| block.skipped).collect::<Vec<_>>()
        };
        assert_eq!(skipped(&[0, 1, 2, 3, 4, 5]), [0; 6]);
        assert_eq!(skipped(&[0, 3, 5]), [2, 1, 0]);
        assert_eq!(skipped(&[2, 3]), [2, 0, 2]);
        assert!(skipped(&[]).is_empty());
    }

    #[test]
    fn a_paragraph_begins_where_its_first_letter_says() {
        for (words, expected) in [
            ("plain", Side::Left),
            ("שלום", Side::Right),
            ("“2026” — قال", Side::Right),
            ("Ωmega שלום", Side::Left),
            ("“—” 12 …", Side::Left),
        ] {
            assert_eq!(side(words, Body), expected, "{words}");
        }
        assert_eq!(side("שלום", Verbatim), Side::Left);
    }
}
