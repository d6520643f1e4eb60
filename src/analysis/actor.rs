//! Actors: the names, descriptions and pronouns of one person or body, gathered.

mod apposition;
mod extent;
mod first_person;
mod key;
mod name;
mod naming;
mod noun;
mod phrase;
#[cfg(test)]
mod picture;
mod pronoun;
mod resolve;
mod roster;
mod source;
mod usage;

use rustc_hash::FxHashMap;

use super::Reading;
use crate::fact::{Actor, Quotation, QuotationKind};
use noun::Noun;
use resolve::Speech;

/// The actors of the article, sorted by first mention; each quotation is told its speaker.
///
/// Names are gathered first, over the whole article; then descriptions and pronouns are read from
/// the first to the last, since they mean what came before them.
#[must_use]
pub fn find(reading: &Reading, quotations: &mut [Quotation]) -> Vec<Actor> {
    let names = name::find(reading, &usage::Usage::new(reading));
    let mut nouns = phrase::add(reading, names);
    let heads = source::heads(reading, quotations, &mut nouns);
    mark_quoted(reading, quotations, &mut nouns);
    let speakers: Vec<Option<usize>> = heads.iter().map(|head| noun_at(&nouns, (*head)?)).collect();
    let naming = naming::find(reading, &nouns);
    let voices = voices(quotations, &speakers);
    let speech = speech(reading, quotations, (&nouns, &speakers, &voices));
    let (mut members, mut links) = resolve::find(reading, &nouns, &naming, &speech);
    for (quotation, voice) in quotations.iter_mut().zip(voices) {
        quotation.actor = voice.and_then(|noun| links[noun]).map(|link| link.member);
    }
    first_person::link(reading, quotations, &speakers, (&nouns, &mut members, &mut links));
    roster::build(reading, quotations, &nouns, (&naming.0, &members, &links))
}

/// The noun with that head.
fn noun_at(nouns: &[Noun], head: usize) -> Option<usize> {
    let from = nouns.partition_point(|noun| noun.tokens.start + 64 < head);
    (from..nouns.len())
        .take_while(|&i| nouns[i].tokens.start <= head)
        .find(|&i| nouns[i].head == head)
}

/// Marks the nouns that stand in direct speech.
fn mark_quoted(reading: &Reading, quotations: &[Quotation], nouns: &mut [Noun]) {
    for quotation in quotations.iter().filter(|quotation| quotation.kind == QuotationKind::Direct) {
        inside(reading, quotation, nouns).for_each(|noun| nouns[noun].stands.quoted = true);
    }
}

/// The content of the quotations that each noun is the source of, and whose direct speech each
/// stands in.
fn speech(
    reading: &Reading,
    quotations: &[Quotation],
    (nouns, speakers, voices): (&[Noun], &[Option<usize>], &[Option<usize>]),
) -> Speech {
    let mut speech = Speech { content: vec![None; nouns.len()], within: vec![None; nouns.len()] };
    for ((quotation, speaker), voice) in quotations.iter().zip(speakers).zip(voices) {
        if let Some(noun) = *speaker {
            speech.content[noun] = Some(quotation.extent());
        }
        if quotation.kind == QuotationKind::Direct {
            inside(reading, quotation, nouns).for_each(|noun| speech.within[noun] = *voice);
        }
    }
    speech
}

/// The noun that tells who speaks each quotation; the carried ones go on from theirs.
fn voices(quotations: &[Quotation], speakers: &[Option<usize>]) -> Vec<Option<usize>> {
    let mut by_source = FxHashMap::default();
    for (quotation, speaker) in quotations.iter().zip(speakers) {
        if let (Some(source), Some(noun)) = (quotation.source.first(), *speaker) {
            by_source.insert(source.start, noun);
        }
    }
    let carried = |quotation: &Quotation| by_source.get(&quotation.carried?.start).copied();
    let both = quotations.iter().zip(speakers);
    both.map(|(quotation, speaker)| speaker.or_else(|| carried(quotation))).collect()
}

/// The nouns that stand in the quotation.
fn inside(
    reading: &Reading,
    quotation: &Quotation,
    nouns: &[Noun],
) -> impl Iterator<Item = usize> + use<> {
    let first = |token: usize| nouns.partition_point(|noun| noun.tokens.start < token);
    let tokens = quotation.content.iter().map(|piece| reading.tokens_in(*piece));
    let ranges: Vec<_> = tokens.map(|tokens| first(tokens.start)..first(tokens.end)).collect();
    ranges.into_iter().flatten()
}
