//! What is written in the JSON of an analysis, field by field. Fields that are not named are passed
//! over.

use serde::Deserialize;

use crate::{
    article::About,
    fact,
    source::{clean::line, points::Ends},
};

#[derive(Deserialize)]
pub struct Document {
    pub schema: String,
    #[serde(default)]
    id: serde_json::Value,
    title: Option<String>,
    byline: Option<String>,
    date: Option<String>,
    source: Option<String>,
    site: Option<String>,
    language: Option<String>,
    pub text: String,
    pub paragraphs: Vec<Ends>,
    #[serde(default)]
    pub kinds: Vec<String>,
    #[serde(default)]
    pub headings: Vec<Heading>,
    #[serde(default)]
    pub links: Vec<Link>,
    pub actors: Vec<Actor>,
    pub quotes: Vec<Quote>,
    pub issues: Vec<Issue>,
    pub stances: Vec<Stance>,
}

impl Document {
    pub fn about(&self) -> About {
        let known = |words: &Option<String>| words.as_deref().map(line);
        let id = self.id.as_str().map(line).or_else(|| Some(self.id.as_u64()?.to_string()));
        About {
            id,
            title: known(&self.title),
            byline: known(&self.byline),
            date: known(&self.date),
            source: known(&self.source),
            site: known(&self.site),
            language: known(&self.language),
        }
    }
}

#[derive(Deserialize)]
pub struct Heading {
    pub paragraph: usize,
    pub level: u8,
}

#[derive(Deserialize)]
pub struct Link {
    pub span: Ends,
    pub address: String,
}

#[derive(Deserialize)]
pub struct Actor {
    pub name: String,
    pub kind: ActorKind,
    pub description: Option<String>,
    pub aliases: Vec<String>,
    pub mentions: Vec<Mention>,
}

#[derive(Deserialize)]
pub struct Mention {
    pub span: Ends,
    pub form: Form,
}

#[derive(Deserialize)]
pub struct Quote {
    pub kind: QuotationKind,
    pub content: Vec<Ends>,
    pub source: Vec<Ends>,
    pub cue: Vec<Ends>,
    pub carried: Option<Ends>,
    pub actor: Option<usize>,
    pub rule: Option<String>,
    pub confidence: f32,
}

#[derive(Deserialize)]
pub struct Issue {
    pub label: String,
    pub span: Option<Ends>,
}

#[derive(Deserialize)]
pub struct Stance {
    pub actor: usize,
    pub issue: usize,
    pub position: Position,
    pub strength: Strength,
    pub voice: Voice,
    pub tier: Tier,
    pub confidence: f32,
    pub target: Target,
    pub evidence: Ends,
    pub cues: Vec<Ends>,
    pub quote: Option<usize>,
    pub rule: String,
}

#[derive(Deserialize)]
pub struct Target {
    pub span: Ends,
    pub actor: Option<usize>,
}

/// The words of a field that is one of a few, and the fact that each stands for.
macro_rules! words {
    ($($name:ident { $($word:ident),* $(,)? })*) => {$(
        #[derive(Clone, Copy, Deserialize)]
        #[serde(rename_all = "lowercase")]
        pub enum $name { $($word),* }

        impl From<$name> for fact::$name {
            fn from(word: $name) -> Self {
                match word { $($name::$word => Self::$word),* }
            }
        }
    )*};
}

words! {
    ActorKind { Person, Organization, Group, Country, Publication, Unnamed }
    QuotationKind { Direct, Mixed, Indirect }
    Position { For, Against, Open, Neutral }
    Strength { Firm, Hedged }
    Voice { Direct, Reported, Narrated }
    Tier { Explicit, Inferred }
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    Name,
    Description,
    Pronoun,
}

impl From<Form> for fact::MentionForm {
    fn from(form: Form) -> Self {
        match form {
            Form::Name => Self::Name,
            Form::Description => Self::Description,
            Form::Pronoun => Self::Pronoun,
        }
    }
}
