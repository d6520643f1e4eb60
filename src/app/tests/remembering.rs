//! What is kept of reading an article, when it is opened again and when it has changed.

use std::sync::Arc;

use super::{fixture, parts::part, press, reader, standing, take};
use crate::{
    analysis::work::Progress,
    app::{
        App,
        action::Action,
        memory::{Memory, Remembered},
    },
    article::{Article, ParagraphKind},
    text::Span,
};

/// A reader who opens the article again after the keys were pressed in it.
fn reopened(keys: &str) -> (App, App) {
    let mut first = reader(60, 12);
    press(&mut first, keys);
    let mut second = App::new(Arc::new(fixture::article()), None);
    second.update(Action::Resize { width: 60, height: 12 });
    second.update(Action::Recalled(Box::new(first.memory())));
    (first, second)
}

#[test]
fn reading_goes_on_where_it_was_left() {
    for keys in ["", "3 }", "5 →", "G →", "m a G ' a j j", "tab ↓ enter", "9 9 % 2 ←"] {
        let (first, mut second) = reopened(keys);
        second.update(Action::Analysed(Box::new(fixture::analysis()), Progress::whole(1)));
        let there = standing(&first).replace(" actors", "");
        assert_eq!(standing(&second), there, "after {keys}");
        assert_eq!(second.reading.marks, first.reading.marks, "after {keys}");
    }
}

#[test]
fn who_has_not_begun_leaves_nothing_to_remember() {
    assert_eq!(reopened("").0.memory(), Memory::default());
    assert_eq!(reopened("→ esc G g").0.memory(), Memory::default());
}

#[test]
fn what_was_folded_away_and_what_was_inferred_is_so_again() {
    for keys in ["~", "tab enter f f", "tab enter f f ~ G", "tab enter f f esc ~ ~"] {
        let (first, mut second) = reopened(keys);
        assert_eq!(second.memory(), first.memory(), "before the facts came, after {keys}");
        take(&mut second, part(|_| false), 0);
        take(&mut second, fixture::analysis(), 100);
        assert_eq!(second.reading.page.is_folded(), first.reading.page.is_folded(), "{keys}");
        assert_eq!(second.walk.tier, first.walk.tier, "after {keys}");
        assert_eq!(standing(&second), standing(&first), "after {keys}");
    }
    // Whoever shows all before the facts are there wants to see all.
    let (_, mut quick) = reopened("tab enter f f");
    press(&mut quick, "f f");
    take(&mut quick, fixture::analysis(), 100);
    assert!(!quick.reading.page.is_folded());
}

#[test]
fn what_was_looked_at_waits_for_its_facts_however_many_parts_they_come_in() {
    let (first, mut second) = reopened("6 →");
    assert_eq!(standing(&first), "they: “the cheapest”");
    let kept = second.memory();
    assert!(matches!(kept.chosen, Some(Remembered::Quotation(_))), "lost before the facts came");
    take(&mut second, part(|i| i == 0), 0);
    assert_eq!(standing(&second), "they: nothing");
    take(&mut second, part(|i| i < 7), 50);
    assert_eq!(standing(&second), standing(&first));
    // Whoever is quicker looks at something else.
    let (_, mut quick) = reopened("6 →");
    take(&mut quick, part(|i| i == 0), 0);
    press(&mut quick, "g →");
    take(&mut quick, fixture::analysis(), 100);
    assert_eq!(standing(&quick), "The: “A city”");
    press(&mut quick, "esc");
    assert_eq!(quick.memory().chosen, None);
}

/// The article with something before its text, and other words in it.
fn changed(before: &str, old: &str, new: &str) -> Article {
    let mut article = fixture::article();
    article.text = format!("{before}{}", article.text.replace(old, new));
    article.paragraphs.clear();
    let mut start = 0;
    for line in article.text.split('\n') {
        if !line.is_empty() {
            article.paragraphs.push(Span::new(start, start + line.len()));
        }
        start += line.len() + 1;
    }
    article.kinds.resize(article.paragraphs.len(), ParagraphKind::default());
    article
}

#[test]
fn another_version_of_the_article_keeps_place_marks_and_jumps_by_their_words() {
    let mut app = reader(60, 12);
    press(&mut app, "4 } m a g 2 } G ^O");
    assert_eq!(standing(&app), "Shopkeepers: nothing");
    let new = changed("A correction was made on Monday.\n\n", "in June", "in July or later");
    app.update(Action::Replaced(Arc::new(new)));
    assert!(app.facts.is_none(), "facts of the old text");
    assert_eq!(app.note.as_deref(), Some("the article was read anew"));
    app.update(Action::Analysed(Box::default(), Progress::whole(1)));
    assert_eq!(standing(&app), "Shopkeepers: nothing");
    press(&mut app, "' a");
    assert_eq!(standing(&app), "What: nothing");
    press(&mut app, "^O");
    assert_eq!(standing(&app), "Shopkeepers: nothing");
}

#[test]
fn the_chosen_quotation_is_found_again_in_another_version() {
    let mut app = reader(60, 12);
    press(&mut app, "→ w");
    let before = standing(&app);
    let new = changed("", "on Monday", "on Tuesday evening");
    app.update(Action::Replaced(Arc::new(new)));
    assert!(app.panel.is_none(), "it explains facts that are gone");
    // Of the facts only the first quotation lies where it lay.
    take(&mut app, part(|i| i == 0), 100);
    assert_eq!(format!("{} why", standing(&app)), before);
}
