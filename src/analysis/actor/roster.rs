//! The actors as facts: name, kind, description, aliases and mentions.

use super::{
    naming::Bearer,
    noun::{Noun, Part, Sort, span},
    resolve::{Link, Member},
};
use crate::{
    analysis::Reading,
    fact::{Actor, ActorKind, Mention, MentionForm, Quotation},
    lexicon::Class,
    text::Span,
};

/// The actors worth telling, sorted by first mention; quotations are renumbered to them.
pub(super) fn build(
    reading: &Reading,
    quotations: &mut [Quotation],
    nouns: &[Noun],
    (bearers, members, links): (&[Bearer], &[Member], &[Option<Link>]),
) -> Vec<Actor> {
    let mut speaks = vec![false; members.len()];
    for member in quotations.iter().filter_map(|quotation| quotation.actor) {
        speaks[member] = true;
    }
    let mut kept: Vec<usize> = (0..members.len())
        .filter(|&i| speaks[i] || is_actor(reading, nouns, &members[i]))
        .filter(|&i| !members[i].nouns.is_empty())
        .collect();
    kept.sort_by_key(|&i| nouns[members[i].nouns[0]].span(reading));
    let mut number = vec![None; members.len()];
    for (id, &member) in kept.iter().enumerate() {
        number[member] = Some(id);
    }
    for quotation in quotations {
        quotation.actor = quotation.actor.and_then(|member| number[member]);
    }
    kept.iter().map(|&i| actor(reading, nouns, (&members[i], bearers, links))).collect()
}

/// Whether a member that says nothing may hold a stance or be the target of one: who has a name,
/// though not a place or a word that only ever stands before a noun, as "Democratic"; and who is
/// described as several people, or acts: "the board fears", not "a critic" that somebody is.
fn is_actor(reading: &Reading, nouns: &[Noun], member: &Member) -> bool {
    if member.bearer.is_some() {
        return member.sort != Sort::Place && (member.solid || member.sort != Sort::Unknown);
    }
    member.nouns.iter().map(|&i| &nouns[i]).any(|noun| {
        let negated = reading.word(noun.tokens.start).eq_ignore_ascii_case("no");
        let people = noun.looks.plural && noun.looks.sort == Sort::Person;
        let acts = noun.stands.part == Part::Subject;
        (people || acts) && noun.form == MentionForm::Description && !negated
    })
}

fn actor(
    reading: &Reading,
    nouns: &[Noun],
    (member, bearers, links): (&Member, &[Bearer], &[Option<Link>]),
) -> Actor {
    let text = &reading.article.text;
    let named = member.nouns.iter().copied().find(|&i| nouns[i].form != MentionForm::Pronoun);
    let full = member.bearer.map(|bearer| bearers[bearer].full);
    let fullest = &nouns[full.or(named).unwrap_or(member.nouns[0])];
    let name = fullest.span(reading);
    let mentions: Vec<Mention> = member
        .nouns
        .iter()
        .map(|&i| Mention {
            span: nouns[i].span(reading),
            form: nouns[i].form,
            antecedent: links[i].and_then(|link| link.antecedent).map(|j| nouns[j].span(reading)),
            rule: links[i].map_or("", |link| link.rule),
        })
        .collect();
    let description = description(reading, nouns, (member, links));
    let mut aliases: Vec<Span> = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.form != MentionForm::Pronoun) {
        let words = mention.span.of(text);
        let known = |span: &Span| span.of(text).eq_ignore_ascii_case(words);
        let told = description.is_some_and(|description| mention.span.covers(description));
        if !known(&name) && !told && !aliases.iter().any(known) {
            aliases.push(mention.span);
        }
    }
    Actor { name, kind: kind(member, fullest.tokens.len()), description, aliases, mentions }
}

fn kind(member: &Member, words: usize) -> ActorKind {
    let unnamed = member.bearer.is_none();
    match member.sort {
        Sort::Press | Sort::Document => ActorKind::Publication,
        Sort::Country => ActorKind::Country,
        Sort::Body | Sort::Place if member.plural && unnamed => ActorKind::Group,
        Sort::Body | Sort::Place => ActorKind::Organization,
        Sort::Unknown | Sort::Person if member.plural => ActorKind::Group,
        _ if unnamed => ActorKind::Unnamed,
        // People are introduced by two names; a single one that nothing tells of is a firm's.
        Sort::Unknown if words == 1 => ActorKind::Organization,
        Sort::Unknown | Sort::Person => ActorKind::Person,
    }
}

/// "Mr.", "Dr.": a title that says nothing of its bearer.
fn is_honorific(reading: &Reading, noun: &Noun) -> bool {
    let first = reading.word(noun.title.start).trim_end_matches('.');
    noun.title.len() == 1
        && matches!(
            first,
            "Mr" | "Mrs" | "Ms" | "Mx" | "Dr" | "Messrs" | "Sir" | "Dame" | "Lord" | "Lady"
        )
}

/// Words before a description that tell nothing without the sentence around them.
fn is_article(word: &str) -> bool {
    matches!(
        word,
        "the" | "The" | "its" | "Its" | "their" | "Their" | "his" | "His" | "her" | "Her"
    )
}

/// The first title of a named actor or description beside the name, without its article.
fn description(
    reading: &Reading,
    nouns: &[Noun],
    (member, links): (&Member, &[Option<Link>]),
) -> Option<Span> {
    member.bearer?;
    member.nouns.iter().find_map(|&i| {
        let noun = &nouns[i];
        let beside = links[i].is_some_and(|link| matches!(link.rule, "apposition" | "description"));
        let words = match noun.form {
            MentionForm::Name if !is_honorific(reading, noun) => noun.title.clone(),
            MentionForm::Description if beside => noun.tokens.clone(),
            _ => return None,
        };
        let start = words.start + usize::from(is_article(reading.word(words.start)));
        let bare = start + 1 == words.end && reading.tokens[start].is(Class::Nationality);
        (start < words.end && !bare).then(|| span(reading, &(start..words.end)))
    })
}
