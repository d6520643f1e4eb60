//! Who shares a stance with its holder: those named beside them, and the body that they speak for.

use super::{clause, scene::Scene};
use crate::{fact::ActorKind, lexicon::Class};

/// The actors named beside the head of a subject: "the union, the council and Smith".
#[must_use]
pub fn fellows(scene: &Scene, lo: usize, head: usize) -> Vec<usize> {
    let (found, start) = chain(scene, lo, head);
    // "Smith met Lee and Ito resigned": the chain must begin where a clause can.
    let begins = start.checked_sub(1).is_none_or(|i| {
        i < lo || scene.is_mark(i) || scene.is(i, Class::Conjunction) || scene.is_word(i, "both")
    });
    if begins { found } else { Vec::new() }
}

/// The actors named beside the one whose name has its head at `head`, and where the first begins.
pub fn chain(scene: &Scene, lo: usize, head: usize) -> (Vec<usize>, usize) {
    let mut found = Vec::new();
    let mut start = mention_start(scene, lo, head);
    let mut joined = false;
    while let Some(link) = start.checked_sub(1).filter(|&i| i > lo) {
        joined |= scene.is_any(link, &["and", "or"]);
        if !joined || !scene.is_any(link, &["and", "or", ","]) {
            break;
        }
        let comma = scene.is_word(link - 1, ",") && link - 1 > lo;
        let other = before_aside(scene, lo, if comma { link - 2 } else { link - 1 });
        let Some(actor) = scene.actor_at(other) else { break };
        found.push(actor);
        start = mention_start(scene, lo, other);
    }
    (found, start)
}

/// The last token before the brackets that close at `last`, "Lee | (D-Texas)", or `last`.
fn before_aside(scene: &Scene, lo: usize, last: usize) -> usize {
    let near = (lo.max(last.saturating_sub(8))..last).rev();
    let open = near.clone().find(|&i| scene.is_word(i, "(")).filter(|_| scene.is_word(last, ")"));
    open.and_then(|open| open.checked_sub(1)).unwrap_or(last)
}

/// The actors named as examples of a subject: "several members, including Smith and Lee,".
#[must_use]
pub fn examples(scene: &Scene, head: usize, verb: usize) -> Vec<usize> {
    let from = (head + 1..verb).take(6).find(|&i| scene.is_any(i, &["including", "like", "such"]));
    let Some(from) = from else { return Vec::new() };
    let mut found = Vec::new();
    for actor in (from + 1..verb).take(24).filter_map(|i| scene.actor_at(i)) {
        if !found.contains(&actor) && scene.is_known(actor) {
            found.push(actor);
        }
    }
    found
}

/// The speaker of the words at `i` who speaks for the body that the stance is ascribed to:
/// "the Peruvian government", told by "the head of Peru's navy".
#[must_use]
pub fn spokesman(scene: &Scene, i: usize, body: usize) -> Option<usize> {
    let speaker = scene.quotations.get(scene.quotation_at(i)?)?.actor.filter(|&a| a != body)?;
    if matches!(scene.actors.get(body)?.kind, ActorKind::Person | ActorKind::Unnamed) {
        return None;
    }
    if speaks_for_a_body(scene, speaker) && scene.mention_at(i).is_none() {
        return Some(speaker);
    }
    let own = known_words(scene, speaker);
    let shares = known_words(scene, body).into_iter().any(|word| {
        own.iter().any(|other| common_prefix(word, other) >= 4.max(word.len().min(other.len()) - 2))
    });
    shares.then_some(speaker)
}

/// Whether the article calls the actor a spokesman or spokeswoman.
fn speaks_for_a_body(scene: &Scene, actor: usize) -> bool {
    let Some(actor) = scene.actors.get(actor) else { return false };
    let called = [actor.name].into_iter().chain(actor.aliases.iter().copied());
    let mut called = called.chain(actor.description).map(|span| span.of(scene.text()));
    called.any(|words| words.split_whitespace().any(|word| word.starts_with("spokes")))
}

/// The first token of the phrase that the mention of the token belongs to.
fn mention_start(scene: &Scene, lo: usize, head: usize) -> usize {
    let own = scene.actor_at(head);
    let mut start = head;
    while start > lo && scene.actor_at(start - 1) == own && own.is_some() {
        start -= 1;
    }
    clause::phrase_start(scene, lo, start)
}

fn common_prefix(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count()
}

/// The capitalised words by which the article knows an actor.
fn known_words<'a>(scene: &Scene<'a>, actor: usize) -> Vec<&'a str> {
    let Some(actor) = scene.actors.get(actor) else { return Vec::new() };
    let names = [actor.name].into_iter().chain(actor.aliases.iter().copied());
    names
        .chain(actor.description)
        .flat_map(|span| span.of(scene.text()).split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.len() >= 4 && word.starts_with(char::is_uppercase))
        .collect()
}
