//! From verdicts to stances: at most the likeliest few of each holder in a sentence.

use std::cmp::Ordering;

use super::{
    Verdict,
    candidate::{Candidate, Unit},
    ground::{Ground, side},
    words,
};
use crate::{
    fact::{Confidence, Position, QuotationKind, Stance, Strength, Target, Tier, Voice},
    text::Span,
};

/// What found a stance where no rule speaks; the model says itself how sure it is.
const RULE: &str = "model";
/// The least confidence of the surest stance of a holder in a sentence; what is below it is absurd,
/// also where a rule says it explicitly.
const FIRST: Confidence = 0.2;
/// The least that any further one must have, unless a rule says it explicitly.
const FURTHER: Confidence = 0.37;
/// How sure the side must be where no rule says it explicitly: on whose side somebody is must not
/// be a guess.
const SIDED: f32 = 0.6;
/// How likely a stance must be open to be shown as that.
const UNDECIDED: f32 = 0.6;

/// The least confidence of what is shown by default.
const PLAIN: Confidence = 0.4;

/// A candidate of a unit with what the trees say of it.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// What the stance is about.
    pub target: Target,
    /// The rule's stance, if a rule found it.
    pub rule: Option<&'a Stance>,
    /// What the trees say.
    pub verdict: Verdict,
}

/// A candidate that is likely enough.
#[derive(Clone, Copy, Debug)]
pub struct Chosen {
    /// Its place among those of its unit.
    pub place: usize,
    /// The position.
    pub position: Position,
    /// How likely actor, target and position are right.
    pub confidence: Confidence,
    /// Whether it is shown by default: what a rule says in so many words, unless the model doubts
    /// it.
    pub tier: Tier,
}

/// The candidates of a unit that are likely enough, the likeliest first, each on something else.
#[must_use]
pub fn choose(unit: &[Judged]) -> Vec<Chosen> {
    let mut order: Vec<usize> = (0..unit.len()).collect();
    // What a rule says in so many words comes before what is only likely.
    let rank = |i: usize| (unit[i].is_open(), unit[i].is_explicit(), unit[i].decided().1);
    order.sort_by(|&a, &b| rank(b).partial_cmp(&rank(a)).unwrap_or(Ordering::Equal));
    let mut chosen: Vec<Chosen> = Vec::new();
    for place in order {
        let judged = &unit[place];
        let least = match chosen.first() {
            _ if judged.is_open() => 0.0,
            Some(_) if !judged.is_explicit() => FURTHER,
            Some(_) | None => FIRST,
        };
        let told = chosen.iter().any(|other| judged.is_about(&unit[other.place].target));
        let (position, confidence) = judged.decided();
        // What is said to be open has many names: where a rule found one, that will do.
        let again = position == Position::Open
            && !judged.is_open()
            && chosen.iter().any(|other| other.position == Position::Open);
        if confidence >= least && judged.is_sided(position) && !told && !again {
            let plain = judged.is_explicit() && (position == Position::Open || confidence >= PLAIN);
            let tier = if plain { Tier::Explicit } else { Tier::Inferred };
            chosen.push(Chosen { place, position, confidence, tier });
        }
    }
    chosen
}

impl Judged<'_> {
    /// Whether a rule says that nothing is decided: words that say so are surer than the model.
    fn is_open(&self) -> bool {
        self.rule.is_some_and(|rule| rule.position == Position::Open)
    }

    fn is_explicit(&self) -> bool {
        self.rule.is_some_and(|rule| rule.tier == Tier::Explicit)
    }

    /// Whether it is clear on which side the holder is, or that they are on none.
    fn is_sided(&self, position: Position) -> bool {
        let favour = self.verdict.favour;
        let sure = favour.max(1.0 - favour) >= SIDED;
        sure || position == Position::Open || self.is_explicit()
    }

    fn is_about(&self, other: &Target) -> bool {
        self.target.span.meets(other.span)
            || self.target.actor.is_some() && self.target.actor == other.actor
    }

    /// The position, and how likely actor, target and position are right. What the rules say
    /// explicitly, or that nothing is decided, holds.
    fn decided(&self) -> (Position, Confidence) {
        let Verdict { stance, favour, open } = self.verdict;
        match self.rule {
            Some(rule) if rule.position == Position::Open => (Position::Open, rule.confidence),
            Some(rule) if rule.tier == Tier::Explicit => {
                let agreed = 0.5 + side(rule.position) * (favour - 0.5);
                (rule.position, stance * agreed.max(0.5))
            }
            Some(_) | None if open > UNDECIDED => (Position::Open, stance * open),
            Some(_) | None if favour > 0.5 => (Position::For, stance * favour),
            Some(_) | None => (Position::Against, stance * (1.0 - favour)),
        }
    }
}

/// The stance that a candidate would be.
pub(super) fn stance(
    ground: &Ground,
    (unit, candidate): (&Unit, &Candidate),
    position: Position,
) -> Stance {
    if let Some(rule) = &candidate.rule {
        return Stance { position, ..rule.clone() };
    }
    let scene = ground.scene;
    let quotation = unit.speech.filter(|_| {
        scene.quotation_at(candidate.phrase.start).is_some_and(|own| Some(own) == unit.speech)
    });
    let kind = quotation.and_then(|own| scene.quotations.get(own)).map(|own| own.kind);
    let voice = match kind {
        Some(QuotationKind::Direct | QuotationKind::Mixed) => Voice::Direct,
        Some(QuotationKind::Indirect) => Voice::Reported,
        None => Voice::Narrated,
    };
    Stance {
        actor: unit.actor,
        issue: 0,
        target: candidate.target,
        position,
        strength: Strength::Firm,
        voice,
        tier: Tier::Inferred,
        evidence: scene.reading.sentences[unit.sentence].span,
        cues: cues(ground, (unit, candidate)),
        quotation,
        rule: RULE,
        confidence: 0.0,
    }
}

/// The most words that are shown as deciding.
const CUES: usize = 3;

/// The words around the target that sound good or bad, else the verb that governs it.
fn cues(ground: &Ground, (unit, candidate): (&Unit, &Candidate)) -> Vec<Span> {
    let phrase = &candidate.phrase;
    let near =
        unit.scope.start.max(phrase.start.saturating_sub(8))..unit.scope.end.min(phrase.end + 8);
    let toned = near.filter(|&i| ground.sound(i) != 0.0 && !phrase.contains(&i));
    let mut cues: Vec<usize> = toned.take(CUES).collect();
    if cues.is_empty() {
        cues.extend(words::governor(ground, unit.scope.start, phrase));
    }
    cues.into_iter().filter_map(|i| ground.scene.token(i)).map(|token| token.span).collect()
}

#[cfg(test)]
mod tests {
    use super::{Judged, Verdict, choose};
    use crate::{
        fact::{Position, Stance, Strength, Target, Tier, Voice},
        text::Span,
    };

    /// Candidates on things that stand apart, by what the trees say of them: that they are stances,
    /// in favour, open. The first may be a rule's.
    #[track_caller]
    fn check(verdicts: &[[f32; 3]], rule: Option<&Stance>, expected: &[(usize, Position)]) {
        let unit = verdicts.iter().enumerate().map(|(place, &[stance, favour, open])| Judged {
            target: target(place),
            rule: rule.filter(|_| place == 0),
            verdict: Verdict { stance, favour, open },
        });
        let chosen = choose(&unit.collect::<Vec<_>>());
        let shown: Vec<_> = chosen.iter().map(|own| (own.place, own.position)).collect();
        assert_eq!(shown, expected);
    }

    const fn target(place: usize) -> Target {
        Target { span: Span { start: 10 * place, end: 10 * place + 5 }, actor: None }
    }

    fn rule(position: Position) -> Stance {
        Stance {
            actor: 0,
            issue: 0,
            target: target(0),
            position,
            strength: Strength::Firm,
            voice: Voice::Narrated,
            tier: Tier::Explicit,
            evidence: Span { start: 0, end: 100 },
            cues: Vec::new(),
            quotation: None,
            rule: "verb-object",
            confidence: 0.7,
        }
    }

    #[test]
    fn the_likeliest_is_chosen_and_others_if_they_are_likely_by_themselves() {
        check(&[[0.3, 0.1, 0.0], [0.6, 0.9, 0.0]], None, &[(1, Position::For)]);
        check(
            &[[0.5, 0.1, 0.0], [0.6, 0.9, 0.0]],
            None,
            &[(1, Position::For), (0, Position::Against)],
        );
        check(&[[0.2, 0.9, 0.0]], None, &[]);
    }

    #[test]
    fn whose_side_is_a_guess_is_not_shown_unless_a_rule_says_it() {
        check(&[[0.9, 0.55, 0.0]], None, &[]);
        check(&[[0.9, 0.45, 0.0]], None, &[]);
        check(&[[0.9, 0.55, 0.7]], None, &[(0, Position::Open)]);
        check(&[[0.9, 0.55, 0.0]], Some(&rule(Position::For)), &[(0, Position::For)]);
    }

    #[test]
    fn what_is_likely_open_is_neither_for_nor_against() {
        check(&[[0.6, 0.9, 0.7]], None, &[(0, Position::Open)]);
        check(&[[0.6, 0.9, 0.5]], None, &[(0, Position::For)]);
    }

    #[test]
    fn beside_what_a_rule_says_is_open_the_trees_find_nothing_else_open() {
        let (open, plain) = (rule(Position::Open), rule(Position::For));
        let verdicts = [[0.1, 0.5, 0.1], [0.9, 0.5, 0.9]];
        check(&verdicts, Some(&open), &[(0, Position::Open)]);
        check(&[verdicts[1]; 2], Some(&plain), &[(0, Position::For), (1, Position::Open)]);
    }
}
