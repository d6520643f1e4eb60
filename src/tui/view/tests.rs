//! Pictures of the screen: each row, and under it one letter a cell for how it looks.
//!
//! The pictures lie in `tests/snapshots`; `SAYSO_RENEW=1 cargo test --lib view` writes them anew.

mod chance;
mod panels;

use std::{fmt::Write, fs, path::Path, sync::Arc};

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
c m y b p t: the colours of actors; g r: green, red; bold in capitals, bold and underlined 1 to 8
#: bold; -: dim; _: underlined; =: bold and underlined; /: italic; %: bold and italic
@: reversed; H: bold and reversed; h: yellow or underlined, and reversed; |: the cursor";

/// How a cell looks, in one letter; `!` for what no role looks like.
fn letter(cell: &Cell) -> char {
    let colour = match cell.fg {
        Color::Reset => None,
        Color::Cyan => Some(('c', '1')),
        Color::Magenta => Some(('m', '2')),
        Color::Yellow => Some(('y', '3')),
        Color::LightBlue => Some(('b', '4')),
        Color::LightMagenta => Some(('p', '5')),
        Color::LightCyan => Some(('t', '6')),
        Color::Green => Some(('g', '7')),
        Color::Red => Some(('r', '8')),
        _ => return '!',
    };
    let bold_line = Modifier::BOLD | Modifier::UNDERLINED;
    match (colour, cell.modifier) {
        (None, modifier) if modifier == Modifier::BOLD | Modifier::REVERSED => 'H',
        (None, modifier) if modifier == Modifier::UNDERLINED | Modifier::REVERSED => 'h',
        (Some(('y', _)), Modifier::REVERSED) => 'h',
        (_, modifier) if modifier.contains(Modifier::REVERSED) => '@',
        (None, Modifier::BOLD) => '#',
        (None, Modifier::DIM) => '-',
        (None, Modifier::UNDERLINED) => '_',
        (None, Modifier::ITALIC) => '/',
        (None, modifier) if modifier == bold_line => '=',
        (None, modifier) if modifier == Modifier::BOLD | Modifier::ITALIC => '%',
        (Some((_, digit)), modifier) if modifier == bold_line => digit,
        (Some((letter, _)), Modifier::BOLD) => letter.to_ascii_uppercase(),
        (Some((letter, _)), modifier) if modifier.is_empty() => letter,
        (None, modifier) if modifier.is_empty() => ' ',
        _ => '!',
    }
}

/// The screen, and where the cursor stands if it is shown.
fn picture((buffer, cursor): &(Buffer, Option<Position>)) -> String {
    let mut picture = format!("{LEGEND}\n");
    for (y, row) in (0..).zip(buffer.content.chunks(usize::from(buffer.area.width))) {
        let words: String = row.iter().map(Cell::symbol).collect();
        let look = |(x, cell): (u16, &Cell)| match letter(cell) {
            _ if *cursor == Some(Position::new(x, y)) => '|',
            look @ ('@' | 'H' | 'h') => look,
            _ if cell.symbol() == " " => ' ',
            look => look,
        };
        let looks: String = (0..).zip(row).map(look).collect();
        picture.push_str(format!("\n|{}", words.trim_end()).trim_end());
        picture.push_str(format!("\n {}", looks.trim_end()).trim_end());
    }
    let mut looks = picture.lines().filter(|line| line.starts_with(' '));
    assert!(!looks.any(|line| line.contains('!')), "no role looks like this:\n{picture}");
    picture + "\n"
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

fn press(app: &mut App, keys: &[Key]) {
    for key in keys {
        app.update(Action::Key(*key));
    }
}

/// Compares the screen after the keys with its picture.
fn check(name: &str, size: (u16, u16), keys: &[Key]) {
    check_in("terminal", name, size, keys);
}

fn check_in(theme: &str, name: &str, size: (u16, u16), keys: &[Key]) {
    let mut app = App::new(Arc::new(fixture::article()), None);
    app.update(Action::Resize { width: size.0, height: size.1 });
    app.update(Action::Analysed(Box::new(fixture::analysis()), Progress::whole(1)));
    press(&mut app, keys);
    compare(name, &picture(&shown(&app, &self::theme(theme))));
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

/// The keys that type these words.
fn typed(words: &str) -> Vec<Key> {
    words.chars().map(Key::Char).collect()
}

const NEXT: Key = Key::Arrow(Arrow::Right);

#[test]
fn walking_at_80_by_24() {
    check("80x24", (80, 24), &[NEXT; 4]);
}

#[test]
fn why_at_120_by_40() {
    check("120x40-why", (120, 40), &[NEXT, NEXT, NEXT, Key::Char('w')]);
}

#[test]
fn a_quotation_within_a_quotation_at_120_by_40() {
    check("120x40-nested", (120, 40), &[NEXT; 7]);
}

#[test]
fn a_stance_chosen_in_the_sidebar_at_100_by_30() {
    let keys = [Key::Tab, Key::Arrow(Arrow::Down), Key::Enter];
    check("100x30-stance", (100, 30), &keys);
}

#[test]
fn a_wide_screen_is_composed_in_its_middle() {
    check("200x50", (200, 50), &[]);
}

#[test]
fn the_actors_alone_at_60_by_20() {
    check("60x20-actors", (60, 20), &[Key::Tab]);
}

#[test]
fn a_small_screen_at_40_by_10() {
    check("40x10", (40, 10), &[NEXT; 2]);
}

#[test]
fn without_colour_at_100_by_30() {
    check_in("monochrome", "100x30-plain", (100, 30), &[NEXT; 4]);
}

#[test]
fn the_help_at_80_by_24() {
    check("80x24-help", (80, 24), &[Key::Char('?')]);
}

#[test]
fn a_search_while_it_is_typed() {
    check("40x10-search", (40, 10), &typed("/not rule out"));
    check("80x24-search", (80, 24), &typed("/the"));
    check("120x40-search", (120, 40), &typed("\\Renn ("));
}

#[test]
fn hits_among_quotations_in_colour_and_without() {
    let keys = [vec![NEXT], typed("/city"), vec![Key::Enter, Key::Char('n')]].concat();
    check("80x24-hits", (80, 24), &keys);
    check_in("monochrome", "80x24-hits-plain", (80, 24), &keys);
}

#[test]
fn the_command_line_with_what_it_may_become() {
    let keys = [typed(":quo"), vec![Key::Tab]].concat();
    check("40x10-command", (40, 10), &keys);
    check("80x24-command", (80, 24), &typed(":"));
    check("120x40-command", (120, 40), &keys);
}

#[test]
fn what_may_follow_a_count_and_a_letter() {
    let keys = [vec![Key::Char('m'), Key::Char('a')], typed("2}mb'")].concat();
    check("40x10-following", (40, 10), &keys);
    check("80x24-following", (80, 24), &typed("12"));
    check("120x40-following", (120, 40), &typed("12"));
}

#[test]
fn the_help_filtered() {
    let keys = typed("?/quot");
    check("40x10-help", (40, 10), &keys);
    check("80x24-help-filtered", (80, 24), &keys);
    check_in("monochrome", "120x40-help", (120, 40), &keys);
}

#[test]
fn the_actors_filtered() {
    let keys = [vec![Key::Tab], typed("/renn")].concat();
    check("80x12-actors", (80, 12), &keys);
}

#[test]
fn before_the_facts_are_there() {
    let mut app = App::new(Arc::new(fixture::article()), Some("decoded from UTF-16".into()));
    app.update(Action::Resize { width: 80, height: 12 });
    compare("80x12-reading", &picture(&shown(&app, &theme("terminal"))));
    press(&mut app, &[Key::Char('j')]);
    app.update(Action::Analysed(Box::default(), Progress::whole(1)));
    compare("80x12-nobody", &picture(&shown(&app, &theme("terminal"))));
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

/// The panels with the keys that open them.
const PANELS: [(&str, &[Key]); 4] = [
    ("main", &[NEXT; 4]),
    ("why", &[NEXT, NEXT, NEXT, NEXT, Key::Char('w')]),
    ("help", &[Key::Char('?')]),
    ("actors", &[Key::Tab, Key::Arrow(Arrow::Down)]),
];

#[test]
fn every_panel_at_every_size() {
    for (width, height) in [(40, 16), (80, 24), (120, 40), (200, 50)] {
        for theme in ["terminal", "monochrome"] {
            let mut pictures = String::new();
            for (panel, keys) in PANELS {
                let mut app = set_reader((width, height), |_| ());
                press(&mut app, keys);
                let picture = picture(&shown(&app, &self::theme(theme)));
                let _ = writeln!(pictures, "{panel}\n{picture}");
            }
            compare(&format!("panels-{width}-{theme}"), &pictures);
        }
    }
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
    compare("80x40-hard", &picture(&shown(&app, &theme("terminal"))));
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
fn set_reader(size: (u16, u16), set: impl FnOnce(&mut Settings)) -> App {
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
        for (panel, keys) in PANELS {
            let mut app = set_reader(size, |settings| settings.signs = Signs::Ascii);
            press(&mut app, keys);
            let buffer = screen(&app, &theme("terminal"));
            for (cell, column) in buffer.content.iter().zip((0..size.0).cycle()) {
                let symbol = cell.symbol();
                let of_article = app.layout.text.contains(&column) && text.contains(symbol);
                assert!(symbol.is_ascii() || of_article, "{panel} at {size:?}: {symbol}");
            }
        }
    }
    let mut app = set_reader((80, 24), |settings| settings.signs = Signs::Ascii);
    press(&mut app, &[NEXT; 4]);
    compare("80x24-ascii", &picture(&shown(&app, &theme("monochrome"))));
}

#[test]
fn letters_stand_over_the_links() {
    let mut app = set_reader((80, 32), |_| ());
    press(&mut app, &[Key::Char('f')]);
    compare("80x32-links", &picture(&shown(&app, &theme("terminal"))));
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
