//! Which words belong together as one thing: the stretches of the most probable tags of a window.

use rten_tensor::NdTensor;

use super::chain::{Chain, Row};

/// The most probable tags of a window's words, and how probable each tag is for each word.
pub struct Tags {
    best: Vec<usize>,
    /// Logarithms of probabilities.
    rows: Vec<Row>,
}

/// A stretch of words, by number, that are one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first word.
    pub start: usize,
    /// The word after the last.
    pub end: usize,
}

impl Tags {
    /// The tags of the words whose first pieces are `heads`, by the scores of all pieces.
    pub fn new(scores: &NdTensor<f32, 2>, heads: &[usize], chain: &Chain) -> Self {
        let row = |&head: &usize| std::array::from_fn(|tag| scores[[head, tag]]);
        let words: Vec<Row> = heads.iter().map(row).collect();
        Self { best: chain.best(&words), rows: chain.probabilities(&words) }
    }

    /// The stretches of a kind, in order; tags know three kinds, from 0 to 2.
    pub fn stretches(&self, kind: usize) -> Vec<Stretch> {
        let begins = begins(kind);
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

    /// The mean over the words of a stretch of the logarithm of how probably they are of that kind.
    pub fn sureness(&self, kind: usize, stretch: Stretch) -> f32 {
        let begins = begins(kind);
        let words = &self.rows[stretch.start..stretch.end];
        let sum: f32 =
            words.iter().map(|row| (row[begins].exp() + row[begins + 1].exp()).ln()).sum();
        #[expect(clippy::cast_precision_loss, reason = "a window has few words")]
        let count = words.len() as f32;
        sum / count
    }

    /// The logarithm of how probable it is that a stretch of the kind ends where this one does.
    pub fn end_sureness(&self, kind: usize, stretch: Stretch) -> f32 {
        let goes_on = begins(kind) + 1;
        self.rows.get(stretch.end).map_or(0.0, |row| (1.0 - row[goes_on].exp()).max(1e-6).ln())
    }
}

/// The tag that begins a stretch of the kind; the next one goes on with it.
const fn begins(kind: usize) -> usize {
    1 + 2 * kind
}

#[cfg(test)]
mod tests {
    use rten_tensor::NdTensor;

    use super::{Stretch, Tags};
    use crate::analysis::network::chain::{Chain, TAGS};

    #[test]
    fn stretches_are_read_at_the_first_pieces_of_words() {
        let chain = Chain::new(&[0.0; TAGS], &[0.0; TAGS * TAGS]).unwrap();
        let mut scores = NdTensor::zeros([4, TAGS]);
        for (piece, tag) in [(0, 5), (1, 1), (2, 3), (3, 2)] {
            scores[[piece, tag]] = 5.0;
        }
        let tags = Tags::new(&scores, &[1, 3], &chain);
        assert_eq!(tags.stretches(0), [Stretch { start: 0, end: 2 }]);
        assert!(tags.stretches(1).is_empty());
        assert!(tags.sureness(0, Stretch { start: 0, end: 2 }) > -0.1);
    }
}
