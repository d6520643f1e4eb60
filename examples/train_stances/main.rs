//! Trains the weights and trees that find and judge stances.
//!
//! `cargo run --release --example train_stances -- STANCES.jsonl PLACES.jsonl` writes where the
//! candidates of the articles stand, which are stances, and what is quoted: what the network learns
//! from (`assets/models/attribution/stances.py`). It answers with JUDGED. Then
//! `cargo run --release --example train_stances -- STANCES.jsonl TONES.jsonl JUDGED.jsonl
//! assets/models/stances`.
//!
//! STANCES holds annotated articles as `sayso evaluate` reads them; TONES sentences, each with
//! targets and how they are spoken of, as `NewsMTSC` has them after conversion. What is learned of
//! an article's words while the trees are fitted comes from the other articles (five parts), and
//! the figures that are printed are those of articles that the trees have not seen: the first of
//! the articles, if their number is given at the end, else all. The same input gives the same
//! parameters.

mod boost;
mod check;
mod cores;
mod document;
mod forests;
mod linear;
mod place;
mod weights;

use std::{error::Error, fs, path::Path, sync::Mutex};

use check::check;
use document::{Document, read, read_tones};
use forests::{forests, rows};
use linear::Seen;
use sayso::analysis::stance::model::WEIGHED;
use weights::{fit_words, weigh_tones, words};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (stances, toned, judged, folder, first) = match arguments.as_slice() {
        [stances, places] => {
            return place::write(&read(stances, &Mutex::default())?, places);
        }
        [stances, toned, judged, folder] => (stances, toned, judged, folder, usize::MAX),
        [stances, toned, judged, folder, first] => (stances, toned, judged, folder, first.parse()?),
        _ => {
            return Err("give annotated stances and where to write the places of candidates; or \
                annotated stances, sentences with tones, what the network judged, and where to \
                write"
                .into());
        }
    };
    let toned = read_tones(toned)?;
    let seen = Mutex::new(Seen::default());
    let mut documents = read(stances, &seen)?;
    let seen = seen.into_inner()?;
    place::judge(&mut documents, judged)?;
    let weights = weigh_tones(&toned, &documents, &seen);
    for candidate in documents.iter_mut().flat_map(|document| &mut document.candidates) {
        let [all, with_tone] = std::mem::take(&mut candidate.seen);
        candidate.words = seen.kept(&all, &weights.numbers);
        candidate.tones = seen.kept(&with_tone, &weights.tone_numbers);
    }
    let rows = rows(&documents, &weights);
    check(&documents, &rows, first);
    let [holder, stance, side, open] = forests(documents.iter().zip(&rows));
    let all: Vec<&Document> = documents.iter().collect();
    let [stance_words, side_words] = fit_words(&all, &weights);
    let folder = Path::new(folder);
    fs::write(folder.join("words.tsv"), words(&weights, &stance_words, &side_words))?;
    let mut lines = String::from("features");
    let named = documents.first().map(|document| &document.names);
    named.into_iter().flatten().chain(&WEIGHED).for_each(|name| lines.extend(["\t", name]));
    lines.push('\n');
    fs::write(
        folder.join("trees.tsv"),
        [
            lines,
            holder.lines("holder"),
            stance.lines("stance"),
            side.lines("side"),
            open.lines("open"),
        ]
        .concat(),
    )?;
    Ok(())
}
