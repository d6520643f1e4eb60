//! Whether confidence means something: of the facts that are called nine tenths sure, nine in ten
//! should be right.

use crate::fact::Confidence;

/// Where each bin but the first begins.
const EDGES: [f64; 9] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/// Facts by their confidence, in ten bins of equal width.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    bins: [Bin; EDGES.len() + 1],
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Bin {
    facts: usize,
    right: usize,
    /// The sum of the confidences.
    claimed: f64,
}

impl Calibration {
    /// Counts a fact; its confidence is taken in thousandths, as it is written down.
    pub fn add(&mut self, confidence: Confidence, right: bool) {
        let confidence = (f64::from(confidence) * 1000.0).round() / 1000.0;
        let reached = EDGES.iter().filter(|edge| confidence >= **edge).count();
        let bin = &mut self.bins[reached];
        bin.facts += 1;
        bin.right += usize::from(right);
        bin.claimed += confidence;
    }

    /// Counts what another has counted.
    pub fn merge(&mut self, other: &Self) {
        for (bin, more) in self.bins.iter_mut().zip(&other.bins) {
            bin.facts += more.facts;
            bin.right += more.right;
            bin.claimed += more.claimed;
        }
    }

    /// The expected calibration error: how far a bin's share of right facts is from its mean
    /// confidence, on average over the facts; 0 without facts.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "nobody annotates 2^52 facts")]
    pub fn error(&self) -> f64 {
        let facts: usize = self.bins.iter().map(|bin| bin.facts).sum();
        let gaps = self.bins.iter().map(|bin| (bin.right as f64 - bin.claimed).abs());
        gaps.sum::<f64>() / facts.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::Calibration;

    fn error(facts: &[(f32, bool)]) -> f64 {
        // Half of them apart: the sum must not tell.
        let mut halves = [Calibration::default(), Calibration::default()];
        for (i, (confidence, right)) in facts.iter().enumerate() {
            halves[i % 2].add(*confidence, *right);
        }
        let [mut whole, other] = halves;
        whole.merge(&other);
        whole.error()
    }

    #[test]
    fn facts_as_sure_as_they_are_right_leave_no_error() {
        assert!(error(&[(0.5, true), (0.5, false), (1.0, true), (0.0, false)]) < 1e-9);
        assert!(error(&[]) < 1e-9);
    }

    #[test]
    fn the_error_is_the_mean_gap_between_claim_and_truth() {
        // Two at 0.8 and both right: a gap of 0.2. Two at 0.9 and one right: a gap of 0.4.
        let found = error(&[(0.8, true), (0.8, true), (0.9, true), (0.9, false)]);
        assert!((found - 0.3).abs() < 1e-6, "{found}");
    }

    #[test]
    fn a_claim_on_the_edge_belongs_to_the_bin_above() {
        // In one bin the gaps would cancel out in part.
        for sure in [0.9, 0.8996] {
            let found = error(&[(sure, true), (0.85, false)]);
            assert!((found - 0.475).abs() < 1e-6, "{found}");
        }
    }
}
