//! The environment: what its variables say about the terminal.

use std::env;

use super::{background::Background, theme::colour::Depth};
use crate::app::{settings::Settings, signs::Signs};

/// The settings that the environment asks for.
#[must_use]
pub fn settings() -> Settings {
    let mut settings = Settings::default();
    if without_colour(variable) {
        "monochrome".clone_into(&mut settings.theme);
    }
    settings.signs = signs_of(variable);
    settings
}

/// How many colours the terminal says that it has.
#[must_use]
pub fn depth() -> Depth {
    depth_of(variable)
}

/// What the terminal's paper is, where a variable says it.
#[must_use]
pub fn background() -> Option<Background> {
    variable("COLORFGBG").and_then(|value| Background::of_variable(&value))
}

/// Whether the terminal answers questions, or at least says nothing to those that it does not know.
#[must_use]
pub fn can_answer() -> bool {
    let term = variable("TERM").unwrap_or_default();
    // The console of Linux writes them on the screen.
    cfg!(unix) && !["linux", "dumb", "vt"].iter().any(|mute| term.starts_with(mute))
}

/// Whether the terminal is known to know what a link is.
#[must_use]
pub fn has_links() -> bool {
    supports_hyperlinks::supports_hyperlinks()
}

/// Whether the terminal is known to put letters in order that are read from right to left.
#[must_use]
pub fn has_order() -> bool {
    puts_in_order(variable)
}

/// A variable; one that is empty is not set.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// <https://no-color.org>: set and not empty.
fn without_colour(variable: impl Fn(&str) -> Option<String>) -> bool {
    variable("NO_COLOR").is_some()
}

/// Shapes need a locale in UTF-8; the first of these variables that is set names it.
fn signs_of(variable: impl Fn(&str) -> Option<String>) -> Signs {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable);
    let locale = locale.unwrap_or_default().to_ascii_lowercase();
    // Windows has no such variables, and a console that knows the shapes.
    let able = locale.contains("utf-8") || locale.contains("utf8") || cfg!(windows);
    if able { Signs::Unicode } else { Signs::Ascii }
}

fn depth_of(variable: impl Fn(&str) -> Option<String>) -> Depth {
    let (colours, term) = (variable("COLORTERM"), variable("TERM").unwrap_or_default());
    match colours.as_deref() {
        Some("truecolor" | "24bit") => Depth::True,
        _ if term.ends_with("-direct") => Depth::True,
        _ if term.contains("256color") => Depth::Many,
        // Windows has had all colours, and neither variable, since 2016.
        _ if cfg!(windows) => Depth::True,
        _ => Depth::Sixteen,
    }
}

/// Terminals of GNOME's library (since 0.58) and of KDE, Apple's, and mlterm.
fn puts_in_order(variable: impl Fn(&str) -> Option<String>) -> bool {
    let vte = variable("VTE_VERSION").and_then(|version| version.parse().ok());
    vte.is_some_and(|version: u32| version >= 5800)
        || variable("KONSOLE_VERSION").is_some()
        || variable("TERM_PROGRAM").is_some_and(|name| name == "Apple_Terminal")
        || variable("TERM").is_some_and(|term| term.starts_with("mlterm"))
}

#[cfg(test)]
mod tests {
    use super::{Depth, Signs, depth_of, puts_in_order, signs_of, without_colour};

    /// An environment in which these variables are set, as `NAME=value NAME=value`.
    fn set(line: &str) -> impl Fn(&str) -> Option<String> {
        move |name| {
            let mut all = line.split(' ').filter_map(|one| one.split_once('='));
            all.find(|(other, _)| *other == name).map(|(_, value)| value.to_owned())
        }
    }

    #[test]
    fn colour_is_off_where_nobody_wants_it() {
        assert!(without_colour(set("NO_COLOR=1")));
        assert!(!without_colour(set("TERM=xterm")));
    }

    #[test]
    fn shapes_are_drawn_where_the_locale_knows_them() {
        for line in ["LANG=de_DE.UTF-8", "LANG=C LC_ALL=C.utf8", "LC_CTYPE=en_US.UTF-8 LANG=C"] {
            assert_eq!(signs_of(set(line)), Signs::Unicode, "{line}");
        }
        if cfg!(unix) {
            for line in ["", "LANG=C", "LANG=C.UTF-8 LC_ALL=POSIX", "LANG=de_DE.ISO-8859-1"] {
                assert_eq!(signs_of(set(line)), Signs::Ascii, "{line}");
            }
        }
    }

    #[test]
    fn letters_are_put_in_order_by_few_terminals() {
        for line in ["VTE_VERSION=7600", "KONSOLE_VERSION=240800", "TERM=mlterm-256color"] {
            assert!(puts_in_order(set(line)), "{line}");
        }
        for line in ["TERM=xterm-256color", "VTE_VERSION=5202", "TERM_PROGRAM=vscode"] {
            assert!(!puts_in_order(set(line)), "{line}");
        }
    }

    #[test]
    fn a_terminal_has_the_colours_that_it_says() {
        for (line, depth) in [
            ("TERM=xterm COLORTERM=truecolor", Depth::True),
            ("TERM=screen-256color COLORTERM=24bit", Depth::True),
            ("TERM=xterm-direct", Depth::True),
            ("TERM=xterm-256color COLORTERM=yes", Depth::Many),
        ] {
            assert_eq!(depth_of(set(line)), depth, "{line}");
        }
        if cfg!(unix) {
            assert_eq!(depth_of(set("TERM=linux")), Depth::Sixteen);
        }
    }
}
