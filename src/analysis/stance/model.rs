//! A learned model for what no cue says: from everybody in a sentence and everything that it
//! speaks of, it picks who stands where on what, judges what the rules found, and says how sure
//! it is.
//!
//! First it asks of each candidate whether a stance stands there, then of the likely ones on which
//! side, or whether it is an open one. Words have linear weights; these, what grammar, article and
//! rules say of a candidate, and what the network does go into boosted trees.
//! `assets/models/stances` tells how both are trained.

mod aim;
mod candidate;
mod ground;
mod heard;
mod holding;
mod phrase;
mod row;
pub mod settled;
mod words;

use super::scene::Scene;
use crate::{
    analysis::{Reading, pass::Pass},
    fact::{Actor, Position, Quotation, Stance},
    lexicon::{
        learned::{Learned, Weighed},
        weight::Feature,
    },
    text::Span,
};
use candidate::{Candidate, Unit};
use ground::Ground;
use heard::UNHEARD;
pub use heard::{Heard, NAMES as HEARD, Peer};
use row::Row;
use settled::{Chosen, Judged};

/// A candidate as training sees it.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// What would be shown; its position is the rule's, or for its target.
    pub stance: Stance,
    /// The stance as a rule has it, if one found it.
    pub rule: Option<Stance>,
    /// What others are compared with, and which are of the same unit.
    pub peer: Peer,
    /// The values that the trees look at, without those that the weights of words give.
    pub values: Vec<f32>,
    /// How many of them tell of the holder alone.
    pub of_holder: usize,
    /// Their names, for the first candidate only.
    pub names: Vec<&'static str>,
    /// The words that have weights of their own.
    pub words: Vec<[String; 3]>,
    /// The words that may have a tone.
    pub tones: Vec<[String; 3]>,
    /// Where its holder and their verb stand, and what it is about.
    pub places: ([Option<Span>; 2], Span),
}

/// The names of the values that the weights of words give.
pub const WEIGHED: [&str; 4] = ["words stance", "words side", "words tone", "words judge"];

/// Every candidate of an article, for training.
#[must_use]
pub fn proposals(reading: &Reading, quotations: &[Quotation], actors: &[Actor]) -> Vec<Proposal> {
    let scene = Scene::new(reading, quotations, actors);
    let rules = super::by_rules(&scene);
    let ground = Ground::new(&scene, &rules);
    let mut proposals: Vec<Proposal> = Vec::new();
    each_unit(&scene, &rules, |unit, candidates, here| {
        let names = proposals.is_empty().then(Vec::new);
        let mut base = Row { names, ..Row::default() };
        holding::add(&ground, unit, here, &mut base);
        for candidate in candidates {
            let mut row = base.clone();
            aim::add(&ground, (unit, candidate), here, &mut row);
            HEARD.into_iter().zip(UNHEARD).for_each(|(name, value)| row.put(name, value));
            let proposal = proposal(&ground, (unit, candidate), row);
            proposals.push(Proposal { of_holder: base.values.len(), ..proposal });
        }
    });
    proposals
}

fn proposal(ground: &Ground, (unit, candidate): (&Unit, &Candidate), row: Row) -> Proposal {
    let (mut own, mut tones) = (Vec::new(), Vec::new());
    let mut word = |feature: Feature| own.push(feature.map(str::to_owned));
    words::of_unit(ground, unit, &mut word);
    words::of_target(ground, unit, candidate, &mut word);
    words::of_tone(ground, unit.scope.clone(), &mut word);
    words::of_tone_near(ground, &unit.scope, &candidate.phrase, &mut word);
    let mut tone = |feature: Feature| tones.push(feature.map(str::to_owned));
    words::of_tone(ground, unit.scope.clone(), &mut tone);
    words::of_tone_near(ground, &unit.scope, &candidate.phrase, &mut tone);
    words::of_target(ground, unit, candidate, &mut tone);
    Proposal {
        stance: settled::stance(ground, (unit, candidate), Position::For),
        rule: candidate.rule.clone(),
        peer: Peer::new(ground, (unit, candidate)),
        values: row.values,
        of_holder: 0,
        names: row.names.unwrap_or_default(),
        words: own,
        tones,
        places: aim::places(ground, (unit, candidate)),
    }
}

/// The words of a sentence that may have a tone toward a target in it, for training.
#[must_use]
pub fn tones(reading: &Reading, target: Span) -> Vec<[String; 3]> {
    let scene = Scene::new(reading, &[], &[]);
    let ground = Ground::new(&scene, &[]);
    let scope = 0..reading.tokens.len();
    let phrase = reading.tokens_in(target);
    let unit = Unit { scope: scope.clone(), ..Unit::of(0, 0) };
    let target = crate::fact::Target { span: target, actor: None };
    let candidate = Candidate { target, phrase: phrase.clone(), rule: None, rank: 0 };
    let mut tones = Vec::new();
    let mut tone = |feature: Feature| tones.push(feature.map(str::to_owned));
    words::of_tone(&ground, scope.clone(), &mut tone);
    words::of_tone_near(&ground, &scope, &phrase, &mut tone);
    words::of_target(&ground, &unit, &candidate, &mut tone);
    tones
}

/// Visits the units of the article with their candidates and the rules' stances in their sentence.
fn each_unit(
    scene: &Scene,
    rules: &[Stance],
    mut visit: impl FnMut(&Unit, &[Candidate], &[Stance]),
) {
    let mut rest = rules;
    for (number, sentence) in scene.reading.sentences.iter().enumerate() {
        let here = rest.iter().take_while(|s| s.evidence.start < sentence.span.end).count();
        let (here, later) = rest.split_at(here);
        rest = later;
        for (unit, candidates) in candidate::find(scene, number, here) {
            if !candidates.is_empty() {
                visit(&unit, &candidates, here);
            }
        }
    }
}

/// How likely a candidate is a stance, and of which kind.
#[derive(Clone, Copy, Debug)]
pub struct Verdict {
    /// That a stance stands there.
    pub stance: f32,
    /// That it is in favour, if there is one.
    pub favour: f32,
    /// That it is an open one, if there is one.
    pub open: f32,
}

/// The least likelihood that a holder takes a stance in a sentence that is looked through for one.
pub const WORTH_READING: f32 = 0.15;

/// The least likelihood of a stance whose side is asked for.
const WORTH_A_LOOK: f32 = 0.2;

/// The rules' stances and those that no cue says, judged: what is left, with how sure it is. Where
/// the network has not read, or what it read is forgotten, what the rules say holds.
#[must_use]
pub fn judge(scene: &Scene, rules: &[Stance], pass: &Pass) -> Vec<Stance> {
    let ground = Ground::new(scene, rules);
    let learned = scene.reading.lexicon.learned();
    let heard = hear(&ground, rules, pass);
    let mut settled = Vec::new();
    let mut seen = 0;
    each_unit(scene, rules, |unit, candidates, here| {
        let first = seen;
        seen += candidates.len();
        if !heard.knows(first..seen) {
            settled.extend(candidates.iter().filter_map(|candidate| candidate.rule.clone()));
            return;
        }
        let mut base = Row::default();
        holding::add(&ground, unit, here, &mut base);
        let has_rule = here.iter().any(|stance| stance.actor == unit.actor);
        if !has_rule && learned.holder.probability(&base.values) < WORTH_READING {
            return;
        }
        let mut weighed = Weighed::default();
        let mut weigh = |feature: Feature| add(&mut weighed, learned.weigh(&feature));
        words::of_unit(&ground, unit, &mut weigh);
        words::of_tone(&ground, unit.scope.clone(), &mut weigh);
        let judged = candidates.iter().zip(first..).map(|(candidate, number)| {
            let mut row = base.clone();
            aim::add(&ground, (unit, candidate), here, &mut row);
            row.values.extend(heard.values(number));
            let verdict = verdict(&ground, (unit, candidate), (row, weighed));
            Judged { target: candidate.target, rule: candidate.rule.as_ref(), verdict }
        });
        let judged: Vec<Judged> = judged.collect();
        for Chosen { place, position, confidence, tier } in settled::choose(&judged) {
            let stance = settled::stance(&ground, (unit, &candidates[place]), position);
            settled.push(Stance { tier, confidence, ..stance });
        }
    });
    settled
}

/// What the network says of every candidate.
fn hear(ground: &Ground, rules: &[Stance], pass: &Pass) -> Heard {
    let mut judged = Vec::new();
    each_unit(ground.scene, rules, |unit, candidates, _| {
        for candidate in candidates {
            let (of_holder, target) = aim::places(ground, (unit, candidate));
            judged.push((Peer::new(ground, (unit, candidate)), pass.judge(of_holder, target)));
        }
    });
    Heard::new(judged)
}

/// What the trees say of a candidate by its values; `weighed` are the weights of its holder's words.
fn verdict(
    ground: &Ground,
    (unit, candidate): (&Unit, &Candidate),
    (mut row, mut weighed): (Row, Weighed),
) -> Verdict {
    let learned: &Learned = ground.scene.reading.lexicon.learned();
    let mut weigh = |feature: Feature| add(&mut weighed, learned.weigh(&feature));
    words::of_target(ground, unit, candidate, &mut weigh);
    words::of_tone_near(ground, &unit.scope, &candidate.phrase, &mut weigh);
    row.values.extend(weighed);
    let stance = learned.stance.probability(&row.values);
    let asked = stance >= WORTH_A_LOOK;
    let favour = if asked { learned.side.probability(&row.values) } else { 0.5 };
    let open = if asked { learned.open.probability(&row.values) } else { 0.0 };
    Verdict { stance, favour, open }
}

fn add(sum: &mut Weighed, weighed: Weighed) {
    sum.iter_mut().zip(weighed).for_each(|(sum, weight)| *sum += weight);
}

#[cfg(test)]
mod tests {
    use super::{WEIGHED, proposals};
    use crate::{
        analysis::{Engine, Reading, analyze},
        article::Article,
        text::{Span, one_line},
    };

    const PARAGRAPHS: [&str; 3] = [
        "The union has fought the merger for a year.",
        "“This merger is a disaster for the town,” Mayor Ines Ortiz said on Monday. “We will \
         protect our harbour from people who never keep their promises.”",
        "Karl Lindqvist, who runs the harbour, wants the sale to go ahead. He says that the new \
         owners have promised better wages.",
    ];

    fn article() -> Article {
        let mut article = Article::default();
        for paragraph in PARAGRAPHS {
            let start = article.text.len();
            article.text.push_str(paragraph);
            article.paragraphs.push(Span::new(start, article.text.len()));
            article.text.push('\n');
        }
        article
    }

    #[test]
    fn the_shipped_parameters_give_these_answers() {
        let article = article();
        let facts = analyze(&article, &Engine::default());
        let shown = facts.stances.iter().map(|stance| {
            let words = [facts.actors[stance.actor].name, stance.target.span]
                .map(|span| one_line(span.of(&article.text)));
            format!("{:?} {}", stance.position, words.join(" | "))
        });
        assert_eq!(shown.collect::<Vec<_>>(), ANSWERS);
    }

    const ANSWERS: &[&str] = &[
        "Against The union | the merger",
        "Against Ines Ortiz | This merger",
        "For Ines Ortiz | protect our harbour from people",
        "For Karl Lindqvist | the sale to go ahead",
        // Wrong: he only tells what the new owners promised.
        "For Karl Lindqvist | better wages",
        "For the new owners | better wages",
    ];

    /// The targets of the first holder's candidates.
    fn targets(paragraph: &str) -> Vec<String> {
        let article = Article {
            text: paragraph.to_owned(),
            paragraphs: vec![Span::new(0, paragraph.len())],
            ..Article::default()
        };
        let engine = Engine::rules();
        let facts = analyze(&article, &engine);
        let reading = Reading::new(&article, engine.lexicon());
        let proposals = proposals(&reading, &facts.quotations, &facts.actors);
        let own = proposals.iter().take_while(|one| one.peer.is_beside(&proposals[0].peer));
        own.map(|one| one.stance.target.span.of(paragraph).to_owned()).collect()
    }

    #[test]
    fn what_stands_in_a_long_phrase_can_be_chosen_by_itself() {
        let shown = targets("Ines Ortiz would restore the right of fishermen to moor at the quay.");
        for target in
            ["restore the right of fishermen", "the right of fishermen to moor at the quay"]
        {
            assert!(shown.iter().any(|own| own == target), "{target} {shown:?}");
        }
        let shown = targets("Ines Ortiz met harbour master Karl Lindqvist at the quay.");
        assert!(shown.iter().any(|own| own == "Karl Lindqvist"), "{shown:?}");
    }

    #[test]
    fn what_somebody_did_is_no_target_but_what_they_did_it_to() {
        let shown = targets("Ines Ortiz approved rules for the quay.");
        assert!(shown.iter().any(|own| own == "rules for the quay"), "{shown:?}");
        assert!(!shown.iter().any(|own| own.starts_with("approved")), "{shown:?}");
        let shown = targets("Ines Ortiz spoke of alleged wrongdoing at the quay.");
        assert!(shown.iter().any(|own| own.starts_with("alleged wrongdoing")), "{shown:?}");
    }

    #[test]
    fn a_target_does_not_begin_or_end_with_words_that_only_lead_to_it() {
        for (said, target) in [
            ("has more of a say in tolls.", "a say in tolls"),
            ("said that fishermen cannot have a say.", "fishermen"),
            ("spoke of skipping Thursday's debate on tolls.", "debate on tolls"),
            ("is going to close the quay.", "close the quay"),
            ("said that what Lindqvist is planning is wrong.", "what Lindqvist is planning"),
            ("is tired of what Lindqvist has.", "what Lindqvist has"),
        ] {
            let shown = targets(&format!("Ines Ortiz {said}"));
            assert!(shown.iter().any(|own| own == target), "{target} {shown:?}");
            let longer = |own: &String| own.len() > target.len() && own.contains(target);
            assert!(!shown.iter().any(longer), "{target} {shown:?}");
        }
        let shown = targets("“I think the quay is safe and I believe that,” Ines Ortiz said.");
        assert!(!shown.iter().any(|own| own.starts_with("think") || own.contains("believe")));
    }

    #[test]
    fn what_somebody_is_said_to_be_is_no_target_by_itself() {
        let shown =
            targets("“Karl Lindqvist is by far the best mayor of the town,” Ines Ortiz said.");
        assert!(!shown.iter().any(|own| own.contains("best")), "{shown:?}");
        let shown = targets("“Karl Lindqvist is the mayor of the town,” Ines Ortiz said.");
        assert!(shown.iter().any(|own| own.contains("the mayor")), "{shown:?}");
    }

    #[test]
    fn training_and_trees_see_the_same_values() {
        let (article, engine) = (article(), Engine::rules());
        let facts = analyze(&article, &engine);
        let reading = Reading::new(&article, engine.lexicon());
        let proposals = proposals(&reading, &facts.quotations, &facts.actors);
        let names: Vec<_> = proposals[0].names.iter().chain(&WEIGHED).copied().collect();
        assert_eq!(engine.lexicon().learned().features(), names);
    }
}
