//! How well articles are taken out of real pages.
//!
//! `cargo run --release --example extraction -- FOLDER [NAME]`
//!
//! The folder holds a folder for each page, as the tests of reader modes are laid out:
//! `source.html`, `expected.html` with the article alone and, where it is there,
//! `expected-metadata.json`. With the name of a page its words that are missed and that are too many
//! are printed.
//!
//! A word is a run of letters and digits, whatever its case; in scripts without spaces each letter is
//! one. Words of both texts are matched as often as they occur in both, wherever they stand. The
//! precision is the part of the words read that are matched, the recall the part of those expected,
//! F1 their harmonic mean; means are over pages. A page from which nothing is read counts as 0.

#![expect(clippy::disallowed_methods, reason = "the example reads the pages that it measures")]

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use dom_query::{Document, NodeRef};
use sayso::{
    article::{About, Article},
    source::{Format, read},
};
use serde_json::Value;

/// How many of the worst pages are named.
const WORST: usize = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let folder = arguments.next().ok_or("name the folder that the pages are in")?;
    let mut out = io::stdout().lock();
    if let Some(name) = arguments.next() {
        let page = Page::measured(&Path::new(&folder).join(name))?;
        return Ok(page.differences(&mut out)?);
    }
    let mut pages = Vec::new();
    for path in folders(Path::new(&folder))? {
        pages.push(Page::measured(&path)?);
    }
    if pages.is_empty() {
        return Err("there is no page in it".into());
    }
    pages.sort_by(|one, other| one.score.f1().total_cmp(&other.score.f1()));
    Ok(summary(&mut out, &pages)?)
}

/// The folders that hold a page, by their names.
fn folders(parent: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found: Vec<_> =
        fs::read_dir(parent)?.map(|entry| entry.map(|it| it.path())).collect::<Result<_, _>>()?;
    found.retain(|path| path.join("source.html").is_file());
    found.sort();
    Ok(found)
}

fn summary(out: &mut impl Write, pages: &[Page]) -> io::Result<()> {
    #[expect(clippy::cast_precision_loss, reason = "nobody has so many pages")]
    let mean = |of: fn(&Score) -> f64| {
        pages.iter().map(|page| of(&page.score)).sum::<f64>() / pages.len() as f64
    };
    writeln!(out, "{} pages", pages.len())?;
    writeln!(
        out,
        "words: precision {:.4}, recall {:.4}, F1 {:.4}",
        mean(Score::precision),
        mean(Score::recall),
        mean(Score::f1)
    )?;
    let silent: Vec<_> =
        pages.iter().filter(|page| page.score.read == 0).map(|page| &*page.name).collect();
    writeln!(out, "pages without text: {} {}", silent.len(), silent.join(" "))?;
    for field in FIELDS {
        let wanted = pages.iter().filter_map(|page| page.fields.get(field));
        let (all, agree) = (wanted.clone().count(), wanted.filter(|claim| claim.agrees()).count());
        writeln!(out, "{field}: {agree} of {all}")?;
    }
    writeln!(out, "\nthe worst, with precision and recall")?;
    for Page { name, score, .. } in pages.iter().take(WORST) {
        let (precision, recall) = (score.precision(), score.recall());
        writeln!(out, "{:.3}  {precision:.3} {recall:.3}  {name}", score.f1())?;
    }
    Ok(())
}

/// What is compared beside the words, by its name in `expected-metadata.json`.
const FIELDS: [&str; 5] = ["title", "byline", "siteName", "lang", "publishedTime"];

/// A page, and how well it is read.
struct Page {
    name: String,
    score: Score,
    fields: BTreeMap<&'static str, Claim>,
    missed: Vec<String>,
    superfluous: Vec<String>,
}

/// What is expected of a field, and what was read.
struct Claim {
    expected: String,
    found: Option<String>,
}

impl Claim {
    fn agrees(&self) -> bool {
        self.found.as_deref().is_some_and(|found| words(found) == words(&self.expected))
    }
}

impl Page {
    fn measured(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let source = fs::read(folder.join("source.html"))?;
        let article =
            read(&source, Format::Html, &name).map(|loaded| loaded.article).unwrap_or_default();
        let expected = text_of(&fs::read_to_string(folder.join("expected.html"))?);
        let (score, missed, superfluous) = compared(&words(&expected), &words(&article.text));
        let fields = match fs::read_to_string(folder.join("expected-metadata.json")) {
            Ok(json) => claims(&serde_json::from_str(&json)?, &article),
            Err(_) => BTreeMap::new(),
        };
        Ok(Self { name, score, fields, missed, superfluous })
    }

    fn differences(&self, out: &mut impl Write) -> io::Result<()> {
        let Score { matched, read, expected } = self.score;
        writeln!(out, "{}: {matched} of {expected} words expected, {read} read", self.name)?;
        for (name, Claim { expected, found }) in &self.fields {
            writeln!(out, "{name}: {expected:?} expected, {found:?} read")?;
        }
        writeln!(out, "\nmissed: {}", self.missed.join(" "))?;
        writeln!(out, "\ntoo many: {}", self.superfluous.join(" "))
    }
}

fn claims(expected: &Value, article: &Article) -> BTreeMap<&'static str, Claim> {
    let About { title, byline, site, language, date, .. } = &article.about;
    let found = [title, byline, site, language, date];
    let pairs = FIELDS.into_iter().zip(found).filter_map(|(name, found)| {
        let mut expected = expected.get(name)?.as_str().filter(|it| !it.is_empty())?;
        // Of a time only the day is read.
        if name == "publishedTime" && found.as_ref().is_some_and(|day| day.len() == 10) {
            expected = expected.get(..10).unwrap_or(expected);
        }
        Some((name, Claim { expected: expected.into(), found: found.clone() }))
    });
    pairs.collect()
}

/// How many words agree.
#[derive(Clone, Copy)]
struct Score {
    matched: usize,
    read: usize,
    expected: usize,
}

#[expect(clippy::cast_precision_loss, reason = "no page has so many words")]
impl Score {
    fn precision(&self) -> f64 {
        self.matched as f64 / self.read.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.matched as f64 / self.expected.max(1) as f64
    }

    fn f1(&self) -> f64 {
        // Nothing of nothing is all of it.
        if self.read + self.expected == 0 {
            return 1.0;
        }
        2.0 * self.matched as f64 / (self.read + self.expected) as f64
    }
}

/// The score, the words that are missed, and those that are too many, in their order.
fn compared(expected: &[String], read: &[String]) -> (Score, Vec<String>, Vec<String>) {
    let superfluous = left_over(read, expected);
    let missed = left_over(expected, read);
    let matched = read.len() - superfluous.len();
    (Score { matched, read: read.len(), expected: expected.len() }, missed, superfluous)
}

/// The words of the one that the other has not, as often as it has not.
fn left_over(one: &[String], other: &[String]) -> Vec<String> {
    let mut counts = BTreeMap::new();
    for word in other {
        *counts.entry(word.as_str()).or_insert(0_usize) += 1;
    }
    let mut left = one.to_vec();
    left.retain(|word| match counts.get_mut(word.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    });
    left
}

/// The text of a page that is nothing but an article, words of different blocks apart.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    let document = Document::from(html);
    let mut next = document.root().first_child();
    while let Some(node) = next {
        let name = node.node_name().unwrap_or_default();
        let is_read = !matches!(&*name, "script" | "style" | "noscript" | "template" | "title");
        if node.is_text() {
            text.push_str(&node.text());
        } else if !INLINE.contains(&&*name) {
            text.push(' ');
        }
        next = node.first_child().filter(|_| is_read).or_else(|| after(node, &mut text));
    }
    text
}

fn after<'a>(mut node: NodeRef<'a>, text: &mut String) -> Option<NodeRef<'a>> {
    loop {
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent()?;
        if node.node_name().is_some_and(|name| !INLINE.contains(&&*name)) {
            text.push(' ');
        }
    }
}

/// Elements that stand within words.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q",
    "s", "small", "span", "strong", "sub", "sup", "u", "wbr",
];

/// The words of a text.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut end = |word: &mut String| {
        if !word.is_empty() {
            words.push(std::mem::take(word));
        }
    };
    for c in text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}')) {
        let alone = matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
        if alone || !c.is_alphanumeric() {
            end(&mut word);
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        if alone {
            end(&mut word);
        }
    }
    end(&mut word);
    words
}
