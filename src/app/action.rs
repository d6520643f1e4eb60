//! What the reader or the terminal did, and what the world must do in return.

use crate::{analysis::work::Progress, fact::Analysis};

/// Something that happened.
#[derive(Debug)]
pub enum Action {
    /// The reader pressed a key.
    Command(Command),
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
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Go through the text, the sidebar or the open panel.
    Go(Direction, Step),
    /// Go to another quotation.
    Walk(Direction, Whose),
    /// Go to the other pane.
    SwitchPane,
    /// Take what is chosen in the sidebar.
    Take,
    /// Open or close "why?".
    Why,
    /// Open or close the help.
    Help,
    /// Close what is open, lift what is set.
    Close,
    /// Draw everything anew.
    Redraw,
    /// Let the shell have the terminal for a while.
    Suspend,
    /// Leave.
    Quit,
}

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the end.
    Forward,
    /// Towards the start.
    Back,
}

/// How far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A row.
    Line,
    /// Half of what is seen.
    Half,
    /// What is seen, but for two rows that tell where one was.
    Page,
    /// A paragraph.
    Paragraph,
    /// As far as it goes.
    All,
}

/// Whose quotations are walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Everybody's, unless the sidebar has set an actor.
    Any,
    /// The current speaker's.
    Same,
}

/// What the world must do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// End the reader.
    Quit,
    /// Give the terminal back and stop until the shell goes on.
    Suspend,
    /// Forget what the terminal shows and draw all of it.
    Redraw,
}
