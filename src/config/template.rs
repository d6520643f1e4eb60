//! The template: a configuration that changes nothing and explains everything.

use std::fmt::Write;

use crate::app::{
    keymap,
    settings::{AUTO, MEASURES, Settings, THEMES},
};

/// A configuration that changes nothing and explains everything.
#[must_use]
pub fn template() -> String {
    let settings = Settings::default();
    let mut text = String::from(HEAD);
    for (name, help, default) in [
        (
            "theme",
            format!(
                "The colours: {},\n# or {AUTO}: dark or light, as the terminal's paper is. {OWN}",
                THEMES.join(", ")
            ),
            format!("{:?}", settings.theme),
        ),
        (
            "signs",
            "Signs and rules: unicode or ascii; unless it is set, the locale decides.".into(),
            "\"unicode\"".into(),
        ),
        (
            "measure",
            format!(
                "The longest line of the article, in cells, from {} to {}.",
                MEASURES.0, MEASURES.1
            ),
            settings.measure.to_string(),
        ),
        (
            "sidebar",
            "The width of the sidebar, in cells; unless it is set, the terminal's width decides."
                .into(),
            "36".into(),
        ),
        ("zen", "Whether the article is alone at the start.".into(), settings.zen.to_string()),
        (
            "mouse",
            "Whether the mouse scrolls and chooses; the terminal's own selection needs Shift then."
                .into(),
            settings.mouse.to_string(),
        ),
    ] {
        // Writing to a string does not fail.
        let _ = writeln!(text, "\n# {help}\n#{name} = {default}");
    }
    text.push_str(KEYS);
    for chapter in keymap::TABLE {
        let _ = writeln!(text, "\n# {}", chapter.heading);
        for entry in chapter.entries {
            let _ = writeln!(text, "\n# {}", entry.help);
            for binding in entry.bindings {
                let keys: Vec<_> = binding.keys.iter().map(|keys| format!("{keys:?}")).collect();
                let _ = writeln!(text, "#{} = [{}]", binding.name, keys.join(", "));
            }
        }
    }
    text
}

const HEAD: &str = "\
# The configuration of sayso. Every line that begins with a # says nothing; take the # away to
# change a setting. A mistake is told with its line, and what was in force before stays.
";

const OWN: &str = "Yours are files\n\
# in the folder themes beside this file, or anywhere: \"mine\" is themes/mine.toml, \"/a/b.toml\" that\n\
# file. What a file does not say is as in the theme that it inherits from, \"terminal\" unless it\n\
# says another:\n\
#\n\
#     inherits = \"dark\"\n\
#     voices = [\"#5fb3b8\", 140, \"light-blue\"]    # the actors, in turn\n\
#     [text]\n\
#     foreground = \"#d6d8dd\"\n\
#     [cue]\n\
#     modifiers = [\"underlined\"]                 # or bold, dim, italic, reversed; [] is none\n\
#\n\
# Beside text and cue: heading, faint, rule, voice, loud-voice, quoted, current, nameless, source,\n\
# evidence, decisive, for, against, open, neutral, hit, current-hit, notice, link-letter, cursor.";

const KEYS: &str = "
# The keys of an action take the place of those that it has. They are written \"j\", \"zz\", \"ctrl-o\",
# \"shift-left\", \"space\", \"enter\", \"esc\", \"tab\", \"pgdn\", \"pgup\", \"home\", \"end\", \"up\", \"down\",
# \"left\", \"right\"; {letter} is a letter that the action is given. [] leaves it to the command line.
[keys]
";
