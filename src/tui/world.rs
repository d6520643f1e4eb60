//! The world: does what the reader's state asks for, beyond the screen.

use std::{
    env, io,
    sync::mpsc::Sender,
    thread::{self, JoinHandle},
    time::Duration,
};

use super::{
    clipboard::{self, Around, Refused},
    events::Happening,
    terminal::Screen,
};
use crate::{
    app::{
        App,
        action::{Action, Clip},
    },
    page::mark::Chosen,
    report::{extract::Extract, json},
};

/// How long the program waits at its end for a command that takes a copied text.
const PATIENCE: Duration = Duration::from_secs(1);
const STEP: Duration = Duration::from_millis(10);

/// What the reader needs beyond the screen.
pub struct World {
    /// Where news are told.
    sender: Sender<Happening>,
    /// What is being given to commands of the system's clipboard.
    giving: Option<JoinHandle<()>>,
}

impl World {
    /// The world, whose news go to this sender.
    #[must_use]
    pub const fn new(sender: Sender<Happening>) -> Self {
        Self { sender, giving: None }
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
        app.update(Action::Told(note));
        if tools.is_empty() {
            return;
        }
        let sender = self.sender.clone();
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
