//! The reader in a pseudo-terminal.

use std::process::Command;

use portable_pty::CommandBuilder;
use vt100::MouseProtocolMode;

use crate::{
    command::Files,
    terminal::{STATE, Terminal, program},
};

const RIGHT: &str = "\x1b[C";
const STORY: &str = "“The quay is closed,” said Ann Lee, the mayor.\n\n\
    Nobody came to the hearing on Monday.\n\n\
    “It will open again,” she added.\n";

/// The reader with the story, once its quotations are known.
fn story(columns: u16, rows: u16) -> (Terminal, Files) {
    let files = Files::new();
    let path = files.add("story.txt", STORY);
    let terminal = Terminal::start(program(&[path.to_str().unwrap()]), columns, rows);
    terminal.wait_for("2 quotations");
    (terminal, files)
}

fn signal(name: &str, id: u32) {
    let kill = format!("kill {name} {id}");
    assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
}

#[test]
fn opens_the_built_in_article_and_gives_the_terminal_back() {
    let mut terminal = Terminal::start(program(&[]), 100, 30);
    terminal.wait_for("Rome says no to soldiers");
    terminal
        .wait("the alternate screen", |screen| screen.alternate_screen() && !screen.hide_cursor());
    terminal.leave();
}

#[test]
fn walks_from_quotation_to_quotation() {
    let (mut terminal, _files) = story(100, 30);
    terminal.press(RIGHT);
    terminal.wait_for("1 of 2");
    terminal.press(RIGHT);
    terminal.wait_for("2 of 2");
    terminal.wait_for("Ann Lee");
    terminal.press("w");
    terminal.wait_for("said by");
    terminal.press("\x1b");
    // An escape and a letter in one breath are Alt and the letter.
    terminal.wait("the article alone", |screen| !screen.contents().contains("said by"));
    terminal.press("h");
    terminal.wait_for("1 of 2");
    terminal.leave();
}

#[cfg(feature = "network")]
#[test]
fn shows_what_the_network_finds() {
    let files = Files::new();
    let path = files.add("story.txt", "Critics argued that the cost was too high.");
    let mut terminal = Terminal::start(program(&[path.to_str().unwrap()]), 100, 30);
    terminal.wait_for("1 quotation");
    terminal.press(RIGHT);
    terminal.wait_for("1 of 1");
    terminal.press("w");
    terminal.wait_for("found by  the network");
    terminal.press("q");
    terminal.leave();
}

#[cfg(feature = "network")]
#[test]
fn leaves_and_stops_at_once_in_the_middle_of_a_long_analysis() {
    let files = Files::new();
    let path = files.add("long.txt", STORY.repeat(2_000));
    let mut terminal = Terminal::start(program(&[path.to_str().unwrap()]), 100, 30);
    terminal.wait_for("analysis 0 %");
    terminal.press("G");
    terminal.wait_for("100 %");
    terminal.leave();
}

#[test]
fn shows_its_keys() {
    let (mut terminal, _files) = story(100, 40);
    terminal.press("?");
    terminal.wait_for("a line down, up");
    // The first q closes what is open.
    terminal.press("q");
    terminal.wait_for("Nobody came");
    terminal.leave();
}

#[test]
fn searches_and_comes_back() {
    let files = Files::new();
    let path = files.add("story.txt", format!("{STORY}\n{}A toll.", "On it went.\n\n".repeat(50)));
    let mut terminal = Terminal::start(program(&[path.to_str().unwrap()]), 80, 24);
    terminal.wait_for("2 quotations");
    terminal.press("/to");
    terminal.press("\x1b[200~ll\x1b[201~");
    terminal.wait("the cursor behind the words, and the hit", |screen| {
        let (row, column) = screen.cursor_position();
        let words = screen.contents_between(row, 0, row, column);
        !screen.hide_cursor() && words == " /toll" && screen.contents().contains("A toll.")
    });
    terminal.wait_for("1/1");
    terminal.press("\x1b");
    terminal.wait("the start again", |screen| {
        let (row, _) = screen.cursor_position();
        row < 23 && screen.contents().contains("“The quay is closed,”")
    });
    terminal.press("/quay|hearing\r");
    terminal.wait_for("1/2");
    terminal.press("n");
    terminal.wait_for("2/2");
    terminal.press("n");
    terminal.wait_for("on from the start");
    terminal.leave();
}

#[test]
fn follows_the_size_of_its_window() {
    let (mut terminal, _files) = story(120, 40);
    for (columns, rows) in [(60, 20), (40, 10), (3, 2), (1, 1), (100, 30)] {
        terminal.resize(columns, rows);
    }
    terminal.wait_for("Nobody came to the hearing on Monday.");
    terminal.leave();
}

#[test]
fn draws_all_anew_when_its_window_comes_back_to_its_size() {
    let (terminal, _files) = story(80, 24);
    terminal.cut(20, 1);
    assert!(!terminal.contents().contains("Nobody came"));
    // The program is told of a change, and finds the size that it knows.
    signal("-WINCH", terminal.id());
    terminal.wait_for("Nobody came to the hearing on Monday.");
}

#[test]
fn no_key_is_lost_or_late_in_a_storm_of_sizes() {
    let files = Files::new();
    let lines: Vec<_> = (1..=400).map(|i| format!("Line {i}.")).collect();
    let path = files.add("lines.md", lines.join("\n\n"));
    let mut terminal = Terminal::start(program(&[path.to_str().unwrap()]), 80, 24);
    terminal.wait_for("no quotations");
    for i in 1..=100 {
        terminal.resize(60 + i % 37, 10 + i % 17);
        terminal.press("j");
    }
    terminal.resize(80, 24);
    // Every other row is empty, and below the header stands the first line.
    terminal.wait("the line that a hundred steps lead to", |screen| {
        let mut rows = screen.rows(0, 80).skip(1).filter(|row| !row.trim().is_empty());
        rows.next().is_some_and(|row| row.contains("Line 51."))
    });
    terminal.leave();
}

#[test]
fn filters_fold_and_go_on_where_they_were() {
    let files = Files::new();
    let path = files.add("story.txt", STORY.replace("she added", "said Bo Lind, a painter"));
    let mut terminal = Terminal::start(program(&[path.to_str().unwrap()]), 100, 30);
    terminal.wait_for("2 quotations");
    terminal.press(RIGHT);
    terminal.press("fa");
    terminal.wait_for("1 quotation: actor:\"Ann Lee\"");
    terminal.press("ff");
    terminal.wait_for("… 2 paragraphs folded");
    terminal.wait("only what matches", |screen| !screen.contents().contains("Nobody came"));
    terminal.leave();
    let mut terminal = Terminal::start(program(&[path.to_str().unwrap()]), 100, 30);
    terminal.wait_for("… 2 paragraphs folded");
    terminal.wait_for("[Ann Lee]   [folded]");
    terminal.press("\x1b");
    terminal.wait_for("Nobody came");
    terminal.leave();
}

#[test]
fn opens_in_a_window_too_small_to_read_in() {
    let files = Files::new();
    let path = files.add("story.txt", STORY);
    for (columns, rows) in [(1, 1), (8, 2)] {
        let mut terminal = Terminal::start(program(&[path.to_str().unwrap()]), columns, rows);
        terminal.wait("the alternate screen", vt100::Screen::alternate_screen);
        terminal.leave();
    }
}

#[test]
fn gives_the_terminal_back_when_it_is_told_to_end() {
    for name in ["-TERM", "-HUP", "-INT"] {
        let (mut terminal, _files) = story(80, 24);
        signal(name, terminal.id());
        let status = terminal.end();
        assert!(!status.success(), "{name}: {status:?}");
        terminal.assert_given_back();
    }
}

#[test]
fn reads_a_pipe_and_takes_its_keys_from_the_terminal() {
    let mut shell = CommandBuilder::new("sh");
    let reader = env!("CARGO_BIN_EXE_sayso");
    shell.args(["-c", &format!("printf '“No,” said Ann Lee.' | '{reader}'")]);
    shell.env("TERM", "xterm");
    let mut terminal = Terminal::start(shell, 80, 24);
    terminal.wait_for("standard input");
    terminal.wait_for("1 quotation ");
    terminal.press(RIGHT);
    terminal.wait_for("1 of 1");
    terminal.leave();
}

#[test]
fn stops_for_the_shell_and_comes_back() {
    let (files, reader) = (Files::new(), env!("CARGO_BIN_EXE_sayso"));
    let path = files.add("story.txt", STORY);
    let mut shell = CommandBuilder::new("sh");
    shell.args(["-i"]);
    shell.env("TERM", "xterm");
    shell.env("PS1", "prompt> ");
    shell.env("XDG_STATE_HOME", STATE);
    let mut terminal = Terminal::start(shell, 80, 24);
    terminal.wait_for_prompt();
    terminal.press(&format!("'{reader}' '{}'\r", path.display()));
    terminal.wait_for("Nobody came");
    terminal.press("\x1a");
    terminal.wait_for_prompt();
    terminal.press("echo still $((40 + 2))\r");
    terminal.wait_for("still 42");
    terminal.press("fg\r");
    terminal.wait("the article again", |screen| {
        screen.alternate_screen() && screen.contents().contains("Nobody came")
    });
    terminal.press("q");
    terminal.wait_for_prompt();
    terminal.press("exit\r");
    terminal.end();
}

#[test]
fn without_colour_no_cell_has_one() {
    let files = Files::new();
    let path = files.add("story.txt", STORY);
    let mut command = program(&[path.to_str().unwrap()]);
    command.env("NO_COLOR", "1");
    let mut terminal = Terminal::start(command, 100, 30);
    terminal.wait_for("2 quotations");
    terminal.press(RIGHT);
    terminal.wait("a current quotation without a colour", |screen| {
        let cells =
            (0..30).flat_map(|row| (0..100).filter_map(move |column| screen.cell(row, column)));
        let plain = |cell: &vt100::Cell| {
            cell.fgcolor() == vt100::Color::Default && cell.bgcolor() == vt100::Color::Default
        };
        screen.contents().contains("1 of 2")
            && cells.clone().all(plain)
            && cells.clone().any(vt100::Cell::bold)
    });
    terminal.leave();
}

#[test]
fn a_terminal_that_cannot_place_words_gets_the_linear_report() {
    let files = Files::new();
    let path = files.add("story.txt", STORY);
    for term in ["dumb", ""] {
        let mut command = program(&[path.to_str().unwrap()]);
        command.env("TERM", term);
        let mut terminal = Terminal::start(command, 60, 40);
        assert!(terminal.end().success());
        terminal.wait_for("Who says what");
        terminal.wait("lines within the screen", |screen| {
            !screen.alternate_screen() && (0..40).all(|row| !screen.row_wrapped(row))
        });
    }
}

#[test]
fn the_colours_of_a_file_neither_act_nor_leave_junk() {
    let files = Files::new();
    let text =
        "\x1b]0;owned\x07The \x1b[1;31mquay\x1b[0m is \x1b[32m“closed”\x1b[0m,\x1b[2J said Ann.";
    let path = files.add("story.txt", text);
    let mut terminal = Terminal::start(program(&[path.to_str().unwrap()]), 100, 20);
    terminal.wait_for("The quay is “closed”, said Ann.");
    terminal.leave();
}

#[test]
fn a_note_on_the_encoding_stands_in_the_status_line() {
    let files = Files::new();
    let path = files.add("story.txt", b"\x93No,\x94 said Zo\xeb Lind.");
    let mut terminal = Terminal::start(program(&[path.to_str().unwrap()]), 100, 20);
    terminal.wait_for("read as Windows-1252");
    terminal.leave();
}

#[test]
fn letters_that_the_terminal_may_not_order_are_told_of() {
    let files = Files::new();
    let path = files.add("story.txt", "ראש העיר אמרה כי הגשר ייפתח בקיץ.\n\nIt rained.");
    let mut terminal = Terminal::start(program(&[path.to_str().unwrap()]), 100, 20);
    terminal.wait_for("some of it is read from right to left");
    terminal.leave();
    let mut command = program(&[path.to_str().unwrap()]);
    command.env("KONSOLE_VERSION", "240800");
    let mut terminal = Terminal::start(command, 100, 20);
    terminal.wait_for("no quotations");
    terminal.leave();
}

#[test]
fn the_mouse_belongs_to_the_terminal_unless_it_is_asked_for() {
    let files = Files::new();
    let path = files.add("story.txt", STORY);
    let path = path.to_str().unwrap();
    let none = MouseProtocolMode::None;
    let terminal = Terminal::start(program(&[path]), 100, 30);
    terminal.wait_for("2 quotations");
    terminal.wait("a free mouse", |screen| screen.mouse_protocol_mode() == none);
    let mut terminal = Terminal::start(program(&["--mouse", path]), 100, 30);
    terminal.wait_for("2 quotations");
    terminal.wait("the mouse", |screen| screen.mouse_protocol_mode() != none);
    // A press on the fourth row, where the first quotation stands.
    terminal.press("\x1b[<0;20;3M\x1b[<0;20;3m");
    terminal.wait_for("1 of 2");
    terminal.leave();
    terminal.wait("a free mouse", |screen| screen.mouse_protocol_mode() == none);
}

/// The colour behind the first letter of the text.
fn paper(screen: &vt100::Screen) -> Option<vt100::Color> {
    screen.cell(3, 10).map(vt100::Cell::bgcolor)
}

#[test]
fn the_paper_of_the_terminal_is_asked_for_without_waiting_and_without_losing_a_key() {
    let files = Files::new();
    let path = files.add("story.txt", STORY);
    for (answer, light) in
        [("\x1b]11;rgb:ffff/ffff/ffff\x07", true), ("\x1b]11;rgb:0000/2b2b/3636\x1b\\", false)]
    {
        let mut command = program(&["--theme", "auto", path.to_str().unwrap()]);
        command.env_remove("COLORFGBG");
        command.env("COLORTERM", "truecolor");
        let mut terminal = Terminal::start(command, 100, 30);
        // Nobody has answered yet, and all is there.
        terminal.wait_for("2 quotations");
        terminal.wait("the terminal's own paper", |screen| {
            paper(screen) == Some(vt100::Color::Default)
        });
        terminal.press(&format!("{RIGHT}{answer}{RIGHT}"));
        terminal.wait_for("2 of 2");
        terminal.wait("the paper of the theme", |screen| match paper(screen) {
            Some(vt100::Color::Rgb(red, _, _)) => (red > 200) == light,
            _ => false,
        });
        terminal.press("\x1b");
        terminal.wait_for("2 quotations");
        terminal.leave();
    }
}

#[test]
fn the_paper_may_be_told_by_a_variable() {
    let files = Files::new();
    let path = files.add("story.txt", STORY);
    let mut command = program(&["--theme", "auto", path.to_str().unwrap()]);
    command.env("COLORFGBG", "0;15");
    let mut terminal = Terminal::start(command, 100, 30);
    terminal.wait_for("2 quotations");
    let own =
        |screen: &vt100::Screen| paper(screen).is_some_and(|paper| paper != vt100::Color::Default);
    terminal.wait("the paper of the theme", own);
    terminal.press("T");
    terminal.wait_for("theme: terminal");
    terminal.leave();
}

#[cfg(target_os = "linux")]
#[test]
#[expect(clippy::disallowed_methods, reason = "the test reads what was opened")]
fn a_link_opens_with_its_letter() {
    let files = Files::new();
    let opened = files.folder().join("opened");
    files.script("xdg-open", &format!("echo \"$1\" > '{}'", opened.display()));
    let text = format!("{STORY}\nMore stands at https://a.example/quay?b=c&d.");
    let path = files.add("story.txt", text);
    let mut command = program(&[path.to_str().unwrap()]);
    command.env("FORCE_HYPERLINK", "1");
    command.env("PATH", format!("{}:/usr/bin:/bin", files.folder().display()));
    let mut terminal = Terminal::start(command, 100, 30);
    terminal.wait_for("2 quotations");
    // What makes it a link for the terminal leaves nothing on the screen.
    terminal.wait_for("   More stands at https://a.example/quay?b=c&d.  ");
    terminal.press("O");
    terminal.wait_for("which link?");
    terminal.press("a");
    terminal.wait_for("opening https://a.example/quay?b=c&d");
    terminal.wait("the address with its program", |_| {
        std::fs::read_to_string(&opened)
            .is_ok_and(|words| words == "https://a.example/quay?b=c&d\n")
    });
    terminal.leave();
}

/// A text that is far larger than what is read before the first screen.
fn large(beginning: &str, end: &str) -> String {
    let filler = (0..9_000).map(|number| format!("It rained on day {number} again.\n\n"));
    format!("{beginning}\n\n{}{end}\n", filler.collect::<String>())
}

#[test]
fn keys_that_come_before_a_large_text_is_read_are_answered_by_all_of_it() {
    let files = Files::new();
    let path = files.add("large.txt", large("The first day.", "“It is over,” said Ann Lee."));
    let mut terminal = Terminal::start(program(&[path.to_str().unwrap()]), 100, 30);
    terminal.press("G");
    terminal.wait_for("It is over");
    terminal.wait_for("1 quotation");
    terminal.press("gl");
    terminal.wait_for("1 of 1");
    terminal.leave();
    // What is remembered is found again, although it lies far behind the beginning.
    let mut terminal = Terminal::start(program(&[path.to_str().unwrap()]), 100, 30);
    terminal.wait_for("It is over");
    terminal.leave();
}

#[test]
fn what_follows_may_tell_another_encoding_than_the_beginning() {
    let files = Files::new();
    let mut bytes = large("The first day.", "").into_bytes();
    bytes.extend(b"\x93It is over,\x94 said Ann Lee.\n");
    let path = files.add("large.txt", bytes);
    let mut terminal = Terminal::start(program(&[path.to_str().unwrap()]), 100, 30);
    terminal.wait_for("read as Windows-1252");
    terminal.press("G");
    terminal.wait_for("“It is over,” said Ann Lee.");
    terminal.leave();
}

#[test]
fn what_cannot_be_read_after_the_beginning_is_told() {
    let files = Files::new();
    let mut bytes = large("The first day.", "").into_bytes();
    bytes.extend([0; 9_000]);
    let path = files.add("large.txt", bytes);
    let mut terminal = Terminal::start(program(&[path.to_str().unwrap()]), 100, 30);
    terminal.wait_for("this is only the beginning: ");
    terminal.wait_for("The first day.");
    terminal.leave();
}
