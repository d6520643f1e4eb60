//! The page: an article as lines of a given width, wrapped where somebody looks and nowhere else.
//!
//! There is no count of all lines: an article of ten megabytes opens as fast as a short one. A
//! place is a byte of the text; a [`Row`] is where that byte stands at the present width, and is
//! worth nothing at another.

pub mod block;
pub mod link;
pub mod mark;
pub mod wrap;

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    article::{Article, ParagraphKind},
    text::Span,
};
use block::{Block, Side};

/// Blocks that stay wrapped; more are let go with the next step.
const KEPT: usize = 256;

/// An article at a width.
pub struct Page {
    article: Arc<Article>,
    /// The blocks that are shown.
    blocks: Vec<Block>,
    /// Whether some are not.
    folded: bool,
    measure: usize,
    /// The lines of the blocks that somebody looked at, by the block's index.
    wrapped: BTreeMap<usize, Vec<Span>>,
}

/// A row of the page at its present width. Rows are ordered as they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    block: usize,
    /// The line within the block; one after the last is the empty row below a paragraph.
    line: usize,
}

/// What a row shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The words; empty for the row between two paragraphs.
    pub span: Span,
    /// The paragraph that the row belongs to.
    pub paragraph: usize,
    /// What the paragraph is.
    pub kind: ParagraphKind,
    /// Whether the paragraph begins here.
    pub opens: bool,
    /// Where it begins.
    pub side: Side,
    /// Paragraphs that are folded away below, in the row between two.
    pub skipped: usize,
}

impl Line {
    /// The cells before its words, at a measure of so many.
    #[must_use]
    pub fn lead(&self, text: &str, measure: usize) -> usize {
        let indent = wrap::indent(self.kind, measure);
        match self.side {
            Side::Left => indent,
            Side::Right => {
                let words = wrap::running(self.span.of(text)).map(wrap::symbol_cells);
                measure.saturating_sub(indent + words.sum::<usize>())
            }
        }
    }
}

impl Page {
    /// The article at a measure of so many cells; less than one counts as one.
    #[must_use]
    pub fn new(article: Arc<Article>, measure: usize) -> Self {
        let blocks = block::cut(&article);
        Self { article, blocks, folded: false, measure: measure.max(1), wrapped: BTreeMap::new() }
    }

    /// The article that the page shows.
    #[must_use]
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// Whether some of what is shown is read from right to left.
    #[must_use]
    pub fn has_right(&self) -> bool {
        self.blocks.iter().any(|block| block.side == Side::Right)
    }

    /// Changes the measure. Every row of before is void.
    pub fn resize(&mut self, measure: usize) {
        if self.measure != measure.max(1) {
            self.measure = measure.max(1);
            self.wrapped.clear();
        }
    }

    /// Shows only the paragraphs that are wanted, by their index, but all where none is. Every row
    /// of before is void.
    pub fn fold(&mut self, wanted: impl Fn(usize) -> bool) {
        let blocks = block::keep(block::cut(&self.article), wanted);
        if !blocks.is_empty() {
            self.blocks = blocks;
            self.folded = true;
            self.wrapped.clear();
        }
    }

    /// Shows every paragraph. Every row of before is void.
    pub fn unfold(&mut self) {
        self.blocks = block::cut(&self.article);
        self.folded = false;
        self.wrapped.clear();
    }

    /// Whether only some paragraphs are shown.
    #[must_use]
    pub const fn is_folded(&self) -> bool {
        self.folded
    }

    /// Whether a paragraph is shown.
    #[must_use]
    pub fn shows(&self, paragraph: usize) -> bool {
        let found = self.blocks.binary_search_by_key(&paragraph, |block| block.paragraph);
        !self.folded || found.is_ok_and(|index| !self.blocks[index].span.is_empty())
    }

    /// The row that shows the byte `at`.
    pub fn row_at(&mut self, at: usize) -> Row {
        let block = self.blocks.partition_point(|block| block.span.start <= at).saturating_sub(1);
        let gap = at >= self.blocks[block].span.end && self.blocks[block].gap;
        let lines = self.lines_of(block);
        let line = if gap {
            lines.len()
        } else {
            lines.partition_point(|line| line.start <= at).saturating_sub(1)
        };
        Row { block, line }
    }

    /// The byte that a row begins with.
    pub fn start(&mut self, row: Row) -> usize {
        let end = self.blocks[row.block].span.end;
        self.lines_of(row.block).get(row.line).map_or(end, |line| line.start)
    }

    /// The row so many rows below, or the last.
    pub fn below(&mut self, mut row: Row, mut count: usize) -> Row {
        loop {
            let last = self.rows_of(row.block) - 1;
            if row.line + count <= last {
                return Row { line: row.line + count, ..row };
            }
            if row.block + 1 == self.blocks.len() {
                return Row { line: last, ..row };
            }
            count -= last - row.line + 1;
            row = Row { block: row.block + 1, line: 0 };
        }
    }

    /// The row so many rows above, or the first.
    pub fn above(&mut self, mut row: Row, mut count: usize) -> Row {
        while count > row.line {
            if row.block == 0 {
                return Row { block: 0, line: 0 };
            }
            count -= row.line + 1;
            row = Row { block: row.block - 1, line: self.rows_of(row.block - 1) - 1 };
        }
        Row { line: row.line - count, ..row }
    }

    /// Where the words that are shown end.
    #[must_use]
    pub fn end(&self) -> usize {
        self.blocks.last().map_or(0, |block| block.span.end)
    }

    /// The last row of the article.
    pub fn last(&mut self) -> Row {
        let block = self.blocks.len() - 1;
        Row { block, line: self.rows_of(block) - 1 }
    }

    /// How many rows lie between two rows, counted no further than `limit`.
    pub fn distance(&mut self, from: Row, to: Row, limit: usize) -> usize {
        (0..limit).find(|&count| self.below(from, count) >= to).unwrap_or(limit)
    }

    /// What `count` rows from a row on show; fewer at the end of the article.
    pub fn lines(&mut self, from: Row, count: usize) -> Vec<Line> {
        let mut lines = Vec::with_capacity(count);
        let mut row = from;
        while lines.len() < count {
            lines.push(self.line(row));
            let next = self.below(row, 1);
            if next == row {
                break;
            }
            row = next;
        }
        self.forget_beyond(from.block);
        lines
    }

    fn line(&mut self, row: Row) -> Line {
        let block = self.blocks[row.block];
        let span = self.lines_of(row.block).get(row.line).copied();
        Line {
            span: span.unwrap_or(Span::new(block.span.end, block.span.end)),
            paragraph: block.paragraph,
            kind: block.kind,
            opens: block.opens && row.line == 0,
            side: block.side,
            skipped: if span.is_none_or(Span::is_empty) { block.skipped } else { 0 },
        }
    }

    fn rows_of(&mut self, block: usize) -> usize {
        self.lines_of(block).len() + usize::from(self.blocks[block].gap)
    }

    fn lines_of(&mut self, index: usize) -> &[Span] {
        let block = self.blocks[index];
        self.wrapped
            .entry(index)
            .or_insert_with(|| wrap::lines(&self.article.text, block, self.measure))
    }

    /// Lets go of wrapped blocks that lie far from the one that is read.
    fn forget_beyond(&mut self, block: usize) {
        if self.wrapped.len() > KEPT {
            let near = block.saturating_sub(KEPT / 4)..block + KEPT / 2;
            self.wrapped.retain(|index, _| near.contains(index));
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::Arc;

    use proptest::{prelude::*, sample::select};

    use super::{Line, Page, wrap};
    use crate::{
        article::{Article, ParagraphKind},
        text::Span,
    };

    /// Texts with what makes wrapping hard: wide and joined characters, marks of several bytes,
    /// words longer than any line, white space of every kind.
    pub fn any_text() -> impl Strategy<Value = String> {
        const HARD: [&str; 16] = [
            " ",
            "\n",
            "\n\n",
            "\t",
            "a\u{301}",
            "漢字",
            "👩\u{200d}👩\u{200d}👧",
            "❤\u{fe0f}",
            "ﾊﾞ",
            "-",
            "—",
            "https://example.org/a/b-c?d=e",
            "\u{a0}",
            "\u{3000}",
            "\u{ad}",
            "“",
        ];
        let part = prop_oneof![
            3 => "[a-z]{1,12}[ ,.]{1,2}",
            2 => select(&HARD[..]).prop_map(str::to_owned),
            1 => "\\PC{1,6}",
        ];
        prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
    }

    /// The text as an article: a paragraph a line, some kinds in turn.
    pub fn article(text: String) -> Article {
        of_kinds(
            text,
            &[
                ParagraphKind::Body,
                ParagraphKind::Heading(2),
                ParagraphKind::Item,
                ParagraphKind::Block,
                ParagraphKind::Verbatim,
            ],
        )
    }

    fn of_kinds(text: String, kinds: &[ParagraphKind]) -> Article {
        let mut paragraphs = Vec::new();
        let mut start = 0;
        for part in text.split_inclusive("\n\n") {
            paragraphs.push(Span::new(start, start + part.len()).trim(&text));
            start += part.len();
        }
        paragraphs.retain(|span| !span.is_empty());
        let kinds = kinds.iter().copied().cycle().take(paragraphs.len()).collect();
        Article { text, paragraphs, kinds, ..Article::default() }
    }

    fn words(text: &str) -> String {
        text.split_whitespace().collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn lines_give_back_the_words_and_fit_the_measure(text in any_text(), measure in 1..90_usize) {
            let article = Arc::new(of_kinds(text, &ParagraphKind::ALL));
            let mut page = Page::new(Arc::clone(&article), measure);
            let first = page.row_at(0);
            let lines = page.lines(first, 10_000);
            let shown: String = lines.iter().map(|line| line.span.of(&article.text)).collect();
            let whole: String = article.paragraphs.iter().map(|span| span.of(&article.text)).collect();
            prop_assert_eq!(words(&shown), words(&whole));
            for line in &lines {
                let row = seen(line, &article.text);
                let room = measure - wrap::indent(line.kind, measure);
                let one = wrap::symbols(&row).count() == 1;
                prop_assert!(one || wrap::cells(&row) <= room, "{:?} in {} cells", row, room);
            }
        }

        #[test]
        fn every_row_is_found_again_by_its_byte(text in any_text(), measure in 1..90_usize) {
            let mut page = Page::new(Arc::new(of_kinds(text, &ParagraphKind::ALL)), measure);
            let mut row = page.row_at(0);
            for _ in 0..500 {
                let start = page.start(row);
                prop_assert_eq!(page.row_at(start), row);
                let next = page.below(row, 1);
                if next == row {
                    break;
                }
                prop_assert_eq!(page.above(next, 1), row);
                row = next;
            }
            prop_assert_eq!(page.last(), row);
        }
    }

    /// The row as the screen shows it.
    fn seen(line: &Line, text: &str) -> String {
        let row = line.span.of(text);
        match line.kind {
            kind if kind.keeps_lines() => row.to_owned(),
            _ => row.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }

    fn check(text: &str, measure: usize, expected: &[&str]) {
        let article = Arc::new(article(text.to_owned()));
        let mut page = Page::new(Arc::clone(&article), measure);
        let first = page.row_at(0);
        let lines = page.lines(first, 1000);
        let rows: Vec<_> = lines.iter().map(|line| line.span.of(&article.text)).collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn a_line_break_within_a_paragraph_is_a_space() {
        check("one two\nthree  four", 10, &["one two", "three  four"]);
    }

    #[test]
    fn an_address_stays_whole_where_it_fits() {
        check("at https://a.example/bc/de now", 24, &["at", "https://a.example/bc/de", "now"]);
        check("at https://a.example/bc/de", 12, &["at https://", "a.example/", "bc/de"]);
    }

    #[test]
    fn a_paragraph_breaks_after_its_own_hyphens_and_gets_none() {
        check("a hawk-eyed minister", 8, &["a hawk-", "eyed", "minister"]);
        check("incomprehensible", 6, &["incomp", "rehens", "ible"]);
    }

    #[test]
    fn wide_characters_break_anywhere_but_before_a_closing_mark() {
        check("漢字漢字漢字。", 6, &["漢字漢", "字漢", "字。"]);
    }

    #[test]
    fn a_monstrous_paragraph_is_wrapped_only_where_it_is_read() {
        let text = "It went on and on. ".repeat(100_000);
        let mut page = Page::new(Arc::new(article(text)), 70);
        let last = page.last();
        let top = page.above(last, 50);
        assert_eq!(page.lines(top, 100).len(), 51);
        assert!(page.wrapped.len() < 4, "{} blocks were wrapped", page.wrapped.len());
    }
}
