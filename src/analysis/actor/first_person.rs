//! "I" and "we" within direct speech: whoever speaks it.

use rustc_hash::FxHashMap;

use super::{
    noun::Noun,
    resolve::{Link, Member},
};
use crate::{
    analysis::Reading,
    fact::{MentionForm, Quotation, QuotationKind},
};

/// Links the first person within quotations to their speakers, and tells who speaks the
/// quotations whose source it is: "“I think we lost,” she said" holds one by "I".
pub(super) fn link(
    reading: &Reading,
    quotations: &mut [Quotation],
    speakers: &[Option<usize>],
    (nouns, members, links): (&[Noun], &mut [Member], &mut [Option<Link>]),
) {
    let mut spoken: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (quotation, speaker) in speakers.iter().enumerate() {
        if let Some(noun) = *speaker {
            spoken.entry(noun).or_default().push(quotation);
        }
    }
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0;
    let mut changed = Vec::new();
    for (i, noun) in nouns.iter().enumerate() {
        if !is_first_person(reading, noun) {
            continue;
        }
        let at = noun.span(reading).start;
        while next < quotations.len() && quotations[next].extent().start <= at {
            if quotations[next].kind != QuotationKind::Indirect {
                open.push(next);
            }
            next += 1;
        }
        open.retain(|&quotation| quotations[quotation].extent().end > at);
        let outer = open.iter().rev().copied().find(|&quotation| {
            quotations[quotation].piece_at(at).is_some() && speakers[quotation] != Some(i)
        });
        let Some(member) = outer.and_then(|quotation| quotations[quotation].actor) else {
            continue;
        };
        let antecedent = speakers[outer.unwrap_or_default()];
        links[i] = Some(Link { member, antecedent, rule: "speaker" });
        members[member].nouns.push(i);
        changed.push(member);
        for &quotation in spoken.get(&i).into_iter().flatten() {
            quotations[quotation].actor = Some(member);
        }
    }
    changed.sort_unstable();
    changed.dedup();
    for member in changed {
        members[member].nouns.sort_unstable();
    }
}

fn is_first_person(reading: &Reading, noun: &Noun) -> bool {
    let first = ["i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"];
    noun.form == MentionForm::Pronoun && {
        let word = reading.word(noun.head);
        first.iter().any(|other| word.eq_ignore_ascii_case(other))
    }
}

#[cfg(test)]
mod tests {
    use super::super::picture::check;

    #[test]
    fn i_and_my_mean_the_speaker() {
        check(
            "\
“I lost my way,” said ⟨Anna Quist⟩. I do not know.
 AaaaaaaAAaaaaa        AAAAAAAAAA
",
        );
    }
}
