//! Links: which key opens which link.

use std::sync::Arc;

use super::{press, reader};
use crate::app::{
    App,
    action::{Action, Effect},
};
use crate::page::tests::article;

#[test]
fn a_letter_opens_its_link() {
    let text = "See https://a.example/1 and https://b.example/2, or write to ann@c.example.";
    let mut app = App::new(Arc::new(article(text.to_owned())), None);
    app.update(Action::Resize { width: 80, height: 24 });
    for (keys, target) in [
        ("O a", "https://a.example/1"),
        ("O s", "https://b.example/2"),
        ("O d", "mailto:ann@c.example"),
    ] {
        assert_eq!(press(&mut app, keys), Some(Effect::Open(target.to_owned())));
        assert_eq!(app.note, Some(format!("opening {target}")));
    }
    assert_eq!(press(&mut app, "O"), None);
    assert_eq!(app.link_letters().count(), 3);
    press(&mut app, "esc");
    for key in ["v", "esc", "↓"] {
        press(&mut app, "O");
        assert_eq!(press(&mut app, key), None);
        assert_eq!((app.link_letters().count(), app.note.as_deref()), (0, None), "{key}");
    }
}

#[test]
fn many_links_have_two_letters() {
    let text: Vec<_> = (0..40).map(|i| format!("https://a.example/{i}")).collect();
    let text = text.join(" ");
    let mut app = App::new(Arc::new(article(text)), None);
    app.update(Action::Resize { width: 80, height: 24 });
    let target = |i: u8| Some(Effect::Open(format!("https://a.example/{i}")));
    assert_eq!(press(&mut app, "O a"), target(0));
    assert_eq!(press(&mut app, "O"), None);
    assert_eq!(app.link_letters().count(), 40);
    // The last letter of all begins those of the last links.
    assert_eq!(press(&mut app, "m"), None);
    let left: Vec<_> = app.link_letters().map(|(left, _)| left).collect();
    assert_eq!((left.len(), left[0].as_str()), (15, "a"));
    assert_eq!(app.note.as_deref(), Some("which link?"));
    assert_eq!(press(&mut app, "s"), target(26));
    assert_eq!(app.link_letters().count(), 0);
    press(&mut app, "O m esc");
    assert_eq!((app.link_letters().count(), app.note.as_deref()), (0, None));
}

#[test]
fn where_there_is_no_link_nothing_is_asked() {
    let mut app = reader(60, 10);
    press(&mut app, "O");
    assert_eq!(app.note.as_deref(), Some("no link on the screen"));
    press(&mut app, "G O");
    assert_eq!(app.link_letters().count(), 0);
    // Help and sidebar make room for the letters.
    let mut app = reader(60, 40);
    press(&mut app, "? O");
    assert!(app.panel.is_none());
    assert_eq!(app.link_letters().count(), 1);
}
