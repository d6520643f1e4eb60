//! Runs the program and keeps what it said.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

/// What the program left.
#[derive(Debug)]
pub struct Outcome {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

/// The program, ready to run.
pub fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_sayso"));
    program.stdout(Stdio::piped()).stderr(Stdio::piped());
    // Whoever runs the tests may have a configuration of their own.
    program.env("XDG_CONFIG_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/nobody"));
    program
}

/// Runs the program with these arguments and this standard input.
#[track_caller]
pub fn run<A: AsRef<std::ffi::OsStr>>(arguments: &[A], input: &[u8]) -> Outcome {
    let mut child = program().args(arguments).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A program that refuses its arguments closes the pipe unread.
    let writer = thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Outcome { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Files for one test, gone at its end.
pub struct Files(tempfile::TempDir);

impl Files {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    /// A program for the shell. Another one writes it: a file that this process still writes to while
    /// some thread starts a child could not be run as long as that has it open too.
    #[cfg(unix)]
    pub fn script(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder().join(name);
        let mut shell = Command::new("sh");
        shell.args(["-c", "cat > \"$0\" && chmod 755 \"$0\""]).arg(&path);
        let mut child = shell.stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(format!("#!/bin/sh\n{text}\n").as_bytes()).unwrap();
        assert!(child.wait().unwrap().success());
        path
    }

    pub fn add(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}
