//! What the trees see, and the trees that answer the four questions.

use crate::{
    boost::{self, Forest},
    document::{Candidate, Document, PARTS},
    linear,
    weights::{Weights, fit_words},
};

const STANCE: boost::Options =
    boost::Options { trees: 180, depth: 6, rate: 0.06, least: 8.0, pull: 2.0 };
const HOLDER: boost::Options =
    boost::Options { trees: 40, depth: 4, rate: 0.15, least: 4.0, pull: 2.0 };
const SIDE: boost::Options =
    boost::Options { trees: 150, depth: 5, rate: 0.06, least: 6.0, pull: 2.0 };
const OPEN: boost::Options =
    boost::Options { trees: 60, depth: 4, rate: 0.1, least: 4.0, pull: 2.0 };

/// What the trees see of each candidate: its values, and what its words weigh by the other parts.
pub fn rows(documents: &[Document], weights: &Weights) -> Vec<Vec<Vec<f32>>> {
    let parts: Vec<_> = (0..PARTS)
        .map(|part| {
            let others: Vec<_> = documents.iter().filter(|other| other.part != part).collect();
            fit_words(&others, weights)
        })
        .collect();
    let row = |document: &Document, candidate: &Candidate| {
        let [stance, side] = &parts[document.part];
        let mut row = candidate.proposal.values.clone();
        row.push(linear::sum(stance, &candidate.words));
        row.push(linear::sum(side, &candidate.words));
        row.push(linear::sum(&weights.tone, &candidate.tones));
        row.push(linear::sum(&weights.judged, &candidate.tones));
        row
    };
    documents
        .iter()
        .map(|document| document.candidates.iter().map(|own| row(document, own)).collect())
        .collect()
}

/// Whether a holder takes a stance, whether a candidate is one, its side, whether it is open.
pub fn forests<'a>(
    documents: impl Iterator<Item = (&'a Document, &'a Vec<Vec<f32>>)>,
) -> [Forest; 4] {
    let all: Vec<(&Candidate, &[f32])> = documents
        .flat_map(|(document, rows)| document.candidates.iter().zip(rows.iter().map(Vec::as_slice)))
        .collect();
    let rows: Vec<&[f32]> = all.iter().map(|(_, row)| *row).collect();
    let worth: Vec<f32> = all.iter().map(|(candidate, _)| candidate.worth()).collect();
    let one = |yes: bool| f32::from(u8::from(yes));
    let sided = all.iter().filter_map(|(candidate, row)| Some((*row, one(candidate.favour?))));
    let (sided, favour): (Vec<&[f32]>, Vec<f32>) = sided.unzip();
    let met = all.iter().filter(|(candidate, _)| candidate.right);
    let (met, open): (Vec<&[f32]>, Vec<f32>) =
        met.map(|(candidate, row)| (*row, one(candidate.open))).unzip();
    let (holders, takes): (Vec<&[f32]>, Vec<f32>) = all
        .chunk_by(|(a, _), (b, _)| a.proposal.peer.is_beside(&b.proposal.peer))
        .map(|unit| (holder_row(unit[0]), one(unit.iter().any(|(candidate, _)| candidate.right))))
        .unzip();
    let questions = [
        (&holders, &takes, &HOLDER),
        (&rows, &worth, &STANCE),
        (&sided, &favour, &SIDE),
        (&met, &open, &OPEN),
    ];
    questions.map(|(rows, right, options)| Forest::fit(rows, right, options))
}

/// The values of a row that tell of the holder alone.
pub fn holder_row<'a>((candidate, row): (&Candidate, &'a [f32])) -> &'a [f32] {
    &row[..candidate.proposal.of_holder]
}
