//! The command line, what may follow a key, the help, and the actors by name.

use super::{press, reader, standing, type_words, walk};
use crate::app::{App, action::Effect, hint, order as orders, role::Strip, status};

/// The words of a row.
fn words(strip: &Strip) -> String {
    let pieces = strip.left.iter().chain(&strip.right);
    let words: Vec<_> = pieces.flat_map(|piece| piece.text.split_whitespace()).collect();
    words.join(" ")
}

/// The rows above the foot, and the one that is chosen.
fn hints(app: &App) -> Vec<String> {
    let hints = hint::hints(app, 60, 4);
    let mark = |row| if hints.chosen == Some(row) { "> " } else { "" };
    let rows = hints.rows.iter().enumerate();
    rows.map(|(row, strip)| format!("{}{}", mark(row), words(strip))).collect()
}

fn foot(app: &App) -> String {
    words(&status::status(app, 78))
}

fn line(app: &App) -> Option<&str> {
    app.input.asking.as_ref().map(|asking| asking.prompt.text())
}

/// Types a line into the command line, and what it says then.
fn order(app: &mut App, line: &str) -> Option<String> {
    type_words(app, ":");
    type_words(app, line);
    press(app, "enter");
    app.note.clone()
}

#[test]
fn a_line_does_what_it_names() {
    let mut app = reader(60, 12);
    assert_eq!(order(&mut app, "4"), None);
    assert_eq!(standing(&app), "According: nothing");
    order(&mut app, "start");
    order(&mut app, "next-quotation 2");
    assert_eq!(standing(&app), "The: “that no”");
    order(&mut app, "why");
    assert_eq!(standing(&app), "“A: “that no” why");
    order(&mut app, "close");
    order(&mut app, "50%");
    assert!(app.reading.percent() > 50 && app.reading.percent() < 90);
    order(&mut app, "mark x");
    assert_eq!(app.note.as_deref(), Some("'x comes back here"));
    order(&mut app, "find toll");
    assert_eq!(app.reading.search.as_ref().unwrap().shown(), "1/2");
    type_words(&mut app, ":quit");
    assert_eq!(press(&mut app, "enter"), Some(Effect::Quit));
}

#[test]
fn what_is_no_command_is_explained_and_comes_back_to_be_mended() {
    let mut app = reader(60, 12);
    assert_eq!(order(&mut app, "hlep").as_deref(), Some("no command hlep: help?"));
    assert_eq!(order(&mut app, "find (").map(|note| note.contains("unclosed")), Some(true));
    assert_eq!(order(&mut app, "paragraph x").as_deref(), Some("x is no number of a paragraph"));
    type_words(&mut app, ":");
    press(&mut app, "↑ ↑ ↑");
    assert_eq!(line(&app), Some("hlep"));
    press(&mut app, "esc");
    assert_eq!((line(&app), app.note.as_deref()), (None, None));
}

#[test]
fn tab_goes_through_the_names_that_a_line_may_become() {
    let mut app = reader(60, 12);
    type_words(&mut app, ":half");
    assert_eq!(hints(&app), ["half-down half a page down, up d", "half-up half a page down, up u"]);
    press(&mut app, "tab");
    assert_eq!(line(&app), Some("half-down"));
    assert!(hints(&app)[0].starts_with("> half-down"));
    press(&mut app, "tab");
    assert_eq!(line(&app), Some("half-up"));
    press(&mut app, "tab ⇧tab ⇧tab");
    assert_eq!(line(&app), Some("half-down"));
    press(&mut app, "backspace");
    assert_eq!(hints(&app).len(), 1);
    press(&mut app, "esc");
    type_words(&mut app, ":mar");
    press(&mut app, "tab");
    assert_eq!(line(&app), Some("mark "));
    type_words(&mut app, "x");
    assert_eq!(hints(&app), [""; 0]);
}

#[test]
fn the_chosen_name_is_always_shown() {
    let mut app = reader(60, 12);
    type_words(&mut app, ":");
    for _ in 0..50 {
        press(&mut app, "tab");
        let chosen =
            hints(&app).into_iter().find_map(|row| row.strip_prefix("> ").map(str::to_owned));
        let name = line(&app).unwrap().trim_end();
        assert!(chosen.as_ref().is_some_and(|row| row.starts_with(name)), "{name}: {chosen:?}");
    }
}

#[test]
fn what_may_follow_is_told() {
    let mut app = reader(60, 12);
    press(&mut app, "m");
    assert_eq!(hints(&app), [""; 0]);
    let told = "m ma remember the place under a letter, and go back to it Esc take back";
    assert_eq!(foot(&app), told);
    press(&mut app, "a 3 } m b '");
    assert_eq!(
        hints(&app),
        [
            "a ¶1 The council of Oldhaven will d…",
            "b ¶4 According to the transit offic…",
            "'' last jump",
        ]
    );
    press(&mut app, "esc 1 2");
    assert!(foot(&app).starts_with("12 "), "{}", foot(&app));
    assert_eq!(hints(&app)[0], "↓ ↑ down Space b page down");
    assert_eq!(hints(&app)[2], "g G to paragraph % percent");
    press(&mut app, "esc");
    assert_eq!(hints(&app), [""; 0]);
}

#[test]
fn the_foot_names_the_keys_in_force() {
    let mut app = reader(60, 12);
    assert!(foot(&app).ends_with("/ find Tab actors → quotations ? help"), "{}", foot(&app));
    type_words(&mut app, "/renn");
    press(&mut app, "enter");
    assert!(foot(&app).ends_with("Esc end search nN hits"), "{}", foot(&app));
    press(&mut app, "esc tab");
    assert!(foot(&app).ends_with("↓↑ choose Esc back Enter go"), "{}", foot(&app));
}

/// The first words of every line of the help that is on the screen.
fn help(app: &App) -> Vec<String> {
    app.panel.as_ref().unwrap().shown().iter().map(words).filter(|row| !row.is_empty()).collect()
}

#[test]
fn the_help_begins_with_what_matters_and_is_searched() {
    let mut app = reader(80, 24);
    press(&mut app, "?");
    assert_eq!(help(&app)[0], "Reading");
    press(&mut app, "esc tab ?");
    assert_eq!(help(&app)[0], "Actors");
    press(&mut app, "esc esc → w ?");
    assert_eq!(help(&app)[0], "Who says what");
    type_words(&mut app, "/hit");
    assert_eq!(help(&app), ["Search", "n N the next, previous hit ; in a list, what is not read"]);
    type_words(&mut app, "zz");
    assert_eq!(help(&app), ["no key for that"]);
    press(&mut app, "esc");
    assert!(help(&app).len() > 9);
    type_words(&mut app, "/quotation");
    press(&mut app, "enter");
    assert!(!help(&app).contains(&"Reading".to_owned()), "{:?}", help(&app));
    press(&mut app, "esc");
    assert!(help(&app).len() > 9);
    // The key that leaves closes it at once.
    type_words(&mut app, "/hit");
    press(&mut app, "enter q ?");
    assert!(help(&app).len() > 9);
    // It lies over what was open.
    press(&mut app, "esc");
    assert_eq!(standing(&app), "The: “A city” why");
    press(&mut app, "esc");
    assert!(app.panel.is_none());
}

#[test]
fn the_likeliest_candidates_come_first() {
    let app = reader(80, 24);
    let names = |typed: &str| {
        let all = orders::candidates(&app, typed);
        all.into_iter().map(|one| one.head + &one.name).collect::<Vec<_>>()
    };
    assert_eq!(names("half"), ["half-down", "half-up"]);
    assert_eq!(names("par")[..3], ["paragraph", "next-paragraph", "previous-paragraph"]);
    assert!(names("hlp").contains(&"help".to_owned()));
    assert_eq!(names("find it"), [""; 0]);
    assert_eq!(names("quit it"), [""; 0]);
    assert_eq!(names("theme li")[..1], ["theme light"]);
    assert_eq!(
        names("th co"),
        ["theme colour-blind-safe", "theme high-contrast", "theme monochrome"]
    );
    assert_eq!(names("filter ki"), ["filter kind:"]);
    assert_eq!(names("filter kind:mixed pos"), ["filter kind:mixed position:"]);
    assert_eq!(names("filter voice:n"), ["filter voice:narrated"]);
    let both = "filter kind:mixed actor:\"Ines Marlow\"";
    assert_eq!(names("filter kind:mixed actor:marl"), [both]);
    assert_eq!(names("filter kind:mixed actor:\"ines m"), [both]);
}

#[test]
fn an_argument_is_completed_where_it_is_known_what_it_can_be() {
    let mut app = reader(60, 12);
    type_words(&mut app, ":theme ");
    assert_eq!(hints(&app)[0], "terminal");
    press(&mut app, "d a r tab");
    assert_eq!(line(&app), Some("theme dark"));
    press(&mut app, "enter");
    assert_eq!(app.layout.settings.theme, "dark");
    type_words(&mut app, ":filter ");
    assert_eq!(hints(&app)[0], "actor:");
    type_words(&mut app, "act");
    press(&mut app, "tab");
    assert_eq!(line(&app), Some("filter actor:"));
    type_words(&mut app, "holt");
    press(&mut app, "tab enter");
    assert_eq!(app.walk.filter.to_string(), "actor:\"Dagny Holt\"");
}

#[test]
fn the_candidates_take_as_many_rows_at_every_place_among_them() {
    let mut app = reader(80, 24);
    press(&mut app, ":");
    let all = orders::candidates(&app, "").len();
    for chosen in 0..all {
        press(&mut app, "tab");
        let hints = hint::hints(&app, 78, 8);
        assert_eq!(hints.rows.len(), 8, "at {chosen}");
        let name = app.input.asking.as_ref().unwrap().prompt.text().trim_end().to_owned();
        assert!(words(&hints.rows[hints.chosen.unwrap()]).contains(&name), "at {chosen}");
        let last = words(&hints.rows[7]);
        assert_eq!(last.ends_with("more"), chosen + 2 < all, "at {chosen} of {all}: {last}");
    }
}

/// The names of the actors in the sidebar.
fn actors(app: &App) -> Vec<String> {
    let rows = app.sidebar.shown().iter().map(|row| words(&row.strip));
    rows.filter(|row| row.starts_with(['/', '●', '■', '▲', '◆', '○', '□', '·'])).collect()
}

#[test]
fn the_actors_are_filtered_by_name_until_escape() {
    let mut app = reader(80, 40);
    let all = actors(&app);
    press(&mut app, "tab");
    type_words(&mut app, "/marl|holt");
    assert_eq!(actors(&app), ["/marl|holt 2 of 6", "■ Ines Marlow 3", "○ Dagny Holt 1"]);
    press(&mut app, "↓ enter");
    assert_eq!(standing(&app), "The: nothing actors");
    press(&mut app, "} enter");
    assert_eq!(standing(&app), "keep: “Rails and” only");
    press(&mut app, "esc");
    assert_eq!((actors(&app).len(), standing(&app).contains("only")), (all.len(), true));
    press(&mut app, "esc");
    assert_eq!((actors(&app), standing(&app).contains("only")), (all.clone(), false));
    press(&mut app, "tab");
    type_words(&mut app, "/nobody");
    assert_eq!(actors(&app), ["/nobody 0 of 6"]);
    press(&mut app, "enter enter esc");
    assert_eq!(actors(&app), all);
    assert!(standing(&app).ends_with("actors"));
    type_words(&mut app, "/holt");
    press(&mut app, "esc");
    assert_eq!(actors(&app), all);
    // Who is looked at need not be among those that are shown.
    type_words(&mut app, "/holt");
    press(&mut app, "enter tab → tab");
    assert!(app.sidebar.choice.is_some_and(|item| app.sidebar.holds(item)));
}

#[test]
fn on_a_narrow_screen_a_filter_leads_to_an_actor_too() {
    walk(60, 20, &[("tab / h o l t enter enter", "plans/harbour-street-line.: “Rails and” only")]);
}
