//! Opening: panels opened and closed, filled anew, and given their rows of the screen.

use super::{
    App, Pane,
    action::Effect,
    command::Pick,
    panel::{self, Panel, Subject},
    sheet::Sheet,
    walk, why,
};
use crate::page::mark::Chosen;

impl App {
    /// Opens a panel, or closes it where it is open.
    pub(super) fn toggle(&mut self, subject: Subject) {
        if self.is_open(subject) {
            return self.uncover();
        }
        if subject == Subject::Why {
            self.lift_help();
            if self.is_open(subject) {
                return self.lay_out_panel();
            }
            if !self.choose_for_why() {
                return;
            }
        }
        self.prepare_help();
        self.panel = Some(match subject {
            Subject::Why => Panel::Why(Sheet::over(self.panel.take())),
            Subject::Help => Panel::Help(Sheet::over(self.panel.take())),
            Subject::Matrix => return self.toggle_matrix(),
            Subject::Agreement => return self.compare(),
            Subject::Picker => return self.pick(Pick::Actors),
        });
        self.lay_out_panel();
        if let (Subject::Why, Some(facts)) = (subject, &self.facts)
            && let Some(extent) = walk::extent(&facts.analysis, self.walk.chosen)
        {
            self.reading.show(extent);
            self.reveal();
        }
    }

    fn is_open(&self, subject: Subject) -> bool {
        self.panel.as_ref().is_some_and(|panel| panel.subject() == subject)
    }

    /// Closes the open sheet; the panel that it lay over is there again.
    fn uncover(&mut self) {
        let under = self.panel.take().and_then(|mut panel| panel.sheet_mut()?.under.take());
        self.panel = under.map(|panel| *panel);
        self.lay_out_panel();
    }

    /// Takes the help away from what it lies over.
    pub(super) fn lift_help(&mut self) {
        if self.is_open(Subject::Help) {
            self.uncover();
        }
    }

    /// Closes what is open, one thing at a time, the uppermost first; in the end, the article.
    pub(super) fn close(&mut self) -> Option<Effect> {
        if self.lift_help_filter() {
            self.lay_out_panel();
            return None;
        }
        if let Some(panel) = self.panel.take() {
            match panel {
                Panel::Matrix(matrix) => self.come_back(matrix.from),
                Panel::Agreement(agreement) => self.leave_agreement(*agreement),
                Panel::Picker(picker) => self.come_back(picker.from),
                sheet @ (Panel::Why(_) | Panel::Help(_)) => {
                    self.panel = Some(sheet);
                    self.uncover();
                }
            }
            return None;
        }
        if self.pane == Pane::Sidebar {
            if !self.lift_actor_filter() {
                self.pane = Pane::Article;
            }
        } else if self.reading.search.take().is_none()
            && !self.lift_actor_filter()
            && !self.lift_filter()
        {
            let chosen = std::mem::take(&mut self.walk.chosen);
            let wanted = self.walk.wanted.take();
            return (chosen == Chosen::Nothing && wanted.is_none()).then_some(Effect::Back);
        }
        None
    }

    /// Closes the panel that is open, or the actors' own screen; leaves where there is neither.
    pub(super) fn leave(&mut self) -> Option<Effect> {
        let alone = self.layout.sidebar.is_none() && self.pane == Pane::Sidebar;
        match self.panel {
            Some(_) => {
                self.lift_help_filter();
                self.close()
            }
            None if alone => {
                self.pane = Pane::Article;
                None
            }
            None => Some(Effect::Leave),
        }
    }

    /// Fills the open panel anew, and gives the article the rows that it leaves.
    pub(super) fn lay_out_panel(&mut self) {
        let panel = self.panel.take();
        self.panel = panel.and_then(|panel| self.refilled(panel));
        self.share();
    }

    /// Fills the open panel anew for other facts; it shrinks only with the next key.
    pub(super) fn keep_panel(&mut self) {
        let Some(mut panel) = self.panel.take() else { return self.share() };
        let height = panel.shown().len();
        let under = panel.sheet_mut().and_then(|sheet| sheet.under.take());
        let panel = self.gathered(panel);
        let mut panel = self
            .refilled(panel)
            .unwrap_or_else(|| Panel::Why(Sheet::new(vec![panel::gone()], height)));
        panel.pad(height);
        if let Some(sheet) = panel.sheet_mut() {
            sheet.under = under;
        }
        self.panel = Some(panel);
        // Near the end a higher panel would let the article go back to where it was before.
        let top = self.reading.place.top();
        self.share();
        self.reading.stay_at(top);
    }

    /// The picker with what newer facts let one pick; any other panel as it is.
    fn gathered(&self, mut panel: Panel) -> Panel {
        if let Panel::Picker(picker) = &mut panel {
            picker.gather(&self.reading, self.facts.as_ref());
        }
        panel
    }

    /// Gives the article and the sidebar the rows that the panel leaves.
    fn share(&mut self) {
        let free = self.layout.height() - self.covered();
        self.reading.resize(free);
        self.sidebar.resize(free);
    }

    /// The panel with the rows that it has now; `None` where there is nothing to show.
    fn refilled(&self, panel: Panel) -> Option<Panel> {
        let columns = usize::from(self.layout.columns.end - self.layout.columns.start);
        let height = self.layout.height();
        let room = (height * 3 / 5).saturating_sub(1).max(1);
        match panel {
            Panel::Help(sheet) => {
                let signs = self.layout.settings.signs;
                let rows = self.input.help.rows(&self.input.keymap, signs, columns);
                Some(Panel::Help(sheet.refilled(rows, height)))
            }
            Panel::Matrix(mut matrix) => {
                matrix.marked = self.walk.marked;
                matrix.lay_out(self.reading.article(), self.facts.as_ref()?, (columns, room));
                Some(Panel::Matrix(matrix))
            }
            Panel::Picker(mut picker) => {
                picker.lay_out((columns, room));
                Some(Panel::Picker(picker))
            }
            Panel::Agreement(mut agreement) => {
                agreement.lay_out(self.reading.article(), self.facts.as_ref()?, (columns, room));
                Some(Panel::Agreement(agreement))
            }
            Panel::Why(sheet) => {
                let facts = self.facts.as_ref()?;
                let rows = why::rows(self.reading.article(), facts, &self.walk, columns);
                (!rows.is_empty()).then(|| Panel::Why(sheet.refilled(rows, room)))
            }
        }
    }

    /// Rows of the body that the panel lies over, its rule included.
    #[must_use]
    pub fn covered(&self) -> usize {
        match &self.panel {
            Some(panel) if panel.leaves_the_article() => {
                (panel.shown().len() + 1).min(self.layout.height())
            }
            Some(_) | None => 0,
        }
    }
}
