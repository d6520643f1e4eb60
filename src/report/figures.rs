//! The figures of an evaluation, as other programs read them; the table shows the same numbers.

use serde::Serialize;

use super::misses::Mistaken;
use crate::evaluate::{
    Evaluation,
    quotations::{self, OfKind},
    speakers::{self, OfForm},
    stances,
};

/// What an evaluation says. Shares are in percent with one decimal.
#[derive(Serialize)]
pub struct Figures<'a> {
    /// The articles that were analysed.
    pub articles: usize,
    /// The lines that could not be used.
    pub refused: usize,
    /// Quotations, if any article has them annotated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotes: Option<Quotes>,
    /// Speakers, if any quotation has one annotated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speakers: Option<Speakers>,
    /// Stances, if any article has them annotated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stances: Option<Stances>,
    /// The worst mistakes, if they were asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Mistaken<'a>>,
}

/// How well quotations are found.
#[derive(Serialize)]
pub struct Quotes {
    /// Those that were annotated.
    pub gold: usize,
    /// Those that the engine gave.
    pub predicted: usize,
    /// Those with the very letters of the annotated one.
    pub exact: Scores,
    /// Those that share at least half of their letters with the annotated one.
    pub found: Scores,
    /// Those that do, and have the right source.
    pub attributed: Scores,
    /// Of those found.
    pub source_right_given_found: f64,
    /// Of those found.
    pub cue_right_given_found: f64,
    /// Those that stand between marks as a whole.
    pub direct: Kind,
    /// Those that do so in part.
    pub mixed: Kind,
    /// Those that do not.
    pub indirect: Kind,
    /// How far confidence is from the share that is right, from 0 to 1.
    pub calibration_error: f64,
}

/// How well one kind of quotation is found.
#[derive(Serialize)]
pub struct Kind {
    /// Those that were annotated.
    pub gold: usize,
    /// Of those, found.
    pub found: f64,
    /// Of those, found with the right source.
    pub attributed: f64,
}

/// How well speakers are told, by what the source is.
#[derive(Serialize)]
pub struct Speakers {
    /// A pronoun.
    pub pronoun: Form,
    /// A name.
    pub name: Form,
    /// A description.
    pub description: Form,
    /// Of all that were found.
    pub right_given_found: f64,
}

/// How many speakers are told by one form of source.
#[derive(Serialize)]
pub struct Form {
    /// Those that were annotated.
    pub gold: usize,
    /// Of those, with a quotation that was found.
    pub found: usize,
    /// Of those, given to the right actor.
    pub right: usize,
}

/// How well stances are found.
#[derive(Serialize)]
pub struct Stances {
    /// By both tiers.
    pub both: Rows,
    /// By the explicit tier alone.
    pub explicit: Rows,
}

/// How well the stances of a tier are found.
#[derive(Serialize)]
pub struct Rows {
    /// Those that were annotated.
    pub gold: usize,
    /// Those that the engine gave.
    pub predicted: usize,
    /// Those that meet an annotated one and have its position.
    pub rows: Scores,
    /// Those that meet an annotated one.
    pub met: Scores,
    /// Of those that meet one, with its position.
    pub position: f64,
    /// Of the pairs of an actor and an issue, found with the right position.
    pub actor_issue: f64,
    /// Those that are open.
    pub open: Scores,
}

/// Precision, recall, and their harmonic mean.
#[derive(Serialize)]
pub struct Scores {
    /// Precision.
    pub p: f64,
    /// Recall.
    pub r: f64,
    /// Their harmonic mean, of the numbers before they were rounded.
    pub f1: f64,
}

impl<'a> Figures<'a> {
    /// The figures of an evaluation that refused so many lines.
    #[must_use]
    pub fn of(evaluation: &'a Evaluation, refused: usize) -> Self {
        Self {
            articles: evaluation.articles,
            refused,
            quotes: evaluation.quotations.as_ref().map(Quotes::of),
            speakers: evaluation.speakers.as_ref().map(Speakers::of),
            stances: evaluation.stances.as_ref().map(|tally| Stances {
                both: Rows::of(&tally.both),
                explicit: Rows::of(&tally.explicit),
            }),
            errors: evaluation.misses.iter().map(Mistaken::of).collect(),
        }
    }
}

impl Quotes {
    fn of(tally: &quotations::Tally) -> Self {
        let scores = |right| Scores::of(right, tally.predicted, tally.gold);
        let [direct, mixed, indirect] = tally.kinds.map(|kind: OfKind| Kind {
            gold: kind.gold,
            found: percent(kind.found, kind.gold),
            attributed: percent(kind.attributed, kind.gold),
        });
        Self {
            gold: tally.gold,
            predicted: tally.predicted,
            exact: scores(tally.exact),
            found: scores(tally.found),
            attributed: scores(tally.attributed),
            source_right_given_found: percent(tally.attributed, tally.found),
            cue_right_given_found: percent(tally.cued, tally.found),
            direct,
            mixed,
            indirect,
            calibration_error: rounded(tally.calibration.error(), 3),
        }
    }
}

impl Speakers {
    fn of(tally: &speakers::Tally) -> Self {
        let sum = |part: fn(&OfForm) -> usize| tally.forms.iter().map(part).sum();
        let right_given_found = percent(sum(|form| form.right), sum(|form| form.found));
        let [name, description, pronoun] =
            tally.forms.map(|form| Form { gold: form.gold, found: form.found, right: form.right });
        Self { pronoun, name, description, right_given_found }
    }
}

impl Rows {
    fn of(rows: &stances::Rows) -> Self {
        Self {
            gold: rows.gold,
            predicted: rows.predicted,
            rows: Scores::of(rows.right, rows.predicted, rows.gold),
            met: Scores::of(rows.met, rows.predicted, rows.gold),
            position: percent(rows.right, rows.met),
            actor_issue: percent(rows.pairs_found, rows.pairs),
            open: Scores::of(rows.open.right, rows.open.predicted, rows.open.gold),
        }
    }
}

impl Scores {
    fn of(right: usize, given: usize, wanted: usize) -> Self {
        let (p, r) = (share(right, given), share(right, wanted));
        let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        Self { p: rounded(p, 1), r: rounded(r, 1), f1: rounded(f1, 1) }
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    rounded(share(part, whole), 1)
}

/// The share in percent; 0 of nothing.
#[expect(clippy::cast_precision_loss, reason = "nobody annotates 2^52 facts")]
fn share(part: usize, whole: usize) -> f64 {
    (100 * part) as f64 / whole.max(1) as f64
}

/// The number with so many decimals, as it is written: the nearer one by its exact value, and of
/// two as near the even one.
fn rounded(number: f64, decimals: usize) -> f64 {
    format!("{number:.decimals$}").parse().unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::{Scores, percent, rounded};

    /// The numbers as they are written.
    fn written<const N: usize>(numbers: [f64; N]) -> String {
        numbers.map(|number| number.to_string()).join(" ")
    }

    #[test]
    fn halves_go_to_the_even_digit() {
        assert_eq!(written([1, 3, 5].map(|part| percent(part, 16))), "6.2 18.8 31.2");
        assert_eq!(written([0.25, 0.75, 0.35].map(|number| rounded(number, 1))), "0.2 0.8 0.3");
    }

    #[test]
    fn the_mean_is_taken_before_rounding() {
        // Of the rounded numbers it would be 15.3.
        let Scores { p, r, f1 } = Scores::of(1, 1, 12);
        assert_eq!(written([p, r, f1]), "100 8.3 15.4");
        let Scores { p, r, f1 } = Scores::of(0, 0, 0);
        assert_eq!(written([p, r, f1]), "0 0 0");
    }
}
