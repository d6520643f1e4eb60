//! Comparing: two actors chosen one after the other, and beside each other.

use super::{
    App, Pane,
    agreement::Agreement,
    command::Command,
    facts::Facts,
    label,
    panel::Panel,
    role::{Piece, Role, sign},
    sifting,
};
use crate::{page::mark::Chosen, text::one_line};

impl App {
    /// Marks the actor that one is on for a comparison; on a second one, compares the two.
    pub(super) fn compare(&mut self) {
        if let Some(Panel::Agreement(_)) = self.panel {
            self.panel = None;
            return self.lay_out_panel();
        }
        let Some(facts) = &self.facts else { return self.explain() };
        let Some(actor) = self.actor_here(facts) else {
            self.note = Some(self.no_choice("somebody", &sifting::SOMEBODY));
            return;
        };
        match self.walk.marked.take() {
            None => {
                self.walk.marked = Some(actor);
                let key = self.input.keymap.told(Command::Compare);
                self.note = Some(format!("{}: now {key} on somebody else", self.short_name(actor)));
                self.lay_out_panel();
            }
            Some(marked) if marked == actor => self.lay_out_panel(),
            Some(marked) => self.open_agreement([marked, actor]),
        }
    }

    /// Whom one is on: in the matrix, in the sidebar, in the text.
    pub(super) fn actor_here(&self, facts: &Facts) -> Option<usize> {
        if let Some(Panel::Matrix(matrix)) = &self.panel {
            return matrix.cell().map(|(actor, _)| actor);
        }
        match (self.pane, self.sidebar.choice) {
            (Pane::Sidebar, Some(item)) => {
                facts.cast.voices.get(item.voice()).map(|voice| voice.actor)
            }
            (Pane::Sidebar, None) | (Pane::Article, _) => self.walk.actor(&facts.analysis),
        }
    }

    fn open_agreement(&mut self, pair: [usize; 2]) {
        let (from, matrix) = match self.panel.take() {
            Some(Panel::Matrix(matrix)) => (matrix.from, Some(matrix)),
            Some(Panel::Why(_) | Panel::Help(_) | Panel::Agreement(_) | Panel::Picker(_))
            | None => (self.spot(), None),
        };
        self.panel = Some(Panel::Agreement(Box::new(Agreement::new(from, matrix, pair))));
        self.pane = Pane::Article;
        self.lay_out_panel();
    }

    /// Closes the comparison: back to the matrix, or to where one was.
    pub(super) fn leave_agreement(&mut self, agreement: Agreement) {
        match agreement.matrix {
            None => self.come_back(agreement.from),
            Some(matrix) => {
                self.panel = Some(Panel::Matrix(matrix));
                self.lay_out_panel();
            }
        }
    }

    /// Shows the evidence on the issue that one is on; again, the next evidence.
    pub(super) fn take_entry(&mut self) {
        let (Some(Panel::Agreement(agreement)), Some(facts)) = (&self.panel, &self.facts) else {
            return;
        };
        if let Some(stance) = self.walk.next_of(&agreement.evidence(facts)) {
            self.choose(Chosen::Stance(stance));
        }
    }

    /// What one is on, in words: the issue, and which evidence is shown.
    pub(super) fn entry_in_words(&self, agreement: &Agreement, facts: &Facts) -> Vec<Piece> {
        let Some(issue) = agreement.issue() else { return Vec::new() };
        let issue = facts.analysis.issues.get(issue);
        let words = one_line(issue.map_or("", |issue| issue.label.of(&self.article().text)));
        let mut pieces = vec![Piece::new(Role::Text, words)];
        let evidence = agreement.evidence(facts);
        let here = evidence.iter().position(|&stance| self.walk.chosen == Chosen::Stance(stance));
        if let Some(here) = here {
            let count = format!("   {} of {}", here + 1, evidence.len());
            pieces.push(Piece::new(Role::Faint, count));
        }
        pieces
    }

    /// The sign and the name of an actor, short enough for the status line.
    pub(super) fn short_name(&self, actor: usize) -> String {
        let Some(facts) = &self.facts else { return String::new() };
        let Some(fact) = facts.analysis.actors.get(actor) else { return String::new() };
        let name = one_line(fact.name.of(&self.article().text));
        let sign = sign(facts.cast.rank(Some(actor)));
        format!("{sign} {}", label::name(&name, fact.kind, 20))
    }
}
