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
        reading::Chapters,
    },
    article::ParagraphKind,
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

/// The words of the line at the top of the screen.
fn top(app: &App) -> &str {
    app.reading.place.lines()[0].span.of(&app.article().text)
}

#[test]
fn headings_are_the_contents_and_lead_to_what_stands_under_them() {
    let text = "Before.\n\nPart\n\nOne.\n\nSection\n\nTwo.\n\nDeep\n\nThree.\n\nLast\n\nFour.";
    let mut article = crate::page::tests::article(text.to_owned());
    let kinds = [(1, 2), (3, 3), (5, 5), (7, 2)];
    article.kinds.fill(ParagraphKind::Body);
    for (at, level) in kinds {
        article.kinds[at] = ParagraphKind::Heading(level);
    }
    let mut app = App::new(Arc::new(article), None);
    app.update(Action::Resize { width: 60, height: 6 });
    // The facts are not waited for.
    press(&mut app, "t");
    app.update(Action::Resize { width: 60, height: 20 });
    let shown =
        ["  contents:  4 of 4", "  Part ¶2", "    Section ¶4", "        Deep ¶6", "  Last ¶8"];
    assert_eq!(rows(&app), shown);
    app.update(Action::Resize { width: 60, height: 6 });
    press(&mut app, "s e c");
    assert_eq!(top(&app), "Section");
    press(&mut app, "esc");
    assert_eq!(top(&app), "Before.");
    press(&mut app, "t s e c enter t");
    assert_eq!(rows(&app)[1], "    Section ¶4");
    press(&mut app, "esc ' '");
    assert_eq!(top(&app), "Before.");
}

#[test]
fn the_contents_of_a_chapter_are_those_of_its_book() {
    let mut article = crate::page::tests::article("One.\n\nPart\n\nTwo.".to_owned());
    article.kinds = vec![ParagraphKind::Body, ParagraphKind::Heading(3), ParagraphKind::Body];
    let mut app = App::new(Arc::new(article), None);
    let names = ["Rain", "Sun", "Snow"].map(str::to_owned).into();
    app.reading.chapters = Some(Chapters { names, here: 1 });
    app.update(Action::Resize { width: 60, height: 20 });
    press(&mut app, "t");
    let shown = ["  contents:  4 of 4", "  Rain", "  Sun ¶1", "    Part ¶2", "  Snow"];
    assert_eq!(rows(&app), shown);
    // One is where one reads, and goes from there.
    assert_eq!(push(&mut app, &[Key::Enter]), None);
    press(&mut app, "t ↑");
    assert_eq!(push(&mut app, &[Key::Enter]), Some(Effect::Chapter(0)));
    press(&mut app, "t p a r t");
    assert_eq!(push(&mut app, &[Key::Enter]), None);
    assert!(app.panel.is_none());
}

#[test]
fn an_article_without_headings_says_so() {
    let mut app = App::new(Arc::new(crate::page::tests::article("One.".into())), None);
    app.update(Action::Resize { width: 60, height: 12 });
    press(&mut app, "t");
    assert_eq!(rows(&app), ["  contents:  0 of 0", "  This article has no headings."]);
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
