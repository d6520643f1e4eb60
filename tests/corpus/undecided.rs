//! Who has not made up their mind: sentences that are open and sentences that only look so, with
//! the precision and recall that the engine must reach on them.

use std::path::Path;

use sayso::{
    analysis::{Engine, analyze},
    article::{Article, ParagraphKind},
    fact::{Analysis, Position},
    text::Span,
};

use crate::standing::file;

/// The least share of what is found that is right, and of what is right that is found.
const LEAST: f64 = 0.9;

/// A line of the list: a sentence, and for an open one the holder and a word of the target.
struct Line<'a> {
    sentence: &'a str,
    open: Option<(&'a str, &'a str)>,
}

fn line(text: &str) -> Line<'_> {
    let mut fields = text.split(" | ");
    let sentence = fields.next().unwrap_or_default();
    Line { sentence, open: fields.next().zip(fields.next()) }
}

fn read(sentence: &str) -> Article {
    let whole = Span::new(0, sentence.len());
    let (paragraphs, kinds) = (vec![whole], vec![ParagraphKind::Body]);
    Article { text: sentence.into(), paragraphs, kinds, ..Article::default() }
}

/// How many open stances the analysis holds, and how many of them are the line's.
fn count(line: &Line, facts: &Analysis) -> (usize, usize) {
    let open = facts.stances.iter().filter(|stance| stance.position == Position::Open);
    let right = open.clone().filter(|stance| {
        let actor = &facts.actors[stance.actor];
        let names = std::iter::once(&actor.name).chain(&actor.aliases);
        line.open.is_some_and(|(holder, target)| {
            names.clone().any(|name| name.of(line.sentence).contains(holder))
                && stance.target.span.of(line.sentence).contains(target)
        })
    });
    (open.clone().count(), right.count())
}

#[test]
fn the_undecided_are_told_from_those_who_only_look_so() {
    let list = file(Path::new("tests/undecided.txt"));
    let lines: Vec<Line> =
        list.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(line).collect();
    let (mut found, mut right, mut met, mut open) = (0_u32, 0_u32, 0_u32, 0_u32);
    let mut wrong = Vec::new();
    let engine = Engine::rules();
    for line in &lines {
        let article = read(line.sentence);
        let (all, own) = count(line, &analyze(&article, &engine));
        found += u32::try_from(all).unwrap();
        right += u32::try_from(own).unwrap();
        open += u32::from(line.open.is_some());
        met += u32::from(own > 0);
        if all > own || line.open.is_some() && own == 0 {
            wrong.push(format!("{} ({own} of {all})", line.sentence));
        }
    }
    let precision = f64::from(right) / f64::from(found);
    let recall = f64::from(met) / f64::from(open);
    assert!(open >= 60 && lines.len() >= usize::try_from(open).unwrap() + 60);
    assert!(
        precision >= LEAST && recall >= LEAST,
        "precision {precision:.2}, recall {recall:.2}; wrong:\n{}",
        wrong.join("\n")
    );
}
