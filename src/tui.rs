//! The terminal reader: draw, wait, update.

pub mod analyst;
pub mod background;
pub mod clipboard;
pub mod editor;
pub mod environment;
pub mod events;
pub mod gate;
pub mod keys;
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
    sync::Arc,
};

use crate::{
    analysis::Engine,
    app::{
        App,
        action::{Action, Effect},
        settings::{AUTO, Settings},
        setup::Setup,
    },
    config::Layers,
    source::{Loaded, beginning::Beginning},
};
use background::{Background, Ear};
use events::Happening;
use outside::Outside;
use terminal::Screen;
use theme::{Theme, colour::Depth};
use world::{Origin, World};

/// What is said of letters that are read from right to left.
const DISORDER: &str =
    "some of it is read from right to left: this terminal may not order its letters";

/// What is to be shown, and how.
pub struct Opening {
    /// The article, or what was read of it.
    pub part: Part,
    /// What is shown until the first key, before what there is to say of the article.
    pub note: Option<String>,
    /// How the reader is set up.
    pub setup: Setup,
    /// What it is made of anew when the configuration changes.
    pub layers: Layers,
    /// The file that the article comes from, if it does.
    pub origin: Option<Origin>,
}

/// How much of an article was read.
pub enum Part {
    /// All of it; where no facts are known, an engine finds them.
    Whole(Loaded),
    /// What the first screen needs; the rest is read when that is shown.
    Beginning(Beginning),
}

/// Shows an article in the terminal until the reader leaves. The article is on the screen before
/// the engine is made. Gives what there is to say when the terminal has been given back.
///
/// # Errors
/// When standard output is no terminal, or the terminal is gone.
pub fn run(opening: Opening, engine: fn() -> Engine) -> io::Result<Option<String>> {
    let Opening { part, note, setup, layers, origin } = opening;
    let (Loaded { article, analysis, note: way }, expected) = match part {
        Part::Whole(loaded) => (loaded, None),
        Part::Beginning(Beginning { loaded, paragraphs }) => (loaded, Some(paragraphs)),
    };
    let note = note.or(way.map(|way| way.to_string()));
    let article = Arc::new(article);
    let mut screen = Screen::take()?;
    let mut theme = Themed::new();
    let mut app = App::new(Arc::clone(&article), note).set_up(setup);
    app.reading.paragraphs = expected.unwrap_or(app.reading.paragraphs);
    resize(&mut app, &screen)?;
    let outside = Outside::default();
    let news = outside.sender();
    let mut world = World::new(outside, engine, origin);
    world.recall(&mut app);
    warn(&mut app);
    let has_links = environment::has_links();
    let links = |app: &App| if has_links { view::link::shown(app) } else { Vec::new() };
    theme.follow(&mut app);
    screen.draw(&links(&app), |frame| view::draw(frame, &app, &theme.theme))?;
    let ear = theme.ask()?;
    world.listen(ear)?;
    watch::start(layers, news);
    match expected {
        Some(_) => {
            world.read_on(article, &mut app);
            warn(&mut app);
        }
        None => world.analyse(article, analysis),
    }
    loop {
        screen.want_mouse(app.layout.settings.mouse)?;
        world.show(app.reading.place.seen());
        theme.follow(&mut app);
        screen.draw(&links(&app), |frame| view::draw(frame, &app, &theme.theme))?;
        for happening in world.next(&app) {
            let Some(happening) = theme.hear(happening) else { continue };
            if handle(happening, &mut app, &mut screen, &mut world)?.is_break() {
                let problem = world.remember(&app).err();
                world.end();
                return Ok(problem.map(|problem| problem.to_string()));
            }
        }
    }
}

/// Says what the terminal may do to the letters, unless there is something else to say.
fn warn(app: &mut App) {
    if app.reading.page.has_right() && !environment::has_order() {
        app.note.get_or_insert_with(|| DISORDER.to_owned());
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
    settings: Settings,
    depth: Depth,
    background: Option<Background>,
    theme: Theme,
}

impl Themed {
    fn new() -> Self {
        let (depth, background) = (environment::depth(), environment::background());
        let settings = Settings { theme: String::new(), ..Settings::default() };
        Self { settings, depth, background, theme: Theme::default() }
    }

    /// Takes what concerns it; gives back what does not.
    fn hear(&mut self, happening: Happening) -> Option<Happening> {
        let Happening::Background(background) = happening else { return Some(happening) };
        self.background = Some(background);
        // So that it is chosen anew.
        self.settings.theme.clear();
        None
    }

    /// Asks the terminal what its paper is, where that matters and nobody has said it; gives what
    /// will hear the answer.
    fn ask(&self) -> io::Result<Option<Ear>> {
        let auto = self.settings.theme == AUTO;
        if !auto || self.background.is_some() || !environment::can_answer() {
            return Ok(None);
        }
        background::ask(&mut io::stdout())?;
        Ok(Some(Ear::default()))
    }

    /// Takes the theme that the settings ask for now. One with a mistake leaves the one in force,
    /// and is told of.
    fn follow(&mut self, app: &mut App) {
        let settings = &app.layout.settings;
        let themes = (&self.settings.theme, &self.settings.own_themes);
        if themes == (&settings.theme, &settings.own_themes) {
            return;
        }
        self.settings.clone_from(settings);
        let name = match (self.settings.theme.as_str(), self.background) {
            (AUTO, Some(Background::Light)) => "light",
            (AUTO, Some(Background::Dark)) => "dark",
            (name, _) => name,
        };
        match Theme::named(name, &self.settings, self.depth) {
            Ok(theme) => self.theme = theme,
            Err(mistake) => drop(app.update(Action::Told(mistake.to_string()))),
        }
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
        // An older version's analysis; and the theme has heard of the paper.
        Happening::Analysis(..) | Happening::Background(_) | Happening::Ended(_) => {
            return Ok(ControlFlow::Continue(()));
        }
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
        Some(Effect::Open(target)) => world::open(&target, app),
        Some(Effect::Copy(clip)) => world.copy(clip, app, screen),
        Some(Effect::Reload) => world.reload(app),
        Some(Effect::Edit(paragraph)) => {
            world.edit(paragraph, app, screen)?;
            resize(app, screen)?;
        }
        Some(Effect::Pipe { command, words }) => {
            world.pipe(&command, words, app, screen)?;
            resize(app, screen)?;
        }
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
