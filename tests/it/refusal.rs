//! What is refused: one clear line on standard error, and status 2.

use std::{
    ffi::OsStr,
    io::{Cursor, Write},
};

use zip::{ZipWriter, write::SimpleFileOptions};

use crate::command::{Files, Outcome, program, run};

/// Asserts that the program refuses in one line that begins and ends like this.
#[track_caller]
fn check<A: AsRef<OsStr>>(arguments: &[A], input: &[u8], begins: &str, ends: &str) {
    let Outcome { status, out, err } = run(arguments, input);
    assert_eq!((status, &*out), (Some(2), ""), "{err}");
    assert_eq!(err.lines().count(), 1, "{err}");
    assert!(err.starts_with(&format!("sayso: {begins}")), "{err}");
    assert!(err.trim_end().ends_with(ends), "{err}");
}

#[test]
fn a_missing_file() {
    check(
        &["no-such-file"],
        b"",
        "no-such-file does not exist",
        "pipe the text in with `… | sayso -`",
    );
    for command in ["analyze", "evaluate"] {
        check(&[command, "no-such-file"], b"", "no-such-file does not exist", "`");
    }
}

#[test]
fn a_folder_without_articles_and_one_where_an_article_is_wanted() {
    let files = Files::new();
    let name = files.folder().to_str().unwrap();
    check(&[files.folder()], b"", name, "a feed or a page that has some");
    files.add("a.txt", "It rains.");
    let analyze = [OsStr::new("analyze"), files.folder().as_os_str()];
    check(&analyze, b"", name, "is a list of 1: choose an article of it with `--entry N`");
    let hint = "which has 1: without `--entry` it is listed";
    check(&[files.folder().as_os_str(), "-n2".as_ref()], b"", "there is no entry 2 in ", hint);
}

#[test]
fn what_is_no_text() {
    let pdf =
        "is a PDF document, not text: turn it into text first, as with `pdftotext FILE - | sayso`";
    check(&["-"], b"%PDF-1.7\n\xff\xfe", "standard input is a PDF", pdf);
    check(&["-"], b"\x89PNG\r\n\x1a\n", "standard input is a picture (PNG)", "belongs to");
    check(&["-"], b"\x1f\x8b\x08\0", "standard input is packed (gzip)", "unpack it first");
}

#[test]
fn a_page_without_an_article() {
    let page = format!("<html><body>{}</body>", "<p><a href=/a>Ferry late again</a>".repeat(200));
    let hint = "is a page without an article: `--whole` shows all its text";
    check(&["-"], page.as_bytes(), "standard input", hint);
    let feed = "<link rel=alternate type=application/rss+xml href=https://a.example/f>";
    let hint = "shows all its text, and https://a.example/f is its feed";
    check(&["-"], format!("{feed}{page}").as_bytes(), "standard input", hint);
    let deep = "<div>".repeat(9000);
    check(&["-"], deep.as_bytes(), "standard input nests its elements deeper", "first");
}

#[test]
fn what_is_malformed() {
    let files = Files::new();
    for (name, text) in [
        ("a.xml", "<feed"),
        ("a.epub", "PK\u{3}\u{4}mimetypeapplication/epub+zip"),
        ("a.json", "{\"schema\": \"sayso/1\""),
        ("a.opml", "<opml><body><outline"),
    ] {
        let path = files.add(name, text);
        check(&[&path], b"", path.to_str().unwrap(), "open its text in another form");
    }
}

#[test]
fn what_grows_when_it_is_read() {
    let files = Files::new();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, length) in [("mimetype", 0), ("META-INF/container.xml", 1), ("a.xhtml", 33 << 20)] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(b"application/epub+zip").unwrap();
        zip.write_all(&vec![b' '; length]).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert!(bomb.len() < 1 << 17);
    let path = files.add("bomb.epub", bomb);
    let hint = "is larger than 32 MiB, unpacked: turn it into plain text first";
    check(&[&path], b"", path.to_str().unwrap(), hint);
    // Each of ten entities is ten of the one before.
    let mut laughs = String::from("<!DOCTYPE rss [<!ENTITY e0 \"ha\">");
    for number in 1..10 {
        let ten = format!("&e{};", number - 1).repeat(10);
        laughs.extend(["<!ENTITY e", &number.to_string(), " \"", &ten, "\">"]);
    }
    laughs.push_str("]>");
    let feed = format!(
        "{laughs}<rss version='2.0'><channel><title>&e9;</title><item><title>&e9;</title></item>\
         </channel></rss>"
    );
    let opml = format!(
        "{}<opml><body><outline text='&e9;' xmlUrl='http://a.example/?&e9;'/></body></opml>",
        laughs.replace("rss", "opml")
    );
    for bomb in [feed, opml] {
        let outcome = run(&["-"], bomb.as_bytes());
        assert!(outcome.out.len() + outcome.err.len() < 300, "{outcome:?}");
    }
    let page = format!("{}<html><body><p>It rains, &e9;.", laughs.replace("rss", "html"));
    assert!(run(&["--plain", "-"], page.as_bytes()).out.len() < 2000);
}

#[test]
fn a_letter_without_a_text() {
    let letter = "From: Ann\nSubject: A picture\nContent-Type: image/png\n\n\u{1}";
    let hint = "is a letter without a text: save what is attached to it, and open that";
    check(&["-"], letter.as_bytes(), "standard input", hint);
}

#[test]
fn an_empty_file_and_an_empty_pipe() {
    let files = Files::new();
    let blank = files.add("blank.txt", " \n\t\n");
    check(
        &[&blank],
        b"",
        blank.to_str().unwrap(),
        "is empty: give a file or a pipe with text in it",
    );
    let bare = files.add("bare.md", "---\ntitle: Nothing below\n---\n");
    check(&[&bare], b"", bare.to_str().unwrap(), "with text in it");
    check(&["-"], b"", "standard input is empty", "with text in it");
    check(&["evaluate", "-"], b"", "standard input is empty", "with text in it");
    check::<&str>(&[], b"", "standard input is empty", "with text in it");
}

#[test]
fn binary_data() {
    check(
        &["-"],
        b"\x7fELF\x02\x01\x01\0\0\0",
        "standard input is not text but binary data",
        "first",
    );
}

#[test]
fn a_sample_that_there_is_not() {
    check(&["sample", "nope"], b"", "no sample is called nope", "`sayso sample` lists them");
}

#[test]
fn one_json_object_for_several_articles() {
    let json = ["analyze", "--format", "json"];
    let hint = "need --format jsonl";
    check(&[&json[..], &["a", "b"]].concat(), b"", "--format json is for one article", hint);
    check(&[&json[..], &["--from", "jsonl"]].concat(), b"", "--format json is for one", hint);
}

#[test]
fn arguments_that_mean_nothing() {
    let unknown = run(&["--sideways"], b"");
    assert_eq!(unknown.status, Some(2));
    assert!(unknown.err.contains("--sideways"), "{}", unknown.err);
    let both = run(&["a.txt", "sample"], b"");
    assert_eq!(both.status, Some(2));
    assert!(both.err.starts_with("sayso: a.txt does not exist"), "{}", both.err);
}

#[test]
fn a_file_name_cannot_speak_to_the_terminal() {
    check(&["\x1b]0;owned\x07a\nb\u{202e}c"], b"", "", "`… | sayso -`");
    let err = run(&["\x1b[31mred"], b"").err;
    assert!(!err.contains('\x1b') && err.contains("red"), "{err:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_that_cannot_be_read() {
    check(
        &["/proc/self/mem"],
        b"",
        "cannot read /proc/self/mem: ",
        "check that it can be opened by you",
    );
}

#[test]
#[cfg(unix)]
fn a_file_that_is_too_large() {
    let files = Files::new();
    let path = files.add("huge.txt", "");
    // Sparse: it takes no room, and is refused by its length alone.
    std::fs::OpenOptions::new().write(true).open(&path).unwrap().set_len((256 << 20) + 1).unwrap();
    check(
        &[&path],
        b"",
        path.to_str().unwrap(),
        "is larger than 256 MiB: split it into articles first",
    );
}

#[test]
#[cfg(target_os = "linux")]
fn an_output_that_is_full() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let sample = program().args(["sample", "quay", "--plain"]).stdout(full).output().unwrap();
    assert_eq!(sample.status.code(), Some(2));
    let err = String::from_utf8(sample.stderr).unwrap();
    assert!(err.starts_with("sayso: cannot write the output: "), "{err}");
}

#[cfg(not(feature = "network"))]
#[test]
fn the_network_where_the_build_has_none() {
    for arguments in [&["--engine", "network"][..], &["analyze", "--engine", "network"]] {
        check(arguments, b"It rains.", "this build has no network", "`--features network`");
    }
}
