//! One list of quotations out of two: what the network read, and what the rules found.
//!
//! The network finds more, above all where nothing stands between marks; the rules are better at
//! telling whose words a stretch between marks is. So the network's quotations hold, unless the
//! rules have a direct one in their place that names its source (of two names for the same words
//! the network's holds, if it is fairly sure); of those that yield, pieces stay that the rules give
//! to nobody. What the rules find with marks, where the network finds nothing, is added.

use crate::{
    fact::{Quotation, QuotationKind},
    text::Span,
};

/// How sure the rules must be to take only some pieces of what the network found.
const SURE: f32 = 0.9;
/// How sure an indirect quotation of the network must be to be shown.
const ENOUGH: f32 = 0.2;
/// How sure the network must be to be believed beside the rules.
const LIKELY: f32 = 0.5;
/// How sure the network may be, without a source, to be no obstacle to the rules.
const VAGUE: f32 = 0.3;
/// How much two contents must share so that a source of one can be that of the other.
const LIKE: f32 = 0.8;
/// How sure the rules must be of a clause to take the place of a part of it.
const FULLER: f32 = 0.8;
/// The most bytes between a cue and the marks that it introduces.
const NEAR: usize = 40;
/// How much of the network's content may lie outside the rules' content that takes its place.
const OUTSIDE: f32 = 0.3;
/// How much of both contents together the two must share for that.
const COMMON: f32 = 0.1;
/// How much of the rules' content the network must have for it to be no news.
const KNOWN: f32 = 0.3;

/// The quotations that hold, sorted by the start of their content.
///
/// The network's must be sorted so. Where it has not read a stretch of the text yet, what the rules
/// found there holds.
#[must_use]
pub fn merge(
    text: &str,
    mut network: Vec<Quotation>,
    rules: Vec<Quotation>,
    has_read: impl Fn(Span) -> bool,
) -> Vec<Quotation> {
    let known = Extents::new(network.iter().map(Quotation::extent).collect());
    let mut stands = vec![true; network.len()];
    let mut added = Vec::new();
    let counts =
        |rule: &Quotation| rule.kind != QuotationKind::Indirect || !has_read(rule.extent());
    for mut rule in rules.into_iter().filter(counts) {
        let (beaten, others): (Vec<_>, Vec<_>) =
            known.meeting(rule.extent()).partition(|&i| takes_place(text, &rule, &network[i]));
        let (parted, others): (Vec<_>, Vec<_>) = others
            .into_iter()
            .partition(|&i| is_parted(text, &rule, &network[i]) || is_tail(&rule, &network[i]));
        if !others.iter().any(|&i| knows(text, &network[i], &rule)) {
            for i in parted {
                part(text, &rule, &mut network[i]);
            }
            for i in beaten {
                stands[i] = yields(text, &mut network[i], &mut rule);
            }
            added.push(rule);
        }
    }
    let likely = |own: &Quotation| own.kind != QuotationKind::Indirect || own.confidence >= ENOUGH;
    let standing = network
        .into_iter()
        .zip(stands)
        .filter_map(|(own, stands)| (stands && likely(&own)).then_some(own));
    let mut held: Vec<_> = standing.chain(added).collect();
    held.sort_by_key(|quotation| quotation.extent().start);
    follow(&mut held);
    held
}

/// Spans sorted by their starts, which may overlap, ready to be asked which of them meet another.
struct Extents {
    spans: Vec<Span>,
    /// The furthest end of the spans up to each.
    reach: Vec<usize>,
}

impl Extents {
    fn new(spans: Vec<Span>) -> Self {
        let furthest = spans.iter().scan(0, |end, span| {
            *end = span.end.max(*end);
            Some(*end)
        });
        Self { reach: furthest.collect(), spans }
    }

    /// The numbers of the spans that meet another.
    fn meeting(&self, other: Span) -> impl Iterator<Item = usize> {
        let end = self.spans.partition_point(|span| span.start < other.end);
        let start = self.reach.partition_point(|&reach| reach <= other.start);
        (start..end).filter(move |&i| self.spans[i].meets(other))
    }
}

/// Whether the rules' quotation holds in place of the network's: it is direct, tells more than
/// nothing of its source, and covers most of the other.
fn takes_place(text: &str, rule: &Quotation, network: &Quotation) -> bool {
    if is_fuller(text, rule, network) {
        return true;
    }
    let goes_on = rule.carried.is_some() && network.source.is_empty();
    if rule.kind != QuotationKind::Direct || (rule.source.is_empty() && !goes_on) {
        return false;
    }
    let common = common(text, rule, network);
    let other = letters(text, &network.content);
    let covered = share(other - common, other) <= OUTSIDE || is_vague(network);
    likeness(text, rule, network) >= COMMON && covered
}

/// Whether the rules' quotation, partly between marks too, by the same cue, has all of the network's
/// and more of the clause that the cue stands behind or that "According to" opens.
fn is_fuller(text: &str, rule: &Quotation, network: &Quotation) -> bool {
    let mixed = |quotation: &Quotation| quotation.kind == QuotationKind::Mixed;
    let (Some(cue), Some(first)) = (rule.cue.first(), rule.content.first()) else { return false };
    let (own, other) = (rule.extent(), network.extent());
    let behind = first.end <= cue.start && rule.confidence >= FULLER;
    let around = own.start < other.start && own.end > other.end;
    mixed(rule)
        && mixed(network)
        && meet(&rule.cue, &network.cue)
        && (behind || (around && cue.of(text).starts_with("According")))
        && common(text, rule, network) == letters(text, &network.content)
}

/// How much of both contents together the two share.
fn likeness(text: &str, rule: &Quotation, network: &Quotation) -> f32 {
    let common = common(text, rule, network);
    share(common, letters(text, &rule.content) + letters(text, &network.content) - common)
}

/// Whether the network knows of no source and is not sure that it is one quotation.
fn is_vague(network: &Quotation) -> bool {
    network.source.is_empty() && network.confidence < VAGUE
}

/// Lets the rules' quotation take the network's place, and tells whether some of that stays beside
/// it: what is introduced by a cue of its own, and pieces that the rules give to nobody.
fn yields(text: &str, network: &mut Quotation, rule: &mut Quotation) -> bool {
    if let Some(piece) = begins_anew(text, network, rule) {
        network.content = rule.content.split_off(piece);
        return true;
    }
    if names_another(text, network, rule) {
        rule.source.clone_from(&network.source);
        if !network.cue.is_empty() {
            rule.cue.clone_from(&network.cue);
        }
    }
    network.content.retain(|piece| shared(text, *piece, rule) == 0);
    if meet(&network.cue, &rule.cue) && begin_before(text, &network.content, rule) {
        rule.kind = if network.content.is_empty() { rule.kind } else { QuotationKind::Mixed };
        rule.content.splice(0..0, network.content.drain(..));
    }
    let own = !network.content.is_empty() && !network.source.is_empty();
    own && !meet(&network.cue, &rule.cue)
}

/// Whether the pieces are the beginning of the sentence that the rules' marks end: `If it rains, he
/// said, “nobody comes.”`
fn begin_before(text: &str, pieces: &[Span], rule: &Quotation) -> bool {
    let (Some(cue), Some(first)) = (rule.cue.first(), rule.content.first()) else { return false };
    let leads = |piece: &Span| {
        let gap = Span::new(piece.end, cue.start).of(text);
        piece.end <= cue.start && !gap.contains(['.', '?', '!', '\n'])
    };
    first.of(text).starts_with(char::is_lowercase) && pieces.iter().all(leads)
}

/// The piece of the rules' quotation that the network's begins with, by a cue just before it:
/// `“Why now?” she asked before adding, “And why here?”`
fn begins_anew(text: &str, network: &Quotation, rule: &Quotation) -> Option<usize> {
    let (cue, first) = (network.cue.last()?, network.content.first()?);
    let gap = Span::new(cue.end, first.start);
    let introduced = cue.end <= first.start
        && gap.len() <= NEAR
        && !gap.of(text).contains(['.', '?', '!', '\n'])
        && !meet(&network.cue, &rule.cue);
    let sure = network.kind == QuotationKind::Direct
        && network.confidence >= LIKELY
        && !network.source.is_empty();
    let piece = rule.content.iter().position(|piece| piece.meets(*first));
    piece.filter(|&piece| piece > 0 && introduced && sure)
}

/// Whether the rules are sure that some pieces of the network's quotation, and nothing else, are one
/// of its own: the quoted words after a sentence that retells.
fn is_parted(text: &str, rule: &Quotation, network: &Quotation) -> bool {
    let (taken, rest): (Vec<Span>, Vec<Span>) =
        network.content.iter().partition(|piece| is_within(text, **piece, rule));
    let known = taken.iter().map(|piece| shared(text, *piece, rule)).sum();
    rule.kind == QuotationKind::Direct
        && rule.confidence >= SURE
        && !rest.is_empty()
        && !(meet(&network.cue, &rule.cue) && begin_before(text, &rest, rule))
        && share(known, letters(text, &rule.content)) >= 1.0 - OUTSIDE
}

/// Whether the rules are sure that the end of the network's quotation is one of its own, with its
/// cue behind it: `It told of the effects it says this has: “We lose,” the union wrote.`
fn is_tail(rule: &Quotation, network: &Quotation) -> bool {
    let (own, other) = (rule.extent(), network.extent());
    let after = rule.cue.iter().all(|cue| cue.start >= own.end);
    let last = network.content.last().is_some_and(|last| last.start < own.start);
    rule.kind == QuotationKind::Direct
        && rule.confidence >= SURE
        && !rule.source.is_empty()
        && after
        && last
        && other.end <= own.end + 1
        && !meet(&network.cue, &rule.cue)
}

/// Leaves to the network's quotation what the rules do not take.
fn part(text: &str, rule: &Quotation, network: &mut Quotation) {
    network.content.retain(|piece| !is_within(text, *piece, rule));
    if let Some(last) = network.content.last_mut().filter(|last| last.meets(rule.extent())) {
        let kept = Span::new(last.start, rule.extent().start).of(text);
        let bare = kept.trim_end_matches(|c: char| !c.is_alphanumeric());
        last.end = last.start + bare.len();
    }
    if network.kind == QuotationKind::Mixed && !network.content.iter().any(|p| is_marked(text, *p))
    {
        network.kind = QuotationKind::Indirect;
    }
}

/// Whether most of the piece belongs to the rules' quotation.
fn is_within(text: &str, piece: Span, rule: &Quotation) -> bool {
    share(shared(text, piece, rule), letters(text, &[piece])) >= 1.0 - OUTSIDE
}

/// Whether a quotation mark stands before or in the piece.
fn is_marked(text: &str, piece: Span) -> bool {
    let mark = |c| matches!(c, '"' | '“' | '«' | '„' | '‘');
    let before = Span::new(0, piece.start).of(text);
    piece.of(text).contains(mark) || before.ends_with(mark) || before.ends_with("''")
}

/// Whether the network, which is fairly sure, names another source of nearly the same words. Not
/// where a label in capitals says who speaks.
fn names_another(text: &str, network: &Quotation, rule: &Quotation) -> bool {
    let small = |span: &Span| span.of(text).chars().any(char::is_lowercase);
    let labelled = rule.cue.iter().any(|cue| cue.of(text) == ":") && !rule.source.iter().any(small);
    network.confidence >= LIKELY
        && !network.source.is_empty()
        && !rule.source.is_empty()
        && !labelled
        && !meet(&network.source, &rule.source)
        && (meet(&network.cue, &rule.cue) || likeness(text, rule, network) >= LIKE)
}

fn meet(a: &[Span], b: &[Span]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.meets(*y)))
}

/// Whether the network's quotation has a good part of what the rules found.
fn knows(text: &str, network: &Quotation, rule: &Quotation) -> bool {
    !is_vague(network) && share(common(text, rule, network), letters(text, &rule.content)) >= KNOWN
}

/// Lets each quotation that goes on from an earlier source go on from the one that holds there.
fn follow(held: &mut [Quotation]) {
    let mut sources: Vec<Span> =
        held.iter().filter_map(|quotation| quotation.source.first().copied()).collect();
    sources.sort_unstable();
    let sources = Extents::new(sources);
    for carried in held.iter_mut().filter_map(|quotation| quotation.carried.as_mut()) {
        let mut meeting = sources.meeting(*carried).map(|i| sources.spans[i]);
        let first = meeting.next();
        let same = first == Some(*carried) || meeting.any(|source| source == *carried);
        *carried = first.filter(|_| !same).unwrap_or(*carried);
    }
}

/// The letters and digits of the spans.
fn letters(text: &str, spans: &[Span]) -> usize {
    let count = |span: &Span| span.of(text).chars().filter(|c| c.is_alphanumeric()).count();
    spans.iter().map(count).sum()
}

/// The letters and digits that stand in both contents.
fn common(text: &str, a: &Quotation, b: &Quotation) -> usize {
    a.content.iter().map(|piece| shared(text, *piece, b)).sum()
}

/// The letters and digits of the piece that stand in the content.
fn shared(text: &str, piece: Span, quotation: &Quotation) -> usize {
    let met = quotation.content.iter().filter(|other| other.meets(piece));
    let both = met.map(|other| Span::new(piece.start.max(other.start), piece.end.min(other.end)));
    letters(text, &both.collect::<Vec<_>>())
}

#[expect(clippy::cast_precision_loss, reason = "a content of millions of letters is not compared")]
fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::merge;
    use crate::{
        fact::{Quotation, QuotationKind},
        text::Span,
    };

    /// A picture is a text and below it a line for each quotation: `n` of the network or `r` of
    /// the rules; `+` if it holds or `-` if not; then its content as `d` (direct), `m` (mixed) or
    /// `i` (indirect), `s` under its source, `c` under the source that it goes on from.
    fn check(picture: &str) {
        let mut lines = picture.lines().filter(|line| !line.is_empty());
        let text = lines.next().unwrap();
        let drawn: Vec<_> = lines.map(|line| (line, quotation(text, line))).collect();
        let of = |rule: &str| -> Vec<Quotation> {
            let own = drawn.iter().filter(|(_, quotation)| quotation.rule == rule);
            own.map(|(_, quotation)| quotation.clone()).collect()
        };
        let held = merge(text, of("n"), of("r"), |_| true);
        assert!(held.is_sorted_by_key(|quotation| quotation.extent().start));
        for (line, quotation) in &drawn {
            let sign = if held.contains(quotation) { "+" } else { "-" };
            assert_eq!(line.get(1..2), Some(sign), "\n{text}\n{line}");
        }
    }

    fn quotation(text: &str, line: &str) -> Quotation {
        let content = ['d', 'm', 'i'].into_iter().find(|&c| line.get(2..).unwrap().contains(c));
        let content = content.unwrap();
        Quotation {
            kind: match content {
                'd' => QuotationKind::Direct,
                'm' => QuotationKind::Mixed,
                _ => QuotationKind::Indirect,
            },
            content: stretches(text, line, content),
            source: stretches(text, line, 's'),
            cue: Vec::new(),
            carried: stretches(text, line, 'c').first().copied(),
            actor: None,
            rule: if line.starts_with('n') { "n" } else { "r" },
            confidence: 1.0,
        }
    }

    /// The stretches of the text that a letter of the line stands under.
    fn stretches(text: &str, line: &str, letter: char) -> Vec<Span> {
        let mut found: Vec<Span> = Vec::new();
        for ((at, above), below) in text.char_indices().zip(line.chars()).skip(2) {
            if below != letter {
                continue;
            }
            match found.last_mut().filter(|last| last.end == at) {
                Some(last) => last.end = at + above.len_utf8(),
                None => found.push(Span::new(at, at + above.len_utf8())),
            }
        }
        found
    }

    #[test]
    fn a_direct_quotation_of_the_rules_takes_the_place_of_what_it_mostly_covers() {
        check(
            "
   “It rains here,” Lee said, “all day.” Mother agreed.
n-  dddddddddddddd                       ssssss
r+  dddddddddddddd  sss        ddddddd
",
        );
        check(
            "
   Lee said, “It rains,” and that nothing else ever happens here.
n+ sss        mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm
r- sss        dddddddd
",
        );
    }

    #[test]
    fn of_two_names_beside_one_cue_the_networks_holds() {
        let text = "   Lee, head of the board and the bank, said: “It rains.”";
        let mut network =
            quotation(text, "n  sss                                         ddddddddd");
        let mut rule = quotation(text, "r                             ssssssss         ddddddddd");
        network.cue = vec![Span::new(40, 44)];
        if !network.cue.is_empty() {
            rule.cue.clone_from(&network.cue);
        }
        let held = merge(text, vec![network.clone()], vec![rule.clone()], |_| true);
        assert_eq!(held[0].source[0].of(text), "Lee");
        network.confidence = 0.3;
        let held = merge(text, vec![network], vec![rule], |_| true);
        assert_eq!(held[0].source[0].of(text), "the bank");
    }

    #[test]
    fn the_rules_take_their_pieces_of_what_the_network_ran_together() {
        let text = "   It may rain, Lee says. “It never ends,” he adds.";
        let network = quotation(text, "n  iiiiiiiiiii  sss        iiiiiiiiiiiiii");
        let mut rule = quotation(text, "r                          dddddddddddddd  ss");
        let held = merge(text, vec![network.clone()], vec![rule.clone()], |_| true);
        let words = |held: &[Quotation]| -> Vec<String> {
            held.iter().flat_map(|q| &q.content).map(|span| span.of(text).to_owned()).collect()
        };
        assert_eq!(words(&held), ["It may rain", "It never ends,"]);
        assert_eq!(held.len(), 2);
        rule.confidence = 0.5;
        assert_eq!(merge(text, vec![network], vec![rule], |_| true).len(), 1);
    }

    /// The contents that hold of a quotation of the network and one of the rules, with their cues as
    /// `c` and those of the rules surer than the network's.
    fn held(picture: &str) -> Vec<(String, String)> {
        let mut lines = picture.lines().filter(|line| !line.is_empty());
        let text = lines.next().unwrap();
        let mut drawn = lines.map(|line| {
            let mut quotation = quotation(text, line);
            quotation.cue = quotation.carried.take().into_iter().collect();
            quotation
        });
        let (mut network, rule) = (drawn.next().unwrap(), drawn.next().unwrap());
        network.confidence = if network.source.is_empty() { 0.2 } else { 0.8 };
        let words =
            |spans: &[Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ");
        let held = merge(text, vec![network], vec![rule], |_| true);
        held.iter().map(|held| (words(&held.content), words(&held.source))).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn a_piece_that_the_rules_give_to_nobody_stays_with_its_source() {
        let picture = "
   “A dog,” Lee said. “It barks at all of us. “It howls at the moon and never ends,” Ana added.
n   ddddd   sss cccc   dddddddddddddddddddddd
r                      dddddddddddddddddddddd  dddddddddddddddddddddddddddddddddddd  sss ccccc
";
        let ana = "It barks at all of us. … It howls at the moon and never ends,";
        assert_eq!(held(picture), pairs(&[("A dog", "Lee"), (ana, "Ana")]));
    }

    #[test]
    fn the_beginning_of_the_sentence_that_marks_end_stays_with_them() {
        let picture = "
   If so, Lee said, “nobody comes at all.”
n  mmmmm  sss cccc   mmmmmmmmmmmmmmmmmmm
r         sss cccc   dddddddddddddddddddd
";
        assert_eq!(held(picture), pairs(&[("If so … nobody comes at all.", "Lee")]));
        let picture = "
   If it rains, Lee said, “nobody comes at all.”
n  mmmmmmmmmmm  sss cccc   mmmmmmmmmmmmmmmmmmm
r               sss cccc   dddddddddddddddddddd
";
        assert_eq!(held(picture), pairs(&[("If it rains … nobody comes at all", "Lee")]));
        // A sentence of its own does not.
        let picture = "
   It rains. Lee said, “nobody comes at all.”
n  mmmmmmmm  sss cccc   mmmmmmmmmmmmmmmmmmm
r            sss cccc   dddddddddddddddddddd
";
        assert_eq!(held(picture).len(), 2);
    }

    #[test]
    fn a_cue_just_before_later_marks_begins_anew() {
        let picture = "
   “It rains,” Ana said before asking him, “Does it ever end?” She left.
n              sss             cccccc       dddddddddddddddd
r   ddddddddd  sss cccc                     ddddddddddddddddd
";
        let apart = [("It rains,", "Ana"), ("Does it ever end?", "Ana")];
        assert_eq!(held(picture), pairs(&apart));
        // By the same cue they are one.
        let picture = "
   “It rains,” Ana said before asking him, “Does it ever end?” She left.
n              sss cccc                     dddddddddddddddd
r   ddddddddd  sss cccc                     ddddddddddddddddd
";
        assert_eq!(held(picture), pairs(&[("It rains, … Does it ever end?", "Ana")]));
    }

    #[test]
    fn of_two_names_for_the_same_words_the_networks_holds_unless_a_label_speaks() {
        let picture = "
   With Lee away, Ana has a new message: “It rains.”
n                 sss ccccccccccccccccc   ddddddddd
r       sss                            c  ddddddddd
";
        assert_eq!(held(picture), pairs(&[("It rains.", "Ana")]));
        let picture = "
   Below is the talk as heard on air. LEE: It rains.
n           ssssssss    ccccc              ddddddddd
r                                     sssc ddddddddd
";
        assert_eq!(held(picture), pairs(&[("It rains.", "LEE")]));
    }

    #[test]
    fn a_whole_clause_before_its_cue_takes_the_place_of_a_part_of_it() {
        let picture = "
   It came with the news that rain “is a blessing” here, Ana said. “It is.”
n                                   mmmmmmmmmmmmm        sss cccc
r  mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm  sss cccc
";
        let whole = "It came with the news that rain “is a blessing” here";
        assert_eq!(held(picture)[0].0, whole);
    }

    #[test]
    fn the_end_of_a_longer_quotation_is_the_rules_if_they_are_sure_of_its_cue() {
        let picture = "
   It told of the harm that this would do: “We lose,” the union wrote.
n  ss cccc    mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm
r                                           dddddddd  sssssssss ccccc
";
        let both = [("the harm that this would do", "It"), ("We lose,", "the union")];
        assert_eq!(held(picture), pairs(&both));
    }

    #[test]
    fn what_names_nobody_and_is_unsure_is_no_obstacle() {
        let picture = "
   LEE: It rains and rains. ANA: It never ends. LEE: It does not.
n  dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd
r  sssc ddddddddddddddddddd
";
        assert_eq!(held(picture), pairs(&[("It rains and rains.", "LEE")]));
    }

    #[test]
    fn an_unlikely_indirect_quotation_of_the_network_is_dropped() {
        let text = "   Lee seems to think that it rains.";
        let mut network = quotation(text, "n  sss                iiiiiiiiiiiiii");
        assert_eq!(merge(text, vec![network.clone()], Vec::new(), |_| true).len(), 1);
        network.confidence = 0.1;
        assert!(merge(text, vec![network], Vec::new(), |_| true).is_empty());
    }

    #[test]
    fn a_quotation_without_a_source_takes_nobodys_place() {
        check(
            "
   “It rains here,” it was said by Lee.
n+  dddddddddddddd                 sss
r-  dddddddddddddd
",
        );
    }

    #[test]
    fn one_that_goes_on_takes_the_place_of_one_that_names_nobody() {
        check(
            "
   “It rains,” Lee said. It was late. “It never ends.”
n+  dddddddd   sss
n-                                     dddddddddddddd
r+             ccc                     dddddddddddddd
",
        );
        check(
            "
   “It rains,” Lee said. “It never ends.” So Ana thought.
n+  dddddddd   sss
n+                        dddddddddddddd     sss
r-             ccc        dddddddddddddd
",
        );
    }

    #[test]
    fn mixed_and_indirect_ones_take_nobodys_place() {
        check(
            "
   Lee called it “a mess” and Ana said that it would end.
n+ sss        mmmmmmmmmmm
r-                mmmmmmm     sss
n+                            sss           iiiiiiiiiiiii
r- sss                                 iiiiiiiiiiiiiiiiii
",
        );
    }

    #[test]
    fn what_has_marks_is_added_where_the_network_has_nothing() {
        check(
            "
   The sign read “No way through” to all. Lee thinks that it rains.
r+ ssssssss       dddddddddddddd
r-                                        sss        iiiiiiiiiiiii
",
        );
        check(
            "
   Lee told them that the sign reads “No way” and is wrong.
n+ sss           mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm
r-                    ssssssss        mmmmmm
",
        );
    }

    #[test]
    fn one_that_goes_on_is_told_the_source_that_holds_there() {
        let text = "   “It rains,” old Lee said. “It never ends.”";
        let network = quotation(text, "n   dddddddd   sssssss");
        let rule = quotation(text, "r                  ccc        dddddddddddddd");
        let held = merge(text, vec![network], vec![rule], |_| true);
        assert_eq!(held[1].carried.unwrap().of(text), "old Lee");
        // Where no source that holds meets it, it stays.
        let rule = quotation(text, "r                      cccc   dddddddddddddd");
        let held = merge(text, Vec::new(), vec![rule], |_| true);
        assert_eq!(held[0].carried.unwrap().of(text), "said");
    }

    #[test]
    fn where_the_network_has_not_read_the_rules_have_the_word() {
        let text = "   Lee said that it rains. Ana said that it pours.";
        let rule = |line| quotation(text, line);
        let rules = vec![
            rule("r  sss      iiiiiiiiiiiii"),
            rule("r                          sss      iiiiiiiiiiiiii"),
        ];
        let half = text.find("Ana").unwrap();
        let held = merge(text, Vec::new(), rules.clone(), |span| span.end <= half);
        assert_eq!(held, rules[1..]);
    }
}
