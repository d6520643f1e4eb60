//! Words as the network knows them: pieces of its vocabulary, their case, and whether they stand
//! inside quotation marks.

use std::collections::HashMap;

use rten_text::{
    models::{Model as _, WordPiece, WordPieceOptions},
    normalizers::{Bert, BertOptions, Normalizer as _},
    pre_tokenizers::{self, PreTokenizer as _},
};

use super::quoted;
use crate::text::Span;

/// What is added to the case of a word inside quotation marks.
const INSIDE: i32 = 4;
/// The feature of pieces that are not words.
pub const NO_WORD: i32 = 3;

/// A word or a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in the article.
    pub span: Span,
    /// Its pieces as numbers of the vocabulary; at least one.
    pub pieces: Vec<i32>,
    /// Its case, and whether it stands inside marks.
    pub feature: i32,
}

/// The pieces that words are made of.
pub struct Vocabulary {
    pieces: WordPiece,
    normalizer: Bert,
    /// The piece that begins a window.
    pub first: i32,
    /// The piece that stands after each paragraph.
    pub after: i32,
}

impl Vocabulary {
    /// The vocabulary of the program's network.
    pub fn load() -> Option<Self> {
        let lines = include_str!("../../../assets/models/attribution/pieces.txt").lines();
        let numbers: HashMap<String, u32> = (0..).zip(lines).map(|(i, s)| (s.into(), i)).collect();
        let number = |piece: &str| numbers.get(piece).and_then(|&n| i32::try_from(n).ok());
        let (first, after) = (number("[CLS]")?, number("[SEP]")?);
        let pieces = WordPiece::from_vocab(numbers, WordPieceOptions::default());
        let normalizer = Bert::new(BertOptions { lowercase: true, strip_accents: true });
        Some(Self { pieces, normalizer, first, after })
    }

    /// The words of a paragraph of `text`.
    pub fn words(&self, text: &str, paragraph: Span) -> Vec<Word> {
        let original = paragraph.of(text);
        let inside = quoted::mask(original);
        let (plain, origin) = self.plain(original);
        let Ok((normal, from)) = self.normalizer.normalize(&plain) else { return Vec::new() };
        let Ok(chunks) = pre_tokenizers::Bert::new().pre_tokenize(&normal) else {
            return Vec::new();
        };
        let mut words = Vec::new();
        let mut at = 0;
        for chunk in chunks {
            let (start, last) = (origin[from[at]], origin[from[at + chunk.len() - 1]]);
            at += chunk.len();
            let mut pieces = Vec::new();
            let pushed =
                self.pieces.encode_with_offsets(chunk, &mut |_, id| pieces.push(id.cast_signed()));
            if pushed.is_err() || pieces.is_empty() {
                continue;
            }
            let width = original.get(last..).and_then(|rest| rest.chars().next());
            let span = Span::new(start, last + width.map_or(0, char::len_utf8));
            let feature = case(span.of(original)) + if inside[start] { INSIDE } else { 0 };
            let span = Span::new(paragraph.start + span.start, paragraph.start + span.end);
            words.push(Word { span, pieces, feature });
        }
        words
    }

    /// The words with one style of quotation marks, and for each byte where its character began.
    ///
    /// Two apostrophes or backticks are one double mark and a space. What the vocabulary has no
    /// letter for becomes a space too, so that no word is lost as a whole.
    fn plain(&self, words: &str) -> (String, Vec<usize>) {
        let mut plain = String::with_capacity(words.len());
        let mut origin = Vec::with_capacity(words.len());
        let mut chars = words.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let single = matches!(c, '\'' | '‘' | '’' | '‚' | '‛');
            let next = chars.peek().map(|&(_, next)| next);
            let doubled = match next {
                Some('`') => c == '`',
                Some('\'' | '‘' | '’' | '‚' | '‛') => single,
                _ => false,
            };
            if doubled {
                plain.push_str("\" ");
                origin.push(at);
                origin.extend(chars.next().map(|(at, _)| at));
                continue;
            }
            plain.push(match c {
                '“' | '”' | '„' | '‟' | '«' | '»' => '"',
                _ if single => '\'',
                _ if c.is_ascii() || self.can_spell(c) => c,
                _ => ' ',
            });
            origin.resize(plain.len(), at);
        }
        (plain, origin)
    }

    /// Whether the vocabulary has the character, also within a word.
    fn can_spell(&self, c: char) -> bool {
        let Ok((normal, _)) = self.normalizer.normalize(c.encode_utf8(&mut [0; 4])) else {
            return false;
        };
        normal.chars().all(|c| {
            let mut name = String::from("##");
            name.push(c);
            let bare = Span::new(2, name.len()).of(&name);
            self.pieces.get_token_id(bare).is_some()
                && (!c.is_alphanumeric() || self.pieces.get_token_id(&name).is_some())
        })
    }
}

/// Whether a word of that feature has letters.
pub const fn has_letters(feature: i32) -> bool {
    feature % INSIDE != NO_WORD
}

/// Whether a word of that feature stands inside marks.
pub const fn is_inside(feature: i32) -> bool {
    feature >= INSIDE
}

/// The case of a word: 0 lower, 1 capitalised, 2 upper, 3 without letters.
fn case(word: &str) -> i32 {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return NO_WORD };
    if !first.is_uppercase() {
        return 0;
    }
    let mut rest = letters.peekable();
    if rest.peek().is_some() && rest.all(char::is_uppercase) { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;
    use crate::text::Span;

    fn check(text: &str, expected: &str) {
        let vocabulary = Vocabulary::load().unwrap();
        let words: Vec<_> = vocabulary
            .words(text, Span::new(0, text.len()))
            .iter()
            .map(|word| format!("{}/{}", word.span.of(text), word.feature))
            .collect();
        assert_eq!(words.join(" "), expected);
    }

    #[test]
    fn words_know_their_case_and_their_marks() {
        check("''We GO,'' Ortiz said.", "'/7 We/5 GO/6 ,/7 '/3 Ortiz/1 said/0 ./3");
    }

    #[test]
    fn accents_and_foreign_letters_keep_their_place() {
        check("Café — naïve ن日 no", "Café/1 —/3 naïve/0 no/0");
    }
}
