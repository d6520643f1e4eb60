//! The reader's state, and the one function that changes it.

pub mod action;
pub mod again;
pub mod agreement;
pub mod asking;
pub mod cast;
pub mod chips;
pub mod choosing;
pub mod command;
pub mod comparing;
pub mod copying;
pub mod facts;
pub mod filter;
pub mod filtering;
pub mod finding;
pub mod going;
pub mod grid;
pub mod help;
pub mod hint;
pub mod inferring;
pub mod input;
pub mod jumps;
pub mod key;
pub mod keymap;
pub mod label;
pub mod layout;
pub mod likeness;
pub mod links;
pub mod looks;
pub mod matches;
pub mod matrix;
pub mod memory;
pub mod opening;
pub mod order;
pub mod panel;
pub mod picker;
pub mod picking;
pub mod piping;
pub mod place;
pub mod pointer;
pub mod prompt;
pub mod reading;
pub mod role;
pub mod roll;
pub mod search;
pub mod settings;
pub mod setup;
pub mod sheet;
pub mod sidebar;
pub mod sifting;
pub mod signs;
pub mod spot;
pub mod standing;
pub mod status;
pub mod table;
pub mod typing;
pub mod walk;
pub mod why;
pub mod window;

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
use action::{Action, Effect};
use again::Again;
use asking::Purpose;
use cast::Item;
use command::{Command, Leap};
use facts::Facts;
use input::Input;
use key::Key;
use layout::Layout;
use panel::{Panel, Subject};
use reading::Reading;
use setup::Setup;
use sidebar::Sidebar;
use typing::Typed;
use walk::Walk;

const READING: &str = "reading…";
const ANALYSIS_FAILED: &str = "the analysis failed";

/// The reader: an article, the facts about it, and where one is in them.
pub struct App {
    /// The article, and where one is in it.
    pub reading: Reading,
    /// The facts, once they are there.
    pub facts: Option<Facts>,
    /// Where everything stands.
    pub layout: Layout,
    /// Where one is among the facts.
    pub walk: Walk,
    /// Who is there.
    pub sidebar: Sidebar,
    /// The panel that is open.
    pub panel: Option<Panel>,
    /// The pane that keys go to.
    pub pane: Pane,
    /// What keys come to.
    pub input: Input,
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
            reading: Reading::new(Page::new(article, 1)),
            facts: None,
            layout: Layout::default(),
            walk: Walk::default(),
            sidebar: Sidebar::default(),
            panel: None,
            pane: Pane::Article,
            input: Input::default(),
            note,
            waiting: READING,
        }
    }

    /// The reader as a configuration wants it.
    #[must_use]
    pub fn set_up(mut self, setup: Setup) -> Self {
        self.input.keymap = setup.keymap;
        self.layout.settings = setup.settings;
        self
    }

    /// Takes note of what happened; tells what the world must do.
    pub fn update(&mut self, action: Action) -> Option<Effect> {
        let effect = self.take_note(action);
        self.reading.mark_hits();
        effect
    }

    fn take_note(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::Key(key) => return self.press(key),
            Action::Command(command) => return self.obey(command, None),
            Action::Mouse(pointer) => self.point(pointer),
            Action::Paste(words) => self.paste(&words),
            Action::GoOn => self.search_on(),
            Action::Resize { width, height } => self.resize(width, height),
            Action::Analysed(analysis, progress) => {
                self.end_wait();
                self.take_facts(*analysis, progress);
                self.choose_wanted();
            }
            Action::AnalysisFailed => self.take_failure(),
            Action::Configured(setup) => self.take_setup(setup),
            Action::Recalled(memory) => self.recall_memory(*memory),
            Action::Replaced(article) => self.replace(article),
            Action::Told(note) => self.note = Some(note),
        }
        None
    }

    /// Takes back the answer to a key that came before the facts did.
    fn end_wait(&mut self) {
        self.note.take_if(|note| note == self.waiting);
    }

    fn press(&mut self, key: Key) -> Option<Effect> {
        if self.input.asking.is_some() {
            return self.answer(key);
        }
        if self.input.link.is_some() {
            return self.open_link(key);
        }
        if let Some(Panel::Picker(_)) = self.panel {
            return self.pick_by(key);
        }
        match self.input.feed(key) {
            Typed::Command(command, count) => self.obey(command, count),
            Typed::More => None,
            Typed::Unknown => {
                self.note = Some(self.input.keymap.unknown());
                None
            }
        }
    }

    /// Does what is asked for; the count is the number that was typed before the key.
    fn obey(&mut self, command: Command, count: Option<usize>) -> Option<Effect> {
        self.note = None;
        let before = self.reading.place.seen();
        let effect = self.carry_out(command, count);
        let leap = keymap::binding(command).map_or(Leap::Never, |(_, binding)| binding.leap);
        self.note_jump(leap, before);
        effect
    }

    fn carry_out(&mut self, command: Command, count: Option<usize>) -> Option<Effect> {
        match command {
            Command::Go(direction, step) => self.go(direction, step, count),
            Command::Percent => self.go_to_percent(count),
            Command::Walk(direction, whose) => self.walk_on(direction, whose, count),
            Command::Mark(letter) => self.mark(letter),
            Command::Recall(letter) => self.recall(letter),
            Command::Search(direction) => self.ask_for_words(direction),
            Command::NextHit(direction) => self.next_hit(direction, count),
            Command::Order => self.ask(Purpose::Order),
            Command::SwitchPane => self.switch_pane(),
            Command::Take => self.take(),
            Command::Why => self.toggle(Subject::Why),
            Command::Help => self.toggle(Subject::Help),
            Command::Inferred => self.toggle_inferred(),
            Command::Matrix => self.toggle_matrix(),
            Command::Widen => self.widen(),
            Command::Compare => self.compare(),
            Command::Filter(facet) => self.filter_by(facet),
            Command::Fold => self.toggle_fold(),
            Command::Pick(pick) => self.pick(pick),
            Command::Close => return self.close(),
            Command::Jump(direction) => self.jump(direction, count),
            Command::LastJump => self.take_back_jump(),
            Command::Align(edge) => self.align(edge),
            Command::Copy(form) => return self.copy(form),
            Command::Link => self.choose_link(),
            Command::NextTheme => self.next_theme(),
            Command::MoveDivide(direction) => self.move_divide(direction, count),
            Command::Measure(direction) => self.change_measure(direction, count),
            Command::Zen => self.toggle_zen(),
            Command::Edit => return Some(Effect::Edit(self.read_paragraph())),
            Command::Reload => return Some(Effect::Reload),
            Command::Redraw => return Some(Effect::Redraw),
            Command::Suspend => return Some(Effect::Suspend),
            Command::Entry(direction) => return Some(Effect::Entry(direction)),
            Command::ToggleRead => return Some(Effect::ToggleRead),
            Command::Leave => return self.leave(),
            Command::Quit => return Some(Effect::Quit),
        }
        None
    }

    /// A configuration that is wrong leaves the one in force.
    fn take_setup(&mut self, setup: Result<Setup, String>) {
        self.note = Some(setup::told(&setup));
        if let Ok(setup) = setup {
            self.input.keymap = setup.keymap;
            self.set(|settings| *settings = setup.settings);
        }
    }

    fn resize(&mut self, width: u16, height: u16) {
        let digits = u16::try_from(self.reading.paragraphs.to_string().len()).unwrap_or(2).max(2);
        let settings = self.layout.settings.clone();
        self.layout = Layout::new((width, height), digits, settings);
        self.reading.page.resize(self.layout.measure());
        self.lay_out_sidebar();
        self.lay_out_panel();
    }

    /// Facts may come again, and better: the reading place stays, and what is looked at is found
    /// again by its bytes.
    fn take_facts(&mut self, analysis: Analysis, progress: Progress) {
        let mut facts = Facts::new(analysis, progress, self.walk.tier);
        let Some(old) = self.facts.take() else {
            self.facts = Some(facts);
            return self.sift();
        };
        let again = Again::new(&old.analysis, &facts.analysis);
        // Where all is settled in a moment, who speaks most comes first in the end, unless somebody
        // was quicker.
        let quick = self.walk.chosen != Chosen::Nothing || self.pane == Pane::Sidebar;
        if quick || progress.takes_long() {
            let voices = old.cast.voices.iter();
            facts.cast.keep(voices.filter_map(|v| Some((again.actor(v.actor)?, v.rank))));
        }
        let seen = self.sidebar.shows(|item| self.walk.picks(&old, item));
        self.walk.carry_over(&again, self.reading.article());
        self.sidebar.carry_over(|item| again.item(item, &old.cast, &facts.cast));
        let panel = self.panel.take();
        self.panel = panel.and_then(|panel| panel.carried_over(&again, &old.cast, &facts.cast));
        facts.sift(self.reading.article(), &self.walk.filter, self.walk.tier);
        self.facts = Some(facts);
        if self.walk.folds {
            self.fold_if_wanted();
        }
        self.lay_out_sidebar();
        self.keep_panel();
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

    fn lay_out_sidebar(&mut self) {
        let Some(facts) = &self.facts else { return };
        let columns = self.layout.sidebar_text();
        let columns = usize::from(columns.end - columns.start);
        self.sidebar.lay_out(self.reading.article(), facts, columns);
    }

    /// Whether an item of the sidebar belongs to the fact that is looked at.
    #[must_use]
    pub fn is_picked(&self, item: Item) -> bool {
        self.facts.as_ref().is_some_and(|facts| self.walk.picks(facts, item))
    }

    /// The article.
    #[must_use]
    pub fn article(&self) -> &Article {
        self.reading.article()
    }
}
