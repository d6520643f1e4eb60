//! Descriptions and pronouns: "the head of Italy’s defence ministry", "critics", "she".

use super::{
    apposition,
    extent::{Covers, end_of, opens_noun, start_of},
    noun::{self, Looks, Noun, Opening, Part, Sort, Stands, is_noun_like},
    pronoun,
};
use crate::{
    analysis::{Reading, token::Shape},
    fact::MentionForm,
    lexicon::{Class, Mark},
};

/// Adds descriptions and pronouns to the names, and the titles in small letters before names.
/// The result is sorted by start, outer before inner.
pub(super) fn add(reading: &Reading, names: Vec<Noun>) -> Vec<Noun> {
    let covers = Covers::new(reading, &names);
    let mut nouns = Vec::with_capacity(names.len() * 2);
    let mut names = names;
    for (i, sentence) in reading.sentences.iter().enumerate() {
        for token in sentence.tokens.clone() {
            if let Some(name) =
                covers.head(token).filter(|&n| names[n].form == MentionForm::Description)
            {
                if !names[name].stands.within || reading.tokens[token].word.has_mark(Mark::Plural) {
                    nouns.push(describe(reading, &covers, i, token));
                }
            } else if covers.name(token).is_some() {
            } else if reading.tokens[token].is(Class::Pronoun) {
                nouns.extend(pronoun::read(reading, i, token));
            } else if is_head(reading, &covers, token) {
                let found = describe(reading, &covers, i, token);
                let entitled = covers
                    .name(token + 1)
                    .or_else(|| after_complement(reading, &covers, &found))
                    .filter(|&name| names[name].stands.sentence == i && !found.looks.plural);
                match entitled {
                    Some(name) if names[name].form == MentionForm::Name => {
                        let found = with_first_role(reading, found, &mut nouns);
                        entitle(reading, &mut names[name], &found);
                    }
                    _ => nouns.push(found),
                }
            }
        }
    }
    for name in &mut names {
        if !name.title.is_empty() && covers.name(name.title.start).is_some() {
            let limit = reading.sentences[name.stands.sentence].tokens.start;
            let start = start_of(reading, &covers, limit, name.title.end - 1);
            // Without a determiner the words before may be a verb: "met President Lind".
            let certain = reading.tokens[start].is_capital() || opens_noun(reading, start);
            if certain
                && (start..name.title.start).all(|i| !reading.tokens[i].is(Class::Conjunction))
            {
                name.title.start = start;
            }
        }
    }
    nouns.extend(names.into_iter().filter(|name| name.form == MentionForm::Name));
    nouns.sort_by_key(|noun| (noun.tokens.start, usize::MAX - noun.tokens.end));
    mark_inner(&mut nouns);
    apposition::join(reading, &mut nouns);
    nouns
}

/// Whether the token, no part of a name, is the noun of a description.
fn is_head(reading: &Reading, covers: &Covers, token: usize) -> bool {
    let found = &reading.tokens[token];
    // Of the words in names of publications, few say by themselves what they are: "a record" is none.
    let press = found.is(Class::Press)
        && matches!(
            reading.word(token),
            "newspaper" | "publication" | "magazine" | "tabloid" | "broadcaster" | "periodical"
        );
    if !(found.is(Class::Role) || found.is(Class::Body) || press) || covers.name(token).is_some() {
        return false;
    }
    let next = token + 1;
    let inside = reading.tokens.get(next).is_some_and(|following| {
        covers.name(next).is_none()
            && following.shape == Shape::Lower
            && [Class::Role, Class::Body, Class::Document, Class::Utterance]
                .into_iter()
                .any(|class| following.is(class))
            && !following.word.is_verb()
    });
    // "member states", "police action": a lone noun in small letters that another one follows.
    let modifier = !reading.word(token).ends_with('s')
        && reading.word(token) != "people"
        && covers.name(next).is_none()
        && reading.tokens.get(next).is_some_and(|next| next.shape == Shape::Lower)
        && is_noun_like(reading, next)
        && !noun::is_verb(reading, next)
        && !(reading.word(next).ends_with('s') && has_determiner(reading, token));
    // "the opposition" is a body, "opposition to the toll" is what somebody thinks.
    let attitude = found.is(Class::AttitudeNoun) && reading.word(next) == "to";
    !inside && !modifier && !attitude && (!found.word.is_verb() || has_determiner(reading, token))
}

/// Whether a determiner stands within three words before: what follows is no verb.
fn has_determiner(reading: &Reading, token: usize) -> bool {
    let inside =
        |&i: &usize| reading.tokens[i].is_word() && !reading.tokens[i].is(Class::Preposition);
    let mut before = (token.saturating_sub(3)..token).rev().take_while(inside);
    before.any(|i| opens_noun(reading, i))
}

/// The description whose noun is `head`.
fn describe(reading: &Reading, covers: &Covers, sentence: usize, head: usize) -> Noun {
    let bounds = reading.sentences[sentence].tokens.clone();
    let start = start_of(reading, covers, bounds.start, head);
    let end = end_of(reading, covers, head, bounds.end);
    let word = &reading.tokens[head];
    let plural = word.word.has_mark(Mark::Plural);
    let sort = match () {
        () if word.is(Class::Press) => Sort::Press,
        () if word.is(Class::Body) => Sort::Body,
        () => Sort::Person,
    };
    let opening = opening(reading, start, head);
    let part = noun::part(reading, &(start..end), sentence);
    Noun {
        tokens: start..end,
        head,
        form: MentionForm::Description,
        looks: Looks { sort, gender: noun::gender(reading, head), plural, opening },
        stands: Stands { part, sentence, within: false, quoted: false },
        title: start..start,
        beside: None,
    }
}

/// The name after a role with one word to it: "chief of staff Rosa Lind", though not "a friend of
/// guitarist Rosa Lind", who is somebody else.
fn after_complement(reading: &Reading, covers: &Covers, role: &Noun) -> Option<usize> {
    let (of, word, name) = (role.head + 1, role.head + 2, role.head + 3);
    let complement = reading.tokens.get(word)?;
    // "lawyer for defendant Rosa Lind": one person is no complement of another, a staff is.
    let person = complement.is(Class::Role) && !complement.word.has_mark(Mark::Plural)
        || complement.is(Class::Title);
    let office = complement.shape == Shape::Lower
        && !person
        && matches!(role.looks.opening, Opening::Bare | Opening::Owned)
        && matches!(reading.word(of), "of" | "for")
        && is_noun_like(reading, word);
    let given = reading.tokens.get(name)?.is(Class::FirstName);
    covers.name(name).filter(|_| office && given)
}

/// How the description opens: by its determiner, or an owner before its noun.
pub(super) fn opening(reading: &Reading, start: usize, head: usize) -> Opening {
    if (start..head).any(|i| noun::is_possessive(reading, i)) {
        return Opening::Owned;
    }
    let first = reading.word(start);
    let is = |words: &[&str]| words.iter().any(|word| first.eq_ignore_ascii_case(word));
    if is(&["the", "this", "that", "these", "those", "both"]) {
        Opening::Definite
    } else if is(&["his", "her", "its", "their", "our", "my", "your", "whose"]) {
        Opening::Owned
    } else if reading.tokens[start].is(Class::Determiner)
        || reading.tokens[start].shape == Shape::Number
    {
        Opening::Indefinite
    } else {
        Opening::Bare
    }
}

/// Gives a name the description right before it: "team member Rosa Lind".
fn entitle(reading: &Reading, name: &mut Noun, found: &Noun) {
    let end = name.tokens.start;
    name.title = found.tokens.start..end;
    name.looks.gender = found.looks.gender.or(name.looks.gender);
    if matches!(name.looks.sort, Sort::Unknown | Sort::Place) {
        name.looks.sort = found.looks.sort;
    }
    name.stands.part =
        match noun::part(reading, &(found.tokens.start..name.tokens.end), name.stands.sentence) {
            Part::Other if name.stands.part == Part::Owner => Part::Owner,
            part => part,
        };
}

/// Joins the first of two roles to the second: "author and professor Rosa Lind" is one person.
fn with_first_role(reading: &Reading, found: Noun, nouns: &mut Vec<Noun>) -> Noun {
    let start = found.tokens.start;
    let joined = nouns.last().is_some_and(|first| {
        first.form == MentionForm::Description
            && first.tokens.end + 1 == start
            && reading.word(start - 1) == "and"
            && !first.looks.plural
            && found.looks.opening == Opening::Bare
    });
    match nouns.pop_if(|_| joined) {
        Some(first) => Noun { tokens: first.tokens.start..found.tokens.end, ..found },
        None => found,
    }
}

/// Tells the nouns that stand within a description of somebody else.
fn mark_inner(nouns: &mut [Noun]) {
    let mut outer = 0..0;
    for noun in nouns {
        let whole = noun.title.start.min(noun.tokens.start)..noun.tokens.end;
        if outer.start <= whole.start && whole.end <= outer.end {
            noun.stands.within = true;
        } else if noun.form == MentionForm::Description {
            outer = whole;
        } else if !noun.title.is_empty() {
            outer = noun.title.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::picture::check;

    #[test]
    fn a_description_reaches_over_its_complement() {
        check(
            "\
The leader of the dock workers slept while critics of the plan cheered.
AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA             BBBBBBBBBBBBBBBBBBB
",
        );
    }

    #[test]
    fn a_role_before_a_name_is_its_title() {
        check(
            "\
They asked team member Rosa Lind and author and professor Mark Hale.
                       AAAAAAAAA                          BBBBBBBBB
Former chief of staff Mark Hale left. A friend of guitarist Rosa Lind slept.
                      BBBBBBBBB       CCCCCCCCCCCCCCCCCCCCCCAAAAAAAAA
Jens Holm, lawyer for minister Rosa Lind, slept.
DDDDDDDDD  DDDDDDDDDDDDDDDDDDDDAAAAAAAAA
",
        );
    }

    #[test]
    fn a_headline_ends_before_the_name_below_it() {
        check(
            "\
A letter from the harbour board
              AAAAAAAAAAAAAAAAA
Jens Holm, a Danish farmer, is glad. The harbour board slept.
BBBBBBBBB  BBBBBBBBBBBBBBB           AAAAAAAAAAAAAAAAA
",
        );
    }

    #[test]
    fn a_noun_between_a_name_and_a_role_is_no_verb() {
        check(
            "\
The Holm communications director Rosa Lind left. The Holm press secretary laughed.
                                 AAAAAAAAA       BBBBBBBBBBBBBBBBBBBBBBBB
",
        );
    }

    #[test]
    fn a_noun_before_another_noun_is_no_description() {
        check(
            "\
The police action pleased no party member. The police agreed.
                                           AAAAAAAAAA
",
        );
    }

    #[test]
    fn an_attitude_to_something_is_no_body() {
        check(
            "\
The opposition slept. The guests felt deep opposition to the toll.
AAAAAAAAAAAAAA        BBBBBBBBBB
",
        );
    }
}
