//! What the network says of a candidate, and how that compares with what it says of others: of
//! the same holder, on the same thing, of whom the stance is on.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{
    candidate::{Candidate, Unit},
    ground::Ground,
    row::number_of,
};
use crate::lexicon::weight::probability;

/// What the network says of a candidate, as logits: that it is a stance, that it is in favour, that
/// it is an open one.
pub type Judgement = [f32; 3];

/// The names of the values.
pub const NAMES: [&str; 13] = [
    "network stance",
    "network side",
    "network open",
    "lead over own",
    "lead over holders",
    "own elsewhere",
    "own side elsewhere",
    "others elsewhere",
    "others' side elsewhere",
    "side returned",
    "own before",
    "own after",
    "stances a holder",
];

/// The values of a candidate, in the order of their names.
pub type Values = [f32; NAMES.len()];

/// What stands for the values until the network has been heard.
pub const UNHEARD: Values = [0.0; NAMES.len()];

/// What the network says of nobody: the logit that a candidate without others is compared with.
const NOBODY: f32 = -8.0;

/// A candidate, as far as others are compared with it.
#[derive(Clone, Debug)]
pub struct Peer {
    holder: usize,
    sentence: usize,
    phrase: Range<usize>,
    subject: Option<Subject>,
}

/// What a candidate is about, so far as it is easily told.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Subject {
    Actor(usize),
    Concept(u64),
}

impl Peer {
    /// Of a candidate of a unit.
    #[must_use]
    pub fn new(ground: &Ground, (unit, candidate): (&Unit, &Candidate)) -> Self {
        let phrase = candidate.phrase.clone();
        let concept = || ground.concept_of(&phrase).map(Subject::Concept);
        let subject = candidate.target.actor.map(Subject::Actor).or_else(concept);
        Self { holder: unit.actor, sentence: unit.sentence, phrase, subject }
    }

    /// Whether both are of one unit: of the same holder in the same sentence.
    #[must_use]
    pub fn is_beside(&self, other: &Self) -> bool {
        self.holder == other.holder && self.sentence == other.sentence
    }

    fn meets(&self, other: &Self) -> bool {
        self.phrase.start < other.phrase.end && other.phrase.start < self.phrase.end
    }
}

/// How likely stances are, and how much more likely ones in favour.
#[derive(Clone, Copy, Debug, Default)]
struct Likely {
    stance: f32,
    side: f32,
}

impl Likely {
    fn of([stance, favour, _]: Judgement) -> Self {
        let stance = probability(stance);
        Self { stance, side: stance * (2.0 * probability(favour) - 1.0) }
    }

    fn add(&mut self, other: Self) {
        self.stance += other.stance;
        self.side += other.side;
    }

    fn without(self, other: Self) -> Self {
        Self { stance: self.stance - other.stance, side: self.side - other.side }
    }
}

/// What the network said of the candidates of an article. Of several in a sentence that share
/// holder and subject, the likeliest counts.
#[derive(Default)]
pub struct Heard {
    judged: Vec<(Peer, Option<Judgement>)>,
    /// Of each holder on each subject in each sentence.
    here: FxHashMap<(usize, Subject, usize), Likely>,
    /// Their sums over the article, and those over all holders.
    own: FxHashMap<(usize, Subject), Likely>,
    all: FxHashMap<Subject, Likely>,
    /// The likeliest of each holder in each sentence.
    holders: FxHashMap<(usize, usize), f32>,
    /// How likely a holder in a sentence has a stance.
    usual: f32,
}

impl Heard {
    /// Gathers what the network said of candidates, which are those of an article in their order.
    #[must_use]
    pub fn new(judged: Vec<(Peer, Option<Judgement>)>) -> Self {
        let mut heard = Self { judged, ..Self::default() };
        for (peer, judgement) in &heard.judged {
            let Some(judgement) = *judgement else { continue };
            let likely = Likely::of(judgement);
            if let Some(subject) = peer.subject {
                let best = heard.here.entry((peer.holder, subject, peer.sentence)).or_default();
                if likely.stance > best.stance {
                    let more = likely.without(*best);
                    heard.own.entry((peer.holder, subject)).or_default().add(more);
                    heard.all.entry(subject).or_default().add(more);
                    *best = likely;
                }
            }
            let best = heard.holders.entry((peer.holder, peer.sentence)).or_default();
            if likely.stance > *best {
                heard.usual += likely.stance - *best;
                *best = likely.stance;
            }
        }
        heard.usual /= number_of(heard.holders.len().max(1));
        heard
    }

    /// Whether the network said something of each of these candidates.
    #[must_use]
    pub fn knows(&self, numbers: Range<usize>) -> bool {
        let judged = self.judged.get(numbers);
        judged.is_some_and(|judged| judged.iter().all(|(_, judgement)| judgement.is_some()))
    }

    /// The values of a candidate, by its number.
    #[must_use]
    pub fn values(&self, number: usize) -> Values {
        let Some((peer, Some(judgement))) = self.judged.get(number) else { return UNHEARD };
        let Peer { holder, sentence, subject, .. } = *peer;
        let [stance, favour, open] = *judgement;
        let own = subject.and_then(|subject| self.own.get(&(holder, subject)).copied());
        let here = subject.and_then(|subject| self.here.get(&(holder, subject, sentence)).copied());
        let all = subject.and_then(|subject| self.all.get(&subject).copied());
        let [own, here, all] = [own, here, all].map(Option::unwrap_or_default);
        let (elsewhere, others) = (own.without(here), all.without(own));
        let back = match subject {
            Some(Subject::Actor(target)) => self.own.get(&(target, Subject::Actor(holder))),
            Some(Subject::Concept(_)) | None => None,
        };
        let near = |sentence: Option<usize>| {
            sentence.and_then(|sentence| self.holders.get(&(holder, sentence))).copied()
        };
        [
            stance,
            favour,
            open,
            stance - self.best(number, |other| other.is_beside(peer) && !other.meets(peer)),
            stance - self.best(number, |other| !other.is_beside(peer) && other.meets(peer)),
            elsewhere.stance,
            elsewhere.side,
            others.stance,
            others.side,
            back.map_or(0.0, |back| back.side),
            near(sentence.checked_sub(1)).unwrap_or_default(),
            near(Some(sentence + 1)).unwrap_or_default(),
            self.usual,
        ]
    }

    /// The likeliest of the others in the sentence of a candidate that pass.
    fn best(&self, number: usize, passes: impl Fn(&Peer) -> bool) -> f32 {
        let sentence = self.judged[number].0.sentence;
        let here = |(peer, _): &&(Peer, Option<Judgement>)| peer.sentence == sentence;
        let before = self.judged[..number].iter().rev().take_while(here);
        let others = before.chain(self.judged[number + 1..].iter().take_while(here));
        let passing = others.filter(|(peer, _)| passes(peer));
        passing.filter_map(|(_, judgement)| Some((*judgement)?[0])).fold(NOBODY, f32::max)
    }
}

#[cfg(test)]
mod tests {
    use super::{Heard, Judgement, NAMES, NOBODY, Peer, Subject};

    /// Two holders who speak of each other and of a thing, in two sentences: of each candidate its
    /// holder, sentence, first token and subject.
    const PEERS: [(usize, usize, usize, Subject); 4] = [
        (0, 0, 3, Subject::Concept(7)),
        (0, 0, 6, Subject::Actor(1)),
        (1, 0, 3, Subject::Concept(7)),
        (1, 1, 12, Subject::Actor(0)),
    ];

    fn heard(judgements: [Option<Judgement>; 4]) -> Heard {
        let peer = |(holder, sentence, first, subject)| Peer {
            holder,
            sentence,
            phrase: first..first + 2,
            subject: Some(subject),
        };
        Heard::new(PEERS.map(peer).into_iter().zip(judgements).collect())
    }

    #[track_caller]
    fn check(judgements: [Option<Judgement>; 4], number: usize, name: &str, expected: f32) {
        let at = NAMES.iter().position(|own| *own == name).expect("a value of this name");
        let value = heard(judgements).values(number)[at];
        assert!((value - expected).abs() < 1e-4, "{name} {value}");
    }

    /// Likelihoods of a half, and of all but certainty.
    const HALF: Option<Judgement> = Some([0.0, 0.0, 0.0]);
    const SURE: Option<Judgement> = Some([20.0, 20.0, -20.0]);
    const SURELY_AGAINST: Option<Judgement> = Some([20.0, -20.0, -20.0]);

    #[test]
    fn a_candidate_is_compared_with_the_others_of_its_holder_and_with_other_holders() {
        let judgements = [HALF, SURE, Some([3.0, 0.0, 0.0]), HALF];
        check(judgements, 0, "lead over own", -20.0);
        check(judgements, 1, "lead over own", 20.0);
        check(judgements, 0, "lead over holders", -3.0);
        check(judgements, 2, "lead over holders", 3.0);
        check(judgements, 3, "lead over holders", -NOBODY);
    }

    #[test]
    fn what_others_say_of_it_and_what_comes_back_is_summed() {
        let judgements = [HALF, SURE, SURELY_AGAINST, SURELY_AGAINST];
        check(judgements, 0, "own elsewhere", 0.0);
        check(judgements, 0, "others elsewhere", 1.0);
        check(judgements, 0, "others' side elsewhere", -1.0);
        check(judgements, 2, "others elsewhere", 0.5);
        check(judgements, 1, "side returned", -1.0);
        check(judgements, 3, "side returned", 1.0);
        check(judgements, 2, "own after", 1.0);
        check(judgements, 3, "own before", 1.0);
        check(judgements, 3, "stances a holder", 1.0);
    }

    #[test]
    fn what_the_network_has_not_read_is_not_compared() {
        let judgements = [None, SURE, HALF, None];
        check(judgements, 0, "network stance", 0.0);
        check(judgements, 2, "lead over holders", -NOBODY);
        assert!(heard(judgements).knows(1..3));
        assert!(!heard(judgements).knows(0..2));
    }
}
