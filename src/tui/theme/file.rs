//! The themes' files: TOML, in which each role has a table of its own.

use ratatui::style::Modifier;
use serde::{Deserialize, Deserializer, de::Error};
use toml::de::{DeTable, DeValue};

use super::colour::Colour;
use crate::app::settings::THEMES;

/// How one role looks; what is not said is as in the text.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Look {
    /// The letters.
    pub foreground: Option<Colour>,
    /// What is behind them.
    pub background: Option<Colour>,
    /// Weight, slant and lines.
    pub modifiers: Option<Vec<Shape>>,
}

/// Weight, slant or lines of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Heavy.
    Bold,
    /// Faint.
    Dim,
    /// Slanted.
    Italic,
    /// With a line below.
    Underlined,
    /// Foreground and background exchanged.
    Reversed,
}

impl Look {
    /// The modifiers in one.
    #[must_use]
    pub fn modifier(&self) -> Modifier {
        let one = |shape: &Shape| match shape {
            Shape::Bold => Modifier::BOLD,
            Shape::Dim => Modifier::DIM,
            Shape::Italic => Modifier::ITALIC,
            Shape::Underlined => Modifier::UNDERLINED,
            Shape::Reversed => Modifier::REVERSED,
        };
        self.modifiers.iter().flatten().map(one).collect()
    }

    /// Takes from another look what it does not say itself.
    pub fn inherit(&mut self, base: &Self) {
        self.foreground = self.foreground.or(base.foreground);
        self.background = self.background.or(base.background);
        self.modifiers = self.modifiers.take().or_else(|| base.modifiers.clone());
    }
}

/// The name of a theme that is part of the program.
#[derive(Clone, Debug)]
pub struct BuiltIn(pub String);

impl<'de> Deserialize<'de> for BuiltIn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        if THEMES.contains(&name.as_str()) {
            return Ok(Self(name));
        }
        let known = THEMES.join(", ");
        Err(D::Error::custom(format!("{name:?} is no theme of the program: write {known}")))
    }
}

/// A theme as it is written. Actors take the colours of `voices` in turn, wherever the role of
/// their words names none.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[expect(missing_docs, reason = "the roles explain themselves, in app::role")]
pub struct Written {
    /// The built-in theme that says what this one does not.
    pub inherits: Option<BuiltIn>,
    pub voices: Option<Vec<Colour>>,
    pub text: Look,
    pub heading: Look,
    pub faint: Look,
    pub rule: Look,
    pub voice: Look,
    pub loud_voice: Look,
    pub quoted: Look,
    pub current: Look,
    /// Added to the words of speakers who have no colour.
    pub nameless: Look,
    pub source: Look,
    pub cue: Look,
    pub evidence: Look,
    pub decisive: Look,
    pub r#for: Look,
    pub against: Look,
    pub open: Look,
    pub neutral: Look,
    pub hit: Look,
    pub current_hit: Look,
    pub notice: Look,
    pub link_letter: Look,
    /// Laid over the row that the cursor is on.
    pub cursor: Look,
}

/// A mistake in a theme.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {key}{message}")]
pub struct Mistake {
    /// Where the theme was read from.
    pub file: String,
    /// The line, counted from one.
    pub line: usize,
    /// The key with a colon after it, where one is to blame.
    pub key: String,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// Reads a theme; the file is named in mistakes.
///
/// # Errors
/// Where the text is no TOML, or says what no theme says.
pub fn parse(file: &str, text: &str) -> Result<Written, Mistake> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let key = DeTable::parse(text).ok().and_then(|table| key_at(table.get_ref(), at));
        Mistake {
            file: file.to_owned(),
            line: text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1,
            key: key.map_or(String::new(), |key| format!("{key}: ")),
            message: error.message().replace('\n', " "),
        }
    })
}

/// The path of the key whose name or value holds a byte.
fn key_at(table: &DeTable, at: usize) -> Option<String> {
    table.iter().find_map(|(key, value)| {
        let name = key.get_ref();
        let inside = match value.get_ref() {
            DeValue::Table(table) => key_at(table, at).map(|rest| format!("{name}.{rest}")),
            _ => None,
        };
        let here = key.span().contains(&at) || value.span().contains(&at);
        inside.or(here.then(|| name.to_string()))
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(parse("a.toml", text).unwrap_err().to_string(), expected);
    }

    #[test]
    fn a_mistake_names_file_line_and_key() {
        const COLOUR: &str = "is no colour: write \"#rrggbb\", a number from 0 to 255, or a name \
                              such as \"light-blue\"";
        check(
            "[text]\n\n[cue]\nforeground = \"rouge\"\n",
            &format!("a.toml, line 4: cue.foreground: \"rouge\" {COLOUR}"),
        );
        check("\nvoices = [\"red\", 256]", &format!("a.toml, line 2: voices: 256 {COLOUR}"));
        check(
            "[cue]\nmodifiers = [\"blinking\"]",
            "a.toml, line 2: cue.modifiers: unknown variant `blinking`, expected one of \
             `bold`, `dim`, `italic`, `underlined`, `reversed`",
        );
        check(
            "\ninherits = \"drak\"",
            "a.toml, line 2: inherits: \"drak\" is no theme of the program: write terminal, dark, \
             light, high-contrast, colour-blind-safe, monochrome",
        );
        check(
            "[cue]\ncolour = 3",
            "a.toml, line 2: cue.colour: unknown field `colour`, expected one of `foreground`, \
             `background`, `modifiers`",
        );
    }

    #[test]
    fn what_is_no_toml_is_told_by_its_line() {
        let mistake = parse("a.toml", "[text]\nforeground").unwrap_err();
        assert_eq!((mistake.line, mistake.key.as_str()), (2, ""));
    }

    #[test]
    fn a_theme_may_say_nothing() {
        assert!(parse("a.toml", "").is_ok());
    }
}
