//! Quotations: what is said, by which words of the text it is attributed, and to whom.

use super::Reading;
use crate::fact::Quotation;

/// The quotations of the article, sorted by the start of their content; no actor is told yet.
#[must_use]
pub fn find(_reading: &Reading) -> Vec<Quotation> {
    Vec::new()
}
