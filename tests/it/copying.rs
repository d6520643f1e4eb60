//! Copying from the reader in a pseudo-terminal: the bytes that reach the terminal, and the
//! commands that are given the text.

use std::{fs, path::Path};

use portable_pty::CommandBuilder;

use crate::{
    command::Files,
    terminal::{Terminal, program},
};

/// “It closed” in base64, as OSC 52 carries it.
const SEQUENCE: &str = "\x1b]52;c;SXQgY2xvc2Vk\x07";

/// The reader with a quotation chosen, in an environment.
fn chosen(files: &Files, prepare: impl Fn(&mut CommandBuilder)) -> Terminal {
    let path = files.add("story.txt", "“It closed”, said Ann Lee, the mayor.\n");
    let mut command = program(&[path.to_str().unwrap()]);
    command.env("PATH", format!("{}:/usr/bin:/bin", files.folder().display()));
    prepare(&mut command);
    let mut terminal = Terminal::start(command, 100, 20);
    terminal.wait_for("1 quotation");
    terminal.press("l");
    terminal.wait_for("1 of 1");
    terminal
}

/// A command that keeps what it is given in the file `given`.
fn tool(files: &Files, name: &str, then: &str) {
    let given = files.folder().join("given");
    files.script(name, &format!("cat > '{}'\n{then}", given.display()));
}

#[expect(clippy::disallowed_methods, reason = "the test reads what was given")]
fn given(folder: &Path) -> String {
    fs::read_to_string(folder.join("given")).unwrap()
}

#[test]
fn a_quotation_goes_to_the_terminal() {
    let files = Files::new();
    let mut terminal = chosen(&files, |_| ());
    terminal.press("yy");
    terminal.wait_for("sent the quotation to the terminal's clipboard");
    terminal.wait_for_bytes(SEQUENCE);
    terminal.leave();
}

#[test]
fn in_tmux_it_goes_wrapped_and_by_the_command_of_tmux_too() {
    let files = Files::new();
    tool(&files, "tmux", "");
    let mut terminal = chosen(&files, |command| command.env("TMUX", "/tmp/tmux,1,0"));
    terminal.press("yy");
    terminal.wait_for("copied the quotation with tmux, and sent it to the terminal");
    terminal.wait_for_bytes(SEQUENCE);
    terminal.wait_for_bytes("\x1bPtmux;\x1b\x1b]52;c;SXQgY2xvc2Vk\x07\x1b\\");
    assert_eq!(given(files.folder()), "It closed");
    terminal.leave();
}

#[test]
fn a_display_has_a_command_that_is_given_the_text() {
    let files = Files::new();
    tool(&files, "wl-copy", "");
    let mut terminal = chosen(&files, |command| {
        command.env("WAYLAND_DISPLAY", "wayland-0");
        command.env("TERM", "linux");
    });
    terminal.press("yc");
    terminal.wait_for("copied the citation with wl-copy; this terminal has no clipboard");
    assert!(given(files.folder()).starts_with("“It closed” — Ann Lee, in "));
    terminal.leave();
}

#[test]
fn what_cannot_be_copied_is_said() {
    let files = Files::new();
    tool(&files, "wl-copy", "exit 1");
    let mut terminal = chosen(&files, |command| {
        command.env("WAYLAND_DISPLAY", "wayland-0");
        command.env("TERM", "linux");
    });
    terminal.press("yj");
    terminal.wait_for("could not copy the JSON: this terminal has no clipboard, no help from wl-");
    assert!(given(files.folder()).starts_with("{\"schema\":\"sayso/1\""));
    terminal.leave();
}
