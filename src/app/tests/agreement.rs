//! Agreement: two actors chosen, compared, and left again.

use std::sync::Arc;

use super::{better, matrix::rows, press, reader, standing, walk};
use crate::{
    analysis::work::Progress,
    app::{App, action::Action, fixture},
    fact::{Analysis, Position},
};

/// A reader of the fixture with other positions: the stances of the first two actors on the first
/// and the last issue, agreeing on the first and differing on the second.
fn debate(width: u16, height: u16) -> App {
    let mut app = App::new(Arc::new(fixture::article()), None);
    app.update(Action::Resize { width, height });
    let analysis = with_sides(fixture::analysis());
    app.update(Action::Analysed(Box::new(analysis), Progress::whole(1)));
    app
}

fn with_sides(mut analysis: Analysis) -> Analysis {
    analysis.stances[8].actor = 1;
    analysis.stances[2].actor = 0;
    analysis.stances[2].issue = 1;
    assert_eq!(analysis.stances[2].position, Position::For);
    analysis
}

#[test]
fn what_two_agree_and_differ_on_and_what_is_open() {
    let mut app = debate(100, 30);
    press(&mut app, "s c ↓ c");
    let shown = [
        "  ● Tobias Renn · ■ Ines Marlow  agree 1 · differ 1 · open 1",
        "  agree     ● +     ■ +     trams return to Harbour Street ¶2 ¶7",
        "  differ    ● − −   ■ +     two years of digging ¶3 ¶4 ¶8",
        "  open      ● −     ■ ?     a toll on cars to pay for it ¶6 ¶8",
    ];
    assert_eq!(rows(&app), shown);
}

#[test]
fn enter_shows_the_evidence_of_both_and_escape_leads_back_step_by_step() {
    let mut app = debate(100, 30);
    press(&mut app, "→ →");
    let before = (standing(&app), app.reading.place.seen());
    press(&mut app, "s c ↑ c ↓ ↓");
    assert!(standing(&app).ends_with("agreement"), "{}", standing(&app));
    for cue in ["did not rule out", "No toll", "did not rule out"] {
        press(&mut app, "enter");
        let here = standing(&app);
        assert!(here.ends_with(&format!("stance by “{cue}” agreement")), "{here}");
    }
    press(&mut app, "esc");
    assert!(standing(&app).ends_with("matrix"));
    press(&mut app, "esc");
    assert_eq!((standing(&app), app.reading.place.seen()), before);
}

#[test]
fn two_who_speak_of_other_things_are_told_so() {
    let mut app = reader(100, 30);
    press(&mut app, "s c ↓ ↓ c enter ↓");
    let shown = ["  ● Tobias Renn · ○ Dagny Holt", "  They take no side on the same thing."];
    assert_eq!(rows(&app), shown);
}

#[test]
fn actors_are_compared_from_the_sidebar_and_the_text_too() {
    walk(
        100,
        48,
        &[
            ("tab c } c", "The: nothing agreement"),
            ("esc", "The: nothing actors"),
            ("esc → c", "The: “A city”"),
            ("⇧→ → → c", "The: “We are” agreement"),
            ("c", "The: “We are”"),
        ],
    );
}

#[test]
fn the_same_key_on_the_same_actor_takes_the_mark_back() {
    let mut app = reader(100, 30);
    press(&mut app, "c");
    assert_eq!(app.note.as_deref(), Some("choose somebody first: →, Tab or s"));
    press(&mut app, "→ c");
    assert_eq!(app.note.as_deref(), Some("■ Ines Marlow: now c on somebody else"));
    press(&mut app, "c");
    assert_eq!((app.walk.marked, app.panel.is_some()), (None, false));
}

#[test]
fn newer_facts_keep_the_two_and_the_issue() {
    let mut app = reader(100, 30);
    press(&mut app, "s c ↓ c enter");
    let before = (standing(&app), rows(&app));
    app.update(Action::Analysed(Box::new(better()), Progress::whole(1)));
    app.update(Action::Resize { width: 40, height: 12 });
    app.update(Action::Resize { width: 100, height: 30 });
    assert_eq!((standing(&app), rows(&app)), before);
}
