//! Stances: who is for, against or undecided, on what, by which words.

use super::Reading;
use crate::fact::{Actor, Quotation, Stance};

/// The stances of the article, sorted by the start of their evidence; no issue is told yet.
#[must_use]
pub fn find(_reading: &Reading, _quotations: &[Quotation], _actors: &[Actor]) -> Vec<Stance> {
    Vec::new()
}
