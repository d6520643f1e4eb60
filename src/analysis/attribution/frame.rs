//! How the content follows its cue, and where it begins.

use super::{
    phrase,
    scene::{LONGEST, Scene, is_dash},
};
use crate::{
    analysis::token::Shape,
    lexicon::{Class, VerbForm},
};

/// How the content follows its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// `said, “…”`
    Quote,
    /// "said: …"
    Colon,
    /// "said that …"
    That,
    /// "asked whether …", "explained how …"
    Whether,
    /// "promised to …"
    Infinitive,
    /// "said he would …"
    Clause,
    /// "praised the plan"
    Object,
    /// "suggested waiting"
    Gerund,
    /// "objected to …", "spoke of …"
    Preposition,
    /// "…, he said": the content stands before the cue.
    Before,
    /// "According to …, …": the content stands around the cue.
    Around,
    /// A quoted sentence without any cue.
    Bare,
}

/// Where the content after a cue begins, and in which frame.
pub struct Begin {
    /// The first token of the content.
    pub at: usize,
    /// How the content follows; `None` where nothing does.
    pub frame: Option<Frame>,
}

impl Begin {
    /// What follows the cue whose last token is `head`.
    pub fn find(scene: &Scene, head: usize) -> Self {
        let reading = scene.reading;
        let limit = scene.sentence(head).tokens.end.min(head + LONGEST);
        let mut at = head + 1 + usize::from(is_particle(scene, head + 1));
        while at < limit && phrase::is_adverb(reading, at) && scene.word(at) != "so" {
            at += 1;
        }
        if let Some(frame) = Self::clause_frame(scene, &mut at, limit) {
            return Self { at, frame: Some(frame) };
        }
        // "told reporters that", "said on Monday that", "said in a statement: …"
        let mut skip = at;
        if takes_addressee(scene, head)
            && let Some(addressee) = phrase::after(reading, skip, limit)
        {
            let mut next = addressee.end;
            if let Some(frame) = Self::clause_frame(scene, &mut next, limit) {
                return Self { at: next, frame: Some(frame) };
            }
            if Self::ends(scene, next, limit) {
                return Self { at: next, frame: None };
            }
            skip = next;
        }
        while skip < limit.min(head + 25) && Self::is_circumstance(scene, skip) {
            skip = Self::after_circumstance(scene, skip, limit);
            let mut next = skip;
            if let Some(frame) = Self::clause_frame(scene, &mut next, limit) {
                return Self { at: next, frame: Some(frame) };
            }
        }
        if is_particle(scene, head + 1) {
            at = head + 1;
        }
        let begin = Self::phrase_frame(scene, at, limit);
        // "made one thing clear: …", "conveyed a similar stance: …"
        if begin.frame == Some(Frame::Object)
            && let Some(object) = phrase::after(reading, at, limit)
            && scene.word(object.end) == ":"
        {
            return Self { at: object.end + 1, frame: Some(Frame::Colon) };
        }
        begin
    }

    /// A frame in which the content is a clause or stands between marks.
    fn clause_frame(scene: &Scene, at: &mut usize, limit: usize) -> Option<Frame> {
        let next = *at;
        let opens =
            |i: usize| i < limit && scene.stretch(i).is_some_and(|stretch| stretch.tokens.0 == i);
        let word = scene.word(next);
        match word {
            _ if next >= limit => None,
            _ if opens(next) => Some(Frame::Quote),
            "," | ":" if opens(next + 1) => {
                *at = next + 1;
                Some(Frame::Quote)
            }
            ":" => {
                *at = next + 1;
                Some(Frame::Colon)
            }
            "that" if !Self::is_object_that(scene, next, limit) => Some(Frame::That),
            "whether" | "how" | "why" | "what" | "who" | "if" | "where" | "when" => {
                Some(Frame::Whether)
            }
            _ => None,
        }
    }

    /// "said that." or "said that much": not the conjunction.
    fn is_object_that(scene: &Scene, that: usize, limit: usize) -> bool {
        that + 1 >= limit
            || !scene.reading.tokens[that + 1].is_word() && scene.stretch(that + 1).is_none()
    }

    /// The token after "on Monday", "in a statement", ", among other things,".
    fn after_circumstance(scene: &Scene, start: usize, limit: usize) -> usize {
        let tokens = &scene.reading.tokens;
        if is_repetition(scene, start) {
            return (start..limit).find(|&i| !is_repetition(scene, i)).unwrap_or(limit);
        }
        let mut next = start + 1;
        if !tokens[start].is(Class::Calendar) {
            next += usize::from(scene.word(start) == ",");
            next = phrase::after(scene.reading, next, limit).map_or(next, |phrase| phrase.end);
        }
        while next < limit
            && (tokens[next].is(Class::Calendar) || tokens[next].shape == Shape::Number)
        {
            next += 1;
        }
        next + usize::from(scene.word(start) == "," && scene.word(next) == ",")
    }

    fn is_circumstance(scene: &Scene, i: usize) -> bool {
        let token = &scene.reading.tokens[i];
        token.is(Class::Calendar)
            || scene.word(i) == ","
                && scene.word(i + 2) == ","
                && phrase::is_adverb(scene.reading, i + 1)
            || is_repetition(scene, i)
            || scene.word(i) == ","
                && matches!(
                    scene.word(i + 1),
                    "in" | "on" | "among" | "at" | "after" | "for" | "during" | "with"
                )
            || matches!(
                scene.word(i),
                "in" | "on"
                    | "at"
                    | "to"
                    | "during"
                    | "after"
                    | "this"
                    | "last"
                    | "of"
                    | "by"
                    | "via"
                    | "from"
                    | "before"
            )
    }

    fn ends(scene: &Scene, at: usize, limit: usize) -> bool {
        at >= limit
            || is_dash(scene.word(at))
            || matches!(scene.word(at), "." | "," | ";" | "?" | "!" | ")")
    }

    /// A frame in which the content is a phrase, or a clause without "that".
    fn phrase_frame(scene: &Scene, at: usize, limit: usize) -> Self {
        let reading = scene.reading;
        let none = Self { at, frame: None };
        if Self::ends(scene, at, limit) {
            return none;
        }
        let token = &reading.tokens[at];
        let word = scene.word(at);
        let frame = if word == "to" && begins_infinitive(scene, at + 1) {
            Frame::Infinitive
        } else if token.is(Class::Calendar) {
            return none;
        } else if token.is(Class::Preposition) {
            return Self { at: at + 1, frame: Some(Frame::Preposition) };
        } else if token.has_form(VerbForm::Gerund) && token.shape == Shape::Lower {
            Frame::Gerund
        } else if token.shape == Shape::Mark && word != "$"
            || token.is(Class::Auxiliary)
            || token.is(Class::Conjunction)
        {
            return none;
        } else if is_clause(scene, at, limit) {
            Frame::Clause
        } else {
            Frame::Object
        };
        Self { at, frame: Some(frame) }
    }
}

/// Whether a verb without an ending follows "to": a known one, or a word that nothing else claims.
fn begins_infinitive(scene: &Scene, i: usize) -> bool {
    scene.reading.tokens.get(i).is_some_and(|token| {
        let claimed =
            [Class::Determiner, Class::Pronoun, Class::Role, Class::Preposition, Class::Adverb];
        let unknown = token.shape == Shape::Lower
            && !claimed.into_iter().any(|class| token.is(class))
            && !scene.word(i).ends_with('s')
            && scene.reading.tokens.get(i + 1).is_some_and(|next| {
                next.is(Class::Determiner) || next.is(Class::Pronoun) || next.is_capital()
            });
        token.has_form(VerbForm::Base) || unknown
    })
}

/// Whether the token is of a phrase that tells how often: "more than once", "each time".
fn is_repetition(scene: &Scene, i: usize) -> bool {
    matches!(
        scene.word(i),
        "more"
            | "than"
            | "once"
            | "twice"
            | "each"
            | "every"
            | "time"
            | "times"
            | "again"
            | "over"
            | "earlier"
            | "later"
    )
}

/// Whether the token is the particle of a verb before it: "pointed out that", "spelled out how".
pub fn is_particle(scene: &Scene, i: usize) -> bool {
    matches!(scene.word(i), "out" | "up" | "back" | "on" | "off")
}

/// Whether a subject and a finite verb begin at `at`.
pub fn is_clause(scene: &Scene, at: usize, limit: usize) -> bool {
    let Some(subject) = phrase::after(scene.reading, at, limit) else { return false };
    let mut next = subject.end;
    while next < limit && phrase::is_adverb(scene.reading, next) {
        next += 1;
    }
    if next >= limit {
        return false;
    }
    let token = &scene.reading.tokens[next];
    token.is(Class::Auxiliary)
        || token.has_form(VerbForm::Past)
        || token.has_form(VerbForm::Third)
        || token.has_form(VerbForm::Base) && scene.word(next) != "to"
}

/// Whether the verb names whom it speaks to before what it says: "told reporters that".
pub fn takes_addressee(scene: &Scene, verb: usize) -> bool {
    let lemma = scene.reading.lexicon.lemma(scene.reading.tokens[verb].word.lemma());
    matches!(
        lemma,
        "tell"
            | "ask"
            | "remind"
            | "warn"
            | "assure"
            | "inform"
            | "urge"
            | "advise"
            | "convince"
            | "persuade"
            | "notify"
            | "instruct"
    )
}
