//! What stands within an article and is no part of it: consent, newsletters, related links, buttons.
//!
//! The library weighs elements by how much they look like text; these look like it. They are told by
//! what the makers of the page call them.

use std::sync::LazyLock;

use dom_query::{Document, NodeRef, Selection};
use regex::Regex;

use super::is_marked;

/// Takes out what can be told before it is known which part of a page its article is; `marked` are
/// its elements with attributes.
pub fn remove(document: &Document, marked: &Selection) {
    remove_named(document);
    remove_pull_quotes(document, marked);
    remove_bylines(marked);
}

/// Takes out what is called by a name that no part of an article has, unless little would be left.
fn remove_named(document: &Document) {
    let body = document.select_single("body");
    let Some(body) = body.nodes().first() else { return };
    let mut named: Vec<(NodeRef, usize)> = Vec::new();
    for node in body.descendants_it().filter(is_marked) {
        let Some(most) = most_bytes(&node) else { continue };
        let is_within = |(around, _): &(NodeRef, usize)| {
            node.ancestors_it(None).any(|ancestor| ancestor.id == around.id)
        };
        if !named.last().is_some_and(is_within)
            && let Some(bytes) = bytes_within(&node, most)
        {
            named.push((node, bytes));
        }
    }
    let taken: usize = named.iter().map(|(_, bytes)| bytes).sum();
    let all = bytes(body, taken * 2, usize::MAX);
    if all.is_none_or(|all| all > taken + taken / 2) {
        for (node, _) in named {
            node.remove_from_parent();
        }
    }
}

/// Takes out what only repeats, in larger letters, what the article says.
fn remove_pull_quotes(document: &Document, marked: &Selection) {
    const MOST: usize = 20;
    let called = marked.filter("[class*='pull' i]");
    let nodes = called.nodes().iter().filter(|node| {
        let names = names(node);
        !is_whole(node) && (names.contains("-pullquote-") || names.contains("-pull-quote-"))
    });
    let nodes: Vec<_> = nodes.take(MOST).collect();
    if nodes.is_empty() {
        return;
    }
    let all = letters(&document.text());
    for node in nodes {
        let words = letters(&words_of(node));
        if words.len() >= 10 && all.matches(&words).nth(1).is_some() {
            node.remove_from_parent();
        }
    }
}

/// The words of a quotation without who said them.
fn words_of(node: &NodeRef) -> String {
    let is_source = |node: &NodeRef| {
        ["cite", "footer", "figcaption"].into_iter().any(|name| node.has_name(name))
    };
    let texts = node.descendants_it().filter(|below| {
        below.is_text() && !below.ancestors_it(Some(3)).any(|around| is_source(&around))
    });
    texts.map(|text| text.text().to_string()).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_whole(node: &NodeRef) -> bool {
    node.node_name().is_some_and(|name| WHOLE.contains(&&*name))
}

/// Takes out who wrote, where that has a place of its own: it is known by then.
fn remove_bylines(marked: &Selection) {
    const LINE: usize = 200;
    let called = "[data-component*='byline' i], [data-testid*='byline' i]";
    for node in marked.filter(called).nodes() {
        if !is_whole(node) && bytes_within(node, LINE).is_some() {
            node.remove_from_parent();
        }
    }
}

/// How long an element that has such a name may be to be no part of the article; `None` for one
/// that has no such name.
fn most_bytes(node: &NodeRef) -> Option<usize> {
    const CONSENT: usize = 4000;
    const BOX: usize = 1500;
    let element = node.node_name()?;
    if is_whole(node) {
        return None;
    }
    let names = names(node);
    let has = |wanted: &Names| wanted.is_match(&names);
    if node.has_attr("aria-modal") || has(&CONSENTS) {
        return Some(CONSENT);
    }
    let is_box = BOXES.contains(&&*element) && has(&FURNITURE) && !has(&EXCEPTIONS);
    (is_box || has(&UNSEEN)).then_some(BOX)
}

/// Whether an element is called a caption, and is no longer than one.
pub fn is_caption(node: &NodeRef) -> bool {
    const CAPTION: usize = 1000;
    let is_called = |node: &NodeRef| {
        let may_be = node.attr("class").is_some_and(|class| class.contains("aption"));
        may_be && names(node).contains("-caption-")
    };
    // What a caption is made of is often called so too.
    let is_part = |around: NodeRef| around.has_name("figcaption") || is_called(&around);
    is_called(node)
        && !node.ancestors_it(Some(4)).any(is_part)
        && bytes_within(node, CAPTION).is_some()
}

/// What an element is called, in lower case with a hyphen before and after each word.
fn names(node: &NodeRef) -> String {
    let mut names = String::from("-");
    for attribute in ["class", "id", "data-component", "data-testid"] {
        let Some(value) = node.attr(attribute) else { continue };
        let mut last = '-';
        for c in value.chars() {
            let parts = !c.is_alphanumeric() || (c.is_uppercase() && last.is_lowercase());
            if parts && !names.ends_with('-') {
                names.push('-');
            }
            if c.is_alphanumeric() {
                names.extend(c.to_lowercase());
            }
            last = c;
        }
        names.push('-');
    }
    names
}

/// What may hold all of an article, whatever it is called.
const WHOLE: [&str; 5] = ["html", "body", "main", "article", "h1"];

/// What boxes are made of.
const BOXES: [&str; 18] = [
    "div", "section", "aside", "ul", "ol", "nav", "form", "footer", "header", "p", "li", "details",
    "h2", "h3", "h4", "h5", "h6", "figure",
];

/// Names of which an element may have any. There are many, and many elements: all are looked for at
/// once.
type Names = LazyLock<Regex>;

#[expect(clippy::expect_used, reason = "words and hyphens are a pattern")]
fn any_of(names: &[&str]) -> Regex {
    Regex::new(&names.join("|")).expect("a pattern")
}

static CONSENTS: Names = Names::new(|| {
    any_of(&["-cookie", "-consent", "-gdpr", "-onetrust", "-cmp-", "-privacy-banner-", "-tcf-"])
});

static UNSEEN: Names = Names::new(|| {
    any_of(&[
        "-sr-only-",
        "-screen-reader-",
        "-visually-hidden-",
        "-visuallyhidden-",
        "-skip-link-",
        "-assistive-text-",
        "-print-only-",
    ])
});

static FURNITURE: Names = Names::new(|| {
    any_of(&[
        "-action-bar-",
        "-newsletter-",
        "-newsletters-",
        "-signup-",
        "-sign-up-",
        "-subscribe-",
        "-subscription-",
        "-paywall-",
        "-regwall-",
        "-piano-",
        "-related-",
        "-relatedlinks-",
        "-recirc-",
        "-recirculation-",
        "-recommended-",
        "-recommendations-",
        "-rich-link-",
        "-richlink-",
        "-read-more-",
        "-readmore-",
        "-read-next-",
        "-readnext-",
        "-also-read-",
        "-see-also-",
        "-more-stories-",
        "-more-news-",
        "-more-from-",
        "-more-on-",
        "-most-read-",
        "-most-popular-",
        "-trending-",
        "-up-next-",
        "-next-article-",
        "-you-may-like-",
        "-teaser-list-",
        "-share-",
        "-sharing-",
        "-sharebar-",
        "-sharedaddy-",
        "-social-",
        "-follow-us-",
        "-ad-",
        "-ads-",
        "-advert-",
        "-adverts-",
        "-advertisement-",
        "-advertising-",
        "-adslot-",
        "-sponsored-",
        "-taboola-",
        "-outbrain-",
        "-promo-",
        "-promotion-",
        "-comments-",
        "-comment-count-",
        "-author-bio-",
        "-author-box-",
        "-author-card-",
        "-about-the-author-",
        "-breadcrumb-",
        "-breadcrumbs-",
        "-tag-list-",
        "-article-tags-",
    ])
});

/// Names that only look like one of those.
static EXCEPTIONS: Names = Names::new(|| {
    any_of(&[
        "-share-price-",
        "-twitter-tweet-",
        "-social-embed-",
        "-promo-text-",
        "-related-quote-",
    ])
});

/// The bytes of text below a node; `None` for more than so many, or for more nodes than that.
fn bytes_within(node: &NodeRef, most: usize) -> Option<usize> {
    bytes(node, most, most)
}

/// The same with another limit for the nodes. White space at ends does not count.
fn bytes(node: &NodeRef, most: usize, most_nodes: usize) -> Option<usize> {
    let mut bytes = 0;
    for (nodes, below) in node.descendants_it().enumerate() {
        let is_script = || {
            below.parent().is_some_and(|parent| {
                ["script", "style", "noscript"].into_iter().any(|name| parent.has_name(name))
            })
        };
        if below.is_text() && !is_script() {
            bytes += below.text().trim().len();
        }
        if bytes > most || nodes > most_nodes {
            return None;
        }
    }
    Some(bytes)
}
