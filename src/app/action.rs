//! What the reader or the terminal did, and what the world must do in return.

use std::sync::Arc;

use super::{
    command::{Command, Direction},
    key::Key,
    memory::Memory,
    pointer::Pointer,
    setup::Setup,
};
use crate::{analysis::work::Progress, article::Article, fact::Analysis, page::mark::Chosen};

/// Something that happened.
#[derive(Debug)]
pub enum Action {
    /// The reader pressed a key.
    Key(Key),
    /// The reader pasted words.
    Paste(String),
    /// Nothing else happened, and there is something left to search.
    GoOn,
    /// Something was asked for, other than by a key.
    Command(Command),
    /// The mouse did something.
    Mouse(Pointer),
    /// The terminal has a size, in cells.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// The facts are there, or better ones than before, and so much has been read for them.
    Analysed(Box<Analysis>, Progress),
    /// No more facts will come.
    AnalysisFailed,
    /// The configuration has changed, or why it cannot be used.
    Configured(Result<Setup, String>),
    /// This is how the article was left the last time.
    Recalled(Box<Memory>),
    /// The article has another version.
    Replaced(Arc<Article>),
    /// The world has something to say.
    Told(String),
}

/// What is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clip {
    /// These words.
    Words {
        /// What they are: "the quotation".
        what: &'static str,
        /// The words.
        words: String,
    },
    /// The JSON of a fact.
    Json(Chosen),
}

/// What the world must do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Read the article anew.
    Reload,
    /// Open the article in an editor, at the paragraph of this index.
    Edit(usize),
    /// Give words to a command of the shell's, and show what it answers.
    Pipe {
        /// The command.
        command: String,
        /// The words.
        words: String,
    },
    /// Put something on the clipboard.
    Copy(Clip),
    /// Open an address with whatever the system opens it with.
    Open(String),
    /// Go to the next or previous article of the list, if there is one.
    Entry(Direction),
    /// Go to a chapter of the book, by its index.
    Chapter(usize),
    /// Take the article for read, or for not read any more, in the list.
    ToggleRead,
    /// Go back to the list, if there is one.
    Back,
    /// Go back to the list, or else end the reader.
    Leave,
    /// End the reader.
    Quit,
    /// Give the terminal back and stop until the shell goes on.
    Suspend,
    /// Forget what the terminal shows and draw all of it.
    Redraw,
}
