//! Chains of tags: which tags a row of words most probably has, and how probable each is.
//!
//! A conditional random field (Lafferty and others, 2001): how well each tag fits a word,
//! plus how well it follows the tag before.

/// The tags: none, and for each of three kinds one that begins a stretch and one that goes on.
pub const TAGS: usize = 7;

/// A score, or the logarithm of a probability, for each tag.
pub type Row = [f32; TAGS];

/// How well tags follow each other.
pub struct Chain {
    /// How well a tag begins the words.
    begin: Row,
    /// For each tag how well the next follows it.
    follow: [Row; TAGS],
}

impl Chain {
    /// A chain with learned scores: those of beginning, then a row for each tag. What cannot be
    /// (going on with what has not begun) has no score.
    pub fn new(begin: &[f32], follow: &[f32]) -> Option<Self> {
        if begin.len() != TAGS || follow.len() != TAGS * TAGS {
            return None;
        }
        let score = |known: f32, before: usize, tag: usize| {
            if follows(before, tag) { known } else { f32::NEG_INFINITY }
        };
        Some(Self {
            begin: std::array::from_fn(|tag| score(begin[tag], 0, tag)),
            follow: std::array::from_fn(|before| {
                std::array::from_fn(|tag| score(follow[before * TAGS + tag], before, tag))
            }),
        })
    }

    /// The best tags of the words (Viterbi's algorithm).
    pub fn best(&self, words: &[Row]) -> Vec<usize> {
        let Some((first, rest)) = words.split_first() else { return Vec::new() };
        let mut totals = sum(&self.begin, first);
        let mut back: Vec<[usize; TAGS]> = Vec::with_capacity(rest.len());
        for word in rest {
            let from: [usize; TAGS] = std::array::from_fn(|tag| {
                best_of(&std::array::from_fn(|before| totals[before] + self.follow[before][tag]))
            });
            totals = std::array::from_fn(|tag| {
                totals[from[tag]] + self.follow[from[tag]][tag] + word[tag]
            });
            back.push(from);
        }
        let mut tags = vec![best_of(&totals)];
        for from in back.iter().rev() {
            tags.push(from[tags[tags.len() - 1]]);
        }
        tags.reverse();
        tags
    }

    /// For each word the logarithms of the probabilities of its tags (the forward-backward
    /// algorithm).
    pub fn probabilities(&self, words: &[Row]) -> Vec<Row> {
        let Some((first, rest)) = words.split_first() else { return Vec::new() };
        let mut forward = vec![sum(&self.begin, first)];
        for word in rest {
            let before = forward[forward.len() - 1];
            forward.push(std::array::from_fn(|tag| {
                word[tag] + log_sum(&std::array::from_fn(|b| before[b] + self.follow[b][tag]))
            }));
        }
        let whole = log_sum(&forward[forward.len() - 1]);
        let mut after = [0.0; TAGS];
        for i in (0..words.len()).rev() {
            let onward = sum(&words[i], &after);
            forward[i] = std::array::from_fn(|tag| forward[i][tag] + after[tag] - whole);
            after = std::array::from_fn(|tag| log_sum(&sum(&self.follow[tag], &onward)));
        }
        forward
    }
}

/// Whether `next` may follow `tag`: a stretch goes on only with its own kind.
const fn follows(tag: usize, next: usize) -> bool {
    next == 0 || next % 2 == 1 || tag == next || tag + 1 == next
}

fn sum(a: &Row, b: &Row) -> Row {
    std::array::from_fn(|tag| a[tag] + b[tag])
}

/// The place of the highest score, the first of several.
fn best_of(row: &Row) -> usize {
    (1..TAGS).fold(0, |best, tag| if row[tag] > row[best] { tag } else { best })
}

/// The logarithm of the sum of what the row holds the logarithms of.
fn log_sum(row: &Row) -> f32 {
    let most = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    if most == f32::NEG_INFINITY {
        return most;
    }
    most + row.iter().map(|score| (score - most).exp()).sum::<f32>().ln()
}

#[cfg(test)]
mod tests {
    use super::{Chain, Row, TAGS};

    fn free() -> Chain {
        Chain::new(&[0.0; TAGS], &[0.0; TAGS * TAGS]).unwrap()
    }

    #[test]
    fn a_stretch_goes_on_only_after_it_began() {
        // The second word looks most like going on with the third kind, but that has not begun.
        let words = [[3., 0., 0., 0., 0., 0., 0.], [0., 0., 0., 0., 0., 2., 3.]];
        assert_eq!(free().best(&words), [0, 5]);
        let probable = free().probabilities(&words);
        assert!(probable[0][6] == f32::NEG_INFINITY, "{probable:?}");
    }

    #[test]
    fn a_learned_score_turns_the_scale() {
        let words = [[0., 1., 0., 0., 0., 0., 0.], [1., 0., 0.5, 0., 0., 0., 0.]];
        assert_eq!(free().best(&words), [1, 0]);
        let mut follow = [0.0; TAGS * TAGS];
        follow[TAGS + 2] = 1.0;
        assert_eq!(Chain::new(&[0.0; TAGS], &follow).unwrap().best(&words), [1, 2]);
    }

    #[test]
    fn probabilities_are_those_of_all_rows_of_tags() {
        let scores = [0.3, -0.5, 0.8, 0.1, -0.2];
        let word = |i: usize| std::array::from_fn(|tag| scores[(3 * i + tag) % 5]);
        let words: Vec<Row> = (0..3).map(word).collect();
        let follow: Vec<f32> = (0..TAGS * TAGS).map(|i| scores[i * i % 5]).collect();
        let begin: Row = std::array::from_fn(|tag| scores[tag % 5]);
        let chain = Chain::new(&begin, &follow).unwrap();
        let mut sums = [[0.0_f32; TAGS]; 3];
        for a in 0..TAGS {
            for b in 0..TAGS {
                for c in 0..TAGS {
                    let score = chain.begin[a]
                        + words[0][a]
                        + chain.follow[a][b]
                        + words[1][b]
                        + chain.follow[b][c]
                        + words[2][c];
                    sums[0][a] += score.exp();
                    sums[1][b] += score.exp();
                    sums[2][c] += score.exp();
                }
            }
        }
        for (row, expected) in chain.probabilities(&words).iter().zip(sums) {
            let all: f32 = expected.iter().sum();
            for (probable, share) in row.iter().zip(expected) {
                assert!((probable.exp() - share / all).abs() < 1e-4, "{row:?} {expected:?}");
            }
        }
    }

    #[test]
    fn no_words_have_no_tags() {
        assert!(free().best(&[]).is_empty());
        assert!(free().probabilities(&[]).is_empty());
    }
}
