//! The terminal's key events as keys of the table.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::key::{Arrow, Key};

/// The key of an event; `None` for one that the reader has no use for.
#[must_use]
pub fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    let shift = event.modifiers.contains(KeyModifiers::SHIFT);
    match event.code {
        KeyCode::Char(c) if control => Some(Key::Ctrl(c.to_ascii_lowercase())),
        KeyCode::Char(_) if event.modifiers.contains(KeyModifiers::ALT) => None,
        KeyCode::Char(c) => Some(Key::Char(c)),
        KeyCode::Up => Some(arrow(Arrow::Up, shift)),
        KeyCode::Down => Some(arrow(Arrow::Down, shift)),
        KeyCode::Left => Some(arrow(Arrow::Left, shift)),
        KeyCode::Right => Some(arrow(Arrow::Right, shift)),
        KeyCode::Enter => Some(Key::Enter),
        KeyCode::Esc => Some(Key::Esc),
        KeyCode::Tab => Some(Key::Tab),
        KeyCode::BackTab => Some(Key::BackTab),
        KeyCode::Backspace => Some(Key::Backspace),
        KeyCode::Delete => Some(Key::Delete),
        KeyCode::PageDown => Some(Key::PageDown),
        KeyCode::PageUp => Some(Key::PageUp),
        KeyCode::Home => Some(Key::Home),
        KeyCode::End => Some(Key::End),
        _ => None,
    }
}

const fn arrow(arrow: Arrow, shift: bool) -> Key {
    if shift { Key::Shift(arrow) } else { Key::Arrow(arrow) }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

    use super::key;
    use crate::app::key::{Arrow, Key};

    #[test]
    fn modifiers_make_another_key() {
        let event = |code, modifiers| key(KeyEvent::new(code, modifiers));
        assert_eq!(event(KeyCode::Char('L'), KeyModifiers::SHIFT), Some(Key::Char('L')));
        assert_eq!(event(KeyCode::Char('l'), KeyModifiers::CONTROL), Some(Key::Ctrl('l')));
        assert_eq!(event(KeyCode::Char('l'), KeyModifiers::ALT), None);
        let right = Some(Key::Shift(Arrow::Right));
        assert_eq!(event(KeyCode::Right, KeyModifiers::SHIFT), right);
    }

    #[test]
    fn letting_a_key_go_is_no_key() {
        let mut event = KeyEvent::new(KeyCode::Char('j'), KeyModifiers::NONE);
        event.kind = KeyEventKind::Release;
        assert_eq!(key(event), None);
    }
}
