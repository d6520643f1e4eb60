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
            return relative_antecedent(scene, lo, before, p);
        }
        if scene.is_word(p, ")") || scene.is_word(p, "]") {
            end = opening(scene, lo, p, &["(", "["])?;
        } else if scene.is_any(p, &[",", "—", "–", "-", "--"]) {
            end = aside(scene, lo, p)?;
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
    // "It is no irony: Smith spent a year fighting it": what a colon opens has its own subject.
    let opened = (lo..before).rev().find(|&i| scene.is_any(i, &[":", ";"])).map(|colon| colon + 1);
    let own = opened.and_then(|lo| of_first_verb(scene, lo, before));
    own.or_else(|| of_first_verb(scene, lo, before))
}

/// The subject of the verb that stands nearest before a participle after a comma: "Smith, who had
/// waited, left the hall, calling it cold". Who says something in between says that, too: "Smith
/// said Lee had left, calling it wise".
#[must_use]
pub fn of_nearest_verb(scene: &Scene, lo: usize, before: usize) -> Option<usize> {
    let own = scene.quotation_at(before + 1);
    let mut found = None;
    for i in (lo.max(before.saturating_sub(60))..before).rev() {
        let outside = found.is_none() && scene.quotation_at(i) != own;
        if outside
            || scene.is_auxiliary(i) && found.is_some()
            || !clause::is_main_verb(scene, lo, i)
        {
            continue;
        }
        let says = scene.is(i, Class::SpeechVerb);
        if found.is_some() && !says {
            continue;
        }
        let head = head(scene, lo, clause::group(scene, lo, i).start);
        found = head.filter(|&head| scene.actor_at(head).is_some()).or(found);
        if says && found.is_some() {
            break;
        }
    }
    found
}

fn of_first_verb(scene: &Scene, lo: usize, before: usize) -> Option<usize> {
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

/// Where what stands between the marks up to `close` begins: at the nearest mark that has somebody
/// right before it, "Smith, in a loud, tired voice,", else at the nearest.
fn aside(scene: &Scene, lo: usize, close: usize) -> Option<usize> {
    let marks = [",", "—", "–", "-", "--"];
    let nearest = opening(scene, lo, close, &marks)?;
    let named = |open: &usize| {
        let head = open.checked_sub(1).and_then(|last| clause::phrase_head(scene, lo, last));
        head.and_then(|head| scene.actor_at(head)).is_some_and(|actor| scene.is_known(actor))
    };
    let further = std::iter::successors(Some(nearest), |&mark| opening(scene, lo, mark, &marks));
    Some(further.take(3).find(named).unwrap_or(nearest))
}

/// The opening mark before the closing one at `close`, not more than twenty tokens back.
fn opening(scene: &Scene, lo: usize, close: usize, marks: &[&str]) -> Option<usize> {
    (lo.max(close.saturating_sub(24))..close)
        .rev()
        .find(|&i| scene.is_any(i, marks))
        .filter(|&i| i > lo)
}

/// Who a relative pronoun after the token stands for.
fn relative_antecedent(scene: &Scene, lo: usize, last: usize, pronoun: usize) -> Option<usize> {
    let head = clause::phrase_head(scene, lo, last);
    // "the owner of the club who": a person.
    let person = scene.is_word(pronoun, "who")
        && head.is_some_and(|head| head < last && scene.is(head, Class::Role));
    if scene.actor_at(last).is_some() && !person {
        return Some(last);
    }
    let head = head?;
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
    // "Smith said it was late, and accused Lee": Smith did both.
    let far = conjunction > lo && scene.is_word(conjunction - 1, ",");
    let says = far.then(|| speaking(scene, lo, verb)).flatten();
    let start = clause::group(scene, lo, says.unwrap_or(verb)).start;
    let before = start.checked_sub(1).filter(|&i| i >= lo)?;
    if scene.is_any(before, &["and", "or", "but"]) {
        return None;
    }
    head(scene, lo, start)
}

/// The verb of speech before the token under which its clause stands, if a name is its subject.
fn speaking(scene: &Scene, lo: usize, before: usize) -> Option<usize> {
    let near = lo.max(before.saturating_sub(30))..before;
    near.rev().find(|&i| {
        scene.is(i, Class::SpeechVerb)
            && scene.quotation_at(i).is_none()
            && clause::is_main_verb(scene, lo, i)
            && i > lo
            && scene.actor_at(i - 1).is_some()
    })
}
