//! The walk from quotation to quotation: which one comes next, and which fact is looked at.

use super::{action::Direction, again::Again};
use crate::{
    fact::{Analysis, Quotation},
    page::mark::{self, Chosen},
    text::Span,
};

/// Where the reader is among the facts.
#[derive(Debug, Default)]
pub struct Walk {
    /// The fact that is looked at.
    pub chosen: Chosen,
    /// The actor whose quotations alone are walked.
    pub only: Option<usize>,
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

    /// The quotation to go to: counted from the chosen one if it is on the screen, else from the
    /// top of the screen. `None` when there is no further one.
    #[must_use]
    pub fn next(
        &self,
        analysis: &Analysis,
        direction: Direction,
        whose: Option<usize>,
        seen: Span,
    ) -> Option<usize> {
        let ours = |quotation: &Quotation| whose.is_none() || quotation.actor == whose;
        let all = analysis.quotations.iter().enumerate();
        let here = self.quotation().filter(|&index| {
            let extent = analysis.quotations.get(index).map(Quotation::extent);
            extent.is_some_and(|extent| extent.meets(seen))
        });
        let start = |fact: &Quotation| fact.extent().start;
        match (here, direction) {
            (Some(here), Direction::Forward) => {
                all.skip(here + 1).find(|(_, q)| ours(q)).map(|(i, _)| i)
            }
            (Some(here), Direction::Back) => {
                all.take(here).rev().find(|(_, q)| ours(q)).map(|(i, _)| i)
            }
            (None, Direction::Forward) => all
                .skip_while(|(_, q)| start(q) < seen.start)
                .find(|(_, q)| ours(q))
                .map(|(i, _)| i),
            (None, Direction::Back) => {
                let mut before = all.rev().skip_while(|(_, q)| start(q) >= seen.start);
                before.find(|(_, q)| ours(q)).map(|(i, _)| i)
            }
        }
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
