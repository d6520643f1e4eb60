//! Likeness: which words fit a few letters that are typed.

use std::cmp::Reverse;

use neo_frizbee::{Config, Matcher};

/// The places of the words that fit what is typed, those that fit best first. Each typed word must
/// be there, in any order; all fit where nothing is typed.
#[must_use]
pub fn ranked(typed: &str, words: &[&str]) -> Vec<usize> {
    if typed.trim().is_empty() {
        return (0..words.len()).collect();
    }
    let mut hits = Matcher::from_query(typed, &Config::default()).match_list(words);
    hits.sort_by_key(|hit| (Reverse(hit.score), hit.index));
    hits.iter().filter_map(|hit| usize::try_from(hit.index).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::ranked;

    /// Checks that the words fit what is typed in this order, and no others.
    fn check(typed: &str, all: &[&str], expected: &[&str]) {
        let fit: Vec<_> = ranked(typed, all).into_iter().map(|at| all[at]).collect();
        assert_eq!(fit, expected);
    }

    #[test]
    fn the_start_of_a_word_comes_before_its_middle() {
        check("bo", &["a harbour", "the board"], &["the board", "a harbour"]);
        check("dh", &["the board", "Dagny Holt"], &["Dagny Holt"]);
    }

    #[test]
    fn every_typed_word_must_be_there_in_any_order() {
        let all = ["Dagny Holt chairwoman", "Mayor Ortiz"];
        check(" chair  holt ", &all, &all[..1]);
        check("chair ortiz", &all, &[]);
        check(" ", &all, &all);
    }
}
