//! Marks: what the words of a line are to the quotations, and to the one that is looked at.

use super::Line;
use crate::{
    fact::{Analysis, Position},
    text::Span,
};

/// Words of one line with one mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub span: Span,
    /// The innermost quotation whose content they belong to.
    pub quotation: Option<usize>,
    /// What they are to the chosen fact.
    pub part: Option<Part>,
}

/// What words are to the chosen fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What was said.
    Content,
    /// The words that tie the source to the content.
    Cue,
    /// Who said it, as named there.
    Source,
    /// The sentence that shows a stance.
    Evidence,
    /// The words in it that decide, and for which side.
    Decisive(Position),
}

/// The fact that is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chosen {
    /// None yet.
    #[default]
    Nothing,
    /// A quotation.
    Quotation(usize),
    /// A stance.
    Stance(usize),
}

/// The contents of all quotations, ready to be asked for by place.
#[derive(Debug, Default)]
pub struct Overlay {
    /// Pieces of content with their quotation and its length in bytes, sorted by start.
    pieces: Vec<(Span, usize, usize)>,
    /// The furthest end of the pieces up to each.
    reach: Vec<usize>,
}

impl Overlay {
    /// The overlay of an analysis.
    #[must_use]
    pub fn new(analysis: &Analysis) -> Self {
        let mut pieces: Vec<_> = Vec::with_capacity(analysis.quotations.len());
        for (quotation, fact) in analysis.quotations.iter().enumerate() {
            let len = fact.extent().len();
            pieces.extend(fact.content.iter().map(|&span| (span, quotation, len)));
        }
        pieces.sort_unstable();
        let mut furthest = 0;
        let reach = pieces.iter().map(|(span, ..)| {
            furthest = furthest.max(span.end);
            furthest
        });
        Self { reach: reach.collect(), pieces }
    }

    /// The pieces of content that meet the span.
    fn meeting(&self, span: Span) -> &[(Span, usize, usize)] {
        let end = self.pieces.partition_point(|(piece, ..)| piece.start < span.end);
        let start = self.reach[..end].partition_point(|&reach| reach <= span.start);
        &self.pieces[start..end]
    }

    /// The innermost quotation whose content holds a byte.
    #[must_use]
    pub fn innermost(&self, at: usize) -> Option<usize> {
        innermost(self.meeting(Span::new(at, at + 1)), at)
    }

    /// The quotation whose content begins in the span; of several the first.
    #[must_use]
    pub fn opening(&self, span: Span, analysis: &Analysis) -> Option<usize> {
        let opens = |quotation: usize| {
            let content = analysis.quotations.get(quotation).and_then(|fact| fact.content.first());
            content.is_some_and(|piece| span.holds(piece.start))
        };
        self.meeting(span).iter().map(|&(_, quotation, _)| quotation).find(|&q| opens(q))
    }

    /// The runs of a line: none is empty, and together they are the line.
    #[must_use]
    pub fn runs(&self, line: &Line, analysis: &Analysis, chosen: Chosen) -> Vec<Run> {
        let pieces = self.meeting(line.span);
        let parts = parts(analysis, chosen);
        let mut cuts = vec![line.span.start, line.span.end];
        let spans = pieces.iter().map(|&(span, ..)| span);
        for span in spans.chain(parts.iter().map(|&(span, _)| span)) {
            cuts.extend([span.start, span.end].into_iter().filter(|&at| line.span.holds(at)));
        }
        cuts.sort_unstable();
        cuts.dedup();
        let run = |ends: &[usize]| {
            let span = Span::new(ends[0], ends[1]);
            let part = parts.iter().find(|(part, _)| part.holds(span.start));
            Run {
                span,
                quotation: innermost(pieces, span.start),
                part: part.map(|&(_, part)| part),
            }
        };
        cuts.windows(2).map(run).collect()
    }
}

/// The shortest of the quotations whose pieces hold a byte.
fn innermost(pieces: &[(Span, usize, usize)], at: usize) -> Option<usize> {
    let holding = pieces.iter().filter(|(piece, ..)| piece.holds(at));
    holding.min_by_key(|&&(_, _, len)| len).map(|&(_, quotation, _)| quotation)
}

/// The spans of the chosen fact, those that win over others first.
#[must_use]
pub fn parts(analysis: &Analysis, chosen: Chosen) -> Vec<(Span, Part)> {
    let all = |spans: &[Span], part| spans.iter().map(move |&span| (span, part)).collect();
    let lists: [Vec<(Span, Part)>; 3] = match chosen {
        Chosen::Nothing => return Vec::new(),
        Chosen::Quotation(index) => {
            let Some(fact) = analysis.quotations.get(index) else { return Vec::new() };
            [
                all(&fact.cue, Part::Cue),
                all(&fact.source, Part::Source),
                all(&fact.content, Part::Content),
            ]
        }
        Chosen::Stance(index) => {
            let Some(fact) = analysis.stances.get(index) else { return Vec::new() };
            [
                all(&fact.cues, Part::Decisive(fact.position)),
                vec![(fact.evidence, Part::Evidence)],
                Vec::new(),
            ]
        }
    };
    lists.concat()
}

#[cfg(test)]
mod tests {
    use super::{Chosen, Overlay, Part};
    use crate::{
        article::ParagraphKind,
        fact::{Analysis, Quotation, QuotationKind},
        page::{Line, block::Side},
        text::Span,
    };

    const TEXT: &str = "Ann said that Bob called it “a joke” twice.";

    fn quotation(content: &str, source: &str, cue: &str) -> Quotation {
        let spans = |words: &str| {
            let start = TEXT.find(words).unwrap();
            vec![Span::new(start, start + words.len())]
        };
        Quotation {
            kind: QuotationKind::Mixed,
            content: spans(content),
            source: spans(source),
            cue: spans(cue),
            carried: None,
            actor: None,
            rule: "test",
            confidence: 1.0,
        }
    }

    /// Marks every run: the quotation's number, and c, q, s for content, cue, source.
    fn check(chosen: Chosen, expected: &str) {
        let outer = quotation("that Bob called it “a joke” twice", "Ann", "said");
        let inner = quotation("a joke", "Bob", "called");
        let analysis = Analysis { quotations: vec![outer, inner], ..Analysis::default() };
        let line = Line {
            span: Span::new(0, TEXT.len()),
            paragraph: 0,
            kind: ParagraphKind::Body,
            opens: true,
            side: Side::Left,
            skipped: 0,
        };
        let runs = Overlay::new(&analysis).runs(&line, &analysis, chosen);
        let marked = runs.iter().map(|run| {
            let quotation = run.quotation.map_or(String::new(), |number| number.to_string());
            let part = match run.part {
                None => "",
                Some(Part::Content) => "c",
                Some(Part::Cue) => "q",
                Some(Part::Source) => "s",
                Some(Part::Evidence | Part::Decisive(_)) => "e",
            };
            format!("[{quotation}{part} {}]", run.span.of(TEXT))
        });
        assert_eq!(marked.collect::<String>(), expected);
    }

    #[test]
    fn words_belong_to_the_innermost_quotation() {
        check(Chosen::Nothing, "[ Ann said ][0 that Bob called it “][1 a joke][0 ” twice][ .]");
    }

    #[test]
    fn the_chosen_quotation_is_marked_whole_though_another_lies_within() {
        check(
            Chosen::Quotation(0),
            "[s Ann][  ][q said][  ][0c that Bob called it “][1c a joke][0c ” twice][ .]",
        );
    }

    #[test]
    fn source_and_cue_of_the_inner_quotation_are_words_of_the_outer() {
        check(
            Chosen::Quotation(1),
            "[ Ann said ][0 that ][0s Bob][0  ][0q called][0  it “][1c a joke][0 ” twice][ .]",
        );
    }
}
