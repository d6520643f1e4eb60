//! Standing: the matrix opened, walked through, and left again.

use super::{
    App, Pane,
    choosing::NO_SIDE,
    command::{Command, Direction, Whose},
    facts::Facts,
    grid::{self, Grid, Scope},
    matrix::Matrix,
    panel::Panel,
    role::{Piece, Role, position_sign, position_word, side, sign, tier_sign},
    walk,
};
use crate::{page::mark::Chosen, text::one_line};

impl App {
    /// Opens the matrix where one stands, or closes it and stays at what it has led to.
    pub(super) fn toggle_matrix(&mut self) {
        if let Some(Panel::Matrix(_)) = self.panel {
            self.panel = None;
            return self.lay_out_panel();
        }
        let Some(facts) = &self.facts else { return self.explain() };
        let actor = self.walk.actor(&facts.analysis);
        let issue = match self.walk.chosen {
            Chosen::Stance(index) => facts.analysis.stances.get(index).map(|stance| stance.issue),
            Chosen::Quotation(_) | Chosen::Nothing => None,
        };
        let mut matrix = Matrix::new(self.spot(), actor, issue);
        let none_shared = Grid::new(facts, Scope::Shared).issues.is_empty();
        if none_shared && !Grid::new(facts, Scope::All).issues.is_empty() {
            matrix.widen();
            self.note =
                Some("no two take a side on the same thing: this is every issue".to_owned());
        }
        self.open_matrix(matrix);
    }

    pub(super) fn open_matrix(&mut self, matrix: Matrix) {
        self.panel = Some(Panel::Matrix(Box::new(matrix)));
        self.pane = Pane::Article;
        self.lay_out_panel();
        let facts = self.facts.as_ref();
        if let Some(extent) =
            facts.and_then(|facts| walk::extent(&facts.analysis, self.walk.chosen))
        {
            self.reading.show(extent);
        }
    }

    /// Shows every issue in the matrix, or again those that two or more speak to.
    pub(super) fn widen(&mut self) {
        let Some(Panel::Matrix(matrix)) = &mut self.panel else {
            let key = self.input.keymap.told(Command::Matrix);
            self.note = Some(format!("open the matrix first: {key}"));
            return;
        };
        matrix.widen();
        self.lay_out_panel();
    }

    /// Goes left or right in the matrix; tells whether it is open.
    pub(super) fn go_sideways(
        &mut self,
        direction: Direction,
        whose: Whose,
        count: Option<usize>,
    ) -> bool {
        let (Some(Panel::Matrix(matrix)), Some(facts)) = (&mut self.panel, &self.facts) else {
            return false;
        };
        matrix.go_sideways(direction, whose, count.unwrap_or(1), facts);
        self.lay_out_panel();
        true
    }

    /// Shows the evidence of the cell that one is on; again, the next evidence.
    pub(super) fn take_cell(&mut self) {
        let (Some(Panel::Matrix(matrix)), Some(facts)) = (&self.panel, &self.facts) else { return };
        let Some((actor, issue)) = matrix.cell() else { return };
        let stances = grid::stances(facts, actor, issue);
        match self.walk.next_of(&stances) {
            Some(stance) => self.choose(Chosen::Stance(stance)),
            None => self.note = Some(NO_SIDE.to_owned()),
        }
    }

    /// The cell that one is on, in words: who, which side, on what, by how many places.
    pub(super) fn cell_in_words(&self, matrix: &Matrix, facts: &Facts, gap: &str) -> Vec<Piece> {
        let Some((actor, issue)) = matrix.cell() else { return Vec::new() };
        let text = &self.article().text;
        let label = facts.analysis.issues.get(issue).map_or("", |issue| issue.label.of(text));
        let name = facts.analysis.actors.get(actor).map_or("", |actor| actor.name.of(text));
        let rank = facts.cast.rank(Some(actor));
        let name = format!("{} {}", sign(rank), one_line(name));
        let mut pieces = vec![Piece::new(Role::LoudVoice(rank), name)];
        let stands = grid::stands(facts, actor, issue).map(|stand| {
            let (tier, position) = (stand.tier, stand.position);
            let (sign, word) = (position_sign(position), position_word(position));
            Piece::new(side(position, tier), format!("{gap}{}{sign} {word}", tier_sign(tier)))
        });
        pieces.extend(stands);
        if pieces.len() == 1 {
            pieces.push(Piece::new(Role::Faint, format!("{gap}no side")));
        }
        pieces.push(Piece::new(Role::Text, format!("{gap}{}", one_line(label))));
        let stances = grid::stances(facts, actor, issue);
        let here = stances.iter().position(|&stance| self.walk.chosen == Chosen::Stance(stance));
        if let Some(here) = here.filter(|_| stances.len() > 1) {
            let count = format!("{gap}{} of {}", here + 1, stances.len());
            pieces.push(Piece::new(Role::Faint, count));
        }
        pieces
    }
}
