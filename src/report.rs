//! What other programs and printers get of an analysis: JSON and linear text.

mod json;
mod offset;
mod text;

pub use json::Document;
pub use text::{Measure, text};

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

/// Writes one article as JSON for people to look at too: a fact a line.
///
/// # Errors
/// Where the output cannot be written.
pub fn json(out: &mut impl Write, document: &Document) -> io::Result<()> {
    let mut serializer =
        serde_json::Serializer::with_formatter(&mut *out, json::FactALine::default());
    document.serialize(&mut serializer)?;
    out.write_all(b"\n")
}

/// Writes one article as a line of JSON.
///
/// # Errors
/// Where the output cannot be written.
pub fn json_line(out: &mut impl Write, document: &Document) -> io::Result<()> {
    serde_json::to_writer(&mut *out, document)?;
    out.write_all(b"\n")
}

/// Writes, as a line of JSON, that an article could not be read.
///
/// # Errors
/// Where the output cannot be written.
pub fn json_error(out: &mut impl Write, id: &Value, error: &str) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &json::Failure { id, error })?;
    out.write_all(b"\n")
}
