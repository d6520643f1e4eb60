//! The keys: the one table that the reader obeys, the help shows and the README prints.

use std::fmt::Write;

use super::action::{Command, Direction::Back, Direction::Forward, Step, Whose};

/// A key as the reader presses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A character, as typed.
    Char(char),
    /// A letter together with Ctrl.
    Ctrl(char),
    /// An arrow together with Shift.
    Shift(Arrow),
    /// An arrow.
    Arrow(Arrow),
    /// The enter key.
    Enter,
    /// The escape key.
    Esc,
    /// The tabulator, with Shift or without.
    Tab,
    /// Page down.
    PageDown,
    /// Page up.
    PageUp,
    /// Home.
    Home,
    /// End.
    End,
}

/// An arrow key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrow {
    /// ↑
    Up,
    /// ↓
    Down,
    /// ←
    Left,
    /// →
    Right,
}

/// Keys that ask for the same.
pub struct Binding {
    /// The keys.
    pub keys: &'static [Key],
    /// What they ask for.
    pub command: Command,
}

/// Bindings that the help explains in one line.
pub struct Entry {
    /// The keys as the help shows them.
    pub keys: &'static str,
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

/// Every key of the reader.
pub const KEYS: &[Chapter] = &[
    Chapter {
        heading: "Reading",
        entries: &[
            Entry {
                keys: "↓ ↑  j k",
                help: "a line down, up",
                bindings: &[
                    on(&[Key::Arrow(Arrow::Down), Key::Char('j')], go(Step::Line)),
                    on(&[Key::Arrow(Arrow::Up), Key::Char('k')], back(Step::Line)),
                ],
            },
            Entry {
                keys: "Space b  PgDn PgUp",
                help: "a page down, up",
                bindings: &[
                    on(&[Key::Char(' '), Key::PageDown, Key::Ctrl('f')], go(Step::Page)),
                    on(&[Key::Char('b'), Key::PageUp, Key::Ctrl('b')], back(Step::Page)),
                ],
            },
            Entry {
                keys: "d u",
                help: "half a page down, up",
                bindings: &[
                    on(&[Key::Char('d'), Key::Ctrl('d')], go(Step::Half)),
                    on(&[Key::Char('u'), Key::Ctrl('u')], back(Step::Half)),
                ],
            },
            Entry {
                keys: "} {",
                help: "the next, previous paragraph",
                bindings: &[
                    on(&[Key::Char('}')], go(Step::Paragraph)),
                    on(&[Key::Char('{')], back(Step::Paragraph)),
                ],
            },
            Entry {
                keys: "g G  Home End",
                help: "the start, the end",
                bindings: &[
                    on(&[Key::Char('g'), Key::Home], back(Step::All)),
                    on(&[Key::Char('G'), Key::End], go(Step::All)),
                ],
            },
        ],
    },
    Chapter {
        heading: "Who says what",
        entries: &[
            Entry {
                keys: "→ ←  l h",
                help: "the next, previous quotation",
                bindings: &[
                    on(
                        &[Key::Arrow(Arrow::Right), Key::Char('l')],
                        Command::Walk(Forward, Whose::Any),
                    ),
                    on(&[Key::Arrow(Arrow::Left), Key::Char('h')], Command::Walk(Back, Whose::Any)),
                ],
            },
            Entry {
                keys: "L H  Shift-→ Shift-←",
                help: "the next, previous by the same actor",
                bindings: &[
                    on(
                        &[Key::Shift(Arrow::Right), Key::Char('L')],
                        Command::Walk(Forward, Whose::Same),
                    ),
                    on(
                        &[Key::Shift(Arrow::Left), Key::Char('H')],
                        Command::Walk(Back, Whose::Same),
                    ),
                ],
            },
            Entry {
                keys: "w",
                help: "why? what the quotation or stance rests on",
                bindings: &[on(&[Key::Char('w')], Command::Why)],
            },
        ],
    },
    Chapter {
        heading: "Actors",
        entries: &[
            Entry {
                keys: "Tab",
                help: "to the actors, and back to the text",
                bindings: &[on(&[Key::Tab], Command::SwitchPane)],
            },
            Entry {
                keys: "Enter",
                help: "on an actor: walk their quotations only; on a stance: see its evidence",
                bindings: &[on(&[Key::Enter], Command::Take)],
            },
            Entry {
                keys: "Esc",
                help: "close what is open; walk everybody's quotations again",
                bindings: &[on(&[Key::Esc], Command::Close)],
            },
        ],
    },
    Chapter {
        heading: "Program",
        entries: &[
            Entry {
                keys: "?",
                help: "this help",
                bindings: &[on(&[Key::Char('?')], Command::Help)],
            },
            Entry {
                keys: "Ctrl-L",
                help: "draw the screen anew",
                bindings: &[on(&[Key::Ctrl('l')], Command::Redraw)],
            },
            Entry {
                keys: "Ctrl-Z",
                help: "back to the shell; fg returns",
                bindings: &[on(&[Key::Ctrl('z')], Command::Suspend)],
            },
            Entry {
                keys: "q",
                help: "leave",
                bindings: &[on(&[Key::Char('q'), Key::Ctrl('c')], Command::Quit)],
            },
        ],
    },
];

const fn on(keys: &'static [Key], command: Command) -> Binding {
    Binding { keys, command }
}

const fn go(step: Step) -> Command {
    Command::Go(Forward, step)
}

const fn back(step: Step) -> Command {
    Command::Go(Back, step)
}

/// What a key asks for.
#[must_use]
pub fn command(key: Key) -> Option<Command> {
    let entries = KEYS.iter().flat_map(|chapter| chapter.entries);
    let mut bindings = entries.flat_map(|entry| entry.bindings);
    bindings.find(|binding| binding.keys.contains(&key)).map(|binding| binding.command)
}

/// The table in Markdown, as the README has it.
#[must_use]
pub fn markdown() -> String {
    let mut table = String::from("| Keys | |\n| --- | --- |\n");
    for entry in KEYS.iter().flat_map(|chapter| chapter.entries) {
        let keys: Vec<_> = entry.keys.split_whitespace().map(|key| format!("`{key}`")).collect();
        // Writing to a string does not fail.
        let _ = writeln!(table, "| {} | {} |", keys.join(" "), entry.help);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::{KEYS, Key, command, markdown};

    #[test]
    fn no_key_stands_twice() {
        let entries = KEYS.iter().flat_map(|chapter| chapter.entries);
        let keys: Vec<Key> = entries
            .flat_map(|entry| entry.bindings)
            .flat_map(|binding| binding.keys.iter().copied())
            .collect();
        for (i, key) in keys.iter().enumerate() {
            assert!(!keys[..i].contains(key), "{key:?} is bound twice");
            assert!(command(*key).is_some());
        }
    }

    #[test]
    fn the_readme_shows_the_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
        #[expect(clippy::disallowed_methods, reason = "the test reads the README")]
        let readme = std::fs::read_to_string(path).expect("a README.md");
        let (_, rest) = readme.split_once("<!-- keys -->\n").expect("`<!-- keys -->`");
        let (table, _) = rest.split_once("<!-- /keys -->").expect("a closing `<!-- /keys -->`");
        assert_eq!(table.trim(), markdown().trim());
    }
}
