//! Which names name the same: full names, surnames, first names, acronyms, short forms.

mod short;

use std::cmp::Reverse;

use super::{
    key::{self, Index},
    noun::{Gender, Noun, Opening, Sort},
};
use crate::{analysis::Reading, fact::MentionForm, lexicon::Class};

/// The names of one actor.
#[derive(Debug)]
pub(super) struct Bearer {
    /// The noun with the fullest name.
    pub full: usize,
    /// What sort of actor the names tell.
    pub sort: Sort,
    /// Man or woman, where a name or title tells.
    pub gender: Option<Gender>,
    /// The nouns for a body in the full name, by key: "Church" of "Church of England".
    bodies: Vec<u64>,
    /// How often the full name stands in the article.
    count: usize,
    /// The noun that used the full name last.
    last: usize,
}

/// A name with its bearer and the rule that told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Naming {
    /// The index of the bearer.
    pub bearer: usize,
    /// The rule that told.
    pub rule: &'static str,
}

/// The bearers of the names among the nouns, and who bears which; descriptions and pronouns
/// have none.
pub(super) fn find(reading: &Reading, nouns: &[Noun]) -> (Vec<Bearer>, Vec<Option<Naming>>) {
    let mut names = Names {
        reading,
        nouns,
        bearers: Vec::new(),
        found: vec![None; nouns.len()],
        gender: nouns
            .iter()
            .map(|noun| {
                noun.looks.gender.filter(|_| noun.tokens.len() > 1 || !noun.title.is_empty())
            })
            .collect(),
        index: Index::default(),
    };
    names.full_names();
    names.lone_surnames();
    names.keep_frequent();
    names.short_names();
    (names.bearers, names.found)
}

/// The most bearers with one last word that a name is compared with; this keeps the cost linear in
/// an article of very many.
const COMPARED: usize = 64;

struct Names<'a> {
    reading: &'a Reading<'a>,
    nouns: &'a [Noun],
    bearers: Vec<Bearer>,
    found: Vec<Option<Naming>>,
    /// What each noun tells for sure of its bearer's gender: a lone word may be a surname.
    gender: Vec<Option<Gender>>,
    index: Index,
}

impl Names<'_> {
    /// Gathers the names of two words and more, the longest first.
    fn full_names(&mut self) {
        let mut long: Vec<usize> = (0..self.nouns.len())
            .filter(|&i| self.nouns[i].form == MentionForm::Name && self.nouns[i].tokens.len() > 1)
            .collect();
        long.sort_by_key(|&i| Reverse(self.nouns[i].tokens.len()));
        for i in long {
            let whole = key::whole(self.reading, &self.nouns[i]);
            let known = self.index.whole.get(&whole).copied().or_else(|| self.same(i));
            let rule = if known.is_some_and(|bearer| {
                self.nouns[self.bearers[bearer].full].tokens.len() > self.nouns[i].tokens.len()
            }) {
                "shorter name"
            } else {
                "full name"
            };
            let bearer = known.unwrap_or_else(|| self.add(i));
            self.index.whole.insert(whole, bearer);
            self.join(i, bearer, rule);
            if rule == "full name"
                || key::first(self.reading, &self.nouns[i])
                    == key::first(self.reading, &self.nouns[self.bearers[bearer].full])
            {
                self.bearers[bearer].count += 1;
            }
        }
    }

    /// Gathers the men of whom, beside women of their name, only the surname is told, and the other
    /// way round: "Mr. Lind" where there is a Rosa Lind only.
    fn lone_surnames(&mut self) {
        for i in 0..self.nouns.len() {
            let noun = &self.nouns[i];
            let lone = noun.form == MentionForm::Name && noun.tokens.len() == 1;
            let key = key::last(self.reading, noun);
            let (true, Some(gender), Some(namesakes)) =
                (lone, self.gender[i], self.index.last.get(&key))
            else {
                continue;
            };
            let agrees = |bearer: &usize| !is_opposed(self.bearers[*bearer].gender, Some(gender));
            let bearer = match namesakes.iter().take(COMPARED).copied().find(agrees) {
                Some(known) if self.nouns[self.bearers[known].full].tokens.len() > 1 => continue,
                Some(own) => own,
                None => {
                    let bearer = self.add(i);
                    self.index.last.entry(key).or_default().push(bearer);
                    bearer
                }
            };
            self.join(i, bearer, "name");
            self.bearers[bearer].count += 1;
        }
    }

    /// The earliest bearer whose full name the noun is a form of.
    fn same(&self, i: usize) -> Option<usize> {
        let bearers = self.index.last.get(&key::last(self.reading, &self.nouns[i]))?;
        let latest = bearers.iter().skip(bearers.len().saturating_sub(COMPARED)).copied();
        latest.into_iter().find(|&bearer| self.is_same(bearer, i))
    }

    /// Of the bearers with one last word keeps the ones whose full names stand most often.
    fn keep_frequent(&mut self) {
        for bearers in self.index.last.values_mut() {
            bearers.sort_by_key(|&bearer| {
                (Reverse(self.bearers[bearer].count), self.bearers[bearer].full)
            });
            bearers.truncate(COMPARED);
        }
    }

    /// Whether the noun is a form of the bearer's full name, last words equal.
    fn is_same(&self, bearer: usize, noun: usize) -> bool {
        let (full, own) = (&self.nouns[self.bearers[bearer].full], &self.nouns[noun]);
        if !key::is_person(full.looks.sort) || !key::is_person(own.looks.sort) {
            return self.is_equal(full, own);
        }
        if is_opposed(full.looks.gender, own.looks.gender) {
            return false;
        }
        self.ends(full, own) || self.is_given(full, own)
    }

    /// Whether the longer name ends with all words of the shorter.
    fn ends(&self, full: &Noun, own: &Noun) -> bool {
        let words = |noun: &Noun| (noun.tokens.start..=noun.head).rev();
        words(own).count() <= words(full).count()
            && words(own)
                .zip(words(full))
                .all(|(a, b)| self.reading.word(a).eq_ignore_ascii_case(self.reading.word(b)))
    }

    fn is_equal(&self, full: &Noun, own: &Noun) -> bool {
        full.tokens.len() == own.tokens.len() && self.ends(full, own)
    }

    /// Whether two first names are one: equal, an initial, or spelt alike for four letters.
    fn is_given(&self, full: &Noun, own: &Noun) -> bool {
        let (a, b) = (self.reading.word(full.tokens.start), self.reading.word(own.tokens.start));
        let (a, b) = (a.to_lowercase(), b.to_lowercase());
        let initial = |short: &str, long: &str| {
            short.ends_with('.')
                && short.chars().count() == 2
                && long.starts_with(&short.chars().take(1).collect::<String>())
        };
        let alike = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        let same_end = a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).count();
        let longer = a.chars().count().max(b.chars().count());
        // One letter more, less or other: "Kristen" and "Kristin", "Hilary" and "Hillary".
        let misspelt = longer > 4 && alike + same_end + 1 >= longer;
        a == b || misspelt || initial(&a, &b) || initial(&b, &a)
    }

    fn add(&mut self, noun: usize) -> usize {
        let bearer = self.bearers.len();
        let found = &self.nouns[noun];
        self.bearers.push(Bearer {
            full: noun,
            sort: found.looks.sort,
            gender: found.looks.gender,
            bodies: Vec::new(),
            count: 0,
            last: noun,
        });
        if found.tokens.len() > 1 {
            self.index
                .last
                .entry(key::last(self.reading, &self.nouns[noun]))
                .or_default()
                .push(bearer);
            self.index
                .first
                .entry(key::first(self.reading, &self.nouns[noun]))
                .or_default()
                .push(bearer);
            if !matches!(found.looks.sort, Sort::Person) {
                for token in found.tokens.clone().filter(|&i| {
                    self.reading.tokens[i].is(Class::Body)
                        || self.reading.tokens[i].is(Class::Press)
                }) {
                    let body = key::word(self.reading.word(token));
                    self.index.body.entry(body).or_default().push(bearer);
                    self.bearers[bearer].bodies.push(body);
                }
                self.index
                    .acronym
                    .entry(key::acronym(self.reading, &self.nouns[noun]))
                    .or_insert(bearer);
            }
        } else {
            self.index
                .single
                .entry(key::last(self.reading, &self.nouns[noun]))
                .or_default()
                .push(bearer);
        }
        bearer
    }

    fn join(&mut self, noun: usize, bearer: usize, rule: &'static str) {
        let looks = self.nouns[noun].looks;
        let known = &mut self.bearers[bearer];
        known.gender = known.gender.or(self.gender[noun]);
        let full = self.nouns[known.full].tokens.len() == self.nouns[noun].tokens.len();
        if known.sort == Sort::Unknown && (full || looks.sort == Sort::Person)
            || matches!(looks.sort, Sort::Person | Sort::Country) && known.sort == Sort::Place
        {
            known.sort = looks.sort;
        }
        let found = &self.nouns[noun];
        let article =
            looks.opening == Opening::Definite && found.title.is_empty() && !found.stands.within;
        if known.sort == Sort::Unknown && article {
            // "the Kremlin": no person is called so.
            known.sort = Sort::Body;
        }
        known.last = noun;
        self.found[noun] = Some(Naming { bearer, rule });
    }

    /// Gives the names of one word to the bearers of longer ones, or to bearers of their own.
    fn short_names(&mut self) {
        for i in 0..self.nouns.len() {
            if self.nouns[i].form != MentionForm::Name {
                continue;
            }
            if let Some(naming) = self.found[i] {
                self.call(i, naming.bearer);
                continue;
            }
            let known = self.short(i).or_else(|| self.country(i));
            let (bearer, rule) = known.unwrap_or_else(|| (self.add(i), "name"));
            self.join(i, bearer, rule);
            self.call(i, bearer);
            if rule == "country" && self.reading.tokens[self.nouns[i].head].is(Class::Country) {
                // "Moscow" came first: the country's own name is the fuller one.
                self.bearers[bearer].full = i;
            }
        }
    }

    /// Notes that the noun called the bearer.
    fn call(&mut self, i: usize, bearer: usize) {
        self.bearers[bearer].last = i;
        for &body in &self.bearers[bearer].bodies {
            self.index.called_body.insert(body, bearer);
        }
        self.unite_country(i, bearer);
    }

    /// The country that the name stands for, when the text has named it: "Rome", "the U.S.".
    fn country(&self, i: usize) -> Option<(usize, &'static str)> {
        let lemma = self.country_lemma(i)?;
        Some((*self.index.country.get(&lemma)?, "country"))
    }

    fn unite_country(&mut self, i: usize, bearer: usize) {
        if let Some(lemma) = self.country_lemma(i) {
            self.index.country.entry(lemma).or_insert(bearer);
        }
    }

    fn country_lemma(&self, i: usize) -> Option<u32> {
        let noun = &self.nouns[i];
        let words = noun.span(self.reading).of(&self.reading.article.text);
        (noun.looks.sort == Sort::Country).then(|| self.reading.lexicon.word(words).lemma())
    }
}

/// Whether one is a man and the other a woman.
pub(super) fn is_opposed(one: Option<Gender>, other: Option<Gender>) -> bool {
    matches!((one, other), (Some(a), Some(b)) if a != b)
}

#[cfg(test)]
mod tests {
    use super::super::picture::check;

    #[test]
    fn an_office_goes_to_whom_mr_tells_not_to_a_woman_of_the_name() {
        check(
            "\
President Holm left. Mr. Holm and his wife, Rosa Holm, waved. Mr. Holm slept.
          AAAA           AAAA     AAABBBBB  BBBBBBBBB             AAAA
",
        );
    }

    #[test]
    fn a_surname_joins_its_full_name_wherever_that_stands() {
        check(
            "\
Ortiz loses the vote.
AAAAA
The mayor of Lisle, Carmen Ortiz, lost a vote on Monday. Ortiz went home.
AAAAAAAAAAAAAAAAAA  AAAAAAAAAAAA                         AAAAA
",
        );
    }

    #[test]
    fn two_people_with_one_surname_stay_apart() {
        check(
            "\
Carmen Ortiz and Luis Ortiz spoke in Lisle.
AAAAAAAAAAAA     BBBBBBBBBB          CCCCC
Mr. Ortiz was angry. Mrs. Ortiz was not.
    BBBBB                 AAAAA
",
        );
    }

    #[test]
    fn a_capital_speaks_for_its_country_where_it_acts() {
        check(
            "\
Moscow warned Paris. In Rome, Russia and France agreed.
AAAAAA        BBBBB           AAAAAA     BBBBBB
",
        );
    }

    #[test]
    fn a_misspelt_first_name_is_no_second_person() {
        check(
            "\
Kristen Wilks met Kristin Wilks and Karl Wilks.
AAAAAAAAAAAAA     AAAAAAAAAAAAA     BBBBBBBBBB
",
        );
    }
}
