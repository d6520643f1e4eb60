//! What holds of what the network and the rules found, as pictures.

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
    let mut network = quotation(text, "n  sss                                         ddddddddd");
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
fn what_somebody_is_told_to_have_said_before_a_colon_is_theirs_too() {
    let text = "   The file shows that Lee took a stand: nobody goes.";
    let network = quotation(text, "n  ssssssss       iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii");
    let mut rule = quotation(text, "r                      sss              iiiiiiiiiiii");
    rule.cue = vec![Span::new(27, 31)];
    assert_eq!(rule.cue[0].of(text), "took");
    assert_eq!(merge(text, vec![network.clone()], vec![rule.clone()], |_| true).len(), 2);
    rule.source = stretches(text, "r  ssssssss", 's');
    assert_eq!(merge(text, vec![network], vec![rule], |_| true).len(), 1);
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
