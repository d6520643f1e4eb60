//! What is remembered as it is written: JSON with the name of its form.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    anchor::Anchor,
    app::memory::{Memory, Remembered},
};

/// The name of the form; it changes when a field changes its meaning.
const FORM: &str = "sayso-state/1";

#[derive(Serialize, Deserialize)]
struct Stored {
    form: String,
    /// The path of the article, for whoever looks at the file.
    article: String,
    place: Place,
    marks: BTreeMap<char, Place>,
    chosen: Option<Chosen>,
    filters: String,
    #[serde(default)]
    folded: bool,
    #[serde(default)]
    inferred: bool,
}

/// A byte of the text, and the words around it.
#[derive(Serialize, Deserialize)]
struct Place {
    byte: usize,
    before: String,
    after: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Chosen {
    Quotation(Place),
    Stance(Place),
}

/// Reads what was written in a form.
///
/// # Errors
/// Where it is of another form.
pub fn of_form<T: DeserializeOwned>(wanted: &str, bytes: &[u8]) -> Result<T, String> {
    #[derive(Deserialize)]
    struct Form {
        form: String,
    }

    let json = str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let Form { form } = serde_json::from_str(json).map_err(|error| error.to_string())?;
    if form != wanted {
        return Err(format!("its form is {form:?}, not {wanted:?}"));
    }
    serde_json::from_str(json).map_err(|error| error.to_string())
}

/// What is remembered of an article, as it is written.
#[must_use]
pub fn json(article: &str, memory: &Memory) -> String {
    let stored = Stored {
        form: FORM.to_owned(),
        article: article.to_owned(),
        place: place(&memory.place),
        marks: memory.marks.iter().map(|(letter, mark)| (*letter, place(mark))).collect(),
        chosen: memory.chosen.as_ref().map(|chosen| match chosen {
            Remembered::Quotation(at) => Chosen::Quotation(place(at)),
            Remembered::Stance(at) => Chosen::Stance(place(at)),
        }),
        filters: memory.filters.clone(),
        folded: memory.folded,
        inferred: memory.inferred,
    };
    // Strings and numbers can always be written.
    serde_json::to_string(&stored).unwrap_or_default()
}

/// What is remembered of an article, from what was written.
///
/// # Errors
/// Where it is something else, or of another article.
pub fn memory(bytes: &[u8], article: &str) -> Result<Memory, String> {
    let stored: Stored = of_form(FORM, bytes)?;
    if stored.article != article {
        return Err(format!("it is about {:?}", stored.article));
    }
    Ok(Memory {
        place: anchor(stored.place),
        marks: stored.marks.into_iter().map(|(letter, mark)| (letter, anchor(mark))).collect(),
        chosen: stored.chosen.map(|chosen| match chosen {
            Chosen::Quotation(at) => Remembered::Quotation(anchor(at)),
            Chosen::Stance(at) => Remembered::Stance(anchor(at)),
        }),
        filters: stored.filters,
        folded: stored.folded,
        inferred: stored.inferred,
    })
}

fn place(anchor: &Anchor) -> Place {
    let Anchor { byte, before, after } = anchor.clone();
    Place { byte, before, after }
}

fn anchor(place: Place) -> Anchor {
    let Place { byte, before, after } = place;
    Anchor { byte, before, after }
}
