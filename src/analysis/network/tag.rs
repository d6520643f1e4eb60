//! Which words are content, source or cue: the most probable tags of a window.

use super::model::Scores;

/// The tags: none, and for each kind one that begins a stretch and one that goes on with it.
const TAGS: usize = 7;

/// What a stretch of words is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is said.
    Content,
    /// Who says it.
    Source,
    /// The words that tie them.
    Cue,
}

impl Part {
    const fn begins(self) -> usize {
        match self {
            Self::Content => 1,
            Self::Source => 3,
            Self::Cue => 5,
        }
    }
}

/// The most probable tags of a window's words, and how probable each tag is for each word.
pub struct Tags {
    best: Vec<usize>,
    rows: Vec<[f32; TAGS]>,
}

/// A stretch of words, by number, that are one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first word.
    pub start: usize,
    /// The word after the last.
    pub end: usize,
}

impl Tags {
    /// The stretches of a part, in order.
    pub fn stretches(&self, part: Part) -> Vec<Stretch> {
        let begins = part.begins();
        let mut found: Vec<Stretch> = Vec::new();
        for (i, &tag) in self.best.iter().enumerate() {
            if tag == begins {
                found.push(Stretch { start: i, end: i + 1 });
            } else if tag == begins + 1
                && let Some(last) = found.last_mut()
            {
                last.end = i + 1;
            }
        }
        found
    }

    /// The mean over the words of a stretch of the logarithm of how probably they are that part.
    pub fn sureness(&self, part: Part, stretch: Stretch) -> f32 {
        let begins = part.begins();
        let words = &self.rows[stretch.start..stretch.end];
        let sum: f32 = words.iter().map(|row| log_sum(row[begins], row[begins + 1])).sum();
        #[expect(clippy::cast_precision_loss, reason = "a window has few words")]
        let count = words.len() as f32;
        sum / count
    }

    /// The logarithm of how probable it is that a content ends where the stretch does.
    pub fn end_sureness(&self, stretch: Stretch) -> f32 {
        let goes_on = Part::Content.begins() + 1;
        self.rows.get(stretch.end).map_or(0.0, |row| (1.0 - row[goes_on].exp()).max(1e-6).ln())
    }
}

fn log_sum(a: f32, b: f32) -> f32 {
    a.max(b) + (-(a - b).abs()).exp().ln_1p()
}

/// Whether `next` may follow `tag`: a stretch goes on only with its own part.
const fn follows(tag: usize, next: usize) -> bool {
    next == 0 || next % 2 == 1 || tag == next || tag + 1 == next
}

/// The best tags of the words whose first pieces are `heads` (Viterbi's algorithm).
pub fn best(scores: &Scores, heads: &[usize]) -> Tags {
    let rows: Vec<_> = heads.iter().map(|&head| logarithms(scores, head)).collect();
    let mut totals = [f32::NEG_INFINITY; TAGS];
    totals[0] = 0.0;
    let mut back: Vec<[usize; TAGS]> = Vec::with_capacity(rows.len());
    for row in &rows {
        let mut from = [0; TAGS];
        let mut next = [f32::NEG_INFINITY; TAGS];
        for tag in 0..TAGS {
            for before in (0..TAGS).filter(|&before| follows(before, tag)) {
                if totals[before] + row[tag] > next[tag] {
                    next[tag] = totals[before] + row[tag];
                    from[tag] = before;
                }
            }
        }
        back.push(from);
        totals = next;
    }
    let mut tag =
        (0..TAGS).fold(0, |best, tag| if totals[tag] > totals[best] { tag } else { best });
    let mut best = vec![0; rows.len()];
    for (i, from) in back.iter().enumerate().rev() {
        best[i] = tag;
        tag = from[tag];
    }
    Tags { best, rows }
}

/// The logarithms of the probabilities of the tags of a piece.
fn logarithms(scores: &Scores, piece: usize) -> [f32; TAGS] {
    let row: [f32; TAGS] = std::array::from_fn(|tag| scores.tags[[piece, tag]]);
    let most = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = row.iter().map(|score| (score - most).exp()).sum();
    row.map(|score| score - most - sum.ln())
}

#[cfg(test)]
mod tests {
    use rten_tensor::NdTensor;

    use super::{Part, Stretch, best};
    use crate::analysis::network::model::Scores;

    #[test]
    fn a_stretch_goes_on_only_after_it_began() {
        // The second word looks most like going on with a cue, but no cue has begun.
        let tags = NdTensor::from_data(
            [2, 7],
            vec![3.0, 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 2., 3.],
        );
        let empty = || NdTensor::zeros([2, 0]);
        let scores = Scores { tags, queries: empty(), keys: empty() };
        let tags = best(&scores, &[0, 1]);
        assert_eq!(tags.stretches(Part::Cue), [Stretch { start: 1, end: 2 }]);
    }
}
