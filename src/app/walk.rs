//! The walk from quotation to quotation: which one comes next, and which fact is looked at.

use super::{action::Direction, again::Again, memory::Remembered};
use crate::{
    fact::{Analysis, Tier},
    page::mark::{self, Chosen},
    text::Span,
};

/// Where the reader is among the facts.
#[derive(Debug)]
pub struct Walk {
    /// The fact that is looked at.
    pub chosen: Chosen,
    /// The actor whose quotations alone are walked.
    pub only: Option<usize>,
    /// How far down stances are shown: explicit ones alone, or inferred ones too.
    pub tier: Tier,
    /// The fact that was looked at before the facts were there, by its byte.
    pub wanted: Option<Remembered<usize>>,
    /// What is filtered, as it is typed.
    pub filters: String,
}

impl Default for Walk {
    fn default() -> Self {
        let (chosen, tier) = (Chosen::Nothing, Tier::Explicit);
        Self { chosen, only: None, tier, wanted: None, filters: String::new() }
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
        match self.chosen {
            Chosen::Nothing => None,
            Chosen::Quotation(index) => analysis.quotations.get(index).and_then(|fact| fact.actor),
            Chosen::Stance(index) => analysis.stances.get(index).map(|fact| fact.actor),
        }
    }

    /// The quotations to go to, one after the other: counted from the chosen one if it is on the
    /// screen, else from the top of the screen.
    pub fn coming<'a>(
        &self,
        analysis: &'a Analysis,
        direction: Direction,
        whose: Option<usize>,
        seen: Span,
    ) -> impl Iterator<Item = usize> + use<'a> {
        let all = &analysis.quotations;
        let here = self.quotation().filter(|&index| {
            all.get(index).is_some_and(|quotation| quotation.extent().meets(seen))
        });
        let above = all.partition_point(|quotation| quotation.extent().start < seen.start);
        let (back, forward) = match (direction, here) {
            (Direction::Forward, here) => (0..0, here.map_or(above, |here| here + 1)..all.len()),
            (Direction::Back, here) => (0..here.unwrap_or(above), 0..0),
        };
        let ours = move |&index: &usize| whose.is_none() || all[index].actor == whose;
        back.rev().chain(forward).filter(ours)
    }

    /// Finds the chosen fact and the actor again among newer facts.
    pub fn carry_over(&mut self, again: &Again) {
        let only = self.only.and_then(|actor| again.actor(actor));
        self.chosen = match self.chosen {
            Chosen::Nothing => Chosen::Nothing,
            Chosen::Quotation(index) => {
                again.quotation(index, only).map_or(Chosen::Nothing, Chosen::Quotation)
            }
            Chosen::Stance(index) => again.stance(index).map_or(Chosen::Nothing, Chosen::Stance),
        };
        // Where their quotation has become somebody else's, everybody's are walked again.
        let stays = self.quotation().is_none() || self.actor(again.new) == only;
        self.only = only.filter(|_| stays);
    }
}

/// The stretch of the article that shows the chosen fact.
#[must_use]
pub fn extent(analysis: &Analysis, chosen: Chosen) -> Option<Span> {
    mark::parts(analysis, chosen).into_iter().map(|(span, _)| span).reduce(Span::to)
}
