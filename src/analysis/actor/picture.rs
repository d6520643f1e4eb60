//! Test pictures: an article with its actors underlined, a letter each, and under what they say
//! the small letter of who says it.

use crate::{
    analysis::{Reading, actor},
    article::{Article, ParagraphKind},
    fact::{Actor, Quotation, QuotationKind},
    lexicon::Lexicon,
    text::Span,
};

/// Checks a picture. Every line of text is a paragraph, and the line below shows its actors.
/// What stands between “ and ” is a quotation; its source stands between ⟨ and ⟩, which are not
/// part of the text.
pub(super) fn check(picture: &str) {
    let lines: Vec<&str> = picture.lines().collect();
    let marked: Vec<&str> = lines
        .iter()
        .copied()
        .filter(|line| !is_underline(line))
        .filter(|line| !line.trim().is_empty())
        .collect();
    let mut text = String::new();
    let (mut paragraphs, mut quotations) = (Vec::new(), Vec::new());
    for line in &marked {
        let start = text.len();
        quotations.extend(quotation(line, start));
        text.push_str(&line.replace(['⟨', '⟩'], ""));
        paragraphs.push(Span::new(start, text.len()));
        text.push('\n');
    }
    let kinds = vec![ParagraphKind::Body; paragraphs.len()];
    let article = Article { text, paragraphs, kinds, ..Article::default() };
    let lexicon = Lexicon::english();
    let reading = Reading::new(&article, &lexicon);
    let actors = actor::find(&reading, &mut quotations);
    let expected = lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.trim_end())
        .collect::<Vec<_>>()
        .join("\n");
    let found = draw(&article, &marked, (&actors, &quotations));
    assert_eq!(found, expected, "\nfound:\n{found}\n");
}

/// Whether a line shows actors: letters that mostly repeat.
fn is_underline(line: &str) -> bool {
    let letters: Vec<char> = line.chars().filter(|c| !c.is_whitespace()).collect();
    let changes = letters.windows(2).filter(|pair| pair[0] != pair[1]).count();
    letters.iter().all(char::is_ascii_alphabetic)
        && !letters.is_empty()
        && changes * 2 < letters.len()
}

/// The quotation of a line, with its source.
fn quotation(line: &str, at: usize) -> Option<Quotation> {
    // Where a byte of the line stands in the text, which has no marks of the source.
    let plain = |byte: usize| {
        let before = Span::new(0, byte).of(line).chars().filter(|c| !matches!(c, '⟨' | '⟩'));
        at + before.map(char::len_utf8).sum::<usize>()
    };
    let source: Vec<Span> = line
        .find('⟨')
        .zip(line.find('⟩'))
        .map(|(open, close)| Span::new(plain(open), plain(close)))
        .into_iter()
        .collect();
    let content = line
        .find('“')
        .zip(line.find('”'))
        .map(|(open, close)| Span::new(plain(open + '“'.len_utf8()), plain(close)))?;
    Some(Quotation {
        kind: QuotationKind::Direct,
        content: vec![content],
        source,
        cue: Vec::new(),
        carried: None,
        actor: None,
        rule: "picture",
        confidence: 1.0,
    })
}

fn draw(
    article: &Article,
    marked: &[&str],
    (actors, quotations): (&[Actor], &[Quotation]),
) -> String {
    let mut lines = Vec::new();
    for (line, paragraph) in marked.iter().zip(&article.paragraphs) {
        let mut below = vec![' '; paragraph.of(&article.text).chars().count()];
        let mut put = |span: Span, letter: char| {
            if paragraph.covers(span) {
                let from = Span::new(paragraph.start, span.start).of(&article.text).chars().count();
                let len = span.of(&article.text).chars().count();
                below[from..from + len].fill(letter);
            }
        };
        for quotation in quotations {
            if let (Some(actor), Some(&piece)) = (quotation.actor, quotation.content.first()) {
                put(piece, letter(actor, 'a'));
            }
        }
        let mut mentions: Vec<(Span, usize)> = actors
            .iter()
            .enumerate()
            .flat_map(|(i, actor)| actor.mentions.iter().map(move |mention| (mention.span, i)))
            .collect();
        mentions.sort_by_key(|(span, _)| std::cmp::Reverse(span.len()));
        for (span, actor) in mentions {
            put(span, letter(actor, 'A'));
        }
        lines.push((*line).to_owned());
        // The marks of the source take a cell each, so the letters move with them.
        let mut cells = below.into_iter();
        let below: String = line
            .chars()
            .map(|c| if matches!(c, '⟨' | '⟩') { ' ' } else { cells.next().unwrap_or(' ') })
            .collect();
        if !below.trim().is_empty() {
            lines.push(below.trim_end().to_owned());
        }
    }
    lines.join("\n")
}

fn letter(actor: usize, first: char) -> char {
    char::from(first as u8 + u8::try_from(actor % 26).unwrap())
}
