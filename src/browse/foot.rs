//! The lines around a list: what it is, above; what is going on, and the keys that matter, below.

use super::{Browser, Note, filtering::Asking, opening::Pending};
use crate::{
    app::{
        command::{
            Command,
            Direction::{Back, Forward},
            Step,
        },
        role::{Piece, Role, Strip, shortened, width},
        status::{Told, told_keys},
    },
    page::wrap,
    text::one_line,
};

/// Cells of a filter that the status line shows.
const PATTERN: usize = 16;

/// What the list is, and how much of it is not read.
#[must_use]
pub fn header(browser: &Browser) -> Strip {
    let shelf = &browser.list.shelf;
    let title = one_line(shelf.title.as_deref().unwrap_or(&shelf.name));
    let unread = match browser.list.unread() {
        0 => "all read".to_owned(),
        unread => format!("{unread} unread"),
    };
    Strip {
        left: vec![Piece::new(Role::Heading, title)],
        right: vec![Piece::new(Role::Faint, format!("  {unread}"))],
    }
}

/// What is said, what is being opened, or where one is; and the keys that matter.
#[must_use]
pub fn status(browser: &Browser, columns: usize) -> Strip {
    let typed = browser.typed();
    let signs = browser.setup.settings.signs;
    let left = match (&browser.note, &browser.pending) {
        _ if !typed.is_empty() => vec![Piece::new(Role::Notice, typed)],
        (Some(Note::Short(note)), _) => vec![Piece::new(Role::Notice, signs.keys(note))],
        (_, Some(pending)) => opening(pending, columns / 2),
        (Some(Note::Why(_)) | None, None) => place(browser),
    };
    let room = columns.saturating_sub(width(&left) + 3);
    let keys = told_keys(&matter(browser), browser.keymap(), signs, room);
    Strip { left, right: vec![Piece::new(Role::Faint, keys)] }
}

fn opening(pending: &Pending, room: usize) -> Vec<Piece> {
    let told = match pending.fetched {
        None => "opening…   ".to_owned(),
        Some(0) => "fetching…   ".to_owned(),
        Some(bytes) => format!("fetching… {} KB   ", bytes.div_ceil(1000)),
    };
    let title = shortened(&one_line(&pending.title), room.saturating_sub(wrap::cells(&told)));
    vec![Piece::new(Role::Notice, told), Piece::new(Role::Faint, title)]
}

fn place(browser: &Browser) -> Vec<Piece> {
    let (here, count) = browser.list.count();
    let count = format!("{here} of {count}");
    match &browser.list.filter {
        Some(filter) => vec![
            Piece::new(Role::Text, format!("/{} ", shortened(&filter.words, PATTERN))),
            Piece::new(Role::Notice, count),
        ],
        None => vec![Piece::new(Role::Faint, count)],
    }
}

/// The line that is typed, with how many entries fit it; and the cells before the cursor.
#[must_use]
pub fn prompt(browser: &Browser, asking: &Asking, columns: usize) -> (Strip, usize) {
    let (_, hits) = browser.list.count();
    let count = format!("{hits} of {}", browser.list.shelf.entries.len());
    let told = shortened(asking.trouble.as_deref().unwrap_or(&count), columns / 2);
    let (words, before) = asking.prompt.view(columns.saturating_sub(wrap::cells(&told) + 4));
    let left = vec![Piece::new(Role::Notice, "/"), Piece::new(Role::Text, words)];
    (Strip { left, right: vec![Piece::new(Role::Faint, told)] }, 1 + before)
}

/// What stands in the place of entries where none fit.
#[must_use]
pub fn nothing(browser: &Browser) -> Strip {
    let close = browser.keymap().told(Command::Close);
    let words = format!("Nothing fits; {close} lifts the filter.");
    Strip::left(vec![Piece::new(Role::Faint, words)])
}

const ESC: &[Command] = &[Command::Close];
const HELP: Told = (&[Command::Help], "help");
const READ: Told = (&[Command::Take], "read");
const FIND: Told = (&[Command::Search(Forward)], "find");
const LEAVE: &[Command] = &[Command::Leave];
const TOGGLE: Told = (&[Command::ToggleRead], "read or not");
const MORE: Told = (&[Command::Go(Forward, Step::Line), Command::Go(Back, Step::Line)], "more");

/// The commands that matter now, the first most.
fn matter(browser: &Browser) -> Vec<Told> {
    if let Some(sheet) = &browser.help {
        return [(ESC, "close")].into_iter().chain(sheet.has_more().then_some(MORE)).collect();
    }
    if browser.pending.is_some() {
        return vec![(ESC, "stop")];
    }
    let back = if browser.is_above_another() { "back" } else { "leave" };
    let lift = browser.list.filter.is_some().then_some((ESC, "lift filter"));
    lift.into_iter().chain([HELP, (LEAVE, back), READ, FIND, TOGGLE]).collect()
}
