//! What bytes are, told by what is in them and not by their name.

/// What an input holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text of no form that is told by its content.
    Text,
    /// A page.
    Html,
    /// A piece of a page, as Markdown may begin with too.
    Piece,
    /// RSS or Atom.
    Feed,
    /// JSON Feed.
    JsonFeed,
    /// A list of feeds.
    Opml,
    /// An analysis that sayso wrote.
    Analysis,
    /// A book.
    Epub,
    /// A letter as it is sent: encoded, or in several parts.
    Mail,
    /// Letters one after the other.
    Mailbox,
    /// Something else that is known, and no text.
    Foreign(Foreign),
}

/// What is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A PDF document.
    Pdf,
    /// A document of a word processor.
    Document(&'static str),
    /// A picture.
    Picture(&'static str),
    /// Sound or film.
    Media(&'static str),
    /// Files packed together, or one that is.
    Archive(&'static str),
}

/// What these bytes are.
#[must_use]
pub fn content(bytes: &[u8]) -> Content {
    if let Some(foreign) = foreign(bytes) {
        return Content::Foreign(foreign);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return zip(bytes);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match bytes.first() {
        Some(b'<') => markup(bytes),
        Some(b'{') => json(bytes),
        Some(b'\xff' | b'\xfe') => wide(bytes),
        Some(_) => letter(bytes),
        None => Content::Text,
    }
}

/// Marks at the beginning of what is no text.
const MARKS: &[(&[u8], Foreign)] = &[
    (b"\x89PNG\r\n\x1a\n", Foreign::Picture("PNG")),
    (b"\xff\xd8\xff", Foreign::Picture("JPEG")),
    (b"GIF87a", Foreign::Picture("GIF")),
    (b"GIF89a", Foreign::Picture("GIF")),
    (b"II*\0", Foreign::Picture("TIFF")),
    (b"MM\0*", Foreign::Picture("TIFF")),
    (b"\0\0\x01\0", Foreign::Picture("ICO")),
    (b"ID3", Foreign::Media("MP3")),
    (b"OggS", Foreign::Media("Ogg")),
    (b"fLaC", Foreign::Media("FLAC")),
    (b"\x1a\x45\xdf\xa3", Foreign::Media("Matroska")),
    (b"\x1f\x8b\x08", Foreign::Archive("gzip")),
    (b"BZh", Foreign::Archive("bzip2")),
    (b"\xfd7zXZ\0", Foreign::Archive("xz")),
    (b"\x28\xb5\x2f\xfd", Foreign::Archive("zstd")),
    (b"7z\xbc\xaf\x27\x1c", Foreign::Archive("7z")),
    (b"{\\rtf", Foreign::Document("RTF")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Foreign::Document("Office")),
];

fn foreign(bytes: &[u8]) -> Option<Foreign> {
    if head(bytes, 1024).windows(5).any(|five| five == b"%PDF-") && !looks_like_text(bytes) {
        return Some(Foreign::Pdf);
    }
    let within = |at: usize, mark: &[u8]| bytes.get(at..).is_some_and(|b| b.starts_with(mark));
    if bytes.starts_with(b"RIFF") {
        let webp = within(8, b"WEBP");
        return Some(if webp { Foreign::Picture("WebP") } else { Foreign::Media("RIFF") });
    }
    if within(4, b"ftyp") {
        let still = within(8, b"avif") || within(8, b"heic") || within(8, b"mif1");
        return Some(if still { Foreign::Picture("HEIF") } else { Foreign::Media("MP4") });
    }
    MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, foreign)| *foreign)
}

/// Whether something other than a PDF document speaks of its mark: a page, a text.
fn looks_like_text(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    !start.starts_with(b"%PDF-") && std::str::from_utf8(head(start, 512)).is_ok()
}

fn head(bytes: &[u8], most: usize) -> &[u8] {
    bytes.get(..most).unwrap_or(bytes)
}

fn zip(bytes: &[u8]) -> Content {
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    let start = head(bytes, 256);
    let says = |kind: &[u8]| start.windows(kind.len()).any(|window| window == kind);
    if says(b"application/epub+zip") || holds(b"META-INF/container.xml") {
        Content::Epub
    } else if holds(b"word/document.xml") {
        Content::Foreign(Foreign::Document("Word"))
    } else if says(b"application/vnd.oasis.opendocument") {
        Content::Foreign(Foreign::Document("OpenDocument"))
    } else {
        Content::Foreign(Foreign::Archive("ZIP"))
    }
}

/// By the name of the first element: pages and feeds begin with the same declarations.
fn markup(bytes: &[u8]) -> Content {
    let text = String::from_utf8_lossy(head(bytes, 1 << 16));
    let mut rest = text.trim_start();
    loop {
        let Some(tag) = rest.strip_prefix('<') else { return Content::Text };
        let end = match () {
            () if tag.starts_with("!--") => "-->",
            () if tag.starts_with('?') => "?>",
            () if tag.starts_with('!') => ">",
            () => return by_element(tag),
        };
        if tag.to_ascii_lowercase().starts_with("!doctype html") {
            return Content::Html;
        }
        // A declaration of entities has brackets around declarations of its own.
        let inner = tag.split('>').next().is_some_and(|first| first.contains('['));
        let end = if end == ">" && inner { "]>" } else { end };
        let Some((_, after)) = tag.split_once(end) else { return Content::Text };
        rest = after.trim_start();
    }
}

fn by_element(tag: &str) -> Content {
    let end = tag.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(tag.len());
    let name = tag.get(..end).unwrap_or_default().to_ascii_lowercase();
    match name.as_str() {
        "rss" | "rdf:rdf" | "feed" | "atom:feed" | "channel" => Content::Feed,
        "opml" => Content::Opml,
        "html" | "head" | "body" | "title" | "meta" | "base" => Content::Html,
        "link" | "style" | "script" | "article" | "main" | "section" | "header" | "nav"
        | "aside" | "footer" | "div" | "p" | "span" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
        | "ul" | "ol" | "dl" | "table" | "a" | "b" | "i" | "em" | "strong" | "blockquote"
        | "pre" | "br" | "hr" | "img" | "figure" | "center" | "font" | "form" => Content::Piece,
        _ => Content::Text,
    }
}

fn json(bytes: &[u8]) -> Content {
    let text = String::from_utf8_lossy(head(bytes, 4096));
    // Fields stand in any order, and white space anywhere.
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if bare.contains("\"schema\":\"sayso/") {
        Content::Analysis
    } else if bare.contains("jsonfeed.org/version/") {
        Content::JsonFeed
    } else {
        Content::Text
    }
}

/// A letter whose fields say that it has to be decoded; one that has not is a text. In a mailbox
/// there is a line before the fields of each.
fn letter(bytes: &[u8]) -> Content {
    let lines = |bytes| String::from_utf8_lossy(head(bytes, 1 << 16)).into_owned();
    if bytes.starts_with(b"From ") {
        let first = lines(bytes).lines().nth(1).is_some_and(|line| field(line).is_some());
        return if first { Content::Mailbox } else { Content::Text };
    }
    let [mut is_sent, mut is_told, mut is_encoded] = [false; 3];
    for line in lines(bytes).lines().take_while(|line| !line.trim().is_empty()) {
        is_encoded |= line.contains("=?");
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some(name) = field(line) else { return Content::Text };
        match name.to_ascii_lowercase().as_str() {
            "from" => is_sent = true,
            "subject" | "date" => is_told = true,
            "mime-version" | "content-type" | "content-transfer-encoding" => is_encoded = true,
            _ => {}
        }
    }
    if is_sent && is_told && is_encoded { Content::Mail } else { Content::Text }
}

/// The name of a field of a letter's head.
fn field(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
    is_name.then_some(name)
}

/// The same for UTF-16, of which the first letters tell enough.
fn wide(bytes: &[u8]) -> Content {
    let narrow: Vec<u8> =
        head(bytes, 8192).iter().copied().filter(|byte| (1..128).contains(byte)).collect();
    if narrow.trim_ascii_start().starts_with(b"<") { markup(&narrow) } else { Content::Text }
}

#[cfg(test)]
mod tests {
    use super::{Content, Foreign, content};

    #[track_caller]
    fn check(expected: Content, inputs: &[&str]) {
        for input in inputs {
            assert_eq!(content(input.as_bytes()), expected, "{input}");
        }
    }

    #[test]
    fn a_page_is_told_by_its_first_element() {
        check(
            Content::Html,
            &[
                "<!DOCTYPE html><p>",
                "\u{feff}\n <html>",
                "<!-- x --><HTML lang=en>",
                "<?xml version='1.0'?><!DOCTYPE html PUBLIC \"x\"><html>",
            ],
        );
        check(Content::Piece, &["<p>a</p>", "<!-- x --><div class='x'>"]);
        check(Content::Text, &["", "a <b>", "<ann@a.example> wrote:", "<", "<!", "<3", "<xml>"]);
        assert_eq!(content(b"\xff\xfe<\0h\0t\0m\0l\0>\0"), Content::Html);
    }

    #[test]
    fn feeds_and_lists_of_feeds_are_told_from_pages() {
        check(
            Content::Feed,
            &[
                "<?xml version=\"1.0\"?>\n<rss version='2.0'>",
                "<rdf:RDF xmlns='x'>",
                "<feed xmlns='a'>",
                "<!DOCTYPE rss [<!ENTITY a \"b\"><!ENTITY c \"d\">]><rss>",
            ],
        );
        check(Content::Opml, &["<opml version='2.0'>"]);
        check(Content::JsonFeed, &["{ \"version\" : \"https://jsonfeed.org/version/1.1\" }"]);
        check(Content::Analysis, &["{\n  \"schema\": \"sayso/1\",", "{\"schema\":\"sayso/1\"}"]);
        check(Content::Text, &["{\"a\": 1}", "{", "[1]"]);
    }

    #[test]
    fn what_is_no_text_is_named() {
        check(Content::Foreign(Foreign::Pdf), &["%PDF-1.7\n", "\n%PDF-1.4"]);
        check(Content::Text, &["A file begins with %PDF-1.7 when"]);
        check(Content::Foreign(Foreign::Picture("GIF")), &["GIF89a.."]);
        check(Content::Foreign(Foreign::Document("RTF")), &["{\\rtf1 x}"]);
        check(Content::Foreign(Foreign::Media("MP4")), &["\0\0\0\u{18}ftypmp42"]);
        check(Content::Foreign(Foreign::Picture("WebP")), &["RIFFxxxxWEBPVP8 "]);
        assert_eq!(content(b"\x89PNG\r\n\x1a\n\0"), Content::Foreign(Foreign::Picture("PNG")));
        assert_eq!(content(b"\x1f\x8b\x08\0"), Content::Foreign(Foreign::Archive("gzip")));
    }

    #[test]
    fn a_letter_that_has_to_be_decoded_is_told_by_its_fields() {
        let from = "Received: from a\n\tby b\nFrom: Ann\n";
        let mail = [
            format!("{from}Subject: Quay\nMIME-Version: 1.0\n\nIt rains."),
            format!("{from}Date: now\r\nContent-Type: text/plain\r\n\r\nIt rains."),
            format!("{from}Subject:\n =?utf-8?q?caf=C3=A9?=\n\nIt rains."),
        ];
        check(Content::Mail, &mail.each_ref().map(String::as_str));
        check(Content::Mailbox, &["From ann@a.example Fri May  3 10:00:00 2024\nTo: bo\n\nHi."]);
        check(
            Content::Text,
            &[
                "From: Ann\nSubject: Quay\n\nIt rains. Content-Type: no",
                "From: Ann\nMIME-Version: 1.0\n\nIt rains.",
                "Subject: Quay\nContent-Type: text/plain\n\nIt rains.",
                "From: Ann\nSubject: Quay\nand more\nContent-Type: text/plain\n\nIt rains.",
                "From here on it rains: all day.\nFrom now on.",
            ],
        );
    }

    #[test]
    fn a_zip_is_told_by_what_is_in_it() {
        let zip = |inside: &str| content(format!("PK\u{3}\u{4}{inside}").as_bytes());
        assert_eq!(zip("....mimetypeapplication/epub+zip"), Content::Epub);
        assert_eq!(zip("....META-INF/container.xml"), Content::Epub);
        assert_eq!(zip("....word/document.xml"), Content::Foreign(Foreign::Document("Word")));
        assert_eq!(zip("....a.txt"), Content::Foreign(Foreign::Archive("ZIP")));
    }
}
