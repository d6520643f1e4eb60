//! How long a key takes, from the key to the bytes for the terminal, at several places of an article
//! of ten megabytes with its facts; and a change of the terminal's size.
//!
//! `cargo bench --bench key` prints the median and the worst of each.

#![expect(clippy::expect_used, reason = "without its text a bench measures nothing")]

use std::{
    fmt::{self, Display, Formatter},
    io::{self, Write},
    sync::Arc,
    time::{Duration, Instant},
};

use ratatui::{Terminal, TerminalOptions, Viewport, layout::Rect};
use sayso::{
    analysis::{Engine, analyze, work::Progress},
    app::{
        App,
        action::Action,
        key::{Arrow, Key},
        search::Search,
    },
    source::{self, Format, sample::SAMPLES},
    tui::{
        output::{Output, mark},
        theme::{Theme, colour::Depth},
        view,
    },
};

const BYTES: usize = 10_000_000;
const COLUMNS: u16 = 120;
const ROWS: u16 = 40;
/// How often each key is pressed, half of it forth and half back.
const TIMES: usize = 200;

const KEYS: [(&str, Key, Key); 7] = [
    ("a line", Key::Char('j'), Key::Char('k')),
    ("a page", Key::PageDown, Key::PageUp),
    ("a paragraph", Key::Char('}'), Key::Char('{')),
    ("a hit", Key::Char('n'), Key::Char('N')),
    ("a quotation", Key::Arrow(Arrow::Right), Key::Arrow(Arrow::Left)),
    ("the same actor", Key::Char('L'), Key::Char('H')),
    ("why, and closed", Key::Char('w'), Key::Char('w')),
];

fn main() -> io::Result<()> {
    if std::env::args().any(|argument| argument == "--test") {
        return Ok(());
    }
    let mut reader = Reader::new()?;
    let mut out = io::stdout().lock();
    writeln!(out, "{TIMES} keys each in {BYTES} bytes, {COLUMNS} × {ROWS}: median, worst")?;
    for (place, keys) in [("start", "g"), ("middle", "50%"), ("end", "G")] {
        for (name, forth, back) in KEYS {
            reader.press_all(keys)?;
            let ways = [forth, back].into_iter().flat_map(|key| [key; TIMES / 2]);
            let times: io::Result<_> = ways.map(|key| reader.press(key)).collect();
            writeln!(out, "{place:7} {name:16} {}", Figures::of(times?))?;
        }
        let sizes = (0..TIMES).map(|turn| if turn % 2 == 0 { COLUMNS - 20 } else { COLUMNS });
        let times: io::Result<_> = sizes.map(|width| reader.resize(width)).collect();
        writeln!(out, "{place:7} {:16} {}", "(another size)", Figures::of(times?))?;
    }
    let (mut far, mut typed) = (Vec::new(), Vec::new());
    for _ in 0..TIMES / 4 {
        for keys in ["G", "50%", "g"] {
            far.push(reader.press_all(keys)?);
        }
        for key in "/council".chars().map(Key::Char) {
            typed.push(reader.press(key)?);
        }
        reader.press(Key::Esc)?;
    }
    writeln!(out, "far     {:16} {}", "G, 50%, g", Figures::of(far))?;
    writeln!(out, "start   {:16} {}", "typing a search", Figures::of(typed))
}

/// The reader as its loop has it, with a terminal that takes every byte.
struct Reader {
    app: App,
    theme: Theme,
    terminal: Terminal<Output<io::Sink>>,
}

impl Reader {
    /// The reader of a large article, whose facts are there and in which something was searched for.
    fn new() -> io::Result<Self> {
        let texts = SAMPLES.iter().map(|sample| sample.markdown).collect::<Vec<_>>().join("\n\n");
        let text = texts.repeat(BYTES / texts.len() + 1);
        let read = source::read(text.as_bytes(), Format::Markdown, "the bench").expect("text");
        let article = Arc::new(read.article);
        let facts = analyze(&article, &Engine::rules());
        let mut app = App::new(Arc::clone(&article), None);
        app.update(Action::Resize { width: COLUMNS, height: ROWS });
        app.update(Action::Analysed(Box::new(facts), Progress::whole(article.text.len())));
        let viewport = Viewport::Fixed(Rect::new(0, 0, COLUMNS, ROWS));
        let terminal =
            Terminal::with_options(Output::new(io::sink()), TerminalOptions { viewport })?;
        let theme = Theme::built_in("terminal", Depth::True);
        let mut reader = Self { app, theme, terminal };
        reader.press_all("/council")?;
        reader.press(Key::Enter)?;
        while reader.app.is_busy() {
            reader.app.update(Action::GoOn);
        }
        Ok(reader)
    }

    /// Presses keys; tells how long the last took.
    fn press_all(&mut self, keys: &str) -> io::Result<Duration> {
        let times = keys.chars().map(|key| self.press(Key::Char(key)));
        times.last().unwrap_or(Ok(Duration::ZERO))
    }

    /// Presses a key and draws what is there then, and again while what was asked for is looked for.
    fn press(&mut self, key: Key) -> io::Result<Duration> {
        let begin = clock();
        self.app.update(Action::Key(key));
        self.draw()?;
        let is_looking = |app: &App| app.reading.search.as_ref().is_some_and(Search::is_looking);
        while is_looking(&self.app) {
            self.app.update(Action::GoOn);
            self.draw()?;
        }
        Ok(begin.elapsed())
    }

    fn resize(&mut self, width: u16) -> io::Result<Duration> {
        let begin = clock();
        self.app.update(Action::Resize { width, height: ROWS });
        self.terminal.resize(Rect::new(0, 0, width, ROWS))?;
        self.draw()?;
        Ok(begin.elapsed())
    }

    fn draw(&mut self) -> io::Result<()> {
        let links = view::link::shown(&self.app);
        self.terminal.backend_mut().link(links.clone());
        let draw = |frame: &mut ratatui::Frame| {
            view::draw(frame, &self.app, &self.theme);
            mark(frame.buffer_mut(), &links);
        };
        self.terminal.draw(draw).map(drop)
    }
}

#[expect(clippy::disallowed_methods, reason = "this program measures time")]
fn clock() -> Instant {
    Instant::now()
}

/// What some keys took.
struct Figures {
    median: Duration,
    worst: Duration,
}

impl Figures {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let at = |at: usize| times.get(at).copied().unwrap_or_default();
        Self { median: at(times.len() / 2), worst: at(times.len().saturating_sub(1)) }
    }
}

impl Display for Figures {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        let [median, worst] = [self.median, self.worst].map(|time| time.as_secs_f64() * 1000.0);
        write!(f, "{median:6.2} ms, {worst:6.2} ms")
    }
}
