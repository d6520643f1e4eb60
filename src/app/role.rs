//! What a word on the screen is, so that the theme can say how it looks.

use crate::{
    fact::{Position, Tier},
    page::wrap,
};

/// Which sign and colour an actor has; `None` for somebody without any of their own.
pub type Rank = Option<usize>;

/// What a word on the screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The article's own words, and whatever is to be read calmly.
    Text,
    /// A heading.
    Heading,
    /// What is read only when looked for: descriptions, numbers, hints.
    Faint,
    /// The dividing lines.
    Rule,
    /// The sign and name of an actor.
    Voice(Rank),
    /// The sign and name of the actor that is looked at.
    LoudVoice(Rank),
    /// What somebody said.
    Quoted(Rank),
    /// What somebody said, in the chosen quotation.
    Current(Rank),
    /// The words that name the speaker of the chosen quotation.
    Source(Rank),
    /// The words that tie the two together.
    Cue,
    /// The sentence that shows the chosen stance.
    Evidence(Rank),
    /// The words in it that decide, and for which side.
    Decisive(Position),
    /// A position.
    Position(Position),
    /// A position that is only inferred, and what it is about.
    Inferred,
    /// What was searched for.
    Hit,
    /// The hit that one has gone to.
    CurrentHit,
    /// The letter that opens a link.
    LinkLetter,
    /// A notice that asks to be read once.
    Notice,
    /// What is set, in the status line.
    Chip,
}

impl Role {
    /// The role of the same words when they are looked at.
    #[must_use]
    pub const fn loud(self) -> Self {
        match self {
            Self::Voice(rank) => Self::LoudVoice(rank),
            same => same,
        }
    }
}

/// Words with one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What they are.
    pub role: Role,
    /// The words.
    pub text: String,
}

/// A row of the screen that is not the article's: words from the left, words at the right edge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strip {
    /// From the left; what does not fit is cut.
    pub left: Vec<Piece>,
    /// At the right edge.
    pub right: Vec<Piece>,
}

impl Piece {
    /// The words in the role.
    pub fn new(role: Role, text: impl Into<String>) -> Self {
        Self { role, text: text.into() }
    }
}

impl Strip {
    /// Words from the left alone.
    #[must_use]
    pub const fn left(left: Vec<Piece>) -> Self {
        Self { left, right: Vec::new() }
    }
}

/// The cells of the pieces.
#[must_use]
pub fn width(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| wrap::cells(&piece.text)).sum()
}

/// The text, or as much of it as fits into so many cells with an ellipsis behind it.
#[must_use]
pub fn shortened(text: &str, room: usize) -> String {
    if wrap::cells(text) <= room {
        return text.to_owned();
    }
    let mut used = 1;
    let fits = |symbol: &&str| {
        used += wrap::symbol_cells(symbol);
        used <= room
    };
    let start: String = wrap::symbols(text).take_while(fits).collect();
    if room == 0 { start } else { start + "…" }
}

/// The sign of an actor; the theme gives signs that repeat another colour.
/// The signs of actors: shapes for those who speak most, letters for the others.
const SIGNS: [&str; 48] = [
    "●", "■", "▲", "◆", "○", "□", "△", "◇", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K",
    "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z", "a", "b", "c", "d",
    "e", "f", "g", "h", "i", "j", "k", "l", "m", "n",
];

/// The sign of an actor.
#[must_use]
pub fn sign(rank: Rank) -> &'static str {
    rank.map_or("·", |rank| SIGNS[rank % SIGNS.len()])
}

/// The sign of a position.
#[must_use]
pub const fn position_sign(position: Position) -> &'static str {
    match position {
        Position::For => "+",
        Position::Against => "−",
        Position::Open => "?",
        Position::Neutral => "·",
    }
}

/// The word for a position.
#[must_use]
pub const fn position_word(position: Position) -> &'static str {
    match position {
        Position::For => "for",
        Position::Against => "against",
        Position::Open => "open",
        Position::Neutral => "neutral",
    }
}

/// The sign before the sign of a position: whether it is only inferred.
#[must_use]
pub const fn tier_sign(tier: Tier) -> &'static str {
    match tier {
        Tier::Explicit => "",
        Tier::Inferred => "~",
    }
}

/// The role of a position: what is only inferred is less loud.
#[must_use]
pub const fn side(position: Position, tier: Tier) -> Role {
    match tier {
        Tier::Explicit => Role::Position(position),
        Tier::Inferred => Role::Inferred,
    }
}

/// The role of what a position is about.
#[must_use]
pub const fn object(tier: Tier) -> Role {
    match tier {
        Tier::Explicit => Role::Text,
        Tier::Inferred => Role::Inferred,
    }
}
