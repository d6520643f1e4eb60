//! What the model sees of a target: what it is, where it stands in the sentence and in the
//! article, and what the rules say of it.

use super::{
    candidate::{Candidate, Unit},
    ground::{Ground, side},
    holding::kind,
    row::{Row, distance, number_of},
    words,
};
use crate::{
    analysis::{stance::clause, token::Shape},
    fact::{Stance, Tier},
    lexicon::{Class, helper::Helper},
    text::Span,
};

/// Adds the values of a candidate; `here` are the rules' stances in its sentence.
pub fn add(
    ground: &Ground,
    (unit, candidate): (&Unit, &Candidate),
    here: &[Stance],
    row: &mut Row,
) {
    let own = ground.doings(candidate.target.actor);
    row.put("target kind", kind(ground, candidate.target.actor));
    row.put("target mentions", own.mentions);
    row.put("target quotations", own.quotations);
    row.put("target stances", own.stances);
    row.put("stances on target", own.stood_on);
    row.flag("target in title", own.in_title);
    of_place((unit, candidate), row);
    of_phrase(ground, candidate, row);
    of_topic(ground, candidate, row);
    of_words_before(ground, candidate, row);
    of_governor(ground, (unit, candidate), row);
    of_words_after(ground, (unit, candidate), row);
    of_speech(ground, (unit, candidate), row);
    of_rules(ground, (unit, candidate), here, row);
}

/// Where the holder and their verb stand, and what the candidate is about. A holder who only speaks
/// stands where the source of the words does.
pub fn places(
    ground: &Ground,
    (unit, candidate): (&Unit, &Candidate),
) -> ([Option<Span>; 2], Span) {
    let scene = ground.scene;
    let span = |i: usize| scene.token(i).map(|token| token.span);
    let source = || scene.quotations.get(unit.speech?)?.source.first().copied();
    let target = scene.span(candidate.phrase.start, candidate.phrase.end);
    ([unit.mention.and_then(span).or_else(source), unit.verb.and_then(span)], target)
}

/// What stands for the distance to something that is not there.
const NOWHERE: f32 = 99.0;

fn of_place((unit, candidate): (&Unit, &Candidate), row: &mut Row) {
    let phrase = &candidate.phrase;
    row.count("target place", candidate.rank);
    row.count("from scope", phrase.start.saturating_sub(unit.scope.start));
    row.count("to end", unit.scope.end.saturating_sub(phrase.end));
    let from = |place: Option<usize>| place.map_or(NOWHERE, |i| distance(i, phrase.start));
    row.put("from holder", from(unit.mention));
    row.put("from verb", from(unit.verb));
    row.count("length", phrase.len());
}

fn of_phrase(ground: &Ground, candidate: &Candidate, row: &mut Row) {
    let scene = ground.scene;
    let any = |test: &dyn Fn(usize) -> bool| candidate.phrase.clone().any(test);
    row.flag("capital", any(&|i| scene.is_capital(i)));
    let shape = |i: usize| scene.token(i).map(|token| token.shape);
    row.flag("number", any(&|i| shape(i) == Some(Shape::Number)));
    row.flag("place", any(&|i| scene.is(i, Class::Place) || scene.is(i, Class::Capital)));
    row.flag("time", any(&|i| scene.is(i, Class::Calendar) || scene.helps(i, Helper::Time)));
    row.flag("setting", any(&|i| scene.helps(i, Helper::Setting)));
    row.flag("hollow", any(&|i| scene.helps(i, Helper::Hollow)));
    row.flag("utterance", any(&|i| scene.helps(i, Helper::Utterance)));
    row.put("opens with", opening(ground, candidate.phrase.start));
}

/// What the phrase opens with.
fn opening(ground: &Ground, first: usize) -> f32 {
    let scene = ground.scene;
    let is = |words: &[&str]| scene.is_any(first, words);
    match () {
        () if is(&["a", "an"]) => 1.0,
        () if is(&["the"]) => 2.0,
        () if scene.is_possessive(first) => 3.0,
        () if is(&["this", "that", "these", "those", "such"]) => 4.0,
        () if is(&["what", "who", "how", "why", "when", "where"]) => 5.0,
        () if clause::is_gerund(scene, first) => 6.0,
        () if scene.is(first, Class::Pronoun) => 7.0,
        () if ground.is_verb(first) => 8.0,
        () => 0.0,
    }
}

fn of_topic(ground: &Ground, candidate: &Candidate, row: &mut Row) {
    let (mut words, mut titled) = (0, 0);
    let (mut spread, mut spread_sum, mut issue, mut issue_sum) = (0.0_f32, 0.0, 0.0_f32, 0.0);
    for topic in candidate.phrase.clone().filter_map(|i| ground.topic(i)) {
        words += 1;
        titled += usize::from(topic.in_title);
        spread = spread.max(topic.spread);
        spread_sum += topic.spread;
        issue = issue.max(topic.at_issue);
        issue_sum += topic.at_issue;
    }
    row.count("words", words);
    row.count("in title", titled);
    row.put("spread", spread);
    row.put("spread sum", spread_sum);
    row.put("at issue", issue);
    row.put("at issue sum", issue_sum);
}

fn of_words_before(ground: &Ground, candidate: &Candidate, row: &mut Row) {
    let (scene, start) = (ground.scene, candidate.phrase.start);
    let before = start.checked_sub(1);
    let is = |words: &[&str]| before.is_some_and(|i| scene.is_any(i, words));
    row.flag("after to", is(&["to"]));
    row.flag("after of", is(&["of"]));
    row.flag("after in", is(&["in", "at", "from", "during", "since", "until"]));
    row.flag("after for", is(&["for"]));
    row.flag("after on", is(&["on", "about", "over", "with"]));
    row.flag("after against", is(&["against", "by"]));
    row.flag("after that", is(&["that", "whether", "if"]));
    row.flag("after mark", before.is_none_or(|i| scene.is_mark(i)));
    row.flag("after verb", before.is_some_and(|i| ground.is_verb(i)));
    row.flag("after be", before.is_some_and(|i| scene.is_be(i)));
    row.put("sound before", before.map_or(0.0, |i| ground.sound(i)));
    row.put("sound two before", start.checked_sub(2).map_or(0.0, |i| ground.sound(i)));
}

fn of_governor(ground: &Ground, (unit, candidate): (&Unit, &Candidate), row: &mut Row) {
    let (scene, start) = (ground.scene, candidate.phrase.start);
    let governor = words::governor(ground, unit.scope.start, &candidate.phrase);
    row.put("governor sound", governor.map_or(0.0, |i| ground.sound(i)));
    row.put("governor far", governor.map_or(NOWHERE, |i| number_of(start - i)));
    row.flag("governor cue", governor.is_some_and(|i| !scene.cues(i).is_empty()));
    row.flag("governor says", governor.is_some_and(|i| scene.is(i, Class::SpeechVerb)));
    row.flag("governor is verb", governor.is_some() && governor == unit.verb);
    let lo = governor.unwrap_or(start).saturating_sub(4).max(unit.scope.start);
    row.count("denied", (lo..start).filter(|&i| ground.is_negation(i)).count());
    let must = |i: usize| scene.is_any(i, &["must", "should", "need", "needs"]);
    row.flag("modal", (lo..start).any(must));
}

fn of_words_after(ground: &Ground, (unit, candidate): (&Unit, &Candidate), row: &mut Row) {
    let (scene, phrase) = (ground.scene, &candidate.phrase);
    row.flag("then be", scene.is_be(phrase.end));
    row.flag("then auxiliary", scene.is_auxiliary(phrase.end));
    row.flag("then verb", ground.is_verb(phrase.end));
    row.flag("then mark", scene.is_mark(phrase.end));
    let near = |most: usize| phrase.end..unit.scope.end.min(phrase.end + most);
    row.flag("then denied", near(4).any(|i| ground.is_negation(i)));
    row.put("sound after", near(8).map(|i| ground.sound(i)).sum());
    let before = phrase.start.saturating_sub(8).max(unit.scope.start)..phrase.start;
    row.put("sound around", before.map(|i| ground.sound(i)).sum());
    row.put("sound in", phrase.clone().map(|i| ground.sound(i)).sum());
}

fn of_speech(ground: &Ground, (unit, candidate): (&Unit, &Candidate), row: &mut Row) {
    let scene = ground.scene;
    let own = scene.quotation_at(candidate.phrase.start);
    let before = candidate.phrase.start.checked_sub(1).and_then(|i| scene.quotation_at(i));
    row.flag("opens speech", before != own);
    row.flag("in own speech", own.is_some() && own == unit.speech);
    let speaker = own.and_then(|own| scene.quotations.get(own)?.actor);
    row.flag("in another's speech", speaker.is_some_and(|speaker| speaker != unit.actor));
}

fn of_rules(
    ground: &Ground,
    (unit, candidate): (&Unit, &Candidate),
    here: &[Stance],
    row: &mut Row,
) {
    let target = candidate.target;
    let rule = candidate.rule.as_ref();
    row.put("rule", rule.map_or(0.0, |stance| stance.confidence));
    row.put("rule side", rule.map_or(0.0, |stance| side(stance.position)));
    row.flag("rule explicit", rule.is_some_and(|stance| stance.tier == Tier::Explicit));
    let is_own = |stance: &&Stance| stance.actor == unit.actor;
    let meets = |stance: &&Stance| {
        stance.target.span.meets(target.span)
            || target.actor.is_some() && stance.target.actor == target.actor
    };
    let like = here.iter().filter(is_own).find(meets);
    let other = here.iter().filter(|stance| !is_own(stance)).find(meets);
    let own = here.iter().find(is_own);
    for ([sure, lean], stance) in [
        (["like rule", "like rule side"], like),
        (["other's rule", "other's rule side"], other),
        (["own rule", "own rule side"], own),
    ] {
        row.put(sure, stance.map_or(0.0, |stance| stance.confidence));
        row.put(lean, stance.map_or(0.0, |stance| side(stance.position)));
    }
    row.put("own side before", ground.side_of(unit.actor, target.actor));
}
