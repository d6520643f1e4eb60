//! The cast: everybody who speaks or takes a side, in the order of the sidebar.

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
    ranks: Vec<Option<usize>>,
}

/// An actor with what they say and hold.
#[derive(Debug)]
pub struct Voice {
    /// The actor.
    pub actor: usize,
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
    /// The stances, in order.
    pub stances: Vec<usize>,
}

impl Cast {
    /// The cast of an article.
    #[must_use]
    pub fn new(analysis: &Analysis) -> Self {
        let mut voices: Vec<_> = (0..analysis.actors.len())
            .map(|actor| Voice { actor, quotations: Vec::new(), stands: Vec::new() })
            .collect();
        for (index, quotation) in analysis.quotations.iter().enumerate() {
            if let Some(voice) = quotation.actor.and_then(|actor| voices.get_mut(actor)) {
                voice.quotations.push(index);
            }
        }
        for (index, stance) in analysis.stances.iter().enumerate().filter(|(_, s)| is_shown(s)) {
            if let Some(voice) = voices.get_mut(stance.actor) {
                voice.add(index, stance);
            }
        }
        voices.retain(|voice| !(voice.quotations.is_empty() && voice.stands.is_empty()));
        let (crowd, mut voices): (Vec<_>, Vec<_>) =
            voices.into_iter().partition(|voice| voice.is_of_crowd(analysis));
        voices.sort_by_key(|voice| std::cmp::Reverse(voice.quotations.len()));
        let mut ranks = vec![None; analysis.actors.len()];
        for (rank, voice) in voices.iter().enumerate() {
            ranks[voice.actor] = Some(rank);
        }
        Self { voices, crowd: crowd.iter().map(|voice| voice.actor).collect(), ranks }
    }

    /// The place of an actor among the voices.
    #[must_use]
    pub fn rank(&self, actor: Option<usize>) -> Option<usize> {
        self.ranks.get(actor?).copied().flatten()
    }

    /// A stand of a voice.
    #[must_use]
    pub fn stand(&self, rank: usize, stand: usize) -> Option<&Stand> {
        self.voices.get(rank)?.stands.get(stand)
    }
}

impl Voice {
    fn add(&mut self, index: usize, stance: &Stance) {
        let same =
            |stand: &&mut Stand| stand.issue == stance.issue && stand.position == stance.position;
        if let Some(stand) = self.stands.iter_mut().find(same) {
            stand.stances.push(index);
            if stance.strength == Strength::Firm {
                stand.strength = Strength::Firm;
            }
            return;
        }
        self.stands.push(Stand {
            issue: stance.issue,
            position: stance.position,
            strength: stance.strength,
            stances: vec![index],
        });
    }

    fn is_of_crowd(&self, analysis: &Analysis) -> bool {
        let unnamed = analysis.actors[self.actor].kind == ActorKind::Unnamed;
        unnamed && self.quotations.len() <= 1 && self.stands.is_empty()
    }
}

/// Whether a stance is shown unasked: the text says it in so many words, and it takes a side.
fn is_shown(stance: &Stance) -> bool {
    stance.tier == Tier::Explicit && stance.position != Position::Neutral
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
