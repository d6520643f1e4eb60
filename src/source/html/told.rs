//! What says itself that it is no part of the article that it stands in.

use dom_query::NodeRef;

use crate::source::clean::line;

/// Takes out of an article what says itself that it is no part of it, with the links that it leads to.
pub fn remove(content: &NodeRef) {
    let leaves = content.descendants_it().filter(|node| is_leaf(node));
    for node in leaves.collect::<Vec<_>>() {
        let words = node.text();
        let says = beginning(&words);
        let says = says.trim_matches(|c: char| !c.is_alphanumeric());
        let leads = || leads_on(says) && line(&words).len() <= LONGEST && is_linked(&node);
        if HEADS.contains(&says) {
            remove_head(&node, content);
        } else if LABELS.contains(&says) || leads() {
            node.remove_from_parent();
        }
    }
}

/// The first words in lower case: more of them than any label has.
fn beginning(words: &str) -> String {
    const ENOUGH: usize = 64;
    let mut says = String::new();
    for word in words.split_whitespace() {
        if says.len() > ENOUGH {
            break;
        }
        if !says.is_empty() {
            says.push(' ');
        }
        says.extend(word.chars().flat_map(char::to_lowercase));
    }
    says
}

/// The bytes of the longest line that can be furniture by what it says.
const LONGEST: usize = 300;

/// What stands alone around articles.
const LABELS: [&str; 27] = [
    "after newsletter promotion",
    "advertisement",
    "advertising",
    "advertisement continue reading the main story",
    "anzeige",
    "werbung",
    "publicité",
    "publicidad",
    "pubblicità",
    "article continues below",
    "article continues after advertisement",
    "article continues below advertisement",
    "story continues below",
    "story continues below advertisement",
    "story continues after advertisement",
    "scroll to continue",
    "share",
    "share this",
    "share this article",
    "share this story",
    "copy link",
    "listen to this article",
    "sign up",
    "log in",
    "subscribe",
    "read more",
    "view comments",
];

/// What stands over links to other articles.
const HEADS: [&str; 26] = [
    "related",
    "related articles",
    "related stories",
    "related content",
    "related coverage",
    "related topics",
    "related links",
    "related internet links",
    "more on this story",
    "more on this",
    "more stories",
    "more news",
    "more like this",
    "read next",
    "up next",
    "recommended",
    "recommended stories",
    "recommended for you",
    "most read",
    "most popular",
    "trending",
    "trending now",
    "you may also like",
    "mehr zum thema",
    "sur le même sujet",
    "te puede interesar",
];

/// How lines begin that lead to another article.
const LEADS: [&str; 20] = [
    "skip past",
    "skip to",
    "read more",
    "read also",
    "read next",
    "also read",
    "see also",
    "related",
    "more on",
    "watch",
    "don't miss",
    "lesen sie auch",
    "lesen sie hier",
    "mehr zum thema",
    "lire aussi",
    "à lire aussi",
    "lea también",
    "leggi anche",
    "lees ook",
    "leia também",
];

fn leads_on(says: &str) -> bool {
    LEADS.into_iter().any(|lead| {
        let rest = says.strip_prefix(lead);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Whether a node stands for a line of its own and has none within it.
fn is_leaf(node: &NodeRef) -> bool {
    const LINES: [&str; 12] =
        ["p", "div", "li", "h2", "h3", "h4", "h5", "h6", "section", "aside", "header", "figure"];
    let is_line = |node: &NodeRef| node.node_name().is_some_and(|name| LINES.contains(&&*name));
    // What has more below it is no short line.
    let mut below = node.descendants_it().take(LONGEST + 1).enumerate();
    is_line(node)
        && !below.any(|(at, below)| at == LONGEST || is_line(&below) || below.has_name("table"))
}

/// Whether most of the words of a node lead elsewhere.
fn is_linked(node: &NodeRef) -> bool {
    let all = node.text().trim().len();
    let links = node.descendants_it().filter(|below| below.has_name("a"));
    let linked: usize = links.map(|link| link.text().trim().len()).sum();
    linked > 0 && linked * 5 >= all * 3
}

/// Removes a heading together with the links under it; one that may be a part of the article only
/// where there are links.
fn remove_head(heading: &NodeRef, content: &NodeRef) {
    // A heading may have an element to itself.
    let mut head = *heading;
    while head.next_element_sibling().is_none()
        && let Some(parent) = head.parent()
        && parent.id != content.id
        && parent.element_children().len() == 1
    {
        head = parent;
    }
    let mut found =
        is_linked(&head) || !MAY_BE_A_PART.contains(&line(&heading.text()).to_lowercase().as_str());
    while let Some(next) = head.next_element_sibling().filter(is_linked) {
        next.remove_from_parent();
        found = true;
    }
    if found {
        head.remove_from_parent();
    }
}

/// Those of the heads that an article may have over a part of its own.
const MAY_BE_A_PART: [&str; 4] = ["related", "recommended", "trending", "more news"];
