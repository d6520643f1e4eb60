//! The theme: how each role looks. The only place that names a colour.

pub mod colour;
pub mod file;
#[cfg(test)]
pub(crate) mod tests;

use ratatui::style::{Color, Modifier, Style};

use crate::{
    app::{
        role::{Rank, Role},
        settings::{Settings, THEMES},
    },
    fact::Position,
};
use colour::Depth;
use file::{Look, Mistake, Written};

/// The themes that are part of the program, by name.
const BUILT_IN: [(&str, &str); 6] = [
    ("terminal", include_str!("../../assets/themes/terminal.toml")),
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    ("high-contrast", include_str!("../../assets/themes/high-contrast.toml")),
    ("colour-blind-safe", include_str!("../../assets/themes/colour-blind-safe.toml")),
    ("monochrome", include_str!("../../assets/themes/monochrome.toml")),
];

/// How roles look.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    written: Written,
}

impl Theme {
    /// A theme that is part of the program; the terminal's own colours for a name that is not.
    #[must_use]
    pub fn built_in(name: &str, depth: Depth) -> Self {
        let known = BUILT_IN.iter().find(|(other, _)| *other == name).or(BUILT_IN.first());
        let theme = known.and_then(|(name, text)| Self::read(name, text).ok());
        theme.unwrap_or_default().for_depth(depth)
    }

    /// The theme of a name, the owner's before those of the program.
    ///
    /// # Errors
    /// Where the owner's has mistakes.
    pub fn named(name: &str, settings: &Settings, depth: Depth) -> Result<Self, Mistake> {
        let Some(own) = settings.own(name) else { return Ok(Self::built_in(name, depth)) };
        let file = own.path.file_name().unwrap_or_default().to_string_lossy();
        let mut theme = Self::read(&file, &own.text)?;
        let base = theme.written.inherits.as_ref().map_or(THEMES[0], |base| base.0.as_str());
        theme.inherit(Self::built_in(base, Depth::True));
        Ok(theme.for_depth(depth))
    }

    /// Takes from another theme what it does not say itself.
    fn inherit(&mut self, mut base: Self) {
        let (written, base) = (&mut self.written, &mut base.written);
        written.voices = written.voices.take().or_else(|| base.voices.take());
        for (look, base) in looks(written).zip(looks(base)) {
            look.inherit(base);
        }
    }

    /// The theme that a text describes; the file is named in mistakes.
    ///
    /// # Errors
    /// Where the text describes none.
    pub fn read(file: &str, text: &str) -> Result<Self, Mistake> {
        Ok(Self { written: file::parse(file, text)? })
    }

    /// The theme in the nearest colours that a terminal has.
    #[must_use]
    pub fn for_depth(mut self, depth: Depth) -> Self {
        let written = &mut self.written;
        for colour in written.voices.iter_mut().flatten() {
            colour.0 = colour::nearest(colour.0, depth);
        }
        for look in looks(written) {
            for colour in [&mut look.foreground, &mut look.background].into_iter().flatten() {
                colour.0 = colour::nearest(colour.0, depth);
            }
        }
        self
    }

    /// How a cell looks that nobody has written to: the paper, and the ink that is used unless a
    /// role says otherwise.
    #[must_use]
    pub fn paper(&self) -> Style {
        style(&self.written.text)
    }

    /// How a role looks on the paper.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.paper().patch(self.own(role))
    }

    fn own(&self, role: Role) -> Style {
        let written = &self.written;
        match role {
            Role::Text => Style::new(),
            Role::Heading | Role::Chip => style(&written.heading),
            Role::Faint | Role::Inferred => style(&written.faint),
            Role::Rule => style(&written.rule),
            Role::Voice(rank) => self.voiced(&written.voice, rank),
            Role::LoudVoice(rank) => self.voiced(&written.loud_voice, rank),
            Role::Quoted(rank) => self.spoken(&written.quoted, rank),
            Role::Current(rank) => self.spoken(&written.current, rank),
            Role::Source(rank) => self.voiced(&written.source, rank),
            Role::Cue => style(&written.cue),
            Role::Evidence(rank) => self.spoken(&written.evidence, rank),
            Role::Decisive(position) => self.decisive(position),
            Role::Position(position) => style(self.position(position)),
            Role::Hit => style(&written.hit),
            Role::CurrentHit => style(&written.current_hit),
            Role::LinkLetter => style(&written.link_letter),
            Role::Notice => style(&written.notice),
        }
    }

    /// What the row under the cursor makes of the style of its words: one bar.
    #[must_use]
    pub fn cursor(&self) -> Style {
        let ink = self.paper().fg.unwrap_or(Color::Reset);
        let bar = Style::new().fg(ink).remove_modifier(Modifier::DIM);
        bar.patch(style(&self.written.cursor))
    }

    /// In the colour of a voice, unless the look has one of its own.
    fn voiced(&self, look: &Look, rank: Rank) -> Style {
        let own = style(look);
        match rank.and_then(|rank| self.voice(rank)) {
            Some(colour) if own.fg.is_none() => own.fg(colour),
            Some(_) | None => own,
        }
    }

    fn spoken(&self, look: &Look, rank: Rank) -> Style {
        let spoken = self.voiced(look, rank);
        if rank.is_none() { spoken.patch(style(&self.written.nameless)) } else { spoken }
    }

    /// The colour of a voice. Eight signs come again and again: shifted by one then, each goes
    /// with a colour that it has not had before.
    fn voice(&self, rank: usize) -> Option<Color> {
        let voices = self.written.voices.as_deref().unwrap_or_default();
        let index = (rank % 8 + rank / 8).checked_rem(voices.len())?;
        voices.get(index).map(|colour| colour.0)
    }

    fn decisive(&self, position: Position) -> Style {
        let own = style(&self.written.decisive);
        let side = style(self.position(position)).fg;
        Style { fg: own.fg.or(side), ..own }
    }

    const fn position(&self, position: Position) -> &Look {
        match position {
            Position::For => &self.written.r#for,
            Position::Against => &self.written.against,
            Position::Open => &self.written.open,
            Position::Neutral => &self.written.neutral,
        }
    }
}

fn style(look: &Look) -> Style {
    let colour = |colour: Option<colour::Colour>| colour.map(|colour| colour.0);
    Style {
        fg: colour(look.foreground),
        bg: colour(look.background),
        ..Style::new().add_modifier(look.modifier())
    }
}

/// Every look of a theme.
fn looks(written: &mut Written) -> impl Iterator<Item = &mut Look> {
    let Written {
        inherits: _,
        voices: _,
        text,
        heading,
        faint,
        rule,
        voice,
        loud_voice,
        quoted,
        current,
        nameless,
        source,
        cue,
        evidence,
        decisive,
        r#for,
        against,
        open,
        neutral,
        hit,
        current_hit,
        notice,
        link_letter,
        cursor,
    } = written;
    let words = [text, heading, faint, rule, voice, loud_voice, quoted, current, nameless, notice];
    let facts = [source, cue, evidence, decisive, r#for, against, open, neutral, cursor];
    words.into_iter().chain(facts).chain([hit, current_hit, link_letter])
}
