//! Quotations: what is said, by which words of the text it is attributed, and to whom.
//!
//! Candidates are found by rules: a word that can introduce what somebody says or thinks, with the
//! phrase that can be its source and the words that can be its content. A logistic model with a few
//! readable features says how likely each is a quotation; its weights are trained on annotated news.

mod bare;
mod content;
mod cue;
mod feature;
pub(super) mod form;
mod frame;
mod phrase;
mod scene;

use std::ops::Range;

use super::Reading;
use crate::{
    fact::{Confidence, Quotation, QuotationKind},
    lexicon::{Class, weight},
    text::Span,
};
use cue::Candidate;
use form::Form;
use frame::Frame;
use scene::Scene;

/// How likely a candidate must be to be shown.
const ENOUGH: f32 = 0.36;

/// The quotations of the article, sorted by the start of their content; no actor is told yet.
#[must_use]
pub fn find(reading: &Reading) -> Vec<Quotation> {
    let scene = Scene::new(reading);
    let mut candidates = cue::find(&scene);
    bare::extend(&scene, &mut candidates);
    let mut likely: Vec<_> = candidates
        .into_iter()
        .map(|candidate| (likelihood(&scene, &candidate), candidate))
        .filter(|(likelihood, _)| *likelihood >= ENOUGH)
        .collect();
    keep_likeliest(&mut likely);
    let (sure, mut kept): (Vec<_>, Vec<_>) = likely.into_iter().unzip();
    bare::carry(&scene, &mut kept);
    // What stands behind those that were weighed was carried over from them.
    let sure = sure.into_iter().map(Some).chain(std::iter::repeat(None));
    let mut found: Vec<_> = kept
        .iter()
        .zip(sure)
        .map(|(candidate, sure)| {
            quotation(&scene, candidate, sure.unwrap_or_else(|| carried(candidate)))
        })
        .collect();
    found.sort_by_key(|quotation| quotation.extent().start);
    found
}

/// Drops each candidate whose content is nearly that of a likelier one.
fn keep_likeliest(likely: &mut Vec<(f32, Candidate)>) {
    likely.sort_by_key(|(_, candidate)| candidate.content.first().map_or(0, |piece| piece.start));
    let mut kept: Vec<(f32, Candidate)> = Vec::with_capacity(likely.len());
    for (likelihood, candidate) in likely.drain(..) {
        let near = kept.len().saturating_sub(NEAR);
        match kept[near..].iter_mut().find(|(_, other)| is_same(other, &candidate)) {
            Some(other) if other.0 < likelihood => *other = (likelihood, candidate),
            Some(_) => {}
            None => kept.push((likelihood, candidate)),
        }
    }
    kept.dedup_by(|(_, later), (_, earlier)| later.form == Form::Label && holds(earlier, later));
    *likely = kept;
}

/// Whether the first content takes in the whole second one.
fn holds(a: &Candidate, b: &Candidate) -> bool {
    let within = |piece: &Range<usize>| {
        a.content.iter().any(|outer| outer.start <= piece.start && piece.end <= outer.end)
    };
    b.content.iter().all(within)
}

/// How many earlier candidates are compared; contents that are alike begin near each other.
const NEAR: usize = 8;

/// Whether two contents share most of their tokens.
fn is_same(a: &Candidate, b: &Candidate) -> bool {
    let size = |c: &Candidate| c.content.iter().map(ExactSizeIterator::len).sum::<usize>();
    let shared: usize = a
        .content
        .iter()
        .flat_map(|x| {
            b.content.iter().map(move |y| x.end.min(y.end).saturating_sub(x.start.max(y.start)))
        })
        .sum();
    shared * 10 > (size(a) + size(b) - shared) * 7
}

/// Every candidate as a quotation, with the names of the features that the weights are trained on.
#[must_use]
pub fn proposals(reading: &Reading) -> Vec<(Quotation, Vec<String>)> {
    let scene = Scene::new(reading);
    let mut candidates = cue::find(&scene);
    bare::extend(&scene, &mut candidates);
    candidates
        .iter()
        .map(|candidate| {
            let mut names = Vec::new();
            feature::each(&scene, candidate, |feature| names.push(feature.join("\t")));
            (quotation(&scene, candidate, likelihood(&scene, candidate)), names)
        })
        .collect()
}

/// The probability that the candidate is a quotation, by the trained weights.
fn likelihood(scene: &Scene, candidate: &Candidate) -> Confidence {
    let mut sum = 0.0;
    feature::each(scene, candidate, |feature| sum += scene.reading.lexicon.cues().of(&feature));
    weight::probability(sum).max(certainty(scene, candidate))
}

/// How sure it is that a bare quotation belongs to whoever spoke before it, or, where nobody did,
/// that it is somebody's words.
fn carried(candidate: &Candidate) -> Confidence {
    if candidate.carried.is_some() { 0.8 } else { 0.5 }
}

/// What a rule is sure of by itself, whatever was seen in training: whole marks with a speaker
/// beside them are speech, and "according to" attributes.
fn certainty(scene: &Scene, candidate: &Candidate) -> Confidence {
    let marked = || {
        candidate.content.iter().all(|piece| {
            let stretch = scene.stretch(piece.start);
            stretch.is_some_and(|stretch| {
                stretch.tokens.0 == piece.start && stretch.tokens.1 < piece.end
            })
        })
    };
    let speech = scene.reading.tokens[candidate.head].is(Class::SpeechVerb);
    let outside = scene.stretch(candidate.head).is_none();
    match (candidate.form, candidate.frame) {
        _ if !outside || candidate.source.is_none() => 0.0,
        (Form::According, _) => 0.6,
        (Form::Label | Form::Byline, _) if marked() => 0.7,
        (_, Frame::Colon) if after_noun(scene, candidate) => 0.5,
        (Form::Passive | Form::Noun | Form::Adjective, _) => 0.0,
        (_, Frame::Before | Frame::Quote) if speech && marked() => 0.8,
        _ => 0.0,
    }
}

/// "took the same line: …": a noun for somebody's words stands before the colon.
fn after_noun(scene: &Scene, candidate: &Candidate) -> bool {
    let noun = candidate.content.first().and_then(|piece| piece.start.checked_sub(2));
    noun.is_some_and(|noun| {
        noun >= candidate.head && scene.reading.tokens[noun].is(Class::AttitudeNoun)
    })
}

fn quotation(scene: &Scene, candidate: &Candidate, confidence: Confidence) -> Quotation {
    let content = candidate.content.iter().map(|piece| words(scene, piece)).collect();
    Quotation {
        kind: kind(scene, candidate),
        content,
        source: candidate.source.iter().map(|source| scene.span(source)).collect(),
        cue: Some(scene.span(&candidate.cue)).filter(|cue| !cue.is_empty()).into_iter().collect(),
        carried: candidate.carried.as_ref().map(|source| scene.span(source)),
        actor: None,
        rule: rule(candidate.frame),
        confidence,
    }
}

/// The span of a piece of content; one that is all between marks leaves them out.
fn words(scene: &Scene, piece: &Range<usize>) -> Span {
    match scene.stretch(piece.start) {
        Some(stretch) if (stretch.tokens.0, stretch.tokens.1 + 1) == (piece.start, piece.end) => {
            stretch.inner
        }
        _ => scene.span(piece),
    }
}

/// How much of the content stands between marks.
fn kind(scene: &Scene, candidate: &Candidate) -> QuotationKind {
    if scene.stretch(candidate.head).is_some() && candidate.frame != Frame::Bare {
        // Words within somebody's marks are retold there, unless marked again.
        return QuotationKind::Indirect;
    }
    let words = || {
        candidate.content.iter().cloned().flatten().filter(|&i| scene.reading.tokens[i].is_word())
    };
    match (words().any(|i| scene.stretch(i).is_some()), words().all(|i| scene.stretch(i).is_some()))
    {
        (true, true) => QuotationKind::Direct,
        (true, false) => QuotationKind::Mixed,
        (false, _) => QuotationKind::Indirect,
    }
}

fn rule(frame: Frame) -> &'static str {
    match frame {
        Frame::Quote => "cue before marks",
        Frame::Colon => "colon",
        Frame::That => "cue with that-clause",
        Frame::Whether => "cue with question",
        Frame::Infinitive => "cue with infinitive",
        Frame::Clause => "cue with clause",
        Frame::Object => "cue with object",
        Frame::Gerund => "cue with -ing form",
        Frame::Preposition => "cue with preposition",
        Frame::Before => "cue after content",
        Frame::Around => "according to",
        Frame::Bare => "marks alone",
    }
}

#[cfg(test)]
mod tests {
    use super::{Reading, find};
    use crate::{
        article::Article,
        fact::{Quotation, QuotationKind},
        lexicon::Lexicon,
        text::Span,
    };

    /// A picture is the paragraphs, each with a line below it for every quotation whose content
    /// begins there: `q` under the content, `s` under the source, `c` under the cue.
    fn check(picture: &str) {
        let lines = || picture.lines().filter(|line| !line.trim().is_empty());
        let drawn = |line: &&str| line.chars().all(|c| matches!(c, ' ' | 'q' | 's' | 'c'));
        let text = lines().filter(|line| !drawn(line)).collect::<Vec<_>>().join("\n");
        let quotations = quotations(&text);
        let mut shown = Vec::new();
        for paragraph in &paragraphs(&text) {
            shown.push(paragraph.of(&text).to_owned());
            let here =
                quotations.iter().filter(|quotation| paragraph.holds(quotation.extent().start));
            shown.extend(here.map(|quotation| underline(&text, *paragraph, quotation)));
        }
        assert_eq!(shown, lines().collect::<Vec<_>>(), "\n{}\n", shown.join("\n"));
    }

    fn paragraphs(text: &str) -> Vec<Span> {
        let mut paragraphs: Vec<Span> = Vec::new();
        for line in text.lines() {
            let start = paragraphs.last().map_or(0, |last| last.end + 1);
            paragraphs.push(Span::new(start, start + line.len()));
        }
        paragraphs
    }

    fn quotations(text: &str) -> Vec<Quotation> {
        let paragraphs = paragraphs(text);
        let article = Article { text: text.into(), paragraphs, ..Article::default() };
        find(&Reading::new(&article, &Lexicon::english()))
    }

    fn underline(text: &str, paragraph: Span, quotation: &Quotation) -> String {
        let letter = |at: usize| {
            let holds = |spans: &[Span]| spans.iter().any(|span| span.holds(at));
            match quotation {
                q if holds(&q.source) => 's',
                q if holds(&q.cue) => 'c',
                q if holds(&q.content) => 'q',
                _ => ' ',
            }
        };
        let drawn: String =
            paragraph.of(text).char_indices().map(|(i, _)| letter(paragraph.start + i)).collect();
        drawn.trim_end().to_owned()
    }

    #[test]
    fn a_source_stands_before_or_after_its_cue() {
        check(
            "
“We will fight this,” Mayor Ortiz told reporters on Monday.
 qqqqqqqqqqqqqqqqqqq  sssssssssss cccc
“It is late,” said Anna Berg, a farmer from Lund. “We go home.”
 qqqqqqqqqqq  cccc sssssssssssssssssssssssssssss   qqqqqqqqqqq
“The plan,” Berg said, “will fail.”
 qqqqqqqqq  ssss cccc   qqqqqqqqqq
The harbour was empty, the captain said.
qqqqqqqqqqqqqqqqqqqqq  sssssssssss cccc
",
        );
    }

    #[test]
    fn clauses_are_told_from_what_is_joined_to_them() {
        check(
            "
The minister said that the bridge would close in May, adding that no date was set.
ssssssssssss cccc qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
ssssssssssss                                          cccccc qqqqqqqqqqqqqqqqqqqq
Some argued that the plan was too dear, with others warning that it came too late.
ssss cccccc qqqqqqqqqqqqqqqqqqqqqqqqqq
                                             ssssss ccccccc qqqqqqqqqqqqqqqqqqqqq
",
        );
    }

    #[test]
    fn parentheses_belong_to_the_source() {
        check(
            "
Lena Ortiz, who once led the council, accused the firm of hiding the figures.
sssssssssssssssssssssssssssssssssssss ccccccc qqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
",
        );
    }

    #[test]
    fn a_clause_goes_on_after_its_cue() {
        check(
            "
The strike, Lee said in a letter on Monday, would end in May.
qqqqqqqqqq  sss cccc                        qqqqqqqqqqqqqqqq
The strike, Lee explained earlier in the day, was over.
qqqqqqqqqq  sss ccccccccc                     qqqqqqqq
",
        );
    }

    #[test]
    fn marks_within_a_clause_make_it_mixed() {
        check(
            "
The mayor called the idea “a bad joke” and left.
sssssssss cccccc qqqqqqqqqqqqqqqqqqqqq
The so-called “lake” is a pond.
",
        );
    }

    #[test]
    fn questions_and_refusals_have_content() {
        check(
            "
He asked whether the road was safe.
ss ccccc qqqqqqqqqqqqqqqqqqqqqqqqq
The council declined to say what the plan would cost.
sssssssssss cccccccc qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
The road runs past a mill and the mill is old.
",
        );
    }

    #[test]
    fn according_to_attributes_its_sentence() {
        check(
            "
According to the report, the dam was never inspected.
cccccccccccc ssssssssss  qqqqqqqqqqqqqqqqqqqqqqqqqqq
The dam was never inspected, according to Maria Lopez.
qqqqqqqqqqqqqqqqqqqqqqqqqqq  cccccccccccc sssssssssss
",
        );
    }

    #[test]
    fn colons_and_dashes_introduce_marks() {
        check(
            "
Berg: “The plan is dead.”
ssssc  qqqqqqqqqqqqqqqqq
Ortiz went on:
“Nobody asked us. Nobody ever does in this town.”
 qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
“The plan is dead.” – Commissioner Berg
 qqqqqqqqqqqqqqqqq  c sssssssssssssssss
",
        );
    }

    #[test]
    fn a_quotation_goes_on_over_paragraphs() {
        check(
            "
“We began in spring.
 qqqqqqqqqqqqqqqqqqq
“We ended in autumn,” Berg said.
“It was a good year. Nobody can deny it.”
 qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
",
        );
    }

    #[test]
    fn a_bare_sentence_belongs_to_the_speaker_before_it() {
        check(
            "
“Why now?” she asked. “Why here?”
 qqqqqqqq  sss ccccc   qqqqqqqqq
",
        );
        let text = "“We ended in autumn,” Berg said.\n“It was a good year. Nobody denies it.”";
        let quotations = quotations(text);
        assert_eq!(quotations[1].carried.map(|source| source.of(text)), Some("Berg"));
        assert_eq!(quotations[1].source, []);
    }

    #[test]
    fn kinds_follow_the_marks() {
        let kinds = |text| quotations(text).iter().map(|q| q.kind).collect::<Vec<_>>();
        assert_eq!(kinds("“It is late,” Berg said."), [QuotationKind::Direct]);
        assert_eq!(kinds("Berg said that it was “far too late” for her."), [QuotationKind::Mixed]);
        assert_eq!(kinds("Berg said that it was late."), [QuotationKind::Indirect]);
    }

    #[test]
    fn a_transcript_names_its_speakers_in_capitals() {
        check(
            r#"
They met on the pier.
"MORRIS: Will the ferry run? We are all waiting.
 ssssssc qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
(LAUGHTER)
"CAPT. LEE: Not before June, and “never” on Mondays.
 sssssssssc qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
"#,
        );
        check(
            r#"
"MORRIS: Will the ferry run? We are all waiting.
 ssssssc qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
"LEE: Not before June, and never at night.
 sssc qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
"It will not run on Mondays either, my friend.
"#,
        );
        // One label alone is a heading or a dateline.
        check(
            r"
They met on the pier.
PARIS: The ferry will run. It will be late.
",
        );
    }
}
