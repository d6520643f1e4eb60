//! Which way somebody's own words lean, where no cue says where they stand: by the words in them
//! that sound good or bad, toward what they speak of.

use std::ops::Range;

use super::{
    clause::{self, Group},
    frame, holder, judgement,
    read::Found,
    rule::{self, Rule},
    scene::Scene,
    subject, target,
};
use crate::{
    fact::{ActorKind, Position, Stance},
    lexicon::{
        Class,
        helper::Helper,
        stance::{Form, Frame, Kind, Slot},
    },
    text::Span,
};

/// The fewest tokens that are read for their tone.
const SHORTEST: usize = 4;

/// What the sentence's speakers lean to, of whom it shows no stance yet.
#[must_use]
pub fn find(scene: &Scene, sentence: usize, stances: &[Stance]) -> Vec<Found> {
    let whole = &scene.reading.sentences[sentence];
    let here = || stances.iter().rev().take_while(|stance| stance.evidence == whole.span);
    let mut found = Vec::new();
    let mut at = whole.tokens.start;
    while at < whole.tokens.end {
        let Some(holder) = holder::speaker(scene, at) else {
            at += 1;
            continue;
        };
        let tokens = holder::piece(scene, &whole.tokens, at);
        at = tokens.end.max(at + 1);
        if tokens.len() < SHORTEST || !scene.is_somebody(holder.actor) {
            continue;
        }
        let taken = here().flat_map(|stance| stance.cues.iter().copied()).collect();
        let speaker = holder.actor;
        let words = Words { scene, tokens, sentence: whole.tokens.start, speaker, taken };
        // Who is known to stand somewhere denies much beside it.
        let told = here().any(|stance| stance.actor == speaker);
        let denial = || words.denial().filter(|_| !told);
        let Some(lean) = words.tone().or_else(denial) else { continue };
        let Lean { position, cues, rule } = &lean;
        for target in words.about(&lean) {
            let (position, cues, rule, hedged) = (*position, cues.clone(), *rule, false);
            found.push(Found { holder, position, hedged, target, cues, sentence, rule });
        }
    }
    found
}

/// Words of one speaker within a sentence.
struct Words<'a> {
    scene: &'a Scene<'a>,
    tokens: Range<usize>,
    /// The first token of their sentence.
    sentence: usize,
    speaker: usize,
    /// The cues that show the stances of others.
    taken: Vec<Span>,
}

/// Which way words lean, and the ones that say so.
struct Lean {
    position: Position,
    cues: Vec<usize>,
    rule: Rule,
}

impl Words<'_> {
    /// By the words with a tone.
    fn tone(&self) -> Option<Lean> {
        let toned = self.tokens.clone().filter_map(|i| Some((self.tone_at(i)?, i)));
        let toned: Vec<_> = toned.collect();
        let good = toned.iter().filter(|(position, _)| *position == Position::For).count();
        let judged =
            toned.iter().any(|(_, i)| judgement::at(self.scene, *i, self.tokens.end).is_some());
        // People speak well of what they do not talk about, too: one kind word is no praise.
        let position = match (good, toned.len() - good) {
            (good, bad) if bad > 0 && bad >= good => Position::Against,
            (good, bad) if good > bad + 2 || good > bad + 1 && judged => Position::For,
            _ => return None,
        };
        let cues = toned.iter().filter(|(own, _)| *own == position).map(|(_, i)| *i).collect();
        Some(Lean { position, cues, rule: rule::LEAN })
    }

    /// By the words that deny something: "he never".
    fn denial(&self) -> Option<Lean> {
        let denies = |i: &usize| {
            let negation = clause::is_negation(self.scene, *i);
            // "has done nothing but help", "not only a friend"
            let more = self.scene.is_any(i + 1, &["but", "only", "just"]);
            (negation || self.scene.is_none(*i)) && !more && !self.is_taken(*i)
        };
        let cues: Vec<usize> = self.tokens.clone().filter(denies).collect();
        let found = Lean { position: Position::Against, cues, rule: rule::DENIAL };
        (!found.cues.is_empty()).then_some(found)
    }

    fn is_taken(&self, i: usize) -> bool {
        self.scene.token(i).is_some_and(|token| self.taken.contains(&token.span))
    }

    /// How one word sounds, the negation before it taken in.
    fn tone_at(&self, i: usize) -> Option<Position> {
        let Self { scene, tokens, .. } = self;
        if scene.is_capital(i) && i > tokens.start || self.is_taken(i) {
            return None;
        }
        if let Some((position, _)) = judgement::at(scene, i, tokens.end) {
            return Some(position).filter(|position| *position != Position::Open);
        }
        let attacks = cue_position(scene, i) == Some(Position::Against)
            && clause::verb_here(scene, tokens.start, i).is_some();
        let good = scene.helps(i, Helper::Good);
        let bad = scene.helps(i, Helper::Bad) || attacks;
        if good == bad {
            return None;
        }
        let before = (i.saturating_sub(3).max(tokens.start)..i).rev();
        let denied = before
            .take_while(|&j| !scene.is_mark(j))
            .any(|j| clause::is_negation(scene, j) || scene.is_word(j, "no"));
        Some(if good == denied { Position::Against } else { Position::For })
    }

    /// What the words speak of: the subject of their first verb and somebody named in them; else
    /// what has the tone, or what is done or not done.
    fn about(&self, lean: &Lean) -> Vec<Range<usize>> {
        let verb = self.first_verb();
        let subject = verb.as_ref().and_then(|verb| self.subject(verb));
        // "No government talks about a truce": the truce.
        let nobody = subject.as_ref().is_some_and(|subject| self.scene.is_none(subject.start));
        let mut topics: Vec<_> = if nobody {
            verb.as_ref().and_then(|verb| self.spoken_of(verb)).into_iter().collect()
        } else {
            let subject = subject.map(|subject| self.said_of(subject, lean));
            subject.into_iter().chain(self.named()).collect()
        };
        if topics.is_empty() && lean.rule == rule::LEAN {
            topics.extend(self.toned_phrase(lean));
        }
        if topics.is_empty() {
            topics.extend(verb.and_then(|verb| self.object(&verb)));
        }
        topics.retain(|topic| self.is_topic(topic));
        topics
    }

    /// What is at issue where the words are about the subject: the subject, or the deed that is
    /// denied of a thing.
    fn said_of(&self, subject: Range<usize>, lean: &Lean) -> Range<usize> {
        let scene = self.scene;
        let points = subject.len() == 1
            && (scene.is(subject.start, Class::Pronoun)
                || scene.is(subject.start, Class::Determiner));
        let denied = lean.cues.first().filter(|&&not| not >= subject.end);
        let denied = denied.filter(|_| lean.rule == rule::DENIAL && !points);
        let deed = denied.filter(|_| frame::head_actor(scene, &subject).is_none());
        let deed = deed.and_then(|not| target::verb_phrase(scene, not + 1, self.tokens.end));
        deed.filter(|deed| deed.len() > 1).unwrap_or(subject)
    }

    /// Whether the phrase is known to the reader rather than brought up by these words ("a fool"),
    /// and more than the place where something is so.
    fn is_topic(&self, topic: &Range<usize>) -> bool {
        let scene = self.scene;
        let kind = scene.actor_at(topic.start).and_then(|actor| scene.actors.get(actor));
        let somewhere =
            topic.len() < 4 && kind.is_some_and(|actor| actor.kind == ActorKind::Country);
        let opens = ["a", "an", "what", "who", "how", "why", "when", "i", "his", "her", "some"];
        let says_more =
            topic.len() > 3 && scene.is_any(topic.start, &["a", "an", "his", "her", "some"]);
        !somewhere && (says_more || !scene.is_any(topic.start, &opens))
    }

    /// The first verb that says something: "I think that they lied" is about them.
    fn first_verb(&self) -> Option<Group> {
        let Self { scene, tokens, .. } = self;
        let mut from = tokens.start;
        loop {
            let verb = clause::main_verb(scene, from, tokens.end)?;
            let own = self.after_auxiliaries(&verb)?;
            let subject = verb.start.checked_sub(1);
            let first = subject.is_some_and(|i| scene.is_any(i, &["i", "we", "you"]));
            let thinks = scene.is(own, Class::SpeechVerb) || scene.is(own, Class::AttitudeVerb);
            let retells = thinks && scene.is_word(own + 1, "that");
            if !(first && thinks || retells) {
                return Some(verb);
            }
            from = own + 1;
        }
    }

    fn after_auxiliaries(&self, verb: &Group) -> Option<usize> {
        let own = |i: &usize| !self.scene.is_auxiliary(*i) && !self.scene.is_adverb(*i);
        (verb.verb..self.tokens.end).find(own)
    }

    /// The subject of the verb, if it says what the words are about.
    fn subject(&self, verb: &Group) -> Option<Range<usize>> {
        let scene = self.scene;
        // "The plan “looks out for the rich”": what stands before the words belongs to them.
        let lo = if verb.start == self.tokens.start { self.sentence } else { self.tokens.start };
        let head = subject::head(scene, lo, verb.start)?;
        if scene.actor_at(head) == Some(self.speaker) {
            return None;
        }
        // What "it" and "that" stand for is told from the stances before.
        let points = scene.is_any(head, &["it", "this", "that", "these", "those", "they"]);
        if scene.is(head, Class::Pronoun) || points {
            return (points || scene.actor_at(head).is_some()).then(|| head..head + 1);
        }
        let empty = scene.helps(head, Helper::Subject) || scene.helps(head, Helper::Hollow);
        let range = target::phrase_before(scene, lo, head, verb.start);
        (!empty && !scene.is_word(head, "there") && !range.is_empty()).then_some(range)
    }

    /// The first who is named in the words, beside their speaker.
    fn named(&self) -> Option<Range<usize>> {
        let Self { scene, tokens, .. } = self;
        let other = |i: &usize| {
            let actor = scene.actor_at(*i).filter(|&actor| actor != self.speaker);
            scene.is_capital(*i) && actor.is_some()
        };
        let person = |i: &usize| {
            let kind = scene.actor_at(*i).and_then(|actor| scene.actors.get(actor)).map(|a| a.kind);
            other(i) && kind == Some(ActorKind::Person)
        };
        let head = tokens.clone().find(person).or_else(|| tokens.clone().find(other))?;
        target::noun_phrase(scene, clause::phrase_start(scene, tokens.start, head), tokens.end)
    }

    /// The phrase of the first word with a tone: "a burden on everyone".
    fn toned_phrase(&self, lean: &Lean) -> Option<Range<usize>> {
        let Self { scene, tokens, .. } = self;
        let cue = *lean.cues.first()?;
        let noun = scene.is(cue.checked_sub(1)?, Class::Determiner);
        let range = if scene.token(cue)?.word.is_verb() && !noun {
            target::verb_phrase(scene, cue, tokens.end)?
        } else {
            let start = clause::phrase_start(scene, tokens.start, cue);
            target::noun_phrase(scene, start, tokens.end)?
        };
        (range.len() > 1 && self.says_more(&range)).then_some(range)
    }

    /// Whether the phrase says something after its first word: not "oppose it".
    fn says_more(&self, range: &Range<usize>) -> bool {
        let says = |i: usize| !self.scene.is(i, Class::Pronoun) && !self.scene.is_adverb(i);
        (range.start + 1..range.end).any(says)
    }

    /// What a verb takes, right after it or after a preposition.
    fn spoken_of(&self, verb: &Group) -> Option<Range<usize>> {
        let after = self.after_auxiliaries(verb)? + 1;
        let preposition = usize::from(self.scene.is(after, Class::Preposition));
        target::noun_phrase(self.scene, after + preposition, self.tokens.end)
    }

    /// What is done or not done: the verb with its object.
    fn object(&self, verb: &Group) -> Option<Range<usize>> {
        let range =
            target::verb_phrase(self.scene, self.after_auxiliaries(verb)?, self.tokens.end)?;
        self.says_more(&range).then_some(range)
    }
}

/// The position that a verb shows of its object by itself: "mocked", "praises".
fn cue_position(scene: &Scene, i: usize) -> Option<Position> {
    let verbs = scene.cues(i).iter().filter(|cue| cue.kind == Kind::Verb);
    let plain = |frame: &&Frame| {
        let object = matches!(frame.slot, Slot::Any | Slot::What | Slot::Who);
        object && frame.literals.is_empty() && !frame.weak && !frame.deed && frame.form == Form::Any
    };
    verbs.flat_map(|cue| scene.frames(cue)).find(plain)?.position
}

#[cfg(test)]
mod tests {
    use crate::analysis::stance::picture::check;

    #[test]
    fn what_nobody_is_said_to_do_anything_about_is_the_target() {
        check(
            r"
            “No government is talking about the sale of the harbour,” Ortiz said.
             ~~                             ^^^^^^^^^^^^^^^^^^^^^^^   ===== against, inferred
            ",
        );
    }
}
