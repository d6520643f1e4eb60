//! Candidates for a quotation: a word that can tie a source to a content, with both.

use std::ops::Range;

use super::{
    content,
    form::{self, Form},
    frame::{self, Frame},
    phrase,
    scene::{Scene, is_dash},
};
use crate::{
    analysis::token::Shape,
    lexicon::{Class, VerbForm},
};

/// What may be a quotation, as ranges of tokens. How likely it is one, the weights say.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The word that the weights know: the verb, noun or adjective.
    pub head: usize,
    /// The cue: the head with its auxiliaries.
    pub cue: Range<usize>,
    /// Who speaks.
    pub source: Option<Range<usize>>,
    /// Who spoke before, where the text names nobody here.
    pub carried: Option<Range<usize>>,
    /// What is said, in pieces.
    pub content: Vec<Range<usize>>,
    /// How the content follows the cue.
    pub frame: Frame,
    /// In which form the head stands.
    pub form: Form,
}

impl Candidate {
    /// A stretch between marks that names nobody; `carried` spoke before it.
    pub fn bare(stretch: Range<usize>, carried: Option<Range<usize>>) -> Self {
        let head = stretch.start;
        Self {
            head,
            cue: head..head,
            source: None,
            carried,
            content: vec![stretch],
            frame: Frame::Bare,
            form: Form::Bare,
        }
    }
}

/// Every candidate of the article, by the place of its cue.
pub fn find(scene: &Scene) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for i in 0..scene.reading.tokens.len() {
        let candidate = at(scene, i, &found);
        found.extend(candidate);
    }
    found
}

/// The candidate whose head is the token, if it can be one; `found` are those before it.
fn at(scene: &Scene, i: usize, found: &[Candidate]) -> Option<Candidate> {
    let token = &scene.reading.tokens[i];
    if !token.is_word() {
        return match scene.word(i) {
            ":" => label(scene, i),
            mark if is_dash(mark) => byline(scene, i),
            _ => None,
        };
    }
    if scene.word(i).eq_ignore_ascii_case("according") && scene.word(i + 1) == "to" {
        return according(scene, i);
    }
    if (token.is(Class::SpeechVerb) || token.is(Class::AttitudeVerb))
        && let Some(verb) = verb(scene, i, found)
    {
        return Some(verb);
    }
    if token.is(Class::AttitudeNoun) || token.is(Class::AttitudeAdjective) {
        return noun_or_adjective(scene, i);
    }
    None
}

/// "Caddell: the voters worry.", `The judge turned to me: “…”`
fn label(scene: &Scene, i: usize) -> Option<Candidate> {
    let sentence = &scene.sentence(i).tokens;
    let words = |j: &usize| scene.reading.tokens[*j].is_word();
    let before = (sentence.start..i).find(words)?..i;
    if before.is_empty() || before.len() > LONGEST_LABEL || scene.stretch(i).is_some() {
        return None;
    }
    let named = |j: usize| {
        let token = &scene.reading.tokens[j];
        token.is_capital() || token.is(Class::Preposition) || token.is(Class::Title)
    };
    let quotes = scene.stretch(i + 1).is_some_and(|stretch| stretch.tokens.0 == i + 1);
    let source = match main_subject(scene, i) {
        Some(subject) if quotes => subject,
        _ if quotes && before.len() <= 8 || before.clone().all(named) => before,
        _ => return None,
    };
    let (frame, content) = content::after_colon(scene, i)?;
    Some(Candidate {
        head: i,
        cue: i..i + 1,
        source: Some(source),
        carried: None,
        content,
        frame,
        form: Form::Label,
    })
}

/// The most tokens before a colon that introduces somebody's words.
const LONGEST_LABEL: usize = 40;

/// `“We are late.” — Anna Berg, a farmer`
fn byline(scene: &Scene, i: usize) -> Option<Candidate> {
    let stretch = scene.stretch(i.checked_sub(1)?).filter(|stretch| stretch.tokens.1 + 1 == i)?;
    let source = phrase::after(scene.reading, i + 1, scene.sentence(i).tokens.end)?;
    let named = scene.reading.tokens[source.start].is_capital()
        && (source.end >= scene.sentence(i).tokens.end || scene.word(source.end) == ".");
    named.then(|| Candidate {
        head: i,
        cue: i..i + 1,
        source: Some(source),
        carried: None,
        content: vec![stretch.tokens.0..i],
        frame: Frame::Before,
        form: Form::Byline,
    })
}

/// "According to the minister, …" and "…, according to the minister".
fn according(scene: &Scene, i: usize) -> Option<Candidate> {
    let room = scene.room(i);
    let source = phrase::after(scene.reading, i + 2, room.end)?;
    let content = content::around(scene, &(i..source.end));
    (!content.is_empty()).then_some(Candidate {
        head: i,
        cue: i..i + 2,
        source: Some(source),
        carried: None,
        content,
        frame: Frame::Around,
        form: Form::According,
    })
}

fn verb(scene: &Scene, i: usize, found: &[Candidate]) -> Option<Candidate> {
    let reading = scene.reading;
    let room = scene.room(i);
    let start = phrase::group_start(reading, i, room.start);
    let form = form::of_verb(scene, i, start, &room)?;
    let first = if form == Form::Infinitive { i } else { start };
    let cue = first..i + 1;
    if form == Form::Finite
        && let Some(inverted) = inverted(scene, i, &cue)
    {
        return Some(inverted);
    }
    let source = match form {
        Form::Joined => earlier(scene, i, found).or_else(|| main_subject(scene, i)),
        Form::Gerund => own_subject(scene, start, room.start)
            .or_else(|| earlier(scene, i, found))
            .or_else(|| main_subject(scene, i)),
        Form::Infinitive => controller(scene, start, &room),
        Form::Passive => agent(scene, i),
        _ => phrase::before(reading, start, room.start),
    };
    // Words that are retold have a speaker, or they are nobody's.
    let source = source.filter(|source| !is_nobody(scene, source))?;
    let left = source.start.min(start);
    let (frame, content) = content::of_verb(scene, i, left)?;
    // "pointed out", "did not rule out"
    let particle = frame::is_particle(scene, i + 1)
        && content.first().is_some_and(|piece| piece.start == i + 2);
    let cue = first..i + 1 + usize::from(particle);
    Some(Candidate { head: i, cue, source: Some(source), carried: None, content, frame, form })
}

/// Who speaks in the passive: "was praised by Lee".
fn agent(scene: &Scene, i: usize) -> Option<Range<usize>> {
    let limit = scene.room(i).end;
    let by = (i + 1..limit.min(i + 8)).find(|&j| scene.word(j) == "by")?;
    phrase::after(scene.reading, by + 1, limit)
}

/// The source of the clause before: that of the candidate before in the same sentence, or of the
/// one that it is part of.
fn earlier(scene: &Scene, i: usize, found: &[Candidate]) -> Option<Range<usize>> {
    let floor = scene.room(i).start;
    let mut before = found.iter().rev().take_while(|candidate| candidate.head >= floor);
    let mut last = before.next()?;
    for outer in before {
        if outer.content.iter().any(|piece| piece.contains(&last.head)) {
            last = outer;
        }
    }
    last.source.clone().filter(|source| source.start >= floor)
}

/// "No one has proposed it", "Not one ally asked": nobody speaks.
fn is_nobody(scene: &Scene, source: &Range<usize>) -> bool {
    let negates = |i: usize| scene.reading.tokens.get(i).is_some_and(|t| t.is(Class::Negation));
    negates(source.start) || source.start.checked_sub(1).is_some_and(negates)
}

/// `…,” said Martin Lee, a farmer.`: the source follows its verb.
fn inverted(scene: &Scene, i: usize, cue: &Range<usize>) -> Option<Candidate> {
    let token = &scene.reading.tokens[i];
    let before = cue.start.checked_sub(1)?;
    let marked = scene.stretch(before).is_some_and(|stretch| stretch.tokens.1 == before);
    let follows =
        marked || matches!(scene.word(before), "," | "?" | "!") || is_dash(scene.word(before));
    let finite = token.has_form(VerbForm::Past) || token.has_form(VerbForm::Third);
    if !follows
        || !finite
        || !token.is(Class::SpeechVerb)
        || !marked && frame::takes_addressee(scene, i)
    {
        return None;
    }
    let source = phrase::after(scene.reading, i + 1, scene.room(i).end)?;
    let first = &scene.reading.tokens[source.start];
    let can_speak = first.is_capital()
        || first.is(Class::Determiner)
        || first.is(Class::Pronoun)
        || first.is(Class::Role)
        || first.is(Class::Title);
    if !can_speak || frame::is_clause(scene, i + 1, scene.room(i).end) {
        return None;
    }
    let content = content::before(scene, cue.start, source.end)?;
    let content = content::with_rest(scene, content, source.end);
    Some(Candidate {
        head: i,
        cue: cue.clone(),
        source: Some(source),
        carried: None,
        content,
        frame: Frame::Before,
        form: Form::Finite,
    })
}

/// The subject that a gerund has of its own: "with some arguing", "Critics saying".
fn own_subject(scene: &Scene, start: usize, floor: usize) -> Option<Range<usize>> {
    let source = phrase::before(scene.reading, start, floor)?;
    let begins = source.start == floor
        || matches!(scene.word(source.start - 1), "with" | "With" | "and" | "," | ";" | "—" | "–");
    (begins && scene.word(source.end - 1) != ",").then_some(source)
}

/// The subject of the first finite verb of the sentence before the token.
fn main_subject(scene: &Scene, i: usize) -> Option<Range<usize>> {
    let room = scene.room(i);
    let verb = (room.start..i).find(|&j| is_finite(scene, j))?;
    let start = phrase::group_start(scene.reading, verb, room.start);
    // "Statements by officials earlier in the year": when does not belong to who.
    let time =
        (room.start + 1..start).find(|&j| matches!(scene.word(j), "earlier" | "later" | "last"));
    phrase::before(scene.reading, time.unwrap_or(start), room.start)
}

/// Whether the token is the finite verb of a clause rather than a noun ("the remarks", "remarks
/// by the mayor").
fn is_finite(scene: &Scene, i: usize) -> bool {
    let tokens = &scene.reading.tokens;
    let token = &tokens[i];
    let determined = i > 0 && tokens[i - 1].is(Class::Determiner);
    let noun = scene.word(i + 1) == "by" && !token.has_form(VerbForm::Past);
    let verb =
        token.has_form(VerbForm::Past) || token.has_form(VerbForm::Third) || is_past(scene, i);
    token.is(Class::Auxiliary) || verb && !determined && !noun
}

/// Whether an unknown word looks like the past of a verb.
fn is_past(scene: &Scene, i: usize) -> bool {
    let token = &scene.reading.tokens[i];
    token.shape == Shape::Lower && token.word.lemma() == 0 && scene.word(i).ends_with("ed")
}

/// The subject of the verb that governs the infinitive whose "to" stands before `start`.
fn controller(scene: &Scene, start: usize, room: &Range<usize>) -> Option<Range<usize>> {
    let mut verb = start.checked_sub(2).filter(|verb| *verb >= room.start)?;
    // "went on to say": the particle stands between.
    if matches!(scene.word(verb), "on" | "out" | "up" | "back" | "ahead") && verb > room.start {
        verb -= 1;
    }
    for _ in 0..3 {
        let group = phrase::group_start(scene.reading, verb, room.start);
        if group > room.start && scene.word(group - 1) == "to" && group >= room.start + 2 {
            verb = group - 2;
            continue;
        }
        return phrase::before(scene.reading, group, room.start);
    }
    None
}

/// "the claim that …", "his fear of …", "is confident that …".
fn noun_or_adjective(scene: &Scene, i: usize) -> Option<Candidate> {
    let reading = scene.reading;
    let room = scene.room(i);
    let adjective = reading.tokens[i].is(Class::AttitudeAdjective);
    let start = phrase::group_start(reading, i, room.start);
    let (source, cue) = if adjective {
        let be = (start..i).any(|j| form::is_be(scene.word(j)) || scene.word(j) == "remain");
        if !be {
            return None;
        }
        (phrase::before(reading, start, room.start), start..i + 1)
    } else {
        (possessor(scene, i, room.start), i..i + 1)
    };
    let (frame, content) = content::of_noun(scene, i)?;
    // "Statements by the unions carried the same message: …"
    let source = source.or_else(|| main_subject(scene, i).filter(|_| frame == Frame::Colon))?;
    let form = if adjective { Form::Adjective } else { Form::Noun };
    Some(Candidate { head: i, cue, source: Some(source), carried: None, content, frame, form })
}

/// Whose claim it is: "Lee’s claim", "her claim".
fn possessor(scene: &Scene, i: usize, floor: usize) -> Option<Range<usize>> {
    let mut j = i.checked_sub(1).filter(|j| *j >= floor)?;
    for _ in 0..3 {
        if matches!(scene.word(j), "'s" | "’s" | "'" | "’") && j > floor {
            let owner = phrase::before(scene.reading, j, floor)?;
            // "in step with Lee’s claim": the claim is Lee's.
            let parted = owner
                .clone()
                .rev()
                .find(|&i| scene.reading.tokens[i].is(Class::Preposition) && scene.word(i) != "of");
            return Some(parted.map_or(owner.start, |i| i + 1)..owner.end);
        }
        let word = scene.word(j).to_ascii_lowercase();
        if matches!(word.as_str(), "his" | "her" | "their" | "its" | "my" | "our") {
            return Some(j..j + 1);
        }
        j = j.checked_sub(1).filter(|j| *j >= floor)?;
    }
    None
}
