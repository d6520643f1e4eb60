//! The terminal reader: draw, wait, update.

pub mod analyst;
pub mod background;
pub mod clipboard;
pub mod desk;
pub mod editor;
pub mod environment;
pub mod events;
pub mod gate;
pub mod keys;
pub mod lists;
pub mod mouse;
pub mod output;
pub mod outside;
pub mod terminal;
pub mod theme;
pub mod view;
pub mod watch;
pub mod world;

use std::{
    io::{self, IsTerminal},
    ops::ControlFlow,
};

use crate::{
    analysis::Engine,
    app::{
        action::{Action, Effect},
        settings::{AUTO, Settings},
        setup::Setup,
    },
    browse::Errand,
    config::Layers,
};
use background::{Background, Ear};
use desk::{Desk, Writing};
use events::Happening;
use lists::Collection;
use outside::Outside;
use terminal::Screen;
use theme::{Theme, colour::Depth};
use world::World;

/// What is to be shown, and how.
pub struct Opening {
    /// What is shown first.
    pub first: First,
    /// What is shown until the first key.
    pub note: Option<String>,
    /// How the reader is set up.
    pub setup: Setup,
    /// What it is made of anew when the configuration changes.
    pub layers: Layers,
}

/// What is shown first.
pub enum First {
    /// An article.
    Article(Box<Writing>),
    /// A list to choose articles from.
    List(Box<Collection>),
}

/// Shows an article in the terminal, or a list and then what is chosen from it, until the reader
/// leaves. The first screen is there before the engine is made. Gives what there is to say when the
/// terminal has been given back.
///
/// # Errors
/// When standard output is no terminal, or the terminal is gone.
pub fn run(opening: Opening, engine: fn() -> Engine) -> io::Result<Option<String>> {
    let Opening { first, note, setup, layers } = opening;
    let mut screen = Screen::take()?;
    let mut theme = Themed::new();
    let outside = Outside::default();
    let news = outside.sender();
    let mut world = World::new(outside, engine);
    let mut desk = Desk::new(setup, screen.size()?);
    let begun = matches!(&first, First::Article(writing) if writing.expected.is_some());
    let work = match first {
        First::Article(writing) => Some(desk.read(*writing, note, &mut world)),
        First::List(collection) => {
            desk.list(*collection, note, world.sender());
            None
        }
    };
    // Before anybody can see what they might want to change.
    watch::start(layers, desk.settings(), news);
    let mut start = Some(work);
    loop {
        screen.want_mouse(desk.settings().mouse)?;
        // Other programs may have had the terminal, and a change of size in the same moment as a
        // key is not always told of.
        desk.fit(screen.size()?);
        draw(&mut screen, &mut desk, &mut theme)?;
        if let Some(work) = start.take() {
            world.listen(theme.ask()?)?;
            match work {
                Some((beginning, _)) if begun => {
                    desk.read_on(beginning, &mut world);
                    continue;
                }
                Some((article, known)) => world.analyse(article, known),
                None => {}
            }
        }
        if let Some(app) = &desk.app {
            world.show(app.reading.place.seen());
        }
        for happening in world.next(desk.app.as_ref()) {
            let Some(happening) = theme.hear(happening) else { continue };
            if handle(happening, &mut desk, &mut screen, &mut world)?.is_break() {
                let problem = desk.app.as_ref().and_then(|app| world.remember(app).err());
                world.end();
                return Ok(problem.map(|problem| problem.to_string()));
            }
        }
    }
}

/// Draws what is in front.
fn draw(screen: &mut Screen, desk: &mut Desk, theme: &mut Themed) -> io::Result<()> {
    theme.follow(desk);
    let theme = &theme.theme;
    match (&desk.app, &desk.lists) {
        (Some(app), _) => {
            let links = if desk.has_links { view::link::shown(app) } else { Vec::new() };
            screen.draw(&links, |frame| view::draw(frame, app, theme))
        }
        (None, Some(lists)) => {
            screen.draw(&[], |frame| view::lists::draw(frame, &lists.browser, theme))
        }
        (None, None) => Ok(()),
    }
}

/// How many columns standard output has, where it is a terminal that says so.
#[must_use]
pub fn columns() -> Option<usize> {
    let (columns, _) = crossterm::terminal::size().ok()?;
    io::stdout().is_terminal().then_some(usize::from(columns)).filter(|columns| *columns > 0)
}

/// The theme that is in force, and what it follows from.
struct Themed {
    /// The settings that the theme was chosen by; none where it is to be chosen anew.
    settings: Option<Settings>,
    depth: Depth,
    background: Option<Background>,
    theme: Theme,
}

impl Themed {
    fn new() -> Self {
        let (depth, background) = (environment::depth(), environment::background());
        Self { settings: None, depth, background, theme: Theme::default() }
    }

    /// Takes what concerns it; gives back what does not.
    fn hear(&mut self, happening: Happening) -> Option<Happening> {
        let Happening::Background(background) = happening else { return Some(happening) };
        self.background = Some(background);
        self.settings = None;
        None
    }

    /// Asks the terminal what its paper is, where that matters and nobody has said it; gives what
    /// will hear the answer.
    fn ask(&self) -> io::Result<Option<Ear>> {
        let auto = self.settings.as_ref().is_some_and(|settings| settings.theme == AUTO);
        if !auto || self.background.is_some() || !environment::can_answer() {
            return Ok(None);
        }
        background::ask(&mut io::stdout())?;
        Ok(Some(Ear::default()))
    }

    /// Takes the theme that the settings ask for now. One with a mistake leaves the one in force,
    /// and is told of.
    fn follow(&mut self, desk: &mut Desk) {
        let settings = desk.settings();
        let same = |old: &Settings| {
            (&old.theme, &old.own_themes) == (&settings.theme, &settings.own_themes)
        };
        if self.settings.as_ref().is_some_and(same) {
            return;
        }
        let name = match (settings.theme.as_str(), self.background) {
            (AUTO, Some(Background::Light)) => "light",
            (AUTO, Some(Background::Dark)) => "dark",
            (name, _) => name,
        };
        let chosen = Theme::named(name, settings, self.depth);
        self.settings = Some(settings.clone());
        match chosen {
            Ok(theme) => self.theme = theme,
            Err(mistake) => desk.tell(mistake.to_string()),
        }
    }
}

fn handle(
    happening: Happening,
    desk: &mut Desk,
    screen: &mut Screen,
    world: &mut World,
) -> io::Result<ControlFlow<()>> {
    let action = match happening {
        // The size is asked for before each frame. But a window that went to another size and back
        // may have cut what it showed, and is told nothing that it seems to show already.
        Happening::Action(Action::Resize { .. }) => {
            screen.forget()?;
            return Ok(ControlFlow::Continue(()));
        }
        // The theme has heard of the paper.
        Happening::Background(_) | Happening::Ended(_) => return Ok(ControlFlow::Continue(())),
        Happening::Analysis(version, _) if !world.reads(version) => {
            return Ok(ControlFlow::Continue(()));
        }
        Happening::Action(action) | Happening::Analysis(_, action) => action,
        Happening::Lost(error) => return Err(error),
        Happening::Signal(signal) => {
            obey_signal(signal, desk, screen, world)?;
            return Ok(ControlFlow::Continue(()));
        }
        Happening::Loaded(path, loaded) => {
            if let Some(app) = &mut desk.app {
                world.take((path, *loaded), app);
            }
            return Ok(ControlFlow::Continue(()));
        }
        Happening::Fetched(errand, bytes) => {
            desk.take_progress(errand, bytes);
            return Ok(ControlFlow::Continue(()));
        }
        Happening::Opened(errand, opened) => {
            desk.take_opened(errand, *opened, world);
            return Ok(ControlFlow::Continue(()));
        }
    };
    let Some(action) = desk.hear(action) else { return Ok(ControlFlow::Continue(())) };
    let Some(app) = &mut desk.app else { return browse(action, desk, screen, world) };
    match app.update(action) {
        Some(Effect::Quit) => return Ok(ControlFlow::Break(())),
        Some(Effect::Leave) if desk.lists.is_none() => return Ok(ControlFlow::Break(())),
        Some(Effect::Leave | Effect::Back) => desk.go_back(world),
        Some(Effect::Entry(direction)) => desk.open_beside(direction),
        Some(Effect::Chapter(index)) => desk.open_chapter(index),
        Some(Effect::ToggleRead) => desk.toggle_read(),
        Some(Effect::Suspend) => suspend(desk, screen, world)?,
        Some(Effect::Redraw) => screen.forget()?,
        Some(Effect::Open(target)) => world::open(&target, app),
        Some(Effect::Copy(clip)) => world.copy(clip, app, screen),
        Some(Effect::Reload) => world.reload(app),
        Some(Effect::Edit(paragraph)) => world.edit(paragraph, app, screen)?,
        Some(Effect::Pipe { command, words }) => world.pipe(&command, words, app, screen)?,
        None => {}
    }
    Ok(ControlFlow::Continue(()))
}

/// Does something with the lists, which are in front.
fn browse(
    action: Action,
    desk: &mut Desk,
    screen: &mut Screen,
    world: &mut World,
) -> io::Result<ControlFlow<()>> {
    let Some(lists) = &mut desk.lists else { return Ok(ControlFlow::Break(())) };
    match lists.browser.update(action) {
        Some(Errand::Quit) => return Ok(ControlFlow::Break(())),
        Some(Errand::Redraw) => screen.forget()?,
        Some(Errand::Suspend) => suspend(desk, screen, world)?,
        Some(errand) => {
            if let Some(problem) = lists.run(errand) {
                desk.tell(problem);
            }
        }
        None => {}
    }
    Ok(ControlFlow::Continue(()))
}

#[cfg(unix)]
fn obey_signal(
    signal: i32,
    desk: &mut Desk,
    screen: &mut Screen,
    world: &mut World,
) -> io::Result<()> {
    use signal_hook::{
        consts::{SIGCONT, SIGTSTP},
        low_level::emulate_default_handler,
    };

    match signal {
        SIGTSTP => suspend(desk, screen, world),
        SIGCONT => screen.retake(),
        // The parent is to see that a signal ended the program.
        ending => {
            // Nobody is there to be told that it failed.
            let _ = desk.app.as_ref().map(|app| world.remember(app));
            terminal::give_back();
            emulate_default_handler(ending)
        }
    }
}

/// Gives the terminal back and stops, as any program does on Ctrl-Z; goes on with `fg`.
#[cfg(unix)]
fn suspend(desk: &mut Desk, screen: &mut Screen, world: &mut World) -> io::Result<()> {
    use signal_hook::{consts::SIGTSTP, low_level::emulate_default_handler};

    let problem = desk.app.as_ref().and_then(|app| world.remember(app).err());
    terminal::give_back();
    emulate_default_handler(SIGTSTP)?;
    screen.retake()?;
    if let Some(problem) = problem {
        desk.tell(problem.to_string());
    }
    Ok(())
}

#[cfg(not(unix))]
fn obey_signal(_: i32, _: &mut Desk, _: &mut Screen, _: &mut World) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn suspend(_: &mut Desk, _: &mut Screen, _: &mut World) -> io::Result<()> {
    Ok(())
}
