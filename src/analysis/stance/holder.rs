//! Who holds a stance: from a verb, a noun or a phrase to the actor it belongs to.

use std::ops::Range;

use super::{
    clause::{self, Aspect, Group, group, is_gerund, subject},
    scene::Scene,
};
use crate::{
    fact::{ActorKind, Position, QuotationKind},
    lexicon::{
        Class,
        stance::{Frame, Helper, Kind, Slot},
    },
};

/// The holder of a stance and what the way to them changes about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub actor: usize,
    /// Whether the subject denies: "no one in the party backs it".
    pub negated: bool,
    /// Whether it is the speaker of a quotation, by "I", "we" or by speaking alone.
    pub speaks: bool,
    /// What a governing verb makes of the stance.
    pub through: Through,
    /// The governing word ("refused" to back), to be shown as a cue.
    pub governor: Option<usize>,
    /// The word of the subject that denies.
    pub denial: Option<usize>,
    /// The head of the subject that names them.
    pub head: Option<usize>,
}

/// What a governing verb makes of the stance under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Through {
    /// Nothing, or "wants to back".
    Same,
    /// "refused to back"
    Turned,
    /// "has not decided whether to back"
    Opened,
}

impl Holder {
    const fn plain(actor: usize) -> Self {
        Self {
            actor,
            negated: false,
            speaks: false,
            through: Through::Same,
            governor: None,
            denial: None,
            head: None,
        }
    }

    const fn speaker(actor: usize) -> Self {
        Self { speaks: true, ..Self::plain(actor) }
    }
}

/// The tokens within which a cue's clause lies: its sentence, or the part of it that the same
/// quotation holds.
#[must_use]
pub fn bounds(scene: &Scene, sentence: &Range<usize>, i: usize) -> Range<usize> {
    let near = sentence.start.max(i.saturating_sub(REACH))..sentence.end.min(i + REACH);
    let quotation = scene.quotation_at(i).and_then(|own| scene.quotations.get(own));
    let Some((quotation, token)) = quotation.zip(scene.token(i)) else { return near };
    // What the words quote in turn stays within them.
    let piece = quotation.piece_at(token.span.start);
    let inside = piece.map_or(i..i + 1, |piece| scene.reading.tokens_in(piece));
    near.start.max(inside.start)..near.end.min(inside.end)
}

/// How far from a cue its clause reaches at most, in tokens; this keeps the cost linear in a
/// sentence that never ends.
const REACH: usize = 250;

/// Whose words the token belongs to.
#[must_use]
pub fn speaker(scene: &Scene, i: usize) -> Option<Holder> {
    let quotation = scene.quotations.get(scene.quotation_at(i)?)?;
    quotation.actor.map(Holder::speaker)
}

/// Who does what the verb group says.
#[must_use]
pub fn of_verb(scene: &Scene, lo: usize, verb: &Group) -> Option<Holder> {
    of_verb_within(scene, lo, verb, 3)
}

fn of_verb_within(scene: &Scene, lo: usize, verb: &Group, depth: usize) -> Option<Holder> {
    if depth == 0 {
        return None;
    }
    if verb.infinitive {
        return of_governor(scene, lo, verb.start, depth);
    }
    let before = verb.start.checked_sub(1).filter(|&i| i >= lo);
    let bare_gerund = is_gerund(scene, verb.verb) && verb.aspect != Aspect::Progressive;
    if bare_gerund {
        let governed = before.is_some_and(|i| scene.is(i, Class::Preposition));
        let cue = of_cue(scene, verb.verb).filter(|_| !governed);
        return cue.or_else(|| of_participle(scene, lo, verb, depth));
    }
    let own = before.and_then(|_| subject(scene, lo, verb.start));
    let own = own.and_then(|head| of_head(scene, head, verb.verb));
    own.or_else(|| of_cue(scene, verb.verb))
}

/// The source of the quotation whose cue the token is.
fn of_cue(scene: &Scene, i: usize) -> Option<Holder> {
    scene.quotations.get(scene.cued_at(i)?)?.actor.map(Holder::plain)
}

/// Who a participle belongs to: ", criticising …", "by criticising …", "voters backing …".
fn of_participle(scene: &Scene, lo: usize, verb: &Group, depth: usize) -> Option<Holder> {
    let before = verb.start.checked_sub(1).filter(|&i| i >= lo)?;
    let linked = [",", "by", "while", "when", "after", "before", "in", "and", "—", "–", "--", "-"];
    if scene.is_any(before, &linked) {
        return of_head(scene, clause::main_subject(scene, lo, before)?, verb.verb);
    }
    if scene.is_any(before, &["for", "of", "from", "with", "about", "on", "to"]) {
        return None;
    }
    if let Some(governor) = clause::verb_here(scene, lo, before) {
        let holder = of_verb_within(scene, lo, &governor, depth - 1)?;
        let frame = frame_of(scene, before, Kind::Verb, Slot::Doing);
        return Some(pass(holder, frame, !governor.negations.is_empty(), before));
    }
    if scene.actor_at(before).is_some() {
        return of_head(scene, before, verb.verb);
    }
    // "sent a letter opposing the plan"
    if scene.helps(before, Helper::Utterance) {
        return of_noun(scene, lo, before, depth - 1);
    }
    None
}

/// Who does what an infinitive says, by the word that governs it: "refused to back", "his plan
/// to repeal", "ready to join", "urged the council to reject".
fn of_governor(scene: &Scene, lo: usize, to: usize, depth: usize) -> Option<Holder> {
    let mut i = to.checked_sub(1).filter(|&i| i >= lo)?;
    while i > lo && scene.is_adverb(i) {
        i -= 1;
    }
    let denied = (i + 1..to).any(|j| clause::is_negation(scene, j));
    let mut found = governed(scene, lo, i, depth)?;
    found.negated ^= denied;
    Some(found)
}

fn governed(scene: &Scene, lo: usize, i: usize, depth: usize) -> Option<Holder> {
    if scene
        .is_any(i, &["failed", "fail", "fails", "failing", "used", "expected", "forced", "whether"])
    {
        return None;
    }
    if scene.is_be(i) {
        return of_verb_within(scene, lo, &group(scene, lo, i), depth - 1);
    }
    if let Some(verb) = clause::verb_here(scene, lo, i) {
        let holder = of_verb_within(scene, lo, &verb, depth - 1)?;
        let frame = frame_of(scene, i, Kind::Verb, Slot::Do);
        return Some(pass(holder, frame, !verb.negations.is_empty(), i));
    }
    if let Some(frame) = frame_of(scene, i, Kind::Noun, Slot::Do) {
        return of_noun(scene, lo, i, depth - 1).map(|holder| pass(holder, Some(frame), false, i));
    }
    if let Some(holder) = of_asker(scene, lo, i, depth) {
        return Some(holder);
    }
    let unlikely = scene.is_word(i, "unlikely")
        || scene.is_word(i, "likely") && scene.is_word(i.saturating_sub(1), "less");
    let copula = (lo..i).rev().take(3).find(|&j| scene.is_be(j))?;
    let verb = group(scene, lo, copula);
    let holder = of_verb_within(scene, lo, &verb, depth - 1)?;
    let frame = frame_of(scene, i, Kind::Adjective, Slot::Do);
    Some(pass(holder, frame, unlikely ^ !verb.negations.is_empty(), i))
}

/// "urged the council to reject": who asks for the deed, if the noun phrase that ends at `i`
/// is the one asked.
fn of_asker(scene: &Scene, lo: usize, i: usize, depth: usize) -> Option<Holder> {
    let mut before = clause::phrase_start(scene, lo, i).checked_sub(1).filter(|&j| j >= lo)?;
    if scene.is_any(before, &["on", "for", "upon"]) {
        before = before.checked_sub(1).filter(|&j| j >= lo)?;
    }
    let frame = frame_of(scene, before, Kind::Verb, Slot::WhoDo)?;
    let verb = clause::verb_here(scene, lo, before)?;
    let holder = of_verb_within(scene, lo, &verb, depth - 1)?;
    Some(pass(holder, Some(frame), !verb.negations.is_empty(), before))
}

/// What the governing frame makes of the stance under it.
fn pass(holder: Holder, frame: Option<&Frame>, negated: bool, governor: usize) -> Holder {
    let position = match frame {
        Some(frame) if negated => frame.negated,
        Some(frame) => frame.position,
        None if negated => Some(Position::Against),
        None => Some(Position::For),
    };
    let through = match (position, holder.through) {
        (Some(Position::For), same) => same,
        (Some(Position::Against), Through::Same) => Through::Turned,
        (Some(Position::Against), Through::Turned) => Through::Same,
        _ => Through::Opened,
    };
    Holder { through, governor: Some(governor), ..holder }
}

fn frame_of<'a>(scene: &Scene<'a>, i: usize, kind: Kind, slot: Slot) -> Option<&'a Frame> {
    let own = scene.cues(i).iter().filter(|cue| cue.kind == kind && cue.rest.is_empty());
    own.flat_map(|cue| scene.frames(cue)).find(|frame| frame.slot == slot)
}

/// Whose the noun at `i` is: "Smith's opposition", "voiced concern", "their plan".
#[must_use]
pub fn of_noun(scene: &Scene, lo: usize, i: usize, depth: usize) -> Option<Holder> {
    if depth == 0 {
        return None;
    }
    if let Some(holder) = of_cue(scene, i) {
        return Some(holder);
    }
    let start = clause::phrase_start(scene, lo, i);
    if let Some(owner) = (start..i).rev().find_map(|j| owner_at(scene, j, i)) {
        return Some(owner);
    }
    // "a Times request", "the Smith proposal"
    if i > lo && scene.is_capital(i - 1) && !scene.is_capital(i) && scene.actor_at(i).is_none() {
        let owner = scene.mention_at(i - 1).map(|(actor, _)| Holder::plain(actor));
        if owner.is_some() {
            return owner;
        }
    }
    if scene.is_any(i + 1, &["from", "by", "among"]) {
        let actor = (i + 2..i + 6)
            .take_while(|&j| !scene.is_mark(j) && !scene.is(j, Class::Preposition))
            .filter_map(|j| scene.actor_at(j))
            .last()?;
        return Some(Holder::plain(actor));
    }
    let before = start.checked_sub(1).filter(|&j| j >= lo)?;
    if scene.helps(before, Helper::Receives) {
        return None;
    }
    if scene.is_be(before) || scene.is_any(before, &["become", "became", "remains", "remain"]) {
        let verb = group(scene, lo, before);
        return of_verb_within(scene, lo, &verb, depth - 1);
    }
    if scene.is_any(before, &["in", "with", "as"]) {
        let verb = (lo..before).rev().take(6).find_map(|j| clause::verb_here(scene, lo, j))?;
        return of_verb_within(scene, lo, &verb, depth - 1);
    }
    let verb = clause::verb_here(scene, lo, before)?;
    if verb.is_passive() {
        return None;
    }
    of_verb_within(scene, lo, &verb, depth - 1)
}

/// The owner that the token names, if it is a possessive.
fn owner_at(scene: &Scene, j: usize, noun: usize) -> Option<Holder> {
    if scene.is_any(j, &["my", "our"]) {
        return speaker(scene, noun);
    }
    if scene.is_possessive(j) {
        return of_pronoun(scene, j);
    }
    if scene.is_possessive_mark(j) {
        let before = j.checked_sub(1)?;
        return scene.actor_at(before).map(Holder::plain);
    }
    None
}

/// The actor that the subject's head names, for the verb at `verb`.
#[must_use]
pub fn of_head(scene: &Scene, head: usize, verb: usize) -> Option<Holder> {
    if scene.is_any(head, &["i", "we", "us"]) {
        return speaker(scene, verb);
    }
    if scene.is_any(head, &["nobody", "none"])
        || scene.is_word(head, "one") && scene.is_word(head.saturating_sub(1), "no")
    {
        let denial = Some(head);
        return speaker(scene, verb).map(|holder| Holder { negated: true, denial, ..holder });
    }
    let start = clause::phrase_start(scene, head.saturating_sub(12), head);
    let denied = scene.is_any(start, &["no", "neither", "few"])
        || scene.is_word(start, "not") && scene.is_word(start + 1, "one");
    if denied {
        // "no minister backs it": nobody's stance, but in somebody's words their denial.
        let denial = Some(start);
        return speaker(scene, verb).map(|holder| Holder { negated: true, denial, ..holder });
    }
    if scene.helps(head, Helper::Utterance) && scene.actor_at(head).is_some() {
        let owner = (start..head).find_map(|j| owner_at(scene, j, verb));
        if owner.is_some() {
            return owner;
        }
    }
    if let Some((actor, mention)) = scene.mention_at(head) {
        let owner = mention.span.end < scene.token(head)?.span.end;
        let head = Some(head);
        let found = Holder { head, ..Holder::plain(actor) };
        return (!owner).then_some(found);
    }
    if let Some(holder) = of_pronoun(scene, head) {
        return Some(holder);
    }
    if scene.helps(head, Helper::Utterance) {
        return (start..head).find_map(|j| owner_at(scene, j, verb));
    }
    None
}

/// The actors named beside the head of a subject: "the union, the council and Smith".
#[must_use]
pub fn fellows(scene: &Scene, lo: usize, head: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut start = mention_start(scene, lo, head);
    let mut joined = false;
    while let Some(link) = start.checked_sub(1).filter(|&i| i > lo) {
        joined |= scene.is_any(link, &["and", "or"]);
        if !joined || !scene.is_any(link, &["and", "or", ","]) {
            break;
        }
        let comma = scene.is_word(link - 1, ",") && link - 1 > lo;
        let other = if comma { link - 2 } else { link - 1 };
        let Some(actor) = scene.actor_at(other) else { break };
        found.push(actor);
        start = mention_start(scene, lo, other);
    }
    // "Smith met Lee and Ito resigned": the chain must begin where a clause can.
    let begins = start.checked_sub(1).is_none_or(|i| {
        i < lo || scene.is_mark(i) || scene.is(i, Class::Conjunction) || scene.is_word(i, "both")
    });
    if begins { found } else { Vec::new() }
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

/// A personal pronoun that no mention explains: in retold words it is most often the speaker.
fn of_pronoun(scene: &Scene, i: usize) -> Option<Holder> {
    if let Some(actor) = scene.actor_at(i) {
        return Some(Holder::plain(actor));
    }
    if !scene.is_any(i, &["he", "she", "they", "his", "her", "their", "its"]) {
        return None;
    }
    let quotation = scene.quotations.get(scene.quotation_at(i)?)?;
    let retold = quotation.kind == QuotationKind::Indirect;
    quotation.actor.filter(|_| retold).map(Holder::plain)
}

/// The speaker of the words at `i` who speaks for the body that the stance is ascribed to:
/// "the Peruvian government", told by "the head of Peru's navy".
#[must_use]
pub fn spokesman(scene: &Scene, i: usize, body: usize) -> Option<usize> {
    let speaker = scene.quotations.get(scene.quotation_at(i)?)?.actor.filter(|&a| a != body)?;
    if matches!(scene.actors.get(body)?.kind, ActorKind::Person | ActorKind::Unnamed) {
        return None;
    }
    let own = known_words(scene, speaker);
    let shares = known_words(scene, body).into_iter().any(|word| {
        own.iter().any(|other| common_prefix(word, other) >= 4.max(word.len().min(other.len()) - 2))
    });
    shares.then_some(speaker)
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

/// Whether the token can follow the "to" of an infinitive: anything but a name or a noun phrase's
/// beginning.
#[must_use]
pub fn is_verbal(scene: &Scene, i: usize) -> bool {
    !scene.is_mark(i)
        && (!scene.is_capital(i) || scene.is_capital(i.saturating_sub(1)))
        && !scene.is(i, Class::Determiner)
        && !scene.is_possessive(i)
        && !scene.is(i, Class::Preposition)
        && !scene.is(i, Class::Pronoun)
}
