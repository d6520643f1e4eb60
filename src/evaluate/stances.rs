//! Stances beside those that people wrote down: by actor, evidence, target and position.

use std::{collections::HashSet, sync::LazyLock};

use super::{
    gold::{self, Stances},
    letters::words,
    miss::{Miss, Mistake, Role, Side, marks},
    one_to_one,
};
use crate::{
    fact::{Actor, Analysis, Position, Stance, Tier},
    text::{Span, one_line},
};

/// Words that do not tell what a stance is on.
static STOP: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let words = "a an the this that these those it its his her their our my your as \
        i you he she we they him me us them who whom which what when where how \
        of to in on for with by at from about into over under after before between against \
        during up down off out and or but if so than then there here no nor not \
        are is was were be been being have has had do does did s t";
    words.split_whitespace().collect()
});

/// How many stances of one article or of several were met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Among all that the engine gives.
    pub both: Rows,
    /// Among those of the explicit tier alone.
    pub explicit: Rows,
}

/// How many stances were met by those that the engine gave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Those that were annotated.
    pub gold: usize,
    /// Those that the engine gave, neutral ones left aside.
    pub predicted: usize,
    /// Those of the annotated that were met: by actor, evidence and target.
    pub met: usize,
    /// Of the met, those with the right position.
    pub right: usize,
    /// Those that are open.
    pub open: Open,
    /// The different pairs of an actor and an issue that were annotated.
    pub pairs: usize,
    /// Those of which at least one stance was met with the right position.
    pub pairs_found: usize,
}

/// How many open stances were met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// Those that were annotated.
    pub gold: usize,
    /// Those that the engine gave.
    pub predicted: usize,
    /// Those of the annotated that were met as open.
    pub right: usize,
}

impl Tally {
    /// Adds what was counted in another article.
    pub fn merge(&mut self, other: &Self) {
        self.both.merge(&other.both);
        self.explicit.merge(&other.explicit);
    }
}

impl Rows {
    fn merge(&mut self, other: &Self) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.met += other.met;
        self.right += other.right;
        self.open.gold += other.open.gold;
        self.open.predicted += other.open.predicted;
        self.open.right += other.open.right;
        self.pairs += other.pairs;
        self.pairs_found += other.pairs_found;
    }
}

/// The stances of an article beside those that people wrote down.
pub struct Comparison<'a> {
    text: &'a str,
    gold: &'a Stances,
    actors: &'a [Actor],
    wanted: Vec<Row<'a, gold::Stance>>,
    given: Vec<Row<'a, Stance>>,
    /// Which of the wanted and of the given meet, however often.
    meetings: Vec<(usize, usize)>,
}

/// A stance, and what it is compared by.
struct Row<'a, T> {
    stance: &'a T,
    evidence: Span,
    /// The last words of its actor's names.
    names: HashSet<String>,
    /// The stems of the words for its target.
    target: HashSet<String>,
}

impl<'a> Comparison<'a> {
    /// The stances that were annotated in a text beside those that were found in it.
    #[must_use]
    pub fn of(text: &'a str, gold: &'a Stances, analysis: &'a Analysis) -> Self {
        let wanted: Vec<_> = gold.rows.iter().map(|stance| wanted(stance, gold)).collect();
        let given = analysis.stances.iter().filter(|stance| stance.position != Position::Neutral);
        let given: Vec<_> = given.map(|stance| given_row(text, stance, &analysis.actors)).collect();
        let mut meetings = Vec::new();
        for (i, want) in wanted.iter().enumerate() {
            for (j, got) in given.iter().enumerate() {
                if is_overlap(text, want.evidence, got.evidence)
                    && want.has_name_of(got)
                    && want.has_target_of(got)
                {
                    meetings.push((i, j));
                }
            }
        }
        Self { text, gold, actors: &analysis.actors, wanted, given, meetings }
    }

    /// Which of the annotated stances and of the given ones meet, in whatever position: their
    /// places in `gold.rows` and among the given that are not neutral.
    #[must_use]
    pub fn meetings(&self) -> &[(usize, usize)] {
        &self.meetings
    }

    /// How much alike the targets of two that meet are worded: the share of the words of both that
    /// they have in common. An actor is worded as it is called anywhere.
    #[must_use]
    pub fn likeness(&self, want: usize, got: usize) -> f32 {
        let own: HashSet<_> = stems(&self.wanted[want].stance.target).collect();
        let share = |span: Span| {
            let other: HashSet<_> = stems(&one_line(span.of(self.text))).collect();
            let [shared, all] = [own.intersection(&other).count(), own.union(&other).count()];
            #[expect(clippy::cast_precision_loss, reason = "no target has 2^24 words")]
            let share = shared as f32 / all.max(1) as f32;
            share
        };
        let target = self.given[got].stance.target;
        let actor = target.actor.and_then(|actor| self.actors.get(actor)).into_iter();
        let names = actor.flat_map(|actor| [actor.name].into_iter().chain(actor.aliases.clone()));
        names.map(share).fold(share(target.span), f32::max)
    }

    /// How many were met, in both tiers and in the explicit one.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally {
            both: self.rows(|_| true),
            explicit: self.rows(|stance| stance.tier == Tier::Explicit),
        }
    }

    fn rows(&self, counts: impl Fn(&Stance) -> bool) -> Rows {
        let given = || self.given.iter().map(|row| row.stance).filter(|stance| counts(stance));
        let pairs: HashSet<_> = self.gold.rows.iter().map(pair).collect();
        let mut rows = Rows {
            gold: self.wanted.len(),
            predicted: given().count(),
            pairs: pairs.len(),
            ..Rows::default()
        };
        rows.open.gold = self.gold.rows.iter().filter(|row| is_open(row.position)).count();
        rows.open.predicted = given().filter(|stance| is_open(stance.position)).count();
        let mut found = HashSet::new();
        for (wrong, i, _) in self.matches(&counts) {
            rows.met += 1;
            if !wrong {
                let want = self.wanted[i].stance;
                rows.right += 1;
                rows.open.right += usize::from(is_open(want.position));
                found.insert(pair(want));
            }
        }
        rows.pairs_found = found.len();
        rows
    }

    /// The wanted and the given that belong together, one to one: those with the same position
    /// before others, then by their order.
    fn matches(&self, counts: impl Fn(&Stance) -> bool) -> Vec<(bool, usize, usize)> {
        let counted = self.meetings.iter().filter(|(_, j)| counts(self.given[*j].stance));
        let wrong =
            |i: usize, j: usize| self.wanted[i].stance.position != self.given[j].stance.position;
        let mut pairs: Vec<_> = counted.map(|(i, j)| (wrong(*i, *j), *i, *j)).collect();
        pairs.sort_unstable();
        one_to_one(pairs, |(_, i, j)| (*i, *j))
    }

    /// What is wrong with them, one by one, in both tiers.
    #[must_use]
    pub fn misses(&self) -> Vec<Miss> {
        let (mut met, mut used) = (vec![false; self.wanted.len()], vec![false; self.given.len()]);
        let mut misses = Vec::new();
        for (wrong, i, j) in self.matches(|_| true) {
            (met[i], used[j]) = (true, true);
            let (want, got) = (&self.wanted[i], &self.given[j]);
            if wrong {
                misses.push(self.miss(Mistake::WrongPosition, Some(want), Some(got)));
            }
        }
        for (want, _) in self.wanted.iter().zip(met).filter(|(_, met)| !met) {
            let near = nearest(self.text, want, &self.given);
            misses.push(self.miss(Mistake::StanceMissed, Some(want), near));
        }
        for (got, _) in self.given.iter().zip(used).filter(|(_, used)| !used) {
            let near = nearest(self.text, got, &self.wanted);
            misses.push(self.miss(Mistake::StanceSpurious, near, Some(got)));
        }
        misses
    }

    /// A mistake. Missed are the plainest first, which have the shortest evidence.
    #[expect(clippy::cast_precision_loss, reason = "no evidence has 2^52 bytes")]
    fn miss(
        &self,
        mistake: Mistake,
        want: Option<&Row<gold::Stance>>,
        got: Option<&Row<Stance>>,
    ) -> Miss {
        let weight = match (mistake, want, got) {
            (Mistake::StanceMissed, Some(want), _) => -(want.evidence.len() as f64),
            (_, _, Some(got)) => f64::from(got.stance.confidence),
            (_, _, None) => 0.0,
        };
        let gold = want.map(|want| self.gold_side(want.stance)).unwrap_or_default();
        let found = got.map(|got| self.found_side(got.stance)).unwrap_or_default();
        Miss { mistake, weight, gold, found }
    }

    fn gold_side(&self, stance: &gold::Stance) -> Side {
        let evidence = stance.evidence;
        let target = evidence.of(self.text).find(&stance.target).map(|at| {
            let start = evidence.start + at;
            Span::new(start, start + stance.target.len())
        });
        let marks = marks(Role::Content, &[evidence])
            .chain(target.map(|target| (Role::Target, target)))
            .collect();
        Side {
            marks,
            actor: self.gold.actors[stance.actor].first().cloned(),
            stance: Some((stance.position, stance.target.clone())),
            claim: None,
        }
    }

    fn found_side(&self, stance: &Stance) -> Side {
        let target = stance.target.span;
        let near = stance.evidence.meets(target).then_some((Role::Target, target));
        let marks = marks(Role::Content, &[stance.evidence])
            .chain(near)
            .chain(marks(Role::Cue, &stance.cues))
            .collect();
        let name = |actor: &Actor| one_line(actor.name.of(self.text));
        Side {
            marks,
            actor: self.actors.get(stance.actor).map(name),
            stance: Some((stance.position, one_line(target.of(self.text)))),
            claim: Some((stance.confidence, stance.rule)),
        }
    }
}

impl<T> Row<'_, T> {
    /// Whether the two actors share a name or the last word of one.
    fn has_name_of<U>(&self, other: &Row<U>) -> bool {
        !self.names.is_disjoint(&other.names)
    }

    fn has_target_of<U>(&self, other: &Row<U>) -> bool {
        !self.target.is_disjoint(&other.target)
    }
}

/// An annotated stance: its target is also what its issue says and what an actor of that name
/// is called.
fn wanted<'a>(stance: &'a gold::Stance, gold: &Stances) -> Row<'a, gold::Stance> {
    let is_target = |names: &&Vec<String>| names.first() == Some(&stance.target);
    let names = gold.actors.iter().rev().find(is_target).into_iter().flatten();
    let words = [&stance.target, &stance.issue].into_iter().chain(names);
    Row {
        stance,
        evidence: stance.evidence,
        names: gold.actors[stance.actor].iter().filter_map(|name| last_word(name)).collect(),
        target: words.flat_map(|words| stems(words)).collect(),
    }
}

/// A stance of the engine: its target is also what the actor that it is, if it is one, is called.
fn given_row<'a>(text: &str, stance: &'a Stance, actors: &[Actor]) -> Row<'a, Stance> {
    let names = |actor: Option<usize>| {
        let actor = actor.and_then(|actor| actors.get(actor));
        let spans = actor
            .into_iter()
            .flat_map(|actor| std::iter::once(actor.name).chain(actor.aliases.iter().copied()));
        spans.map(|span| one_line(span.of(text)))
    };
    let mut target: HashSet<_> = stems(&one_line(stance.target.span.of(text))).collect();
    target.extend(names(stance.target.actor).flat_map(|name| stems(&name)));
    Row {
        stance,
        evidence: stance.evidence,
        names: names(Some(stance.actor)).filter_map(|name| last_word(&name)).collect(),
        target,
    }
}

fn last_word(name: &str) -> Option<String> {
    words(name).pop()
}

/// The stems of the words that say something.
fn stems(text: &str) -> impl Iterator<Item = String> + use<> {
    let words = words(text).into_iter();
    let telling = words.filter(|word| !STOP.contains(word.as_str()));
    telling.map(|word| stem(&word).to_owned())
}

/// The word without the first of these endings, if three characters are left.
fn stem(word: &str) -> &str {
    const ENDINGS: [&str; 7] = ["ation", "ment", "ing", "ies", "ed", "es", "s"];
    let mut stems = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending));
    stems.find(|stem| stem.chars().count() >= 3).unwrap_or(word)
}

/// Whether the two share half of the shorter one, in code points.
fn is_overlap(text: &str, a: Span, b: Span) -> bool {
    let shared = Span::new(a.start.max(b.start), a.end.min(b.end));
    let length = |span: Span| span.of(text).chars().count();
    !shared.is_empty() && length(shared) * 2 >= length(a).min(length(b))
}

/// Of the stances on the same evidence the one that is nearest: by actor, then by target.
fn nearest<'a, 'b, T, U>(
    text: &str,
    row: &Row<T>,
    others: &'a [Row<'b, U>],
) -> Option<&'a Row<'b, U>> {
    let near = others.iter().filter(|other| is_overlap(text, row.evidence, other.evidence));
    near.max_by_key(|other| (row.has_name_of(other), row.has_target_of(other)))
}

fn pair(stance: &gold::Stance) -> (usize, &str) {
    (stance.actor, &stance.issue)
}

fn is_open(position: Position) -> bool {
    position == Position::Open
}

#[cfg(test)]
mod tests {
    use super::{Comparison, Open, Rows, stem, stems};
    use crate::{
        evaluate::{
            gold::{self, Stances},
            miss::Mistake,
        },
        fact::{Actor, ActorKind, Analysis, Position, Stance, Strength, Target, Tier, Voice},
        text::Span,
    };

    const TEXT: &str = "Ana Ortiz opposes the new ferries. É: Bo Lee may back building it. Critics \
        of Ortiz want none.";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    /// Rows of Ortiz against the ferries, Lee open on them, and critics against Ortiz.
    fn gold() -> Stances {
        let row = |actor, target: &str, issue: &str, position, evidence| gold::Stance {
            actor,
            target: target.into(),
            issue: issue.into(),
            position,
            evidence: span(evidence),
        };
        let names = |names: &[&str]| names.iter().map(|name| (*name).into()).collect();
        Stances {
            actors: vec![
                names(&["Ana Ortiz", "the mayor"]),
                names(&["Bo Lee"]),
                names(&["Critics"]),
            ],
            rows: vec![
                row(
                    0,
                    "ferries",
                    "more ferries",
                    Position::Against,
                    "Ana Ortiz opposes the new ferries.",
                ),
                row(1, "it", "more ferries", Position::Open, "É: Bo Lee may back building it."),
                row(2, "Ana Ortiz", "her work", Position::Against, "Critics of Ortiz want none."),
            ],
        }
    }

    const ORTIZ: usize = 0;
    const LEE: usize = 1;
    const CRITICS: usize = 2;

    fn actors() -> Vec<Actor> {
        let actor = |name| Actor {
            name: span(name),
            kind: ActorKind::Person,
            description: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
        };
        vec![actor("Ortiz"), actor("Bo Lee"), actor("Critics")]
    }

    fn found(actor: usize, target: &str, position: Position, evidence: &str) -> Stance {
        Stance {
            actor,
            issue: 0,
            target: Target { span: span(target), actor: None },
            position,
            strength: Strength::Firm,
            voice: Voice::Narrated,
            tier: Tier::Explicit,
            evidence: span(evidence),
            cues: Vec::new(),
            quotation: None,
            rule: "test",
            confidence: 0.5,
        }
    }

    fn analysis(stances: Vec<Stance>) -> Analysis {
        Analysis { stances, actors: actors(), ..Analysis::default() }
    }

    fn rows(stances: Vec<Stance>) -> Rows {
        Comparison::of(TEXT, &gold(), &analysis(stances)).tally().both
    }

    /// How many are met, and how many with the right position.
    fn met(stance: Stance) -> [usize; 2] {
        let rows = rows(vec![stance]);
        [rows.met, rows.right]
    }

    #[test]
    fn a_stance_is_met_by_actor_evidence_and_target() {
        let ortiz = |target, evidence| found(ORTIZ, target, Position::Against, evidence);
        assert_eq!(met(ortiz("new ferries", "opposes the new ferries")), [1, 1]);
        assert_eq!(met(ortiz("new ferries", "ferries. É: Bo Lee may back")), [0, 0]);
        assert_eq!(met(ortiz("the new", "opposes the new ferries")), [0, 0]);
        assert_eq!(met(found(LEE, "ferries", Position::Against, "opposes the")), [0, 0]);
        assert_eq!(met(found(ORTIZ, "ferries", Position::For, "opposes the")), [1, 0]);
    }

    #[test]
    fn half_of_the_shorter_evidence_is_enough_and_counts_code_points() {
        let lee = |evidence| met(found(LEE, "ferries", Position::Open, evidence));
        assert_eq!(lee("s. É: "), [1, 1]);
        // Three of seven code points, though four of eight bytes.
        assert_eq!(lee("es. É: "), [0, 0]);
        let inside = span("É: Bo").end;
        let nothing = Stance {
            evidence: Span::new(inside, inside),
            ..found(LEE, "ferries", Position::Open, "Bo")
        };
        assert_eq!(met(nothing), [0, 0]);
    }

    #[test]
    fn the_names_of_an_actor_that_is_the_target_count() {
        let target = |actor| {
            let target = Target { span: span("none"), actor };
            Stance { target, ..found(CRITICS, "none", Position::Against, "Critics of Ortiz") }
        };
        assert_eq!(met(target(Some(ORTIZ))), [1, 1]);
        assert_eq!(met(target(Some(LEE))), [0, 0]);
        assert_eq!(met(target(None)), [0, 0]);
    }

    #[test]
    fn targets_are_alike_by_the_words_that_they_share_and_an_actor_by_any_name() {
        let like = |want, stance: Stance| {
            let (gold, analysis) = (gold(), analysis(vec![stance]));
            let share = Comparison::of(TEXT, &gold, &analysis).likeness(want, 0);
            format!("{share:.1}")
        };
        let ortiz = |target| found(ORTIZ, target, Position::Against, "opposes the new ferries");
        let alike = [ortiz("the new ferries"), ortiz("ferries")].map(|stance| like(0, stance));
        assert_eq!(alike, ["0.5", "1.0"]);
        let target = Target { span: span("Critics"), actor: Some(ORTIZ) };
        let named = Stance { target, ..found(CRITICS, "none", Position::For, "Critics") };
        assert_eq!(like(2, named), "0.5");
    }

    #[test]
    fn the_right_position_is_preferred_and_neutral_ones_do_not_count() {
        let evidence = "opposes the new ferries";
        let stances = vec![
            found(ORTIZ, "ferries", Position::For, evidence),
            found(ORTIZ, "ferries", Position::Neutral, evidence),
            found(ORTIZ, "ferries", Position::Against, evidence),
            found(LEE, "new ferries", Position::Open, evidence),
        ];
        let expected = Rows {
            gold: 3,
            predicted: 3,
            met: 1,
            right: 1,
            open: Open { gold: 1, predicted: 1, right: 0 },
            pairs: 3,
            pairs_found: 1,
        };
        assert_eq!(rows(stances), expected);
    }

    #[test]
    fn a_pair_of_actor_and_issue_is_counted_once() {
        let mut gold = gold();
        gold.rows.push(gold.rows[0].clone());
        let stances = vec![found(ORTIZ, "ferries", Position::Against, "Ana Ortiz opposes the"); 2];
        let analysis = analysis(stances);
        let rows = Comparison::of(TEXT, &gold, &analysis).tally().both;
        assert_eq!([rows.gold, rows.right, rows.pairs, rows.pairs_found], [4, 2, 3, 1]);
    }

    #[test]
    fn the_explicit_tier_is_counted_by_itself() {
        let ortiz = found(ORTIZ, "ferries", Position::Against, "opposes the");
        let inferred = Stance { tier: Tier::Inferred, ..ortiz.clone() };
        let analysis = analysis(vec![inferred, found(LEE, "ferries", Position::Open, "Lee may")]);
        let tally = Comparison::of(TEXT, &gold(), &analysis).tally();
        assert_eq!((tally.both.predicted, tally.both.right), (2, 2));
        assert_eq!((tally.explicit.predicted, tally.explicit.right), (1, 1));
        assert_eq!(tally.explicit.gold, 3);
    }

    #[test]
    fn every_mistake_is_told_with_what_is_nearest() {
        let stances = vec![
            found(ORTIZ, "ferries", Position::For, "opposes the"),
            found(LEE, "none", Position::For, "Bo Lee may back"),
        ];
        let (gold, analysis) = (gold(), analysis(stances));
        let misses = Comparison::of(TEXT, &gold, &analysis).misses();
        let told = misses.iter().map(|miss| {
            let who = |side: &crate::evaluate::miss::Side| side.actor.clone().unwrap_or_default();
            (miss.mistake, who(&miss.gold), who(&miss.found))
        });
        let expected = [
            (Mistake::WrongPosition, "Ana Ortiz", "Ortiz"),
            (Mistake::StanceMissed, "Bo Lee", "Bo Lee"),
            (Mistake::StanceMissed, "Critics", ""),
            (Mistake::StanceSpurious, "Bo Lee", "Bo Lee"),
        ];
        let expected = expected.map(|(mistake, a, b)| (mistake, a.to_owned(), b.to_owned()));
        assert_eq!(told.collect::<Vec<_>>(), expected);
        assert!(misses[1].weight < misses[2].weight, "the shorter evidence is the worse miss");
    }

    #[test]
    fn a_word_loses_one_ending_and_keeps_three_characters() {
        let cases = ["deportation", "policies", "added", "uses", "bus", "being", "éés"];
        let expected = ["deport", "polic", "add", "use", "bus", "being", "éés"];
        assert_eq!(cases.map(stem), expected);
        assert_eq!(
            stems("The ban on (most) imports").collect::<Vec<_>>(),
            ["ban", "most", "import"]
        );
    }
}
