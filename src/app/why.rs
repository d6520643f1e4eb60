//! "Why?": what a quotation or a stance rests on, as rows to be read.

use super::{
    cast::is_shown,
    facts::Facts,
    panel::labelled,
    role::{Piece, Role, Strip, object, position_sign, side, sign, tier_sign},
    sidebar::sentence,
    walk::Walk,
};
use crate::{
    article::Article,
    fact::{
        Mention, MentionForm, NETWORK, Quotation, QuotationKind, Stance, Strength, Tier, Voice,
    },
    page::{mark::Chosen, wrap},
    text::{Span, one_line},
};

/// The column that the answers stand in, in cells.
const LEAD: usize = 12;
/// Links of a chain that are shown.
const LINKS: usize = 6;

/// What the chosen fact rests on, as rows of so many columns; nothing for no fact.
#[must_use]
pub fn rows(article: &Article, facts: &Facts, walk: &Walk, columns: usize) -> Vec<Strip> {
    let answer = Answer { article, facts, tier: walk.tier, columns };
    match walk.chosen {
        Chosen::Nothing => Vec::new(),
        Chosen::Quotation(index) => {
            let fact = facts.analysis.quotations.get(index);
            fact.map_or(Vec::new(), |fact| answer.quotation(index, fact))
        }
        Chosen::Stance(index) => {
            let fact = facts.analysis.stances.get(index);
            fact.map_or(Vec::new(), |fact| answer.stance(fact))
        }
    }
}

struct Answer<'a> {
    article: &'a Article,
    facts: &'a Facts,
    /// How far down stances are shown.
    tier: Tier,
    columns: usize,
}

impl Answer<'_> {
    fn quotation(&self, index: usize, fact: &Quotation) -> Vec<Strip> {
        let rank = self.facts.cast.rank(fact.actor);
        let kind = format!("  {} · {}", kind_word(fact.kind), sure(fact.confidence));
        let mut rows = vec![Strip {
            left: self.excerpt(&fact.content, rank, wrap::cells(&kind)),
            right: vec![Piece::new(Role::Faint, kind)],
        }];
        rows.extend(self.speaker(fact));
        let cue = self.list(&fact.cue);
        let cue = if cue.is_empty() { "none: the marks alone".to_owned() } else { cue };
        rows.extend(self.row("cue", &[(Role::Text, &cue)]));
        rows.extend(self.finder(fact.rule));
        let shown = self
            .facts
            .analysis
            .stances
            .iter()
            .filter(|stance| stance.quotation == Some(index) && is_shown(stance, self.tier));
        for (number, stance) in shown.enumerate() {
            rows.extend(self.shows(if number == 0 { "shows" } else { "" }, stance));
        }
        rows
    }

    /// Who of the two found it: the network, or which of the rules.
    fn finder(&self, rule: &str) -> Vec<Strip> {
        let words = match rule {
            NETWORK => "the network".to_owned(),
            rule => format!("the rules: {rule}"),
        };
        self.row("found by", &[(Role::Text, &words)])
    }

    /// Who said it, and how the words there lead to a name.
    fn speaker(&self, fact: &Quotation) -> Vec<Strip> {
        let Some(actor) = fact.actor else {
            return self.row("said by", &[(Role::Text, "nobody that the text names")]);
        };
        let rank = self.facts.cast.rank(Some(actor));
        let name = self.facts.analysis.actors.get(actor).map_or(Span::default(), |a| a.name);
        let name = format!("{} {}", sign(rank), self.words(name));
        let mut rows = self.row("said by", &[(Role::Voice(rank), &name)]);
        let (from, lead) = match (fact.source.first(), fact.carried) {
            (Some(&source), _) => (Some(source), ""),
            (None, Some(carried)) => (Some(carried), "goes on from "),
            (None, None) => (None, ""),
        };
        if let Some(from) = from {
            let chain: Vec<_> = self.chain(actor, from).iter().map(|&s| self.cited(s)).collect();
            let chain = format!("{lead}{}", chain.join(" ← "));
            rows.extend(self.row("", &[(Role::Text, &chain)]));
        }
        rows
    }

    /// From the words that name the speaker here to those that tell who is meant.
    fn chain(&self, actor: usize, from: Span) -> Vec<Span> {
        let mut chain = vec![from];
        let Some(actor) = self.facts.analysis.actors.get(actor) else { return chain };
        let mut at = from;
        for _ in 0..LINKS {
            let Some(next) = link(&actor.mentions, at) else { break };
            if chain.contains(&next) {
                break;
            }
            // A name within the words that were cited last is read there already.
            if !chain.last().is_some_and(|cited| cited.covers(next)) {
                chain.push(next);
            }
            at = next;
        }
        chain
    }

    /// A stance in one entry, as a quotation shows it.
    fn shows(&self, label: &str, fact: &Stance) -> Vec<Strip> {
        let (lead, words) = self.stand(fact);
        let by = format!("  by {}", self.list(&fact.cues));
        let rest = format!(" · {} · {}", fact.rule, sure(fact.confidence));
        self.row(
            label,
            &[
                (side(fact.position, fact.tier), lead.as_str()),
                (object(fact.tier), words.as_str()),
                (Role::Text, &by),
                (Role::Faint, &rest),
            ],
        )
    }

    fn stance(&self, fact: &Stance) -> Vec<Strip> {
        let rank = self.facts.cast.rank(Some(fact.actor));
        let name = self.facts.analysis.actors.get(fact.actor).map_or(Span::default(), |a| a.name);
        let (lead, words) = self.stand(fact);
        let tier = match fact.tier {
            Tier::Explicit => "explicit",
            Tier::Inferred => "inferred",
        };
        let strength = match fact.strength {
            Strength::Firm => "firm",
            Strength::Hedged => "hedged",
        };
        let voice = match fact.voice {
            Voice::Direct => "in their own words",
            Voice::Reported => "in reported speech",
            Voice::Narrated => "as the article tells it",
        };
        let manner = format!("  {tier} · {strength} · {}", sure(fact.confidence));
        let name = format!("  {} {}  ", sign(rank), self.words(name));
        let mut rows = vec![Strip {
            left: vec![
                Piece::new(Role::Voice(rank), name),
                Piece::new(side(fact.position, fact.tier), lead),
                Piece::new(object(fact.tier), words),
            ],
            right: vec![Piece::new(Role::Faint, manner)],
        }];
        let target = self.cited(fact.target.span);
        rows.extend(self.row("on", &[(Role::Text, &target)]));
        let cues = self.list(&fact.cues);
        rows.extend(self.row("by", &[(Role::Text, &cues), (Role::Faint, &format!("  {voice}"))]));
        rows.extend(self.finder(fact.rule));
        if let Some(quotation) = fact.quotation.and_then(|q| self.facts.analysis.quotations.get(q))
        {
            let words = self.cited(quotation.extent());
            rows.extend(self.row("from", &[(Role::Text, &words)]));
            rows.extend(self.speaker(quotation));
        }
        rows
    }

    /// "− against" and what it is about.
    fn stand(&self, fact: &Stance) -> (String, String) {
        let label = self.facts.analysis.issues.get(fact.issue);
        let label = self.words(label.map_or(fact.target.span, |issue| issue.label));
        let (lead, words) = sentence(fact.position, fact.strength, &label);
        let (lead, rest) = (Span::new(0, lead).of(&words), Span::new(lead, words.len()).of(&words));
        let sign = format!("{}{}", tier_sign(fact.tier), position_sign(fact.position));
        (format!("{sign} {lead}"), rest.to_owned())
    }

    fn row(&self, label: &str, text: &[(Role, &str)]) -> Vec<Strip> {
        let lead = if self.columns >= 40 { LEAD } else { LEAD - 2 };
        labelled(label, Role::Faint, text, lead, self.columns)
    }

    /// The beginning and the end of what was said, in what room the right side leaves.
    fn excerpt(&self, content: &[Span], rank: Option<usize>, taken: usize) -> Vec<Piece> {
        let whole: Vec<_> = content.iter().map(|&span| self.words(span)).collect();
        let whole = whole.join(" … ");
        let room = self.columns.saturating_sub(taken + 5).max(8);
        let role = Role::Current(rank);
        vec![Piece::new(role, format!("  “{}”", middle_out(&whole, room)))]
    }

    fn words(&self, span: Span) -> String {
        one_line(span.of(&self.article.text))
    }

    fn list(&self, spans: &[Span]) -> String {
        spans.iter().map(|&span| format!("“{}”", self.words(span))).collect::<Vec<_>>().join(" ")
    }

    /// The words with the paragraph that they stand in.
    fn cited(&self, span: Span) -> String {
        let words = middle_out(&self.words(span), 64);
        format!("“{words}” ¶{}", self.article.paragraph_at(span.start) + 1)
    }
}

/// The words that the mention at a span leads to, or the name in it.
fn link(mentions: &[Mention], at: Span) -> Option<Span> {
    let here = mentions.iter().filter(|mention| mention.span.meets(at));
    let exact = here.clone().find(|mention| mention.span == at);
    let mention = exact.or_else(|| here.min_by_key(|mention| mention.form != MentionForm::Name))?;
    mention.antecedent.or_else(|| (mention.span != at).then_some(mention.span))
}

/// The text without its middle, in at most so many cells.
fn middle_out(text: &str, room: usize) -> String {
    if wrap::cells(text) <= room {
        return text.to_owned();
    }
    let words: Vec<&str> = text.split(' ').collect();
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    let (mut first, mut last, mut left) = (0, words.len(), room.saturating_sub(2));
    while first < last {
        let front = head.len() <= 2 * tail.len() + 1;
        let word = if front { words[first] } else { words[last - 1] };
        let Some(rest) = left.checked_sub(wrap::cells(word) + 1) else { break };
        left = rest;
        if front {
            head.push(word);
            first += 1;
        } else {
            tail.insert(0, word);
            last -= 1;
        }
    }
    format!("{} … {}", head.join(" "), tail.join(" ")).trim().to_owned()
}

/// The word for a kind of quotation.
#[must_use]
pub const fn kind_word(kind: QuotationKind) -> &'static str {
    match kind {
        QuotationKind::Direct => "direct",
        QuotationKind::Mixed => "mixed",
        QuotationKind::Indirect => "indirect",
    }
}

fn sure(confidence: f32) -> String {
    format!("{:.0} % sure", f64::from(confidence) * 100.0)
}

#[cfg(test)]
mod tests {
    use super::{middle_out, rows};
    use crate::{
        analysis::work::Progress,
        app::{facts::Facts, fixture, walk::Walk},
        page::mark::Chosen,
    };

    fn check(chosen: Chosen, expected: &[&str]) {
        let walk = Walk { chosen, ..Walk::default() };
        let facts = Facts::new(fixture::analysis(), Progress::whole(1), walk.tier);
        let strips = rows(&fixture::article(), &facts, &walk, 90);
        let words = strips.iter().map(|strip| {
            let pieces = strip.left.iter().chain(&strip.right);
            pieces.map(|piece| piece.text.as_str()).collect::<String>()
        });
        assert_eq!(words.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_pronoun_is_followed_to_the_name() {
        check(
            Chosen::Quotation(1),
            &[
                "  “that no tree along the street would be felled”  indirect · 97 % sure",
                "  said by   ■ Ines Marlow",
                "            “She” ¶2 ← “Ines Marlow” ¶2",
                "  cue       “promised”",
                "  found by  the rules: source-cue-that",
            ],
        );
    }

    #[test]
    fn a_name_within_the_source_is_not_cited_again() {
        check(
            Chosen::Quotation(10),
            &[
                "  “Rails and thin tyres are old enemies, but we may yet be friends,”  direct · 97 % sure",
                "  said by   ○ Dagny Holt",
                "            “its chairwoman, Dagny Holt” ¶7",
                "  cue       “said”",
                "  found by  the rules: marks-cue-source",
                "  shows     + cautiously for trams return to Harbour Street  by “may yet” · verb-of-stance",
                "            · 88 % sure",
            ],
        );
    }

    #[test]
    fn a_quotation_that_names_nobody_says_whose_words_it_goes_on_from() {
        check(
            Chosen::Quotation(12),
            &[
                "  “Then we can talk.”  direct · 97 % sure",
                "  said by   ● Tobias Renn",
                "            goes on from “Renn” ¶8",
                "  cue       none: the marks alone",
                "  found by  the rules: same-paragraph",
            ],
        );
    }

    #[test]
    fn a_stance_names_its_words_its_rule_and_what_it_rests_on() {
        check(
            Chosen::Stance(3),
            &[
                "  ■ Ines Marlow  ? open on a toll on cars to pay for it  explicit · firm · 88 % sure",
                "  on        “a toll on cars to pay for it” ¶6",
                "  by        “did not rule out”  as the article tells it",
                "  found by  the rules: verb-of-stance",
            ],
        );
    }

    #[test]
    fn a_long_text_keeps_its_beginning_and_its_end() {
        assert_eq!(middle_out("one two three four five six", 18), "one two … six");
        assert_eq!(middle_out("one two", 18), "one two");
        assert_eq!(middle_out("incomprehensibilities", 4), "…");
    }
}
