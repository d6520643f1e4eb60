//! How well the trees do on articles that they have not seen.

use sayso::{
    analysis::stance::model::{
        Verdict, WORTH_READING,
        settled::{Chosen, Judged, choose},
    },
    evaluate::stances::{Comparison, Tally},
    fact::{Analysis, Stance},
};

use crate::{
    boost::{self, Forest},
    cores::side_by_side,
    document::{Document, PARTS},
    forests::{forests, holder_row},
};

/// Prints how well the trees do on articles that they have not seen, of which the `first` are
/// counted: all rows, and explicit ones.
#[expect(clippy::print_stderr, reason = "the figures are for whoever trains")]
pub fn check(documents: &[Document], rows: &[Vec<Vec<f32>>], first: usize) {
    let tallies = side_by_side(PARTS, |part| {
        let mut tally = Tally::default();
        let others = documents.iter().zip(rows).filter(|(document, _)| document.part != part);
        let forests = forests(others);
        let counted = documents.iter().zip(rows).take(first);
        for (document, rows) in counted.filter(|(document, _)| document.part == part) {
            let stances = settle(document, &verdicts(document, rows, &forests));
            let facts =
                Analysis { actors: document.actors.clone(), stances, ..Analysis::default() };
            tally.merge(&Comparison::of(&document.text, &document.gold, &facts).tally());
        }
        tally
    });
    let mut tally = Tally::default();
    for own in &tallies {
        tally.merge(own);
    }
    for rows in [tally.both, tally.explicit] {
        let [precision, recall] =
            [rows.predicted, rows.gold].map(|all| 100.0 * boost::ratio(rows.right, all));
        eprintln!(
            "given {} P {precision:.1} R {recall:.1} F1 {:.1} position {:.1} pairs {:.1} open {}/{}/{}",
            rows.predicted,
            2.0 * precision * recall / (precision + recall),
            100.0 * boost::ratio(rows.right, rows.met),
            100.0 * boost::ratio(rows.pairs_found, rows.pairs),
            rows.open.right,
            rows.open.predicted,
            rows.open.gold,
        );
    }
}

/// What the trees say of each candidate; nothing of holders who are not worth it.
fn verdicts(
    document: &Document,
    rows: &[Vec<f32>],
    [holder, stance, side, open]: &[Forest; 4],
) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for unit in document.candidates.chunk_by(|a, b| a.proposal.peer.is_beside(&b.proposal.peer)) {
        let rows = &rows[verdicts.len()..][..unit.len()];
        let sure = holder.probability(holder_row((&unit[0], &rows[0])));
        let read = sure >= WORTH_READING || unit.iter().any(|own| own.proposal.rule.is_some());
        verdicts.extend(rows.iter().map(|row| Verdict {
            stance: if read { stance.probability(row) } else { 0.0 },
            favour: side.probability(row),
            open: open.probability(row),
        }));
    }
    verdicts
}

fn settle(document: &Document, verdicts: &[Verdict]) -> Vec<Stance> {
    let mut stances = Vec::new();
    let mut start = 0;
    for unit in document.candidates.chunk_by(|a, b| a.proposal.peer.is_beside(&b.proposal.peer)) {
        let judged: Vec<Judged> = unit
            .iter()
            .zip(&verdicts[start..])
            .map(|(candidate, verdict)| Judged {
                target: candidate.proposal.stance.target,
                rule: candidate.proposal.rule.as_ref(),
                verdict: *verdict,
            })
            .collect();
        start += unit.len();
        for Chosen { place, position, confidence, tier } in choose(&judged) {
            let stance = unit[place].proposal.stance.clone();
            stances.push(Stance { position, tier, confidence, ..stance });
        }
    }
    stances
}
