//! The engine's words: the lists of `assets/lexicon`, parsed once and passed by reference.
//!
//! A list is a text file, one entry a line, `#` begins a comment. An entry of a verb list gives
//! the forms that rules of English spelling do not: `say/said/said` is lemma/past/participle, a
//! fourth part is the -ing form. What follows white space after the entry belongs to the list's
//! own reader.

use rustc_hash::FxHashMap;

/// Declares the word classes, each with the list that fills it.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $list:literal $(verbs $verbs:literal)?),* $(,)?) => {
        /// What a word can be. A word can be several things at once.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Class { $($(#[$doc])* $name),* }

        /// Every list with its class.
        const LISTS: &[(Class, &str)] = &[
            $((Class::$name, include_str!(concat!("../assets/lexicon/en/", $list, ".txt")))),*
        ];
    };
}

classes! {
    /// "Mr.", "Inc.", "U.S.": a period after it does not end a sentence by itself.
    Abbreviation = "abbreviations",
    /// "is", "has", "would", "ca" (of "can't").
    Auxiliary = "auxiliaries",
    /// "that", "and", "because": begins or joins a clause.
    Conjunction = "conjunctions",
    /// "the", "a", "this", "some".
    Determiner = "determiners",
    /// "he", "who", "their".
    Pronoun = "pronouns",
    /// "of", "in", "with".
    Preposition = "prepositions",
    /// "not", "never", "no one".
    Negation = "negations",
    /// "Mr.", "President", "Sen.": stands before a name.
    Title = "titles",
    /// "spokesman", "minister", "critic": a noun for somebody who can speak.
    Role = "roles",
    /// Weekdays and months.
    Calendar = "calendar",
    /// Verbs that introduce words or thoughts of somebody.
    SpeechVerb = "speech_verbs",
    /// Other verbs that news uses often: they end a noun phrase.
    Verb = "verbs",
}

/// The forms of a verb, as flags beside its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerbForm {
    /// "say"
    Base,
    /// "says"
    Third,
    /// "said", told yesterday
    Past,
    /// "said", after "has" or "was"
    Participle,
    /// "saying"
    Gerund,
}

const VERB_FORMS: [VerbForm; 5] =
    [VerbForm::Base, VerbForm::Third, VerbForm::Past, VerbForm::Participle, VerbForm::Gerund];

/// What the lexicon knows of a word: its classes, its verb forms, its lemma.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    classes: u32,
    forms: u8,
    lemma: u32,
}

impl Word {
    /// Whether the word belongs to the class.
    #[must_use]
    pub const fn is(self, class: Class) -> bool {
        self.classes & (1 << class as u32) != 0
    }

    /// Whether the word can be this form of a verb.
    #[must_use]
    pub const fn has_form(self, form: VerbForm) -> bool {
        self.forms & (1 << form as u8) != 0
    }

    /// Whether the lexicon knows the word as a form of a verb.
    #[must_use]
    pub const fn is_verb(self) -> bool {
        self.forms != 0
    }

    /// The number of the word's lemma; words of one lemma share it, 0 is an unknown word.
    #[must_use]
    pub const fn lemma(self) -> u32 {
        self.lemma
    }
}

/// The words of one language.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    words: FxHashMap<Box<str>, Word>,
    lemmas: Vec<Box<str>>,
}

/// The longest word that is looked up, in bytes; longer ones are unknown.
const LONGEST: usize = 32;

impl Lexicon {
    /// The English lexicon that comes with the program.
    #[must_use]
    pub fn english() -> Self {
        let mut lexicon = Self { words: FxHashMap::default(), lemmas: vec!["".into()] };
        for (class, list) in LISTS {
            for entry in entries(list) {
                lexicon.add(entry.split_whitespace().next().unwrap_or_default(), *class);
            }
        }
        lexicon
    }

    /// What is known of a word, whatever its case and its kind of apostrophe.
    #[must_use]
    pub fn word(&self, word: &str) -> Word {
        let mut folded = [0; LONGEST];
        let mut len = 0;
        for c in word.chars() {
            let c = if c == '’' { '\'' } else { c.to_ascii_lowercase() };
            let end = len + c.len_utf8();
            if end > LONGEST {
                return Word::default();
            }
            c.encode_utf8(&mut folded[len..end]);
            len = end;
        }
        let key = std::str::from_utf8(&folded[..len]).unwrap_or_default();
        self.words.get(key).copied().unwrap_or_default()
    }

    /// The lemma of that number: "say" for what "said" has.
    #[must_use]
    pub fn lemma(&self, number: u32) -> &str {
        self.lemmas.get(number as usize).map_or("", |lemma| lemma)
    }

    fn add(&mut self, entry: &str, class: Class) {
        if !matches!(class, Class::SpeechVerb | Class::Verb) {
            self.insert(entry, entry, class, None);
            return;
        }
        let forms = inflect(entry);
        for (form, word) in VERB_FORMS.into_iter().zip(&forms) {
            self.insert(word, &forms[0], class, Some(form));
        }
    }

    fn insert(&mut self, word: &str, lemma: &str, class: Class, form: Option<VerbForm>) {
        let lemma = self.number(lemma);
        let known = self.words.entry(word.into()).or_default();
        known.classes |= 1 << class as u32;
        if let Some(form) = form {
            known.forms |= 1 << form as u8;
        }
        // A verb's lemma stands above that of the same word as something else.
        if known.lemma == 0 || form.is_some() {
            known.lemma = lemma;
        }
    }

    fn number(&mut self, lemma: &str) -> u32 {
        if let Some(known) = self.words.get(lemma)
            && self.lemma(known.lemma) == lemma
        {
            return known.lemma;
        }
        self.lemmas.push(lemma.into());
        u32::try_from(self.lemmas.len() - 1).unwrap_or_default()
    }
}

/// The entries of a list, without comments and empty lines.
pub fn entries(list: &str) -> impl Iterator<Item = &str> {
    list.lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
}

/// The five forms of a verb entry, in the order of [`VERB_FORMS`].
fn inflect(entry: &str) -> [String; 5] {
    let mut parts = entry.split('/').filter(|part| !part.is_empty());
    let base = parts.next().unwrap_or_default();
    let past = parts.next().map_or_else(|| regular_past(base), str::to_owned);
    let participle = parts.next().map_or_else(|| past.clone(), str::to_owned);
    let gerund = parts.next().map_or_else(|| regular_gerund(base), str::to_owned);
    [base.to_owned(), third_person(base), past, participle, gerund]
}

fn third_person(base: &str) -> String {
    match stem_before_y(base) {
        Some(stem) => format!("{stem}ies"),
        None if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end)) => {
            format!("{base}es")
        }
        None => format!("{base}s"),
    }
}

fn regular_past(base: &str) -> String {
    match stem_before_y(base) {
        Some(stem) => format!("{stem}ied"),
        None if base.ends_with('e') => format!("{base}d"),
        None => format!("{base}ed"),
    }
}

fn regular_gerund(base: &str) -> String {
    match base.strip_suffix('e') {
        Some(stem) if !stem.ends_with(['e', 'o', 'y']) => format!("{stem}ing"),
        _ => format!("{base}ing"),
    }
}

/// "deny" → "den": the stem of a verb whose final y follows a consonant.
fn stem_before_y(base: &str) -> Option<&str> {
    base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']))
}

#[cfg(test)]
mod tests {
    use super::{Class, Lexicon, VerbForm, inflect};

    #[test]
    fn verbs_inflect_by_rule_and_by_entry() {
        assert_eq!(inflect("deny"), ["deny", "denies", "denied", "denied", "denying"]);
        assert_eq!(inflect("agree"), ["agree", "agrees", "agreed", "agreed", "agreeing"]);
        assert_eq!(inflect("say/said"), ["say", "says", "said", "said", "saying"]);
        assert_eq!(
            inflect("admit/admitted/admitted/admitting"),
            ["admit", "admits", "admitted", "admitted", "admitting"]
        );
    }

    #[test]
    fn a_word_is_known_in_any_case_and_with_any_apostrophe() {
        let lexicon = Lexicon::english();
        assert!(lexicon.word("SAID").has_form(VerbForm::Past));
        assert!(lexicon.word("n’t").is(Class::Negation));
        assert_eq!(lexicon.lemma(lexicon.word("says").lemma()), "say");
        assert_eq!(lexicon.word("xylophone"), super::Word::default());
    }
}
