//! Opening: panels opened and closed, filled anew, and given their rows of the screen.

use super::{
    App, Pane,
    panel::{self, Panel, Subject},
    picker::Pick,
    sheet::Sheet,
    walk, why,
};
use crate::page::mark::Chosen;

impl App {
    /// Opens a panel, or closes it where it is open.
    pub(super) fn toggle(&mut self, subject: Subject) {
        if self.panel.as_ref().is_some_and(|panel| panel.subject() == subject) {
            self.panel = None;
            self.lay_out_panel();
            return;
        }
        if subject == Subject::Why && !self.choose_for_why() {
            return self.explain();
        }
        self.prepare_help();
        self.panel = Some(match subject {
            Subject::Why => Panel::Why(Sheet::default()),
            Subject::Help => Panel::Help(Sheet::default()),
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

    /// Closes what is open, one thing at a time, the uppermost first.
    pub(super) fn close(&mut self) {
        if self.lift_help_filter() {
            return self.lay_out_panel();
        }
        if let Some(panel) = self.panel.take() {
            match panel {
                Panel::Matrix(matrix) => self.come_back(matrix.from),
                Panel::Agreement(agreement) => self.leave_agreement(*agreement),
                Panel::Picker(picker) => self.come_back(picker.from),
                Panel::Why(_) | Panel::Help(_) => self.lay_out_panel(),
            }
        } else if self.pane == Pane::Sidebar {
            if !self.lift_actor_filter() {
                self.pane = Pane::Article;
            }
        } else if self.reading.search.take().is_none()
            && !self.lift_actor_filter()
            && !self.lift_filter()
        {
            self.walk.chosen = Chosen::Nothing;
            self.walk.wanted = None;
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
        let Some(panel) = self.panel.take() else { return self.share() };
        let height = panel.shown().len();
        let panel = self.gathered(panel);
        let mut panel = self
            .refilled(panel)
            .unwrap_or_else(|| Panel::Why(Sheet::new(vec![panel::gone()], height)));
        panel.pad(height);
        self.panel = Some(panel);
        // Near the end a higher panel would let the article go back to where it was before.
        let top = self.reading.place.top();
        self.share();
        self.reading.stay_at(top);
    }

    /// The picker with what newer facts let one pick; any other panel as it is.
    fn gathered(&self, mut panel: Panel) -> Panel {
        if let (Panel::Picker(picker), Some(facts)) = (&mut panel, &self.facts) {
            picker.gather(self.reading.article(), facts);
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
                // What can be picked is worth nothing in another version of the article.
                self.facts.as_ref()?;
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
