//! An article: one text, what is known about it, and its paragraphs as spans.

use crate::text::{Span, index_at};

/// An article as it was read and sanitised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The text that every span of the article and of its facts points into.
    pub text: String,
    /// The paragraphs in order; they do not overlap and hold no white space at their ends.
    pub paragraphs: Vec<Span>,
    /// What each paragraph is, in the order of `paragraphs`.
    pub kinds: Vec<ParagraphKind>,
    /// The words that lead somewhere, in order; they do not overlap.
    pub links: Vec<Link>,
    /// What is known about the article beside its text.
    pub about: About,
}

/// What is known about an article beside its text. All of it is sanitised too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The name that JSON output gives the article.
    pub id: Option<String>,
    /// The headline, when the format has one apart from the text.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it came out, as the article writes it.
    pub date: Option<String>,
    /// Where it was read from: a path, an address.
    pub source: Option<String>,
    /// Who published it: the site, the feed, the book.
    pub site: Option<String>,
    /// The language as a BCP 47 tag, when the article says so.
    pub language: Option<String>,
}

/// Words that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub span: Span,
    /// Where they lead: an absolute address of the web or of a mailbox, on one line.
    pub address: String,
}

/// What a paragraph is in the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ParagraphKind {
    /// A paragraph of the story.
    #[default]
    Body,
    /// A heading between paragraphs, with its level: 1 is the highest.
    Heading(u8),
    /// The first line of a text that looks like a headline. Since that is a guess, it is read as a
    /// part of the story.
    Headline,
    /// An item of a list.
    Item,
    /// Text that is set off as somebody's words.
    Block,
    /// What stands under a picture or a table.
    Caption,
    /// A table: a row a line, two spaces between cells.
    Table,
    /// Text whose line breaks and spaces matter: code.
    Verbatim,
}

impl ParagraphKind {
    /// What it is called outside of the program.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Heading(_) => "heading",
            Self::Headline => "headline",
            Self::Item => "item",
            Self::Block => "quotation",
            Self::Caption => "caption",
            Self::Table => "table",
            Self::Verbatim => "code",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Every kind; headings of the level that most have.
    pub const ALL: [Self; 8] = [
        Self::Body,
        Self::Heading(2),
        Self::Headline,
        Self::Item,
        Self::Block,
        Self::Caption,
        Self::Table,
        Self::Verbatim,
    ];

    /// Whether sentences of the story stand in it. Headings and captions say again, in fewer words,
    /// what the story says; tables and code hold no sentences.
    #[must_use]
    pub const fn is_story(self) -> bool {
        match self {
            Self::Body | Self::Headline | Self::Item | Self::Block => true,
            Self::Heading(_) | Self::Caption | Self::Table | Self::Verbatim => false,
        }
    }

    /// The level of a heading.
    #[must_use]
    pub const fn level(self) -> Option<u8> {
        match self {
            Self::Heading(level) => Some(level),
            Self::Body
            | Self::Headline
            | Self::Item
            | Self::Block
            | Self::Caption
            | Self::Table
            | Self::Verbatim => None,
        }
    }

    /// Whether its own line breaks are kept where it is shown.
    #[must_use]
    pub const fn keeps_lines(self) -> bool {
        match self {
            Self::Table | Self::Verbatim => true,
            Self::Body
            | Self::Heading(_)
            | Self::Headline
            | Self::Item
            | Self::Block
            | Self::Caption => false,
        }
    }
}

impl Article {
    /// The index of the paragraph that holds the byte `at`; a byte before the first paragraph
    /// belongs to the first, a byte between two to the earlier one.
    #[must_use]
    pub fn paragraph_at(&self, at: usize) -> usize {
        index_at(&self.paragraphs, at).unwrap_or_default()
    }

    /// The paragraphs, each with what it is.
    pub fn blocks(&self) -> impl Iterator<Item = (Span, ParagraphKind)> {
        let kinds = self.kinds.iter().copied().chain(std::iter::repeat(ParagraphKind::Body));
        self.paragraphs.iter().copied().zip(kinds)
    }
}
