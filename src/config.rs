//! The configuration: one TOML file, read into settings and keys; every mistake is told by line.

pub mod template;
pub mod themes;

use std::{
    collections::BTreeMap,
    fmt, fs, io,
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

use etcetera::BaseStrategy;
use serde::Deserialize;
use toml::Spanned;

use crate::app::{
    key::{Key, Stroke, strokes},
    keymap::{self, Binding, Change, Keymap},
    settings::{AUTO, MEASURES, OwnTheme, Settings},
    setup::Setup,
    signs::Signs,
};

/// A mistake in a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The line, counted from one.
    pub line: usize,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// Why a configuration is not used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is there but cannot be read.
    #[error("cannot read {} of the configuration: {error}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// It has mistakes, from the top.
    #[error("{}", told(path, mistakes))]
    Mistaken {
        /// The file.
        path: PathBuf,
        /// The mistakes, at least one.
        mistakes: Vec<Mistake>,
    },
    /// The command line asks for a theme that there is not.
    #[error("{0}")]
    NoTheme(String),
}

impl Error {
    /// The first of what is wrong, in one line.
    #[must_use]
    pub fn first(&self) -> String {
        match self {
            Self::Unreadable { path, error } => {
                let name = path.file_name().unwrap_or_default().display();
                format!("cannot read {name}: {error}")
            }
            Self::NoTheme(message) => message.clone(),
            Self::Mistaken { path, mistakes } => {
                let name = path.file_name().unwrap_or_default().display().to_string();
                mistakes.first().map_or(name.clone(), |mistake| format!("{name}, {mistake}"))
            }
        }
    }
}

/// The mistakes, each on a line of its own.
fn told(path: &Path, mistakes: &[Mistake]) -> String {
    let lines = mistakes.iter().map(|mistake| format!("{}: {mistake}", path.display()));
    lines.collect::<Vec<_>>().join("\n")
}

/// The file that is read unless another is named: `sayso/config.toml` in the user's directory for
/// configurations. `None` where there is no home.
#[must_use]
pub fn path() -> Option<PathBuf> {
    home().map(|home| home.join("config.toml"))
}

fn home() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.config_dir().join("sayso"))
}

/// What a setup is made of, from the bottom up; what lies above wins.
#[derive(Clone, Debug, Default)]
pub struct Layers {
    /// What the environment asks for.
    pub environment: Settings,
    /// The configuration; a file that is not there says nothing.
    pub file: Option<PathBuf>,
    /// The folder of the owner's themes.
    pub themes: Option<PathBuf>,
    /// The theme that the command line asks for.
    pub theme: Option<String>,
    /// Whether the command line asks for the mouse.
    pub mouse: bool,
}

impl Layers {
    /// The setup that they make.
    ///
    /// # Errors
    /// When the file cannot be read, or has mistakes.
    pub fn setup(&self) -> Result<Setup, Error> {
        let own = self.themes.as_deref().map_or(Ok(Vec::new()), themes::all)?;
        let text = self.file.as_deref().map_or(Ok(None), text)?.unwrap_or_default();
        let path = self.file.clone().unwrap_or_default();
        let below = Settings { own_themes: own.into(), ..self.environment.clone() };
        let mut setup = match parse(&text, &below) {
            Ok(setup) => setup,
            Err(mistakes) => return Err(Error::Mistaken { path, mistakes }),
        };
        let theme = setup.settings.theme.clone();
        if themes::is_path(&theme) && setup.settings.own(&theme).is_none() {
            let file = path.parent().unwrap_or(Path::new("")).join(&theme);
            add(&mut setup.settings, themes::read(theme, file)?);
        }
        self.crowned(setup)
    }

    /// The files that settings were read from, and the folder that themes may come to.
    #[must_use]
    pub fn files(&self, settings: &Settings) -> Vec<PathBuf> {
        let own = settings.own_themes.iter().map(|theme| &theme.path);
        self.file.iter().chain(&self.themes).chain(own).cloned().collect()
    }

    /// The setup without the file.
    ///
    /// # Errors
    /// When the command line asks for a theme that there is not.
    pub fn without_file(&self) -> Result<Setup, Error> {
        let own = self.themes.as_deref().map_or(Ok(Vec::new()), themes::all).unwrap_or_default();
        let settings = Settings { own_themes: own.into(), ..self.environment.clone() };
        self.crowned(Setup { settings, ..Setup::default() })
    }

    /// What the command line asks for, above all else.
    fn crowned(&self, mut setup: Setup) -> Result<Setup, Error> {
        let settings = &mut setup.settings;
        if let Some(name) = &self.theme {
            if themes::is_path(name) {
                let theme = themes::read(name.clone(), PathBuf::from(name));
                add(settings, theme.map_err(|error| Error::NoTheme(error.to_string()))?);
            }
            if let Some(message) = no_theme(name, settings) {
                return Err(Error::NoTheme(message));
            }
            settings.theme.clone_from(name);
        }
        settings.mouse |= self.mouse;
        Ok(setup)
    }
}

/// Adds a theme to the owner's.
fn add(settings: &mut Settings, theme: OwnTheme) {
    settings.own_themes = settings.own_themes.iter().cloned().chain([theme]).collect();
}

/// Says that there is no theme of a name, where that is so, and which is most like it.
fn no_theme(name: &str, settings: &Settings) -> Option<String> {
    let known = name == AUTO || settings.themes().any(|theme| theme == name);
    let near = || nearest(name, settings.themes());
    (!known).then(|| format!("no theme is called {name:?}: did you mean {:?}?", near()))
}

#[expect(clippy::disallowed_methods, reason = "the configuration is a file")]
fn text(path: &Path) -> Result<Option<String>, Error> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::Unreadable { path: path.into(), error }),
    }
}

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    theme: Option<Spanned<String>>,
    signs: Option<Signs>,
    measure: Option<Spanned<u16>>,
    sidebar: Option<u16>,
    zen: Option<bool>,
    mouse: Option<bool>,
    #[serde(default)]
    keys: BTreeMap<Spanned<String>, Spanned<Keys>>,
}

/// The keys of one action: one sequence or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Keys {
    One(String),
    Several(Vec<String>),
}

impl Keys {
    fn sequences(&self) -> &[String] {
        match self {
            Self::One(keys) => std::slice::from_ref(keys),
            Self::Several(keys) => keys,
        }
    }
}

/// Reads a configuration that lies above other settings.
///
/// # Errors
/// Every mistake in it, from the top; there is at least one.
pub fn parse(text: &str, below: &Settings) -> Result<Setup, Vec<Mistake>> {
    let written: Written = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        vec![mistake(text, at, error.message().replace('\n', " "))]
    })?;
    let (keymap, mut mistakes) = keys(text, &written.keys);
    mistakes.extend(unusable(text, &written, below));
    mistakes.sort_by_key(|mistake| mistake.line);
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let settings = Settings {
        theme: written.theme.map_or_else(|| below.theme.clone(), Spanned::into_inner),
        own_themes: Arc::clone(&below.own_themes),
        signs: written.signs.unwrap_or(below.signs),
        measure: written.measure.map_or(below.measure, Spanned::into_inner),
        sidebar: written.sidebar.or(below.sidebar),
        zen: written.zen.unwrap_or(below.zen),
        mouse: written.mouse.unwrap_or(below.mouse),
    };
    Ok(Setup { keymap, settings })
}

/// Values that no setting can have.
fn unusable(text: &str, written: &Written, below: &Settings) -> Vec<Mistake> {
    let named = written.theme.iter().filter(|theme| !themes::is_path(theme.get_ref()));
    let theme = named.filter_map(|theme| {
        let message = no_theme(theme.get_ref(), below)?;
        Some(mistake(text, theme.span().start, message))
    });
    let (least, most) = MEASURES;
    let measure = written.measure.iter().filter(|it| !(least..=most).contains(it.get_ref()));
    let measure = measure.map(|measure| {
        let message = format!("a line has from {least} to {most} cells, not {}", measure.get_ref());
        mistake(text, measure.span().start, message)
    });
    theme.chain(measure).collect()
}

/// The name that is most like another.
fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> &'a str {
    let like = |other: &str| strsim::jaro_winkler(other, name);
    names.max_by(|a, b| like(a).total_cmp(&like(b))).unwrap_or_default()
}

fn mistake(text: &str, at: usize, message: String) -> Mistake {
    let before = text.bytes().take(at);
    Mistake { line: before.filter(|&byte| byte == b'\n').count() + 1, message }
}

/// The keymap with what is written under `[keys]`, and what is wrong there.
fn keys(text: &str, written: &BTreeMap<Spanned<String>, Spanned<Keys>>) -> (Keymap, Vec<Mistake>) {
    let mut mistakes = Vec::new();
    let mut wrong = |span: Range<usize>, message: String| {
        mistakes.push(mistake(text, span.start, message));
    };
    let mut changes = Vec::new();
    for (name, keys) in written {
        let Some(binding) = keymap::bindings().find(|binding| binding.name == name.get_ref())
        else {
            wrong(name.span(), no_action(name.get_ref()));
            continue;
        };
        let mut sequences = Vec::new();
        for keys in keys.get_ref().sequences() {
            match sequence(keys, binding) {
                Ok(strokes) => sequences.push(strokes),
                Err(message) => wrong(name.span(), message),
            }
        }
        changes.push((name.span(), binding, Change { name: binding.name, sequences }));
    }
    let all: Vec<Change> = changes.iter().map(|(_, _, change)| change.clone()).collect();
    let keymap = Keymap::rebound(&all);
    for (span, binding, change) in changes {
        for strokes in &change.sequences {
            if let Some(rival) = keymap.rival(strokes, binding.command) {
                let shown: String = strokes.iter().map(Stroke::to_string).collect();
                let rival = keymap::bindings().find(|binding| binding.command == rival);
                let rival = rival.map_or("another action", |rival| rival.name);
                wrong(
                    span.clone(),
                    format!("{shown} is taken by {rival}: give that other keys too"),
                );
            }
        }
    }
    (keymap, mistakes)
}

fn no_action(name: &str) -> String {
    let near = nearest(name, keymap::bindings().map(|binding| binding.name));
    format!("no action is called {name:?}: did you mean {near:?}?")
}

/// A sequence as it is written, if it can be typed and the action can use it.
fn sequence(written: &str, binding: &Binding) -> Result<Vec<Stroke>, String> {
    let Some(strokes) = strokes(written) else {
        return Err(format!(
            "{written:?} is no key: write \"j\", \"zz\", \"ctrl-o\", \"shift-left\", \"pgdn\", \"space\""
        ));
    };
    if matches!(strokes.first(), Some(Stroke::Key(Key::Char('1'..='9')))) {
        return Err(format!("{written:?} begins with a digit, which counts what follows"));
    }
    let letter = strokes.last() == Some(&Stroke::Letter);
    match (letter, binding.takes_letter()) {
        (true, false) => Err(format!("{} takes no letter: leave {{letter}} out", binding.name)),
        (false, true) => {
            Err(format!("{} takes a letter: write \"{written}{{letter}}\"", binding.name))
        }
        (true, true) | (false, false) => Ok(strokes),
    }
}

#[cfg(test)]
mod tests {
    use super::template::template;
    use crate::app::{
        command::Command, key::strokes, keymap::Keymap, settings::Settings, setup::Setup,
        signs::Signs,
    };

    fn parse(text: &str) -> Result<Setup, Vec<super::Mistake>> {
        super::parse(text, &Settings::default())
    }

    /// The mistakes of a configuration, as they are told.
    fn mistakes(text: &str) -> Vec<String> {
        parse(text).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_empty_configuration_changes_nothing() {
        assert_eq!(parse("").unwrap().keymap, Keymap::default());
    }

    #[test]
    fn the_template_changes_nothing_with_or_without_its_signs() {
        assert_eq!(parse(&template()).unwrap(), parse("").unwrap());
        let lines = template();
        let lines = lines.lines().map(|line| match line.strip_prefix('#') {
            Some(setting) if !setting.starts_with(' ') => setting,
            _ => line,
        });
        let bare = lines.collect::<Vec<_>>().join("\n");
        assert!(bare.contains("\nwhy = [\"w\"]\n"));
        let bare = bare.replace("sidebar = 36\n", "");
        assert_eq!(parse(&bare).unwrap(), parse("").unwrap());
    }

    #[test]
    fn keys_take_the_place_of_those_that_an_action_has() {
        let keymap =
            parse("[keys]\nwhy = 'ctrl-x'\nhelp = ['ctrl-y', 'zh']\nquit = []").unwrap().keymap;
        let command = |keys: &str| {
            let strokes = strokes(keys).unwrap();
            let mut all = keymap.sequences().iter();
            all.find(|(other, _)| *other == strokes).map(|(_, command)| *command)
        };
        assert_eq!(command("ctrl-x"), Some(Command::Why));
        assert_eq!(command("w"), None);
        assert_eq!(command("zh"), Some(Command::Help));
        assert_eq!(command("Q"), None);
        assert_eq!(
            command("j"),
            Keymap::default().sequences().iter().find_map(|(other, command)| {
                (*other == strokes("j").unwrap()).then_some(*command)
            })
        );
    }

    #[test]
    fn settings_lie_above_the_environment_and_must_be_possible() {
        let below = Settings { theme: "monochrome".into(), ..Settings::default() };
        let settings = |text: &str| super::parse(text, &below).unwrap().settings;
        assert_eq!(settings(""), below);
        assert_eq!(settings("theme = 'dark'").theme, "dark");
        assert_eq!(settings("signs = 'ascii'").signs, Signs::Ascii);
        let wide = Settings { measure: 90, zen: true, mouse: true, ..below.clone() };
        assert_eq!(settings("measure = 90\nzen = true\nmouse = true"), wide);
        assert_eq!(
            mistakes("theme = 'drak'\nmeasure = 3\n[keys]\nwhy = 'j'"),
            [
                "line 1: no theme is called \"drak\": did you mean \"dark\"?",
                "line 2: a line has from 30 to 140 cells, not 3",
                "line 4: j is taken by down: give that other keys too",
            ]
        );
    }

    #[test]
    fn two_actions_may_change_places() {
        assert!(parse("[keys]\nwhy = '?'\nhelp = 'w'").is_ok());
    }

    #[test]
    fn every_mistake_is_told_by_its_line() {
        let text = "[keys]\nnxt-quotation = 'x'\nwhy = 'pagedown'\n\nhelp = 'j'\ndown = '5'\n\
                    mark = 'M'\nup = 'U{letter}'";
        assert_eq!(
            mistakes(text),
            [
                "line 2: no action is called \"nxt-quotation\": did you mean \"next-quotation\"?",
                "line 3: \"pagedown\" is no key: write \"j\", \"zz\", \"ctrl-o\", \"shift-left\", \
                 \"pgdn\", \"space\"",
                "line 6: \"5\" begins with a digit, which counts what follows",
                "line 7: mark takes a letter: write \"M{letter}\"",
                "line 8: up takes no letter: leave {letter} out",
            ]
        );
    }

    #[test]
    fn keys_that_hide_another_action_are_refused() {
        let taken = "is taken by mark: give that other keys too";
        assert_eq!(mistakes("[keys]\nwhy = 'm'"), [format!("line 2: m {taken}")]);
        assert_eq!(mistakes("[keys]\nwhy = 'mx'"), [format!("line 2: mx {taken}")]);
        assert!(parse("[keys]\nwhy = 'm'\nmark = 'M{letter}'").is_ok());
        assert_eq!(mistakes("[keys]\nwhy = 'x'\nhelp = 'xx'").len(), 2);
    }

    #[test]
    fn what_is_no_toml_or_no_setting_is_told_by_its_line() {
        assert!(mistakes("[keys]\nwhy = ")[0].starts_with("line 2: "));
        let unknown = mistakes("\n\ncolour = 'red'");
        assert!(unknown[0].starts_with("line 3: unknown field `colour`"), "{unknown:?}");
        assert!(mistakes("[keys]\nwhy = 3")[0].starts_with("line 2: "));
    }
}
