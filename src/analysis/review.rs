//! A second look at what the network found: contents that it drew too wide, and what nobody is
//! likely to have said.
//!
//! Where a verb of saying of the cue's own tense is joined to a clause ("said it was late and warned
//! of ice"), the annotation that the engine was trained on begins a new quotation in 165 of 211
//! places; the network, which tags the words one by one, goes on too often.

use super::{Reading, attribution::form};
use crate::{
    fact::{Quotation, QuotationKind},
    lexicon::{Class, VerbForm},
    text::Span,
};

/// How far behind its beginning a content is searched, in tokens.
const REACH: usize = 250;
/// The most tokens of whom something is told to, or of what it is called.
const LONGEST_ADDRESSEE: usize = 16;
/// What the network's sureness is worth where there is little to be sure of.
const DOUBT: f32 = 0.55;
/// How sure a quotation that was parted can be.
const SUREST: f32 = 0.75;

/// The quotations, sorted by the start of their content, with the borders that they should have.
#[must_use]
pub fn mend(reading: &Reading, mut quotations: Vec<Quotation>) -> Vec<Quotation> {
    for quotation in &mut quotations {
        leave_out_addressee(reading, quotation);
        if is_doubtful(reading, quotation) {
            quotation.confidence *= DOUBT;
        }
    }
    for i in 0..quotations.len() {
        if let Some(name) = called(reading, &quotations[i])
            && !quotations.iter().any(|other| other.content.iter().any(|piece| piece.meets(name)))
        {
            quotations[i].content.push(name);
            quotations[i].kind = QuotationKind::Mixed;
        }
    }
    let mut parted: Vec<_> =
        quotations.into_iter().flat_map(|quotation| parts(reading, quotation)).collect();
    parted.sort_by_key(|quotation| quotation.extent().start);
    parted
}

/// Whether neither source nor cue make an indirect quotation, or only the passive of a verb that
/// nobody's words are told with: "were granted visas". Three in ten of these are quotations.
fn is_doubtful(reading: &Reading, quotation: &Quotation) -> bool {
    if quotation.kind != QuotationKind::Indirect || !quotation.source.is_empty() {
        return false;
    }
    let says =
        [Class::SpeechVerb, Class::AttitudeVerb, Class::AttitudeNoun, Class::AttitudeAdjective];
    let mut cue = quotation.cue.iter().flat_map(|cue| reading.tokens_in(*cue));
    let passive = |i: usize| form::is_be(&reading.word(i).to_lowercase());
    let known = |i: usize| says.into_iter().any(|class| reading.tokens[i].is(class));
    quotation.cue.is_empty() || (cue.clone().any(passive) && !cue.any(known))
}

/// The words between marks that say what somebody or something is called, where the content has
/// only whom or what: `called them, in an article last week, “a disgrace”`.
fn called(reading: &Reading, quotation: &Quotation) -> Option<Span> {
    let (cue, last) = (quotation.cue.first()?, quotation.content.last()?);
    let calls = |i: usize| {
        let lemma = reading.lexicon.lemma(reading.tokens[i].word.lemma());
        matches!(lemma, "call" | "dub" | "label" | "brand" | "describe")
    };
    if quotation.kind != QuotationKind::Indirect
        || cue.start > last.start
        || !reading.tokens_in(*cue).any(calls)
    {
        return None;
    }
    let end = reading.tokens_in(*last).end;
    let room = reading.tokens.len();
    let is_mark = |i: usize| matches!(reading.word(i), "“" | "”" | "\"" | "''" | "``");
    let ends = |i: usize| matches!(reading.word(i), "." | "?" | "!" | ";" | ":");
    let open = (end..room.min(end + LONGEST_ADDRESSEE)).find(|&i| is_mark(i) || ends(i))?;
    let close = (open + 1..room.min(open + LONGEST_ADDRESSEE)).find(|&i| is_mark(i) || ends(i))?;
    let (first, last) = (reading.tokens.get(open + 1)?, reading.tokens.get(close - 1)?);
    (is_mark(open) && is_mark(close) && open + 1 < close).then(|| first.span.to(last.span))
}

/// "told a crowd in Ohio that it rains": the content begins with "that".
fn leave_out_addressee(reading: &Reading, quotation: &mut Quotation) {
    let (Some(cue), Some(first)) = (quotation.cue.first(), quotation.content.first_mut()) else {
        return;
    };
    let tells = |i: usize| reading.lexicon.lemma(reading.tokens[i].word.lemma()) == "tell";
    let content = reading.tokens_in(*first);
    if cue.start > first.start || !reading.tokens_in(*cue).any(tells) {
        return;
    }
    let mut before = content.clone().take(LONGEST_ADDRESSEE);
    if let Some(that) = before.find(|&i| reading.word(i) == "that" || is_of_clause(reading, i))
        && that > content.start
        && reading.word(that) == "that"
    {
        first.start = reading.tokens[that].span.start;
    }
}

/// Whether the token shows that a clause has begun, or that a phrase is over.
fn is_of_clause(reading: &Reading, i: usize) -> bool {
    let token = &reading.tokens[i];
    let verb = token.has_form(VerbForm::Past) || token.has_form(VerbForm::Third);
    let word = reading.word(i).to_lowercase();
    let asks = matches!(
        word.as_str(),
        "he" | "she" | "it" | "they" | "we" | "i" | "you" | "who" | "how" | "what" | "why"
    );
    !token.is_word() || token.is(Class::Auxiliary) || verb || asks
}

fn parts(reading: &Reading, mut quotation: Quotation) -> Vec<Quotation> {
    if let Some(first) = leading_verb(reading, &quotation) {
        let piece = quotation.content.remove(0);
        let begin = reading.tokens.get(first + 1).map_or(piece.end, |token| token.span.start);
        let (content, cue) = (Span::new(begin, piece.end), reading.tokens[first].span);
        let own = Quotation { content: vec![content], cue: vec![cue], ..quotation.clone() };
        return vec![with_kind(reading, own), with_kind(reading, quotation)];
    }
    let Some(verb) = joined_verb(reading, &quotation) else { return vec![quotation] };
    let (end, start) = (ends(reading, verb), reading.tokens.get(verb + 1));
    let (Some(last), Some(start)) = (quotation.content.last_mut(), start) else {
        return vec![quotation];
    };
    let rest = Span::new(start.span.start, last.end);
    last.end = end;
    let cue = reading.tokens[verb].span;
    let next = Quotation { content: vec![rest], cue: vec![cue], ..quotation.clone() };
    vec![with_kind(reading, quotation), with_kind(reading, next)]
}

/// A part of a quotation, with the kind that its own words have, and less sure than the whole.
fn with_kind(reading: &Reading, mut part: Quotation) -> Quotation {
    part.confidence = part.confidence.min(SUREST);
    if !part.content.iter().any(|piece| has_marks(&reading.article.text, *piece)) {
        part.kind = QuotationKind::Indirect;
    }
    part
}

/// The participle of saying that begins a sentence and the first of several pieces, before the cue
/// of the rest: "Deploring the delay, Ortiz accused the board of sleeping".
fn leading_verb(reading: &Reading, quotation: &Quotation) -> Option<usize> {
    let ([first, _, ..], Some(cue)) = (&quotation.content[..], quotation.cue.first()) else {
        return None;
    };
    let verb = reading.tokens_in(*first).start;
    let token = reading.tokens.get(verb)?;
    let says = token.is(Class::SpeechVerb) || token.is(Class::AttitudeVerb);
    let apart = quotation.kind != QuotationKind::Direct && first.end <= cue.start;
    let begins = token.is_capital() && token.span.end < first.end;
    (says && apart && begins && token.has_form(VerbForm::Gerund)).then_some(verb)
}

/// The first verb of saying in the content that stands in the cue's tense behind "and" or "but",
/// outside of marks.
fn joined_verb(reading: &Reading, quotation: &Quotation) -> Option<usize> {
    let (cue, last) = (quotation.cue.first()?, quotation.content.last()?);
    if quotation.kind == QuotationKind::Direct
        || quotation.source.is_empty()
        || cue.start > last.start
    {
        return None;
    }
    let tense = reading.tokens_in(*cue).find_map(|i| tense(reading, i))?;
    let content = reading.tokens_in(*last);
    let mut depth = usize::from(is_opened(&reading.article.text, last.start));
    for i in content.start..content.end.min(content.start + REACH).saturating_sub(1) {
        match reading.word(i) {
            "“" | "``" | "«" => depth += 1,
            "”" | "»" => depth = depth.saturating_sub(1),
            "\"" | "''" => depth = usize::from(depth == 0),
            _ => {}
        }
        if depth == 0 && i > content.start + 1 && is_joined(reading, i, tense) {
            return Some(i);
        }
    }
    None
}

/// Whether the token is a verb of saying in that tense, after "and" or "but" and perhaps an adverb.
fn is_joined(reading: &Reading, i: usize, tense: VerbForm) -> bool {
    let before = i - 1 - usize::from(is_between(reading.word(i - 1)));
    matches!(reading.word(before), "and" | "but")
        && self::tense(reading, i) == Some(tense)
        && !is_thought(reading, i)
}

fn is_between(word: &str) -> bool {
    matches!(word, "also" | "then" | "later" | "again" | "instead")
}

/// Where the content ends that a joined verb follows: before the conjunction and its comma.
fn ends(reading: &Reading, verb: usize) -> usize {
    let conjunction = verb - 1 - usize::from(is_between(reading.word(verb - 1)));
    let mark = |i: &usize| !matches!(reading.word(*i), "," | "”" | "\"" | "''");
    let last = (0..conjunction).rev().find(mark);
    last.map_or(0, |last| reading.tokens[last].span.end)
}

/// The tense of a verb that can introduce what somebody says.
fn tense(reading: &Reading, i: usize) -> Option<VerbForm> {
    let token = &reading.tokens[i];
    let says = token.is(Class::SpeechVerb) || token.is(Class::AttitudeVerb);
    let has = |form: &VerbForm| token.has_form(*form);
    [VerbForm::Past, VerbForm::Third].into_iter().find(has).filter(|_| says)
}

/// Whether the verb is one of thinking or wanting: that is rather a part of what is said, since
/// people tell of their own.
fn is_thought(reading: &Reading, i: usize) -> bool {
    matches!(
        reading.lexicon.lemma(reading.tokens[i].word.lemma()),
        "want" | "think" | "hope" | "like" | "feel" | "know" | "see" | "hear" | "remember"
    )
}

/// Whether an opening mark stands just before the byte.
fn is_opened(text: &str, at: usize) -> bool {
    Span::new(0, at).of(text).ends_with(['“', '"', '«'])
}

fn has_marks(text: &str, piece: Span) -> bool {
    let words = piece.of(text);
    is_opened(text, piece.start) || words.contains(['“', '"', '«']) || words.contains("''")
}

#[cfg(test)]
mod tests {
    use super::mend;
    use crate::{
        analysis::Reading,
        article::Article,
        fact::{NETWORK, Quotation, QuotationKind},
        lexicon::Lexicon,
        text::Span,
    };

    /// A sentence, and below it the quotation that ran on as the network has it: its content as
    /// `m` (mixed) or `i`, its cue as `c`, its source as `s`. Then what is to be made of it, cue
    /// and content, unless it becomes unlikely.
    fn check(picture: &str, expected: &[(&str, &str)]) {
        let [text, drawn] = picture.lines().skip(1).collect::<Vec<_>>()[..] else {
            panic!("two lines")
        };
        let spans = |letter| -> Vec<Span> {
            let first = drawn.find(letter);
            first.map(|at| Span::new(at, drawn.rfind(letter).unwrap() + 1)).into_iter().collect()
        };
        let letter = if drawn.contains('m') { 'm' } else { 'i' };
        let mut ran_on = quotation(&spans(letter), &spans('s'), &spans('c'));
        if letter == 'i' {
            ran_on.kind = QuotationKind::Indirect;
        }
        let parted = mended(text, ran_on);
        let expected: Vec<_> =
            expected.iter().map(|(cue, content)| ((*cue).into(), (*content).into())).collect();
        assert_eq!(parted, expected);
    }

    /// A mixed quotation of the network.
    fn quotation(content: &[Span], source: &[Span], cue: &[Span]) -> Quotation {
        Quotation {
            kind: QuotationKind::Mixed,
            content: content.into(),
            source: source.into(),
            cue: cue.into(),
            carried: None,
            actor: None,
            rule: NETWORK,
            confidence: 0.9,
        }
    }

    /// The cues and contents that are likely after the second look.
    fn mended(text: &str, quotation: Quotation) -> Vec<(String, String)> {
        let paragraphs = vec![Span::new(0, text.len())];
        let article = Article { text: text.into(), paragraphs, ..Article::default() };
        let lexicon = Lexicon::english();
        let parted = mend(&Reading::new(&article, &lexicon), vec![quotation]);
        let words = |spans: &[Span]| -> String {
            spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ")
        };
        let likely = parted.iter().filter(|part| part.confidence > 0.5);
        likely.map(|part| (words(&part.cue), words(&part.content))).collect()
    }

    #[test]
    fn what_something_is_called_belongs_to_the_content() {
        check(
            "
Ortiz called them, in a letter last week, \"a disgrace\" to all.
sssss cccccc iiii
",
            &[("called", "them … a disgrace")],
        );
        check(
            "
Ortiz called them. The sign says \"a disgrace\" to all.
sssss cccccc iiii
",
            &[("called", "them")],
        );
    }

    #[test]
    fn what_nobody_is_told_to_have_said_is_doubtful() {
        check(
            "
The boats were granted a place in the harbour.
          cccccccccccc iiiiiiiiiiiiiiiiiiiiiii
",
            &[],
        );
        check(
            "
The boats were promised a place in the harbour.
          ccccccccccccc iiiiiiiiiiiiiiiiiiiiiii
",
            &[("were promised", "a place in the harbour.")],
        );
        check(
            "
It will rain on all the boats.
iiiiiiiiiiiiiiiiiiiiiiiiiiiiii
",
            &[],
        );
    }

    #[test]
    fn whom_it_is_told_to_is_no_content() {
        check(
            "
She told a crowd in the old town on Monday that it rains.
sss cccc iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii
",
            &[("told", "that it rains.")],
        );
        check(
            "
She told them it is clear that it rains.
sss cccc      iiiiiiiiiiiiiiiiiiiiiiiiii
",
            &[("told", "it is clear that it rains.")],
        );
    }

    #[test]
    fn a_verb_of_saying_in_the_same_tense_begins_anew() {
        check(
            "
The board said that the pier was \"unsafe\" and warned boats of the rocks.
sssssssss cccc mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm
",
            &[("said", "that the pier was \"unsafe"), ("warned", "boats of the rocks.")],
        );
        check(
            "
She says it will rain, but also promises that it will stop.
sss cccc iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii
",
            &[("says", "it will rain"), ("promises", "that it will stop.")],
        );
    }

    #[test]
    fn a_participle_that_begins_the_sentence_is_a_cue_of_its_own() {
        let text = "Criticizing the delay, Ortiz accused the board of sleeping.";
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let pieces = ["Criticizing the delay", "the board of sleeping"].map(at);
        let parted = mended(text, quotation(&pieces, &[at("Ortiz")], &[at("accused")]));
        let expected = [("Criticizing", "the delay"), ("accused", "the board of sleeping")];
        assert_eq!(parted, expected.map(|(cue, content)| (cue.into(), content.into())));
    }

    #[test]
    fn another_tense_other_verbs_and_thoughts_are_part_of_what_is_said() {
        check(
            "
She says he saw the ferry and warned the boats.
sss cccc iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii
",
            &[("says", "he saw the ferry and warned the boats.")],
        );
        check(
            "
She said it was late and wanted to go and left.
sss cccc iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii
",
            &[("said", "it was late and wanted to go and left.")],
        );
    }

    #[test]
    fn what_stands_between_marks_is_not_parted() {
        check(
            "
She said that they \"came and promised the world\" to all.
sss cccc mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm
",
            &[("said", "that they \"came and promised the world\" to all")],
        );
    }
}
