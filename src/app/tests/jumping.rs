//! Jumps and the way back from them, and the chosen fact's place on the screen.

use super::{press, reader, walk};

#[test]
fn a_jump_is_taken_back_and_done_again() {
    walk(
        60,
        12,
        &[
            ("3 }", "According: nothing"),
            ("G", "at: nothing"),
            ("1 G", "The: nothing"),
            ("^O", "at: nothing"),
            ("^O", "According: nothing"),
            ("^N", "at: nothing"),
            ("^N", "The: nothing"),
            ("2 ^O", "According: nothing"),
        ],
    );
}

#[test]
fn marks_percentages_and_far_quotations_are_jumps_and_near_ones_are_not() {
    walk(
        60,
        12,
        &[
            ("m a 9 0 %", "at: nothing"),
            ("^O", "The: nothing"),
            ("^N ' a", "The: nothing"),
            ("^O", "at: nothing"),
            // The first quotations stand on the first screen.
            ("g → → ^O", "at: “that no”"),
            // The ninth is far from there.
            ("g 7 →", ": “for their”"),
            ("^O", "The: “for their”"),
        ],
    );
}

#[test]
fn two_apostrophes_go_to_and_fro() {
    walk(
        60,
        12,
        &[
            ("2 }", "Shopkeepers: nothing"),
            ("G", "at: nothing"),
            ("' '", "Shopkeepers: nothing"),
            ("' '", "at: nothing"),
        ],
    );
}

#[test]
fn without_a_jump_it_says_so() {
    for keys in ["^O", "' '", "→ ^O", "j j j ^O"] {
        let mut app = reader(60, 12);
        press(&mut app, keys);
        assert_eq!(app.note.as_deref(), Some("no jump to go back from"), "after {keys}");
    }
    let mut app = reader(60, 12);
    press(&mut app, "G ^N");
    assert_eq!(app.note.as_deref(), Some("no jump to go on to"));
}

/// How many rows of the screen lie above the chosen quotation, and below it.
fn around(keys: &str) -> (usize, usize) {
    let mut app = reader(60, 14);
    press(&mut app, keys);
    let facts = app.facts.as_ref().unwrap();
    let extent = facts.analysis.quotations[app.walk.quotation().unwrap()].extent();
    let lines = app.reading.place.lines();
    let above = lines.iter().take_while(|line| line.span.end <= extent.start).count();
    let below = lines.iter().rev().take_while(|line| line.span.start >= extent.end).count();
    (above, below)
}

#[test]
fn the_chosen_quotation_stands_where_it_is_wanted() {
    // The fifth takes two rows of twelve.
    assert_eq!(around("5 → z t"), (0, 10));
    assert_eq!(around("5 → z z"), (5, 5));
    assert_eq!(around("5 → z b"), (10, 0));
    // Nothing stands above the first line.
    assert_eq!(around("→ z b"), around("→"));
    let mut app = reader(60, 14);
    press(&mut app, "z z");
    assert_eq!(app.note.as_deref(), Some("choose a quotation first: →"));
}
