//! The rules: from a cue in its clause to a stance of somebody on something.

use std::ops::Range;

use super::{
    claim::Claim,
    clause::{self, Aspect, Group, group},
    frame::{self, Fit, fit},
    holder::{self, Holder},
    opinion,
    rule::{self, Rule},
    scene::Scene,
    subject, target,
};
use crate::{
    fact::Position,
    lexicon::{
        Class, VerbForm,
        helper::Helper,
        stance::{Cue, Form, Frame, Kind, Slot},
    },
};

/// A stance as a rule found it, before pronouns are resolved and doubles are dropped.
#[derive(Clone, Debug)]
pub struct Found {
    /// Who holds it.
    pub holder: Holder,
    /// The position toward the target.
    pub position: Position,
    /// Whether it is hedged.
    pub hedged: bool,
    /// What it is about, in tokens.
    pub target: Range<usize>,
    /// The deciding words, in tokens; the first is the cue.
    pub cues: Vec<usize>,
    /// The number of the sentence that shows it.
    pub sentence: usize,
    /// The rule that found it.
    pub rule: Rule,
}

/// A cue in its clause.
pub struct Place<'a> {
    /// What the rules read.
    pub scene: &'a Scene<'a>,
    /// The number of the sentence.
    pub sentence: usize,
    /// The first token of the clause.
    pub lo: usize,
    /// The token after its last.
    pub hi: usize,
    /// The cue.
    pub at: usize,
}

/// Reads the cues that begin at the token.
pub fn cues_at(scene: &Scene, sentence: usize, at: usize, found: &mut Vec<Found>) {
    let cues = scene.cues(at);
    let norm = opinion::norm_at(scene, at);
    let be = scene.is_be(at);
    if cues.is_empty() && norm.is_none() && !be {
        return;
    }
    let tokens = &scene.reading.sentences[sentence].tokens;
    let Range { start: lo, end: hi } = holder::bounds(scene, tokens, at);
    if is_denied_speech(scene, at) {
        return;
    }
    let place = Place { scene, sentence, lo, hi, at };
    let before = found.len();
    for cue in cues {
        if found.len() > before {
            break;
        }
        match cue.kind {
            Kind::Verb => place.verb(cue, found),
            Kind::Noun => {
                if place.is_given() {
                    place.received(cue, found);
                }
                if found.len() == before {
                    place.noun(cue, found);
                }
                if found.len() == before {
                    place.received(cue, found);
                }
            }
            Kind::Agent => place.agent(cue, found),
            Kind::Adjective => place.adjective(cue, found),
            Kind::Judgement => place.epithet(found),
        }
    }
    for cue in cues {
        if found.len() > before {
            break;
        }
        place.loose(cue, found);
    }
    if be {
        place.judged(found);
    }
    if let Some(norm) = norm.filter(|_| found.len() == before) {
        place.norm(norm, found);
    }
}

/// Whether the token stands in words that their speaker takes back: "denied that …".
fn is_denied_speech(scene: &Scene, at: usize) -> bool {
    let quotation = scene.quotation_at(at).and_then(|i| scene.quotations.get(i));
    let denies = |word: &str| scene.reading.lexicon.word(word).helps(Helper::Denies);
    quotation.is_some_and(|quotation| {
        let mut cues = quotation.cue.iter().map(|cue| cue.of(scene.text()));
        cues.any(|cue| cue.split_whitespace().any(denies))
    })
}

impl<'a> Place<'a> {
    /// What may follow the cue.
    pub fn frames(&self, cue: &Cue) -> &'a [Frame] {
        self.scene.frames(cue)
    }

    fn verb(&self, cue: &Cue, found: &mut Vec<Found>) {
        let verb = group(self.scene, self.lo, self.at);
        if !clause::is_verb_here(self.scene, self.lo, &verb, |form| cue.has_form(form)) {
            if cue.has_form(VerbForm::Participle) {
                self.owned(cue, found);
            }
            return;
        }
        let reduced =
            self.scene.is_word(self.at + 1, "by") && !clause::is_gerund(self.scene, self.at);
        if self.is_norm(&verb) {
            return;
        }
        if verb.is_passive() || reduced {
            self.passive(cue, &verb, found);
            return;
        }
        let holds = |frame: &&Frame| match frame.form {
            Form::Any => true,
            Form::Progressive => verb.aspect == Aspect::Progressive,
            Form::Modal => verb.modal,
        };
        let frames = self.frames(cue).iter().filter(holds);
        let fit = fit(self.scene, frames.clone(), self.at + 1, self.hi);
        let Some(fit) = fit.or_else(|| self.gap(&verb, frames)) else { return };
        if fit.frame.slot == Slot::Moved {
            self.moved(fit, &verb, found);
            return;
        }
        let Some(holder) = holder::of_verb(self.scene, self.lo, &verb) else { return };
        if self.is_supposed(&verb) {
            return;
        }
        let rule = match fit.frame.slot {
            Slot::Do | Slot::Doing if fit.frame.literals.is_empty() => rule::INTENT,
            Slot::Do => rule::INTENT,
            Slot::Clause => rule::CLAUSE,
            Slot::WhoDo => rule::ASKED,
            Slot::Judged => rule::CALLED,
            _ if !fit.frame.literals.is_empty() => rule::VERB_WORDS,
            _ => rule::VERB,
        };
        let mut verb = verb;
        if let Some(not) = self.not_before(&fit) {
            verb.negations.push(not);
        }
        self.emit(&Claim { fit: &fit, holder, verb: &verb, rule }, found);
    }

    /// "the plan that Smith opposes": the object stands before its clause.
    fn gap<'f>(&self, verb: &Group, frames: impl Iterator<Item = &'f Frame>) -> Option<Fit<'f>> {
        let scene = self.scene;
        let ends = self.at + 1 >= self.hi
            || scene.is_mark(self.at + 1)
            || scene.is(self.at + 1, Class::Preposition)
            || scene.is(self.at + 1, Class::Conjunction)
            || scene.is_auxiliary(self.at + 1);
        let head = subject::head(scene, self.lo, verb.start).filter(|_| ends)?;
        let pronoun = clause::phrase_start(scene, self.lo, head).checked_sub(1)?;
        let relative = pronoun > self.lo && scene.is_any(pronoun, &["which", "that", "whom"]);
        let comma = scene.is_word(pronoun.checked_sub(1).filter(|_| relative)?, ",");
        let last = pronoun - if comma { 2 } else { 1 };
        let head = clause::phrase_head(scene, self.lo, last.max(self.lo))?;
        let target = target::phrase_before(scene, self.lo, head, last + 1);
        let mut simple = frames.filter(|frame| {
            frame.literals.is_empty() && matches!(frame.slot, Slot::Any | Slot::What)
        });
        let frame = simple.find(|frame| frame.position.is_some())?;
        Some(Fit { frame, literals: Vec::new(), target, second: None, judged: None })
    }

    /// "the council should back it": in somebody's words their wish, not the council's stance.
    pub fn is_norm(&self, verb: &Group) -> bool {
        let norm = |i| self.scene.is_any(i, &["should", "must"]);
        self.scene.quotation_at(self.at).is_some() && (verb.start..verb.verb).any(norm)
    }

    /// "if she backs the plan", "whether they would vote for it": nobody says that they do.
    pub fn is_supposed(&self, verb: &Group) -> bool {
        let subject = subject::head(self.scene, self.lo, verb.start);
        let start =
            subject.map_or(verb.start, |head| clause::phrase_start(self.scene, self.lo, head));
        let before = start.checked_sub(1).filter(|&i| i >= self.lo.saturating_sub(1));
        before.is_some_and(|i| {
            self.scene.is_any(i, &["if", "whether", "unless", "should"]) || self.is_unsure(i)
        }) || verb.infinitive && self.is_condition(verb.start)
    }

    /// "not sure", "not certain that": the word at `i` ends it.
    fn is_unsure(&self, i: usize) -> bool {
        let sure = if self.scene.is_word(i, "that") { i.saturating_sub(1) } else { i };
        let mut before = self.lo.max(sure.saturating_sub(3))..sure;
        self.scene.is_any(sure, &["sure", "certain", "convinced"])
            && before.any(|j| clause::is_negation(self.scene, j))
    }

    /// "if she did not act to back it": the words before the token are a condition up to it.
    fn is_condition(&self, end: usize) -> bool {
        let mut clause =
            (self.lo.saturating_sub(1)..end).rev().take_while(|&i| !self.scene.is_mark(i));
        clause.any(|i| self.scene.is_any(i, &["if", "unless"]))
    }

    /// "vowed not to vote": the negation before an infinitive.
    fn not_before(&self, fit: &Fit) -> Option<usize> {
        let own = fit.frame.slot == Slot::Do;
        (self.at + 1..fit.target.start).find(|&i| own && clause::is_negation(self.scene, i))
    }

    /// "The plan was rejected by the council."
    fn passive(&self, cue: &Cue, verb: &Group, found: &mut Vec<Found>) {
        let scene = self.scene;
        let frame = self.frames(cue).iter().find(|frame| {
            matches!(frame.slot, Slot::Any | Slot::Who | Slot::What)
                && frame.position.is_some()
                && frame.form == Form::Any
                && frame.literals.iter().zip(self.at + 1..).all(|(word, i)| scene.is_word(i, word))
        });
        let Some(frame) = frame else { return };
        let after = self.at + 1 + frame.literals.len();
        let by = (after..self.hi.min(after + 6))
            .take_while(|&i| !scene.is_mark(i))
            .find(|&i| scene.is_word(i, "by"));
        let Some(by) = by else { return };
        let Some(agent) = target::noun_phrase(scene, by + 1, self.hi) else { return };
        let Some(holder) = holder::of_head(scene, frame::head(scene, &agent), self.at) else {
            return;
        };
        let Some(head) = subject::head(scene, self.lo, verb.start) else { return };
        let range = target::phrase_before(scene, self.lo, head, verb.start);
        let fit = Fit { frame, literals: Vec::new(), target: range, second: None, judged: None };
        self.emit(&Claim { fit: &fit, holder, verb, rule: rule::PASSIVE }, found);
    }
}
