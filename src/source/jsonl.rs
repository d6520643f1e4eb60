//! JSON Lines: one article a line, read one at a time, so that memory does not grow.

use std::{
    io::{self, BufRead, Read},
    path::Path,
};

use serde::{Deserialize, Deserializer, de};
use serde_json::Value;

use super::{
    clean::{clean, line},
    field, has_ending, plain,
};
use crate::article::{About, Article};

/// The most bytes that are read of one line.
pub const LINE_LIMIT: usize = 64 << 20;

/// Whether a file's name promises JSON Lines.
#[must_use]
pub fn is_named(path: &Path) -> bool {
    has_ending(path, &["jsonl", "ndjson"])
}

/// What one line holds.
#[derive(Debug)]
pub struct Row {
    /// The id that the line gives, a string or a number; null where none can be read.
    pub id: Value,
    /// The article, or why there is none.
    pub article: Result<Article, String>,
}

/// The rows of the input, in order, one for each line, blank ones too.
///
/// # Errors
/// An error of reading ends the rows.
pub fn rows(input: impl BufRead) -> impl Iterator<Item = io::Result<Row>> {
    rows_within(input, LINE_LIMIT)
}

fn rows_within(input: impl BufRead, limit: usize) -> impl Iterator<Item = io::Result<Row>> {
    lines(input, limit, |number, line| {
        let row = line.map_or_else(refused, row);
        Row { article: row.article.map_err(|error| format!("line {number}: {error}")), ..row }
    })
}

/// What `read` makes of each line and its number. In place of a line that is longer than `limit`
/// bytes or no text it is given the reason.
pub(super) fn lines<T>(
    mut input: impl BufRead,
    limit: usize,
    read: impl Fn(usize, Result<&str, String>) -> T,
) -> impl Iterator<Item = io::Result<T>> {
    let mut line = Vec::new();
    let mut number = 0;
    std::iter::from_fn(move || {
        number += 1;
        line.clear();
        line.shrink_to(1 << 20);
        let end = (&mut input).take(limit as u64 + 1).read_until(b'\n', &mut line);
        let too_long = || format!("longer than {limit} bytes");
        Some(match end {
            Ok(0) => return None,
            Ok(_) if line.len() > limit && !line.ends_with(b"\n") => {
                input.skip_until(b'\n').map(|_| read(number, Err(too_long())))
            }
            Ok(_) => Ok(read(number, text(&line))),
            Err(error) => Err(error),
        })
    })
}

fn text(line: &[u8]) -> Result<&str, String> {
    match std::str::from_utf8(line) {
        Ok(line) if line.trim().is_empty() => Err("nothing in it".into()),
        Ok(line) => Ok(line),
        Err(error) => Err(format!("not UTF-8 at byte {}", error.valid_up_to())),
    }
}

fn refused(error: String) -> Row {
    Row { id: Value::Null, article: Err(error) }
}

/// A line as other programs write it. Fields that are not named here are passed over.
#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    id: Option<Id>,
    text: Words,
    title: Option<Words>,
    byline: Option<Words>,
    date: Option<Words>,
    source: Option<Words>,
    language: Option<Words>,
}

/// The one field that an error row repeats.
#[derive(Deserialize)]
struct Named {
    id: Option<Id>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Hash)]
#[serde(untagged, expecting = "the id must be a string or a number")]
pub(super) enum Id {
    Number(serde_json::Number),
    String(String),
}

impl From<Id> for Value {
    fn from(id: Id) -> Self {
        match id {
            Id::Number(number) => number.into(),
            Id::String(name) => clean(&name).into(),
        }
    }
}

/// The article in a line of text.
pub(super) fn row(line: &str) -> Row {
    match serde_json::from_str::<Document>(line) {
        Ok(document) => document.into_row(),
        Err(error) => {
            let named = serde_json::from_str::<Named>(line).ok().and_then(|named| named.id);
            Row { id: named.map_or(Value::Null, Value::from), article: Err(message(&error)) }
        }
    }
}

/// What cannot be read, and why.
pub(super) fn told(json: &str, error: &serde_json::Error) -> String {
    format!("{}: {}", field::at_fault(json, error), message(error))
}

/// The parser's message with the place within this line alone.
fn message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let words = message.rsplit_once(" at line ").map_or(message.as_str(), |(words, _)| words);
    match error.column() {
        0 => words.into(),
        column => format!("{words} at column {column}"),
    }
}

impl Document {
    fn into_row(self) -> Row {
        let id = self.id.map_or(Value::Null, Value::from);
        let known = |words: Option<Words>| words.map(|Words(words)| line(&words));
        let about = About {
            id: id.as_str().map(Into::into),
            title: known(self.title),
            byline: known(self.byline),
            date: known(self.date),
            source: known(self.source),
            language: known(self.language),
            ..About::default()
        };
        Row { id, article: Ok(plain::article(clean(&self.text.0), about)) }
    }
}

/// A string of JSON. An escaped lone surrogate, which JSON can hold and a text cannot, becomes
/// U+FFFD: one character, as the writer counted it.
struct Words(String);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(WordsVisitor)
    }
}

struct WordsVisitor;

impl de::Visitor<'_> for WordsVisitor {
    type Value = Words;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("a string")
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Words, E> {
        let mut bytes = bytes.to_vec();
        if std::str::from_utf8(&bytes).is_err() {
            replace_surrogates(&mut bytes);
        }
        String::from_utf8(bytes).map(Words).map_err(E::custom)
    }
}

/// Replaces surrogates, which serde hands over in three bytes each, by U+FFFD, three bytes too.
fn replace_surrogates(bytes: &mut [u8]) {
    let mut at = 0;
    while let Some(found) = bytes.get_mut(at..at + 3) {
        if found[0] == 0xed && found[1] >= 0xa0 {
            found.copy_from_slice("\u{fffd}".as_bytes());
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::rows_within;

    /// Each row as "id: text" or "id! error".
    fn read(lines: &str) -> Vec<String> {
        let rows = rows_within(lines.as_bytes(), 100);
        let shown = |row: std::io::Result<super::Row>| {
            let row = row.unwrap();
            match row.article {
                Ok(article) => format!("{}: {}", row.id, article.text),
                Err(error) => format!("{}! {error}", row.id),
            }
        };
        rows.map(shown).collect()
    }

    #[test]
    fn ids_are_strings_or_numbers_and_other_fields_are_passed_over() {
        let lines = "{\"id\":\"a\",\"text\":\" One.\",\"quotes\":[]}\n{\"text\":\"Two.\",\"id\":7}\n{\"text\":\"\",\"title\":null}";
        assert_eq!(read(lines), ["\"a\":  One.", "7: Two.", "null: "]);
    }

    #[test]
    fn every_bad_line_gets_an_answer_in_its_place() {
        let lines = "{\"id\":1}\n\nnope\n{\"id\":\"x\",\"text\":3}\n{\"id\":[],\"text\":\"a\"}\n{\"id\":2,\"text\":\"ok\"}\n";
        assert_eq!(
            read(lines),
            [
                "1! line 1: missing field `text` at column 8",
                "null! line 2: nothing in it",
                "null! line 3: expected ident at column 2",
                "\"x\"! line 4: invalid type: integer `3`, expected a string at column 18",
                "null! line 5: the id must be a string or a number at column 8",
                "2: ok",
            ]
        );
    }

    #[test]
    fn a_line_that_is_too_long_is_skipped_and_the_next_one_read() {
        let lines = format!("{{\"text\":\"{}\"}}\n{{\"text\":\"a\"}}\n", "x".repeat(300));
        assert_eq!(read(&lines), ["null! line 1: longer than 100 bytes", "null: a"]);
    }

    #[test]
    fn a_line_that_is_not_utf8_says_where() {
        let mut rows = rows_within(&b"{\"text\":\"\xff\"}"[..], 100);
        let row = rows.next().unwrap().unwrap();
        assert_eq!(row.article.unwrap_err(), "line 1: not UTF-8 at byte 9");
    }

    #[test]
    fn a_lone_surrogate_is_one_character() {
        let lines = r#"{"text":"a\ud83db\ude00c\ud83d\ude00d"}"#;
        assert_eq!(read(lines), ["null: a\u{fffd}b\u{fffd}c😀d"]);
    }
}
