//! Who is meant, noun by noun from the first to the last: descriptions by their nouns, pronouns by
//! gender, number, place and recency.

mod described;
mod salience;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    naming::{Bearer, Naming, is_opposed},
    noun::{Gender, Noun, Part, Sort},
};
use crate::{analysis::Reading, fact::MentionForm, text::Span};

/// One actor while the article is read.
#[derive(Debug)]
pub(super) struct Member {
    /// What sort of actor it is, as far as is known.
    pub sort: Sort,
    /// Man or woman, where known.
    pub gender: Option<Gender>,
    /// Whether it is several.
    pub plural: bool,
    /// The names' bearer, for a named actor.
    pub bearer: Option<usize>,
    /// Its nouns, in order.
    pub nouns: Vec<usize>,
    /// Whether it was ever more than a modifier: "Ortiz", not only "Ortiz supporters".
    pub solid: bool,
    /// Words of its titles and descriptions.
    words: FxHashSet<u64>,
}

/// Who a noun means, and by what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    /// The index of the member.
    pub member: usize,
    /// The noun that told; none for one that stands for itself.
    pub antecedent: Option<usize>,
    /// The rule that told.
    pub rule: &'static str,
}

/// What the resolver knows of nouns beside themselves: what is said, and by whom.
pub(super) struct Speech {
    /// For each noun, the content of the quotations that it is the source of.
    pub content: Vec<Option<Span>>,
    /// For each noun, the source of the direct speech that it stands in.
    pub within: Vec<Option<usize>>,
}

/// The members, and for each noun its link.
pub(super) fn find(
    reading: &Reading,
    nouns: &[Noun],
    naming: &(Vec<Bearer>, Vec<Option<Naming>>),
    speech: &Speech,
) -> (Vec<Member>, Vec<Option<Link>>) {
    let mut cast = Cast {
        reading,
        nouns,
        speech,
        bearers: &naming.0,
        naming: &naming.1,
        members: Vec::new(),
        links: vec![None; nouns.len()],
        by_bearer: vec![None; naming.0.len()],
        by_word: FxHashMap::default(),
        by_text: FxHashMap::default(),
        by_head: FxHashMap::default(),
        recent: Vec::new(),
    };
    for (i, naming) in naming.1.iter().enumerate() {
        if let Some(link) = cast.resolve(i, *naming) {
            cast.join(i, link);
        }
    }
    (cast.members, cast.links)
}

/// How many members are held in mind for pronouns.
const RECENT: usize = 24;

/// The score that "it" asks for: it means things more often than actors.
const NEAR: i32 = 16;

struct Cast<'a> {
    reading: &'a Reading<'a>,
    nouns: &'a [Noun],
    speech: &'a Speech,
    bearers: &'a [Bearer],
    naming: &'a [Option<Naming>],
    members: Vec<Member>,
    links: Vec<Option<Link>>,
    by_bearer: Vec<Option<usize>>,
    /// Members by the head nouns of their descriptions, latest last.
    by_word: FxHashMap<u64, Vec<usize>>,
    /// Members by the whole text of a description.
    by_text: FxHashMap<u64, usize>,
    /// Nouns by their head token.
    by_head: FxHashMap<usize, usize>,
    /// Members in the order of their last mention.
    recent: Vec<usize>,
}

impl Cast<'_> {
    fn resolve(&mut self, i: usize, naming: Option<Naming>) -> Option<Link> {
        let noun = &self.nouns[i];
        let partner = noun
            .beside
            .and_then(|head| self.by_head.get(&head).copied())
            .and_then(|j| self.links[j].map(|link| (j, link.member)));
        match (noun.form, naming) {
            (MentionForm::Name, Some(naming)) => Some(self.name(i, naming, partner)),
            (MentionForm::Name, None) => None,
            (MentionForm::Description, _) => Some(self.description(i, partner)),
            (MentionForm::Pronoun, _) => self.pronoun(i),
        }
    }

    fn name(&mut self, i: usize, naming: Naming, partner: Option<(usize, usize)>) -> Link {
        let full = self.bearers[naming.bearer].full;
        let same = self.nouns[full].tokens.len() == self.nouns[i].tokens.len();
        let antecedent = (!same).then_some(full);
        if let Some(member) = self.by_bearer[naming.bearer] {
            return Link { member, antecedent, rule: naming.rule };
        }
        // A description before its name, "the minister, Rosa Lind": one actor.
        let unnamed = partner
            .map(|(_, member)| member)
            .or_else(|| self.in_headline(i))
            .filter(|&member| self.members[member].bearer.is_none());
        let member = unnamed.unwrap_or_else(|| self.add(i));
        let bearer = &self.bearers[naming.bearer];
        let known = &mut self.members[member];
        known.bearer = Some(naming.bearer);
        known.gender = bearer.gender.or(known.gender);
        if known.sort == Sort::Unknown || bearer.sort == Sort::Person || unnamed.is_none() {
            known.sort = bearer.sort;
        }
        self.by_bearer[naming.bearer] = Some(member);
        Link { member, antecedent, rule: naming.rule }
    }

    fn add(&mut self, i: usize) -> usize {
        let looks = self.nouns[i].looks;
        self.members.push(Member {
            sort: looks.sort,
            gender: looks.gender,
            plural: looks.plural,
            bearer: None,
            nouns: Vec::new(),
            solid: false,
            words: FxHashSet::default(),
        });
        self.members.len() - 1
    }

    fn pronoun(&self, i: usize) -> Option<Link> {
        let noun = &self.nouns[i];
        let word = self.reading.word(noun.head);
        let is = |words: &[&str]| words.iter().any(|other| word.eq_ignore_ascii_case(other));
        if is(&["i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"]) {
            return None;
        }
        if is(&["who", "whom", "whose", "which"]) {
            return self.relative(i);
        }
        // Nobody says "she" of herself.
        let speaker = self.speech.within[i].and_then(|source| self.speaker(source));
        let fits = |member: usize| Some(member) != speaker && self.can_be(i, member);
        let (member, score) = self.best(i, fits)?;
        if noun.looks.sort == Sort::Body && score < NEAR && self.speech.content[i].is_none() {
            return None;
        }
        let antecedent = self.members[member].nouns.last().copied();
        Some(Link { member, antecedent, rule: "pronoun" })
    }

    /// Who the source of a quotation is, which may stand behind it, as far as can be told by now.
    fn speaker(&self, source: usize) -> Option<usize> {
        let known = self.links[source].map(|link| link.member);
        let named = || self.by_bearer[self.naming[source]?.bearer];
        let noun = &self.nouns[source];
        let alone = noun.form == MentionForm::Pronoun && self.speech.within[source].is_none();
        let meant = || alone.then(|| self.pronoun(source))?.map(|link| link.member);
        known.or_else(named).or_else(meant)
    }

    /// The member of the noun right before a relative pronoun.
    fn relative(&self, i: usize) -> Option<Link> {
        let noun = &self.nouns[i];
        let person = noun.looks.sort == Sort::Person;
        let before = (i.saturating_sub(8)..i).rev().find(|&j| {
            let other = &self.nouns[j];
            let Some(link) = self.links[j] else { return false };
            let sort = self.members[link.member].sort;
            let suits = if person {
                !matches!(sort, Sort::Country | Sort::Place | Sort::Press | Sort::Document)
            } else {
                sort != Sort::Person
            };
            other.stands.sentence == noun.stands.sentence
                && suits
                && other.form != MentionForm::Pronoun
                && noun.tokens.start <= other.tokens.end + 6
        })?;
        let member = self.links[before]?.member;
        Some(Link { member, antecedent: Some(before), rule: "relative" })
    }

    /// Whether the pronoun can mean the member by gender, number and sort.
    fn can_be(&self, i: usize, member: usize) -> bool {
        let looks = self.nouns[i].looks;
        let known = &self.members[member];
        if is_opposed(known.gender, looks.gender) || !known.solid {
            return false;
        }
        match looks.sort {
            Sort::Person => !known.plural && matches!(known.sort, Sort::Person | Sort::Unknown),
            Sort::Body => {
                known.gender.is_none()
                    && !matches!(known.sort, Sort::Person)
                    && !(known.plural && known.bearer.is_none())
            }
            _ => {
                let unnamed = known.bearer.is_none();
                known.plural
                    || matches!(known.sort, Sort::Body | Sort::Press | Sort::Country)
                    || unnamed && known.sort == Sort::Unknown
                    || unnamed && known.sort == Sort::Person && known.gender.is_none()
            }
        }
    }

    /// Records that the noun means the member, and what its words tell of them.
    fn join(&mut self, i: usize, link: Link) {
        let noun = &self.nouns[i];
        self.links[i] = Some(link);
        self.by_head.insert(noun.head, i);
        let member = &mut self.members[link.member];
        member.nouns.push(i);
        member.solid |= !noun.stands.within
            || noun.form != MentionForm::Name
            || noun.stands.part == Part::Owner;
        // A pronoun that is no subject is less surely linked: nothing is learnt from it.
        if noun.form != MentionForm::Pronoun || noun.stands.part == Part::Subject {
            member.gender = member.gender.or(noun.looks.gender);
        }
        let human = noun.looks.gender.is_some()
            || noun.looks.sort == Sort::Person && link.rule == "relative";
        if noun.form == MentionForm::Pronoun && human && member.sort == Sort::Unknown {
            member.sort = Sort::Person;
        }
        self.learn(i, link.member);
        self.recent.retain(|&other| other != link.member);
        self.recent.push(link.member);
        if self.recent.len() > RECENT {
            self.recent.remove(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::picture::check;

    #[test]
    fn a_pronoun_means_whom_gender_and_number_allow() {
        check(
            "\
Anna Quist met Jens Holm. She smiled, and he left.
AAAAAAAAAA     BBBBBBBBB  AAA             BB
The farmers marched. They lost.
CCCCCCCCCCC          CCCC
",
        );
    }

    #[test]
    fn a_subject_stands_above_an_object() {
        check(
            "\
Jens Holm met Mark Hale in Lisle. He was late.
AAAAAAAAA     BBBBBBBBB    CCCCC  BB
",
        );
    }

    #[test]
    fn a_possessive_is_an_antecedent() {
        check(
            "\
Earlier in Holm's campaign, he was Mr. Holm to all.
           AAAA             AA         AAAA
",
        );
    }

    #[test]
    fn a_new_paragraph_turns_to_somebody_else() {
        check(
            "\
“It is over,” ⟨Anna Quist⟩ said. She smiled, and she left.
 aaaaaaaaaaa   AAAAAAAAAA        AAA             AAA
Mary Holm is no friend of hers. “It is not,” ⟨she⟩ said.
BBBBBBBBB                 AAAA   bbbbbbbbbb   BBB
",
        );
    }

    #[test]
    fn the_object_of_a_verb_is_not_its_subject() {
        check(
            "\
Jens Holm saw Mark Hale. Holm thanked him.
AAAAAAAAA     BBBBBBBBB  AAAA         BBB
",
        );
    }

    #[test]
    fn a_subject_may_have_its_verb_quoted() {
        check(
            "\
Anna Quist told Mary Holm that she “never saw the letter” in time.
AAAAAAAAAA      BBBBBBBBB      AAA
",
        );
    }

    #[test]
    fn who_means_the_noun_before_it() {
        check(
            "\
Anna Quist, who lost, thanked the voters, who cheered.
AAAAAAAAAA  AAA               BBBBBBBBBB  BBB
",
        );
    }

    #[test]
    fn nobody_speaks_of_themselves_as_she() {
        check(
            "\
Mary Holm lost. ⟨Anna Quist⟩ saw it. “She knew,” ⟨Quist⟩ said.
AAAAAAAAA        BBBBBBBBBB           AAAbbbbbb   BBBBB
“She did her best. She smiled,” ⟨she⟩ said.
 AAAbbbbbAAAbbbbbbbAAAbbbbbbbb   BBB
",
        );
    }

    #[test]
    fn words_within_a_quotation_weigh_little_outside_it() {
        check(
            "\
“Mark Hale is wrong,” ⟨Jens Holm⟩ said. He left.
 AAAAAAAAAbbbbbbbbbb   BBBBBBBBB        BB
",
        );
    }
}
