//! The filter: what alone is walked and counted, as terms that can be typed and remembered.
//!
//! Its text is one term after the other, `actor:Tajani kind:direct issue:"sending troops"`. Terms
//! of one facet widen each other, those of different facets narrow each other.

use std::{fmt, str::FromStr};

use crate::fact::{Position, QuotationKind, Voice};

/// What alone is walked and counted; without a term everything is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    terms: Vec<Term>,
}

/// A thing that is asked of a quotation or a stance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// Whose it is: a name, or a part of one where nobody has the whole.
    Actor(String),
    /// How much of it stands between quotation marks.
    Kind(QuotationKind),
    /// Which side it takes.
    Position(Position),
    /// What it is about: a label, or words of one.
    Issue(String),
    /// How sure it is at least, in percent.
    Confidence(u8),
    /// Whose words show it.
    Voice(Voice),
}

/// What a term asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Whose it is.
    Actor,
    /// How much of it stands between quotation marks.
    Kind,
    /// Which side it takes.
    Position,
    /// What it is about.
    Issue,
    /// How sure it is.
    Confidence,
    /// Whose words show it.
    Voice,
}

/// The facets by the names that they are typed by.
pub const FACETS: [(&str, Facet); 6] = [
    ("actor", Facet::Actor),
    ("kind", Facet::Kind),
    ("position", Facet::Position),
    ("issue", Facet::Issue),
    ("confidence", Facet::Confidence),
    ("voice", Facet::Voice),
];
/// Kinds by the names that they are typed by.
pub const KINDS: [(&str, QuotationKind); 3] = [
    ("direct", QuotationKind::Direct),
    ("mixed", QuotationKind::Mixed),
    ("indirect", QuotationKind::Indirect),
];
/// Positions by the names that they are typed by.
pub const POSITIONS: [(&str, Position); 3] =
    [("for", Position::For), ("against", Position::Against), ("open", Position::Open)];
/// Voices by the names that they are typed by.
pub const VOICES: [(&str, Voice); 3] =
    [("direct", Voice::Direct), ("reported", Voice::Reported), ("narrated", Voice::Narrated)];

/// Why a text is no filter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    /// There is no colon in a term.
    #[error("{0:?} is no term of a filter: write a facet and a colon before it, as in actor:{0}")]
    NoFacet(String),
    /// There is no such facet.
    #[error("a filter cannot ask for {0:?}: use actor, kind, position, issue, confidence or voice")]
    Facet(String),
    /// The facet has no such value.
    #[error("{facet}:{value} is no term of a filter: use {wanted}")]
    Value {
        /// The facet.
        facet: &'static str,
        /// What was typed after it.
        value: String,
        /// What can be.
        wanted: String,
    },
    /// A quotation mark is not closed.
    #[error("a quotation mark of the filter is not closed: {0}")]
    Unclosed(String),
}

impl Term {
    /// What it asks about.
    #[must_use]
    pub const fn facet(&self) -> Facet {
        match self {
            Self::Actor(_) => Facet::Actor,
            Self::Kind(_) => Facet::Kind,
            Self::Position(_) => Facet::Position,
            Self::Issue(_) => Facet::Issue,
            Self::Confidence(_) => Facet::Confidence,
            Self::Voice(_) => Facet::Voice,
        }
    }

    /// Its value as it is typed, without quotation marks.
    #[must_use]
    pub fn value(&self) -> String {
        match self {
            Self::Actor(words) | Self::Issue(words) => words.clone(),
            Self::Kind(kind) => word(&KINDS, kind),
            Self::Position(position) => word(&POSITIONS, position),
            Self::Confidence(percent) => percent.to_string(),
            Self::Voice(voice) => word(&VOICES, voice),
        }
    }

    fn parse(name: &str, value: &str) -> Result<Self, FilterError> {
        let facet = FACETS.iter().find(|(facet, _)| *facet == name);
        let Some(&(name, facet)) = facet else {
            return Err(FilterError::Facet(name.to_owned()));
        };
        let wrong =
            |wanted: String| FilterError::Value { facet: name, value: value.to_owned(), wanted };
        let words = || match value.trim() {
            "" => Err(wrong(format!("{name}: and a name"))),
            words => Ok(words.to_owned()),
        };
        Ok(match facet {
            Facet::Actor => Self::Actor(words()?),
            Facet::Issue => Self::Issue(words()?),
            Facet::Kind => Self::Kind(known(&KINDS, value).map_err(wrong)?),
            Facet::Position => Self::Position(known(&POSITIONS, value).map_err(wrong)?),
            Facet::Voice => Self::Voice(known(&VOICES, value).map_err(wrong)?),
            Facet::Confidence => {
                let percent = value.parse().ok().filter(|percent| *percent <= 100);
                let wanted = || wrong("a number from 0 to 100".to_owned());
                Self::Confidence(percent.ok_or_else(wanted)?)
            }
        })
    }
}

/// The word for a value; nothing for one that cannot be typed.
fn word<T: PartialEq>(table: &[(&str, T)], value: &T) -> String {
    let found = table.iter().find(|(_, other)| other == value);
    found.map_or(String::new(), |(word, _)| (*word).to_owned())
}

/// The value for a word, or else the words that there are.
fn known<T: Copy>(table: &[(&str, T)], word: &str) -> Result<T, String> {
    let found = table.iter().find(|(other, _)| *other == word).map(|(_, value)| *value);
    found.ok_or_else(|| table.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", "))
}

impl Filter {
    /// Whether it lets everything through.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Its terms.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The terms of one facet.
    pub fn of(&self, facet: Facet) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(move |term| term.facet() == facet)
    }

    /// Whether it asks for what only stances have.
    #[must_use]
    pub fn is_about_stances(&self) -> bool {
        self.terms.iter().any(|term| match term.facet() {
            Facet::Position | Facet::Issue | Facet::Voice => true,
            Facet::Actor | Facet::Kind | Facet::Confidence => false,
        })
    }

    /// Asks for one thing of a facet, and no other.
    pub fn set(&mut self, facet: Facet, term: Option<Term>) {
        self.terms.retain(|other| other.facet() != facet);
        self.terms.extend(term);
    }

    /// Asks for a thing too, or not any more.
    pub fn toggle(&mut self, term: Term) {
        let before = self.terms.len();
        self.terms.retain(|other| *other != term);
        if self.terms.len() == before {
            self.terms.push(term);
        }
    }

    /// Gives terms other words for the same things.
    pub fn rename(&mut self, again: impl Fn(&Term) -> Option<Term>) {
        for term in &mut self.terms {
            if let Some(other) = again(term) {
                *term = other;
            }
        }
    }
}

impl fmt::Display for Filter {
    /// As it is typed; what is read back is the same filter.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, term) in self.terms.iter().enumerate() {
            let space = if number > 0 { " " } else { "" };
            write!(f, "{space}{term}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Term {
    /// As it is typed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = FACETS.iter().find(|(_, facet)| *facet == self.facet());
        write!(f, "{}:{}", name.map_or("", |(name, _)| name), quoted(&self.value()))
    }
}

/// The words as they are typed: between marks where they would be torn apart.
fn quoted(words: &str) -> String {
    let plain = |c: char| !(c.is_whitespace() || c == '"' || c == '\\');
    if words.chars().all(plain) {
        return words.to_owned();
    }
    let escaped = words.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

impl FromStr for Filter {
    type Err = FilterError;

    /// Reads a filter as it is typed: terms with white space between them, and values with white
    /// space in them between `"`.
    fn from_str(text: &str) -> Result<Self, FilterError> {
        let mut filter = Self::default();
        for (name, value) in split(text)? {
            let term = match name {
                Some(name) => Term::parse(&name, &value)?,
                None => return Err(FilterError::NoFacet(value)),
            };
            if !filter.terms.contains(&term) {
                filter.terms.push(term);
            }
        }
        Ok(filter)
    }
}

/// The terms as name and value, the marks taken away.
fn split(text: &str) -> Result<Vec<(Option<String>, String)>, FilterError> {
    let mut terms = Vec::new();
    let (mut name, mut value, mut begun, mut open) = (None, String::new(), false, false);
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => open = !open,
            '\\' if open => value.extend(chars.next()),
            ':' if !open && name.is_none() => name = Some(std::mem::take(&mut value)),
            c if c.is_whitespace() && !open => {
                if begun {
                    terms.push((name.take(), std::mem::take(&mut value)));
                }
                begun = false;
                continue;
            }
            c => value.push(c),
        }
        begun = true;
    }
    if open {
        return Err(FilterError::Unclosed(text.trim().to_owned()));
    }
    if begun {
        terms.push((name, value));
    }
    Ok(terms)
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, sample::select};

    use super::{Facet, Filter, KINDS, POSITIONS, Term, VOICES};

    fn check(text: &str, expected: &str) {
        let told = match text.parse::<Filter>() {
            Ok(filter) => filter.to_string(),
            Err(error) => error.to_string(),
        };
        assert_eq!(told, expected);
    }

    #[test]
    fn a_filter_is_read_as_it_is_written() {
        check("", "");
        check("  actor:Tajani  kind:direct ", "actor:Tajani kind:direct");
        check("issue:\"sending troops\" confidence:80", "issue:\"sending troops\" confidence:80");
        check("issue:sending\" \"troops", "issue:\"sending troops\"");
        check("actor:a:b actor:\"x \\\" y\"", "actor:a:b actor:\"x \\\" y\"");
        check("position:open voice:narrated position:open", "position:open voice:narrated");
    }

    #[test]
    fn what_is_no_filter_is_refused_with_what_to_do() {
        check(
            "Tajani",
            "\"Tajani\" is no term of a filter: write a facet and a colon before it, as in \
             actor:Tajani",
        );
        check(
            "who:me",
            "a filter cannot ask for \"who\": use actor, kind, position, issue, confidence or voice",
        );
        check("kind:odd", "kind:odd is no term of a filter: use direct, mixed, indirect");
        check(
            "confidence:101",
            "confidence:101 is no term of a filter: use a number from 0 to 100",
        );
        check("actor:", "actor: is no term of a filter: use actor: and a name");
        check(
            "issue:\"sending troops",
            "a quotation mark of the filter is not closed: issue:\"sending troops",
        );
    }

    #[test]
    fn a_term_is_set_alone_or_beside_others() {
        let mut filter: Filter = "kind:direct actor:A".parse().unwrap();
        filter.toggle(Term::Actor("B".into()));
        assert_eq!(filter.to_string(), "kind:direct actor:A actor:B");
        filter.set(Facet::Actor, Some(Term::Actor("C".into())));
        assert_eq!(filter.to_string(), "kind:direct actor:C");
        filter.toggle(Term::Actor("C".into()));
        filter.set(Facet::Kind, None);
        assert!(filter.is_empty());
    }

    fn any_term() -> impl Strategy<Value = Term> {
        let words = "\\PC{0,8}[^\\s\\p{C}]".prop_map(|words| words.trim().to_owned());
        let words = words.boxed();
        prop_oneof![
            words.clone().prop_map(Term::Actor),
            words.prop_map(Term::Issue),
            select(KINDS.map(|(_, kind)| kind).to_vec()).prop_map(Term::Kind),
            select(POSITIONS.map(|(_, position)| position).to_vec()).prop_map(Term::Position),
            select(VOICES.map(|(_, voice)| voice).to_vec()).prop_map(Term::Voice),
            (0..=100_u8).prop_map(Term::Confidence),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn every_filter_is_read_back_as_it_was(terms in prop::collection::vec(any_term(), 0..5)) {
            let mut filter = Filter::default();
            for term in terms.into_iter().filter(|term| !term.value().is_empty()) {
                if !filter.terms.contains(&term) {
                    filter.terms.push(term);
                }
            }
            prop_assert_eq!(filter.to_string().parse::<Filter>().unwrap(), filter);
        }

        #[test]
        fn any_text_is_a_filter_or_told_why_not(text in "\\PC{0,30}") {
            if let Err(error) = text.parse::<Filter>() {
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }
}
