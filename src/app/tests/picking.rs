//! The picker: typed into, walked through, and what it leads to.

use std::sync::Arc;

use super::{better, matrix::rows, press, reader, standing, walk};
use crate::{
    analysis::work::Progress,
    app::{
        App,
        action::{Action, Effect},
        fixture,
        key::Key,
    },
};

/// Presses keys that have no name in the tests.
fn push(app: &mut App, keys: &[Key]) -> Option<Effect> {
    keys.iter().fold(None, |_, key| app.update(Action::Key(*key)))
}

#[test]
fn an_actor_is_found_by_a_few_letters_and_walked_alone() {
    let mut app = reader(100, 30);
    press(&mut app, "a h o");
    assert_eq!(rows(&app)[0], "  actor: ho 1 of 6");
    press(&mut app, "l t");
    assert_eq!(rows(&app), ["  actor: holt 1 of 6", "  ○ Dagny Holt  chairwoman 1"]);
    press(&mut app, "enter");
    assert!(standing(&app).ends_with("“Rails and” only"), "{}", standing(&app));
    assert_eq!(app.walk.filter.to_string(), "actor:\"Dagny Holt\"");
}

#[test]
fn an_actor_is_found_by_what_the_article_calls_them() {
    let mut app = reader(100, 30);
    press(&mut app, "a c h a i r");
    assert!(rows(&app)[1].contains("Dagny Holt"), "{:?}", rows(&app));
}

#[test]
fn an_issue_leads_to_its_stances() {
    let mut app = reader(100, 30);
    press(&mut app, "i");
    let shown = [
        "  issue:  4 of 4",
        "  +2 ·  ?1 trams return to Harbour Street",
        "  ·  −1 ·  two years of digging",
        "  +1 ·  ·  the plan",
        "  ·  −1 ?1 a toll on cars to pay for it",
    ];
    assert_eq!(rows(&app), shown);
    press(&mut app, "t o l l enter");
    assert!(standing(&app).ends_with("stance by “did not rule out” only"), "{}", standing(&app));
    press(&mut app, "→");
    assert!(standing(&app).ends_with("stance by “No toll” only"), "{}", standing(&app));
}

#[test]
fn a_quotation_is_shown_while_one_looks_for_it_and_gone_to() {
    let mut app = reader(100, 30);
    press(&mut app, "o g r a n d");
    assert!(standing(&app).ends_with("“No toll,” picker"), "{}", standing(&app));
    press(&mut app, "enter");
    assert!(standing(&app).ends_with("“No toll,”"), "{}", standing(&app));
}

#[test]
fn arrows_and_their_like_go_through_the_hits() {
    let mut app = reader(100, 30);
    press(&mut app, "o ↓");
    push(&mut app, &[Key::Ctrl('n'), Key::Ctrl('n'), Key::Ctrl('p'), Key::PageDown]);
    assert!(standing(&app).contains("“Rails and” picker"), "{}", standing(&app));
    push(&mut app, &[Key::PageUp, Key::PageUp]);
    press(&mut app, "↑ enter");
    assert_eq!(standing(&app), "The: “A city”");
}

#[test]
fn escape_leads_back_to_exactly_where_one_was() {
    for (width, height) in [(100, 30), (60, 20), (40, 12)] {
        let mut app = reader(width, height);
        press(&mut app, "d → →");
        let before = (standing(&app), app.reading.place.seen());
        for keys in ["o g r a esc", "a ↓ ↓ ↓ esc", "i t o esc", "a x x x esc"] {
            press(&mut app, keys);
            assert_eq!((standing(&app), app.reading.place.seen()), before, "{keys}");
        }
        push(&mut app, &[Key::Char('o'), Key::Char('q'), Key::Ctrl('c')]);
        assert_eq!((standing(&app), app.reading.place.seen()), before);
    }
}

#[test]
fn it_opens_at_what_one_looks_at() {
    walk(100, 30, &[("→ → → o enter", "The: “that two”"), ("a enter", "The: “that two” only")]);
}

#[test]
fn what_fits_nothing_is_told_and_nothing_is_gone_to() {
    let mut app = reader(100, 30);
    press(&mut app, "o q q q");
    assert_eq!(rows(&app), ["  quotation: qqq 0 of 13", "  Nothing fits; Ctrl-U clears the line."]);
    press(&mut app, "enter");
    assert!(standing(&app).ends_with("picker"));
    push(&mut app, &[Key::Ctrl('u')]);
    assert_eq!(rows(&app)[0], "  quotation:  13 of 13");
    app.update(Action::Paste("grandmother".into()));
    assert_eq!(rows(&app)[0], "  quotation: grandmother 1 of 13");
    assert_eq!(push(&mut app, &[Key::Ctrl('l')]), Some(Effect::Redraw));
}

#[test]
fn before_the_facts_there_is_nothing_to_pick_and_after_newer_ones_the_same_is_on() {
    let mut app = App::new(Arc::new(fixture::article()), None);
    app.update(Action::Resize { width: 100, height: 30 });
    press(&mut app, "o");
    assert_eq!(app.note.as_deref(), Some("reading…"));
    let mut app = reader(100, 30);
    press(&mut app, "d o ↓ ↓");
    let before = standing(&app);
    app.update(Action::Analysed(Box::new(better()), Progress::whole(1)));
    app.update(Action::Resize { width: 44, height: 14 });
    app.update(Action::Resize { width: 100, height: 30 });
    assert_eq!(rows(&app)[0], "  quotation:  14 of 14");
    press(&mut app, "enter");
    assert_eq!(standing(&app), before.replace(" picker", ""));
}

#[test]
fn the_way_back_from_what_was_picked_is_a_jump() {
    let mut app = reader(60, 12);
    press(&mut app, "o g r a n d enter");
    assert!(!standing(&app).starts_with("The:"), "{}", standing(&app));
    push(&mut app, &[Key::Ctrl('o')]);
    assert!(standing(&app).starts_with("The:"), "{}", standing(&app));
}

#[test]
fn a_filter_is_typed_on_the_command_line() {
    let mut app = reader(100, 30);
    for c in ":filter kind:mixed actor:marlow".chars() {
        push(&mut app, &[Key::Char(c)]);
    }
    press(&mut app, "enter");
    assert_eq!(app.note.as_deref(), Some("1 quotation: kind:mixed actor:marlow"));
    for c in ":filter kind:odd".chars() {
        push(&mut app, &[Key::Char(c)]);
    }
    press(&mut app, "enter");
    let note = app.note.as_deref().unwrap_or_default();
    let told = "kind:odd is no term of a filter: use direct, mixed, indirect";
    let trouble = app.input.asking.as_ref().and_then(|asking| asking.trouble.as_deref());
    assert!(note == told || trouble == Some(told), "{note} {trouble:?}");
    assert_eq!(app.walk.filter.to_string(), "kind:mixed actor:marlow");
}
