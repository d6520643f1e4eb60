//! Bytes to text: UTF-8, UTF-16, Windows-1252; or not text at all.

use std::{
    borrow::Cow,
    fmt::{self, Display},
};

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// What a reader should know about how an input was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// They were UTF-16.
    Utf16,
    /// They were taken for Windows-1252, which any bytes can be.
    Windows1252,
    /// They were UTF-8 but for some, which are shown as U+FFFD.
    Mended(usize),
    /// They could not be fetched anew, and were kept from that day.
    Kept(String),
    /// They are what a list says of an article that cannot be opened, for that reason.
    Instead(String),
}

impl Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Utf16 => f.write_str("read as UTF-16"),
            Self::Windows1252 => f.write_str("read as Windows-1252"),
            Self::Mended(1) => f.write_str("one place is not UTF-8, shown as \u{fffd}"),
            Self::Kept(date) => write!(f, "could not be asked for anew, shown as of {date}"),
            Self::Instead(reason) => write!(f, "only what its feed says of it: {reason}"),
            Self::Mended(places) => {
                write!(f, "{places} places are not UTF-8, shown as \u{fffd}")
            }
        }
    }
}

/// A text, borrowed from its bytes where they are the same, and what there is to know about it.
pub type Decoded<'a> = (Cow<'a, str>, Option<Note>);

/// The text of the bytes without a byte order mark; `None` for binary data.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<Decoded<'_>> {
    if let Some(encoding) = utf16(bytes) {
        let (text, _) = encoding.decode_with_bom_removal(bytes);
        return Some((text, Some(Note::Utf16)));
    }
    if is_binary(bytes) {
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    Some(match std::str::from_utf8(bytes) {
        Ok(text) => (text.into(), None),
        Err(_) => broken_utf8(bytes),
    })
}

/// The same for bytes whose encoding may be said: by a label beside them, or in the first
/// kilobyte of a page or an XML declaration. What they say is believed where the bytes are not
/// UTF-8, which hardly anything else can look like.
#[must_use]
pub fn decode_labelled<'a>(bytes: &'a [u8], label: Option<&str>) -> Option<Decoded<'a>> {
    let head = bytes.get(..1024).unwrap_or(bytes);
    let said = label.and_then(encoding).or_else(|| encoding(&label_in(head)?));
    let (Some(said), None) = (said, utf16(bytes)) else { return decode(bytes) };
    // Text of seven bits that shifts between alphabets looks like ASCII.
    let shifts = said == encoding_rs::ISO_2022_JP;
    if !shifts && (is_binary(bytes) || std::str::from_utf8(bytes).is_ok()) {
        return decode(bytes);
    }
    match said.decode_without_bom_handling(bytes) {
        (text, false) => Some((text, None)),
        (_, true) => decode(bytes),
    }
}

fn encoding(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().trim_matches(['"', '\'']);
    // In what is read by its bytes so far, the word UTF-16 has been proved wrong.
    let known = Encoding::for_label_no_replacement(label.as_bytes());
    known.filter(|known| known.is_ascii_compatible() || *known == encoding_rs::ISO_2022_JP)
}

/// What follows `charset=` or `encoding=` in the head of a page.
fn label_in(head: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, said) = head.split_once("charset=").or_else(|| head.split_once("encoding="))?;
    let said = said.trim_start_matches([' ', '"', '\'']);
    let end = said.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c));
    said.get(..end.unwrap_or(said.len())).map(str::to_owned)
}

/// UTF-16 by its byte order mark, or clearly so: of the Latin letters in it, every second byte
/// is NUL.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) => return (encoding != encoding_rs::UTF_8).then_some(encoding),
        None if bytes.len() < 4 => return None,
        None => {}
    }
    let head = bytes.get(..4096).unwrap_or(bytes);
    let nuls = |first| head.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let clearly = |most: usize, least: usize| most * 5 > head.len() && least * 50 < head.len();
    if clearly(odd, even) { Some(UTF_16LE) } else { clearly(even, odd).then_some(UTF_16BE) }
}

/// Whether more than one byte in a hundred is a control that no text has.
#[expect(clippy::needless_bitwise_bool, reason = "a branch would ask of one byte at a time")]
fn is_binary(bytes: &[u8]) -> bool {
    // Counted in bytes too, so that many are asked at once.
    let foreign = |b: u8| (b < 7) | ((14..27).contains(&b)) | ((28..32).contains(&b)) | (b == 127);
    let count = |few: &[u8]| few.iter().map(|b| u8::from(foreign(*b))).sum::<u8>();
    let controls: usize = bytes.chunks(255).map(|few| usize::from(count(few))).sum();
    controls * 100 > bytes.len()
}

/// Text with bytes that are not UTF-8. Where most of what is beyond ASCII is sound UTF-8, the
/// rest is damage; otherwise it was never UTF-8.
fn broken_utf8(bytes: &[u8]) -> Decoded<'_> {
    let mut broken = 0;
    let mut sound = 0;
    for chunk in bytes.utf8_chunks() {
        broken += usize::from(!chunk.invalid().is_empty());
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
    }
    if sound > broken {
        (String::from_utf8_lossy(bytes), Some(Note::Mended(broken)))
    } else {
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
        (text, Some(Note::Windows1252))
    }
}

#[cfg(test)]
mod tests {
    use super::{Note, decode, decode_labelled};

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn check(bytes: &[u8], text: &str, note: Option<Note>) {
        assert_eq!(decode(bytes), Some((text.into(), note)));
    }

    #[test]
    fn utf8_loses_its_byte_order_mark() {
        check("\u{feff}“So”, é".as_bytes(), "“So”, é", None);
        check(b"", "", None);
    }

    #[test]
    fn utf16_is_known_by_its_mark_or_its_nuls() {
        let text = "The mayor said “no”.";
        for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            check(&utf16(text, bytes), text, Some(Note::Utf16));
            check(&utf16(&format!("\u{feff}{text}"), bytes), text, Some(Note::Utf16));
        }
    }

    #[test]
    fn a_lone_surrogate_becomes_one_replacement_character() {
        check(b"\xff\xfea\0\x00\xd8b\0", "a\u{fffd}b", Some(Note::Utf16));
    }

    #[test]
    fn curly_marks_of_windows_are_read_as_such() {
        check(
            b"\x93No,\x94 she said \x96 caf\xe9",
            "“No,” she said – café",
            Some(Note::Windows1252),
        );
    }

    #[test]
    fn a_few_broken_bytes_do_not_make_a_file_windows_1252() {
        check(b"caf\xc3\xa9 \xe2\x80\x9cno\xe2\x80", "café “no\u{fffd}", Some(Note::Mended(1)));
    }

    #[track_caller]
    fn check_labelled(bytes: &[u8], label: Option<&str>, text: &str) {
        assert_eq!(decode_labelled(bytes, label).unwrap().0, text);
    }

    #[test]
    fn an_encoding_that_is_said_is_believed_unless_the_bytes_tell_otherwise() {
        let page = b"<meta charset=\"windows-1251\"><p>\xcd\xe5\xf2";
        check_labelled(page, None, "<meta charset=\"windows-1251\"><p>Нет");
        check_labelled(b"\xcd\xe5\xf2", Some("windows-1251"), "Нет");
        check_labelled("Нет".as_bytes(), Some("windows-1251"), "Нет");
        check_labelled(
            b"<?xml version='1.0' encoding='ISO-8859-2'?>\xb1",
            None,
            "<?xml version='1.0' encoding='ISO-8859-2'?>ą",
        );
        check_labelled(b"caf\xe9", Some("utf-8"), "café");
        check_labelled(b"caf\xe9", Some("nonsense"), "café");
        check_labelled(b"\x1b$B%F\x1b(B", Some("iso-2022-jp"), "テ");
        check_labelled(b"\xff\xfea\0", Some("windows-1251"), "a");
    }

    #[test]
    fn controls_in_number_are_binary_and_a_stray_one_is_not() {
        assert_eq!(decode(b"\x7fELF\x02\x01\x01\0\0\0\0\0"), None);
        assert_eq!(decode(&[0; 64]), None);
        let mut text = vec![b'a'; 500];
        text[250] = 0;
        assert!(decode(&text).is_some());
        assert!(decode(b"\x1b[1mbold\x1b[0m \x1b[3mnot\x1b[0m").is_some());
    }
}
