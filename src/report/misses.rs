//! Mistakes to be read: the sentences, and under each line what was annotated and what was found.

use std::io::{self, Write};

use serde::Serialize;

use super::json::{Share, position};
use crate::{
    evaluate::miss::{Mistake, Role, Shown, Side},
    page::wrap::{is_space, prose, symbol_cells, symbols},
    text::Span,
};

/// Cells that the names of the lines take.
const MARGIN: usize = 7;

const LEGEND: &str = "\
Under the text: ~ what was said or shows a stance, s its source, c the cue,
t what a stance is on.";

/// Writes the mistakes in lines of at most so many cells.
///
/// # Errors
/// Where the output cannot be written.
pub fn write(out: &mut impl Write, misses: &[Shown], columns: usize) -> io::Result<()> {
    let mut last = None;
    for shown in misses {
        let mistake = shown.miss.mistake;
        if last.is_none() {
            writeln!(out, "\n{LEGEND}")?;
        }
        if last.replace(mistake) != Some(mistake) {
            writeln!(out, "\n{}", heading(mistake))?;
        }
        miss(out, shown, columns.saturating_sub(MARGIN).max(20))?;
    }
    Ok(())
}

fn miss(out: &mut impl Write, shown: &Shown, measure: usize) -> io::Result<()> {
    let Shown { document, text, paragraphs, miss, .. } = shown;
    writeln!(out, "\n{:MARGIN$}[{document}]", "")?;
    let lines = paragraphs.iter().flat_map(|paragraph| prose(text, *paragraph, measure));
    let rows: Vec<_> = lines.map(|line| Row::of(line, shown)).collect();
    let mut skipped = false;
    for (i, row) in rows.iter().enumerate() {
        let same = |other: Option<&Row>| other.is_some_and(|other| row.is_like(other));
        let dull = same(i.checked_sub(1).and_then(|i| rows.get(i))) && same(rows.get(i + 1));
        if !dull {
            row.write(out)?;
        } else if !skipped {
            writeln!(out, "{:MARGIN$}…", "")?;
        }
        skipped = dull;
    }
    let asked = miss.gold.actor.is_some();
    for (name, words) in [("gold", note(&miss.gold, asked)), ("found", note(&miss.found, asked))] {
        if !words.is_empty() {
            writeln!(out, "{name:MARGIN$}{words}")?;
        }
    }
    Ok(())
}

/// A line of the text with its marks.
#[derive(PartialEq, Eq)]
struct Row {
    words: String,
    gold: String,
    found: String,
}

impl Row {
    fn of(line: Span, shown: &Shown) -> Self {
        let Shown { text, miss, .. } = shown;
        let mut row = Self { words: String::new(), gold: String::new(), found: String::new() };
        let mut at = line.start;
        let mut spaced = false;
        for symbol in symbols(line.of(text)) {
            let space = is_space(symbol);
            let cells = if space { 1 } else { symbol_cells(symbol) };
            if !(space && spaced) {
                row.words.push_str(if space { " " } else { symbol });
                row.gold.extend(std::iter::repeat_n(sign(&miss.gold, at), cells));
                row.found.extend(std::iter::repeat_n(sign(&miss.found, at), cells));
            }
            spaced = space;
            at += symbol.len();
        }
        row
    }

    /// Whether both rows have the same marks, on either side at most one sort of them.
    fn is_like(&self, other: &Self) -> bool {
        let sorts = |marks: &str| {
            let mut sorts: Vec<_> = marks.chars().filter(|mark| *mark != ' ').collect();
            sorts.dedup();
            sorts
        };
        let of = |row: &Self| [sorts(&row.gold), sorts(&row.found)];
        of(self).iter().all(|sorts| sorts.len() < 2) && of(self) == of(other)
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{:MARGIN$}{}", "", self.words)?;
        for (name, marks) in [("gold", &self.gold), ("found", &self.found)] {
            let marks = marks.trim_end();
            if !marks.is_empty() {
                writeln!(out, "{name:MARGIN$}{marks}")?;
            }
        }
        Ok(())
    }
}

/// The sign under the byte `at`.
fn sign(side: &Side, at: usize) -> char {
    let above = side.marks.iter().rfind(|(_, span)| span.holds(at));
    match above {
        None => ' ',
        Some((Role::Content, _)) => '~',
        Some((Role::Source, _)) => 's',
        Some((Role::Target, _)) => 't',
        Some((Role::Cue, _)) => 'c',
    }
}

/// What marks cannot show; whose words it is only where that is asked.
fn note(side: &Side, asked: bool) -> String {
    if side.marks.is_empty() {
        return "nothing".into();
    }
    let actor = side.actor.as_deref().or(asked.then_some("nobody"));
    let stance = side.stance.as_ref();
    let stance = stance.map(|(stand, target)| format!("{} “{target}”", position(*stand)));
    let claim = side.claim.map(|(sure, rule)| format!("{sure:.2} by {rule}"));
    let parts = [actor.map(str::to_owned), stance, claim].into_iter().flatten();
    parts.collect::<Vec<_>>().join(", ")
}

fn heading(mistake: Mistake) -> &'static str {
    match mistake {
        Mistake::Missed => "Missed quotations, the longest first",
        Mistake::Border => "Quotations with other borders, those most letters apart first",
        Mistake::Spurious => "Found, but not annotated as quotations, the surest first",
        Mistake::WrongSource => "Quotations with the wrong source, the surest first",
        Mistake::SourceMissing => "Quotations without their source, the surest first",
        Mistake::SourceInvented => {
            "Quotations with a source that they do not have, the surest first"
        }
        Mistake::WrongSpeaker => "Quotations given to the wrong speaker, the surest first",
        Mistake::StanceMissed => "Missed stances, the shortest evidence first",
        Mistake::WrongPosition => "Stances with the wrong position, the surest first",
        Mistake::StanceSpurious => "Found, but not annotated as stances, the surest first",
    }
}

/// A mistake as other programs read it. Offsets are code points of the article.
#[derive(Serialize)]
pub struct Mistaken<'a> {
    id: &'a str,
    mistake: &'static str,
    text: &'a str,
    gold: Option<Marked<'a>>,
    found: Option<Marked<'a>>,
}

#[derive(Serialize)]
struct Marked<'a> {
    marks: Vec<Mark>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<Share>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
}

#[derive(Serialize)]
struct Mark {
    role: &'static str,
    span: [usize; 2],
}

impl<'a> Mistaken<'a> {
    /// A mistake as it is written.
    #[must_use]
    pub fn of(shown: &'a Shown) -> Self {
        Self {
            id: &shown.document,
            mistake: name(shown.miss.mistake),
            text: &shown.text,
            gold: Marked::of(&shown.miss.gold, shown),
            found: Marked::of(&shown.miss.found, shown),
        }
    }
}

impl<'a> Marked<'a> {
    /// What one side says; `None` where it says nothing.
    fn of(side: &'a Side, shown: &Shown) -> Option<Self> {
        let points = |at| shown.before + Span::new(0, at).of(&shown.text).chars().count();
        let mark = |(role, span): &(Role, Span)| Mark {
            role: self::role(*role),
            span: [points(span.start), points(span.end)],
        };
        let stance = side.stance.as_ref();
        (!side.marks.is_empty()).then(|| Self {
            marks: side.marks.iter().map(mark).collect(),
            actor: side.actor.as_deref(),
            position: stance.map(|(stand, _)| position(*stand)),
            target: stance.map(|(_, target)| target.as_str()),
            confidence: side.claim.map(|(sure, _)| Share(sure)),
            rule: side.claim.map(|(_, rule)| rule),
        })
    }
}

fn name(mistake: Mistake) -> &'static str {
    match mistake {
        Mistake::Missed => "missed",
        Mistake::Border => "border",
        Mistake::Spurious => "spurious",
        Mistake::WrongSource => "wrong source",
        Mistake::SourceMissing => "source missing",
        Mistake::SourceInvented => "source invented",
        Mistake::WrongSpeaker => "wrong speaker",
        Mistake::StanceMissed => "stance missed",
        Mistake::WrongPosition => "wrong position",
        Mistake::StanceSpurious => "stance spurious",
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Content => "content",
        Role::Source => "source",
        Role::Target => "target",
        Role::Cue => "cue",
    }
}

#[cfg(test)]
mod tests {
    use super::{Mistaken, write};
    use crate::{
        evaluate::miss::{Miss, Mistake, Role, Shown, Side},
        fact::Position,
        text::Span,
    };

    const TEXT: &str = "Ána 漢 said on\nMonday that the ferry was late.\n\nBo agreed.";
    const FIRST: &str = "Ána 漢 said on\nMonday that the ferry was late.";

    fn mark(role: Role, words: &str) -> (Role, Span) {
        let start = TEXT.find(words).unwrap();
        (role, Span::new(start, start + words.len()))
    }

    fn shown(mistake: Mistake, gold: Side, found: Side) -> Shown {
        Shown {
            document: "a".into(),
            text: TEXT.into(),
            paragraphs: vec![mark(Role::Content, FIRST).1, mark(Role::Content, "Bo agreed.").1],
            before: 10,
            miss: Miss { mistake, weight: 1.0, gold, found },
        }
    }

    fn wrong_source() -> Shown {
        let content = mark(Role::Content, "that the ferry was late");
        let gold = vec![content, mark(Role::Source, "Ána 漢"), mark(Role::Cue, "said")];
        let found = vec![content, mark(Role::Source, "Bo")];
        shown(
            Mistake::WrongSource,
            Side { marks: gold, ..Side::default() },
            Side { marks: found, claim: Some((0.875, "test")), ..Side::default() },
        )
    }

    fn printed(misses: &[Shown], columns: usize) -> String {
        let mut out = Vec::new();
        write(&mut out, misses, columns).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn marks_stand_under_their_words() {
        let expected = "
Under the text: ~ what was said or shows a stance, s its source, c the cue,
t what a stance is on.

Quotations with the wrong source, the surest first

       [a]
       Ána 漢 said on Monday that the
gold   ssssss cccc           ~~~~~~~~
found                        ~~~~~~~~
       ferry was late.
gold   ~~~~~~~~~~~~~~
found  ~~~~~~~~~~~~~~
       Bo agreed.
found  ss
found  0.88 by test
";
        assert_eq!(printed(&[wrong_source()], 40), expected);
    }

    #[test]
    fn rows_that_are_marked_alike_are_left_out_but_for_the_first_and_the_last() {
        let marks = vec![mark(Role::Content, "on\nMonday that the ferry was")];
        let missed = shown(Mistake::Missed, Side { marks, ..Side::default() }, Side::default());
        let ends = "
       [a]
       Ána 漢 said on
gold               ~~
       …
       ferry was late.
gold   ~~~~~~~~~
       Bo agreed.
found  nothing
";
        let printed = printed(&[missed], 27);
        assert!(printed.ends_with(ends), "{printed}");
    }

    #[test]
    fn a_stance_is_told_in_words_too() {
        let evidence = mark(Role::Content, "Bo agreed.");
        let gold = Side {
            marks: vec![evidence],
            actor: Some("Bo".into()),
            stance: Some((Position::For, "that".into())),
            claim: None,
        };
        let missed = shown(Mistake::StanceMissed, gold, Side::default());
        let ends = "
       [a]
       Ána 漢 said on Monday that the ferry was late.
       Bo agreed.
gold   ~~~~~~~~~~
gold   Bo, for “that”
found  nothing
";
        let printed = printed(&[missed], 80);
        assert!(printed.ends_with(ends), "{printed}");
    }

    #[test]
    fn a_quotation_that_was_given_to_nobody_is_said_to_be() {
        let side = |actor: Option<&str>| Side {
            marks: vec![mark(Role::Content, "that")],
            actor: actor.map(Into::into),
            ..Side::default()
        };
        let wrong = shown(Mistake::WrongSpeaker, side(Some("Ána")), side(None));
        let printed = printed(&[wrong], 80);
        assert!(printed.ends_with("gold   Ána\nfound  nobody\n"), "{printed}");
    }

    #[test]
    fn without_mistakes_nothing_is_written() {
        assert_eq!(printed(&[], 80), "");
    }

    #[test]
    fn programs_get_offsets_in_code_points_of_the_article() {
        let shown = wrong_source();
        let json = serde_json::to_value(Mistaken::of(&shown)).unwrap();
        assert_eq!(json["mistake"], "wrong source");
        assert_eq!(
            json["gold"]["marks"][1],
            serde_json::json!({"role": "source", "span": [10, 15]})
        );
        assert_eq!(json["found"]["marks"][1]["span"], serde_json::json!([57, 59]));
        assert_eq!(json["found"]["rule"], "test");
    }
}
