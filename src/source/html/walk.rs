//! A walk over a tree of HTML that gives the blocks of an article.

use dom_query::NodeRef;
use url::Url;

use crate::{
    article::{About, Article, ParagraphKind},
    source::{
        blocks::{self, Blocks, kind_within},
        clean::line,
    },
};

use super::furniture;

/// What a walk gives.
pub struct Walked {
    /// The article.
    pub article: Article,
    /// The bytes of its words that lead somewhere, wherever that is.
    pub linked: usize,
}

/// The article in all that is below a node.
pub fn article(root: &NodeRef, base: Option<&Url>, about: About) -> Walked {
    let mut walk = Walk { base, ..Walk::default() };
    walk.blocks.article.about = about;
    let mut next = root.first_child();
    while let Some(node) = next {
        let enters = walk.enter(&node);
        next = match node.first_child() {
            Some(child) if enters => Some(child),
            _ => {
                if enters {
                    walk.leave(&node);
                }
                walk.after(node, root)
            }
        };
    }
    walk.end();
    Walked { article: walk.blocks.finish(), linked: walk.linked }
}

/// The article as far as the walk has come.
#[derive(Default)]
struct Walk<'a> {
    base: Option<&'a Url>,
    blocks: Blocks,
    /// What the elements around are that say what a block is, the innermost last.
    around: Vec<ParagraphKind>,
    /// What the elements around are, the innermost last.
    elements: Vec<Element>,
    /// The next number of each list around; `None` for a list without numbers.
    numbers: Vec<Option<u64>>,
    /// How many elements around keep their line breaks.
    verbatim: usize,
    /// How many links are around.
    anchors: usize,
    linked: usize,
}

/// What an element is to the text around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    /// It holds nothing that is read.
    Hidden,
    /// Its words are part of the line.
    Inline,
    /// Its words stand by themselves.
    Block,
    /// It says what its words are.
    Kind(ParagraphKind),
    Title,
    Pre,
    Table,
    Numbers,
    List,
    Link,
    Quote,
    Break,
}

fn element(name: &str) -> Element {
    use ParagraphKind::{Block, Body, Caption, Heading, Item};
    match name {
        "script" | "style" | "noscript" | "template" | "head" | "title" | "iframe" | "object"
        | "embed" | "svg" | "annotation" | "annotation-xml" | "canvas" | "audio" | "video"
        | "button" | "input" | "select" | "textarea" | "datalist" | "rp" | "rt" => Element::Hidden,
        "h1" => Element::Title,
        "h2" => Element::Kind(Heading(2)),
        "h3" => Element::Kind(Heading(3)),
        "h4" => Element::Kind(Heading(4)),
        "h5" => Element::Kind(Heading(5)),
        "h6" | "legend" => Element::Kind(Heading(6)),
        "blockquote" => Element::Kind(Block),
        // What stands in a figure and is nothing else is its caption.
        "figure" | "figcaption" | "caption" => Element::Kind(Caption),
        "li" | "dd" => Element::Kind(Item),
        "dt" | "summary" => Element::Kind(Body),
        "pre" | "listing" | "xmp" => Element::Pre,
        "table" => Element::Table,
        "ol" => Element::Numbers,
        "ul" | "menu" | "dir" => Element::List,
        "a" => Element::Link,
        "q" => Element::Quote,
        "br" => Element::Break,
        "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "nav"
        | "address" | "hr" | "form" | "fieldset" | "details" | "dl" | "center" | "hgroup"
        | "body" | "html" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "picture" => {
            Element::Block
        }
        _ => Element::Inline,
    }
}

fn element_of(node: &NodeRef) -> Element {
    if node.has_attr("hidden") || is_styled_away(node) {
        return Element::Hidden;
    }
    let element = node.node_name().map_or(Element::Inline, |name| element(&name));
    if matches!(element, Element::Block | Element::Inline) && furniture::is_caption(node) {
        return Element::Kind(ParagraphKind::Caption);
    }
    element
}

/// Whether the element's own style says that it is not shown, as before the text of many letters.
fn is_styled_away(node: &NodeRef) -> bool {
    node.attr("style").is_some_and(|style| {
        let bare: String = style.chars().filter(|c| !c.is_ascii_whitespace()).collect();
        bare.to_ascii_lowercase().contains("display:none")
    })
}

impl Walk<'_> {
    /// The node after one that is done with, and all that ends before it.
    fn after<'a>(&mut self, mut node: NodeRef<'a>, root: &NodeRef) -> Option<NodeRef<'a>> {
        loop {
            if let Some(next) = node.next_sibling() {
                return Some(next);
            }
            node = node.parent()?;
            if node.id == root.id {
                return None;
            }
            self.leave(&node);
        }
    }

    /// Begins a node; `false` where its children are not to be walked over.
    fn enter(&mut self, node: &NodeRef) -> bool {
        if node.is_text() {
            let words = node.text();
            if self.anchors > 0 {
                self.linked += words.trim().len();
            }
            if self.verbatim > 0 {
                self.blocks.push(&words);
            } else {
                self.blocks.flow(&words);
            }
            return false;
        }
        if !node.is_element() {
            return node.may_have_children();
        }
        let element = element_of(node);
        match element {
            Element::Hidden => return false,
            Element::Inline => {}
            Element::Block | Element::Title => self.end(),
            Element::Kind(kind) => self.open(node, kind),
            Element::Pre => {
                self.end();
                self.verbatim += 1;
            }
            Element::Table => {
                self.end();
                if !self.table(node) {
                    return false;
                }
            }
            Element::Numbers => self.list(Some(first_number(node))),
            Element::List => self.list(None),
            Element::Link => self.link(node),
            Element::Quote => self.blocks.push("“"),
            Element::Break if self.verbatim > 0 => self.blocks.push("\n"),
            Element::Break => self.blocks.break_line(),
        }
        self.elements.push(element);
        true
    }

    fn leave(&mut self, node: &NodeRef) {
        if !node.is_element() {
            return;
        }
        let Some(element) = self.elements.pop() else { return };
        match element {
            Element::Inline | Element::Break | Element::Hidden => {}
            Element::Block | Element::Table => self.end(),
            Element::Title => {
                if !self.blocks.take_title() {
                    self.blocks.end(ParagraphKind::Heading(1));
                }
            }
            Element::Kind(_) => {
                self.end();
                self.around.pop();
                self.blocks.set_prefix(String::new());
            }
            Element::Pre => {
                self.verbatim = self.verbatim.saturating_sub(1);
                self.blocks.end(ParagraphKind::Verbatim);
            }
            Element::Numbers | Element::List => {
                self.end();
                self.numbers.pop();
            }
            Element::Link => {
                self.anchors = self.anchors.saturating_sub(1);
                self.blocks.close_link();
            }
            Element::Quote => self.blocks.push("”"),
        }
    }

    fn open(&mut self, node: &NodeRef, kind: ParagraphKind) {
        self.end();
        self.around.push(kind);
        if let Some(Some(next)) = self.numbers.last_mut()
            && node.has_name("li")
        {
            self.blocks.set_prefix(format!("{next}. "));
            *next = next.saturating_add(1);
        }
    }

    fn list(&mut self, first: Option<u64>) {
        self.end();
        self.numbers.push(first);
    }

    fn link(&mut self, node: &NodeRef) {
        self.anchors += 1;
        let address = node.attr("href").and_then(|href| blocks::address(&href, self.base));
        if let Some(address) = address {
            self.blocks.open_link(address);
        }
    }

    fn end(&mut self) {
        let kind =
            if self.verbatim > 0 { ParagraphKind::Verbatim } else { kind_within(&self.around) };
        // A heading that the page's title repeats, as most pages have it.
        let may_be = matches!(kind, ParagraphKind::Heading(_) | ParagraphKind::Body);
        if may_be && self.says_the_title() {
            return;
        }
        self.blocks.end(kind);
    }

    fn says_the_title(&mut self) -> bool {
        self.blocks.article.about.title.is_some() && self.blocks.take_title()
    }

    /// Puts a table of data into the article; `true` for a table that only places blocks beside
    /// each other, which is walked over like any other element.
    fn table(&mut self, table: &NodeRef) -> bool {
        if places_blocks(table) {
            return true;
        }
        let mut rows: Vec<Vec<String>> = Vec::new();
        for node in table.descendants_it() {
            let Some(name) = node.node_name() else { continue };
            match &*name {
                "caption" => {
                    self.blocks.flow(&node.text());
                    self.blocks.end(ParagraphKind::Caption);
                }
                "tr" => rows.push(Vec::new()),
                "td" | "th" => {
                    if let Some(row) = rows.last_mut() {
                        row.push(line(&node.text()));
                    }
                }
                _ => {}
            }
        }
        self.blocks.table(&rows);
        false
    }
}

/// Whether the cells of a table hold blocks, or there is but one column of them.
fn places_blocks(table: &NodeRef) -> bool {
    let mut most = 0;
    let mut cells = 0;
    for node in table.descendants_it() {
        let Some(name) = node.node_name() else { continue };
        match &*name {
            "tr" => cells = 0,
            "td" | "th" => {
                cells += 1;
                most = most.max(cells);
                let paragraphs = node.children_it(false).filter(|child| child.has_name("p"));
                if paragraphs.take(2).count() > 1 {
                    return true;
                }
            }
            "table" | "ul" | "ol" | "blockquote" | "pre" | "h1" | "h2" | "h3" | "article"
            | "figure" => return true,
            _ => {}
        }
    }
    most < 2
}

fn first_number(node: &NodeRef) -> u64 {
    node.attr("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1)
}
