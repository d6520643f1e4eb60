//! The mouse, and what it does something to.

use proptest::prelude::*;

use super::{any_key, reader, standing};
use crate::{
    app::{
        App,
        action::Action,
        command::Direction,
        pointer::{Deed, Pointer},
    },
    text::Span,
};

/// Where the words stand on the screen: a column and a row.
fn cell_of(app: &App, words: &str) -> (u16, u16) {
    let at = app.article().text.find(words).unwrap();
    let row = app.reading.place.lines().iter().position(|line| line.span.holds(at)).unwrap();
    let line = &app.reading.place.lines()[row];
    let before = Span::new(line.span.start, at).of(&app.article().text).chars().count();
    let column = app.layout.text.start + u16::try_from(before).unwrap();
    (column, app.layout.body.start + u16::try_from(row).unwrap())
}

fn mouse(app: &mut App, deed: Deed, (column, row): (u16, u16)) {
    app.update(Action::Mouse(Pointer { deed, column, row }));
}

#[test]
fn a_press_takes_what_lies_under_the_mouse() {
    let mut app = reader(100, 24);
    let cell = cell_of(&app, "digging would ruin");
    mouse(&mut app, Deed::Press, cell);
    assert_eq!(standing(&app), "The: “that two”");
    let cell = cell_of(&app, "Shopkeepers");
    mouse(&mut app, Deed::Press, cell);
    assert_eq!(standing(&app), "The: “that two”");
    let sidebar = app.layout.sidebar_text().start;
    let row = app.layout.body.start;
    mouse(&mut app, Deed::Press, (sidebar, row));
    assert_eq!(standing(&app), "The: “that two” only");
}

#[test]
fn the_wheel_scrolls_what_it_is_over() {
    let mut app = reader(100, 14);
    let (text, sidebar) = (app.layout.text.start, app.layout.sidebar_text().start);
    let row = app.layout.body.start;
    mouse(&mut app, Deed::Wheel(Direction::Forward), (text, row));
    assert!(app.reading.place.top() > 0);
    mouse(&mut app, Deed::Wheel(Direction::Back), (text, row));
    mouse(&mut app, Deed::Wheel(Direction::Forward), (sidebar, row));
    assert_eq!(standing(&app), "The: nothing");
    assert!(app.sidebar.choice.is_some());
}

#[test]
fn the_divide_is_dragged_and_let_go() {
    let mut app = reader(100, 24);
    let divide = app.layout.sidebar.clone().unwrap().start;
    let row = app.layout.body.start;
    mouse(&mut app, Deed::Drag, (divide - 4, row));
    assert_eq!(app.layout.sidebar.clone().unwrap().start, divide, "it was not pressed");
    mouse(&mut app, Deed::Press, (divide, row));
    mouse(&mut app, Deed::Drag, (divide - 4, row));
    assert_eq!(app.layout.sidebar.clone().unwrap().start, divide - 4);
    mouse(&mut app, Deed::Release, (divide - 4, row));
    mouse(&mut app, Deed::Drag, (divide, row));
    assert_eq!(app.layout.sidebar.clone().unwrap().start, divide - 4);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn the_mouse_may_be_anywhere(
        deeds in prop::collection::vec((0..5_usize, 0..210_u16, 0..60_u16), 0..30),
        keys in prop::collection::vec(any_key(), 0..10),
        (width, height) in (1..200_u16, 1..60_u16),
    ) {
        let mut app = reader(width, height);
        for (deed, column, row) in deeds {
            let deed = [
                Deed::Press,
                Deed::Drag,
                Deed::Release,
                Deed::Wheel(Direction::Forward),
                Deed::Wheel(Direction::Back),
            ][deed];
            mouse(&mut app, deed, (column, row));
        }
        for key in keys {
            app.update(Action::Key(key));
        }
    }
}
