//! Commands: what keys and the command line ask for.

use super::filter::Facet;

/// What a key asks for. Those that go somewhere go so many times as far as the count before the key
/// says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Go through the text, the sidebar or the open panel.
    Go(Direction, Step),
    /// Go to another quotation.
    Walk(Direction, Whose),
    /// Type what to search for.
    Search(Direction),
    /// Go to another hit, the way that was searched or against it.
    NextHit(Direction),
    /// Type a command by its name.
    Order,
    /// Go to the other pane.
    SwitchPane,
    /// Take what one is on: an actor, a stance, the text, the cell of a panel, the entry of a list.
    Take,
    /// Open or close "why?".
    Why,
    /// Open or close the help.
    Help,
    /// Show or hide what is only inferred.
    Inferred,
    /// Open or close the matrix of who stands where.
    Matrix,
    /// Show every issue in the matrix, or only those that two or more speak to.
    Widen,
    /// Mark an actor, or compare the marked one with another.
    Compare,
    /// Set, change or take back one facet of the filter.
    Filter(Facet),
    /// Fold away the paragraphs in which nothing matches, or show them again.
    Fold,
    /// Pick somebody, an issue or a quotation by a few letters.
    Pick(Pick),
    /// Close what is open, lift what is set.
    Close,
    /// Remember the place under a letter.
    Mark(char),
    /// Go to the place that a letter remembers.
    Recall(char),
    /// Go to where so much of the article lies above, in percent.
    Percent,
    /// Copy what is chosen.
    Copy(Form),
    /// Put letters over the links, to open one.
    Link,
    /// Take the next theme.
    NextTheme,
    /// Move the line between the article and the sidebar; forward is to the right.
    MoveDivide(Direction),
    /// Make the lines of the article longer or shorter; forward is longer.
    Measure(Direction),
    /// Leave the article alone, or bring the sidebar back.
    Zen,
    /// Go back to where a jump began, or forward again.
    Jump(Direction),
    /// Go to where the last jump began.
    LastJump,
    /// Put the chosen fact somewhere on the screen.
    Align(Edge),
    /// Read the article anew.
    Reload,
    /// Open the article in an editor.
    Edit,
    /// Go to the next or previous article of the list.
    Entry(Direction),
    /// Take the article for read, or for not read any more.
    ToggleRead,
    /// Draw everything anew.
    Redraw,
    /// Let the shell have the terminal for a while.
    Suspend,
    /// Close the panel that is open; or go back to the list that the article was chosen from, or
    /// leave.
    Leave,
    /// Leave.
    Quit,
}

impl Command {
    /// The command for another letter, where it takes one.
    #[must_use]
    pub const fn with_letter(self, letter: char) -> Self {
        match self {
            Self::Mark(_) => Self::Mark(letter),
            Self::Recall(_) => Self::Recall(letter),
            same => same,
        }
    }

    /// The letter, where it takes one.
    #[must_use]
    pub const fn letter(self) -> Option<char> {
        if let Self::Mark(letter) | Self::Recall(letter) = self { Some(letter) } else { None }
    }
}

/// When a command is a jump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leap {
    /// Whenever it leads to another place.
    Always,
    /// When nothing of what was on the screen is still there.
    Far,
    /// Never.
    Never,
}

/// A place on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The uppermost row.
    Top,
    /// The middle.
    Middle,
    /// The lowest row.
    Foot,
}

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the end.
    Forward,
    /// Towards the start.
    Back,
}

impl Direction {
    /// The other way.
    #[must_use]
    pub const fn opposite(self) -> Self {
        match self {
            Self::Forward => Self::Back,
            Self::Back => Self::Forward,
        }
    }
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

/// A way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// Which way.
    pub direction: Direction,
    /// How far at a time.
    pub step: Step,
    /// How many times.
    pub times: usize,
}

impl Way {
    /// Once.
    #[must_use]
    pub const fn once(direction: Direction, step: Step) -> Self {
        Self { direction, step, times: 1 }
    }

    /// Forward or back from a place among so many, by so many places; stops at the ends.
    #[must_use]
    pub fn from(self, here: usize, far: usize, count: usize) -> usize {
        let far = far.saturating_mul(self.times);
        match self.direction {
            Direction::Forward => here.saturating_add(far).min(count.saturating_sub(1)),
            Direction::Back => here.saturating_sub(far),
        }
    }
}

/// Whose quotations are walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Everybody's, unless the sidebar has set an actor.
    Any,
    /// The current speaker's.
    Same,
}

/// How something is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The words of the quotation, or the sentence of the stance with who holds it.
    Words,
    /// The words with speaker and source.
    Citation,
    /// The paragraph that is read.
    Paragraph,
    /// A quotation in Markdown, with speaker and source.
    Markdown,
    /// The JSON that the report has for it.
    Json,
}

/// What is picked from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Those who speak or take a side.
    Actors,
    /// What sides are taken on.
    Issues,
    /// What is said.
    Quotations,
    /// The headings of the article: its contents.
    Headings,
}
