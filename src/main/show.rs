//! Sets the reader up and shows an article in it.

use sayso::{
    analysis::Engine,
    cli::Wishes,
    config::{self, Layers},
    source::Loaded,
    tui::{self, Opening, environment, world::Origin},
};

use super::{Problem, Status, complain, open::Found};

/// Shows an article in the reader; `file` is where it comes from, if that is a file.
pub fn show(loaded: Loaded, engine: fn() -> Engine, wishes: Wishes, file: Option<Found>) -> Status {
    let Loaded { article, analysis, note } = loaded;
    let mut note = note.map(|note| note.to_string());
    let Wishes { theme, mouse, config, no_state, watch } = wishes;
    let asked = config.is_some();
    let layers = Layers {
        environment: environment::settings(),
        file: config.or_else(config::path),
        theme,
        mouse,
    };
    let setup = match layers.setup() {
        // A mistake in what is read unasked keeps nobody from reading.
        Err(error) if !asked => {
            note = Some(format!("{}; `sayso config` tells more", error.first()));
            layers.without_file()
        }
        setup => setup?,
    };
    let (origin, problem) = match &file {
        Some(Found { path, .. }) if no_state => (Some(Origin::unremembered(path)), None),
        Some(Found { path, .. }) => Origin::remembered(path),
        None => (None, None),
    };
    let manner = file.map(|file| file.manner).unwrap_or_default();
    let origin = origin.map(|origin| Origin { watched: watch, manner, ..origin });
    let note = problem.map(|problem| problem.to_string()).or(note);
    let opening = Opening { article, analysis, note, setup, layers, origin };
    if let Some(problem) = tui::run(opening, engine).map_err(Problem::Terminal)? {
        complain(&problem);
    }
    Ok(0)
}
