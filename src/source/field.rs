//! The field of JSON that an error is about.

use std::fmt::Write;

use crate::text::Span;

/// What surrounds the place that has been reached.
enum Level {
    /// An object, and the key that it is at; empty before the first.
    Object(Span),
    /// An array, and which of its values it is at.
    Array(usize),
}

/// The path of the field at whose end or within which reading failed, as in `quotes[1].cue`; a dot
/// for the whole.
pub(super) fn at_fault(json: &str, error: &serde_json::Error) -> String {
    let before = json.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len);
    let read = before.sum::<usize>() + error.column();
    // An opening that was not expected is the last that is read; what is wrong would begin there.
    let read = json.get(..read).unwrap_or(json).trim_end_matches(['{', '[']);
    let mut levels = Vec::new();
    let (mut open, mut last, mut escaped) = (None, Span::default(), false);
    for (at, byte) in read.bytes().enumerate() {
        match (byte, open) {
            _ if escaped => escaped = false,
            (b'\\', _) => escaped = true,
            (b'"', Some(start)) => (open, last) = (None, Span::new(start, at)),
            (b'"', None) => open = Some(at + 1),
            (b'{', None) => levels.push(Level::Object(Span::default())),
            (b'[', None) => levels.push(Level::Array(0)),
            (b'}' | b']', None) => drop(levels.pop()),
            (b':' | b',', None) => match levels.last_mut() {
                Some(Level::Object(key)) => {
                    *key = if byte == b':' { last } else { Span::default() }
                }
                Some(Level::Array(place)) => *place += 1,
                None => {}
            },
            _ => {}
        }
    }
    let mut path = String::new();
    for level in levels {
        let dot = if path.is_empty() { "" } else { "." };
        // Writing to memory does not fail.
        let _ = match level {
            Level::Object(key) if key.is_empty() => Ok(()),
            Level::Object(key) => write!(path, "{dot}{}", key.of(json)),
            Level::Array(place) => write!(path, "[{place}]"),
        };
    }
    if path.is_empty() { ".".to_owned() } else { path }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::at_fault;

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only whether it can be read matters")]
    struct Whole {
        parts: Vec<Part>,
        name: Option<String>,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only whether it can be read matters")]
    struct Part {
        ends: [u32; 2],
        of: String,
    }

    #[track_caller]
    fn check(json: &str, expected: &str) {
        let error = serde_json::from_str::<Whole>(json).unwrap_err();
        assert_eq!(at_fault(json, &error), expected, "{error}");
    }

    #[test]
    fn the_field_is_the_one_that_cannot_be_read() {
        check("5", ".");
        check("{}", ".");
        check("nope", ".");
        check(r#"{"name": 5}"#, "name");
        check(r#"{"name": ["a"]}"#, "name");
        check(r#"{"odd": {"a": [1, {"b": 2}]}, "parts": {}}"#, "parts");
        check(r#"{"parts": [5]}"#, "parts[0]");
        check(r#"{"parts": [{"ends": [1, 2], "of": "}\"]"}, {"ends": [1, 2]}]}"#, "parts[1]");
        check("{\"parts\":\n [{\"of\": \"ä\",\n \"ends\": [1, \"x\"]}]}", "parts[0].ends[1]");
        check(r#"{"parts": [{"of": "a", "ends": [1]}]}"#, "parts[0].ends");
        check(r#"{"parts": [{"of": "a", "ends": [1, 2"#, "parts[0].ends[1]");
    }
}
