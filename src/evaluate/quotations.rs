//! Quotations beside those that people marked: contents found, borders, sources, cues.

use super::{
    calibration::Calibration,
    gold,
    letters::{Covered, Letters},
    miss::{Miss, Mistake, Role, Side, marks},
    one_to_one,
};
use crate::{fact::Quotation, text::Span};

/// How much of the letters of two contents both must have, so that one is the other.
pub const LIKE: f64 = 0.5;

/// How many quotations of one article or of several were found, and how well.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// Those that were annotated.
    pub gold: usize,
    /// Those that the engine gave.
    pub predicted: usize,
    /// Those with the very letters of the annotated one.
    pub exact: usize,
    /// Those that share at least [`LIKE`] of their letters with the annotated one.
    pub found: usize,
    /// Of the found, those with the right source.
    pub attributed: usize,
    /// Of the found, those with the right cue.
    pub cued: usize,
    /// The same by kind: direct, mixed, indirect.
    pub kinds: [OfKind; 3],
    /// How sure those that the engine gave are, and whether they are found and attributed.
    pub calibration: Calibration,
}

/// How many quotations of one kind were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfKind {
    /// Those that were annotated.
    pub gold: usize,
    /// Those that were found.
    pub found: usize,
    /// Of the found, those with the right source.
    pub attributed: usize,
}

impl Tally {
    /// Adds what was counted in another article.
    pub fn merge(&mut self, other: &Self) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.exact += other.exact;
        self.found += other.found;
        self.attributed += other.attributed;
        self.cued += other.cued;
        for (kind, more) in self.kinds.iter_mut().zip(&other.kinds) {
            kind.gold += more.gold;
            kind.found += more.found;
            kind.attributed += more.attributed;
        }
        self.calibration.merge(&other.calibration);
    }
}

/// The quotations of an article beside those that people marked.
pub struct Comparison<'a> {
    letters: Letters,
    /// The annotated quotations, and the letters of their contents.
    pub(super) gold: Vec<(&'a gold::Quotation, Covered)>,
    /// The engine's quotations, and the letters of their contents.
    pub(super) found: Vec<(&'a Quotation, Covered)>,
    /// Which belong together: one to one, the likest first.
    pairs: Vec<Pair>,
}

struct Pair {
    gold: usize,
    found: usize,
    likeness: f64,
}

/// What is to be said of a source.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Right,
    Wrong,
    Missing,
    Invented,
}

impl<'a> Comparison<'a> {
    /// The quotations that were annotated in a text beside those that were found in it.
    #[must_use]
    pub fn of(text: &str, gold: &'a [gold::Quotation], found: &'a [Quotation]) -> Self {
        let letters = Letters::of(text);
        let gold: Vec<_> = gold.iter().map(|said| (said, letters.covered(&said.content))).collect();
        let found: Vec<_> =
            found.iter().map(|said| (said, letters.covered(&said.content))).collect();
        let pairs = pairs(&gold, &found);
        Self { letters, gold, found, pairs }
    }

    /// How many were found, and how well.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let predicted = self.found.iter().filter(|(_, content)| !content.is_empty()).count();
        let mut tally = Tally { gold: self.gold.len(), predicted, ..Tally::default() };
        for (said, _) in &self.gold {
            tally.kinds[said.kind as usize].gold += 1;
        }
        let mut right = vec![false; self.found.len()];
        for pair in &self.pairs {
            let (said, like) = (self.gold[pair.gold].0, pair.likeness >= LIKE);
            right[pair.found] = like && self.verdict(pair) == Verdict::Right;
            let attributed = usize::from(right[pair.found]);
            tally.exact += usize::from(self.gold[pair.gold].1 == self.found[pair.found].1);
            tally.found += usize::from(like);
            tally.attributed += attributed;
            tally.cued += usize::from(like && self.is_cue_right(pair));
            let kind = &mut tally.kinds[said.kind as usize];
            kind.found += usize::from(like);
            kind.attributed += attributed;
        }
        for ((said, content), right) in self.found.iter().zip(right) {
            if !content.is_empty() {
                tally.calibration.add(said.confidence, right);
            }
        }
        tally
    }

    /// What is wrong with them, one by one.
    #[must_use]
    pub fn misses(&self) -> Vec<Miss> {
        let (mut met, mut used) = (vec![false; self.gold.len()], vec![false; self.found.len()]);
        let mut misses = Vec::new();
        for pair in &self.pairs {
            (met[pair.gold], used[pair.found]) = (true, true);
            misses.extend(self.fault(pair));
        }
        let unmet = self.gold.iter().zip(met).filter(|(_, met)| !met);
        misses.extend(unmet.map(|((said, content), _)| Miss {
            mistake: Mistake::Missed,
            weight: weight(content.count()),
            gold: gold_side(said),
            found: likest(content, &self.found).map(found_side).unwrap_or_default(),
        }));
        let spare = self.found.iter().zip(used).filter(|(_, used)| !used);
        let spare = spare.filter(|((_, content), _)| !content.is_empty());
        misses.extend(spare.map(|((said, content), _)| Miss {
            mistake: Mistake::Spurious,
            weight: f64::from(said.confidence),
            gold: likest(content, &self.gold).map(gold_side).unwrap_or_default(),
            found: found_side(said),
        }));
        misses
    }

    /// What is wrong with a quotation that was found, if anything is.
    fn fault(&self, pair: &Pair) -> Option<Miss> {
        let ((gold, content), (found, other)) = (&self.gold[pair.gold], &self.found[pair.found]);
        let apart = content.count() + other.count() - 2 * content.shared(other);
        let sure = f64::from(found.confidence);
        let (mistake, weight) = match self.verdict(pair) {
            _ if pair.likeness < LIKE => (Mistake::Border, weight(apart)),
            Verdict::Right => return None,
            Verdict::Wrong => (Mistake::WrongSource, sure),
            Verdict::Missing => (Mistake::SourceMissing, sure),
            Verdict::Invented => (Mistake::SourceInvented, sure),
        };
        Some(Miss { mistake, weight, gold: gold_side(gold), found: found_side(found) })
    }

    fn verdict(&self, pair: &Pair) -> Verdict {
        let gold = self.letters.covered(&self.gold[pair.gold].0.source);
        let found = self.letters.covered(&self.found[pair.found].0.source);
        match (gold.is_empty(), found.is_empty()) {
            (true, true) => Verdict::Right,
            (true, false) => Verdict::Invented,
            (false, true) => Verdict::Missing,
            (false, false) if gold.shared(&found) > 0 => Verdict::Right,
            (false, false) => Verdict::Wrong,
        }
    }

    /// Whether the cues share a letter, or neither has any.
    fn is_cue_right(&self, pair: &Pair) -> bool {
        let gold = self.letters.covered(&self.gold[pair.gold].0.cue);
        let found = self.letters.covered(&self.found[pair.found].0.cue);
        gold.shared(&found) > 0 || (gold.is_empty() && found.is_empty())
    }
}

/// The contents that share a letter, one to one, the likest first; of equals the later ones.
fn pairs<A, B>(gold: &[(A, Covered)], found: &[(B, Covered)]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (i, (_, content)) in gold.iter().enumerate() {
        for (j, (_, other)) in found.iter().enumerate() {
            if content.shared(other) > 0 {
                pairs.push(Pair { gold: i, found: j, likeness: content.likeness(other) });
            }
        }
    }
    pairs.sort_by(|a, b| {
        let by_place = || (b.gold, b.found).cmp(&(a.gold, a.found));
        b.likeness.total_cmp(&a.likeness).then_with(by_place)
    });
    one_to_one(pairs, |pair| (pair.gold, pair.found))
}

/// Of the contents that share a letter with this one the likest.
fn likest<'a, T>(content: &Covered, others: &[(&'a T, Covered)]) -> Option<&'a T> {
    let like = |other: &Covered| content.likeness(other);
    let sharing = others.iter().filter(|(_, other)| content.shared(other) > 0);
    sharing.max_by(|(_, a), (_, b)| like(a).total_cmp(&like(b))).map(|(said, _)| *said)
}

#[expect(clippy::cast_precision_loss, reason = "no text has 2^52 letters")]
fn weight(letters: usize) -> f64 {
    letters as f64
}

/// An annotated quotation as it is shown.
#[must_use]
pub fn gold_side(said: &gold::Quotation) -> Side {
    Side { marks: parts(&said.content, &said.source, &said.cue), ..Side::default() }
}

/// A quotation of the engine as it is shown.
#[must_use]
pub fn found_side(said: &Quotation) -> Side {
    let claim = Some((said.confidence, said.rule));
    Side { marks: parts(&said.content, &said.source, &said.cue), claim, ..Side::default() }
}

fn parts(content: &[Span], source: &[Span], cue: &[Span]) -> Vec<(Role, Span)> {
    let content = marks(Role::Content, content);
    content.chain(marks(Role::Source, source)).chain(marks(Role::Cue, cue)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Comparison, OfKind};
    use crate::{
        evaluate::{gold, miss::Mistake},
        fact::{Quotation, QuotationKind},
        text::Span,
    };

    const TEXT: &str = "abcdefghij klmnop, Ann said. “Rs tuvw xyz!” Bo added.";

    fn spans(words: &[&str]) -> Vec<Span> {
        let span = |word: &&str| {
            let start = TEXT.find(word).unwrap();
            Span::new(start, start + word.len())
        };
        words.iter().map(span).collect()
    }

    fn marked(content: &str, source: &[&str], cue: &[&str]) -> gold::Quotation {
        gold::Quotation {
            kind: QuotationKind::Indirect,
            content: spans(&[content]),
            source: spans(source),
            cue: spans(cue),
            speaker: None,
        }
    }

    fn given(content: &str, source: &[&str], confidence: f32) -> Quotation {
        Quotation {
            kind: QuotationKind::Indirect,
            content: spans(&[content]),
            source: spans(source),
            cue: spans(&["said"]),
            carried: None,
            actor: None,
            rule: "test",
            confidence,
        }
    }

    /// Mistakes and their weights.
    fn mistakes(gold: &[gold::Quotation], found: &[Quotation]) -> Vec<(Mistake, f64)> {
        let misses = Comparison::of(TEXT, gold, found).misses();
        misses.iter().map(|miss| (miss.mistake, miss.weight)).collect()
    }

    #[test]
    fn half_of_the_letters_make_a_quotation_found() {
        let gold = [marked("abcdefghij", &["Ann"], &["said"])];
        let tally = |content| {
            let tally = Comparison::of(TEXT, &gold, &[given(content, &["Ann"], 0.5)]).tally();
            [tally.predicted, tally.exact, tally.found, tally.attributed, tally.cued]
        };
        assert_eq!(tally("abcdefghij "), [1, 1, 1, 1, 1]);
        assert_eq!(tally("fghij"), [1, 0, 1, 1, 1]);
        assert_eq!(tally("ghij"), [1, 0, 0, 0, 0]);
        assert_eq!(tally(" "), [0, 0, 0, 0, 0]);
    }

    #[test]
    fn one_content_is_found_by_one_quotation_the_likest() {
        let gold = [marked("abcdefghij", &["Ann"], &[]), marked("klmnop", &["Ann"], &[])];
        let found = [
            given("abcdef", &["Bo"], 0.5),
            given("abcdefghij klmnop", &["Ann"], 0.7),
            given("abcdefghi", &["Ann"], 0.9),
        ];
        let tally = Comparison::of(TEXT, &gold, &found).tally();
        assert_eq!([tally.gold, tally.predicted, tally.found, tally.attributed], [2, 3, 1, 1]);
        assert_eq!(tally.kinds[2], OfKind { gold: 2, found: 1, attributed: 1 });
        assert_eq!(tally.cued, 0);
        // Right is the third alone: the gaps are 0.5, 0.7 and 0.1.
        assert!((tally.calibration.error() - 1.3 / 3.0).abs() < 1e-6);
    }

    #[test]
    fn of_two_that_are_as_like_the_later_counts() {
        let gold = [marked("abcdefghij", &["Ann"], &[])];
        let found = [given("abcdefgh", &["Ann"], 0.5), given("cdefghij", &["Bo"], 0.5)];
        let tally = Comparison::of(TEXT, &gold, &found).tally();
        assert_eq!((tally.found, tally.attributed), (1, 0));
    }

    #[test]
    fn every_mistake_is_told_once() {
        use Mistake::{Border, Missed, SourceInvented, SourceMissing, Spurious, WrongSource};
        let ann = || marked("abcdefghij", &["Ann"], &[]);
        let nobody = || marked("abcdefghij", &[], &[]);
        let check = |gold: gold::Quotation, found: Quotation, expected: &[(Mistake, f64)]| {
            assert_eq!(mistakes(&[gold], &[found]), expected);
        };
        check(ann(), given("abcdefghij", &["Ann said"], 0.5), &[]);
        check(nobody(), given("abcdefghij", &[], 0.5), &[]);
        check(ann(), given("abcdefghij", &["Bo"], 0.5), &[(WrongSource, 0.5)]);
        check(ann(), given("abcdefghij", &[], 0.5), &[(SourceMissing, 0.5)]);
        check(nobody(), given("abcdefghij", &["Bo"], 0.5), &[(SourceInvented, 0.5)]);
        check(ann(), given("hij klmnop", &["Ann"], 0.5), &[(Border, 13.0)]);
        check(ann(), given("xyz", &["Ann"], 0.5), &[(Missed, 10.0), (Spurious, 0.5)]);
        assert_eq!(mistakes(&[], &[given("“", &[], 0.5)]), []);
    }

    #[test]
    fn what_was_missed_is_shown_beside_what_overlaps_it() {
        let gold = [marked("abcdefghij", &[], &[]), marked("klmnop", &[], &[])];
        let found = [given("abcdefghij klmnop", &[], 0.5)];
        let misses = Comparison::of(TEXT, &gold, &found).misses();
        assert_eq!(misses.len(), 1);
        assert_eq!(misses[0].gold.marks[0].1, spans(&["klmnop"])[0]);
        assert_eq!(misses[0].found.marks[0].1, spans(&["abcdefghij klmnop"])[0]);
    }
}
