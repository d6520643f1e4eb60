//! One list of quotations out of two: what the network read, and what the rules found.
//!
//! The network finds more, above all where nothing stands between marks; the rules are better at
//! telling whose words a stretch between marks is. So the network's quotations hold, unless the
//! rules have a direct one in their place that names its source (of two names for the same words
//! the network's holds, if it is fairly sure); of those that yield, pieces stay that the rules give
//! to nobody. What the rules find with marks, where the network finds nothing, is added.

use super::overlap::{Extents, common, letters, likeness, meet, share, shared};
use crate::{
    fact::{Quotation, QuotationKind},
    text::Span,
};

/// How sure the rules must be to take only some pieces of what the network found.
const SURE: f32 = 0.9;
/// How sure an indirect quotation of the network must be to be shown.
const ENOUGH: f32 = 0.26;
/// How sure the network must be to be believed beside the rules.
const LIKELY: f32 = 0.5;
/// How sure the network may be, without a source, to be no obstacle to the rules.
const VAGUE: f32 = 0.3;
/// How much two contents must share so that a source of one can be that of the other.
const LIKE: f32 = 0.8;
/// How sure the rules must be of a clause to take the place of a part of it.
const FULLER: f32 = 0.8;
/// The most bytes between a cue and the marks that it introduces.
const NEAR: usize = 40;
/// How much of the network's content may lie outside the rules' content that takes its place.
const OUTSIDE: f32 = 0.3;
/// How much of both contents together the two must share for that.
const COMMON: f32 = 0.1;
/// How much of the rules' content the network must have for it to be no news.
const KNOWN: f32 = 0.3;

/// The quotations that hold, sorted by the start of their content.
///
/// The network's must be sorted so. Where it has not read a stretch of the text yet, what the rules
/// found there holds.
#[must_use]
pub fn merge(
    text: &str,
    mut network: Vec<Quotation>,
    rules: Vec<Quotation>,
    has_read: impl Fn(Span) -> bool,
) -> Vec<Quotation> {
    let known = Extents::new(network.iter().map(Quotation::extent).collect());
    let mut stands = vec![true; network.len()];
    let mut added = Vec::new();
    let counts = |rule: &Quotation| {
        let mut meeting = known.meeting(rule.extent());
        rule.kind != QuotationKind::Indirect
            || !has_read(rule.extent())
            || meeting.any(|i| retells(text, &network[i], rule))
    };
    let rules: Vec<_> = rules.into_iter().filter(counts).collect();
    for mut rule in rules {
        let (beaten, others): (Vec<_>, Vec<_>) =
            known.meeting(rule.extent()).partition(|&i| takes_place(text, &rule, &network[i]));
        let (parted, others): (Vec<_>, Vec<_>) = others
            .into_iter()
            .partition(|&i| is_parted(text, &rule, &network[i]) || is_tail(&rule, &network[i]));
        if !others.iter().any(|&i| knows(text, &network[i], &rule)) {
            for i in parted {
                part(text, &rule, &mut network[i]);
            }
            for i in beaten {
                stands[i] = yields(text, &mut network[i], &mut rule);
            }
            added.push(rule);
        }
    }
    let likely = |own: &Quotation| own.kind != QuotationKind::Indirect || own.confidence >= ENOUGH;
    let standing = network
        .into_iter()
        .zip(stands)
        .filter_map(|(own, stands)| (stands && likely(&own)).then_some(own));
    let mut held: Vec<_> = standing.chain(added).collect();
    held.sort_by_key(|quotation| quotation.extent().start);
    follow(&mut held);
    held
}

/// Whether the rules' quotation holds in place of the network's: it is direct, tells more than
/// nothing of its source, and covers most of the other.
fn takes_place(text: &str, rule: &Quotation, network: &Quotation) -> bool {
    if is_fuller(text, rule, network) {
        return true;
    }
    let goes_on = rule.carried.is_some() && network.source.is_empty();
    if rule.kind != QuotationKind::Direct || (rule.source.is_empty() && !goes_on) {
        return false;
    }
    let common = common(text, rule, network);
    let other = letters(text, &network.content);
    let covered = share(other - common, other) <= OUTSIDE || is_vague(network);
    likeness(text, rule, network) >= COMMON && covered
}

/// Whether the rules' quotation, partly between marks too, by the same cue, has all of the network's
/// and more of the clause that the cue stands behind or that "According to" opens.
fn is_fuller(text: &str, rule: &Quotation, network: &Quotation) -> bool {
    let mixed = |quotation: &Quotation| quotation.kind == QuotationKind::Mixed;
    let (Some(cue), Some(first)) = (rule.cue.first(), rule.content.first()) else { return false };
    let (own, other) = (rule.extent(), network.extent());
    let behind = first.end <= cue.start && rule.confidence >= FULLER;
    let around = own.start < other.start && own.end > other.end;
    mixed(rule)
        && mixed(network)
        && meet(&rule.cue, &network.cue)
        && (behind || (around && cue.of(text).starts_with("According")))
        && common(text, rule, network) == letters(text, &network.content)
}

/// Whether the network knows of no source and is not sure that it is one quotation.
fn is_vague(network: &Quotation) -> bool {
    network.source.is_empty() && network.confidence < VAGUE
}

/// Lets the rules' quotation take the network's place, and tells whether some of that stays beside
/// it: what is introduced by a cue of its own, and pieces that the rules give to nobody.
fn yields(text: &str, network: &mut Quotation, rule: &mut Quotation) -> bool {
    if let Some(piece) = begins_anew(text, network, rule) {
        network.content = rule.content.split_off(piece);
        return true;
    }
    if names_another(text, network, rule) {
        rule.source.clone_from(&network.source);
        if !network.cue.is_empty() {
            rule.cue.clone_from(&network.cue);
        }
    }
    network.content.retain(|piece| shared(text, *piece, rule) == 0);
    if meet(&network.cue, &rule.cue) && begin_before(text, &network.content, rule) {
        rule.kind = if network.content.is_empty() { rule.kind } else { QuotationKind::Mixed };
        rule.content.splice(0..0, network.content.drain(..));
    }
    let own = !network.content.is_empty() && !network.source.is_empty();
    own && !meet(&network.cue, &rule.cue)
}

/// Whether the pieces are the beginning of the sentence that the rules' marks end: `If it rains, he
/// said, “nobody comes.”`
fn begin_before(text: &str, pieces: &[Span], rule: &Quotation) -> bool {
    let (Some(cue), Some(first)) = (rule.cue.first(), rule.content.first()) else { return false };
    let leads = |piece: &Span| {
        let gap = Span::new(piece.end, cue.start).of(text);
        piece.end <= cue.start && !gap.contains(['.', '?', '!', '\n'])
    };
    first.of(text).starts_with(char::is_lowercase) && pieces.iter().all(leads)
}

/// The piece of the rules' quotation that the network's begins with, by a cue just before it:
/// `“Why now?” she asked before adding, “And why here?”`
fn begins_anew(text: &str, network: &Quotation, rule: &Quotation) -> Option<usize> {
    let (cue, first) = (network.cue.last()?, network.content.first()?);
    let gap = Span::new(cue.end, first.start);
    let introduced = cue.end <= first.start
        && gap.len() <= NEAR
        && !gap.of(text).contains(['.', '?', '!', '\n'])
        && !meet(&network.cue, &rule.cue);
    let sure = network.kind == QuotationKind::Direct
        && network.confidence >= LIKELY
        && !network.source.is_empty();
    let piece = rule.content.iter().position(|piece| piece.meets(*first));
    piece.filter(|&piece| piece > 0 && introduced && sure)
}

/// Whether the rules are sure that some pieces of the network's quotation, and nothing else, are one
/// of its own: the quoted words after a sentence that retells.
fn is_parted(text: &str, rule: &Quotation, network: &Quotation) -> bool {
    let (taken, rest): (Vec<Span>, Vec<Span>) =
        network.content.iter().partition(|piece| is_within(text, **piece, rule));
    let known = taken.iter().map(|piece| shared(text, *piece, rule)).sum();
    rule.kind == QuotationKind::Direct
        && rule.confidence >= SURE
        && !rest.is_empty()
        && !(meet(&network.cue, &rule.cue) && begin_before(text, &rest, rule))
        && share(known, letters(text, &rule.content)) >= 1.0 - OUTSIDE
}

/// Whether the rules are sure that the end of the network's quotation is one of its own, with its
/// cue behind it: `It told of the effects it says this has: “We lose,” the union wrote.`
fn is_tail(rule: &Quotation, network: &Quotation) -> bool {
    let (own, other) = (rule.extent(), network.extent());
    let after = rule.cue.iter().all(|cue| cue.start >= own.end);
    let last = network.content.last().is_some_and(|last| last.start < own.start);
    rule.kind == QuotationKind::Direct
        && rule.confidence >= SURE
        && !rule.source.is_empty()
        && after
        && last
        && other.end <= own.end + 1
        && !meet(&network.cue, &rule.cue)
}

/// Leaves to the network's quotation what the rules do not take.
fn part(text: &str, rule: &Quotation, network: &mut Quotation) {
    network.content.retain(|piece| !is_within(text, *piece, rule));
    if let Some(last) = network.content.last_mut().filter(|last| last.meets(rule.extent())) {
        let kept = Span::new(last.start, rule.extent().start).of(text);
        let bare = kept.trim_end_matches(|c: char| !c.is_alphanumeric());
        last.end = last.start + bare.len();
    }
    if network.kind == QuotationKind::Mixed && !network.content.iter().any(|p| is_marked(text, *p))
    {
        network.kind = QuotationKind::Indirect;
    }
}

/// Whether most of the piece belongs to the rules' quotation.
fn is_within(text: &str, piece: Span, rule: &Quotation) -> bool {
    share(shared(text, piece, rule), letters(text, &[piece])) >= 1.0 - OUTSIDE
}

/// Whether a quotation mark stands before or in the piece.
fn is_marked(text: &str, piece: Span) -> bool {
    let mark = |c| matches!(c, '"' | '“' | '«' | '„' | '‘');
    let before = Span::new(0, piece.start).of(text);
    piece.of(text).contains(mark) || before.ends_with(mark) || before.ends_with("''")
}

/// Whether the network, which is fairly sure, names another source of nearly the same words. Not
/// where a label in capitals says who speaks.
fn names_another(text: &str, network: &Quotation, rule: &Quotation) -> bool {
    let small = |span: &Span| span.of(text).chars().any(char::is_lowercase);
    let labelled = rule.cue.iter().any(|cue| cue.of(text) == ":") && !rule.source.iter().any(small);
    network.confidence >= LIKELY
        && !network.source.is_empty()
        && !rule.source.is_empty()
        && !labelled
        && !meet(&network.source, &rule.source)
        && (meet(&network.cue, &rule.cue) || likeness(text, rule, network) >= LIKE)
}

/// Whether the network's quotation has a good part of what the rules found.
fn knows(text: &str, network: &Quotation, rule: &Quotation) -> bool {
    !is_vague(network)
        && !retells(text, network, rule)
        && share(common(text, rule, network), letters(text, &rule.content)) >= KNOWN
}

/// Whether the network has somebody tell what the rules find told by others after a colon:
/// `The file indicates that officials took a similar stand: nothing is decided.`
fn retells(text: &str, network: &Quotation, rule: &Quotation) -> bool {
    let told = |span: &Span| network.content.iter().any(|piece| piece.covers(*span));
    let (Some(cue), Some(first)) = (rule.cue.last(), rule.content.first()) else { return false };
    let gap = Span::new(cue.end.min(first.start), first.start).of(text);
    network.kind == QuotationKind::Indirect
        && rule.kind == QuotationKind::Indirect
        && gap.trim_end().ends_with(':')
        && !rule.source.is_empty()
        && rule.source.iter().chain(&rule.cue).all(told)
}

/// Lets each quotation that goes on from an earlier source go on from the one that holds there.
fn follow(held: &mut [Quotation]) {
    let mut sources: Vec<Span> =
        held.iter().filter_map(|quotation| quotation.source.first().copied()).collect();
    sources.sort_unstable();
    let sources = Extents::new(sources);
    for carried in held.iter_mut().filter_map(|quotation| quotation.carried.as_mut()) {
        let mut meeting = sources.meeting(*carried).map(|i| sources.span(i));
        let first = meeting.next();
        let same = first == Some(*carried) || meeting.any(|source| source == *carried);
        *carried = first.filter(|_| !same).unwrap_or(*carried);
    }
}

#[cfg(test)]
mod tests;
