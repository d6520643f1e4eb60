//! The words that show a stance: the lists `stance_*.txt`, as cues with their frames.

use super::{VERB_FORMS, VerbForm, Word, Words, entries, inflection};
use crate::fact::Position;

/// What sort of word a cue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// "oppose": the subject holds the stance.
    Verb,
    /// "opposition": its owner holds the stance.
    Noun,
    /// "critic": it names the holder.
    Agent,
    /// "opposed", "in favor": what the copula's subject is.
    Adjective,
    /// "reckless", "a disaster": judges what it is said of.
    Judgement,
}

/// A word or phrase that shows a stance.
#[derive(Clone, Debug)]
pub struct Cue {
    /// What sort of word it is.
    pub kind: Kind,
    /// The words of a phrase after its first.
    pub rest: Vec<Box<str>>,
    /// For a judgement: whether it is a noun ("a disaster").
    pub is_noun: bool,
    /// Whether the verb reports words rather than a deed or an attitude.
    pub says: bool,
    forms: u8,
    frames: usize,
}

impl Cue {
    /// Whether the word can be this form of the cue's verb.
    #[must_use]
    pub const fn has_form(&self, form: VerbForm) -> bool {
        self.forms & (1 << form as u8) != 0
    }
}

/// What follows a cue, and what position it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The position toward the target; `None` where only a negation shows one.
    pub position: Option<Position>,
    /// The position under a negation.
    pub negated: Option<Position>,
    /// Whether the cue is hedged by nature.
    pub hedged: bool,
    /// Whether the cue is a deed (a vote, a ban) rather than words.
    pub deed: bool,
    /// Whether the cue is too often about something else to be shown by default.
    pub weak: bool,
    /// In which form of the verb it holds.
    pub form: Form,
    /// The words that must stand between the cue and the target.
    pub literals: Vec<Box<str>>,
    /// What the target must be.
    pub slot: Slot,
    /// A second target after the first.
    pub then: Option<Then>,
}

/// A second target: the "of Y" of "accuse X of Y".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Then {
    /// The position toward it.
    pub position: Option<Position>,
    /// The word before it.
    pub literal: Box<str>,
    /// What it must be.
    pub slot: Slot,
}

/// In which form of its verb a frame holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// In all.
    Any,
    /// After "is": "is weighing".
    Progressive,
    /// After a modal: "would consider".
    Modal,
}

/// What stands in the place of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// Somebody and what they are called: "the bill a disaster".
    Judged,
    /// Somebody and what they shall do: "the mayor to resign".
    WhoDo,
    /// A clause; the word that begins it is a literal.
    Clause,
    /// "to" and a verb.
    Do,
    /// A verb in -ing.
    Doing,
    /// Who holds the stance on the subject: "the bill alarmed Smith".
    Moved,
    /// A person or a body.
    Who,
    /// A proposal, an act, an idea.
    What,
    /// A person, a body or a thing.
    Any,
}

/// The cues of one language, each under the number that its first word carries.
#[derive(Clone, Debug, Default)]
pub struct Cues {
    by_number: Vec<Vec<Cue>>,
    frames: Vec<Vec<Frame>>,
}

const LISTS: &[(Kind, &str)] = &[
    (Kind::Verb, include_str!("../../assets/lexicon/en/stance_verbs.txt")),
    (Kind::Noun, include_str!("../../assets/lexicon/en/stance_nouns.txt")),
    (Kind::Adjective, include_str!("../../assets/lexicon/en/stance_adjectives.txt")),
    (Kind::Judgement, include_str!("../../assets/lexicon/en/stance_judgements.txt")),
];

impl Cues {
    /// The English cues; each word is told what it begins.
    pub(super) fn english(words: &mut Words) -> Self {
        // The first number is that of words that begin no cue.
        let mut cues = Self { by_number: vec![Vec::new()], frames: Vec::new() };
        for (kind, list) in LISTS {
            entries(list).for_each(|entry| cues.add(entry, *kind, words));
        }
        cues
    }

    /// The cues that begin with the word.
    #[must_use]
    pub fn of(&self, word: Word) -> &[Cue] {
        self.by_number.get(usize::from(word.cues)).map_or(&[], Vec::as_slice)
    }

    /// The frames of a cue, those with the most words first.
    #[must_use]
    pub fn frames(&self, cue: &Cue) -> &[Frame] {
        self.frames.get(cue.frames).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, entry: &str, kind: Kind, words: &mut Words) {
        let (head, rest) = entry.split_once(char::is_whitespace).unwrap_or((entry, ""));
        let rest = rest.trim_start();
        let (kind, rest) = match rest.strip_prefix("agent ") {
            Some(rest) => (Kind::Agent, rest),
            None => (kind, rest),
        };
        let (says, rest) = match rest.strip_prefix("says ") {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let mut frames: Vec<Frame> = if kind == Kind::Judgement {
            vec![judgement(rest)]
        } else {
            rest.split(';').filter_map(frame).collect()
        };
        frames.sort_by_key(|frame| {
            (usize::MAX - frame.literals.len(), frame.slot, frame.then.is_none())
        });
        self.frames.push(frames);
        for (word, form) in forms(head, kind) {
            if let Some(cue) = self.insert(&word, (kind, form), words) {
                cue.says = says;
            }
        }
    }

    /// Adds a form of the entry whose frames were pushed last.
    fn insert(
        &mut self,
        phrase: &str,
        (kind, form): (Kind, Option<VerbForm>),
        words: &mut Words,
    ) -> Option<&mut Cue> {
        let mut parts = phrase.split('_').peekable();
        let is_noun = kind == Kind::Judgement
            && parts.next_if(|part| matches!(*part, "a" | "an" | "the")).is_some();
        let first = words.entry(parts.next()?);
        let frames = self.frames.len() - 1;
        let flag = form.map_or(0, |form| 1 << form as u8);
        let rest: Vec<Box<str>> = parts.map(Box::from).collect();
        if first.cues == 0 {
            first.cues = u16::try_from(self.by_number.len()).ok()?;
            self.by_number.push(Vec::new());
        }
        let known = &mut self.by_number[usize::from(first.cues)];
        let same = |cue: &Cue| cue.frames == frames && cue.rest == rest;
        if !known.iter().any(same) {
            // Longer phrases first.
            let at = known.partition_point(|cue| cue.rest.len() >= rest.len());
            let rest = rest.clone();
            // Most words begin a single cue.
            known.reserve_exact(1);
            known.insert(at, Cue { kind, rest, is_noun, says: false, forms: 0, frames });
        }
        let cue = known.iter_mut().find(|cue| same(cue))?;
        cue.forms |= flag;
        Some(cue)
    }
}

/// The words under which an entry is found: a verb's forms, a noun's plural.
pub(super) fn forms(head: &str, kind: Kind) -> Vec<(String, Option<VerbForm>)> {
    match kind {
        Kind::Verb => inflection::verb(head).into_iter().zip(VERB_FORMS.map(Some)).collect(),
        Kind::Noun | Kind::Agent => {
            let (one, many) = head.split_once('/').unwrap_or((head, ""));
            let many =
                if many.is_empty() { inflection::third_person(one) } else { many.to_owned() };
            vec![(one.to_owned(), None), (many, None)]
        }
        Kind::Adjective | Kind::Judgement => vec![(head.to_owned(), None)],
    }
}

/// "for~open" → what it is, and what it becomes under a negation.
fn judgement(words: &str) -> Frame {
    let (plain, negated) = words.split_once('~').map_or((words, None), |(p, n)| (p, Some(n)));
    let position = position(plain.trim());
    let turned = match position {
        Some(Position::For) => Some(Position::Against),
        Some(Position::Against) => Some(Position::For),
        _ => None,
    };
    Frame {
        position,
        negated: negated.map_or(turned, |word| self::position(word.trim())),
        ..bare(Slot::Any)
    }
}

const fn bare(slot: Slot) -> Frame {
    Frame {
        position: None,
        negated: None,
        hedged: false,
        deed: false,
        weak: false,
        form: Form::Any,
        literals: Vec::new(),
        slot,
        then: None,
    }
}

/// A frame as the lists write it: "against~open:ing out any".
fn frame(words: &str) -> Option<Frame> {
    let mut words = words.split_whitespace();
    let mut found = head(words.next()?)?;
    for word in words.by_ref() {
        if let Some(slot) = slot(word) {
            if slot == Slot::Clause {
                found.literals.push(word.into());
            }
            found.slot = slot;
            found.then = then(words, found.position);
            return Some(found);
        }
        found.literals.push(word.into());
    }
    None
}

/// The first word of a frame: position, what a negation makes of it, flags and form.
fn head(word: &str) -> Option<Frame> {
    let (word, form) = match word.split_once(':') {
        Some((word, "ing")) => (word, Form::Progressive),
        Some((word, "modal")) => (word, Form::Modal),
        Some(_) => return None,
        None => (word, Form::Any),
    };
    let [hedged, deed, weak] = ['?', '!', '*'].map(|flag| word.contains(flag));
    let word = word.replace(['?', '!', '*'], "");
    let (plain, negated) = word.split_once('~').map_or((&*word, None), |(p, n)| (p, Some(n)));
    let position = position(plain);
    let turned = matches!(position, Some(Position::For | Position::Open));
    let negated = negated.map_or_else(|| turned.then_some(Position::Against), self::position);
    Some(Frame { position, negated, hedged, deed, weak, form, ..bare(Slot::Any) })
}

fn then<'a>(words: impl Iterator<Item = &'a str>, first: Option<Position>) -> Option<Then> {
    let words: Vec<&str> = words.collect();
    match *words.as_slice() {
        [literal, at, second] => {
            Some(Then { position: position(at), literal: literal.into(), slot: slot(second)? })
        }
        [literal, second] => {
            Some(Then { position: first, literal: literal.into(), slot: slot(second)? })
        }
        _ => None,
    }
}

fn position(word: &str) -> Option<Position> {
    match word {
        "for" => Some(Position::For),
        "against" => Some(Position::Against),
        "open" => Some(Position::Open),
        _ => None,
    }
}

fn slot(word: &str) -> Option<Slot> {
    Some(match word {
        "who" => Slot::Who,
        "moved" => Slot::Moved,
        "what" => Slot::What,
        "any" => Slot::Any,
        "do" => Slot::Do,
        "doing" => Slot::Doing,
        "whodo" => Slot::WhoDo,
        "judged" => Slot::Judged,
        "that" | "whether" | "if" | "when" | "how" | "why" => Slot::Clause,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Kind, LISTS, Slot, VerbForm, entries, frame, judgement};
    use crate::{fact::Position, lexicon::Lexicon};

    #[test]
    fn a_frame_tells_position_negation_words_and_targets() {
        let accuse = frame("against who of what").unwrap();
        assert_eq!((accuse.position, accuse.slot), (Some(Position::Against), Slot::Who));
        assert_eq!(accuse.then.unwrap().position, Some(Position::Against));
        let rule = frame("against~open out any").unwrap();
        assert_eq!(rule.negated, Some(Position::Open));
        assert_eq!(rule.literals, ["out".into()]);
        assert_eq!(frame("for").map(|frame| frame.slot), None);
    }

    #[test]
    fn every_entry_has_frames_and_every_frame_is_read() {
        for (kind, list) in LISTS {
            for entry in entries(list) {
                let (_, rest) = entry.split_once(char::is_whitespace).unwrap();
                let rest = rest.trim().trim_start_matches("agent ").trim_start_matches("says ");
                let read = match kind {
                    Kind::Judgement => judgement(rest).position.is_some(),
                    _ => rest.split(';').all(|words| frame(words).is_some()),
                };
                assert!(read, "cannot read {entry:?}");
            }
        }
    }

    #[test]
    fn a_cue_is_found_by_any_of_its_forms() {
        let lexicon = Lexicon::english();
        let of = |word| lexicon.stance().of(lexicon.word(word));
        let opposed = of("Opposed");
        assert!(opposed.iter().any(|cue| cue.has_form(VerbForm::Past)));
        assert!(opposed.iter().any(|cue| cue.kind == Kind::Adjective));
        assert!(of("critics").iter().any(|cue| cue.kind == Kind::Agent));
        assert!(of("disaster").iter().any(|cue| cue.is_noun));
        assert!(of("xylophone").is_empty());
    }

    #[test]
    fn the_table_holds_three_hundred_verbs_and_as_many_other_cues() {
        let count = |of: fn(&Kind) -> bool| -> usize {
            LISTS.iter().filter(|(kind, _)| of(kind)).map(|(_, list)| entries(list).count()).sum()
        };
        assert!(count(|kind| *kind == Kind::Verb) >= 300);
        assert!(count(|kind| *kind != Kind::Verb) >= 300);
    }
}
