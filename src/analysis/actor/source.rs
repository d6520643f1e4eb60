//! Which noun of a quotation's source is the one who speaks.

use std::ops::Range;

use super::{
    noun::{self, Looks, Noun, Opening, Part, Sort, Stands, is_noun_like},
    phrase::opening,
};
use crate::{
    analysis::Reading,
    fact::{MentionForm, Quotation},
    lexicon::{Class, Mark, helper::Helper},
};

/// The head token of the noun that each quotation's source stands for; nouns that nobody found
/// before ("the findings", "some") are added.
pub(super) fn heads(
    reading: &Reading,
    quotations: &[Quotation],
    nouns: &mut Vec<Noun>,
) -> Vec<Option<usize>> {
    let mut added: Vec<Noun> = Vec::new();
    let heads = quotations
        .iter()
        .map(|quotation| {
            let source = *quotation.source.first()?;
            if source.of(&reading.article.text).eq_ignore_ascii_case("you") {
                return None;
            }
            let tokens = reading.tokens_in(source);
            if tokens.is_empty() {
                return None;
            }
            if let Some(found) = head(reading, nouns, &tokens) {
                fit(reading, &mut nouns[found], &tokens);
                return Some(nouns[found].head);
            }
            let made = make(reading, tokens)?;
            let head = made.head;
            if !added.iter().rev().take(8).any(|noun| noun.head == head) {
                added.push(made);
            }
            Some(head)
        })
        .collect();
    nouns.extend(added);
    nouns.sort_by_key(|noun| (noun.tokens.start, usize::MAX - noun.tokens.end));
    nouns.dedup_by_key(|noun| noun.head);
    heads
}

/// The noun in the source that speaks, if one of the nouns does.
fn head(reading: &Reading, nouns: &[Noun], source: &Range<usize>) -> Option<usize> {
    let from = nouns.partition_point(|noun| noun.tokens.start + 24 < source.start);
    let near = (from..nouns.len())
        .take_while(|&i| nouns[i].tokens.start.min(nouns[i].title.start) < source.end);
    let near: Vec<usize> = near.collect();
    // A source that breaks off before the name: "Italy’s minister" of "Italy’s minister Rosa Lind".
    let is_title = |title: &Range<usize>| title.start <= source.start && source.end <= title.end;
    if let Some(&titled) = near.iter().find(|&&i| is_title(&nouns[i].title)) {
        return Some(titled);
    }
    let inside: Vec<usize> = near
        .into_iter()
        .filter(|&i| {
            source.contains(&nouns[i].head) && !is_relative(reading, nouns[i].head, source)
        })
        .collect();
    let called = inside.iter().copied().find(|&i| {
        nouns[i].form == MentionForm::Name
            && !noun::is_possessive(reading, nouns[i].tokens.end)
            && !nouns[i].stands.within
            && !names_text(reading, nouns[i].tokens.end, source)
            && is_plain(reading, source.start..nouns[i].tokens.start)
    });
    let first =
        called.or_else(|| inside.iter().copied().find(|&i| !covered(&nouns[i], &inside, nouns)))?;
    (called.is_some() || speaks(reading, &nouns[first], source)).then_some(first)
}

/// A relative pronoun speaks only where it is the whole source.
fn is_relative(reading: &Reading, token: usize, source: &Range<usize>) -> bool {
    token > source.start && matches!(reading.word(token), "who" | "whom" | "whose" | "which")
}

/// Whether a noun for a text follows in the source: "a Reuters report".
fn names_text(reading: &Reading, next: usize, source: &Range<usize>) -> bool {
    let token = &reading.tokens[next.min(reading.tokens.len() - 1)];
    next < source.end
        && [Class::Document, Class::Utterance, Class::Role, Class::Body]
            .into_iter()
            .any(|class| token.is(class))
}

/// Whether only determiners, adjectives and nouns stand there: "media titan" before a name.
fn is_plain(reading: &Reading, mut tokens: Range<usize>) -> bool {
    tokens.all(|i| {
        is_noun_like(reading, i)
            || reading.tokens[i].is(Class::Determiner)
            || noun::is_possessive(reading, i)
    })
}

/// Whether the first noun of a source is the one that it stands for.
fn speaks(reading: &Reading, first: &Noun, source: &Range<usize>) -> bool {
    let start = if first.title.is_empty() { first.tokens.start } else { first.title.start };
    // "estimates from Rome": the noun before the preposition is meant, "a statement by Rome" not.
    let mut before = source.start..start;
    let foreign = before
        .clone()
        .any(|i| reading.tokens[i].is(Class::Preposition) && reading.word(i) != "like");
    let utterance = before.any(|i| reading.tokens[i].is(Class::Utterance));
    if foreign && !(utterance && is_by(reading, start)) {
        return false;
    }
    if noun::is_possessive(reading, first.tokens.end) || first.form == MentionForm::Pronoun {
        return true;
    }
    // "the Google attention": another noun follows.
    let end = first.tokens.end;
    let follows = end < source.end
        && is_noun_like(reading, end)
        && !reading.tokens[end].is_capital()
        && !noun::is_verb(reading, end);
    !((follows || names_text(reading, end, source)) && first.form == MentionForm::Name)
}

/// Lets a description end where its source does.
fn fit(reading: &Reading, noun: &mut Noun, source: &Range<usize>) {
    if noun.form != MentionForm::Description || noun.tokens.start < source.start {
        return;
    }
    let stops = |&i: &usize| {
        !reading.tokens[i].is_word() && !noun::is_possessive(reading, i)
            || matches!(reading.word(i), "who" | "which" | "that" | "whose" | "and" | "or")
            || reading.tokens[i].word.helps(Helper::Now)
    };
    let end = (noun.head + 1..source.end).find(stops).unwrap_or(source.end);
    noun.tokens.end = end.max(noun.head + 1);
}

fn is_by(reading: &Reading, start: usize) -> bool {
    (start.saturating_sub(3)..start).any(|i| matches!(reading.word(i), "by" | "from" | "of"))
}

/// Whether the noun stands within another of the source that does not speak through it.
fn covered(noun: &Noun, inside: &[usize], nouns: &[Noun]) -> bool {
    inside.iter().map(|&i| &nouns[i]).any(|other| {
        other.head != noun.head
            && other.form != MentionForm::Pronoun
            && (other.tokens.start <= noun.tokens.start && noun.tokens.end <= other.tokens.end
                || other.title.start <= noun.tokens.start && noun.tokens.end <= other.title.end)
    })
}

/// A noun made of a source in which none was known.
fn make(reading: &Reading, source: Range<usize>) -> Option<Noun> {
    let start = source.clone().find(|&i| reading.tokens[i].is_word())?;
    let stop = (start + 1..source.end)
        .find(|&i| {
            let token = &reading.tokens[i];
            !token.is_word() && !noun::is_possessive(reading, i)
                || token.is(Class::Preposition)
                || matches!(reading.word(i), "who" | "which" | "that" | "whose")
        })
        .unwrap_or(source.end);
    let text = |i: &usize| {
        reading.tokens[*i].is(Class::Document) || reading.tokens[*i].is(Class::Utterance)
    };
    let head = (start..stop).rev().find(text).or_else(|| {
        (start..stop)
            .rev()
            .find(|&i| reading.tokens[i].is_word() && !noun::is_possessive(reading, i))
    })?;
    let word = &reading.tokens[head];
    let text = reading.word(head);
    let few = word.is(Class::Pronoun) || word.is(Class::Determiner);
    let part = matches!(
        text,
        "percent"
            | "%"
            | "number"
            | "majority"
            | "range"
            | "array"
            | "handful"
            | "third"
            | "half"
            | "share"
            | "lot"
            | "dozens"
            | "hundreds"
            | "thousands"
            | "plenty"
            | "quarter"
    );
    let plural =
        part || word.word.has_mark(Mark::Plural) || text.ends_with('s') && !text.ends_with("ss");
    let sort = if word.is(Class::Document) || word.is(Class::Utterance) {
        Sort::Document
    } else if few {
        Sort::Person
    } else {
        Sort::Unknown
    };
    let sentence = reading.sentences.partition_point(|sentence| sentence.tokens.end <= head);
    let opening = if few { Opening::Indefinite } else { opening(reading, start, head) };
    Some(Noun {
        tokens: start..source.end,
        head,
        form: MentionForm::Description,
        looks: Looks { sort, gender: noun::gender(reading, head), plural, opening },
        stands: Stands { part: Part::Subject, sentence, within: false, quoted: false },
        title: start..start,
        beside: None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::picture::check;

    #[test]
    fn the_person_in_apposition_speaks() {
        check(
            "\
“It is over,” said ⟨the head of Denmark's harbour board, Anna Quist⟩.
 aaaaaaaaaaa        AAAAAAAAAAAABBBBBBBAAAAAAAAAAAAAAAA  AAAAAAAAAA
",
        );
    }

    #[test]
    fn aides_speak_and_not_whom_they_serve() {
        check(
            "\
“It is over,” ⟨aides to Quist⟩ said.
 aaaaaaaaaaa   AAAAAAAAAAAAAA
",
        );
    }

    #[test]
    fn when_somebody_spoke_is_no_part_of_who_they_are() {
        check(
            "\
“It is over,” ⟨officials of the harbour earlier in the year⟩ said.
 aaaaaaaaaaa   AAAAAAAAAAAAAAAAAAAAAAAA
",
        );
    }

    #[test]
    fn an_owner_of_words_speaks_through_them() {
        check(
            "\
⟨Anna Quist's remarks⟩ were short: “It is over.”
 AAAAAAAAAA                         aaaaaaaaaaa
",
        );
    }

    #[test]
    fn a_text_that_names_somebody_speaks_itself() {
        check(
            "\
“It is over,” said ⟨a study by Holm⟩.
 aaaaaaaaaaa        AAAAAAAAAAABBBB
",
        );
    }

    #[test]
    fn some_and_others_are_two() {
        check(
            "\
“It is over,” ⟨some⟩ said.
 aaaaaaaaaaa   AAAA
“It is not,” ⟨others⟩ said.
 bbbbbbbbbb   BBBBBB
",
        );
    }
}
