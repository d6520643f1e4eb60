//! The prompt: a line that is typed, edited by what a reader sees as one character.

use unicode_segmentation::UnicodeSegmentation;

use super::key::{Arrow, Key};
use crate::{
    page::wrap,
    text::{Span, is_hidden_order},
};

/// Bytes that a line may hold; what would make it longer is not taken.
const LONGEST: usize = 1000;

/// A line with a cursor in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prompt {
    text: String,
    /// The byte that the cursor stands before: the start of a grapheme cluster, or the end.
    cursor: usize,
    /// How many lines back in the history one is, and what was typed before going there.
    back: usize,
    draft: String,
}

/// What a key has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// The text.
    Text,
    /// The cursor at most.
    Cursor,
    /// It is no key of the line.
    Nothing,
}

impl Prompt {
    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte that the cursor stands before.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Takes another text, with the cursor at its end.
    pub fn set(&mut self, text: &str) {
        text.clone_into(&mut self.text);
        self.cursor = self.text.len();
    }

    /// Takes a key; the history is what was entered before, the latest last.
    pub fn feed(&mut self, key: Key, history: &[String]) -> Edited {
        let (before, cursor) = (self.text.len(), self.cursor);
        match key {
            Key::Char(c) => self.insert(c.encode_utf8(&mut [0; 4])),
            Key::Backspace | Key::Ctrl('h') => self.delete(self.left(), cursor),
            Key::Delete | Key::Ctrl('d') => self.delete(cursor, self.right()),
            Key::Ctrl('u') => self.delete(0, cursor),
            Key::Ctrl('k') => self.delete(cursor, before),
            Key::Ctrl('w') => self.delete(self.word(), cursor),
            Key::Arrow(Arrow::Left) | Key::Ctrl('b') => self.cursor = self.left(),
            Key::Arrow(Arrow::Right) | Key::Ctrl('f') => self.cursor = self.right(),
            Key::Home | Key::Ctrl('a') => self.cursor = 0,
            Key::End | Key::Ctrl('e') => self.cursor = before,
            Key::Arrow(Arrow::Up) | Key::Ctrl('p') => return self.recall(history, self.back + 1),
            Key::Arrow(Arrow::Down) | Key::Ctrl('n') => {
                return self.recall(history, self.back.saturating_sub(1));
            }
            Key::Ctrl(_)
            | Key::Shift(_)
            | Key::Enter
            | Key::Esc
            | Key::Tab
            | Key::BackTab
            | Key::PageDown
            | Key::PageUp => return Edited::Nothing,
        }
        if self.text.len() == before { Edited::Cursor } else { Edited::Text }
    }

    /// Puts words in at the cursor, on one line and without anything that a terminal would obey.
    pub fn insert(&mut self, words: &str) {
        let harmless = |c: &char| !c.is_control() && !is_hidden_order(*c);
        let visible = |c: char| if c.is_whitespace() { ' ' } else { c };
        let words = words.lines().collect::<Vec<_>>().join(" ");
        let words: String = words.chars().map(visible).filter(harmless).collect();
        let room = LONGEST.saturating_sub(self.text.len());
        let fits = words.char_indices().map(|(at, c)| at + c.len_utf8());
        let len = fits.take_while(|&end| end <= room).last().unwrap_or(0);
        self.text.insert_str(self.cursor, Span::new(0, len).of(&words));
        self.cursor += len;
        self.settle();
    }

    fn delete(&mut self, start: usize, end: usize) {
        let kept = [Span::new(0, start), Span::new(end, self.text.len())];
        self.text = kept.map(|span| span.of(&self.text)).concat();
        self.cursor = start;
        self.settle();
    }

    /// Where two clusters have become one, the cursor goes to its end.
    fn settle(&mut self) {
        let ends = self.clusters().map(|span| span.end);
        let next = [0].into_iter().chain(ends).find(|&at| at >= self.cursor);
        self.cursor = next.unwrap_or(self.text.len());
    }

    fn clusters(&self) -> impl DoubleEndedIterator<Item = Span> {
        let clusters = self.text.grapheme_indices(true);
        clusters.map(|(at, cluster)| Span::new(at, at + cluster.len()))
    }

    fn left(&self) -> usize {
        self.clusters().rfind(|span| span.start < self.cursor).map_or(0, |span| span.start)
    }

    fn right(&self) -> usize {
        let next = self.clusters().find(|span| span.end > self.cursor);
        next.map_or(self.text.len(), |span| span.end)
    }

    /// The start of the word before the cursor.
    fn word(&self) -> usize {
        let before = Span::new(0, self.cursor).of(&self.text).trim_end();
        let space = before.char_indices().rfind(|(_, c)| c.is_whitespace());
        let start = space.map_or(0, |(at, c)| at + c.len_utf8());
        // A mark that combines with the space is not torn off it.
        self.clusters().rfind(|span| span.start <= start).map_or(0, |span| span.start)
    }

    /// Takes the line that was entered so many lines ago; none ago is what was being typed.
    fn recall(&mut self, history: &[String], back: usize) -> Edited {
        if back > history.len() || back == self.back {
            return Edited::Cursor;
        }
        if self.back == 0 {
            self.draft.clone_from(&self.text);
        }
        self.back = back;
        let line = history.len().checked_sub(back).and_then(|index| history.get(index));
        let line = line.unwrap_or(&self.draft).clone();
        self.set(&line);
        Edited::Text
    }

    /// The part of the line that fits into so many cells with the cursor in it, and the cells
    /// before the cursor.
    #[must_use]
    pub fn view(&self, room: usize) -> (&str, usize) {
        let cells = |start, end| wrap::cells(Span::new(start, end).of(&self.text));
        let all = self.text.len();
        // The cursor needs a cell of its own behind the last character.
        if cells(0, all) < room {
            return (&self.text, cells(0, self.cursor));
        }
        let ahead = if self.cursor < all { room / 4 } else { 0 };
        let most = room.saturating_sub(1 + ahead);
        let starts = self.clusters().map(|span| span.start).take_while(|&at| at < self.cursor);
        let fits = |&start: &usize| cells(start, self.cursor) <= most;
        let start = starts.chain([self.cursor]).find(fits).unwrap_or(self.cursor);
        let ends = self.clusters().map(|span| span.end).filter(|&end| end >= start);
        let end = ends.take_while(|&end| cells(start, end) <= room).last().unwrap_or(start);
        (Span::new(start, end).of(&self.text), cells(start, self.cursor))
    }
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, sample::select};
    use unicode_segmentation::UnicodeSegmentation;

    use super::{Arrow, Edited, Key, Prompt};
    use crate::page::wrap;

    /// The line with a bar where the cursor stands.
    fn shown(prompt: &Prompt) -> String {
        let (before, after) = prompt.text.split_at(prompt.cursor);
        format!("{before}|{after}")
    }

    fn check(text: &str, keys: &[Key], expected: &str) {
        let mut prompt = Prompt::default();
        let (before, after) = text.split_once('|').unwrap();
        prompt.set(&format!("{before}{after}"));
        prompt.cursor = before.len();
        for key in keys {
            prompt.feed(*key, &["old".into(), "older".into()]);
        }
        assert_eq!(shown(&prompt), expected);
    }

    const LEFT: Key = Key::Arrow(Arrow::Left);
    const RIGHT: Key = Key::Arrow(Arrow::Right);
    const UP: Key = Key::Arrow(Arrow::Up);
    const DOWN: Key = Key::Arrow(Arrow::Down);

    #[test]
    fn a_line_is_edited_where_the_cursor_stands() {
        check("|", &[Key::Char('a'), Key::Char('b'), LEFT, Key::Char('ü')], "aü|b");
        check("one t|wo", &[Key::Backspace], "one |wo");
        check("one t|wo", &[Key::Delete], "one t|o");
        check("one t|wo", &[Key::Home, Key::Backspace, RIGHT], "o|ne two");
        check("one t|wo", &[Key::End, Key::Delete, LEFT], "one tw|o");
        check("one t|wo", &[Key::Ctrl('u')], "|wo");
        check("one t|wo", &[Key::Ctrl('k')], "one t|");
        check("one t|wo", &[Key::Ctrl('a'), Key::Ctrl('e')], "one two|");
    }

    #[test]
    fn a_word_goes_with_the_spaces_behind_it() {
        check("one two  |", &[Key::Ctrl('w')], "one |");
        check("one t|wo", &[Key::Ctrl('w'), Key::Ctrl('w')], "|wo");
        check("|one", &[Key::Ctrl('w')], "|one");
    }

    #[test]
    fn what_is_seen_as_one_character_is_one() {
        check("e\u{301}|", &[Key::Backspace], "|");
        check("👩\u{200d}👧x|", &[LEFT, LEFT], "|👩\u{200d}👧x");
        check("漢|字", &[RIGHT, LEFT, LEFT], "|漢字");
        check("e|", &[Key::Char('\u{301}'), LEFT], "|e\u{301}");
        check("a|\u{1f467}", &[Key::Char('👩'), Key::Char('\u{200d}')], "a👩\u{200d}\u{1f467}|");
    }

    #[test]
    fn the_history_ends_with_what_was_being_typed() {
        check("ne|w", &[UP], "older|");
        check("ne|w", &[UP, UP, UP], "old|");
        check("ne|w", &[UP, UP, DOWN, DOWN, DOWN], "new|");
    }

    #[test]
    fn what_is_pasted_is_one_harmless_line() {
        let mut prompt = Prompt::default();
        prompt.insert("two\nlines\u{1b}[31m\u{202e}");
        assert_eq!(shown(&prompt), "two lines[31m|");
        prompt.insert(&"漢".repeat(2000));
        assert!(prompt.text.len() <= 1000 && prompt.text.ends_with('漢'));
    }

    #[test]
    fn a_long_line_scrolls_with_its_cursor() {
        let mut prompt = Prompt::default();
        prompt.set("one two three four");
        assert_eq!(prompt.view(30), ("one two three four", 18));
        assert_eq!(prompt.view(9), ("ree four", 8));
        prompt.feed(Key::Home, &[]);
        assert_eq!(prompt.view(9), ("one two t", 0));
        prompt.set("漢字漢字");
        assert_eq!(prompt.view(6), ("漢字", 4));
    }

    #[test]
    fn keys_of_others_are_left_alone() {
        let mut prompt = Prompt::default();
        for key in [Key::Enter, Key::Esc, Key::Tab, Key::Ctrl('c'), Key::PageDown] {
            assert_eq!(prompt.feed(key, &[]), Edited::Nothing);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn the_cursor_stands_between_characters_and_on_the_screen(
            text in "\\PC{0,12}",
            keys in prop::collection::vec(prop_oneof![
                any::<char>().prop_map(Key::Char),
                select(vec![
                    Key::Char('\u{301}'), Key::Char('\u{200d}'), Key::Char('👩'), Key::Char('🇩'),
                    Key::Char(' '), Key::Char('漢'), LEFT, RIGHT, UP, DOWN, Key::Home, Key::End,
                    Key::Backspace, Key::Delete, Key::Ctrl('u'), Key::Ctrl('w'), Key::Ctrl('k'),
                ]),
            ], 0..40),
            room in 2..30_usize,
        ) {
            let mut prompt = Prompt::default();
            prompt.insert(&text);
            for key in keys {
                prompt.feed(key, std::slice::from_ref(&text));
                let mut bounds = prompt.text.grapheme_indices(true).map(|(at, _)| at);
                prop_assert!(
                    prompt.cursor == prompt.text.len() || bounds.any(|at| at == prompt.cursor)
                );
                let (view, before) = prompt.view(room);
                prop_assert!(before < room, "{before} in {room}");
                prop_assert!(wrap::cells(view) <= room);
                prop_assert!(!prompt.text.contains(char::is_control));
            }
        }
    }
}
