//! Settings: how the reader is to look, as far as its owner has a say.

use std::{path::PathBuf, sync::Arc};

use super::signs::Signs;

/// The built-in themes, in the order in which they are gone through.
pub const THEMES: [&str; 6] =
    ["terminal", "dark", "light", "high-contrast", "colour-blind-safe", "monochrome"];

/// Asks for `dark` or `light`, as the terminal's paper is, and for its own colours where nobody knows.
pub const AUTO: &str = "auto";

/// Cells of a line of the article at most: about what the eye finds back from.
const MEASURE: u16 = 70;
/// How far the measure can be changed, in cells.
pub const MEASURES: (u16, u16) = (30, 140);

/// A theme of the owner's, as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTheme {
    /// The name that it goes by.
    pub name: String,
    /// The file that it was read from.
    pub path: PathBuf,
    /// What stands in the file.
    pub text: String,
}

/// How the reader is to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The name of the theme.
    pub theme: String,
    /// The themes of the owner's. One that is called like a built-in theme takes its place.
    pub own_themes: Arc<[OwnTheme]>,
    /// The characters that signs are made of.
    pub signs: Signs,
    /// The longest line of the article, in cells.
    pub measure: u16,
    /// The width of the sidebar, in cells; `None` leaves it to the width of the terminal.
    pub sidebar: Option<u16>,
    /// Whether the article is to be alone.
    pub zen: bool,
    /// Whether the mouse scrolls and chooses. The terminal's own selection needs Shift then.
    pub mouse: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: THEMES[0].to_owned(),
            own_themes: Arc::default(),
            signs: Signs::default(),
            measure: MEASURE,
            sidebar: None,
            zen: false,
            mouse: false,
        }
    }
}

impl Settings {
    /// Takes the theme after the present one; after the last, the first.
    pub fn next_theme(&mut self) {
        let mut after = self.themes().skip_while(|theme| *theme != self.theme).skip(1);
        let next = after.next().unwrap_or(THEMES[0]).to_owned();
        drop(after);
        self.theme = next;
    }

    /// The theme of the owner's that goes by a name.
    #[must_use]
    pub fn own(&self, name: &str) -> Option<&OwnTheme> {
        self.own_themes.iter().find(|theme| theme.name == name)
    }

    /// The names of the themes, in the order in which they are gone through.
    pub fn themes(&self) -> impl Iterator<Item = &str> {
        let own = self.own_themes.iter().map(|theme| theme.name.as_str());
        THEMES.into_iter().chain(own.filter(|name| !THEMES.contains(name)))
    }
}

#[cfg(test)]
mod tests {
    use super::{OwnTheme, Settings, THEMES};

    #[test]
    fn themes_come_one_after_the_other_and_then_again() {
        let mut settings = Settings::default();
        for theme in THEMES.iter().cycle().skip(1).take(THEMES.len()) {
            settings.next_theme();
            assert_eq!(settings.theme, *theme);
        }
        let own = |name: &str| OwnTheme {
            name: name.to_owned(),
            path: format!("{name}.toml").into(),
            text: String::new(),
        };
        settings.own_themes = [own("dark"), own("mine"), own("other")].into();
        settings.theme = THEMES[5].to_owned();
        for theme in ["mine", "other", THEMES[0], THEMES[1], THEMES[2]] {
            settings.next_theme();
            assert_eq!(settings.theme, theme);
        }
        settings.theme = "nobody's".to_owned();
        settings.next_theme();
        assert_eq!(settings.theme, THEMES[0]);
    }
}
