//! Choosing: a fact to look at, in the text or in the sidebar.

use super::{
    App, Pane,
    cast::Item,
    command::{Command, Direction, Step, Way, Whose},
    filter::Facet,
    grid,
    matches::Unit,
    panel::{Panel, Subject},
    sifting, walk,
};
use crate::page::mark::Chosen;

/// Where there is nobody to choose.
pub const SILENT: &str = "nobody is quoted here";
/// Where somebody takes no side there is nothing to be shown.
pub const NO_SIDE: &str = "they take no side on this";

impl App {
    /// Looks at a fact: shows it in the text, in the sidebar and in "why?" if that is open.
    pub(super) fn choose(&mut self, chosen: Chosen) {
        self.walk.chosen = chosen;
        self.walk.wanted = None;
        self.lift_help();
        if let Some(Panel::Why(sheet)) = &mut self.panel {
            sheet.go(Way::once(Direction::Back, Step::All));
        }
        if self.layout.sidebar.is_none() {
            self.pane = Pane::Article;
        }
        self.lay_out_panel();
        let Some(facts) = &self.facts else { return };
        if let Some(extent) = walk::extent(&facts.analysis, chosen) {
            self.unfold_match(extent);
            self.reading.show(extent);
        }
        self.reveal();
    }

    /// Brings what the chosen fact rests on, or supports, onto the screen of the sidebar.
    pub(super) fn reveal(&mut self) {
        if self.pane == Pane::Sidebar || self.walk.chosen == Chosen::Nothing {
            return;
        }
        let Some(facts) = &self.facts else { return };
        let walk = &self.walk;
        self.sidebar.reveal(|item| walk.picks(facts, item));
    }

    pub(super) fn switch_pane(&mut self) {
        if self.pane == Pane::Article && self.is_silent() {
            return self.explain();
        }
        self.panel = None;
        self.lay_out_panel();
        match self.pane {
            Pane::Sidebar => self.pane = Pane::Article,
            Pane::Article => {
                self.pane = Pane::Sidebar;
                let picked = self.facts.as_ref().and_then(|facts| {
                    facts.cast.place(self.walk.actor(&facts.analysis)).map(Item::Voice)
                });
                match picked.or(self.sidebar.choice).filter(|item| self.sidebar.holds(*item)) {
                    Some(item) => self.sidebar.choose(Some(item)),
                    None => self.sidebar.go(Way::once(Direction::Back, Step::All)),
                }
            }
        }
    }

    /// Takes what is chosen: in a panel, in the sidebar; in the text it is looked into.
    pub(super) fn take(&mut self) {
        match self.panel {
            Some(Panel::Matrix(_)) => return self.take_cell(),
            Some(Panel::Agreement(_)) => return self.take_entry(),
            Some(Panel::Help(_)) => return,
            Some(Panel::Why(_) | Panel::Picker(_)) | None => {}
        }
        match (self.pane, self.sidebar.choice) {
            (Pane::Sidebar, Some(Item::Voice(place))) => self.take_voice(place),
            (Pane::Sidebar, Some(Item::Stand(place, stand))) => self.take_stand(place, stand),
            (Pane::Article, _) => self.toggle(Subject::Why),
            (Pane::Sidebar, None) => {}
        }
    }

    /// Walks the quotations of one voice, from the current one if it is theirs.
    pub(super) fn take_voice(&mut self, place: usize) {
        let Some(facts) = &self.facts else { return };
        let Some(voice) = facts.cast.voices.get(place) else { return };
        let actor = voice.actor;
        if voice.quotations.is_empty() && facts.unit() == Unit::Quotation {
            self.note = Some("nothing is quoted from them".to_owned());
            return;
        }
        let term = sifting::actor_term(self.article(), &facts.analysis, actor);
        self.walk.filter.set(Facet::Actor, term);
        self.sift();
        let Some(facts) = &self.facts else { return };
        let theirs = |unit: &Chosen| {
            facts.admits(*unit) && walk::actor_of(&facts.analysis, *unit) == Some(actor)
        };
        let mut units = facts.units().filter(theirs);
        let current = Some(self.walk.chosen).filter(theirs);
        if let Some(unit) = current.or_else(|| units.next()) {
            self.pane = Pane::Article;
            return self.choose(unit);
        }
        let key = self.input.keymap.told(Command::Close);
        self.note = Some(format!("nothing of theirs matches: {key} lifts the filter"));
    }

    /// Goes to the evidence of a stand; taken again, to its next evidence.
    pub(super) fn take_stand(&mut self, place: usize, stand: usize) {
        let stand = self.facts.as_ref().and_then(|facts| facts.cast.stand(place, stand));
        if let Some(index) = stand.and_then(|stand| self.walk.next_of(&stand.stances)) {
            self.choose(Chosen::Stance(index));
        }
    }

    /// Whether it is known that nobody says anything.
    pub(super) fn is_silent(&self) -> bool {
        let cast = self.facts.as_ref().map(|facts| &facts.cast);
        cast.is_some_and(|cast| cast.voices.is_empty() && cast.crowd.is_empty())
    }

    /// Says why there is no quotation to go to or to ask about.
    pub(super) fn explain(&mut self) {
        let words = match &self.facts {
            None => self.waiting,
            Some(facts) if facts.analysis.quotations.is_empty() => SILENT,
            Some(_) => {
                let key = self.input.keymap.told(Command::Walk(Direction::Forward, Whose::Any));
                self.note = Some(format!("choose a quotation first: {key}"));
                return;
            }
        };
        self.note = Some(words.to_owned());
    }

    /// In the sidebar and in the matrix "why?" asks about what one is on there. Tells whether there
    /// is an answer; says why not.
    pub(super) fn choose_for_why(&mut self) -> bool {
        let stances = self.stances_here();
        let here = stances.iter().flatten().find(|&&s| self.walk.chosen == Chosen::Stance(s));
        if let Some(&index) = here.or(stances.iter().flatten().next()) {
            self.choose(Chosen::Stance(index));
        } else if stances.is_some() {
            self.note = Some(NO_SIDE.to_owned());
            return false;
        }
        let chosen = self.walk.chosen != Chosen::Nothing;
        if !chosen {
            self.explain();
        }
        chosen
    }

    /// The stances that one is on, in a panel or in the sidebar.
    fn stances_here(&self) -> Option<Vec<usize>> {
        let facts = self.facts.as_ref()?;
        match (&self.panel, self.pane, self.sidebar.choice) {
            (Some(Panel::Matrix(matrix)), ..) => {
                matrix.cell().map(|(actor, issue)| grid::stances(facts, actor, issue))
            }
            (Some(Panel::Agreement(agreement)), ..) => Some(agreement.evidence(facts)),
            (_, Pane::Sidebar, Some(Item::Stand(place, stand))) => {
                facts.cast.stand(place, stand).map(|stand| stand.stances.clone())
            }
            (_, Pane::Sidebar | Pane::Article, _) => None,
        }
    }
}
