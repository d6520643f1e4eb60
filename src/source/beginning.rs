//! The beginning of a large text: what fills a screen, read before the rest.

use std::{fs::Metadata, io::Read, path::Path};

use super::{
    Format, LIMIT, Loaded, Manner, Raw, bytes::open_file, content, format, named, read_as, shown,
    sniff::Content,
};

/// Bytes that are read of it: more than a screen shows.
const SIZE: usize = 1 << 14;
/// What is smaller is read whole, which takes hardly longer.
const LEAST: u64 = 1 << 15;

/// The beginning of an article.
pub struct Beginning {
    /// The article, as far as it was read.
    pub loaded: Loaded,
    /// About how many paragraphs all of it has.
    pub paragraphs: usize,
}

/// The beginning of the article in a file, where that is a large text in UTF-8; `None` for all
/// else, and where reading fails: whoever then reads the whole file is told why.
///
/// What follows may give the beginning another meaning: bytes that are not UTF-8, a link's target
/// in Markdown, lines that show where the text was wrapped. So this is for the eye alone, until the
/// whole file is read as any other and takes its place.
#[must_use]
pub fn read(path: &Path, manner: &Manner) -> Option<Beginning> {
    // A pipe that was opened once would have nothing left to be read whole.
    let about = path.metadata().ok().filter(Metadata::is_file)?;
    if !(LEAST..=LIMIT).contains(&about.len()) {
        return None;
    }
    let file = open_file(path).ok()?;
    let mut bytes = Vec::with_capacity(SIZE);
    file.take(SIZE as u64).read_to_end(&mut bytes).ok()?;
    let name = shown(path);
    let bytes = first_paragraphs(&bytes)?;
    let raw = Raw { bytes, name: &name, promised: Format::of_path(path), ..Raw::default() };
    let kind = content(raw, manner);
    let format = format(raw, manner, kind);
    // What may be markup shows only further down whether it is.
    let tells = kind == Content::Text && !bytes.trim_ascii_start().starts_with(b"<");
    if !tells || format == Format::Html {
        return None;
    }
    let mut loaded = read_as(raw, format, manner).ok()?;
    named(&mut loaded.article, path, name);
    let share = usize::try_from(about.len()).ok()? / bytes.len();
    let paragraphs = loaded.article.paragraphs.len() * share;
    loaded.note.is_none().then_some(Beginning { loaded, paragraphs })
}

/// The bytes up to the last blank line, or else to the last end of a line: there no character is
/// cut, and no order to the terminal. `None` where there is neither.
fn first_paragraphs(bytes: &[u8]) -> Option<&[u8]> {
    let blank = |pair: &[u8]| matches!(pair, [b'\n', b'\n' | b'\r']);
    let paragraph = bytes.windows(2).rposition(blank);
    let end = paragraph.or_else(|| bytes.iter().rposition(|byte| *byte == b'\n'))?;
    bytes.get(..=end)
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::{LEAST, read};
    use crate::source::{Manner, again};

    const LINES: [&str; 6] = [
        "“The quay is closed,” said Ann Lee, the mayor.\n\n",
        "Nobody came to the hearing on Monday.\r\n\r\n",
        "Café, \x1b[1mbold\x1b[0m, “no”.\n",
        "* An item of a list\n* and another\n\n",
        "> It was quoted.\n> Twice.\n\n",
        "It rained on and on and nobody went out of the house until the\nevening, when it cleared.\n\n",
    ];

    /// A large text of the lines in their order, or from the last to the first.
    fn text(lines: &mut dyn Iterator<Item = &str>) -> String {
        let lines: String = lines.collect();
        lines.repeat(usize::try_from(LEAST).unwrap() / lines.len() + 1)
    }

    #[test]
    fn the_whole_begins_with_the_beginning() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["text.txt", "text.md"] {
            let path = folder.path().join(name);
            for text in [text(&mut LINES.into_iter()), text(&mut LINES.into_iter().rev())] {
                std::fs::write(&path, &text).unwrap();
                let beginning = read(&path, &Manner::default()).unwrap();
                let (part, whole) =
                    (beginning.loaded.article, again(&path, &Manner::default()).unwrap().article);
                assert!(part.text.len() > 15_000 && whole.text.starts_with(&part.text), "{name}");
                assert!(whole.paragraphs.starts_with(&part.paragraphs), "{name}");
                assert!(whole.kinds.starts_with(&part.kinds), "{name}");
                assert_eq!(whole.about, part.about);
                let (all, told) = (whole.paragraphs.len(), beginning.paragraphs);
                assert!(all.abs_diff(told) * 4 < all, "{told} paragraphs instead of {all}");
            }
        }
    }

    #[test]
    fn what_its_first_bytes_do_not_tell_is_read_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("text.txt");
        let size = usize::try_from(LEAST).unwrap();
        let repeated = |words: &[u8]| words.repeat(size / words.len() + 1);
        let page = [b"<html><body>".to_vec(), repeated(b"<p>Nobody came.\n\n")].concat();
        let bytes = [
            repeated(b"Small.\n")[..size - 1].to_vec(),
            page,
            repeated(b"\x93No,\x94 she said.\n\n"),
            repeated(b"One line. "),
            repeated(b"\0\x01\x02\n"),
            repeated(b"\n"),
        ];
        for bytes in bytes {
            std::fs::write(&path, &bytes).unwrap();
            assert!(read(&path, &Manner::default()).is_none(), "{:?}", bytes.get(..9));
        }
        assert!(read(folder.path(), &Manner::default()).is_none());
        // A pipe is not opened, which would wait for somebody to write.
        let pipe = folder.path().join("pipe");
        let made = cfg!(unix) && Command::new("mkfifo").arg(&pipe).status().unwrap().success();
        assert!(!made || read(&pipe, &Manner::default()).is_none());
        assert!(read(&folder.path().join("none"), &Manner::default()).is_none());
    }
}
