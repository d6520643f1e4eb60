//! The keys: the one table that the reader obeys, the help shows and the README prints.

use std::fmt::Write;

use super::{
    command::{Command, Direction::Back, Direction::Forward, Edge, Form, Leap, Pick, Step, Whose},
    filter::Facet,
    key::{self, Key, Stroke},
};

/// An action with its name, and the keys that it has unless they are changed.
pub struct Binding {
    /// The name by which the command line and the configuration know it.
    pub name: &'static str,
    /// The sequences of keys, as they are written.
    pub keys: &'static [&'static str],
    /// What they ask for.
    pub command: Command,
    /// Whether a number before the keys says how far or how often.
    pub counts: bool,
    /// Whether one wants to come back from where it leads.
    pub leap: Leap,
}

/// Bindings that the help explains in one line.
pub struct Entry {
    /// What they do.
    pub help: &'static str,
    /// The bindings.
    pub bindings: &'static [Binding],
}

/// Entries under one heading.
pub struct Chapter {
    /// What the keys are for.
    pub heading: &'static str,
    /// The entries.
    pub entries: &'static [Entry],
}

/// Every action of the reader.
#[rustfmt::skip] // a table
pub const TABLE: &[Chapter] = &[
    Chapter { heading: "Reading", entries: &[
        Entry { help: "a line down, up", bindings: &[
            on("down", &["down", "j"], Command::Go(Forward, Step::Line)).counted(),
            on("up", &["up", "k"], Command::Go(Back, Step::Line)).counted(),
        ] },
        Entry { help: "a page down, up", bindings: &[
            on("page-down", &["space", "pgdn", "ctrl-f"], Command::Go(Forward, Step::Page)).counted(),
            on("page-up", &["b", "pgup", "ctrl-b"], Command::Go(Back, Step::Page)).counted(),
        ] },
        Entry { help: "half a page down, up", bindings: &[
            on("half-down", &["d", "ctrl-d"], Command::Go(Forward, Step::Half)).counted(),
            on("half-up", &["u", "ctrl-u"], Command::Go(Back, Step::Half)).counted(),
        ] },
        Entry { help: "the next, previous paragraph", bindings: &[
            on("next-paragraph", &["}"], Command::Go(Forward, Step::Paragraph)).counted(),
            on("previous-paragraph", &["{"], Command::Go(Back, Step::Paragraph)).counted(),
        ] },
        Entry { help: "the start, the end", bindings: &[
            on("start", &["g", "home"], Command::Go(Back, Step::All)).counted().leap(Leap::Always),
            on("end", &["G", "end"], Command::Go(Forward, Step::All)).counted().leap(Leap::Always),
        ] },
        Entry { help: "after a number: so many percent down", bindings: &[
            on("percent", &["%"], Command::Percent).counted().leap(Leap::Always),
        ] },
        Entry { help: "remember the place under a letter, and go back to it", bindings: &[
            on("mark", &["m{letter}"], Command::Mark('a')),
            on("recall", &["'{letter}"], Command::Recall('a')).leap(Leap::Always),
        ] },
        Entry { help: "back to before a jump, forward again; to and fro", bindings: &[
            on("jump-back", &["ctrl-o"], Command::Jump(Back)).counted(),
            // The terminal sends Ctrl-I as the tabulator, which goes to the other pane.
            on("jump-forward", &["ctrl-n"], Command::Jump(Forward)).counted(),
            on("last-jump", &["''"], Command::LastJump).leap(Leap::Always),
        ] },
        Entry { help: "letters over the links; a letter opens its link", bindings: &[
            on("links", &["O"], Command::Link),
        ] },
    ] },
    Chapter { heading: "Search", entries: &[
        Entry { help: "search further down, further up; actors, lists, help: only what fits", bindings: &[
            on("search", &["/"], Command::Search(Forward)),
            on("search-back", &["\\"], Command::Search(Back)),
        ] },
        Entry { help: "the next, previous hit; in a list, what is not read", bindings: &[
            on("next-hit", &["n"], Command::NextHit(Forward)).counted().leap(Leap::Far),
            on("previous-hit", &["N"], Command::NextHit(Back)).counted().leap(Leap::Far),
        ] },
    ] },
    Chapter { heading: "Who says what", entries: &[
        Entry { help: "the next, previous quotation", bindings: &[
            on("next-quotation", &["right", "l"], Command::Walk(Forward, Whose::Any)).counted().leap(Leap::Far),
            on("previous-quotation", &["left", "h"], Command::Walk(Back, Whose::Any)).counted().leap(Leap::Far),
        ] },
        Entry { help: "the next, previous by the same actor", bindings: &[
            on("next-by-actor", &["L", "shift-right"], Command::Walk(Forward, Whose::Same)).counted().leap(Leap::Far),
            on("previous-by-actor", &["H", "shift-left"], Command::Walk(Back, Whose::Same)).counted().leap(Leap::Far),
        ] },
        Entry { help: "the chosen one in the middle, at the top, at the foot", bindings: &[
            on("align-middle", &["zz"], Command::Align(Edge::Middle)),
            on("align-top", &["zt"], Command::Align(Edge::Top)),
            on("align-foot", &["zb"], Command::Align(Edge::Foot)),
        ] },
        Entry { help: "why? what the quotation or stance rests on", bindings: &[
            on("why", &["w"], Command::Why).leap(Leap::Far),
        ] },
    ] },
    Chapter { heading: "Picking", entries: &[
        Entry { help: "pick an actor, an issue, a quotation by a few letters", bindings: &[
            on("pick-actor", &["a"], Command::Pick(Pick::Actors)),
            on("pick-issue", &["i"], Command::Pick(Pick::Issues)),
            on("pick-quotation", &["o"], Command::Pick(Pick::Quotations)),
        ] },
        Entry { help: "contents: the headings, a book's chapters; Enter goes there", bindings: &[
            on("contents", &["t"], Command::Pick(Pick::Headings)),
        ] },
    ] },
    Chapter { heading: "Who stands where", entries: &[
        Entry { help: "show stances that are only inferred, or hide them", bindings: &[
            on("inferred", &["~"], Command::Inferred),
        ] },
        Entry { help: "who stands where: actors down, issues across", bindings: &[
            on("matrix", &["s"], Command::Matrix),
        ] },
        Entry { help: "there: every issue, or only those that two or more speak to", bindings: &[
            on("every-issue", &["x"], Command::Widen),
        ] },
        Entry { help: "compare two: on one actor, then on the other", bindings: &[
            on("compare", &["c"], Command::Compare),
        ] },
    ] },
    Chapter { heading: "Filters", entries: &[
        Entry { help: "filter by what one is on: actor, kind, position", bindings: &[
            on("filter-actor", &["fa"], Command::Filter(Facet::Actor)),
            on("filter-kind", &["fk"], Command::Filter(Facet::Kind)),
            on("filter-position", &["fp"], Command::Filter(Facet::Position)),
        ] },
        Entry { help: "the same by issue, confidence, voice", bindings: &[
            on("filter-issue", &["fi"], Command::Filter(Facet::Issue)),
            on("filter-confidence", &["fc"], Command::Filter(Facet::Confidence)),
            on("filter-voice", &["fv"], Command::Filter(Facet::Voice)),
        ] },
        Entry { help: "fold away what does not match, or show it dim", bindings: &[
            on("fold", &["ff"], Command::Fold),
        ] },
    ] },
    Chapter { heading: "Copying", entries: &[
        Entry { help: "copy the quotation, or the stance; with speaker and source", bindings: &[
            on("copy", &["yy"], Command::Copy(Form::Words)).leap(Leap::Far),
            on("copy-citation", &["yc"], Command::Copy(Form::Citation)).leap(Leap::Far),
        ] },
        Entry { help: "copy it as Markdown, as JSON; copy the paragraph", bindings: &[
            on("copy-markdown", &["ym"], Command::Copy(Form::Markdown)).leap(Leap::Far),
            on("copy-json", &["yj"], Command::Copy(Form::Json)).leap(Leap::Far),
            on("copy-paragraph", &["yp"], Command::Copy(Form::Paragraph)).leap(Leap::Far),
        ] },
    ] },
    Chapter { heading: "Actors", entries: &[
        Entry { help: "to the actors, and back to the text", bindings: &[
            on("switch-pane", &["tab", "shift-tab"], Command::SwitchPane),
        ] },
        Entry {
            help: "on an actor: walk their quotations only; on a stance: see its evidence; in the \
                text: why? In a list: read",
            bindings: &[on("take", &["enter"], Command::Take).leap(Leap::Far)],
        },
        Entry { help: "close what is open, end the search, lift the filter; to the list", bindings: &[
            on("close", &["esc"], Command::Close),
        ] },
    ] },
    Chapter { heading: "Lists", entries: &[
        Entry { help: "the next, previous article of the list", bindings: &[
            on("next-article", &["]"], Command::Entry(Forward)),
            on("previous-article", &["["], Command::Entry(Back)),
        ] },
        Entry { help: "take it for read, or for not read", bindings: &[
            on("toggle-read", &["r"], Command::ToggleRead),
        ] },
    ] },
    Chapter { heading: "Looks", entries: &[
        Entry { help: "the next theme", bindings: &[on("next-theme", &["T"], Command::NextTheme)] },
        Entry { help: "shorter, longer lines", bindings: &[
            on("shorter-lines", &["-"], Command::Measure(Back)).counted(),
            on("longer-lines", &["="], Command::Measure(Forward)).counted(),
        ] },
        Entry { help: "the divide to the left, to the right", bindings: &[
            on("divide-left", &["<"], Command::MoveDivide(Back)).counted(),
            on("divide-right", &[">"], Command::MoveDivide(Forward)).counted(),
        ] },
        Entry { help: "the article alone, and with the actors again", bindings: &[
            on("zen", &["Z"], Command::Zen),
        ] },
    ] },
    Chapter { heading: "Program", entries: &[
        Entry { help: "a command by its name; a paragraph by its number; so far down: 50%", bindings: &[
            on("command-line", &[":"], Command::Order),
        ] },
        Entry { help: "this help", bindings: &[on("help", &["?"], Command::Help)] },
        Entry { help: "open the article in $VISUAL or $EDITOR, at this paragraph", bindings: &[
            on("edit", &["e"], Command::Edit),
        ] },
        Entry { help: "read the article anew, where its file has changed; or the list", bindings: &[
            on("reload", &["R"], Command::Reload),
        ] },
        Entry { help: "draw the screen anew", bindings: &[
            on("redraw", &["ctrl-l"], Command::Redraw),
        ] },
        Entry { help: "back to the shell; fg returns", bindings: &[
            on("suspend", &["ctrl-z"], Command::Suspend),
        ] },
        Entry { help: "close the panel, back to the list, or leave; leave at once", bindings: &[
            on("leave", &["q"], Command::Leave),
            on("quit", &["ctrl-c", "Q"], Command::Quit),
        ] },
    ] },
];

impl Binding {
    const fn counted(self) -> Self {
        Self { counts: true, ..self }
    }

    const fn leap(self, leap: Leap) -> Self {
        Self { leap, ..self }
    }

    /// The sequences of keys.
    #[must_use]
    pub fn strokes(&self) -> Vec<Vec<Stroke>> {
        self.keys.iter().filter_map(|keys| key::strokes(keys)).collect()
    }

    /// Whether the last key is a letter that the command is given.
    #[must_use]
    pub fn takes_letter(&self) -> bool {
        self.command.with_letter('a') != self.command.with_letter('b')
    }
}

const fn on(name: &'static str, keys: &'static [&'static str], command: Command) -> Binding {
    Binding { name, keys, command, counts: false, leap: Leap::Never }
}

/// Every entry of the table.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    TABLE.iter().flat_map(|chapter| chapter.entries)
}

/// Every binding of the table.
pub fn bindings() -> impl Iterator<Item = &'static Binding> {
    entries().flat_map(|entry| entry.bindings)
}

/// The entry and the binding of a command.
#[must_use]
pub fn binding(command: Command) -> Option<(&'static Entry, &'static Binding)> {
    let command = command.with_letter('a');
    let mut all = entries().flat_map(|entry| entry.bindings.iter().map(move |b| (entry, b)));
    all.find(|(_, binding)| binding.command == command)
}

/// The keys that are in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    /// Each sequence with what it asks for.
    sequences: Vec<(Vec<Stroke>, Command)>,
}

/// An action, and the only keys that it is to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The action's name.
    pub name: &'static str,
    /// The sequences; none leave it to the command line.
    pub sequences: Vec<Vec<Stroke>>,
}

impl Default for Keymap {
    /// The keys of the table.
    fn default() -> Self {
        Self::rebound(&[])
    }
}

impl Keymap {
    /// The keys of the table with some actions on other keys, of which they then have no others.
    #[must_use]
    pub fn rebound(changes: &[Change]) -> Self {
        let sequences = bindings().flat_map(|binding| {
            let new = changes.iter().find(|change| change.name == binding.name);
            let strokes = new.map_or_else(|| binding.strokes(), |new| new.sequences.clone());
            strokes.into_iter().map(|strokes| (strokes, binding.command))
        });
        Self { sequences: sequences.collect() }
    }

    /// What stands in the way of a sequence: another action that has the same keys, or keys that
    /// the sequence begins with, or that begin with it.
    #[must_use]
    pub fn rival(&self, sequence: &[Stroke], command: Command) -> Option<Command> {
        let others = self.sequences.iter().filter(|(_, other)| *other != command);
        let mut rivals = others.filter(|(strokes, _)| {
            sequence.iter().zip(strokes).all(|(one, other)| one.meets(*other))
        });
        rivals.next().map(|(_, command)| *command)
    }

    /// What a key asks for that asks for the same while a line is typed.
    #[must_use]
    pub fn command_anywhere(&self, key: Key) -> Option<Command> {
        self.command(key).filter(|command| matches!(command, Command::Redraw | Command::Suspend))
    }

    /// Every sequence with what it asks for, in the order of the table.
    #[must_use]
    pub fn sequences(&self) -> &[(Vec<Stroke>, Command)] {
        &self.sequences
    }

    /// The first keys of a command as they are shown; nothing where it has none.
    #[must_use]
    pub fn first(&self, command: Command) -> String {
        let mut same = self.sequences.iter().filter(|(_, other)| *other == command);
        let strokes = same.next().map(|(strokes, _)| strokes.as_slice()).unwrap_or_default();
        strokes.iter().map(Stroke::to_string).collect()
    }

    /// How a command is asked for: by its first keys, or by its name where it has none.
    #[must_use]
    pub fn told(&self, command: Command) -> String {
        let (letter, any) = (command.letter(), command.with_letter('a'));
        let mut same = self.sequences.iter().filter(|(_, other)| *other == any);
        let shown = |stroke: &Stroke| match (stroke, letter) {
            (Stroke::Letter, Some(letter)) => letter.to_string(),
            (Stroke::Letter | Stroke::Key(_), _) => stroke.to_string(),
        };
        let keys = same.next().map(|(strokes, _)| strokes.iter().map(shown).collect());
        let name = binding(any).map(|(_, binding)| binding.name);
        let order = |name| match letter {
            Some(letter) => format!(":{name} {letter}"),
            None => format!(":{name}"),
        };
        keys.or_else(|| name.map(order)).unwrap_or_default()
    }

    /// What is said of a key that has no meaning.
    #[must_use]
    pub fn unknown(&self) -> String {
        format!("that key does nothing: {} shows those that do", self.told(Command::Help))
    }

    /// What is said where a number must be typed before the key.
    #[must_use]
    pub fn needs_number(&self) -> String {
        let key = self.first(Command::Percent);
        let order = if key.is_empty() { ":50%".to_owned() } else { format!("50{key}") };
        format!("type a number first: {order}")
    }

    /// How commands are asked for, any of which will do.
    #[must_use]
    pub fn any_of(&self, commands: &[Command]) -> String {
        let mut told: Vec<_> = commands.iter().map(|command| self.told(*command)).collect();
        match (told.pop(), told.is_empty()) {
            (Some(last), false) => format!("{} or {last}", told.join(", ")),
            (last, _) => last.unwrap_or_default(),
        }
    }

    /// What a single key asks for.
    #[must_use]
    pub fn command(&self, key: Key) -> Option<Command> {
        let all = self.sequences.iter();
        let mut fitting = all.filter(|(strokes, _)| **strokes == [Stroke::Key(key)]);
        fitting.next().map(|(_, command)| *command)
    }

    /// The keys of an entry as they are shown: the first of each binding, then the second, …, at
    /// most so many of each.
    #[must_use]
    pub fn shown(&self, entry: &Entry, most: usize) -> String {
        let of = |command: Command| {
            let same = self.sequences.iter().filter(move |(_, other)| *other == command);
            same.map(|(strokes, _)| strokes.iter().map(Stroke::to_string).collect::<String>())
        };
        let columns: Vec<Vec<String>> =
            entry.bindings.iter().map(|binding| of(binding.command).take(most).collect()).collect();
        let rows = columns.iter().map(Vec::len).max().unwrap_or_default();
        let rows = (0..rows).map(|row| {
            let keys: Vec<_> = columns.iter().filter_map(|keys| keys.get(row).cloned()).collect();
            keys.join(" ")
        });
        rows.collect::<Vec<_>>().join("  ")
    }
}

/// The keys of an entry that the help has room for.
pub const SHOWN: usize = 2;

/// The table in Markdown, as the README has it.
#[must_use]
pub fn markdown() -> String {
    let keymap = Keymap::default();
    let mut table = String::from("| Keys | |\n| --- | --- |\n");
    for entry in entries() {
        let shown = keymap.shown(entry, SHOWN);
        let keys: Vec<_> = shown.split_whitespace().map(|key| format!("`{key}`")).collect();
        // Writing to a string does not fail.
        let _ = writeln!(table, "| {} | {} |", keys.join(" "), entry.help);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::{Change, Command, Keymap, bindings, markdown};
    use crate::app::key::strokes;

    #[test]
    fn every_sequence_of_the_table_can_be_typed() {
        for binding in bindings() {
            for keys in binding.keys {
                assert!(strokes(keys).is_some(), "{}: {keys:?}", binding.name);
            }
        }
    }

    #[test]
    fn no_sequence_stands_twice_or_hides_another() {
        let keymap = Keymap::default();
        for (i, (strokes, command)) in keymap.sequences.iter().enumerate() {
            assert_eq!(keymap.rival(strokes, *command), None, "{strokes:?}");
            assert!(keymap.sequences[..i].iter().all(|(other, _)| other != strokes));
        }
    }

    #[test]
    fn commands_are_told_by_the_keys_that_they_have_now() {
        let change = |name, keys: &[&str]| Change {
            name,
            sequences: keys.iter().map(|keys| strokes(keys).unwrap()).collect(),
        };
        let keymap = Keymap::rebound(&[
            change("matrix", &["ctrl-x"]),
            change("why", &[]),
            change("mark", &["M{letter}"]),
            change("recall", &[]),
        ]);
        let all = [Command::SwitchPane, Command::Matrix, Command::Why];
        assert_eq!(keymap.any_of(&all), "Tab, Ctrl-X or :why");
        assert_eq!(keymap.any_of(&all[..1]), "Tab");
        assert_eq!(keymap.told(Command::Mark('q')), "Mq");
        assert_eq!(keymap.told(Command::Recall('q')), ":recall q");
    }

    #[test]
    fn every_action_has_a_name_of_its_own() {
        let all: Vec<_> = bindings().collect();
        for (i, one) in all.iter().enumerate() {
            let same = all[..i].iter().find(|o| o.name == one.name || o.command == one.command);
            assert!(same.is_none(), "{} stands twice", one.name);
        }
    }

    /// `SAYSO_RENEW=1 cargo test --lib keymap` writes it anew.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test reads the README, and its own setting")]
    fn the_readme_shows_the_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
        let readme = std::fs::read_to_string(path).expect("a README.md");
        let (head, rest) = readme.split_once("<!-- keys -->\n").expect("`<!-- keys -->`");
        let (table, foot) = rest.split_once("<!-- /keys -->").expect("a closing `<!-- /keys -->`");
        if std::env::var_os("SAYSO_RENEW").is_some() {
            let anew = format!("{head}<!-- keys -->\n{}<!-- /keys -->{foot}", markdown());
            std::fs::write(path, anew).expect("a README.md that can be written");
        } else {
            assert_eq!(table.trim(), markdown().trim());
        }
    }
}
