//! Memory: what is kept of reading an article, by its words, so that it is found again in the next
//! version of the article and when it is opened the next time.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    App,
    facts::Facts,
    panel::{Panel, Subject},
    reading::Reading,
    sidebar::Sidebar,
    walk::Walk,
};
use crate::{
    anchor::Anchor,
    article::Article,
    fact::{Analysis, Tier},
    page::{Page, mark::Chosen},
};

/// How far from where it was a fact may begin that is taken for the same one, in bytes.
const NEAR: usize = 80;

/// What is kept of reading an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// Where the screen began.
    pub place: Anchor,
    /// The places that letters remember.
    pub marks: BTreeMap<char, Anchor>,
    /// The fact that was looked at.
    pub chosen: Option<Remembered<Anchor>>,
    /// What was filtered, as it is typed.
    pub filters: String,
    /// Whether what did not match was folded away.
    pub folded: bool,
    /// Whether stances were shown that are only inferred.
    pub inferred: bool,
}

/// A fact by the place that tells it from the others of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remembered<T> {
    /// A quotation, by the start of its content.
    Quotation(T),
    /// A stance, by the start of its target.
    Stance(T),
}

impl<T> Remembered<T> {
    /// The same with its place told otherwise.
    pub fn map<U>(&self, tell: impl Fn(&T) -> U) -> Remembered<U> {
        match self {
            Self::Quotation(place) => Remembered::Quotation(tell(place)),
            Self::Stance(place) => Remembered::Stance(tell(place)),
        }
    }
}

impl Remembered<Option<usize>> {
    /// The same, if its place is known.
    fn known(self) -> Option<Remembered<usize>> {
        match self {
            Self::Quotation(place) => place.map(Remembered::Quotation),
            Self::Stance(place) => place.map(Remembered::Stance),
        }
    }
}

impl Remembered<usize> {
    /// The chosen fact by its place.
    fn of(chosen: Chosen, facts: &Analysis) -> Option<Self> {
        match chosen {
            Chosen::Nothing => None,
            Chosen::Quotation(index) => {
                facts.quotations.get(index).map(|fact| Self::Quotation(fact.extent().start))
            }
            Chosen::Stance(index) => {
                facts.stances.get(index).map(|fact| Self::Stance(fact.target.span.start))
            }
        }
    }

    /// The fact of this place; once all facts are there, also the one that is nearest to it.
    fn among(self, facts: &Facts) -> Option<Chosen> {
        let reach = if facts.progress.is_complete() { NEAR } else { 0 };
        let nearest = |starts: &mut dyn Iterator<Item = usize>, place: usize| {
            let far = starts.map(|start| start.abs_diff(place)).enumerate();
            far.filter(|&(_, far)| far <= reach).min_by_key(|&(_, far)| far).map(|(index, _)| index)
        };
        let Analysis { quotations, stances, .. } = &facts.analysis;
        match self {
            Self::Quotation(place) => {
                let mut starts = quotations.iter().map(|fact| fact.extent().start);
                nearest(&mut starts, place).map(Chosen::Quotation)
            }
            Self::Stance(place) => {
                let mut starts = stances.iter().map(|fact| fact.target.span.start);
                nearest(&mut starts, place).map(Chosen::Stance)
            }
        }
    }
}

impl App {
    /// What is to be kept of reading the article.
    #[must_use]
    pub fn memory(&self) -> Memory {
        let text = &self.article().text;
        let anchor = |byte: &usize| Anchor::at(text, *byte);
        let facts = self.facts.as_ref();
        let chosen = facts.and_then(|facts| Remembered::of(self.walk.chosen, &facts.analysis));
        Memory {
            // Who has not begun begins at the start, whatever stands there the next time.
            place: match self.reading.place.top() {
                0 => Anchor::default(),
                top => anchor(&top),
            },
            marks: self.reading.marks.iter().map(|(&mark, byte)| (mark, anchor(byte))).collect(),
            // Until the facts are there, what one waits for is still what one looks at.
            chosen: chosen.or(self.walk.wanted).map(|fact| fact.map(anchor)),
            filters: self.walk.filter.to_string(),
            folded: self.reading.page.is_folded() || self.walk.folds,
            inferred: self.walk.tier == Tier::Inferred,
        }
    }

    /// Goes on where reading was left: the place, the marks, and the chosen fact once it is there.
    /// The screen must have a size.
    pub(super) fn recall_memory(&mut self, memory: Memory) {
        let Memory { place, marks, chosen, filters, folded, inferred } = memory;
        let text = &self.article().text;
        let find = |anchor: &Anchor| anchor.find_or_near(text);
        let marks = marks.iter().map(|(&mark, anchor)| (mark, find(anchor))).collect();
        let place = find(&place);
        let wanted = chosen.and_then(|fact| fact.map(|anchor| anchor.find(text)).known());
        self.reading.marks = marks;
        self.reading.go_to(place);
        self.walk.wanted = wanted;
        // A filter that is not understood any more is none.
        self.walk.filter = filters.parse().unwrap_or_default();
        self.walk.folds = folded;
        self.walk.tier = if inferred { Tier::Inferred } else { Tier::Explicit };
        if let Some(facts) = &mut self.facts {
            facts.show(self.walk.tier);
        }
        self.sift();
        self.choose_wanted();
    }

    /// Takes another version of the article in the place of the one that is read; its facts come
    /// later.
    pub(super) fn replace(&mut self, article: Arc<Article>) {
        let memory = self.memory();
        let mut jumps = std::mem::take(&mut self.reading.jumps);
        let old = &self.article().text;
        jumps.move_by(|byte| Anchor::at(old, byte).find_or_near(&article.text));
        self.reading = Reading::new(Page::new(article, 1));
        self.reading.jumps = jumps;
        self.walk = Walk::default();
        (self.facts, self.sidebar) = (None, Sidebar::default());
        // What could be picked is worth nothing in another version, and what lies under a sheet
        // tells of facts that are gone.
        self.panel.take_if(|panel| panel.subject() == Subject::Picker);
        if let Some(sheet) = self.panel.as_mut().and_then(Panel::sheet_mut) {
            sheet.under = None;
        }
        self.waiting = super::READING;
        let (width, height) = self.layout.size;
        self.resize(width, height);
        self.recall_memory(memory);
        self.note = Some("the article was read anew".to_owned());
    }

    /// Looks at the fact that was looked at before, once it is there.
    pub(super) fn choose_wanted(&mut self) {
        let (Some(facts), Some(wanted)) = (&self.facts, self.walk.wanted) else { return };
        let found = wanted.among(facts);
        if found.is_some() || facts.progress.is_complete() {
            self.walk.wanted = None;
        }
        if let Some(chosen) = found {
            self.walk.chosen = chosen;
            self.lay_out_panel();
            self.reveal();
        }
    }
}
