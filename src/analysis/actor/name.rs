//! Names: runs of capitalised words, with the titles before them.

mod title;

use std::ops::Range;

use super::{
    noun::{self, Gender, Looks, Noun, Opening, Part, Sort, Stands, is_noun_like},
    usage::{self, Usage, is_particle},
};
use crate::{
    analysis::{Reading, sentence::Sentence, token::Shape},
    fact::MentionForm,
    lexicon::Class,
};

/// The names of the article, and the capitalised descriptions ("Prime Minister"), in order.
pub(super) fn find(reading: &Reading, usage: &Usage) -> Vec<Noun> {
    let mut names = Vec::new();
    for (i, sentence) in reading.sentences.iter().enumerate() {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if !usage.names(reading, i, at) {
                at += 1;
                continue;
            }
            let end = run_end(reading, usage, i, at);
            let start = without_verb(reading, usage, sentence, at..end);
            let start = with_particles(reading, sentence.tokens.start, start);
            names.push(read(reading, i, start..end));
            at = end;
        }
    }
    names
}

/// The start of a run without a word that is capitalised by its place before a first name:
/// "Deport" of "Deport Rosa Lind", a headline; or before a known name: "Thanking Lind, he left."
fn without_verb(reading: &Reading, usage: &Usage, sentence: &Sentence, run: Range<usize>) -> usize {
    let given =
        |i: usize| reading.tokens[i].is(Class::FirstName) && !reading.tokens[i].is(Class::Place);
    let first = &reading.tokens[run.start];
    let told = [
        Class::FirstName,
        Class::Title,
        Class::Role,
        Class::Nationality,
        Class::Body,
        Class::Place,
        Class::Press,
    ];
    let gerund = run.len() > 1
        && reading.word(run.start).ends_with("ing")
        && !usage.capitalises(reading, run.start)
        && usage.capitalises(reading, run.start + 1);
    let stray = (gerund || run.len() > 2 && given(run.start + 1))
        && usage::opens(reading, sentence, run.start)
        && !usage::is_call(reading, run.start)
        && first.shape == Shape::Capital
        && !told.into_iter().any(|class| first.is(class));
    run.start + usize::from(stray)
}

/// The start of a name with the small words before it: "de Vries".
fn with_particles(reading: &Reading, limit: usize, start: usize) -> usize {
    let small = |i: &usize| {
        matches!(
            reading.word(*i),
            "de" | "van"
                | "von"
                | "der"
                | "den"
                | "di"
                | "du"
                | "del"
                | "della"
                | "dos"
                | "bin"
                | "ibn"
                | "al"
        )
    };
    start - (limit..start).rev().take_while(small).count()
}

/// The token after the run of name words that begins at `start`.
fn run_end(reading: &Reading, usage: &Usage, sentence: usize, start: usize) -> usize {
    let limit = reading.sentences[sentence].tokens.end;
    let is_name = |i: usize| i < limit && usage.names(reading, sentence, i);
    let mut end = start + 1;
    loop {
        if is_name(end) && !splits(reading, start, end) {
            end += 1;
        } else if is_particle(reading.word(end)) && is_name(end + 1) {
            end += 2;
        } else if is_particle(reading.word(end))
            && is_particle(reading.word(end + 1))
            && is_name(end + 2)
        {
            end += 3;
        } else if let Some(next) = joined(reading, start, end).filter(|&next| is_name(next)) {
            end = next + 1;
        } else {
            return end;
        }
    }
}

/// Whether a new name begins at `next` without a mark between: "Monday Lee" never comes here, but
/// "CNN Sen. Lee" and an abbreviated end "Corp. Lee" do.
fn splits(reading: &Reading, start: usize, next: usize) -> bool {
    let before = &reading.tokens[next - 1];
    before.is(Class::Body) && reading.word(next - 1).ends_with('.') && next > start + 1
}

/// The token of the name that goes on after a joining word at `at`: "University of Texas",
/// "Health and Human Services", "Marks & Spencer".
fn joined(reading: &Reading, start: usize, at: usize) -> Option<usize> {
    let before = &reading.tokens[at - 1];
    let heads = before.is(Class::Body) || before.is(Class::Title) || is_office(reading, at - 1);
    match reading.word(at) {
        "&" => Some(at + 1),
        // “Robert “Bobby” Castellan”: a nickname inside the name.
        "\"" | "“" | "‘" | "''" if reading.tokens[start].is(Class::FirstName) => {
            let closes = matches!(reading.word(at + 2), "\"" | "”" | "’" | "''");
            (closes && reading.tokens[at + 1].is_capital()).then_some(at + 3)
        }
        "of" | "for" | "to" | "on" | "at" if heads => {
            let skipped = usize::from(reading.word(at + 1) == "the");
            Some(at + 1 + skipped)
        }
        // "Dock Workers’ Union"
        "'" | "’" if noun::is_possessive(reading, at) => {
            Some(at + 1).filter(|&next| reading.tokens[next].is(Class::Body))
        }
        "and" if is_joint(reading, start, at) => Some(at + 1),
        _ => None,
    }
}

/// Capitalised nouns that "of" follows in names and are no bodies themselves.
fn is_office(reading: &Reading, token: usize) -> bool {
    matches!(
        reading.word(token),
        "Director"
            | "Head"
            | "Duke"
            | "Duchess"
            | "Prince"
            | "Bank"
            | "Daughters"
            | "Sons"
            | "Knights"
            | "Friends"
            | "Representatives"
            | "Lords"
            | "Commons"
            | "Americans"
            | "Doctors"
            | "Citizens"
            | "Workers"
            | "Nations"
            | "Office"
    )
}

/// Whether "and" stands inside the name of a body: after "Department of Health".
fn is_joint(reading: &Reading, start: usize, and: usize) -> bool {
    let Some(next) = reading.tokens.get(and + 1) else { return false };
    let of = (start + 1..and).rev().find(|&i| matches!(reading.word(i), "of" | "for" | "on"));
    let Some(of) = of else { return false };
    let plain = |i: usize| {
        let token = &reading.tokens[i];
        token.shape == Shape::Capital
            && ![
                Class::FirstName,
                Class::Title,
                Class::Country,
                Class::Place,
                Class::Body,
                Class::Nationality,
            ]
            .into_iter()
            .any(|class| token.is(class))
    };
    reading.tokens[of - 1].is(Class::Body) && plain(and - 1) && next.is_capital() && plain(and + 1)
}

/// Whether a noun in small letters goes on after the run: "Ortiz supporters".
fn is_modifier(reading: &Reading, run: &Range<usize>) -> bool {
    let next = run.end;
    is_noun_like(reading, next)
        && reading.tokens[next].shape == Shape::Lower
        && !noun::is_verb(reading, next)
        && !reading.word(next).ends_with("ly")
}

/// What a run of name words is.
fn read(reading: &Reading, sentence: usize, run: Range<usize>) -> Noun {
    let split = title::end(reading, &run);
    let (title, name) = (run.start..split, split..run.end);
    let form = if name.is_empty() { MentionForm::Description } else { MentionForm::Name };
    let tokens = if name.is_empty() { title.clone() } else { name.clone() };
    let opening = opening(reading, run.start);
    let part = noun::part(reading, &tokens, sentence);
    let sort =
        if name.is_empty() { Sort::Person } else { sort(reading, &title, &name, (opening, part)) };
    let head = last_word(reading, &tokens);
    let plural = sort != Sort::Person && title::is_people(reading, head)
        || opening == Opening::Definite
            && sort == Sort::Unknown
            && reading.word(head).ends_with('s');
    let gender = gender(reading, &title, &tokens, sort);
    Noun {
        title: if name.is_empty() { run.start..run.start } else { title },
        tokens,
        head,
        form,
        looks: Looks { sort, gender, plural, opening },
        stands: Stands { part, sentence, within: is_modifier(reading, &run), quoted: false },
        beside: None,
    }
}

fn opening(reading: &Reading, start: usize) -> Opening {
    let Some(before) = start.checked_sub(1) else { return Opening::Bare };
    if noun::is_possessive(reading, before) {
        return Opening::Owned;
    }
    match reading.word(before) {
        "the" | "The" | "THE" => Opening::Definite,
        "a" | "an" | "A" | "An" | "some" | "Some" | "another" | "Another" | "one" => {
            Opening::Indefinite
        }
        "his" | "her" | "their" | "its" | "our" | "my" | "His" | "Her" | "Their" | "Its"
        | "Our" | "My" => Opening::Owned,
        _ => Opening::Bare,
    }
}

fn last_word(reading: &Reading, tokens: &Range<usize>) -> usize {
    let suffix =
        |i: usize| matches!(reading.word(i), "Jr." | "Sr." | "Jr" | "Sr" | "II" | "III" | "IV");
    let last = tokens.end - 1;
    if tokens.len() > 1 && suffix(last) { last - 1 } else { last }
}

fn sort(
    reading: &Reading,
    title: &Range<usize>,
    name: &Range<usize>,
    (opening, part): (Opening, Part),
) -> Sort {
    let whole = reading.lexicon.word(noun::span(reading, name).of(&reading.article.text));
    let (first, last) = (&reading.tokens[name.start], &reading.tokens[name.end - 1]);
    let single = name.len() == 1;
    if whole.is(Class::Country)
        || first.shape == Shape::Upper && single && reading.word(name.start) == "US"
    {
        return if first.is(Class::FirstName) && !title.is_empty() {
            Sort::Person
        } else {
            Sort::Country
        };
    }
    let titled = title
        .clone()
        .any(|i| reading.tokens[i].is(Class::Title) || reading.tokens[i].is(Class::Role));
    if titled && !last.is(Class::Body) {
        return Sort::Person;
    }
    if whole.is(Class::Capital) {
        // A capital speaks for its country where it acts, and is a place where things are in it.
        return if part == Part::Other { Sort::Place } else { Sort::Country };
    }
    if whole.is(Class::Place) {
        return Sort::Place;
    }
    // "Gazeta do Norte", "Corriere della Sera": the noun comes first.
    let romance = first.is(Class::Press) && !single && is_particle(reading.word(name.start + 1));
    if romance {
        return Sort::Press;
    }
    if last.is(Class::Press)
        && !first.is(Class::FirstName)
        && (!single || last.shape == Shape::Upper || opening == Opening::Definite)
    {
        return Sort::Press;
    }
    if usage::is_call(reading, name.start) {
        return Sort::Body;
    }
    let body = name.clone().any(|i| reading.tokens[i].is(Class::Body))
        || name.clone().any(|i| reading.word(i) == "&");
    if last.is(Class::Body) || title::is_staff(reading, name) || body && !first.is(Class::FirstName)
    {
        return Sort::Body;
    }
    if single && last.shape == Shape::Upper {
        return Sort::Body;
    }
    if opening == Opening::Definite {
        return Sort::Unknown;
    }
    if first.is(Class::FirstName) && !single && first.shape == Shape::Capital {
        return Sort::Person;
    }
    if is_initial(reading, name.start) && !single {
        return Sort::Person;
    }
    Sort::Unknown
}

/// "J.", "K.C."
fn is_initial(reading: &Reading, token: usize) -> bool {
    let word = reading.word(token);
    word.ends_with('.') && word.len() <= 5 && !reading.tokens[token].is(Class::Abbreviation)
}

fn gender(
    reading: &Reading,
    title: &Range<usize>,
    name: &Range<usize>,
    sort: Sort,
) -> Option<Gender> {
    if !matches!(sort, Sort::Person | Sort::Unknown) {
        return None;
    }
    let titled = title.clone().rev().find_map(|i| noun::gender(reading, i));
    let given = || {
        let first = &reading.tokens[name.start];
        first.is(Class::FirstName).then(|| noun::gender(reading, name.start)).flatten()
    };
    titled.or_else(given)
}

#[cfg(test)]
mod tests {
    use super::super::picture::check;

    #[test]
    fn particles_and_initials_stand_inside_a_name() {
        check(
            "\
Pieter van der Meer met J. R. Quist and Sinead O'Dowd.
AAAAAAAAAAAAAAAAAAA     BBBBBBBBBBB     CCCCCCCCCCCCC
",
        );
    }

    #[test]
    fn a_possessive_ends_a_name() {
        check(
            "\
They read Quist's letter to Anna Quist.
          AAAAA             AAAAAAAAAA
",
        );
    }

    #[test]
    fn a_word_capitalised_by_its_place_is_no_name() {
        check(
            "\
Yesterday rain fell. Meanwhile Quist slept. Prices rose as prices do.
                               AAAAA
",
        );
    }

    #[test]
    fn a_headline_in_capitals_names_only_who_is_named_below() {
        check(
            "\
QUIST WINS LONG FIGHT OVER HARBOUR PLAN
AAAAA
The harbour plan is dead, said Anna Quist on Monday.
                               AAAAAAAAAA
",
        );
    }

    #[test]
    fn bodies_hold_their_small_words() {
        check(
            "\
She left the University of Lisle for the Department of Health and Labor.
             AAAAAAAAAAAAAAAAAAA         BBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
",
        );
    }

    #[test]
    fn a_nickname_stands_inside_a_name() {
        check(
            "\
They saw Robert ‘Bobby’ Castellan and the ‘Green Book’ of Lisle.
         AAAAAAAAAAAAAAAAAAAAAAAA          BBBBBBBBBB     CCCCC
",
        );
    }

    #[test]
    fn a_headlines_first_word_is_no_part_of_the_name_after_it() {
        check(
            "\
Stop Anna Quist, voters say. Maria Anna Quist smiled.
     AAAAAAAAAA  BBBBBB      AAAAAAAAAAAAAAAA
",
        );
    }

    #[test]
    fn a_campaign_may_be_named_by_what_it_calls_for() {
        check(
            "\
Keep Lisle Moving won, and Keep Holm lost. De Boer met Jens de Boer.
AAAAAAAAAAAAAAAAA          BBBBBBBBB       CCCCCCC     CCCCCCCCCCCC
",
        );
    }

    #[test]
    fn a_gerund_before_a_known_name_is_a_verb() {
        check(
            "\
Jens Holm met Anna Quist. Thanking Quist, he left with Quist.
AAAAAAAAA     BBBBBBBBBB           BBBBB  AA           BBBBB
",
        );
    }

    #[test]
    fn united_begins_a_name() {
        check(
            "\
United States Growers Union met. United they stand.
AAAAAAAAAAAAAAAAAAAAAAAAAAA             AAAA
",
        );
    }

    #[test]
    fn an_apostrophe_stands_inside_the_name_of_a_body() {
        check(
            "\
The Dock Workers’ Union (DWU) met, and the workers’ leaders spoke.
    AAAAAAAAAAAAAAAAAAA  AAA           BBBBBBBBBBBBBBBBBBBB
",
        );
    }
}
