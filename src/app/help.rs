//! The help: the key table as rows, what matters where one is first, or only what fits words.

use super::{
    command::Command,
    keymap::{self, Chapter, Entry, Keymap, TABLE},
    panel::labelled,
    role::{Piece, Role, Strip},
    search::pattern::Pattern,
    signs::Signs,
};
use crate::{page::wrap, text::Span};

/// What the help shows.
#[derive(Debug, Default)]
pub struct Help {
    /// Only entries that this fits.
    pub filter: Option<Pattern>,
    /// A command of the chapter that comes first.
    pub about: Option<Command>,
}

impl Help {
    /// The key table as rows of so many columns.
    #[must_use]
    pub fn rows(&self, keymap: &Keymap, signs: Signs, columns: usize) -> Vec<Strip> {
        let keys = |entry| signs.keys(&keymap.shown(entry, keymap::SHOWN)).into_owned();
        let entries = TABLE.iter().flat_map(|chapter| chapter.entries);
        let widest = entries.map(|entry| wrap::cells(&keys(entry))).max().unwrap_or_default();
        let lead = if columns >= widest + 24 { widest + 5 } else { 0 };
        let mut rows = Vec::new();
        for (chapter, entries) in self.chapters(keymap) {
            if !rows.is_empty() {
                rows.push(Strip::default());
            }
            let heading = format!("  {}", chapter.heading);
            rows.push(Strip::left(vec![Piece::new(Role::Heading, heading)]));
            for entry in entries {
                let text = self.marked(entry.help);
                rows.extend(labelled(&keys(entry), Role::Text, &text, lead, columns));
            }
        }
        if rows.is_empty() {
            rows.push(Strip::left(vec![Piece::new(Role::Faint, "  no key for that")]));
        }
        rows
    }

    /// The chapters with what is shown of them.
    fn chapters(&self, keymap: &Keymap) -> Vec<(&'static Chapter, Vec<&'static Entry>)> {
        let is_first = |chapter: &Chapter| {
            let mut bindings = chapter.entries.iter().flat_map(|entry| entry.bindings);
            bindings.any(|binding| Some(binding.command) == self.about)
        };
        let mut chapters: Vec<&Chapter> = TABLE.iter().collect();
        chapters.sort_by_key(|chapter| !is_first(chapter));
        let shown = chapters.into_iter().map(|chapter| {
            let entries = chapter.entries.iter().filter(|entry| self.fits(keymap, entry));
            (chapter, entries.collect::<Vec<_>>())
        });
        shown.filter(|(_, entries)| !entries.is_empty()).collect()
    }

    fn fits(&self, keymap: &Keymap, entry: &Entry) -> bool {
        let Some(filter) = &self.filter else { return true };
        let shown = keymap.shown(entry, keymap::SHOWN);
        let names = entry.bindings.iter().map(|binding| binding.name);
        names.chain([entry.help, &shown]).any(|words| filter.find(words, 0).is_some())
    }

    /// The words with what the filter finds in them.
    fn marked<'a>(&self, words: &'a str) -> Vec<(Role, &'a str)> {
        let found = self.filter.as_ref().and_then(|filter| filter.find(words, 0));
        let (start, end) = found.unwrap_or((words.len(), words.len()));
        let pieces = [
            (Role::Faint, Span::new(0, start)),
            (Role::Hit, Span::new(start, end)),
            (Role::Faint, Span::new(end, words.len())),
        ];
        pieces.map(|(role, span)| (role, span.of(words))).into()
    }
}
