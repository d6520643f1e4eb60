//! What the model knows of an article before it looks at a candidate: how each word sounds, how
//! far it spreads, what its actors do.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::row::number_of;
use crate::{
    analysis::{
        stance::{clause, judgement, scene::Scene},
        token::Shape,
    },
    fact::{MentionForm, Position, Stance},
    lexicon::{Class, helper::Helper, stance::Kind},
};

/// An article with its rules' stances, its words and actors weighed.
pub struct Ground<'a> {
    /// The article.
    pub scene: &'a Scene<'a>,
    tokens: Vec<Told>,
    actors: Vec<Doings>,
    sides: FxHashMap<(usize, usize), f32>,
}

/// What is known of a token.
#[derive(Clone, Copy, Default)]
struct Told {
    /// What it is about, whatever its ending; 0 for a word that is about nothing.
    concept: u64,
    sound: i8,
    is_verb: bool,
    is_negation: bool,
    /// Whether a word that judges begins here: 1 for a good one, -1 for a bad one.
    judges: i8,
    /// In how many sentences its concept stands.
    spread: f32,
    /// How often its concept stands in the target of a rule's stance.
    at_issue: f32,
    /// Whether its concept stands in the first paragraph.
    in_title: bool,
}

/// How an article speaks of something.
#[derive(Clone, Copy, Debug)]
pub struct Topic {
    /// In how many sentences.
    pub spread: f32,
    /// How often in the target of a rule's stance.
    pub at_issue: f32,
    /// Whether in the first paragraph.
    pub in_title: bool,
}

/// What an actor does in the article.
#[derive(Clone, Copy, Debug, Default)]
pub struct Doings {
    /// The places that mention them.
    pub mentions: f32,
    /// Their quotations.
    pub quotations: f32,
    /// Their stances, by rules.
    pub stances: f32,
    /// The stances on them, by rules.
    pub stood_on: f32,
    /// Whether the first paragraph mentions them.
    pub in_title: bool,
}

impl<'a> Ground<'a> {
    /// Weighs the article.
    pub fn new(scene: &'a Scene<'a>, rules: &[Stance]) -> Self {
        let tokens = (0..scene.reading.tokens.len()).map(|i| told(scene, i)).collect();
        let mut ground = Self {
            scene,
            tokens,
            actors: vec![Doings::default(); scene.actors.len()],
            sides: FxHashMap::default(),
        };
        ground.weigh_words(rules);
        ground.weigh_actors();
        for stance in rules {
            ground.weigh_stance(stance);
        }
        ground
    }

    /// Tells each token how far its concept spreads.
    fn weigh_words(&mut self, rules: &[Stance]) {
        let (mut spread, mut title) = (FxHashMap::default(), FxHashSet::default());
        let mut last: FxHashMap<u64, usize> = FxHashMap::default();
        for (number, sentence) in self.scene.reading.sentences.iter().enumerate() {
            for i in sentence.tokens.clone() {
                let Some(word) = self.concept(i) else { continue };
                if last.insert(word, number) != Some(number) {
                    *spread.entry(word).or_insert(0.0) += 1.0;
                }
                if sentence.paragraph == 0 {
                    title.insert(word);
                }
            }
        }
        let mut at_issue: FxHashMap<u64, f32> = FxHashMap::default();
        for stance in rules {
            let tokens = self.scene.reading.tokens_in(stance.target.span);
            for word in tokens.filter_map(|i| self.concept(i)) {
                *at_issue.entry(word).or_default() += 1.0;
            }
        }
        for told in self.tokens.iter_mut().filter(|told| told.concept != 0) {
            told.spread = spread.get(&told.concept).copied().unwrap_or_default();
            told.at_issue = at_issue.get(&told.concept).copied().unwrap_or_default();
            told.in_title = title.contains(&told.concept);
        }
    }

    fn weigh_actors(&mut self) {
        let title = self.scene.reading.article.paragraphs.first().copied().unwrap_or_default();
        for (own, actor) in self.actors.iter_mut().zip(self.scene.actors) {
            own.mentions = number_of(actor.mentions.len());
            own.in_title = actor.mentions.first().is_some_and(|m| title.covers(m.span));
        }
        for actor in self.scene.quotations.iter().filter_map(|quotation| quotation.actor) {
            if let Some(own) = self.actors.get_mut(actor) {
                own.quotations += 1.0;
            }
        }
    }

    fn weigh_stance(&mut self, stance: &Stance) {
        if let Some(own) = self.actors.get_mut(stance.actor) {
            own.stances += 1.0;
        }
        if let Some(target) = stance.target.actor {
            if let Some(own) = self.actors.get_mut(target) {
                own.stood_on += 1.0;
            }
            *self.sides.entry((stance.actor, target)).or_insert(0.0) += side(stance.position);
        }
    }

    /// What the token is about, as a number; `None` for a mark or a word of grammar.
    fn concept(&self, i: usize) -> Option<u64> {
        self.tokens.get(i).map(|told| told.concept).filter(|&concept| concept != 0)
    }

    /// What a phrase is about, as a number: the last word that is about something, before what a
    /// preposition adds. `None` for a phrase about nothing.
    pub fn concept_of(&self, phrase: &Range<usize>) -> Option<u64> {
        let added = |&i: &usize| i > phrase.start && self.scene.is(i, Class::Preposition);
        let end = phrase.clone().find(added).unwrap_or(phrase.end);
        let last = (phrase.start..end).rev().find_map(|i| self.concept(i));
        last.or_else(|| phrase.clone().find_map(|i| self.concept(i)))
    }

    /// 1 for a word that sounds good, -1 for one that sounds bad, by the lexicon.
    pub fn sound(&self, i: usize) -> f32 {
        self.tokens.get(i).map_or(0.0, |told| f32::from(told.sound))
    }

    /// Whether the token can be a verb that means something.
    pub fn is_verb(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|told| told.is_verb)
    }

    /// Whether the token turns a statement around.
    pub fn is_negation(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|told| told.is_negation)
    }

    /// 1 where a word that judges well begins, -1 for one that judges badly.
    pub fn judges(&self, i: usize) -> i8 {
        self.tokens.get(i).map_or(0, |told| told.judges)
    }

    /// How the article speaks of what the token is about; `None` for a mark or a word of grammar.
    pub fn topic(&self, i: usize) -> Option<Topic> {
        let told = self.tokens.get(i).filter(|told| told.concept != 0)?;
        let Told { spread, at_issue, in_title, .. } = *told;
        Some(Topic { spread, at_issue, in_title })
    }

    /// What an actor does; nothing if there is none.
    pub fn doings(&self, actor: Option<usize>) -> Doings {
        actor.and_then(|actor| self.actors.get(actor)).copied().unwrap_or_default()
    }

    /// How the rules' stances of one actor on another add up.
    pub fn side_of(&self, actor: usize, target: Option<usize>) -> f32 {
        target.and_then(|target| self.sides.get(&(actor, target))).copied().unwrap_or_default()
    }
}

/// 1 for a position in favour, -1 for one against.
pub fn side(position: Position) -> f32 {
    match position {
        Position::For => 1.0,
        Position::Against => -1.0,
        Position::Open | Position::Neutral => 0.0,
    }
}

fn told(scene: &Scene, i: usize) -> Told {
    Told {
        concept: concept(scene, i),
        sound: sound(scene, i),
        is_verb: is_verb(scene, i),
        is_negation: clause::is_negation(scene, i),
        judges: judges(scene, i),
        ..Told::default()
    }
}

/// Where the numbers of words and of names begin (FNV-1a).
const WORD: u64 = 0xcbf2_9ce4_8422_2325;
const NAME: u64 = 0x9e37_79b9_7f4a_7c15;

/// A number for the beginning of the word's lemma, the same for words of one stem; a name has
/// nothing in common with a word that is spelt like it.
fn concept(scene: &Scene, i: usize) -> u64 {
    let Some(token) = scene.token(i).filter(|_| !is_function(scene, i)) else { return 0 };
    let lemma = scene.reading.lexicon.lemma(token.word.lemma());
    let bytes = if lemma.is_empty() { scene.word(i) } else { lemma }.as_bytes();
    let end = match bytes.len() {
        0..=3 => bytes.len(),
        long if long > 6 => 6,
        short => short - usize::from(bytes.ends_with(b"s")),
    };
    let fold = |hash: u64, byte: &u8| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    };
    let named = scene.mention_at(i).is_some_and(|(_, mention)| mention.form == MentionForm::Name);
    let seed = if named && token.is_capital() { NAME } else { WORD };
    bytes.iter().take(end).fold(seed, fold)
}

/// Whether the token is a mark or a word of grammar.
pub fn is_function(scene: &Scene, i: usize) -> bool {
    scene.is_mark(i)
        || scene.is(i, Class::Pronoun)
        || scene.is(i, Class::Determiner)
        || scene.is(i, Class::Preposition)
        || scene.is(i, Class::Conjunction)
        || scene.is_auxiliary(i)
        || scene.is_adverb(i)
        || scene.is_possessive(i)
        || scene.helps(i, Helper::Link)
}

fn sound(scene: &Scene, i: usize) -> i8 {
    if scene.is_capital(i) {
        return 0;
    }
    let cues = scene.cues(i).iter().filter(|cue| cue.rest.is_empty());
    let frames = cues.flat_map(|cue| scene.frames(cue)).filter(|frame| !frame.weak);
    let cue = frames.into_iter().find_map(|frame| frame.position);
    let good = scene.helps(i, Helper::Good) || cue == Some(Position::For);
    let bad = scene.helps(i, Helper::Bad) || cue == Some(Position::Against);
    i8::from(good) - i8::from(bad)
}

fn judges(scene: &Scene, i: usize) -> i8 {
    match judgement::at(scene, i, scene.reading.tokens.len()) {
        Some((Position::For, _)) => 1,
        Some((Position::Against, _)) => -1,
        Some((Position::Open | Position::Neutral, _)) | None => 0,
    }
}

fn is_verb(scene: &Scene, i: usize) -> bool {
    let Some(token) = scene.token(i).filter(|token| token.shape == Shape::Lower) else {
        return false;
    };
    let listed = token.word.is_verb() && !scene.is(i.wrapping_sub(1), Class::Determiner);
    let cue = || scene.cues(i).iter().any(|cue| cue.kind == Kind::Verb);
    !scene.is_auxiliary(i) && (listed || cue())
}
