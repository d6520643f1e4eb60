//! What the stance rules read: tokens, and for each the quotation and the mention it belongs to.

use super::layer::Layer;
use crate::{
    analysis::{
        Reading,
        token::{Shape, Token},
    },
    fact::{Actor, ActorKind, Mention, MentionForm, Quotation},
    lexicon::{
        Class, VerbForm,
        helper::Helper,
        stance::{Cue, Frame},
    },
    text::Span,
};

/// An article with its quotations and actors laid over its tokens.
pub struct Scene<'a> {
    /// The article, its tokens and sentences.
    pub reading: &'a Reading<'a>,
    /// Its quotations.
    pub quotations: &'a [Quotation],
    /// Its actors.
    pub actors: &'a [Actor],
    /// Every mention with its actor, in order.
    mentions: Vec<(usize, &'a Mention)>,
    /// The contents of quotations over the tokens, their cues, and the mentions.
    layers: Layers,
    speaks: Vec<bool>,
    named: Vec<bool>,
}

struct Layers {
    contents: Layer,
    cues: Layer,
    mentions: Layer,
}

impl<'a> Scene<'a> {
    /// Lays the facts over the tokens. Where facts overlap, a token belongs to the shortest.
    #[must_use]
    pub fn new(reading: &'a Reading<'a>, quotations: &'a [Quotation], actors: &'a [Actor]) -> Self {
        let mut speaks = vec![false; actors.len()];
        for actor in quotations.iter().filter_map(|quotation| quotation.actor) {
            if let Some(speaks) = speaks.get_mut(actor) {
                *speaks = true;
            }
        }
        let is_name = |mention: &Mention| mention.form == MentionForm::Name;
        let named = actors.iter().map(|actor| actor.mentions.iter().any(is_name)).collect();
        let mentions = sorted_mentions(actors);
        let spans = |of: fn(&Quotation) -> &[Span]| {
            let owned = |(i, quotation)| of(quotation).iter().map(move |span| (*span, i));
            Layer::new(reading, quotations.iter().enumerate().flat_map(owned).collect())
        };
        let numbered = mentions.iter().enumerate().map(|(i, (_, mention))| (mention.span, i));
        let layers = Layers {
            contents: spans(|quotation| &quotation.content),
            cues: spans(|quotation| &quotation.cue),
            mentions: Layer::new(reading, numbered.collect()),
        };
        Self { reading, quotations, actors, mentions, layers, speaks, named }
    }

    /// The text of the article.
    #[must_use]
    pub fn text(&self) -> &'a str {
        &self.reading.article.text
    }

    /// The words of a token; empty beyond the last.
    #[must_use]
    pub fn word(&self, i: usize) -> &'a str {
        self.reading.word(i)
    }

    /// Whether the token is this word, in any case.
    #[must_use]
    pub fn is_word(&self, i: usize, word: &str) -> bool {
        self.word(i).eq_ignore_ascii_case(word)
    }

    /// Whether the token is one of these words, in any case.
    #[must_use]
    pub fn is_any(&self, i: usize, words: &[&str]) -> bool {
        let own = self.word(i);
        words.iter().any(|word| own.eq_ignore_ascii_case(word))
    }

    /// The token.
    #[must_use]
    pub fn token(&self, i: usize) -> Option<&'a Token> {
        self.reading.tokens.get(i)
    }

    /// Whether the lexicon puts the token into the class.
    #[must_use]
    pub fn is(&self, i: usize, class: Class) -> bool {
        self.token(i).is_some_and(|token| token.is(class))
    }

    /// Whether the token is a mark.
    #[must_use]
    pub fn is_mark(&self, i: usize) -> bool {
        self.token(i).is_none_or(|token| token.shape == Shape::Mark)
    }

    /// Whether the token begins with a capital letter.
    #[must_use]
    pub fn is_capital(&self, i: usize) -> bool {
        self.token(i).is_some_and(Token::is_capital)
    }

    /// Whether the token belongs to the class of words that help to read a stance.
    #[must_use]
    pub fn helps(&self, i: usize, helper: Helper) -> bool {
        self.token(i).is_some_and(|token| token.word.helps(helper))
    }

    /// The cues that may begin with the token.
    #[must_use]
    pub fn cues(&self, i: usize) -> &'a [Cue] {
        self.token(i).map_or(&[], |token| self.reading.lexicon.stance().of(token.word))
    }

    /// What may follow a cue.
    #[must_use]
    pub fn frames(&self, cue: &Cue) -> &'a [Frame] {
        self.reading.lexicon.stance().frames(cue)
    }

    /// Whether the token is a verb that reports words rather than a deed or an attitude.
    #[must_use]
    pub fn reports(&self, i: usize) -> bool {
        self.is(i, Class::SpeechVerb) || self.cues(i).iter().any(|cue| cue.says)
    }

    /// Whether the token is an adverb, by its spelling or by the list.
    #[must_use]
    pub fn is_adverb(&self, i: usize) -> bool {
        let word = self.word(i);
        let is_lower = self.token(i).is_some_and(|token| token.shape == Shape::Lower);
        let spelt = word.len() > 4 && word.ends_with("ly") && !self.helps(i, Helper::NoAdverb);
        is_lower && (spelt || self.helps(i, Helper::Adverb))
    }

    /// Whether the token is a form of "be", clitics included.
    #[must_use]
    pub fn is_be(&self, i: usize) -> bool {
        self.helps(i, Helper::Be) || self.is_verbal_s(i)
    }

    /// Whether the token is the "'s" of "it's" rather than that of "Smith's plan".
    fn is_verbal_s(&self, i: usize) -> bool {
        if !self.helps(i, Helper::S) || i == 0 {
            return false;
        }
        self.helps(i - 1, Helper::Subject)
            || self.is_any(i - 1, &["there", "what", "here", "where", "how"])
            || self.is_any(i + 1, &["a", "an", "the", "no", "not", "never"])
    }

    /// Whether the token is the "'s" (or bare apostrophe) of an owner.
    #[must_use]
    pub fn is_possessive_mark(&self, i: usize) -> bool {
        (self.helps(i, Helper::S) && !self.is_verbal_s(i))
            || (self.is_mark(i)
                && self.is_any(i, &["'", "’"])
                && i > 0
                && self.word(i - 1).ends_with('s')
                && self.touches(i - 1)
                && !self.is_mark(i + 1)
                && !self.touches(i))
    }

    /// Whether no space stands between the token and the next.
    #[must_use]
    pub fn touches(&self, i: usize) -> bool {
        match (self.token(i), self.token(i + 1)) {
            (Some(a), Some(b)) => a.span.end == b.span.start,
            _ => false,
        }
    }

    /// Whether no space stands before the token.
    #[must_use]
    pub fn touches_left(&self, i: usize) -> bool {
        i > 0 && self.touches(i - 1)
    }

    /// Whether the token leaves nobody and nothing: "no government", "none of them".
    #[must_use]
    pub fn is_none(&self, i: usize) -> bool {
        self.is_any(i, &["no", "none", "nobody", "nothing"])
    }

    /// Whether the token is a possessive pronoun.
    #[must_use]
    pub fn is_possessive(&self, i: usize) -> bool {
        self.helps(i, Helper::Possessive)
    }

    /// Whether the token is an auxiliary, clitics included.
    #[must_use]
    pub fn is_auxiliary(&self, i: usize) -> bool {
        self.is(i, Class::Auxiliary) || self.is_verbal_s(i)
    }

    /// Whether the token is a quotation mark.
    #[must_use]
    pub fn is_quote(&self, i: usize) -> bool {
        self.is_mark(i)
            && (self.is_any(i, &["\"", "“", "”", "''", "``", "«", "»", "‘"])
                || self.is_any(i, &["'", "’"]) && !self.is_possessive_mark(i))
    }

    /// Whether the token is, by the lexicon, a finite verb or can be one ("says", "voted").
    #[must_use]
    pub fn is_finite(&self, i: usize) -> bool {
        self.is_auxiliary(i)
            || self.token(i).is_some_and(|token| {
                token.shape == Shape::Lower
                    && (token.has_form(VerbForm::Third) || token.has_form(VerbForm::Past))
            })
    }

    /// The innermost quotation whose content holds the token.
    #[must_use]
    pub fn quotation_at(&self, i: usize) -> Option<usize> {
        self.layers.contents.at(i)
    }

    /// The mention that the token belongs to, with its actor.
    #[must_use]
    pub fn mention_at(&self, i: usize) -> Option<(usize, &'a Mention)> {
        self.mentions.get(self.layers.mentions.at(i)?).copied()
    }

    /// Whether the token and the one before it belong to one mention: "a federal judge".
    #[must_use]
    pub fn is_one_mention(&self, i: usize) -> bool {
        let mentions = &self.layers.mentions;
        i > 0 && mentions.at(i).is_some() && mentions.at(i) == mentions.at(i - 1)
    }

    /// The actor that the token mentions.
    #[must_use]
    pub fn actor_at(&self, i: usize) -> Option<usize> {
        self.mention_at(i).map(|(actor, _)| actor)
    }

    /// Whether the actor is quoted somewhere in the article.
    #[must_use]
    pub fn speaks(&self, actor: usize) -> bool {
        self.speaks.get(actor).copied().unwrap_or_default()
    }

    /// Whether the article calls the actor by a name somewhere.
    #[must_use]
    pub fn names(&self, actor: usize) -> bool {
        self.named.get(actor).copied().unwrap_or_default()
    }

    /// The end of the sentence that holds the token.
    #[must_use]
    pub fn sentence_end(&self, i: usize) -> usize {
        let sentences = &self.reading.sentences;
        let number = sentences.partition_point(|sentence| sentence.tokens.end <= i);
        sentences.get(number).map_or(i, |sentence| sentence.tokens.end)
    }

    /// Whether the actor is known enough to be taken for a holder without a rule of grammar:
    /// neither nameless, nor a paper that tells what others do, nor a country, which is most often
    /// only where something happens.
    #[must_use]
    pub fn is_somebody(&self, actor: usize) -> bool {
        self.is_known(actor)
            && self.actors.get(actor).is_some_and(|actor| actor.kind != ActorKind::Country)
    }

    /// Whether the actor is neither nameless nor a paper that tells what others do.
    #[must_use]
    pub fn is_known(&self, actor: usize) -> bool {
        let kind = self.actors.get(actor).map(|actor| actor.kind);
        !matches!(kind, None | Some(ActorKind::Publication | ActorKind::Unnamed))
    }

    /// The span from one token to before another.
    #[must_use]
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (self.token(from), self.token(to.saturating_sub(1))) {
            (Some(first), Some(last)) if from < to => first.span.to(last.span),
            _ => Span::default(),
        }
    }

    /// The quotation whose cue holds the token.
    #[must_use]
    pub fn cued_at(&self, i: usize) -> Option<usize> {
        self.layers.cues.at(i)
    }

    /// The name of an actor that stands nearest before the byte `at`, else their fullest name.
    #[must_use]
    pub fn name_before(&self, actor: usize, at: usize) -> Option<Span> {
        let actor = self.actors.get(actor)?;
        let before = actor.mentions.partition_point(|mention| mention.span.start < at);
        let named = actor.mentions.get(..before)?.iter().rev().take(50);
        let near = named.filter(|mention| mention.form == MentionForm::Name).map(|m| m.span).next();
        Some(near.unwrap_or(actor.name))
    }
}

fn sorted_mentions(actors: &[Actor]) -> Vec<(usize, &Mention)> {
    let mut mentions: Vec<_> = actors
        .iter()
        .enumerate()
        .flat_map(|(i, actor)| actor.mentions.iter().map(move |mention| (i, mention)))
        .collect();
    mentions.sort_by_cached_key(|(_, mention)| mention.span);
    mentions
}
