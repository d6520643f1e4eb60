//! "Why?" opened, by its key and by Enter, and what is said where nothing can be looked into.

use std::sync::Arc;

use super::{press, reader, standing, walk};
use crate::{
    analysis::work::Progress,
    app::{
        App,
        action::Action,
        fixture,
        panel::{Panel, Subject},
    },
};

#[test]
fn why_stays_open_while_one_walks_and_never_covers_what_it_explains() {
    let mut app = reader(80, 24);
    press(&mut app, "→ w");
    for _ in 0..12 {
        press(&mut app, "→");
        assert_eq!(app.panel.as_ref().map(Panel::subject), Some(Subject::Why));
        let analysis = &app.facts.as_ref().unwrap().analysis;
        let quotation = &analysis.quotations[app.walk.quotation().unwrap()];
        assert!(app.reading.place.seen().covers(quotation.extent()));
        assert_eq!(app.reading.place.lines().len(), app.layout.height() - app.covered());
    }
    press(&mut app, "w");
    assert_eq!(app.covered(), 0);
}

#[test]
fn why_without_a_fact_says_what_to_do() {
    let mut early = App::new(Arc::new(fixture::article()), None);
    early.update(Action::Resize { width: 80, height: 24 });
    press(&mut early, "w");
    assert_eq!(early.note.as_deref(), Some("reading…"));
    early.update(Action::Analysed(Box::new(fixture::analysis()), Progress::whole(1)));
    assert_eq!(early.note, None);
    let mut app = reader(80, 24);
    press(&mut app, "w");
    assert_eq!(app.note.as_deref(), Some("choose a quotation first: →"));
    assert!(app.panel.is_none());
}

#[test]
fn enter_looks_into_what_is_chosen_in_the_text() {
    walk(100, 30, &[("→ enter", "The: “A city” why"), ("enter", "The: “A city”")]);
    let mut app = reader(100, 30);
    press(&mut app, "enter");
    assert_eq!(app.note.as_deref(), Some("choose a quotation first: →"));
    press(&mut app, "? enter");
    assert_eq!(standing(&app), "The: nothing help");
}

#[test]
fn a_key_that_does_nothing_says_where_the_others_are() {
    let mut app = reader(100, 30);
    press(&mut app, "backspace");
    assert_eq!(app.note.as_deref(), Some("that key does nothing: ? shows those that do"));
    press(&mut app, "z q");
    assert!(app.note.is_some());
    press(&mut app, "j");
    assert_eq!(app.note, None);
}
