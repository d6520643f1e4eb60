//! Lists in the reader, in a pseudo-terminal: what is opened from them, and what is remembered.

use crate::{
    command::Files,
    terminal::{Terminal, program},
};

const ESC: &str = "\x1b";

fn item(title: &str, rest: &str) -> String {
    format!("<item><title>{title}</title><guid>{title}</guid>{rest}</item>")
}

/// An item with its full text in it.
fn full(title: &str) -> String {
    let paragraph = |day| format!("&lt;p&gt;“{title} it is,” said Ann Lee on day {day}.&lt;/p&gt;");
    let text = (0..40).map(paragraph).collect::<Vec<_>>().concat();
    let day = "<pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate>";
    item(title, &format!("{day}<description>{text}</description>"))
}

fn feed(items: &[String]) -> String {
    let title = "<title>Harbour News</title>";
    format!("<rss version='2.0'><channel>{title}{}</channel></rss>", items.concat())
}

/// The program, which remembers in a directory beside the files.
fn open(files: &Files, arguments: &[&str]) -> Terminal {
    let mut command = program(arguments);
    command.env("XDG_STATE_HOME", files.folder().join("state"));
    command.env("XDG_CACHE_HOME", files.folder().join("cache"));
    Terminal::start(command, 80, 20)
}

/// Waits until the row that holds these words has this sign before it.
#[track_caller]
fn wait_for_sign(terminal: &Terminal, sign: char, words: &str) {
    terminal.wait(&format!("{sign} before {words}"), |screen| {
        let contents = screen.contents();
        let row = contents.lines().find(|row| row.contains(words)).map(str::to_owned);
        row.is_some_and(|row| row.trim_start().starts_with('●') == (sign == '●'))
    });
}

#[test]
fn a_feed_is_a_list_of_what_is_read_and_what_is_not() {
    let files = Files::new();
    let path = files.add("feed.xml", feed(&[full("One"), full("Two"), full("Three")]));
    let path = path.to_str().unwrap();
    let mut terminal = open(&files, &[path]);
    terminal.wait_for("Harbour News");
    terminal.wait_for("● 2024-05-03  One");
    terminal.wait_for("3 unread");
    terminal.press("j\r");
    terminal.wait_for("“Two it is,”");
    terminal.press("G");
    terminal.wait_for("100 %");
    terminal.press("q");
    terminal.wait_for("2 of 3");
    wait_for_sign(&terminal, ' ', "Two");
    terminal.press("jr");
    terminal.wait_for("1 unread");
    terminal.leave();
    // It begins with what has not been read.
    let mut terminal = open(&files, &[path]);
    terminal.wait_for("1 unread");
    terminal.wait_for("1 of 3");
    wait_for_sign(&terminal, ' ', "Three");
    terminal.press("jr");
    terminal.wait_for("2 unread");
    terminal.leave();
    let mut terminal = open(&files, &[path]);
    terminal.wait_for("2 unread");
    wait_for_sign(&terminal, '●', "Two");
    terminal.leave();
    let mut terminal = open(&files, &[path, "--no-state", "--watch"]);
    terminal.wait_for("a list is not watched: R reads it anew");
    terminal.wait_for("3 unread");
    terminal.press("\r");
    terminal.wait_for("“One it is,”");
    terminal.press("Q");
    assert!(terminal.end().success());
    let mut terminal = open(&files, &[path]);
    terminal.wait_for("2 unread");
    terminal.leave();
}

#[test]
fn what_cannot_be_remembered_of_a_list_is_told_over_the_article() {
    let files = Files::new();
    let path = files.add("feed.xml", feed(&[full("One"), full("Two")]));
    let mut terminal = open(&files, &[path.to_str().unwrap()]);
    terminal.wait_for("2 unread");
    // Now a file stands where the directory should be.
    files.add("state", "");
    terminal.press("\r");
    terminal.wait_for("“One it is,”");
    terminal.press("r");
    terminal.wait_for("cannot remember what was read");
    terminal.press("Q");
    assert!(terminal.end().success());
}

#[test]
fn one_goes_from_article_to_article() {
    let files = Files::new();
    let path = files.add("feed.xml", feed(&[full("One"), full("Two"), full("Three")]));
    let mut terminal = open(&files, &[path.to_str().unwrap()]);
    terminal.wait_for("3 unread");
    terminal.press("\r");
    terminal.wait_for("“One it is,”");
    terminal.press("/on day 3\r");
    terminal.wait_for("/on day 3 1/11");
    terminal.press("[");
    terminal.wait_for("this is the first of the list");
    terminal.press("]");
    terminal.wait_for("“Two it is,”");
    // What was searched for before can be searched for again.
    terminal.press("n");
    terminal.wait_for("/on day 3 1/11");
    terminal.press("]");
    terminal.wait_for("“Three it is,”");
    terminal.press("]");
    terminal.wait_for("this is the last of the list");
    terminal.press("r");
    terminal.wait_for("in the list this is not read");
    terminal.press("[");
    terminal.wait_for("“Two it is,”");
    terminal.wait_for("40 quotations");
    terminal.press(ESC);
    terminal.wait_for("2 of 3");
    terminal.wait_for("1 unread");
    terminal.leave();
}

#[test]
fn without_a_list_keys_are_as_they_were() {
    let mut terminal = Terminal::start(program(&["sample", "quay"]), 80, 20);
    terminal.wait_for("quotations");
    terminal.press("]");
    terminal.wait_for("this article was not chosen from a list");
    terminal.press(ESC);
    terminal.wait("the note gone", |screen| !screen.contents().contains("chosen from a list"));
    terminal.leave();
}

#[test]
fn a_folder_is_a_list_and_what_is_in_it_may_be_one() {
    let files = Files::new();
    files.add("one.md", "# One\n\n“It rains,” said Ann Lee, the mayor.\n");
    files.add("two.xml", feed(&[full("Within"), full("Without")]));
    files.add("zero.bin", b"\x89PNG\r\n\x1a\n\0");
    let mut terminal = open(&files, &[files.folder().to_str().unwrap()]);
    terminal.wait_for("1 of 2");
    terminal.press("\r");
    terminal.wait_for("“It rains,”");
    terminal.press("]");
    terminal.wait_for("Within");
    terminal.wait_for("2 unread");
    terminal.press("/wout\r");
    terminal.wait_for("Nothing fits");
    terminal.press(ESC);
    terminal.wait_for("Within");
    terminal.press("/out\r\r");
    terminal.wait_for("“Without it is,”");
    terminal.press("qq");
    terminal.wait_for("two.xml");
    // Not all of the feed has been read.
    wait_for_sign(&terminal, '●', "two.xml");
    wait_for_sign(&terminal, ' ', "one.md");
    terminal.leave();
}

#[test]
fn several_files_are_a_list_and_one_that_goes_leaves_the_others() {
    let files = Files::new();
    let one = files.add("one.txt", "“It rains,” said Ann Lee, the mayor.\n");
    let two = files.add("two.txt", "“It snows,” said Ann Lee, the mayor.\n");
    let mut terminal = open(&files, &[one.to_str().unwrap(), two.to_str().unwrap()]);
    terminal.wait_for("1 of 2");
    std::fs::remove_file(two).unwrap();
    terminal.press("j\r");
    terminal.wait_for("does not exist");
    terminal.wait_for("2 unread");
    terminal.press("k\r");
    terminal.wait_for("“It rains,”");
    terminal.press("]");
    terminal.wait_for("does not exist");
    terminal.wait_for("“It rains,”");
    terminal.press("q");
    terminal.wait_for("1 unread");
    terminal.leave();
}

#[test]
fn an_article_that_is_a_file_is_left_and_found_again_by_its_place() {
    let files = Files::new();
    let days = (1..60).map(|day| format!("It rained on day {day} again.\n\n"));
    files.add("a.txt", days.collect::<Vec<_>>().concat());
    files.add("b.txt", "“It snows,” said Ann Lee, the mayor.\n");
    let mut terminal = open(&files, &[files.folder().to_str().unwrap()]);
    terminal.wait_for("1 of 2");
    terminal.press("\r");
    terminal.wait_for("day 1 again");
    terminal.press("30G");
    terminal.wait_for("day 30 again");
    terminal.press("]");
    terminal.wait_for("“It snows,”");
    terminal.press("[");
    terminal.wait_for("this is where you left");
    terminal.wait_for("day 30 again");
    terminal.press("q");
    terminal.wait_for("all read");
    terminal.leave();
}

#[test]
fn an_article_that_the_list_itself_holds_is_found_again_by_its_place() {
    let files = Files::new();
    let path = files.add("feed.xml", feed(&[full("One"), full("Two")]));
    let path = path.to_str().unwrap();
    let mut terminal = open(&files, &[path]);
    terminal.wait_for("2 unread");
    terminal.press("\r");
    terminal.wait_for("40 quotations");
    terminal.press("30Gmx]");
    terminal.wait_for("“Two it is,”");
    terminal.wait("the start", |screen| !screen.contents().contains("where you left"));
    terminal.press("Q");
    assert!(terminal.end().success());
    let mut terminal = open(&files, &[path]);
    terminal.wait_for("all read");
    terminal.press("\r");
    terminal.wait_for("this is where you left");
    terminal.wait_for("on day 29.");
    terminal.press("g");
    terminal.wait_for("on day 0.");
    terminal.press("'x");
    terminal.wait_for("on day 29.");
    terminal.press("q");
    terminal.wait_for("1 of 2");
    terminal.leave();
    let mut terminal = open(&files, &[path, "--no-state"]);
    terminal.wait_for("2 unread");
    terminal.press("\r");
    terminal.wait_for("40 quotations");
    terminal.wait("the start", |screen| !screen.contents().contains("where you left"));
    terminal.press("q");
    terminal.wait_for("1 of 2");
    terminal.leave();
}

#[test]
fn a_book_is_a_list_of_chapters_each_with_its_contents() {
    let files = Files::new();
    let day =
        |day| format!("<h2>Day {day}</h2><p>“It rains,” said Ann Lee.</p><h3>Noon {day}</h3>");
    let chapter = |name: &str| format!("<h1>{name}</h1>{}", (0..30).map(day).collect::<String>());
    let book = crate::any::book(&[&chapter("One"), &chapter("Two"), "<p>The end."]);
    let path = files.add("book.epub", book);
    let mut terminal = open(&files, &[path.to_str().unwrap()]);
    terminal.wait_for("3 unread");
    terminal.press("\r");
    terminal.wait_for("30 quotations");
    terminal.press("tday 20");
    terminal.wait_for("contents: day 20");
    terminal.wait_for("1 of 63");
    terminal.press("\r");
    terminal.wait("the heading at the top", |screen| {
        screen.contents().lines().nth(2).is_some_and(|row| row.trim_start().starts_with("Day 20"))
    });
    terminal.press("]");
    terminal.wait_for("Day 0");
    terminal.press("qk");
    terminal.wait_for("1 of 3");
    terminal.press("\r");
    terminal.wait_for("this is where you left");
    terminal.wait_for("Day 20");
    terminal.press("tpart 3\r");
    terminal.wait_for("The end.");
    terminal.press("q");
    terminal.wait_for("3 of 3");
    terminal.leave();
}

#[test]
fn a_list_follows_the_terminal_and_the_theme_that_an_article_was_given() {
    let files = Files::new();
    let path = files.add("feed.xml", feed(&[full("One"), full("Two")]));
    let mut terminal = open(&files, &[path.to_str().unwrap()]);
    terminal.wait_for("2 unread");
    terminal.press("\r");
    terminal.wait_for("“One it is,”");
    terminal.press(":theme light\r");
    terminal.resize(60, 12);
    terminal.wait_for("“One it is,”");
    terminal.press("q");
    terminal.wait_for("1 of 2");
    terminal.wait("light paper", |screen| {
        screen.cell(0, 0).is_some_and(|cell| cell.bgcolor() != vt100::Color::Default)
    });
    terminal.resize(100, 30);
    terminal.wait_for("q leave");
    terminal.leave();
}

#[cfg(feature = "fetch")]
mod fetched {
    use std::{io::Write, net::TcpStream, thread, time::Duration};

    use super::{ESC, Files, feed, full, item, open, wait_for_sign};
    use crate::server::{Server, answer};

    const PARAGRAPH: &str = "<p>The harbour board met again on Monday, heard from the fishers, who \
        asked for a later start of the works, and from the mayor, who said that it could not wait.\
        </p>";

    /// A site with lists of feeds, feeds, a page, and addresses where nothing or nothing good is.
    fn site() -> Server {
        Server::new(|head, connection: &mut TcpStream| {
            let path = head.split(' ').nth(1).unwrap_or_default();
            let html = "Content-Type: text/html";
            let link = |title: &str, path: &str| item(title, &format!("<link>{path}</link>"));
            let bytes = match path {
                "/list.opml" => answer(
                    "Content-Type: text/xml",
                    "<opml version='2.0'><head><title>Mine</title></head><body>\
                     <outline text='Harbour' xmlUrl='/feed'/><outline text='Gone' xmlUrl='/gone'/>\
                     <outline text='Nothing' xmlUrl='/nothing'/></body></opml>",
                ),
                "/feed" => answer(
                    "Content-Type: application/rss+xml",
                    feed(&[
                        link("Page", "/page"),
                        link("Gone", "/gone"),
                        link("Slow", "/slow"),
                        full("Here"),
                        link("Inside", "http://10.0.0.1/"),
                    ]),
                ),
                "/brief" => answer(
                    "Content-Type: application/rss+xml",
                    feed(&[item(
                        "Brief",
                        "<link>/gone</link><description>It rains.</description>",
                    )]),
                ),
                "/nothing" => answer("Content-Type: application/rss+xml", feed(&[])),
                "/page" => {
                    answer(html, format!("<title>Quay</title><article>{}", PARAGRAPH.repeat(4)))
                }
                "/slow" => {
                    let _ = connection
                        .write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>");
                    let _ = connection.write_all(&[b'a'; 4997]);
                    thread::sleep(Duration::from_secs(20));
                    return;
                }
                _ => b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec(),
            };
            let _ = connection.write_all(&bytes);
        })
    }

    #[test]
    fn a_list_of_feeds_leads_to_feeds_and_those_to_pages() {
        let (files, site) = (Files::new(), site());
        let mut terminal = open(&files, &[&site.at("/list.opml")]);
        terminal.wait_for("1 of 3");
        terminal.press("\r");
        terminal.wait_for("1 of 5");
        terminal.wait_for("Harbour News");
        terminal.press("\r");
        terminal.wait_for("The harbour board met again");
        terminal.press("q");
        terminal.wait_for("1 of 5");
        wait_for_sign(&terminal, ' ', "Page");
        terminal.press("q");
        terminal.wait_for("1 of 3");
        terminal.press("jj\r");
        terminal.wait_for("lists no articles");
        terminal.leave();
    }

    #[test]
    fn what_cannot_be_fetched_is_said_and_the_list_stays() {
        let (files, site) = (Files::new(), site());
        let mut terminal = open(&files, &[&site.at("/feed")]);
        terminal.wait_for("5 unread");
        terminal.press("j\r");
        terminal.wait_for("it cannot be opened: there is no such page (404); check the address");
        terminal.wait_for("5 unread");
        terminal.press("G\r");
        terminal.wait_for("it leads to the private network at 10.0.0.1");
        terminal.press("k\r");
        terminal.wait_for("“Here it is,”");
        // From within an article too.
        terminal.press("]");
        terminal.wait_for("it cannot be opened: it leads to");
        terminal.wait_for("“Here it is,”");
        terminal.press("q");
        terminal.wait_for("4 of 5");
        terminal.leave();
    }

    #[test]
    fn what_a_feed_says_is_read_where_the_page_cannot_be() {
        let (files, site) = (Files::new(), site());
        let mut terminal = open(&files, &[&site.at("/brief")]);
        terminal.wait_for("1 unread");
        terminal.press("\r");
        terminal.wait_for("It rains.");
        terminal.wait_for("only what its feed says of it: there is no such page (404)");
        terminal.press("q");
        terminal.wait_for("1 of 1");
        terminal.leave();
    }

    #[test]
    fn fetching_can_be_stopped_in_the_list_and_in_an_article() {
        let (files, site) = (Files::new(), site());
        let mut terminal = open(&files, &[&site.at("/feed")]);
        terminal.wait_for("5 unread");
        terminal.press("jj\r");
        terminal.wait_for("fetching… 5 KB");
        terminal.press("k");
        terminal.press(ESC);
        terminal.wait_for("fetching was stopped");
        terminal.wait_for("5 unread");
        terminal.press("jj\r");
        terminal.wait_for("“Here it is,”");
        terminal.press("[");
        terminal.wait_for("fetching…");
        terminal.press("G");
        terminal.wait_for("100 %");
        terminal.press(ESC);
        terminal.wait_for("fetching was stopped");
        terminal.press("q");
        terminal.wait_for("4 of 5");
        terminal.leave();
    }

    #[test]
    fn a_feed_is_fetched_anew_where_that_is_asked_for() {
        let files = Files::new();
        let asked = std::sync::atomic::AtomicUsize::new(0);
        let site = Server::new(move |_, connection| {
            let number = asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let items = [vec![full("New"); number.min(1)], vec![full("Old")]].concat();
            let _ =
                connection.write_all(&answer("Content-Type: application/rss+xml", feed(&items)));
        });
        let mut terminal = open(&files, &[&site.at("/")]);
        terminal.wait_for("1 unread");
        terminal.press("R");
        terminal.wait_for("the list was read anew");
        terminal.wait_for("2 unread");
        terminal.press(" \r");
        terminal.wait_for("“Old it is,”");
        terminal.press("q");
        terminal.wait_for("2 of 2");
        terminal.leave();
    }
}
