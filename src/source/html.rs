//! HTML: the article in a page, its blocks and links, and what the page says about it.
//!
//! Which part of a page is its article is told by `dom_smoothie`, which goes about it as the reader
//! modes of browsers do. What we add is what a block is, where links lead, and schema.org's
//! metadata.

mod depth;
mod furniture;
mod metadata;
mod told;
mod walk;

use dom_query::{Document, NodeRef, Selection};
use dom_smoothie::{Config, Readability};
use url::Url;

use crate::article::{About, Article};
use metadata::Said;
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Its elements are nested deeper than any page's that people read; reading it could take for
    /// ever.
    TooDeep,
    /// It has no text that is an article; it may name a feed that lists some.
    NoArticle(Option<String>),
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
    match extent {
        Extent::Whole => Ok(whole(&document, base.as_ref()).article),
        Extent::Article => extracted(document, base.as_ref(), html),
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
        Some(own) => Some(own.join(&said).unwrap_or_else(|_| own.clone())),
        None => Url::parse(&said).ok(),
    }
}

/// The elements of a page that have attributes. To look for attributes among these alone is many
/// times as fast as to look for them in the whole page.
fn marked(document: &Document) -> Selection<'_> {
    document.root().descendants_it().filter(is_marked).collect::<Vec<_>>().into()
}

fn is_marked(node: &NodeRef) -> bool {
    node.element_ref().is_some_and(|element| !element.attrs.is_empty())
}

fn whole(document: &Document, base: Option<&Url>) -> Walked {
    let marked = marked(document);
    let said = metadata::json_ld(document, &marked).about;
    let about = metadata::or(said, metadata::of_page(document, &marked));
    walk::article(&document.root(), base, about)
}

fn extracted(document: Document, base: Option<&Url>, html: &str) -> Result<Article, Refusal> {
    let marked = marked(&document);
    let known = Known::of(&document, &marked);
    furniture::remove(&document, &marked);
    drop(marked);
    let live = known.said.is_live.then(|| live(&document, base, &known)).flatten();
    let found = found(document, base, &known).map(|found| fuller(found, live));
    let read = found.as_ref().map_or(0, |found| found.article.text.len());
    let body = known.said.body.as_ref().map_or(0, String::len);
    if body >= SHORT && body > read * 2 {
        return known.script(base);
    }
    if let Some(found) = found.filter(is_told) {
        return Ok(found.article);
    }
    // A page of a few sentences has nothing that could be left out.
    let page = Document::from(html);
    let all = whole(&page, base);
    let short = all.article.text.len() <= SHORT;
    if short && is_told(&all) {
        Ok(all.article)
    } else {
        Err(Refusal::NoArticle(metadata::feed(&page, base)))
    }
}

/// What the page says about its article, before anything is taken out of it.
struct Known {
    said: Said,
    page: About,
    headings: Vec<String>,
}

impl Known {
    fn of(document: &Document, marked: &Selection) -> Self {
        let headings = metadata::headings(document);
        let page = metadata::without_site(metadata::of_page(document, marked), &headings);
        Self { said: metadata::json_ld(document, marked), page, headings }
    }

    /// The article in the page's metadata, where only a script would show it.
    fn script(&self, base: Option<&Url>) -> Result<Article, Refusal> {
        let body = self.said.body.as_deref().unwrap_or_default();
        let about = metadata::or(self.said.about.clone(), self.page.clone());
        piece(&body.replace('\n', "<p>"), base, about)
    }
}

/// What the library takes for the article.
fn found(document: Document, base: Option<&Url>, known: &Known) -> Option<Walked> {
    let config = Config { disable_json_ld: true, keep_classes: true, ..Config::default() };
    let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
    let found = metadata::of_extract(&readability.parse().ok()?);
    let found = metadata::without_site(found, &known.headings);
    let about = metadata::or(metadata::or(known.said.about.clone(), found), known.page.clone());
    let content = readability.doc.select_single("#readability-page-1");
    let content = content.nodes().first()?;
    told::remove(content);
    Some(walk::article(content, base, about))
}

/// All that stands in the main part of a live blog.
fn live(document: &Document, base: Option<&Url>, known: &Known) -> Option<Walked> {
    let mut main = document.select("main");
    if main.length() != 1 {
        main = document.select("article");
    }
    let [main] = main.nodes() else { return None };
    told::remove(main);
    let about = metadata::or(known.said.about.clone(), known.page.clone());
    Some(walk::article(main, base, about))
}

/// What was found, or all of a live blog: of that the library finds the posts, and takes the summary
/// beside them for furniture. It is right about that where there is much beside them.
fn fuller(found: Walked, live: Option<Walked>) -> Walked {
    let bytes = |walked: &Walked| walked.article.text.len();
    let Some(mut live) = live.filter(|live| bytes(live) <= bytes(&found) * 3 / 2) else {
        return found;
    };
    let about = std::mem::take(&mut live.article.about);
    live.article.about = metadata::or(about, found.article.about);
    live
}

/// The bytes of a page that is so short that all of it may be the article.
const SHORT: usize = 2000;

/// Whether there is anything told in the article: words of which not most lead elsewhere.
fn is_told(Walked { article, linked }: &Walked) -> bool {
    let words: usize = article.paragraphs.iter().map(|span| span.len()).sum();
    words > 0 && linked * 10 <= words * 7
}

#[cfg(test)]
mod tests;
