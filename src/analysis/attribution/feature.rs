//! What the trained weights see of a candidate.

use std::ops::Range;

use super::{cue::Candidate, form::Form, frame::Frame, scene::Scene};
use crate::lexicon::{Class, weight::Feature};

/// Shows each feature of the candidate to `see`.
pub fn each<'a>(scene: &'a Scene, candidate: &Candidate, mut see: impl FnMut(Feature<'a>)) {
    let reading = scene.reading;
    let word = reading.tokens[candidate.head].word;
    let lemma = match candidate.form {
        Form::Label | Form::Byline => ":",
        Form::According => "according",
        _ => reading.lexicon.lemma(word.lemma()),
    };
    let frame = frame(candidate.frame);
    let form = form(candidate.form);
    let source = candidate.source.as_ref().map_or("none", |source| speaker(scene, source));
    see(["bias", "", ""]);
    see(["frame", frame, ""]);
    see(["form", form, ""]);
    see(["form", form, frame]);
    see(["class", class(scene, candidate), frame]);
    see(["lemma", lemma, ""]);
    see(["lemma", lemma, frame]);
    see(["lemma", lemma, form]);
    see(["source", source, ""]);
    see(["source", source, frame]);
    see(["source", source, form]);
    see(["tense", tense(scene, candidate), frame]);
    see(["place", place(scene, candidate), frame]);
    see(["marks", marks(scene, candidate), frame]);
    see(["length", length(candidate), frame]);
    if let Some(first) = candidate.content.first() {
        see(["first", kind(scene, first.start), frame]);
    }
    see(["before", before(scene, candidate), form]);
    if matches!(candidate.frame, Frame::Preposition) {
        let preposition = candidate.content.first().map_or("", |first| scene.word(first.start - 1));
        see(["preposition", lemma, preposition]);
    }
}

/// Which list the cue stands in.
fn class(scene: &Scene, candidate: &Candidate) -> &'static str {
    let token = &scene.reading.tokens[candidate.head];
    match candidate.form {
        Form::Noun => "noun",
        Form::Adjective => "adjective",
        _ if token.is(Class::SpeechVerb) => "speech",
        _ if token.is(Class::AttitudeVerb) => "attitude",
        _ => "other",
    }
}

/// What sort of words name the speaker.
fn speaker(scene: &Scene, source: &Range<usize>) -> &'static str {
    let reading = scene.reading;
    let last = source.end - 1;
    if source.len() == 1 && reading.tokens[last].is(Class::Pronoun) {
        return match scene.word(last).to_ascii_lowercase().as_str() {
            "he" | "she" => "he",
            "they" => "they",
            "i" | "we" => "i",
            "you" => "you",
            "who" => "who",
            "it" | "which" | "that" | "this" | "these" | "those" | "what" => "it",
            "his" | "her" | "their" | "its" | "my" | "our" => "his",
            _ => "some",
        };
    }
    let any = |class| source.clone().any(|i| reading.tokens[i].is(class));
    let named = source
        .clone()
        .any(|i| reading.tokens[i].is_capital() && i != scene.sentence(i).tokens.start);
    match (any(Class::Role) || any(Class::Title), named || reading.tokens[last].is_capital()) {
        (true, true) => "titled",
        (true, false) => "role",
        (false, true) if any(Class::Body) || any(Class::Press) => "body",
        (false, true) if reading.tokens[last].is_capital() => "name",
        (false, true) => "noun with name",
        (false, false) if any(Class::Document) || any(Class::Utterance) => "document",
        (false, false) if scene.word(last).ends_with('s') => "nouns",
        (false, false) => "noun",
    }
}

fn tense(scene: &Scene, candidate: &Candidate) -> &'static str {
    use crate::lexicon::VerbForm::{Base, Gerund, Past, Third};
    let token = &scene.reading.tokens[candidate.head];
    let first = scene.word(candidate.cue.start);
    match candidate.form {
        Form::Compound => match first {
            "will" | "would" | "could" | "can" | "may" | "might" | "should" | "must" => "modal",
            "has" | "have" | "had" => "perfect",
            "do" | "does" | "did" => "do",
            _ => "compound",
        },
        _ if token.has_form(Past) => "past",
        _ if token.has_form(Third) => "third",
        _ if token.has_form(Gerund) => "gerund",
        _ if token.has_form(Base) => "base",
        _ => "none",
    }
}

fn place(scene: &Scene, candidate: &Candidate) -> &'static str {
    let sentence = scene.sentence(candidate.head);
    match scene.stretch(candidate.head) {
        Some(_) => "inside",
        None if sentence.paragraph == 0 => "top",
        None => "text",
    }
}

fn marks(scene: &Scene, candidate: &Candidate) -> &'static str {
    let stands = |i: usize| scene.stretch(i).is_some();
    let pieces = &candidate.content;
    match (
        pieces.iter().any(|p| stands(p.start)),
        pieces.iter().all(|p| stands(p.start) && stands(p.end - 1)),
    ) {
        (_, true) => "direct",
        (true, false) => "begins",
        (false, false) if pieces.iter().any(|p| p.clone().any(stands)) => "holds",
        _ => "none",
    }
}

fn length(candidate: &Candidate) -> &'static str {
    match candidate.content.iter().map(ExactSizeIterator::len).sum::<usize>() {
        0..=1 => "1",
        2 => "2",
        3..=4 => "4",
        5..=8 => "8",
        9..=16 => "16",
        17..=32 => "32",
        _ => "more",
    }
}

/// What sort of word a token is.
fn kind(scene: &Scene, i: usize) -> &'static str {
    let Some(token) = scene.reading.tokens.get(i) else { return "end" };
    match token {
        _ if !token.is_word() => "mark",
        _ if token.is(Class::Determiner) => "determiner",
        _ if token.is(Class::Pronoun) => "pronoun",
        _ if token.is(Class::Auxiliary) => "auxiliary",
        _ if token.is(Class::Preposition) => "preposition",
        _ if token.is(Class::Conjunction) => "conjunction",
        _ if token.is_capital() => "name",
        _ if token.is(Class::Adverb) => "adverb",
        _ if token.word.is_verb() => "verb",
        _ => "other",
    }
}

/// What sort of word stands before the cue.
fn before(scene: &Scene, candidate: &Candidate) -> &'static str {
    let start = candidate.cue.start;
    if start == scene.sentence(candidate.head).tokens.start {
        "start"
    } else {
        kind(scene, start - 1)
    }
}

fn frame(frame: Frame) -> &'static str {
    match frame {
        Frame::Quote => "quote",
        Frame::Colon => "colon",
        Frame::That => "that",
        Frame::Whether => "whether",
        Frame::Infinitive => "infinitive",
        Frame::Clause => "clause",
        Frame::Object => "object",
        Frame::Gerund => "gerund",
        Frame::Preposition => "preposition",
        Frame::Before => "before",
        Frame::Around => "around",
        Frame::Bare => "bare",
    }
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Finite => "finite",
        Form::Compound => "compound",
        Form::Gerund => "gerund",
        Form::Infinitive => "infinitive",
        Form::Passive => "passive",
        Form::Joined => "joined",
        Form::Noun => "noun",
        Form::Adjective => "adjective",
        Form::According => "according",
        Form::Label => "label",
        Form::Byline => "byline",
        Form::Bare => "bare",
    }
}
