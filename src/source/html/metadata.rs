//! What a page says about its article: schema.org's JSON-LD first, then what the head says.

use dom_query::{Document, NodeRef, Selection};
use serde_json::Value;
use url::Url;

use crate::{
    article::About,
    source::{blocks::address, clean::line},
};

/// How deep lists and graphs of JSON-LD are looked into.
const DEEPEST: usize = 8;

/// What is known by the first, and what only the second knows.
pub fn or(first: About, second: About) -> About {
    About {
        id: first.id.or(second.id),
        title: first.title.or(second.title),
        byline: first.byline.or(second.byline),
        date: first.date.or(second.date),
        source: first.source.or(second.source),
        site: first.site.or(second.site),
        language: first.language.or(second.language),
    }
}

/// What schema.org's metadata in the page holds of an article.
#[derive(Clone, Default)]
pub struct Said {
    /// What it says about it.
    pub about: About,
    /// Its whole text.
    pub body: Option<String>,
    /// Whether it is a live blog: post upon post.
    pub is_live: bool,
}

/// What schema.org's metadata in the page holds of an article; `marked` are the page's elements with
/// attributes.
pub fn json_ld(document: &Document, marked: &Selection) -> Said {
    let scripts = marked.filter("script[type='application/ld+json' i]");
    let mut found = Said::default();
    let title = line(&document.select_single("title").text());
    for script in scripts.nodes() {
        let text = script.text();
        // Some wrap it as if it were a script of old.
        let json = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
        let json = json.trim().trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
        let json = json.trim_end_matches("//]]>").trim_end_matches("]]>");
        let Ok(value) = serde_json::from_str::<Value>(json) else { continue };
        if let Some(article) = article_in(&value, DEEPEST) {
            found.about = or(found.about, about(article, &title));
            found.is_live |= article.get("@type").is_some_and(is_live_blog);
            let body = article.get("articleBody").and_then(Value::as_str);
            found.body = found.body.or_else(|| body.map(str::to_owned));
        }
    }
    found
}

/// The first object that is an article.
fn article_in(value: &Value, depth: usize) -> Option<&Value> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::Array(items) => items.iter().find_map(|item| article_in(item, depth)),
        Value::Object(fields) if fields.get("@type").is_some_and(is_article) => Some(value),
        Value::Object(fields) => ["@graph", "mainEntity", "mainEntityOfPage"]
            .into_iter()
            .find_map(|field| article_in(fields.get(field)?, depth)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

/// "`NewsArticle`", "`BlogPosting`", "`LiveBlogPosting`", "`Report`", or one of several.
fn is_article(types: &Value) -> bool {
    any_type(types, |name| {
        name.ends_with("Article") || name.ends_with("Posting") || name == "Report"
    })
}

fn is_live_blog(types: &Value) -> bool {
    any_type(types, |name| name == "LiveBlogPosting")
}

fn any_type(types: &Value, is: impl Fn(&str) -> bool) -> bool {
    let is = |name: &Value| name.as_str().is_some_and(&is);
    is(types) || types.as_array().is_some_and(|types| types.iter().any(is))
}

fn about(article: &Value, title: &str) -> About {
    let field = |name: &str| article.get(name).and_then(names);
    // Where the two differ, one may say what the article is about.
    let (headline, name) = (field("headline"), field("name"));
    let is_title = |words: &String| title.contains(words);
    let named = name.as_ref().is_some_and(is_title) && !headline.as_ref().is_some_and(is_title);
    About {
        title: if named { name } else { headline.or(name) },
        byline: field("author").map(|names| byline(&names)),
        date: field("datePublished").map(|date| day(&date)),
        site: field("publisher").or_else(|| field("isPartOf")),
        language: field("inLanguage"),
        ..About::default()
    }
}

/// A text, the name of a thing, or the names of several.
fn names(value: &Value) -> Option<String> {
    let name = match value {
        Value::String(text) => line(text),
        Value::Object(fields) => line(fields.get("name")?.as_str()?),
        Value::Array(items) => {
            let items = items.iter().filter(|item| !item.is_array());
            items.filter_map(names).collect::<Vec<_>>().join(", ")
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => return None,
    };
    // A profile's address is no name.
    Some(name).filter(|name| !name.is_empty() && !name.starts_with("http"))
}

/// What the extraction found about the article beside its text.
pub fn of_extract(found: &dom_smoothie::Article) -> About {
    let known = |words: Option<&String>| words.map(|words| line(words)).filter(|w| !w.is_empty());
    About {
        title: known(Some(&found.title)),
        byline: known(found.byline.as_ref()).map(|words| byline(&words)),
        date: known(found.published_time.as_ref()).map(|date| day(&date)),
        site: known(found.site_name.as_ref()),
        language: known(found.lang.as_ref()),
        ..About::default()
    }
}

/// The headings of the first level, of which one may be the headline.
pub fn headings(document: &Document) -> Vec<String> {
    let headings = document.select("h1");
    let headings = headings.nodes().iter().filter(|heading| !leads_home(heading));
    let words = headings.map(|heading| line(&heading.text()));
    words.filter(|words| !words.is_empty()).collect()
}

/// Whether a heading is the name of the site, which leads to its first page.
fn leads_home(heading: &NodeRef) -> bool {
    let leads = |link: &NodeRef| {
        link.attr("href").is_some_and(|href| {
            let path = href.split_once("://").map_or(&*href, |(_, rest)| {
                rest.find('/').map_or("/", |at| rest.get(at..).unwrap_or_default())
            });
            matches!(path, "/" | "./" | "../" | "index.html")
        })
    };
    heading.descendants_it().chain(heading.parent()).any(|node| node.has_name("a") && leads(&node))
}

/// The same with a title that is the headline alone, without the name of the site that pages put
/// beside it.
pub fn without_site(about: About, headings: &[String]) -> About {
    let Some(title) = &about.title else { return about };
    let heading = headings.iter().find(|heading| {
        let rest = title.strip_prefix(heading.as_str());
        let rest = rest.or_else(|| title.strip_suffix(heading.as_str()));
        rest.is_some_and(|rest| rest.contains(SEPARATORS))
    });
    let named = || {
        let site = about.site.as_deref().filter(|site| !site.is_empty())?;
        let headline = title.strip_suffix(site)?.trim_end();
        headline.strip_suffix(SEPARATORS).map(|headline| headline.trim_end().to_owned())
    };
    match heading.cloned().or_else(named) {
        Some(headline) if !headline.is_empty() => About { title: Some(headline), ..about },
        _ => about,
    }
}

/// What stands between a headline and the name of its site.
const SEPARATORS: [char; 9] = ['|', '-', '–', '—', ':', '·', '•', '»', '/'];

/// What a page says beside its article, in its head or on elements of microdata.
pub fn of_page(document: &Document, marked: &Selection) -> About {
    let metas = metas(document);
    let said = |names: &[&str]| {
        let value = |name: &&str| metas.iter().find(|(own, _)| own == name);
        names.iter().find_map(value).map(|(_, value)| value.clone())
    };
    let shown = |places: &[(&str, &str)]| {
        places.iter().find_map(|(selector, attribute)| {
            let found = marked.filter(selector);
            let found = found.nodes().first()?;
            let words = if attribute.is_empty() { found.text() } else { found.attr(attribute)? };
            some(line(&words))
        })
    };
    About {
        title: some(line(&document.select_single("title").text())),
        byline: said(&BYLINES).or_else(|| shown(&BYLINES_SHOWN)).map(|names| byline(&names)),
        date: said(&DATES).or_else(|| shown(&DATES_SHOWN)).map(|date| day(&date)),
        site: said(&SITES),
        language: shown(&[("html", "lang")]).or_else(|| said(&LANGUAGES)),
        ..About::default()
    }
}

fn some(words: String) -> Option<String> {
    Some(words).filter(|words| !words.is_empty())
}

/// What the head says, by names in lower case.
fn metas(document: &Document) -> Vec<(String, String)> {
    let metas = document.select("meta");
    let said = metas.nodes().iter().filter_map(|meta| {
        let name = ["property", "name", "itemprop", "http-equiv"];
        let name = name.into_iter().find_map(|name| meta.attr(name))?;
        Some((name.to_ascii_lowercase(), some(line(&meta.attr("content")?))?))
    });
    said.collect()
}

/// Where the head names the authors.
const BYLINES: [&str; 3] = ["author", "parsely-author", "dc.creator"];

/// Where the page shows them: an element, and its attribute, or none for its words. Elements without
/// attributes are not looked at.
const BYLINES_SHOWN: [(&str, &str); 4] = [
    ("[itemprop='author'] [itemprop='name']", ""),
    ("[rel='author']", ""),
    ("[data-component*='byline' i] [class*='name' i]", ""),
    ("[data-testid*='byline' i] a[href]", ""),
];

/// Where the head says when the article came out.
const DATES: [&str; 9] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date",
    "pubdate",
    "date",
];

/// Where the page shows it.
const DATES_SHOWN: [(&str, &str); 3] = [
    ("[itemprop='datePublished'][datetime]", "datetime"),
    ("article time[datetime]", "datetime"),
    ("time[pubdate]", "datetime"),
];

const SITES: [&str; 2] = ["og:site_name", "application-name"];

const LANGUAGES: [&str; 2] = ["content-language", "language"];

/// The address of the first feed that a page names.
pub fn feed(page: &Document, base: Option<&Url>) -> Option<String> {
    let links = page.select("link[rel='alternate' i][href]");
    let mut feeds = links.nodes().iter().filter(|link| {
        let kind = link.attr("type").unwrap_or_default();
        ["application/rss+xml", "application/atom+xml", "application/feed+json"].contains(&&*kind)
    });
    feeds.find_map(|link| address(&link.attr("href")?, base))
}

/// The names without what leads to them: "By Ann Lee".
fn byline(words: &str) -> String {
    let names = words.strip_prefix("By ").or_else(|| words.strip_prefix("by "));
    names.unwrap_or(words).to_owned()
}

/// The day of a date of ISO 8601, whose time of the day nobody asks for; others as they are.
pub(in crate::source) fn day(date: &str) -> String {
    let digits = |range| {
        let part: Option<&str> = date.get(range);
        part.is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_iso = digits(0..4) && digits(5..7) && digits(8..10);
    let parted = date.get(4..5) == Some("-") && date.get(7..8) == Some("-");
    match (is_iso && parted, date.get(..10), date.get(10..11)) {
        (true, Some(day), Some("T" | " ")) => day.to_owned(),
        _ => date.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::{About, day, json_ld, without_site};
    use crate::source::html::marked;

    fn said(page: &str) -> About {
        let document = Document::from(page);
        json_ld(&document, &marked(&document)).about
    }

    #[test]
    fn an_article_is_found_in_a_graph_and_among_several_types() {
        let page = r#"<script type="application/ld+json">not json</script>
            <script type="application/LD+JSON">{"@context": "https://schema.org", "@graph": [
              {"@type": "WebSite", "name": "Other"},
              {"@type": ["ReportageNewsArticle", "Thing"], "headline": "The  quay\u001b[1m",
               "author": [{"@type": "Person", "name": "By Ann Lee"}, "Bo Day", {"x": 1}],
               "datePublished": "2024-05-03T10:00:00Z", "inLanguage": "en-GB",
               "publisher": {"name": "The Harbour"}}]}</script>"#;
        let about = said(page);
        assert_eq!(about.title.as_deref(), Some("The quay"));
        assert_eq!(about.byline.as_deref(), Some("Ann Lee, Bo Day"));
        assert_eq!(about.date.as_deref(), Some("2024-05-03"));
        assert_eq!(about.site.as_deref(), Some("The Harbour"));
        assert_eq!(about.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn what_is_no_article_says_nothing() {
        let nested = format!("{}{}", "[".repeat(100), "]".repeat(100));
        for json in [r#"{"@type": "Organization", "name": "X"}"#, "[]", "3", "", &nested] {
            let page = format!(r#"<script type="application/ld+json">{json}</script>"#);
            assert_eq!(said(&page), About::default());
        }
    }

    #[test]
    fn the_name_of_the_site_is_no_part_of_the_title() {
        let title = |title: &str, site: Option<&str>, headings: &[&str]| {
            let about =
                About { title: Some(title.into()), site: site.map(Into::into), ..About::default() };
            let headings: Vec<_> = headings.iter().map(|words| (*words).to_owned()).collect();
            without_site(about, &headings).title.unwrap()
        };
        assert_eq!(title("Quay to close - The Harbour", None, &["Quay to close"]), "Quay to close");
        assert_eq!(title("The Harbour: Quay", None, &["Menu", "Quay"]), "Quay");
        assert_eq!(title("Quay | H", Some("H"), &[]), "Quay");
        assert_eq!(title("Quay closed", Some("closed"), &["Quay"]), "Quay closed");
        assert_eq!(title("H", Some("H"), &[]), "H");
    }

    #[test]
    fn a_date_loses_its_hour_and_other_words_stay() {
        assert_eq!(day("2024-05-03T10:00:00+02:00"), "2024-05-03");
        assert_eq!(day("3 May 2024"), "3 May 2024");
        assert_eq!(day("2024-05-0é"), "2024-05-0é");
    }
}
