//! The filter: set by keys and by text, walked, folded and lifted.

use super::{
    better, key,
    matrix::{cell, rows},
    parts::{part, take},
    press, reader, standing, walk,
};
use crate::{
    analysis::work::Progress,
    app::{App, action::Action, filter::Filter, status},
};

fn filter(app: &mut App, text: &str) {
    app.set_filter(text.parse::<Filter>().unwrap());
}

/// The left side of the status line.
fn status(app: &App) -> String {
    let strip = status::status(app, 200);
    strip.left.iter().map(|piece| piece.text.as_str()).collect()
}

/// What → leads to, from the start to the end.
fn stops(text: &str) -> Vec<String> {
    let mut app = reader(100, 60);
    filter(&mut app, text);
    let mut stops = Vec::new();
    loop {
        app.update(Action::Key(key("→")));
        if app.note.is_some() {
            return stops;
        }
        let here = standing(&app);
        let (_, here) = here.split_once(": ").unwrap();
        stops.push(here.replace(" only", ""));
    }
}

#[test]
fn only_what_matches_is_walked() {
    assert_eq!(stops("actor:marlow"), ["“A city”", "“that no”", "“that \"nobody”"]);
    assert_eq!(stops("actor:\"Ines Marlow\" kind:direct"), ["“A city”"]);
    assert_eq!(stops("kind:mixed"), ["“the cheapest”", "“that \"nobody”"]);
    assert_eq!(stops("confidence:98"), [""; 0]);
    assert_eq!(stops("confidence:97").len(), 13);
    assert_eq!(stops("actor:nobody"), [""; 0]);
}

#[test]
fn what_only_stances_have_makes_the_walk_stop_at_stances() {
    assert_eq!(
        stops("position:open"),
        ["stance by “did not rule out”", "stance by “has not made up its mind”"]
    );
    assert_eq!(stops("issue:toll"), ["stance by “did not rule out”", "stance by “No toll”"]);
    assert_eq!(stops("voice:narrated position:open actor:union").len(), 1);
    assert_eq!(
        stops("position:against kind:direct"),
        ["stance by “No toll”", "stance by “no digging”"]
    );
}

#[test]
fn keys_filter_by_what_one_is_on_and_go_on_to_other_values() {
    let mut app = reader(100, 40);
    press(&mut app, "→ → → f k");
    for expected in ["kind:indirect", "kind:direct", "kind:mixed", "", "kind:indirect"] {
        assert_eq!(app.walk.filter.to_string(), expected);
        press(&mut app, "f k");
    }
    press(&mut app, "esc f c f c");
    assert_eq!(app.walk.filter.to_string(), "confidence:80");
    press(&mut app, "f a");
    assert_eq!(app.walk.filter.to_string(), "confidence:80 actor:\"Tobias Renn\"");
    assert_eq!(app.note.as_deref().unwrap(), "5 quotations: confidence:80 actor:\"Tobias Renn\"");
    press(&mut app, "f a f i f p f v");
    assert_eq!(
        app.walk.filter.to_string(),
        "confidence:80 issue:\"two years of digging\" position:against voice:reported"
    );
    press(&mut app, "esc");
    assert!(app.walk.filter.is_empty());
    press(&mut app, "tab ↓ ↓ f i");
    assert_eq!(app.walk.filter.to_string(), "issue:\"a toll on cars to pay for it\"");
    press(&mut app, "esc esc s f a");
    assert_eq!(app.walk.filter.to_string(), "actor:\"Tobias Renn\"");
}

#[test]
fn without_anything_to_filter_by_the_reader_says_what_to_do() {
    let mut app = reader(100, 40);
    for (keys, expected) in [
        ("f a", "choose somebody first: →, Tab or s"),
        ("f i", "choose a stance first: Tab or s"),
        ("f f", "set a filter first: fa, fk, fp, fi, fc or fv"),
    ] {
        press(&mut app, keys);
        assert_eq!(app.note.as_deref(), Some(expected), "{keys}");
    }
    filter(&mut app, "actor:nobody");
    assert_eq!(app.note.as_deref(), Some("nothing matches: Esc lifts the filter"));
    press(&mut app, "f f");
    assert_eq!(app.note.as_deref(), Some("nothing matches: Esc lifts the filter"));
    press(&mut app, "→");
    assert_eq!(app.note.as_deref(), Some("no match further down"));
}

#[test]
fn counts_and_chips_follow() {
    let mut app = reader(100, 60);
    filter(&mut app, "kind:direct actor:renn");
    assert!(status(&app).starts_with("3 of 13 quotations"), "{}", status(&app));
    assert!(status(&app).ends_with("[direct]   [renn]"), "{}", status(&app));
    press(&mut app, "→ →");
    assert!(status(&app).starts_with("● Tobias Renn   2 of 3   direct"), "{}", status(&app));
    let counts: Vec<_> = app
        .sidebar
        .shown()
        .iter()
        .filter_map(|row| row.strip.right.first())
        .map(|piece| piece.text.clone())
        .filter(|words| !words.contains('¶'))
        .collect();
    assert_eq!(counts, [" 3"]);
    filter(&mut app, "position:open confidence:50 voice:narrated");
    press(&mut app, "→ →");
    let shown = "□ Cyclists' Union   ? open on trams return to Harbour Street   ¶7   2 of 2   \
                 [? open]   [from 50 %]   [narrated]";
    assert_eq!(status(&app), shown);
}

#[test]
fn the_matrix_shows_what_the_filter_lets_through() {
    let mut app = reader(100, 40);
    filter(&mut app, "position:open");
    press(&mut app, "s");
    assert_eq!(
        app.note.as_deref(),
        Some("no two take a side on the same thing: this is every issue")
    );
    press(&mut app, "x");
    assert_eq!(rows(&app), ["  No two take a side on the same thing, of 2 that somebody does."]);
    press(&mut app, "x");
    assert!(cell(&app).starts_with("■ Ines Marlow"), "{}", cell(&app));
    assert_eq!(rows(&app).len(), 4);
    filter(&mut app, "actor:shop");
    assert_eq!(rows(&app), ["  The filter leaves nobody who takes a side."]);
    press(&mut app, "esc esc");
    assert!(app.walk.filter.is_empty());
}

#[test]
fn what_does_not_match_is_folded_away_and_comes_back_in_its_place() {
    let mut app = reader(60, 12);
    press(&mut app, "} } }");
    let before = app.reading.place.seen();
    filter(&mut app, "actor:renn");
    press(&mut app, "f f");
    let shown: Vec<_> = app.reading.place.lines().iter().map(|line| line.paragraph + 1).collect();
    assert!(shown.iter().all(|number| [3, 6, 8].contains(number)), "{shown:?}");
    let skipped = app.reading.place.lines().iter().map(|line| line.skipped).max();
    assert_eq!(skipped, Some(2));
    press(&mut app, "f f");
    assert_eq!(app.reading.place.seen(), before);
    app.update(Action::Resize { width: 40, height: 7 });
    press(&mut app, "f f g");
    let first = |app: &App| app.reading.place.lines()[0].clone();
    assert_eq!((first(&app).skipped, app.reading.place.lines()[1].paragraph), (2, 2));
    // What is folded away at the start is not what is read.
    assert_eq!(app.read_paragraph(), 2);
    for (key, paragraph) in [("}", 2), ("}", 5), ("{", 2)] {
        press(&mut app, key);
        assert_eq!(first(&app).paragraph, paragraph);
    }
    press(&mut app, "{");
    assert_eq!(first(&app).skipped, 2);
    press(&mut app, "G");
    let last = app.reading.place.lines().last().unwrap();
    assert_eq!((last.skipped, last.paragraph, app.reading.percent()), (0, 7, 100));
    press(&mut app, "esc");
    assert!(!app.reading.page.is_folded());
}

#[test]
fn going_to_what_is_folded_away_unfolds() {
    let mut app = reader(100, 30);
    filter(&mut app, "kind:mixed");
    press(&mut app, "f f → tab g ↓ enter");
    assert!(standing(&app).contains("stance by “warned”"), "{}", standing(&app));
    assert!(!app.reading.page.is_folded());
}

#[test]
fn newer_facts_keep_the_filter_and_move_nothing() {
    let mut app = reader(60, 14);
    press(&mut app, "tab enter f k f f →");
    let before = (standing(&app), app.walk.filter.to_string());
    app.update(Action::Analysed(Box::new(better()), Progress::whole(1)));
    assert_eq!((standing(&app), app.walk.filter.to_string()), before);
    for done in [40, 100] {
        take(&mut app, part(|i| i % 2 == 0 || i * 8 < done), done);
        assert_eq!(app.walk.filter.to_string(), before.1);
    }
    assert!(app.reading.page.is_folded());
}

#[test]
fn a_filter_set_before_the_facts_holds_when_they_come() {
    walk(100, 40, &[("tab enter", "The: “that two” only"), ("esc", "The: “that two”")]);
    let mut app = App::new(std::sync::Arc::new(crate::app::fixture::article()), None);
    app.update(Action::Resize { width: 100, height: 40 });
    filter(&mut app, "actor:holt");
    press(&mut app, "f a");
    assert_eq!(app.note.as_deref(), Some("reading…"));
    take(&mut app, crate::app::fixture::analysis(), 100);
    press(&mut app, "→");
    assert_eq!(standing(&app), "The: “Rails and” only");
}

#[test]
fn a_filter_is_remembered_with_the_article() {
    let mut app = reader(100, 40);
    filter(&mut app, "kind:mixed actor:\"Ines Marlow\"");
    let memory = app.memory();
    assert_eq!(memory.filters, "kind:mixed actor:\"Ines Marlow\"");
    let mut app = App::new(std::sync::Arc::new(crate::app::fixture::article()), None);
    app.update(Action::Resize { width: 100, height: 40 });
    app.update(Action::Recalled(Box::new(memory)));
    take(&mut app, crate::app::fixture::analysis(), 100);
    assert!(status(&app).starts_with("1 of 13 quotations"), "{}", status(&app));
}
