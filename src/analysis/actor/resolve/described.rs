//! Whom a description means: by its noun, its stem, its words, or who is in mind.

use super::{
    super::{
        key,
        naming::is_opposed,
        noun::{Noun, Opening, Part, Sort, is_noun_like},
    },
    Cast, Link,
};
use crate::{fact::MentionForm, lexicon::Class};

/// The score from which a person is plainly in mind.
const SURE: i32 = 18;

impl Cast<'_> {
    pub(super) fn description(&mut self, i: usize, partner: Option<(usize, usize)>) -> Link {
        if let Some((j, member)) = partner {
            if self.members[member].sort == Sort::Unknown {
                self.members[member].sort = self.nouns[i].looks.sort;
            }
            return Link { member, antecedent: Some(j), rule: "apposition" };
        }
        if let Some(member) = self.named_next(i) {
            return Link { member, antecedent: None, rule: "apposition" };
        }
        if let Some((member, rule)) = self.described(i) {
            let antecedent = self.members[member].nouns.last().copied();
            let antecedent = self.telling(member, i).or(antecedent);
            return Link { member, antecedent, rule };
        }
        let member = self.add(i);
        Link { member, antecedent: None, rule: "description" }
    }

    /// The known bearer of the name that follows beside the description: a headline has named them.
    fn named_next(&self, i: usize) -> Option<usize> {
        self.by_bearer[self.naming[self.next_beside(i)?]?.bearer]
    }

    /// The noun that follows in apposition.
    fn next_beside(&self, i: usize) -> Option<usize> {
        let head = self.nouns[i].head;
        (i + 1..self.nouns.len().min(i + 12)).find(|&j| self.nouns[j].beside == Some(head))
    }

    /// The member that a headline calls what the text then says of a name: "Ohio farmer wins", and
    /// "Rosa Lind, an Ohio farmer, …".
    pub(super) fn in_headline(&self, i: usize) -> Option<usize> {
        let beside = &self.nouns[self.next_beside(i)?];
        if beside.form != MentionForm::Description {
            return None;
        }
        let member = *self.by_text.get(&self.text_key(beside))?;
        let first = &self.nouns[*self.members[member].nouns.first()?];
        let headline = self.reading.sentences[first.stands.sentence].paragraph == 0;
        let bare = first.looks.opening == Opening::Bare && !first.looks.plural;
        (headline && bare && first.tokens.len() > 1).then_some(member)
    }

    /// The latest noun of the member that has the head word of the noun, in a title or as head.
    fn telling(&self, member: usize, i: usize) -> Option<usize> {
        let word = self.word(self.nouns[i].head);
        self.members[member].nouns.iter().rev().take(12).copied().find(|&j| {
            let other = &self.nouns[j];
            other.title.clone().chain(other.head..=other.head).any(|token| self.word(token) == word)
        })
    }

    /// The member that a description means, if it is a known one.
    fn described(&self, i: usize) -> Option<(usize, &'static str)> {
        let noun = &self.nouns[i];
        let text = self.text_key(noun);
        let other = matches!(
            self.reading.word(noun.tokens.start),
            "another" | "Another" | "other" | "Other" | "others" | "Others"
        );
        match noun.looks.opening {
            Opening::Indefinite | Opening::Bare if !self.is_office(noun) => {
                let named = || {
                    noun.tokens.clone().any(|i| {
                        i != noun.head
                            && self.reading.tokens[i].is_capital()
                            && !self.reading.tokens[i].is(Class::Determiner)
                    })
                };
                let detailed = noun.tokens.len() > 2 || noun.looks.plural || named();
                return (detailed && !other)
                    .then(|| self.by_text.get(&text).map(|&member| (member, "same words")))
                    .flatten();
            }
            _ => {}
        }
        self.same_noun(i)
            .or_else(|| self.same_stem(i))
            .or_else(|| self.by_text.get(&text).map(|&member| (member, "same words")))
            .or_else(|| self.salient(i))
    }

    /// "Prime Minister", capitalised without a determiner.
    fn is_office(&self, noun: &Noun) -> bool {
        noun.looks.opening == Opening::Bare
            && !noun.looks.plural
            && self.reading.tokens[noun.head].is_capital()
    }

    /// The latest member that was called by the same noun, with nothing against it.
    fn same_noun(&self, i: usize) -> Option<(usize, &'static str)> {
        let noun = &self.nouns[i];
        let members = self.by_word.get(&self.word(noun.head))?;
        Some((self.latest(i, members, |_| true)?, "same noun"))
    }

    /// Of the members, the one spoken of last that the noun can mean; `allowed` says more of it.
    fn latest(
        &self,
        i: usize,
        members: &[usize],
        allowed: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let noun = &self.nouns[i];
        let fits = |&member: &usize| {
            let known = &self.members[member];
            known.plural == noun.looks.plural
                && !is_opposed(known.gender, noun.looks.gender)
                && allowed(member)
                && self.agrees(i, member)
                && !self.is_inside(i, member)
        };
        let recent = members.iter().rev().take(16).copied();
        recent.filter(fits).max_by_key(|&member| self.members[member].nouns.last())
    }

    /// Whether the member's last noun encloses the noun: "a member of the party’s board".
    fn is_inside(&self, i: usize, member: usize) -> bool {
        let noun = &self.nouns[i];
        self.members[member].nouns.last().is_some_and(|&j| {
            let other = &self.nouns[j];
            let whole =
                other.title.start.min(other.tokens.start)..other.tokens.end.max(other.title.end);
            whole.start <= noun.tokens.start && noun.tokens.end <= whole.end
        })
    }

    /// Whether every name in the description is one of the member's own words.
    fn agrees(&self, i: usize, member: usize) -> bool {
        let noun = &self.nouns[i];
        let own = |&token: &usize| {
            let found = &self.reading.tokens[token];
            found.is_capital()
                && !(found.is(Class::Determiner) || found.is(Class::Pronoun))
                && token != noun.head
        };
        let owned = noun.looks.opening == Opening::Owned
            && self.reading.tokens[noun.tokens.start].is(Class::Pronoun);
        let known = &self.members[member];
        if owned && known.bearer.is_none() {
            return known
                .nouns
                .first()
                .is_some_and(|&j| self.nouns[j].looks.opening == Opening::Owned);
        }
        // "the town council" is not every council.
        let kind = |&token: &usize| token < noun.head && is_noun_like(self.reading, token);
        if noun.looks.sort == Sort::Body
            && !noun
                .tokens
                .clone()
                .filter(kind)
                .all(|token| known.words.contains(&self.word(token)))
        {
            return false;
        }
        noun.tokens.clone().filter(own).all(|token| known.words.contains(&self.word(token)))
    }

    /// The member whose description has a word of the same stem: "the minister" for the head of a
    /// ministry.
    fn same_stem(&self, i: usize) -> Option<(usize, &'static str)> {
        let noun = &self.nouns[i];
        let stem = self.stem(noun.head)?;
        let members = self.by_word.get(&stem)?;
        let same_sort = |member: usize| {
            matches!(self.members[member].sort, Sort::Person | Sort::Unknown)
                == (noun.looks.sort == Sort::Person)
        };
        Some((self.latest(i, members, same_sort)?, "same stem"))
    }

    /// For "the lawmaker" that nobody was called yet: the person who is plainly in mind.
    fn salient(&self, i: usize) -> Option<(usize, &'static str)> {
        let noun = &self.nouns[i];
        let next = self.reading.word(noun.tokens.end);
        let plain = noun.looks.opening == Opening::Definite
            && !noun.looks.plural
            && noun.looks.sort == Sort::Person
            && noun.stands.part == Part::Subject
            && !noun.stands.quoted
            && !matches!(next, "who" | "whose" | "that")
            && noun.tokens.clone().skip(1).all(|i| self.tells_kind(i) && !self.tells_apart(i));
        if !plain {
            return None;
        }
        let fits = |member: usize| {
            let known = &self.members[member];
            known.bearer.is_some()
                && matches!(known.sort, Sort::Person)
                && !known.plural
                && !is_opposed(known.gender, noun.looks.gender)
                && !self.is_subject_here(i, member)
        };
        let (member, score) = self.best(i, fits)?;
        (score >= SURE).then_some((member, "in mind"))
    }

    /// Whether the member is a subject earlier in the sentence: it would go on as a pronoun.
    fn is_subject_here(&self, i: usize, member: usize) -> bool {
        let sentence = self.nouns[i].stands.sentence;
        self.members[member].nouns.iter().rev().take(4).map(|&j| self.nouns[j].stands).any(
            |stands| stands.sentence == sentence && stands.part == Part::Subject && !stands.quoted,
        )
    }

    /// Whether a word says what sort of person is meant, and names nobody: "Vermont", "Republican".
    fn tells_kind(&self, token: usize) -> bool {
        let found = &self.reading.tokens[token];
        let kinds = [
            Class::Role,
            Class::Title,
            Class::Nationality,
            Class::Place,
            Class::Country,
            Class::Body,
        ];
        !found.is_capital() || kinds.into_iter().any(|class| found.is(class))
    }

    /// "the first guest", "the other minister": one among several.
    fn tells_apart(&self, token: usize) -> bool {
        matches!(
            self.reading.word(token),
            "first" | "second" | "third" | "last" | "next" | "new" | "other" | "only" | "average"
        )
    }

    /// Learns the words of a title, a description or a body's name.
    pub(super) fn learn(&mut self, i: usize, member: usize) {
        let noun = &self.nouns[i];
        let (words, heads) = match noun.form {
            MentionForm::Pronoun => return,
            MentionForm::Name if matches!(noun.looks.sort, Sort::Body | Sort::Press) => {
                (noun.tokens.clone(), noun.tokens.clone())
            }
            MentionForm::Name => (noun.title.clone(), noun.title.clone()),
            MentionForm::Description => (noun.tokens.clone(), noun.head..noun.head + 1),
        };
        for token in words.filter(|&token| is_noun_like(self.reading, token)) {
            let word = self.word(token);
            self.members[member].words.insert(word);
            if let Some(stem) = self.stem(token) {
                self.file(stem, member);
            }
        }
        for token in heads {
            let found = &self.reading.tokens[token];
            if found.is(Class::Role)
                || found.is(Class::Title)
                || found.is(Class::Body)
                || noun.form == MentionForm::Description
            {
                let word = self.word(token);
                self.file(word, member);
            }
        }
        if noun.form == MentionForm::Description {
            let text = self.text_key(noun);
            self.by_text.insert(text, member);
        }
    }

    fn file(&mut self, word: u64, member: usize) {
        let members = self.by_word.entry(word).or_default();
        if members.last() != Some(&member) {
            members.push(member);
        }
    }

    /// A number for a word: the same for "officials" and "official", for "Italian" and "Italy".
    fn word(&self, token: usize) -> u64 {
        let lemma = self.reading.tokens[token].word.lemma();
        if lemma == 0 { key::word(self.reading.word(token)) } else { u64::from(lemma) }
    }

    /// A number for the first letters of a long word.
    fn stem(&self, token: usize) -> Option<u64> {
        let word = self.reading.word(token);
        let stem = word.get(..6)?;
        (word.len() > 6).then(|| key::word(stem).rotate_left(7))
    }

    /// A number for the words of a description without its article.
    fn text_key(&self, noun: &Noun) -> u64 {
        noun.tokens
            .clone()
            .filter(|&token| {
                !matches!(
                    self.reading.word(token),
                    "the" | "The" | "a" | "A" | "an" | "An" | "some" | "Some"
                )
            })
            .fold(u64::from(noun.looks.plural), |sum: u64, token| {
                sum.rotate_left(5) ^ self.word(token)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::picture::check;

    #[test]
    fn the_text_names_whom_the_headline_describes() {
        check(
            "\
Danish farmer sues the harbour board
AAAAAAAAAAAAA
Jens Holm, a Danish farmer, sued it. A Danish farmer was there.
AAAAAAAAA  AAAAAAAAAAAAAAA           AAAAAAAAAAAAAAA
",
        );
    }

    #[test]
    fn a_description_means_who_was_called_so() {
        check(
            "\
Mayor Anna Quist met President Jens Holm. The mayor smiled. The president left.
      AAAAAAAAAA               BBBBBBBBB  AAAAAAAAA         BBBBBBBBBBBBB
",
        );
    }

    #[test]
    fn a_description_means_who_has_a_word_of_its_stem() {
        check(
            "\
Anna Quist, the head of the ministry of labour, spoke. The minister left.
AAAAAAAAAA  AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA         AAAAAAAAAAAA
",
        );
    }

    #[test]
    fn campaigns_of_two_people_stay_apart() {
        check(
            "\
The Quist campaign sued. The Holm campaign laughed. The Quist campaign stopped.
AAAAAAAAAAAAAAAAAA       BBBBBBBBBBBBBBBBB          AAAAAAAAAAAAAAAAAA
",
        );
    }

    #[test]
    fn another_source_is_another() {
        check(
            "\
A source spoke. Another source denied it. The officials met, and officials left.
AAAAAAAA        BBBBBBBBBBBBBB            CCCCCCCCCCCCC          CCCCCCCCC
",
        );
    }

    #[test]
    fn a_plain_description_means_the_person_in_mind_as_a_new_subject() {
        check(
            "\
Anna Quist spoke in Lisle on Monday. The senator denied the report.
AAAAAAAAAA          BBBBB            AAAAAAAAAAA
",
        );
    }

    #[test]
    fn a_plain_description_after_its_own_subject_means_somebody_else() {
        check(
            "\
Anna Quist said the senator denied the report.
AAAAAAAAAA      BBBBBBBBBBB
",
        );
    }
}
