//! The facts, made ready for what the screen asks of them.

use super::{
    cast::{Cast, Voice},
    filter::Filter,
    matches::{Matches, Unit},
};
use crate::{
    analysis::work::Progress,
    article::Article,
    fact::{Analysis, Tier},
    page::mark::{Chosen, Overlay},
};

/// The facts, and what the screen asks of them.
#[derive(Debug)]
pub struct Facts {
    /// The facts as the engine told them.
    pub analysis: Analysis,
    /// Who is there.
    pub cast: Cast,
    /// What is said, by place.
    pub overlay: Overlay,
    /// How much has been read for them.
    pub progress: Progress,
    /// What the filter lets through; `None` where there is no filter.
    pub matches: Option<Matches>,
}

impl Facts {
    /// The facts of an engine that has read so much, with stances down to a tier.
    #[must_use]
    pub fn new(analysis: Analysis, progress: Progress, tier: Tier) -> Self {
        let (cast, overlay) = (Cast::new(&analysis, tier), Overlay::new(&analysis));
        Self { analysis, cast, overlay, progress, matches: None }
    }

    /// Shows stances down to another tier; who has a sign keeps it. Gives the cast of before.
    pub fn show(&mut self, tier: Tier) -> Cast {
        let mut cast = Cast::new(&self.analysis, tier);
        cast.keep(self.cast.voices.iter().map(|voice| (voice.actor, voice.rank)));
        std::mem::replace(&mut self.cast, cast)
    }

    /// Finds out what a filter lets through, of stances down to a tier.
    pub fn sift(&mut self, article: &Article, filter: &Filter, tier: Tier) {
        self.matches = Matches::new(article, &self.analysis, filter, tier);
    }

    /// Whether the filter lets a fact through.
    #[must_use]
    pub fn admits(&self, chosen: Chosen) -> bool {
        self.matches.as_ref().is_none_or(|matches| matches.chosen(chosen))
    }

    /// What the walk stops at.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.matches.as_ref().map_or(Unit::Quotation, |matches| matches.unit)
    }

    /// All that the walk could stop at, in order, whatever the filter lets through.
    #[must_use]
    pub fn units(
        &self,
    ) -> impl DoubleEndedIterator<Item = Chosen> + ExactSizeIterator + Clone + use<> {
        let unit = self.unit();
        let count = match unit {
            Unit::Quotation => self.analysis.quotations.len(),
            Unit::Stance => self.analysis.stances.len(),
        };
        (0..count).map(move |index| match unit {
            Unit::Quotation => Chosen::Quotation(index),
            Unit::Stance => Chosen::Stance(index),
        })
    }

    /// Which of what the walk stops at a fact is, from one, and how many there are.
    #[must_use]
    pub fn count(&self, chosen: Chosen) -> (Option<usize>, usize) {
        let mut count = 0;
        let mut number = None;
        for unit in self.units().filter(|unit| self.admits(*unit)) {
            count += 1;
            number = number.or_else(|| (unit == chosen).then_some(count));
        }
        (number, count)
    }

    /// How much of what the walk stops at is theirs.
    #[must_use]
    pub fn count_of(&self, voice: &Voice) -> usize {
        let admitted = |chosen: &Chosen| self.admits(*chosen);
        match self.unit() {
            Unit::Quotation => {
                let own = voice.quotations.iter().map(|&index| Chosen::Quotation(index));
                own.filter(admitted).count()
            }
            Unit::Stance => {
                let own = voice.stands.iter().flat_map(|stand| &stand.stances);
                own.map(|&index| Chosen::Stance(index)).filter(admitted).count()
            }
        }
    }
}
