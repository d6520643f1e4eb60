//! An article of our own with its facts told by hand, for tests of the screen and of the state.

use crate::{
    article::{About, Article, ParagraphKind},
    fact::{
        Actor,
        ActorKind::{Organization, Person, Unnamed},
        Analysis, Issue, Mention, MentionForm,
        Position::{Against, For, Open},
        Quotation,
        QuotationKind::{Direct, Indirect, Mixed},
        Stance,
        Strength::{Firm, Hedged},
        Target,
        Tier::{Explicit, Inferred},
        Voice,
    },
    text::Span,
};

const TEXT: &str = "\
The council of Oldhaven will decide in June whether trams return to Harbour Street, sixty years after the last one was scrapped.

“A city that cannot move its people cannot keep them,” Mayor Ines Marlow told the council on Monday. She promised that no tree along the street would be felled.

Shopkeepers are not convinced. Tobias Renn, who runs the traders' league, warned that two years of digging would ruin half of his members. “We are not against rails,” he said, “we are against going broke before they arrive.”

According to the transit office, the line would carry 21,000 passengers a day. Its director, Paula Oyelaran, called the plan “the cheapest kilometre we have ever drawn”. A study is at https://transit.oldhaven.example/plans/harbour-street-line.

What it costs
Marlow did not rule out a toll on cars to pay for it. Renn said the mayor had told him that \"nobody will pay at the bridge\". Some fear for their parking spaces; others want the whole street closed to traffic.

The Cyclists' Union has not made up its mind. “Rails and thin tyres are old enemies, but we may yet be friends,” its chairwoman, Dagny Holt, said with a smile.

“No toll, no digging at Christmas, and a seat for every grandmother,” Renn said. “Then we can talk.”";

/// The article.
#[must_use]
pub fn article() -> Article {
    let text = TEXT.to_owned();
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if !line.is_empty() {
            paragraphs.push(Span::new(start, start + line.len()));
        }
        start += line.len() + 1;
    }
    let heading = |span: &Span| span.of(TEXT) == "What it costs";
    let kind = |span| if heading(span) { ParagraphKind::Heading(2) } else { ParagraphKind::Body };
    let kinds = paragraphs.iter().map(kind).collect();
    let about = About {
        title: Some("Trams for Harbour Street".into()),
        date: Some("3 March 2026".into()),
        source: Some("articles/trams.md".into()),
        ..About::default()
    };
    Article { text, paragraphs, kinds, about, ..Article::default() }
}

/// The facts about it.
#[must_use]
pub fn analysis() -> Analysis {
    Analysis { quotations: quotations(), actors: actors(), issues: issues(), stances: stances() }
}

/// The first place of the words; with `before|words|after`, the first that stands between these.
fn span(words: &str) -> Span {
    let mut parts = words.split('|');
    let (first, rest) = (parts.next().unwrap_or_default(), parts.next());
    let (before, words, after) = match rest {
        None => ("", first, ""),
        Some(rest) => (first, rest, parts.next().unwrap_or_default()),
    };
    let whole = format!("{before}{words}{after}");
    let start = TEXT.find(&whole).unwrap_or_else(|| panic!("{whole:?} is not in the text"));
    Span::new(start + before.len(), start + before.len() + words.len())
}

/// The spans of several words, divided by " / ".
fn spans(words: &str) -> Vec<Span> {
    words.split(" / ").filter(|words| !words.is_empty()).map(span).collect()
}

#[rustfmt::skip] // a table
fn actors() -> Vec<Actor> {
    [
        (Person, "Ines Marlow", "Mayor", "|Marlow| did",
            "Mayor |Ines Marlow / |She| promised / |Marlow| did / said |the mayor"),
        (Person, "Tobias Renn", "runs the traders' league", "|Renn| said",
            "Tobias Renn / ” |he| said / |Renn| said the / ” |Renn| said."),
        (Organization, "transit office", "", "", "the transit office"),
        (Person, "Paula Oyelaran", "Its |director", "", "Paula Oyelaran"),
        (Unnamed, "|Some| fear", "", "", "|Some| fear"),
        (Unnamed, "; |others", "", "", "; |others"),
        (Organization, "Cyclists' Union", "", "", "The Cyclists' Union"),
        (Person, "Dagny Holt", "its |chairwoman", "", "Dagny Holt"),
    ]
    .map(|(kind, name, description, aliases, mentions)| Actor {
        kind,
        name: span(name),
        description: spans(description).first().copied(),
        aliases: spans(aliases),
        mentions: mentions.split(" / ").map(|words| mention(words, name)).collect(),
    })
    .into()
}

fn mention(words: &str, name: &str) -> Mention {
    let span_of = span(words);
    let form = match span_of.of(TEXT) {
        "he" | "She" => MentionForm::Pronoun,
        "the mayor" => MentionForm::Description,
        _ => MentionForm::Name,
    };
    let antecedent = (form != MentionForm::Name).then(|| span(name));
    Mention { span: span_of, form, antecedent, rule: "nearest-person" }
}

#[rustfmt::skip] // a table
fn quotations() -> Vec<Quotation> {
    [
        (Direct, "A city that cannot move its people cannot keep them,",
            "Mayor Ines Marlow", "told", 0, "marks-cue-source"),
        (Indirect, "that no tree along the street would be felled",
            "|She| promised", "promised", 0, "source-cue-that"),
        (Indirect, "that two years of digging would ruin half of his members",
            "Tobias Renn", "warned", 1, "source-cue-that"),
        (Direct, "We are not against rails, / we are against going broke before they arrive.",
            "” |he| said", "he |said", 1, "marks-cue-source"),
        (Indirect, "the line would carry 21,000 passengers a day",
            "the transit office", "According to", 2, "according-to"),
        (Mixed, "the cheapest kilometre we have ever drawn",
            "Its director, Paula Oyelaran", "called", 3, "source-cue-marks"),
        (Indirect, "the mayor had told him that \"nobody will pay at the bridge\"",
            "|Renn| said the mayor", "Renn |said| the", 1, "source-cue-clause"),
        (Mixed, "that \"nobody will pay at the bridge\"",
            "said |the mayor", "had |told| him", 0, "source-cue-that"),
        (Indirect, "fear |for their parking spaces", "|Some| fear", "Some |fear", 4, "belief"),
        (Indirect, "want |the whole street closed to traffic",
            "; |others", "others |want", 5, "belief"),
        (Direct, "Rails and thin tyres are old enemies, but we may yet be friends,",
            "its chairwoman, Dagny Holt", "Dagny Holt, |said", 7, "marks-cue-source"),
        (Direct, "No toll, no digging at Christmas, and a seat for every grandmother,",
            "” |Renn| said.", "” Renn |said|.", 1, "marks-cue-source"),
        (Direct, "Then we can talk.", "", "", 1, "same-paragraph"),
    ]
    .map(|(kind, content, source, cue, actor, rule)| Quotation {
        kind,
        content: spans(content),
        source: spans(source),
        cue: spans(cue),
        carried: source.is_empty().then(|| span("” |Renn| said.")),
        actor: Some(actor),
        rule,
        confidence: 0.97,
    })
    .into()
}

fn issues() -> Vec<Issue> {
    let labels = "trams return to Harbour Street / two years of digging / the plan / \
                  a toll on cars to pay for it";
    spans(labels).into_iter().map(|label| Issue { label }).collect()
}

#[rustfmt::skip] // a table
fn stances() -> Vec<Stance> {
    [
        (0, For, 0, Firm, "“A city that … on Monday.", "cannot move", Some(0), Explicit),
        (1, Against, 1, Firm, "Tobias Renn, who … half of his members.", "warned", Some(2), Explicit),
        (3, For, 2, Firm, "Its director, … ever drawn”.", "cheapest", Some(5), Explicit),
        (0, Open, 3, Firm, "Marlow did … pay for it.", "did not rule out", None, Explicit),
        (0, Against, 3, Firm, "Renn said the mayor … the bridge\".", "nobody", Some(7), Inferred),
        (1, Against, 3, Hedged, "Renn said the mayor … the bridge\".", "had told", Some(6), Inferred),
        (4, Against, 0, Hedged, "Some fear … to traffic.", "Some |fear", Some(8), Inferred),
        (6, Open, 0, Firm, "The Cyclists' … its mind.", "has not made up its mind", None, Explicit),
        (7, For, 0, Hedged, "“Rails and … with a smile.", "may yet", Some(10), Explicit),
        (1, Against, 3, Firm, "“No toll, … grandmother,” Renn said.", "No toll", Some(11), Explicit),
        (1, Against, 1, Firm, "“No toll, … grandmother,” Renn said.", "no digging", Some(11), Explicit),
    ]
    .map(|(actor, position, issue, strength, evidence, cue, quotation, tier)| {
        let (first, last) = evidence.split_once(" … ").unwrap_or((evidence, evidence));
        Stance {
            actor,
            issue,
            target: Target { span: issues()[issue].label, actor: None },
            position,
            strength,
            voice: if quotation.is_some() { Voice::Reported } else { Voice::Narrated },
            tier,
            evidence: span(first).to(span(last)),
            cues: spans(cue),
            quotation,
            rule: "verb-of-stance",
            confidence: 0.88,
        }
    })
    .into()
}
