//! Sifting: the filter set and lifted, and what it does not let through folded away.

use super::{
    App, Pane,
    action::Effect,
    again::Again,
    cast::Item,
    choosing::SILENT,
    command::{Command, Direction, Whose},
    facts::Facts,
    filter::{FACETS, Facet, Filter, KINDS, POSITIONS, Term, VOICES},
    matches::{self, Unit},
    panel::Panel,
};
use crate::{
    article::Article,
    fact::Analysis,
    page::mark::Chosen,
    text::{Span, one_line},
};

/// How sure a fact must be, as the key goes through them, in percent.
const SURE: [u8; 3] = [60, 80, 90];
/// What leads to somebody, and to a stance.
pub const SOMEBODY: [Command; 3] =
    [Command::Walk(Direction::Forward, Whose::Any), Command::SwitchPane, Command::Matrix];
const STANCE: [Command; 2] = [Command::SwitchPane, Command::Matrix];

impl App {
    /// Walks and counts only what the filter lets through, from now on.
    pub fn set_filter(&mut self, filter: Filter) {
        self.walk.filter = filter;
        self.sift();
        self.note = self.unmatched();
    }

    /// Sets the filter as it is typed: `actor:Tajani kind:direct`.
    ///
    /// # Errors
    /// Where it cannot be understood.
    pub fn filter_words(&mut self, words: &str) -> Result<Option<Effect>, String> {
        let filter = words.parse::<Filter>().map_err(|error| error.to_string())?;
        self.set_filter_aloud(filter);
        Ok(None)
    }

    /// What a term of a filter may become while it is typed: first a facet, then one of its values
    /// that there are in the article.
    pub fn terms(&self, typed: &str) -> Vec<String> {
        let Some((facet, _)) = typed.split_once(':') else {
            return FACETS.iter().map(|(name, _)| format!("{name}:")).collect();
        };
        let facet = FACETS.iter().find(|(name, _)| *name == facet).map(|(_, facet)| facet);
        let (article, facts) = (self.article(), self.facts.as_ref());
        let label = |span: Span| one_line(span.of(&article.text));
        let terms: Vec<Term> = match (facet, facts) {
            (Some(Facet::Kind), _) => KINDS.map(|(_, kind)| Term::Kind(kind)).into(),
            (Some(Facet::Position), _) => POSITIONS.map(|(_, side)| Term::Position(side)).into(),
            (Some(Facet::Voice), _) => VOICES.map(|(_, voice)| Term::Voice(voice)).into(),
            (Some(Facet::Confidence), _) => SURE.map(Term::Confidence).into(),
            (Some(Facet::Actor), Some(facts)) => {
                let actors = facts.cast.voices.iter();
                let actors = actors.filter_map(|voice| facts.analysis.actors.get(voice.actor));
                actors.map(|actor| Term::Actor(label(actor.name))).collect()
            }
            (Some(Facet::Issue), Some(facts)) => {
                facts.analysis.issues.iter().map(|issue| Term::Issue(label(issue.label))).collect()
            }
            (Some(Facet::Actor | Facet::Issue), None) | (None, _) => Vec::new(),
        };
        terms.iter().map(Term::to_string).collect()
    }

    /// Says that nothing matches, where the filter lets nothing through.
    fn unmatched(&self) -> Option<String> {
        let matches = self.facts.as_ref()?.matches.as_ref()?;
        let key = self.input.keymap.told(Command::Close);
        (!matches.is_any()).then(|| format!("nothing matches: {key} lifts the filter"))
    }

    /// Lifts the filter; tells whether there was one.
    pub(super) fn lift_filter(&mut self) -> bool {
        let filter = std::mem::take(&mut self.walk.filter);
        self.walk.folds = false;
        self.sift();
        !filter.is_empty()
    }

    /// Finds out anew what the filter lets through, and shows it.
    pub(super) fn sift(&mut self) {
        let Some(facts) = &mut self.facts else { return };
        facts.sift(self.reading.article(), &self.walk.filter, self.walk.tier);
        self.walk.folds |= self.reading.page.is_folded();
        self.fold_if_wanted();
        self.lay_out_sidebar();
        self.lay_out_panel();
    }

    /// Folds away what does not match, where that is wanted and something does.
    pub(super) fn fold_if_wanted(&mut self) {
        let matches = self.facts.as_ref().and_then(|facts| facts.matches.as_ref());
        match matches.filter(|matches| matches.is_any()) {
            Some(matches) if self.walk.folds => {
                self.walk.folds = false;
                self.reading.fold(|paragraph| matches.paragraph(paragraph));
            }
            Some(_) => {}
            None => self.reading.unfold(),
        }
    }

    /// Shows a match that newer facts have found in a paragraph that is folded away: the article is
    /// not moved before somebody goes there.
    pub(super) fn unfold_match(&mut self, extent: Span) {
        let paragraph = self.article().paragraph_at(extent.start);
        if self.reading.page.shows(paragraph) {
            return;
        }
        let matches = self.facts.as_ref().and_then(|facts| facts.matches.as_ref());
        if let Some(matches) = matches.filter(|matches| matches.paragraph(paragraph)) {
            self.reading.fold(|paragraph| matches.paragraph(paragraph));
        }
    }

    /// Narrows the filter to what one is on, by one facet; again, to the next or to no value of it.
    pub(super) fn filter_by(&mut self, facet: Facet) {
        let Some(facts) = &self.facts else { return self.explain() };
        let mut filter = self.walk.filter.clone();
        let article = self.article();
        let named = match facet {
            Facet::Actor => {
                let actor = self.actor_here(facts);
                actor
                    .and_then(|actor| actor_term(article, &facts.analysis, actor))
                    .ok_or_else(|| self.no_choice("somebody", &SOMEBODY))
            }
            Facet::Issue => {
                let issue = self.issue_here(facts);
                issue
                    .and_then(|issue| issue_term(article, &facts.analysis, issue))
                    .ok_or_else(|| self.no_choice("a stance", &STANCE))
            }
            Facet::Kind | Facet::Position | Facet::Confidence | Facet::Voice => {
                let here = self.value_here(facts, facet);
                let term = next(&values(facet), filter.of(facet).next(), here.as_ref());
                filter.set(facet, term);
                return self.set_filter_aloud(filter);
            }
        };
        match named {
            Ok(term) => {
                filter.toggle(term);
                self.set_filter_aloud(filter);
            }
            Err(words) => self.note = Some(words),
        }
    }

    /// What to do first, where one is on nothing that is asked for.
    pub(super) fn no_choice(&self, what: &str, first: &[Command]) -> String {
        if self.is_silent() {
            return SILENT.to_owned();
        }
        format!("choose {what} first: {}", self.input.keymap.any_of(first))
    }

    /// Sets the filter, and says how much it lets through.
    fn set_filter_aloud(&mut self, filter: Filter) {
        self.set_filter(filter);
        self.note = self.note.take().or_else(|| self.counted());
    }

    /// How much the filter lets through, in words.
    fn counted(&self) -> Option<String> {
        let facts = self.facts.as_ref()?;
        let unit = facts.matches.as_ref()?.unit;
        let (_, count) = facts.count(Chosen::Nothing);
        let word = match unit {
            Unit::Quotation => "quotation",
            Unit::Stance => "stance",
        };
        Some(format!("{count} {word}{}: {}", if count == 1 { "" } else { "s" }, self.walk.filter))
    }

    pub(super) fn issue_here(&self, facts: &Facts) -> Option<usize> {
        match &self.panel {
            Some(Panel::Matrix(matrix)) => return matrix.cell().map(|(_, issue)| issue),
            Some(Panel::Agreement(agreement)) => return agreement.issue(),
            Some(Panel::Why(_) | Panel::Help(_) | Panel::Picker(_)) | None => {}
        }
        if let (Pane::Sidebar, Some(Item::Stand(place, stand))) = (self.pane, self.sidebar.choice) {
            return facts.cast.stand(place, stand).map(|stand| stand.issue);
        }
        self.stance_here(facts).and_then(|index| facts.analysis.stances.get(index)).map(|s| s.issue)
    }

    /// The stance that is looked at, or the first that rests on the quotation that is.
    fn stance_here(&self, facts: &Facts) -> Option<usize> {
        match self.walk.chosen {
            Chosen::Nothing => None,
            Chosen::Stance(index) => Some(index),
            Chosen::Quotation(index) => {
                let shown = facts.cast.voices.iter().flat_map(|voice| &voice.stands);
                let mut shown = shown.flat_map(|stand| stand.stances.iter().copied());
                shown.find(|&stance| facts.analysis.stances[stance].quotation == Some(index))
            }
        }
    }

    /// What the thing that is looked at has, of the facet.
    fn value_here(&self, facts: &Facts, facet: Facet) -> Option<Term> {
        let quotation = self.walk.underlying(&facts.analysis);
        let quotation = quotation.and_then(|index| facts.analysis.quotations.get(index));
        let stance = self.stance_here(facts).and_then(|index| facts.analysis.stances.get(index));
        match facet {
            Facet::Kind => quotation.map(|quotation| Term::Kind(quotation.kind)),
            Facet::Position => stance.map(|stance| Term::Position(stance.position)),
            Facet::Voice => stance.map(|stance| Term::Voice(stance.voice)),
            Facet::Actor | Facet::Issue | Facet::Confidence => None,
        }
    }

    /// Folds away the paragraphs without a match, or shows all again.
    pub(super) fn toggle_fold(&mut self) {
        if std::mem::take(&mut self.walk.folds) || self.reading.page.is_folded() {
            return self.reading.unfold();
        }
        let Some(facts) = &self.facts else { return self.explain() };
        match facts.matches.as_ref() {
            None => {
                let keys =
                    self.input.keymap.any_of(&FACETS.map(|(_, facet)| Command::Filter(facet)));
                self.note = Some(format!("set a filter first: {keys}"));
            }
            Some(matches) if matches.is_any() => {
                self.reading.fold(|paragraph| matches.paragraph(paragraph));
            }
            Some(_) => self.note = self.unmatched(),
        }
    }
}

/// The value after the one that is set, from the one that the thing here has; none after the last.
fn next(values: &[Term], set: Option<&Term>, here: Option<&Term>) -> Option<Term> {
    let place = |term: &Term| values.iter().position(|other| other == term);
    let start = here.and_then(place).unwrap_or(0);
    let next = match set.and_then(place) {
        None => start,
        Some(place) => {
            let next = (place + 1) % values.len().max(1);
            if next == start {
                return None;
            }
            next
        }
    };
    values.get(next).cloned()
}

/// The values of a facet that has only so many.
fn values(facet: Facet) -> Vec<Term> {
    match facet {
        Facet::Kind => KINDS.map(|(_, kind)| Term::Kind(kind)).to_vec(),
        Facet::Position => POSITIONS.map(|(_, position)| Term::Position(position)).to_vec(),
        Facet::Voice => VOICES.map(|(_, voice)| Term::Voice(voice)).to_vec(),
        Facet::Confidence => SURE.map(Term::Confidence).to_vec(),
        Facet::Actor | Facet::Issue => Vec::new(),
    }
}

/// An actor as a term: by the fullest name.
#[must_use]
pub fn actor_term(article: &Article, analysis: &Analysis, actor: usize) -> Option<Term> {
    let name = analysis.actors.get(actor)?.name;
    Some(Term::Actor(one_line(name.of(&article.text))))
}

/// An issue as a term: by its label.
#[must_use]
pub fn issue_term(article: &Article, analysis: &Analysis, issue: usize) -> Option<Term> {
    let label = analysis.issues.get(issue)?.label;
    Some(Term::Issue(one_line(label.of(&article.text))))
}

/// A term by the name that its actor or issue has among newer facts, where it is called by the
/// full name of one alone.
#[must_use]
pub fn renamed(term: &Term, article: &Article, again: &Again) -> Option<Term> {
    match term {
        Term::Actor(words) => {
            let [actor] = matches::actors(article, again.old, words)[..] else { return None };
            let whole = actor_term(article, again.old, actor).as_ref() == Some(term);
            actor_term(article, again.new, again.actor(actor).filter(|_| whole)?)
        }
        Term::Issue(words) => {
            let [issue] = matches::issues(article, again.old, words)[..] else { return None };
            let whole = issue_term(article, again.old, issue).as_ref() == Some(term);
            issue_term(article, again.new, again.issue(issue).filter(|_| whole)?)
        }
        Term::Kind(_) | Term::Position(_) | Term::Confidence(_) | Term::Voice(_) => None,
    }
}
