//! Who holds a stance: from a verb, a noun or a phrase to the actor it belongs to.

mod governor;

use std::ops::Range;

use super::{
    clause::{self, Aspect, Group, group, is_gerund},
    scene::Scene,
    subject,
};
use crate::{
    fact::{ActorKind, QuotationKind},
    lexicon::{
        Class, VerbForm,
        helper::Helper,
        stance::{Kind, Slot},
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
    /// The actor, with nothing in between.
    #[must_use]
    pub const fn plain(actor: usize) -> Self {
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
/// quotation holds. Words retold without marks go on in the grammar of their sentence: "refused |
/// to back it".
#[must_use]
pub fn bounds(scene: &Scene, sentence: &Range<usize>, i: usize) -> Range<usize> {
    let piece = piece(scene, sentence, i);
    let quotation = scene.quotation_at(i).and_then(|own| scene.quotations.get(own));
    let retold = quotation.is_some_and(|own| own.kind == QuotationKind::Indirect);
    let start = sentence.start.max(i.saturating_sub(REACH));
    if retold { start..piece.end } else { piece }
}

/// The tokens of the sentence that stand in the same piece of the same quotation.
#[must_use]
pub fn piece(scene: &Scene, sentence: &Range<usize>, i: usize) -> Range<usize> {
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

/// Whose thought the clause of the token is: the subject of a verb of speech or thought before it
/// in the same words, else whose words they are.
#[must_use]
pub fn thinker(scene: &Scene, lo: usize, i: usize) -> Option<Holder> {
    let speaker = speaker(scene, i);
    // Outside of all words only a verb close by tells whose thought it is: "Smith said it is wrong".
    let lo = if speaker.is_some() { lo } else { lo.max(i.saturating_sub(THOUGHT)) };
    let thinks = |j: &usize| {
        (scene.is(*j, Class::SpeechVerb) || scene.is(*j, Class::AttitudeVerb))
            && clause::verb_here(scene, lo, *j)
                .is_some_and(|verb| !verb.infinitive && !verb.is_passive())
    };
    let own = (lo..i).rev().take_while(|&j| !scene.is_mark(j) || scene.is_quote(j)).find(thinks);
    let own = own.and_then(|j| of_verb(scene, lo, &group(scene, lo, j)));
    own.filter(|own| !own.negated).or(speaker)
}

/// How far before a thought told by nobody's words the verb that tells it stands at most.
const THOUGHT: usize = 20;

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
        return governor::of_infinitive(scene, lo, verb.start, depth);
    }
    let before = verb.start.checked_sub(1).filter(|&i| i >= lo);
    let bare_gerund = is_gerund(scene, verb.verb) && verb.aspect != Aspect::Progressive;
    if bare_gerund {
        let governed = before.is_some_and(|i| {
            scene.is(i, Class::Preposition)
                || governor::frame_of(scene, i, Kind::Verb, Slot::Doing).is_some()
        });
        let cue = of_cue(scene, verb.verb).filter(|_| !governed);
        return cue.or_else(|| of_participle(scene, lo, verb, depth));
    }
    // "Reject it!", "Don't trust them"
    let asks =
        scene.is_any(verb.start, &["do", "never"]) || clause::is_imperative(scene, verb.verb);
    if before.is_none() && asks && scene.token(verb.verb)?.has_form(VerbForm::Base) {
        return speaker(scene, verb.verb);
    }
    let own = before.and_then(|_| subject::head(scene, lo, verb.start));
    let own = own.and_then(|head| of_head(scene, head, verb.verb));
    own.or_else(|| of_cue(scene, verb.verb))
}

/// The source of the quotation whose cue the token is.
fn of_cue(scene: &Scene, i: usize) -> Option<Holder> {
    scene.quotations.get(scene.cued_at(i)?)?.actor.map(Holder::plain)
}

/// Who a participle belongs to: ", criticising …", "by criticising …", "voters backing …".
fn of_participle(scene: &Scene, lo: usize, verb: &Group, depth: usize) -> Option<Holder> {
    let opens = verb.start == lo
        || verb.start == lo + 1
            && scene.is_any(lo, &["in", "by", "while", "when", "after", "before"]);
    if opens {
        let end = scene.sentence_end(verb.verb);
        return of_head(scene, subject::later(scene, verb.verb, end)?, verb.verb);
    }
    let before = verb.start.checked_sub(1).filter(|&i| i >= lo)?;
    let linked = [",", "by", "while", "when", "after", "before", "in", "and", "—", "–", "--", "-"];
    if scene.is_any(before, &linked) {
        let nearest =
            scene.is_word(before, ",").then(|| subject::of_nearest_verb(scene, lo, before));
        let head = nearest.flatten().or_else(|| subject::of_clause(scene, lo, before))?;
        return of_head(scene, head, verb.verb);
    }
    if scene.is_any(before, &["for", "of", "from", "with", "about", "on", "to"]) {
        return None;
    }
    if let Some(governor) = clause::verb_here(scene, lo, before) {
        let holder = of_verb_within(scene, lo, &governor, depth - 1)?;
        let frame = governor::frame_of(scene, before, Kind::Verb, Slot::Doing);
        return Some(governor::pass(holder, frame, !governor.negations.is_empty(), before));
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
        let owner = scene.actor_at(i - 1).filter(|&actor| scene.is_somebody(actor));
        let owner = owner.map(Holder::plain);
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
#[must_use]
pub fn owner_at(scene: &Scene, j: usize, noun: usize) -> Option<Holder> {
    if scene.is_any(j, &["my", "our"]) {
        return speaker(scene, noun);
    }
    if scene.is_possessive(j) {
        let person = |holder: &Holder| !scene.is_any(j, &["his"]) || is_person(scene, holder.actor);
        return of_pronoun(scene, j).filter(person);
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
        if scene.is_any(head, &["he", "she"]) && !is_person(scene, actor) {
            return None;
        }
        let owner = mention.span.end < scene.token(head)?.span.end;
        let head = Some(head);
        let found = Holder { head, ..Holder::plain(actor) };
        return (!owner).then_some(found);
    }
    if let Some(holder) = of_pronoun(scene, head) {
        return Some(holder);
    }
    if scene.helps(head, Helper::Utterance) {
        // "a Smith tweet"
        let named = head.checked_sub(1).filter(|&i| i >= start && scene.is_capital(i));
        let named = named.and_then(|i| scene.actor_at(i)).filter(|&a| scene.is_somebody(a));
        return (start..head).find_map(|j| owner_at(scene, j, verb)).or(named.map(Holder::plain));
    }
    None
}

/// Whether "he" or "she" can stand for the actor.
fn is_person(scene: &Scene, actor: usize) -> bool {
    let kind = scene.actors.get(actor).map(|actor| actor.kind);
    matches!(kind, Some(ActorKind::Person | ActorKind::Unnamed | ActorKind::Group))
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
