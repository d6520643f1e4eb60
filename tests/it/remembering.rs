//! What the reader remembers from one opening of an article to the next, in a pseudo-terminal.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    command::Files,
    terminal::{Terminal, program},
};

/// An article of many screens, with a quotation far down.
fn story() -> String {
    let filler = (1..60).map(|number| format!("It rained on day {number} again.\n\n"));
    filler.collect::<String>() + "“The quay is closed,” said Ann Lee, the mayor.\n"
}

/// The reader with an article, which remembers in the directory `state` beside it.
fn open(path: &Path, options: &[&str]) -> Terminal {
    let mut command = program(&[options, &[path.to_str().unwrap()]].concat());
    command.env("XDG_STATE_HOME", path.with_file_name("state"));
    Terminal::start(command, 80, 20)
}

/// The files that remember articles.
fn remembered(files: &Files) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(files.folder().join("state/sayso/articles")) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect()
}

#[test]
fn the_place_the_marks_and_the_quotation_are_there_at_the_next_opening() {
    let files = Files::new();
    let path = files.add("story.txt", story());
    let mut terminal = open(&path, &[]);
    terminal.wait_for("1 quotation");
    terminal.press("20Gmag");
    terminal.wait_for("day 1 again");
    terminal.press("l");
    terminal.wait_for("1 of 1");
    terminal.leave();
    // The article has grown meanwhile.
    let path = files.add("story.txt", format!("A new beginning.\n\n{}", story()));
    let mut terminal = open(&path, &[]);
    terminal.wait_for("this is where you left; g goes to the start");
    terminal.wait_for("“The quay is closed,”");
    terminal.press("'a");
    terminal.wait_for("day 20 again");
    terminal.wait_for("1 of 1");
    terminal.leave();
}

#[test]
fn a_signal_that_ends_the_program_does_not_end_the_memory() {
    let files = Files::new();
    let path = files.add("story.txt", story());
    let mut terminal = open(&path, &[]);
    terminal.wait_for("1 quotation");
    terminal.press("30G");
    terminal.wait_for("day 30 again");
    let kill = format!("kill -HUP {}", terminal.id());
    assert!(std::process::Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    assert!(!terminal.end().success());
    let mut terminal = open(&path, &[]);
    terminal.wait_for("day 30 again");
    terminal.leave();
}

#[test]
fn nothing_is_remembered_of_a_sample_of_a_pipe_or_where_it_is_not_wanted() {
    let files = Files::new();
    let path = files.add("story.txt", story());
    let mut terminal = open(&path, &["--no-state"]);
    terminal.wait_for("1 quotation");
    terminal.press("30G");
    terminal.wait_for("day 30 again");
    terminal.leave();
    assert_eq!(remembered(&files), Vec::<PathBuf>::new());
    let mut command = program(&["sample", "quay"]);
    command.env("XDG_STATE_HOME", files.folder().join("state"));
    let mut terminal = Terminal::start(command, 80, 20);
    terminal.wait_for("quotations");
    terminal.press("G");
    terminal.wait_for("100 %");
    terminal.leave();
    assert_eq!(remembered(&files), Vec::<PathBuf>::new());
}

#[test]
fn a_memory_that_cannot_be_read_is_told_and_left_alone() {
    let files = Files::new();
    let path = files.add("story.txt", story());
    let mut terminal = open(&path, &[]);
    terminal.wait_for("1 quotation");
    terminal.press("30G");
    terminal.wait_for("day 30 again");
    terminal.leave();
    let [file] = &remembered(&files)[..] else { panic!("one file") };
    fs::write(file, "{\"form\": \"sayso-state/9\"}").unwrap();
    let mut command = program(&[path.to_str().unwrap()]);
    command.env("XDG_STATE_HOME", files.folder().join("state"));
    let mut terminal = Terminal::start(command, 250, 20);
    terminal.wait_for("is not what sayso writes");
    terminal.wait_for("day 1 again");
    terminal.press("G");
    terminal.wait_for("The quay");
    terminal.leave();
    assert_eq!(fs::metadata(file).unwrap().len(), 25);
}

#[test]
fn a_memory_that_cannot_be_written_is_told_at_the_end() {
    let files = Files::new();
    let path = files.add("story.txt", story());
    let terminal = open(&path, &[]);
    terminal.wait_for("1 quotation");
    // Now a file stands where the directory should be.
    files.add("state", "");
    let mut terminal = terminal;
    terminal.press("30G");
    terminal.wait_for("day 30 again");
    terminal.press("q");
    assert!(terminal.end().success());
    terminal.wait_for("sayso: cannot remember what was read in");
}
