//! Books of our own, sound and broken, and what becomes of them.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{Error, Place, Raw, Shelf, html, shelf};

/// A book of these files behind what every book has.
fn book(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    let container = "<?xml version='1.0'?><container version='1.0' \
        xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile \
        full-path='OPS/book.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";
    let first = [("mimetype", "application/epub+zip"), ("META-INF/container.xml", container)];
    for (name, text) in first.iter().chain(files) {
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const OPF: &str = "<?xml version='1.0'?><package version='3.0' unique-identifier='id' \
    xmlns='http://www.idpf.org/2007/opf'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>\
    <dc:identifier id='id'>x</dc:identifier><dc:title>The Quay</dc:title><dc:creator>Ann Lee\
    </dc:creator><dc:language>en</dc:language></metadata><manifest>\
    <item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>\
    <item id='cover' href='cover.xhtml' media-type='application/xhtml+xml'/>\
    <item id='one' href='text/one.xhtml' media-type='application/xhtml+xml'/>\
    <item id='two' href='text/two%20b.xhtml' media-type='application/xhtml+xml'/>\
    <item id='lost' href='lost.xhtml' media-type='application/xhtml+xml'/></manifest>\
    <spine><itemref idref='cover'/><itemref idref='one'/><itemref idref='lost'/>\
    <itemref idref='two'/></spine></package>";
const NAV: &str = "<html xmlns='http://www.w3.org/1999/xhtml' \
    xmlns:epub='http://www.idpf.org/2007/ops'><body><nav epub:type='toc'><ol><li>\
    <a href='text/one.xhtml'>I. The <i>wall</i></a></li></ol></nav></body></html>";
const COVER: &str = "<html><head><title>Cover</title></head><body><img src='a.png'/></body></html>";
const ONE: &str = "<html><body><h1>I. The wall</h1><p>It was old.</p></body></html>";
const TWO: &str = "<html><body><p>It was new.</p></body></html>";

const FILES: [(&str, &str); 5] = [
    ("OPS/book.opf", OPF),
    ("OPS/nav.xhtml", NAV),
    ("OPS/cover.xhtml", COVER),
    ("OPS/text/one.xhtml", ONE),
    ("OPS/text/two b.xhtml", TWO),
];

fn read(bytes: &[u8]) -> Result<Shelf, Error> {
    shelf(Raw { bytes, name: "a.epub", ..Raw::default() })
}

#[test]
fn chapters_are_entries_in_the_order_in_which_they_are_read() {
    let shelf = read(&book(&FILES)).unwrap();
    assert_eq!(shelf.title.as_deref(), Some("The Quay"));
    let titles: Vec<_> = shelf.entries.iter().map(|entry| entry.title.as_str()).collect();
    assert_eq!(titles, ["I. The wall", "Part 2"]);
    let Place::Text(text) = &shelf.entries[0].place else { panic!("{:?}", shelf.entries[0]) };
    assert_eq!(text.words, ONE);
    assert_eq!(text.about.byline.as_deref(), Some("Ann Lee"));
    assert_eq!(text.about.site.as_deref(), Some("The Quay"));
    assert_eq!(text.about.language.as_deref(), Some("en"));
}

#[test]
fn a_file_of_several_chapters_is_as_many_entries() {
    let line = |href, name| format!("<li><a href='text/{href}'>{name}</a></li>");
    let more = [("one.xhtml#b", "II. Sea"), ("two%20b.xhtml#c", "III"), ("two%20b.xhtml#d", "IV")];
    let more = more.map(|(href, name)| line(href, name)).concat();
    let nav = NAV.replace("</ol>", &format!("{more}</ol>"));
    let one = ONE.replace("</body>", "<h1 id='b'>II. Sea</h1><p>It rose.</p></body>");
    let two = TWO.replace("</body>", "<h1 id='c'>III</h1>On.<h1 id='d'>IV</h1>Off.</body>");
    let files = [
        FILES[0],
        ("OPS/nav.xhtml", &nav),
        ("OPS/text/one.xhtml", &one),
        ("OPS/text/two b.xhtml", &two),
    ];
    let shelf = read(&book(&files)).unwrap();
    let ids: Vec<_> = shelf.entries.iter().map(|entry| (&*entry.title, &*entry.id)).collect();
    let expected = [
        ("I. The wall", "/OPS/text/one.xhtml"),
        ("II. Sea", "/OPS/text/one.xhtml#b"),
        ("III", "/OPS/text/two%20b.xhtml#c"),
        ("IV", "/OPS/text/two%20b.xhtml#d"),
    ];
    assert_eq!(ids, expected);
    let Place::Text(sea) = &shelf.entries[1].place else { panic!("{:?}", shelf.entries[1]) };
    let sea = html::piece(&sea.words, None, sea.about.clone()).unwrap();
    assert_eq!(sea.text, "It rose.\n\nIt was new.");
}

#[test]
fn a_chapter_that_the_contents_do_not_name_is_called_after_its_heading() {
    let titles = |two: &str| {
        let book = book(&[FILES[0], FILES[1], FILES[3], ("OPS/text/two b.xhtml", two)]);
        let shelf = read(&book).unwrap();
        shelf.entries[1].title.clone()
    };
    assert_eq!(
        titles("<header/><p>a</p><h2 id='x'>II. <i>Sea</i><br/>&amp; sand</h2>"),
        "II. Sea & sand"
    );
    assert_eq!(titles("<h1><img src='a.png'/></h1><p>It rained.</p>"), "Part 2");
    assert_eq!(titles("<p>It rained.</p><h1>"), "Part 2");
}

#[test]
fn a_book_that_is_locked_is_refused_as_such() {
    let read = |files: &[(&str, &str)]| read(&book(files)).map(|shelf| shelf.entries.len());
    let lock = ("META-INF/encryption.xml", "<encryption/>");
    let locked = ("OPS/text/one.xhtml", "\u{1}\0\u{2}\0\u{3}\0");
    assert!(matches!(read(&[FILES[0], FILES[1], lock, locked]), Err(Error::Locked(_))));
    assert!(matches!(read(&[FILES[0], FILES[1], locked]), Err(Error::NoEntries(_))));
    assert!(matches!(read(&[FILES[0], FILES[1], lock, FILES[3]]), Ok(1)));
}

#[test]
fn a_book_that_does_not_say_how_it_is_read_is_read_in_the_order_of_its_files() {
    let opf = OPF.replace("<itemref idref='one'/>", "").replace("<itemref idref='two'/>", "");
    let shelf = read(&book(&[("OPS/book.opf", &opf), FILES[1], FILES[4], FILES[3]])).unwrap();
    let titles: Vec<_> = shelf.entries.iter().map(|entry| entry.title.as_str()).collect();
    assert_eq!(titles, ["Part 1", "I. The wall"]);
}

#[test]
fn a_chapter_that_is_named_again_and_again_is_one() {
    let opf = OPF.replace("<itemref idref='one'/>", &"<itemref idref='one'/>".repeat(1000));
    let mut files = FILES;
    files[0].1 = &opf;
    assert_eq!(read(&book(&files)).unwrap().entries.len(), 2);
}

#[test]
fn a_book_that_is_damaged_is_refused_with_a_reason() {
    let whole = book(&FILES);
    let cases = [
        whole[..whole.len() / 2].to_vec(),
        book(&[]),
        book(&[("OPS/book.opf", "<package")]),
        book(&[("OPS/book.opf", "no xml at all")]),
    ];
    for (number, bytes) in cases.iter().enumerate() {
        let error = read(bytes).unwrap_err().to_string();
        let begins = "a.epub is no EPUB that can be read: ";
        assert!(error.starts_with(begins) || error.contains("lists no"), "{number}: {error}");
    }
    let empty = book(&[FILES[0], FILES[1], FILES[2]]);
    assert!(matches!(read(&empty), Err(Error::NoEntries(_))));
}

#[test]
fn a_book_that_unpacks_to_more_than_is_read_is_refused() {
    let bomb = " ".repeat(33 << 20);
    let bytes = book(&[("OPS/book.opf", OPF), ("OPS/text/one.xhtml", &bomb)]);
    assert!(bytes.len() < 1 << 20);
    assert!(matches!(read(&bytes), Err(Error::PageTooLarge(_))));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_damage_is_refused_or_leaves_chapters(at in 0..2500_usize, with in any::<u8>()) {
        let mut bytes = book(&FILES);
        let at = at % bytes.len();
        bytes[at] = with;
        if let Ok(shelf) = read(&bytes) {
            prop_assert!(!shelf.entries.is_empty());
        }
    }
}
