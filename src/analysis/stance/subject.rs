//! The subject of a verb: the noun phrase before it, over what may stand between the two.

use super::{clause, scene::Scene};
use crate::lexicon::{Class, helper::Helper};

/// The head of the subject of the group that begins at `end`: the last token of its noun phrase.
///
/// Goes left over adverbs, appositions between commas, parentheses, relative pronouns and the
/// prepositional phrases after the head.
#[must_use]
pub fn head(scene: &Scene, lo: usize, end: usize) -> Option<usize> {
    if scene.is_word(end, "nor") {
        return joined(scene, lo, end);
    }
    let mut end = end;
    for _ in 0..4 {
        end = before_time(scene, lo, end);
        let p = end.checked_sub(1).filter(|&p| p >= lo)?;
        if scene.is_any(p, &["who", "which", "that", "whom"]) {
            let mut before = p.checked_sub(1).filter(|&i| i >= lo)?;
            if scene.is_word(before, ",") {
                before = before.checked_sub(1)?;
            }
            return relative_antecedent(scene, lo, before);
        }
        if scene.is_word(p, ")") || scene.is_word(p, "]") {
            end = opening(scene, lo, p, &["(", "["])?;
        } else if scene.is_any(p, &[",", "—", "–", "-", "--"]) {
            end = opening(scene, lo, p, &[",", "—", "–", "-", "--"])?;
        } else if scene.is_any(p, &["and", "or", "but", "then"]) {
            return joined(scene, lo, p);
        } else if scene.is_adverb(p) {
            end = p;
        } else {
            return clause::phrase_head(scene, lo, p);
        }
    }
    None
}

/// The subject of the sentence's first finite verb outside other people's words: whom a
/// participle after a comma belongs to.
#[must_use]
pub fn of_clause(scene: &Scene, lo: usize, before: usize) -> Option<usize> {
    head(scene, lo, clause::main_verb(scene, lo, before + 1)?.start)
}

/// Whom a participle that opens its sentence belongs to: "In rejecting the plan, she …".
#[must_use]
pub fn later(scene: &Scene, participle: usize, hi: usize) -> Option<usize> {
    let comma = (participle..hi).find(|&i| scene.is_word(i, ","))?;
    let verb = clause::main_verb(scene, comma + 1, hi)?;
    head(scene, comma + 1, verb.start)
}

/// `end` without the time told right before it: "Smith on Tuesday | rejected", "she last year |
/// proposed".
fn before_time(scene: &Scene, lo: usize, end: usize) -> usize {
    let Some(last) = end.checked_sub(1).filter(|&i| i > lo) else { return end };
    let named = scene.is(last, Class::Calendar);
    if !named && !scene.helps(last, Helper::Time) {
        return end;
    }
    let mut start = last;
    while start > lo + 1
        && (scene.is(start - 1, Class::Calendar)
            || scene.helps(start - 1, Helper::Moment)
            || scene.is_any(start - 1, &["late", "early", "the"]))
    {
        start -= 1;
    }
    let preposition =
        start > lo + 1 && scene.is_any(start - 1, &["on", "in", "at", "during", "for"]);
    let adverbial = scene.helps(last, Helper::Now);
    match preposition {
        true => start - 1,
        false if named || adverbial || start < last => start,
        false => end,
    }
}

/// The opening mark before the closing one at `close`, not more than twenty tokens back.
fn opening(scene: &Scene, lo: usize, close: usize, marks: &[&str]) -> Option<usize> {
    (lo.max(close.saturating_sub(24))..close)
        .rev()
        .find(|&i| scene.is_any(i, marks))
        .filter(|&i| i > lo)
}

/// Who a relative pronoun after the token stands for.
fn relative_antecedent(scene: &Scene, lo: usize, last: usize) -> Option<usize> {
    if scene.actor_at(last).is_some() {
        return Some(last);
    }
    let head = clause::phrase_head(scene, lo, last)?;
    if scene.actor_at(head).is_some() {
        return Some(head);
    }
    // "Smith is a banker who …"
    let start = clause::phrase_start(scene, lo, head);
    let copula = start.checked_sub(1).filter(|&i| i >= lo && scene.is_be(i));
    if let Some(be) = copula {
        return self::head(scene, lo, clause::group(scene, lo, be).start);
    }
    // "the Harbour League, a club that …"
    let comma = start.checked_sub(1).filter(|&i| i > lo && scene.is_word(i, ","));
    let named = comma.map(|comma| comma - 1).filter(|&i| {
        scene.is(start, Class::Determiner) && scene.is_capital(i) && scene.actor_at(i).is_some()
    });
    named.or(Some(head))
}

/// The subject of the verb that one after "and" is joined with.
fn joined(scene: &Scene, lo: usize, conjunction: usize) -> Option<usize> {
    let verb = (lo..conjunction)
        .rev()
        .take_while(|&i| !scene.is_any(i, &[";", ":"]))
        .find(|&i| clause::is_main_verb(scene, lo, i))?;
    let start = clause::group(scene, lo, verb).start;
    let before = start.checked_sub(1).filter(|&i| i >= lo)?;
    if scene.is_any(before, &["and", "or", "but"]) {
        return None;
    }
    head(scene, lo, start)
}
