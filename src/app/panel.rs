//! Panels: what lies over the foot of the article for as long as it is wanted.

use std::ops::Range;

use super::{
    again::Again,
    agreement::Agreement,
    cast::Cast,
    matrix::Matrix,
    picker::Picker,
    role::{Piece, Role, Strip},
    sheet::Sheet,
};
use crate::{page::wrap, text::Span};

/// A panel that is open; there is one at a time.
#[derive(Debug)]
pub enum Panel {
    /// What the chosen fact rests on.
    Why(Sheet),
    /// The keys.
    Help(Sheet),
    /// Who stands where.
    Matrix(Box<Matrix>),
    /// What two both take a side on.
    Agreement(Box<Agreement>),
    /// What can be picked.
    Picker(Box<Picker>),
}

/// What a panel is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// What the chosen fact rests on.
    Why,
    /// The keys.
    Help,
    /// Who stands where.
    Matrix,
    /// What two both take a side on.
    Agreement,
    /// What can be picked.
    Picker,
}

impl Panel {
    /// What it is for.
    #[must_use]
    pub const fn subject(&self) -> Subject {
        match self {
            Self::Why(_) => Subject::Why,
            Self::Help(_) => Subject::Help,
            Self::Matrix(_) => Subject::Matrix,
            Self::Agreement(_) => Subject::Agreement,
            Self::Picker(_) => Subject::Picker,
        }
    }

    /// The rows on the screen.
    #[must_use]
    pub fn shown(&self) -> &[Strip] {
        match self {
            Self::Why(sheet) | Self::Help(sheet) => sheet.shown(),
            Self::Matrix(matrix) => &matrix.table.rows,
            Self::Agreement(agreement) => &agreement.rows,
            Self::Picker(picker) => &picker.rows,
        }
    }

    /// Whether there are more rows than the screen has room for.
    #[must_use]
    pub const fn has_more(&self) -> bool {
        match self {
            Self::Why(sheet) | Self::Help(sheet) => sheet.has_more(),
            Self::Matrix(_) | Self::Agreement(_) | Self::Picker(_) => false,
        }
    }

    /// Whether rows lie above and below those on the screen.
    #[must_use]
    pub const fn hidden(&self) -> (bool, bool) {
        match self {
            Self::Why(sheet) | Self::Help(sheet) => sheet.hidden(),
            Self::Matrix(_) | Self::Agreement(_) | Self::Picker(_) => (false, false),
        }
    }

    /// Makes it so many rows high at least, so that the article above it does not move.
    pub fn pad(&mut self, height: usize) {
        match self {
            Self::Why(sheet) | Self::Help(sheet) => sheet.pad(height),
            Self::Matrix(matrix) => {
                let rows = &mut matrix.table.rows;
                rows.resize_with(rows.len().max(height), Strip::default);
            }
            Self::Agreement(agreement) => {
                let rows = &mut agreement.rows;
                rows.resize_with(rows.len().max(height), Strip::default);
            }
            Self::Picker(picker) => {
                let rows = &mut picker.rows;
                rows.resize_with(rows.len().max(height), Strip::default);
            }
        }
    }

    /// The sheet that it is, if it is one.
    pub const fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        match self {
            Self::Why(sheet) | Self::Help(sheet) => Some(sheet),
            Self::Matrix(_) | Self::Agreement(_) | Self::Picker(_) => None,
        }
    }

    /// Whether it leaves the article in sight above it.
    #[must_use]
    pub const fn leaves_the_article(&self) -> bool {
        match self {
            Self::Why(_) | Self::Matrix(_) | Self::Agreement(_) | Self::Picker(_) => true,
            Self::Help(_) => false,
        }
    }

    /// The panel with the names that everybody has among newer facts; when the two who were
    /// compared are not there any more, the one that it was opened from.
    #[must_use]
    pub fn carried_over(mut self, again: &Again, before: &Cast, now: &Cast) -> Option<Self> {
        match &mut self {
            Self::Why(sheet) | Self::Help(sheet) => {
                let under = sheet.under.take();
                let under = under.and_then(|panel| panel.carried_over(again, before, now));
                sheet.under = under.map(Box::new);
            }
            Self::Matrix(matrix) => matrix.carry_over(again, before, now),
            Self::Picker(picker) => picker.carry_over(again, before, now),
            Self::Agreement(agreement) => {
                agreement.from.carry_over(again, before, now);
                if let Some(matrix) = &mut agreement.matrix {
                    matrix.carry_over(again, before, now);
                }
                if !agreement.carry_over(again) {
                    return agreement.matrix.take().map(Self::Matrix);
                }
            }
        }
        Some(self)
    }

    /// Cells before the cursor of the line that is typed in its first row.
    #[must_use]
    pub const fn caret(&self) -> Option<usize> {
        match self {
            Self::Why(_) | Self::Help(_) | Self::Matrix(_) | Self::Agreement(_) => None,
            Self::Picker(picker) => Some(picker.caret),
        }
    }

    /// The row on the screen and the columns in it where one is.
    #[must_use]
    pub fn cursor(&self) -> Option<(usize, Range<usize>)> {
        match self {
            Self::Why(_) | Self::Help(_) => None,
            Self::Matrix(matrix) => matrix.table.cursor.clone(),
            Self::Agreement(agreement) => agreement.cursor.clone(),
            Self::Picker(picker) => picker.cursor.clone(),
        }
    }
}

/// What stands in "why?" when newer facts do not have what it was about.
#[must_use]
pub fn gone() -> Strip {
    Strip::left(vec![Piece::new(Role::Faint, "  This is seen otherwise now.")])
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
