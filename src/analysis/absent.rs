//! What stands in the network's place in a build without it. There is never one.

use std::ops::Range;

use super::Reading;
use crate::{fact::Quotation, text::Span};

/// No network.
pub enum Network {}

/// No window.
pub enum Window {}

/// No words.
pub enum Roles {}

impl Network {
    /// Never asked.
    #[must_use]
    pub fn can_read(&self) -> bool {
        match *self {}
    }

    /// Never asked.
    #[must_use]
    pub fn windows(&self, _: &Reading, _: Range<usize>) -> Vec<Window> {
        match *self {}
    }

    /// Never asked.
    #[must_use]
    pub fn read(&self, _: &Window, _: &Reading) -> (Vec<Quotation>, Roles) {
        match *self {}
    }

    /// Never asked.
    #[must_use]
    pub fn judge(&self, _: &Roles, _: [Option<Span>; 2], _: Span) -> Option<[f32; 3]> {
        match *self {}
    }
}

impl Window {
    /// Never asked.
    #[must_use]
    pub fn span(&self) -> Span {
        match *self {}
    }
}
