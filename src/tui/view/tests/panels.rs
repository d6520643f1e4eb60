//! Pictures of every panel at four widths, with roles; and how each looks in every theme.

use std::{collections::BTreeMap, fmt::Write};

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Modifier, Style},
};

use super::{compare, letter, press, roles, rows, screen, set_reader, shown};
use crate::{
    app::{
        key::{Arrow, Key},
        settings::THEMES,
    },
    tui::theme::{
        Theme,
        colour::Depth,
        tests::{APART, contrast},
    },
};

/// Columns and rows; there are enough rows for every panel, and few enough to be looked through.
pub const SIZES: [(u16, u16); 4] = [(40, 12), (80, 20), (120, 24), (200, 24)];

/// The panels with the keys that open them: what is written between spaces is typed, but for arrows
/// and named keys.
pub const PANELS: [(&str, &str); 25] = [
    ("text", ""),
    ("text, a quotation chosen", "→ → → →"),
    ("text, a quotation within another", "→ → → → → → →"),
    ("text alone", "→ Z"),
    ("links", "→ 4} O"),
    ("actors", "tab ↓"),
    ("actors, with what is inferred", "~ tab ↓ tab"),
    ("why", "→ → → → w"),
    ("why, of a stance", "tab ↓ enter w"),
    ("help", "?"),
    ("help, filtered", "?/quot"),
    ("search", "/the"),
    ("hits", "→ /city enter n"),
    ("command line", ":quo tab"),
    ("what may follow", "ma 2} mb '"),
    ("what may follow a count", "12"),
    ("filter", "→ → → → fafk →"),
    ("filter, folded", "→ → → → fpfp → ff"),
    ("matrix", "s ↓ enter"),
    ("matrix of every issue", "~sx →"),
    ("agreement", "~sc ↓ c enter"),
    ("actors, picked from", "aol"),
    ("issues, picked from", "~i"),
    ("quotations, picked from", "→ → → o"),
    ("contents", "t"),
];

/// Keys as they are written in the table.
pub fn keys(written: &str) -> Vec<Key> {
    let named = |word: &str| match word {
        "→" => vec![Key::Arrow(Arrow::Right)],
        "↓" => vec![Key::Arrow(Arrow::Down)],
        "tab" => vec![Key::Tab],
        "enter" => vec![Key::Enter],
        letters => letters.chars().map(Key::Char).collect(),
    };
    written.split_whitespace().flat_map(named).collect()
}

#[test]
fn every_panel_at_every_width() {
    for (width, height) in SIZES {
        let mut pictures = format!("{}\n", super::LEGEND);
        for (panel, written) in PANELS {
            let mut app = set_reader((width, height), |_| ());
            press(&mut app, &keys(written));
            let _ = writeln!(pictures, "\n{panel}: {written}{}", rows(&shown(&app, &roles())));
        }
        compare(&format!("panels-{width}"), &pictures);
    }
}

#[test]
fn every_panel_is_read_with_ease_in_every_theme_and_told_apart_without_colour() {
    for size in SIZES {
        for (panel, written) in PANELS {
            let mut app = set_reader(size, |_| ());
            press(&mut app, &keys(written));
            let lettered = screen(&app, &roles());
            for theme in THEMES {
                let place = format!("{panel} at {size:?} in {theme}");
                let drawn = screen(&app, &Theme::built_in(theme, Depth::Many));
                contrasts(&drawn, &place);
                differs(&lettered, &drawn, &place);
            }
        }
    }
}

/// Every letter stands out from what is behind it, where the theme says what that is.
#[track_caller]
pub fn contrasts(drawn: &Buffer, place: &str) {
    for cell in drawn.content.iter().filter(|cell| cell.symbol() != " ") {
        let style = Style::new().fg(cell.fg).bg(cell.bg).add_modifier(cell.modifier);
        let ratio = contrast(style).unwrap_or(21.0);
        assert!(ratio >= 4.5, "{place}: {} has {ratio:.2}", cell.symbol());
    }
}

/// What must be told apart is so by weight, slant and lines alone, wherever it is drawn.
#[track_caller]
pub fn differs(lettered: &Buffer, drawn: &Buffer, place: &str) {
    let mut shapes: BTreeMap<char, Modifier> = BTreeMap::new();
    for (role, cell) in lettered.content.iter().zip(&drawn.content) {
        shapes.insert(letter(role), cell.modifier);
    }
    let style = roles();
    for group in APART {
        let letters = group.iter().map(|role| {
            let mut cell = Cell::new("a");
            cell.set_style(style.style(*role));
            letter(&cell)
        });
        let there: Vec<_> = letters.filter(|letter| shapes.contains_key(letter)).collect();
        for (i, one) in there.iter().enumerate() {
            let same = there[..i].iter().find(|other| shapes[other] == shapes[one]);
            assert_eq!(same, None, "{place}: {one} looks the same");
        }
    }
    let text = shapes.get(&' ').copied().unwrap_or_default();
    let here = shapes.get(&'@').is_none_or(|shape| *shape != text);
    assert!(here, "{place}: where one is looks like the text");
}
