//! The words that help to read a cue of a stance: the lists `stance_words.txt` and
//! `stance_tones.txt`, as classes.

use super::{
    Words, entries,
    stance::{Kind, forms},
};

const WORDS: &str = include_str!("../../assets/lexicon/en/stance_words.txt");
const TONES: &str = include_str!("../../assets/lexicon/en/stance_tones.txt");

/// Declares the classes of helping words, each with the name that the list gives it.
macro_rules! helpers {
    ($($(#[$doc:meta])* $class:ident = $name:literal),* $(,)?) => {
        /// What a word does around a cue.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Helper { $($(#[$doc])* $class),* }

        const NAMES: &[(Helper, &str)] = &[$((Helper::$class, $name)),*];
    };
}

helpers! {
    /// "still", "never": an adverb that does not end in -ly.
    Adverb = "adverb",
    /// "family": ends in -ly and is no adverb.
    NoAdverb = "no_adverb",
    /// "is", "been", "'re": a form of "be".
    Be = "be",
    /// "for", "out": stands next to its verb.
    Close = "close",
    /// "seems", "remains": links an adjective to its subject.
    Copula = "copula",
    /// "dropped", "lacks": ends the stance that its object names.
    Ends = "ends",
    /// "may", "perhaps": makes a stance less than plain.
    Hedge = "hedge",
    /// "truth", "fact": names nothing that can be judged.
    Hollow = "hollow",
    /// "visit", "say": hardly ever at issue.
    Light = "light",
    /// "because", "which": ends a noun phrase.
    Link = "link",
    /// "may", "would".
    Modal = "modal",
    /// "not", "never": turns a statement around.
    Negation = "negation",
    /// "morning": ends in -ing and is no verb.
    NoGerund = "no_gerund",
    /// "him", "themselves".
    Object = "object",
    /// "step", "idea": points to something named before.
    Pointer = "pointer",
    /// "his", "our": a pronoun that says whose the noun after it is.
    Possessive = "possessive",
    /// "drew", "faced": its subject meets with a stance.
    Receives = "receives",
    /// "'s": an owner's, or short for "is".
    S = "s",
    /// "interview", "week": where and when something is said.
    Setting = "setting",
    /// "possibility": wraps what is at issue.
    Shell = "shell",
    /// "he", "who", "others": can be a subject.
    Subject = "subject",
    /// "week", "yesterday".
    Time = "time",
    /// "crime", "betray": makes what is said sound bad.
    Bad = "bad",
    /// "freedom", "protect": makes what is said sound good.
    Good = "good",
    /// "denied": its speaker takes back what they are told to have said.
    Denies = "denies",
    /// "failed", "forced": what follows says nothing of the will of its subject.
    Fails = "fails",
    /// "last", "this", "two": begins a time.
    Moment = "moment",
    /// "today": a time by itself.
    Now = "now",
    /// "refused": will not do what follows.
    Refuses = "refuses",
    /// "remarks", "campaign": shows its owner.
    Utterance = "utterance",
}

/// Tells each English word which classes it belongs to.
pub(super) fn english(words: &mut Words) {
    entries(WORDS).for_each(|entry| add(entry, words));
    entries(TONES).for_each(|entry| add_tone(entry, words));
}

/// Reads a line: "class: word word …".
fn add(entry: &str, words: &mut Words) {
    let Some((name, list)) = entry.split_once(':') else { return };
    let Some(class) = helper(name) else { return };
    for word in list.split_whitespace() {
        words.entry(word).helpers |= 1 << class as u32;
    }
}

/// Reads a line of tones: "bad verb: lie/lied/lied/lying …".
fn add_tone(entry: &str, words: &mut Words) {
    let Some((name, list)) = entry.split_once(':') else { return };
    let Some((tone, kind)) = name.split_once(' ') else { return };
    let Some(class) = helper(tone) else { return };
    let kind = match kind {
        "verb" => Kind::Verb,
        "noun" => Kind::Noun,
        _ => Kind::Adjective,
    };
    for (form, _) in list.split_whitespace().flat_map(|word| forms(word, kind)) {
        words.entry(&form).helpers |= 1 << class as u32;
    }
}

/// The class that the lists call so.
fn helper(name: &str) -> Option<Helper> {
    NAMES.iter().find(|(_, known)| *known == name).map(|(class, _)| *class)
}

#[cfg(test)]
mod tests {
    use super::{Helper, TONES, WORDS, entries, helper};
    use crate::lexicon::Lexicon;

    #[test]
    fn every_line_names_a_class() {
        for entry in entries(WORDS) {
            let (name, _) = entry.split_once(':').unwrap();
            assert!(helper(name).is_some(), "no class {name}");
        }
        for entry in entries(TONES) {
            let (name, _) = entry.split_once(':').unwrap();
            let (tone, kind) = name.split_once(' ').unwrap();
            assert!(helper(tone).is_some(), "no tone {tone}");
            assert!(matches!(kind, "verb" | "noun" | "word"), "no kind {kind}");
        }
    }

    #[test]
    fn a_word_is_known_in_any_case_and_form() {
        let lexicon = Lexicon::english();
        assert!(lexicon.word("Might").helps(Helper::Hedge));
        assert!(!lexicon.word("must").helps(Helper::Hedge));
        assert!(lexicon.word("destroyed").helps(Helper::Bad));
    }
}
