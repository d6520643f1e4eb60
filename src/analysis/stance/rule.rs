//! The rules by name, with the tier and the sureness that their precision earned them: the share
//! of their stances that were right on annotated news, of holders who are named and quoted.

use crate::fact::{Confidence, Tier};

/// A rule of the stance stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Its name, as "why?" shows it.
    pub name: &'static str,
    /// How sure its stances are.
    pub confidence: Confidence,
    /// Whether they are shown by default.
    pub tier: Tier,
}

const fn explicit(name: &'static str, confidence: Confidence) -> Rule {
    Rule { name, confidence, tier: Tier::Explicit }
}

const fn inferred(name: &'static str, confidence: Confidence) -> Rule {
    Rule { name, confidence, tier: Tier::Inferred }
}

/// "The union opposes the merger."
pub const VERB: Rule = explicit("verb-object", 0.8);
/// "The merger was opposed by the union."
pub const PASSIVE: Rule = explicit("passive", 0.7);
/// "She called for a vote."
pub const VERB_WORDS: Rule = explicit("verb-preposition", 0.71);
/// "He accused her of theft": the theft.
pub const SECOND: Rule = inferred("second-object", 0.38);
/// "He backs a tram and a second bridge": the bridge.
pub const JOINED: Rule = inferred("joined-object", 0.35);
/// "She urged the mayor to resign."
pub const ASKED: Rule = explicit("asks-somebody-to", 0.57);
/// "He vowed to repeal the law."
pub const INTENT: Rule = inferred("intends-to", 0.53);
/// "They fear that prices will rise."
pub const CLAUSE: Rule = inferred("holds-that", 0.45);
/// "She called the plan reckless."
pub const CALLED: Rule = explicit("calls-it", 0.73);
/// "its support for the bill"
pub const NOUN: Rule = explicit("noun", 0.73);
/// "a critic of the plan"
pub const AGENT: Rule = explicit("agent-noun", 0.5);
/// "critics of the plan" as a name for somebody.
pub const AGENT_GROUP: Rule = inferred("agent-group", 0.2);
/// "is opposed to the plan"
pub const ADJECTIVE: Rule = explicit("adjective", 0.67);
/// "The plan is reckless", said by somebody.
pub const JUDGED: Rule = explicit("judges", 0.67);
/// "The plan is a reckless gamble", said by somebody.
pub const JUDGED_NOUN: Rule = inferred("judges-by-noun", 0.54);
/// A cue that is often about something else.
pub const WEAK: Rule = inferred("weak-cue", 0.32);
/// "this reckless plan", said by somebody.
pub const EPITHET: Rule = inferred("epithet", 0.45);
/// "We must act", said by somebody.
pub const NORM: Rule = inferred("must", 0.6);
/// Words that deny something, with no cue among them.
pub const DENIAL: Rule = inferred("denies", 0.25);
/// "We will build it", said by somebody.
pub const PROMISE: Rule = inferred("promises", 0.4);
/// "We are not considering it", "it is not ruled out": no decision, or one.
pub const OPEN: Rule = explicit("weighing", 0.73);
/// "spent a year in court fighting the plan"
pub const LOOSE: Rule = inferred("nearest-holder", 0.35);
/// Words that sound good or bad, with no cue among them.
pub const LEAN: Rule = inferred("leaning", 0.25);
/// "the union and the council oppose": the union.
pub const FELLOW: Rule = explicit("fellow", 0.6);
