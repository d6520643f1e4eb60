//! The actors as facts: name, kind, description, aliases and mentions.

use rustc_hash::FxHashSet;

use super::{
    naming::Bearer,
    noun::{Noun, Opening, Part, Sort, span},
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
/// though not a place or a word that only ever stands before a noun, as "Democratic"; and who
/// acts: "the board fears", not "a critic" that somebody is, nor "our troops" that are sent.
fn is_actor(reading: &Reading, nouns: &[Noun], member: &Member) -> bool {
    if member.bearer.is_some() {
        return member.sort != Sort::Place && (member.solid || member.sort != Sort::Unknown);
    }
    member.nouns.iter().map(|&i| &nouns[i]).any(|noun| {
        let first = noun.tokens.start;
        let negated = [Some(first), first.checked_sub(1)].into_iter().flatten().any(|token| {
            let word = reading.word(token);
            word.eq_ignore_ascii_case("no") || word.eq_ignore_ascii_case("not")
        });
        // A description of many words, all capitalised, is a headline.
        let headline = noun.tokens.len() > 4
            && noun.tokens.clone().all(|token| reading.tokens[token].is_capital());
        let acts = noun.stands.part == Part::Subject && !headline;
        acts && noun.form != MentionForm::Name && !negated
    })
}

fn actor(
    reading: &Reading,
    nouns: &[Noun],
    (member, bearers, links): (&Member, &[Bearer], &[Option<Link>]),
) -> Actor {
    let named = member.nouns.iter().copied().find(|&i| nouns[i].form != MentionForm::Pronoun);
    let full = member.bearer.map(|bearer| bearers[bearer].full);
    let full = full.map(|full| given_name(reading, nouns, member, full));
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
    let aliases = aliases(reading, nouns, member, &[Some(name), description]);
    Actor { name, kind: kind(reading, member, fullest), description, aliases, mentions }
}

/// The noun with the person's name without an epithet before it: "Hillary Clinton" of "Crooked
/// Hillary Clinton".
fn given_name(reading: &Reading, nouns: &[Noun], member: &Member, full: usize) -> usize {
    let given = |i: usize| {
        let tokens = &nouns[i].tokens;
        tokens.len() > 1 && reading.tokens[tokens.start].is(Class::FirstName)
    };
    let known = || member.nouns.iter().copied().find(|&i| given(i));
    let epithet = member.sort == Sort::Person && nouns[full].tokens.len() > 2 && !given(full);
    epithet.then(known).flatten().unwrap_or(full)
}

/// The names and descriptions of the member beside those told already: each once whatever its
/// case and article, and of descriptions with one noun the first.
fn aliases(reading: &Reading, nouns: &[Noun], member: &Member, told: &[Option<Span>]) -> Vec<Span> {
    let text = &reading.article.text;
    let mut aliases: Vec<Span> = Vec::new();
    let mut known: FxHashSet<String> =
        told.iter().flatten().map(|span| bare(span.of(text)).to_lowercase()).collect();
    let mut heads: FxHashSet<u32> = FxHashSet::default();
    for noun in member.nouns.iter().map(|&i| &nouns[i]) {
        let alias = noun.span(reading);
        let described = noun.form == MentionForm::Description;
        // "his rival": whose rival, only the sentence tells.
        let owned = described
            && reading.tokens[noun.tokens.start].is(Class::Pronoun)
            && noun.looks.opening == Opening::Owned;
        let lemma = reading.tokens[noun.head].word.lemma();
        let silent = noun.form == MentionForm::Pronoun
            || owned
            || told.iter().flatten().any(|span| alias.covers(*span))
            || described && heads.contains(&lemma);
        if silent || !known.insert(bare(alias.of(text)).to_lowercase()) {
            continue;
        }
        if described && lemma != 0 {
            heads.insert(lemma);
        }
        aliases.push(alias);
    }
    aliases
}

/// A description without its article.
fn bare(words: &str) -> &str {
    match words.split_once(' ') {
        Some((first, rest)) if is_article(first) => rest,
        _ => words,
    }
}

fn kind(reading: &Reading, member: &Member, fullest: &Noun) -> ActorKind {
    let unnamed = member.bearer.is_none();
    let head = &reading.tokens[fullest.head];
    let some = head.is(Class::Determiner) || head.is(Class::Pronoun);
    let people = matches!(member.sort, Sort::Person | Sort::Unknown);
    match member.sort {
        Sort::Press | Sort::Document => ActorKind::Publication,
        Sort::Country => ActorKind::Country,
        Sort::Body | Sort::Place if member.plural && unnamed => ActorKind::Group,
        Sort::Body | Sort::Place => ActorKind::Organization,
        _ if unnamed && people && some => ActorKind::Unnamed,
        Sort::Unknown | Sort::Person if member.plural => ActorKind::Group,
        _ if unnamed => ActorKind::Unnamed,
        // People are introduced by two names; a single one that nothing tells of is a firm's.
        Sort::Unknown if fullest.tokens.len() == 1 => ActorKind::Organization,
        Sort::Unknown | Sort::Person => ActorKind::Person,
    }
}

/// "Mr.", "Dr.": a title that says nothing of its bearer.
fn is_honorific(reading: &Reading, noun: &Noun) -> bool {
    noun.title.len() == 1 && is_courtesy(reading.word(noun.title.start))
}

fn is_courtesy(title: &str) -> bool {
    matches!(
        title.trim_end_matches('.'),
        "Mr" | "Mrs" | "Ms" | "Mx" | "Dr" | "Messrs" | "Sir" | "Dame" | "Lord" | "Lady"
    )
}

/// Words before a description that tell nothing without the sentence around them.
fn is_article(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "The"
            | "a"
            | "A"
            | "an"
            | "An"
            | "its"
            | "Its"
            | "their"
            | "Their"
            | "his"
            | "His"
            | "her"
            | "Her"
    )
}

/// A word that tells nothing without whose it is.
fn is_kin(word: &str) -> bool {
    let kin = [
        "rival",
        "opponent",
        "ally",
        "friend",
        "colleague",
        "critic",
        "supporter",
        "father",
        "mother",
        "brother",
        "sister",
        "son",
        "daughter",
        "wife",
        "husband",
        "mate",
    ];
    kin.iter().any(|other| word.eq_ignore_ascii_case(other))
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
        // "Republican nominee Gov. Lee": the short title tells nothing more.
        let office = |i: &usize| {
            let token = &reading.tokens[*i];
            [Class::Role, Class::Title, Class::Body].into_iter().any(|class| token.is(class))
        };
        let short = |i: &usize| {
            let word = reading.word(*i);
            is_courtesy(word) || *i > start && word.ends_with('.') && office(&(i - 1))
        };
        let end = words.end - (start..words.end).rev().take_while(short).count();
        if noun.form == MentionForm::Name && !(start..end).any(|i| office(&i)) {
            return None;
        }
        let alone = start + 1 == end
            && (reading.tokens[start].is(Class::Nationality) || is_kin(reading.word(start)));
        (start < end && !alone).then(|| span(reading, &(start..end)))
    })
}
