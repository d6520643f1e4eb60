//! The trained weights of a linear model whose features are named by words.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

/// A feature by its name: what it looks at, and up to two values that it saw there.
pub type Feature<'a> = [&'a str; 3];

/// A logistic model: the weight of every feature that training saw.
#[derive(Clone, Debug, Default)]
pub struct Weights(FxHashMap<u64, f32>);

impl Weights {
    /// Reads weights: a line each, the feature's three names and its weight, tab-separated; `#`
    /// begins a comment line. A line of another form is passed over.
    #[must_use]
    pub fn parse(lines: &str) -> Self {
        let weight = |line: &str| {
            let mut fields = line.split('\t');
            let feature = [fields.next()?, fields.next()?, fields.next()?];
            Some((key(&feature), fields.next()?.parse().ok()?))
        };
        let lines = lines.lines().filter(|line| !line.starts_with('#'));
        Self(lines.filter_map(weight).collect())
    }

    /// The weight of a feature; 0 for one that training never saw.
    #[must_use]
    pub fn of(&self, feature: &Feature) -> f32 {
        self.0.get(&key(feature)).copied().unwrap_or_default()
    }
}

/// The probability that a sum of weights stands for, from 0 to 1.
#[must_use]
pub fn probability(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}

/// The feature as a number.
pub(super) fn key(feature: &Feature) -> u64 {
    let mut hasher = FxHasher::default();
    feature.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::{Weights, probability};

    #[test]
    fn a_feature_has_the_weight_of_its_line() {
        let weights =
            Weights::parse("# frame\nframe\tThat\t\t1.5\nlemma\tsay\tThat\t-0.25\nbroken\n");
        assert!((weights.of(&["frame", "That", ""]) - 1.5).abs() < 1e-6);
        assert!((weights.of(&["lemma", "say", "That"]) + 0.25).abs() < 1e-6);
        assert!(weights.of(&["frame", "", "That"]).abs() < 1e-6);
    }

    #[test]
    fn a_sum_of_nothing_is_an_even_chance() {
        assert!((probability(0.0) - 0.5).abs() < 1e-6);
        assert!(probability(4.0) > 0.98);
    }
}
