//! An article that changes while it is read, in a pseudo-terminal.

use std::fs;

use crate::{
    command::Files,
    terminal::{Terminal, program},
};

/// An article of many screens, with a quotation far down.
fn story(quoted: &str) -> String {
    let filler = (1..60).map(|number| format!("It rained on day {number} again.\n\n"));
    filler.collect::<String>() + &format!("“{quoted},” said Ann Lee, the mayor.\n")
}

/// The reader with the article, the quotation chosen.
fn reader(files: &Files, options: &[&str]) -> Terminal {
    let path = files.add("story.txt", story("The quay is closed"));
    let command = program(&[options, &["--no-state", path.to_str().unwrap()]].concat());
    let mut terminal = Terminal::start(command, 80, 20);
    terminal.wait_for("1 quotation");
    terminal.press("20Gmal");
    terminal.wait_for("1 of 1");
    terminal
}

#[test]
fn what_has_changed_is_read_anew_on_request_and_the_place_stays() {
    let files = Files::new();
    let mut terminal = reader(&files, &[]);
    terminal.press("R");
    terminal.wait_for("the article has not changed");
    let new = story("The quay is closed for good, and nobody knows why");
    files.add("story.txt", format!("A new beginning.\n\n{new}"));
    terminal.press("R");
    terminal.wait_for("the article was read anew");
    terminal.wait_for("nobody");
    // It is analysed anew, and the same quotation is looked at.
    terminal.press("k");
    terminal.wait_for("1 of 1");
    terminal.press("'a");
    terminal.wait_for("day 20 again");
    terminal.leave();
}

#[test]
fn a_file_that_is_gone_leaves_the_old_text() {
    let files = Files::new();
    let mut terminal = reader(&files, &[]);
    fs::remove_file(files.folder().join("story.txt")).unwrap();
    terminal.press("R");
    terminal.wait_for("the old text stays: ");
    terminal.wait_for("The quay is closed");
    files.add("story.txt", [0; 99]);
    terminal.press("jR");
    terminal.wait_for("the old text stays: ");
    terminal.leave();
}

#[test]
fn a_watched_file_is_read_anew_by_itself() {
    let files = Files::new();
    let mut terminal = reader(&files, &["--watch"]);
    files.add("story.txt", story("The quay is open"));
    terminal.wait_for("the article was read anew");
    terminal.wait_for("The quay is open");
    fs::remove_file(files.folder().join("story.txt")).unwrap();
    terminal.wait_for("the old text stays: ");
    files.add("story.txt", story("The quay is open again"));
    terminal.wait_for("The quay is open again");
    terminal.press("k");
    terminal.leave();
}

#[test]
fn a_pipe_cannot_be_read_twice() {
    let mut terminal = Terminal::start(program(&["sample", "quay"]), 80, 20);
    terminal.wait_for("quotations");
    terminal.press("R");
    terminal.wait_for("only an article in a file can be read anew");
    terminal.leave();
}
