//! What is written is read again, and what was not written by us is checked.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Raw, article};
use crate::source::{Loaded, error::Error};

fn document() -> Value {
    json!({
        "schema": "sayso/1", "id": "quay", "title": "Quay", "byline": null, "date": "today",
        "source": "a.md", "site": "H", "language": "en", "other": 1,
        "text": "É\n\n“No,” said Ann Lee of the quay.",
        "paragraphs": [[0, 1], [3, 34]],
        "kinds": ["heading", "body"], "headings": [{"paragraph": 0, "level": 3}],
        "links": [{"span": [29, 33], "address": "https://a.example/"}],
        "actors": [{"id": 0, "name": "Ann Lee", "kind": "person", "description": null,
            "aliases": ["Ann Lee"], "mentions": [{"span": [14, 21], "form": "name"}]}],
        "quotes": [{"id": 0, "kind": "direct", "paragraph": 1, "content": [[4, 7]],
            "source": [[14, 21]], "cue": [[9, 13]], "actor": 0, "confidence": 0.9}],
        "issues": [{"id": 0, "label": "the quay"}],
        "stances": [{"id": 0, "actor": 0, "issue": 0, "position": "against", "strength": "firm",
            "voice": "direct", "tier": "explicit", "confidence": 1.0,
            "target": {"text": "the quay", "span": [25, 33], "actor": null},
            "evidence": [3, 34], "cues": [[4, 6]], "quote": 0, "rule": "no"}],
    })
}

fn read(document: &Value) -> Result<Loaded, Error> {
    article(Raw { bytes: document.to_string().as_bytes(), name: "a.json", ..Raw::default() })
}

#[test]
fn the_facts_are_read_as_they_were_written() {
    let loaded = read(&document()).unwrap();
    let text = &loaded.article.text;
    let facts = loaded.analysis.unwrap();
    let (said, stance) = (&facts.quotations[0], &facts.stances[0]);
    assert_eq!(said.content[0].of(text), "No,");
    assert_eq!(facts.actors[0].name.of(text), "Ann Lee");
    assert_eq!(stance.target.span.of(text), "the quay");
    assert_eq!((stance.rule, said.rule), ("no", "saved"));
    assert_eq!(facts.issues[0].label.of(text), "the quay");
    assert_eq!(loaded.article.links[0].span.of(text), "quay");
    assert_eq!(loaded.article.about.site.as_deref(), Some("H"));
}

#[test]
fn levels_are_those_of_headings_and_the_usual_where_none_is_written() {
    let kinds = |headings: Value| {
        let mut document = document();
        document["headings"] = headings;
        read(&document).unwrap().article.kinds
    };
    let levels = |headings| kinds(headings).iter().map(|kind| kind.level()).collect::<Vec<_>>();
    assert_eq!(levels(document()["headings"].clone()), [Some(3), None]);
    assert_eq!(levels(json!([])), [Some(2), None]);
    let nowhere = json!([{"paragraph": 1, "level": 1}, {"paragraph": 9, "level": 1}]);
    assert_eq!(levels(nowhere), [Some(2), None]);
    assert_eq!(levels(json!([{"paragraph": 0, "level": 200}])), [Some(6), None]);
}

#[test]
fn what_points_nowhere_is_refused_with_its_field() {
    let cases: [(&str, Value, &str); 8] = [
        ("/schema", json!("sayso/9"), "schema: “sayso/9” is of another version"),
        ("/paragraphs/1/1", json!(99), "paragraphs[1]: [3, 99] lies outside the text"),
        ("/paragraphs/1/0", json!(0), "paragraphs[1]: the paragraphs overlap"),
        ("/quotes/0/actor", json!(7), "quotes[0].actor: there is no such actor"),
        ("/quotes/0/content", json!([]), "quotes[0].content: it holds nothing"),
        ("/stances/0/issue", json!(1), "stances[0]: it names an actor, issue or quote"),
        ("/stances/0/position", json!("maybe"), "stances[0].position: unknown variant"),
        ("/actors/0/mentions", json!([]), "actors[0].mentions: an actor is mentioned"),
    ];
    for (pointer, value, expected) in cases {
        let mut document = document();
        *document.pointer_mut(pointer).unwrap() = value;
        let error = read(&document).unwrap_err().to_string();
        let begins = format!("a.json is no analysis of sayso that can be read: {expected}");
        assert!(error.starts_with(&begins), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_damage_is_refused_or_leaves_facts_that_fit(
        at in 0..1500_usize, len in 0..6_usize, with in "[0-9a-z\\[\\]{},:\"]{0,5}"
    ) {
        let mut json = document().to_string();
        prop_assume!(json.is_char_boundary(at.min(json.len())));
        let end = (at + len).min(json.len());
        prop_assume!(json.is_char_boundary(end) && at <= end);
        json.replace_range(at..end, &with);
        let raw = Raw { bytes: json.as_bytes(), name: "a", ..Raw::default() };
        if let Ok(Loaded { article, analysis: Some(facts), .. }) = article(raw) {
            for said in &facts.quotations {
                prop_assert!(said.content.iter().all(|span| !span.of(&article.text).is_empty()));
            }
            for stance in &facts.stances {
                prop_assert!(stance.actor < facts.actors.len());
            }
        }
    }
}
