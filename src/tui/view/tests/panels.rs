//! Pictures of what is shown on request, at four widths, with and without colour.

use super::check;
use crate::{
    app::key::{Arrow, Key},
    tui::theme::Theme,
};

const SIZES: [(u16, u16); 4] = [(40, 16), (80, 24), (120, 40), (200, 50)];

/// Compares the screen after the keys with its pictures.
fn check_all(name: &str, keys: &[Key]) {
    for (width, height) in SIZES {
        for (theme, ending) in [(Theme::Colour, ""), (Theme::Plain, "-plain")] {
            let name = format!("{width}x{height}-{name}{ending}");
            check(&name, (width, height), theme, keys);
        }
    }
}

#[test]
fn inferred_stances() {
    check_all("inferred", &[Key::Char('~'), Key::Tab, Key::Arrow(Arrow::Down), Key::Tab]);
}
