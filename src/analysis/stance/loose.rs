//! Cues whose clause the grammar does not see through: who is named last before them is taken to
//! hold the stance.

use std::ops::Range;

use super::{
    claim::Claim,
    clause::{self, Group, group},
    frame::fit,
    holder::{self, Holder},
    read::{Found, Place},
    rule, subject,
};
use crate::lexicon::{
    Class,
    stance::{Cue, Form, Frame, Kind, Slot},
};

impl Place<'_> {
    /// "spent a year in court fighting the plan": a cue that fits its frame, whoever holds it.
    pub fn loose(&self, cue: &Cue, found: &mut Vec<Found>) {
        let scene = self.scene;
        let is_verb = cue.kind == Kind::Verb;
        let verb = if is_verb {
            group(scene, self.lo, self.at)
        } else {
            self.around_noun(clause::phrase_start(scene, self.lo, self.at))
        };
        let here = if is_verb {
            clause::is_verb_here(scene, self.lo, &verb, |form| cue.has_form(form))
        } else {
            // "could vote for it" has no vote.
            self.at == self.lo || !scene.is_auxiliary(self.at - 1)
        };
        if !matches!(cue.kind, Kind::Verb | Kind::Noun) || !here || is_verb && verb.is_passive() {
            return;
        }
        let frames = self.frames(cue).iter().filter(|frame| is_verb || !frame.literals.is_empty());
        let Some(fit) = fit(scene, frames, self.at + 1, self.hi) else { return };
        let unsaid = self.is_supposed(&verb) || self.is_norm(&verb) || self.is_another(&verb);
        if !is_plain(fit.frame) || is_verb && unsaid {
            return;
        }
        let Some(holder) = self.nearest(&fit.target) else { return };
        self.emit(&Claim { fit: &fit, holder, verb: &verb, rule: rule::LOOSE }, found);
    }

    /// Whether the verb has a subject of its own, whom the article does not know.
    fn is_another(&self, verb: &Group) -> bool {
        let finite = !verb.infinitive && !clause::is_gerund(self.scene, self.at);
        let subject = subject::head(self.scene, self.lo, verb.start).filter(|_| finite);
        subject.is_some_and(|head| self.scene.actor_at(head).is_none())
    }

    /// The subject of the clause's first verb; else who is named last before the cue, the subject
    /// of something rather than part of a phrase.
    fn nearest(&self, target: &Range<usize>) -> Option<Holder> {
        let scene = self.scene;
        let aim = scene.actor_at(target.start);
        let blamed = self.at > self.lo
            && clause::is_gerund(scene, self.at)
            && scene.is_any(self.at - 1, &["for", "of", "from"]);
        let main = subject::of_clause(scene, self.lo, self.at).filter(|_| !blamed);
        let main = main.and_then(|head| holder::of_head(scene, head, self.at));
        let main = main.filter(|main| scene.is_somebody(main.actor));
        if main.is_some_and(|main| aim != Some(main.actor)) {
            return main;
        }
        let own = scene.quotation_at(self.at);
        let named = |i: &usize| {
            let actor = scene.actor_at(*i);
            let somebody = actor.is_some_and(|actor| scene.is_somebody(actor));
            scene.quotation_at(*i) == own && somebody && actor != aim
        };
        let before = || (self.lo..self.at).rev().filter(named);
        let subject = |i: &usize| {
            let start = clause::phrase_start(scene, self.lo, *i);
            let governed = start.checked_sub(1).filter(|&j| j >= self.lo);
            !governed.is_some_and(|j| scene.is(j, Class::Preposition))
                && !scene.is_possessive_mark(*i + 1)
        };
        let head = before().find(subject).or_else(|| before().next());
        match head.and_then(|head| scene.actor_at(head)) {
            Some(actor) => Some(Holder { head, ..Holder::plain(actor) }),
            None => holder::speaker(scene, self.at),
        }
    }
}

/// Whether the frame shows a position by itself on what directly follows it.
fn is_plain(frame: &Frame) -> bool {
    frame.form == Form::Any
        && !frame.weak
        && frame.position.is_some()
        && !matches!(frame.slot, Slot::Judged | Slot::Clause)
}
