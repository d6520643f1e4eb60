//! Speakers beside those that people named: whether a quotation that was found is given to the
//! right one, whatever the text calls them there.

use super::{
    gold,
    letters::{Covered, words},
    miss::{Miss, Mistake, Side},
    quotations::{Comparison, LIKE, found_side, gold_side},
};
use crate::{
    fact::{Actor, MentionForm, Quotation},
    text::{Span, one_line},
};

/// Words that name nobody by themselves.
const PRONOUNS: &[&str] = &[
    "i", "me", "my", "we", "us", "our", "you", "your", "he", "him", "his", "she", "her", "hers",
    "it", "its", "they", "them", "their", "who", "this", "that", "these", "those", "one",
];

/// How many quotations whose speaker is known were given to the right one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// By what the source is: a name, a description, a pronoun.
    pub forms: [OfForm; 3],
}

/// How many quotations with one form of source were given to the right speaker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfForm {
    /// Those that were annotated with their speaker.
    pub gold: usize,
    /// Those whose content was found.
    pub found: usize,
    /// Of the found, those given to the right actor.
    pub right: usize,
}

impl Tally {
    /// Adds what was counted in another article.
    pub fn merge(&mut self, other: &Self) {
        for (form, more) in self.forms.iter_mut().zip(&other.forms) {
            form.gold += more.gold;
            form.found += more.found;
            form.right += more.right;
        }
    }
}

/// Those who speak in an article.
#[derive(Clone, Copy)]
pub struct Cast<'a> {
    /// The text that all spans point into.
    pub text: &'a str,
    /// Everybody whom people told apart, each as all their mentions.
    pub entities: &'a [Vec<Span>],
    /// The engine's actors.
    pub actors: &'a [Actor],
}

/// A quotation whose speaker people named, and what the engine says of it.
struct Asked<'a> {
    said: &'a gold::Quotation,
    speaker: usize,
    /// The likest of the engine's quotations, if it is like enough.
    found: Option<&'a Quotation>,
}

/// How many quotations were given to the right speaker.
#[must_use]
pub fn tally(cast: Cast, quotations: &Comparison) -> Tally {
    let mut tally = Tally::default();
    for asked in asked(quotations) {
        let form = &mut tally.forms[form(cast.text, &asked.said.source) as usize];
        form.gold += 1;
        form.found += usize::from(asked.found.is_some());
        form.right += usize::from(asked.found.is_some_and(|found| cast.is_right(&asked, found)));
    }
    tally
}

/// The quotations that were given to the wrong speaker.
#[must_use]
pub fn misses(cast: Cast, quotations: &Comparison) -> Vec<Miss> {
    let miss = |asked: Asked| {
        let found = asked.found.filter(|found| !cast.is_right(&asked, found))?;
        let name = |actor: &Actor| one_line(actor.name.of(cast.text));
        let given = found.actor.and_then(|actor| cast.actors.get(actor)).map(name);
        Some(Miss {
            mistake: Mistake::WrongSpeaker,
            weight: f64::from(found.confidence),
            gold: Side { actor: Some(cast.named(asked.speaker)), ..gold_side(asked.said) },
            found: Side { actor: given, ..found_side(found) },
        })
    };
    asked(quotations).filter_map(miss).collect()
}

fn asked<'a>(quotations: &'a Comparison) -> impl Iterator<Item = Asked<'a>> {
    quotations.gold.iter().filter_map(|(said, content)| {
        let found = likest(content, &quotations.found);
        Some(Asked { said, speaker: said.speaker?, found })
    })
}

/// The likest of the contents, of equals the last, if it is like enough.
fn likest<'a>(content: &Covered, found: &[(&'a Quotation, Covered)]) -> Option<&'a Quotation> {
    let like = found.iter().map(|(said, other)| (content.likeness(other), *said));
    let likest = like.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    (likest.0 >= LIKE).then_some(likest.1)
}

/// What the words of a source are; a description where its pieces end in small letters.
fn form(text: &str, source: &[Span]) -> MentionForm {
    let pieces = || source.iter().map(|span| span.of(text));
    let is_name = |piece: &str| {
        let last = piece.split_whitespace().next_back();
        last.is_some_and(|word| word.starts_with(char::is_uppercase))
    };
    if is_pronoun(&words(&pieces().collect::<Vec<_>>().join(" "))) {
        MentionForm::Pronoun
    } else if pieces().any(is_name) {
        MentionForm::Name
    } else {
        MentionForm::Description
    }
}

fn is_pronoun(words: &[String]) -> bool {
    matches!(words, [word] if PRONOUNS.contains(&word.as_str()))
}

impl Cast<'_> {
    /// Whether a name of the actor ends with the word that a name or a description of the
    /// speaker ends with.
    fn is_right(self, asked: &Asked, found: &Quotation) -> bool {
        let Some(actor) = found.actor.and_then(|actor| self.actors.get(actor)) else {
            return false;
        };
        let last = |name: &Span| words(&one_line(name.of(self.text))).pop();
        let given: Vec<_> =
            std::iter::once(&actor.name).chain(&actor.aliases).filter_map(last).collect();
        let mentions = self.mentions(asked.speaker).map(|span| words(span.of(self.text)));
        let mut mentions = mentions.filter(|words| !is_pronoun(words));
        mentions.any(|mut words| words.pop().is_some_and(|word| given.contains(&word)))
    }

    /// The first mention of a speaker that is not a pronoun.
    fn named(self, speaker: usize) -> String {
        let words_of = |span: Span| one_line(span.of(self.text));
        let mut mentions = self.mentions(speaker).map(words_of);
        mentions.find(|mention| !is_pronoun(&words(mention))).unwrap_or_default()
    }

    fn mentions(self, speaker: usize) -> impl Iterator<Item = Span> {
        self.entities.get(speaker).into_iter().flatten().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{Cast, OfForm, misses, tally};
    use crate::{
        evaluate::{gold, quotations::Comparison},
        fact::{Actor, ActorKind, Quotation, QuotationKind},
        text::Span,
    };

    const TEXT: &str = "Mayor Ana Ortiz came. “It rains here,” she said. “It pours now,” the\u{200b} \
        mayor said. “It is dry there,” Bo Ortiz-Lee wrote.";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    /// What is counted for a name, a description and a pronoun, and who is wrong: three
    /// quotations of Ortiz, of Ortiz again and of Ortiz-Lee, given to these actors.
    fn check(
        actors: [Option<usize>; 3],
        expected: [[usize; 3]; 3],
        wrong: &[(&str, Option<&str>)],
    ) {
        let said = [
            ("It rains here,", "she", 0),
            ("It pours now,", "the\u{200b} mayor", 0),
            ("It is dry there,", "Bo Ortiz-Lee", 1),
        ];
        let gold = said.map(|(content, source, speaker)| gold::Quotation {
            kind: QuotationKind::Direct,
            content: vec![span(content)],
            source: vec![span(source)],
            cue: Vec::new(),
            speaker: Some(speaker),
        });
        let found = gold.iter().zip(actors).map(|(said, actor)| Quotation {
            kind: QuotationKind::Direct,
            content: said.content.clone(),
            source: Vec::new(),
            cue: Vec::new(),
            carried: None,
            actor,
            rule: "test",
            confidence: 0.5,
        });
        let found: Vec<_> = found.collect();
        let actor = |name, aliases: &[&str]| Actor {
            name: span(name),
            kind: ActorKind::Person,
            description: None,
            aliases: aliases.iter().map(|alias| span(alias)).collect(),
            mentions: Vec::new(),
        };
        let cast = Cast {
            text: TEXT,
            entities: &[vec![span("she"), span("Ana Ortiz")], vec![span("Bo Ortiz-Lee")]],
            actors: &[
                actor("Mayor Ana Ortiz", &[]),
                actor("Bo", &["Ortiz-Lee"]),
                actor("she", &[]),
            ],
        };
        let quotations = Comparison::of(TEXT, &gold, &found);
        let of_form = |[gold, found, right]: [usize; 3]| OfForm { gold, found, right };
        assert_eq!(tally(cast, &quotations).forms, expected.map(of_form));
        let misses = misses(cast, &quotations);
        let names = misses.iter().map(|miss| {
            (miss.gold.actor.as_deref().unwrap_or_default(), miss.found.actor.as_deref())
        });
        assert_eq!(names.collect::<Vec<_>>(), wrong);
    }

    #[test]
    fn a_speaker_is_right_if_a_name_of_both_ends_with_the_same_word() {
        check([Some(0), Some(0), Some(1)], [[1, 1, 1], [1, 1, 1], [1, 1, 1]], &[]);
    }

    #[test]
    fn nobody_another_and_a_bare_pronoun_are_wrong() {
        check(
            [Some(2), None, Some(0)],
            [[1, 1, 0], [1, 1, 0], [1, 1, 0]],
            &[
                ("Ana Ortiz", Some("she")),
                ("Ana Ortiz", None),
                ("Bo Ortiz-Lee", Some("Mayor Ana Ortiz")),
            ],
        );
    }
}
