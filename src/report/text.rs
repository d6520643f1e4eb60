//! The linear report: the article, and then who says what, for pipes and for screen readers.
//!
//! One fact a line, headings without decoration, nothing told by its place on a line. Paragraphs
//! are numbered, since the facts name them.

use std::{
    collections::HashSet,
    io::{self, Write},
};

use super::json::{position, quotation_kind, strength};
use crate::{
    article::{Article, ParagraphKind},
    fact::{Analysis, Position, Quotation, Stance, Tier},
    text::{Span, one_line},
};

/// How long the lines of the report may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// A paragraph or a fact is one line, which suits other programs.
    Unwrapped,
    /// Lines are wrapped at so many columns, which suits a terminal.
    Columns(usize),
}

/// Writes the report.
///
/// Stances that are merely inferred, and neutral ones, stay out of it.
///
/// # Errors
/// Where the output cannot be written.
pub fn write(
    out: &mut impl Write,
    article: &Article,
    analysis: &Analysis,
    measure: Measure,
) -> io::Result<()> {
    let mut report = Report { out, article, analysis, measure };
    report.head()?;
    report.paragraphs()?;
    report.facts()
}

struct Report<'a, W> {
    out: &'a mut W,
    article: &'a Article,
    analysis: &'a Analysis,
    measure: Measure,
}

impl<'a, W: Write> Report<'a, W> {
    fn head(&mut self) -> io::Result<()> {
        let about = &self.article.about;
        let known = [&about.title, &about.byline, &about.date].into_iter().flatten();
        let mut any = false;
        for words in known {
            any = true;
            self.line(words)?;
        }
        if any { self.blank() } else { Ok(()) }
    }

    fn paragraphs(&mut self) -> io::Result<()> {
        let article = self.article;
        for (number, (span, kind)) in (1..).zip(article.paragraphs.iter().zip(&article.kinds)) {
            let words = span.of(&article.text);
            match kind {
                ParagraphKind::Table | ParagraphKind::Verbatim => {
                    writeln!(self.out, "¶{number}\n{words}")?;
                }
                ParagraphKind::Caption => self.line(&format!("¶{number} [caption] {words}"))?,
                ParagraphKind::Block => self.line(&format!("¶{number} > {words}"))?,
                ParagraphKind::Heading(_) | ParagraphKind::Headline => {
                    self.line(&format!("¶{number} [heading] {words}"))?;
                }
                ParagraphKind::Item => self.line(&format!("¶{number} [item] {words}"))?,
                ParagraphKind::Body => self.line(&format!("¶{number} {words}"))?,
            }
            self.blank()?;
        }
        Ok(())
    }

    fn facts(&mut self) -> io::Result<()> {
        self.line("Who says what")?;
        // Two actors may be called the same, as "a source" and "another" are; one name will do.
        let (mut silent, mut named) = (Vec::new(), HashSet::new());
        for id in 0..self.analysis.actors.len() {
            if !self.actor(id)? && named.insert(self.actor_name(id)) {
                silent.push(one_line(self.actor_name(id)));
            }
        }
        let unattributed = self.quotations_by(None);
        if !unattributed.is_empty() {
            self.blank()?;
            self.line("Nobody named")?;
            self.quotations(&unattributed)?;
        }
        if self.analysis.quotations.is_empty() && self.analysis.stances.is_empty() {
            self.line("Nobody is quoted and nobody takes a side.")?;
        }
        if !silent.is_empty() {
            self.blank()?;
            self.line(&format!("Also named: {}", silent.join(", ")))?;
        }
        Ok(())
    }

    /// What one actor says and where they stand; false, and nothing written, where they do not.
    fn actor(&mut self, id: usize) -> io::Result<bool> {
        let shown = |stance: &&Stance| {
            stance.actor == id
                && stance.tier == Tier::Explicit
                && stance.position != Position::Neutral
        };
        let analysis = self.analysis;
        let stances: Vec<_> = analysis.stances.iter().filter(shown).collect();
        let quotations = self.quotations_by(Some(id));
        if stances.is_empty() && quotations.is_empty() {
            return Ok(false);
        }
        self.blank()?;
        let name = self.actor_name(id);
        match analysis.actors[id].description {
            Some(span) => self.line(&format!("{name}, {}", self.words(span)))?,
            None => self.line(name)?,
        }
        for stance in stances {
            self.stance(stance)?;
        }
        self.quotations(&quotations)?;
        Ok(true)
    }

    fn stance(&mut self, stance: &Stance) -> io::Result<()> {
        let line = format!(
            "{}: {} ({}, ¶{}): {}",
            position(stance.position),
            self.words(stance.target.span),
            strength(stance.strength),
            self.number(stance.evidence),
            self.words(stance.evidence),
        );
        self.line(&line)
    }

    fn quotations(&mut self, quotations: &[&Quotation]) -> io::Result<()> {
        for said in quotations {
            let joined = |spans: &[Span]| {
                let pieces: Vec<_> = spans.iter().map(|span| self.words(*span)).collect();
                pieces.join(" … ")
            };
            // In the article's own words: who denies or hopes does not simply say.
            let cue = if said.cue.is_empty() { "says".to_owned() } else { joined(&said.cue) };
            // "According to" may open a sentence.
            let cue = cue.to_lowercase();
            let (kind, number) = (quotation_kind(said.kind), self.number(said.extent()));
            self.line(&format!("{cue} ({kind}, ¶{number}): {}", joined(&said.content)))?;
        }
        Ok(())
    }

    fn quotations_by(&self, actor: Option<usize>) -> Vec<&'a Quotation> {
        self.analysis.quotations.iter().filter(|said| said.actor == actor).collect()
    }

    fn actor_name(&self, id: usize) -> &'a str {
        self.analysis.actors.get(id).map_or("", |actor| self.words(actor.name))
    }

    fn words(&self, span: Span) -> &'a str {
        span.of(&self.article.text)
    }

    /// The number of the paragraph that a span begins in.
    fn number(&self, span: Span) -> usize {
        self.article.paragraph_at(span.start) + 1
    }

    fn line(&mut self, words: &str) -> io::Result<()> {
        let words = one_line(words);
        match self.measure {
            Measure::Unwrapped => writeln!(self.out, "{words}"),
            Measure::Columns(columns) => textwrap::wrap(&words, columns)
                .iter()
                .try_for_each(|row| writeln!(self.out, "{row}")),
        }
    }

    fn blank(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::{Measure, write};
    use crate::{
        fact::Analysis,
        report::fixture::{analysis, article},
    };

    fn report(analysis: &Analysis, measure: Measure) -> String {
        let mut out = Vec::new();
        write(&mut out, &article(), analysis, measure).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn each_fact_is_a_line_under_its_actor() {
        let expected = "\
The quay

¶1 Ánn Lee, the mayor, is against the quay. “No,” she said. Bo came.

Who says what

Ánn Lee, the mayor
against: the quay (firm, ¶1): Ánn Lee, the mayor, is against the quay.
said (direct, ¶1): No,

Nobody named
says (direct, ¶1): No,

Also named: Bo
";
        let mut facts = analysis();
        facts.quotations[1].cue.clear();
        assert_eq!(report(&facts, Measure::Unwrapped), expected);
    }

    #[test]
    fn who_is_only_named_is_named_once() {
        let mut facts = analysis();
        facts.actors.push(facts.actors[1].clone());
        let report = report(&facts, Measure::Unwrapped);
        assert!(report.ends_with("\nAlso named: Bo\n"), "{report}");
    }

    #[test]
    fn on_a_terminal_no_line_is_longer_than_its_columns() {
        let wrapped = report(&analysis(), Measure::Columns(30));
        assert!(wrapped.lines().all(|line| line.chars().count() <= 30), "{wrapped}");
    }

    #[test]
    fn an_article_without_facts_says_so() {
        let plain = report(&Analysis::default(), Measure::Unwrapped);
        assert!(plain.ends_with("Nobody is quoted and nobody takes a side.\n"), "{plain}");
    }
}
