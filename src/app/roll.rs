//! The roll: all that the picker offers, and how its rows look.

use std::iter;

use super::{
    cast::{self, Voice},
    command::Pick,
    facts::Facts,
    label,
    prompt::Prompt,
    reading::Chapters,
    role::{self, Piece, Role, Strip, position_sign, sign},
};
use crate::{
    article::{Article, ParagraphKind},
    fact::Position,
    page::wrap,
    text::{Span, one_line},
};

/// Something that can be picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// An actor.
    Actor(usize),
    /// An issue.
    Issue(usize),
    /// A quotation.
    Quotation(usize),
    /// A heading, by its paragraph.
    Heading(usize),
    /// A chapter of the book.
    Chapter(usize),
}

/// Something that can be picked, with how it looks.
#[derive(Debug)]
pub struct Entry {
    /// What it is.
    pub target: Target,
    /// The words that it is found by.
    pub words: String,
    /// Its sign, or the signs of the sides that are taken on it.
    signs: Vec<Piece>,
    /// What it is called.
    name: Piece,
    /// What stands behind the name.
    beside: String,
    /// What stands at the right edge.
    right: String,
}

impl Entry {
    /// The entry in so many columns.
    #[must_use]
    pub fn strip(&self, columns: usize) -> Strip {
        let mut left = vec![Piece::new(Role::Text, "  ")];
        left.extend(self.signs.iter().cloned());
        let right = vec![Piece::new(Role::Faint, format!(" {}", self.right))];
        let used = role::width(&left) + role::width(&right) + 1;
        let room = columns.saturating_sub(used);
        let name = label::shorten(&self.name.text, room);
        let rest = room.saturating_sub(wrap::cells(&name) + 2);
        left.push(Piece::new(self.name.role, name));
        if rest > 8 && !self.beside.is_empty() {
            let beside = format!("  {}", label::shorten(&self.beside, rest));
            left.push(Piece::new(Role::Faint, beside));
        }
        Strip { left, right }
    }
}

/// Everybody who speaks or takes a side, in the order of the sidebar.
#[must_use]
pub fn actors(article: &Article, facts: &Facts) -> Vec<Entry> {
    facts.cast.voices.iter().filter_map(|voice| actor(article, facts, voice)).collect()
}

fn actor(article: &Article, facts: &Facts, voice: &Voice) -> Option<Entry> {
    let fact = facts.analysis.actors.get(voice.actor)?;
    let name = one_line(fact.name.of(&article.text));
    let beside = cast::description(&facts.analysis, voice.actor, &article.text).unwrap_or_default();
    let aliases = fact.aliases.iter().map(|alias| one_line(alias.of(&article.text)));
    let words = [name.clone(), beside.clone()].into_iter().chain(aliases).collect::<Vec<_>>();
    let rank = Some(voice.rank);
    Some(Entry {
        target: Target::Actor(voice.actor),
        words: words.join(" "),
        signs: vec![Piece::new(Role::Voice(rank), format!("{} ", sign(rank)))],
        name: Piece::new(Role::Voice(rank), name),
        beside,
        right: voice.quotations.len().to_string(),
    })
}

/// What sides are taken on, in the order of the text.
#[must_use]
pub fn issues(article: &Article, facts: &Facts) -> Vec<Entry> {
    const SIDES: [Position; 3] = [Position::For, Position::Against, Position::Open];
    let mut counts = vec![[0_usize; 3]; facts.analysis.issues.len()];
    for stand in facts.cast.voices.iter().flat_map(|voice| &voice.stands) {
        let side = SIDES.iter().position(|&side| side == stand.position);
        if let Some(count) = counts.get_mut(stand.issue).zip(side).map(|(c, side)| &mut c[side]) {
            *count += 1;
        }
    }
    let told = counts.iter().enumerate().filter(|(_, counts)| counts.iter().any(|&n| n > 0));
    let entry = |(issue, counts): (usize, &[usize; 3])| {
        let label = facts.analysis.issues.get(issue)?.label;
        let name = one_line(label.of(&article.text));
        let sides = SIDES.iter().zip(counts).map(|(&side, &count)| match count {
            0 => Piece::new(Role::Faint, "·  "),
            1..=9 => Piece::new(Role::Position(side), format!("{}{count} ", position_sign(side))),
            _ => Piece::new(Role::Position(side), format!("{}… ", position_sign(side))),
        });
        let signs = sides.collect();
        let (words, name) = (name.clone(), Piece::new(Role::Text, name));
        let (target, beside, right) = (Target::Issue(issue), String::new(), String::new());
        Some(Entry { target, words, signs, name, beside, right })
    };
    told.filter_map(entry).collect()
}

/// What is said, in the order of the text.
#[must_use]
pub fn quotations(article: &Article, facts: &Facts) -> Vec<Entry> {
    let quotations = facts.analysis.quotations.iter().enumerate();
    let entry = |(index, fact): (usize, &crate::fact::Quotation)| {
        let rank = facts.cast.rank(fact.actor);
        let actor = fact.actor.and_then(|actor| facts.analysis.actors.get(actor));
        let name = one_line(actor.map_or("", |actor| actor.name.of(&article.text)));
        let content = fact.content.iter().map(|span| one_line(span.of(&article.text)));
        let content = content.collect::<Vec<_>>().join(" … ");
        Entry {
            target: Target::Quotation(index),
            words: format!("{content} {name}"),
            signs: vec![Piece::new(Role::Voice(rank), format!("{} ", sign(rank)))],
            name: Piece::new(Role::Text, content),
            beside: name,
            right: format!("¶{}", article.paragraph_at(fact.extent().start) + 1),
        }
    };
    quotations.map(entry).collect()
}

/// The headings of an article, each set in by its level below the highest that there is; where it is
/// a chapter of a book, the chapters, with the headings under it.
#[must_use]
pub fn contents(article: &Article, chapters: Option<&Chapters>) -> Vec<Entry> {
    let Some(Chapters { names, here }) = chapters else {
        return headings(article, 0).collect();
    };
    let chapter = |(index, name): (usize, &String)| {
        let below = (index == *here).then(|| headings(article, 1));
        let right = if below.is_some() { "¶1" } else { "" };
        let chapter = part(Target::Chapter(index), name.clone(), 0, right.into());
        iter::once(chapter).chain(below.into_iter().flatten())
    };
    names.iter().enumerate().flat_map(chapter).collect()
}

fn headings(article: &Article, depth: usize) -> impl Iterator<Item = Entry> {
    let levels = article.blocks().filter_map(|(_, kind)| kind.level());
    let highest = levels.min().unwrap_or_default();
    let heading = move |(at, (span, kind)): (usize, (Span, ParagraphKind))| {
        let depth = depth + usize::from(kind.level()? - highest);
        let name = one_line(span.of(&article.text));
        Some(part(Target::Heading(at), name, depth, format!("¶{}", at + 1)))
    };
    article.blocks().enumerate().filter_map(heading)
}

/// A part of what is read, so deep within others.
fn part(target: Target, name: String, depth: usize, right: String) -> Entry {
    Entry {
        target,
        words: name.clone(),
        signs: vec![Piece::new(Role::Text, "  ".repeat(depth))],
        name: Piece::new(Role::Text, name),
        beside: String::new(),
        right,
    }
}

/// The line that is typed, with how many fit; and the cells before its cursor.
#[must_use]
pub fn line(
    pick: Pick,
    prompt: &Prompt,
    (hits, all): (usize, usize),
    columns: usize,
) -> (Strip, usize) {
    let what = match pick {
        Pick::Actors => "actor",
        Pick::Issues => "issue",
        Pick::Quotations => "quotation",
        Pick::Headings => "contents",
    };
    let head = format!("  {what}: ");
    let count = format!(" {hits} of {all}");
    let used = wrap::cells(&head) + wrap::cells(&count);
    let (words, before) = prompt.view(columns.saturating_sub(used).max(2));
    let left = vec![Piece::new(Role::Notice, head.clone()), Piece::new(Role::Text, words)];
    let strip = Strip { left, right: vec![Piece::new(Role::Faint, count)] };
    (strip, wrap::cells(&head) + before)
}

/// Why there is nothing to pick.
#[must_use]
pub fn nothing(pick: Pick, none: bool) -> Strip {
    let words = match (none, pick) {
        (false, _) => "  Nothing fits; Ctrl-U clears the line.",
        (true, Pick::Actors) => "  Nobody speaks or takes a side here.",
        (true, Pick::Issues) => "  Nobody takes a side here in so many words.",
        (true, Pick::Quotations) => "  Nobody is quoted here.",
        (true, Pick::Headings) => "  This article has no headings.",
    };
    let whole = Span::new(0, words.len());
    Strip::left(vec![Piece::new(Role::Faint, whole.of(words))])
}
