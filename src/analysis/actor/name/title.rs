//! Where the titles before a name end: "Secretary of State Rosa Lind".

use std::ops::Range;

use super::super::noun::{Opening, gender};
use crate::{
    analysis::Reading,
    lexicon::{Class, Mark},
};

/// The token at which the name begins in a run that may begin with titles; the end of the run
/// where it is an office alone.
pub(super) fn end(reading: &Reading, run: &Range<usize>) -> usize {
    if is_plain_role(reading, run) { run.end } else { split(reading, run) }
}

/// "Democrats", "The President": one capitalised word that says what somebody is.
fn is_plain_role(reading: &Reading, run: &Range<usize>) -> bool {
    let token = &reading.tokens[run.start];
    run.len() == 1
        && !token.is(Class::FirstName)
        && !token.is(Class::Body)
        && [Class::Title, Class::Role, Class::Nationality].into_iter().any(|class| token.is(class))
}

fn split(reading: &Reading, run: &Range<usize>) -> usize {
    let last = run.end - 1;
    if run.len() == 1 {
        return run.start;
    }
    // "Dean" is a title and a first name.
    let given = reading.tokens[run.start].is(Class::FirstName);
    if run.len() == 2 && !given && is_titled(reading, run.start) && !is_titled(reading, last) {
        // "Mr. Camp" is no camp; "Chief Justice" is no name.
        return if reading.tokens[last].is(Class::Body) && !reading.word(run.start).ends_with('.') {
            run.start
        } else {
            last
        };
    }
    if reading.tokens[last].is(Class::Body)
        || reading.tokens[last].is(Class::Press) && !is_titled(reading, run.start)
    {
        return run.start;
    }
    if is_staff(reading, run) || is_surnamed(reading, run) {
        return run.start;
    }
    // "Mr. King", though not "Lt. Gov.": what says man or woman is no office by itself.
    if run.len() == 2 && is_titled(reading, run.start) && gender(reading, run.start).is_some() {
        return last;
    }
    let Some(office) = run.clone().rev().find(|&i| describes(reading, run, i)) else {
        return run.start;
    };
    if office == last {
        return run.end;
    }
    let mut first = office + 1;
    if matches!(reading.word(first), "of" | "for" | "to" | "at" | "on") {
        // "Secretary of State John Kerry": the name begins at a first name, or two words from the end.
        let given = (first + 2..run.end).find(|&i| reading.tokens[i].is(Class::FirstName));
        let short = run.end.checked_sub(2).filter(|&at| at > first + 1);
        match given.or(short) {
            Some(begin) if begin < run.end => first = begin,
            _ => return run.end,
        }
    }
    first
}

/// "Charlie King": a first name before a surname that is an office too.
fn is_surnamed(reading: &Reading, run: &Range<usize>) -> bool {
    let first = &reading.tokens[run.start];
    let place = [Class::Place, Class::Country, Class::Capital, Class::Nationality, Class::Title];
    run.len() == 2
        && first.is(Class::FirstName)
        && super::opening(reading, run.start) == Opening::Bare
        && !place.into_iter().any(|class| first.is(class))
        && !is_people(reading, run.end - 1)
}

/// "United Mine Workers": a body named after its people.
pub(super) fn is_staff(reading: &Reading, run: &Range<usize>) -> bool {
    run.len() > 2
        && reading.tokens[run.end - 1].is(Class::Role)
        && is_people(reading, run.end - 1)
        && !run.clone().any(|i| reading.tokens[i].is(Class::Nationality))
}

fn is_titled(reading: &Reading, token: usize) -> bool {
    reading.tokens[token].is(Class::Title)
}

/// Whether the token of the run says what somebody is rather than how they are called.
fn describes(reading: &Reading, run: &Range<usize>, i: usize) -> bool {
    let token = &reading.tokens[i];
    let given = token.is(Class::FirstName) && i == run.start;
    if given && (run.len() == 2 || !token.is(Class::Title)) {
        return false;
    }
    let nationality = token.is(Class::Nationality) && i == run.start && run.len() > 2;
    token.is(Class::Title) || token.is(Class::Role) && !token.is(Class::Body) || nationality
}

pub(super) fn is_people(reading: &Reading, token: usize) -> bool {
    // "Parisians", "Europeans"
    let word = reading.word(token);
    let people = word.ends_with("ians") || word.len() > 7 && word.ends_with("ans");
    people && reading.tokens[token].is_capital() && !reading.tokens[token].is(Class::FirstName)
        || reading.tokens[token].word.has_mark(Mark::Plural)
}

#[cfg(test)]
mod tests {
    use super::super::super::picture::check;

    #[test]
    fn a_surname_may_be_an_office() {
        check(
            "\
Rosa Bishop slept. Later Ms. Bishop left, and the bishop came.
AAAAAAAAAAA                  AAAAAA           BBBBBBBBBB
Virginia Governor slept. The Lt. Gov. slept. The Jackson Mayor slept.
CCCCCCCCCCCCCCCCC        CCCCCCCCCCCC        DDDDDDDDDDDDDDDDD
",
        );
    }

    #[test]
    fn titles_stand_before_a_name_and_not_in_it() {
        check(
            "\
We saw Rep. Anna Quist and Danish Prime Minister Jens Holm.
            AAAAAAAAAA                           BBBBBBBBB
",
        );
    }
}
