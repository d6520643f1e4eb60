//! How well an engine does on articles that people have annotated.
//!
//! Every article is analysed and its facts are laid beside the annotation; what is counted adds
//! up over the articles, and the worst mistakes are kept to be shown.

mod calibration;
pub mod gold;
mod letters;
pub mod miss;
pub mod quotations;
pub mod speakers;
pub mod stances;

use std::{
    collections::{BTreeMap, HashSet},
    io,
    sync::{
        Mutex, PoisonError,
        mpsc::{self, Receiver, Sender},
    },
    thread,
};

use crate::{
    analysis::{Engine, analyze},
    fact::Analysis,
};
use gold::Annotated;
use miss::{Miss, Shown, Worst};

/// What an evaluation says.
#[derive(Clone, Debug, Default)]
pub struct Evaluation {
    /// The articles that were analysed.
    pub articles: usize,
    /// Quotations, where any article has them annotated.
    pub quotations: Option<quotations::Tally>,
    /// Speakers, where any quotation has one annotated.
    pub speakers: Option<speakers::Tally>,
    /// Stances, where any article has them annotated.
    pub stances: Option<stances::Tally>,
    /// The worst mistakes, kind by kind.
    pub misses: Vec<Shown>,
}

/// What one article adds.
#[derive(Default)]
struct Share {
    quotations: Option<quotations::Tally>,
    speakers: Option<speakers::Tally>,
    stances: Option<stances::Tally>,
    misses: Vec<Shown>,
}

/// A line of an annotation: an article, or why there is none.
pub type Line = Result<Annotated, String>;

/// Analyses the articles, as many at a time as there are processors, and counts in their order.
/// At most `most` mistakes are kept; `refuse` hears of the lines without an article.
///
/// # Errors
/// The first error of reading, after everything before it has been counted.
pub fn evaluate(
    lines: impl Iterator<Item = io::Result<Line>> + Send,
    engine: &Engine,
    most: usize,
    mut refuse: impl FnMut(&str),
) -> io::Result<Evaluation> {
    let (mut sum, mut worst) = (Evaluation::default(), Worst::new(most));
    let lines = Mutex::new(lines.enumerate());
    let (sender, shares) = mpsc::channel();
    let work = |sender: Sender<_>| {
        while let Some((place, line)) = next(&lines) {
            let failed = line.is_err();
            let share = line.map(|line| line.map(|annotated| share(&annotated, engine, most)));
            if sender.send((place, share)).is_err() || failed {
                return;
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            let sender = sender.clone();
            scope.spawn(|| work(sender));
        }
        drop(sender);
        in_order(shares).try_for_each(|share| {
            match share? {
                Ok(share) => sum.add(share, &mut worst),
                Err(error) => refuse(&error),
            }
            Ok::<(), io::Error>(())
        })
    })?;
    Ok(Evaluation { misses: worst.chosen(), ..sum })
}

/// The next line, for whichever thread comes first.
fn next<T>(lines: &Mutex<impl Iterator<Item = T>>) -> Option<T> {
    lines.lock().unwrap_or_else(PoisonError::into_inner).next()
}

/// What arrives out of order, in order.
fn in_order<T>(arrivals: Receiver<(usize, T)>) -> impl Iterator<Item = T> {
    let (mut early, mut due) = (BTreeMap::new(), 0);
    std::iter::from_fn(move || {
        loop {
            if let Some(answer) = early.remove(&due) {
                due += 1;
                return Some(answer);
            }
            let (place, answer) = arrivals.recv().ok()?;
            early.insert(place, answer);
        }
    })
}

/// What an article adds.
fn share(annotated: &Annotated, engine: &Engine, most: usize) -> Share {
    let analysis = analyze(&annotated.article, engine);
    let (mut share, misses) = compare(annotated, &analysis);
    if most > 0 {
        share.misses = miss::shown(misses, annotated, engine.lexicon(), most);
    }
    share
}

/// An article's facts beside its annotation: what they add, and all mistakes.
fn compare(annotated: &Annotated, analysis: &Analysis) -> (Share, Vec<Miss>) {
    let Annotated { article, gold, .. } = annotated;
    let (mut share, mut misses) = (Share::default(), Vec::new());
    if let Some(said) = &gold.quotations {
        let quotations = quotations::Comparison::of(&article.text, said, &analysis.quotations);
        share.quotations = Some(quotations.tally());
        misses.extend(quotations.misses());
        if said.iter().any(|said| said.speaker.is_some()) {
            let cast = speakers::Cast {
                text: &article.text,
                entities: &gold.entities,
                actors: &analysis.actors,
            };
            share.speakers = Some(speakers::tally(cast, &quotations));
            misses.extend(speakers::misses(cast, &quotations));
        }
    }
    if let Some(stances) = &gold.stances {
        let stances = stances::Comparison::of(&article.text, stances, analysis);
        share.stances = Some(stances.tally());
        misses.extend(stances.misses());
    }
    (share, misses)
}

impl Evaluation {
    fn add(&mut self, share: Share, worst: &mut Worst) {
        self.articles += 1;
        merge(&mut self.quotations, share.quotations, quotations::Tally::merge);
        merge(&mut self.speakers, share.speakers, speakers::Tally::merge);
        merge(&mut self.stances, share.stances, stances::Tally::merge);
        worst.add(share.misses);
    }
}

fn merge<T: Default>(sum: &mut Option<T>, share: Option<T>, merge: impl Fn(&mut T, &T)) {
    if let Some(share) = share {
        merge(sum.get_or_insert_default(), &share);
    }
}

/// The first of the pairs in which neither end has been in an earlier one.
fn one_to_one<T>(mut pairs: Vec<T>, ends: impl Fn(&T) -> (usize, usize)) -> Vec<T> {
    let (mut left, mut right) = (HashSet::new(), HashSet::new());
    pairs.retain(|pair| {
        let (one, other) = ends(pair);
        let free = !left.contains(&one) && !right.contains(&other);
        if free {
            left.insert(one);
            right.insert(other);
        }
        free
    });
    pairs
}

#[cfg(test)]
mod tests {
    use std::{io, sync::mpsc::channel};

    use super::{
        Evaluation, Line, evaluate,
        gold::{Annotated, Gold, Quotation},
        in_order, one_to_one,
    };
    use crate::{
        analysis::Engine,
        article::{Article, ParagraphKind},
        fact::QuotationKind,
        text::Span,
    };

    const TEXT: &str = "“The ferry is late,” Ana Ortiz said.";

    /// An article whose one quotation is annotated with this source.
    fn annotated(id: usize, source: &str) -> Annotated {
        let span = |words: &str| {
            let start = TEXT.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let said = Quotation {
            kind: QuotationKind::Direct,
            content: vec![span("The ferry is late,")],
            source: vec![span(source)],
            cue: vec![span("said")],
            speaker: Some(0),
        };
        let article = Article {
            text: TEXT.into(),
            paragraphs: vec![Span::new(0, TEXT.len())],
            kinds: vec![ParagraphKind::Body],
            ..Article::default()
        };
        let entities = vec![vec![span("Ortiz")]];
        let gold = Gold { quotations: Some(vec![said]), entities, stances: None };
        Annotated { id: id.to_string(), article, gold }
    }

    fn measured(
        lines: Vec<io::Result<Line>>,
        most: usize,
    ) -> (io::Result<Evaluation>, Vec<String>) {
        let mut refused = Vec::new();
        let engine = Engine::rules();
        let sum = evaluate(lines.into_iter(), &engine, most, |error| refused.push(error.into()));
        (sum, refused)
    }

    #[test]
    fn what_is_counted_adds_up_and_what_is_not_annotated_is_not_measured() {
        let right = (0..5).map(|id| Ok(Ok(annotated(id, "Ana Ortiz"))));
        let wrong = (5..8).map(|id| Ok(Ok(annotated(id, "late"))));
        let (sum, refused) = measured(right.chain(wrong).collect(), 2);
        let sum = sum.unwrap();
        let tally = sum.quotations.unwrap();
        assert_eq!([sum.articles, tally.gold, tally.found, tally.attributed], [8, 8, 8, 5]);
        assert_eq!(sum.speakers.unwrap().forms.map(|form| form.right), [5, 3, 0]);
        assert!(sum.stances.is_none() && refused.is_empty());
        let documents: Vec<_> = sum.misses.iter().map(|shown| shown.document.as_str()).collect();
        assert_eq!(documents, ["5", "6"]);
    }

    #[test]
    fn a_refused_line_stops_nobody_and_an_unreadable_one_ends_it() {
        let lines = || vec![Err("one".into()), Ok(annotated(1, "Ana Ortiz")), Err("two".into())];
        let (sum, refused) = measured(lines().into_iter().map(Ok).collect(), 0);
        assert_eq!((sum.unwrap().articles, refused.join(" ")), (1, "one two".into()));
        let broken = io::Error::other("broken");
        let lines = lines().into_iter().map(Ok).chain([Err(broken), Ok(Err("three".into()))]);
        let (sum, refused) = measured(lines.collect(), 0);
        assert_eq!(sum.unwrap_err().to_string(), "broken");
        assert_eq!(refused, ["one", "two"]);
    }

    #[test]
    fn answers_are_taken_in_the_order_of_their_questions() {
        let (sender, arrivals) = channel();
        for place in [2, 0, 3, 1] {
            sender.send((place, place * 10)).unwrap();
        }
        drop(sender);
        assert_eq!(in_order(arrivals).collect::<Vec<_>>(), [0, 10, 20, 30]);
    }

    #[test]
    fn an_end_of_a_pair_is_used_once() {
        let pairs = vec![(1, 1), (1, 2), (2, 1), (2, 2), (3, 3)];
        assert_eq!(one_to_one(pairs, |pair| *pair), [(1, 1), (2, 2), (3, 3)]);
    }
}
