//! Analyses while the article is read: tells what the rules say at once, then what the network
//! finds, where the reader is first.

use std::{
    sync::mpsc::{Receiver, TryRecvError},
    time::{Duration, Instant},
};

use crate::{
    analysis::work::{Progress, Work},
    fact::Analysis,
    text::Span,
};

/// Facts that changed faster would flicker.
const BEAT: Duration = Duration::from_millis(250);
/// How many times as long as it takes to bring all facts together it is read on before that is done
/// again, unless the reader waits for it: the longer the article, the rarer it is.
const SHARE: u32 = 5;

/// Does the work, and tells the facts time and again, the last time all of them. What `screens`
/// last said to be on the reader's screen comes first; when it is gone the work is given up.
pub fn analyse(mut work: Work, screens: &Receiver<Span>, tell: impl Fn(Analysis, Progress)) {
    let mut told = Told::now(&work, &tell);
    let mut screen = Span::default();
    let mut news: Vec<Span> = Vec::new();
    loop {
        screen = match last(screens) {
            Ok(said) => said.unwrap_or(screen),
            Err(Gone) => return,
        };
        let read = work.go_on(screen);
        if read.is_empty() {
            break;
        }
        news.extend(read);
        let awaited = work.has_read(screen) && news.iter().any(|span| span.meets(screen));
        if told.is_past(awaited) {
            told = Told::now(&work, &tell);
            news.clear();
        }
    }
    if !told.progress.is_complete() {
        tell(work.facts(), work.progress());
    }
}

/// Nobody wants to know any more.
struct Gone;

/// What was said last, if anything was.
fn last(screens: &Receiver<Span>) -> Result<Option<Span>, Gone> {
    let mut said = None;
    loop {
        match screens.try_recv() {
            Ok(screen) => said = Some(screen),
            Err(TryRecvError::Empty) => return Ok(said),
            Err(TryRecvError::Disconnected) => return Err(Gone),
        }
    }
}

/// The last time that facts were told.
struct Told {
    at: Instant,
    /// How long it took to bring them together.
    cost: Duration,
    progress: Progress,
}

impl Told {
    fn now(work: &Work, tell: impl Fn(Analysis, Progress)) -> Self {
        let begin = clock();
        let (facts, progress) = (work.facts(), work.progress());
        let at = clock();
        tell(facts, progress);
        Self { at, cost: at - begin, progress }
    }

    /// Whether it is time to tell facts again, among them what the reader waits for or not.
    fn is_past(&self, awaited: bool) -> bool {
        let pause = if awaited { self.cost } else { self.cost * SHARE };
        clock() - self.at >= pause.max(BEAT)
    }
}

#[expect(clippy::disallowed_methods, reason = "how often facts are told depends on a clock")]
fn clock() -> Instant {
    Instant::now()
}
