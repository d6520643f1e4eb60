//! The work on an article: what the rules find is there at once, what the network finds comes
//! window by window, in any order, until all has been read.

use super::{
    Engine, Reading, actor, attribution, issue,
    network::Network,
    pass::{ABREAST, Pass},
    reconcile, review,
    stance::{self, Judge},
};
use crate::{
    article::Article,
    fact::{Analysis, Quotation},
    text::Span,
};

/// An article that is being analysed.
pub struct Work<'a> {
    reading: Reading<'a>,
    rules: Vec<Quotation>,
    network: Option<&'a Network>,
    /// `None` before the network has begun.
    pass: Option<Pass<'a>>,
}

/// How much of an article has been read, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What the whole engine has read; the rest only its rules have.
    pub done: usize,
    /// The whole text.
    pub all: usize,
}

impl Progress {
    /// Of a text that has been read as a whole.
    #[must_use]
    pub const fn whole(all: usize) -> Self {
        Self { done: all, all }
    }

    /// Whether nothing is left to read.
    #[must_use]
    pub const fn is_complete(self) -> bool {
        self.done >= self.all
    }

    /// Whether the whole takes longer than a moment.
    #[must_use]
    pub const fn takes_long(self) -> bool {
        self.all >= LONG
    }

    /// What has been read in percent; 100 only where nothing is left.
    #[must_use]
    pub fn percent(self) -> usize {
        (self.done * 100).checked_div(self.all).unwrap_or(100)
    }
}

/// The bytes of an article that takes the network a second.
const LONG: usize = 30_000;

impl<'a> Work<'a> {
    /// Begins: the rules read the article.
    #[must_use]
    pub fn begin(article: &'a Article, engine: &'a Engine) -> Self {
        let reading = Reading::new(article, &engine.lexicon);
        let rules = attribution::find(&reading);
        Self { reading, rules, network: engine.network.as_ref(), pass: None }
    }

    /// Lets the network read a little, nearest to a stretch of the article; tells what it read.
    /// When that is nothing, nothing is left.
    pub fn go_on(&mut self, near: Span) -> Vec<Span> {
        self.read(near, ABREAST)
    }

    /// Lets the network read all that is left.
    pub fn finish(&mut self) {
        while !self.read(Span::default(), MANY).is_empty() {}
    }

    fn read(&mut self, near: Span, count: usize) -> Vec<Span> {
        if self.pass.is_none() {
            // A network that cannot be loaded leaves the word to the rules.
            self.network = self.network.filter(|network| network.can_read());
            self.pass = self.network.map(|network| Pass::new(network, &self.reading));
        }
        let pass = self.pass.as_mut();
        pass.map_or(Vec::new(), |pass| pass.read_on(&self.reading, near, count))
    }

    /// Whether the whole engine has read a stretch of the article.
    #[must_use]
    pub fn has_read(&self, span: Span) -> bool {
        match (self.network, &self.pass) {
            (Some(_), None) => false,
            (Some(_), Some(pass)) => pass.has_read(span),
            (None, _) => true,
        }
    }

    /// How much has been read.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let all = self.reading.article.text.len();
        let left = match (self.network, &self.pass) {
            (Some(_), None) => all,
            (Some(_), Some(pass)) => pass.left(),
            (None, _) => 0,
        };
        Progress { done: all - left, all }
    }

    /// What is known by now. Where the network has not read yet, what the rules say holds.
    #[must_use]
    pub fn facts(&self) -> Analysis {
        let reading = &self.reading;
        let (mut quotations, judge) = match &self.pass {
            None => (self.rules.clone(), Judge::Rules),
            Some(pass) => {
                let network = review::mend(reading, pass.quotations());
                let rules = self.rules.clone();
                let known = |span| pass.has_read(span);
                let merged = reconcile::merge(&reading.article.text, network, rules, known);
                (merged, Judge::Model(pass))
            }
        };
        let actors = actor::find(reading, &mut quotations);
        let mut stances = stance::find(reading, &quotations, &actors, judge);
        let issues = issue::gather(reading, &actors, &mut stances);
        Analysis { quotations, actors, issues, stances }
    }
}

/// Windows that are read in one go when nobody waits for a part of them.
const MANY: usize = 64;

#[cfg(all(test, feature = "network"))]
mod tests {
    use super::{Progress, Work};
    use crate::{
        analysis::{Engine, analyze},
        article::Article,
        text::Span,
    };

    #[test]
    fn whatever_is_read_first_the_facts_are_the_same_in_the_end() {
        let rain = "It rains on and on, and so on. ".repeat(20);
        let mut article = Article::default();
        for paragraph in [
            &format!("Critics argued that the cost was too high. {rain}"),
            &rain,
            "“It will do,” Mayor Ortiz said. She thinks that nobody minds.",
        ] {
            let start = article.text.len();
            article.text.push_str(paragraph);
            article.paragraphs.push(Span::new(start, article.text.len()));
            article.text.push('\n');
        }
        let engine = Engine::network();
        let mut work = Work::begin(&article, &engine);
        let all = article.text.len();
        assert_eq!(work.progress(), Progress { done: 0, all });
        assert_eq!(work.facts(), analyze(&article, &Engine::rules()));
        let end = Span::new(all - 9, all);
        assert!(!work.has_read(end));
        let first = work.go_on(end);
        assert!(work.has_read(end) && first.iter().any(|span| span.meets(end)));
        while !work.go_on(end).is_empty() {}
        assert!(work.progress().is_complete());
        assert_eq!(work.facts(), analyze(&article, &engine));
    }
}
