//! Laying a cue's frames over the tokens after it: which one fits, and its targets.

use std::ops::Range;

use super::{clause::is_gerund, scene::Scene, target};
use crate::{
    fact::{ActorKind, Position},
    lexicon::{
        Class,
        helper::Helper,
        stance::{Frame, Slot, Then},
    },
};

/// A frame laid over the text.
#[derive(Clone, Debug)]
pub struct Fit<'a> {
    /// The frame.
    pub frame: &'a Frame,
    /// The tokens of its literals.
    pub literals: Vec<usize>,
    /// The first target, in tokens.
    pub target: Range<usize>,
    /// The second target, where the frame has one.
    pub second: Option<(Range<usize>, &'a Then)>,
    /// A judgement within the frame: its position and its tokens.
    pub judged: Option<(Position, Range<usize>)>,
}

/// The first of the frames that fits the tokens from `start` on, before `hi`.
#[must_use]
pub fn fit<'a>(
    scene: &Scene,
    frames: impl Iterator<Item = &'a Frame>,
    start: usize,
    hi: usize,
) -> Option<Fit<'a>> {
    let mut short = None;
    for frame in frames {
        match lay(scene, frame, start, hi) {
            // The second target may be missing: "they condemned the raid".
            Some(fit) if frame.then.is_some() && fit.second.is_none() => {
                short = short.or(Some(fit).filter(|_| frame.position.is_some()));
            }
            Some(fit) => return Some(fit),
            None => {}
        }
    }
    short
}

fn lay<'a>(scene: &Scene, frame: &'a Frame, start: usize, hi: usize) -> Option<Fit<'a>> {
    if let [particle] = frame.literals.as_slice()
        && scene.helps(start, Helper::Object)
        && scene.is_word(start + 1, particle)
        && matches!(frame.slot, Slot::Any | Slot::What | Slot::Who)
        && !scene.is(start + 2, Class::Determiner)
        && start + 1 < hi
    {
        // "rule it out"
        let (literals, target) = (vec![start + 1], start..start + 1);
        return Some(Fit { frame, literals, target, second: None, judged: None });
    }
    let mut at = start;
    let mut literals = Vec::new();
    for literal in &frame.literals {
        if frame.slot == Slot::Clause && literal.as_ref() == "that" && clause_begins(scene, at, hi)
        {
            break;
        }
        // Prepositions and particles stand next to their verb; nouns may have words before them.
        let close = literals.is_empty() && scene.reading.lexicon.word(literal).helps(Helper::Close);
        at = literal_at(scene, literal, at..hi, close)?;
        literals.push(at);
        at += 1;
    }
    let fit = Fit { frame, literals, target: at..at, second: None, judged: None };
    fill(scene, fit, at, hi)
}

/// Whether a clause without "that" begins: a noun phrase and its verb.
fn clause_begins(scene: &Scene, at: usize, hi: usize) -> bool {
    let subject =
        scene.is(at, Class::Pronoun) || scene.is_capital(at) || scene.is(at, Class::Determiner);
    subject
        && !scene.is_word(at, "that")
        && (at + 1..hi.min(at + 6))
            .take_while(|&i| {
                !scene.is_mark(i) && !scene.is_any(i, &["who", "which", "that", "and"])
            })
            .any(|i| scene.is_auxiliary(i))
}

/// Where the literal stands in the range, over words that may stand before it.
fn literal_at(scene: &Scene, literal: &str, range: Range<usize>, close: bool) -> Option<usize> {
    for i in range.take(5) {
        if scene.is_word(i, literal) {
            return Some(i);
        }
        let day = scene.is_word(i, "on") && scene.is(i + 1, Class::Calendar)
            || scene.is(i, Class::Calendar);
        // Words quoted in part go on behind their mark: "does not "know the answer" as to why".
        let passes = scene.is_adverb(i)
            || day
            || scene.is_quote(i)
            || !close
                && !scene.is_mark(i)
                && !scene.is(i, Class::Preposition)
                && !scene.is(i, Class::Conjunction)
                && !scene.is_auxiliary(i)
                && !scene.is_capital(i);
        if !passes {
            return None;
        }
    }
    None
}

fn fill<'a>(scene: &Scene, mut fit: Fit<'a>, at: usize, hi: usize) -> Option<Fit<'a>> {
    match fit.frame.slot {
        Slot::Any | Slot::What if scene.is_word(at, "whether") => {
            fit.target = target::question(scene, at + 1, hi)?;
        }
        Slot::Any | Slot::Who | Slot::Moved | Slot::What => {
            let end = hi;
            // "Smith of hiding it" of "accuse Smith of hiding it" are two phrases.
            let then = fit.frame.then.as_ref();
            let then = then.and_then(|then| {
                (at + 1..hi.min(at + 9)).find(|&i| scene.is_word(i, &then.literal))
            });
            let hi = then.unwrap_or(hi);
            let phrase = fill_phrase(scene, fit.frame.slot, at, hi)?;
            fit.target = with_clause(scene, phrase, hi);
            fit.second = fit.frame.then.as_ref().and_then(|then| {
                second(scene, then, fit.target.clone(), end).map(|range| (range, then))
            });
        }
        Slot::Doing => {
            let verb = (at..hi).find(|&i| !scene.is_adverb(i))?;
            fit.target = is_gerund(scene, verb).then(|| target::verb_phrase(scene, verb, hi))??;
        }
        Slot::Do => {
            let to = (at..hi.min(at + 7)).find(|&i| !passes(scene, i))?;
            fit.target =
                scene.is_word(to, "to").then(|| target::verb_phrase(scene, to + 1, hi))??;
        }
        Slot::WhoDo => {
            let (target, not) = asked(scene, at, hi)?;
            if let Some(judged) = asked_to_judge(scene, &fit, at..hi) {
                return Some(judged);
            }
            fit.target = target;
            fit.literals.extend(not);
            fit.judged = not.map(|not| (Position::Against, not..not + 1));
        }
        Slot::Clause => {
            let asks = fit.literals.last().is_some_and(|&i| !scene.is_word(i, "that"));
            let read = if asks { target::question } else { target::clause };
            fit.target = read(scene, at, hi)?;
            if let Some((subject, verb, position)) = effect(scene, at, hi).filter(|_| !asks) {
                let warns = fit.frame.position == Some(Position::Against);
                let position = if warns { Position::Against } else { position };
                fit.literals.push(verb);
                fit.target = subject;
                fit.judged = Some((position, verb..verb + 1));
            }
        }
        Slot::Judged => return judged(scene, fit, at, hi),
    }
    Some(fit)
}

/// "the deal would ruin the company" from `at` on: the deal, the verb that tells what comes of it,
/// and the position that this shows.
fn effect(scene: &Scene, at: usize, hi: usize) -> Option<(Range<usize>, usize, Position)> {
    let subject = target::noun_phrase(scene, at, hi)?;
    let comes = (subject.end..hi).find(|&i| !scene.is_auxiliary(i) && !scene.is_adverb(i))?;
    let modal = scene.helps(subject.end, Helper::Modal);
    // Not "would not ruin it", nor what would be ruined itself.
    let mut between = subject.end..comes;
    let turned = between.any(|i| scene.is_be(i) || super::clause::is_negation(scene, i));
    let has_object = comes + 1 < hi && !scene.is_mark(comes + 1);
    let position = tone(scene, comes).filter(|_| modal && !turned && has_object)?;
    Some((subject, comes, position))
}

/// How a word sounds.
fn tone(scene: &Scene, i: usize) -> Option<Position> {
    match (scene.helps(i, Helper::Good), scene.helps(i, Helper::Bad)) {
        (true, false) => Some(Position::For),
        (false, true) => Some(Position::Against),
        _ => None,
    }
}

/// Whether the token may stand between a verb and its "to": "agreed late last year to".
fn passes(scene: &Scene, i: usize) -> bool {
    scene.is_adverb(i)
        || scene.is(i, Class::Calendar)
        || scene.helps(i, Helper::Time)
        || scene.helps(i, Helper::Moment)
        || scene.is_any(i, &["late", "early"])
        || scene.is_any(i, &["on", "in"]) && scene.is(i + 1, Class::Calendar)
}

/// The phrase with the clause that says what it is: "the notion that | the toll is fair", which
/// alone is at issue, and "an amendment that would lower the toll".
fn with_clause(scene: &Scene, phrase: Range<usize>, hi: usize) -> Range<usize> {
    let that = phrase.end;
    if that + 2 >= hi || !scene.is_any(that, &["that", "which"]) {
        return phrase;
    }
    let last = that - 1;
    let thought = scene.is(last, Class::AttitudeNoun) || scene.helps(last, Helper::Shell);
    if thought && scene.is_word(that, "that") {
        // A clause that is broken off before its verb says less than what it belongs to.
        let clause = target::clause(scene, that + 1, hi);
        let verb = |i: usize| {
            scene.is_finite(i) || scene.token(i).is_some_and(|token| token.word.is_verb())
        };
        return clause.filter(|own| own.clone().skip(1).any(verb)).unwrap_or(phrase);
    }
    let would = scene.is_any(that + 1, &["would", "will", "could"]);
    let deed = target::verb_phrase(scene, that + 2, hi).filter(|_| would);
    let short = deed.map(|deed| phrase.start..deed.end).filter(|whole| whole.len() <= 12);
    short.unwrap_or(phrase)
}

fn fill_phrase(scene: &Scene, slot: Slot, at: usize, hi: usize) -> Option<Range<usize>> {
    let range = target::noun_phrase(scene, at, hi)?;
    // "they fear Smith will resign": the phrase is another clause's subject.
    if scene.is_auxiliary(range.end) && range.end < hi {
        return None;
    }
    let only = range.len() == 1
        && scene.is(range.start, Class::Determiner)
        && !scene.is(range.start, Class::Pronoun);
    // "fight back", "propose things"
    let empty = range.len() == 1
        && (scene.helps(range.start, Helper::Close) || scene.helps(range.start, Helper::Hollow))
        && !scene.is(range.start, Class::Pronoun);
    if only || empty {
        return None;
    }
    let kind = head_actor(scene, &range).and_then(|actor| scene.actors.get(actor)).map(|a| a.kind);
    let pronoun = range.len() == 1
        && scene
            .is_any(range.start, &["him", "her", "them", "me", "us", "you", "himself", "herself"]);
    let head = head(scene, &range);
    let fits = match slot {
        Slot::Who | Slot::Moved => {
            kind.is_some()
                || pronoun
                || scene.is_capital(head)
                || scene.is(head, Class::Role)
                || singular_role(scene, head)
        }
        Slot::What => !pronoun && kind != Some(ActorKind::Person),
        _ => true,
    };
    fits.then_some(range)
}

fn singular_role(scene: &Scene, i: usize) -> bool {
    let word = scene.word(i);
    word.strip_suffix('s').is_some_and(|one| scene.reading.lexicon.word(one).is(Class::Role))
}

/// The head of a noun phrase: the last token before its first preposition.
#[must_use]
pub fn head(scene: &Scene, range: &Range<usize>) -> usize {
    let end = (range.start + 1..range.end)
        .find(|&i| scene.is(i, Class::Preposition) || scene.is_word(i, "to") || is_gerund(scene, i))
        .unwrap_or(range.end);
    end.saturating_sub(1).max(range.start)
}

/// The actor that a noun phrase names as a whole.
#[must_use]
pub fn head_actor(scene: &Scene, range: &Range<usize>) -> Option<usize> {
    // "the mayor to resign" is a deed, not the mayor.
    if range.clone().any(|i| scene.is_word(i, "to")) {
        return None;
    }
    let last = range.end.saturating_sub(1).max(range.start);
    let head = head(scene, range);
    let (actor, mention) = scene.mention_at(head)?;
    let whole =
        mention.span.end >= scene.token(last)?.span.end || !scene.is_possessive_mark(head + 1);
    // "the church locked her up" is a claim, not the church.
    let after = (head + 1..range.end)
        .find(|&i| scene.token(i).is_some_and(|t| t.span.start >= mention.span.end));
    let told = after.is_some_and(|i| scene.is_finite(i));
    // Only an article or a title may stand before the mention: "sending troops" is no troops.
    let inside = |i: usize| scene.token(i).is_some_and(|t| t.span.start >= mention.span.start);
    let before = (range.start..head).take_while(|&i| !inside(i));
    let bare = before
        .into_iter()
        .all(|i| scene.is(i, Class::Determiner) || scene.is_capital(i) || scene.is(i, Class::Role));
    (whole && bare && !told).then_some(actor)
}

/// The second target of a frame, after the first.
fn second(scene: &Scene, then: &Then, first: Range<usize>, hi: usize) -> Option<Range<usize>> {
    // The first phrase may have swallowed the literal: "for his role" of "praised him for …".
    let literal = (first.start + 1..hi.min(first.end + 4))
        .find(|&i| scene.is_word(i, &then.literal) && i + 4 >= first.end.min(i + 4))?;
    let clear = (first.end..literal).all(|i| !scene.is_mark(i) && !scene.is_auxiliary(i));
    if !clear {
        return None;
    }
    match then.slot {
        Slot::Doing => target::verb_phrase(scene, literal + 1, hi)
            .filter(|range| is_gerund(scene, range.start)),
        _ => target::noun_phrase(scene, literal + 1, hi),
    }
}

/// "the mayor to resign" from `at` on,
/// or "them not to march", with the "not".
fn asked(scene: &Scene, at: usize, hi: usize) -> Option<(Range<usize>, Option<usize>)> {
    let to = (at..hi.min(at + 9)).find(|&i| scene.is_word(i, "to"))?;
    let clear = (at..to).all(|i| {
        (!scene.is_mark(i) || scene.is_possessive_mark(i))
            && !scene.is_auxiliary(i)
            && !scene.is(i, Class::Conjunction)
            && (!scene.is(i, Class::Preposition) || scene.is_word(i, "of"))
    });
    let not = (to > at + 1 && scene.is_any(to - 1, &["not", "never"])).then(|| to - 1);
    if to == at || !clear || !super::holder::is_verbal(scene, to + 1) {
        return None;
    }
    let pronoun = to == at + 1 && scene.is(at, Class::Pronoun);
    let verb = target::verb_phrase(scene, to + 1, hi)?;
    let short = pronoun || to - at > 4 || not.is_some();
    Some((if short { verb } else { at..verb.end }, not))
}

/// "a court to declare the bill unlawful" from `at` on: the bill, judged as is asked for.
fn asked_to_judge<'a>(scene: &Scene, fit: &Fit<'a>, range: Range<usize>) -> Option<Fit<'a>> {
    let verb = range.clone().find(|&i| scene.is_word(i, "to"))? + 1;
    let judges = |cue| scene.frames(cue).iter().any(|frame| frame.slot == Slot::Judged);
    let fit = Fit {
        literals: fit.literals.clone(),
        target: verb..verb,
        second: None,
        judged: None,
        ..*fit
    };
    scene.cues(verb).iter().any(judges).then(|| judged(scene, fit, verb + 1, range.end))?
}

/// "the bill a disaster", "him unfit", "the deal as a mistake" from `at` on.
fn judged<'a>(scene: &Scene, mut fit: Fit<'a>, at: usize, hi: usize) -> Option<Fit<'a>> {
    for i in at + 1..hi.min(at + 12) {
        if scene.is_any(i, &[",", ";", "that", "who", "and", "but", "which", "said"]) {
            return None;
        }
        let judgement = super::judgement::at(scene, i, hi).or_else(|| toned(scene, at, i));
        let Some((position, range)) = judgement else { continue };
        let mut end = i;
        while end > at + 1
            && (scene.is_quote(end - 1)
                || scene.is_adverb(end - 1)
                || scene.is_any(end - 1, &["a", "an", "the", "as", "to", "be", "being"]))
        {
            end -= 1;
        }
        fit.target = target::noun_phrase(scene, at, end)?;
        let only = fit.target.len() == 1
            && scene.is(fit.target.start, Class::Determiner)
            && !scene.is(fit.target.start, Class::Pronoun);
        let linked = (fit.target.end..end)
            .all(|j| scene.is_be(j) || scene.is_quote(j) || super::clause::is_negation(scene, j));
        if only || !linked {
            return None;
        }
        fit.judged = Some((position, range));
        return Some(fit);
    }
    None
}

/// A word with a tone after "as" or in marks: "as a tireless fighter", "a ‘stranglehold’".
fn toned(scene: &Scene, at: usize, i: usize) -> Option<(Position, Range<usize>)> {
    let framed = (at + 1..i).rev().take(5).any(|j| scene.is_word(j, "as") || scene.is_quote(j));
    let own = tone(scene, i).filter(|_| framed)?;
    // "a clear violation": the noun says it.
    let noun = (i + 1..i + 3).take_while(|&j| !scene.is_mark(j)).find_map(|j| tone(scene, j));
    Some((noun.unwrap_or(own), i..i + 1))
}

#[cfg(test)]
mod tests {
    use crate::analysis::stance::picture::check;

    #[test]
    fn what_is_said_to_do_harm_or_good_is_the_target() {
        check(
            r"
            Ortiz warned that the merger could destroy the harbour.
            ===== ~~~~~~ ~~~~ ^^^^^^^^^^       ~~~~~~~ against, inferred
            Ortiz argued that the merger would damage the harbour.
            ===== ~~~~~~ ~~~~ ^^^^^^^^^^       ~~~~~~ against, inferred
            Ortiz argued that the merger would improve the harbour.
            ===== ~~~~~~ ~~~~ ^^^^^^^^^^       ~~~~~~~ for, inferred
            Ortiz warned that the harbour would be destroyed by the merger.
            ===== ~~~~~~ ~~~~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ against, inferred
            ",
        );
    }
}
