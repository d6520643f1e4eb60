//! Issues: the targets of stances that mean the same thing, gathered under one label.
//!
//! A target that is an actor belongs to that actor's issue. Other targets meet where they share
//! most of what they are about, rare words counting more than those that every target has.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Reading;
use crate::{
    fact::{Actor, Issue, Stance, Target},
    lexicon::Class,
    text::Span,
};

/// The share of the smaller target's weight that two targets of one issue have in common.
const ALIKE: f32 = 0.55;
/// The most targets with a word in common that a target is compared with.
const COMPARED: usize = 64;

/// The issues, sorted by first mention; each stance is told its issue.
#[must_use]
pub fn gather(reading: &Reading, actors: &[Actor], stances: &mut [Stance]) -> Vec<Issue> {
    let mut groups = Groups::default();
    let targets: Vec<Target> = stances.iter().map(|stance| stance.target).collect();
    let words: Vec<Vec<String>> =
        targets.iter().map(|target| concepts(reading, target.span)).collect();
    let weights = weights(&words);
    for (target, words) in targets.iter().zip(&words) {
        groups.add(*target, words, &weights);
    }
    let mut order: Vec<usize> = (0..groups.members.len()).collect();
    order.sort_by_key(|&group| groups.first(group));
    for (issue, &group) in order.iter().enumerate() {
        for &member in &groups.members[group] {
            if let Some(stance) = stances.get_mut(member) {
                stance.issue = issue;
            }
        }
    }
    order.iter().map(|&group| Issue { label: groups.label(reading, actors, group) }).collect()
}

/// The targets so far and the groups they belong to.
#[derive(Default)]
struct Groups {
    targets: Vec<(Target, Vec<String>)>,
    of: Vec<usize>,
    members: Vec<Vec<usize>>,
    of_actor: FxHashMap<usize, usize>,
    with_word: FxHashMap<String, Vec<usize>>,
}

impl Groups {
    fn add(&mut self, target: Target, words: &[String], weights: &FxHashMap<String, f32>) {
        let known = match target.actor {
            Some(actor) => self.of_actor.get(&actor).copied(),
            None => self.alike(words, weights),
        };
        let group = known.unwrap_or_else(|| {
            self.members.push(Vec::new());
            self.members.len() - 1
        });
        let number = self.targets.len();
        self.members[group].push(number);
        self.of.push(group);
        self.targets.push((target, words.to_vec()));
        match target.actor {
            Some(actor) => _ = self.of_actor.insert(actor, group),
            None => {
                for word in words {
                    self.with_word.entry(word.clone()).or_default().push(number);
                }
            }
        }
    }

    /// The group of the earlier target that shares most with the words, if it shares enough.
    fn alike(&self, words: &[String], weights: &FxHashMap<String, f32>) -> Option<usize> {
        let weight =
            |words: &[String]| -> f32 { words.iter().filter_map(|word| weights.get(word)).sum() };
        let mut seen = FxHashSet::default();
        let near = words.iter().filter_map(|word| self.with_word.get(word));
        let near = near.flat_map(|with| with.iter().rev().take(COMPARED));
        let mut best: Option<(f32, usize)> = None;
        for &other in near.filter(|&&other| seen.insert(other)) {
            let theirs = &self.targets[other].1;
            let shared: Vec<String> =
                words.iter().filter(|word| theirs.contains(word)).cloned().collect();
            let least = weight(words).min(weight(theirs));
            let share = weight(&shared) / least.max(f32::EPSILON);
            if share >= ALIKE && best.is_none_or(|(most, _)| share > most) {
                best = Some((share, other));
            }
        }
        best.map(|(_, other)| self.of[other])
    }

    /// Where the group is first mentioned.
    fn first(&self, group: usize) -> Span {
        self.members[group].iter().map(|&m| self.targets[m].0.span).min().unwrap_or_default()
    }

    /// The actor's name, or the shortest phrase that still says something.
    fn label(&self, reading: &Reading, actors: &[Actor], group: usize) -> Span {
        let members = self.members[group].iter().map(|&member| &self.targets[member]);
        let named = members.clone().find_map(|(target, _)| target.actor);
        if let Some(actor) = named.and_then(|actor| actors.get(actor)) {
            return actor.name;
        }
        let clear = |(target, words): &&(Target, Vec<String>)| {
            let size = words.len();
            // Two or three words that mean something are best; one says too little.
            (size < 2, size.saturating_sub(3), target.span.len(), target.span.start)
        };
        let best = members.min_by_key(clear).map_or_else(Span::default, |(target, _)| target.span);
        without_article(reading, best)
    }
}

fn without_article(reading: &Reading, span: Span) -> Span {
    let text = &reading.article.text;
    let words = span.of(text);
    let article = ["the ", "a ", "an "].into_iter().find(|article| {
        words.get(..article.len()).is_some_and(|head| head.eq_ignore_ascii_case(article))
    });
    Span::new(span.start + article.map_or(0, str::len), span.end)
}

/// What the phrase is about, each once: its words without function words, by their concepts.
fn concepts(reading: &Reading, span: Span) -> Vec<String> {
    let tokens = &reading.tokens;
    let start = tokens.partition_point(|token| token.span.end <= span.start);
    let inside = tokens.iter().skip(start).take_while(|token| token.span.start < span.end);
    let mut found = Vec::new();
    for token in inside {
        let empty = [
            Class::Determiner,
            Class::Preposition,
            Class::Pronoun,
            Class::Conjunction,
            Class::Auxiliary,
        ];
        let word = token.span.of(&reading.article.text);
        if !token.is_word() || word.len() < 2 || empty.iter().any(|&class| token.is(class)) {
            continue;
        }
        let concept = reading.lexicon.concepts().of(word);
        if !matches!(word, "'s" | "’s" | "n't" | "n’t") && !found.contains(&concept) {
            found.push(concept);
        }
    }
    found
}

/// How much each concept tells: the rarer among the targets, the more.
fn weights(targets: &[Vec<String>]) -> FxHashMap<String, f32> {
    let mut counts: FxHashMap<String, f32> = FxHashMap::default();
    for word in targets.iter().flatten() {
        *counts.entry(word.clone()).or_default() += 1.0;
    }
    let most = counts.values().copied().fold(1.0, f32::max);
    counts.into_iter().map(|(word, count)| (word, 1.0 + (most / count).ln())).collect()
}
