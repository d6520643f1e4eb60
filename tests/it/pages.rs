//! Pages of our own that are built as those of newspapers are, and the articles in them.
//!
//! In `tests/pages` stands beside each page what is to be read of it: what is known about it, and its
//! blocks, each after a letter for what it is. `{3}` is the third paragraph of `paragraphs.txt`.

use std::{fmt::Write, fs, path::Path};

use sayso::{
    article::{About, Article, ParagraphKind},
    source::{Format, read},
};

#[test]
fn the_article_is_taken_out_of_its_page_whole_and_alone() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("pages");
    let text = |name: &str| {
        #[expect(clippy::disallowed_methods, reason = "the test reads its pages")]
        fs::read_to_string(folder.join(name)).unwrap()
    };
    let paragraphs = text("paragraphs.txt");
    let filled = |text: &str| {
        let numbered = paragraphs.lines().enumerate();
        numbered.fold(text.to_owned(), |text, (number, words)| {
            text.replace(&format!("{{{}}}", number + 1), words)
        })
    };
    let mut names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains(".html"))
        .collect();
    names.sort();
    assert!(names.len() >= 15, "{names:?}");
    let mut wrong = String::new();
    for name in names {
        let page = filled(&text(&name));
        let shown = match read(page.as_bytes(), Format::Html, &name) {
            Ok(loaded) => shown(&loaded.article),
            Err(error) => error.to_string(),
        };
        let expected = filled(&text(&name.replace(".html", ".txt")));
        if shown.trim() != expected.trim() {
            let _ = write!(wrong, "\n== {name}\n{}", differences(&expected, &shown));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The article as the files beside the pages write it.
fn shown(article: &Article) -> String {
    let About { title, byline, date, site, language, .. } = &article.about;
    let known = [
        ("title", title),
        ("byline", byline),
        ("date", date),
        ("site", site),
        ("language", language),
    ];
    let known =
        known.iter().filter_map(|(name, value)| Some(format!("{name}: {}", value.as_ref()?)));
    let letter = |kind| match kind {
        ParagraphKind::Body => 'p',
        ParagraphKind::Heading(_) | ParagraphKind::Headline => 'h',
        ParagraphKind::Item => 'i',
        ParagraphKind::Block => 'b',
        ParagraphKind::Caption => 'c',
        ParagraphKind::Table => 't',
        ParagraphKind::Verbatim => 'v',
    };
    let blocks = article.blocks();
    let blocks = blocks.map(|(span, kind)| format!("{} {}", letter(kind), span.of(&article.text)));
    let lines: Vec<_> = known.chain([String::new()]).chain(blocks).collect();
    lines.join("\n")
}

/// The lines that only one of two texts has.
fn differences(expected: &str, found: &str) -> String {
    let only = |one: &str, other: &str, mark: &str| {
        let lines = one.lines().filter(|line| !other.lines().any(|own| own == *line));
        lines.flat_map(|line| [mark, " ", line, "\n"]).collect::<String>()
    };
    let lines = only(expected, found, "-") + &only(found, expected, "+");
    if lines.is_empty() { format!("in another order:\n{found}\n") } else { lines }
}
