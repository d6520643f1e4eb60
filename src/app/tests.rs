//! State walks: keys in, and where the reader stands then.

mod agreement;
mod filter;
mod jumping;
mod links;
mod looks;
mod matrix;
mod orders;
mod parts;
mod picking;
mod pointing;
mod remembering;
mod search;
mod walks;
mod why;

use std::sync::Arc;

use parts::{part, take};
use proptest::{prelude::*, sample::select};

use super::{
    App, Pane,
    action::{Action, Effect},
    cast::Item,
    command::{Command, Direction, Step},
    fixture,
    key::{Arrow, Key, Stroke},
    keymap::Keymap,
    panel::{Panel, Subject},
};
use crate::{
    analysis::work::Progress,
    fact::Analysis,
    page::{
        mark::Chosen,
        tests::{any_text, article},
    },
};

pub fn reader(width: u16, height: u16) -> App {
    let mut app = App::new(Arc::new(fixture::article()), None);
    app.update(Action::Resize { width, height });
    app.update(Action::Analysed(Box::new(fixture::analysis()), Progress::whole(1)));
    app
}

/// A key by the name that the tests use.
pub fn key(name: &str) -> Key {
    match name {
        "↓" => Key::Arrow(Arrow::Down),
        "↑" => Key::Arrow(Arrow::Up),
        "→" => Key::Arrow(Arrow::Right),
        "←" => Key::Arrow(Arrow::Left),
        "⇧→" => Key::Shift(Arrow::Right),
        "⇧←" => Key::Shift(Arrow::Left),
        "tab" => Key::Tab,
        "enter" => Key::Enter,
        "esc" => Key::Esc,
        "space" => Key::Char(' '),
        "⇧tab" => Key::BackTab,
        "end" => Key::End,
        "^O" => Key::Ctrl('o'),
        "^N" => Key::Ctrl('n'),
        "backspace" => Key::Backspace,
        letter => Key::Char(letter.chars().next().unwrap()),
    }
}

/// Types words, key by key.
pub fn type_words(app: &mut App, words: &str) {
    for c in words.chars() {
        app.update(Action::Key(Key::Char(c)));
    }
}

pub fn press(app: &mut App, keys: &str) -> Option<Effect> {
    keys.split_whitespace().fold(None, |_, name| app.update(Action::Key(key(name))))
}

/// Where the reader stands: the first words of the screen, the chosen fact, what is open.
pub fn standing(app: &App) -> String {
    let top = app.reading.place.lines()[0].span.of(&app.article().text);
    let top = top.split(' ').next().unwrap();
    let analysis = &app.facts.as_ref().unwrap().analysis;
    let chosen = match app.walk.chosen {
        Chosen::Nothing => "nothing".to_owned(),
        Chosen::Quotation(index) => {
            let words = analysis.quotations[index].content[0].of(&app.article().text);
            format!("“{}”", words.split(' ').take(2).collect::<Vec<_>>().join(" "))
        }
        Chosen::Stance(index) => {
            format!("stance by “{}”", analysis.stances[index].cues[0].of(&app.article().text))
        }
    };
    let pane = match app.pane {
        Pane::Article => "",
        Pane::Sidebar => " actors",
    };
    let panel = match app.panel.as_ref().map(Panel::subject) {
        None => "",
        Some(Subject::Why) => " why",
        Some(Subject::Help) => " help",
        Some(Subject::Matrix) => " matrix",
        Some(Subject::Agreement) => " agreement",
        Some(Subject::Picker) => " picker",
    };
    let only = if app.walk.filter.is_empty() { "" } else { " only" };
    format!("{top}: {chosen}{only}{pane}{panel}")
}

/// Presses keys step by step, each step with where it leads.
pub fn walk(width: u16, height: u16, steps: &[(&str, &str)]) {
    let mut app = reader(width, height);
    for (number, (keys, expected)) in steps.iter().enumerate() {
        press(&mut app, keys);
        assert_eq!(standing(&app), *expected, "after step {number}: {keys}");
    }
}

#[test]
fn quotations_are_walked_one_by_one() {
    walk(
        100,
        24,
        &[
            ("→", "The: “A city”"),
            ("→", "The: “that no”"),
            ("l l", "The: “We are”"),
            ("←", "The: “that two”"),
            ("h h h h", "The: “A city”"),
            ("esc", "The: nothing"),
        ],
    );
}

#[test]
fn a_quotation_off_the_screen_comes_to_a_third_down() {
    walk(60, 12, &[("→ → →", "Mayor: “that two”"), ("→", "Mayor: “We are”")]);
}

#[test]
fn who_has_scrolled_away_goes_on_from_where_they_are() {
    walk(
        60,
        12,
        &[
            ("→", "The: “A city”"),
            ("G", "at: “A city”"),
            ("→", "at: “for their”"),
            ("g", "The: “for their”"),
            ("→", "The: “A city”"),
            ("G ←", "What: “that \"nobody”"),
        ],
    );
}

#[test]
fn the_same_actor_is_followed_with_capitals() {
    walk(
        100,
        48,
        &[
            ("→ → →", "The: “that two”"),
            ("L L", "The: “the mayor”"),
            ("⇧→", "The: “No toll,”"),
            ("L L", "The: “Then we”"),
            ("H ⇧←", "The: “the mayor”"),
        ],
    );
}

#[test]
fn an_actor_taken_in_the_sidebar_is_walked_alone_until_escape() {
    walk(
        100,
        48,
        &[
            ("tab", "The: nothing actors"),
            ("enter", "The: “that two” only"),
            ("→ →", "The: “the mayor” only"),
            ("→ → →", "The: “Then we” only"),
            ("esc", "The: “Then we”"),
            ("←", "The: “No toll,”"),
        ],
    );
}

#[test]
fn a_stance_taken_in_the_sidebar_leads_to_its_evidence_one_after_another() {
    walk(
        100,
        48,
        &[
            ("tab ↓ enter", "The: stance by “warned” actors"),
            ("enter", "The: stance by “no digging” actors"),
            ("enter", "The: stance by “warned” actors"),
            ("w", "The: stance by “warned” actors why"),
            ("esc esc", "The: stance by “warned”"),
            ("→", "The: “A city”"),
        ],
    );
}

#[test]
fn on_a_narrow_screen_the_sidebar_closes_when_something_is_taken() {
    walk(
        60,
        20,
        &[
            ("tab", "The: nothing actors"),
            ("↓ enter", "The: stance by “warned”"),
            ("tab esc", "The: stance by “warned”"),
        ],
    );
}

#[test]
fn the_note_is_gone_with_the_first_key() {
    let mut app = App::new(Arc::new(fixture::article()), Some("decoded".into()));
    app.update(Action::Resize { width: 80, height: 24 });
    app.update(Action::Analysed(Box::new(fixture::analysis()), Progress::whole(1)));
    assert_eq!(app.note.as_deref(), Some("decoded"));
    press(&mut app, "↓");
    assert_eq!(app.note, None);
}

#[test]
fn only_the_world_quits_stops_and_redraws() {
    let mut app = reader(80, 24);
    assert_eq!(press(&mut app, "q"), Some(Effect::Leave));
    assert_eq!(app.update(Action::Command(Command::Suspend)), Some(Effect::Suspend));
    assert_eq!(app.update(Action::Command(Command::Redraw)), Some(Effect::Redraw));
    assert_eq!(press(&mut app, "R"), Some(Effect::Reload));
    assert_eq!(press(&mut app, "e"), Some(Effect::Edit(0)));
    assert_eq!(press(&mut app, "4 → e"), Some(Effect::Edit(2)));
    assert_eq!(press(&mut app, "↓"), None);
}

/// Facts of a second engine: one quotation more in front, all in another order of actors.
pub fn better() -> Analysis {
    let mut analysis = fixture::analysis();
    let mut first = analysis.quotations[0].clone();
    first.content[0].start = 4;
    first.content[0].end = 31;
    analysis.quotations.insert(0, first);
    analysis.actors.reverse();
    for quotation in &mut analysis.quotations {
        quotation.actor = quotation.actor.map(|actor| analysis.actors.len() - 1 - actor);
    }
    for stance in &mut analysis.stances {
        stance.actor = analysis.actors.len() - 1 - stance.actor;
        stance.quotation = stance.quotation.map(|quotation| quotation + 1);
    }
    analysis
}

#[test]
fn later_facts_keep_the_place_the_quotation_and_the_actor() {
    let mut app = reader(60, 14);
    press(&mut app, "tab enter → →");
    let before = standing(&app);
    app.update(Action::Analysed(Box::new(better()), Progress::whole(1)));
    assert_eq!(standing(&app), before);
    press(&mut app, "→");
    assert!(standing(&app).contains("“No toll,”"), "{}", standing(&app));
}

#[test]
fn the_sidebar_shows_the_stances_that_rest_on_the_current_quotation() {
    let mut app = reader(80, 12);
    for _ in 0..13 {
        press(&mut app, "→");
        let facts = app.facts.as_ref().unwrap();
        let Some(place) = facts.cast.place(app.walk.actor(&facts.analysis)) else { continue };
        let shown: Vec<_> = app.sidebar.shown().iter().filter_map(|row| row.item).collect();
        assert!(shown.contains(&Item::Voice(place)), "{} is not shown", standing(&app));
    }
}

#[test]
fn facts_without_quotations_leave_nothing_to_walk() {
    let mut app = App::new(Arc::new(fixture::article()), None);
    app.update(Action::Resize { width: 80, height: 24 });
    app.update(Action::Analysed(Box::default(), Progress::whole(1)));
    for key in ["→", "←", "L", "tab", "enter", "f a", "w"] {
        press(&mut app, key);
        assert_eq!(app.note.as_deref(), Some("nobody is quoted here"), "after {key}");
        assert_eq!(standing(&app), "The: nothing");
    }
}

/// Any key of the table.
pub fn any_key() -> impl Strategy<Value = Key> {
    let keymap = Keymap::default();
    let strokes = keymap.sequences().iter().flat_map(|(strokes, _)| strokes.clone());
    let keys = strokes.filter_map(|stroke| match stroke {
        Stroke::Key(key) => Some(key),
        Stroke::Letter => None,
    });
    let others = [Key::Char('3'), Key::Char('x'), Key::Backspace, Key::Delete];
    let keys: Vec<Key> = keys.chain(others).collect();
    select(keys)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn the_reading_place_survives_any_sequence_of_resizes(
        text in any_text(),
        pages in 0..6_usize,
        sizes in prop::collection::vec((1..220_u16, 1..70_u16), 1..8),
    ) {
        let mut app = App::new(Arc::new(article(text)), None);
        app.update(Action::Resize { width: 50, height: 9 });
        for _ in 0..pages {
            app.update(Action::Command(Command::Go(Direction::Forward, Step::Half)));
        }
        let top = app.reading.place.top();
        for (width, height) in sizes {
            app.update(Action::Resize { width, height });
            let seen = app.reading.place.seen();
            prop_assert!(seen.start <= top && (top <= seen.end || app.layout.height() == 0));
        }
        app.update(Action::Resize { width: 50, height: 9 });
        prop_assert_eq!(app.reading.place.top(), top);
    }

    #[test]
    fn no_sequence_of_keys_and_sizes_breaks_the_reader(
        keys in prop::collection::vec(any_key(), 0..60),
        sizes in prop::collection::vec((0..130_u16, 0..45_u16), 1..4),
        parts in 1..4_usize,
    ) {
        let mut app = App::new(Arc::new(fixture::article()), None);
        for (turn, (width, height)) in sizes.into_iter().enumerate() {
            app.update(Action::Resize { width, height });
            for key in keys.iter().skip(turn * 7) {
                app.update(Action::Key(*key));
            }
            let (top, place) = (app.reading.place.top(), app.reading.place.seen());
            match turn {
                0 => take(&mut app, part(|i| i % parts == 0), 0),
                1 => take(&mut app, better(), 50),
                _ => take(&mut app, part(|i| i % parts != 1), 100),
            }
            prop_assert!(app.reading.place.top() == top || place.is_empty(), "facts moved the text");
        }
    }
}

#[test]
fn a_count_goes_so_far_and_no_further_than_there_is() {
    walk(
        60,
        12,
        &[
            ("2 →", "The: “that no”"),
            ("3 ←", "The: “A city”"),
            ("esc 3 }", "According: nothing"),
            ("2 {", "“A: nothing"),
            ("4 G", "According: nothing"),
            ("9 9 G", "at: nothing"),
            ("1 g", "The: nothing"),
            ("9 9 →", "at: “Then we”"),
        ],
    );
}

#[test]
fn a_letter_remembers_a_place() {
    walk(60, 12, &[("3 } m a g", "The: nothing"), ("' a", "According: nothing")]);
    let mut app = reader(60, 12);
    press(&mut app, "' x");
    assert_eq!(app.note.as_deref(), Some("no place is marked x: mx marks one"));
}

#[test]
fn a_percentage_needs_its_number() {
    let mut app = reader(60, 12);
    press(&mut app, "%");
    assert_eq!(app.note.as_deref(), Some("type a number first: 50%"));
    press(&mut app, "5 0 %");
    assert!(app.reading.percent() > 50 && app.reading.percent() < 90);
    press(&mut app, "0 %");
}
