//! The terminal reader: draw, wait, update.

pub mod analyst;
pub mod clipboard;
pub mod environment;
pub mod events;
pub mod keys;
pub mod mouse;
pub mod terminal;
pub mod theme;
pub mod view;
pub mod watch;
pub mod world;

use std::{
    io::{self, IsTerminal},
    ops::ControlFlow,
    sync::{Arc, mpsc},
};

use crate::{
    analysis::Engine,
    app::{
        App,
        action::{Action, Effect},
        settings::Settings,
        setup::Setup,
    },
    article::Article,
    config::Layers,
};
use events::Happening;
use terminal::Screen;
use theme::{Theme, colour::Depth};
use world::{Origin, World};

/// What is to be shown, and how.
pub struct Opening {
    /// The article.
    pub article: Article,
    /// What is shown until the first key.
    pub note: Option<String>,
    /// How the reader is set up.
    pub setup: Setup,
    /// What it is made of anew when the configuration changes.
    pub layers: Layers,
    /// The file that the article comes from, if it does.
    pub origin: Option<Origin>,
}

/// Shows an article in the terminal until the reader leaves. The article is on the screen before
/// the engine is made. Gives what there is to say when the terminal has been given back.
///
/// # Errors
/// When standard output is no terminal, or the terminal is gone.
pub fn run(opening: Opening, engine: fn() -> Engine) -> io::Result<Option<String>> {
    let Opening { article, note, setup, layers, origin } = opening;
    let article = Arc::new(article);
    let mut screen = Screen::take()?;
    let mut theme = Themed::new(&setup.settings);
    let mut app = App::new(Arc::clone(&article), note).set_up(setup);
    resize(&mut app, &screen)?;
    let (sender, happenings) = mpsc::channel();
    let mut world = World::new(sender.clone(), engine, origin);
    world.recall(&mut app);
    screen.draw(|frame| view::draw(frame, &app, theme.of(&app)))?;
    events::listen(&sender)?;
    watch::start(layers, sender);
    world.analyse(article);
    loop {
        screen.want_mouse(app.layout.settings.mouse)?;
        world.show(app.reading.place.seen());
        let Ok(first) = happenings.recv() else { return Ok(None) };
        // Whatever else has happened meanwhile goes into the same frame.
        for happening in std::iter::once(first).chain(happenings.try_iter()) {
            if handle(happening, &mut app, &mut screen, &mut world)?.is_break() {
                let problem = world.remember(&app).err();
                world.end();
                return Ok(problem.map(|problem| problem.to_string()));
            }
        }
        screen.draw(|frame| view::draw(frame, &app, theme.of(&app)))?;
    }
}

/// How many columns standard output has, where it is a terminal that says so.
#[must_use]
pub fn columns() -> Option<usize> {
    let (columns, _) = crossterm::terminal::size().ok()?;
    io::stdout().is_terminal().then_some(usize::from(columns)).filter(|columns| *columns > 0)
}

/// The theme that is in force, with the name that it goes by.
struct Themed {
    name: String,
    depth: Depth,
    theme: Theme,
}

impl Themed {
    fn new(settings: &Settings) -> Self {
        let (name, depth) = (settings.theme.clone(), environment::depth());
        let theme = Theme::built_in(&name, depth);
        Self { name, depth, theme }
    }

    /// The theme that the settings ask for now.
    fn of(&mut self, app: &App) -> &Theme {
        let settings = &app.layout.settings;
        if self.name != settings.theme {
            self.name.clone_from(&settings.theme);
            self.theme = Theme::built_in(&self.name, self.depth);
        }
        &self.theme
    }
}

fn resize(app: &mut App, screen: &Screen) -> io::Result<()> {
    let (width, height) = screen.size()?;
    app.update(Action::Resize { width, height });
    Ok(())
}

fn handle(
    happening: Happening,
    app: &mut App,
    screen: &mut Screen,
    world: &mut World,
) -> io::Result<ControlFlow<()>> {
    let action = match happening {
        Happening::Action(action) => action,
        Happening::Analysis(version, action) if world.reads(version) => action,
        Happening::Analysis(..) => return Ok(ControlFlow::Continue(())),
        Happening::Lost(error) => return Err(error),
        Happening::Signal(signal) => {
            obey_signal(signal, app, screen, world)?;
            return Ok(ControlFlow::Continue(()));
        }
        Happening::Loaded(loaded) => {
            world.take(*loaded, app);
            return Ok(ControlFlow::Continue(()));
        }
    };
    match app.update(action) {
        Some(Effect::Quit) => return Ok(ControlFlow::Break(())),
        Some(Effect::Suspend) => suspend(app, screen, world)?,
        Some(Effect::Redraw) => screen.forget()?,
        Some(Effect::Copy(clip)) => world.copy(clip, app, screen),
        Some(Effect::Reload) => world.reload(app),
        None => {}
    }
    Ok(ControlFlow::Continue(()))
}

#[cfg(unix)]
fn obey_signal(
    signal: i32,
    app: &mut App,
    screen: &mut Screen,
    world: &mut World,
) -> io::Result<()> {
    use signal_hook::{
        consts::{SIGCONT, SIGTSTP},
        low_level::emulate_default_handler,
    };

    match signal {
        SIGTSTP => suspend(app, screen, world),
        SIGCONT => {
            screen.retake()?;
            resize(app, screen)
        }
        // The parent is to see that a signal ended the program.
        ending => {
            // Nobody is there to be told that it failed.
            let _ = world.remember(app);
            terminal::give_back();
            emulate_default_handler(ending)
        }
    }
}

/// Gives the terminal back and stops, as any program does on Ctrl-Z; goes on with `fg`.
#[cfg(unix)]
fn suspend(app: &mut App, screen: &mut Screen, world: &mut World) -> io::Result<()> {
    use signal_hook::{consts::SIGTSTP, low_level::emulate_default_handler};

    let problem = world.remember(app).err();
    terminal::give_back();
    emulate_default_handler(SIGTSTP)?;
    screen.retake()?;
    if let Some(problem) = problem {
        app.note = Some(problem.to_string());
    }
    resize(app, screen)
}

#[cfg(not(unix))]
fn obey_signal(_: i32, _: &mut App, _: &mut Screen, _: &mut World) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn suspend(_: &mut App, _: &mut Screen, _: &mut World) -> io::Result<()> {
    Ok(())
}
