//! The search: what is typed, where it leads, and the way back.

use super::{press, reader, type_words};
use crate::{
    app::{App, action::Action, role::Role, status},
    text::Span,
};

/// Where the search is: the words around the current hit, the number, and what is noted.
fn found(app: &App) -> String {
    let text = &app.article().text;
    let search = app.reading.search.as_ref();
    let hit = search.and_then(|search| Some((search.current?.span, search.shown())));
    let told = hit.map(|(span, shown)| {
        assert!(app.reading.place.seen().covers(span), "the hit is not on the screen");
        let after = Span::new(span.end, text.len()).of(text);
        let after = after.split([' ', ',', '.']).next().unwrap();
        format!("[{}]{after} {shown}", span.of(text))
    });
    let line = app.input.asking.as_ref().map(|asking| {
        let sign = asking.purpose.sign();
        let trouble = asking.trouble.as_deref().unwrap_or_default();
        format!(" {sign}{}: {trouble}", asking.prompt.text())
    });
    let note = app.note.as_ref().map(|note| format!(" ({note})"));
    told.unwrap_or_default() + &line.unwrap_or_default() + &note.unwrap_or_default()
}

/// Types words or presses a named key step by step, each step with where it leads.
fn walk(app: &mut App, steps: &[(&str, &str)]) {
    for (number, (keys, expected)) in steps.iter().enumerate() {
        match keys.strip_prefix('"') {
            Some(words) => type_words(app, words),
            None => drop(press(app, keys)),
        }
        assert_eq!(found(app), *expected, "after step {number}: {keys}");
    }
}

#[test]
fn a_search_follows_what_is_typed_and_goes_round() {
    walk(
        &mut reader(60, 12),
        &[
            ("\"/r", "[r] 1/72 /r: "),
            ("\"enn", "[Renn] 1/3 /renn: "),
            ("enter", "[Renn] 1/3"),
            ("n", "[Renn] 2/3"),
            ("n", "[Renn] 3/3"),
            ("n", "[Renn] 1/3 (on from the start)"),
            ("N", "[Renn] 3/3 (on from the end)"),
            ("2 N", "[Renn] 1/3"),
            ("8 n", "[Renn] 3/3 (on from the start)"),
            ("g n", "[Renn] 1/3"),
            ("esc", ""),
            ("n", "[Renn] 1/3"),
            ("esc N", "[Renn] 3/3 (on from the end)"),
        ],
    );
}

#[test]
fn before_anything_was_searched_for_there_is_no_hit() {
    let note = " (nothing was searched for yet: / does)";
    walk(&mut reader(60, 12), &[("n", note), ("\"/", " /: "), ("enter", note), ("N", note)]);
}

#[test]
fn a_search_back_begins_above_and_turns_n_round() {
    walk(
        &mut reader(60, 12),
        &[
            ("G \\", " \\: "),
            ("\"renn", "[Renn] 2/3 \\renn: "),
            ("enter n", "[Renn] 1/3"),
            ("N", "[Renn] 2/3"),
            ("\"/", "[Renn] 2/3 /: "),
            ("enter", "[Renn] 3/3"),
        ],
    );
}

#[test]
fn a_wrong_expression_says_so_and_leaves_what_was_found() {
    let wrong = "unclosed group; \\ before a sign takes it as it is";
    walk(
        &mut reader(60, 12),
        &[
            ("\"/renn", "[Renn] 1/3 /renn: "),
            ("\"(", &format!("[Renn] 1/3 /renn(: {wrong}")),
            ("enter", &format!("[Renn] 1/3 /renn(: {wrong}")),
            ("\")? said", "[Renn said] 1/2 /renn()? said: "),
        ],
    );
}

#[test]
fn a_search_comes_back_with_the_history() {
    walk(
        &mut reader(60, 12),
        &[
            ("\"/toll", "[toll] 1/2 /toll: "),
            ("enter", "[toll] 1/2"),
            ("\"/city", "[city] 1/1 /city: "),
            ("↑", "[toll] 1/2 /toll: "),
            ("↓", "[city] 1/1 /city: "),
            ("enter", "[city] 1/1"),
            ("\"/", "[city] 1/1 /: "),
            ("↑ ↑", "[toll] 1/2 /toll: "),
            ("enter esc", ""),
        ],
    );
}

#[test]
fn what_is_not_there_leaves_one_where_one_was() {
    let mut app = reader(60, 12);
    press(&mut app, "3 }");
    let top = app.reading.place.top();
    type_words(&mut app, "/zebra");
    assert_eq!(app.reading.place.top(), top);
    press(&mut app, "enter");
    assert_eq!(app.reading.place.top(), top);
    let status: String =
        status::status(&app, 58).left.into_iter().map(|piece| piece.text).collect();
    assert!(status.starts_with("/zebra nothing found"), "{status}");
}

#[test]
fn hits_survive_any_width_and_lie_across_its_lines() {
    let mut app = reader(100, 24);
    type_words(&mut app, "/against going broke before");
    press(&mut app, "enter");
    for width in [24, 40, 60, 90, 140] {
        app.update(Action::Resize { width, height: 24 });
        press(&mut app, "n");
        assert!(found(&app).starts_with("[against going broke before] 1/1"), "at {width}");
        let lines = app.reading.place.lines().iter();
        let search = app.reading.search.as_ref().unwrap();
        let marked = lines.flat_map(|line| search.cut(line.span));
        let marked = marked.filter(|(_, role)| *role == Some(Role::CurrentHit));
        let marked: Vec<_> = marked.map(|(span, _)| span.of(&app.article().text)).collect();
        assert_eq!(marked.join(" "), "against going broke before", "at {width}");
    }
}

#[test]
fn pasted_words_are_searched_for_and_mean_nothing_elsewhere() {
    let mut app = reader(60, 12);
    app.update(Action::Paste("q/renn".into()));
    assert_eq!(found(&app), "");
    type_words(&mut app, "/");
    app.update(Action::Paste("no\nTREE".into()));
    assert_eq!(found(&app), " /no TREE: ");
    press(&mut app, "backspace");
    app.update(Action::Paste("\u{8}".into()));
    assert_eq!(found(&app), " /no TRE: ");
}

#[test]
fn escape_leads_back_to_exactly_where_one_was() {
    let mut app = reader(60, 12);
    press(&mut app, "d ↓ → G ↑");
    let before = (app.reading.place.anchor(), super::standing(&app));
    type_words(&mut app, "/the");
    press(&mut app, "esc");
    assert_eq!((app.reading.place.anchor(), super::standing(&app)), before);
    assert!(app.reading.search.is_none());
    // An earlier search is as it was too.
    type_words(&mut app, "/renn");
    press(&mut app, "enter n");
    let before = (app.reading.place.anchor(), found(&app));
    type_words(&mut app, "/council");
    press(&mut app, "esc");
    assert_eq!((app.reading.place.anchor(), found(&app)), before);
}

#[test]
fn a_hit_far_away_is_a_jump() {
    let mut app = reader(60, 12);
    type_words(&mut app, "/then we can");
    press(&mut app, "^O");
    assert_eq!(app.reading.jumps.last(), None, "while it is typed nothing is settled");
    press(&mut app, "enter");
    let there = app.reading.place.top();
    press(&mut app, "^O");
    assert_eq!(app.reading.place.top(), 0);
    press(&mut app, "n");
    assert_eq!(app.reading.place.top(), there);
    press(&mut app, "^O");
    assert_eq!(app.reading.place.top(), 0);
}
