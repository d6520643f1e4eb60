//! Annotated articles: JSON Lines that hold, beside each text, what people found in it.

use std::{
    collections::HashMap,
    io::{self, BufRead},
};

use serde::Deserialize;
use serde_json::Value;

use super::{
    clean::clean,
    jsonl::{self, Id, LINE_LIMIT, Row},
    points::{Ends, Points},
};
use crate::{
    evaluate::{
        Line,
        gold::{self, Annotated, Quotation},
    },
    fact::{Position, QuotationKind},
    text::{Span, one_line},
};

/// The annotated articles of the input, in order, one for each line; in place of a line that
/// cannot be used stands the reason, with the line's number and the field.
///
/// # Errors
/// An error of reading ends them.
pub fn rows(input: impl BufRead) -> impl Iterator<Item = io::Result<Line>> {
    jsonl::lines(input, LINE_LIMIT, |number, line| {
        line.and_then(|line| annotated(line, number))
            .map_err(|error| format!("line {number}: {}", one_line(&clean(&error))))
    })
}

fn annotated(line: &str, number: usize) -> Result<Annotated, String> {
    let Row { id, article } = jsonl::row(line);
    let article = article?;
    let fields: Fields = serde_json::from_str(line).map_err(|error| jsonl::told(line, &error))?;
    let gold = fields.into_gold(&Points::of(&article.text))?;
    let id = match id {
        Value::String(id) => one_line(&id),
        Value::Null => format!("line {number}"),
        id => id.to_string(),
    };
    Ok(Annotated { id, article, gold })
}

/// What people found, as they write it down. Fields that are not named here are passed over.
#[derive(Deserialize)]
struct Fields {
    quotes: Option<Vec<Quote>>,
    mentions: Option<Vec<Mention>>,
    actors: Option<Vec<Actor>>,
    stances: Option<Vec<Stance>>,
}

#[derive(Deserialize)]
struct Quote {
    content: Vec<Ends>,
    source: Vec<Ends>,
    cue: Vec<Ends>,
    r#type: Kind,
    source_entity: Option<Id>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Direct,
    Mixed,
    Indirect,
}

#[derive(Deserialize)]
struct Mention {
    start: usize,
    end: usize,
    entity: Id,
}

#[derive(Deserialize)]
struct Actor {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Deserialize)]
struct Stance {
    actor: String,
    target: String,
    issue: String,
    position: Side,
    evidence: Evidence,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Side {
    For,
    Against,
    Open,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "the evidence must be [start, end] or words of the text")]
enum Evidence {
    Ends(Ends),
    Words(String),
}

impl Fields {
    fn into_gold(self, text: &Points) -> Result<gold::Gold, String> {
        if self.quotes.is_none() && self.stances.is_none() {
            return Err("there is neither `quotes` nor `stances`, so nothing to measure".into());
        }
        let (entities, ids) = entities(self.mentions.as_deref(), text)?;
        let quotations = self.quotes.map(|quotes| {
            let quotes = quotes.into_iter().enumerate();
            quotes.map(|(i, quote)| quotation(quote, &format!("quotes[{i}]"), text, &ids)).collect()
        });
        let stances = self.stances.map(|rows| stances(self.actors.as_deref(), rows, text));
        Ok(gold::Gold {
            quotations: quotations.transpose()?,
            entities,
            stances: stances.transpose()?,
        })
    }
}

/// The index of each entity; `None` without mentions.
type Ids = Option<HashMap<Id, usize>>;

fn entities(mentions: Option<&[Mention]>, text: &Points) -> Result<(Vec<Vec<Span>>, Ids), String> {
    let Some(mentions) = mentions else { return Ok((Vec::new(), None)) };
    let (mut entities, mut ids) = (Vec::new(), HashMap::new());
    for (i, mention) in mentions.iter().enumerate() {
        let span = text.span([mention.start, mention.end], || format!("mentions[{i}]"))?;
        let id = *ids.entry(mention.entity.clone()).or_insert(entities.len());
        if id == entities.len() {
            entities.push(Vec::new());
        }
        entities[id].push(span);
    }
    Ok((entities, Some(ids)))
}

fn quotation(quote: Quote, path: &str, text: &Points, ids: &Ids) -> Result<Quotation, String> {
    let named = quote.source_entity.filter(|id| *id != Id::String(String::new()));
    let speaker = match (named, ids) {
        (None, _) => None,
        (Some(id), Some(ids)) => Some(
            *ids.get(&id)
                .ok_or_else(|| format!("{path}.source_entity: no mention has this entity"))?,
        ),
        (Some(_), None) => {
            return Err(format!("{path}.source_entity: this needs the field `mentions`"));
        }
    };
    let spans = |ends: &[Ends], field| {
        let ends = ends.iter().enumerate();
        let spans = ends.map(|(i, ends)| text.span(*ends, || format!("{path}.{field}[{i}]")));
        spans.collect::<Result<Vec<_>, _>>()
    };
    Ok(Quotation {
        kind: match quote.r#type {
            Kind::Direct => QuotationKind::Direct,
            Kind::Mixed => QuotationKind::Mixed,
            Kind::Indirect => QuotationKind::Indirect,
        },
        content: spans(&quote.content, "content")?,
        source: spans(&quote.source, "source")?,
        cue: spans(&quote.cue, "cue")?,
        speaker,
    })
}

fn stances(
    actors: Option<&[Actor]>,
    rows: Vec<Stance>,
    text: &Points,
) -> Result<gold::Stances, String> {
    let names = |actor: &Actor| {
        let names = std::iter::once(&actor.name).chain(&actor.aliases);
        names.map(|name| clean(name)).collect()
    };
    let actors: Vec<Vec<String>> = actors.unwrap_or_default().iter().map(names).collect();
    let rows = rows.into_iter().enumerate();
    let rows = rows.map(|(i, row)| stance(row, &format!("stances[{i}]"), text, &actors));
    let rows = rows.collect::<Result<_, _>>()?;
    Ok(gold::Stances { actors, rows })
}

fn stance(
    row: Stance,
    path: &str,
    text: &Points,
    actors: &[Vec<String>],
) -> Result<gold::Stance, String> {
    let name = clean(&row.actor);
    let actor = actors.iter().rposition(|names| names.first() == Some(&name));
    let evidence = match row.evidence {
        Evidence::Ends(ends) => text.span(ends, || format!("{path}.evidence"))?,
        Evidence::Words(words) => text
            .find(&clean(&words))
            .ok_or_else(|| format!("{path}.evidence: these words are not in the text"))?,
    };
    Ok(gold::Stance {
        actor: actor.ok_or_else(|| format!("{path}.actor: `actors` has no name like this"))?,
        target: clean(&row.target),
        issue: clean(&row.issue),
        position: match row.position {
            Side::For => Position::For,
            Side::Against => Position::Against,
            Side::Open => Position::Open,
        },
        evidence,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::rows;
    use crate::{evaluate::gold::Annotated, fact::QuotationKind, text::Span};

    fn read(line: &Value) -> Result<Annotated, String> {
        rows(line.to_string().as_bytes()).next().unwrap().unwrap()
    }

    #[track_caller]
    fn refused(line: &Value, expected: &str) {
        assert_eq!(read(line).unwrap_err(), format!("line 1: {expected}"));
    }

    #[test]
    fn offsets_are_code_points_of_the_text() {
        let line = json!({
            "id": 7, "text": "É “No,” Lee said.", "other": 1,
            "quotes": [{"content": [[3, 6]], "source": [[8, 11]], "cue": [[12, 16]],
                        "type": "direct", "source_entity": "e", "kind": "x"}],
            "mentions": [{"start": 8, "end": 11, "entity": "e"}],
        });
        let Annotated { id, article, gold } = read(&line).unwrap();
        let said = &gold.quotations.unwrap()[0];
        let words =
            |spans: &[Span]| spans.iter().map(|span| span.of(&article.text)).collect::<String>();
        assert_eq!(id, "7");
        assert_eq!(words(&said.content), "No,");
        assert_eq!(words(&said.source), "Lee");
        assert_eq!(words(&said.cue), "said");
        assert_eq!(words(&gold.entities[said.speaker.unwrap()]), "Lee");
        assert_eq!(said.kind, QuotationKind::Direct);
        assert!(gold.stances.is_none());
    }

    #[test]
    fn evidence_is_a_place_or_the_words_themselves() {
        let line = |evidence: Value| {
            json!({
                "text": "Ó. Lee opposes it.", "actors": [{"name": "Lee"}],
                "stances": [{"actor": "Lee", "target": "it", "issue": "it",
                             "position": "against", "evidence": evidence}],
            })
        };
        let evidence = |value| {
            let annotated = read(&line(value)).unwrap();
            assert_eq!(annotated.id, "line 1");
            annotated.gold.stances.unwrap().rows[0].evidence
        };
        assert_eq!(evidence(json!([3, 6])), Span::new(4, 7));
        assert_eq!(evidence(json!("opposes it")), Span::new(8, 18));
        refused(&line(json!("supports")), "stances[0].evidence: these words are not in the text");
        refused(&line(json!("")), "stances[0].evidence: these words are not in the text");
        refused(
            &line(json!(3)),
            "stances[0].evidence: the evidence must be [start, end] or words of the text at column 65",
        );
    }

    #[test]
    fn what_cannot_be_used_is_told_by_its_field() {
        let quote = |field: &str, value: Value| {
            let mut quote = json!({"content": [[0, 2]], "source": [], "cue": [], "type": "direct"});
            quote[field] = value;
            json!({"text": "No.", "quotes": [quote]})
        };
        assert!(read(&quote("source", json!([[0, 3]]))).is_ok());
        refused(
            &quote("cue", json!([[0, 1], [2, 4]])),
            "quotes[0].cue[1]: [2, 4] lies outside the text, which has 3 code points",
        );
        refused(
            &quote("content", json!([[2, 1]])),
            "quotes[0].content[0]: [2, 1] ends before it begins",
        );
        refused(
            &quote("type", json!("x\u{1b}\n")),
            "quotes[0].type: unknown variant `x `, expected one of `direct`, `mixed`, `indirect` at column 69",
        );
        refused(
            &quote("source_entity", json!(1)),
            "quotes[0].source_entity: this needs the field `mentions`",
        );
        refused(
            &json!({"text": "No.", "quotes": [{"content": [], "cue": [], "type": "direct"}]}),
            "quotes[0]: missing field `source` at column 50",
        );
        refused(
            &json!({"text": "No.", "quotes": [], "mentions": [{"start": 1, "end": 9, "entity": 1}]}),
            "mentions[0]: [1, 9] lies outside the text, which has 3 code points",
        );
        let stance = json!({"actor": "Lee", "target": "", "issue": "", "position": "for", "evidence": [0, 1]});
        refused(
            &json!({"text": "No.", "stances": [stance], "actors": [{"name": "lee", "aliases": ["Lee"]}]}),
            "stances[0].actor: `actors` has no name like this",
        );
    }

    #[test]
    fn a_line_without_anything_to_measure_is_refused() {
        let expected = "there is neither `quotes` nor `stances`, so nothing to measure";
        refused(&json!({"text": "No."}), expected);
        refused(&json!({"text": "No.", "mentions": [], "actors": [], "quotes": null}), expected);
        assert!(read(&json!({"text": "No.", "stances": []})).is_ok());
    }
}
