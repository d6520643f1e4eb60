//! What speakers judge and demand in their own words: "it is reckless", "we must act".

use std::ops::Range;

use super::{
    claim::turned,
    clause::{self, Group, group},
    holder, judgement,
    read::{Found, Place},
    rule,
    scene::Scene,
    subject, target,
};
use crate::{
    fact::Position,
    lexicon::{
        Class,
        helper::Helper,
        stance::{Cue, Kind},
    },
};

/// What kind of word says that something shall be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Norm {
    /// "must", "has to"
    Must,
    /// "let's"
    Let,
    /// "will", "going to"
    Promise,
    /// "cannot": forbids where it is said of "we" or "you".
    Cannot,
}

/// The norm that the token begins.
#[must_use]
pub fn norm_at(scene: &Scene, i: usize) -> Option<Norm> {
    let to = |from: usize| {
        scene.is_word(from, "to") || scene.is_word(from, "got") && scene.is_word(from + 1, "to")
    };
    if scene.is_any(i, &["should", "must"])
        || scene.is_any(i, &["ought", "need", "needs"]) && to(i + 1)
    {
        return Some(Norm::Must);
    }
    if scene.is_any(i, &["have", "has", "'ve", "’ve"]) && to(i + 1) {
        return Some(Norm::Must);
    }
    if scene.is_word(i, "let") && scene.is_any(i + 1, &["us", "'s", "’s"]) {
        return Some(Norm::Let);
    }
    let will = scene.is_any(i, &["will", "'ll", "’ll", "wo", "would"])
        || scene.is_word(i, "going") && scene.is_word(i + 1, "to");
    let forbids = scene.is_word(i, "cannot")
        || scene.is_any(i, &["can", "ca"]) && scene.is_any(i + 1, &["not", "n't", "n’t"]);
    if forbids {
        return Some(Norm::Cannot);
    }
    will.then_some(Norm::Promise)
}

impl Place<'_> {
    /// "The plan is reckless" in somebody's words: the copula stands at `at`.
    pub fn judged(&self, found: &mut Vec<Found>) {
        let scene = self.scene;
        let Some(holder) = holder::thinker(scene, self.lo, self.at) else { return };
        let Some(verb) = self.copula_with_subject() else { return };
        let judgement = (self.at + 1..self.hi.min(self.at + 6))
            .take_while(|&i| !scene.is_mark(i) || scene.is_quote(i))
            .take_while(|&i| !scene.helps(i, Helper::Subject) || scene.is(i, Class::Determiner))
            .take_while(|&i| {
                !scene.is(i, Class::Preposition)
                    || scene.is_any(i, &["out", "off", "on", "under", "up"])
                    || judgement::is_stress(scene, i)
            })
            .find_map(|i| judgement::at(scene, i, self.hi));
        let Some((position, tokens)) = judgement else { return };
        let asked = (self.lo..self.at).any(|i| scene.is_any(i, &["whether", "if"]))
            || scene.is_word(self.hi - 1, "?")
            || scene.is_word(self.hi, "?");
        if asked || clause::is_gerund(scene, self.at + 1) {
            return;
        }
        let closes = judgement::closes(scene, tokens.end, self.hi);
        let Some(range) = self.judged_subject(&verb, tokens.end) else { return };
        let head = subject::head(scene, self.lo, verb.start).unwrap_or(range.start);
        let disbelieved = self.disbelief(head.min(range.start));
        let denied = !verb.negations.is_empty() ^ disbelieved.is_some();
        let position = if denied { turned(position) } else { position };
        let mut cues: Vec<usize> = tokens.collect();
        cues.extend(&verb.negations);
        cues.extend(disbelieved);
        found.push(Found {
            holder,
            position,
            hedged: !verb.hedges.is_empty(),
            target: range,
            cues,
            sentence: self.sentence,
            rule: if closes { rule::JUDGED } else { rule::JUDGED_NOUN },
        });
    }

    /// What is judged: the subject, or what follows "it is wrong to …".
    fn judged_subject(&self, verb: &Group, after: usize) -> Option<Range<usize>> {
        let scene = self.scene;
        let after = (after..self.hi).find(|&i| !scene.is_quote(i)).unwrap_or(after);
        let head = subject::head(scene, self.lo, verb.start)?;
        if scene.is_any(head, &["it", "this", "that"]) {
            if scene.is_word(after, "to") && holder::is_verbal(scene, after + 1) {
                return target::verb_phrase(scene, after + 1, self.hi);
            }
            if scene.is_any(after, &["that", "when", "if"]) {
                return target::clause(scene, after + 1, self.hi);
            }
            return Some(head..head + 1);
        }
        if scene.is_any(head, &["i", "we", "there", "what", "which", "you"])
            || scene.helps(head, Helper::Hollow)
        {
            return None;
        }
        let range = target::phrase_before(scene, self.lo, head, verb.start);
        let doubts = range.clone().find(|&i| self.is_doubting(i));
        let range = doubts.map_or(range.start, |i| i + 1)..range.end;
        // A bare word is most often no subject at all: "has been proven to be".
        let bare = range.len() == 1
            && !scene.is_capital(range.start)
            && !scene.is(range.start, Class::Pronoun)
            && !scene.word(range.start).ends_with('s')
            && scene.actor_at(range.start).is_none();
        let own = range.clone().any(|i| scene.is_any(i, &["i", "we", "and", "you"]));
        (!bare && !own).then_some(range)
    }

    /// The copula with its auxiliaries where it has a subject of its own: not "what is right",
    /// not "to be right", but "is going to be right".
    fn copula_with_subject(&self) -> Option<Group> {
        let scene = self.scene;
        let mut verb = group(scene, self.lo, self.at);
        if verb.infinitive {
            let going = verb.start.checked_sub(1).filter(|&i| i > self.lo)?;
            if !scene.is_word(going, "going") {
                return None;
            }
            verb = group(scene, self.lo, going);
        }
        let before = verb.start.checked_sub(1).filter(|&i| i >= self.lo)?;
        let relative = scene.is_any(before, &["who", "which", "what"])
            || scene.is_word(before, "that") && before > self.lo && !scene.is_mark(before - 1);
        (!relative).then_some(verb)
    }

    /// Whether the token is a verb that doubts what follows: not "a doubt", "no doubt".
    fn is_doubting(&self, i: usize) -> bool {
        let scene = self.scene;
        let is_noun = i.checked_sub(1).is_some_and(|i| {
            scene.is(i, Class::Determiner)
                || scene.is(i, Class::Preposition)
                || scene.is_any(i, &["little", "no"])
        });
        !is_noun && scene.is_any(i, &["doubt", "doubts", "doubted"])
    }

    /// What denies the judgement in "I do not think that she is fit", "he doubts that it is wise":
    /// before the subject, which begins at `subject`.
    fn disbelief(&self, subject: usize) -> Option<usize> {
        let scene = self.scene;
        let mut i = subject.checked_sub(1).filter(|&i| i > self.lo)?;
        if scene.is_word(i, "that") {
            i -= 1;
        }
        if self.is_doubting(i) {
            return group(scene, self.lo, i).negations.is_empty().then_some(i);
        }
        let believes = scene.is_any(i, &["think", "believe", "feel", "say"]);
        let matrix = believes.then(|| group(scene, self.lo, i))?;
        matrix.negations.first().copied()
    }

    /// "this reckless plan" in somebody's words.
    pub fn epithet(&self, found: &mut Vec<Found>) {
        let scene = self.scene;
        let Some(holder) = holder::speaker(scene, self.at) else { return };
        let Some((position, tokens)) = judgement::at(scene, self.at, self.hi) else { return };
        let before = self.at.checked_sub(1).filter(|&i| i >= self.lo);
        let framed = before.is_some_and(|i| {
            scene.is_any(i, &["this", "these"])
                || scene.is_possessive(i)
                || scene.is_possessive_mark(i)
        });
        let next = tokens.end;
        let noun = next < self.hi
            && !scene.is_mark(next)
            && !scene.is(next, Class::Preposition)
            && !scene.is(next, Class::Conjunction)
            && !scene.is_auxiliary(next);
        if !framed || !noun {
            return;
        }
        let Some(range) = target::noun_phrase(scene, next, self.hi) else { return };
        found.push(Found {
            holder,
            position,
            hedged: false,
            target: range,
            cues: tokens.collect(),
            sentence: self.sentence,
            rule: rule::EPITHET,
        });
    }

    /// "Congress must pass the bill", "let's pass it", "we will pass it" in somebody's words.
    pub fn norm(&self, norm: Norm, found: &mut Vec<Found>) {
        let scene = self.scene;
        let Some(holder) = holder::thinker(scene, self.lo, self.at) else { return };
        // "asked whether they should act": nobody says that they should.
        let clause = (self.lo..self.at).rev().take_while(|&i| !scene.is_mark(i));
        let asked = clause.into_iter().any(|i| scene.is_any(i, &["whether", "if"]));
        if asked || norm == Norm::Promise && self.is_told_by_a_cue() {
            return;
        }
        let own = match norm {
            Norm::Must | Norm::Let => true,
            Norm::Promise => self.is_promised(holder.actor),
            Norm::Cannot => self.is_forbidden(),
        };
        if !own {
            return;
        }
        let mut verb = self.at + 1;
        let mut negations = Vec::new();
        while verb < self.hi
            && (scene.is_adverb(verb)
                || scene.is_any(verb, &["to", "us", "'s", "’s", "got", "not"]))
        {
            if clause::is_negation(scene, verb) {
                negations.push(verb);
            }
            verb += 1;
        }
        let own = group(scene, self.lo, self.at);
        negations.extend(&own.negations);
        if scene.is_word(self.at, "cannot") {
            negations.push(self.at);
        }
        let head = subject::head(scene, self.lo, own.start);
        let Some(head) = head.or_else(|| (norm == Norm::Let).then_some(self.at)) else { return };
        let Some(mut range) = target::verb_phrase(scene, verb, self.hi) else { return };
        if scene.is_any(range.start, &["be", "have", "been"])
            && !scene.is_any(head, &["i", "we", "it", "they", "he", "she", "that", "this"])
        {
            let start = clause::phrase_start(scene, self.lo, head);
            if range.end - start <= 12 {
                range = start..range.end;
            }
        }
        let mut cues = vec![self.at];
        cues.extend(&negations);
        let position = if negations.is_empty() { Position::For } else { Position::Against };
        found.push(Found {
            holder,
            position,
            hedged: false,
            target: range,
            cues,
            sentence: self.sentence,
            rule: if norm == Norm::Promise { rule::PROMISE } else { rule::NORM },
        });
    }

    /// Whether the verb after the modal is a cue itself: "I will oppose it".
    fn is_told_by_a_cue(&self) -> bool {
        let scene = self.scene;
        let verb = (self.at + 1..self.hi)
            .find(|&i| !scene.is_adverb(i) && !scene.is_auxiliary(i) && !scene.is_word(i, "to"));
        let own = verb.map_or(&[][..], |verb| scene.cues(verb));
        let plain = |cue: &Cue| scene.frames(cue).iter().any(|f| f.position.is_some() && !f.weak);
        own.iter().any(|cue| cue.kind == Kind::Verb && plain(cue))
    }

    /// Whether all are told not to do something: "we cannot let them", "you can't build".
    fn is_forbidden(&self) -> bool {
        let scene = self.scene;
        let own = group(scene, self.lo, self.at);
        let head = subject::head(scene, self.lo, own.start);
        head.is_some_and(|head| scene.is_any(head, &["we", "you"]))
    }

    /// Whether the speaker's own deed is told: "I will", "we won't", "she said she would".
    fn is_promised(&self, speaker: usize) -> bool {
        let scene = self.scene;
        let own = group(scene, self.lo, self.at);
        let head = subject::head(scene, self.lo, own.start);
        head.is_some_and(|head| {
            scene.is_any(head, &["i", "we"]) || scene.actor_at(head) == Some(speaker)
        })
    }
}
