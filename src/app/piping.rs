//! Piping: which words a command of the shell's is given.

use super::{App, action::Effect};
use crate::page::mark::Chosen;

impl App {
    /// Gives the chosen fact to a command, or else the article.
    ///
    /// # Errors
    /// Never; the article is always there.
    pub fn pipe(&mut self, command: &str) -> Result<Option<Effect>, String> {
        match self.walk.chosen {
            Chosen::Nothing => self.pipe_article(command),
            Chosen::Quotation(_) | Chosen::Stance(_) => {
                Ok(self.chosen_words().map(|words| piped(command, words)))
            }
        }
    }

    /// Gives the quotations that are walked to a command, a line each.
    ///
    /// # Errors
    /// Where there are none.
    pub fn pipe_quotations(&mut self, command: &str) -> Result<Option<Effect>, String> {
        let facts = self.facts.as_ref().ok_or(self.waiting)?;
        let all = facts.analysis.quotations.iter();
        let walked = all.filter(|fact| self.walk.only.is_none_or(|who| fact.actor == Some(who)));
        let words: Vec<String> = walked.map(|fact| self.quoted(fact)).collect();
        if words.is_empty() {
            return Err("there is no quotation to pipe".to_owned());
        }
        Ok(Some(piped(command, words.join("\n"))))
    }

    /// Gives the article to a command.
    ///
    /// # Errors
    /// Never.
    pub fn pipe_article(&mut self, command: &str) -> Result<Option<Effect>, String> {
        Ok(Some(piped(command, self.article().text.clone())))
    }
}

/// A command is given whole lines.
fn piped(command: &str, mut words: String) -> Effect {
    if !words.ends_with('\n') {
        words.push('\n');
    }
    Effect::Pipe { command: command.to_owned(), words }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Effect;
    use crate::app::{
        App, fixture,
        tests::{press, reader},
    };

    #[track_caller]
    fn check(piped: Result<Option<Effect>, String>, expected: &str) {
        let Ok(Some(Effect::Pipe { command, words })) = piped else {
            panic!("nothing is piped: {piped:?}");
        };
        assert_eq!(command, "wc");
        assert!(words.starts_with(expected) && words.ends_with('\n'), "{words}");
    }

    #[test]
    fn the_chosen_quotation_is_piped_or_else_the_article() {
        let mut app = reader(100, 40);
        check(app.pipe("wc"), "The council of Oldhaven will decide");
        press(&mut app, "→");
        check(app.pipe("wc"), "A city that cannot move its people cannot keep them,\n");
        check(app.pipe_article("wc"), "The council of Oldhaven will decide");
    }

    #[test]
    fn the_quotations_that_are_walked_are_piped_a_line_each() {
        let mut app = reader(100, 40);
        let first = "A city that cannot move its people cannot keep them,\nthat no tree";
        check(app.pipe_quotations("wc"), first);
        press(&mut app, "tab enter");
        check(app.pipe_quotations("wc"), "that two years of digging");
        let mut early = App::new(Arc::new(fixture::article()), None);
        assert_eq!(early.pipe_quotations("wc"), Err("reading…".to_owned()));
    }
}
