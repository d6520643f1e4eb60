//! Agreement: what two actors both take a side on, and whether it is the same side.

use std::ops::Range;

use super::{
    again::Again,
    command::{Step, Way},
    facts::Facts,
    grid, label,
    matrix::Matrix,
    role::{self, Piece, Role, Strip, sign},
    spot::Spot,
    window,
};
use crate::{
    article::Article,
    fact::{Position, Tier},
    page::wrap,
    text::{Span, one_line},
};

/// Cells of the words that say whether they agree.
const VERDICT: usize = 10;

/// Two actors beside each other, while the panel is open.
#[derive(Debug)]
pub struct Agreement {
    /// Where one was before.
    pub from: Spot,
    /// The matrix that it was opened from.
    pub matrix: Option<Box<Matrix>>,
    /// The two.
    pub pair: [usize; 2],
    /// What both take a side on.
    entries: Vec<Entry>,
    /// The issue that one is on.
    at: Option<usize>,
    /// The first entry on the screen.
    first: usize,
    /// What the screen shows.
    pub rows: Vec<Strip>,
    /// The row and the columns of the entry that one is on.
    pub cursor: Option<(usize, Range<usize>)>,
}

/// An issue that both take a side on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    verdict: Verdict,
    issue: usize,
}

/// How two actors stand to each other on an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    /// On the same side.
    Agree,
    /// On different sides.
    Differ,
    /// One of them, or both, have not decided.
    Open,
}

impl Agreement {
    /// Two actors beside each other.
    #[must_use]
    pub const fn new(from: Spot, matrix: Option<Box<Matrix>>, pair: [usize; 2]) -> Self {
        Self {
            from,
            matrix,
            pair,
            entries: Vec::new(),
            at: None,
            first: 0,
            rows: Vec::new(),
            cursor: None,
        }
    }

    /// Lays it out anew for so many columns and rows.
    pub fn lay_out(&mut self, article: &Article, facts: &Facts, (columns, height): (usize, usize)) {
        let left = self.place();
        self.entries = entries(facts, self.pair);
        let last = self.entries.len().saturating_sub(1);
        let same = self.entries.iter().position(|entry| Some(entry.issue) == self.at);
        let here = same.unwrap_or_else(|| left.min(last));
        self.at = self.entries.get(here).map(|entry| entry.issue).or(self.at);
        // In a single row what they agree on says more than who they are.
        let head = usize::from(height > 1);
        let room = height.saturating_sub(head).max(1);
        self.first = window::rows(self.first, here, self.entries.len(), room).start;
        let sketch = Sketch { agreement: self, article, facts, columns };
        let mut rows: Vec<Strip> = (0..head).map(|_| sketch.heading()).collect();
        let shown = self.first..(self.first + room).min(self.entries.len());
        rows.extend(shown.clone().map(|entry| sketch.entry(entry, shown.start)));
        if self.entries.is_empty() {
            rows.push(sketch.nothing());
        }
        self.cursor =
            (!self.entries.is_empty()).then(|| (head + here - self.first, 2..columns.max(3) - 1));
        self.rows = rows;
    }

    /// The place of the entry that one is on.
    fn place(&self) -> usize {
        self.entries.iter().position(|entry| Some(entry.issue) == self.at).unwrap_or(0)
    }

    /// Goes up or down.
    pub fn go(&mut self, way: Way) {
        let far = match way.step {
            Step::Line | Step::Paragraph => 1,
            Step::Half => 4,
            Step::Page => 8,
            Step::All => self.entries.len(),
        };
        let place = way.from(self.place(), far, self.entries.len());
        self.at = self.entries.get(place).map(|entry| entry.issue).or(self.at);
    }

    /// The issue that one is on; `None` where there is none.
    #[must_use]
    pub fn issue(&self) -> Option<usize> {
        self.entries.get(self.place()).map(|entry| entry.issue)
    }

    /// What both show on the issue that one is on, in the order of the text.
    #[must_use]
    pub fn evidence(&self, facts: &Facts) -> Vec<usize> {
        let Some(issue) = self.issue() else { return Vec::new() };
        let mut all = self.pair.map(|actor| grid::stances(facts, actor, issue)).concat();
        all.sort_unstable();
        all
    }

    /// Gives everybody the name that they have among newer facts; tells whether both are there.
    #[must_use]
    pub fn carry_over(&mut self, again: &Again) -> bool {
        let pair = self.pair.map(|actor| again.actor(actor));
        self.at = self.at.and_then(|issue| again.issue(issue));
        let [Some(one), Some(other)] = pair else { return false };
        self.pair = [one, other];
        one != other
    }
}

/// What both take a side on, what they agree on first.
fn entries(facts: &Facts, pair: [usize; 2]) -> Vec<Entry> {
    let issues = 0..facts.analysis.issues.len();
    let entry = |issue| {
        let [one, other] = pair.map(|actor| sides(facts, actor, issue));
        let both = !one.is_empty() && !other.is_empty();
        both.then(|| Entry { verdict: verdict(&one, &other), issue })
    };
    let mut entries: Vec<_> = issues.filter_map(entry).collect();
    entries.sort_by_key(|entry| (entry.verdict, entry.issue));
    entries
}

/// The sides of an actor on an issue, as far as they are said outright; else what is inferred.
fn sides(facts: &Facts, actor: usize, issue: usize) -> Vec<Position> {
    let all: Vec<_> = grid::stands(facts, actor, issue).collect();
    let said = all.iter().any(|stand| stand.tier == Tier::Explicit);
    let heard = all.iter().filter(|stand| !said || stand.tier == Tier::Explicit);
    heard.map(|stand| stand.position).collect()
}

fn verdict(one: &[Position], other: &[Position]) -> Verdict {
    if one.contains(&Position::Open) || other.contains(&Position::Open) {
        return Verdict::Open;
    }
    match (one, other) {
        ([one], [other]) if one == other => Verdict::Agree,
        _ => Verdict::Differ,
    }
}

const fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agree => "agree",
        Verdict::Differ => "differ",
        Verdict::Open => "open",
    }
}

struct Sketch<'a> {
    agreement: &'a Agreement,
    article: &'a Article,
    facts: &'a Facts,
    columns: usize,
}

impl Sketch<'_> {
    /// "● Tobias Renn · ■ Ines Marlow", and how often which.
    fn heading(&self) -> Strip {
        let room = self.columns.saturating_sub(9) / 2;
        let [one, other] = self.agreement.pair.map(|actor| {
            let fact = self.facts.analysis.actors.get(actor);
            let name = one_line(fact.map_or("", |fact| fact.name.of(&self.article.text)));
            let name = fact.map_or(String::new(), |fact| label::name(&name, fact.kind, room));
            let rank = self.facts.cast.rank(Some(actor));
            Piece::new(Role::LoudVoice(rank), format!("{} {name}", sign(rank)))
        });
        let left = vec![Piece::new(Role::Text, "  "), one, Piece::new(Role::Faint, " · "), other];
        let verdicts = [Verdict::Agree, Verdict::Differ, Verdict::Open];
        let counts = verdicts.map(|verdict| {
            let same = self.agreement.entries.iter().filter(|entry| entry.verdict == verdict);
            (same.count(), verdict_word(verdict))
        });
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<_> = counts.map(|(count, word)| format!("{word} {count}")).collect();
        let counts = format!("  {}", counts.join(" · "));
        let fits = role::width(&left) + wrap::cells(&counts) <= self.columns;
        let right = if fits { counts } else { String::new() };
        Strip { left, right: vec![Piece::new(Role::Faint, right)] }
    }

    /// "agree  ● +  ■ +  the new bridge  ¶2 ¶4", the word only where it is another.
    fn entry(&self, place: usize, first: usize) -> Strip {
        let entries = &self.agreement.entries;
        let Some(entry) = entries.get(place) else { return Strip::default() };
        let before = place.checked_sub(1).filter(|_| place > first).and_then(|i| entries.get(i));
        let same = before.is_some_and(|before| before.verdict == entry.verdict);
        let word = if same { "" } else { verdict_word(entry.verdict) };
        let mut left = vec![Piece::new(Role::Heading, format!("  {word:VERDICT$}"))];
        for actor in self.agreement.pair {
            let rank = self.facts.cast.rank(Some(actor));
            let signs = grid::sign(self.facts, actor, entry.issue);
            let rest = 6_usize.saturating_sub(role::width(&signs)).max(1);
            left.push(Piece::new(Role::LoudVoice(rank), format!("{} ", sign(rank))));
            left.extend(signs);
            left.push(Piece::new(Role::Text, " ".repeat(rest)));
        }
        let places = self.places(entry.issue);
        let room = self.columns.saturating_sub(role::width(&left) + wrap::cells(&places) + 1);
        let issue = self.facts.analysis.issues.get(entry.issue);
        let words = one_line(issue.map_or("", |issue| issue.label.of(&self.article.text)));
        left.push(Piece::new(Role::Text, label::shorten(&words, room)));
        Strip { left, right: vec![Piece::new(Role::Faint, places)] }
    }

    /// Where the evidence stands; nothing where there is no room for it.
    fn places(&self, issue: usize) -> String {
        let stances =
            self.agreement.pair.map(|actor| grid::stances(self.facts, actor, issue)).concat();
        let stances = stances.iter().filter_map(|&stance| self.facts.analysis.stances.get(stance));
        let mut numbers: Vec<_> =
            stances.map(|stance| self.article.paragraph_at(stance.evidence.start) + 1).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let words: Vec<_> = numbers.iter().take(4).map(|number| format!("¶{number}")).collect();
        let more = if numbers.len() > words.len() { " …" } else { "" };
        if self.columns < 60 { String::new() } else { format!(" {}{more}", words.join(" ")) }
    }

    fn nothing(&self) -> Strip {
        let words = "They take no side on the same thing.";
        let room = self.columns.saturating_sub(3);
        let whole = Span::new(0, words.len());
        let words = label::shorten(whole.of(words), room);
        Strip::left(vec![Piece::new(Role::Faint, format!("  {words}"))])
    }
}
