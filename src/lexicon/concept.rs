//! What a word is about, without its ending: so that "deploying troops" and "the deployment of
//! forces" meet.

use rustc_hash::FxHashMap;

use super::entries;

const SYNONYMS: &str = include_str!("../../assets/lexicon/en/synonyms.txt");

/// Endings that a word loses, the longest first, with what takes their place.
const ENDINGS: &[(&str, &str)] = &[
    ("izations", "iz"),
    ("ization", "iz"),
    ("isation", "iz"),
    ("ations", ""),
    ("ation", ""),
    ("ments", ""),
    ("ment", ""),
    ("tions", "t"),
    ("tion", "t"),
    ("sions", "s"),
    ("sion", "s"),
    ("ings", ""),
    ("ing", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("ers", ""),
    ("ed", ""),
    ("er", ""),
    ("es", ""),
    ("al", ""),
    ("s", ""),
    ("e", ""),
];

/// The shortest stem that an ending may leave, in bytes.
const SHORTEST: usize = 3;

/// The groups of words that mean the same.
#[derive(Clone, Debug, Default)]
pub struct Concepts {
    groups: FxHashMap<String, String>,
}

impl Concepts {
    /// The English groups.
    #[must_use]
    pub fn english() -> Self {
        let mut groups = FxHashMap::default();
        for line in entries(SYNONYMS) {
            let mut words = line.split_whitespace().map(stem);
            let Some(first) = words.next() else { continue };
            for word in words {
                groups.entry(word).or_insert_with(|| first.clone());
            }
            groups.insert(first.clone(), first);
        }
        Self { groups }
    }

    /// What the word is about: its stem, or that of the first word of its group.
    #[must_use]
    pub fn of(&self, word: &str) -> String {
        let stem = stem(word);
        self.groups.get(&stem).cloned().unwrap_or(stem)
    }
}

/// The word in lower case without its ending.
fn stem(word: &str) -> String {
    let mut stem = word.to_lowercase();
    for (ending, instead) in ENDINGS {
        if let Some(rest) = stem.strip_suffix(ending)
            && rest.len() >= SHORTEST
            && !(*ending == "s" && rest.ends_with('s'))
        {
            stem = format!("{rest}{instead}");
            break;
        }
    }
    // "deploye" and "deploy", "stopp" and "stop" are one.
    let mut chars = stem.chars().rev();
    let (last, before) = (chars.next(), chars.next());
    if stem.len() > SHORTEST && (last == before || last == Some('e')) {
        stem.pop();
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::{Concepts, stem};

    #[test]
    fn endings_do_not_tell_words_apart() {
        for (one, other) in [
            ("deploying", "deployment"),
            ("taxes", "tax"),
            ("policy", "policies"),
            ("banned", "ban"),
            ("closed", "close"),
        ] {
            assert_eq!(stem(one), stem(other), "{one}, {other}");
        }
        assert_ne!(stem("port"), stem("pot"));
    }

    #[test]
    fn words_of_a_group_are_about_one_thing() {
        let concepts = Concepts::english();
        assert_eq!(concepts.of("troops"), concepts.of("forces"));
        assert_eq!(concepts.of("sending"), concepts.of("deployment"));
        assert_ne!(concepts.of("troops"), concepts.of("taxes"));
    }
}
