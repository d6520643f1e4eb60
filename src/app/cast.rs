//! The cast: everybody who speaks or takes a side, in the order of the sidebar.

use std::collections::HashSet;

use super::role::Rank;
use crate::{
    fact::{ActorKind, Analysis, Position, Stance, Strength, Tier},
    text::{Span, one_line},
};

/// Everybody who speaks or takes a side.
#[derive(Debug, Default)]
pub struct Cast {
    /// Those with an entry of their own: who speaks most comes first, so that the main voices are
    /// seen without scrolling; among equals, who is mentioned first.
    pub voices: Vec<Voice>,
    /// Unnamed actors who say one thing and take no side: "some", "a source".
    pub crowd: Vec<usize>,
    /// The place in `voices` of each actor, by the actor's index.
    places: Vec<Option<usize>>,
}

/// An actor with what they say and hold.
#[derive(Debug)]
pub struct Voice {
    /// The actor.
    pub actor: usize,
    /// Which sign and colour they have.
    pub rank: usize,
    /// Their quotations, in order.
    pub quotations: Vec<usize>,
    /// Where they stand, in order of the first evidence.
    pub stands: Vec<Stand>,
}

/// The stances of one actor that take the same side on the same issue.
#[derive(Debug)]
pub struct Stand {
    /// What it is about.
    pub issue: usize,
    /// The side.
    pub position: Position,
    /// Firm when one of the stances is.
    pub strength: Strength,
    /// Explicit when one of the stances is.
    pub tier: Tier,
    /// The stances, in order.
    pub stances: Vec<usize>,
}

/// A voice or a stand, by its place in the cast: actors have no order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// A voice.
    Voice(usize),
    /// A stand of a voice: the voice's place, the stand's place.
    Stand(usize, usize),
}

impl Item {
    /// The place of the voice.
    #[must_use]
    pub const fn voice(self) -> usize {
        match self {
            Self::Voice(place) | Self::Stand(place, _) => place,
        }
    }
}

impl Cast {
    /// The cast of an article, with stances down to a tier.
    #[must_use]
    pub fn new(analysis: &Analysis, tier: Tier) -> Self {
        let mut voices: Vec<_> = (0..analysis.actors.len())
            .map(|actor| Voice { actor, rank: 0, quotations: Vec::new(), stands: Vec::new() })
            .collect();
        for (index, quotation) in analysis.quotations.iter().enumerate() {
            if let Some(voice) = quotation.actor.and_then(|actor| voices.get_mut(actor)) {
                voice.quotations.push(index);
            }
        }
        let shown = analysis.stances.iter().enumerate().filter(|(_, s)| is_shown(s, tier));
        for (index, stance) in shown {
            if let Some(voice) = voices.get_mut(stance.actor) {
                voice.add(index, stance);
            }
        }
        voices.retain(|voice| !(voice.quotations.is_empty() && voice.stands.is_empty()));
        let (crowd, mut voices): (Vec<_>, Vec<_>) =
            voices.into_iter().partition(|voice| voice.is_of_crowd(analysis));
        voices.sort_by_key(|voice| std::cmp::Reverse(voice.quotations.len()));
        for (rank, voice) in voices.iter_mut().enumerate() {
            voice.rank = rank;
        }
        let crowd = crowd.iter().map(|voice| voice.actor).collect();
        let mut cast = Self { voices, crowd, places: vec![None; analysis.actors.len()] };
        cast.number();
        cast
    }

    /// Lets the voices that were there before, given as actor and rank in the order in which they
    /// stood, stand in that order and keep their ranks; others come after them and take the ranks
    /// that are free.
    pub fn keep(&mut self, before: impl Iterator<Item = (usize, usize)>) {
        let mut held = vec![None; self.places.len()];
        let mut taken = HashSet::new();
        for (place, (actor, rank)) in before.enumerate() {
            let is_voice = self.place(Some(actor)).is_some();
            if is_voice && held[actor].is_none() && taken.insert(rank) {
                held[actor] = Some((place, rank));
            }
        }
        self.voices.sort_by_key(|voice| held[voice.actor].map_or(usize::MAX, |(place, _)| place));
        let mut free = (0..).filter(|rank| !taken.contains(rank));
        for voice in &mut self.voices {
            let rank = held[voice.actor].map(|(_, rank)| rank);
            voice.rank = rank.or_else(|| free.next()).unwrap_or_default();
        }
        self.number();
    }

    /// Takes note of where everybody stands.
    fn number(&mut self) {
        for (place, voice) in self.voices.iter().enumerate() {
            self.places[voice.actor] = Some(place);
        }
    }

    /// The place of an actor among the voices.
    #[must_use]
    pub fn place(&self, actor: Option<usize>) -> Option<usize> {
        self.places.get(actor?).copied().flatten()
    }

    /// Which sign and colour an actor has.
    #[must_use]
    pub fn rank(&self, actor: Option<usize>) -> Rank {
        self.voices.get(self.place(actor)?).map(|voice| voice.rank)
    }

    /// A stand of a voice.
    #[must_use]
    pub fn stand(&self, place: usize, stand: usize) -> Option<&Stand> {
        self.voices.get(place)?.stands.get(stand)
    }
}

impl Voice {
    fn add(&mut self, index: usize, stance: &Stance) {
        let same =
            |stand: &&mut Stand| stand.issue == stance.issue && stand.position == stance.position;
        if let Some(stand) = self.stands.iter_mut().find(same) {
            return stand.add(index, stance);
        }
        self.stands.push(Stand {
            issue: stance.issue,
            position: stance.position,
            strength: stance.strength,
            tier: stance.tier,
            stances: vec![index],
        });
    }

    fn is_of_crowd(&self, analysis: &Analysis) -> bool {
        let unnamed = analysis.actors[self.actor].kind == ActorKind::Unnamed;
        unnamed && self.quotations.len() <= 1 && self.stands.is_empty()
    }
}

impl Stand {
    fn add(&mut self, index: usize, stance: &Stance) {
        self.stances.push(index);
        match (self.tier, stance.tier) {
            // What is said outright says how plainly, too.
            (Tier::Inferred, Tier::Explicit) => {
                (self.tier, self.strength) = (stance.tier, stance.strength);
            }
            (Tier::Explicit, Tier::Inferred) => {}
            (Tier::Explicit, Tier::Explicit) | (Tier::Inferred, Tier::Inferred) => {
                if stance.strength == Strength::Firm {
                    self.strength = Strength::Firm;
                }
            }
        }
    }
}

/// Whether a stance is shown: it takes a side, and the text says it in so many words unless what is
/// only inferred is asked for.
#[must_use]
pub fn is_shown(stance: &Stance, tier: Tier) -> bool {
    let told = stance.tier == Tier::Explicit || tier == Tier::Inferred;
    told && stance.position != Position::Neutral
}

/// What the article calls an actor beside the name, without an article in front.
#[must_use]
pub fn description(analysis: &Analysis, actor: usize, text: &str) -> Option<String> {
    let span: Span = analysis.actors.get(actor)?.description?;
    let words = one_line(span.of(text));
    let bare = ["the ", "a ", "an "].iter().find_map(|article| {
        let head = words.get(..article.len())?;
        head.eq_ignore_ascii_case(article).then(|| words.get(article.len()..)).flatten()
    });
    Some(bare.map(str::to_owned).unwrap_or(words))
}
