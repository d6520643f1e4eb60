//! The environment: what its variables say about the terminal.

use std::env;

use super::theme::colour::Depth;
use crate::app::settings::Settings;

/// The settings that the environment asks for.
#[must_use]
pub fn settings() -> Settings {
    let mut settings = Settings::default();
    if without_colour(variable) {
        "monochrome".clone_into(&mut settings.theme);
    }
    settings
}

/// How many colours the terminal says that it has.
#[must_use]
pub fn depth() -> Depth {
    depth_of(variable)
}

/// A variable; one that is empty is not set.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// <https://no-color.org>: set and not empty.
fn without_colour(variable: impl Fn(&str) -> Option<String>) -> bool {
    variable("NO_COLOR").is_some()
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

#[cfg(test)]
mod tests {
    use super::{Depth, depth_of, without_colour};

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
