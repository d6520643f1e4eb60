//! Names and descriptions side by side that mean one actor.

use std::ops::Range;

use super::noun::{self, Noun, Opening, Part, Sort, is_noun_like};
use crate::{
    analysis::{Reading, token::Shape},
    fact::MentionForm,
};

/// Ties a name to the description beside it: "the minister, Rosa Lind," and "Rosa Lind, a farmer
/// from Ohio,".
pub(super) fn join(reading: &Reading, nouns: &mut [Noun]) {
    for i in 0..nouns.len() {
        if nouns[i].stands.within || nouns[i].form == MentionForm::Pronoun {
            continue;
        }
        let Some(j) = (i + 1..nouns.len().min(i + 12))
            .find(|&j| !nouns[j].stands.within && whole(&nouns[j]).start >= nouns[i].tokens.end)
        else {
            continue;
        };
        if is_apposed(reading, &nouns[i], &nouns[j]) {
            nouns[j].beside = Some(nouns[i].head);
            let (a, b) = (nouns[i].looks.gender, nouns[j].looks.gender);
            nouns[i].looks.gender = a.or(b);
            nouns[j].looks.gender = b.or(a);
        }
    }
}

fn whole(noun: &Noun) -> Range<usize> {
    if noun.title.is_empty() { noun.tokens.clone() } else { noun.title.start..noun.tokens.end }
}

/// Whether the second noun stands in apposition to the first.
fn is_apposed(reading: &Reading, first: &Noun, second: &Noun) -> bool {
    let forms = (first.form, second.form);
    let described = matches!(
        forms,
        (MentionForm::Description, MentionForm::Name)
            | (MentionForm::Name, MentionForm::Description)
    );
    if !described
        || first.stands.sentence != second.stands.sentence
        || first.looks.plural != second.looks.plural
    {
        return false;
    }
    if !suits(first.looks.sort, second.looks.sort) {
        return false;
    }
    let gap = first.tokens.end..whole(second).start;
    if !is_bridge(reading, &gap) {
        return false;
    }
    let closes = matches!(
        reading.word(second.tokens.end),
        "," | "."
            | ";"
            | ")"
            | "("
            | "—"
            | "–"
            | "--"
            | "-"
            | "\""
            | "”"
            | "''"
            | "who"
            | "whose"
            | ":"
            | ""
            | "?"
            | "!"
    );
    let sentence_ends = reading.sentences[second.stands.sentence].tokens.end == second.tokens.end;
    let two_roles = second.form == MentionForm::Description
        && reading.word(second.tokens.end) == "and"
        && reading.tokens.get(second.tokens.end + 1).is_some_and(|next| next.shape == Shape::Lower)
        && is_noun_like(reading, second.tokens.end + 1);
    let named_last = second.form == MentionForm::Name
        && noun::is_verb(reading, second.tokens.end)
        && first.beside.is_none()
        && (first.stands.part != Part::Other || leads(reading, first));
    closes || two_roles || sentence_ends || named_last
}

/// Whether the noun leads its clause after a comma, with no verb or preposition that governs it.
fn leads(reading: &Reading, noun: &Noun) -> bool {
    let definite = noun.looks.opening != Opening::Indefinite;
    definite && whole(noun).start.checked_sub(1).is_some_and(|before| reading.word(before) == ",")
}

fn suits(first: Sort, second: Sort) -> bool {
    let person = |sort| matches!(sort, Sort::Person | Sort::Unknown);
    let body = |sort| matches!(sort, Sort::Body | Sort::Press | Sort::Unknown | Sort::Country);
    person(first) && person(second) || body(first) && body(second)
}

/// Whether only a comma or dash stands between, with at most an age or a bracket before it.
fn is_bridge(reading: &Reading, gap: &Range<usize>) -> bool {
    let words: Vec<&str> = gap.clone().take(12).map(|i| reading.word(i)).collect();
    match words.as_slice() {
        ["," | "—" | "–" | "--" | "("] | ["(", .., ")", ","] => true,
        [",", age, ","] => age.starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::picture::check;

    #[test]
    fn a_description_between_commas_joins_its_name() {
        check(
            "\
The head of Denmark's harbour board, Anna Quist, resigned.
AAAAAAAAAAAABBBBBBBAAAAAAAAAAAAAAAA  AAAAAAAAAA
Jens Holm, a farmer from Lisle, cheered.
CCCCCCCCC  CCCCCCCCCCCCCCCCCCC
",
        );
    }

    #[test]
    fn a_name_before_its_verb_joins_the_description_that_leads_the_clause() {
        check(
            "\
Hailing the plan in a statement, Denmark's Prime Minister, Anna Quist said yes.
                                 AAAAAAABBBBBBBBBBBBBBBBB  BBBBBBBBBB
In a letter to the mayor, Jens Holm agreed.
                          CCCCCCCCC
According to Bo Berg, a Danish farmer, Rosa Lind said no.
             DDDDDDD  DDDDDDDDDDDDDDD  EEEEEEEEE
",
        );
    }

    #[test]
    fn a_list_is_no_apposition() {
        check(
            "\
The minister, Anna Quist and Jens Holm met.
AAAAAAAAAAAA  BBBBBBBBBB     CCCCCCCCC
",
        );
    }

    #[test]
    fn a_clause_that_follows_a_name_is_no_apposition() {
        check(
            "\
After a call with Quist, the minister resigned.
                  AAAAA  BBBBBBBBBBBB
",
        );
    }
}
