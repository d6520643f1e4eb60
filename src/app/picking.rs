//! Picking: the picker opened, typed into, and what it leads to.

use super::{
    App, Pane,
    action::Effect,
    command::{Direction, Leap, Pick},
    filter::Facet,
    key::{Arrow, Key},
    panel::Panel,
    picker::{self, Picker},
    prompt::Edited,
    roll::Target,
    sifting, walk,
};
use crate::page::mark::Chosen;

/// Hits that a page goes.
const PAGE: usize = 8;

impl App {
    /// Opens the picker at what one looks at.
    pub(super) fn pick(&mut self, pick: Pick) {
        let at = match (pick, &self.facts) {
            (Pick::Headings, _) => self.part_here(),
            (Pick::Actors | Pick::Issues | Pick::Quotations, None) => return self.explain(),
            (Pick::Actors, Some(facts)) => self.walk.actor(&facts.analysis).map(Target::Actor),
            (Pick::Issues, Some(facts)) => self.issue_here(facts).map(Target::Issue),
            (Pick::Quotations, Some(facts)) => {
                self.walk.underlying(&facts.analysis).map(Target::Quotation)
            }
        };
        let mut picker = Picker::new(pick, self.spot(), at);
        picker.gather(&self.reading, self.facts.as_ref());
        self.panel = Some(Panel::Picker(Box::new(picker)));
        self.pane = Pane::Article;
        self.lay_out_panel();
        self.preview();
    }

    /// Takes a key for the picker that is open.
    pub(super) fn pick_by(&mut self, key: Key) -> Option<Effect> {
        self.note = None;
        let Some(Panel::Picker(picker)) = &mut self.panel else { return None };
        match key {
            Key::Esc | Key::Ctrl('c') => {
                let from = picker.from;
                self.come_back(from);
                return None;
            }
            Key::Enter => return self.take_picked(),
            Key::Arrow(Arrow::Down) | Key::Ctrl('n') => picker.go(Direction::Forward, 1),
            Key::Arrow(Arrow::Up) | Key::Ctrl('p') => picker.go(Direction::Back, 1),
            Key::PageDown => picker.go(Direction::Forward, PAGE),
            Key::PageUp => picker.go(Direction::Back, PAGE),
            key => match picker.prompt.feed(key, &[]) {
                Edited::Text => picker.follow(),
                Edited::Cursor => {}
                Edited::Nothing => return self.pass_on(key),
            },
        }
        self.lay_out_panel();
        self.preview();
        None
    }

    /// Takes words that were pasted, where the picker is open.
    pub(super) fn paste_to_picker(&mut self, words: &str) {
        let Some(Panel::Picker(picker)) = &mut self.panel else { return };
        picker.prompt.insert(words);
        picker.follow();
        self.lay_out_panel();
        self.preview();
    }

    /// Shows what one is on in the article above the picker.
    fn preview(&mut self) {
        let Some(Panel::Picker(picker)) = &self.panel else { return };
        let Some(target) = picker.target() else { return };
        if let Target::Heading(paragraph) = target {
            return self.reading.go_to_paragraph(paragraph + 1);
        }
        let Some(facts) = &self.facts else { return };
        self.walk.chosen = picker::fact(facts, target);
        if let Some(extent) = walk::extent(&facts.analysis, self.walk.chosen) {
            self.reading.show(extent);
        }
        self.reveal();
    }

    /// Goes to what one is on.
    fn take_picked(&mut self) -> Option<Effect> {
        let Some(Panel::Picker(picker)) = &self.panel else { return None };
        let (from, target) = (picker.from, picker.target()?);
        self.come_back(from);
        let before = self.reading.place.seen();
        match target {
            Target::Chapter(index) if !self.reads_chapter(index) => {
                return Some(Effect::Chapter(index));
            }
            Target::Chapter(_) => self.go_to_part(0),
            Target::Heading(paragraph) => self.go_to_part(paragraph),
            Target::Actor(_) | Target::Issue(_) | Target::Quotation(_) => self.take_fact(target),
        }
        self.note_jump(Leap::Far, before);
        None
    }

    fn go_to_part(&mut self, paragraph: usize) {
        self.pane = Pane::Article;
        self.reading.go_to_paragraph(paragraph + 1);
    }

    fn reads_chapter(&self, index: usize) -> bool {
        self.reading.chapters.as_ref().is_some_and(|chapters| chapters.here == index)
    }

    /// Walks an actor's quotations or the stances on an issue alone, or looks at a quotation.
    fn take_fact(&mut self, target: Target) {
        let Some(facts) = &self.facts else { return };
        let chosen = picker::fact(facts, target);
        let place = match target {
            Target::Actor(actor) => facts.cast.place(Some(actor)),
            Target::Issue(_) | Target::Quotation(_) | Target::Heading(_) | Target::Chapter(_) => {
                None
            }
        };
        let issue = match target {
            Target::Issue(issue) => sifting::issue_term(self.article(), &facts.analysis, issue),
            Target::Actor(_) | Target::Quotation(_) | Target::Heading(_) | Target::Chapter(_) => {
                None
            }
        };
        if let Some(place) = place {
            return self.take_voice(place);
        }
        if issue.is_some() {
            self.walk.filter.set(Facet::Issue, issue);
            self.sift();
        }
        self.pane = Pane::Article;
        self.choose(self.admitted_or(chosen));
    }

    /// The heading or else the chapter that what is read stands under.
    fn part_here(&self) -> Option<Target> {
        let here = self.read_paragraph();
        let mut kinds = self.article().kinds.iter().take(here + 1);
        let heading = kinds.rposition(|kind| kind.level().is_some()).map(Target::Heading);
        heading.or_else(|| Some(Target::Chapter(self.reading.chapters.as_ref()?.here)))
    }

    /// The fact, or the first that the filter lets through where it does not let this one.
    fn admitted_or(&self, chosen: Chosen) -> Chosen {
        let Some(facts) = &self.facts else { return chosen };
        let first = facts.units().find(|unit| facts.admits(*unit));
        if facts.admits(chosen) { chosen } else { first.unwrap_or(chosen) }
    }
}
