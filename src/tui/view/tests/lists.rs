//! Pictures of lists at four widths, with roles; and how they look in every theme.

use std::fmt::Write;

use ratatui::{Terminal, backend::TestBackend, buffer::Buffer, layout::Position};

use super::{
    LEGEND, compare,
    panels::{SIZES, contrasts, differs, keys},
    picture, roles, rows,
};
use crate::{
    app::{action::Action, settings::THEMES, setup::Setup, signs::Signs},
    browse::{Browser, fixture},
    tui::{
        theme::{Theme, colour::Depth},
        view::lists::draw,
    },
};

/// What is seen of a list, the keys that lead there, and what happens then.
type Scene = (&'static str, &'static str, fn(&mut Browser));

const SCENES: [Scene; 7] = [
    ("what is there and what was read", "", |_| ()),
    ("what fits while it is typed", "j /the", |_| ()),
    ("what fits", "j /the enter j", |_| ()),
    ("nothing fits", "/qqq enter", |_| ()),
    ("what is fetched", "j enter", |browser| browser.take_progress(12_345)),
    ("why an entry cannot be opened", "G enter", |browser| browser.take_failure(WHY)),
    ("the keys", "?", |_| ()),
];

const WHY: &str =
    "it cannot be opened: the server refuses it (403); save it with a browser and open the file";

/// A list in which two entries have been read.
fn browser((width, height): (u16, u16), setup: Setup) -> Browser {
    let ids = ["0", "3"].map(str::to_owned).into();
    let mut browser = Browser::new(fixture::shelf(), &ids, setup);
    browser.update(Action::Resize { width, height });
    browser
}

/// A scene of a list.
fn scene(size: (u16, u16), (_, written, then): Scene) -> Browser {
    let mut browser = browser(size, Setup::default());
    for key in keys(written) {
        browser.update(Action::Key(key));
    }
    then(&mut browser);
    browser
}

fn shown(browser: &Browser, theme: &Theme) -> (Buffer, Option<Position>) {
    let (width, height) = browser.layout.size;
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| draw(frame, browser, theme)).unwrap();
    let backend = terminal.backend();
    let cursor = backend.cursor_visible().then(|| backend.cursor_position());
    (backend.buffer().clone(), cursor)
}

#[test]
fn lists_at_every_width() {
    for (width, height) in SIZES {
        let mut pictures = format!("{LEGEND}\n");
        for told in SCENES {
            let browser = scene((width, height), told);
            let _ =
                writeln!(pictures, "\n{}: {}{}", told.0, told.1, rows(&shown(&browser, &roles())));
        }
        compare(&format!("lists-{width}"), &pictures);
    }
}

#[test]
fn every_list_is_read_with_ease_in_every_theme_and_told_apart_without_colour() {
    for size in SIZES {
        for told in SCENES {
            let browser = scene(size, told);
            let (lettered, _) = shown(&browser, &roles());
            for theme in THEMES {
                let place = format!("{} at {size:?} in {theme}", told.0);
                let (drawn, _) = shown(&browser, &Theme::built_in(theme, Depth::Many));
                contrasts(&drawn, &place);
                differs(&lettered, &drawn, &place);
            }
        }
    }
}

#[test]
fn in_ascii_signs_are_others_and_nothing_moves() {
    let mut setup = Setup::default();
    setup.settings.signs = Signs::Ascii;
    compare("80x24-list-ascii", &picture(&shown(&browser((80, 24), setup), &roles())));
}

#[test]
fn a_screen_too_small_says_so() {
    compare("19x3-list", &picture(&shown(&browser((19, 3), Setup::default()), &roles())));
}
