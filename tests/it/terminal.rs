//! A pseudo-terminal with a program in it, and what its screen shows.

use std::{
    io::{Read, Write},
    num::NonZeroU16,
    sync::{Arc, Mutex},
    thread::{self, sleep},
    time::Duration,
};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use vt100::{Parser, Screen};

/// How long a test waits for what it expects, in steps of [`STEP`].
const PATIENCE: usize = 1000;
const STEP: Duration = Duration::from_millis(20);

/// Where tests leave what the program remembers, unless they look at it.
pub const STATE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/state");

/// A terminal with a program that runs in it.
pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    parser: Arc<Mutex<Parser>>,
    written: Arc<Mutex<Vec<u8>>>,
}

/// The program with these arguments, as a terminal would start it.
pub fn program(arguments: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_sayso"));
    command.args(arguments);
    command.env("TERM", "xterm-256color");
    command.env_remove("NO_COLOR");
    // Whoever runs the tests may have a configuration of their own.
    command.env("XDG_CONFIG_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/nobody"));
    command.env("XDG_STATE_HOME", STATE);
    // What lies around the tests is not to be seen by the program.
    for name in ["TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"] {
        command.env_remove(name);
    }
    command
}

impl Terminal {
    /// Starts the program in a terminal of so many columns and rows.
    pub fn start(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let (rows, columns) = cells(columns, rows);
        let parser = Arc::new(Mutex::new(Parser::new(rows, columns, 0)));
        let mut output = pair.master.try_clone_reader().unwrap();
        let screen = Arc::clone(&parser);
        let written = Arc::new(Mutex::new(Vec::new()));
        let all = Arc::clone(&written);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            // The terminal is gone when its program is: reading then fails or gives nothing.
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                all.lock().unwrap().extend(&bytes[..count]);
                screen.lock().unwrap().process(&bytes[..count]);
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        Self { master: pair.master, keyboard, child, parser, written }
    }

    /// Presses keys.
    pub fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Makes the window larger or smaller.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        // The screen first: the program may answer before this function returns.
        let (screen_rows, screen_columns) = cells(columns, rows);
        self.parser.lock().unwrap().set_size(screen_rows, screen_columns);
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// Shows no more than so many cells of the screen for a moment in which the program sees nothing.
    pub fn cut(&self, columns: u16, rows: u16) {
        let mut parser = self.parser.lock().unwrap();
        let (all_rows, all_columns) = parser.screen().size();
        let (rows, columns) = cells(columns, rows);
        parser.set_size(rows, columns);
        parser.set_size(all_rows, all_columns);
    }

    /// Waits until the screen is as expected.
    #[track_caller]
    pub fn wait(&self, expected: &str, is_so: impl Fn(&Screen) -> bool) {
        for _ in 0..PATIENCE {
            if is_so(self.parser.lock().unwrap().screen()) {
                return;
            }
            sleep(STEP);
        }
        panic!("never saw {expected}; the screen is\n{}", self.contents());
    }

    /// Waits until the screen shows these words.
    #[track_caller]
    pub fn wait_for(&self, words: &str) {
        self.wait(words, |screen| screen.contents().contains(words));
    }

    /// Waits until a shell whose prompt is `prompt> ` waits for a command. Before that, the modes of
    /// the terminal are still those of whatever ran, and a line that is typed may have no end.
    #[track_caller]
    pub fn wait_for_prompt(&self) {
        self.wait("the prompt", |screen| {
            !screen.alternate_screen() && screen.contents().trim_end().ends_with("prompt>")
        });
    }

    /// Waits until the program has written these bytes.
    #[track_caller]
    pub fn wait_for_bytes(&self, bytes: &str) {
        let written = || {
            let written = self.written.lock().unwrap();
            written.windows(bytes.len()).any(|window| window == bytes.as_bytes())
        };
        self.wait(&format!("{bytes:?}"), |_| written());
    }

    /// What the screen shows.
    pub fn contents(&self) -> String {
        self.parser.lock().unwrap().screen().contents()
    }

    /// The process id of the program.
    pub fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Waits until the program has ended.
    #[track_caller]
    pub fn end(&mut self) -> ExitStatus {
        for _ in 0..PATIENCE {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            sleep(STEP);
        }
        panic!("it goes on; the screen is\n{}", self.contents());
    }

    /// Leaves the reader, which must give the terminal back.
    #[track_caller]
    pub fn leave(&mut self) {
        self.press("q");
        assert!(self.end().success());
        self.assert_given_back();
    }

    /// Asserts that the terminal is as the program found it.
    #[track_caller]
    pub fn assert_given_back(&self) {
        let normal = |screen: &Screen| {
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        };
        self.wait("the terminal given back", normal);
        let modes = self.master.get_termios().unwrap();
        let modes = format!("{:?}", modes.local_flags);
        assert!(modes.contains("ICANON") && modes.contains("ECHO"), "still raw: {modes}");
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It has ended already, but for a test that failed.
        let _ = self.child.kill();
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, ..PtySize::default() }
}

fn cells(columns: u16, rows: u16) -> (NonZeroU16, NonZeroU16) {
    (NonZeroU16::new(rows).unwrap(), NonZeroU16::new(columns).unwrap())
}
