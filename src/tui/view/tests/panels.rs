//! Pictures of what is shown on request, at four widths, with and without colour.

use super::check_in;
use crate::app::key::{Arrow, Key};

const SIZES: [(u16, u16); 4] = [(40, 16), (80, 24), (120, 40), (200, 50)];

/// Compares the screen after the keys with its pictures.
fn check_all(name: &str, keys: &[Key]) {
    for (width, height) in SIZES {
        for (theme, ending) in [("terminal", ""), ("monochrome", "-plain")] {
            let name = format!("{width}x{height}-{name}{ending}");
            check_in(theme, &name, (width, height), keys);
        }
    }
}

#[test]
fn inferred_stances() {
    check_all("inferred", &[Key::Char('~'), Key::Tab, Key::Arrow(Arrow::Down), Key::Tab]);
}
