//! Settings: how the reader is to look, as far as its owner has a say.

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

/// How the reader is to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The name of the theme.
    pub theme: String,
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
        let here = THEMES.iter().position(|theme| *theme == self.theme);
        let next = here.map_or(0, |here| (here + 1) % THEMES.len());
        THEMES[next].clone_into(&mut self.theme);
    }
}

#[cfg(test)]
mod tests {
    use super::{Settings, THEMES};

    #[test]
    fn themes_come_one_after_the_other_and_then_again() {
        let mut settings = Settings::default();
        for theme in THEMES.iter().cycle().skip(1).take(THEMES.len()) {
            settings.next_theme();
            assert_eq!(settings.theme, *theme);
        }
        settings.theme = "a theme of mine".to_owned();
        settings.next_theme();
        assert_eq!(settings.theme, THEMES[0]);
    }
}
