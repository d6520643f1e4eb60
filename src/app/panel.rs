//! Panels: what lies over the foot of the article for as long as it is wanted.

use super::{
    keymap::{self, Keymap, TABLE},
    role::{Piece, Role, Strip},
    sheet::Sheet,
    signs::Signs,
};
use crate::{page::wrap, text::Span};

/// A panel that is open; there is one at a time.
#[derive(Debug)]
pub enum Panel {
    /// What the chosen fact rests on.
    Why(Sheet),
    /// The keys.
    Help(Sheet),
}

/// What a panel is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// What the chosen fact rests on.
    Why,
    /// The keys.
    Help,
}

impl Panel {
    /// What it is for.
    #[must_use]
    pub const fn subject(&self) -> Subject {
        match self {
            Self::Why(_) => Subject::Why,
            Self::Help(_) => Subject::Help,
        }
    }

    /// The rows on the screen.
    #[must_use]
    pub fn shown(&self) -> &[Strip] {
        match self {
            Self::Why(sheet) | Self::Help(sheet) => sheet.shown(),
        }
    }

    /// Whether there are more rows than the screen has room for.
    #[must_use]
    pub const fn has_more(&self) -> bool {
        match self {
            Self::Why(sheet) | Self::Help(sheet) => sheet.has_more(),
        }
    }
}

/// The key table as rows of so many columns.
#[must_use]
pub fn help(keymap: &Keymap, signs: Signs, columns: usize) -> Vec<Strip> {
    let keys = |entry| signs.keys(&keymap.shown(entry, keymap::SHOWN)).into_owned();
    let entries = TABLE.iter().flat_map(|chapter| chapter.entries);
    let widest = entries.map(|entry| wrap::cells(&keys(entry))).max().unwrap_or_default();
    let lead = if columns >= widest + 24 { widest + 5 } else { 0 };
    let mut rows = Vec::new();
    for chapter in TABLE {
        if !rows.is_empty() {
            rows.push(Strip::default());
        }
        rows.push(Strip::left(vec![Piece::new(Role::Heading, format!("  {}", chapter.heading))]));
        for entry in chapter.entries {
            let text = [(Role::Faint, entry.help)];
            rows.extend(labelled(&keys(entry), Role::Text, &text, lead, columns));
        }
    }
    rows
}

/// A label and text beside it that wraps in its own column; a lead of no cells puts the text
/// below the label instead.
#[must_use]
pub fn labelled(
    label: &str,
    role: Role,
    text: &[(Role, &str)],
    lead: usize,
    columns: usize,
) -> Vec<Strip> {
    let (below, lead) = if lead == 0 { (true, 4) } else { (false, lead) };
    let mut rows = Vec::new();
    if below {
        rows.push(Strip::left(vec![Piece::new(role, format!("  {label}"))]));
    }
    let words: String = text.iter().map(|&(_, words)| words).collect();
    let room = columns.saturating_sub(lead + 1).max(1);
    for (row, line) in wrap::prose(&words, Span::new(0, words.len()), room).into_iter().enumerate()
    {
        let head = if row == 0 && !below { format!("  {label}") } else { String::new() };
        let pad = lead.saturating_sub(wrap::cells(&head));
        let mut left = vec![Piece::new(role, format!("{head}{:pad$}", ""))];
        left.extend(cut(text, line));
        rows.push(Strip::left(left));
    }
    rows
}

/// The pieces of a line of the joined text.
fn cut(text: &[(Role, &str)], line: Span) -> Vec<Piece> {
    let mut start = 0;
    let mut pieces = Vec::new();
    for &(role, words) in text {
        let piece = Span::new(start, start + words.len());
        if piece.meets(line) {
            let part = Span::new(piece.start.max(line.start), piece.end.min(line.end));
            let inside = Span::new(part.start - start, part.end - start);
            pieces.push(Piece::new(role, inside.of(words)));
        }
        start = piece.end;
    }
    pieces
}
