//! The parts of a file of a book: the chapters in it, as the book's contents name them.

use std::collections::HashMap;

use rbook::Epub;

use crate::{source::clean::line, text::Span};

/// A line of the book's contents.
#[derive(Debug)]
pub struct Mark {
    /// What it calls the place that it leads to.
    pub label: String,
    /// The element that it leads to, where that is not the beginning of the file.
    pub id: Option<String>,
    /// How deep it stands.
    depth: usize,
}

/// The lines of the book's contents, by the files that they lead to.
pub fn marks(book: &Epub) -> HashMap<String, Vec<Mark>> {
    let mut marks: HashMap<String, Vec<Mark>> = HashMap::new();
    let Some(contents) = book.toc().contents() else { return marks };
    for entry in contents.flatten() {
        let label = line(entry.label());
        if let Some(href) = entry.href()
            && !label.is_empty()
        {
            let id = href.fragment().map(str::to_owned);
            let mark = Mark { label, id, depth: entry.depth() };
            marks.entry(href.path().as_str().to_owned()).or_default().push(mark);
        }
    }
    marks
}

/// The parts of a file, each with the line that leads to it. Only the highest lines that lead into
/// the file part it: those below them lead to sections.
pub fn parts<'a>(html: &'a str, marks: &'a [Mark]) -> Vec<(Option<&'a Mark>, &'a str)> {
    let highest = marks.iter().map(|mark| mark.depth).min();
    let highest: Vec<_> = marks.iter().filter(|mark| Some(mark.depth) == highest).collect();
    let cuts = if highest.len() > 1 { cuts(html, &highest) } else { Vec::new() };
    let Some((first, _)) = cuts.first() else { return vec![(marks.first(), html)] };
    let ends = cuts.iter().skip(1).map(|(at, _)| *at).chain([html.len()]);
    let parts = cuts.iter().zip(ends);
    let parts = parts.map(|((at, mark), end)| (Some(*mark), Span::new(*at, end).of(html)));
    [(None, Span::new(0, *first).of(html))].into_iter().chain(parts).collect()
}

/// Where the elements begin that the lines lead to, in the order of the file.
fn cuts<'a>(html: &str, marks: &[&'a Mark]) -> Vec<(usize, &'a Mark)> {
    let start = marks.iter().find(|mark| mark.id.is_none()).map(|mark| (0, *mark));
    let mut cuts: Vec<_> = start.into_iter().collect();
    let ids = marks.iter().filter_map(|mark| Some((mark.id.as_deref()?, *mark)));
    let mut wanted: HashMap<_, _> = ids.collect();
    let (mut from, mut tag) = (0, 0);
    let is_name = |at: usize| html.as_bytes().get(..at).is_some_and(ends_with_space);
    for (at, name) in html.match_indices("id=").filter(|(at, _)| is_name(*at)) {
        tag = Span::new(from, at).of(html).rfind('<').map_or(tag, |place| from + place);
        from = at;
        let value = html.get(at + name.len()..).unwrap_or_default();
        let quote = if value.starts_with('"') { '"' } else { '\'' };
        let value = value.strip_prefix(quote).and_then(|value| value.split(quote).next());
        if let Some(mark) = value.and_then(|value| wanted.remove(value)) {
            cuts.push((tag, mark));
        }
    }
    cuts.dedup_by_key(|(at, _)| *at);
    cuts
}

fn ends_with_space(bytes: &[u8]) -> bool {
    bytes.last().is_some_and(u8::is_ascii_whitespace)
}

#[cfg(test)]
mod tests {
    use super::{Mark, parts};

    #[track_caller]
    fn check(html: &str, marks: &[(&str, &str, usize)], expected: &[(&str, &str)]) {
        let mark = |&(label, id, depth): &(&str, &str, usize)| {
            let id = Some(id.to_owned()).filter(|id| !id.is_empty());
            Mark { label: label.to_owned(), id, depth }
        };
        let marks: Vec<_> = marks.iter().map(mark).collect();
        let parts = parts(html, &marks);
        let label = |mark: Option<&Mark>| mark.map_or("", |mark| &mark.label).to_owned();
        let found: Vec<_> = parts.iter().map(|(mark, part)| (label(*mark), *part)).collect();
        assert_eq!(found, expected.iter().map(|(l, p)| ((*l).to_owned(), *p)).collect::<Vec<_>>());
    }

    const TWO: &str = "<p>end</p><a class='x' id='a'></a>One<div><h2\nid=\"b\">Two</h2></div>";

    #[test]
    fn a_file_is_parted_where_the_contents_lead_into_it() {
        let (one, two) = ("<a class='x' id='a'></a>One<div>", "<h2\nid=\"b\">Two</h2></div>");
        let marks = [("I", "a", 1), ("II", "b", 1)];
        check(TWO, &marks, &[("", "<p>end</p>"), ("I", one), ("II", two)]);
        let start = "<p>end</p><a class='x' id='a'></a>One<div>";
        check(TWO, &[("0", "", 1), ("II", "b", 1)], &[("", ""), ("0", start), ("II", two)]);
    }

    #[test]
    fn sections_are_no_parts_and_what_leads_nowhere_parts_nothing() {
        check(TWO, &[("I", "", 1), ("a", "a", 2), ("b", "b", 2)], &[("I", TWO)]);
        check(TWO, &[("I", "b", 1)], &[("I", TWO)]);
        check(TWO, &[("I", "c", 1), ("II", "d", 1)], &[("I", TWO)]);
        check(TWO, &[], &[("", TWO)]);
        check("<p id='a", &[("I", "a", 1), ("II", "b", 1)], &[("", ""), ("I", "<p id='a")]);
    }
}
