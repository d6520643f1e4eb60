//! Cues that are nouns and adjectives: "opposition to", "a critic of", "is wary of".

use std::ops::Range;

use super::{
    claim::Claim,
    clause::{self, Aspect, Group, group},
    frame::{Fit, fit},
    holder::{self, Holder},
    read::{Found, Place},
    rule, subject,
};
use crate::{
    analysis::token::Shape,
    lexicon::{
        Class, VerbForm,
        helper::Helper,
        stance::{Cue, Slot},
    },
};

impl Place<'_> {
    /// "their opposition to the plan"
    pub fn noun(&self, cue: &Cue, found: &mut Vec<Found>) {
        let scene = self.scene;
        if scene.is_capital(self.at) && self.at != self.lo {
            return;
        }
        let agent =
            scene.is_any(self.at + 1, &["from", "by", "among", "in", "inside", "within", "across"]);
        let from = if agent {
            let stop = |i: &usize| {
                !scene.is(*i, Class::Preposition) && !scene.is_mark(*i) && !scene.is_word(*i, "to")
            };
            (self.at + 2..self.hi).find(|i| !stop(i)).unwrap_or(self.hi)
        } else {
            self.after_passive()
        };
        let start = clause::phrase_start(scene, self.lo, self.at);
        // "not condemning Smith's attack on it": the negation is not Smith's.
        let named = (start..self.at).any(|i| scene.is_possessive_mark(i));
        let verb = self.around_noun(if named { self.at } else { start });
        let denied = !verb.negations.is_empty();
        let frames = self
            .frames(cue)
            .iter()
            .filter(|frame| !frame.literals.is_empty() || frame.slot == Slot::Do);
        let Some(fit) = fit(scene, frames, from, self.hi) else { return };
        let there = (start.saturating_sub(3)..start).any(|i| scene.is_word(i, "there"));
        let passive = from > self.at + 1 && !agent;
        let holder = if there || passive {
            holder::speaker(scene, self.at)
        } else {
            holder::of_noun(scene, self.lo, self.at, 3)
        };
        let Some(mut holder) = holder else { return };
        if denied && holder.negated {
            holder.negated = false;
        }
        let rule = if matches!(fit.frame.slot, Slot::Do | Slot::Doing) {
            rule::INTENT
        } else {
            rule::NOUN
        };
        self.emit(&Claim { fit: &fit, holder, verb: &verb, rule }, found);
    }

    /// The token after the noun, or after the passive that it is the subject of: "no decision has
    /// been made | on it".
    fn after_passive(&self) -> usize {
        let scene = self.scene;
        let mut i = self.at + 1;
        while i < self.hi && (scene.is_auxiliary(i) || scene.is_adverb(i)) {
            i += 1;
        }
        let made = scene.token(i).is_some_and(|token| token.has_form(VerbForm::Participle));
        if i > self.at + 1 && scene.is_be(i - 1) && made { i + 1 } else { self.at + 1 }
    }

    /// The verb before the noun phrase that begins at `start`, with what the phrase itself adds:
    /// "there is not much support".
    pub fn around_noun(&self, start: usize) -> Group {
        let scene = self.scene;
        let before = start.checked_sub(1).filter(|&i| i >= self.lo);
        let mut verb = before
            .and_then(|i| {
                clause::verb_here(scene, self.lo, i)
                    .or_else(|| scene.is_be(i).then(|| group(scene, self.lo, i)))
            })
            .unwrap_or_else(|| group(scene, self.at, self.at));
        if let Some(i) = before.filter(|&i| scene.helps(i, Helper::Ends)) {
            verb.negations.push(i);
        }
        let denies = |i: &usize| {
            scene.is_any(*i, &["no", "little", "lack", "zero", "scant"])
                || clause::is_negation(scene, *i)
        };
        verb.negations.extend((start..self.at).find(denies));
        verb
    }

    /// "a critic of the plan"
    pub fn agent(&self, cue: &Cue, found: &mut Vec<Found>) {
        let scene = self.scene;
        let Some(frame) = self.frames(cue).first() else { return };
        let target = match fit(scene, self.frames(cue).iter(), self.at + 1, self.hi) {
            Some(fit) => Some(fit.target),
            None => self.possessor(),
        };
        let Some(target) = target else { return };
        let start = clause::phrase_start(scene, self.lo, self.at);
        let Some(holder) = self.agent_holder(start, &target) else { return };
        // "his supporters" name somebody rather than say where they stand.
        let names = holder.head == Some(self.at) && !scene.names(holder.actor);
        if names && target.end <= self.at {
            return;
        }
        let rule = if names { rule::AGENT_GROUP } else { rule::AGENT };
        let fit = Fit { frame, literals: Vec::new(), target, second: None, judged: None };
        let verb = group(scene, self.at, self.at);
        self.emit(&Claim { fit: &fit, holder, verb: &verb, rule }, found);
    }

    /// "Smith’s critics", "a Smith critic": whom the agents are for or against.
    fn possessor(&self) -> Option<Range<usize>> {
        let scene = self.scene;
        let mut last = self.at.checked_sub(1).filter(|&i| i >= self.lo)?;
        while last > self.lo
            && scene.token(last)?.shape == Shape::Lower
            && !scene.is_possessive_mark(last)
            && !scene.is_possessive(last)
            && !scene.is(last, Class::Determiner)
            && !scene.is(last, Class::Preposition)
            && self.at - last < 3
        {
            last -= 1;
        }
        if scene.is_possessive(last) {
            return Some(last..last + 1);
        }
        if scene.is_possessive_mark(last) {
            last = last.checked_sub(1)?;
        }
        let (_, mention) = scene.mention_at(last)?;
        let own = mention.span.end <= scene.token(self.at)?.span.start;
        if !own {
            return None;
        }
        let first = (self.lo..=last).find(|&i| {
            scene.token(i).is_some_and(|token| token.span.start >= mention.span.start)
        })?;
        Some(first..last + 1)
    }

    fn agent_holder(&self, start: usize, target: &Range<usize>) -> Option<Holder> {
        let scene = self.scene;
        // "Smith critic Ann Lee"
        if scene.is_capital(self.at + 1)
            && scene.actor_at(self.at + 1) != scene.actor_at(target.start)
        {
            return holder::of_head(scene, self.at + 1, self.at);
        }
        if let Some(actor) = scene.actor_at(self.at)
            && scene.actor_at(target.start) != Some(actor)
        {
            return holder::of_head(scene, self.at, self.at);
        }
        let before = start.checked_sub(1).filter(|&i| i >= self.lo)?;
        if scene.is_be(before) || scene.is_any(before, &["became", "remains", "remained"]) {
            let verb = group(scene, self.lo, before);
            return verb.negations.is_empty().then(|| holder::of_verb(scene, self.lo, &verb))?;
        }
        let apposed = scene.is_any(before, &[",", "and"]) && scene.is(start, Class::Determiner);
        let head = before.checked_sub(1).filter(|&i| apposed && i >= self.lo)?;
        if scene.is_word(before, "and") {
            // "Smith, a banker and a critic of the plan"
            let comma = (self.lo..head).rev().take(8).find(|&i| scene.is_word(i, ","))?;
            return holder::of_head(scene, comma.checked_sub(1)?, self.at);
        }
        holder::of_head(scene, head, self.at)
    }

    /// "is opposed to the plan"
    pub fn adjective(&self, cue: &Cue, found: &mut Vec<Found>) {
        let scene = self.scene;
        let end = self.at + 1 + cue.rest.len();
        if !cue.rest.iter().zip(self.at + 1..).all(|(word, i)| scene.is_word(i, word)) {
            return;
        }
        let Some(mut fit) = fit(scene, self.frames(cue).iter(), end, self.hi) else { return };
        fit.literals.extend(self.at + 1..end);
        let Some((verb, holder)) = self.copula() else { return };
        let rule = match fit.frame.slot {
            Slot::Do | Slot::Doing => rule::INTENT,
            Slot::Clause => rule::CLAUSE,
            _ => rule::ADJECTIVE,
        };
        self.emit(&Claim { fit: &fit, holder, verb: &verb, rule }, found);
    }

    /// The copula before the adjective, or the comma of an apposition, and whose it is.
    fn copula(&self) -> Option<(Group, Holder)> {
        let scene = self.scene;
        let mut i = self.at.checked_sub(1).filter(|&i| i >= self.lo)?;
        while i > self.lo
            && (scene.is_adverb(i) || scene.is_any(i, &["deeply", "a", "bit", "little"]))
        {
            i -= 1;
        }
        let mut verb = group(scene, self.lo, i);
        if scene.is_be(i) || scene.helps(i, Helper::Copula) {
            verb.negations.extend((i + 1..self.at).filter(|&j| clause::is_negation(scene, j)));
            verb.aspect = Aspect::Progressive;
            if scene.is_any(i, &["seem", "seems", "seemed", "appear", "appears", "appeared"]) {
                verb.hedges.push(i);
            }
            let holder = holder::of_verb(scene, self.lo, &verb)?;
            return Some((verb, holder));
        }
        if scene.is_word(i, ",") {
            let head = subject::head(scene, self.lo, i)?;
            let holder = holder::of_head(scene, head, self.at)?;
            return Some((group(scene, self.at, self.at), holder));
        }
        None
    }
}
