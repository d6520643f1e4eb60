//! Hints: rows above the foot that tell what may follow what has been typed.

use super::{
    App,
    asking::{Asking, Purpose},
    command::{Command, Step},
    keymap::{self, Binding, Entry, Keymap},
    order::{self, Candidate},
    role::{Piece, Role, Strip, shortened},
};
use crate::{page::wrap, text::Span, text::one_line};

/// Words of a marked place that are shown.
const PLACE: usize = 60;

/// Rows above the foot.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The rows.
    pub rows: Vec<Strip>,
    /// The one that Tab has chosen.
    pub chosen: Option<usize>,
}

/// Keys that may follow, and what they do.
struct Following {
    keys: String,
    words: String,
}

/// What may follow, in at most so many rows of so many columns.
#[must_use]
pub fn hints(app: &App, columns: usize, room: usize) -> Hints {
    match &app.input.asking {
        Some(asking) if asking.purpose == Purpose::Order => candidates(app, asking, columns, room),
        Some(_) => Hints::default(),
        None => {
            let following = following(app);
            // One alone is told in the foot.
            let mut rows = if following.len() > 1 { grid(&following, columns) } else { Vec::new() };
            if rows.len() > room {
                rows.truncate(room.saturating_sub(1));
                rows.push(more(""));
            }
            Hints { rows, chosen: None }
        }
    }
}

/// The foot while a sequence is typed: what was typed, and what the only key that may follow does.
#[must_use]
pub fn typed(app: &App) -> Option<Strip> {
    let shown = app.input.typing.shown();
    if shown.is_empty() {
        return None;
    }
    let mut left = vec![Piece::new(Role::Notice, shown)];
    if let [only] = &following(app)[..] {
        left.push(Piece::new(Role::Text, format!("   {}", only.keys)));
        left.push(Piece::new(Role::Faint, format!("  {}", only.words)));
    }
    let right = vec![Piece::new(Role::Faint, "Esc take back")];
    Some(Strip { left, right })
}

fn following(app: &App) -> Vec<Following> {
    let (typing, keymap) = (&app.input.typing, &app.input.keymap);
    if typing.shown().is_empty() {
        return Vec::new();
    }
    let begun: Vec<_> = typing.begun(keymap).map(|(_, command)| command).collect();
    if begun.is_empty() {
        return after_count(keymap);
    }
    let recalls = |command: &Command| matches!(command, Command::Recall(_));
    let mut places = if begun.iter().any(recalls) { marked(app) } else { Vec::new() };
    let told = places.is_empty();
    let several = begun.len() > 1;
    let follow = |(entry, binding): (&Entry, &Binding)| Following {
        keys: keymap.first(binding.command),
        words: if several { spoken(binding.name) } else { entry.help.to_owned() },
    };
    let begun = begun.iter().filter(|command| told || !recalls(command));
    places.extend(begun.filter_map(|command| keymap::binding(*command)).map(follow));
    places
}

/// What a count may stand before.
fn after_count(keymap: &Keymap) -> Vec<Following> {
    let counting = keymap::entries().filter(|e| e.bindings.iter().all(|b| b.counts));
    let follow = |entry: &'static Entry| {
        let first = entry.bindings.first()?;
        let to_paragraph = matches!(first.command, Command::Go(_, Step::All));
        let words = if to_paragraph { "to paragraph".to_owned() } else { spoken(first.name) };
        Some(Following { keys: keymap.shown(entry, 1), words })
    };
    counting.filter_map(follow).filter(|following| !following.keys.is_empty()).collect()
}

/// The words of a name.
fn spoken(name: &str) -> String {
    name.replace('-', " ")
}

/// The places that letters remember.
fn marked(app: &App) -> Vec<Following> {
    let article = app.article();
    let place = |(letter, &byte): (&char, &usize)| {
        let paragraph = article.paragraph_at(byte);
        let end = article.paragraphs.get(paragraph).map_or(byte, |span| span.end);
        let words = one_line(Span::new(byte, end.min(cut(&article.text, byte))).of(&article.text));
        Following { keys: letter.to_string(), words: format!("¶{} {words}", paragraph + 1) }
    };
    app.reading.marks.iter().map(place).collect()
}

/// Where so many bytes from a byte on end, at a character's end.
fn cut(text: &str, byte: usize) -> usize {
    let ends = byte + PLACE..text.len();
    ends.into_iter().find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// Keys with what they do, as many beside one another as there is room for.
fn grid(following: &[Following], columns: usize) -> Vec<Strip> {
    let widest = |cells: fn(&Following) -> &str| {
        following.iter().map(|one| wrap::cells(cells(one))).max().unwrap_or_default()
    };
    let (keys, words) = (widest(|one| &one.keys), widest(|one| &one.words));
    let words = words.min(columns.saturating_sub(keys + 4)).min(34);
    let beside = (columns / (keys + words + 5)).max(1);
    let row = |ones: &[Following]| {
        let pieces = ones.iter().flat_map(|one| {
            let told = shortened(&one.words, words);
            [
                Piece::new(Role::Text, padded(&format!("  {}", one.keys), keys + 2)),
                Piece::new(Role::Faint, padded(&format!("  {told}"), words + 3)),
            ]
        });
        Strip::left(pieces.collect())
    };
    following.chunks(beside).map(row).collect()
}

fn padded(words: &str, cells: usize) -> String {
    let pad = cells.saturating_sub(wrap::cells(words));
    format!("{words}{:pad$}", "")
}

/// The last row, where there is more than there is room for.
fn more(words: &str) -> Strip {
    Strip::left(vec![Piece::new(Role::Faint, format!("  … {words}"))])
}

/// The names that the line may become, around the one that Tab has chosen.
fn candidates(app: &App, asking: &Asking, columns: usize, room: usize) -> Hints {
    let all = order::candidates(app, &asking.stem);
    // Before the end the last row says how many more there are.
    let part = room.saturating_sub(1);
    let top = asking.chosen.map_or(0, |chosen| (chosen + 1).saturating_sub(part));
    let end = all.len().saturating_sub(room);
    let (top, room) = if top >= end { (end, room) } else { (top, part) };
    let shown = || all.iter().skip(top).take(room);
    let label = |one: &Candidate| {
        let argument = if one.argument.is_empty() { "" } else { " " };
        format!("  {}{argument}{}", one.name, one.argument)
    };
    let name = shown().map(|one| wrap::cells(&label(one))).max().unwrap_or_default();
    let name = name.min(columns / 2);
    let rows = shown().map(|one| {
        let keys = one.command.map(|command| app.input.keymap.first(command)).unwrap_or_default();
        let label = padded(&shortened(&label(one), name), name);
        let help = columns.saturating_sub(wrap::cells(&label) + wrap::cells(&keys) + 4);
        let left = vec![
            Piece::new(Role::Text, label),
            Piece::new(Role::Faint, format!("  {}", shortened(one.help, help))),
        ];
        Strip { left, right: vec![Piece::new(Role::Text, keys)] }
    });
    let mut rows: Vec<_> = rows.collect();
    if let left @ 1.. = all.len() - top - rows.len() {
        rows.push(more(&format!("{left} more")));
    }
    Hints { rows, chosen: asking.chosen.map(|chosen| chosen - top) }
}
