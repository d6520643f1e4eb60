//! Whatever a person has: pages, feeds, books, lists, folders, and what sayso wrote itself.

use std::io::{Cursor, Write};

use serde_json::Value;
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::command::{Files, Outcome, run};

/// Runs the program with the rules alone; what is read is asked for, not what is found.
fn open(arguments: &[&str], input: &[u8]) -> Outcome {
    run(&[&["--engine", "rules"], arguments].concat(), input)
}

const PAGE: &str = "<!DOCTYPE html><html><head><title>Quay</title></head><body><p>The harbour board \
    met again on Monday, heard from the fishers, and wrote:</p><blockquote>It cannot wait.\
    </blockquote><p>See <a href=more>more</a>.</p></body></html>";

#[test]
fn a_page_is_told_by_its_content_whatever_it_is_called() {
    let files = Files::new();
    let path = files.add("page.txt", PAGE);
    for printed in [open(&["-"], PAGE.as_bytes()), open(&[path.to_str().unwrap()], b"")] {
        assert_eq!((printed.status, &*printed.err), (Some(0), ""));
        assert!(printed.out.contains("\n\n¶2 > It cannot wait.\n"), "{}", printed.out);
    }
}

#[test]
fn markdown_may_begin_with_html_and_is_a_page_where_it_is_nothing_else() {
    let files = Files::new();
    let markdown = "<div align=center>\n<img src=quay.png>\n</div>\n\n# Quay\n\nIt *rains*.\n";
    let path = files.add("quay.md", markdown);
    assert!(open(&[path.to_str().unwrap()], b"").out.starts_with("Quay\n\n¶1 It rains.\n"));
    // As large as any text.
    let path = files.add("large.md", markdown.to_owned() + &"\n".repeat(33 << 20));
    assert!(open(&[path.to_str().unwrap()], b"").out.starts_with("Quay\n\n¶1 It rains.\n"));
    let path = files.add("page.md", PAGE);
    assert!(open(&[path.to_str().unwrap()], b"").out.contains("\n\n¶2 > It cannot wait.\n"));
}

#[test]
fn a_base_says_where_links_lead() {
    let json = |arguments: &[&str]| -> Value {
        let printed = open(&[&["analyze"], arguments].concat(), PAGE.as_bytes());
        serde_json::from_str(&printed.out).unwrap()
    };
    assert_eq!(json(&[])["links"], serde_json::json!([]));
    let based = json(&["--base", "https://a.example/x/"]);
    assert_eq!(based["links"][0]["address"], "https://a.example/x/more");
    assert_eq!(based["kinds"], serde_json::json!(["body", "quotation", "body"]));
    assert_eq!(json(&["--from", "text"])["kinds"], serde_json::json!(["body"]));
}

#[test]
fn what_sayso_wrote_opens_with_the_analysis_in_it() {
    let written = open(&["analyze"], "“No,” said Mayor Ana Ortiz.".as_bytes()).out;
    let mine = written.replace("\"kind\": \"direct\"", "\"kind\": \"mixed\"");
    assert_ne!(written, mine);
    let read = open(&["-"], mine.as_bytes());
    assert_eq!((read.status, &*read.err), (Some(0), ""));
    assert!(read.out.contains("said (mixed, ¶1): No,"), "{}", read.out);
    assert_eq!(open(&["analyze"], mine.as_bytes()).out, mine);
}

#[test]
fn what_sayso_wrote_is_the_same_article_again() {
    let markdown = "# Quay\n\n## One\n\n“No,” said Ann.\n\n### Two\n\n> It [leaks](https://a.example).\n\n\
        - rain\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nfn\n```\n";
    let written = open(&["analyze", "--from", "markdown"], markdown.as_bytes()).out;
    let document: Value = serde_json::from_str(&written).unwrap();
    assert_eq!(document["title"], "Quay");
    let levels = serde_json::json!([{"paragraph": 0, "level": 2}, {"paragraph": 2, "level": 3}]);
    assert_eq!(document["headings"], levels);
    assert_eq!(open(&["analyze"], written.as_bytes()).out, written);
}

#[test]
fn feeds_and_lists_of_feeds_are_listed_and_their_entries_opened() {
    let files = Files::new();
    let feed = "<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title><id>f</id><updated>\
        2024-05-03T10:00:00Z</updated><entry><title>One</title><id>1</id><updated>\
        2024-05-03T10:00:00Z</updated><content type='html'>&lt;p&gt;It rains.</content></entry>\
        </feed>";
    let path = files.add("feed", feed);
    let path = path.to_str().unwrap();
    assert_eq!(open(&[path], b"").out, "F\n\n1  2024-05-03  One\n");
    assert_eq!(open(&["-"], feed.as_bytes()).out, "F\n\n1  2024-05-03  One\n");
    let opened = open(&[path, "--entry", "1"], b"").out;
    assert!(opened.starts_with("One\n2024-05-03\n\n¶1 It rains.\n"), "{opened}");
    let refused = |arguments: &[&str]| {
        let feed =
            feed.replace("<content type='html'>&lt;p&gt;It rains.</content>", "<link href='x'/>");
        open(&[&["-n", "1"], arguments].concat(), feed.as_bytes()).err
    };
    assert!(refused(&[]).contains("neither a text nor an address"));
    #[cfg(feature = "fetch")]
    assert!(refused(&["--base", "http://10.0.0.1"]).contains("the private network at 10.0.0.1"));
    let opml =
        "<opml version='2.0'><body><outline text='A' xmlUrl='https://a.example/f'/></body></opml>";
    assert_eq!(open(&["-"], opml.as_bytes()).out, "1  A\n");
}

/// A book with these chapters.
pub fn book(chapters: &[&str]) -> Vec<u8> {
    let all = |line: &dyn Fn(usize) -> String| (0..chapters.len()).map(line).collect::<String>();
    let manifest =
        all(&|n| format!("<item id='c{n}' href='c{n}.xhtml' media-type='application/xhtml+xml'/>"));
    let spine = all(&|n| format!("<itemref idref='c{n}'/>"));
    let container = "<container><rootfiles><rootfile full-path='a.opf' \
        media-type='application/oebps-package+xml'/></rootfiles></container>";
    let package = format!(
        "<package version='2.0'><metadata/><manifest>{manifest}</manifest><spine>{spine}</spine>\
         </package>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    add("mimetype", "application/epub+zip");
    add("META-INF/container.xml", container);
    add("a.opf", &package);
    for (number, chapter) in chapters.iter().enumerate() {
        add(&format!("c{number}.xhtml"), &format!("<html><body>{chapter}</body></html>"));
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_book_is_listed_by_chapters() {
    let files = Files::new();
    let path = files.add("book", book(&["<p>It rains.</p>"]));
    let listed = open(&[path.to_str().unwrap()], b"");
    assert_eq!((&*listed.out, &*listed.err), ("1  Part 1\n", ""));
    let chapter = open(&[path.to_str().unwrap(), "-n1"], b"").out;
    assert!(chapter.starts_with("Part 1\n\n¶1 It rains.\n"), "{chapter}");
}

#[test]
fn a_folder_and_several_arguments_are_lists() {
    let files = Files::new();
    let two = files.add("two.txt", "It snows.");
    files.add("one.md", "# One\n\nIt rains.");
    files.add("three.png", b"\x89PNG\r\n\x1a\n\0");
    files.add(".hidden", "No.");
    std::fs::create_dir(files.folder().join("old")).unwrap();
    files.add("old/three.txt", "It froze.");
    let folder = files.folder().to_str().unwrap();
    assert_eq!(open(&[folder], b"").out, "1  old/\n2  one.md\n3  two.txt\n");
    assert_eq!(open(&[folder, "-n", "1"], b"").out, "1  three.txt\n");
    let opened = open(&[folder, "-n", "2"], b"").out;
    assert!(opened.starts_with("One\n\n¶1 It rains.\n"), "{opened}");
    let two = two.to_str().unwrap();
    let both = open(&[two, folder], b"").out;
    assert_eq!(both, format!("1  {two}\n2  {folder}\n"));
    assert!(open(&[two, folder, "-n1"], b"").out.starts_with("¶1 It snows.\n"));
    assert_eq!(open(&[two, folder, "-n2"], b"").out, "1  old/\n2  one.md\n3  two.txt\n");
}

#[test]
#[cfg(unix)]
fn names_that_begin_with_a_dash_or_hold_escapes_are_safe() {
    let files = Files::new();
    files.add("-rf", "It rains.");
    files.add("\x1b]0;owned\x07\nb", "It snows.");
    let in_folder = |arguments: &[&str]| {
        let mut program = crate::command::program();
        program.args(["--engine", "rules"]).args(arguments).current_dir(files.folder());
        String::from_utf8(program.output().unwrap().stdout).unwrap()
    };
    assert!(in_folder(&["./-rf"]).starts_with("¶1 It rains.\n"));
    assert!(in_folder(&["--plain", "--", "-rf"]).starts_with("¶1 It rains.\n"));
    let listed = in_folder(&["."]);
    assert!(!listed.contains(['\x1b', '\x07']) && listed.lines().count() == 2, "{listed:?}");
}
