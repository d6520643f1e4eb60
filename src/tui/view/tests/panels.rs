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
fn the_matrix() {
    check_all("matrix", &[Key::Char('s'), Key::Arrow(Arrow::Down), Key::Enter]);
}

#[test]
fn the_matrix_with_every_issue_and_what_is_inferred() {
    let keys = [Key::Char('~'), Key::Char('s'), Key::Char('x'), Key::Arrow(Arrow::Right)];
    check_all("matrix-all", &keys);
}

#[test]
fn two_beside_each_other() {
    let keys = "~sc".chars().map(Key::Char);
    let keys = keys.chain([Key::Arrow(Arrow::Down), Key::Char('c'), Key::Enter]);
    check_all("agreement", &keys.collect::<Vec<_>>());
}

/// Keys that are written one after the other, → as an arrow.
fn keys(written: &str) -> Vec<Key> {
    let key = |c| if c == '→' { Key::Arrow(Arrow::Right) } else { Key::Char(c) };
    written.chars().map(key).collect()
}

#[test]
fn what_does_not_match_is_dim() {
    check_all("filter", &keys("→→→→fafk→"));
}

#[test]
fn what_does_not_match_is_folded_away() {
    check_all("folded", &keys("→→→→fpfp→ff"));
}

#[test]
fn inferred_stances() {
    check_all("inferred", &[Key::Char('~'), Key::Tab, Key::Arrow(Arrow::Down), Key::Tab]);
}

#[test]
fn an_actor_is_picked_by_a_few_letters() {
    check_all("picker-actors", &keys("aol"));
}

#[test]
fn an_issue_is_picked() {
    check_all("picker-issues", &keys("~i"));
}

#[test]
fn a_quotation_is_picked() {
    check_all("picker-quotations", &keys("→→→o"));
}

#[test]
fn nothing_fits() {
    check_all("picker-nothing", &keys("oqqq"));
}
