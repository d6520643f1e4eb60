//! What must hold whatever the bytes: nothing that a terminal obeys comes in, spans fit their text,
//! and nothing panics. The fuzz targets and the replay of their seeds share it.

use std::sync::Arc;

use ratatui::{Terminal, backend::TestBackend};
use sayso::{
    analysis::{Engine, analyze, work::Progress},
    app::{
        App,
        action::Action,
        command::{Command, Direction},
        key::{Arrow, Key, strokes},
        keymap::Keymap,
        search::pattern::Pattern,
        settings::Settings,
    },
    article::{About, Article},
    config,
    library::stored,
    shelf::{Place, Shelf},
    source::{
        Format, Loaded, Manner, Opened, Raw, epub, feed, gold, html::Extent, jsonl, mail,
        open_entry, opened, opml, read, saved, web::Visit,
    },
    tui::{theme::Theme, view},
};

/// A parser, by the name of its target.
pub type Check = fn(&[u8]);

/// Every target.
pub const TARGETS: [(&str, Check); 16] = [
    ("any", any),
    ("config", configuration),
    ("epub", book),
    ("feed", items),
    ("html", page),
    ("keys", keys),
    ("lines", lines),
    ("mail", letters),
    ("markdown", markdown),
    ("opml", list),
    ("pattern", pattern),
    ("saved", analysis),
    ("screen", screen),
    ("state", state),
    ("text", text),
    ("theme", theme),
];

fn raw(bytes: &[u8]) -> Raw<'_> {
    Raw { bytes, name: "fuzz", ..Raw::default() }
}

/// Whatever the bytes turn out to be.
pub fn any(bytes: &[u8]) {
    match opened(raw(bytes), &Manner::default(), None) {
        Ok(Opened::Article(loaded)) => sound(&loaded.article),
        Ok(Opened::Shelf(shelf)) => entries(&shelf),
        Err(error) => harmless(&error.to_string()),
    }
}

/// A page, its article and its whole text.
pub fn page(bytes: &[u8]) {
    for extent in [Extent::Article, Extent::Whole] {
        let manner = Manner { format: Some(Format::Html), extent, ..Manner::default() };
        if let Ok(Opened::Article(loaded)) = opened(raw(bytes), &manner, None) {
            sound(&loaded.article);
        }
    }
}

pub fn markdown(bytes: &[u8]) {
    if let Ok(loaded) = read(bytes, Format::Markdown, "fuzz") {
        sound(&loaded.article);
    }
}

pub fn text(bytes: &[u8]) {
    if let Ok(loaded) = read(bytes, Format::Text, "fuzz") {
        sound(&loaded.article);
    }
}

pub fn items(bytes: &[u8]) {
    if let Ok(shelf) = feed::shelf(raw(bytes), None) {
        entries(&shelf);
    }
}

pub fn list(bytes: &[u8]) {
    if let Ok(shelf) = opml::shelf(raw(bytes), None) {
        entries(&shelf);
    }
}

pub fn book(bytes: &[u8]) {
    if let Ok(shelf) = epub::shelf(raw(bytes)) {
        entries(&shelf);
    }
}

pub fn analysis(bytes: &[u8]) {
    let Ok(Loaded { article, analysis, .. }) = saved::article(raw(bytes)) else { return };
    sound(&article);
    for said in analysis.unwrap_or_default().quotations {
        assert!(said.content.iter().all(|span| article.text.get(span.start..span.end).is_some()));
    }
}

/// A letter, and as many as there are.
pub fn letters(bytes: &[u8]) {
    match mail::article(raw(bytes), &Manner::default()) {
        Ok(loaded) => sound(&loaded.article),
        Err(error) => harmless(&error.to_string()),
    }
    if let Ok(shelf) = mail::shelf(raw(bytes)) {
        entries(&shelf);
    }
}

/// JSON Lines, with annotations and without.
pub fn lines(bytes: &[u8]) {
    for row in jsonl::rows(bytes).flatten() {
        match row.article {
            // Its text stays as it came, line ends and all.
            Ok(article) => sound(&article),
            Err(reason) => harmless(&reason.replace('\n', " ")),
        }
    }
    for row in gold::rows(bytes).flatten() {
        match row {
            Ok(annotated) => sound(&annotated.article),
            Err(reason) => harmless(&reason),
        }
    }
}

/// A configuration.
pub fn configuration(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Err(mistakes) = config::parse(&text, &Settings::default()) {
        assert!(!mistakes.is_empty());
        for mistake in mistakes {
            assert!(mistake.line <= text.matches('\n').count() + 1, "{mistake}");
        }
    }
}

/// A theme.
pub fn theme(bytes: &[u8]) {
    drop(Theme::read("fuzz", &String::from_utf8_lossy(bytes)));
}

/// What keys are called.
pub fn keys(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Some(strokes) = strokes(&text) else { return };
    assert!(!strokes.is_empty() && strokes.len() <= 4, "{text:?}");
    let _ = Keymap::default().rival(&strokes, Command::Search(Direction::Forward));
}

/// What is remembered of an article.
pub fn state(bytes: &[u8]) {
    if let Ok(memory) = stored::memory(bytes, "fuzz") {
        let written = stored::json("fuzz", &memory);
        assert_eq!(stored::memory(written.as_bytes(), "fuzz"), Ok(memory.clone()));
        let mut app = reader(Article::default());
        app.update(Action::Recalled(Box::new(memory)));
    }
}

/// What is searched for: the first line, in the others.
pub fn pattern(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (words, text) = text.split_once('\n').unwrap_or((&text, &text));
    let Ok(pattern) = Pattern::new(words) else { return };
    let mut at = 0;
    while let Some((start, end)) = pattern.find(text, at) {
        assert!(at <= start && text.get(start..end).is_some());
        let Some(next) = text.get(end..).and_then(|rest| rest.chars().next()) else { return };
        at = end + next.len_utf8();
    }
}

/// From bytes to the screens of the reader, with the facts that are found; the last bytes are the
/// keys that are pressed, and the sizes that the terminal takes.
pub fn screen(bytes: &[u8]) {
    let Ok(Opened::Article(loaded)) = opened(raw(bytes), &Manner::default(), None) else { return };
    let analysis = analyze(&loaded.article, &Engine::rules());
    let read = Progress::whole(loaded.article.text.len());
    let mut app = reader(loaded.article);
    shown(&app, (80, 24));
    app.update(Action::Analysed(Box::new(analysis), read));
    let mut size = (80, 24);
    let (_, last) = bytes.split_at(bytes.len().saturating_sub(24));
    for byte in last {
        if let Some(key) = key(*byte) {
            drop(app.update(Action::Key(key)));
        } else {
            size = (u16::from(byte % 64) * 4 + 1, u16::from(byte % 32) + 1);
            let (width, height) = size;
            app.update(Action::Resize { width, height });
        }
        shown(&app, size);
    }
}

fn reader(article: Article) -> App {
    let mut app = App::new(Arc::new(article), None);
    app.update(Action::Resize { width: 80, height: 24 });
    app
}

/// The key that a byte stands for, of the most usual ones.
fn key(byte: u8) -> Option<Key> {
    match byte {
        b'\n' => Some(Key::Enter),
        b'\t' => Some(Key::Tab),
        0x1b => Some(Key::Esc),
        0x08 => Some(Key::Backspace),
        0x01..=0x1a => Some(Key::Ctrl(char::from(byte + b'a' - 1))),
        0x1c => Some(Key::Arrow(Arrow::Up)),
        0x1d => Some(Key::Arrow(Arrow::Down)),
        0x1e => Some(Key::Arrow(Arrow::Left)),
        0x1f => Some(Key::Arrow(Arrow::Right)),
        b' '..=b'~' => Some(Key::Char(char::from(byte))),
        0x00 | 0x7f.. => None,
    }
}

/// Draws a screen and asserts that nothing on it harms.
fn shown(app: &App, (width, height): (u16, u16)) {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen");
    let drawn = terminal.draw(|frame| view::draw(frame, app, &Theme::default()));
    for cell in &drawn.expect("a screen").buffer.content {
        harmless(cell.symbol());
    }
}

fn entries(shelf: &Shelf) {
    assert!(!shelf.entries.is_empty());
    harmless(shelf.title.as_deref().unwrap_or_default());
    for entry in &shelf.entries {
        harmless(&entry.title);
        harmless(&entry.id);
        // Nothing is fetched here.
        if matches!(entry.place, Place::Text(_))
            && let Ok(Opened::Article(loaded)) =
                open_entry(entry, &Manner::default(), &Visit::default())
        {
            sound(&loaded.article);
        }
    }
}

/// Asserts that words are on one line and hold nothing that a terminal would obey.
fn harmless(words: &str) {
    let harms =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!words.contains(harms), "{words:?}");
}

/// Asserts that an article's spans are in order and fit its text, and that all of it is harmless.
fn sound(article: &Article) {
    let Article { text, paragraphs, kinds, links, about } = article;
    harmless(&text.replace('\n', " "));
    let About { id, title, byline, date, source, site, language } = about;
    for known in [id, title, byline, date, source, site, language].into_iter().flatten() {
        harmless(known);
    }
    assert_eq!(paragraphs.len(), kinds.len());
    let mut end = 0;
    for span in paragraphs {
        assert!(end <= span.start && !span.of(text).trim().is_empty(), "{span:?} of {text:?}");
        end = span.end;
    }
    let mut end = 0;
    for link in links {
        harmless(&link.address);
        assert!(end <= link.span.start && !link.span.of(text).is_empty(), "{link:?} of {text:?}");
        end = link.span.end;
    }
}
