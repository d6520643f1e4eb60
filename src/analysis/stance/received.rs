//! Stances that somebody meets with: "won the endorsement of the union", "drew fire from Smith".

use std::ops::Range;

use super::{
    claim::Claim,
    clause::{self, Group},
    conjunct,
    frame::{self, Fit},
    holder,
    read::{Found, Place},
    rule, subject, target,
};
use crate::{
    fact::Position,
    lexicon::{
        helper::Helper,
        stance::{Cue, Form, Frame, Slot},
    },
};

impl Place<'_> {
    /// "Lee won the endorsement of the union": the union is for Lee.
    pub fn received(&self, cue: &Cue, found: &mut Vec<Found>) {
        let scene = self.scene;
        let Some(frame) = self.frames(cue).iter().find(|frame| is_felt(frame)) else { return };
        if !scene.is_any(self.at + 1, &["from", "of", "by"]) {
            return;
        }
        let Some((verb, target)) = self.meets() else { return };
        let Some(giver) = target::noun_phrase(scene, self.at + 2, self.hi) else { return };
        let others = conjunct::others(scene, Slot::Who, &giver, self.hi);
        let fit = Fit { frame, literals: Vec::new(), target, second: None, judged: None };
        for giver in [giver].iter().chain(&others) {
            let head = frame::head(scene, giver);
            let Some(holder) = holder::of_head(scene, head, self.at) else { continue };
            self.emit(&Claim { fit: &fit, holder, verb: &verb, rule: rule::NOUN }, found);
        }
    }

    /// "the toll alarmed the union": the union is against it.
    pub fn moved(&self, fit: Fit, verb: &Group, found: &mut Vec<Found>) {
        let scene = self.scene;
        let own = frame::head(scene, &fit.target);
        let Some(holder) = holder::of_head(scene, own, self.at) else { return };
        let Some(head) = subject::head(scene, self.lo, verb.start) else { return };
        let target = target::phrase_before(scene, self.lo, head, verb.start);
        let fit = Fit { target, second: None, ..fit };
        if !self.is_supposed(verb) {
            self.emit(&Claim { fit: &fit, holder, verb, rule: rule::VERB }, found);
        }
    }

    /// "her proposed toll": she is for it.
    pub fn owned(&self, cue: &Cue, found: &mut Vec<Found>) {
        let scene = self.scene;
        // "her criticised plan", "his threatened tariffs": that others are against it, or that
        // somebody is to suffer from it.
        let plain = |frame: &&Frame| {
            frame.position == Some(Position::For)
                && is_felt(frame)
                && frame.literals.is_empty()
                && frame.form == Form::Any
        };
        let Some(frame) = self.frames(cue).iter().find(plain) else { return };
        let owner = self.at.checked_sub(1).filter(|&i| i >= self.lo);
        let owner = owner.and_then(|i| holder::owner_at(scene, i, self.at));
        let Some(target) = target::noun_phrase(scene, self.at + 1, self.hi) else { return };
        let verb = clause::group(scene, self.at, self.at);
        let fit = Fit { frame, literals: Vec::new(), target, second: None, judged: None };
        if let Some(holder) = owner {
            self.emit(&Claim { fit: &fit, holder, verb: &verb, rule: rule::NOUN }, found);
        }
    }

    /// "the backing of the union": what others give rather than what its subject feels.
    pub fn is_given(&self) -> bool {
        let given = ["backing", "support", "endorsement", "approval", "blessing"];
        self.scene.is_any(self.at, &given) && self.scene.is_any(self.at + 1, &["of", "from"])
    }

    /// The verb that has the noun for its object and a subject that meets with it, and the subject.
    fn meets(&self) -> Option<(Group, Range<usize>)> {
        let scene = self.scene;
        let start = clause::phrase_start(scene, self.lo, self.at);
        let mut last = start.checked_sub(1).filter(|&i| i >= self.lo)?;
        if scene.is_word(last, "up") {
            last = last.checked_sub(1).filter(|&i| i >= self.lo)?;
        }
        let has = scene.is_any(last, &["has", "have", "had", "having"]) && self.is_given();
        if !(scene.helps(last, Helper::Receives) || has) {
            return None;
        }
        let verb = clause::group(scene, self.lo, last);
        if verb.is_passive() {
            return None;
        }
        let head = subject::head(scene, self.lo, verb.start)?;
        let target = target::phrase_before(scene, self.lo, head, verb.start);
        Some((verb, target))
    }
}

/// Whether the noun shows a stance on whoever meets with it.
fn is_felt(frame: &Frame) -> bool {
    frame.position.is_some()
        && !frame.weak
        && matches!(frame.slot, Slot::Any | Slot::Who | Slot::What)
}
