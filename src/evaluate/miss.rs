//! Mistakes, one by one: what was annotated, what was found, and the worst of each kind.

use super::gold::Annotated;
use crate::{
    analysis::{Reading, sentence::Sentence},
    fact::{Confidence, Position},
    lexicon::Lexicon,
    text::Span,
};

/// What is wrong. The order is that in which kinds take turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mistake {
    /// A quotation was not found.
    Missed,
    /// A quotation was found, but shares less than half of its letters with what it should be.
    Border,
    /// Something was found that is no quotation.
    Spurious,
    /// A quotation was given the wrong source.
    WrongSource,
    /// A quotation was given no source.
    SourceMissing,
    /// A quotation that has no source was given one.
    SourceInvented,
    /// A quotation was given to the wrong speaker, whatever its source.
    WrongSpeaker,
    /// A stance was not found.
    StanceMissed,
    /// A stance was found with the wrong position.
    WrongPosition,
    /// Something was found that is no stance.
    StanceSpurious,
}

impl Mistake {
    /// All of them, in order.
    pub const ALL: [Self; 10] = [
        Self::Missed,
        Self::Border,
        Self::Spurious,
        Self::WrongSource,
        Self::SourceMissing,
        Self::SourceInvented,
        Self::WrongSpeaker,
        Self::StanceMissed,
        Self::WrongPosition,
        Self::StanceSpurious,
    ];
}

/// A mistake in an article.
#[derive(Clone, Debug)]
pub struct Miss {
    /// What is wrong.
    pub mistake: Mistake,
    /// How bad it is beside others of its kind: how much is missed, or how sure the engine is of
    /// what is wrong.
    pub weight: f64,
    /// What was annotated.
    pub gold: Side,
    /// What was found.
    pub found: Side,
}

/// One of the two readings of a place; without marks, nothing is there.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// The words that it marks; a later mark stands above an earlier one.
    pub marks: Vec<(Role, Span)>,
    /// Whose words or whose stance it is, where that is at issue.
    pub actor: Option<String>,
    /// The position of a stance and what it is about.
    pub stance: Option<(Position, String)>,
    /// How sure the engine is, and the rule or model that spoke.
    pub claim: Option<(Confidence, &'static str)>,
}

/// What marked words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What was said, or what shows a stance.
    Content,
    /// Who said it.
    Source,
    /// What a stance is about.
    Target,
    /// The words that decide.
    Cue,
}

/// The marks for each of the spans.
pub fn marks(role: Role, spans: &[Span]) -> impl Iterator<Item = (Role, Span)> {
    spans.iter().map(move |span| (role, *span))
}

/// A mistake with the sentences in which it was made, apart from their article.
#[derive(Clone, Debug)]
pub struct Shown {
    /// What the annotation calls the article.
    pub document: String,
    /// The sentences.
    pub text: String,
    /// Their paragraphs.
    pub paragraphs: Vec<Span>,
    /// The code points of the article before them.
    pub before: usize,
    /// The mistake; its spans point into `text` and end with it.
    pub miss: Miss,
}

/// The worst mistakes of each kind.
pub struct Worst {
    most: usize,
    /// By kind, the worst first; of equals the earlier one.
    kinds: [Vec<Shown>; Mistake::ALL.len()],
}

impl Worst {
    /// Keeps at most so many of each kind.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self { most, kinds: std::array::from_fn(|_| Vec::new()) }
    }

    /// Adds those of one article.
    pub fn add(&mut self, misses: Vec<Shown>) {
        for shown in misses {
            self.kinds[shown.miss.mistake as usize].push(shown);
        }
        for kind in &mut self.kinds {
            kind.sort_by(|a, b| b.miss.weight.total_cmp(&a.miss.weight));
            kind.truncate(self.most);
        }
    }

    /// The worst of all kinds, together: the kinds take turns until there are enough. They are
    /// given kind by kind.
    #[must_use]
    pub fn chosen(self) -> Vec<Shown> {
        let sizes = self.kinds.each_ref().map(Vec::len);
        let turns = (0..self.most).flat_map(|turn| (0..sizes.len()).map(move |kind| (turn, kind)));
        let there = turns.filter(|(turn, kind)| *turn < sizes[*kind]);
        let mut shares = [0; Mistake::ALL.len()];
        there.take(self.most).for_each(|(_, kind)| shares[kind] += 1);
        let taken = self.kinds.into_iter().zip(shares);
        taken.flat_map(|(kind, share)| kind.into_iter().take(share)).collect()
    }
}

/// The worst mistakes of an article, at most so many of each kind, with their sentences.
#[must_use]
pub fn shown(
    misses: Vec<Miss>,
    annotated: &Annotated,
    lexicon: &Lexicon,
    most: usize,
) -> Vec<Shown> {
    let misses = worst(misses, most);
    if misses.is_empty() {
        return Vec::new();
    }
    let sentences = Reading::new(&annotated.article, lexicon).sentences;
    misses.into_iter().map(|miss| apart(miss, annotated, &sentences)).collect()
}

fn worst(mut misses: Vec<Miss>, most: usize) -> Vec<Miss> {
    misses.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let mut kept = [0; Mistake::ALL.len()];
    misses.retain(|miss| {
        kept[miss.mistake as usize] += 1;
        kept[miss.mistake as usize] <= most
    });
    misses
}

/// A mistake with the sentences from the first to the last that are at issue: those of what was
/// missed, of what is spurious, or of both sides.
fn apart(mut miss: Miss, annotated: &Annotated, sentences: &[Sentence]) -> Shown {
    let article = &annotated.article;
    let (gold, found) = (&miss.gold.marks[..], &miss.found.marks[..]);
    let sides = match miss.mistake {
        Mistake::Missed | Mistake::StanceMissed => [gold, &[]],
        Mistake::Spurious | Mistake::StanceSpurious => [found, &[]],
        Mistake::Border
        | Mistake::WrongSource
        | Mistake::SourceMissing
        | Mistake::SourceInvented
        | Mistake::WrongSpeaker
        | Mistake::WrongPosition => [gold, found],
    };
    let marked = sides.into_iter().flatten().map(|(_, span)| *span);
    let whole = sentences_of(marked.reduce(Span::to).unwrap_or_default(), sentences);
    let cut = |span: Span| {
        let within = |at: usize| at.clamp(whole.start, whole.end) - whole.start;
        Span::new(within(span.start), within(span.end))
    };
    for side in [&mut miss.gold, &mut miss.found] {
        side.marks.iter_mut().for_each(|(_, span)| *span = cut(*span));
        side.marks.retain(|(_, span)| !span.is_empty());
    }
    let paragraphs = article.paragraphs.iter().filter(|paragraph| paragraph.meets(whole));
    Shown {
        document: annotated.id.clone(),
        text: whole.of(&article.text).into(),
        paragraphs: paragraphs.map(|paragraph| cut(*paragraph)).collect(),
        before: Span::new(0, whole.start).of(&article.text).chars().count(),
        miss,
    }
}

/// From the first to the last of the sentences that a span meets.
fn sentences_of(span: Span, sentences: &[Sentence]) -> Span {
    let first = sentences.partition_point(|sentence| sentence.span.end <= span.start);
    let met = sentences[first..].iter().map(|sentence| sentence.span);
    met.take_while(|sentence| sentence.start < span.end).fold(span, Span::to)
}

#[cfg(test)]
mod tests {
    use super::{Miss, Mistake, Role, Shown, Side, Worst, shown};
    use crate::{
        article::{Article, ParagraphKind},
        evaluate::gold::{Annotated, Gold},
        lexicon::Lexicon,
        text::Span,
    };

    fn miss(mistake: Mistake, weight: f64, marked: &[(usize, usize)]) -> Miss {
        let marks = marked.iter().map(|(start, end)| (Role::Content, Span::new(*start, *end)));
        let gold = Side { marks: marks.collect(), ..Side::default() };
        Miss { mistake, weight, gold, found: Side::default() }
    }

    fn annotated() -> Annotated {
        let text = "É one. Two two. Three.\n\nFour. Five.";
        let paragraphs = vec![Span::new(0, 23), Span::new(25, 36)];
        let kinds = vec![ParagraphKind::Body; 2];
        let article = Article { text: text.into(), paragraphs, kinds, ..Article::default() };
        Annotated { id: "a".into(), article, gold: Gold::default() }
    }

    #[test]
    fn a_mistake_is_shown_with_the_sentences_that_it_touches() {
        let misses = vec![miss(Mistake::Missed, 1.0, &[(12, 15), (25, 27)])];
        let shown = shown(misses, &annotated(), &Lexicon::english(), 5);
        assert_eq!(shown[0].text, "Two two. Three.\n\nFour.");
        assert_eq!(shown[0].before, 7);
        assert_eq!(shown[0].paragraphs, [Span::new(0, 15), Span::new(17, 22)]);
        let marked: Vec<_> =
            shown[0].miss.gold.marks.iter().map(|(_, span)| span.of(&shown[0].text)).collect();
        assert_eq!(marked, ["two", "Fo"]);
    }

    #[test]
    fn what_is_missed_is_not_lost_in_a_longer_thing_that_was_found() {
        let mut missed = miss(Mistake::Missed, 1.0, &[(8, 11)]);
        missed.found.marks = [(0, 5), (12, 27), (9, 30)]
            .map(|(start, end)| (Role::Content, Span::new(start, end)))
            .to_vec();
        let shown = &shown(vec![missed], &annotated(), &Lexicon::english(), 5)[0];
        assert_eq!(shown.text, "Two two.");
        let marked = |side: &Side| -> Vec<_> {
            side.marks.iter().map(|(_, span)| span.of(&shown.text).to_owned()).collect()
        };
        assert_eq!(marked(&shown.miss.gold), ["Two"]);
        assert_eq!(marked(&shown.miss.found), ["two.", "wo two."]);
    }

    /// Those that are chosen, as kind and weight.
    fn chosen(most: usize, articles: &[&[(Mistake, f64)]]) -> Vec<(Mistake, f64)> {
        let mut worst = Worst::new(most);
        for misses in articles {
            let misses = misses.iter().map(|(kind, weight)| miss(*kind, *weight, &[(0, 2)]));
            worst.add(shown(misses.collect(), &annotated(), &Lexicon::english(), most));
        }
        let kind = |shown: &Shown| (shown.miss.mistake, shown.miss.weight);
        worst.chosen().iter().map(kind).collect()
    }

    #[test]
    fn kinds_take_turns_and_the_worst_of_each_comes_first() {
        use Mistake::{Missed, Spurious, WrongSource};
        let articles: [&[_]; 2] = [
            &[(Missed, 3.0), (Spurious, 0.5), (Missed, 9.0), (Missed, 1.0)],
            &[(Missed, 7.0), (WrongSource, 0.9)],
        ];
        assert_eq!(
            chosen(4, &articles),
            [(Missed, 9.0), (Missed, 7.0), (Spurious, 0.5), (WrongSource, 0.9)]
        );
        assert_eq!(chosen(2, &articles), [(Missed, 9.0), (Spurious, 0.5)]);
        assert_eq!(chosen(9, &articles).len(), 6);
        assert_eq!(chosen(0, &articles), []);
    }
}
