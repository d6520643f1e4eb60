//! Looks: what changes them, and how far.

use super::{press, reader};
use crate::app::{Pane, settings::THEMES};

#[test]
fn the_theme_is_changed_and_named() {
    let mut app = reader(100, 30);
    press(&mut app, "T");
    assert_eq!(app.layout.settings.theme, THEMES[1]);
    assert_eq!(app.note.as_deref(), Some("theme: dark"));
}

/// The widths of text and sidebar after the keys.
#[track_caller]
fn check(width: u16, keys: &str, text: usize, sidebar: Option<u16>) {
    let mut app = reader(width, 30);
    press(&mut app, "G {");
    let top = app.reading.place.top();
    press(&mut app, keys);
    let columns = app.layout.sidebar.as_ref().map(|columns| columns.end - columns.start - 1);
    assert_eq!((app.layout.measure(), columns), (text, sidebar), "{keys}: {:?}", app.note);
    press(&mut app, "esc");
    assert!(app.reading.place.seen().start <= top, "{keys} lost the place");
}

#[test]
fn the_divide_moves_as_far_as_there_is_room() {
    check(80, "", 46, Some(28));
    check(80, "<", 44, Some(30));
    check(80, "> >", 50, Some(24));
    check(80, "> > > > > >", 52, Some(22));
    check(80, "5 0 <", 24, Some(50));
    // What there was no room for is not owed.
    check(80, "5 0 < >", 26, Some(48));
    check(60, "<", 55, None);
}

#[test]
fn lines_grow_as_far_as_there_is_room() {
    check(200, "-", 68, Some(42));
    check(200, "5 =", 80, Some(42));
    check(200, "9 9 =", 140, Some(42));
    check(200, "9 9 -", 30, Some(42));
    check(80, "= =", 46, Some(28));
    check(80, "= = -", 44, Some(28));
}

#[test]
fn the_article_is_alone_for_as_long_as_one_likes() {
    check(80, "Z", 70, None);
    check(80, "Z Z", 46, Some(28));
    check(80, "Z <", 70, None);
    let mut app = reader(80, 30);
    press(&mut app, "Z tab");
    assert_eq!(app.pane, Pane::Sidebar);
    press(&mut app, "Z");
    assert!(app.layout.sidebar.is_some());
}
