//! What the model sees of a holder in a sentence: who speaks or acts, and how their words sound.

use super::{
    candidate::{Unit, after_mention, is_subject},
    ground::Ground,
    row::Row,
};
use crate::{
    analysis::token::Shape,
    fact::{ActorKind, MentionForm, QuotationKind, Stance},
    lexicon::{Class, VerbForm},
};

/// Adds the values of a unit; `here` are the rules' stances in its sentence.
pub fn add(ground: &Ground, unit: &Unit, here: &[Stance], row: &mut Row) {
    of_actor(ground, unit, row);
    of_speech(ground, unit, row);
    of_mention(ground, unit, row);
    let sentence = &ground.scene.reading.sentences[unit.sentence];
    let own = here.iter().filter(|stance| stance.actor == unit.actor).count();
    row.count("own rules here", own);
    row.count("other rules here", here.len() - own);
    row.flag("title", sentence.paragraph == 0);
    let all = ground.scene.reading.sentences.len();
    row.count("sentence", 8 * unit.sentence / all.max(1));
    of_sound(ground, unit, row);
    of_words(ground, unit, row);
}

/// What sort of actor it is, as the trees see it.
pub fn kind(ground: &Ground, actor: Option<usize>) -> f32 {
    let actor = actor.and_then(|actor| ground.scene.actors.get(actor));
    match actor.map(|actor| actor.kind) {
        None => 0.0,
        Some(ActorKind::Person) => 1.0,
        Some(ActorKind::Group) => 2.0,
        Some(ActorKind::Organization) => 3.0,
        Some(ActorKind::Country) => 4.0,
        Some(ActorKind::Publication) => 5.0,
        Some(ActorKind::Unnamed) => 6.0,
    }
}

fn of_actor(ground: &Ground, unit: &Unit, row: &mut Row) {
    row.put("holder kind", kind(ground, Some(unit.actor)));
    row.flag("holder named", ground.scene.names(unit.actor));
    row.flag("holder speaks", ground.scene.speaks(unit.actor));
    let own = ground.doings(Some(unit.actor));
    row.put("holder mentions", own.mentions);
    row.put("holder quotations", own.quotations);
    row.put("holder stances", own.stances);
    row.put("stances on holder", own.stood_on);
    row.flag("holder in title", own.in_title);
}

fn of_speech(ground: &Ground, unit: &Unit, row: &mut Row) {
    let quotation = unit.speech.and_then(|speech| ground.scene.quotations.get(speech));
    let kind = match quotation.map(|quotation| quotation.kind) {
        None => 0.0,
        Some(QuotationKind::Indirect) => 1.0,
        Some(QuotationKind::Mixed) => 2.0,
        Some(QuotationKind::Direct) => 3.0,
    };
    row.put("speech", kind);
    row.put("speech sure", quotation.map_or(0.0, |quotation| quotation.confidence));
    let sentence = &ground.scene.reading.sentences[unit.sentence];
    row.count("scope", unit.scope.len());
    row.count("scope share", 10 * unit.scope.len() / sentence.tokens.len().max(1));
    row.count("rank", unit.rank);
}

fn of_mention(ground: &Ground, unit: &Unit, row: &mut Row) {
    let scene = ground.scene;
    let tokens = &scene.reading.sentences[unit.sentence].tokens;
    let form = unit.mention.and_then(|i| scene.mention_at(i)).map(|(_, mention)| mention.form);
    let form = match form {
        None => 0.0,
        Some(MentionForm::Name) => 1.0,
        Some(MentionForm::Description) => 2.0,
        Some(MentionForm::Pronoun) => 3.0,
    };
    row.put("mention", form);
    let at = unit.mention.map_or(0, |i| i.saturating_sub(tokens.start));
    row.count("mention at", at.min(12));
    row.flag("subject", unit.mention.is_some_and(|i| is_subject(scene, i, tokens.end)));
    let before = unit.mention.and_then(|i| i.checked_sub(1));
    row.flag("after preposition", before.is_some_and(|i| scene.is(i, Class::Preposition)));
    let owns = |i| {
        let next = after_mention(scene, i, tokens.end);
        scene.is_possessive(i) || scene.is_possessive_mark(next)
    };
    row.flag("owner", unit.mention.is_some_and(owns));
    let spoken = unit.mention.is_some_and(|i| scene.quotation_at(i).is_some());
    row.flag("holder in speech", spoken);
    let verb = unit.verb;
    row.put("verb sound", verb.map_or(0.0, |i| ground.sound(i)));
    row.flag("verb says", verb.is_some_and(|i| scene.is(i, Class::SpeechVerb)));
    row.flag("verb thinks", verb.is_some_and(|i| scene.is(i, Class::AttitudeVerb)));
    row.flag("verb cue", verb.is_some_and(|i| !scene.cues(i).is_empty()));
}

fn of_sound(ground: &Ground, unit: &Unit, row: &mut Row) {
    let number = |test: &dyn Fn(usize) -> bool| unit.scope.clone().filter(|&i| test(i)).count();
    row.count("good", number(&|i| ground.sound(i) > 0.0));
    row.count("bad", number(&|i| ground.sound(i) < 0.0));
    row.count("judged good", number(&|i| ground.judges(i) > 0));
    row.count("judged bad", number(&|i| ground.judges(i) < 0));
}

fn of_words(ground: &Ground, unit: &Unit, row: &mut Row) {
    let scene = ground.scene;
    let number = |test: &dyn Fn(usize) -> bool| unit.scope.clone().filter(|&i| test(i)).count();
    let words = |words: &[&str]| number(&|i| scene.is_any(i, words));
    row.count("negations", number(&|i| ground.is_negation(i)));
    row.count("musts", words(&["must", "should", "need", "needs", "ought"]));
    row.count("wills", words(&["will", "'ll", "’ll", "going"]));
    row.count("firsts", words(&["i", "we", "our", "my", "us"]));
    row.count("seconds", words(&["you", "your"]));
    let tokens = &scene.reading.sentences[unit.sentence].tokens;
    let last = tokens.end.saturating_sub(2)..tokens.end;
    row.flag("asks", last.into_iter().any(|i| scene.is_word(i, "?")));
    row.count("capitals", number(&|i| scene.is_capital(i)));
    let shape = |i: usize| scene.token(i).map(|token| token.shape);
    row.count("numbers", number(&|i| shape(i) == Some(Shape::Number)));
    let past = |i: usize| {
        scene
            .token(i)
            .is_some_and(|token| token.shape == Shape::Lower && token.has_form(VerbForm::Past))
    };
    row.count("pasts", number(&past));
}
