//! State walks: keys in, and where one is in the lists then.

use std::collections::HashSet;

use proptest::{prelude::*, sample::select};

use super::{Browser, Errand, Note, fixture};
use crate::{
    app::{
        action::Action,
        command::Direction,
        key::{Key, Stroke, strokes},
        pointer::{Deed, Pointer},
        setup::Setup,
    },
    shelf::{Place, Shelf},
};

fn browser(width: u16, height: u16) -> Browser {
    let mut browser = Browser::new(fixture::shelf(), &HashSet::new(), Setup::default());
    browser.update(Action::Resize { width, height });
    browser
}

/// Presses keys, written one after the other with spaces between; gives the errands.
fn press(browser: &mut Browser, keys: &str) -> Vec<String> {
    let keys = keys.split_whitespace().flat_map(|written| strokes(written).unwrap());
    let keys = keys.map(|stroke| match stroke {
        Stroke::Key(key) => key,
        Stroke::Letter => Key::Char('a'),
    });
    keys.filter_map(|key| browser.update(Action::Key(key))).map(|errand| told(&errand)).collect()
}

fn told(errand: &Errand) -> String {
    match errand {
        Errand::Open(place, title) => {
            let how = if matches!(**place, Place::Address(_)) { "fetch" } else { "open" };
            format!("{how} {title}")
        }
        Errand::Remember(id, standing) => format!("{id} is {standing:?}"),
        Errand::Redraw | Errand::Suspend | Errand::Quit => format!("{errand:?}"),
    }
}

/// Where one is: the number of the entry, or what is said of it.
fn standing(browser: &Browser) -> String {
    let (here, count) = browser.list.count();
    let note = match &browser.note {
        Some(Note::Short(note)) => format!(": {note}"),
        Some(Note::Why(rows)) => format!(": why in {}", rows.len()),
        None => String::new(),
    };
    let pending = browser.pending.as_ref().map(|pending| format!(", opening {}", pending.title));
    let typed = browser.asking.as_ref().map(|asking| format!(", /{}", asking.prompt.text()));
    let help = if browser.help.is_some() { ", help" } else { "" };
    let rest = [pending, typed].map(Option::unwrap_or_default).concat();
    format!("{here} of {count}{rest}{help}{note}")
}

/// Presses keys step by step, each step with where it leads.
#[track_caller]
fn walk(height: u16, steps: &[(&str, &str)]) {
    let mut browser = browser(80, height);
    for (number, (keys, expected)) in steps.iter().enumerate() {
        press(&mut browser, keys);
        assert_eq!(standing(&browser), *expected, "after step {number}: {keys}");
    }
}

/// The rows on the screen that are seen, without what stands beside titles.
fn shown(browser: &Browser) -> Vec<String> {
    let words = |row: &crate::app::role::Strip| {
        row.left.iter().map(|piece| piece.text.as_str()).collect::<String>().trim_end().to_owned()
    };
    browser.list.rows.iter().map(words).collect()
}

#[test]
fn entries_are_gone_through_like_lines() {
    let steps = [
        ("j down", "3 of 12"),
        ("k", "2 of 12"),
        ("5 j", "7 of 12"),
        ("G", "12 of 12"),
        ("j", "12 of 12"),
        ("g up", "1 of 12"),
        ("pgdn", "6 of 12"),
        ("space", "11 of 12"),
        ("pgup b", "1 of 12"),
        ("9 G", "9 of 12"),
        ("50 %", "7 of 12"),
        ("home", "1 of 12"),
        ("end", "12 of 12"),
    ];
    walk(8, &steps);
}

#[test]
fn the_list_moves_no_more_than_it_must() {
    let mut browser = browser(80, 7);
    let rows = browser.list.rows.len();
    press(&mut browser, "j j j j j j j");
    assert_eq!(browser.list.cursor, Some(rows - 1));
    press(&mut browser, "k");
    assert_eq!(browser.list.cursor, Some(rows - 2));
    let first = shown(&browser)[0].clone();
    press(&mut browser, "enter");
    browser.take_article();
    assert_eq!(&shown(&browser)[0], &first);
}

#[test]
fn an_article_is_opened_and_read_and_one_comes_back_to_it() {
    let mut browser = browser(80, 24);
    assert_eq!(press(&mut browser, "j j enter"), ["open Trams for Harbour Street"]);
    assert_eq!(standing(&browser), "3 of 12, opening Trams for Harbour Street");
    assert!(shown(&browser)[2].starts_with("● 2026-03-09"));
    assert_eq!(told(&browser.take_article().unwrap()), "2 is Read");
    assert_eq!(standing(&browser), "3 of 12");
    assert_eq!(shown(&browser)[2], "  2026-03-09  Trams for Harbour Street");
    // It is read already.
    press(&mut browser, "enter");
    assert_eq!(browser.take_article(), None);
}

#[test]
fn what_is_fetched_can_be_stopped() {
    let mut browser = browser(80, 24);
    let asked = press(&mut browser, "j enter");
    assert!(asked[0].starts_with("fetch Fishers ask"), "{asked:?}");
    browser.take_progress(12_345);
    assert_eq!(browser.pending.as_ref().unwrap().fetched, Some(12_345));
    // One may look around meanwhile.
    press(&mut browser, "j");
    assert_eq!(press(&mut browser, "esc"), [""; 0]);
    assert_eq!(standing(&browser), "3 of 12: fetching was stopped");
    assert_eq!(browser.list.unread(), 12);
}

#[test]
fn what_cannot_be_opened_is_said_and_nothing_is_lost() {
    let mut browser = browser(40, 16);
    press(&mut browser, "G enter");
    browser.take_failure("it cannot be opened: there is no such page (404); check the address");
    assert_eq!(standing(&browser), "12 of 12: why in 2");
    assert_eq!(browser.list.unread(), 12);
    // The entry that one is on is seen still.
    assert!(browser.list.cursor.unwrap() + 1 + browser.why().len() < browser.layout.height());
    let rows = browser.list.rows.len();
    browser.update(Action::Told("copied".into()));
    assert_eq!((browser.why().len(), browser.list.rows.len()), (0, rows + 3));
    press(&mut browser, "k");
    assert_eq!(standing(&browser), "11 of 12");
}

#[test]
fn words_leave_what_fits_them() {
    let steps = [
        ("/ h a r b", "1 of 4, /harb"),
        ("backspace backspace backspace backspace", "1 of 12, /"),
        ("/", "0 of 0, //"),
        ("esc", "1 of 12"),
        ("4 j / t h e", "3 of 7, /the"),
        ("down", "4 of 7, /the"),
        ("enter", "4 of 7"),
        ("G", "7 of 7"),
        ("/ q q q", "0 of 0, /qqq"),
        ("esc", "7 of 7"),
        ("esc", "12 of 12"),
        ("/ (", "12 of 12, /("),
        ("enter", "12 of 12, /("),
        ("ctrl-c", "12 of 12"),
    ];
    walk(24, &steps);
}

#[test]
fn what_is_written_beside_a_title_and_its_day_fit_too() {
    let mut browser = browser(80, 24);
    press(&mut browser, "/ b a r t h o l enter");
    assert_eq!(shown(&browser), ["● 2026-03-05  No toll at the bridge"]);
    press(&mut browser, "/ 0 3 - 0 8 enter");
    assert_eq!(shown(&browser).len(), 1);
    press(&mut browser, "/ h a r b o u r . e");
    assert_eq!(standing(&browser), "2 of 2, /harbour.e");
}

#[test]
fn what_comes_when_it_does_not_fit_any_more_lifts_the_filter() {
    let mut browser = browser(80, 24);
    press(&mut browser, "j j enter / q u a y enter");
    assert_eq!(standing(&browser).split(',').next(), Some("1 of 1"));
    browser.take_article();
    assert_eq!(standing(&browser), "3 of 12");
}

#[test]
fn nothing_that_fits_is_nothing_to_open() {
    let mut browser = browser(80, 24);
    let asked = press(&mut browser, "/ q q q enter enter r j k G g");
    assert_eq!((asked, shown(&browser).len()), (vec![], 0));
}

#[test]
fn entries_are_taken_for_read_and_back_and_the_others_found() {
    let mut browser = browser(80, 24);
    assert_eq!(
        press(&mut browser, "j r j r r k k r"),
        ["1 is Read", "2 is Read", "2 is Unread", "0 is Read"]
    );
    assert_eq!(browser.list.unread(), 10);
    press(&mut browser, "n");
    assert_eq!(standing(&browser), "3 of 12");
    press(&mut browser, "N");
    assert_eq!(standing(&browser), "3 of 12: nothing unread above");
    press(&mut browser, "G n");
    assert_eq!(standing(&browser), "12 of 12: nothing unread below");
}

#[test]
fn a_list_begins_with_what_is_not_read() {
    let ids = ["0", "1", "11", "gone"].map(str::to_owned).into();
    let mut browser = Browser::new(fixture::shelf(), &ids, Setup::default());
    browser.update(Action::Resize { width: 80, height: 24 });
    assert_eq!((standing(&browser).as_str(), browser.list.unread()), ("3 of 12", 9));
}

#[test]
fn lists_lie_on_lists() {
    let mut browser = browser(80, 24);
    press(&mut browser, "j enter");
    let above = Shelf { title: Some("Above".into()), ..fixture::shelf() };
    browser.take_shelf(above.clone(), &HashSet::new());
    assert!(browser.is_above_another());
    press(&mut browser, "G");
    // As long as something in it is not read, neither is it.
    assert_eq!(press(&mut browser, "q"), [""; 0]);
    assert_eq!((standing(&browser).as_str(), browser.list.unread()), ("2 of 12", 12));
    press(&mut browser, "enter");
    let ids = (0..12).map(|number| number.to_string()).collect();
    browser.take_shelf(above, &ids);
    assert_eq!(press(&mut browser, "esc"), ["1 is Read"]);
    assert_eq!(press(&mut browser, "esc"), [""; 0]);
    assert_eq!(standing(&browser), "2 of 12: q leaves");
    assert_eq!(press(&mut browser, "q"), ["Quit"]);
    assert_eq!(press(&mut browser, "ctrl-c"), ["Quit"]);
}

#[test]
fn the_next_is_opened_from_the_article_before() {
    let mut browser = browser(80, 24);
    assert_eq!(browser.open_beside(Direction::Back), Err("this is the first of the list"));
    press(&mut browser, "/ t h e enter enter");
    browser.take_article();
    let next = browser.open_beside(Direction::Forward).unwrap();
    assert!(told(&next).starts_with("fetch Fishers"), "{}", told(&next));
    // Until it is there one is where one was.
    assert_eq!(standing(&browser).split(',').next(), Some("1 of 7"));
    browser.take_article();
    assert_eq!(standing(&browser), "2 of 7");
    press(&mut browser, "G");
    assert_eq!(browser.open_beside(Direction::Forward), Err("this is the last of the list"));
    // Who is quicker than what is opened goes as far as they wanted.
    for titles in ["Sixty years after", "A seat for every"] {
        let next = browser.open_beside(Direction::Back).unwrap();
        assert!(told(&next).contains(titles), "{}", told(&next));
    }
}

#[test]
fn a_list_is_read_anew_and_one_stays_on_the_entry() {
    let mut browser = browser(80, 24);
    assert_eq!(press(&mut browser, "j j R"), ["open feed.xml"]);
    let mut newer = fixture::shelf();
    newer.entries.remove(0);
    newer.entries.rotate_right(3);
    browser.take_shelf(newer, &HashSet::new());
    assert_eq!(standing(&browser), "5 of 11: the list was read anew");
    assert_eq!(browser.list.entry().unwrap().id, "2");
    browser.list.shelf.from = None;
    assert_eq!(press(&mut browser, "R"), [""; 0]);
}

#[test]
fn help_lies_over_the_list_until_it_is_closed() {
    let mut browser = browser(80, 24);
    assert_eq!(press(&mut browser, "? j j enter / r n R"), [""; 0]);
    assert_eq!(standing(&browser), "1 of 12, help");
    for close in ["esc", "? ?", "? q"] {
        press(&mut browser, close);
        assert_eq!(standing(&browser), "1 of 12", "{close}");
    }
}

#[test]
fn the_mouse_chooses_and_opens() {
    let mut browser = browser(80, 24);
    let row = browser.layout.body.start + 3;
    let press = Action::Mouse(Pointer { deed: Deed::Press, column: 20, row });
    assert_eq!(browser.update(press), None);
    assert_eq!(standing(&browser), "4 of 12");
    let press = Action::Mouse(Pointer { deed: Deed::Press, column: 20, row });
    assert!(matches!(browser.update(press), Some(Errand::Open(..))));
    let wheel = Deed::Wheel(Direction::Forward);
    browser.update(Action::Mouse(Pointer { deed: wheel, column: 20, row }));
    assert_eq!(browser.list.count().0, 7);
}

#[test]
fn what_is_for_articles_says_so() {
    let mut browser = browser(80, 24);
    press(&mut browser, "s");
    assert_eq!(standing(&browser), "1 of 12: that is for an article: Enter opens one");
}

#[test]
fn five_thousand_entries_are_no_more_work_on_the_screen() {
    let mut shelf = fixture::shelf();
    shelf.entries = shelf.entries.iter().cycle().take(5000).cloned().collect();
    let mut browser = Browser::new(shelf, &HashSet::new(), Setup::default());
    browser.update(Action::Resize { width: 80, height: 24 });
    press(&mut browser, "G");
    assert_eq!(standing(&browser), "5000 of 5000");
    assert_eq!(browser.list.cursor, Some(browser.list.rows.len() - 1));
    press(&mut browser, "/ q u a y");
    assert_eq!(standing(&browser), "417 of 417, /quay");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn whatever_is_pressed_one_is_on_an_entry_that_is_seen(
        keys in prop::collection::vec(select(vec![
            "j", "k", "G", "g", "space", "b", "d", "u", "/", "t", "h", "e", "(", "enter", "esc",
            "q", "r", "n", "N", "R", "]", "[", "?", "5", "%", "backspace", "ctrl-l", "T", "m",
        ]), 0..60),
        (width, height) in (1..120_u16, 1..40_u16),
        answer in 0..4_u8,
    ) {
        let mut browser = browser(width, height);
        for (number, key) in keys.iter().enumerate() {
            press(&mut browser, key);
            match (answer, number % 3) {
                (1, 0) => drop(browser.take_article()),
                (2, 0) => browser.take_failure("it is not there; look somewhere else"),
                (3, 0) => browser.take_shelf(fixture::shelf(), &["3".to_owned()].into()),
                _ => {}
            }
            let (here, count) = browser.list.count();
            prop_assert_eq!(here == 0, count == 0);
            let row = browser.list.cursor;
            prop_assert_eq!(row.is_some(), count > 0);
            prop_assert!(row.is_none_or(|row| row < browser.list.rows.len()));
            prop_assert!(browser.list.rows.len() <= browser.layout.height().max(1));
        }
    }
}
