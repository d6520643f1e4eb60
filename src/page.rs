//! The page: an article as lines of a given width, wrapped where somebody looks and nowhere else.
//!
//! There is no count of all lines: an article of ten megabytes opens as fast as a short one. A
//! place is a byte of the text; a [`Row`] is where that byte stands at the present width, and is
//! worth nothing at another.

pub mod block;
pub mod mark;
pub mod wrap;

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    article::{Article, ParagraphKind},
    text::Span,
};
use block::Block;

/// Blocks that stay wrapped; more are let go with the next step.
const KEPT: usize = 256;

/// An article at a width.
pub struct Page {
    article: Arc<Article>,
    blocks: Vec<Block>,
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
}

impl Page {
    /// The article at a measure of so many cells; less than one counts as one.
    #[must_use]
    pub fn new(article: Arc<Article>, measure: usize) -> Self {
        let blocks = block::cut(&article);
        Self { article, blocks, measure: measure.max(1), wrapped: BTreeMap::new() }
    }

    /// The article that the page shows.
    #[must_use]
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// Changes the measure. Every row of before is void.
    pub fn resize(&mut self, measure: usize) {
        if self.measure != measure.max(1) {
            self.measure = measure.max(1);
            self.wrapped.clear();
        }
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
