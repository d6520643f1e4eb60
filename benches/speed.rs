//! How long the parts take: reading, analysis, layout, a frame, the report.
//!
//! `cargo bench --bench speed`, or with a name to run only some: `cargo bench --bench speed -- frame`.

#![expect(clippy::expect_used, reason = "without its text a bench measures nothing")]

use std::{hint::black_box, sync::Arc};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ratatui::{Terminal, backend::TestBackend};
use sayso::{
    analysis::{Engine, analyze, work::Progress},
    app::{
        App,
        action::Action,
        command::{Command, Direction, Step},
        key::Key,
    },
    article::Article,
    lexicon::Lexicon,
    report::json::{self, Document},
    source::{self, Format, sample::SAMPLES},
    tui::{
        theme::{Theme, colour::Depth},
        view,
    },
};

const SCREEN: (u16, u16) = (120, 40);

/// The built-in articles, one after the other and again, until they have so many bytes.
fn text(bytes: usize) -> String {
    let samples = SAMPLES.iter().map(|sample| read(sample.markdown, Format::Markdown).text);
    let samples: Vec<_> = samples.collect();
    let mut text = String::with_capacity(bytes + 10_000);
    for sample in samples.iter().cycle() {
        if text.len() >= bytes {
            break;
        }
        text.push_str(sample);
        text.push_str("\n\n");
    }
    text
}

fn read(text: &str, format: Format) -> Article {
    source::read(text.as_bytes(), format, "the bench").expect("text").article
}

fn article(bytes: usize) -> Article {
    read(&text(bytes), Format::Text)
}

/// The same text without its paragraphs.
fn paragraph(bytes: usize) -> Article {
    let text = text(bytes);
    read(&text.split_whitespace().collect::<Vec<_>>().join(" "), Format::Text)
}

const SIZES: [(&str, usize); 3] = [("50 KB", 50_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000)];

fn reading(c: &mut Criterion) {
    let mut group = c.benchmark_group("source");
    for (name, bytes) in SIZES {
        let text = text(bytes);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| read(black_box(&text), Format::Text)));
    }
}

fn analysis(c: &mut Criterion) {
    c.bench_function("lexicon", |b| b.iter(Lexicon::english));
    let engine = Engine::rules();
    let mut group = c.benchmark_group("analysis");
    group.sample_size(10);
    let mut time = |name: &str, article: &Article| {
        group.throughput(Throughput::Bytes(article.text.len() as u64));
        group.bench_function(name, |b| b.iter(|| analyze(black_box(article), &engine)));
    };
    for (name, bytes) in SIZES {
        time(name, &article(bytes));
        time(&format!("{name}, one paragraph"), &paragraph(bytes));
    }
}

/// An article of 750 words.
#[cfg(feature = "network")]
fn network(c: &mut Criterion) {
    let (engine, article) = (Engine::network(), article(4_500));
    let mut group = c.benchmark_group("network");
    group.sample_size(20).throughput(Throughput::Bytes(article.text.len() as u64));
    group.bench_function("4.5 KB", |b| b.iter(|| analyze(black_box(&article), &engine)));
}

#[cfg(not(feature = "network"))]
fn network(_: &mut Criterion) {}

fn printing(c: &mut Criterion) {
    let article = article(1_000_000);
    let facts = analyze(&article, &Engine::rules());
    c.bench_function("report/1 MB", |b| {
        b.iter(|| {
            let mut out = Vec::new();
            json::write_line(&mut out, &Document::of(&article, &facts)).map(|()| out)
        });
    });
}

fn resize(app: &mut App, width: u16) {
    app.update(Action::Resize { width, height: SCREEN.1 });
}

fn go(app: &mut App, step: Step) {
    app.update(Action::Command(Command::Go(Direction::Forward, step)));
}

/// The reader of an article of so many bytes.
fn reader(article: &Arc<Article>) -> App {
    let mut app = App::new(Arc::clone(article), None);
    resize(&mut app, SCREEN.0);
    app
}

const LARGE: [(&str, usize); 2] = [("50 KB", 50_000), ("10 MB", 10_000_000)];

fn layout(c: &mut Criterion) {
    let mut group = c.benchmark_group("layout");
    for (name, bytes) in LARGE {
        let article = Arc::new(article(bytes));
        group.bench_function(format!("open {name}"), |b| b.iter(|| reader(&article)));
        let mut app = reader(&article);
        (0..50).for_each(|_| go(&mut app, Step::Page));
        let mut widths = [100, SCREEN.0].into_iter().cycle();
        group.bench_function(format!("resize {name}"), |b| {
            b.iter(|| widths.by_ref().take(1).for_each(|width| resize(&mut app, width)));
        });
    }
}

/// A key and the frame after it, at several places of a text with its facts.
fn frame(c: &mut Criterion) {
    let mut group = c.benchmark_group("frame");
    let theme = Theme::built_in("terminal", Depth::Sixteen);
    for (name, bytes) in LARGE {
        let article = Arc::new(article(bytes));
        let facts = analyze(&article, &Engine::rules());
        let mut app = reader(&article);
        app.update(Action::Analysed(Box::new(facts), Progress::whole(bytes)));
        let mut terminal =
            Terminal::new(TestBackend::new(SCREEN.0, SCREEN.1)).expect("a screen in memory");
        for place in ["start", "middle", "end"] {
            match place {
                "middle" => half_way(&mut app, article.text.len()),
                "end" => go(&mut app, Step::All),
                _ => {}
            }
            let mut ways = [Direction::Back, Direction::Forward].into_iter().cycle();
            group.bench_function(format!("{name}, {place}"), |b| {
                b.iter(|| {
                    let way = ways.next().unwrap_or(Direction::Back);
                    app.update(Action::Command(Command::Go(way, Step::Line)));
                    terminal.draw(|frame| view::draw(frame, &app, &theme)).map(drop)
                });
            });
        }
    }
}

/// Goes on by pages until half of the text is above.
fn half_way(app: &mut App, bytes: usize) {
    while app.reading.place.top() < bytes / 2 {
        go(app, Step::Page);
    }
}

/// What is searched for: seldom, in every word, in many ways, and as slowly as an expression goes.
const PATTERNS: [(&str, &str); 5] = [
    ("rare", "zebra"),
    ("common", "e"),
    ("choice", "(no|yes|not)[^.]{0,40} (say|said)s? "),
    ("empty", "zebra|"),
    ("slow", r"(\w+ ){5,12}zebra"),
];

/// A pattern put into the prompt with the part of the search that the key waits for, and the whole
/// search.
fn search(c: &mut Criterion) {
    let mut group = c.benchmark_group("search");
    group.sample_size(10);
    let article = Arc::new(article(10_000_000));
    let mut app = reader(&article);
    for (name, pattern) in PATTERNS {
        let mut paste = |whole: bool| {
            app.update(Action::Command(Command::Search(Direction::Forward)));
            app.update(Action::Paste(pattern.to_owned()));
            while whole && app.is_busy() {
                app.update(Action::GoOn);
            }
            app.update(Action::Key(Key::Esc));
        };
        group.bench_function(format!("{name}, a key"), |b| b.iter(|| paste(false)));
        group.bench_function(format!("{name}, all of it"), |b| b.iter(|| paste(true)));
    }
}

criterion_group!(benches, reading, analysis, network, printing, layout, frame, search);
criterion_main!(benches);
