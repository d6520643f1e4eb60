//! Where the content of a quotation begins and ends, seen from its cue.

use std::ops::Range;

use super::{
    frame::{Begin, Frame, is_clause},
    scene::{LONGEST, Scene, is_dash},
};
use crate::{
    analysis::token::{Shape, Token},
    lexicon::{Class, VerbForm},
};

/// What the verb at `i` introduces; its source and cue begin at `left`.
pub fn of_verb(scene: &Scene, i: usize, left: usize) -> Option<(Frame, Vec<Range<usize>>)> {
    let begin = Begin::find(scene, i);
    let speech = scene.reading.tokens[i].is(Class::SpeechVerb);
    if matches!(begin.frame, None | Some(Frame::Preposition | Frame::Object | Frame::Quote))
        && let Some(content) = before(scene, left, i + 1)
    {
        let quoted = content.iter().any(|piece| scene.stretch(piece.start).is_some());
        let no_object = matches!(begin.frame, None | Some(Frame::Preposition));
        let unquoted = speech && (no_object || goes_on(scene, i + 1));
        if quoted || unquoted {
            return Some((Frame::Before, with_rest(scene, content, i + 1)));
        }
    }
    let frame = begin.frame?;
    if frame == Frame::Colon {
        return after_colon(scene, begin.at - 1);
    }
    let end = end(scene, begin.at, frame);
    (begin.at < end).then(|| (frame, vec![begin.at..end]))
}

/// What the noun or adjective at `i` introduces.
pub fn of_noun(scene: &Scene, i: usize) -> Option<(Frame, Vec<Range<usize>>)> {
    let begin = Begin::find(scene, i);
    let frame = begin.frame.filter(|frame| {
        matches!(
            frame,
            Frame::That | Frame::Whether | Frame::Infinitive | Frame::Preposition | Frame::Colon
        )
    })?;
    let end = end(scene, begin.at, frame);
    (begin.at < end).then(|| (frame, vec![begin.at..end]))
}

/// What follows the colon at `i`: the rest of the sentence, or, where the colon ends its paragraph
/// ("He went on:"), the quotation that begins the next one.
pub fn after_colon(scene: &Scene, i: usize) -> Option<(Frame, Vec<Range<usize>>)> {
    if i + 1 < scene.sentence(i).tokens.end {
        let end = end(scene, i + 1, Frame::Colon);
        return (i + 1 < end).then(|| (Frame::Colon, vec![i + 1..end]));
    }
    let stretch = scene.stretch(i + 1).filter(|stretch| stretch.tokens.0 == i + 1)?;
    Some((Frame::Colon, vec![i + 1..stretch.tokens.1 + 1]))
}

/// The content that stands before the token `left` of its source or cue: a quoted stretch, or the
/// clause that a comma ends. `after` is the token that follows source and cue.
pub fn before(scene: &Scene, left: usize, after: usize) -> Option<Vec<Range<usize>>> {
    let last = left.checked_sub(1)?;
    let comma = scene.word(last) == "," || is_dash(scene.word(last));
    let end = if comma { last } else { left };
    let inner = end.checked_sub(1)?;
    if let Some(stretch) = scene.stretch(inner) {
        let (first, close) = stretch.tokens;
        if close == inner && same_sentence(scene, inner, left) {
            let start = scene.sentence(first).tokens.start.max(first.saturating_sub(LONGEST));
            // `The plan is “a shame,” she said`: the clause with its marks; but not what a dash, a
            // colon or a bracket parts from them.
            let parted = (start..first).rev().find(|&i| {
                scene.stretch(i).is_some()
                    || is_dash(scene.word(i))
                    || matches!(scene.word(i), ":" | "(")
            });
            return Some(vec![parted.map_or(start, |i| i + 1)..end]);
        }
    }
    let start = scene.sentence(left).tokens.start.max(last.saturating_sub(LONGEST));
    if !comma || start >= last {
        return None;
    }
    let parted = (start..last).rev().find(|&i| scene.word(i) == ";");
    let clause = parted.map_or(start, |i| i + 1)..last;
    if goes_on(scene, after) {
        return Some(vec![clause]);
    }
    let has_verb = clause.clone().any(|i| {
        let token = &scene.reading.tokens[i];
        token.is(Class::Auxiliary)
            || token.has_form(VerbForm::Past)
            || token.has_form(VerbForm::Third)
    });
    let first = &scene.reading.tokens[clause.start];
    let subordinate = matches!(
        scene.word(clause.start),
        "As" | "When"
            | "While"
            | "After"
            | "Before"
            | "Although"
            | "Though"
            | "Since"
            | "Because"
            | "If"
            | "Once"
            | "Asked"
    ) || first.is(Class::Preposition) && clause.len() < 9;
    (has_verb && clause.len() >= 3 && !subordinate).then(|| vec![clause])
}

/// Whether the sentence goes on with the content after the source and its cue.
fn goes_on(scene: &Scene, after: usize) -> bool {
    resumes(scene, after).is_some()
}

/// The comma behind which the content goes on: "The strike, Lee said on Monday, would end".
fn resumes(scene: &Scene, after: usize) -> Option<usize> {
    let tokens = &scene.reading.tokens;
    let finite = |i: usize| {
        tokens.get(i).is_some_and(|token| {
            token.is(Class::Auxiliary)
                || token.has_form(VerbForm::Past) && token.shape == Shape::Lower
        })
    };
    let comma = (after..tokens.len().min(after + LONGEST_CIRCUMSTANCE))
        .find(|&i| !tokens[i].is_word() || finite(i))?;
    let circumstance = comma == after
        || [Class::Preposition, Class::Adverb, Class::Calendar]
            .into_iter()
            .any(|class| tokens[after].is(class))
        || matches!(scene.word(after), "earlier" | "later" | "this" | "last");
    (circumstance && scene.word(comma) == "," && finite(comma + 1)).then_some(comma)
}

/// The most tokens of when or where somebody speaks, between a cue and the comma after it.
const LONGEST_CIRCUMSTANCE: usize = 8;

fn same_sentence(scene: &Scene, a: usize, b: usize) -> bool {
    scene.sentence(a).tokens.contains(&b)
}

/// The content with what follows the token `from` in the same sentence, where that goes on with it.
pub fn with_rest(scene: &Scene, mut content: Vec<Range<usize>>, from: usize) -> Vec<Range<usize>> {
    let limit = scene.sentence(from.saturating_sub(1)).tokens.end;
    let whole = content.last().is_some_and(|piece| scene.stretch(piece.end - 1).is_some());
    let joined = matches!(scene.word(from + 1), "but" | "and")
        && (scene.word(from + 2) == "not"
            || scene.reading.tokens.get(from + 2).is_some_and(|t| t.is(Class::Pronoun)));
    let comma = resumes(scene, from).or((scene.word(from) == "," && joined).then_some(from));
    if let Some(comma) = comma.filter(|comma| !whole && comma + 1 < limit) {
        let end = end(scene, comma + 1, Frame::Colon);
        if comma + 1 < end {
            content.push(comma + 1..end);
        }
        return content;
    }
    let mut i = from;
    while i < limit && i < from + 25 {
        if let Some(stretch) = scene.stretch(i) {
            let (first, last) = stretch.tokens;
            let mark = scene.word(i.wrapping_sub(1));
            let introduced = matches!(mark, "," | "." | ":") || is_dash(mark);
            if first == i && introduced {
                content.push(first..last + 1);
            }
            break;
        }
        if scene.reading.tokens[i].has_form(VerbForm::Gerund) && scene.word(i - 1) == "," {
            break;
        }
        i += 1;
    }
    content
}

/// The sentence around the tokens of an "according to" phrase.
pub fn around(scene: &Scene, cue: &Range<usize>) -> Vec<Range<usize>> {
    let start = scene.sentence(cue.start).tokens.start;
    let head = trimmed(scene, start.max(cue.start.saturating_sub(LONGEST))..cue.start);
    if head.is_empty() {
        let start = cue.end + usize::from(scene.word(cue.end) == ",");
        let end = end(scene, start, Frame::That);
        return if start < end { vec![start..end] } else { Vec::new() };
    }
    let rest = cue.end + 1;
    let end = if goes_on(scene, cue.end) { end(scene, rest, Frame::That) } else { rest };
    if rest < end { vec![head, rest..end] } else { vec![head] }
}

/// The token before which the content that begins at `start` ends.
fn end(scene: &Scene, start: usize, frame: Frame) -> usize {
    let Some(last) = scene.reading.tokens.len().checked_sub(1).filter(|last| start <= *last) else {
        return start;
    };
    let own = scene
        .stretch(start)
        .filter(|stretch| stretch.tokens.0 < start)
        .map(|stretch| stretch.tokens);
    let mut limit = scene.sentence(start).tokens.end;
    let mut i = start;
    while i < limit && i < start + LONGEST {
        if let Some((_, close)) = own
            && i >= close
        {
            break;
        }
        if own.is_none()
            && let Some(stretch) = scene.stretch(i)
        {
            i = stretch.tokens.1 + 1;
            if i > last {
                break;
            }
            // A stretch of several sentences: the content goes on only within the last one.
            let ends = scene.sentence(i - 1).tokens.end;
            limit = ends;
            continue;
        }
        if i > start && breaks(scene, i, frame) {
            break;
        }
        i += 1;
    }
    trimmed(scene, start..i.min(last + 1)).end
}

/// Whether the content ends before the token.
fn breaks(scene: &Scene, i: usize, frame: Frame) -> bool {
    let token = &scene.reading.tokens[i];
    let next = scene.reading.tokens.get(i + 1);
    let phrase =
        matches!(frame, Frame::Object | Frame::Preposition | Frame::Gerund | Frame::Infinitive);
    match scene.word(i) {
        ";" => true,
        "(" => phrase,
        mark if is_dash(mark) => phrase && mark != "-",
        "," => {
            let speech = gerund_of_speech(scene, i + 1);
            let word = scene.word(i + 1);
            phrase && !listed(scene, i)
                || speech
                || word == "with" && (i + 2..i + 6).any(|j| gerund_of_speech(scene, j))
                || matches!(word, "but" | "according" | "although" | "though" | "while" | "whereas")
                || word == "and" && scene.word(i + 2) != "that" && subject_and_verb(scene, i + 2)
        }
        "and" if (i + 2..i + 5).any(|j| gerund_of_speech(scene, j)) => true,
        "and" | "but" => next.is_some_and(|t| {
            let verb = t.has_form(VerbForm::Past) || t.has_form(VerbForm::Third);
            let cue = t.is(Class::SpeechVerb) || t.is(Class::AttitudeVerb);
            t.shape == Shape::Lower && (phrase && t.is(Class::Auxiliary) || verb && (phrase || cue))
        }),
        // "dismissed it as “theatre”" goes on; "praised it as the vote began" does not.
        "as" => phrase && is_clause(scene, i + 1, scene.sentence(i).tokens.end),
        "while" | "when" | "because" | "after" | "before" | "since" | "until" | "whereas"
        | "although" | "during" | "amid" | "where" => phrase,
        _ => phrase && token.is(Class::Calendar) && token.is_capital() && scene.word(i - 1) == "on",
    }
}

/// "adding", "warning"
fn gerund_of_speech(scene: &Scene, i: usize) -> bool {
    scene.reading.tokens.get(i).is_some_and(|token| {
        token.has_form(VerbForm::Gerund)
            && (token.is(Class::SpeechVerb) || token.is(Class::AttitudeVerb))
    })
}

/// Whether the comma stands in a list that ends with "and" or "or".
fn listed(scene: &Scene, i: usize) -> bool {
    (i + 1..i + 7)
        .take_while(|&j| {
            scene.reading.tokens.get(j).is_some_and(Token::is_word) || scene.word(j) == ","
        })
        .any(|j| matches!(scene.word(j), "and" | "or") && j > i + 1)
}

fn subject_and_verb(scene: &Scene, i: usize) -> bool {
    i < scene.reading.tokens.len() && is_clause(scene, i, scene.sentence(i).tokens.end)
}

/// The range without marks at its ends that are no part of what is said.
fn trimmed(scene: &Scene, mut range: Range<usize>) -> Range<usize> {
    let stray = |i: usize| {
        scene.stretch(i).is_none()
            && (matches!(scene.word(i), "," | "." | ";" | ":") || is_dash(scene.word(i)))
    };
    while range.start < range.end && stray(range.end - 1) {
        range.end -= 1;
    }
    while range.start < range.end && stray(range.start) {
        range.start += 1;
    }
    range
}
