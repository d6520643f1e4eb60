//! A pass of the network over an article: what is left to read, and what has been found.

use std::{
    collections::BTreeMap,
    iter,
    num::NonZeroUsize,
    ops::Range,
    panic,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use super::{
    Reading,
    network::{Network, Roles, Window},
};
use crate::{fact::Quotation, text::Span};

/// How many windows are read at the same time. Each takes memory; cores that are left have a part
/// in the arithmetic within a window.
pub const ABREAST: usize = 2;
/// The bytes that are laid out in windows together: so few that nobody waits for it, and so many
/// that the last window of each section, which is not full, costs nothing to speak of.
const SECTION: usize = 1 << 16;

/// How far the network is with an article.
pub struct Pass<'a> {
    network: &'a Network,
    /// What is left to read, by the byte where it begins.
    unread: BTreeMap<usize, Unread>,
    /// What was found in each window, by the byte where the window begins.
    found: BTreeMap<usize, Found>,
    /// Whether what is found of words is kept.
    keeps_roles: bool,
}

/// What was found in a window: its quotations, and what its words are as parts of stances.
type Found = (Vec<Quotation>, Option<Roles>);

/// The most bytes of an article whose words are kept as parts of stances, which takes fifty times
/// as many. Of a longer one they are forgotten.
const WITH_ROLES: usize = 1 << 19;

/// A stretch of the article that has not been read.
enum Unread {
    /// Paragraphs, by number, that have not been laid out in windows.
    Section(Span, Range<usize>),
    /// A window.
    Window(Window),
}

impl Unread {
    fn span(&self) -> Span {
        match self {
            Self::Section(span, _) => *span,
            Self::Window(window) => window.span(),
        }
    }
}

impl<'a> Pass<'a> {
    /// A pass over an article of which nothing has been read.
    #[must_use]
    pub fn new(network: &'a Network, reading: &Reading) -> Self {
        let sections = sections(&reading.article.paragraphs).into_iter();
        let unread = sections.map(|(span, own)| (span.start, Unread::Section(span, own)));
        let keeps_roles = reading.article.text.len() <= WITH_ROLES;
        Self { network, unread: unread.collect(), found: BTreeMap::new(), keeps_roles }
    }

    /// Reads so many windows, those nearest to a stretch of the article; tells where they were.
    /// There is none when all has been read.
    pub fn read_on(&mut self, reading: &Reading, near: Span, count: usize) -> Vec<Span> {
        let windows: Vec<_> =
            iter::from_fn(|| self.take_nearest(reading, near)).take(count).collect();
        for (window, found) in windows.iter().zip(read(self.network, &windows, reading)) {
            let (quotations, roles) = found;
            let found = (quotations, Some(roles).filter(|_| self.keeps_roles));
            self.found.insert(window.span().start, found);
        }
        windows.iter().map(Window::span).collect()
    }

    /// Takes the window that comes next for somebody who looks at a stretch of the article: one
    /// that shows a part of it, from its beginning on, else the nearest, above or below.
    fn take_nearest(&mut self, reading: &Reading, near: Span) -> Option<Window> {
        loop {
            let spans = |(_, unread): (_, &Unread)| unread.span();
            let above = self.unread.range(..near.start).next_back().map(spans);
            let below = self.unread.range(near.start..).next().map(spans);
            let next = match (above, below) {
                (Some(above), Some(below)) => {
                    let gaps = [(above, near), (near, below)]
                        .map(|(span, next)| next.start.saturating_sub(span.end));
                    if above.meets(near) || gaps[0] < gaps[1] { above } else { below }
                }
                (above, below) => above.or(below)?,
            };
            match self.unread.remove(&next.start)? {
                Unread::Window(window) => return Some(window),
                Unread::Section(_, own) => {
                    let windows = self.network.windows(reading, own).into_iter();
                    let unread = windows.map(|own| (own.span().start, Unread::Window(own)));
                    self.unread.extend(unread);
                }
            }
        }
    }

    /// Whether all of a stretch has been read.
    #[must_use]
    pub fn has_read(&self, span: Span) -> bool {
        let last = self.unread.range(..span.end).next_back();
        !last.is_some_and(|(_, unread)| unread.span().meets(span))
    }

    /// The bytes that are left to read.
    #[must_use]
    pub fn left(&self) -> usize {
        self.unread.values().map(|unread| unread.span().len()).sum()
    }

    /// What has been found, sorted by the start of the content.
    #[must_use]
    pub fn quotations(&self) -> Vec<Quotation> {
        let quotations = self.found.values().flat_map(|(quotations, _)| quotations);
        let mut found: Vec<_> = quotations.cloned().collect();
        found.sort_by_key(|quotation| quotation.extent().start);
        found
    }

    /// How the network judges a stance of a holder with a verb on a target: the logits that it is
    /// one, that it is in favour, and that it is an open one. `None` where it has not read that, or
    /// has forgotten it.
    #[must_use]
    pub fn judge(&self, of_holder: [Option<Span>; 2], target: Span) -> Option<[f32; 3]> {
        let (_, (_, roles)) = self.found.range(..=target.start).next_back()?;
        self.network.judge(roles.as_ref()?, of_holder, target)
    }
}

/// The paragraphs in sections, each with the numbers of its own.
fn sections(paragraphs: &[Span]) -> Vec<(Span, Range<usize>)> {
    let mut sections: Vec<(Span, Range<usize>)> = Vec::new();
    for (number, &paragraph) in paragraphs.iter().enumerate() {
        match sections.last_mut().filter(|(span, _)| span.len() < SECTION) {
            Some((span, own)) => (*span, own.end) = (span.to(paragraph), number + 1),
            None => sections.push((paragraph, number..number + 1)),
        }
    }
    sections
}

/// Reads windows, several at the same time; gives what was found in each, in their order.
fn read(network: &Network, windows: &[Window], reading: &Reading) -> Vec<(Vec<Quotation>, Roles)> {
    let next = AtomicUsize::new(0);
    let read = || {
        let numbers = iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
        let own = numbers.map_while(|number| Some((number, windows.get(number)?)));
        own.map(|(number, window)| (number, network.read(window, reading))).collect::<Vec<_>>()
    };
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let helpers = windows.len().min(cores).min(ABREAST).saturating_sub(1);
    let mut found = thread::scope(|scope| {
        let helpers: Vec<_> = (0..helpers).map(|_| scope.spawn(read)).collect();
        let mut found = read();
        for helper in helpers {
            found.extend(helper.join().unwrap_or_else(|panic| panic::resume_unwind(panic)));
        }
        found
    });
    found.sort_by_key(|&(number, _)| number);
    found.into_iter().map(|(_, found)| found).collect()
}

#[cfg(all(test, feature = "network"))]
mod tests {
    use super::{Network, Pass, SECTION};
    use crate::{analysis::Reading, article::Article, lexicon::Lexicon, text::Span};

    /// Paragraphs that fill a window each, and the order in which they are read by somebody who
    /// sees from the middle of one to the middle of another.
    fn check(count: usize, (first, last): (usize, usize), expected: &[usize]) {
        let text = vec!["It rains on and on, and so on. ".repeat(20); count].join("\n");
        let size = (text.len() + 1) / count;
        let paragraphs: Vec<_> =
            (0..count).map(|i| Span::new(i * size, (i + 1) * size - 2)).collect();
        let seen = Span::new(first * size + size / 2, last * size + size / 2);
        let article = Article { text, paragraphs, ..Article::default() };
        let lexicon = Lexicon::english();
        let reading = Reading::new(&article, &lexicon);
        let network = Network::shipped();
        let mut pass = Pass::new(&network, &reading);
        let order: Vec<_> = std::iter::from_fn(|| pass.take_nearest(&reading, seen))
            .map(|window| window.span().start / size)
            .collect();
        assert_eq!(order.get(..expected.len()), Some(expected));
        assert_eq!(order.len(), count);
    }

    #[test]
    fn the_screen_is_read_first_and_then_outwards() {
        check(8, (3, 5), &[3, 4, 5, 6, 2, 7, 1, 0]);
        check(4, (0, 0), &[0, 1, 2, 3]);
        check(4, (3, 3), &[3, 2, 1, 0]);
    }

    #[test]
    fn a_screen_over_two_sections_is_read_as_any_other() {
        let size = "It rains on and on, and so on. ".len() * 20 + 1;
        let edge = SECTION.div_ceil(size);
        check(
            2 * edge,
            (edge - 2, edge),
            &[edge - 2, edge - 1, edge, edge + 1, edge - 3, edge + 2],
        );
    }
}
