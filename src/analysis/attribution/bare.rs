//! Quoted sentences that name no speaker: they go on with the quotation before them.

use super::{cue::Candidate, frame::Frame, scene::Scene};
use crate::analysis::mark::{Quoted, may_follow};

/// Whether the stretch of that index is one or more whole sentences without words around them.
fn is_bare(scene: &Scene, stretch: usize) -> bool {
    let (first, last) = scene.quoted[stretch].tokens;
    scene.sentence(first).tokens.start == first && scene.sentence(last).tokens.end == last + 1
}

/// For each stretch the last candidate that quotes it.
fn owners(scene: &Scene, candidates: &[Candidate]) -> Vec<Option<usize>> {
    let mut owners = vec![None; scene.quoted.len()];
    for (number, candidate) in candidates.iter().enumerate() {
        for stretch in stretches(scene, candidate) {
            owners[stretch] = Some(number);
        }
    }
    owners
}

/// Adds to each candidate that quotes the bare stretches which follow it in its paragraph, up to
/// the next candidate that quotes.
pub fn extend(scene: &Scene, candidates: &mut [Candidate]) {
    let owners = owners(scene, candidates);
    let mut last: Option<(usize, usize)> = None;
    for (stretch, quoted) in scene.quoted.iter().enumerate() {
        if let Some(owner) = owners[stretch] {
            last = Some((owner, quoted.paragraph));
        } else if let Some((owner, _)) = last.filter(|last| last.1 == quoted.paragraph)
            && is_bare(scene, stretch)
        {
            candidates[owner].content.push(quoted.tokens.0..quoted.tokens.1 + 1);
        }
    }
}

/// Gives the bare stretches that no candidate quotes to the speaker before them: more of the same
/// quotation when its marks were left open, a quotation that carries the speaker on when it begins
/// the next paragraph or follows words that are retold. One that follows nobody becomes a quotation
/// whose speaker is not told.
pub fn carry(scene: &Scene, candidates: &mut Vec<Candidate>) {
    let mut owners = owners(scene, candidates);
    // A paragraph that leaves its marks open belongs to whom the next one names.
    for stretch in (1..scene.quoted.len()).rev() {
        let (earlier, later) = (&scene.quoted[stretch - 1], &scene.quoted[stretch]);
        if let Some(owner) = owners[stretch]
            && owners[stretch - 1].is_none()
            && !earlier.closed
            && continues(scene, earlier, later)
        {
            candidates[owner].content.push(earlier.tokens.0..earlier.tokens.1 + 1);
            owners[stretch - 1] = Some(owner);
        }
    }
    for candidate in candidates.iter_mut() {
        candidate.content.sort_unstable_by_key(|piece| piece.start);
    }
    let told = Told::of(scene, candidates);
    let mut last: Option<(usize, usize)> = None;
    for (stretch, quoted) in scene.quoted.iter().enumerate() {
        if let Some(owner) = owners[stretch] {
            last = Some((owner, stretch));
        } else if is_bare(scene, stretch) {
            let before =
                last.filter(|&(_, earlier)| continues(scene, &scene.quoted[earlier], quoted));
            let piece = quoted.tokens.0..quoted.tokens.1 + 1;
            if let Some((owner, _)) = before {
                candidates[owner].content.push(piece);
                last = Some((owner, stretch));
                continue;
            }
            let quoting =
                last.filter(|&(_, earlier)| follows(scene, &scene.quoted[earlier], quoted));
            let before = told.before(scene, quoted).max(quoting.map(|(owner, _)| owner));
            if before.is_none() && piece.len() < LONG_ENOUGH {
                continue;
            }
            let carried = before.and_then(|owner| {
                candidates[owner].source.clone().or(candidates[owner].carried.clone())
            });
            candidates.push(Candidate::bare(piece, carried));
            last = before.map(|_| (candidates.len() - 1, stretch)).or(last);
        }
    }
}

/// The candidates that tell somebody's words outside of marks, by the place of their cue.
struct Told(Vec<(usize, usize)>);

impl Told {
    fn of(scene: &Scene, candidates: &[Candidate]) -> Self {
        let outside = candidates.iter().enumerate().filter(|(_, candidate)| {
            scene.stretch(candidate.head).is_none() && candidate.source.is_some()
        });
        let mut told: Vec<_> =
            outside.map(|(number, candidate)| (candidate.head, number)).collect();
        told.sort_unstable();
        Self(told)
    }

    /// Who is told of in the sentence just before the stretch, in its paragraph or the one before.
    fn before(&self, scene: &Scene, stretch: &Quoted) -> Option<usize> {
        let first = stretch.tokens.0;
        let end = self.0.partition_point(|(head, _)| *head < first);
        let (head, number) = *self.0.get(end.checked_sub(1)?)?;
        (scene.sentence(head).tokens.end == first).then_some(number)
    }
}

/// A bare stretch of fewer tokens, marks included, is a title or a name rather than speech.
const LONG_ENOUGH: usize = 8;

/// Whether the stretch is more of the quotation that `earlier` belongs to.
fn continues(scene: &Scene, earlier: &Quoted, stretch: &Quoted) -> bool {
    earlier.paragraph == stretch.paragraph
        || !earlier.closed
            && earlier.paragraph + 1 == stretch.paragraph
            && may_follow(scene.word(earlier.tokens.0), scene.word(stretch.tokens.0))
}

/// Whether the stretch begins the paragraph after that of `earlier`.
fn follows(scene: &Scene, earlier: &Quoted, stretch: &Quoted) -> bool {
    let first = stretch.tokens.0;
    earlier.paragraph + 1 == stretch.paragraph
        && (first == 0 || scene.sentence(first - 1).paragraph < stretch.paragraph)
}

/// Whether the candidate can own what stands between marks: its cue stands outside of them.
fn quotes(scene: &Scene, candidate: &Candidate) -> bool {
    let inside = scene.stretch(candidate.head).is_some() && candidate.frame != Frame::Bare;
    !inside
        && matches!(
            candidate.frame,
            Frame::Quote
                | Frame::Colon
                | Frame::Before
                | Frame::Around
                | Frame::That
                | Frame::Clause
                | Frame::Bare
        )
}

/// The stretches that the candidate quotes.
fn stretches(scene: &Scene, candidate: &Candidate) -> Vec<usize> {
    let mut found = Vec::new();
    if !quotes(scene, candidate) {
        return found;
    }
    for piece in &candidate.content {
        let from = scene.quoted.partition_point(|stretch| stretch.tokens.1 < piece.start);
        let to = scene.quoted.partition_point(|stretch| stretch.tokens.0 < piece.end);
        found.extend(from..to);
    }
    found
}
