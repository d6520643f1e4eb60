//! Candidates for the network to learn from, and what it answers.

use std::{
    error::Error,
    fs::{self, File},
    io::{BufWriter, Write},
};

use sayso::{
    analysis::stance::model::{HEARD, Heard},
    fact::Quotation,
    text::Span,
};
use serde::Serialize;

use crate::document::{Candidate, Document};

/// An article, as the network's training reads it.
#[derive(Serialize)]
struct Article<'a> {
    text: &'a str,
    /// Of each candidate its holder, the holder's verb and the target, in code points.
    places: Vec<[Option<[usize; 2]>; 3]>,
    answers: Vec<u8>,
    worth: Vec<f32>,
    quotes: Vec<Quote>,
}

/// Where the parts of a quotation stand, in code points.
#[derive(Serialize)]
struct Quote {
    content: Vec<[usize; 2]>,
    source: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
}

/// Writes the candidates of the articles.
pub fn write(documents: &[Document], path: &str) -> Result<(), Box<dyn Error>> {
    let mut file = BufWriter::new(File::create(path)?);
    for document in documents {
        let starts: Vec<usize> = document.text.char_indices().map(|(at, _)| at).collect();
        let at = |byte: usize| starts.partition_point(|start| *start < byte);
        let points = |span: Span| [at(span.start), at(span.end)];
        let all = |spans: &[Span]| spans.iter().map(|span| points(*span)).collect();
        let quote = |own: &Quotation| Quote {
            content: all(&own.content),
            source: all(&own.source),
            cue: all(&own.cue),
        };
        let places = document.candidates.iter().map(|candidate| {
            let ([holder, verb], target) = candidate.proposal.places;
            [holder.map(points), verb.map(points), Some(points(target))]
        });
        let article = Article {
            text: &document.text,
            places: places.collect(),
            answers: document.candidates.iter().map(answer).collect(),
            worth: document.candidates.iter().map(Candidate::worth).collect(),
            quotes: document.quotations.iter().map(quote).collect(),
        };
        serde_json::to_writer(&mut file, &article)?;
        writeln!(file)?;
    }
    Ok(file.flush()?)
}

/// 0 for no stance, 1 for one in favour, 2 for one against, 3 for one whose side is not told, 4 for an open one.
fn answer(candidate: &Candidate) -> u8 {
    match candidate.favour {
        _ if !candidate.right => 0,
        _ if candidate.open => 4,
        Some(true) => 1,
        Some(false) => 2,
        None => 3,
    }
}

/// Takes what networks judged that had not seen the article: for each candidate the logits that it
/// is a stance, that it is in favour, and that it is an open one.
pub fn judge(documents: &mut [Document], path: &str) -> Result<(), Box<dyn Error>> {
    #[expect(clippy::disallowed_methods, reason = "training reads its data itself")]
    let judged = fs::read_to_string(path)?;
    let mut judged = judged.lines();
    for document in documents {
        let line = judged.next().ok_or("the network has judged fewer articles")?;
        let rows: Vec<Option<[f32; 3]>> = serde_json::from_str(line)?;
        if rows.len() != document.candidates.len() {
            return Err("the network has judged other candidates: write their places anew".into());
        }
        if rows.is_empty() {
            continue;
        }
        let first = document.names.iter().position(|name| *name == HEARD[0]);
        let first = first.ok_or("no value is the network's")?;
        let peers = document.candidates.iter().map(|own| own.proposal.peer.clone());
        let heard = Heard::new(peers.zip(rows).collect());
        for (number, candidate) in document.candidates.iter_mut().enumerate() {
            let values = heard.values(number);
            candidate.proposal.values[first..first + values.len()].copy_from_slice(&values);
        }
    }
    Ok(())
}
