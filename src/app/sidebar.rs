//! The sidebar: who is there, and where they stand.

use super::{
    cast::{self, Item, Stand, Voice},
    command::{Direction, Step, Way},
    facts::Facts,
    role::{
        Piece, Role, Strip, object, position_sign, position_word, side, sign, tier_sign, width,
    },
    search::pattern::Pattern,
};
use crate::{
    article::Article,
    fact::{Position, Strength, Tier},
    page::{mark::Chosen, wrap},
    text::{Span, one_line},
};

/// Rows that the words of one stance may take.
const LABEL_ROWS: usize = 3;

/// The rows of the sidebar, and what is chosen in them.
#[derive(Debug, Default)]
pub struct Sidebar {
    rows: Vec<Row>,
    /// The first row on the screen.
    top: usize,
    /// Rows on the screen.
    height: usize,
    /// What Enter takes.
    pub choice: Option<Item>,
    /// Only actors whose names this fits.
    pub filter: Option<Pattern>,
}

/// A row of the sidebar.
#[derive(Debug)]
pub struct Row {
    /// What it shows.
    pub strip: Strip,
    /// What it belongs to.
    pub item: Option<Item>,
}

impl Sidebar {
    /// The rows on the screen.
    #[must_use]
    pub fn shown(&self) -> &[Row] {
        let rest = self.rows.get(self.top..).unwrap_or_default();
        rest.get(..self.height).unwrap_or(rest)
    }

    /// Whether rows lie above and below the screen.
    #[must_use]
    pub fn hidden(&self) -> (bool, bool) {
        (self.top > 0, self.top + self.height < self.rows.len())
    }

    /// Gives every item the name that it has among newer facts.
    pub fn carry_over(&mut self, again: impl Fn(Item) -> Option<Item>) {
        self.choice = self.choice.and_then(&again);
        for row in &mut self.rows {
            row.item = row.item.and_then(&again);
        }
    }

    /// Lays the rows out anew for so many columns. What is chosen stays where it is on the screen;
    /// if that is not there, what stands first does.
    pub fn lay_out(&mut self, article: &Article, facts: &Facts, columns: usize) {
        let rows = rows(article, facts, columns, self.filter.as_ref());
        let before = std::mem::replace(&mut self.rows, rows);
        let row_of = |rows: &[Row], item| rows.iter().position(|row| row.item == Some(item));
        let shown = before.iter().skip(self.top).take(self.height).filter_map(|row| row.item);
        let is_shown = |item: &Item| shown.clone().any(|other| other == *item);
        // At the top one sees whoever comes to stand there.
        let first = shown.clone().filter(|_| self.top > 0);
        let held = self.choice.filter(is_shown).into_iter().chain(first);
        let top = held.filter_map(|item| {
            let (old, new) = (row_of(&before, item)?, row_of(&self.rows, item)?);
            Some((new + self.top).saturating_sub(old))
        });
        let top = top.clone().next().unwrap_or(self.top);
        self.choice = self.choice.filter(|&item| self.holds(item));
        self.scroll(top);
    }

    /// Whether an item is among those that are shown.
    #[must_use]
    pub fn holds(&self, item: Item) -> bool {
        self.rows.iter().any(|row| row.item == Some(item))
    }

    /// Whether a wanted item is on the screen.
    pub fn shows(&self, wanted: impl Fn(Item) -> bool) -> bool {
        self.shown().iter().any(|row| row.item.is_some_and(&wanted))
    }

    /// Gives the sidebar so many rows of the screen.
    pub fn resize(&mut self, height: usize) {
        self.height = height;
        self.scroll(self.top);
        self.choose(self.choice);
    }

    /// Chooses another item.
    pub fn go(&mut self, way: Way) {
        let mut items: Vec<_> = self.rows.iter().filter_map(|row| row.item).collect();
        items.dedup();
        let here = items.iter().position(|&item| Some(item) == self.choice);
        let far = match way.step {
            Step::Line => 1,
            Step::Half => 4,
            Step::Page => 8,
            Step::Paragraph => return self.go_voice(&items, way),
            Step::All => items.len(),
        };
        let next = match (here, way.direction) {
            (Some(here), _) => way.from(here, far, items.len()),
            (None, Direction::Back) => 0,
            (None, Direction::Forward) => way.from(0, far, items.len() + 1).saturating_sub(1),
        };
        self.choose(items.get(next).copied());
    }

    /// Chooses the next or previous voice.
    fn go_voice(&mut self, items: &[Item], way: Way) {
        let mut voices: Vec<_> = items.iter().map(|item| item.voice()).collect();
        voices.dedup();
        let here = self.choice.and_then(|here| voices.iter().position(|v| *v == here.voice()));
        let place = here.map_or(0, |here| way.from(here, 1, voices.len()));
        self.choose(voices.get(place).map(|&place| Item::Voice(place)));
    }

    /// Chooses an item and brings it onto the screen.
    pub fn choose(&mut self, item: Option<Item>) {
        self.choice = item;
        if let Some(item) = item {
            self.reveal(|row| row == item);
        }
    }

    /// Brings the rows of the wanted items onto the screen, with the name they stand under; the
    /// first of them, if not all fit.
    pub fn reveal(&mut self, wanted: impl Fn(Item) -> bool) {
        let is_wanted = |row: &Row| row.item.is_some_and(&wanted);
        let Some(first) = self.rows.iter().position(is_wanted) else { return };
        let end = self.rows.iter().rposition(is_wanted).map_or(first, |last| last + 1);
        if self.top + self.height < end {
            self.scroll(end.saturating_sub(self.height));
        }
        if first < self.top || end - first > self.height {
            self.scroll(first);
        }
    }

    /// The first row on the screen.
    #[must_use]
    pub const fn top(&self) -> usize {
        self.top
    }

    /// Puts a row first on the screen, or as far up as there are rows below.
    pub fn scroll(&mut self, top: usize) {
        self.top = top.min(self.rows.len().saturating_sub(self.height));
    }
}

fn rows(article: &Article, facts: &Facts, columns: usize, filter: Option<&Pattern>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut after_one = true;
    let fits = |actor| filter.is_none_or(|filter| is_called(article, facts, actor, filter));
    let voices = facts.cast.voices.iter().enumerate();
    let voices: Vec<_> = voices.filter(|(_, voice)| fits(voice.actor)).collect();
    if let Some(filter) = filter {
        let count = format!("{} of {}", voices.len(), facts.cast.voices.len());
        let left = vec![Piece::new(Role::Notice, format!("/{}", filter.words))];
        let strip = Strip { left, right: vec![Piece::new(Role::Faint, count)] };
        rows.push(Row { strip, item: None });
    }
    let head = rows.len();
    for (place, voice) in voices {
        let sketch = Sketch { article, facts, voice, place, columns };
        let start = rows.len();
        sketch.push(&mut rows);
        // Entries of one row stand together; others are set apart.
        let one = rows.len() == start + 1;
        if start > head && !(one && after_one) {
            rows.insert(start, Row { strip: Strip::default(), item: None });
        }
        after_one = one;
    }
    let crowd: Vec<_> = facts.cast.crowd.iter().copied().filter(|&actor| fits(actor)).collect();
    let crowd = self::crowd(article, facts, &crowd, columns);
    if rows.len() > head && !crowd.is_empty() {
        rows.push(Row { strip: Strip::default(), item: None });
    }
    rows.extend(crowd);
    rows
}

/// Whether an actor has a name that the pattern fits.
fn is_called(article: &Article, facts: &Facts, actor: usize, filter: &Pattern) -> bool {
    facts.analysis.actors.get(actor).is_some_and(|actor| {
        let mut names = [actor.name].into_iter().chain(actor.aliases.iter().copied());
        names.any(|name| filter.find(name.of(&article.text), 0).is_some())
    })
}

/// What the rows of one voice are made of.
struct Sketch<'a> {
    article: &'a Article,
    facts: &'a Facts,
    voice: &'a Voice,
    place: usize,
    columns: usize,
}

impl Sketch<'_> {
    fn push(&self, rows: &mut Vec<Row>) {
        let actor = self.voice.actor;
        let name = one_line(self.facts.analysis.actors[actor].name.of(&self.article.text));
        let rank = Some(self.voice.rank);
        let count = self.facts.count_of(self.voice);
        let silent = self.facts.matches.is_some() && count == 0;
        let role = if silent { Role::Faint } else { Role::Voice(rank) };
        let count = match count {
            0 => Vec::new(),
            count => vec![Piece::new(Role::Faint, format!(" {count}"))],
        };
        let left = vec![Piece::new(role, format!("{} {name}", sign(rank)))];
        let item = Some(Item::Voice(self.place));
        rows.push(Row { strip: Strip { left, right: count }, item });
        if let Some(words) = cast::description(&self.facts.analysis, actor, &self.article.text) {
            let left = vec![Piece::new(Role::Faint, format!("  {words}"))];
            rows.push(Row { strip: Strip::left(left), item });
        }
        for (index, stand) in self.voice.stands.iter().enumerate() {
            let item = Some(Item::Stand(self.place, index));
            rows.extend(self.stand(stand).into_iter().map(|strip| Row { strip, item }));
        }
    }

    /// "− against sending troops  ¶1 ¶3", over as many rows as it needs.
    fn stand(&self, stand: &Stand) -> Vec<Strip> {
        let label = self
            .facts
            .analysis
            .issues
            .get(stand.issue)
            .map_or("", |issue| issue.label.of(&self.article.text));
        let (lead, words) = sentence(stand.position, stand.strength, &one_line(label));
        let room = self.columns.saturating_sub(4).max(1);
        let lines = wrap::prose(&words, Span::new(0, words.len()), room);
        let kept = lines.len().min(LABEL_ROWS);
        let mut stances = stand.stances.iter().map(|&stance| Chosen::Stance(stance));
        let admitted = stances.any(|stance| self.facts.admits(stance));
        let mut strips: Vec<Strip> = lines[..kept]
            .iter()
            .enumerate()
            .map(|(row, line)| {
                let lead = Span::new(line.start, lead.clamp(line.start, line.end));
                let rest = Span::new(lead.end, line.end);
                let (tier, sign) = match row {
                    0 => (tier_sign(stand.tier), position_sign(stand.position)),
                    _ => ("", " "),
                };
                let (first, second) = if admitted {
                    (side(stand.position, stand.tier), object(stand.tier))
                } else {
                    (Role::Faint, Role::Faint)
                };
                Strip::left(vec![
                    Piece::new(first, format!("{tier:>2}{sign} {}", lead.of(&words))),
                    Piece::new(second, rest.of(&words)),
                ])
            })
            .collect();
        if let Some(last) = strips.last_mut() {
            if lines.len() > kept {
                last.left.push(Piece::new(Role::Faint, "…"));
            }
            let refs = vec![Piece::new(Role::Faint, self.paragraphs(stand))];
            if width(&last.left) + 1 + width(&refs) <= self.columns {
                last.right = refs;
            } else {
                strips.push(Strip { left: Vec::new(), right: refs });
            }
        }
        strips
    }

    /// "¶1 ~¶3", each once; "…" after the fourth. What is only inferred is told apart where other
    /// evidence is not.
    fn paragraphs(&self, stand: &Stand) -> String {
        let number = |&index: &usize| {
            let stance = &self.facts.analysis.stances[index];
            let beside = stand.tier == Tier::Explicit && stance.tier == Tier::Inferred;
            (self.article.paragraph_at(stance.evidence.start) + 1, beside)
        };
        let mut numbers: Vec<_> = stand.stances.iter().map(number).collect();
        numbers.sort_unstable();
        numbers.dedup_by_key(|(number, _)| *number);
        let shown = numbers.iter().take(4);
        let mut refs: Vec<_> = shown
            .map(|(number, beside)| format!("{}¶{number}", if *beside { "~" } else { "" }))
            .collect();
        if numbers.len() > refs.len() {
            refs.push("…".into());
        }
        refs.join(" ")
    }
}

/// A stand as it is read: "cautiously against sending troops", with the bytes of it that tell the
/// position.
#[must_use]
pub fn sentence(position: Position, strength: Strength, label: &str) -> (usize, String) {
    let manner = match strength {
        Strength::Firm => "",
        Strength::Hedged => "cautiously ",
    };
    let lead = format!("{manner}{}", position_word(position));
    let link = match position {
        Position::For | Position::Against => "",
        Position::Open | Position::Neutral => "on ",
    };
    (lead.len(), format!("{lead} {link}{label}"))
}

/// "· some 1 · others 1", over as many rows as it needs.
fn crowd(article: &Article, facts: &Facts, crowd: &[usize], columns: usize) -> Vec<Row> {
    let names = crowd.iter().map(|&actor| {
        let name = one_line(facts.analysis.actors[actor].name.of(&article.text));
        format!("{name}\u{a0}1")
    });
    let words = names.collect::<Vec<_>>().join(" · ");
    if words.is_empty() {
        return Vec::new();
    }
    let room = columns.saturating_sub(2).max(1);
    let lines = wrap::prose(&words, Span::new(0, words.len()), room).into_iter().enumerate();
    let strip = |(row, line): (usize, Span)| {
        let sign = if row == 0 { sign(None) } else { " " };
        Strip::left(vec![Piece::new(Role::Faint, format!("{sign} {}", line.of(&words)))])
    };
    lines.map(|line| Row { strip: strip(line), item: None }).collect()
}
