//! Articles with their facts drawn under them.
//!
//! A file of `tests/pictures` holds texts between lines of `====`; a line of it is indented by
//! two, and an empty line ends a paragraph. Under a line stand the facts that touch it, a row a
//! fact: `~` is under what is said (or, of a stance, under what it is about), `=` under who, `^`
//! under the cue. Marked rows are known mistakes, as in [`standing`].

use std::path::Path;

use sayso::{
    analysis::{Engine, analyze},
    article::{Article, ParagraphKind},
    fact::{Analysis, Position, Quotation, QuotationKind, Stance, Strength},
    text::Span,
};

use crate::{
    facts,
    standing::{self, Row},
};

#[test]
fn quotations_lie_where_the_pictures_show_them() {
    check("quotations", |article, analysis| {
        analysis.quotations.iter().map(|fact| quotation(article, analysis, fact)).collect()
    });
}

#[test]
fn stances_lie_where_the_pictures_show_them() {
    check("stances", |article, analysis| {
        analysis.stances.iter().map(|fact| stance(article, analysis, fact)).collect()
    });
}

/// A fact as it is drawn: which spans are underlined by what, and what is written behind them.
struct Drawing {
    strokes: Vec<(char, Span)>,
    label: String,
}

impl Drawing {
    /// Marks at the ends of a span are not underlined: whether they belong to it is no matter here.
    fn new(article: &Article, strokes: impl Iterator<Item = (char, Span)>, label: String) -> Self {
        let is_mark = |c: char| !c.is_alphanumeric();
        let strokes = strokes.map(|(stroke, span)| {
            let words = span.of(&article.text);
            let start = span.start + words.len() - words.trim_start_matches(is_mark).len();
            (stroke, Span::new(start, start + words.trim_matches(is_mark).len()))
        });
        Self { strokes: strokes.collect(), label }
    }
}

fn quotation(article: &Article, analysis: &Analysis, fact: &Quotation) -> Drawing {
    let kind = match fact.kind {
        QuotationKind::Direct => "direct",
        QuotationKind::Mixed => "mixed",
        QuotationKind::Indirect => "indirect",
    };
    let carried = if fact.carried.is_some() { ", carried on" } else { "" };
    let actor = fact.actor.map_or("nobody", |id| name(article, analysis, id));
    let strokes = [('~', &fact.content), ('=', &fact.source), ('^', &fact.cue)];
    let strokes = strokes.into_iter().flat_map(|(c, spans)| spans.iter().map(move |&s| (c, s)));
    Drawing::new(article, strokes, format!("{kind}, {actor}{carried}"))
}

fn stance(article: &Article, analysis: &Analysis, fact: &Stance) -> Drawing {
    let position = match fact.position {
        Position::For => "for",
        Position::Against => "against",
        Position::Open => "open",
        Position::Neutral => "neutral",
    };
    let strength = if fact.strength == Strength::Hedged { ", hedged" } else { "" };
    let whom = fact.target.actor.map(|id| format!(" {}", name(article, analysis, id)));
    let label = format!(
        "{} {position}{}{strength}",
        name(article, analysis, fact.actor),
        whom.unwrap_or_default()
    );
    let cues = fact.cues.iter().map(|&cue| ('^', cue));
    Drawing::new(article, cues.chain([('~', fact.target.span)]), label)
}

fn name<'a>(article: &'a Article, analysis: &Analysis, actor: usize) -> &'a str {
    facts::without_article(article, analysis.actors[actor].name).of(&article.text)
}

/// Draws the facts of every text of a folder anew and compares.
fn check(folder: &str, draw: impl Fn(&Article, &Analysis) -> Vec<Drawing>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures").join(folder);
    let engine = Engine::rules();
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut unexplained = Vec::new();
    for path in files {
        let old = standing::file(&path);
        let mut new = Vec::new();
        for text in old.split("====\n") {
            let mut picture = Picture::read(text);
            let facts = draw(&picture.article, &analyze(&picture.article, &engine));
            picture.draw(&facts);
            let rows: Vec<_> = picture.lines.iter().flat_map(|line| line.rows.clone()).collect();
            let rows = standing::unexplained(&rows).into_iter();
            unexplained.extend(rows.map(|row| format!("{}: {row}", path.display())));
            new.push(picture.print());
        }
        standing::hold(&path, &old, &new.join("====\n"));
    }
    assert!(unexplained.is_empty(), "say above these what is wrong: {unexplained:#?}");
}

/// An article with what is drawn under its lines.
struct Picture {
    article: Article,
    lines: Vec<Line>,
    /// What stands after the last row.
    below: Vec<String>,
}

/// A line of the article, and its facts.
struct Line {
    above: Vec<String>,
    span: Span,
    rows: Vec<Row>,
}

impl Picture {
    fn read(source: &str) -> Self {
        let mut picture =
            Self { article: Article::default(), lines: Vec::new(), below: Vec::new() };
        let mut under = Vec::new();
        for line in source.lines() {
            let words = line.strip_prefix("  ");
            let Some(words) = words.filter(|w| !w.starts_with([' ', '~', '=', '^'])) else {
                under.push(line);
                continue;
            };
            picture.take_rows(&mut under);
            picture.push(words);
        }
        picture.take_rows(&mut under);
        picture
    }

    /// Gives the lines that were read since the last line of text to that one.
    fn take_rows(&mut self, under: &mut Vec<&str>) {
        let (rows, below) = standing::rows(under.drain(..));
        self.below = below;
        if let Some(line) = self.lines.last_mut() {
            line.rows = rows;
        }
    }

    fn push(&mut self, words: &str) {
        let above = std::mem::take(&mut self.below);
        let Article { text, paragraphs, kinds, .. } = &mut self.article;
        let begins = paragraphs.is_empty() || above.iter().any(String::is_empty);
        if !text.is_empty() {
            text.push(if begins { '\n' } else { ' ' });
        }
        let span = Span::new(text.len(), text.len() + words.len());
        text.push_str(words);
        match paragraphs.last_mut() {
            Some(paragraph) if !begins => *paragraph = paragraph.to(span),
            _ => {
                paragraphs.push(span);
                kinds.push(ParagraphKind::Body);
            }
        }
        self.lines.push(Line { above, span, rows: Vec::new() });
    }

    fn draw(&mut self, facts: &[Drawing]) {
        for line in &mut self.lines {
            let rows = facts.iter().filter_map(|fact| row(&self.article, line.span, fact));
            line.rows = standing::renewed(&line.rows, &rows.collect::<Vec<_>>());
        }
    }

    fn print(&self) -> String {
        let mut printed = Vec::new();
        for line in &self.lines {
            printed.extend(line.above.iter().cloned());
            printed.push(format!("  {}", line.span.of(&self.article.text)));
            printed.extend(standing::lines(&line.rows, "  "));
        }
        printed.extend(self.below.iter().cloned());
        printed.join("\n") + "\n"
    }
}

/// The row that a fact takes under a line, if it touches it.
fn row(article: &Article, line: Span, fact: &Drawing) -> Option<String> {
    let touching: Vec<_> = fact.strokes.iter().filter(|(_, span)| span.meets(line)).collect();
    let last = touching.iter().map(|(_, span)| span.end.min(line.end)).max()?;
    let under = Span::new(line.start, last).of(&article.text);
    let strokes = under.char_indices().map(|(at, _)| {
        let over = touching.iter().rev().find(|(_, span)| span.holds(line.start + at));
        over.map_or(' ', |&&(stroke, _)| stroke)
    });
    Some(format!("{} | {}", strokes.collect::<String>(), fact.label))
}
