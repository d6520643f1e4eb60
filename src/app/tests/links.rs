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
        ("f a", "https://a.example/1"),
        ("f s", "https://b.example/2"),
        ("f d", "mailto:ann@c.example"),
    ] {
        assert_eq!(press(&mut app, keys), Some(Effect::Open(target.to_owned())));
        assert_eq!(app.note, Some(format!("opening {target}")));
    }
    assert_eq!(press(&mut app, "f"), None);
    assert_eq!(app.link_letters().count(), 3);
    for key in ["x", "esc", "↓"] {
        press(&mut app, "f");
        assert_eq!(press(&mut app, key), None);
        assert_eq!((app.link_letters().count(), app.note.as_deref()), (0, None), "{key}");
    }
}

#[test]
fn where_there_is_no_link_nothing_is_asked() {
    let mut app = reader(60, 10);
    press(&mut app, "f");
    assert_eq!(app.note.as_deref(), Some("no link on the screen"));
    press(&mut app, "G f");
    assert_eq!(app.link_letters().count(), 0);
    // Help and sidebar make room for the letters.
    let mut app = reader(60, 40);
    press(&mut app, "? f");
    assert!(app.panel.is_none());
    assert_eq!(app.link_letters().count(), 1);
}
