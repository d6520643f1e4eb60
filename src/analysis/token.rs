//! Words, numbers and marks of an article.

use crate::{
    article::Article,
    lexicon::{Class, Lexicon, VerbForm, Word},
    text::{Span, is_space},
};

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// How it is written.
    pub shape: Shape,
    /// What the lexicon knows of it.
    pub word: Word,
}

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// "minister"
    Lower,
    /// "Tajani", "Lee"
    Capital,
    /// "NATO", "U.S."; a single capital letter counts as `Capital`.
    Upper,
    /// "2016", "3rd", "$5"
    Number,
    /// One mark, or a run that is read as one: `''`, `...`, `--`.
    Mark,
}

impl Token {
    /// Whether the lexicon puts the token into the class.
    #[must_use]
    pub const fn is(&self, class: Class) -> bool {
        self.word.is(class)
    }

    /// Whether the token can be this form of a verb.
    #[must_use]
    pub const fn has_form(&self, form: VerbForm) -> bool {
        self.word.has_form(form)
    }

    /// Whether it begins with a capital letter.
    #[must_use]
    pub const fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper)
    }

    /// Whether it is a word or a number.
    #[must_use]
    pub const fn is_word(&self) -> bool {
        !matches!(self.shape, Shape::Mark)
    }
}

/// The tokens of the paragraphs that tell the story, in order.
///
/// A clitic is a token of its own ("Macron" "’s", "did" "n’t"), an abbreviation keeps its period
/// ("Mr.", "U.S."), a hyphenated word is one token.
#[must_use]
pub fn find(article: &Article, lexicon: &Lexicon) -> Vec<Token> {
    // A list that grows is in memory twice; English has a token in somewhat more than four bytes.
    let mut tokens = Vec::with_capacity(article.text.len() / 4);
    for (paragraph, _) in article.blocks().filter(|(_, kind)| kind.is_story()) {
        let words = paragraph.of(&article.text);
        let mut at = 0;
        while let Some((start, end)) = next_chunk(words, at) {
            let chunk =
                Chunk { words: Span::new(start, end).of(words), at: paragraph.start + start };
            chunk.push(words, start, lexicon, &mut tokens);
            at = tokens.last().map_or(end, |token| (token.span.end - paragraph.start).max(end));
        }
    }
    tokens
}

/// A maximal stretch of letters, digits and what may join them, or one mark.
struct Chunk<'a> {
    words: &'a str,
    at: usize,
}

impl Chunk<'_> {
    fn push(&self, paragraph: &str, start: usize, lexicon: &Lexicon, tokens: &mut Vec<Token>) {
        let mut len = self.words.len();
        if !self.words.starts_with(char::is_alphanumeric) {
            tokens.push(self.token(0, len, Shape::Mark, Word::default()));
            return;
        }
        let plain = self.words.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !plain && let Some(clitic) = clitic(self.words) {
            let split = len - clitic;
            let word = Span::new(0, split).of(self.words);
            tokens.push(self.token(0, split, shape(word), lexicon.word(word)));
            let word = lexicon.word(Span::new(split, len).of(self.words));
            tokens.push(self.token(split, len, Shape::Lower, word));
            return;
        }
        let mut word = lexicon.word(self.words);
        if paragraph.as_bytes().get(start + len) == Some(&b'.') {
            let known = lexicon.word(Span::new(start, start + len + 1).of(paragraph));
            if known.is(Class::Abbreviation) || is_initials(self.words) {
                word = known;
                len += 1;
            }
        }
        tokens.push(self.token(0, len, shape(self.words), word));
    }

    fn token(&self, from: usize, to: usize, shape: Shape, word: Word) -> Token {
        Token { span: Span::new(self.at + from, self.at + to), shape, word }
    }
}

/// The next chunk at or after the byte `at`, as byte offsets.
fn next_chunk(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = text.get(at..)?;
    let skipped = rest.find(|c| !is_space(c))?;
    let rest = rest.get(skipped..)?;
    let start = at + skipped;
    let first = rest.chars().next()?;
    if !first.is_alphanumeric() {
        let most = match first {
            // Two apostrophes are one quotation mark; a third one is a mark of its own.
            '\'' | '`' => 2,
            '.' | '-' => usize::MAX,
            _ => 1,
        };
        let run = rest.chars().take(most).take_while(|&c| c == first).count();
        return Some((start, start + run * first.len_utf8()));
    }
    // Most words are of plain letters to their end.
    let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let mut end = plain.max(first.len_utf8());
    let mut chars = rest.get(end..)?.chars().peekable();
    while let Some(c) = chars.next() {
        let joins = matches!(c, '\'' | '’' | '-' | '‑' | '.' | ',' | '&' | '@')
            && chars.peek().is_some_and(|&next| joins_before(c, next, rest, end));
        if !(c.is_alphanumeric() || is_combining(c) || joins) {
            break;
        }
        end += c.len_utf8();
    }
    Some((start, start + end))
}

/// Whether the mark `c` at byte `i` of `rest`, before `next`, stands inside one word.
fn joins_before(c: char, next: char, rest: &str, i: usize) -> bool {
    let before = rest.get(..i).and_then(|words| words.chars().next_back());
    match c {
        ',' => next.is_ascii_digit() && before.is_some_and(|b| b.is_ascii_digit()),
        '.' => {
            // "3.5", "U.S", "a.m"; but not "end.Next", which lost its space.
            let short = rest.get(..i).is_some_and(|words| {
                words.rsplit(['.', '-']).next().is_some_and(|part| part.chars().count() == 1)
            });
            next.is_alphanumeric() && (short || before.is_some_and(|b| b.is_ascii_digit()))
        }
        _ => next.is_alphanumeric(),
    }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '_')
}

/// The bytes of the clitic that the word ends with: "’s", "n't", "'ll".
fn clitic(word: &str) -> Option<usize> {
    let at = word.rfind(['\'', '’'])?;
    let tail = word.get(at..)?.trim_start_matches(['\'', '’']);
    let found = match tail.to_ascii_lowercase().as_str() {
        "t" if word.get(..at).is_some_and(|w| w.len() > 1 && w.ends_with(['n', 'N'])) => at - 1,
        "s" | "ll" | "re" | "ve" | "d" | "m" if at > 0 => at,
        _ => return None,
    };
    Some(word.len() - found)
}

/// "J", "U.S", "a.m": single letters with periods between them.
fn is_initials(word: &str) -> bool {
    let mut parts = word.split('.');
    let single = |part: &str| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    };
    parts.all(single) && (word.contains('.') || word.starts_with(char::is_uppercase))
}

fn shape(word: &str) -> Shape {
    let mut chars = word.chars();
    match chars.next() {
        Some(c) if c.is_numeric() => Shape::Number,
        Some(c) if c.is_uppercase() => {
            let mut letters = chars.filter(|c| c.is_alphabetic()).peekable();
            if letters.peek().is_some() && letters.all(char::is_uppercase) {
                Shape::Upper
            } else {
                Shape::Capital
            }
        }
        _ => Shape::Lower,
    }
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::{article::Article, lexicon::Lexicon, text::Span};

    fn check(text: &str, expected: &str) {
        let paragraphs = vec![Span::new(0, text.len())];
        let article = Article { text: text.into(), paragraphs, ..Article::default() };
        let tokens = find(&article, &Lexicon::english());
        let words: Vec<_> = tokens.iter().map(|token| token.span.of(text)).collect();
        assert_eq!(words.join("|"), expected);
    }

    #[test]
    fn clitics_are_tokens_of_their_own() {
        check("Macron’s aides didn't say he'll go.", "Macron|’s|aides|did|n't|say|he|'ll|go|.");
    }

    #[test]
    fn abbreviations_and_initials_keep_their_period() {
        check("Sen. J. D. Lee left the U.S. at 3 p.m.", "Sen.|J.|D.|Lee|left|the|U.S.|at|3|p.m.");
        check("It is over.Next", "It|is|over|.|Next");
    }

    #[test]
    fn hyphens_and_numbers_hold_together() {
        check("A far-right, 3.5-point, $1,200 cut", "A|far-right|,|3.5-point|,|$|1,200|cut");
    }

    #[test]
    fn doubled_marks_are_one_mark() {
        check("''No,'' he said... ``Yes''", "''|No|,|''|he|said|...|``|Yes|''");
    }
}
