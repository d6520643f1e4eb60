//! Pages of our own, one for every kind of block, and what becomes of them.

use std::fmt::Write;

use proptest::prelude::*;
use url::Url;

use super::{Extent, Refusal, article, piece};
use crate::article::{About, Article, ParagraphKind};

/// A paragraph that is long enough to be one of an article.
const LONG: &str = "The harbour board met again on Monday, heard from the fishers, who asked for a \
     later start of the works, and from the mayor, who said that the quay could not wait.";

/// A letter for each paragraph's kind, and its words.
fn shown(article: &Article) -> Vec<String> {
    let letter = |kind| match kind {
        ParagraphKind::Body => 'p',
        ParagraphKind::Heading(_) | ParagraphKind::Headline => 'h',
        ParagraphKind::Item => 'i',
        ParagraphKind::Block => 'b',
        ParagraphKind::Caption => 'c',
        ParagraphKind::Table => 't',
        ParagraphKind::Verbatim => 'v',
    };
    let words = article.blocks().map(|(span, kind)| (span.of(&article.text), letter(kind)));
    words.map(|(words, kind)| format!("{kind} {words}")).collect()
}

#[track_caller]
fn check(html: &str, expected: &[&str]) {
    assert_eq!(shown(&piece(html, None, About::default()).unwrap()), expected);
}

#[test]
fn white_space_is_as_a_browser_shows_it() {
    check(
        "<p> The\n  old <b>quay</b>  <i> was</i>\tclosed. <p>Now&nbsp;it is not.",
        &["p The old quay was closed.", "p Now\u{a0}it is not."],
    );
    check("one<br>two <br/> three<div>four</div>five", &["p one\ntwo\nthree", "p four", "p five"]);
    check("a hy&shy;phen and a li<wbr>ne", &["p a hyphen and a line"]);
}

#[test]
fn headings_keep_their_levels() {
    let html = "<h1>Title</h1><p>a</p><h1>One</h1><h2>Two</h2><h3>Three</h3><h4>Four</h4>\
        <h5>Five</h5><h6>Six</h6><p>b</p>";
    let article = piece(html, None, About::default()).unwrap();
    let levels: Vec<_> = article.kinds.iter().filter_map(|kind| kind.level()).collect();
    assert_eq!(levels, [1, 2, 3, 4, 5, 6]);
}

#[test]
fn headings_lists_and_quotations_keep_what_they_are() {
    check(
        "<h2>Part</h2><p>Intro<ul><li>one<li><p>two</p><ul><li>deep</ul></ul>\
         <ol start=3><li>three<li>four</ol><dl><dt>quay<dd>a wall</dl>\
         <blockquote><p>Said</p><ul><li>twice</ul></blockquote><p>End",
        &[
            "h Part",
            "p Intro",
            "i one",
            "i two",
            "i deep",
            "i 3. three",
            "i 4. four",
            "p quay",
            "i a wall",
            "b Said",
            "b twice",
            "p End",
        ],
    );
}

#[test]
fn captions_are_marked_as_such_and_pictures_are_not_read() {
    check(
        "<p>Before</p><figure><img src=a.png alt='A quay'><figcaption>The quay. <i>Photo: Bo</i>\
         </figcaption></figure><p>After</p>",
        &["p Before", "c The quay. Photo: Bo", "p After"],
    );
}

#[test]
fn a_table_is_text_with_its_columns_under_each_other() {
    check(
        "<table><caption>Votes</caption><tr><th>who<th>for<tr><td>Ann  Lee<td>yes<tr><td>Bo<td>no\
         </table>",
        &["c Votes", "t who      for\nAnn Lee  yes\nBo       no"],
    );
}

#[test]
fn a_table_that_places_blocks_is_no_table() {
    check(
        "<table><tr><td><p>One</p><p>Two</p></td><td>menu</td></tr></table>",
        &["p One", "p Two", "p menu"],
    );
    check("<table><tr><td>Only</table>", &["p Only"]);
}

#[test]
fn code_keeps_its_lines() {
    check("<pre><code>a  b\n  <b>c</b>\n</code></pre>x", &["v a  b\n  c", "p x"]);
}

#[test]
fn quotation_marks_that_a_browser_would_add_are_added() {
    check("<p><q>No,</q> she said.", &["p “No,” she said."]);
}

#[test]
fn nothing_is_read_that_is_no_text() {
    check(
        "<p>a<script>b</script><style>c</style><noscript>d</noscript><svg><text>e</text></svg>\
         <button>f</button><!-- g --><span hidden>h</span></p>",
        &["p a"],
    );
}

#[test]
fn links_are_kept_with_the_addresses_that_they_lead_to() {
    let base = Url::parse("https://a.example/news/").unwrap();
    let html = "<p>See <a href='../quay'>the <b>quay</b></a>, <a href='#n'>1</a>, <a href=\
                'javascript:x()'>this</a>.<p><a href='//b.example/x'>There</a>";
    let found = piece(html, Some(&base), About::default()).unwrap();
    let links: Vec<_> =
        found.links.iter().map(|link| (link.span.of(&found.text), &*link.address)).collect();
    assert_eq!(links, [("the quay", "https://a.example/quay"), ("There", "https://b.example/x")]);
}

/// A page with all that stands around an article.
fn page(body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><title>Quay to close - The Harbour</title>\
         <meta property='og:site_name' content='The Harbour'><meta name=author content='Ann Lee'>\
         <meta property='article:published_time' content='2024-05-03T10:00:00Z'></head><body>\
         <nav><ul><li><a href=/>Home</a><li><a href=/sport>Sport</a></ul></nav>\
         <div class=cookie-consent><p>We value your privacy, and our 814 partners do too.</p></div>\
         <main><article><h1>Quay to close</h1>{body}</article></main>\
         <aside class=related><h2>Related</h2><ul><li><a href=/1>Ferry late</a><li><a href=/2>\
         Fish dear</a></ul></aside><section id=comments class=comments><h2>Comments</h2>\
         <p>First! I have always said so, and nobody listens, as usual in this town.</p></section>\
         <footer>Copyright, The Harbour, all rights are kept.</footer></body></html>"
    )
}

#[test]
fn the_article_is_taken_out_of_its_page() {
    let body = format!("<p>{LONG}</p><h2>What it costs</h2><p>{LONG}</p>").repeat(2);
    let found = article(&page(&body), None, Extent::Article).unwrap();
    let (told, part) = (format!("p {LONG}"), "h What it costs".to_owned());
    assert_eq!(shown(&found), [&told, &part, &told, &told, &part, &told].map(Clone::clone));
    let about = &found.about;
    assert_eq!(about.title.as_deref(), Some("Quay to close"));
    assert_eq!(about.byline.as_deref(), Some("Ann Lee"));
    assert_eq!(about.date.as_deref(), Some("2024-05-03"));
    assert_eq!(about.site.as_deref(), Some("The Harbour"));
    assert_eq!(about.language.as_deref(), Some("en"));
}

#[test]
fn the_whole_page_can_be_had() {
    let found = article(&page("<p>Short.</p>"), None, Extent::Whole).unwrap();
    let shown = shown(&found);
    assert!(shown.iter().any(|block| block == "i Home"), "{shown:?}");
    assert!(shown.iter().any(|block| block == "p Short."), "{shown:?}");
}

#[test]
fn a_page_of_links_has_no_article() {
    let mut list = String::new();
    for number in 0..60 {
        let _ = write!(list, "<li><a href=/{number}>The quay, part {number} of many</a>");
    }
    let html = format!("<html><body><ul>{list}</ul></body></html>");
    let none = Err(Refusal::NoArticle(None));
    assert_eq!(article(&html, None, Extent::Article), none);
    assert_eq!(article("<html><body></body>", None, Extent::Article), none);
    let base = Url::parse("https://a.example/").unwrap();
    let feed = "<link rel='alternate stylesheet'><link rel=alternate href=de hreflang=de>\
        <link rel=alternate type='application/atom+xml' href=news>";
    let named = article(&format!("{feed}{html}"), Some(&base), Extent::Article);
    assert_eq!(named, Err(Refusal::NoArticle(Some("https://a.example/news".into()))));
    assert!(article(&html, None, Extent::Whole).is_ok());
}

#[test]
fn a_page_of_one_sentence_is_an_article() {
    let found = article("<p>“No,” said <b>Ann Lee</b>.", None, Extent::Article).unwrap();
    assert_eq!(shown(&found), ["p “No,” said Ann Lee."]);
}

#[test]
fn a_page_of_headings_and_pictures_is_shown_as_it_is() {
    let html = "<article><h2>One</h2><img src=a.png><h2>Two</h2><img src=b.png></article>";
    let found = article(html, None, Extent::Article).unwrap();
    assert_eq!(shown(&found), ["h One", "h Two"]);
}

#[test]
fn a_page_that_is_made_to_be_hard_to_read_is_refused() {
    let html = "<div>".repeat(100_000);
    assert_eq!(article(&html, None, Extent::Article), Err(Refusal::TooDeep));
    assert_eq!(article(&html, None, Extent::Whole), Err(Refusal::TooDeep));
}

#[test]
fn a_base_in_the_page_counts() {
    let html = format!("<base href='/deep/'><p><a href=x>{LONG}</a> {LONG} {LONG} {LONG}</p>");
    let own = Url::parse("https://a.example/one").unwrap();
    let found = article(&html, Some(&own), Extent::Article).unwrap();
    assert_eq!(found.links[0].address, "https://a.example/deep/x");
}

/// Tags and texts in an order that no writer would give them.
fn any_html() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "<p>",
        "</p>",
        "<div class=x>",
        "</div>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<ul>",
        "<ol start=-1>",
        "<ol start=99999999999999999999>",
        "<li>",
        "</ul>",
        "<blockquote>",
        "</blockquote>",
        "<pre>",
        "</pre>",
        "<h1>",
        "</h1>",
        "<h2>",
        "<a href='x'>",
        "</a>",
        "<a href='http://[::'>",
        "<figcaption>",
        "<br>",
        "<q>",
        "<base href='http://a.example'>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<![CDATA[",
        "&#27;[1m",
        "&#x202e;",
        "&nbsp;",
        "<svg><p>",
        "<math><mi>",
        "<template>",
        "</template>",
        "<title>",
        "<html lang=\x1b>",
        "word word, word. ",
        "\x1b[31m",
        "é\u{ad}",
        "\u{200b}",
        "<",
        ">",
        "\0",
        "<script type=application/ld+json>{\"@type\":\"Article\",\"name\":\"\\u001b\"}</script>",
    ];
    let piece = prop_oneof![
        5 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_html_gives_blocks_in_order_and_links_within_them(html in any_html()) {
        for extent in [Extent::Article, Extent::Whole] {
            let Ok(found) = article(&html, None, extent) else { continue };
            let mut end = 0;
            for (span, _) in found.blocks() {
                prop_assert!(end <= span.start && span.trim(&found.text) == span);
                prop_assert!(!span.is_empty());
                end = span.end;
            }
            let mut end = 0;
            for link in &found.links {
                prop_assert!(end <= link.span.start && !link.span.of(&found.text).is_empty());
                end = link.span.end;
            }
        }
    }
}
