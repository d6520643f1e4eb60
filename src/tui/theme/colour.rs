//! Colours: how they are written, how many a terminal has, and how well one is read on another.

use ratatui::style::Color;
use serde::{Deserialize, Deserializer, de::Error};

/// The sixteen colours by name, in the order of their numbers, with what most terminals show for
/// them (xterm's).
const SIXTEEN: [(&str, Color, Rgb); 16] = [
    ("black", Color::Black, Rgb(0, 0, 0)),
    ("red", Color::Red, Rgb(205, 0, 0)),
    ("green", Color::Green, Rgb(0, 205, 0)),
    ("yellow", Color::Yellow, Rgb(205, 205, 0)),
    ("blue", Color::Blue, Rgb(0, 0, 238)),
    ("magenta", Color::Magenta, Rgb(205, 0, 205)),
    ("cyan", Color::Cyan, Rgb(0, 205, 205)),
    ("grey", Color::Gray, Rgb(229, 229, 229)),
    ("dark-grey", Color::DarkGray, Rgb(127, 127, 127)),
    ("light-red", Color::LightRed, Rgb(255, 0, 0)),
    ("light-green", Color::LightGreen, Rgb(0, 255, 0)),
    ("light-yellow", Color::LightYellow, Rgb(255, 255, 0)),
    ("light-blue", Color::LightBlue, Rgb(92, 92, 255)),
    ("light-magenta", Color::LightMagenta, Rgb(255, 0, 255)),
    ("light-cyan", Color::LightCyan, Rgb(0, 255, 255)),
    ("white", Color::White, Rgb(255, 255, 255)),
];

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Every `#rrggbb`.
    True,
    /// The 256 of xterm.
    Many,
    /// The sixteen with names.
    Sixteen,
}

/// Red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// A colour as a theme writes it: `#rrggbb`, a number from 0 to 255, or a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub Color);

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Number(i64),
            Words(String),
        }
        let refuse = |written: &str| {
            D::Error::custom(format!(
                "{written} is no colour: write \"#rrggbb\", a number from 0 to 255, or a name \
                 such as \"light-blue\""
            ))
        };
        match Written::deserialize(deserializer) {
            Ok(Written::Number(number)) => match u8::try_from(number) {
                Ok(index) => Ok(Self(Color::Indexed(index))),
                Err(_) => Err(refuse(&number.to_string())),
            },
            Ok(Written::Words(words)) => {
                named(&words).map(Self).ok_or_else(|| refuse(&format!("{words:?}")))
            }
            Err(_) => Err(refuse("this")),
        }
    }
}

fn named(words: &str) -> Option<Color> {
    if let Some(digits) = words.strip_prefix('#') {
        let hex = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| hex)?;
        let [_, red, green, blue] = number.to_be_bytes();
        return Some(Color::Rgb(red, green, blue));
    }
    if words == "default" {
        return Some(Color::Reset);
    }
    SIXTEEN.iter().find(|(name, ..)| *name == words).map(|(_, colour, _)| *colour)
}

/// The nearest colour that a terminal of a depth has.
#[must_use]
pub fn nearest(colour: Color, depth: Depth) -> Color {
    let Some(wanted) = rgb(colour) else { return colour };
    match (depth, colour) {
        (Depth::Many, Color::Rgb(..)) => {
            // The first sixteen are whatever the terminal's owner has made of them.
            let all = 16..=u8::MAX;
            let index = all.min_by_key(|&index| distance(indexed(index), wanted));
            index.map_or(colour, Color::Indexed)
        }
        (Depth::Sixteen, Color::Rgb(..) | Color::Indexed(16..)) => {
            let like = |shown: Rgb| match (hue(shown), hue(wanted)) {
                (Some(one), Some(other)) => (distance(one, other), distance(shown, wanted)),
                (None, None) => (0, distance(shown, wanted)),
                (Some(_), None) | (None, Some(_)) => (u32::MAX, distance(shown, wanted)),
            };
            let near = SIXTEEN.iter().min_by_key(|(.., shown)| like(*shown));
            near.map_or(colour, |(_, near, _)| *near)
        }
        (Depth::True | Depth::Many | Depth::Sixteen, _) => colour,
    }
}

/// How unlike two colours are to the eye, by the weights of its three receptors.
fn distance(one: Rgb, other: Rgb) -> u32 {
    let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    2 * square(one.0, other.0) + 4 * square(one.1, other.1) + 3 * square(one.2, other.2)
}

/// The purest colour of the same hue; `None` for a grey. Among few colours what is pale would be
/// nearer to a grey than to its own, and tell nothing any more.
fn hue(Rgb(red, green, blue): Rgb) -> Option<Rgb> {
    const GREY: u8 = 32;
    let (least, most) = (red.min(green).min(blue), red.max(green).max(blue));
    let span = u16::from(most - least);
    let pure = |part: u8| u8::try_from(u16::from(part - least) * 255 / span).unwrap_or(u8::MAX);
    (most - least >= GREY).then(|| Rgb(pure(red), pure(green), pure(blue)))
}

/// What a colour looks like; `None` for the terminal's own.
#[must_use]
pub fn rgb(colour: Color) -> Option<Rgb> {
    match colour {
        Color::Reset => None,
        Color::Rgb(red, green, blue) => Some(Rgb(red, green, blue)),
        Color::Indexed(index) => Some(indexed(index)),
        named => SIXTEEN.iter().find(|(_, colour, _)| *colour == named).map(|(.., shown)| *shown),
    }
}

/// xterm's 256 colours: the sixteen, a cube of six steps a side, and 24 greys.
fn indexed(index: u8) -> Rgb {
    match index {
        0..16 => SIXTEEN.get(usize::from(index)).map_or(Rgb(0, 0, 0), |(.., shown)| *shown),
        16..232 => {
            let step = |part: u8| if part == 0 { 0 } else { 55 + 40 * part };
            let cube = index - 16;
            Rgb(step(cube / 36), step(cube / 6 % 6), step(cube % 6))
        }
        232.. => {
            let grey = 8 + 10 * (index - 232);
            Rgb(grey, grey, grey)
        }
    }
}

/// How much lighter one of two colours is than the other, from 1 to 21: WCAG 2.2, contrast ratio.
#[must_use]
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// WCAG 2.2, relative luminance, from 0 to 1.
#[must_use]
pub fn luminance(Rgb(red, green, blue): Rgb) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::{Depth, Rgb, contrast, named, nearest};

    #[test]
    fn a_colour_is_read_as_it_is_written() {
        assert_eq!(named("#0a0B0c"), Some(Color::Rgb(10, 11, 12)));
        assert_eq!(named("light-blue"), Some(Color::LightBlue));
        assert_eq!(named("default"), Some(Color::Reset));
        for wrong in ["", "#", "#12345", "#+12345", "#12345g", "rouge", "Red"] {
            assert_eq!(named(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_terminal_of_few_colours_gets_the_nearest() {
        let near = |red, green, blue, depth| nearest(Color::Rgb(red, green, blue), depth);
        assert_eq!(near(1, 2, 3, Depth::True), Color::Rgb(1, 2, 3));
        assert_eq!(near(255, 0, 1, Depth::Many), Color::Indexed(196));
        assert_eq!(near(9, 8, 9, Depth::Many), Color::Indexed(232));
        assert_eq!(near(250, 2, 3, Depth::Sixteen), Color::LightRed);
        assert_eq!(near(143, 191, 111, Depth::Sixteen), Color::Green);
        assert_eq!(near(120, 125, 130, Depth::Sixteen), Color::DarkGray);
        assert_eq!(nearest(Color::Indexed(196), Depth::Sixteen), Color::LightRed);
        assert_eq!(nearest(Color::Indexed(4), Depth::Sixteen), Color::Indexed(4));
        assert_eq!(nearest(Color::Reset, Depth::Sixteen), Color::Reset);
    }

    #[test]
    fn contrast_is_what_wcag_says() {
        let (black, white, grey) = (Rgb(0, 0, 0), Rgb(255, 255, 255), Rgb(118, 118, 118));
        assert!((contrast(black, white) - 21.0).abs() < 1e-9);
        assert!((contrast(white, grey) - 4.54).abs() < 0.005);
    }
}
