//! The name of a theme on the command line.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};

use crate::app::settings::{AUTO, THEMES};

/// Any name is taken, since a theme may be the owner's; those of the program can be completed.
#[derive(Clone)]
pub struct ThemeName;

impl TypedValueParser for ThemeName {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(THEMES.into_iter().chain([AUTO]).map(PossibleValue::new)))
    }
}
