//! Pictures of the screen: each row, and under it one letter a cell for its role, which no theme
//! changes.
//!
//! The pictures lie in `tests/snapshots`; `SAYSO_RENEW=1 cargo test --lib view` writes them anew.

mod chance;
mod lists;
pub(crate) mod panels;

use std::{collections::BTreeSet, fmt::Write, fs, path::Path, sync::Arc};

use ratatui::{
    Terminal,
    backend::TestBackend,
    buffer::{Buffer, Cell},
    layout::Position,
    style::{Color, Modifier},
};

use super::draw;
use crate::{
    analysis::work::Progress,
    app::{
        App,
        action::Action,
        fixture,
        key::{Arrow, Key},
        settings::Settings,
        signs::Signs,
    },
    page::tests::article,
    tui::theme::{Theme, colour::Depth},
};

const LEGEND: &str = "\
#: heading; -: faint; =: rule; c: cue; n: notice; h: hit, H: the current one; L: letters of a link
f a o u: for, against, open, neither; d: what decides; v: a voice, V: a loud one; q: said; Q: chosen
s: its source; e: evidence; @: where one is; |: the cursor; after the rows whose roles they are";

/// Roles as a theme names them, each with its letter: those that have an ink, and those that take
/// theirs from a voice.
const INKS: [(&str, char); 13] = [
    ("text", ' '),
    ("heading", '#'),
    ("faint", '-'),
    ("rule", '='),
    ("cue", 'c'),
    ("notice", 'n'),
    ("hit", 'h'),
    ("current-hit", 'H'),
    ("link-letter", 'L'),
    ("for", 'f'),
    ("against", 'a'),
    ("open", 'o'),
    ("neutral", 'u'),
];
const VOICED: [(&str, char); 7] = [
    ("voice", 'v'),
    ("loud-voice", 'V'),
    ("quoted", 'q'),
    ("current", 'Q'),
    ("source", 's'),
    ("evidence", 'e'),
    ("decisive", 'd'),
];
/// The colour of the first voice.
const VOICE: u8 = 100;

/// A theme in which every role has a colour of its own.
fn roles() -> Theme {
    let voices: Vec<u8> = (VOICE..VOICE + 24).collect();
    let mut text = format!("voices = {voices:?}\n[cursor]\nmodifiers = [\"reversed\"]\n");
    for (ink, (name, _)) in INKS.iter().enumerate() {
        let _ = writeln!(text, "[{name}]\nforeground = {ink}");
    }
    for (paper, (name, _)) in VOICED.iter().enumerate() {
        let _ = writeln!(text, "[{name}]\nbackground = {paper}");
    }
    Theme::read("roles", &text).unwrap()
}

/// The role of a cell in one letter; `!` for what no role looks like.
fn letter(cell: &Cell) -> char {
    let letters = |of: &[(&str, char)], index: u8| of.get(usize::from(index)).map(|(_, c)| *c);
    match (cell.bg, cell.fg) {
        _ if cell.modifier == Modifier::REVERSED => Some('@'),
        (Color::Indexed(paper), _) => letters(&VOICED, paper),
        (Color::Reset, Color::Indexed(ink)) => letters(&INKS, ink),
        _ => None,
    }
    .unwrap_or('!')
}

/// Whose colours stand in the roles that take theirs from a voice: `Q1` for words chosen of the
/// first voice, `q-` for what nobody with a colour said.
fn ranks(buffer: &Buffer) -> String {
    let told = |cell: &Cell| match (letter(cell), cell.fg) {
        (letter @ ('v' | 'V' | 'q' | 'Q' | 's' | 'e'), Color::Indexed(ink)) => {
            let rank = ink.checked_sub(VOICE).map(|rank| (rank + 1).to_string());
            Some(format!("{letter}{}", rank.unwrap_or_else(|| "-".to_owned())))
        }
        _ => None,
    };
    let all: BTreeSet<_> =
        buffer.content.iter().filter(|cell| cell.symbol() != " ").filter_map(told).collect();
    all.into_iter().collect::<Vec<_>>().join(" ")
}

/// The screen, and where the cursor stands if it is shown.
fn picture(screen: &(Buffer, Option<Position>)) -> String {
    format!("{LEGEND}\n{}", rows(screen))
}

/// Each row of the screen, and its roles.
fn rows((buffer, cursor): &(Buffer, Option<Position>)) -> String {
    let mut picture = String::new();
    for (y, row) in (0..).zip(buffer.content.chunks(usize::from(buffer.area.width))) {
        let words: String = row.iter().map(Cell::symbol).collect();
        let look = |(x, cell): (u16, &Cell)| match letter(cell) {
            _ if *cursor == Some(Position::new(x, y)) => '|',
            look @ ('@' | 'H' | 'h') => look,
            _ if cell.symbol() == " " => ' ',
            look => look,
        };
        let looks: String = (0..).zip(row).map(look).collect();
        assert!(!looks.contains('!'), "no role looks like this: {words}\n{looks}");
        picture.push_str(format!("\n|{}", words.trim_end()).trim_end());
        if !looks.trim().is_empty() {
            picture.push_str(format!("\n {}", looks.trim_end()).trim_end());
        }
    }
    format!("{picture}\n{}\n", ranks(buffer))
}

fn theme(name: &str) -> Theme {
    Theme::built_in(name, Depth::True)
}

fn screen(app: &App, theme: &Theme) -> Buffer {
    shown(app, theme).0
}

/// The screen, and where its cursor stands if it is shown.
fn shown(app: &App, theme: &Theme) -> (Buffer, Option<Position>) {
    let (width, height) = app.layout.size;
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| draw(frame, app, theme)).unwrap();
    let backend = terminal.backend();
    let cursor = backend.cursor_visible().then(|| backend.cursor_position());
    (backend.buffer().clone(), cursor)
}

pub fn press(app: &mut App, keys: &[Key]) {
    for key in keys {
        app.update(Action::Key(*key));
    }
}

/// Compares the screen after the keys with its picture.
fn check(name: &str, size: (u16, u16), keys: &[Key]) {
    let mut app = set_reader(size, |_| ());
    press(&mut app, keys);
    compare(name, &picture(&shown(&app, &roles())));
}

/// Compares a picture or a table with the file of its name.
pub fn compare(name: &str, picture: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let path = folder.join(format!("{name}.txt"));
    if std::env::var_os("SAYSO_RENEW").is_some() {
        fs::create_dir_all(folder).unwrap();
        fs::write(path, picture).unwrap();
        return;
    }
    #[expect(clippy::disallowed_methods, reason = "the test reads its pictures")]
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(picture == expected, "{name} is not as it was; now it is\n{picture}");
}

const NEXT: Key = Key::Arrow(Arrow::Right);

#[test]
fn a_stance_chosen_in_the_sidebar_at_100_by_30() {
    let keys = [Key::Tab, Key::Arrow(Arrow::Down), Key::Enter];
    check("100x30-stance", (100, 30), &keys);
}

#[test]
fn the_actors_filtered() {
    check("80x12-actors", (80, 12), &panels::keys("tab /renn"));
}

#[test]
fn before_the_facts_are_there() {
    let mut app = App::new(Arc::new(fixture::article()), Some("decoded from UTF-16".into()));
    app.update(Action::Resize { width: 80, height: 12 });
    compare("80x12-reading", &picture(&shown(&app, &roles())));
    press(&mut app, &[Key::Char('j')]);
    app.update(Action::Analysed(Box::default(), Progress::whole(1)));
    compare("80x12-nobody", &picture(&shown(&app, &roles())));
}

#[test]
fn a_screen_too_small_says_so() {
    check("19x3", (19, 3), &[]);
}

#[test]
fn the_monochrome_theme_has_no_colour() {
    let mut app = App::new(Arc::new(fixture::article()), None);
    app.update(Action::Resize { width: 120, height: 40 });
    app.update(Action::Analysed(Box::new(fixture::analysis()), Progress::whole(1)));
    press(&mut app, &[NEXT, Key::Char('w')]);
    let buffer = screen(&app, &theme("monochrome"));
    let colourless = |cell: &Cell| cell.fg == Color::Reset && cell.bg == Color::Reset;
    assert!(buffer.content.iter().all(colourless));
}

/// What makes it hard to put a text into cells: both directions, wide letters, marks, joined and
/// selected emoji, characters of no width, a long word, an address, code.
const HARD: &str = "ראש העיר אמרה אתמול כי “הגשר ייפתח” בקיץ, וכי התקציב של 2026 יספיק לכך בלי מיסים חדשים.\n\n\
    قالت الوزيرة\n\n\
    בראש הרשימה עומד פריט ארוך, ארוך עד כדי כך שאינו נכנס כולו בשורה אחת של המסך הזה.\n\n\
    漢字かな交じり文は、単語の間に空白を置かないので、どこでも折り返すことができる。\n\n\
    let a =  \"ערב\";\n    b\n\n\
    Ça va, ne\u{301}e, zero\u{200b}width\u{2060}here\u{ad}too; ❤\u{fe0f} and 👩\u{200d}👩\u{200d}👧 and 🇩🇪 wave.\n\n\
    Heading\n\n\
    Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft\n\n\
    see https://example.org/a/very/long/path/that/does/not/fit/on/a/line/of/this/measure.";

#[test]
fn hard_text_stands_where_it_belongs() {
    let mut app = App::new(Arc::new(article(HARD.to_owned())), None);
    app.update(Action::Resize { width: 80, height: 40 });
    app.update(Action::Analysed(Box::default(), Progress::whole(1)));
    compare("80x40-hard", &picture(&shown(&app, &roles())));
}

/// The words that the terminal's cursor stands before, after the keys.
#[track_caller]
fn check_cursor(size: (u16, u16), keys: &[Key], expected: &str) {
    let mut app = set_reader(size, |_| ());
    press(&mut app, keys);
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    terminal.draw(|frame| draw(frame, &app, &theme("terminal"))).unwrap();
    let cursor = terminal.get_cursor_position().unwrap();
    let buffer = terminal.backend().buffer();
    let row: String = (cursor.x..size.0).map(|x| buffer[(x, cursor.y)].symbol()).collect();
    assert!(row.starts_with(expected), "{keys:?}: {row}");
    assert!(terminal.backend().cursor_visible());
}

#[test]
fn the_cursor_stands_where_one_reads() {
    let size = (100, 30);
    check_cursor(size, &[], "The council of Oldhaven");
    check_cursor(size, &[NEXT], "A city that");
    check_cursor(size, &[NEXT; 2], "that no tree");
    check_cursor(size, &[Key::Tab, Key::Arrow(Arrow::Down)], "  − against");
    check_cursor(size, &[Key::Tab, Key::Esc], "The council");
    check_cursor(size, &[NEXT, Key::Char('w')], "“A city that");
    check_cursor(size, &[Key::Char('?')], "Reading");
    // Who has scrolled on reads the first line.
    check_cursor((60, 12), &[NEXT, Key::Char('G')], "at the bridge");
}

/// The reader with the facts and other settings.
pub fn set_reader(size: (u16, u16), set: impl FnOnce(&mut Settings)) -> App {
    let mut app = App::new(Arc::new(fixture::article()), None);
    set(&mut app.layout.settings);
    app.update(Action::Resize { width: size.0, height: size.1 });
    app.update(Action::Analysed(Box::new(fixture::analysis()), Progress::whole(1)));
    app
}

#[test]
fn in_ascii_nothing_of_ours_is_beyond_it() {
    let text = fixture::article().text;
    for size in [(40, 16), (80, 24), (120, 40)] {
        for (panel, keys) in panels::PANELS {
            let mut app = set_reader(size, |settings| settings.signs = Signs::Ascii);
            press(&mut app, &panels::keys(keys));
            let buffer = screen(&app, &theme("terminal"));
            for (cell, column) in buffer.content.iter().zip((0..size.0).cycle()) {
                let symbol = cell.symbol();
                let of_article = app.layout.text.contains(&column) && text.contains(symbol);
                // Words of the article stand in the pickers and beside marks too.
                let said = "“”’".contains(symbol) || of_article;
                assert!(symbol.is_ascii() || said, "{panel} at {size:?}: {symbol}");
            }
        }
    }
    let mut app = set_reader((80, 24), |settings| settings.signs = Signs::Ascii);
    press(&mut app, &[NEXT; 4]);
    compare("80x24-ascii", &picture(&shown(&app, &roles())));
}

#[test]
fn a_theme_with_paper_covers_the_whole_screen_with_it() {
    let theme = theme("light");
    for keys in [&[NEXT, NEXT, Key::Char('w')][..], &[Key::Char('?')], &[Key::Tab]] {
        let mut app = set_reader((120, 40), |_| ());
        press(&mut app, keys);
        let buffer = screen(&app, &theme);
        let own = |cell: &Cell| Some(cell.bg) == theme.paper().bg && cell.fg != Color::Reset;
        assert!(buffer.content.iter().all(own));
    }
}
