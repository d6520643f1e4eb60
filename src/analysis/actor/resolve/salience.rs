//! Who is most in mind at a place of the text.

use super::{
    super::noun::{Part, Sort, Stands},
    Cast,
};

/// How many sentences back a pronoun reaches.
const FAR: usize = 8;

impl Cast<'_> {
    /// The member most in mind at the noun among those that fit, with its score.
    pub(super) fn best(&self, i: usize, fits: impl Fn(usize) -> bool) -> Option<(usize, i32)> {
        let excluded = self.subject_of_its_verb(i);
        let called = self.called_in_speech(i);
        self.recent
            .iter()
            .rev()
            .copied()
            .filter(|&member| Some(member) != excluded && fits(member))
            .filter_map(|member| Some((member, self.score(i, member, &called)?)))
            .fold(None, |best: Option<(usize, i32)>, found| match best {
                Some(best) if best.1 >= found.1 => Some(best),
                _ => Some(found),
            })
    }

    /// How much a member is in mind at the noun, the source of words that call the bearers of
    /// some names.
    fn score(&self, i: usize, member: usize, called: &[usize]) -> Option<i32> {
        let known = &self.members[member];
        let near = known.nouns.iter().rev().take(4).filter_map(|&j| self.weight(i, j)).max()?;
        let looks = self.nouns[i].looks;
        let often = i32::try_from(known.nouns.len().min(6)).unwrap_or_default() / 2;
        let named = if known.bearer.is_some() { 2 } else { 0 };
        // Few speak of themselves by name.
        let third = known.bearer.is_some_and(|bearer| called.contains(&bearer));
        let named = if third { named - 8 } else { named };
        let gender = if looks.gender.is_some() && known.gender == looks.gender { 5 } else { 0 };
        let sort = match looks.sort {
            Sort::Person if known.sort == Sort::Unknown => -3,
            Sort::Unknown if !known.plural => -5,
            _ => 0,
        };
        Some(near + often + named + gender + sort)
    }

    /// The bearers whom the words that the noun is the source of call by name.
    fn called_in_speech(&self, i: usize) -> Vec<usize> {
        let Some(content) = self.speech.content[i] else { return Vec::new() };
        let tokens = self.reading.tokens_in(content);
        let from = self.nouns.partition_point(|noun| noun.tokens.start < tokens.start);
        (from..self.nouns.len())
            .take(40)
            .take_while(|&j| self.nouns[j].tokens.start < tokens.end)
            .filter(|&j| self.nouns[j].stands.part != Part::Owner)
            .filter_map(|j| Some(self.naming[j]?.bearer))
            .collect()
    }

    /// How much one earlier noun holds its actor in mind.
    fn weight(&self, i: usize, j: usize) -> Option<i32> {
        let (noun, other) = (&self.nouns[i], &self.nouns[j]);
        let sentences = noun.stands.sentence - other.stands.sentence;
        if sentences > FAR
            || self.speech.content[i]
                .is_some_and(|content| content.holds(self.reading.tokens[other.head].span.start))
        {
            return None;
        }
        let distance = match sentences {
            0 => 12,
            1 => 10,
            2 => 7,
            3 => 5,
            _ => 3,
        };
        let part = match other.stands.part {
            Part::Subject => 4,
            Part::Owner => 2,
            Part::Object => 1,
            Part::Other => 0,
        };
        // Who spoke last goes on speaking: "he added".
        let speaker = match (self.speech.content[j], self.speech.content[i]) {
            (Some(_), Some(_)) => 5,
            (Some(_), None) => 3,
            _ => 0,
        };
        let within = if other.stands.within { -2 } else { 0 };
        let quoted = if other.stands.quoted && !noun.stands.quoted { -8 } else { 0 };
        // A new paragraph turns to somebody else.
        let paragraph = |stands: Stands| self.reading.sentences[stands.sentence].paragraph;
        let paragraph = match paragraph(noun.stands) - paragraph(other.stands) {
            0 => 2,
            1 => -1,
            _ => -4,
        };
        Some(distance + part + speaker + within + quoted + paragraph)
    }

    /// The member that is the subject of the verb whose object the noun is: "Lee thanked him".
    fn subject_of_its_verb(&self, i: usize) -> Option<usize> {
        let noun = &self.nouns[i];
        if matches!(noun.stands.part, Part::Subject | Part::Owner)
            || self.reading.word(noun.head).ends_with("sel")
        {
            return None;
        }
        let subject = (i.saturating_sub(6)..i).rev().find(|&j| {
            self.nouns[j].stands.part == Part::Subject
                && self.nouns[j].stands.sentence == noun.stands.sentence
        })?;
        Some(self.links[subject]?.member)
    }
}
