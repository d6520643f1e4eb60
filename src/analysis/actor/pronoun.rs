//! Pronouns, and what they tell of whom they mean.

use super::noun::{self, Gender, Looks, Noun, Opening, Part, Sort, Stands, is_noun_like};
use crate::{analysis::Reading, fact::MentionForm, lexicon::Mark};

pub(super) fn read(reading: &Reading, sentence: usize, token: usize) -> Option<Noun> {
    let word = reading.word(token);
    let is = |words: &[&str]| words.iter().any(|other| word.eq_ignore_ascii_case(other));
    let person = [
        "i",
        "me",
        "my",
        "mine",
        "myself",
        "we",
        "us",
        "our",
        "ours",
        "ourselves",
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "who",
        "whom",
        "whose",
    ];
    let any = ["they", "them", "their", "theirs", "themselves", "which"];
    let sort = if is(&person) {
        Sort::Person
    } else if is(&["it", "its", "itself"]) {
        Sort::Body
    } else if is(&any) {
        Sort::Unknown
    } else {
        return None;
    };
    let own = is(&["my", "our", "his", "their", "its", "whose"])
        || is(&["her"]) && is_noun_like(reading, token + 1);
    let tokens = token..token + 1;
    let part = if own { Part::Owner } else { noun::part(reading, &tokens, sentence) };
    let plural = reading.tokens[token].word.has_mark(Mark::Plural);
    let gender: Option<Gender> = noun::gender(reading, token);
    Some(Noun {
        title: token..token,
        tokens,
        head: token,
        form: MentionForm::Pronoun,
        looks: Looks { sort, gender, plural, opening: Opening::Definite },
        stands: Stands { part, sentence, within: false, quoted: false },
        beside: None,
    })
}
