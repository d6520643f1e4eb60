//! Analyses that sayso wrote as JSON: the article, and the facts that were found in it.
//!
//! Whoever wrote the file is not trusted to have been sayso: every offset and every index is
//! checked, and every text is cleaned.

mod fields;

use std::collections::BTreeSet;

use super::{Loaded, Raw, clean::line, error::Error, jsonl, points::Points};
use crate::{
    article::{Article, Link, ParagraphKind},
    fact::{self, Analysis},
    source::clean::clean,
    text::{Span, one_line},
};
use fields::Document;

/// What is said of a fact where the file does not say which rule found it.
const SAVED: &str = "saved";

/// The article and its facts.
///
/// # Errors
/// Where the file is not what sayso writes, with the field.
pub fn article(raw: Raw) -> Result<Loaded, Error> {
    let malformed =
        |reason: String| Error::Malformed(raw.name.into(), "analysis of sayso", line(&reason));
    let bytes = raw.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(raw.bytes);
    let json = str::from_utf8(bytes).map_err(|error| malformed(error.to_string()))?;
    let document: Document =
        serde_json::from_str(json).map_err(|error| malformed(jsonl::told(json, &error)))?;
    let article = text_of(&document).map_err(malformed)?;
    if article.paragraphs.is_empty() {
        return Err(Error::Empty(raw.name.into()));
    }
    let reader = Reader { points: Points::of(&article.text), article: &article };
    let analysis = reader.analysis(&document).map_err(malformed)?;
    Ok(Loaded { article, analysis: Some(analysis), note: None })
}

fn text_of(document: &Document) -> Result<Article, String> {
    if document.schema != "sayso/1" {
        return Err(format!("schema: “{}” is of another version", document.schema));
    }
    let mut article = Article { text: clean(&document.text), ..Article::default() };
    let points = Points::of(&article.text);
    let mut end = 0;
    for (i, ends) in document.paragraphs.iter().enumerate() {
        let span = points.span(*ends, || format!("paragraphs[{i}]"))?;
        if span.start < end || span.is_empty() {
            return Err(format!("paragraphs[{i}]: the paragraphs overlap or are empty"));
        }
        end = span.end;
        article.paragraphs.push(span);
        let kind = document.kinds.get(i).map_or("body", String::as_str);
        article.kinds.push(ParagraphKind::named(kind).unwrap_or_default());
    }
    // Levels are a comfort: one that makes no sense is left out.
    for heading in &document.headings {
        if let Some(ParagraphKind::Heading(level)) = article.kinds.get_mut(heading.paragraph) {
            *level = heading.level.clamp(1, 6);
        }
    }
    let mut end = 0;
    for (i, link) in document.links.iter().enumerate() {
        let span = points.span(link.span, || format!("links[{i}].span"))?;
        // So are links.
        if let Some(address) = super::blocks::address(&link.address, None)
            && span.start >= end
            && !span.is_empty()
        {
            end = span.end;
            article.links.push(Link { span, address });
        }
    }
    article.about = document.about();
    Ok(article)
}

/// Turns what is written of facts into facts.
struct Reader<'a> {
    article: &'a Article,
    points: Points<'a>,
}

impl Reader<'_> {
    fn analysis(&self, document: &Document) -> Result<Analysis, String> {
        let mut rules = Rules::default();
        let each = document.actors.iter().enumerate();
        let actors = each.map(|(i, actor)| self.actor(actor, &format!("actors[{i}]")));
        let actors = actors.collect::<Result<Vec<_>, _>>()?;
        let each = document.quotes.iter().enumerate();
        let quotes = each.map(|(i, quote)| self.quote(quote, &format!("quotes[{i}]"), &mut rules));
        let quotations = quotes.collect::<Result<Vec<_>, _>>()?;
        let each = document.issues.iter().enumerate();
        let issues = each.map(|(i, issue)| self.issue(issue, &format!("issues[{i}]")));
        let issues = issues.collect::<Result<Vec<_>, _>>()?;
        let each = document.stances.iter().enumerate();
        let stances =
            each.map(|(i, stance)| self.stance(stance, &format!("stances[{i}]"), &mut rules));
        let stances = stances.collect::<Result<Vec<_>, _>>()?;
        let analysis = Analysis { quotations, actors, issues, stances };
        fits(&analysis)?;
        Ok(analysis)
    }

    fn actor(&self, actor: &fields::Actor, path: &str) -> Result<fact::Actor, String> {
        let mention = |(i, mention): (usize, &fields::Mention)| {
            let span = self.span(mention.span, || format!("{path}.mentions[{i}].span"))?;
            let form = mention.form.into();
            Ok::<_, String>(fact::Mention { span, form, antecedent: None, rule: SAVED })
        };
        let mentions = actor.mentions.iter().enumerate().map(mention);
        let mentions = mentions.collect::<Result<Vec<_>, _>>()?;
        let Some(first) = mentions.first() else {
            return Err(format!("{path}.mentions: an actor is mentioned at least once"));
        };
        let called = |name: &str| {
            let is = |mention: &&fact::Mention| self.words(mention.span) == name;
            mentions.iter().find(is).map(|mention| mention.span).or_else(|| self.points.find(name))
        };
        Ok(fact::Actor {
            name: called(&actor.name).unwrap_or(first.span),
            kind: actor.kind.into(),
            description: actor.description.as_deref().and_then(called),
            aliases: actor.aliases.iter().filter_map(|alias| called(alias)).collect(),
            mentions,
        })
    }

    fn quote(
        &self,
        quote: &fields::Quote,
        path: &str,
        rules: &mut Rules,
    ) -> Result<fact::Quotation, String> {
        let content = self.spans(&quote.content, || format!("{path}.content"))?;
        if content.is_empty() {
            return Err(format!("{path}.content: it holds nothing"));
        }
        Ok(fact::Quotation {
            kind: quote.kind.into(),
            content,
            source: self.spans(&quote.source, || format!("{path}.source"))?,
            cue: self.spans(&quote.cue, || format!("{path}.cue"))?,
            carried: match quote.carried {
                Some(ends) => Some(self.span(ends, || format!("{path}.carried"))?),
                None => None,
            },
            actor: quote.actor,
            rule: rules.named(quote.rule.as_deref()),
            confidence: quote.confidence.clamp(0.0, 1.0),
        })
    }

    fn stance(
        &self,
        stance: &fields::Stance,
        path: &str,
        rules: &mut Rules,
    ) -> Result<fact::Stance, String> {
        let target = &stance.target;
        Ok(fact::Stance {
            actor: stance.actor,
            issue: stance.issue,
            target: fact::Target {
                span: self.span(target.span, || format!("{path}.target.span"))?,
                actor: target.actor,
            },
            position: stance.position.into(),
            strength: stance.strength.into(),
            voice: stance.voice.into(),
            tier: stance.tier.into(),
            evidence: self.span(stance.evidence, || format!("{path}.evidence"))?,
            cues: self.spans(&stance.cues, || format!("{path}.cues"))?,
            quotation: stance.quote,
            rule: rules.named(Some(&stance.rule)),
            confidence: stance.confidence.clamp(0.0, 1.0),
        })
    }

    fn span(&self, ends: [usize; 2], field: impl Fn() -> String) -> Result<Span, String> {
        let span = self.points.span(ends, &field)?;
        if span.is_empty() { Err(format!("{}: it is empty", field())) } else { Ok(span) }
    }

    fn spans(&self, ends: &[[usize; 2]], field: impl Fn() -> String) -> Result<Vec<Span>, String> {
        let spans = ends.iter().map(|ends| self.span(*ends, &field));
        let spans = spans.collect::<Result<Vec<_>, _>>()?;
        let apart = spans.is_sorted_by(|piece, next| piece.end <= next.start);
        if apart { Ok(spans) } else { Err(format!("{}: the pieces overlap", field())) }
    }

    fn words(&self, span: Span) -> String {
        one_line(span.of(&self.article.text))
    }

    fn issue(&self, issue: &fields::Issue, path: &str) -> Result<fact::Issue, String> {
        let label = match issue.span {
            Some(ends) => self.span(ends, || format!("{path}.span"))?,
            None => self.points.find(&issue.label).unwrap_or_default(),
        };
        Ok(fact::Issue { label })
    }
}

/// Fails where a fact points to one that is not there, or facts stand in no order.
fn fits(analysis: &Analysis) -> Result<(), String> {
    let Analysis { quotations, actors, issues, stances } = analysis;
    let known = |actor: Option<usize>| actor.is_none_or(|actor| actor < actors.len());
    if !quotations.is_sorted_by_key(|quotation| quotation.extent().start) {
        return Err("quotes: they are not in the order of the text".into());
    }
    if !stances.is_sorted_by_key(|stance| stance.evidence.start) {
        return Err("stances: they are not in the order of the text".into());
    }
    if let Some(i) = quotations.iter().position(|quotation| !known(quotation.actor)) {
        return Err(format!("quotes[{i}].actor: there is no such actor"));
    }
    let lost = |stance: &fact::Stance| {
        !known(Some(stance.actor))
            || !known(stance.target.actor)
            || stance.issue >= issues.len()
            || stance.quotation.is_some_and(|quotation| quotation >= quotations.len())
    };
    match stances.iter().position(lost) {
        Some(i) => {
            Err(format!("stances[{i}]: it names an actor, issue or quote that is not there"))
        }
        None => Ok(()),
    }
}

/// The names of rules, which live as long as the program, as those of its own rules do; each is
/// kept once, and there are not more than a program has rules.
#[derive(Default)]
struct Rules(BTreeSet<&'static str>);

/// The most rules that a program may have.
const RULES: usize = 500;

impl Rules {
    fn named(&mut self, name: Option<&str>) -> &'static str {
        let Some(name) = name else { return SAVED };
        let name = line(name);
        if name == fact::NETWORK {
            return fact::NETWORK;
        }
        if let Some(known) = self.0.get(name.as_str()) {
            return known;
        }
        if self.0.len() >= RULES || name.len() > 100 {
            return SAVED;
        }
        let kept: &'static str = name.leak();
        self.0.insert(kept);
        kept
    }
}

#[cfg(test)]
mod tests;
