//! Letters of our own as mail programs send them, and what becomes of them.

use std::fmt::Write;

use super::{Error, Place, Raw, article, shelf};
use crate::{
    article::{About, Article, ParagraphKind},
    source::{Loaded, Manner, Opened, open_entry, web::Visit},
};

fn raw(bytes: &[u8]) -> Raw<'_> {
    Raw { bytes, name: "a.eml", ..Raw::default() }
}

fn open(bytes: &[u8]) -> Result<Loaded, Error> {
    article(raw(bytes), &Manner::default())
}

/// The article in a letter with these fields beside the usual ones.
#[track_caller]
fn read(fields: &str, body: impl AsRef<[u8]>) -> Article {
    let head = format!("From: Ann Lee <ann@a.example>\nSubject: The quay\n{fields}\n\n");
    open(&[head.as_bytes(), body.as_ref()].concat()).unwrap().article
}

const BOTH: &str = "\
--x
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

=E2=80=9CNo,=E2=80=9D she wrote=
, and left.
--x
Content-Type: text/html

<p>Not this one.
--x--
";

#[test]
fn of_two_forms_the_plain_one_is_read() {
    let found = read("MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x", BOTH);
    assert_eq!(found.text.trim_end(), "“No,” she wrote, and left.");
    assert_eq!(found.kinds, [ParagraphKind::Body]);
}

#[test]
fn a_page_that_a_browser_saved_is_a_page() {
    let paragraph = "<p>The board met again on Monday, heard from the fishers, who asked for a later \
        start, and from the mayor, who said that <a href=3D'more'>it</a> could not wait.</p>\n";
    let html = format!(
        "<html><head><title>Quay opens</title></head><body><ul><li><a href=3D'/'>Home</a></ul>\n\
         <article>{}</article></body></html>",
        paragraph.repeat(3)
    );
    let part = |location: &str| {
        format!(
            "--x\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\
             {location}\n{html}\n--x\nContent-Type: text/css\n\np {{}}\n--x--\n"
        )
    };
    let fields = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x";
    let found = read(fields, part("Content-Location: https://a.example/news/quay\n"));
    assert_eq!(found.about.title.as_deref(), Some("Quay opens"));
    assert_eq!(found.about.source.as_deref(), Some("https://a.example/news/quay"));
    assert_eq!((found.about.byline, found.paragraphs.len()), (None, 3));
    assert_eq!(found.links[0].address, "https://a.example/news/more");
    let letter = read(fields, part(""));
    assert_eq!((letter.about.byline.as_deref(), letter.paragraphs.len()), (Some("Ann Lee"), 4));
}

#[test]
fn html_is_read_where_there_is_nothing_else() {
    let html = "<html><head><title>x</title></head><body><div style='display:none'>Seen first</div>\
        <p>It <b>rains</b>, says <a href='https://a.example/'>she</a>.</p><blockquote>No.\
        </blockquote></body></html>";
    let found = read("Content-Type: text/html; charset=utf-8", html);
    assert_eq!(found.text, "It rains, says she.\n\nNo.");
    assert_eq!(found.kinds, [ParagraphKind::Body, ParagraphKind::Block]);
    assert_eq!(found.links[0].address, "https://a.example/");
}

#[test]
fn what_is_attached_is_left_out() {
    let body = "\
--x
Content-Type: text/plain

It rains.
--x
Content-Type: image/png; name=a.png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--x
Content-Type: text/plain; name=\"notes.txt\"
Content-Disposition: attachment; filename=\"notes.txt\"

Not read.
--x--
";
    let found = read("Content-Type: multipart/mixed; boundary=\"x\"", body);
    assert_eq!(found.text.trim_end(), "It rains.");
}

#[test]
fn encodings_are_undone_whatever_alphabet_they_are_in() {
    let fields = |charset: &str, encoding: &str| {
        format!(
            "Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {encoding}"
        )
    };
    let found = read(&fields("windows-1251", "8bit"), b"\xcd\xe5\xf2, \xf1\xea\xe0\xe7\xe0\xeb.");
    assert_eq!(found.text, "Нет, сказал.");
    assert_eq!(
        read(&fields("utf-8", "base64"), "4oCcTm8s4oCdIHNoZSB\nzYWlkLg==").text,
        "“No,” she said."
    );
    assert_eq!(read(&fields("ISO-2022-JP", "7bit"), b"\x1b$B%F\x1b(B").text, "テ");
    assert_eq!(read(&fields("iso-8859-1", "quoted-printable"), "caf=E9").text, "café");
}

#[test]
fn the_fields_say_who_wrote_what_and_when() {
    let letter = "Return-Path: <x@a.example>\r\n\
        From: =?utf-8?B?SmnFmcOtIE5vdsOhaw==?= <jiri@a.example>, bo@b.example\r\n\
        Subject: =?iso-8859-1?Q?The_caf=E9?=\r\n =?utf-8?q?_and_the_=1B[31mquay?=\r\n\
        Date: Fri, 3 May 2024 10:00:00 +0200\r\nMessage-ID: <1@a.example>\r\n\r\nIt rains.\r\n";
    let About { title, byline, date, id, .. } = open(letter.as_bytes()).unwrap().article.about;
    assert_eq!(title.as_deref(), Some("The café and the quay"));
    assert_eq!(byline.as_deref(), Some("Jiří Novák, bo@b.example"));
    assert_eq!(date.as_deref(), Some("2024-05-03"));
    assert_eq!(id.as_deref(), Some("1@a.example"));
}

#[test]
fn what_is_quoted_is_kept_as_such() {
    let found = read("MIME-Version: 1.0", "Ann wrote:\n\n> It rains.\n> It snows.\n\nNo.\n");
    assert_eq!(
        found.kinds,
        [ParagraphKind::Body, ParagraphKind::Block, ParagraphKind::Block, ParagraphKind::Body]
    );
    // Fields that are quoted are no fields.
    let found = read("MIME-Version: 1.0", "From: Bo\nSubject: Rain\n\nIt rains.\n");
    assert!(found.paragraphs.len() > 1 && found.about.title.as_deref() == Some("The quay"));
}

#[test]
fn a_letter_without_a_text_is_refused() {
    let png = "From: a\nSubject: b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=";
    for letter in [png, "From: a\nSubject: b\nMIME-Version: 1.0\n\n", ""] {
        assert!(matches!(open(letter.as_bytes()), Err(Error::NoBody(_))), "{letter}");
    }
}

#[test]
fn letters_in_letters_without_end_are_no_harm() {
    let nested = "Content-Type: message/rfc822\n\n".repeat(100_000);
    drop(open(format!("From: a\nSubject: b\n{nested}").as_bytes()));
    let mut parts = String::new();
    for number in 0..20_000 {
        let head = "Content-Type: multipart/mixed; boundary=b";
        let _ = write!(parts, "{head}{number}\n\n--b{number}\n");
    }
    drop(open(format!("From: a\nSubject: b\n{parts}\nIt rains.").as_bytes()));
}

#[test]
fn a_mailbox_lists_its_letters() {
    let mailbox = "From ann@a.example Fri May  3 10:00:00 2024\nFrom: Ann\nSubject: Quay\n\
        Date: Fri, 3 May 2024 10:00:00 +0000\n\nIt rains.\n>From now on.\n\n\
        From bo@b.example Sat May  4 10:00:00 2024\nFrom: Bo\nContent-Type: text/html\n\n<p>It <i>snows</i>.\n";
    let found = shelf(raw(mailbox.as_bytes())).unwrap();
    let titles: Vec<_> =
        found.entries.iter().map(|entry| (&*entry.title, entry.date.as_deref())).collect();
    assert_eq!(titles, [("Quay", Some("2024-05-03")), ("(no subject)", None)]);
    let texts = found.entries.iter().map(|entry| {
        assert!(matches!(entry.place, Place::Text(_)));
        match open_entry(entry, &Manner::default(), &Visit::default()).unwrap() {
            Opened::Article(loaded) => loaded.article.text,
            Opened::Shelf(shelf) => panic!("{shelf:?}"),
        }
    });
    assert_eq!(texts.collect::<Vec<_>>().concat().trim_end(), "It rains.\nFrom now on.It snows.");
    assert!(matches!(shelf(raw(b"From a b\n\n")), Err(Error::NoEntries(_))));
}
