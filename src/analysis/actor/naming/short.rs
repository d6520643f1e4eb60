//! Whom a name of one word means: a surname, a first name, an acronym, the noun of a body.

use super::{
    super::{
        key,
        noun::{Noun, Opening, Part, Sort},
    },
    COMPARED, Names, is_opposed,
};
use crate::{analysis::token::Shape, lexicon::Class};

impl Names<'_> {
    /// The bearer of a longer name, or of the same one, whom a name of one word calls.
    pub(super) fn short(&mut self, i: usize) -> Option<(usize, &'static str)> {
        let noun = &self.nouns[i];
        let last = key::last(self.reading, &self.nouns[i]);
        let titled = !noun.title.is_empty() && noun.looks.sort == Sort::Person;
        let place = matches!(noun.looks.sort, Sort::Country | Sort::Place)
            && noun.stands.part == Part::Other;
        if !place || titled {
            if let Some(bearer) = self.surname(i, last) {
                return Some((bearer, "surname"));
            }
            if let Some(bearer) = self.given(i, last) {
                return Some((bearer, "first name"));
            }
        }
        if self.reading.tokens[noun.head].shape == Shape::Upper
            && let Some(&bearer) = self.index.acronym.get(&last)
        {
            return Some((bearer, "acronym"));
        }
        if let Some(bearer) = self.head_word(i, last) {
            return Some((bearer, "short name"));
        }
        let alike = self
            .index
            .single
            .get(&last)?
            .iter()
            .copied()
            .find(|&bearer| !is_opposed(self.bearers[bearer].gender, noun.looks.gender))?;
        Some((alike, "name"))
    }

    /// The person whose surname the word is; of several, the one that the text means.
    fn surname(&mut self, i: usize, key: u64) -> Option<usize> {
        let noun = &self.nouns[i];
        let fits = |&bearer: &usize| {
            let known = &self.bearers[bearer];
            matches!(known.sort, Sort::Person | Sort::Unknown)
                && !is_opposed(known.gender, self.gender[i])
                && !(noun.looks.opening == Opening::Definite
                    && noun.title.is_empty()
                    && known.sort == Sort::Person)
        };
        let candidates: Vec<usize> =
            self.index.last.get(&key)?.iter().copied().filter(fits).collect();
        let best = *candidates.iter().max_by_key(|&&bearer| {
            (self.bearers[bearer].count, usize::MAX - self.bearers[bearer].full)
        })?;
        let most = self.bearers[best].count;
        let near = |bearer: usize| {
            let last = &self.nouns[self.bearers[bearer].last];
            self.bearers[bearer].last < i && self.paragraph(last) == self.paragraph(noun)
        };
        let rival = candidates
            .iter()
            .copied()
            .filter(|&bearer| near(bearer))
            .max_by_key(|&bearer| self.bearers[bearer].last);
        let weighty = |bearer: usize| self.bearers[bearer].count * 2 > most;
        let called = self.index.called.get(&key).copied();
        let called = called.filter(|called| candidates.contains(called) && weighty(*called));
        let chosen = match rival {
            Some(rival) if weighty(rival) || !near(best) && self.gender[i].is_some() => rival,
            _ => called.unwrap_or(best),
        };
        self.index.called.insert(key, chosen);
        Some(chosen)
    }

    fn paragraph(&self, noun: &Noun) -> usize {
        self.reading.sentences[noun.stands.sentence].paragraph
    }

    /// The one person whose first name the word is.
    fn given(&self, i: usize, key: u64) -> Option<usize> {
        let noun = &self.nouns[i];
        let mut people =
            self.index.first.get(&key)?.iter().take(COMPARED).copied().filter(|&bearer| {
                matches!(self.bearers[bearer].sort, Sort::Person | Sort::Unknown)
                    && !is_opposed(self.bearers[bearer].gender, noun.looks.gender)
            });
        let found = people.next()?;
        people.next().is_none().then_some(found)
    }

    /// The body or publication that the word is short for: "the Post", "Breitbart".
    fn head_word(&self, i: usize, key: u64) -> Option<usize> {
        let noun = &self.nouns[i];
        let token = &self.reading.tokens[noun.head];
        let named = token.is(Class::Body) || token.is(Class::Press);
        if named && !matches!(self.reading.word(noun.head), "House" | "Senate" | "Congress") {
            let bearers = self.index.body.get(&key)?;
            let called = self.index.called_body.get(&key).copied();
            let last = |bearer: &usize| self.bearers[*bearer].last;
            return called.or_else(|| bearers.iter().copied().max_by_key(last));
        }
        let mut bearers = self.index.first.get(&key)?.iter().copied();
        let found = bearers.next()?;
        let known = &self.nouns[self.bearers[found].full];
        let tail = self.reading.word(known.head);
        let short = known.looks.sort == Sort::Press
            || matches!(
                tail,
                "University"
                    | "College"
                    | "Inc."
                    | "Corp."
                    | "Inc"
                    | "Corp"
                    | "Co."
                    | "Ltd."
                    | "Group"
                    | "Bank"
                    | "Institute"
            );
        (short && bearers.next().is_none() && noun.looks.sort != Sort::Person).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::picture::check;

    #[test]
    fn a_first_name_alone_joins_only_one_bearer() {
        check(
            "\
Carmen Ortiz met Paul Reed. Carmen smiled.
AAAAAAAAAAAA     BBBBBBBBB  AAAAAA
Paul Adams met Paul Reed. Paul smiled.
CCCCCCCCCC     BBBBBBBBB  DDDD
",
        );
    }

    #[test]
    fn a_short_name_of_a_publication_joins_it() {
        check(
            "\
The Lisle Morning Post ran the story. The Post backed it.
    AAAAAAAAAAAAAAAAAA                    AAAA
",
        );
    }

    #[test]
    fn an_acronym_joins_the_name_that_it_is_short_for() {
        check(
            "\
The Union of Lisle Growers met. The ULG was split, and the NCB was not.
    AAAAAAAAAAAAAAAAAAAAAA          AAA                    BBB
",
        );
    }
}
