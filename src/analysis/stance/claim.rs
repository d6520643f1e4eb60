//! From a cue whose frame fits to the positions that it shows.

use std::ops::Range;

use super::{
    clause::Group,
    company, conjunct,
    frame::Fit,
    holder::{Holder, Through},
    read::{Found, Place},
    rule::{self, Rule},
};
use crate::{
    fact::{Position, Tier},
    lexicon::helper::Helper,
};

/// What a cue says: the frame that fits, who holds it, the verb around it, the rule that read it.
pub struct Claim<'f> {
    /// The frame with its targets.
    pub fit: &'f Fit<'f>,
    /// Who holds the stance.
    pub holder: Holder,
    /// The verb that carries negations and hedges.
    pub verb: &'f Group,
    /// The rule that read it.
    pub rule: Rule,
}

impl Place<'_> {
    /// Adds what the claim says, for the holder and those named beside them.
    pub fn emit(&self, claim: &Claim, found: &mut Vec<Found>) {
        let Claim { fit, holder, verb, .. } = claim;
        let mut cues = vec![self.at];
        cues.extend(&fit.literals);
        cues.extend(&verb.negations);
        cues.extend(&verb.hedges);
        cues.extend(holder.governor);
        cues.extend(holder.denial);
        let fellows = holder.head.map_or_else(Vec::new, |head| {
            let mut fellows = if claim.rule == rule::LOOSE {
                company::chain(self.scene, self.lo, head).0
            } else {
                company::fellows(self.scene, self.lo, head)
            };
            fellows.extend(company::examples(self.scene, head, verb.start));
            fellows.retain(|&actor| actor != holder.actor);
            fellows
        });
        for (position, target, rule) in self.positions(claim) {
            for actor in [holder.actor].iter().chain(&fellows) {
                found.push(Found {
                    holder: Holder { actor: *actor, ..*holder },
                    position,
                    hedged: !verb.hedges.is_empty() || fit.frame.hedged,
                    target: target.clone(),
                    cues: cues.clone(),
                    sentence: self.sentence,
                    rule: if *actor == holder.actor || rule.tier == Tier::Inferred {
                        rule
                    } else {
                        rule::FELLOW
                    },
                });
            }
        }
    }

    /// The position toward each target, with the rule that answers for it.
    fn positions(&self, claim: &Claim) -> Vec<(Position, Range<usize>, Rule)> {
        let Claim { fit, holder, verb, rule } = claim;
        let denied = is_denied(holder, verb);
        let first = self.position(claim);
        let told = if let Some((position, _)) = fit.judged {
            let position = if denied { turned(position) } else { position };
            vec![(Some(position), fit.target.clone(), *rule)]
        } else if let Some((range, then)) = &fit.second {
            // The first phrase ends where the second begins.
            let literal = range.start.saturating_sub(1).max(fit.target.start + 1);
            let target = fit.target.start..fit.target.end.min(literal);
            let own = then.position != fit.frame.position;
            let second = if own { *rule } else { rule::SECOND };
            let position = then.position.filter(|_| !denied);
            vec![(first, target, *rule), (position, range.clone(), second)]
        } else if is_undoing(claim) {
            vec![(Some(Position::Against), self.at..fit.target.end, *rule)]
        } else {
            let all = conjunct::all(self.scene, fit.frame.slot, &fit.target, self.hi);
            let rules = [*rule].into_iter().chain(std::iter::repeat(rule::JOINED));
            all.into_iter().zip(rules).map(|(target, rule)| (first, target, rule)).collect()
        };
        let opened = holder.through == Through::Opened;
        told.into_iter()
            .filter_map(|(position, target, rule)| Some((position?, target, rule)))
            .map(|(position, target, rule)| {
                let position = if opened { Position::Open } else { position };
                (position, target, answering(fit, position, rule))
            })
            .collect()
    }

    /// The position of the frame, all negations taken together.
    fn position(&self, claim: &Claim) -> Option<Position> {
        let Claim { fit, holder, verb, .. } = claim;
        match fit.frame.position {
            Some(Position::Against) if self.is_neither_nor(verb) => Some(Position::Open),
            Some(Position::For) if self.is_yet_to(verb) => Some(Position::Open),
            Some(Position::Against) if self.is_refused(holder) => Some(Position::Open),
            _ if is_denied(holder, verb) => fit.frame.negated,
            position => position,
        }
    }

    /// "neither backed nor opposed": the cue is the second verb.
    fn is_neither_nor(&self, verb: &Group) -> bool {
        let nor = verb.negations.iter().find(|&&i| self.scene.is_word(i, "nor"));
        nor.is_some_and(|&nor| {
            (self.lo.max(nor.saturating_sub(5))..nor).any(|i| self.scene.is_word(i, "neither"))
        })
    }

    /// "refused to disavow": who will not say that they are against it.
    fn is_refused(&self, holder: &Holder) -> bool {
        holder.governor.is_some_and(|governor| self.scene.helps(governor, Helper::Refuses))
    }

    /// "has yet to endorse"
    fn is_yet_to(&self, verb: &Group) -> bool {
        verb.negations.iter().any(|&i| self.scene.is_word(i, "yet"))
    }
}

/// Whether negations, those of the subject and of a governing "refused" taken together, turn the
/// cue around.
fn is_denied(holder: &Holder, verb: &Group) -> bool {
    let turned = holder.through == Through::Turned;
    holder.negated ^ turned ^ (verb.negations.len() % 2 == 1)
}

/// "refused to scrap the tax" is against scrapping it.
fn is_undoing(claim: &Claim) -> bool {
    let Claim { fit, holder, verb, .. } = claim;
    let against = fit.frame.deed && fit.frame.position == Some(Position::Against);
    against && holder.through == Through::Turned && verb.negations.is_empty()
}

/// The rule that answers for a position that the frame shows.
fn answering(fit: &Fit, position: Position, rule: Rule) -> Rule {
    let undecided = position == Position::Open || fit.frame.position == Some(Position::Open);
    match undecided {
        _ if fit.frame.weak => rule::WEAK,
        true => rule::OPEN,
        false => rule,
    }
}

/// The other side.
pub const fn turned(position: Position) -> Position {
    match position {
        Position::For => Position::Against,
        Position::Against => Position::For,
        other => other,
    }
}
