//! Matches: what a filter lets through of the facts, made ready to be asked for.

use super::{
    cast::is_shown,
    filter::{Filter, Term},
};
use crate::{
    article::Article,
    fact::{Analysis, Quotation, Stance, Tier},
    page::mark::Chosen,
    text::{Span, one_line},
};

/// What a filter lets through.
#[derive(Debug)]
pub struct Matches {
    quotations: Vec<bool>,
    stances: Vec<bool>,
    paragraphs: Vec<bool>,
    /// What the walk stops at.
    pub unit: Unit,
}

/// What the walk stops at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Quotations.
    Quotation,
    /// Stances: where the filter asks for what only they have.
    Stance,
}

impl Matches {
    /// What the filter lets through, of stances down to a tier; `None` where there is no filter.
    #[must_use]
    pub fn new(article: &Article, facts: &Analysis, filter: &Filter, tier: Tier) -> Option<Self> {
        if filter.is_empty() {
            return None;
        }
        let sieve = Sieve::new(article, facts, filter);
        let stances: Vec<bool> = facts
            .stances
            .iter()
            .map(|stance| is_shown(stance, tier) && sieve.admits_stance(stance))
            .collect();
        let (unit, quotations) = if filter.is_about_stances() {
            (Unit::Stance, resting(facts, &stances))
        } else {
            let admits = facts.quotations.iter().map(|fact| sieve.admits_quotation(fact));
            (Unit::Quotation, admits.collect())
        };
        let mut matches = Self { quotations, stances, paragraphs: Vec::new(), unit };
        matches.paragraphs = matches.paragraphs_of(article, facts);
        Some(matches)
    }

    /// The paragraphs in which something of what the walk stops at stands.
    fn paragraphs_of(&self, article: &Article, facts: &Analysis) -> Vec<bool> {
        let mut paragraphs = vec![false; article.paragraphs.len()];
        let mut tell = |span: Span| {
            let last = article.paragraph_at(span.end.saturating_sub(1).max(span.start));
            let range = article.paragraph_at(span.start)..=last;
            paragraphs.get_mut(range).into_iter().flatten().for_each(|told| *told = true);
        };
        match self.unit {
            Unit::Quotation => {
                let all = facts.quotations.iter().enumerate();
                let own = all.filter(|(index, _)| self.quotation(*index));
                own.flat_map(|(_, fact)| &fact.content).for_each(|&span| tell(span));
            }
            Unit::Stance => {
                let all = facts.stances.iter().enumerate();
                let own = all.filter(|(index, _)| self.stance(*index));
                own.for_each(|(_, fact)| tell(fact.evidence));
            }
        }
        paragraphs
    }

    /// Whether a quotation is let through.
    #[must_use]
    pub fn quotation(&self, index: usize) -> bool {
        self.quotations.get(index).copied().unwrap_or_default()
    }

    /// Whether a stance is let through.
    #[must_use]
    pub fn stance(&self, index: usize) -> bool {
        self.stances.get(index).copied().unwrap_or_default()
    }

    /// Whether something of what is let through stands in a paragraph.
    #[must_use]
    pub fn paragraph(&self, index: usize) -> bool {
        self.paragraphs.get(index).copied().unwrap_or_default()
    }

    /// Whether anything is let through.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.paragraphs.contains(&true)
    }

    /// Whether a fact is let through.
    #[must_use]
    pub fn chosen(&self, chosen: Chosen) -> bool {
        match chosen {
            Chosen::Nothing => false,
            Chosen::Quotation(index) => self.quotation(index),
            Chosen::Stance(index) => self.stance(index),
        }
    }
}

/// The quotations that stances rest on.
fn resting(facts: &Analysis, stances: &[bool]) -> Vec<bool> {
    let mut quotations = vec![false; facts.quotations.len()];
    for (stance, _) in facts.stances.iter().zip(stances).filter(|(_, admitted)| **admitted) {
        if let Some(told) = stance.quotation.and_then(|index| quotations.get_mut(index)) {
            *told = true;
        }
    }
    quotations
}

/// A filter whose names are found among the facts.
struct Sieve<'a> {
    facts: &'a Analysis,
    filter: &'a Filter,
    actors: Vec<bool>,
    issues: Vec<bool>,
}

impl<'a> Sieve<'a> {
    fn new(article: &Article, facts: &'a Analysis, filter: &'a Filter) -> Self {
        let mut actors = vec![false; facts.actors.len()];
        let mut issues = vec![false; facts.issues.len()];
        for term in filter.terms() {
            let (told, found) = match term {
                Term::Actor(words) => (&mut actors, self::actors(article, facts, words)),
                Term::Issue(words) => (&mut issues, self::issues(article, facts, words)),
                Term::Kind(_) | Term::Position(_) | Term::Confidence(_) | Term::Voice(_) => {
                    continue;
                }
            };
            for index in found {
                told[index] = true;
            }
        }
        Self { facts, filter, actors, issues }
    }

    /// Whether each facet that the filter asks about has a term that is met.
    fn met(&self, meets: impl Fn(&Term) -> bool) -> bool {
        let terms = self.filter.terms();
        terms.iter().all(|term| self.filter.of(term.facet()).any(&meets))
    }

    fn admits_quotation(&self, fact: &Quotation) -> bool {
        self.met(|term| match term {
            Term::Actor(_) => fact.actor.is_some_and(|actor| self.is_theirs(actor)),
            Term::Kind(kind) => fact.kind == *kind,
            Term::Confidence(percent) => is_sure(fact.confidence, *percent),
            Term::Position(_) | Term::Issue(_) | Term::Voice(_) => false,
        })
    }

    fn admits_stance(&self, fact: &Stance) -> bool {
        let quotation = fact.quotation.and_then(|index| self.facts.quotations.get(index));
        self.met(|term| match term {
            Term::Actor(_) => self.is_theirs(fact.actor),
            Term::Kind(kind) => quotation.is_some_and(|quotation| quotation.kind == *kind),
            Term::Position(position) => fact.position == *position,
            Term::Issue(_) => self.issues.get(fact.issue).copied().unwrap_or_default(),
            Term::Confidence(percent) => is_sure(fact.confidence, *percent),
            Term::Voice(voice) => fact.voice == *voice,
        })
    }

    fn is_theirs(&self, actor: usize) -> bool {
        self.actors.get(actor).copied().unwrap_or_default()
    }
}

/// Whether a fact is as sure, as the screen rounds it.
fn is_sure(confidence: f32, percent: u8) -> bool {
    (f64::from(confidence) * 100.0).round() >= f64::from(percent)
}

/// The actors whom a name means: those who bear it, or else those whose names it is a part of.
#[must_use]
pub fn actors(article: &Article, facts: &Analysis, words: &str) -> Vec<usize> {
    let names = facts.actors.iter().map(|actor| {
        let all = [actor.name].into_iter().chain(actor.aliases.iter().copied());
        all.map(|span| one_line(span.of(&article.text)).to_lowercase()).collect::<Vec<_>>()
    });
    called(&names.collect::<Vec<_>>(), words)
}

/// The issues that words mean: those of this label, or else those in whose label they stand.
#[must_use]
pub fn issues(article: &Article, facts: &Analysis, words: &str) -> Vec<usize> {
    let label = |span: Span| vec![one_line(span.of(&article.text)).to_lowercase()];
    called(&facts.issues.iter().map(|issue| label(issue.label)).collect::<Vec<_>>(), words)
}

/// Those who are called so by their first name, by any of their names, or in part: the first of
/// these ways that somebody is called by.
fn called(all: &[Vec<String>], words: &str) -> Vec<usize> {
    let wanted = one_line(words).to_lowercase();
    let first = |names: &[String]| names.first() == Some(&wanted);
    let any = |names: &[String]| names.contains(&wanted);
    let part = |names: &[String]| names.iter().any(|name| name.contains(&wanted));
    let those = |called: &dyn Fn(&[String]) -> bool| -> Vec<usize> {
        let all = all.iter().enumerate().filter(|(_, names)| called(names));
        all.map(|(index, _)| index).collect()
    };
    let found = [those(&first), those(&any), those(&part)];
    found.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::called;

    #[test]
    fn a_name_means_who_bears_it_before_whose_name_it_is_a_part_of() {
        let all = [&["ann lee", "lee"][..], &["lee"], &["bo leeds", "the mayor"]];
        let all = all.map(|names| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>());
        assert_eq!(called(&all, "Ann  Lee"), [0]);
        assert_eq!(called(&all, "Lee"), [1]);
        assert_eq!(called(&all, "the mayor"), [2]);
        assert_eq!(called(&all, "ee"), [0, 1, 2]);
        assert_eq!(called(&all, "Macron"), [0; 0]);
    }
}
