//! How long until the first full screen, beside `less`, in a pseudo-terminal that answers nothing;
//! and how much memory.
//!
//! `cargo bench --bench start` starts each program in turn on the same files, of 50 KB and of 5 MB;
//! `cargo bench --bench start -- FILE` takes another file. Needs `less` and Linux's `/proc`.

use std::{
    env,
    error::Error,
    io::{self, Read, Write},
    num::NonZeroU16,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use sayso::source::sample::SAMPLES;
use vt100::Parser;

const ROUNDS: usize = 40;
const COLUMNS: u16 = 120;
const ROWS: u16 = 40;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1).filter(|argument| argument != "--bench").peekable();
    if arguments.peek().is_some_and(|argument| argument == "--test") {
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let files = match arguments.next() {
        Some(file) => vec![PathBuf::from(file)],
        None => vec![
            samples(folder.path(), "50KB.txt", 50_000)?,
            samples(folder.path(), "5MB.txt", 5_000_000)?,
        ],
    };
    files.iter().try_for_each(|file| compare(file))
}

/// Starts the programs in turn on a file, and prints what each took.
fn compare(file: &Path) -> Result<()> {
    let sayso = env!("CARGO_BIN_EXE_sayso");
    let programs: [(&str, &[&str]); 3] =
        [("less", &[]), (sayso, &["--engine", "rules"]), (sayso, &[])];
    let mut starts = [const { Vec::new() }; 3];
    for round in 0..ROUNDS {
        // There and back, so that nobody always comes after the same one: what ran just before is
        // still near the processor.
        for place in 0..programs.len() {
            let place = if round % 2 == 0 { place } else { programs.len() - 1 - place };
            let (program, arguments) = programs[place];
            starts[place].push(start(program, arguments, file)?);
        }
    }
    let [less, rules, network] = starts.map(Figures::of);
    let mut out = io::stdout().lock();
    writeln!(out, "{ROUNDS} starts each on {}, {COLUMNS} × {ROWS}", file.display())?;
    writeln!(out, "less            {less}")?;
    for (name, figures) in [("sayso, rules  ", &rules), ("sayso, network", &network)] {
        let ratio = |time: fn(&Figures) -> Duration| {
            time(figures).as_secs_f64() / time(&less).as_secs_f64()
        };
        let (usual, fastest) = (ratio(|of| of.median), ratio(|of| of.fastest));
        writeln!(out, "{name}  {figures}, ratio {usual:.2}, of the fastest {fastest:.2}")?;
    }
    Ok(())
}

/// The built-in articles over and over as plain text.
fn samples(folder: &Path, name: &str, size: usize) -> Result<PathBuf> {
    let path = folder.join(name);
    let text = SAMPLES.iter().map(|sample| sample.markdown).collect::<Vec<_>>().join("\n\n");
    let mut bytes = text.repeat(size / text.len() + 1).into_bytes();
    // A character cut in two at the end would be an error of encoding.
    bytes.truncate(size);
    let whole = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
    bytes.truncate(whole);
    std::fs::write(&path, bytes)?;
    Ok(path)
}

/// What one start took.
struct Start {
    /// From before the program was started to the foot of the screen being there.
    time: Duration,
    /// The most memory that it held until then and a moment later, in KiB.
    memory: u64,
}

/// Starts a program on a file, waits until its screen is full, and ends it.
fn start(program: &str, arguments: &[&str], file: &Path) -> Result<Start> {
    let size = PtySize { rows: ROWS, cols: COLUMNS, ..PtySize::default() };
    let pair = native_pty_system().openpty(size)?;
    let mut output = pair.master.try_clone_reader()?;
    let mut keyboard = pair.master.take_writer()?;
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    command.arg(file);
    command.env("TERM", "xterm-256color");
    command.env_remove("LESS");
    // Whoever runs this may have settings of their own.
    command.env("XDG_CONFIG_HOME", file.with_file_name("nobody"));
    command.env("XDG_STATE_HOME", file.with_file_name("nobody"));
    let mut screen = Screen::new()?;
    #[expect(clippy::disallowed_methods, reason = "this program measures time")]
    let begin = Instant::now();
    let mut child = pair.slave.spawn_command(command)?;
    // The output ends when nobody holds the terminal's other side any more.
    drop(pair.slave);
    let mut bytes = [0; 8192];
    while !screen.is_full() {
        match output.read(&mut bytes)? {
            0 => return Err(format!("{program} ended before its screen was full").into()),
            count => screen.parser.process(&bytes[..count]),
        }
    }
    let time = begin.elapsed();
    // The analysis goes on behind the first screen; its memory counts too.
    std::thread::sleep(Duration::from_millis(100));
    let memory = peak_memory(child.process_id());
    keyboard.write_all(b"q")?;
    // A program that writes its last words waits for somebody to read them.
    while matches!(output.read(&mut bytes), Ok(1..)) {}
    child.wait()?;
    Ok(Start { time, memory })
}

struct Screen {
    parser: Parser,
}

impl Screen {
    fn new() -> Result<Self> {
        let (rows, columns) = (NonZeroU16::try_from(ROWS)?, NonZeroU16::try_from(COLUMNS)?);
        Ok(Self { parser: Parser::new(rows, columns, 0) })
    }

    /// Whether one of the last two rows, which both programs write last, is there: the reader
    /// leaves the very last one empty, and `less` is not to wait for it.
    fn is_full(&self) -> bool {
        let mut foot = self.parser.screen().rows(0, COLUMNS).skip(usize::from(ROWS) - 2);
        foot.any(|row| !row.trim().is_empty())
    }
}

/// The peak of a process's resident memory in KiB, where the system tells.
fn peak_memory(process: Option<u32>) -> u64 {
    let path = format!("/proc/{}/status", process.unwrap_or_default());
    #[expect(clippy::disallowed_methods, reason = "this program measures memory")]
    let status = std::fs::read_to_string(path).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let figure = line.and_then(|line| line.split_whitespace().next());
    figure.and_then(|figure| figure.parse().ok()).unwrap_or_default()
}

/// What the starts of one program took.
struct Figures {
    median: Duration,
    fastest: Duration,
    slowest: Duration,
    memory: u64,
}

impl Figures {
    fn of(mut starts: Vec<Start>) -> Self {
        starts.sort_by_key(|start| start.time);
        let time = |at: usize| starts.get(at).map(|start| start.time).unwrap_or_default();
        Self {
            median: time(starts.len() / 2),
            fastest: time(0),
            slowest: time(starts.len().saturating_sub(1)),
            memory: starts.iter().map(|start| start.memory).max().unwrap_or_default(),
        }
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let [median, fastest, slowest] =
            [self.median, self.fastest, self.slowest].map(|time| time.as_secs_f64() * 1000.0);
        let memory = self.memory / 1024;
        write!(f, "{median:6.2} ms median ({fastest:.2} to {slowest:.2}), {memory} MiB at most")
    }
}
