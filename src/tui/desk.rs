//! The desk: the article that is read, and the lists that it was chosen from, if it was.

use std::sync::{Arc, mpsc::Sender};

use super::{
    environment,
    events::Happening,
    lists::{Collection, Known, Lists},
    world::{Origin, World},
};
use crate::{
    app::{
        App,
        action::Action,
        asking::History,
        command::{Command, Direction},
        reading::Chapters,
        settings::Settings,
        setup::Setup,
    },
    article::Article,
    fact::Analysis,
    library::{self, Book},
    source::{Loaded, Opened, error::Error},
};

/// What is said of letters that are read from right to left.
const DISORDER: &str =
    "some of it is read from right to left: this terminal may not order its letters";

/// What is said of ways through a list where there is none.
const NO_LIST: &str = "this article was not chosen from a list";

/// What lies in front of the reader: an article, or else the list.
pub struct Desk {
    /// The article that is read.
    pub app: Option<App>,
    /// The lists that it was chosen from, or will be.
    pub lists: Option<Lists>,
    /// How the next article is set up.
    setup: Setup,
    /// What was typed in those before it.
    history: History,
    /// Columns and rows of the terminal.
    size: (u16, u16),
    /// Whether the terminal knows links.
    pub has_links: bool,
}

/// An article to be read.
pub struct Writing {
    /// The article.
    pub article: Article,
    /// The facts about it, if they are known; else an engine finds them.
    pub analysis: Option<Analysis>,
    /// About how many paragraphs there are in all, where this is only the beginning.
    pub expected: Option<usize>,
    /// The file that it comes from, if it does.
    pub origin: Option<Origin>,
    /// What is remembered of it, if it is a part of a file.
    pub book: Option<Book>,
    /// The chapters of the book, if it is one of them.
    pub chapters: Option<Chapters>,
}

/// An article to be analysed, with the facts about it if they are known.
pub type Work = (Arc<Article>, Option<Analysis>);

impl Desk {
    /// A desk on which nothing lies yet.
    #[must_use]
    pub fn new(setup: Setup, size: (u16, u16)) -> Self {
        let (history, has_links) = (History::default(), environment::has_links());
        Self { app: None, lists: None, setup, history, size, has_links }
    }

    /// Puts an article in front; what there is to analyse is the caller's to begin.
    #[must_use]
    pub fn read(&mut self, writing: Writing, note: Option<String>, world: &mut World) -> Work {
        let Writing { article, analysis, expected, origin, book, chapters } = writing;
        let article = Arc::new(article);
        let mut app = App::new(Arc::clone(&article), note).set_up(self.setup.clone());
        app.input.history = std::mem::take(&mut self.history);
        app.reading.paragraphs = expected.unwrap_or(app.reading.paragraphs);
        app.reading.chapters = chapters;
        let (width, height) = self.size;
        app.update(Action::Resize { width, height });
        world.take_up(origin, book);
        world.recall(&mut app);
        warn(&mut app);
        self.app = Some(app);
        (article, analysis)
    }

    /// Reads the rest of the article of which the beginning is in front.
    pub fn read_on(&mut self, beginning: Arc<Article>, world: &mut World) {
        if let Some(app) = &mut self.app {
            world.read_on(beginning, app);
            warn(app);
        }
    }

    /// Puts a list in front, under any article.
    pub fn list(&mut self, list: Collection, note: Option<String>, news: Sender<Happening>) {
        let mut lists = Lists::new(list, self.setup.clone(), news);
        if let Some(note) = note {
            lists.browser.update(Action::Told(note));
        }
        self.lists = Some(lists);
        self.resize(self.size);
    }

    /// How everything is to look.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        match (&self.app, &self.lists) {
            (Some(app), _) => &app.layout.settings,
            (None, Some(lists)) => &lists.browser.setup.settings,
            (None, None) => &self.setup.settings,
        }
    }

    /// Gives all that lies there the terminal's size.
    pub fn resize(&mut self, (width, height): (u16, u16)) {
        self.size = (width, height);
        if let Some(app) = &mut self.app {
            app.update(Action::Resize { width, height });
        }
        if let Some(lists) = &mut self.lists {
            lists.browser.update(Action::Resize { width, height });
        }
    }

    /// Gives all that lies there the terminal's size, if it has another by now.
    pub fn fit(&mut self, size: (u16, u16)) {
        if self.size != size {
            self.resize(size);
        }
    }

    /// Tells something, in front.
    pub fn tell(&mut self, words: String) {
        match (&mut self.app, &mut self.lists) {
            (Some(app), _) => drop(app.update(Action::Told(words))),
            (None, Some(lists)) => drop(lists.browser.update(Action::Told(words))),
            (None, None) => {}
        }
    }

    /// Takes what concerns the way from article to article; gives back what does not.
    pub fn hear(&mut self, action: Action) -> Option<Action> {
        if let (Some(app), Some(lists), Action::Key(key)) = (&self.app, &mut self.lists, &action)
            && app.input.keymap.command(*key) == Some(Command::Close)
            && app.panel.is_none()
            && app.input.asking.is_none()
            && app.input.link.is_none()
            && lists.browser.stop()
        {
            self.tell("fetching was stopped".to_owned());
            return None;
        }
        Some(action)
    }

    /// Goes back from the article to the list, where there is one.
    pub fn go_back(&mut self, world: &mut World) {
        if self.app.is_none() || self.lists.is_none() {
            return;
        }
        let problem = self.put_away(world);
        let Some(lists) = &mut self.lists else { return };
        // Who goes back does not want what they were waiting for.
        lists.browser.stop();
        lists.browser.hush();
        if let Some(problem) = problem {
            self.tell(problem.to_string());
        }
    }

    /// Takes the article away that is read; what was set and typed there is kept.
    fn put_away(&mut self, world: &mut World) -> Option<library::Error> {
        let app = self.app.take()?;
        let problem = world.put_away(&app).err();
        self.setup = Setup { keymap: app.input.keymap, settings: app.layout.settings };
        self.history = app.input.history;
        if let Some(lists) = &mut self.lists {
            lists.browser.set_up(self.setup.clone());
        }
        problem
    }

    /// Opens the next or previous article of the list; until it is there, this one is read.
    pub fn open_beside(&mut self, direction: Direction) {
        let Some(lists) = &mut self.lists else { return self.tell(NO_LIST.to_owned()) };
        let close = lists.browser.keymap().told(Command::Close);
        let told = match lists.browser.open_beside(direction) {
            Ok(errand) => {
                let problem = lists.run(errand);
                // What is there in a moment is not announced.
                let fetches = lists.fetches().then(|| format!("fetching… ({close} stops)"));
                problem.or(fetches)
            }
            Err(none) => Some(none.to_owned()),
        };
        if let Some(told) = told {
            self.tell(told);
        }
    }

    /// Opens a chapter of the book.
    pub fn open_chapter(&mut self, index: usize) {
        let Some(lists) = &mut self.lists else { return };
        if let Some(errand) = lists.browser.open_entry(index) {
            lists.run(errand);
        }
    }

    /// Takes the article for read, or for not read any more.
    pub fn toggle_read(&mut self) {
        let Some(lists) = &mut self.lists else { return self.tell(NO_LIST.to_owned()) };
        let at = lists.browser.list.at();
        let problem = lists.browser.toggle_read(at).and_then(|errand| lists.run(errand));
        let read = if lists.browser.list.is_read(at) { "read" } else { "not read" };
        self.tell(problem.unwrap_or_else(|| format!("in the list this is {read}")));
    }

    /// Takes note of how much has been fetched.
    pub fn take_progress(&mut self, errand: u32, bytes: u64) {
        if let Some(lists) = self.lists.as_mut().filter(|lists| lists.awaits(errand)) {
            lists.browser.take_progress(bytes);
        }
    }

    /// Takes what was opened, or why it could not be, if it is still wanted.
    pub fn take_opened(&mut self, errand: u32, opened: Result<Opened, Error>, world: &mut World) {
        let Some(lists) = self.lists.as_mut().filter(|lists| lists.awaits(errand)) else { return };
        match opened {
            Ok(Opened::Article(loaded)) => self.take_article(*loaded, world),
            Ok(Opened::Shelf(list)) => {
                let problem = lists.take_shelf(list);
                self.go_back(world);
                if let Some(problem) = problem {
                    self.tell(problem);
                }
            }
            Err(error) => {
                if self.app.is_some() {
                    lists.browser.pending = None;
                    self.tell(told(&error));
                } else {
                    lists.browser.take_failure(&told(&error));
                }
            }
        }
    }

    fn take_article(&mut self, loaded: Loaded, world: &mut World) {
        let Some(lists) = &mut self.lists else { return };
        let Loaded { article, analysis, note } = loaded;
        let Known { origin, book, chapters, problem } = lists.known();
        let unnoted = lists.browser.take_article().and_then(|errand| lists.run(errand));
        let problem = problem.or(self.put_away(world)).map(|problem| problem.to_string());
        let problem = problem.or(unnoted);
        if let Some(lists) = &self.lists {
            self.setup = lists.browser.setup.clone();
        }
        let note = problem.or(note.map(|note| note.to_string()));
        let writing = Writing { article, analysis, expected: None, origin, book, chapters };
        let (article, known) = self.read(writing, note, world);
        world.analyse(article, known);
    }
}

/// Says what the terminal may do to the letters, unless there is something else to say.
fn warn(app: &mut App) {
    if app.reading.page.has_right() && !environment::has_order() {
        app.note.get_or_insert_with(|| DISORDER.to_owned());
    }
}

/// Why an entry cannot be opened, of which one knows already which it is.
fn told(error: &Error) -> String {
    match error {
        Error::Web(_, problem) => format!("it cannot be opened: {problem}"),
        other => other.to_string(),
    }
}
