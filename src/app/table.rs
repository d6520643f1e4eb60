//! The table: the matrix as rows of the screen, its headings kept while it is scrolled.

use std::ops::Range;

use super::{
    facts::Facts,
    grid, label,
    matrix::Matrix,
    role::{self, Piece, Role, Strip, sign},
    window,
};
use crate::{
    article::Article,
    page::wrap,
    text::{Span, one_line},
};

/// Cells between two columns.
const GAP: usize = 2;
/// Cells before the signs of the actors.
const MARGIN: usize = 2;
/// The narrowest and the widest column, in cells.
const NARROW: usize = 8;
const WIDE: usize = 26;

/// What the screen shows of a matrix.
#[derive(Debug, Default)]
pub struct Table {
    /// The rows, those of the headings first.
    pub rows: Vec<Strip>,
    /// The row and the columns of the cell that one is on.
    pub cursor: Option<(usize, Range<usize>)>,
    /// The first actor and the first issue that are shown.
    pub first: (usize, usize),
}

/// Lays the matrix out for so many columns and rows.
#[must_use]
pub fn lay_out(matrix: &Matrix, article: &Article, facts: &Facts, room: (usize, usize)) -> Table {
    if matrix.cell().is_none() {
        let mut rows = empty(matrix, facts, room.0);
        rows.truncate(room.1);
        return Table { rows, cursor: None, first: (0, 0) };
    }
    let sketch = Sketch::new(matrix, article, facts, room);
    let mut rows = sketch.headings();
    let head = rows.len();
    rows.extend(sketch.shown.clone().map(|row| sketch.row(row)));
    let start = sketch.names + sketch.widths_before(matrix.at.column);
    let width = sketch.widths.get(matrix.at.column).copied().unwrap_or_default();
    let cursor = (head + matrix.at.row - sketch.shown.start, start..start + width);
    Table { rows, cursor: Some(cursor), first: (sketch.shown.start, sketch.columns.start) }
}

/// Why there is nothing to be seen.
fn empty(matrix: &Matrix, facts: &Facts, columns: usize) -> Vec<Strip> {
    let words = match (matrix.grid.all, matrix.scope) {
        (0, _) if facts.matches.is_some() => {
            "The filter leaves nobody who takes a side.".to_owned()
        }
        (0, _) => "Nobody takes a side here in so many words.".to_owned(),
        (1, _) => "One alone takes a side here, on one thing.".to_owned(),
        (all, _) => format!("No two take a side on the same thing, of {all} that somebody does."),
    };
    let room = columns.saturating_sub(MARGIN + 1).max(1);
    let lines = wrap::prose(&words, Span::new(0, words.len()), room);
    let row =
        |line: Span| Strip::left(vec![Piece::new(Role::Faint, format!("  {}", line.of(&words)))]);
    lines.into_iter().map(row).collect()
}

/// The measures of a table.
struct Sketch<'a> {
    matrix: &'a Matrix,
    article: &'a Article,
    facts: &'a Facts,
    /// Cells before the first column.
    names: usize,
    /// The width of each column, in cells.
    widths: Vec<usize>,
    /// Rows of the headings.
    head: usize,
    /// The actors on the screen.
    shown: Range<usize>,
    /// The issues on the screen.
    columns: Range<usize>,
}

impl<'a> Sketch<'a> {
    fn new(
        matrix: &'a Matrix,
        article: &'a Article,
        facts: &'a Facts,
        (columns, height): (usize, usize),
    ) -> Self {
        let grid = &matrix.grid;
        let names =
            grid.actors.iter().map(|&actor| wrap::cells(&whole_name(article, facts, actor)));
        let names = names.max().unwrap_or_default().min((columns / 3).max(9)) + MARGIN + 2 + GAP;
        let mut sketch = Self {
            matrix,
            article,
            facts,
            names,
            widths: Vec::new(),
            head: 1,
            shown: 0..0,
            columns: 0..0,
        };
        sketch.measure(columns.saturating_sub(names), height);
        let rows = height.saturating_sub(sketch.head).max(1);
        sketch.shown = window::rows(matrix.first.0, matrix.at.row, grid.actors.len(), rows);
        let widths: Vec<_> = sketch.widths.iter().map(|width| width + GAP).collect();
        let room = columns.saturating_sub(names);
        sketch.columns = window::columns(matrix.first.1, matrix.at.column, &widths, room);
        sketch
    }

    /// Finds the fewest rows of headings with which all columns fit; where none do, the columns
    /// are as narrow as the most rows allow.
    fn measure(&mut self, room: usize, height: usize) {
        let most = (height / 3).clamp(1, 3);
        let widest = WIDE.min(room.saturating_sub(GAP)).max(NARROW);
        let labels: Vec<_> = self.matrix.grid.issues.iter().map(|&i| self.label(i)).collect();
        for lines in 2.min(most)..=most {
            let width = |label: &String| label::narrowest(label, NARROW..=widest, lines);
            self.widths = labels.iter().map(width).collect();
            if self.widths.iter().map(|width| width + GAP).sum::<usize>() <= room {
                break;
            }
        }
        let lines = labels.iter().zip(&self.widths);
        let lines = lines.map(|(label, &width)| label::lines(label, width, most).len());
        // In a single row who stands there says more than a heading.
        self.head = if height > 1 { lines.max().unwrap_or(1) } else { 0 };
    }

    fn widths_before(&self, column: usize) -> usize {
        let before = self.widths.get(self.columns.start..column).unwrap_or_default();
        before.iter().map(|width| width + GAP).sum()
    }

    fn label(&self, issue: usize) -> String {
        let issue = self.facts.analysis.issues.get(issue);
        one_line(issue.map_or("", |issue| issue.label.of(&self.article.text)))
    }

    /// The headings of the columns, their last lines on one row.
    fn headings(&self) -> Vec<Strip> {
        let columns: Vec<Vec<String>> = self
            .columns
            .clone()
            .filter_map(|column| {
                let issue = self.matrix.grid.issues.get(column)?;
                Some(label::lines(&self.label(*issue), *self.widths.get(column)?, self.head))
            })
            .collect();
        (0..self.head).map(|row| self.heading(row, &columns)).collect()
    }

    fn heading(&self, row: usize, columns: &[Vec<String>]) -> Strip {
        let beside = self.beside(row);
        let mut left = vec![Piece::new(Role::Faint, pad(&beside, self.names))];
        for (column, lines) in self.columns.clone().zip(columns) {
            let skipped = self.head - lines.len();
            let line = row.checked_sub(skipped).and_then(|line| lines.get(line));
            let here = column == self.matrix.at.column;
            let role = if here { Role::Heading } else { Role::Faint };
            let width = self.widths.get(column).copied().unwrap_or_default() + GAP;
            left.push(Piece::new(role, pad(line.map_or("", String::as_str), width)));
        }
        let more = self.widths.len().saturating_sub(self.columns.end);
        let right = if more > 0 && row + 1 == self.head { "›" } else { "" };
        Strip { left, right: vec![Piece::new(Role::Faint, right)] }
    }

    /// What stands over the names: how many issues are shown, and whether some lie to the left.
    fn beside(&self, row: usize) -> String {
        let grid = &self.matrix.grid;
        let left = if self.columns.start > 0 { "‹ " } else { "" };
        if row + 1 != self.head {
            return String::new();
        }
        let (seen, held, all) = (self.columns.len(), grid.issues.len(), grid.all);
        let count = if seen < held {
            format!("{seen} of {held} issues")
        } else if held < all {
            format!("{held} of {all} issues")
        } else {
            String::new()
        };
        let margin = " ".repeat(MARGIN - wrap::cells(left).min(MARGIN));
        label::shorten(&format!("{margin}{left}{count}"), self.names.saturating_sub(GAP))
    }

    fn row(&self, row: usize) -> Strip {
        let grid = &self.matrix.grid;
        let actor = grid.actors.get(row).copied().unwrap_or_default();
        let rank = self.facts.cast.rank(Some(actor));
        let here = row == self.matrix.at.row;
        let role = if here { Role::LoudVoice(rank) } else { Role::Voice(rank) };
        let room = self.names.saturating_sub(MARGIN + 2 + GAP);
        let kind = self.facts.analysis.actors.get(actor).map(|actor| actor.kind);
        let whole = whole_name(self.article, self.facts, actor);
        let name = kind.map_or(String::new(), |kind| label::name(&whole, kind, room));
        let name = pad(&format!("{} {name}", sign(rank)), self.names - MARGIN);
        let edge = self.edge(row);
        let mut left = vec![Piece::new(Role::Faint, edge), Piece::new(role, name)];
        for column in self.columns.clone() {
            let issue = grid.issues.get(column).copied().unwrap_or_default();
            let pieces = grid::sign(self.facts, actor, issue);
            let width = self.widths.get(column).copied().unwrap_or_default() + GAP;
            let rest = width.saturating_sub(role::width(&pieces));
            left.extend(pieces);
            left.push(Piece::new(Role::Text, " ".repeat(rest)));
        }
        Strip::left(left)
    }

    /// What stands before a name: that it is marked, or that more rows lie above or below.
    fn edge(&self, row: usize) -> &'static str {
        let grid = &self.matrix.grid;
        let actor = grid.actors.get(row).copied();
        let (first, last) = (row == self.shown.start, row + 1 == self.shown.end);
        match actor.filter(|_| actor == self.matrix.marked) {
            Some(_) => "✓ ",
            None if first && self.shown.start > 0 => "↑ ",
            None if last && self.shown.end < grid.actors.len() => "↓ ",
            None => "  ",
        }
    }
}

/// The full name of an actor.
fn whole_name(article: &Article, facts: &Facts, actor: usize) -> String {
    let actor = facts.analysis.actors.get(actor);
    one_line(actor.map_or("", |actor| actor.name.of(&article.text)))
}

fn pad(words: &str, width: usize) -> String {
    let rest = width.saturating_sub(wrap::cells(words));
    format!("{words}{:rest$}", "")
}
