//! What words are as parts of a stance: as its holder, the holder's verb, its target; and who stands
//! where on what, as far as these tell.

use std::ops::Range;

use rten_tensor::{NdTensor, prelude::*};

use super::window::Window;
use crate::text::Span;

/// How many numbers tell what a word is in a role, and within the scorer.
const WIDE: usize = 64;
/// The roles: holder, verb, target, and the last word of a target.
const ROLES: usize = 4;
/// Numbers are kept in so many parts of one, as whole ones: a quarter of the memory.
const PARTS: f32 = 16.0;

/// What the words of a window are in each role.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    words: Vec<Span>,
    /// For each word all its roles, in parts.
    values: Vec<i8>,
}

impl Roles {
    /// Of a window, by what the network says of the first piece of each word.
    #[must_use]
    pub fn new(window: &Window, pieces: &NdTensor<f32, 2>) -> Self {
        let mut values = Vec::with_capacity(window.words.len() * WIDE * ROLES);
        for &head in &window.heads {
            values.extend(pieces.slice(head).iter().map(|&value| in_parts(value)));
        }
        Self { words: window.words.clone(), values }
    }

    /// The words that meet a span, by number.
    fn words_in(&self, span: Span) -> Range<usize> {
        let start = self.words.partition_point(|word| word.end <= span.start);
        start..self.words.partition_point(|word| word.start < span.end).max(start)
    }

    /// What a word is in a role.
    fn role(&self, word: usize, role: usize) -> impl Iterator<Item = f32> {
        let at = (word * ROLES + role) * WIDE;
        let values = self.values.get(at..at + WIDE).unwrap_or_default();
        values.iter().map(|&value| f32::from(value) / PARTS)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "what is too large becomes the largest")]
fn in_parts(value: f32) -> i8 {
    (value * PARTS).round() as i8
}

/// The end of the network: from what holder, verb and target are to what they make together.
pub struct Scorer {
    /// What stands for a holder, or a verb, that is not in the window.
    absent: [Vec<f32>; 2],
    middle: Layer,
    answer: Layer,
}

impl Scorer {
    /// Of the parameters; `None` where their numbers are wrong.
    pub fn new(absent: &[f32], middle: [Vec<f32>; 2], answer: [Vec<f32>; 2]) -> Option<Self> {
        let (holder, verb) = absent.split_at_checked(WIDE)?;
        Some(Self {
            absent: [holder.to_vec(), verb.to_vec()],
            middle: Layer::new(middle, 3 * WIDE, WIDE)?,
            answer: Layer::new(answer, WIDE, 3)?,
        })
    }

    /// The logits that there is a stance, that it is in favour, and that it is an open one.
    pub fn score(
        &self,
        roles: &Roles,
        places: [Option<Span>; 2],
        target: Span,
    ) -> Option<[f32; 3]> {
        let words = roles.words_in(target);
        let last = words.clone().next_back()?;
        let mut target: Vec<f32> = roles.role(last, 3).collect();
        let share = 1.0 / f32::from(u16::try_from(words.len()).unwrap_or(u16::MAX));
        for word in words {
            add(&mut target, roles.role(word, 2).map(|value| value * share));
        }
        let mut sum = target.clone();
        let mut products = Vec::with_capacity(2 * WIDE);
        for (role, (place, absent)) in places.into_iter().zip(&self.absent).enumerate() {
            let own: Vec<f32> = match place.and_then(|place| roles.words_in(place).next()) {
                Some(word) => roles.role(word, role).collect(),
                None => absent.clone(),
            };
            products.extend(own.iter().zip(&target).map(|(own, target)| own * target));
            add(&mut sum, own.into_iter());
        }
        let mut hidden = positive(sum);
        hidden.append(&mut products);
        let answer = self.answer.of(&positive(self.middle.of(&hidden)));
        answer.try_into().ok()
    }
}

fn add(sum: &mut [f32], values: impl Iterator<Item = f32>) {
    sum.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
}

fn positive(values: Vec<f32>) -> Vec<f32> {
    values.into_iter().map(|value| value.max(0.0)).collect()
}

/// A matrix and what is added.
struct Layer {
    /// For each number that it takes, what that weighs in each that it gives: sums of these are
    /// made of many numbers at once.
    columns: Vec<f32>,
    bias: Vec<f32>,
}

impl Layer {
    /// Of a matrix that has a row for each number that is given.
    fn new([rows, bias]: [Vec<f32>; 2], taken: usize, given: usize) -> Option<Self> {
        let column = |i: usize| rows.iter().skip(i).step_by(taken).copied();
        let columns = (0..taken).flat_map(column).collect();
        (bias.len() == given && rows.len() == given * taken).then_some(Self { columns, bias })
    }

    fn of(&self, values: &[f32]) -> Vec<f32> {
        let mut sums = self.bias.clone();
        for (column, value) in self.columns.chunks_exact(sums.len()).zip(values) {
            if *value != 0.0 {
                add(&mut sums, column.iter().map(|weight| weight * value));
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::{Layer, ROLES, Roles, Scorer, WIDE};
    use crate::text::Span;

    /// Three words; of each only the first number of a role is not 0.
    fn roles() -> Roles {
        let mut values = vec![0; 3 * ROLES * WIDE];
        for (word, role, value) in [(0, 0, 32), (1, 1, 16), (1, 2, 16), (2, 2, 48), (2, 3, 8)] {
            values[(word * ROLES + role) * WIDE] = value;
        }
        Roles { words: [(0, 3), (4, 7), (8, 11)].map(|(a, b)| Span::new(a, b)).into(), values }
    }

    /// Twice the first number, its opposite, and nothing; to it are added 0.5 times the product of
    /// holder and target, and 0.25 times that of verb and target. An absent holder is worth 10, a
    /// verb 20.
    fn scorer() -> Scorer {
        let one = |taken: usize, given: usize, at: &[(usize, f32)]| {
            let mut rows = vec![0.0; given * taken];
            for &(at, value) in at {
                rows[at] = value;
            }
            Layer::new([rows, vec![0.0; given]], taken, given).unwrap()
        };
        let mut absent = [vec![0.0; WIDE], vec![0.0; WIDE]];
        (absent[0][0], absent[1][0]) = (10.0, 20.0);
        let middle = one(3 * WIDE, WIDE, &[(0, 2.0), (WIDE, 0.5), (2 * WIDE, 0.25)]);
        Scorer { absent, middle, answer: one(WIDE, 3, &[(0, 1.0), (WIDE, -1.0)]) }
    }

    #[track_caller]
    fn check(places: [Option<Span>; 2], target: Span, expected: Option<f32>) {
        let found = scorer().score(&roles(), places, target);
        assert_eq!(found, expected.map(|value| [value, -value, 0.0]));
    }

    #[test]
    fn a_candidate_is_the_sum_and_the_products_of_its_parts_and_a_target_the_mean_of_its_words() {
        let (holder, verb) = (Some(Span::new(0, 3)), Some(Span::new(4, 7)));
        // 2 as a holder, 1 as a verb, (1 + 3) / 2 as a target, 0.5 as its last word.
        let both = 2.0 * 5.5 + 0.5 * 2.0 * 2.5 + 0.25 * 2.5;
        check([holder, verb], Span::new(4, 11), Some(both));
        let no_holder = 2.0 * 14.5 + 0.5 * 10.0 * 3.5 + 0.25 * 3.5;
        check([None, verb], Span::new(8, 11), Some(no_holder));
        let no_verb = 2.0 * 25.5 + 0.5 * 2.0 * 3.5 + 0.25 * 20.0 * 3.5;
        check([holder, None], Span::new(9, 10), Some(no_verb));
    }

    #[test]
    fn a_target_that_stands_elsewhere_is_not_judged() {
        check([None, None], Span::new(20, 24), None);
        check([None, None], Span::new(3, 4), None);
    }
}
