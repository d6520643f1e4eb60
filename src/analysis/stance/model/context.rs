//! What the other candidates of an article say of one: a first look at all of them tells what is
//! at issue, who takes sides and on which side they stand.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::feature::Row;

/// A candidate after the first look.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The place of its unit.
    pub unit: usize,
    /// Who would hold the stance.
    pub actor: usize,
    /// The sentence.
    pub sentence: usize,
    /// The actor that the target is, if it is one.
    pub target: Option<usize>,
    /// The tokens of the target.
    pub phrase: Range<usize>,
    /// What the target is about, by number.
    pub words: Vec<u64>,
    /// How likely it is a stance.
    pub sure: f32,
    /// How likely it is for its target, if it is a stance.
    pub side: f32,
}

/// Sums over candidates: how sure, and on which side.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    sure: f32,
    side: f32,
}

impl Sum {
    fn add(&mut self, seen: &Seen) {
        self.sure += seen.sure;
        self.side += seen.sure * (2.0 * seen.side - 1.0);
    }

    fn without(self, other: Self) -> Self {
        Self { sure: (self.sure - other.sure).max(0.0), side: self.side - other.side }
    }

    fn lean(self) -> f32 {
        self.side / (self.sure + 0.3)
    }
}

/// What the candidates of an article say together.
pub struct Context {
    /// The best of each unit.
    best: Vec<Option<usize>>,
    of_actor: FxHashMap<usize, Sum>,
    of_sentence: FxHashMap<usize, Sum>,
    of_actor_in: FxHashMap<(usize, usize), usize>,
    on: FxHashMap<u64, Sum>,
    of_actor_on: FxHashMap<(usize, u64), Sum>,
    all: Sum,
    units: f32,
    /// For each candidate its place in its unit, the surest first.
    places: Vec<usize>,
}

fn keys(seen: &Seen) -> impl Iterator<Item = u64> + '_ {
    seen.target.map(|actor| actor as u64).into_iter().chain(seen.words.iter().copied())
}

impl Context {
    /// Sums the candidates, which are sorted by unit.
    pub fn new(seen: &[Seen]) -> Self {
        let units = seen.last().map_or(0, |last| last.unit + 1);
        let mut context = Self {
            best: vec![None; units],
            of_actor: FxHashMap::default(),
            of_sentence: FxHashMap::default(),
            of_actor_in: FxHashMap::default(),
            on: FxHashMap::default(),
            of_actor_on: FxHashMap::default(),
            all: Sum::default(),
            units: 0.0,
            places: vec![0; seen.len()],
        };
        let mut start = 0;
        for part in seen.chunk_by(|a, b| a.unit == b.unit) {
            let mut order: Vec<usize> = (start..start + part.len()).collect();
            order.sort_by(|&a, &b| seen[b].sure.total_cmp(&seen[a].sure));
            for (place, &i) in order.iter().enumerate() {
                context.places[i] = place;
            }
            start += part.len();
            let Some(&top) = order.first() else { continue };
            context.add(&seen[top], top);
            // What else may be at issue counts by how likely it is.
            for &i in order.iter().take(3) {
                for key in keys(&seen[i]) {
                    context.on.entry(key).or_default().add(&seen[i]);
                    context.of_actor_on.entry((seen[i].actor, key)).or_default().add(&seen[i]);
                }
            }
        }
        context
    }

    fn add(&mut self, top: &Seen, at: usize) {
        self.best[top.unit] = Some(at);
        self.of_actor.entry(top.actor).or_default().add(top);
        self.of_sentence.entry(top.sentence).or_default().add(top);
        self.of_actor_in.insert((top.actor, top.sentence), at);
        self.all.add(top);
        self.units += 1.0;
    }

    /// The values of a candidate in the light of the others.
    pub fn values(&self, seen: &[Seen], at: usize, out: &mut Row) {
        let own = &seen[at];
        out.put("sure", own.sure);
        out.put("side", own.side);
        let place = self.places[at];
        out.put("place in unit", f32::from(u16::try_from(place).unwrap_or(u16::MAX)));
        let best = self.best[own.unit].and_then(|best| seen.get(best)).unwrap_or(own);
        out.put("best of unit", best.sure);
        out.put("side of best", best.side);
        let meets = best.phrase.start < own.phrase.end && own.phrase.start < best.phrase.end;
        out.flag("meets best", meets);
        let shares = own.words.iter().any(|word| best.words.contains(word));
        out.flag("shares with best", shares);
        out.flag("is best's actor", own.target.is_some() && own.target == best.target);
        let far = own.phrase.start as f32 - best.phrase.start as f32;
        out.put("from best", far.clamp(-50.0, 50.0));
        let near = |sentence: Option<usize>| {
            let at = sentence.and_then(|s| self.of_actor_in.get(&(own.actor, s)));
            at.and_then(|&at| seen.get(at))
        };
        for (name, lean, other) in [
            ("before", "side before", near(own.sentence.checked_sub(1))),
            ("after", "side after", near(Some(own.sentence + 1))),
        ] {
            out.put(name, other.map_or(0.0, |other| other.sure));
            out.put(lean, other.map_or(0.0, |other| (2.0 * other.side - 1.0) * other.sure));
        }
        let mut top = Sum::default();
        top.add(best);
        let sentence = self.of_sentence.get(&own.sentence).copied().unwrap_or_default();
        out.put("others here", sentence.without(top).sure);
        let actor = self.of_actor.get(&own.actor).copied().unwrap_or_default().without(top);
        out.put("actor elsewhere", actor.sure);
        out.put("actor's side elsewhere", actor.lean());
        let all = self.all.without(top);
        out.put("mean of article", all.sure / self.units.max(1.0));
        out.put("side of article", all.lean());
        self.values_on(own, seen, place, out);
    }

    fn values_on(&self, own: &Seen, _seen: &[Seen], place: usize, out: &mut Row) {
        let mut mine = Sum::default();
        if place < 3 {
            mine.add(own);
        }
        let (mut most, mut most_own) = (Sum::default(), Sum::default());
        for key in keys(own) {
            let on = self.on.get(&key).copied().unwrap_or_default();
            let actor = self.of_actor_on.get(&(own.actor, key)).copied().unwrap_or_default();
            let others = on.without(actor);
            let actor = actor.without(mine);
            if others.sure > most.sure {
                most = others;
            }
            if actor.sure > most_own.sure {
                most_own = actor;
            }
        }
        out.put("others on it", most.sure);
        out.put("others' side on it", most.lean());
        out.put("actor on it", most_own.sure);
        out.put("actor's side on it", most_own.lean());
    }
}
