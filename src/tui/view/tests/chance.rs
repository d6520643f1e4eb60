//! The screen of texts and keys that nobody would think of.

use std::sync::Arc;

use proptest::prelude::*;

use super::{letter, press, roles, screen, theme};
use crate::{
    analysis::work::Progress,
    app::{App, action::Action, fixture, tests::any_key},
    page::{
        block::Side,
        tests::{any_text, article},
        wrap,
    },
};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn every_word_stands_in_its_pane_and_no_control_character_in_any_cell(
        text in any_text(),
        width in 20..200_u16,
        height in 4..60_u16,
    ) {
        let mut app = App::new(Arc::new(article(text)), None);
        app.update(Action::Resize { width, height });
        let buffer = screen(&app, &theme("terminal"));
        prop_assert!(buffer.content.iter().all(|cell| !cell.symbol().contains(char::is_control)));
        for (y, line) in (app.layout.body.start..).zip(app.reading.place.lines()) {
            // Before the words of an item stands its bullet.
            let indent = u16::try_from(wrap::indent(line.kind, app.layout.measure())).unwrap();
            let columns = match line.side {
                Side::Left => app.layout.text.start + indent..app.layout.text.end,
                Side::Right => app.layout.text.start..app.layout.text.end - indent,
            };
            let row: String = columns.map(|x| buffer[(x, y)].symbol()).collect();
            let shown: String = row.split_whitespace().collect();
            let words = visible(line.span.of(&app.article().text));
            let words: String = words.split_whitespace().collect();
            prop_assert_eq!(shown, words);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_sequence_of_keys_breaks_the_screen_at_any_size(
        keys in prop::collection::vec(any_key(), 0..30),
        width in 0..150_u16,
        height in 0..50_u16,
    ) {
        let mut app = App::new(Arc::new(fixture::article()), None);
        app.update(Action::Resize { width, height });
        app.update(Action::Analysed(Box::new(fixture::analysis()), Progress::whole(1)));
        for key in keys {
            press(&mut app, &[key]);
            let buffer = screen(&app, &roles());
            prop_assert!(buffer.content.iter().all(|cell| letter(cell) != '!'));
        }
    }
}

/// The text without what takes no cell.
fn visible(text: &str) -> String {
    wrap::symbols(text).filter(|symbol| wrap::symbol_cells(symbol) > 0).collect()
}
