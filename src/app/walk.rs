//! The walk from quotation to quotation: which one comes next, and which fact is looked at.

use super::{
    again::Again,
    cast::Item,
    command::Direction,
    facts::Facts,
    filter::{Facet, Filter, Term},
    matches::{self, Unit},
    memory::Remembered,
    sifting,
};
use crate::{
    article::Article,
    fact::{Analysis, Quotation, Tier},
    page::mark::{self, Chosen},
    text::Span,
};

/// Where the reader is among the facts.
#[derive(Debug)]
pub struct Walk {
    /// The fact that is looked at.
    pub chosen: Chosen,
    /// What alone is walked and counted.
    pub filter: Filter,
    /// How far down stances are shown: explicit ones alone, or inferred ones too.
    pub tier: Tier,
    /// Whether what does not match is to be folded away once a match is known.
    pub folds: bool,
    /// The fact that was looked at before the facts were there, by its byte.
    pub wanted: Option<Remembered<usize>>,
    /// The actor that is to be compared with another.
    pub marked: Option<usize>,
}

impl Default for Walk {
    fn default() -> Self {
        Self {
            chosen: Chosen::Nothing,
            filter: Filter::default(),
            tier: Tier::Explicit,
            folds: false,
            wanted: None,
            marked: None,
        }
    }
}

impl Walk {
    /// The chosen quotation.
    #[must_use]
    pub const fn quotation(&self) -> Option<usize> {
        match self.chosen {
            Chosen::Quotation(index) => Some(index),
            Chosen::Nothing | Chosen::Stance(_) => None,
        }
    }

    /// Whether an item of the sidebar belongs to the fact that is looked at.
    #[must_use]
    pub fn picks(&self, facts: &Facts, item: Item) -> bool {
        let Some(place) = facts.cast.place(self.actor(&facts.analysis)) else { return false };
        if item.voice() != place {
            return false;
        }
        let Item::Stand(_, stand) = item else { return true };
        let quotation = self.underlying(&facts.analysis);
        let shows = |&stance: &usize| {
            self.chosen == Chosen::Stance(stance)
                || quotation.is_some() && facts.analysis.stances[stance].quotation == quotation
        };
        facts.cast.stand(place, stand).is_some_and(|stand| stand.stances.iter().any(shows))
    }

    /// The quotation that the chosen fact is, or rests on.
    #[must_use]
    pub fn underlying(&self, analysis: &Analysis) -> Option<usize> {
        match self.chosen {
            Chosen::Nothing => None,
            Chosen::Quotation(index) => Some(index),
            Chosen::Stance(index) => analysis.stances.get(index).and_then(|fact| fact.quotation),
        }
    }

    /// The actor of the chosen fact.
    #[must_use]
    pub fn actor(&self, analysis: &Analysis) -> Option<usize> {
        actor_of(analysis, self.chosen)
    }

    /// The stance to look at, of several: the first, or the one after that which is looked at.
    #[must_use]
    pub fn next_of(&self, stances: &[usize]) -> Option<usize> {
        let here = stances.iter().position(|&stance| self.chosen == Chosen::Stance(stance));
        let next = here.map_or(0, |here| (here + 1) % stances.len());
        stances.get(next).copied()
    }

    /// What to go to, one after the other, of those whom `of` names or of all: counted from the
    /// chosen fact if it is on the screen, else from the top of the screen.
    pub fn coming<'a>(
        &self,
        facts: &'a Facts,
        direction: Direction,
        of: Option<usize>,
        seen: Span,
    ) -> impl Iterator<Item = Chosen> + use<'a> {
        let analysis = &facts.analysis;
        let here = match (facts.unit(), self.chosen) {
            (Unit::Quotation, Chosen::Quotation(index)) | (Unit::Stance, Chosen::Stance(index)) => {
                Some(index).filter(|_| start_to_end(analysis, self.chosen).meets(seen))
            }
            (Unit::Quotation, Chosen::Stance(_) | Chosen::Nothing)
            | (Unit::Stance, Chosen::Quotation(_) | Chosen::Nothing) => None,
        };
        let above = match facts.unit() {
            Unit::Quotation => {
                analysis.quotations.partition_point(|fact| fact.extent().start < seen.start)
            }
            Unit::Stance => {
                analysis.stances.partition_point(|fact| fact.evidence.start < seen.start)
            }
        };
        let (back, forward) = match (direction, here) {
            (Direction::Forward, here) => (0, here.map_or(above, |here| here + 1)),
            (Direction::Back, here) => (here.unwrap_or(above), usize::MAX),
        };
        let ours = move |&unit: &Chosen| {
            facts.admits(unit) && (of.is_none() || actor_of(analysis, unit) == of)
        };
        let units = facts.units();
        units.clone().take(back).rev().chain(units.skip(forward)).filter(ours)
    }

    /// Finds the chosen fact and the actors again among newer facts.
    pub fn carry_over(&mut self, again: &Again, article: &Article) {
        self.filter.rename(|term| sifting::renamed(term, article, again));
        let mut actors = self.filter.of(Facet::Actor);
        let only = match (actors.next(), actors.next()) {
            (Some(Term::Actor(words)), None) => matches::actors(article, again.new, words),
            _ => Vec::new(),
        };
        self.chosen = again.chosen(self.chosen, only.first().copied());
        self.marked = self.marked.and_then(|actor| again.actor(actor));
    }
}

/// The actor of a fact.
#[must_use]
pub fn actor_of(analysis: &Analysis, chosen: Chosen) -> Option<usize> {
    match chosen {
        Chosen::Nothing => None,
        Chosen::Quotation(index) => analysis.quotations.get(index).and_then(|fact| fact.actor),
        Chosen::Stance(index) => analysis.stances.get(index).map(|fact| fact.actor),
    }
}

/// From the start of what was said, or of the sentence that shows a stance, to its end.
fn start_to_end(analysis: &Analysis, chosen: Chosen) -> Span {
    match chosen {
        Chosen::Nothing => None,
        Chosen::Quotation(index) => analysis.quotations.get(index).map(Quotation::extent),
        Chosen::Stance(index) => analysis.stances.get(index).map(|fact| fact.evidence),
    }
    .unwrap_or_default()
}

/// The stretch of the article that shows the chosen fact.
#[must_use]
pub fn extent(analysis: &Analysis, chosen: Chosen) -> Option<Span> {
    mark::parts(analysis, chosen).into_iter().map(|(span, _)| span).reduce(Span::to)
}
