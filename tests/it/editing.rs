//! Programs that the reader gives the terminal to, in a pseudo-terminal.

use std::{fs, path::PathBuf};

use crate::{
    command::Files,
    terminal::{Terminal, program},
};

const STORY: &str = "# The quay\n\nIt rained.\n\n“The quay is closed,” said Ann Lee.\n";

/// An editor that notes what it is given, and then does as the script says.
fn editor(files: &Files, name: &str, script: &str) -> PathBuf {
    let noted = files.folder().join("noted");
    files.script(name, &format!("echo \"$@\" > '{}'\n{script}", noted.display()))
}

/// The reader with the story, its quotation chosen, and an editor.
fn reader(files: &Files, editor: &str) -> Terminal {
    let path = files.add("a story.md", STORY);
    let mut command = program(&["--no-state", path.to_str().unwrap()]);
    command.env_remove("VISUAL");
    command.env("EDITOR", editor);
    let mut terminal = Terminal::start(command, 80, 20);
    terminal.wait_for("1 quotation");
    terminal.press("l");
    terminal.wait_for("1 of 1");
    terminal
}

#[test]
fn the_editor_has_the_terminal_the_line_and_every_key_and_then_the_article_is_read_anew() {
    let files = Files::new();
    let path = files.folder().join("a story.md");
    let script = format!("echo 'what now?'; read words; echo \"$words\" >> '{}'", path.display());
    let vim = editor(&files, "vim", &script);
    let mut terminal = reader(&files, &format!("'{}' -u NONE", vim.display()));
    terminal.press("e");
    terminal.wait_for("what now?");
    terminal.wait("the terminal as it was", |screen| !screen.alternate_screen());
    // Each of them would do something in the reader.
    terminal.press("q? qqjj no rain.\r");
    terminal.wait_for("the article was read anew");
    terminal.wait("the article", vt100::Screen::alternate_screen);
    terminal.press("G");
    terminal.wait_for("1 of 1");
    #[expect(clippy::disallowed_methods, reason = "the test reads what was noted")]
    let noted = fs::read_to_string(files.folder().join("noted")).unwrap();
    assert_eq!(noted, format!("-u NONE +5 {}\n", path.display()));
    terminal.leave();
}

#[test]
fn an_editor_that_fails_is_told_and_so_is_none() {
    let files = Files::new();
    let failing = editor(&files, "ed", "exit 3");
    let mut terminal = reader(&files, &failing.display().to_string());
    terminal.press("e");
    terminal.wait_for("ed failed with status 3");
    terminal.leave();
    let mut terminal = reader(&files, "/nowhere/vim");
    terminal.press("e");
    terminal.wait_for("vim could not be started: is it installed?");
    terminal.leave();
    let mut terminal = reader(&files, "");
    terminal.press("e");
    terminal.wait_for("no editor is set: set VISUAL or EDITOR");
    terminal.leave();
}

#[test]
fn an_interrupt_meant_for_the_editor_does_not_end_the_reader() {
    let files = Files::new();
    let slow = editor(&files, "nano", "echo waiting; exec sleep 60");
    let mut terminal = reader(&files, &slow.display().to_string());
    terminal.press("e");
    terminal.wait_for("waiting");
    terminal.press("\x03");
    terminal.wait("the article again", vt100::Screen::alternate_screen);
    terminal.wait_for("nano");
    terminal.leave();
}

#[test]
fn stopping_in_the_editor_stops_both_and_goes_on_with_both() {
    let files = Files::new();
    // As real editors do, it stops its whole group.
    let vi = editor(&files, "vi", "echo stopping; kill -TSTP 0; echo goes on; read words");
    let path = files.add("story.md", STORY);
    let mut shell = program(&[]);
    let argv = shell.get_argv_mut();
    let reader = argv[0].clone();
    *argv = vec!["sh".into(), "-i".into()];
    shell.env("EDITOR", vi);
    shell.env_remove("VISUAL");
    shell.env("PS1", "prompt> ");
    let mut terminal = Terminal::start(shell, 80, 24);
    terminal.wait_for_prompt();
    terminal.press(&format!("'{}' --no-state '{}'\r", reader.display(), path.display()));
    terminal.wait_for("1 quotation");
    terminal.press("e");
    terminal.wait_for("stopping");
    terminal.wait_for_prompt();
    terminal.press("fg\r");
    terminal.wait_for("goes on");
    terminal.press("\r");
    terminal.wait("the article again", vt100::Screen::alternate_screen);
    terminal.wait_for("the article has not changed");
    terminal.press("q");
    terminal.wait_for_prompt();
    terminal.press("exit\r");
    terminal.end();
}

#[test]
fn a_command_is_given_the_words_and_what_it_answers_is_seen_until_a_key() {
    let files = Files::new();
    let mut terminal = reader(&files, "");
    terminal.press(":pipe tr a-z A-Z\r");
    terminal.wait_for("THE QUAY IS CLOSED,");
    terminal.wait_for("[any key goes back to the article]");
    terminal.wait("the terminal as it was", |screen| !screen.alternate_screen());
    // This one goes back and does not quit.
    terminal.press("q");
    terminal.wait("the article again", vt100::Screen::alternate_screen);
    terminal.wait_for("1 of 1");
    terminal.press(":pipe-article wc -l; exit 7\r");
    terminal.wait_for("[any key goes back to the article]");
    terminal.press("x");
    terminal.wait_for("wc -l; exit 7 failed with status 7");
    terminal.leave();
}
