//! Labels: names and phrases made to fit where there is little room.

use crate::{fact::ActorKind, page::wrap, text::Span};

/// Words that say nothing where nothing follows them.
const LITTLE: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "for", "from", "his", "her", "in", "into", "its", "of",
    "on", "or", "over", "that", "the", "their", "to", "with",
];

/// The words as far as they fit, broken off after one that says something.
#[must_use]
pub fn shorten(words: &str, room: usize) -> String {
    if wrap::cells(words) <= room {
        return words.to_owned();
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut left = room.saturating_sub(1);
    for word in words.split(' ') {
        let Some(rest) = left.checked_sub(wrap::cells(word)) else { break };
        kept.push(word);
        left = rest.saturating_sub(1);
    }
    while kept.last().is_some_and(|word| LITTLE.contains(word)) {
        kept.pop();
    }
    let kept = kept.join(" ");
    if kept.is_empty() { cut(words, room) } else { format!("{}…", kept.trim_end_matches(',')) }
}

/// The first symbols of a word that is too long by itself.
fn cut(words: &str, room: usize) -> String {
    let mut kept = String::new();
    for symbol in wrap::symbols(words) {
        if wrap::cells(&kept) + wrap::symbol_cells(symbol) >= room {
            break;
        }
        kept.push_str(symbol);
    }
    format!("{kept}…")
}

/// A name that fits: whole, or with the first names of a person as a letter, or shortened.
#[must_use]
pub fn name(whole: &str, kind: ActorKind, room: usize) -> String {
    if wrap::cells(whole) <= room || kind != ActorKind::Person {
        return shorten(whole, room);
    }
    let Some((first, rest)) = whole.split_once(' ') else { return shorten(whole, room) };
    let initial: String = first.chars().take(1).collect();
    let short = format!("{initial}. {rest}");
    if wrap::cells(&short) <= room {
        return short;
    }
    let last = rest.rsplit(' ').next().unwrap_or(rest);
    shorten(last, room)
}

/// The lines of a phrase in a column: at most so many, the last of them shortened.
#[must_use]
pub fn lines(words: &str, columns: usize, most: usize) -> Vec<String> {
    let whole = Span::new(0, words.len());
    let lines = wrap::prose(words, whole, columns.max(1));
    let full = if lines.len() > most { most.saturating_sub(1) } else { lines.len() };
    let mut shown: Vec<String> =
        lines.iter().take(full).map(|line| line.of(words).trim().to_owned()).collect();
    if let Some(rest) = lines.get(full).filter(|_| most > 0) {
        shown.push(shorten(Span::new(rest.start, whole.end).of(words), columns));
    }
    shown
}

/// The narrowest column, of the widths allowed, in which the phrase takes no more than so many
/// lines and no word is broken; the widest where none is wide enough.
#[must_use]
pub fn narrowest(words: &str, widths: std::ops::RangeInclusive<usize>, most: usize) -> usize {
    let longest = words.split(' ').map(wrap::cells).max().unwrap_or_default();
    let whole = Span::new(0, words.len());
    let fits = |&width: &usize| longest <= width && wrap::prose(words, whole, width).len() <= most;
    widths.clone().find(fits).unwrap_or(*widths.end())
}

#[cfg(test)]
mod tests {
    use super::{lines, name, narrowest, shorten};
    use crate::{fact::ActorKind, page::wrap};

    #[test]
    fn a_phrase_breaks_off_after_a_word_that_says_something() {
        assert_eq!(shorten("a toll on cars to pay for it", 28), "a toll on cars to pay for it");
        assert_eq!(shorten("a toll on cars to pay for it", 18), "a toll on cars…");
        assert_eq!(shorten("a toll on cars to pay for it", 11), "a toll…");
        assert_eq!(shorten("incomprehensibilities", 8), "incompr…");
        assert_eq!(shorten("漢字漢字漢字", 6), "漢字…");
    }

    #[test]
    fn a_person_gives_up_the_first_name_before_the_last() {
        let person = |room| name("Ines van Marlow", ActorKind::Person, room);
        assert_eq!(person(15), "Ines van Marlow");
        assert_eq!(person(13), "I. van Marlow");
        assert_eq!(person(9), "Marlow");
        assert_eq!(person(5), "Marl…");
        assert_eq!(name("Cyclists' Union", ActorKind::Organization, 12), "Cyclists'…");
    }

    #[test]
    fn a_heading_takes_few_lines_and_fits_its_column() {
        let words = "trams return to Harbour Street";
        assert_eq!(lines(words, 14, 3), ["trams return", "to Harbour", "Street"]);
        assert_eq!(lines(words, 14, 2), ["trams return", "to Harbour…"]);
        assert_eq!(lines(words, 14, 1), ["trams return…"]);
        assert_eq!(narrowest(words, 8..=30, 2), 15);
        assert_eq!(narrowest(words, 8..=30, 3), 12);
        for width in 1..40 {
            for most in 1..4 {
                let lines = lines(words, width, most);
                assert!(lines.len() <= most);
                assert!(lines.iter().all(|line| wrap::cells(line) <= width), "{lines:?} {width}");
            }
        }
    }
}
