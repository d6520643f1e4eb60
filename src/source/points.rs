//! A text by its code points, which is how other programs count.

use crate::text::Span;

/// The code points at which something begins and after which it ends.
pub type Ends = [usize; 2];

/// A text by its code points.
pub struct Points<'a> {
    words: &'a str,
    /// The byte at which each code point begins, and that after the last.
    starts: Vec<usize>,
}

impl<'a> Points<'a> {
    /// Counts a text.
    #[must_use]
    pub fn of(words: &'a str) -> Self {
        let starts = words.char_indices().map(|(at, _)| at).chain([words.len()]).collect();
        Self { words, starts }
    }

    /// The bytes between two code points; `field` is where they are written down.
    ///
    /// # Errors
    /// Where there are no such code points, with the field.
    pub fn span(&self, [start, end]: Ends, field: impl Fn() -> String) -> Result<Span, String> {
        let length = self.starts.len() - 1;
        if start > end {
            return Err(format!("{}: [{start}, {end}] ends before it begins", field()));
        }
        match (self.starts.get(start), self.starts.get(end)) {
            (Some(start), Some(end)) => Ok(Span::new(*start, *end)),
            _ => Err(format!(
                "{}: [{start}, {end}] lies outside the text, which has {length} code points",
                field()
            )),
        }
    }

    /// The first place at which the text has these words.
    #[must_use]
    pub fn find(&self, words: &str) -> Option<Span> {
        let start = self.words.find(words).filter(|_| !words.is_empty())?;
        Some(Span::new(start, start + words.len()))
    }
}
