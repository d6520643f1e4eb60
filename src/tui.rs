//! The terminal reader: draw, wait, update.

pub mod analyst;
pub mod clipboard;
pub mod events;
pub mod keys;
pub mod terminal;
pub mod theme;
pub mod view;
pub mod watch;
pub mod world;

use std::{
    env,
    io::{self, IsTerminal},
    ops::ControlFlow,
    path::PathBuf,
    sync::Arc,
};

use crate::{
    analysis::Engine,
    app::{
        App,
        action::{Action, Effect},
        setup::Setup,
    },
    article::Article,
};
use events::Happening;
use terminal::Screen;
use theme::Theme;
use world::World;

/// What is to be shown, and how.
pub struct Opening {
    /// The article.
    pub article: Article,
    /// What is shown until the first key.
    pub note: Option<String>,
    /// How the reader is set up.
    pub setup: Setup,
    /// The configuration that is read anew when it changes.
    pub config: Option<PathBuf>,
}

/// Shows an article in the terminal until the reader leaves. The article is on the screen before
/// the engine is made.
///
/// # Errors
/// When standard output is no terminal, or the terminal is gone.
pub fn run(opening: Opening, engine: impl FnOnce() -> Engine + Send + 'static) -> io::Result<()> {
    let Opening { article, note, setup, config } = opening;
    let article = Arc::new(article);
    let mut screen = Screen::take()?;
    let theme = theme();
    let mut app = App::new(Arc::clone(&article), note).set_up(setup);
    resize(&mut app, &screen)?;
    screen.draw(|frame| view::draw(frame, &app, theme))?;
    let (happenings, news, analyst) = events::listen(article, engine)?;
    if let Some(path) = config {
        watch::start(path, news.clone());
    }
    let mut world = World::new(news);
    loop {
        // Nobody asks any more when all has been analysed.
        let _ = analyst.send(app.reading.place.seen());
        let Ok(first) = happenings.recv() else { return Ok(()) };
        // Whatever else has happened meanwhile goes into the same frame.
        for happening in std::iter::once(first).chain(happenings.try_iter()) {
            if handle(happening, &mut app, &mut screen, &mut world)?.is_break() {
                world.end();
                return Ok(());
            }
        }
        screen.draw(|frame| view::draw(frame, &app, theme))?;
    }
}

/// How many columns standard output has, where it is a terminal that says so.
#[must_use]
pub fn columns() -> Option<usize> {
    let (columns, _) = crossterm::terminal::size().ok()?;
    io::stdout().is_terminal().then_some(usize::from(columns)).filter(|columns| *columns > 0)
}

/// <https://no-color.org>: set and not empty.
fn theme() -> Theme {
    let plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if plain { Theme::Plain } else { Theme::Colour }
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
    match happening {
        Happening::Lost(error) => return Err(error),
        Happening::Signal(signal) => obey_signal(signal, app, screen)?,
        Happening::Action(action) => match app.update(action) {
            Some(Effect::Quit) => return Ok(ControlFlow::Break(())),
            Some(Effect::Suspend) => suspend(app, screen)?,
            Some(Effect::Redraw) => screen.forget()?,
            Some(Effect::Copy(clip)) => world.copy(clip, app, screen),
            None => {}
        },
    }
    Ok(ControlFlow::Continue(()))
}

#[cfg(unix)]
fn obey_signal(signal: i32, app: &mut App, screen: &mut Screen) -> io::Result<()> {
    use signal_hook::{
        consts::{SIGCONT, SIGTSTP},
        low_level::emulate_default_handler,
    };

    match signal {
        SIGTSTP => suspend(app, screen),
        SIGCONT => {
            screen.retake()?;
            resize(app, screen)
        }
        // The parent is to see that a signal ended the program.
        ending => {
            terminal::give_back();
            emulate_default_handler(ending)
        }
    }
}

/// Gives the terminal back and stops, as any program does on Ctrl-Z; goes on with `fg`.
#[cfg(unix)]
fn suspend(app: &mut App, screen: &mut Screen) -> io::Result<()> {
    use signal_hook::{consts::SIGTSTP, low_level::emulate_default_handler};

    terminal::give_back();
    emulate_default_handler(SIGTSTP)?;
    screen.retake()?;
    resize(app, screen)
}

#[cfg(not(unix))]
fn obey_signal(_: i32, _: &mut App, _: &mut Screen) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn suspend(_: &mut App, _: &mut Screen) -> io::Result<()> {
    Ok(())
}
