//! The reader's state, and the one function that changes it.

pub mod action;
pub mod again;
pub mod cast;
pub mod facts;
pub mod keymap;
pub mod layout;
pub mod panel;
pub mod place;
pub mod role;
pub mod sidebar;
pub mod status;
pub mod walk;
pub mod why;

#[cfg(test)]
pub mod fixture;
#[cfg(test)]
pub(crate) mod tests;

use std::sync::Arc;

use crate::{
    analysis::work::Progress,
    article::Article,
    fact::Analysis,
    page::{Page, mark::Chosen},
};
use action::{Action, Command, Direction, Effect, Step, Whose};
use again::Again;
use facts::Facts;
use layout::Layout;
use panel::{Panel, Subject};
use place::Place;
use sidebar::{Item, Sidebar};
use walk::Walk;

const READING: &str = "reading…";
const ANALYSIS_FAILED: &str = "the analysis failed";

/// The reader: an article, the facts about it, and where one is in them.
pub struct App {
    /// The article as lines.
    pub page: Page,
    /// The facts, once they are there.
    pub facts: Option<Facts>,
    /// Where everything stands.
    pub layout: Layout,
    /// Where one is in the article.
    pub place: Place,
    /// Where one is among the facts.
    pub walk: Walk,
    /// Who is there.
    pub sidebar: Sidebar,
    /// The panel that is open.
    pub panel: Option<Panel>,
    /// The pane that keys go to.
    pub pane: Pane,
    /// What the status line says until the next key.
    pub note: Option<String>,
    /// What stands where the facts will be.
    pub waiting: &'static str,
}

/// A pane that keys go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The text.
    Article,
    /// The actors.
    Sidebar,
}

impl App {
    /// The reader of an article, before it has a size and facts. The note is shown until the
    /// first key.
    #[must_use]
    pub fn new(article: Arc<Article>, note: Option<String>) -> Self {
        Self {
            page: Page::new(article, 1),
            facts: None,
            layout: Layout::default(),
            place: Place::default(),
            walk: Walk::default(),
            sidebar: Sidebar::default(),
            panel: None,
            pane: Pane::Article,
            note,
            waiting: READING,
        }
    }

    /// Takes note of what happened; tells what the world must do.
    pub fn update(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::Command(command) => {
                self.note = None;
                return self.obey(command);
            }
            Action::Resize { width, height } => self.resize(width, height),
            Action::Analysed(analysis, progress) => {
                self.end_wait();
                self.take_facts(*analysis, progress);
            }
            Action::AnalysisFailed => self.take_failure(),
        }
        None
    }

    /// Takes back the answer to a key that came before the facts did.
    fn end_wait(&mut self) {
        self.note.take_if(|note| note == self.waiting);
    }

    fn obey(&mut self, command: Command) -> Option<Effect> {
        match command {
            Command::Go(direction, step) => self.go(direction, step),
            Command::Walk(direction, whose) => self.walk_on(direction, whose),
            Command::SwitchPane => self.switch_pane(),
            Command::Take => self.take(),
            Command::Why => self.toggle(Subject::Why),
            Command::Help => self.toggle(Subject::Help),
            Command::Close => self.close(),
            Command::Redraw => return Some(Effect::Redraw),
            Command::Suspend => return Some(Effect::Suspend),
            Command::Quit => return Some(Effect::Quit),
        }
        None
    }

    fn resize(&mut self, width: u16, height: u16) {
        let paragraphs = self.article().paragraphs.len();
        let digits = u16::try_from(paragraphs.to_string().len()).unwrap_or(2).max(2);
        self.layout = Layout::new(width, height, digits);
        self.page.resize(self.layout.measure());
        self.lay_out_sidebar();
        self.lay_out_panel();
    }

    /// Facts may come again, and better: the reading place stays, and what is looked at is found
    /// again by its bytes.
    fn take_facts(&mut self, analysis: Analysis, progress: Progress) {
        let mut facts = Facts::new(analysis, progress);
        let Some(old) = self.facts.take() else {
            self.facts = Some(facts);
            self.lay_out_sidebar();
            return self.lay_out_panel();
        };
        let again = Again::new(&old.analysis, &facts.analysis);
        // Where all is settled in a moment, who speaks most comes first in the end, unless somebody
        // was quicker.
        let quick = self.walk.chosen != Chosen::Nothing || self.pane == Pane::Sidebar;
        if quick || progress.takes_long() {
            let voices = old.cast.voices.iter();
            facts.cast.keep(voices.filter_map(|v| Some((again.actor(v.actor)?, v.rank))));
        }
        let seen = self.sidebar.shows(|item| old.picks(&self.walk, item));
        self.walk.carry_over(&again);
        self.sidebar.carry_over(|item| again.item(item, &old.cast, &facts.cast));
        self.facts = Some(facts);
        self.lay_out_sidebar();
        self.lay_out_panel();
        if seen {
            self.reveal();
        }
    }

    /// What is known already stays.
    fn take_failure(&mut self) {
        self.end_wait();
        self.waiting = ANALYSIS_FAILED;
        if let Some(facts) = &mut self.facts {
            facts.progress = Progress::whole(facts.progress.all);
            self.note = Some(ANALYSIS_FAILED.to_owned());
        }
    }

    fn go(&mut self, direction: Direction, step: Step) {
        match (&mut self.panel, self.pane) {
            (Some(panel), Pane::Article) if panel.has_more() => panel.go(direction, step),
            (Some(panel), _) if panel.subject == Subject::Help => panel.go(direction, step),
            (_, Pane::Sidebar) => self.sidebar.go(direction, step),
            (_, Pane::Article) => self.place.go(&mut self.page, direction, step),
        }
    }

    fn walk_on(&mut self, direction: Direction, whose: Whose) {
        let Some(facts) = &self.facts else { return self.explain() };
        if facts.analysis.quotations.is_empty() {
            return self.explain();
        }
        let same = self.walk.actor(&facts.analysis);
        let whose = match whose {
            Whose::Any => self.walk.only,
            Whose::Same => same.or(self.walk.only),
        };
        let seen = self.place.seen();
        match self.walk.next(&facts.analysis, direction, whose, seen) {
            Some(index) => self.choose(Chosen::Quotation(index)),
            None => self.note = Some(no_further(direction, whose.is_some()).to_owned()),
        }
    }

    /// Looks at a fact: shows it in the text, in the sidebar and in "why?" if that is open.
    fn choose(&mut self, chosen: Chosen) {
        self.walk.chosen = chosen;
        self.panel.take_if(|panel| panel.subject == Subject::Help);
        if let Some(panel) = &mut self.panel {
            panel.go(Direction::Back, Step::All);
        }
        if self.layout.sidebar.is_none() {
            self.pane = Pane::Article;
        }
        self.lay_out_panel();
        let Some(facts) = &self.facts else { return };
        if let Some(extent) = walk::extent(&facts.analysis, chosen) {
            self.place.show(&mut self.page, extent);
        }
        self.reveal();
    }

    /// Brings what the chosen fact rests on, or supports, onto the screen of the sidebar.
    fn reveal(&mut self) {
        if self.pane == Pane::Sidebar || self.walk.chosen == Chosen::Nothing {
            return;
        }
        let Some(facts) = &self.facts else { return };
        let walk = &self.walk;
        self.sidebar.reveal(|item| facts.picks(walk, item));
    }

    fn switch_pane(&mut self) {
        self.panel = None;
        self.lay_out_panel();
        match self.pane {
            Pane::Sidebar => self.pane = Pane::Article,
            Pane::Article => {
                self.pane = Pane::Sidebar;
                let picked = self.facts.as_ref().and_then(|facts| {
                    facts.cast.place(self.walk.actor(&facts.analysis)).map(Item::Voice)
                });
                match picked.or(self.sidebar.choice) {
                    Some(item) => self.sidebar.choose(Some(item)),
                    None => self.sidebar.go(Direction::Back, Step::All),
                }
            }
        }
    }

    /// Takes what is chosen in the sidebar.
    fn take(&mut self) {
        match (self.pane, self.sidebar.choice) {
            (Pane::Sidebar, Some(Item::Voice(place))) => self.take_voice(place),
            (Pane::Sidebar, Some(Item::Stand(place, stand))) => self.take_stand(place, stand),
            (Pane::Sidebar, None) | (Pane::Article, _) => {}
        }
    }

    /// Walks the quotations of one voice, from the current one if it is theirs.
    fn take_voice(&mut self, place: usize) {
        let Some(voice) = self.facts.as_ref().and_then(|facts| facts.cast.voices.get(place)) else {
            return;
        };
        let current = self.walk.quotation().filter(|q| voice.quotations.contains(q));
        let Some(index) = current.or(voice.quotations.first().copied()) else {
            self.note = Some("nothing is quoted from them".to_owned());
            return;
        };
        self.walk.only = Some(voice.actor);
        self.pane = Pane::Article;
        self.choose(Chosen::Quotation(index));
    }

    /// Goes to the evidence of a stand; taken again, to its next evidence.
    fn take_stand(&mut self, place: usize, stand: usize) {
        let stand = self.facts.as_ref().and_then(|facts| facts.cast.stand(place, stand));
        let Some(stances) = stand.map(|stand| &stand.stances) else { return };
        let here = stances.iter().position(|&s| self.walk.chosen == Chosen::Stance(s));
        let next = here.map_or(0, |here| (here + 1) % stances.len());
        if let Some(&index) = stances.get(next) {
            self.choose(Chosen::Stance(index));
        }
    }

    fn toggle(&mut self, subject: Subject) {
        if self.panel.as_ref().is_some_and(|panel| panel.subject == subject) {
            self.panel = None;
            self.lay_out_panel();
            return;
        }
        if subject == Subject::Why && !self.choose_for_why() {
            return self.explain();
        }
        self.panel = Some(Panel::new(subject, Vec::new(), 0));
        self.lay_out_panel();
        if let (Subject::Why, Some(facts)) = (subject, &self.facts)
            && let Some(extent) = walk::extent(&facts.analysis, self.walk.chosen)
        {
            self.place.show(&mut self.page, extent);
            self.reveal();
        }
    }

    /// Says why there is no quotation to go to or to ask about.
    fn explain(&mut self) {
        let words = match &self.facts {
            None => self.waiting,
            Some(facts) if facts.analysis.quotations.is_empty() => "nobody is quoted here",
            Some(_) => "choose a quotation first: →",
        };
        self.note = Some(words.to_owned());
    }

    /// In the sidebar "why?" asks about what is chosen there; tells whether there is an answer.
    fn choose_for_why(&mut self) -> bool {
        if let (Pane::Sidebar, Some(Item::Stand(place, stand))) = (self.pane, self.sidebar.choice) {
            let stand = self.facts.as_ref().and_then(|facts| facts.cast.stand(place, stand));
            let stances = stand.map_or(&[][..], |stand| &stand.stances);
            let here = stances.iter().find(|&&s| self.walk.chosen == Chosen::Stance(s));
            if let Some(&index) = here.or(stances.first()) {
                self.choose(Chosen::Stance(index));
            }
        }
        self.walk.chosen != Chosen::Nothing
    }

    /// Closes what is open, one thing at a time, the uppermost first.
    fn close(&mut self) {
        if self.panel.take().is_some() {
            self.lay_out_panel();
        } else if self.pane == Pane::Sidebar {
            self.pane = Pane::Article;
        } else if self.walk.only.take().is_none() {
            self.walk.chosen = Chosen::Nothing;
        }
    }

    fn lay_out_sidebar(&mut self) {
        let Some(facts) = &self.facts else { return };
        let columns = self.layout.sidebar_text();
        let columns = usize::from(columns.end - columns.start);
        self.sidebar.lay_out(self.page.article(), facts, columns);
    }

    /// Fills the open panel anew, and gives the article the rows that it leaves.
    fn lay_out_panel(&mut self) {
        let columns = usize::from(self.layout.columns.end - self.layout.columns.start);
        let height = self.layout.height();
        if let Some(panel) = self.panel.take() {
            let (rows, room) = match (panel.subject, &self.facts) {
                (Subject::Help, _) => (panel::help(columns), height),
                (Subject::Why, Some(facts)) => {
                    let chosen = self.walk.chosen;
                    let rows = why::rows(self.page.article(), facts, chosen, columns);
                    (rows, (height * 3 / 5).saturating_sub(1).max(1))
                }
                (Subject::Why, None) => (Vec::new(), 0),
            };
            self.panel = (!rows.is_empty()).then(|| panel.refilled(rows, room));
        }
        let free = height - self.covered();
        self.place.resize(&mut self.page, free);
        self.sidebar.resize(free);
    }

    /// Rows of the body that "why?" lies over, its rule included.
    #[must_use]
    pub fn covered(&self) -> usize {
        match &self.panel {
            Some(panel) if panel.subject == Subject::Why => {
                (panel.shown().len() + 1).min(self.layout.height())
            }
            Some(_) | None => 0,
        }
    }

    /// Whether an item of the sidebar belongs to the fact that is looked at.
    #[must_use]
    pub fn is_picked(&self, item: Item) -> bool {
        self.facts.as_ref().is_some_and(|facts| facts.picks(&self.walk, item))
    }

    /// The article.
    #[must_use]
    pub fn article(&self) -> &Article {
        self.page.article()
    }
}

const fn no_further(direction: Direction, of_one: bool) -> &'static str {
    match (direction, of_one) {
        (Direction::Forward, false) => "no quotation further down",
        (Direction::Back, false) => "no quotation further up",
        (Direction::Forward, true) => "no quotation of theirs further down",
        (Direction::Back, true) => "no quotation of theirs further up",
    }
}
