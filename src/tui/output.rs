//! The output: what ratatui's backend leaves to chance.
//!
//! Terminals do not agree on how wide some clusters are: a heart with U+FE0F takes one cell or two,
//! a family of joined emoji two cells or eight. Such a cluster is drawn on cells that were emptied
//! before, and what follows it is placed anew, so that nothing beside it moves on either kind.

use std::{
    io::{self, Write},
    ops::Range,
};

use ratatui::{
    backend::{Backend, ClearType, CrosstermBackend, WindowSize},
    buffer::{Buffer, Cell, CellDiffOption, CellWidth},
    layout::{Position, Size},
};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_width::UnicodeWidthChar;

/// The cells that a symbol takes on the most generous of terminals, where they do not agree.
fn contested(symbol: &str) -> Option<u16> {
    // Whatever they do not agree on is no ASCII.
    if symbol.len() == 1 {
        return None;
    }
    // Sound marks of half width join their letter, or do not.
    let own = |c: &char| c.width() > Some(0) || matches!(c, '\u{ff9e}' | '\u{ff9f}');
    let shown = symbol.chars().filter(own).count();
    // A mark without its letter joins what stands before, or does not.
    let mark = |c: char| c.general_category_group() == GeneralCategoryGroup::Mark;
    let alone = symbol.chars().next().is_some_and(mark);
    let is_contested = shown > 1 || alone || symbol.contains('\u{fe0f}');
    is_contested.then(|| u16::try_from(2 * shown).unwrap_or(u16::MAX))
}

/// Has the cells that a contested cluster may spill over drawn in every frame, since it may have
/// spilled over them in any.
pub fn settle(buffer: &mut Buffer) {
    let width = usize::from(buffer.area.width).max(1);
    for at in 0..buffer.content.len() {
        let Some(spill) = contested(buffer.content[at].symbol()) else { continue };
        let own = usize::from(buffer.content[at].cell_width());
        let row_end = (at / width + 1) * width;
        let end = (at + usize::from(spill)).min(row_end);
        for (index, cell) in buffer.content.iter_mut().enumerate().take(end).skip(at + 1) {
            if index < at + own {
                // A space would be taken for one that is there already when the cluster goes.
                cell.set_symbol("");
            } else {
                cell.set_diff_option(CellDiffOption::AlwaysUpdate);
            }
        }
    }
}

/// Cells of one row that show a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The row.
    pub row: u16,
    /// The columns.
    pub columns: Range<u16>,
    /// What the cells of one link have in common, whatever rows they stand in.
    pub number: usize,
    /// The address.
    pub target: String,
}

impl Shown {
    fn covers(&self, x: u16, y: u16) -> bool {
        self.row == y && self.columns.contains(&x)
    }
}

/// Has the cells of links drawn in every frame, and once more when they are none any longer: the
/// same letter may lead elsewhere.
pub fn mark(buffer: &mut Buffer, links: &[Shown]) {
    for link in links {
        for x in link.columns.clone() {
            if let Some(cell) = buffer.cell_mut((x, link.row)) {
                cell.set_diff_option(CellDiffOption::AlwaysUpdate);
            }
        }
    }
}

/// ratatui's backend on an output that is flushed once a frame.
pub struct Output<W: Write> {
    inner: CrosstermBackend<W>,
    /// The links of the next frame.
    links: Vec<Shown>,
}

impl<W: Write> Output<W> {
    /// The backend on an output.
    pub const fn new(output: W) -> Self {
        Self { inner: CrosstermBackend::new(output), links: Vec::new() }
    }

    /// Takes note of what the next frame links to.
    pub fn link(&mut self, links: Vec<Shown>) {
        self.links = links;
    }

    /// The link that a cell shows.
    fn link_at(&self, x: u16, y: u16) -> Option<&Shown> {
        self.links.iter().find(|link| link.covers(x, y))
    }

    /// Draws neighbours in one go; a link is opened before them and closed after them (OSC 8).
    fn linked(&mut self, cells: &[(u16, u16, &Cell)]) -> io::Result<()> {
        let link = cells.first().and_then(|(x, y, _)| self.link_at(*x, *y));
        let Some(Shown { number, target, .. }) = link.cloned() else { return self.run(cells) };
        write!(self.inner, "\x1b]8;id={number};{target}\x1b\\")?;
        self.run(cells)?;
        write!(self.inner, "\x1b]8;;\x1b\\")
    }

    /// Draws neighbours in one go.
    fn run(&mut self, cells: &[(u16, u16, &Cell)]) -> io::Result<()> {
        if let [(x, y, cell)] = cells
            && contested(cell.symbol()).is_some()
        {
            let mut blank = (*cell).clone();
            blank.set_symbol(" ");
            let end = x.saturating_add(cell.cell_width());
            self.inner.draw((*x..end).map(|x| (x, *y, &blank)))?;
        }
        self.inner.draw(cells.iter().copied())
    }
}

impl<W: Write> Backend for Output<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut cells: Vec<(u16, u16, &Cell)> = Vec::new();
        // Where the cluster drawn last ends: ratatui draws the cells that it covers over it.
        let mut covered = Position::ORIGIN;
        for (x, y, cell) in content {
            if y == covered.y && x < covered.x {
                continue;
            }
            if contested(cell.symbol()).is_some() {
                covered = Position::new(x.saturating_add(cell.cell_width()), y);
            }
            cells.push((x, y, cell));
        }
        let plain = |cell: &Cell| contested(cell.symbol()).is_none();
        let alike = |(x, y, one): &(u16, u16, &Cell),
                     (next_x, next_y, next): &(u16, u16, &Cell)| {
            let link = self.link_at(*x, *y) == self.link_at(*next_x, *next_y);
            link && plain(one) && plain(next)
        };
        let runs: Vec<_> = cells.chunk_by(alike).collect();
        for run in runs {
            self.linked(run)?;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.inner.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

impl<W: Write> Write for Output<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests {
    //! The bytes of frames, replayed by models of terminals.

    use std::{
        cell::RefCell,
        io::{self, Write},
        num::NonZeroU16,
        rc::Rc,
        sync::Arc,
    };

    use proptest::prelude::*;
    use ratatui::{
        Terminal, TerminalOptions, Viewport,
        buffer::{Buffer, CellWidth},
        layout::Rect,
    };
    use unicode_segmentation::UnicodeSegmentation;
    use unicode_width::UnicodeWidthChar;

    use super::{Output, contested, mark};
    use crate::{
        analysis::work::Progress,
        app::{App, action::Action, fixture, key::Key, tests::any_key},
        page::tests::{any_text, article},
        tui::{
            theme::{Theme, colour::Depth},
            view::{self, tests::panels},
        },
    };

    /// Bytes that were written, shared with who reads them.
    #[derive(Clone, Default)]
    struct Tape(Rc<RefCell<Vec<u8>>>);

    impl Write for Tape {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// How a terminal takes clusters: as they come, for `vt100`, which goes by characters.
    #[derive(Clone, Copy, Debug)]
    enum Model {
        /// A cluster is one thing of two cells.
        Joined,
        /// Every character stands for itself; what joins or selects takes nothing.
        Spread,
    }

    /// Cells beyond the right edge, which catch what spills: the reader's terminal does not wrap.
    const BEYOND: u16 = 16;

    impl Model {
        fn shown(self, bytes: &[u8]) -> String {
            let text = std::str::from_utf8(bytes).unwrap();
            let mut shown = String::new();
            for (number, part) in text.split('\x1b').enumerate() {
                // Before the first escape there are words alone; no sequence has another end.
                let end = part.find(['H', 'm', 'l', 'h']).filter(|_| number > 0);
                let (order, words) = part.split_at(end.map_or(0, |end| end + 1));
                if number > 0 {
                    shown.push('\x1b');
                }
                shown.push_str(order);
                match self {
                    Self::Joined => shown.extend(words.graphemes(true).map(joined)),
                    Self::Spread => shown.push_str(&words.replace(['\u{fe0f}', '\u{200d}'], "")),
                }
            }
            shown
        }
    }

    /// What stands for a cluster where it is one thing.
    fn joined(cluster: &str) -> String {
        match contested(cluster) {
            Some(_) => "x".repeat(usize::from(cluster.cell_width())),
            None => cluster.to_owned(),
        }
    }

    struct Replay {
        terminal: Terminal<Output<Tape>>,
        tape: Tape,
        models: [(Model, vt100::Parser); 2],
        area: Rect,
    }

    impl Replay {
        fn new(width: u16, height: u16) -> Self {
            let tape = Tape::default();
            let area = Rect::new(0, 0, width, height);
            let viewport = TerminalOptions { viewport: Viewport::Fixed(area) };
            let terminal = Terminal::with_options(Output::new(tape.clone()), viewport).unwrap();
            let size = |cells| NonZeroU16::new(cells).unwrap();
            let parser = || vt100::Parser::new(size(height), size(width + BEYOND), 0);
            let models = [Model::Joined, Model::Spread].map(|model| (model, parser()));
            Self { terminal, tape, models, area }
        }

        /// Draws a frame and compares what the terminals show of it with what it is.
        #[track_caller]
        fn frame(&mut self, app: &App) {
            let theme = Theme::built_in("terminal", Depth::True);
            let mut buffer = Buffer::empty(self.area);
            self.terminal
                .draw(|frame| {
                    view::draw(frame, app, &theme);
                    buffer = frame.buffer_mut().clone();
                })
                .unwrap();
            let bytes = std::mem::take(&mut *self.tape.0.borrow_mut());
            for (model, parser) in &mut self.models {
                parser.process(model.shown(&bytes).as_bytes());
                compare(&buffer, parser.screen(), *model);
            }
        }
    }

    /// Every cell must show what it is, but those of a cluster that terminals do not agree on.
    #[track_caller]
    fn compare(buffer: &Buffer, screen: &vt100::Screen, model: Model) {
        let mut skipped = Rect::default();
        for position in buffer.area.positions() {
            let cell = &buffer[position];
            if skipped.contains(position) {
                continue;
            }
            let symbol = cell.symbol();
            let size = (cell.cell_width().max(1), 1);
            skipped = Rect::new(position.x, position.y, size.0, size.1);
            if contested(symbol).is_some() {
                let shown = screen.cell(position.y, position.x).unwrap().contents();
                let there = matches!(model, Model::Spread) || shown == "x";
                assert!(there, "{symbol} is gone at {position}: {model:?}");
                continue;
            }
            let shown = screen.cell(position.y, position.x).unwrap().contents();
            // A mark that stands before its letter is added to what stands before it.
            let letters = |symbol: &str| -> String {
                symbol.chars().filter(|c| c.width().unwrap_or_default() > 0).collect()
            };
            let (shown, symbol) = (letters(shown), letters(symbol));
            let shown = if shown.is_empty() { " " } else { &shown };
            assert_eq!(shown, symbol, "at {position}: {model:?} shows\n{}", screen.contents());
        }
    }

    const HARD: &str = "The mayor ❤\u{fe0f} said “no ☎\u{fe0f}” and 👩\u{200d}👩\u{200d}👧\u{200d}👦 went 🇩🇪 home 👍🏽 for 漢字 and क्षि, e\u{301}t cetera.\n\n\
        Plain words follow here, one after the other, until the line is full.\n\n\
        👩\u{200d}👩\u{200d}👧\u{200d}👦👩\u{200d}👩\u{200d}👧\u{200d}👦 family\n\n\
        ❤\u{fe0f}❤\u{fe0f}❤\u{fe0f} hearts ❤\u{fe0f}\n\n\
        Plain words follow here, one after the other, until the line is full.\n\n\
        End ☎\u{fe0f}.\n\nAnd more plain words that take their places, word by word by word.\n\n\
        Plain words follow here, one after the other, until the line is full.\n\n\
        Plain words follow here, one after the other, until the line is full.";

    #[test]
    fn what_stands_beside_a_contested_cluster_stays_where_it_is() {
        for (width, height) in [(100, 12), (80, 10), (40, 10), (24, 8)] {
            let mut app = App::new(Arc::new(article(HARD.to_owned())), None);
            app.update(Action::Resize { width, height });
            app.update(Action::Analysed(Box::default(), Progress::whole(1)));
            let mut replay = Replay::new(width, height);
            replay.frame(&app);
            for key in "jjjjjjjjjjjjkkkkkkkkkkkkGgZZ?".chars() {
                app.update(Action::Key(Key::Char(key)));
                replay.frame(&app);
            }
        }
    }

    #[test]
    fn every_panel_reaches_the_terminal_as_it_is() {
        // A name of six bytes, and a heart that takes a cell or two on the way to the terminal.
        for name in ["Marlow", "❤\u{fe0f}"] {
            let mut article = fixture::article();
            article.text = article.text.replace("Marlow", name);
            let article = Arc::new(article);
            for (width, height) in panels::SIZES {
                let mut replay = Replay::new(width, height);
                for (_, keys) in panels::PANELS {
                    let mut app = App::new(Arc::clone(&article), None);
                    app.update(Action::Resize { width, height });
                    app.update(Action::Analysed(Box::new(fixture::analysis()), Progress::whole(1)));
                    // From panel to panel too, on the same terminal.
                    replay.frame(&app);
                    for key in panels::keys(keys) {
                        app.update(Action::Key(key));
                        replay.frame(&app);
                    }
                }
            }
        }
    }

    /// Where each link of a frame is opened, and what it shows.
    fn linked(bytes: &[u8]) -> Vec<(String, String)> {
        let text = std::str::from_utf8(bytes).unwrap();
        let mut links = Vec::new();
        for part in text.split("\x1b]8;id=").skip(1) {
            let (about, rest) = part.split_once("\x1b\\").unwrap();
            let (_, target) = about.split_once(';').unwrap();
            let (shown, _) = rest.split_once("\x1b]8;;\x1b\\").expect("a link that ends");
            let words = shown
                .split('\x1b')
                .filter_map(|part| part.split_once(['H', 'm']).map(|(_, words)| words));
            links.push((target.to_owned(), words.collect()));
        }
        links
    }

    #[test]
    fn links_are_opened_and_closed_around_their_cells_and_gone_when_they_are_gone() {
        let text =
            "One https://a.example/é two.\n\nOne https://b.example/é two.\n\nThree.\n\nFour.";
        let mut app = App::new(Arc::new(article(text.to_owned())), None);
        app.update(Action::Resize { width: 60, height: 4 });
        let mut replay = Replay::new(60, 4);
        let theme = Theme::built_in("terminal", Depth::True);
        let mut frame = |app: &App| {
            let links = view::link::shown(app);
            replay.terminal.backend_mut().link(links.clone());
            let drawn = replay.terminal.draw(|frame| {
                view::draw(frame, app, &theme);
                mark(frame.buffer_mut(), &links);
            });
            drawn.unwrap();
            linked(&std::mem::take(&mut *replay.tape.0.borrow_mut()))
        };
        let link = |letter: char| {
            let shown = format!("https://{letter}.example/é");
            (format!("https://{letter}.example/%C3%A9"), shown)
        };
        assert_eq!(frame(&app), [link('a'), link('b')]);
        app.update(Action::Key(Key::Char('j')));
        app.update(Action::Key(Key::Char('j')));
        // The same letters at the same place lead elsewhere now.
        assert_eq!(frame(&app), [link('b')]);
        // Letters that are a link no longer are drawn once more, without one.
        app.update(Action::Key(Key::Char('?')));
        assert_eq!(frame(&app), []);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

        #[test]
        fn no_text_moves_what_stands_beside_it(
            text in any_text(),
            keys in prop::collection::vec(any_key(), 0..12),
            width in 20..110_u16,
            height in 4..30_u16,
        ) {
            // vt100 takes the replacement character for an error and drops it.
            let text = text.replace('\u{fffd}', "?");
            let mut app = App::new(Arc::new(article(text)), None);
            app.update(Action::Resize { width, height });
            app.update(Action::Analysed(Box::default(), Progress::whole(1)));
            let mut replay = Replay::new(width, height);
            replay.frame(&app);
            for key in keys {
                app.update(Action::Key(key));
                replay.frame(&app);
            }
        }
    }
}
