//! The facts, made ready for what the screen asks of them.

use super::{cast::Cast, sidebar::Item, walk::Walk};
use crate::{
    analysis::work::Progress,
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
}

impl Facts {
    /// The facts of an engine that has read so much, with stances down to a tier.
    #[must_use]
    pub fn new(analysis: Analysis, progress: Progress, tier: Tier) -> Self {
        let (cast, overlay) = (Cast::new(&analysis, tier), Overlay::new(&analysis));
        Self { analysis, cast, overlay, progress }
    }

    /// Shows stances down to another tier; who has a sign keeps it. Gives the cast of before.
    pub fn show(&mut self, tier: Tier) -> Cast {
        let mut cast = Cast::new(&self.analysis, tier);
        cast.keep(self.cast.voices.iter().map(|voice| (voice.actor, voice.rank)));
        std::mem::replace(&mut self.cast, cast)
    }

    /// Whether an item of the sidebar belongs to the fact that is looked at.
    #[must_use]
    pub fn picks(&self, walk: &Walk, item: Item) -> bool {
        let Some(place) = self.cast.place(walk.actor(&self.analysis)) else { return false };
        if item.voice() != place {
            return false;
        }
        let Item::Stand(_, stand) = item else { return true };
        let quotation = walk.underlying(&self.analysis);
        let shows = |&stance: &usize| {
            walk.chosen == Chosen::Stance(stance)
                || quotation.is_some() && self.analysis.stances[stance].quotation == quotation
        };
        self.cast.stand(place, stand).is_some_and(|stand| stand.stances.iter().any(shows))
    }
}
