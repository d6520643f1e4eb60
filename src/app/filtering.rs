//! Filtering: the actors by name, and the lines of the help by what stands in them.

use super::{
    App, Pane,
    command::{Command, Direction, Step, Way},
    panel::{Panel, Subject},
    search::pattern::Pattern,
};

impl App {
    /// Shows only the actors whose names the pattern fits.
    pub(super) fn filter_actors(&mut self, filter: Option<Pattern>) {
        self.sidebar.filter = filter;
        self.lay_out_sidebar();
        if self.sidebar.choice.is_none() && self.pane == Pane::Sidebar {
            self.sidebar.go(Way::once(Direction::Back, Step::All));
        }
    }

    /// Shows all actors again; tells whether they were not all shown.
    pub(super) fn lift_actor_filter(&mut self) -> bool {
        let lifted = self.sidebar.filter.is_some();
        if lifted {
            self.filter_actors(None);
        }
        lifted
    }

    /// Shows only the lines of the help that the pattern fits.
    pub(super) fn filter_help(&mut self, filter: Option<Pattern>) {
        self.input.help.filter = filter;
        self.lay_out_panel();
    }

    /// Shows all lines of the help again; tells whether they were not all shown.
    pub(super) fn lift_help_filter(&mut self) -> bool {
        self.input.help.filter.take().is_some()
    }

    /// Lets the help begin with what matters where one is.
    pub(super) fn prepare_help(&mut self) {
        let about = match (self.panel.as_ref().map(Panel::subject), self.pane) {
            (Some(Subject::Why), _) => Some(Command::Why),
            (Some(Subject::Matrix | Subject::Agreement), _) => Some(Command::Matrix),
            (_, Pane::Sidebar) => Some(Command::Take),
            (_, Pane::Article) if self.reading.search.is_some() => {
                Some(Command::NextHit(Direction::Forward))
            }
            (_, Pane::Article) => None,
        };
        self.input.help = super::help::Help { filter: None, about };
    }
}
