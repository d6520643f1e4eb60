//! Keys by which names are found again, of their words and initials in any case, and who is found
//! by them.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::noun::{Noun, Sort};
use crate::analysis::Reading;

/// Bearers by the words of their names.
#[derive(Default)]
pub(super) struct Index {
    /// By a whole name and what it tells.
    pub(super) whole: FxHashMap<u64, usize>,
    pub(super) last: FxHashMap<u64, Vec<usize>>,
    pub(super) first: FxHashMap<u64, Vec<usize>>,
    pub(super) acronym: FxHashMap<u64, usize>,
    /// Countries by the lemma that they share with their capital.
    pub(super) country: FxHashMap<u32, usize>,
    pub(super) body: FxHashMap<u64, Vec<usize>>,
    /// Of the bearers with that noun for a body the one that was called last, by any name.
    pub(super) called_body: FxHashMap<u64, usize>,
    pub(super) single: FxHashMap<u64, Vec<usize>>,
    /// The bearer that a bare surname meant last.
    pub(super) called: FxHashMap<u64, usize>,
}

/// The key of a word in any case of its plain letters.
pub(super) fn word(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for part in word.as_bytes().chunks(8) {
        let mut folded = [0; 8];
        folded[..part.len()].copy_from_slice(part);
        folded.make_ascii_lowercase();
        hasher.write_u64(u64::from_le_bytes(folded));
    }
    hasher.finish()
}

/// The key of the name's last word.
pub(super) fn last(reading: &Reading, name: &Noun) -> u64 {
    word(reading.word(name.head))
}

/// The key of the name's first word.
pub(super) fn first(reading: &Reading, name: &Noun) -> u64 {
    word(reading.word(name.tokens.start))
}

/// The key of all words of the name, with what they tell of its bearer.
pub(super) fn whole(reading: &Reading, name: &Noun) -> u64 {
    let Noun { tokens, looks, .. } = name;
    let mut hasher = FxHasher::default();
    for token in tokens.clone() {
        hasher.write_u64(word(reading.word(token)));
    }
    (is_person(looks.sort), looks.gender).hash(&mut hasher);
    hasher.finish()
}

/// The key of the name's capital initials.
pub(super) fn acronym(reading: &Reading, name: &Noun) -> u64 {
    let initials: String = name
        .tokens
        .clone()
        .filter(|&i| reading.tokens[i].is_capital())
        .filter_map(|i| reading.word(i).chars().next())
        .collect();
    word(&initials)
}

/// Whether a name of that sort may be a human being's.
pub(super) fn is_person(sort: Sort) -> bool {
    matches!(sort, Sort::Person | Sort::Unknown)
}
