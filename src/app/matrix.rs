//! The matrix: who stands where, actors down and issues across, and the cell that one is on.

use super::{
    again::Again,
    cast::Cast,
    command::{Direction, Step, Way, Whose},
    facts::Facts,
    grid::{self, Grid, Scope},
    spot::Spot,
    table::{self, Table},
};
use crate::article::Article;

/// The matrix while it is open.
#[derive(Debug)]
pub struct Matrix {
    /// Where one was before.
    pub from: Spot,
    /// Which issues it has.
    pub scope: Scope,
    /// Who and what stands in it.
    pub grid: Grid,
    /// The cell that one is on.
    pub at: At,
    /// The actor that is to be compared with another.
    pub marked: Option<usize>,
    /// The first row and the first column on the screen.
    pub first: (usize, usize),
    /// What the screen shows.
    pub table: Table,
}

/// A cell: by what it tells, so that it is the same when there are others; and by its place, where
/// there is no such cell any more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// The actor.
    pub actor: Option<usize>,
    /// The issue.
    pub issue: Option<usize>,
    /// The row among the actors.
    pub row: usize,
    /// The column among the issues.
    pub column: usize,
}

impl Matrix {
    /// The matrix of what two or more take a side on, at the cell of an actor and an issue.
    #[must_use]
    pub fn new(from: Spot, actor: Option<usize>, issue: Option<usize>) -> Self {
        Self {
            from,
            scope: Scope::Shared,
            grid: Grid::default(),
            at: At { actor, issue, ..At::default() },
            marked: None,
            first: (0, 0),
            table: Table::default(),
        }
    }

    /// Lays it out anew for so many columns and rows.
    pub fn lay_out(&mut self, article: &Article, facts: &Facts, room: (usize, usize)) {
        self.grid = Grid::new(facts, self.scope);
        let row = place(&self.grid.actors, self.at.actor, self.at.row);
        let column = place(&self.grid.issues, self.at.issue, self.at.column);
        self.go_to(row, column);
        self.table = table::lay_out(self, article, facts, room);
        self.first = self.table.first;
    }

    /// Goes up or down.
    pub fn go(&mut self, way: Way) {
        let far = match way.step {
            Step::Line | Step::Paragraph => 1,
            Step::Half => 4,
            Step::Page => 8,
            Step::All => self.grid.actors.len(),
        };
        self.go_to(way.from(self.at.row, far, self.grid.actors.len()), self.at.column);
    }

    /// Goes left or right: by cells, or in this row from one that tells something to the next.
    pub fn go_sideways(&mut self, direction: Direction, whose: Whose, times: usize, facts: &Facts) {
        let way = Way { direction, step: Step::Line, times };
        let next = match whose {
            Whose::Any => Some(way.from(self.at.column, 1, self.grid.issues.len())),
            Whose::Same => self.told(direction, facts).take(times).last(),
        };
        self.go_to(self.at.row, next.unwrap_or(self.at.column));
    }

    /// The columns left or right of here in which this row tells something, the nearest first.
    fn told<'a>(
        &'a self,
        direction: Direction,
        facts: &'a Facts,
    ) -> impl Iterator<Item = usize> + use<'a> {
        let (here, end) = (self.at.column, self.grid.issues.len());
        let (back, forward) = match direction {
            Direction::Back => (0..here, 0..0),
            Direction::Forward => (0..0, (here + 1).min(end)..end),
        };
        let tells = |&column: &usize| {
            let cell = self.at.actor.zip(self.grid.issues.get(column).copied());
            cell.is_some_and(|(actor, issue)| grid::stands(facts, actor, issue).next().is_some())
        };
        back.rev().chain(forward).filter(tells)
    }

    /// Shows every issue, or again those that two or more speak to.
    pub const fn widen(&mut self) {
        self.scope = match self.scope {
            Scope::Shared => Scope::All,
            Scope::All => Scope::Shared,
        };
    }

    fn go_to(&mut self, row: usize, column: usize) {
        let actor = self.grid.actors.get(row).copied();
        let issue = self.grid.issues.get(column).copied();
        // Where there is no cell one stays on what one was on, until there is one again.
        self.at =
            At { actor: actor.or(self.at.actor), issue: issue.or(self.at.issue), row, column };
    }

    /// The cell that one is on: the actor and the issue; `None` where there is none.
    #[must_use]
    pub fn cell(&self) -> Option<(usize, usize)> {
        let row = self.grid.actors.get(self.at.row)?;
        Some((*row, *self.grid.issues.get(self.at.column)?))
    }

    /// Gives everybody the name that they have among newer facts.
    pub fn carry_over(&mut self, again: &Again, before: &Cast, now: &Cast) {
        self.from.carry_over(again, before, now);
        self.at.actor = self.at.actor.and_then(|actor| again.actor(actor));
        self.at.issue = self.at.issue.and_then(|issue| again.issue(issue));
    }
}

/// Where the wanted one stands among all; else the place that was left, or the last.
fn place(all: &[usize], wanted: Option<usize>, left: usize) -> usize {
    let found = wanted.and_then(|wanted| all.iter().position(|&other| other == wanted));
    found.unwrap_or_else(|| left.min(all.len().saturating_sub(1)))
}
