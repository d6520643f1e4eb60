//! A shelf as lines: number, day, title, one article a line.

use std::io::{self, Write};

use crate::{shelf::Shelf, text::one_line};

/// Writes what there is to choose from; the number opens it.
///
/// # Errors
/// Where the output cannot be written.
pub fn write(out: &mut impl Write, shelf: &Shelf) -> io::Result<()> {
    if let Some(title) = &shelf.title {
        writeln!(out, "{}\n", one_line(title))?;
    }
    let width = shelf.entries.len().to_string().len();
    let dated = shelf.entries.iter().any(|entry| entry.date.is_some());
    for (number, entry) in (1..).zip(&shelf.entries) {
        let title = one_line(&entry.title);
        if dated {
            let date = entry.date.as_deref().unwrap_or_default();
            writeln!(out, "{number:>width$}  {date:10}  {title}")?;
        } else {
            writeln!(out, "{number:>width$}  {title}")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::shelf::{Entry, Place, Shelf};

    fn entry(title: &str, date: Option<&str>) -> Entry {
        let place = Place::File("a".into());
        Entry { id: "a".into(), title: title.into(), date: date.map(Into::into), place }
    }

    #[test]
    fn each_article_is_a_line_that_begins_with_its_number() {
        let mut entries = vec![entry("The\nquay", Some("2024-05-03")), entry("Ferry", None)];
        let mut shelf =
            Shelf { name: "a".into(), title: Some("H".into()), entries, ..Shelf::default() };
        let shown = |shelf: &Shelf| {
            let mut out = Vec::new();
            write(&mut out, shelf).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(shown(&shelf), "H\n\n1  2024-05-03  The quay\n2              Ferry\n");
        entries = vec![entry("Ferry", None); 10];
        shelf = Shelf { title: None, entries, ..shelf };
        assert!(shown(&shelf).starts_with(" 1  Ferry\n"));
    }
}
