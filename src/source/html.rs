//! HTML: the article in a page, its blocks and links, and what the page says about it.
//!
//! Which part of a page is its article is told by `dom_smoothie`, which goes about it as the reader
//! modes of browsers do. What we add is what a block is, where links lead, and schema.org's
//! metadata.

mod depth;
mod metadata;
mod walk;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use url::Url;

use crate::article::{About, Article};
use walk::Walked;

/// How much of a page is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// The article in it.
    #[default]
    Article,
    /// All its text, menus and all.
    Whole,
}

/// Why there is no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Its elements are nested deeper than any page's that people read; reading it could take for
    /// ever.
    TooDeep,
    /// It has no text that is an article.
    NoArticle,
}

/// The article in a page; `base` is the address that its links are relative to.
///
/// # Errors
/// Where the page has no article, or is made to be hard to read.
pub fn article(html: &str, base: Option<&Url>, extent: Extent) -> Result<Article, Refusal> {
    if depth::is_too_deep(html) {
        return Err(Refusal::TooDeep);
    }
    let document = Document::from(html);
    let base = base_of(&document, base);
    let known = metadata::json_ld(&document);
    match extent {
        Extent::Whole => Ok(whole(&document, base.as_ref(), known).article),
        Extent::Article => extracted(document, base.as_ref(), known, html),
    }
}

/// All text of a piece of HTML that is nothing but an article: a chapter, the item of a feed.
///
/// # Errors
/// Where it is made to be hard to read.
pub fn piece(html: &str, base: Option<&Url>, about: About) -> Result<Article, Refusal> {
    if depth::is_too_deep(html) {
        return Err(Refusal::TooDeep);
    }
    Ok(walk::article(&Document::from(html).root(), base, about).article)
}

/// The address that the page says its links are relative to, or else its own.
fn base_of(document: &Document, own: Option<&Url>) -> Option<Url> {
    let Some(said) = document.base_uri() else { return own.cloned() };
    match own {
        Some(own) => own.join(&said).ok(),
        None => Url::parse(&said).ok(),
    }
}

fn whole(document: &Document, base: Option<&Url>, known: About) -> Walked {
    let about = metadata::or(known, metadata::of_page(document));
    walk::article(&document.root(), base, about)
}

fn extracted(
    document: Document,
    base: Option<&Url>,
    known: About,
    html: &str,
) -> Result<Article, Refusal> {
    remove_consent(&document);
    let headings = metadata::headings(&document);
    let config = Config { disable_json_ld: true, ..Config::default() };
    let mut readability =
        Readability::with_document(document, None, Some(config)).map_err(|_| Refusal::NoArticle)?;
    let found = readability.parse().ok();
    let article = found.and_then(|found| {
        let found = metadata::of_extract(&found);
        let about = metadata::or(known.clone(), metadata::without_site(found, &headings));
        let content = readability.doc.select_single("#readability-page-1");
        let content: &NodeRef = content.nodes().first()?;
        Some(walk::article(content, base, about))
    });
    match article {
        Some(found) if is_told(&found) => Ok(found.article),
        // A page of a few sentences has nothing that could be left out.
        Some(_) | None => {
            let all = whole(&Document::from(html), base, known);
            let short = all.article.text.len() <= SHORT;
            if short && is_told(&all) { Ok(all.article) } else { Err(Refusal::NoArticle) }
        }
    }
}

/// Takes boxes out that ask for consent: they stand anywhere in a page and are written like text.
fn remove_consent(document: &Document) {
    const BOXES: &str = "[class*='cookie' i], [id*='cookie' i], [class*='consent' i], \
         [id*='consent' i], [class*='gdpr' i], [id*='gdpr' i], [id*='onetrust' i], [aria-modal]";
    for node in document.select(BOXES).nodes() {
        let whole = ["html", "body", "main", "article"].into_iter().any(|name| node.has_name(name));
        if !whole && node.text().len() <= CONSENT {
            node.remove_from_parent();
        }
    }
}

/// The bytes of the longest box that asks for consent; what is longer may be the article.
const CONSENT: usize = 4000;

/// The bytes of a page that is so short that all of it may be the article.
const SHORT: usize = 2000;

/// Whether there is anything told in the article: words of which not most lead elsewhere.
fn is_told(Walked { article, linked }: &Walked) -> bool {
    let words: usize = article.paragraphs.iter().map(|span| span.len()).sum();
    words > 0 && linked * 10 <= words * 7
}

#[cfg(test)]
mod tests;
