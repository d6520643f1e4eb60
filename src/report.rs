//! What other programs and printers get of an analysis: JSON and linear text.

#[cfg(test)]
mod fixture;
pub mod json;
mod offset;
mod pretty;
pub mod text;
