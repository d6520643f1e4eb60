//! The configuration, the manual page and the completions.

use crate::{
    command::{Files, run},
    terminal::{Terminal, program},
};

/// The reader with a configuration, and the file that it is in.
fn configured(text: &str) -> (Terminal, Files) {
    let files = Files::new();
    let (article, config) = (files.add("a.txt", "Nobody came."), files.add("config.toml", text));
    let arguments = ["--config", config.to_str().unwrap(), article.to_str().unwrap()];
    let terminal = Terminal::start(program(&arguments), 100, 60);
    terminal.wait_for("no quotations");
    (terminal, files)
}

#[test]
fn keys_are_where_the_configuration_puts_them() {
    let (mut terminal, _files) = configured("[keys]\nhelp = 'W'\nquit = ['XX']\n");
    terminal.press("W");
    terminal.wait_for("a line down, up");
    terminal.press("WXX");
    assert!(terminal.end().success());
    terminal.assert_given_back();
}

#[test]
fn a_configuration_that_breaks_while_running_leaves_the_old_one() {
    let (mut terminal, files) = configured("[keys]\nhelp = 'W'\n");
    files.add("config.toml", "[keys]\nhelp = 'X'\n");
    terminal.wait_for("was read anew");
    files.add("config.toml", "[keys]\n\nhelpp = 'z'\n");
    terminal.wait_for("config.toml, line 3: no action is called \"helpp\"");
    terminal.press("X");
    terminal.wait_for("a line down, up");
    terminal.press("Xq");
    assert!(terminal.end().success());
}

#[test]
fn a_mistake_in_the_usual_place_is_told_and_keeps_nobody_from_reading() {
    let files = Files::new();
    std::fs::create_dir(files.folder().join("sayso")).unwrap();
    files.add("sayso/config.toml", "[keys]\nwhy = 'j'\n");
    let mut command = program(&[]);
    command.env("XDG_CONFIG_HOME", files.folder());
    let mut terminal = Terminal::start(command, 100, 30);
    terminal.wait_for("config.toml, line 2: j is taken by down");
    terminal.press("q");
    assert!(terminal.end().success());
}

#[test]
fn a_wrong_configuration_is_refused_where_it_was_asked_for() {
    let files = Files::new();
    let config = files.add("c.toml", "[keys]\nwhy = 'j'\nhelp = 'nokey'\n");
    let told = run(&["config", "--config", config.to_str().unwrap()], b"");
    assert_eq!(told.status, Some(2));
    assert_eq!(told.err.lines().count(), 2, "{}", told.err);
    assert!(told.err.contains("c.toml: line 3: \"nokey\" is no key"), "{}", told.err);
    let right = files.add("right.toml", "[keys]\nwhy = 'W'\n");
    let told = run(&["config", "--config", right.to_str().unwrap()], b"");
    assert_eq!((told.status, told.err.as_str()), (Some(0), ""));
    assert!(told.out.ends_with("right.toml is right\n"), "{}", told.out);
}

/// Where a user's configuration and themes lie, with such files in it.
fn home(files: &[(&str, &str)]) -> Files {
    let home = Files::new();
    std::fs::create_dir_all(home.folder().join("sayso/themes")).unwrap();
    for (name, text) in files {
        home.add(&format!("sayso/{name}"), text);
    }
    home
}

const MINE: &str = "[text]\nforeground = 250\nbackground = 17\n";

#[test]
fn a_theme_of_one_s_own_is_found_walked_to_and_read_anew() {
    let home = home(&[("config.toml", "theme = 'mine'\n"), ("themes/mine.toml", MINE)]);
    let mut command = program(&[]);
    command.env("XDG_CONFIG_HOME", home.folder());
    let mut terminal = Terminal::start(command, 100, 30);
    terminal.wait_for("Rome says no to soldiers");
    let paper = |index: u8| {
        move |screen: &vt100::Screen| {
            screen.cell(3, 10).map(vt100::Cell::bgcolor) == Some(vt100::Color::Idx(index))
        }
    };
    terminal.wait("the paper of the theme", paper(17));
    home.add("sayso/themes/mine.toml", MINE.replace("17", "18"));
    terminal.wait("the other paper", paper(18));
    home.add("sayso/themes/mine.toml", MINE.replace("17", "1700"));
    terminal.wait_for("mine.toml, line 3: text.background: 1700 is no colour");
    terminal.wait("the old paper still", paper(18));
    home.add("sayso/themes/other.toml", MINE.replace("17", "19"));
    home.add("sayso/themes/mine.toml", MINE);
    terminal.wait("the paper of before", paper(17));
    terminal.press("T");
    terminal.wait_for("theme: other");
    terminal.wait("the paper of the other theme", paper(19));
    terminal.press("T");
    terminal.wait_for("theme: terminal");
    terminal.leave();
}

#[test]
fn a_theme_that_is_named_by_its_path_is_read_anew_too() {
    let home = home(&[("mine.toml", MINE), ("config.toml", "theme = 'mine.toml'\n")]);
    let mut command = program(&[]);
    command.env("XDG_CONFIG_HOME", home.folder());
    let mut terminal = Terminal::start(command, 100, 30);
    let paper = |index: u8| {
        move |screen: &vt100::Screen| {
            screen.cell(3, 10).map(vt100::Cell::bgcolor) == Some(vt100::Color::Idx(index))
        }
    };
    terminal.wait("the paper of the theme", paper(17));
    home.add("sayso/mine.toml", MINE.replace("17", "18"));
    terminal.wait("the other paper", paper(18));
    terminal.leave();
}

#[test]
fn what_is_wrong_with_a_theme_is_told() {
    let wrong = [("config.toml", ""), ("themes/mine.toml", "[cue]\n\ncolor = 'red'\n")];
    let home = home(&wrong);
    let path = home.folder().join("sayso/themes/mine.toml");
    let in_home = |arguments: &[&str]| {
        let mut command = program(arguments);
        command.env("XDG_CONFIG_HOME", home.folder());
        Terminal::start(command, 100, 30)
    };
    let mut terminal = in_home(&["config"]);
    assert_eq!(terminal.end().exit_code(), 2);
    terminal.wait_for("sayso: mine.toml, line 3: cue.color: unknown field `color`");
    home.add("sayso/themes/right.toml", MINE);
    for (name, told) in [
        ("miner", "no theme is called \"miner\": did you mean \"mine\"?"),
        ("/nowhere/a.toml", "cannot read /nowhere/a.toml"),
    ] {
        let mut terminal = in_home(&["--theme", name]);
        assert_eq!(terminal.end().exit_code(), 2, "{name}");
        terminal.wait_for(told);
    }
    for name in ["mine", path.to_str().unwrap()] {
        let mut terminal = in_home(&["--theme", name]);
        terminal.wait_for("mine.toml, line 3: cue.color");
        terminal.leave();
    }
}

#[test]
fn what_is_generated_is_whole() {
    let printed = |arguments: &[&str]| {
        let told = run(arguments, b"");
        assert_eq!((told.status, told.err.as_str()), (Some(0), ""));
        told.out
    };
    assert!(printed(&["config", "--print"]).contains("#next-quotation = [\"right\", \"l\"]"));
    assert!(printed(&["man"]).starts_with(".ie"));
    assert!(printed(&["completions", "fish"]).contains("complete -c sayso"));
    let told = run(&["man", "nothing"], b"");
    assert_eq!(told.status, Some(2));
    assert!(told.err.contains("no command is called \"nothing\""), "{}", told.err);
}
