//! Actors: the names, descriptions and pronouns of one person or body, gathered.

use super::Reading;
use crate::fact::{Actor, Quotation};

/// The actors of the article, sorted by first mention; each quotation is told its speaker.
#[must_use]
pub fn find(_reading: &Reading, _quotations: &mut [Quotation]) -> Vec<Actor> {
    Vec::new()
}
