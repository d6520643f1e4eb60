//! The engine's words: the lists of `assets/lexicon`, parsed once and passed by reference.
//!
//! A list is a text file, one entry a line, `#` begins a comment. An entry of a verb list gives
//! the forms that rules of English spelling do not: `say/said/said` is lemma/past/participle, a
//! fourth part is the -ing form; of a noun list, the plural: `wife/wives`. An underscore stands for
//! a space. `m`, `f` and `p` after the entry mark it as male, female and plural; what else follows
//! white space belongs to the list's own reader.

pub mod concept;
pub mod helper;
mod inflection;
#[cfg(feature = "network")]
pub mod learned;
pub mod stance;
pub mod weight;

use rustc_hash::FxHashMap;

use helper::Helper;
#[cfg(feature = "network")]
use learned::Learned;
use weight::Weights;

/// Declares the word classes, each with the list that fills it.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $list:tt),* $(,)?) => {
        /// What a word can be. A word can be several things at once.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Class { $($(#[$doc])* $name),* }

        /// Every list with its class.
        const LISTS: &[(Class, &str)] = &[
            $((Class::$name, list!($list))),*
        ];
    };
}

/// The text of a list; a class without a list of its own is filled from another's.
macro_rules! list {
    ("") => {
        ""
    };
    ($name:literal) => {
        include_str!(concat!("../assets/lexicon/en/", $name, ".txt"))
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
    /// "also", "never": stands between a subject and its verb.
    Adverb = "adverbs",
    /// Verbs that introduce words or thoughts of somebody.
    SpeechVerb = "speech_verbs",
    /// Verbs of attitude, and of speech acts towards somebody.
    AttitudeVerb = "attitude_verbs",
    /// "claim", "fear": a noun for words or thoughts of somebody.
    AttitudeNoun = "attitude_nouns",
    /// "confident", "wary": an adjective for what somebody thinks of something.
    AttitudeAdjective = "attitude_adjectives",
    /// Other verbs that news uses often: they end a noun phrase.
    Verb = "verbs",
    /// "Mary", "John".
    FirstName = "first_names",
    /// "Italy"; the country's capital, adjective and people share its lemma.
    Country = "countries",
    /// "Rome".
    Capital = "",
    /// "Italian", "Italians".
    Nationality = "",
    /// "Texas", "Milan", "Europe": where, seldom who.
    Place = "places",
    /// "committee", "Inc.": a noun for a body, and what its name may end with.
    Body = "bodies",
    /// "Times", "News": what the name of a publication ends or begins with.
    Press = "press",
    /// "remark", "letter": a noun for what somebody says.
    Utterance = "utterances",
    /// "study", "poll": a noun for a text that can be a source itself.
    Document = "documents",
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

/// What a word says of whom it stands for, as flags beside its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// "he", "Mr.", "father", "John"
    Male,
    /// "she", "Mrs.", "congresswoman", "Mary"
    Female,
    /// "they", "officials", "police"
    Plural,
}

/// What the lexicon knows of a word: its classes, its verb forms, its marks, its lemma, and what
/// it does around stances. It is looked up once for each token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    classes: u32,
    helpers: u32,
    lemma: u32,
    cues: u16,
    forms: u8,
    marks: u8,
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

    /// Whether the word carries the mark.
    #[must_use]
    pub const fn has_mark(self, mark: Mark) -> bool {
        self.marks & (1 << mark as u8) != 0
    }

    /// Whether the lexicon knows the word as a form of a verb.
    #[must_use]
    pub const fn is_verb(self) -> bool {
        self.forms != 0
    }

    /// Whether the word belongs to the class of words that help to read a stance.
    #[must_use]
    pub const fn helps(self, helper: Helper) -> bool {
        self.helpers & (1 << helper as u32) != 0
    }

    /// The number of the word's lemma; words of one lemma share it, 0 is a word of no class.
    #[must_use]
    pub const fn lemma(self) -> u32 {
        self.lemma
    }
}

/// The words of one language.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    words: Words,
    lemmas: Vec<Box<str>>,
    stance: stance::Cues,
    concepts: concept::Concepts,
    cues: Weights,
}

impl Lexicon {
    /// The English lexicon that comes with the program.
    #[must_use]
    pub fn english() -> Self {
        let mut words = Words::default();
        // There are about so many; a table that grows is in memory twice.
        words.0.reserve(8_000);
        helper::english(&mut words);
        let mut lexicon = Self {
            stance: stance::Cues::english(&mut words),
            words,
            lemmas: vec!["".into()],
            concepts: concept::Concepts::english(),
            cues: Weights::parse(include_str!("../assets/models/cues/weights.tsv")),
        };
        for (class, list) in LISTS {
            for entry in entries(list) {
                lexicon.add(entry, *class);
            }
        }
        lexicon
    }

    /// The weights that say how likely a word introduces a quotation.
    #[must_use]
    pub fn cues(&self) -> &Weights {
        &self.cues
    }

    /// What training has learned of stances, read when it is first asked for: the rules never do.
    #[cfg(feature = "network")]
    #[must_use]
    pub fn learned(&self) -> &Learned {
        use std::sync::LazyLock;

        static LEARNED: LazyLock<Learned> = LazyLock::new(Learned::shipped);
        &LEARNED
    }

    /// What is known of a word, whatever its case and its kind of apostrophe.
    #[must_use]
    pub fn word(&self, word: &str) -> Word {
        // The country rather than the pronoun.
        self.words.of(if word == "US" { "U.S." } else { word })
    }

    /// The lemma of that number: "say" for what "said" has.
    #[must_use]
    pub fn lemma(&self, number: u32) -> &str {
        self.lemmas.get(number as usize).map_or("", |lemma| lemma)
    }

    /// The cues of stances.
    #[must_use]
    pub const fn stance(&self) -> &stance::Cues {
        &self.stance
    }

    /// What words are about, whatever their endings.
    #[must_use]
    pub const fn concepts(&self) -> &concept::Concepts {
        &self.concepts
    }

    fn add(&mut self, entry: &str, class: Class) {
        let mut fields = entry.split_ascii_whitespace();
        let word = fields.next().unwrap_or_default();
        let facts = Word { classes: 1 << class as u32, ..Word::default() };
        match class {
            Class::SpeechVerb | Class::AttitudeVerb | Class::Verb => self.add_verb(word, facts),
            Class::Role | Class::Body | Class::Utterance | Class::Document => {
                self.add_noun(word, Word { marks: marks(fields), ..facts });
            }
            Class::Country => self.add_country(word, fields),
            // What a title is short for is its lemma: "sen. senator".
            Class::Title => {
                let long = fields.clone().find(|field| field.len() > 1).unwrap_or(word);
                self.insert(word, long, Word { marks: marks(fields), ..facts });
            }
            _ => self.insert(word, word, Word { marks: marks(fields), ..facts }),
        }
    }

    fn add_verb(&mut self, entry: &str, facts: Word) {
        let forms = inflection::verb(entry);
        for (form, word) in VERB_FORMS.into_iter().zip(&forms) {
            self.insert(word, &forms[0], Word { forms: 1 << form as u8, ..facts });
        }
    }

    fn add_noun(&mut self, entry: &str, facts: Word) {
        let (noun, many) = entry.split_once('/').unwrap_or((entry, ""));
        let many = if many.is_empty() { inflection::plural(noun) } else { many.to_owned() };
        self.insert(noun, noun, facts);
        if !facts.has_mark(Mark::Plural) {
            self.insert(&many, noun, Word { marks: facts.marks | PLURAL, ..facts });
        }
    }

    fn add_country<'a>(&mut self, country: &str, fields: impl Iterator<Item = &'a str>) {
        let facts =
            |class: Class, marks| Word { classes: 1 << class as u32, marks, ..Word::default() };
        self.insert(country, country, facts(Class::Country, 0));
        let columns = [(Class::Capital, 0), (Class::Nationality, 0), (Class::Nationality, PLURAL)];
        let columns = columns.into_iter().chain(std::iter::repeat((Class::Country, 0)));
        for (word, (class, marks)) in fields.zip(columns) {
            if word != "-" {
                self.insert(word, country, facts(class, marks));
            }
        }
    }

    /// Adds what is known of a word as one of its entries has it; its lemma is given as a word.
    fn insert(&mut self, word: &str, lemma: &str, facts: Word) {
        let lemma = self.number(&lemma.replace('_', " "));
        let known = self.words.entry(&word.replace('_', " "));
        known.classes |= facts.classes;
        known.forms |= facts.forms;
        known.marks |= facts.marks;
        // A verb's lemma stands above that of the same word as something else.
        if known.lemma == 0 || facts.forms != 0 {
            known.lemma = lemma;
        }
    }

    fn number(&mut self, lemma: &str) -> u32 {
        let known = self.words.of(lemma).lemma;
        if self.lemma(known) == lemma {
            return known;
        }
        self.lemmas.push(lemma.into());
        u32::try_from(self.lemmas.len() - 1).unwrap_or_default()
    }
}

/// What is known of words, by how they are spelt.
#[derive(Clone, Debug, Default)]
struct Words(FxHashMap<Spelling, Word>);

/// The longest word that is looked up, in bytes; longer ones are unknown.
const LONGEST: usize = 32;

/// A word in lower case, with straight apostrophes, and zeros after it: of one size, so that two
/// are soon compared and lie in their table themselves.
type Spelling = [u8; LONGEST];

impl Words {
    /// What is known of a word, whatever its case and its kind of apostrophe.
    fn of(&self, word: &str) -> Word {
        let known = spelling(word).and_then(|spelling| self.0.get(&spelling));
        known.copied().unwrap_or_default()
    }

    /// What is known of a word, to be added to; of one that is too long nothing will be.
    fn entry(&mut self, word: &str) -> &mut Word {
        self.0.entry(spelling(word).unwrap_or_default()).or_default()
    }
}

/// How the word is spelt; `None` if it is too long.
fn spelling(word: &str) -> Option<Spelling> {
    let mut folded = [0; LONGEST];
    if word.is_ascii() {
        let own = folded.get_mut(..word.len())?;
        own.copy_from_slice(word.as_bytes());
        own.make_ascii_lowercase();
        return Some(folded);
    }
    let mut len = 0;
    for c in word.chars() {
        let c = if c == '’' { '\'' } else { c.to_ascii_lowercase() };
        let end = len + c.len_utf8();
        c.encode_utf8(folded.get_mut(len..end)?);
        len = end;
    }
    Some(folded)
}

/// The entries of a list, without comments and empty lines.
pub fn entries(list: &str) -> impl Iterator<Item = &str> {
    list.lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
}

/// The mark of the plural, as a flag.
const PLURAL: u8 = 1 << Mark::Plural as u8;

/// The flags of the marks among the fields of an entry.
fn marks<'a>(fields: impl Iterator<Item = &'a str>) -> u8 {
    fields.fold(0, |marks, field| {
        let mark = match field {
            "m" => Mark::Male,
            "f" => Mark::Female,
            "p" => Mark::Plural,
            _ => return marks,
        };
        marks | 1 << mark as u8
    })
}

#[cfg(test)]
mod tests {
    use super::{Class, Lexicon, Mark, VerbForm};

    #[test]
    fn nouns_are_known_in_both_numbers_and_countries_with_their_people() {
        let lexicon = Lexicon::english();
        let many = lexicon.word("spokeswomen");
        assert!(many.is(Class::Role) && many.has_mark(Mark::Plural) && many.has_mark(Mark::Female));
        assert_eq!(lexicon.lemma(many.lemma()), "spokeswoman");
        assert!(lexicon.word("New Zealand").is(Class::Country));
        assert_eq!(lexicon.word("American").lemma(), lexicon.word("United States").lemma());
        assert_eq!(lexicon.word("Rome").lemma(), lexicon.word("Italians").lemma());
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
