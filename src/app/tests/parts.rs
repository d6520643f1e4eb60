//! Facts that come in parts, while somebody reads.

use std::sync::Arc;

use super::{press, reader, standing};
use crate::{
    analysis::work::Progress,
    app::{App, action::Action, fixture, status},
    fact::Analysis,
};

/// The facts with only some of the quotations, by number, as when they come in parts.
pub fn part(keep: impl Fn(usize) -> bool) -> Analysis {
    let mut analysis = fixture::analysis();
    let kept: Vec<usize> = (0..analysis.quotations.len()).filter(|&i| keep(i)).collect();
    let now = |old: usize| kept.iter().position(|&kept| kept == old);
    analysis.stances.retain(|stance| stance.quotation.is_none_or(&keep));
    for stance in &mut analysis.stances {
        stance.quotation = stance.quotation.and_then(now);
    }
    analysis.quotations = kept.iter().map(|&old| analysis.quotations[old].clone()).collect();
    analysis
}

/// A reader to whom the facts come in parts: the even quotations first.
fn early_reader(width: u16, height: u16) -> App {
    let mut app = App::new(Arc::new(fixture::article()), None);
    app.update(Action::Resize { width, height });
    take(&mut app, part(|i| i % 2 == 0), 0);
    app
}

pub fn take(app: &mut App, analysis: Analysis, done: usize) {
    app.update(Action::Analysed(Box::new(analysis), Progress { done, all: 100 }));
}

/// The rows of the sidebar, and which of them is chosen.
fn sidebar(app: &App) -> Vec<(String, bool)> {
    let rows = app.sidebar.shown().iter();
    let row = rows.map(|row| {
        let words = row.strip.left.iter().map(|piece| piece.text.as_str()).collect();
        (words, row.item.is_some() && row.item == app.sidebar.choice)
    });
    row.collect()
}

#[test]
fn facts_that_come_in_parts_move_nothing() {
    for keys in ["→ →", "→ → w", "d → →", "tab ↓ ↓", "tab enter →", "? ↓", "G", "w"]
    {
        let mut app = early_reader(100, 14);
        press(&mut app, keys);
        let before = standing(&app);
        for done in [40, 70] {
            take(&mut app, part(|i| i % 2 == 0 || i * 8 < done), done);
            assert_eq!(standing(&app), before, "after {keys}, {done} %");
        }
        take(&mut app, fixture::analysis(), 100);
        assert_eq!(standing(&app), before, "after {keys}, at the end");
    }
}

#[test]
fn a_quotation_that_is_no_more_gives_way_to_the_nearest() {
    let mut app = reader(100, 24);
    press(&mut app, "→ → →");
    assert_eq!(standing(&app), "The: “that two”");
    take(&mut app, part(|i| i != 2), 50);
    assert_eq!(standing(&app), "The: “We are”");
    take(&mut app, part(|i| i == 12), 100);
    assert_eq!(standing(&app), "The: “Then we”");
    take(&mut app, part(|_| false), 100);
    assert_eq!(standing(&app), "The: nothing");
}

#[test]
fn what_is_chosen_in_the_sidebar_stays_chosen_and_where_it_is() {
    for keys in ["tab ↓ ↓ ↓", "tab ↓ ↓ ↓ ↓", "tab G", "tab G ↑"] {
        let mut app = early_reader(100, 14);
        press(&mut app, keys);
        let before = sidebar(&app);
        let row = before.iter().position(|(_, chosen)| *chosen).unwrap();
        for done in [40, 100] {
            take(&mut app, part(|i| i % 2 == 0 || i * 8 < done), done);
            let rows = sidebar(&app);
            assert!(rows[row].1, "after {keys}, {done} %: {rows:#?}");
            assert_eq!(rows[row].0, before[row].0, "after {keys}, {done} %");
        }
    }
}

#[test]
fn who_has_a_sign_keeps_it_while_facts_come() {
    let signs = |app: &App| -> Vec<String> {
        let facts = app.facts.as_ref().unwrap();
        let voices = facts.cast.voices.iter();
        let name = |actor: usize| facts.analysis.actors[actor].name.of(&app.article().text);
        voices.map(|voice| format!("{} {}", voice.rank, name(voice.actor))).collect()
    };
    let mut app = early_reader(100, 40);
    press(&mut app, "→");
    let first = signs(&app);
    assert_eq!(first.len(), 5, "{first:?}");
    // Who speaks most changes on the way, and others come to speak.
    take(&mut app, part(|i| i % 2 == 0 || i < 6), 50);
    take(&mut app, fixture::analysis(), 100);
    let last = signs(&app);
    assert!(first.iter().all(|voice| last.contains(voice)), "{first:?}, then {last:?}");
    // In a long article they keep it though nobody has looked at anything.
    let mut app = early_reader(100, 40);
    let whole = Progress::whole(1_000_000);
    app.update(Action::Analysed(Box::new(fixture::analysis()), whole));
    assert!(first.iter().all(|voice| signs(&app).contains(voice)));
    // In another who speaks most comes first.
    let mut app = early_reader(100, 40);
    take(&mut app, fixture::analysis(), 100);
    assert_eq!(signs(&app)[0], "0 Tobias Renn");
}

#[test]
fn how_far_a_long_analysis_is_stands_in_the_status() {
    let mut app = reader(80, 24);
    let mut told = |done, all| {
        app.update(Action::Analysed(Box::new(fixture::analysis()), Progress { done, all }));
        let strip = status::status(&app, 78);
        strip.right.iter().map(|piece| piece.text.as_str()).collect::<String>()
    };
    assert!(told(400_000, 1_000_000).starts_with("analysis 40 %   "));
    assert!(!told(400, 1000).contains("analysis"));
    assert!(!told(1_000_000, 1_000_000).contains("analysis"));
}

#[test]
fn facts_outlive_an_analysis_that_failed_half_way() {
    let mut app = early_reader(80, 24);
    app.update(Action::AnalysisFailed);
    assert_eq!(app.note.as_deref(), Some("the analysis failed"));
    press(&mut app, "→");
    assert_eq!(standing(&app), "The: “A city”");
}
