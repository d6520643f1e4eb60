//! The one place where text from outside is made harmless, character for character.
//!
//! Every character becomes exactly one character, so that offsets in code points fit the caller's
//! copy of the text. What a terminal would obey and not show becomes U+200B, the space of no
//! width: it takes no cell, parts words as a space does, and is dropped with white space at the
//! ends of a span. A coloured word thus stays one word, and no "[31m" is left beside it.

use encoding_rs::WINDOWS_1252;

use crate::text::{NO_WIDTH, is_hidden_order, one_line};

/// The text without anything that a terminal would obey; as many characters as before.
///
/// A tab becomes a space, every sort of line end becomes `\n` (the `\r` of `\r\n` a space), and
/// a C1 control the character that Windows-1252 has in its place, since it comes from there.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let (plain, tail) = rest.split_at(harmless_bytes(rest.as_bytes()));
        out.push_str(plain);
        let mut chars = tail.chars();
        let Some(c) = chars.next() else { return out };
        rest = chars.as_str();
        let len = sequence(c, rest);
        if len > 0 {
            out.extend(std::iter::repeat_n(NO_WIDTH, len + 1));
            chars.nth(len - 1);
            rest = chars.as_str();
        } else if c == '\r' && !rest.starts_with('\n') {
            out.push('\n');
        } else {
            out.push(harmless(c));
        }
    }
}

/// The same on one line, white space as one space each time: names, titles, addresses.
#[must_use]
pub fn line(text: &str) -> String {
    one_line(&clean(text))
}

/// How many bytes stand before the first that may harm. Most of a text does not, and is copied in
/// stretches.
fn harmless_bytes(bytes: &[u8]) -> usize {
    // Asked of many bytes at once first, which is several times as fast.
    let clear = |few: &&[u8]| !few.iter().fold(false, |any, byte| any | may_harm(*byte));
    let start = bytes.chunks(32).take_while(clear).map(<[u8]>::len).sum();
    let (_, rest) = bytes.split_at(start);
    start + rest.iter().position(|byte| may_harm(*byte)).unwrap_or(rest.len())
}

/// Whether a character that begins with this byte may be one that is replaced: controls, and
/// the lead bytes of the others.
#[expect(clippy::needless_bitwise_bool, reason = "a branch would ask of one byte at a time")]
fn may_harm(byte: u8) -> bool {
    let control = (byte < b' ') & (byte != b'\n') | (byte == 0x7f);
    control | (byte == 0xc2) | (byte == 0xe2) | (byte == 0xef)
}

/// The one character that stands for one character of the outside.
fn harmless(c: char) -> char {
    match c {
        '\n' | '\x0b' | '\x0c' | '\u{2028}' | '\u{2029}' => '\n',
        '\t' | '\r' => ' ',
        '\u{80}'..='\u{9f}' => from_windows(c),
        _ if c.is_control() || is_hidden_order(c) => NO_WIDTH,
        _ => c,
    }
}

/// What a C1 control meant before somebody took Windows-1252 for Latin-1.
fn from_windows(c: char) -> char {
    let byte = u8::try_from(u32::from(c)).unwrap_or_default();
    let (meant, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
    meant.chars().next().filter(|c| !c.is_control()).unwrap_or(NO_WIDTH)
}

/// The number of characters after `lead` that belong to the escape sequence that it begins.
///
/// The search for the end of a string (a title, a link) stops at the next control, so that an
/// unfinished one swallows nothing and the whole text is read at most twice.
fn sequence(lead: char, rest: &str) -> usize {
    let mut chars = rest.chars();
    match (lead, chars.next()) {
        // Without parameters U+009B is more likely a quotation mark of Windows-1252.
        ('\u{9b}', Some('0'..='9' | '?')) => control_sequence(rest),
        ('\x1b', Some('[')) => 1 + control_sequence(chars.as_str()),
        ('\x1b', Some(']' | 'P' | 'X' | '^' | '_')) => 1 + string(chars.as_str()),
        ('\x1b', Some('(' | ')' | '*' | '+' | '#' | '%' | ' '))
            if chars.next().is_some_and(is_final) =>
        {
            2
        }
        ('\x1b', Some('7' | '8' | '=' | '>' | 'c' | '\\')) => 1,
        _ => 0,
    }
}

fn is_final(c: char) -> bool {
    ('0'..='~').contains(&c)
}

/// Parameters, intermediates and the final character; 0 where the final one is missing.
fn control_sequence(rest: &str) -> usize {
    let body = rest.bytes().take_while(|b| (0x20..0x40).contains(b)).count();
    let end = rest.as_bytes().get(body).is_some_and(|b| (0x40..0x7f).contains(b));
    if end { body + 1 } else { 0 }
}

/// The payload of a string and its end, BEL or `ESC \`; 0 where it does not end.
fn string(rest: &str) -> usize {
    let mut len = 0;
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        len += 1;
        match c {
            '\x07' | '\u{9c}' => return len,
            '\x1b' if chars.as_str().starts_with('\\') => return len + 1,
            _ if c.is_control() => return 0,
            _ => {}
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::clean;
    use crate::text::NO_WIDTH;

    /// What is left to see of a text.
    fn seen(text: &str) -> String {
        let out = clean(text);
        assert_eq!(out.chars().count(), text.chars().count(), "{text:?} changed its length");
        out.replace(NO_WIDTH, "")
    }

    #[test]
    fn a_whole_escape_sequence_goes() {
        assert_eq!(seen("a \x1b[1;31mred\x1b[0m word"), "a red word");
        assert_eq!(seen("\x1b]0;title\x07text"), "text");
        assert_eq!(seen("\x1b]8;;http://é.example\x1b\\link\x1b]8;;\x1b\\"), "link");
        assert_eq!(seen("\x1b(Btext\x1bc \u{9b}31mred"), "text red");
    }

    #[test]
    fn an_unfinished_sequence_swallows_no_text() {
        assert_eq!(seen("\x1b]0;title\nThe story"), "0;title\nThe story");
        assert_eq!(seen("a \x1bb"), "a b");
        assert_eq!(seen("\x1b"), "");
    }

    #[test]
    fn line_ends_and_tabs_become_plain() {
        assert_eq!(clean("a\r\nb\rc\td\u{2028}e\x0cf"), "a \nb\nc d\ne\nf");
    }

    #[test]
    fn c1_controls_become_the_marks_that_they_were() {
        assert_eq!(clean("\u{93}No,\u{94} it\u{92}s \u{8b}so\u{9b}"), "“No,” it’s ‹so›");
    }

    #[test]
    fn what_reorders_or_rings_is_gone() {
        assert_eq!(seen("a\u{202e}b\u{2066}c\0\x07\x7f\u{feff}d"), "abcd");
    }

    proptest! {
        #[test]
        fn nothing_that_a_terminal_obeys_is_left(text in "(?s:.){0,60}|[\\x1b\\[\\]\\x07\\\\0-9m;é\\n\u{9b}]{0,60}") {
            let out = clean(&text);
            prop_assert_eq!(out.chars().count(), text.chars().count());
            prop_assert!(!out.chars().any(|c| c.is_control() && c != '\n'));
            prop_assert_eq!(clean(&out), out);
        }
    }
}
