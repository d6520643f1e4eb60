//! The matrix: walked through, led from, and left again.

use std::sync::Arc;

use super::{press, reader, standing, walk};
use crate::{
    analysis::work::Progress,
    app::{
        App,
        action::Action,
        command::{Command, Direction, Step},
        fixture,
        panel::Panel,
        status,
    },
    fact::Analysis,
};

/// The cell that one is on, in the words of the status line.
pub fn cell(app: &App) -> String {
    let strip = status::status(app, 200);
    strip.left.iter().map(|piece| piece.text.as_str()).collect()
}

/// The rows of the open panel.
pub fn rows(app: &App) -> Vec<String> {
    let panel = app.panel.as_ref().unwrap();
    let words = panel.shown().iter().map(|strip| {
        let words = strip.left.iter().chain(&strip.right).map(|piece| piece.text.as_str());
        words.collect::<String>().trim_end().to_owned()
    });
    words.collect()
}

#[test]
fn actors_stand_down_and_issues_across() {
    let mut app = reader(80, 24);
    press(&mut app, "s");
    let shown = [
        "                     trams return to  a toll on cars",
        "  2 of 4 issues      Harbour Street   to pay for it",
        "  ● Tobias Renn      ·                −",
        "  ■ Ines Marlow      +                ?",
        "  ○ Dagny Holt       +                ·",
        "  □ Cyclists' Union  ?                ·",
    ];
    assert_eq!(rows(&app), shown);
    press(&mut app, "x ~");
    assert_eq!(rows(&app).len(), 8);
}

#[test]
fn arrows_move_and_the_status_says_the_cell_in_words() {
    let mut app = reader(100, 30);
    let steps = [
        ("s", "● Tobias Renn   no side   trams return to Harbour Street"),
        ("→", "● Tobias Renn   − against   a toll on cars to pay for it"),
        ("↓", "■ Ines Marlow   ? open   a toll on cars to pay for it"),
        ("→", "■ Ines Marlow   ? open   a toll on cars to pay for it"),
        ("←", "■ Ines Marlow   + for   trams return to Harbour Street"),
        ("end", "□ Cyclists' Union   ? open   trams return to Harbour Street"),
        ("2 ↑", "■ Ines Marlow   + for   trams return to Harbour Street"),
        ("g ⇧→", "● Tobias Renn   − against   a toll on cars to pay for it"),
        ("~", "● Tobias Renn   − against   a toll on cars to pay for it"),
    ];
    for (keys, expected) in steps {
        press(&mut app, keys);
        app.note = None;
        assert!(cell(&app).starts_with(expected), "{keys}: {}", cell(&app));
    }
}

#[test]
fn enter_shows_one_evidence_after_the_other_and_escape_leads_back() {
    for size in [(100, 30), (60, 20), (40, 12)] {
        let mut app = reader(size.0, size.1);
        press(&mut app, "d → →");
        let (before, seen) = (standing(&app), app.reading.place.seen());
        press(&mut app, "s x g 2 → ←");
        for cue in ["warned", "no digging", "warned"] {
            while !cell(&app).contains("two years") {
                press(&mut app, "→");
            }
            press(&mut app, "enter");
            assert!(standing(&app).ends_with(&format!("stance by “{cue}” matrix")));
            let analysis = &app.facts.as_ref().unwrap().analysis;
            let evidence = crate::app::walk::extent(analysis, app.walk.chosen).unwrap();
            let seen = app.reading.place.seen();
            assert!(seen.holds(evidence.start) || size.1 < 20, "{seen:?} {evidence:?}");
        }
        assert!(cell(&app).ends_with("1 of 2"), "{}", cell(&app));
        press(&mut app, "esc");
        assert_eq!((standing(&app), app.reading.place.seen()), (before, seen), "{size:?}");
    }
}

#[test]
fn the_same_key_closes_it_and_stays_at_the_evidence() {
    walk(
        100,
        30,
        &[
            ("s → enter", "Oyelaran,: stance by “No toll” matrix"),
            ("s", "the: stance by “No toll”"),
            ("s", "Oyelaran,: stance by “No toll” matrix"),
            ("esc", "the: stance by “No toll”"),
        ],
    );
}

#[test]
fn it_opens_at_what_one_looks_at() {
    let mut app = reader(100, 30);
    press(&mut app, "tab } ↓ ↓ enter esc s");
    assert!(cell(&app).starts_with("■ Ines Marlow   ? open   a toll"), "{}", cell(&app));
}

#[test]
fn an_empty_cell_says_so() {
    let mut app = reader(100, 30);
    press(&mut app, "s enter");
    assert_eq!(app.note.as_deref(), Some("they take no side on this"));
}

#[test]
fn nothing_to_show_says_calmly_why() {
    let told = |change: fn(&mut Analysis)| {
        let mut app = App::new(Arc::new(fixture::article()), None);
        app.update(Action::Resize { width: 100, height: 30 });
        press(&mut app, "s");
        assert_eq!(app.note.as_deref(), Some("reading…"));
        let mut analysis = fixture::analysis();
        change(&mut analysis);
        app.update(Action::Analysed(Box::new(analysis), Progress::whole(1)));
        press(&mut app, "s");
        if app.note.as_deref() == Some("no two take a side on the same thing: this is every issue")
        {
            press(&mut app, "x");
        }
        press(&mut app, "enter → ↓");
        rows(&app).join(" ")
    };
    let nobody = told(|analysis| analysis.stances.clear());
    assert_eq!(nobody, "  Nobody takes a side here in so many words.");
    let one = told(|analysis| analysis.stances.retain(|stance| stance.actor == 3));
    assert_eq!(one, "  One alone takes a side here, on one thing.");
    let apart = told(|analysis| analysis.stances.retain(|s| [1, 3].contains(&s.actor)));
    assert_eq!(apart, "  No two take a side on the same thing, of 3 that somebody does.");
}

#[test]
fn why_and_help_lie_over_it_and_lead_back_to_it() {
    for key in ["esc", "q"] {
        let mut app = reader(100, 30);
        press(&mut app, "d →");
        let before = standing(&app);
        press(&mut app, "s w");
        assert_eq!(app.note.as_deref(), Some("they take no side on this"));
        let steps = [
            ("→ w", "stance by “No toll” why"),
            ("?", "stance by “No toll” help"),
            (key, "stance by “No toll” why"),
            (key, "stance by “No toll” matrix"),
            ("c ↓ c w", " why"),
            ("w", " agreement"),
            ("?", " help"),
            (key, " agreement"),
            (key, " matrix"),
            (key, &before),
        ];
        for (keys, expected) in steps {
            press(&mut app, keys);
            assert!(standing(&app).ends_with(expected), "after {keys}: {}", standing(&app));
        }
    }
}

#[test]
fn newer_facts_change_what_lies_under_why_too() {
    let mut app = reader(100, 30);
    press(&mut app, "s → w");
    let before = standing(&app);
    app.update(Action::Analysed(Box::new(super::better()), Progress::whole(1)));
    assert_eq!(standing(&app), before);
    press(&mut app, "esc");
    assert!(cell(&app).starts_with("● Tobias Renn   − against   a toll"), "{}", cell(&app));
    press(&mut app, "w");
    app.update(Action::Replaced(Arc::new(fixture::article())));
    app.update(Action::Analysed(Box::new(fixture::analysis()), Progress::whole(1)));
    press(&mut app, "w w");
    assert!(!standing(&app).ends_with("matrix"), "its facts are gone");
}

#[test]
fn every_issue_is_asked_for_in_the_matrix_alone() {
    let mut app = reader(100, 30);
    press(&mut app, "x");
    assert_eq!(app.note.as_deref(), Some("open the matrix first: s"));
}

#[test]
fn newer_facts_and_other_sizes_keep_the_cell_and_the_way_back() {
    let mut app = reader(100, 30);
    press(&mut app, "d →");
    let before = standing(&app);
    press(&mut app, "s ↓ →");
    let at = cell(&app);
    app.update(Action::Analysed(Box::new(super::better()), Progress::whole(1)));
    app.update(Action::Resize { width: 44, height: 14 });
    app.update(Action::Resize { width: 100, height: 30 });
    assert_eq!(cell(&app), at);
    press(&mut app, "esc");
    assert_eq!(standing(&app), before);
}

#[test]
fn what_does_not_fit_is_scrolled_to_and_headings_stay() {
    let mut app = reader(40, 12);
    app.update(Action::Command(Command::Widen));
    press(&mut app, "s x");
    let mut seen = Vec::new();
    for _ in 0..4 {
        let shown = rows(&app);
        let Some(Panel::Matrix(matrix)) = &app.panel else { panic!("no matrix") };
        let (row, columns) = matrix.table.cursor.clone().unwrap();
        assert!(row < shown.len() && columns.end <= 40, "{row} {columns:?}");
        seen.push(shown[0].clone());
        press(&mut app, "→ ↓");
    }
    seen.dedup();
    assert!(seen.len() > 1, "{seen:?}");
    app.update(Action::Command(Command::Go(Direction::Back, Step::All)));
    assert!(rows(&app).iter().any(|row| row.contains("● ")), "{:?}", rows(&app));
}
