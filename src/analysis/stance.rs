//! Stances: who is for, against or undecided about what, by cue, negation and hedge, each with the
//! sentence that shows it.
//!
//! A cue (a verb, a noun, an adjective, a judging word of the lexicon) says which position it
//! shows and what must follow it. Its clause says who holds it: the subject of the verb, the owner
//! of the noun, the speaker of the words. Nothing depends on who that is.

mod claim;
mod clause;
mod company;
mod conjunct;
mod frame;
mod holder;
mod judgement;
mod layer;
mod lean;
mod loose;
#[cfg_attr(not(feature = "network"), path = "stance/absent.rs")]
pub mod model;
mod nominal;
mod opinion;
mod read;
mod received;
mod rule;
mod scene;
mod settle;
mod subject;
mod target;

use super::{Reading, pass::Pass};
use crate::fact::{Actor, Quotation, Stance};
use scene::Scene;

/// Who says where people stand.
#[derive(Clone, Copy)]
pub enum Judge<'a> {
    /// The rules alone, at megabytes a second.
    Rules,
    /// The rules, and above them the learned model, where the network has read the article
    /// and what it read is not forgotten.
    Model(&'a Pass<'a>),
}

/// The stances of the article, sorted by the start of their evidence; no issue is told yet.
#[must_use]
pub fn find(
    reading: &Reading,
    quotations: &[Quotation],
    actors: &[Actor],
    judge: Judge,
) -> Vec<Stance> {
    if actors.is_empty() {
        return Vec::new();
    }
    let scene = Scene::new(reading, quotations, actors);
    let rules = by_rules(&scene);
    match judge {
        Judge::Rules => rules,
        Judge::Model(pass) => {
            let mut stances = model::judge(&scene, &rules, pass);
            stances.sort_by_key(|stance| (stance.evidence, stance.target.span));
            stances
        }
    }
}

/// What the rules find, sorted by the start of the evidence.
fn by_rules(scene: &Scene) -> Vec<Stance> {
    let reading = scene.reading;
    let mut stances = Vec::new();
    for (number, sentence) in reading.sentences.iter().enumerate() {
        let mut found = Vec::new();
        for token in sentence.tokens.clone() {
            read::cues_at(scene, number, token, &mut found);
        }
        settle::settle(scene, found, &mut stances);
        let leaning = lean::find(scene, number, &stances);
        settle::settle(scene, leaning, &mut stances);
    }
    stances.sort_by_key(|stance| (stance.evidence, stance.target.span));
    stances
}

#[cfg(test)]
mod inferred;
#[cfg(test)]
mod open;
#[cfg(test)]
mod picture;
#[cfg(test)]
mod reach;
#[cfg(test)]
mod tests;
