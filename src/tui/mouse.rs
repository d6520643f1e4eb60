//! The terminal's mouse events as what the reader does something with.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use crate::app::{
    command::Direction,
    pointer::{Deed, Pointer},
};

/// What an event of the mouse is to the reader; `None` for one that it has no use for.
#[must_use]
pub const fn pointer(event: MouseEvent) -> Option<Pointer> {
    let deed = match event.kind {
        MouseEventKind::ScrollDown => Deed::Wheel(Direction::Forward),
        MouseEventKind::ScrollUp => Deed::Wheel(Direction::Back),
        MouseEventKind::Down(MouseButton::Left) => Deed::Press,
        MouseEventKind::Drag(MouseButton::Left) => Deed::Drag,
        MouseEventKind::Up(MouseButton::Left) => Deed::Release,
        MouseEventKind::Down(_)
        | MouseEventKind::Up(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => return None,
    };
    Some(Pointer { deed, column: event.column, row: event.row })
}
