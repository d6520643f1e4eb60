//! What other programs and printers get of an analysis or an evaluation: JSON and linear text.

pub mod extract;
pub mod figures;
#[cfg(test)]
mod fixture;
pub mod json;
pub mod list;
pub mod misses;
mod offset;
mod pretty;
pub mod table;
pub mod text;
