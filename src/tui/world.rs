//! The world: does what the reader's state asks for, beyond the screen.

use std::{
    env, io,
    path::{Path, PathBuf},
    process::ExitStatus,
    sync::{Arc, mpsc::Sender},
    thread::{self, JoinHandle},
    time::Duration,
};

use super::{
    background::Ear,
    clipboard::{self, Around, Refused},
    editor,
    events::{self, Happening, Version},
    outside::{self, Outside, Then},
    terminal::Screen,
    watch,
};
use crate::{
    analysis::{Engine, work::Progress},
    app::{
        App,
        action::{Action, Clip},
        command::{Command, Direction, Step},
        memory::Memory,
    },
    article::Article,
    fact::Analysis,
    library::{self, Book},
    page::mark::Chosen,
    report::{extract::Extract, json},
    source::{self, Loaded, Manner, error::Error},
    text::Span,
};

/// How long the program waits at its end for a command that takes a copied text.
const PATIENCE: Duration = Duration::from_secs(1);
const STEP: Duration = Duration::from_millis(10);

/// Where an article comes from, and what is remembered of it.
pub struct Origin {
    /// The file.
    pub path: PathBuf,
    /// What is remembered; `None` where nothing is to be.
    pub book: Option<Book>,
    /// Whether it is read anew whenever it has changed.
    pub watched: bool,
    /// How it is read.
    pub manner: Manner,
}

impl Origin {
    /// A file of whose article nothing is to be remembered. (What is piped in and the built-in
    /// articles have no origin: they begin at their beginning every time.)
    #[must_use]
    pub fn unremembered(path: &Path) -> Self {
        Self { path: path.to_owned(), book: None, watched: false, manner: Manner::default() }
    }

    /// Whether something is remembered.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.book.as_ref().is_some_and(|book| *book.memory() != Memory::default())
    }

    /// A file with what is remembered of the article in it, or why that is unknown.
    #[must_use]
    pub fn remembered(path: &Path) -> (Option<Self>, Option<library::Error>) {
        let origin = Self::unremembered(path);
        match library::folder().and_then(|folder| library::open(&folder, path)) {
            Ok(book) => (Some(Self { book, ..origin }), None),
            Err(problem) => (Some(origin), Some(problem)),
        }
    }
}

/// What the reader needs beyond the screen.
pub struct World {
    /// What happens, and what keeps order while another program has the terminal.
    outside: Outside,
    /// What makes the engine.
    engine: fn() -> Engine,
    /// The number of the article's version that is read.
    version: u32,
    /// Where the analysis is told what is on the screen.
    screens: Option<Sender<Span>>,
    /// Where the article comes from, if that is a file.
    origin: Option<Origin>,
    /// What is remembered of it, if it is a part of one.
    book: Option<Book>,
    /// What is being given to commands of the system's clipboard.
    giving: Option<JoinHandle<()>>,
}

impl World {
    /// The world.
    #[must_use]
    pub fn new(outside: Outside, engine: fn() -> Engine) -> Self {
        Self { outside, engine, version: 0, screens: None, origin: None, book: None, giving: None }
    }

    /// Takes note of where the article comes from that is read now, if that is a file; and of what
    /// is remembered of it, if it is a part of one.
    pub fn take_up(&mut self, origin: Option<Origin>, book: Option<Book>) {
        if let Some(origin) = origin.as_ref().filter(|origin| origin.watched) {
            watch::article(origin.path.clone(), origin.manner.clone(), self.outside.sender());
        }
        (self.origin, self.book) = (origin, book);
    }

    /// Remembers how the article was read, which is not read any more.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn put_away(&mut self, app: &App) -> Result<(), library::Error> {
        let remembered = self.remember(app);
        (self.origin, self.book, self.screens) = (None, None, None);
        remembered
    }

    /// Where news are told.
    #[must_use]
    pub fn sender(&self) -> Sender<Happening> {
        self.outside.sender()
    }

    /// Starts to analyse a version of the article, unless its facts are known; the analysis of the
    /// one before ends.
    pub fn analyse(&mut self, article: Arc<Article>, known: Option<Analysis>) {
        self.version += 1;
        if let Some(facts) = known {
            let facts = Action::Analysed(Box::new(facts), Progress::whole(article.text.len()));
            self.screens = None;
            // The reader itself listens.
            return drop(self.outside.sender().send(Happening::Analysis(self.version, facts)));
        }
        let version = Version { number: self.version, article };
        self.screens = Some(events::analyse(version, self.engine, self.outside.sender()));
    }

    /// Whether an analysis is that of the version that is read.
    #[must_use]
    pub const fn reads(&self, version: u32) -> bool {
        self.version == version
    }

    /// Says what is on the screen.
    pub fn show(&self, seen: Span) {
        // Nobody asks any more when all has been analysed.
        let _ = self.screens.as_ref().map(|screens| screens.send(seen));
    }

    /// Starts to listen to keys and signals, and to an answer of the terminal's.
    ///
    /// # Errors
    /// When the system refuses to tell of signals.
    pub fn listen(&self, ear: Option<Ear>) -> io::Result<()> {
        self.outside.listen(ear)
    }

    /// The next that happens, with whatever else has happened meanwhile.
    #[must_use]
    pub fn next(&self, app: Option<&App>) -> Vec<Happening> {
        self.outside.next(app)
    }

    /// Opens the article in an editor at a paragraph, and reads it anew when the editor has ended.
    ///
    /// # Errors
    /// When the terminal cannot be taken back.
    pub fn edit(&self, paragraph: usize, app: &mut App, screen: &mut Screen) -> io::Result<()> {
        let tell = |app: &mut App, note: &str| drop(app.update(Action::Told(note.to_owned())));
        let Some(Origin { path, manner, .. }) = &self.origin else {
            tell(app, "only an article in a file can be edited");
            return Ok(());
        };
        let Some(editor) = editor::command(variable) else {
            tell(app, "no editor is set: set VISUAL or EDITOR to one");
            return Ok(());
        };
        // Where the file cannot be read just now, the editor will say so better.
        let line = source::line_of(path, manner, paragraph).unwrap_or(1);
        let command = outside::shell(&editor, editor::arguments(&editor, path, line));
        match self.outside.run(command, None, Then::Back, screen)? {
            Ok(status) if status.success() => self.reload(app),
            failed => tell(app, &failure(editor::name(&editor), failed)),
        }
        Ok(())
    }

    /// Gives words to a command of the shell's, and shows what it answers until a key is pressed.
    ///
    /// # Errors
    /// When the terminal cannot be taken back.
    pub fn pipe(
        &self,
        line: &str,
        words: String,
        app: &mut App,
        screen: &mut Screen,
    ) -> io::Result<()> {
        let command = outside::shell(line, Vec::new());
        match self.outside.run(command, Some(words), Then::Key, screen)? {
            Ok(status) if status.success() => {}
            failed => drop(app.update(Action::Told(failure(line, failed)))),
        }
        Ok(())
    }

    /// Reads the article anew, beside the reader.
    pub fn reload(&self, app: &mut App) {
        let Some(origin) = &self.origin else {
            app.update(Action::Told("only an article in a file can be read anew".to_owned()));
            return;
        };
        let (path, manner) = (origin.path.clone(), origin.manner.clone());
        let sender = self.outside.sender();
        thread::spawn(move || events::load(&path, &manner, &sender));
    }

    /// Reads the whole article, whose beginning is shown. Keys wait for it, as they would wait if
    /// nothing were shown yet: none is answered by half an article.
    pub fn read_on(&mut self, beginning: Arc<Article>, app: &mut App) {
        self.reload(app);
        match self.outside.wait_for_article(&app.input.keymap) {
            Some(Ok(Loaded { article, analysis, note })) => {
                // The note that stands there says what there was to say before.
                let note = app.note.take().or(note.map(|note| note.to_string()));
                let article = Arc::new(article);
                app.update(Action::Replaced(Arc::clone(&article)));
                app.note = note;
                self.analyse(article, analysis);
            }
            Some(Err(error)) => {
                app.update(Action::Told(format!("this is only the beginning: {error}")));
                self.analyse(beginning, None);
            }
            // Something comes first; the whole article then takes the place of this one.
            None => self.analyse(beginning, None),
        }
    }

    /// Takes the article as it was read anew; what could not be read leaves the old text.
    pub fn take(&mut self, (path, loaded): (PathBuf, Result<Loaded, Error>), app: &mut App) {
        if self.origin.as_ref().is_none_or(|origin| origin.path != path) {
            return;
        }
        let note = match loaded {
            Err(error) => Some(format!("the old text stays: {error}")),
            Ok(Loaded { article, .. }) if article == *app.article() => {
                Some("the article has not changed".to_owned())
            }
            Ok(Loaded { article, analysis, note }) => {
                let article = Arc::new(article);
                app.update(Action::Replaced(Arc::clone(&article)));
                self.analyse(article, analysis);
                note.map(|note| note.to_string())
            }
        };
        if let Some(note) = note {
            app.update(Action::Told(note));
        }
    }

    /// Goes on where reading was left, and says so.
    pub fn recall(&self, app: &mut App) {
        let book = self.origin.as_ref().and_then(|origin| origin.book.as_ref());
        let book = book.or(self.book.as_ref());
        let Some(memory) = book.map(Book::memory).filter(|&memory| *memory != Memory::default())
        else {
            return;
        };
        app.update(Action::Recalled(Box::new(memory.clone())));
        if app.reading.place.top() > 0 {
            let key = app.input.keymap.told(Command::Go(Direction::Back, Step::All));
            app.note
                .get_or_insert_with(|| format!("this is where you left; {key} goes to the start"));
        }
    }

    /// Remembers how the article is read now.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn remember(&mut self, app: &App) -> Result<(), library::Error> {
        let book = self.origin.as_mut().and_then(|origin| origin.book.as_mut());
        let book = book.or(self.book.as_mut());
        book.map_or(Ok(()), |book| book.keep(app.memory()))
    }

    /// Copies: to the terminal at once, to the system's clipboard beside the reader. The status
    /// line says which way it went.
    pub fn copy(&mut self, clip: Clip, app: &mut App, screen: &mut Screen) {
        let (what, words) = match clip {
            Clip::Words { what, words } => (what, words),
            Clip::Json(chosen) => ("the JSON", extract(app, chosen)),
        };
        let bytes = clipboard::sequence(&words, Around::of(variable));
        let sent = bytes.and_then(|bytes| screen.write(&bytes).map_err(|_| Refused::Unwritable));
        let tools = clipboard::tools(variable);
        let note = clipboard::report(what, &sent, &[], &tools);
        if sent.is_ok() || tools.is_empty() {
            app.update(Action::Told(note));
        }
        if tools.is_empty() {
            return;
        }
        let sender = self.outside.sender();
        self.giving = Some(thread::spawn(move || {
            let taken = clipboard::give(&words, &tools);
            let note = clipboard::report(what, &sent, &taken, &tools);
            // Nobody listens any more when the reader has left.
            let _ = sender.send(Happening::Action(Action::Told(note)));
        }));
    }

    /// Ends what is still going on.
    pub fn end(self) {
        let Some(giving) = self.giving else { return };
        for _ in 0..PATIENCE.as_millis() / STEP.as_millis() {
            if giving.is_finished() {
                return;
            }
            thread::sleep(STEP);
        }
    }
}

/// Opens an address with whatever the system opens it with, and goes on.
pub fn open(target: &str, app: &mut App) {
    if let Err(error) = open::that_detached(target) {
        app.update(Action::Told(format!("cannot open {target}: {error}")));
    }
}

/// What is said of a command that failed.
fn failure(command: &str, status: io::Result<ExitStatus>) -> String {
    match status.map(|status| (status.code(), status)) {
        Ok((Some(127), _)) => format!("{command} could not be started: is it installed?"),
        Ok((Some(code), _)) => format!("{command} failed with status {code}"),
        Ok((None, status)) => format!("{command} was ended: {status}"),
        Err(error) => format!("{command} could not be started: {error}"),
    }
}

fn variable(name: &str) -> Option<std::ffi::OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

/// The chosen fact as the report writes it.
fn extract(app: &App, chosen: Chosen) -> String {
    let Some(facts) = app.facts.as_ref().map(|facts| &facts.analysis) else {
        return String::new();
    };
    let extract = match chosen {
        Chosen::Nothing => None,
        Chosen::Quotation(index) => Extract::of_quotation(app.article(), facts, index),
        Chosen::Stance(index) => Extract::of_stance(app.article(), facts, index),
    };
    let mut bytes = Vec::new();
    let written: io::Result<()> =
        extract.map_or(Ok(()), |extract| json::write_line(&mut bytes, &extract));
    // Writing to memory does not fail.
    let _ = written;
    String::from_utf8(bytes).unwrap_or_default().trim_end().to_owned()
}
