//! Chips: what is set, in the status line.

use super::{
    App,
    filter::Term,
    label,
    role::{Piece, Role, position_sign, position_word, width},
    why::kind_word,
};
use crate::fact::{Tier, Voice};

/// Cells of a chip where there is little room.
const SHORT: usize = 10;

/// What is set, each in a word or two.
#[must_use]
pub fn wide(app: &App, gap: &str) -> Vec<Piece> {
    all(app).map(|words| Piece::new(Role::Chip, format!("{gap}[{words}]"))).collect()
}

/// The same in at most so many cells.
#[must_use]
pub fn narrow(app: &App, room: usize) -> Vec<Piece> {
    let short =
        |words: String| Piece::new(Role::Chip, format!(" [{}]", label::shorten(&words, SHORT)));
    let chips: Vec<_> = all(app).map(short).collect();
    if width(&chips) <= room {
        return chips;
    }
    vec![Piece::new(Role::Chip, format!(" [{} set]", chips.len()))]
}

fn all(app: &App) -> impl Iterator<Item = String> {
    let marked = app.walk.marked.map(|actor| format!("c {}", app.short_name(actor)));
    let terms = app.walk.filter.terms().iter().map(chip);
    let folded = app.reading.page.is_folded().then(|| "folded".to_owned());
    let inferred = (app.walk.tier == Tier::Inferred).then(|| "~ inferred".to_owned());
    terms.chain(folded).chain(inferred).chain(marked)
}

/// A term of the filter in a word or two.
fn chip(term: &Term) -> String {
    match term {
        Term::Actor(words) | Term::Issue(words) => label::shorten(words, 24),
        Term::Kind(kind) => kind_word(*kind).to_owned(),
        Term::Position(position) => {
            format!("{} {}", position_sign(*position), position_word(*position))
        }
        Term::Confidence(percent) => format!("from {percent} %"),
        Term::Voice(Voice::Direct) => "own words".to_owned(),
        Term::Voice(Voice::Reported | Voice::Narrated) => term.value(),
    }
}
