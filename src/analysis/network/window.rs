//! Windows: as much of an article as the network reads at once.

use std::ops::Range;

use super::piece::{NO_WORD, Vocabulary, Word};
use crate::{
    analysis::{Reading, sentence::Sentence},
    text::Span,
};

/// How many pieces a window holds; the network has no places beyond 256.
const ROOM: usize = 250;

/// A stretch of whole paragraphs, or of whole sentences of a long one, laid out for the network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// The numbers of its pieces.
    pub(super) pieces: Vec<i32>,
    /// The feature of each piece.
    pub(super) features: Vec<i32>,
    /// The place of the first piece of each word.
    pub(super) heads: Vec<usize>,
    /// Where each word stands in the article.
    pub(super) words: Vec<Span>,
}

impl Window {
    /// The part of the article that the window shows.
    #[must_use]
    pub fn span(&self) -> Span {
        match (self.words.first(), self.words.last()) {
            (Some(first), Some(last)) => first.to(*last),
            _ => Span::default(),
        }
    }

    /// How many pieces it has: what reading it costs.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    fn begin(vocabulary: &Vocabulary) -> Self {
        let mut window = Self::default();
        window.push_mark(vocabulary.first);
        window
    }

    fn push_mark(&mut self, piece: i32) {
        self.pieces.push(piece);
        self.features.push(NO_WORD);
    }

    fn push(&mut self, word: &Word) {
        self.heads.push(self.pieces.len());
        self.words.push(word.span);
        self.pieces.extend(&word.pieces);
        self.features.resize(self.pieces.len(), word.feature);
    }
}

/// The windows of some paragraphs, by number: whole ones while they fit; one that is too long is cut
/// between sentences, and a sentence that is too long between words.
pub fn find(reading: &Reading, vocabulary: &Vocabulary, paragraphs: Range<usize>) -> Vec<Window> {
    let mut packer =
        Packer { vocabulary, done: Vec::new(), window: Window::begin(vocabulary), left: ROOM };
    let before = |sentence: &Sentence| sentence.paragraph < paragraphs.start;
    let mut sentences = &reading.sentences[reading.sentences.partition_point(before)..];
    let blocks = reading.article.blocks().enumerate();
    let blocks = blocks.skip(paragraphs.start).take(paragraphs.len());
    for (number, (paragraph, _)) in blocks.filter(|(_, (_, kind))| kind.is_story()) {
        let words = vocabulary.words(&reading.article.text, paragraph);
        let own = sentences.partition_point(|sentence| sentence.paragraph <= number);
        let starts: Vec<_> = sentences[..own].iter().map(|sentence| sentence.span.start).collect();
        sentences = &sentences[own..];
        packer.paragraph(&words, &starts);
    }
    packer.close();
    packer.done
}

struct Packer<'a> {
    vocabulary: &'a Vocabulary,
    done: Vec<Window>,
    window: Window,
    left: usize,
}

impl Packer<'_> {
    fn paragraph(&mut self, words: &[Word], starts: &[usize]) {
        if words.is_empty() {
            return;
        }
        self.make_room(size(words) + 1);
        self.left = self.left.saturating_sub(1);
        let mut rest = words;
        for next in starts.iter().skip(1).chain([&usize::MAX]) {
            let (sentence, after) =
                rest.split_at(rest.partition_point(|word| word.span.start < *next));
            rest = after;
            self.make_room(size(sentence));
            for word in sentence {
                self.make_room(word.pieces.len());
                self.left = self.left.saturating_sub(word.pieces.len());
                self.window.push(word);
            }
        }
        self.window.push_mark(self.vocabulary.after);
    }

    /// Begins a new window unless the present one is empty or has room for so many pieces.
    fn make_room(&mut self, pieces: usize) {
        if pieces > self.left && !self.window.words.is_empty() {
            if self.window.pieces.last() != Some(&self.vocabulary.after) {
                self.window.push_mark(self.vocabulary.after);
            }
            self.close();
        }
    }

    fn close(&mut self) {
        let window = std::mem::replace(&mut self.window, Window::begin(self.vocabulary));
        if !window.words.is_empty() {
            self.done.push(window);
        }
        self.left = ROOM;
    }
}

fn size(words: &[Word]) -> usize {
    words.iter().map(|word| word.pieces.len()).sum()
}
