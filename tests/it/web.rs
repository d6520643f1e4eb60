//! Addresses: what is fetched from a real server, what is kept of it, and what is refused.

use std::{
    ffi::OsStr,
    io::Write,
    net::{TcpListener, TcpStream},
    process::Stdio,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use flate2::{Compression, write::GzEncoder};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use sayso::{
    shelf::Address,
    source::{
        Manner, Opened, Source, open_source,
        web::{Keep, Limits, Visit},
    },
};

use crate::{
    command::{Files, Outcome, program},
    server::{Server, answer, redirect},
    terminal::Terminal,
};

const PARAGRAPH: &str = "<p>The harbour board met again on Monday, heard from the fishers, who asked \
    for a later start of the works, and from the mayor, who said that it could not wait.</p>";

fn page() -> String {
    let body = PARAGRAPH.repeat(4);
    format!("<html><head><title>Quay</title></head><body><article>{body}</article></body></html>")
}

/// Runs the program on an address, with a cache of its own.
#[track_caller]
fn visit(cache: &Files, arguments: &[&str]) -> Outcome {
    let mut command = program();
    command.env("XDG_CACHE_HOME", cache.folder()).args(["--engine", "rules"]).args(arguments);
    let output = command.stdin(Stdio::null()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Outcome { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Asserts that a page comes whose text begins like this.
#[track_caller]
fn check_text(server: &Server, begins: &str) {
    let Outcome { status, out, err } = visit(&Files::new(), &[&server.at("/")]);
    assert_eq!(status, Some(0), "{err}");
    assert!(out.contains(begins), "{out}");
}

/// Asserts that an address is refused in one line with this reason, within limits that tests wait
/// for.
#[expect(clippy::disallowed_methods, reason = "the test measures how long is waited")]
#[track_caller]
fn check_refused(address: &str, reason: &str) {
    let limits = Limits { connect: 2000, total: 1500, ..Limits::default() };
    let typed = Address::typed(address.parse().unwrap());
    let source = Source::Address(&typed);
    let visit = Visit { keep: Keep::Nothing, limits, ..Visit::default() };
    let begin = Instant::now();
    let error = open_source(&source, &Manner::default(), &visit).unwrap_err().to_string();
    assert!(begin.elapsed() < Duration::from_secs(4), "{error}");
    assert!(error.starts_with(address.split('#').next().unwrap()), "{error}");
    assert!(error.contains(reason), "{error}");
    assert_eq!(error.lines().count(), 1, "{error}");
}

#[test]
fn a_page_is_fetched_and_its_article_shown() {
    let server = Server::always(answer("Content-Type: text/html", page()));
    let Outcome { status, out, err } = visit(&Files::new(), &[&server.at("/news#top")]);
    assert_eq!((status, &*err), (Some(0), ""));
    assert!(out.starts_with("Quay\n\n¶1 The harbour board met again"), "{out}");
    let asked = &server.asked()[0];
    assert!(asked.starts_with("get /news http/1.1\r\n"), "{asked}");
    let agent = format!("user-agent: sayso/{}\r\n", env!("CARGO_PKG_VERSION"));
    assert!(asked.contains(&agent) && !asked.contains("cookie"), "{asked}");
}

#[test]
fn what_is_packed_is_unpacked() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(page().as_bytes()).unwrap();
    let headers = "Content-Type: text/html\nContent-Encoding: gzip";
    check_text(&Server::always(answer(headers, packed.finish().unwrap())), "¶1 The harbour board");
}

#[test]
fn the_encoding_is_what_the_bytes_are_whatever_is_said() {
    let said = "Content-Type: text/html; charset=";
    let cyrillic = b"<p>\xcd\xe5\xf2, \xf1\xea\xe0\xe7\xe0\xeb \xee\xed.";
    let server = Server::always(answer(&format!("{said}windows-1251"), cyrillic));
    check_text(&server, "¶1 Нет, сказал он.");
    let server = Server::always(answer(&format!("{said}iso-8859-1"), "<p>Café “no”."));
    check_text(&server, "¶1 Café “no”.");
    let server = Server::always(answer(&format!("{said}utf-8"), b"<p>Caf\xe9 \x93no\x94."));
    check_text(&server, "¶1 Café “no”.");
    let server = Server::always(answer(&format!("{said}nonsense"), "<p>Café."));
    check_text(&server, "¶1 Café.");
}

#[test]
fn redirects_are_followed_within_the_server_and_not_for_ever() {
    let server = Server::new(|head, connection| {
        let bytes = match head.split(' ').nth(1) {
            Some("/a") => redirect("b?c=d"),
            Some("/b?c=d") => answer("Content-Type: text/html", page()),
            _ => redirect("/loop"),
        };
        drop(connection.write_all(&bytes));
    });
    let Outcome { status, out, err } = visit(&Files::new(), &[&server.at("/a")]);
    assert_eq!(status, Some(0), "{err}");
    assert!(out.starts_with("Quay\n"), "{out}");
    check_refused(&server.at("/loop"), "cannot be opened: more than 10 redirects");
    assert!(server.asked().len() < 20);
}

#[test]
fn nothing_leads_out_of_the_web_or_into_a_private_network() {
    for (to, reason) in [
        ("file:///etc/passwd", "it leads to file:, where only you may lead"),
        ("data:text/html,x", "it leads to data:"),
        ("http://169.254.169.254/latest", "it leads to the private network at 169.254.169.254"),
        ("http://localhost:1/", "it leads to the private network at localhost"),
        ("http://[::ffff:127.0.0.1]/", "it leads to the private network at [::ffff:7f00:1]"),
        ("http://[::1]:1/", "it leads to the private network at [::1]"),
        ("http://2130706433:1/", "it leads to the private network at 127.0.0.1"),
        ("http://0x7f.1:1/", "it leads to the private network at 127.0.0.1"),
        ("http://017700000001:1/", "it leads to the private network at 127.0.0.1"),
        ("//127.1:1/", "it leads to the private network at 127.0.0.1"),
        ("http://a@localhost.:1/", "it leads to the private network at localhost."),
        ("ftp://a.example/", "it leads to ftp:"),
    ] {
        let server = Server::always(redirect(to));
        check_refused(&server.at("/"), reason);
    }
    let other = Server::always(answer("", page()));
    let server = Server::always(redirect(&other.at("/")));
    check_refused(&server.at("/"), "it leads to the private network at 127.0.0.1");
    assert_eq!(other.asked().len(), 0);
}

#[test]
fn nothing_that_a_server_wants_kept_is_told_to_another() {
    let server = Server::new(|head, connection| {
        let bytes = if head.starts_with("get /a ") {
            let there = String::from_utf8(redirect("/b")).unwrap();
            there.replace("Location", "Set-Cookie: who=me\r\nLocation").into_bytes()
        } else {
            answer("Content-Type: text/html\nSet-Cookie: who=you", page())
        };
        drop(connection.write_all(&bytes));
    });
    let cache = Files::new();
    let named = server.at("/a").replace("http://", "http://ann:secret@");
    for _ in 0..2 {
        assert_eq!(visit(&cache, &[&named]).status, Some(0));
    }
    let asked = server.asked();
    assert!(asked.len() == 4 && asked.iter().all(|head| !head.contains("cookie")), "{asked:?}");
    assert!(asked.iter().all(|head| !head.contains("referer")), "{asked:?}");
    // A name and a password are for the server that they were typed for.
    assert!(!asked[1].contains("authorization"), "{}", asked[1]);
}

#[test]
fn a_feed_leads_nowhere_but_to_the_web() {
    let secret = Server::always(answer("", page()));
    let feed = format!(
        "<rss version='2.0'><channel><title>F</title><item><title>A</title><link>{}</link></item>\
         </channel></rss>",
        secret.at("/")
    );
    let files = Files::new();
    let path = files.add("feed.xml", &feed);
    let Outcome { status, err, .. } = visit(&files, &[path.to_str().unwrap(), "-n1"]);
    assert_eq!(status, Some(2));
    assert!(err.contains("it leads to the private network at 127.0.0.1"), "{err}");
    assert_eq!(secret.asked().len(), 0);
}

#[test]
fn an_entry_of_a_feed_is_fetched_where_the_feed_has_no_text() {
    let server = Server::new(|head, connection| {
        let feed = "<rss version='2.0'><channel><title>The Harbour</title><item><title>Quay</title>\
                    <link>/quay</link></item></channel></rss>";
        let bytes = if head.starts_with("get /quay ") {
            answer("Content-Type: text/html", page())
        } else {
            answer("Content-Type: application/rss+xml", feed)
        };
        drop(connection.write_all(&bytes));
    });
    let cache = Files::new();
    let listed = visit(&cache, &[&server.at("/feed")]);
    assert_eq!((&*listed.out, &*listed.err), ("The Harbour\n\n1  Quay\n", ""));
    let opened = visit(&cache, &[&server.at("/feed"), "--entry", "1"]);
    assert!(opened.out.starts_with("Quay\n\n¶1 The harbour board"), "{opened:?}");
}

#[test]
fn what_is_known_is_asked_for_by_its_tag_and_read_again_without_a_network() {
    let tagged = "Content-Type: text/html\nETag: \"one\"\nDate: Fri, 03 May 2024 10:00:00 GMT\n\
                  Last-Modified: Thu, 02 May 2024 10:00:00 GMT";
    let server = Server::new(move |head, connection| {
        let known = head.contains("if-none-match: \"one\"\r\n");
        let bytes = if known {
            b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n".to_vec()
        } else {
            answer(tagged, page())
        };
        drop(connection.write_all(&bytes));
    });
    let (cache, address) = (Files::new(), server.at("/"));
    let first = visit(&cache, &[&address]);
    let second = visit(&cache, &[&address]);
    assert_eq!((first.status, &first.out), (Some(0), &second.out));
    assert!(server.asked()[1].contains("if-modified-since: thu, 02 may 2024 10:00:00 gmt\r\n"));
    let anew = visit(&cache, &[&address, "--refresh"]);
    assert_eq!(anew.out, first.out);
    assert!(!server.asked()[2].contains("if-none-match"));
    drop(server);
    let offline = visit(&cache, &[&address]);
    assert_eq!((offline.status, &offline.out), (Some(0), &first.out));
    let note = "could not be asked for anew, shown as of Fri, 03 May 2024 10:00:00 GMT\n";
    assert!(offline.err.ends_with(note), "{}", offline.err);
    let refreshed = visit(&cache, &[&address, "--refresh"]);
    assert_eq!(refreshed.status, Some(2));
}

#[test]
fn what_was_kept_and_is_damaged_is_as_good_as_none() {
    let server = Server::always(answer("Content-Type: text/html\nETag: \"one\"", page()));
    let (cache, address) = (Files::new(), server.at("/"));
    let first = visit(&cache, &[&address]);
    let folder = cache.folder().join("sayso").join("pages");
    let kept: Vec<_> =
        std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(kept.len(), 1);
    let length = std::fs::metadata(&kept[0]).unwrap().len();
    let file = std::fs::OpenOptions::new().write(true).open(&kept[0]).unwrap();
    file.set_len(length - 5).unwrap();
    assert_eq!(visit(&cache, &[&address]).out, first.out);
    assert!(!server.asked()[1].contains("if-none-match"));
}

#[test]
fn many_programs_may_keep_the_same_page_at_once() {
    let server = Server::always(answer("Content-Type: text/html", page()));
    let (cache, address) = (Files::new(), server.at("/"));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(visit(&cache, &[&address]).status, Some(0)));
        }
    });
    let folder = cache.folder().join("sayso").join("pages");
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 1);
}

#[test]
fn answers_that_are_none_are_refused_each_with_its_reason() {
    for (status, reason) in [
        ("404 Not Found", "there is no such page (404); check the address"),
        ("403 Forbidden", "the server refuses it (403); save it with a browser"),
        ("503 Unavailable", "the server failed (503); try again later"),
        ("302 Found", "the server gives no page (302)"),
        ("304 Not Modified", "the server gives no page (304)"),
    ] {
        let server = Server::always(format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n"));
        check_refused(&server.at("/"), reason);
    }
    let server = Server::always(answer("Content-Type: image/png", b"\x89PNG\r\n\x1a\n\0\0"));
    check_refused(&server.at("/a.png"), "is a picture (PNG), not text");
    let server = Server::always(answer("Content-Type: application/pdf", "%PDF-1.7\n"));
    check_refused(&server.at("/a"), "is a PDF document, not text");
    let server = Server::always(answer("Content-Type: text/html", ""));
    check_refused(&server.at("/"), "is empty");
}

#[test]
fn lengths_that_are_wrong_are_noticed() {
    let longer = b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\nConnection: close\r\n\r\n<p>No.";
    check_refused(&Server::always(*longer).at("/"), "it ended before its end; try again");
    let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n<p>No.";
    check_refused(&Server::always(*chunked).at("/"), "it ended before its end; try again");
    let nothing = Server::always(*b"");
    check_refused(&nothing.at("/"), "cannot be opened: ");
    let noise = Server::always(*b"\x00\x01 no http at all\r\n\r\n");
    check_refused(&noise.at("/"), "cannot be opened: ");
}

#[test]
fn what_is_slow_is_not_waited_for() {
    let silent = Server::new(|_, _| thread::sleep(Duration::from_secs(4)));
    check_refused(&silent.at("/"), "not all of it came within 1.5 s; try again later");
    let slow = Server::new(|_, connection| {
        drop(connection.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"));
        for _ in 0..40 {
            drop(connection.write_all(b"x"));
            thread::sleep(Duration::from_millis(100));
        }
    });
    check_refused(&slow.at("/"), "not all of it came within 1.5 s; try again later");
}

#[test]
fn what_is_too_large_is_refused_also_when_it_is_packed() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    let piece = vec![b' '; 1 << 20];
    for _ in 0..33 {
        packed.write_all(&piece).unwrap();
    }
    let bomb = packed.finish().unwrap();
    assert!(bomb.len() < 1 << 16);
    let server = Server::always(answer("Content-Encoding: gzip", &bomb));
    check_refused(&server.at("/"), "larger than 32 MiB, unpacked");
    let said = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n";
    check_refused(&Server::always(*said).at("/"), "larger than 32 MiB, unpacked");
    let broken = Server::always(answer("Content-Encoding: gzip", &bomb[..bomb.len() / 2]));
    check_refused(&broken.at("/"), "cannot be opened: it ");
    let noise = Server::always(answer("Content-Encoding: gzip", "no gzip at all"));
    check_refused(&noise.at("/"), "cannot be opened: it is packed and damaged");
}

#[test]
fn a_server_that_is_not_there_is_named() {
    let gone = Server::always(*b"").at("/");
    check_refused(&gone, "cannot be opened: the server does not answer");
    let plain = Server::always(answer("", "no TLS here"));
    check_refused(&plain.at("/").replace("http:", "https:"), "cannot be opened: ");
}

#[test]
fn a_server_that_nobody_vouches_for_is_refused() {
    let certificate = include_bytes!("../tls/cert.der").to_vec().into();
    let key = include_bytes!("../tls/key.der").to_vec();
    let config =
        ServerConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key.try_into().unwrap())
            .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}/", listener.local_addr().unwrap());
    thread::spawn(move || {
        for connection in listener.incoming() {
            let session = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = StreamOwned::new(session, connection.unwrap());
            drop(stream.write_all(&answer("", page())));
        }
    });
    check_refused(&address, "cannot be opened: the connection is not safe (");
}

#[test]
fn a_connection_that_does_not_come_about_is_not_waited_for() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = listener.local_addr().unwrap();
    // Nobody takes what waits at the door, until nothing more fits in there.
    let wait = Duration::from_millis(200);
    let mut waiting = Vec::new();
    while let Ok(connection) = TcpStream::connect_timeout(&place, wait) {
        waiting.push(connection);
        assert!(waiting.len() < 10_000);
    }
    let typed = Address::typed(format!("http://{place}/").parse().unwrap());
    let limits = Limits { connect: 500, ..Limits::default() };
    let visit = Visit { keep: Keep::Nothing, limits, ..Visit::default() };
    let error = open_source(&Source::Address(&typed), &Manner::default(), &visit).unwrap_err();
    let expected = "cannot be opened: no connection within 0.5 s; try again later";
    assert!(error.to_string().ends_with(expected), "{error}");
}

#[test]
fn fetching_is_ended_by_ctrl_c_and_leaves_nothing() {
    let server = Server::new(|_, _| thread::sleep(Duration::from_secs(20)));
    let cache = Files::new();
    let child = program()
        .env("XDG_CACHE_HOME", cache.folder())
        .arg(OsStr::new(&server.at("/")))
        .stdin(Stdio::null())
        .spawn()
        .unwrap();
    while server.asked().is_empty() {
        thread::sleep(Duration::from_millis(20));
    }
    let id = child.id().to_string();
    let interrupted = std::process::Command::new("kill").args(["-INT", &id]).status();
    assert!(interrupted.unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert!(!output.status.success() && output.stdout.is_empty());
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said, "sayso: fetching was stopped, and nothing is shown\n");
    assert_eq!(std::fs::read_dir(cache.folder()).unwrap().count(), 0);
}

#[test]
fn ctrl_c_takes_the_line_away_that_shows_how_far_fetching_is() {
    let server = Server::new(|_, connection| {
        let _ = connection.write_all(b"HTTP/1.1 200 OK\r\n\r\n<p>It rains.");
        thread::sleep(Duration::from_secs(20));
    });
    let cache = Files::new();
    let mut command = crate::terminal::program(&[&server.at("/")]);
    command.env("XDG_CACHE_HOME", cache.folder());
    let mut terminal = Terminal::start(command, 80, 20);
    terminal.wait_for("fetching… 1 KB (Ctrl-C stops)");
    terminal.press("\x03");
    assert!(!terminal.end().success());
    terminal.wait_for("sayso: fetching was stopped, and nothing is shown");
    assert!(!terminal.contents().contains("Ctrl-C stops"), "{}", terminal.contents());
    terminal.assert_given_back();
}

#[test]
fn an_address_opens_whatever_is_there() {
    let json = "{\"version\": \"https://jsonfeed.org/version/1\", \"title\": \"F\", \"items\": \
                [{\"id\": \"1\", \"title\": \"A\", \"content_text\": \"It rains.\"}]}";
    let server = Server::always(answer("Content-Type: application/json", json));
    let typed = Address::typed(server.at("/").parse().unwrap());
    let source = Source::Address(&typed);
    let visit = Visit { keep: Keep::Nothing, ..Visit::default() };
    let opened = open_source(&source, &Manner::default(), &visit).unwrap();
    let Opened::Shelf(shelf) = opened else { panic!("{opened:?}") };
    assert_eq!(shelf.entries[0].title, "A");
    check_text(
        &Server::always(answer("Content-Type: text/plain", "It <rains>.\n")),
        "¶1 It <rains>.",
    );
    let server = Server::always(answer("Content-Type: text/markdown", "# A\n\nIt *rains*.\n"));
    check_text(&server, "A\n\n¶1 It rains.");
}
