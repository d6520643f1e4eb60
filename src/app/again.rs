//! Again: what older facts told, found among newer ones by its bytes.

use rustc_hash::FxHashMap;

use super::cast::{Cast, Item};
use crate::{
    fact::{Analysis, Quotation, Stance},
    page::mark::Chosen,
    text::Span,
};

/// Older and newer facts about one article.
pub struct Again<'a> {
    /// The older facts.
    pub old: &'a Analysis,
    /// The newer facts.
    pub new: &'a Analysis,
    /// The newer actors by the places that mention them.
    mentioned: FxHashMap<Span, usize>,
}

impl<'a> Again<'a> {
    /// Ready to find older facts again among newer ones.
    #[must_use]
    pub fn new(old: &'a Analysis, new: &'a Analysis) -> Self {
        let mentions = new.actors.iter().enumerate().flat_map(|(actor, fact)| {
            fact.mentions.iter().map(move |mention| (mention.span, actor))
        });
        Self { old, new, mentioned: mentions.collect() }
    }

    /// The newer actor whom the fullest name of an older one means, or else the first of the older
    /// one's mentions that means anybody.
    #[must_use]
    pub fn actor(&self, actor: usize) -> Option<usize> {
        let old = self.old.actors.get(actor)?;
        let places = old.mentions.iter().map(|mention| mention.span);
        [old.name].into_iter().chain(places).find_map(|span| self.mentioned.get(&span).copied())
    }

    /// The newer quotation that an older one has become, or the nearest; of several that are as
    /// near the one by the newer actor `of`.
    #[must_use]
    pub fn quotation(&self, quotation: usize, of: Option<usize>) -> Option<usize> {
        let extent = self.old.quotations.get(quotation)?.extent();
        let unlike = |fact: &Quotation| {
            let (between, ends) = unlike(fact.extent(), extent);
            (between, of.is_some() && fact.actor != of, ends)
        };
        let all = self.new.quotations.iter().enumerate();
        all.min_by_key(|(_, fact)| unlike(fact)).map(|(index, _)| index)
    }

    /// The newer stance that an older one has become: of the same actor, by the same sentence, on
    /// what is most like its target.
    #[must_use]
    pub fn stance(&self, stance: usize) -> Option<usize> {
        let old = self.old.stances.get(stance)?;
        let actor = self.actor(old.actor)?;
        let start = |fact: &Stance| fact.evidence.start;
        let first = self.new.stances.partition_point(|fact| start(fact) < start(old));
        let here = self.new.stances.iter().enumerate().skip(first);
        let here = here.take_while(|(_, fact)| start(fact) == start(old));
        let same = here.filter(|(_, fact)| fact.actor == actor && fact.evidence == old.evidence);
        let nearest = same.min_by_key(|(_, fact)| unlike(fact.target.span, old.target.span));
        nearest.map(|(index, _)| index)
    }

    /// The newer issue that an older one has become: of the first of its stances that is there.
    #[must_use]
    pub fn issue(&self, issue: usize) -> Option<usize> {
        let all = self.old.stances.iter().enumerate();
        let mut own = all.filter(|(_, stance)| stance.issue == issue);
        let found = own.find_map(|(index, _)| self.stance(index))?;
        self.new.stances.get(found).map(|stance| stance.issue)
    }

    /// What has become of a fact that was looked at; of several quotations that are as near, the
    /// one by the newer actor `of`.
    #[must_use]
    pub fn chosen(&self, chosen: Chosen, of: Option<usize>) -> Chosen {
        match chosen {
            Chosen::Nothing => Chosen::Nothing,
            Chosen::Quotation(index) => {
                self.quotation(index, of).map_or(Chosen::Nothing, Chosen::Quotation)
            }
            Chosen::Stance(index) => self.stance(index).map_or(Chosen::Nothing, Chosen::Stance),
        }
    }

    /// The item of the sidebar that an older one has become; a stand that there is no more leaves
    /// its voice.
    #[must_use]
    pub fn item(&self, item: Item, before: &Cast, now: &Cast) -> Option<Item> {
        let voice = before.voices.get(item.voice())?;
        let place = now.place(Some(self.actor(voice.actor)?))?;
        let Item::Stand(_, stand) = item else { return Some(Item::Voice(place)) };
        let mut stances = voice.stands.get(stand)?.stances.iter();
        let shown = stances.find_map(|&stance| self.stance(stance));
        let mut stands = now.voices.get(place)?.stands.iter();
        let same =
            stands.position(|stand| shown.is_some_and(|shown| stand.stances.contains(&shown)));
        Some(same.map_or(Item::Voice(place), |stand| Item::Stand(place, stand)))
    }
}

/// How far a span is from being another: first the bytes between them, then those at their ends
/// that only one of them has.
const fn unlike(span: Span, other: Span) -> (usize, usize) {
    let below = span.start.saturating_sub(other.end);
    let above = other.start.saturating_sub(span.end);
    (below + above, span.start.abs_diff(other.start) + span.end.abs_diff(other.end))
}
