//! The grid: actors down, issues across, and who stands where.

use super::{
    cast::Stand,
    facts::Facts,
    role::{Piece, Role, position_sign, side, tier_sign},
};
use crate::{
    fact::{Position, Tier},
    page::mark::Chosen,
};

/// Signs of one kind that a cell shows; more are counted.
const SIGNS: usize = 3;

/// Which issues a grid has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those that two or more actors take a side on.
    Shared,
    /// Every one that somebody takes a side on.
    All,
}

/// Who and what stands in a grid.
#[derive(Debug, Default)]
pub struct Grid {
    /// The actors, in the order of the cast.
    pub actors: Vec<usize>,
    /// The issues, those that most actors speak to first.
    pub issues: Vec<usize>,
    /// How many issues there are in all.
    pub all: usize,
}

impl Grid {
    /// The grid of the stances that are shown.
    #[must_use]
    pub fn new(facts: &Facts, scope: Scope) -> Self {
        let mut speakers = vec![0_usize; facts.analysis.issues.len()];
        for voice in &facts.cast.voices {
            let stands = voice.stands.iter().filter(|stand| is_admitted(facts, stand));
            let mut issues: Vec<_> = stands.map(|stand| stand.issue).collect();
            issues.sort_unstable();
            issues.dedup();
            for issue in issues {
                if let Some(count) = speakers.get_mut(issue) {
                    *count += 1;
                }
            }
        }
        let least = match scope {
            Scope::Shared => 2,
            Scope::All => 1,
        };
        let mut issues: Vec<_> = (0..speakers.len()).filter(|&i| speakers[i] >= least).collect();
        issues.sort_by_key(|&issue| std::cmp::Reverse(speakers[issue]));
        let stands = |stand: &Stand| {
            is_admitted(facts, stand) && speakers.get(stand.issue).is_some_and(|&n| n >= least)
        };
        let voices = facts.cast.voices.iter().filter(|voice| voice.stands.iter().any(stands));
        let actors = voices.map(|voice| voice.actor).collect();
        Self { actors, issues, all: speakers.iter().filter(|&&count| count > 0).count() }
    }
}

/// Whether the filter lets a stance of a stand through.
fn is_admitted(facts: &Facts, stand: &Stand) -> bool {
    stand.stances.iter().any(|&stance| facts.admits(Chosen::Stance(stance)))
}

/// Where an actor stands on an issue, as far as the filter lets it through.
pub fn stands(facts: &Facts, actor: usize, issue: usize) -> impl Iterator<Item = &Stand> {
    let voice = facts.cast.place(Some(actor)).and_then(|place| facts.cast.voices.get(place));
    let all = voice.into_iter().flat_map(|voice| &voice.stands);
    all.filter(move |stand| stand.issue == issue && is_admitted(facts, stand))
}

/// The stances of an actor on an issue that the filter lets through, in the order of the text.
#[must_use]
pub fn stances(facts: &Facts, actor: usize, issue: usize) -> Vec<usize> {
    let stands = stands(facts, actor, issue);
    let all = stands.flat_map(|stand| stand.stances.iter().copied());
    let mut all: Vec<_> = all.filter(|&stance| facts.admits(Chosen::Stance(stance))).collect();
    all.sort_unstable();
    all
}

/// The sign of where an actor stands on an issue: `− −` for two stances, `±` for both sides, what
/// is only inferred with `~`, `·` for nothing.
#[must_use]
pub fn sign(facts: &Facts, actor: usize, issue: usize) -> Vec<Piece> {
    const SIDES: [Position; 3] = [Position::For, Position::Against, Position::Open];
    let stances: Vec<_> = stances(facts, actor, issue)
        .into_iter()
        .filter_map(|stance| facts.analysis.stances.get(stance))
        .collect();
    let count = |position, tier| {
        stances.iter().filter(|stance| stance.position == position && stance.tier == tier).count()
    };
    let said = SIDES.map(|position| (position, count(position, Tier::Explicit)));
    let mut pieces = match said.map(|(_, count)| count) {
        [in_favour, against, open] if in_favour > 0 && against > 0 => {
            let open = if open > 0 { " ?" } else { "" };
            vec![Piece::new(Role::Position(Position::Open), format!("±{open}"))]
        }
        _ => said.iter().filter(|(_, count)| *count > 0).map(|&side| signs(side)).collect(),
    };
    for position in SIDES {
        let silent = count(position, Tier::Explicit) == 0;
        if silent && count(position, Tier::Inferred) > 0 {
            let sign = format!("{}{}", tier_sign(Tier::Inferred), position_sign(position));
            pieces.push(Piece::new(side(position, Tier::Inferred), sign));
        }
    }
    if pieces.is_empty() {
        return vec![Piece::new(Role::Faint, "·")];
    }
    for piece in pieces.iter_mut().skip(1) {
        piece.text.insert(0, ' ');
    }
    pieces
}

/// "− −", "−×5".
fn signs((position, count): (Position, usize)) -> Piece {
    let sign = position_sign(position);
    let text = match count {
        0..=SIGNS => vec![sign; count].join(" "),
        _ => format!("{sign}×{count}"),
    };
    Piece::new(Role::Position(position), text)
}

#[cfg(test)]
mod tests {
    use super::{Grid, Scope, sign};
    use crate::{
        analysis::work::Progress,
        app::{facts::Facts, fixture},
        fact::{Position, Stance, Tier},
    };

    fn facts(tier: Tier, change: impl Fn(&mut Vec<Stance>)) -> Facts {
        let mut analysis = fixture::analysis();
        change(&mut analysis.stances);
        Facts::new(analysis, Progress::whole(1), tier)
    }

    fn shown(facts: &Facts, actor: usize, issue: usize) -> String {
        sign(facts, actor, issue).iter().map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn only_what_two_speak_to_is_shown_by_default() {
        let facts = facts(Tier::Explicit, |_| {});
        let grid = Grid::new(&facts, Scope::Shared);
        assert_eq!((grid.actors, grid.issues, grid.all), (vec![1, 0, 7, 6], vec![0, 3], 4));
        let grid = Grid::new(&facts, Scope::All);
        assert_eq!((grid.actors, grid.issues), (vec![1, 0, 3, 7, 6], vec![0, 3, 1, 2]));
    }

    #[test]
    fn a_cell_tells_how_often_and_both_sides() {
        let told = facts(Tier::Explicit, |_| {});
        assert_eq!(shown(&told, 1, 1), "− −");
        assert_eq!(shown(&told, 0, 3), "?");
        assert_eq!(shown(&told, 6, 3), "·");
        let both = facts(Tier::Explicit, |stances| stances[1].position = Position::For);
        assert_eq!(shown(&both, 1, 1), "±");
        let many = facts(Tier::Explicit, |stances| {
            for _ in 0..3 {
                stances.push(stances[1].clone());
            }
        });
        assert_eq!(shown(&many, 1, 1), "−×5");
    }

    #[test]
    fn what_is_only_inferred_stands_beside_what_is_said() {
        let facts = facts(Tier::Inferred, |_| {});
        assert_eq!(shown(&facts, 0, 3), "? ~−");
        assert_eq!(shown(&facts, 4, 0), "~−");
        assert_eq!(shown(&facts, 1, 3), "−");
    }
}
