//! The theme: how each role looks. The only place that names a colour.

use ratatui::style::{Color, Modifier, Style};

use crate::{
    app::role::{Rank, Role},
    fact::Position,
};

/// How roles look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// The terminal's own sixteen colours, which its owner has chosen to be readable.
    Colour,
    /// No colour at all: signs, weight and lines carry everything.
    Plain,
}

/// The colours of actors. Green and red are kept for what people are for and against.
const VOICES: [Color; 6] = [
    Color::Cyan,
    Color::Magenta,
    Color::Yellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
];

impl Theme {
    /// How a role looks.
    #[must_use]
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        match role {
            Role::Text => plain,
            Role::Heading | Role::Notice | Role::Chip => plain.add_modifier(Modifier::BOLD),
            Role::Faint | Role::Rule | Role::Inferred => plain.add_modifier(Modifier::DIM),
            Role::Voice(rank) => self.voice(rank),
            Role::LoudVoice(rank) => self.voice(rank).add_modifier(Modifier::BOLD),
            Role::Quoted(rank) => self.quoted(rank),
            Role::Current(rank) | Role::Evidence(rank) => {
                self.quoted(rank).add_modifier(Modifier::BOLD)
            }
            Role::Source(rank) => {
                self.voice(rank).add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
            }
            Role::Cue => plain.add_modifier(Modifier::UNDERLINED),
            Role::Decisive(position) => self.decisive(position),
            Role::Position(position) => self.position(position).add_modifier(Modifier::BOLD),
        }
    }

    /// What the row under the cursor makes of the style of its words: one bar without colours.
    #[must_use]
    pub fn cursor(self) -> Style {
        Style::new()
            .fg(Color::Reset)
            .remove_modifier(Modifier::DIM)
            .add_modifier(Modifier::REVERSED)
    }

    fn voice(self, rank: Rank) -> Style {
        match (self, rank) {
            (Self::Plain, _) | (Self::Colour, None) => Style::new(),
            // Signs repeat after eight: shifted by one then, each goes with a colour that it has
            // not had before.
            (Self::Colour, Some(rank)) => Style::new().fg(VOICES[(rank % 8 + rank / 8) % 6]),
        }
    }

    fn quoted(self, rank: Rank) -> Style {
        match (self, rank) {
            // Without a colour speech is told apart by a line below it.
            (Self::Plain, _) => Style::new().add_modifier(Modifier::UNDERLINED),
            (Self::Colour, None) => Style::new().add_modifier(Modifier::ITALIC),
            (Self::Colour, Some(_)) => self.voice(rank),
        }
    }

    fn decisive(self, position: Position) -> Style {
        match self {
            Self::Colour => {
                self.position(position).add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
            }
            // The evidence around is bold and underlined already.
            Self::Plain => Style::new().add_modifier(Modifier::REVERSED),
        }
    }

    fn position(self, position: Position) -> Style {
        match (self, position) {
            (Self::Colour, Position::For) => Style::new().fg(Color::Green),
            (Self::Colour, Position::Against) => Style::new().fg(Color::Red),
            (Self::Colour, Position::Open | Position::Neutral) | (Self::Plain, _) => Style::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Theme;
    use crate::app::role::{Role, sign};

    #[test]
    fn sign_and_colour_together_tell_forty_eight_actors_apart() {
        let look = |rank: usize| (sign(Some(rank)), Theme::Colour.style(Role::Voice(Some(rank))));
        for rank in 0..48 {
            assert!((0..rank).all(|other| look(other) != look(rank)), "{rank} looks like another");
        }
    }

    #[test]
    fn without_colour_the_chosen_quotation_and_its_parts_still_differ() {
        let rank = Some(0);
        let roles = [Role::Text, Role::Quoted(rank), Role::Current(rank)];
        for (i, role) in roles.iter().enumerate() {
            for other in &roles[..i] {
                assert_ne!(Theme::Plain.style(*role), Theme::Plain.style(*other));
            }
        }
    }
}
