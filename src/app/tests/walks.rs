//! A walk for every action: from where, by each of its keys, to what.

use std::fmt::Write;

use super::{press, reader};
use crate::app::{
    App,
    action::Effect,
    key::{Key, Stroke, strokes},
    keymap,
    panel::Panel,
};

/// The keys before, the action, and what it changes.
#[rustfmt::skip] // a table
const WALKS: &[(&str, &str, &str)] = &[
    ("", "down", "top: trams return"),
    ("tab", "down", "choice: Some(Stand(0, 0))"),
    ("j j", "up", "top: trams return"),
    ("tab ↓", "up", "choice: Some(Voice(0))"),
    ("", "page-down", "top: the traders'"),
    ("G", "page-up", "top: According to"),
    ("", "half-down", "top: She promised"),
    ("G", "half-up", "top: have ever"),
    ("", "next-paragraph", "top: “A city"),
    ("G", "previous-paragraph", "top: Marlow did"),
    ("G", "start", "top: The council"),
    ("", "end", "top: it. Renn"),
    ("5 0", "percent", "top: carry 21,000"),
    ("", "percent", "note: type a number first: 50%"),
    ("", "mark", "marks: a; note: 'a comes back here"),
    ("m a G", "recall", "top: The council"),
    ("", "recall", "note: no place is marked a: ma marks one"),
    ("G", "jump-back", "top: The council"),
    ("G ^O", "jump-forward", "top: it. Renn"),
    ("G", "last-jump", "top: The council"),
    ("", "links", "note: no link on the screen"),
    ("", "search", "asks: Search(Forward)"),
    ("", "search-back", "asks: Search(Back)"),
    ("/ t h e enter", "next-hit", "hit: 47"),
    ("", "next-hit", "note: nothing was searched for yet: / does"),
    ("/ t h e enter n", "previous-hit", "hit: 0"),
    ("", "next-quotation", "at: “A city”"),
    ("s", "next-quotation", "cell: Shared Some((1, 3))"),
    ("→ →", "previous-quotation", "at: “A city”"),
    ("→ → →", "next-by-actor", "top: felled.; at: “We are”"),
    ("→ → → L", "previous-by-actor", "at: “that two”"),
    ("→ → →", "align-middle", "top: them,” Mayor"),
    ("→ → →", "align-top", "top: Shopkeepers are"),
    ("→", "why", "top: “A city; at: “A city” why"),
    ("s →", "why", "top: friends,” its; at: stance by “No toll” why; cell: "),
    ("", "pick-actor", "top: Shopkeepers are; at: “that two” picker"),
    ("", "pick-issue", "at: stance by “cannot move” picker"),
    ("", "pick-quotation", "top: “A city; at: “A city” picker"),
    ("", "contents", "top: What it; at: nothing picker"),
    ("", "inferred", "tier: Inferred; note: 3 stances are only inferred: dim, with ~"),
    ("~", "inferred", "tier: Explicit; note: only what is said in so many words"),
    ("", "matrix", "at: nothing matrix; cell: Shared Some((1, 0))"),
    ("s", "matrix", "at: nothing; cell: "),
    ("s", "every-issue", "cell: All Some((1, 0))"),
    ("", "every-issue", "note: open the matrix first: s"),
    ("→ → →", "compare", "compared: Some(1); note: ● Tobias Renn: now c on somebody else"),
    ("", "compare", "note: choose somebody first: →, Tab or s"),
    ("→", "filter-actor", "at: “A city” only; filter: actor:\"Ines Marlow\"; note: 3 quotations: actor:\"Ines Marlow\""),
    ("→", "filter-kind", "at: “A city” only; filter: kind:direct; note: 5 quotations: kind:direct"),
    ("tab ↓ enter", "filter-position", "at: stance by “warned” only actors; filter: position:against; note: 3 stances: position:against"),
    ("tab ↓ enter", "filter-issue", "at: stance by “warned” only actors; filter: issue:\"two years of digging\"; note: 2 stances: issue:\"two years of digging\""),
    ("→", "filter-confidence", "at: “A city” only; filter: confidence:60; note: 13 quotations: confidence:60"),
    ("tab ↓ enter", "filter-voice", "at: stance by “warned” only actors; filter: voice:reported; note: 6 stances: voice:reported"),
    ("→ f a", "fold", "top: “A city; folded: true; note: "),
    ("", "fold", "note: set a filter first: fa, fk, fp, fi, fc or fv"),
    ("→", "copy", "effect: Copy(Words { what: \"the quotation\", words: \"A city that cann"),
    ("→", "copy-citation", "effect: Copy(Words { what: \"the citation\", words: \"“A city that cann"),
    ("→", "copy-markdown", "effect: Copy(Words { what: \"the Markdown\", words: \"> “A city that ca"),
    ("→", "copy-json", "effect: Copy(Json(Quotation(0)))"),
    ("→", "copy-paragraph", "effect: Copy(Words { what: \"the paragraph\", words: \"“A city that can"),
    ("", "switch-pane", "at: nothing actors; choice: Some(Voice(0))"),
    ("tab", "switch-pane", "at: nothing"),
    ("tab", "take", "at: “that two” only; filter: actor:\"Tobias Renn\""),
    ("tab ↓", "take", "at: stance by “warned” actors"),
    ("s →", "take", "top: friends,” its; at: stance by “No toll” matrix"),
    ("→", "close", "at: nothing"),
    ("→ f a", "close", "at: “A city”; filter: ; note: "),
    ("→ w", "close", "at: “A city”"),
    ("tab", "close", "at: nothing"),
    ("", "close", "effect: Back"),
    ("", "next-article", "effect: Entry(Forward)"),
    ("", "previous-article", "effect: Entry(Back)"),
    ("", "toggle-read", "effect: ToggleRead"),
    ("", "next-theme", "theme: dark; note: theme: dark"),
    ("", "shorter-lines", "measure: 50; note: lines: 50 cells"),
    ("-", "longer-lines", "measure: 52; note: lines: 52 cells"),
    ("", "divide-left", "measure: 50; divide: Some(38); note: actors: 38 cells"),
    ("", "divide-right", "measure: 54; divide: Some(34); note: actors: 34 cells"),
    ("", "zen", "measure: 70; alone: true"),
    ("", "command-line", "asks: Order"),
    ("", "help", "at: nothing help"),
    ("", "edit", "effect: Edit(0)"),
    ("", "reload", "effect: Reload"),
    ("", "redraw", "effect: Redraw"),
    ("", "suspend", "effect: Suspend"),
    ("?", "leave", "at: nothing"),
    ("", "leave", "effect: Leave"),
    ("?", "quit", "effect: Quit"),
    ("3 }", "links", "letters: 1; note: which link?"),
    ("→ → → z t", "align-foot", "top: The council"),
];

/// The screen of the walks: small enough for some of the article to lie below it.
const SIZE: (u16, u16) = (100, 16);

/// What an action may change, each in a word or two.
fn state(app: &App, effect: Option<&Effect>) -> Vec<(&'static str, String)> {
    let lines = app.reading.place.lines();
    let top = lines.iter().find(|line| !line.span.is_empty());
    let top = top.map_or("", |line| line.span.of(&app.article().text));
    let chosen = super::standing(app);
    let chosen = chosen.split_once(": ").map_or("", |(_, chosen)| chosen).to_owned();
    let settings = &app.layout.settings;
    let cell = match &app.panel {
        Some(Panel::Matrix(matrix)) => format!("{:?} {:?}", matrix.scope, matrix.cell()),
        _ => String::new(),
    };
    let hit = app.reading.search.as_ref().and_then(|search| search.current);
    vec![
        ("top", top.split(' ').take(2).collect::<Vec<_>>().join(" ")),
        ("at", chosen),
        ("choice", format!("{:?}", app.sidebar.choice)),
        ("cell", cell),
        ("filter", app.walk.filter.to_string()),
        ("folded", app.reading.page.is_folded().to_string()),
        ("tier", format!("{:?}", app.walk.tier)),
        ("compared", format!("{:?}", app.walk.marked)),
        ("theme", settings.theme.clone()),
        ("measure", app.layout.measure().to_string()),
        ("divide", format!("{:?}", settings.sidebar)),
        ("alone", settings.zen.to_string()),
        ("hit", hit.map(|hit| hit.span.start.to_string()).unwrap_or_default()),
        ("asks", app.input.asking.as_ref().map(|a| format!("{:?}", a.purpose)).unwrap_or_default()),
        ("letters", app.link_letters().count().to_string()),
        ("marks", app.reading.marks.keys().collect()),
        ("note", app.note.clone().unwrap_or_default()),
        ("effect", effect.map(|effect| format!("{effect:?}")).unwrap_or_default()),
    ]
}

/// What the keys change after those that come before them.
fn change(before: &str, keys: &[Key]) -> String {
    let mut app = reader(SIZE.0, SIZE.1);
    press(&mut app, before);
    let old = state(&app, None);
    let effect = keys.iter().fold(None, |_, key| app.update(crate::app::action::Action::Key(*key)));
    let mut changes = String::new();
    for ((field, old), (_, new)) in old.into_iter().zip(state(&app, effect.as_ref())) {
        if old != new {
            let gap = if changes.is_empty() { "" } else { "; " };
            let new = new.chars().take(60).collect::<String>();
            let _ = write!(changes, "{gap}{field}: {new}");
        }
    }
    changes
}

/// A sequence as somebody types it who takes `a` for every letter.
fn typed(written: &str) -> Vec<Key> {
    let strokes = strokes(written).unwrap();
    let key = |stroke| match stroke {
        Stroke::Key(key) => key,
        Stroke::Letter => Key::Char('a'),
    };
    strokes.into_iter().map(key).collect()
}

#[test]
fn every_action_changes_what_it_should_by_each_of_its_keys() {
    let mut wrong = String::new();
    for (before, name, expected) in WALKS {
        let binding = keymap::bindings().find(|binding| binding.name == *name).unwrap();
        for keys in binding.keys {
            let told = change(before, &typed(keys));
            if told != *expected {
                let _ = writeln!(wrong, "    ({before:?}, {name:?}, {told:?}), // {keys}");
            }
        }
    }
    assert!(wrong.is_empty(), "otherwise than in the table:\n{wrong}");
}

#[test]
fn every_action_has_a_walk_that_changes_something() {
    for binding in keymap::bindings() {
        let mut walks = WALKS.iter().filter(|(_, name, _)| *name == binding.name);
        assert!(walks.any(|(.., change)| !change.is_empty()), "{} has no walk", binding.name);
    }
}
