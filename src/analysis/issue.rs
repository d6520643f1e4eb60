//! Issues: the targets of stances that mean the same thing, gathered under one label.
//!
//! A target that is an actor belongs to that actor's issue. Other targets meet where they share
//! most of what they are about, rare words counting more than those that every target has.

use rustc_hash::FxHashMap;

use super::Reading;
use crate::{
    fact::{Actor, ActorKind, Issue, Stance, Target, Tier},
    lexicon::{Class, VerbForm},
    text::Span,
};

/// The share of the smaller target's weight that two targets of one issue have in common.
const ALIKE: f32 = 0.55;
/// The most targets with a word in common that a target is compared with.
const COMPARED: usize = 64;

/// The issues, sorted by first mention; each stance is told its issue. Stances that the text shows
/// in so many words come first: what is only inferred joins them, and keeps none of them apart.
#[must_use]
pub fn gather(reading: &Reading, actors: &[Actor], stances: &mut [Stance]) -> Vec<Issue> {
    let mut stances: Vec<&mut Stance> = stances.iter_mut().collect();
    stances.sort_by_key(|stance| stance.tier == Tier::Inferred);
    let mut numbers = FxHashMap::default();
    let targets: Vec<Concepts> =
        stances.iter().map(|stance| concepts(reading, stance.target.span, &mut numbers)).collect();
    let people = People::new(reading, actors, &mut numbers);
    let mut groups = Groups::new(weights(&targets, numbers.len()));
    for (stance, concepts) in stances.iter().zip(targets) {
        let target =
            Target { actor: people.meant(stance.target.actor, &concepts), ..stance.target };
        groups.add(target, stance.tier, concepts);
    }
    let mut order: Vec<usize> = (0..groups.members.len()).collect();
    order.sort_by_cached_key(|&group| groups.first(group));
    for (issue, &group) in order.iter().enumerate() {
        for &member in &groups.members[group] {
            if let Some(stance) = stances.get_mut(member) {
                stance.issue = issue;
            }
        }
    }
    order.iter().map(|&group| Issue { label: groups.label(reading, actors, group) }).collect()
}

/// What a target is about, each concept once, by its number.
type Concepts = Vec<usize>;

/// The people of the article by what their names are about, to tell who is meant by "a vote for
/// Smith" or "the Smith campaign".
struct People {
    names: Vec<(usize, Concepts)>,
    /// The concepts of words that say that somebody runs or is run for.
    runs: Concepts,
}

/// Words that, beside a name, leave the one named at issue.
const RUNS: &[&str] = &[
    "vote",
    "support",
    "endorse",
    "endorsement",
    "back",
    "candidate",
    "campaign",
    "elect",
    "president",
    "presidency",
    "presidential",
    "run",
];

impl People {
    fn new(reading: &Reading, actors: &[Actor], numbers: &mut FxHashMap<String, usize>) -> Self {
        let people = actors.iter().enumerate().filter(|(_, actor)| actor.kind == ActorKind::Person);
        let known = people.flat_map(|(i, actor)| {
            [actor.name].into_iter().chain(actor.aliases.iter().copied()).map(move |span| (i, span))
        });
        let names = known.map(|(i, span)| (i, concepts(reading, span, numbers))).collect();
        let mut number = |word: &&str| {
            let next = numbers.len();
            *numbers.entry(reading.lexicon.concepts().of(word)).or_insert(next)
        };
        Self { names, runs: RUNS.iter().map(&mut number).collect() }
    }

    /// Who is at issue: the actor that the target is, or the person whom its words name beside words
    /// of running for office.
    fn meant(&self, actor: Option<usize>, target: &Concepts) -> Option<usize> {
        let runs = target.iter().any(|concept| self.runs.contains(concept));
        let named: Vec<usize> =
            target.iter().filter(|concept| !self.runs.contains(concept)).copied().collect();
        let own = |(_, name): &&(usize, Concepts)| {
            !named.is_empty() && named.iter().all(|concept| name.contains(concept))
        };
        let person = self.names.iter().find(own).map(|(person, _)| *person);
        person.filter(|_| runs).or(actor)
    }
}

/// The targets so far and the groups they belong to.
struct Groups {
    /// How much each concept tells.
    weights: Vec<f32>,
    targets: Vec<Told>,
    members: Vec<Vec<usize>>,
    of_actor: FxHashMap<usize, usize>,
    /// For each concept the targets that have it.
    with: Vec<Vec<usize>>,
}

/// A target in its group.
struct Told {
    target: Target,
    /// Whether the text says the stance on it in so many words.
    tier: Tier,
    concepts: Concepts,
    /// How much its concepts tell together.
    weight: f32,
    group: usize,
    /// The last target that was compared with it.
    compared: usize,
}

impl Groups {
    fn new(weights: Vec<f32>) -> Self {
        Self {
            with: vec![Vec::new(); weights.len()],
            weights,
            targets: Vec::new(),
            members: Vec::new(),
            of_actor: FxHashMap::default(),
        }
    }

    fn add(&mut self, target: Target, tier: Tier, concepts: Concepts) {
        let weight = self.weight(&concepts);
        let known = match target.actor {
            Some(actor) => self.of_actor.get(&actor).copied(),
            None => self.alike(&concepts, weight),
        };
        let group = known.unwrap_or_else(|| {
            self.members.push(Vec::new());
            self.members.len() - 1
        });
        let number = self.targets.len();
        self.members[group].push(number);
        if let Some(actor) = target.actor {
            self.of_actor.insert(actor, group);
        } else {
            for &concept in &concepts {
                self.with[concept].push(number);
            }
        }
        self.targets.push(Told { target, tier, concepts, weight, group, compared: number });
    }

    /// The group of the earlier target that shares most with the concepts, if it shares enough.
    fn alike(&mut self, concepts: &Concepts, weight: f32) -> Option<usize> {
        let number = self.targets.len();
        let mut best: Option<(f32, usize)> = None;
        let near =
            concepts.iter().flat_map(|&concept| self.with[concept].iter().rev().take(COMPARED));
        for &other in near {
            let other = &mut self.targets[other];
            if std::mem::replace(&mut other.compared, number) == number {
                continue;
            }
            let shared = concepts.iter().filter(|concept| other.concepts.contains(concept));
            let shared: f32 = shared.map(|&concept| self.weights[concept]).sum();
            let share = shared / weight.min(other.weight).max(f32::EPSILON);
            if share >= ALIKE && best.is_none_or(|(most, _)| share > most) {
                best = Some((share, other.group));
            }
        }
        best.map(|(_, group)| group)
    }

    /// How much the concepts tell together.
    fn weight(&self, concepts: &Concepts) -> f32 {
        concepts.iter().map(|&concept| self.weights[concept]).sum()
    }

    /// Where the group is first mentioned.
    fn first(&self, group: usize) -> Span {
        let spans = self.members[group].iter().map(|&member| self.targets[member].target.span);
        spans.min().unwrap_or_default()
    }

    /// The actor's name, or the shortest phrase that still says something.
    fn label(&self, reading: &Reading, actors: &[Actor], group: usize) -> Span {
        let members = self.members[group].iter().map(|&member| &self.targets[member]);
        let named = members.clone().find_map(|told| told.target.actor);
        if let Some(actor) = named.and_then(|actor| actors.get(actor)) {
            return actor.name;
        }
        // What is clear without its sentence names an issue best, by two or three words that mean
        // something; one says too little. What is only inferred may be no target at all.
        let clear = |told: &&Told| {
            let (span, size) = (told.target.span, told.concepts.len());
            let leans = leans_on_its_sentence(reading, span);
            let rank = (told.tier == Tier::Inferred, leans, size < 2, size.saturating_sub(3));
            (rank, span.len(), span.start)
        };
        let best = members.min_by_key(clear);
        without_article(reading, best.map_or_else(Span::default, |told| told.target.span))
    }
}

/// Whether the phrase says little by itself: an infinitive ("close the quay"), or one that stands
/// on a pronoun ("drawing her plan").
fn leans_on_its_sentence(reading: &Reading, span: Span) -> bool {
    reading.tokens_in(span).any(|i| {
        let token = &reading.tokens[i];
        let infinitive = i > 0 && reading.word(i - 1) == "to" && token.has_form(VerbForm::Base);
        let owner = token.is(Class::Pronoun) && !matches!(reading.word(i), "that" | "which");
        infinitive || owner
    })
}

fn without_article(reading: &Reading, span: Span) -> Span {
    let text = &reading.article.text;
    let words = span.of(text);
    let article = ["the ", "a ", "an "].into_iter().find(|article| {
        words.get(..article.len()).is_some_and(|head| head.eq_ignore_ascii_case(article))
    });
    Span::new(span.start + article.map_or(0, str::len), span.end)
}

/// What the phrase is about: its words without function words, by the numbers of their concepts.
fn concepts(reading: &Reading, span: Span, numbers: &mut FxHashMap<String, usize>) -> Concepts {
    const EMPTY: [Class; 5] = [
        Class::Determiner,
        Class::Preposition,
        Class::Pronoun,
        Class::Conjunction,
        Class::Auxiliary,
    ];
    let mut found = Concepts::new();
    for token in &reading.tokens[reading.tokens_in(span)] {
        let word = token.span.of(&reading.article.text);
        let empty = EMPTY.iter().any(|&class| token.is(class)) || word.starts_with(['\'', '’']);
        if !token.is_word() || word.len() < 2 || empty {
            continue;
        }
        let next = numbers.len();
        let number = *numbers.entry(reading.lexicon.concepts().of(word)).or_insert(next);
        if !found.contains(&number) {
            found.push(number);
        }
    }
    found
}

/// How much each concept tells: the rarer among the targets, the more.
fn weights(targets: &[Concepts], size: usize) -> Vec<f32> {
    let mut counts = vec![0.0_f32; size];
    for &concept in targets.iter().flatten() {
        counts[concept] += 1.0;
    }
    let most = counts.iter().copied().fold(1.0, f32::max);
    counts.into_iter().map(|count| 1.0 + (most / count.max(1.0)).ln()).collect()
}

#[cfg(test)]
mod tests {
    use super::gather;
    use crate::{
        analysis::Reading,
        article::Article,
        fact::{Actor, ActorKind, Position, Stance, Strength, Target, Tier, Voice},
        lexicon::Lexicon,
        text::Span,
    };

    /// Gathers the targets, one a line, and gives them back by issue, the label first; those after
    /// "~" are only inferred. Whoever is called Ortiz is a person of that name.
    fn check(targets: &str, expected: &[&str]) {
        let lines = || targets.lines().map(str::trim).filter(|line| !line.is_empty());
        let text = lines().map(|line| line.trim_start_matches('~')).collect::<Vec<_>>().join("\n");
        let mut stances: Vec<Stance> = Vec::new();
        let mut at = 0;
        for (line, told) in text.lines().zip(lines()) {
            let tier = if told.starts_with('~') { Tier::Inferred } else { Tier::Explicit };
            stances.push(Stance { tier, ..stance(Span::new(at, at + line.len())) });
            at += line.len() + 1;
        }
        let paragraphs = stances.iter().map(|stance| stance.evidence).collect();
        let article = Article { text: text.clone(), paragraphs, ..Article::default() };
        let lexicon = Lexicon::english();
        let ortiz = text.find("Ortiz").map(|start| ortiz(Span::new(start, start + "Ortiz".len())));
        let actors: Vec<Actor> = ortiz.into_iter().collect();
        for stance in &mut stances {
            let named = stance.target.span.of(&text) == "Ortiz";
            stance.target.actor = named.then_some(0);
        }
        let issues = gather(&Reading::new(&article, &lexicon), &actors, &mut stances);
        let found: Vec<String> = issues
            .iter()
            .enumerate()
            .map(|(i, issue)| {
                let own = stances.iter().filter(|stance| stance.issue == i);
                let own: Vec<&str> = own.map(|stance| stance.target.span.of(&text)).collect();
                format!("{}: {}", issue.label.of(&text), own.join(" | "))
            })
            .collect();
        assert_eq!(found, expected);
    }

    fn ortiz(name: Span) -> Actor {
        let (kind, aliases, mentions) = (ActorKind::Person, Vec::new(), Vec::new());
        Actor { name, kind, description: None, aliases, mentions }
    }

    fn stance(span: Span) -> Stance {
        Stance {
            actor: 0,
            issue: 0,
            target: Target { span, actor: None },
            position: Position::For,
            strength: Strength::Firm,
            voice: Voice::Narrated,
            tier: Tier::Explicit,
            evidence: span,
            cues: Vec::new(),
            quotation: None,
            rule: "given",
            confidence: 1.0,
        }
    }

    #[test]
    fn targets_that_mean_the_same_are_one_issue() {
        check(
            "
            sending soldiers to Mali
            the possible deployment of foreign troops to Mali
            the harbour toll
            the toll
            ",
            &[
                "sending soldiers to Mali: sending soldiers to Mali | the possible deployment of \
                 foreign troops to Mali",
                "harbour toll: the harbour toll | the toll",
            ],
        );
    }

    #[test]
    fn what_is_only_inferred_keeps_no_two_apart() {
        check(
            "
            the direct involvement of foreign troops in the war
            ~unthinkable direct intervention
            direct intervention
            ",
            &["direct intervention: the direct involvement of foreign troops in the war | \
               unthinkable direct intervention | direct intervention"],
        );
    }

    #[test]
    fn who_is_voted_for_is_at_issue_and_what_is_done_to_them_is_another_thing() {
        check(
            "
            Ortiz
            vote for Ortiz
            the deportation of Ortiz
            ",
            &["Ortiz: Ortiz | vote for Ortiz", "deportation of Ortiz: the deportation of Ortiz"],
        );
    }

    #[test]
    fn targets_that_share_little_are_two() {
        check(
            "
            the new bridge
            the new budget for schools
            ",
            &["new bridge: the new bridge", "new budget for schools: the new budget for schools"],
        );
    }
}
