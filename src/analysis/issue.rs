//! Issues: the targets of stances that mean the same thing, gathered under one label.

use super::Reading;
use crate::fact::{Issue, Stance};

/// The issues, sorted by first mention; each stance is told its issue.
#[must_use]
pub fn gather(_reading: &Reading, _stances: &mut [Stance]) -> Vec<Issue> {
    Vec::new()
}
