//! Letters as programs for e-mail write them: fields on top, and `>` before what is quoted.
//!
//! The text stays what it is, character for character: a mark of quoting becomes a space, and what
//! it said is kept in the kind of the paragraph.

use super::clean::line;
use crate::{article::About, text::Span};

/// A text without marks of quoting, and how deep each of its lines is quoted.
pub struct Letter {
    /// The text, with a space in the place of each mark.
    pub text: String,
    /// For each line the number of marks before it; nothing where no line has any.
    pub depths: Vec<usize>,
}

/// Reads a text that may be a letter.
#[must_use]
pub fn read(text: String) -> Letter {
    let quoted = text.lines().filter(|line| line.starts_with('>')).take(2).count();
    if quoted == 0 {
        return Letter { text, depths: Vec::new() };
    }
    let sure = quoted > 1;
    let mut out = String::with_capacity(text.len());
    let mut depths = Vec::new();
    for line in text.split_inclusive('\n') {
        let marks = marks(line, sure);
        let (quoting, words) = line.split_at(marks);
        depths.push(quoting.matches('>').count());
        out.extend(std::iter::repeat_n(' ', marks));
        out.push_str(words);
    }
    Letter { text: out, depths }
}

/// The bytes of the marks at the beginning of a line, `>`, `>>` or `> >`. One alone in a text
/// counts only with a space after it: it may be "more than".
fn marks(line: &str, sure: bool) -> usize {
    let body = line.trim_start_matches(['>', ' ']);
    let start = line.get(..line.len() - body.len()).unwrap_or_default();
    let Some(last) = start.rfind('>') else { return 0 };
    let spaced =
        start.get(last + 1..).is_some_and(|rest| !rest.is_empty()) || body.trim().is_empty();
    if line.starts_with('>') && (sure || spaced) { last + 1 } else { 0 }
}

/// What the fields of a letter's head say, if it has one that says who wrote and what about; and
/// where they stand, since they are no part of what is read.
pub fn fields(text: &str) -> Option<(About, Span)> {
    let mut end = 0;
    for row in text.split_inclusive('\n').take_while(|row| !row.trim().is_empty()) {
        end += row.len();
    }
    let end = Span::new(0, end).trim(text).end;
    let head = Span::new(0, end).of(text);
    let mut found: Vec<(String, String)> = Vec::new();
    for row in head.lines() {
        match found.last_mut() {
            Some((_, value)) if row.starts_with(' ') && !row.trim().is_empty() => {
                value.push(' ');
                value.push_str(row);
            }
            _ => {
                let (name, value) = row.split_once(':')?;
                let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
                if name.is_empty() || !name.chars().all(is_name) {
                    return None;
                }
                found.push((name.to_ascii_lowercase(), value.to_owned()));
            }
        }
    }
    let value = |name: &str| {
        let (_, value) = found.iter().find(|(own, _)| own == name)?;
        Some(line(value)).filter(|value| !value.is_empty())
    };
    let (byline, title) = (value("from")?, value("subject"));
    let date = value("date");
    if title.is_none() && date.is_none() {
        return None;
    }
    Some((About { title, byline: Some(byline), date, ..About::default() }, Span::new(0, end)))
}

#[cfg(test)]
mod tests {
    use super::{fields, read};

    #[test]
    fn marks_of_quoting_become_spaces_and_tell_how_deep() {
        let letter = read("Ann wrote:\n> One\n>> > two\n>\nThree > four\n".to_owned());
        assert_eq!(letter.text, "Ann wrote:\n  One\n     two\n \nThree > four\n");
        assert_eq!(letter.depths, [0, 1, 3, 1, 0]);
    }

    fn depths(text: &str) -> Vec<usize> {
        read(text.to_owned()).depths
    }

    #[test]
    fn a_mark_alone_may_be_more_than() {
        assert_eq!(depths("It rains.\n>50 mm fell.\n"), [0, 0]);
        assert_eq!(depths("It rains.\n> 50 mm fell.\n"), [0, 1]);
        assert_eq!(depths(">one\n>two\n"), [1, 1]);
    }

    #[test]
    fn the_fields_say_who_wrote_and_are_not_read() {
        let text =
            "From: Ann Lee <ann@a.example>\nTo: Bo\nSubject: The\n  quay\nDate: 3 May\n\nHi.";
        let (about, place) = fields(text).unwrap();
        assert_eq!(about.title.as_deref(), Some("The quay"));
        assert_eq!(about.byline.as_deref(), Some("Ann Lee <ann@a.example>"));
        assert_eq!(about.date.as_deref(), Some("3 May"));
        assert!(place.of(text).ends_with("3 May"));
        for other in ["From: here to there\n\nIt rains.", "Berg: No.\nLee: Yes.\n", "It rains."] {
            assert_eq!(fields(other), None, "{other}");
        }
    }
}
