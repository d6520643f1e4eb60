//! Holds the house rules that the compiler does not: floors, first lines, sizes.

use std::{fs, path::Path};

/// The floors from the bottom up; a module imports only from floors before its own.
const FLOORS: &[&[&str]] = &[
    &["text"],
    &["article", "anchor"],
    &["fact", "shelf"],
    &["lexicon"],
    &["analysis"],
    &["evaluate"],
    &["page"],
    &["app"],
    &["browse"],
    &["report", "source", "library", "cli", "config"],
    &["tui"],
    &["manual"],
];

/// Every source file with its path below `src` and its text.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().display().to_string();
                #[expect(clippy::disallowed_methods, reason = "the test reads the sources")]
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

#[test]
fn every_file_says_first_what_it_is_for() {
    for (name, source) in sources() {
        assert!(source.starts_with("//! "), "{name} does not open with a `//!` sentence");
    }
}

#[test]
fn imports_go_down_the_floors() {
    for (name, source) in sources() {
        let module = name.split(['/', '.']).next().unwrap();
        if matches!(module, "main" | "lib" | "tidy") {
            continue;
        }
        let own = floor(module).unwrap_or_else(|| panic!("{name} stands on no floor"));
        for other in FLOORS.iter().copied().flatten() {
            let below = floor(other).is_some_and(|floor| floor < own) || *other == module;
            assert!(
                below || !imports(&source, other),
                "{name} imports {other}, which is not below it"
            );
        }
    }
}

/// Whether a source mentions a module of ours in a path or in an import list.
fn imports(source: &str, module: &str) -> bool {
    let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = code.collect::<Vec<_>>().join("\n");
    let listed = code.split("use crate::{").skip(1).any(|list| {
        let list = list.split(';').next().unwrap_or_default();
        list.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
            .any(|path| path == module || path.starts_with(&format!("{module}::")))
    });
    let named = |path: &str| path.starts_with("::") || path.starts_with(';');
    listed || code.split(&format!("crate::{module}")).skip(1).any(named)
}

#[test]
fn the_map_shows_the_floors() {
    let sources = sources();
    let (_, map) = sources.iter().find(|(name, _)| name == "lib.rs").unwrap();
    let (_, rest) = map.split_once("# The floors").unwrap();
    let drawn = rest.split("```").nth(1).unwrap();
    let rows = drawn.lines().skip(1).map(|row| row.trim_start_matches("//!"));
    let rows: Vec<Vec<&str>> = rows
        .map(|row| row.split_whitespace().collect())
        .filter(|row: &Vec<_>| !row.is_empty())
        .collect();
    let floors = FLOORS.iter().rev().map(|floor| floor.to_vec());
    let expected: Vec<Vec<&str>> = std::iter::once(vec!["main"]).chain(floors).collect();
    assert_eq!(rows, expected);
}

#[test]
fn a_colour_is_named_in_the_theme_alone() {
    for (name, source) in sources() {
        let own = name.starts_with("tui/theme")
            || matches!(name.as_str(), "tui/view/tests.rs" | "tidy.rs");
        assert!(own || !source.contains("Color::"), "{name} names a colour");
    }
}

#[test]
fn what_is_drawn_cannot_change_while_it_is_drawn() {
    for (name, source) in sources() {
        let drawn = ["page", "app", "browse", "tui/view"].iter().any(|room| name.starts_with(room));
        for cell in ["Cell<", "RefCell", "Mutex", "RwLock", "OnceLock", "Atomic"] {
            assert!(!drawn || !source.contains(cell), "{name} holds a {cell}");
        }
    }
}

#[test]
fn ratatui_is_known_to_the_tui_alone() {
    for (name, source) in sources() {
        let own = name.starts_with("tui") || name == "tidy.rs";
        assert!(own || !source.contains("ratatui::"), "{name} imports ratatui");
        assert!(own || !source.contains("crossterm::"), "{name} imports crossterm");
    }
}

#[test]
fn no_file_outgrows_its_noun() {
    for (name, source) in sources() {
        let code = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let lines = code.lines().count();
        assert!(
            lines <= 420,
            "{name} has {lines} lines without its tests: look for the second noun"
        );
    }
}
