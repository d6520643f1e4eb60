//! Inferring: what the text only shows, beside what it says in so many words.

use super::{App, again::Again, cast::is_shown};
use crate::{
    fact::{Position, Tier},
    page::mark::Chosen,
};

impl App {
    /// Shows stances that are only inferred, or hides them again.
    pub(super) fn toggle_inferred(&mut self) {
        let Some(facts) = &mut self.facts else { return self.explain() };
        self.walk.tier = match self.walk.tier {
            Tier::Explicit => Tier::Inferred,
            Tier::Inferred => Tier::Explicit,
        };
        let before = facts.show(self.walk.tier);
        let again = Again::new(&facts.analysis, &facts.analysis);
        self.sidebar.carry_over(|item| again.item(item, &before, &facts.cast));
        let inferred = |tier: Tier, position: Position| {
            tier == Tier::Inferred && position != Position::Neutral
        };
        let stances = facts.analysis.stances.iter();
        let count = stances.filter(|stance| inferred(stance.tier, stance.position)).count();
        self.note = Some(match (self.walk.tier, count) {
            (Tier::Explicit, _) => "only what is said in so many words".to_owned(),
            (Tier::Inferred, 0) => "nothing is inferred here beyond what is said".to_owned(),
            (Tier::Inferred, 1) => "1 stance is only inferred: dim, with ~".to_owned(),
            (Tier::Inferred, count) => format!("{count} stances are only inferred: dim, with ~"),
        });
        self.let_go_of_hidden();
        self.sift();
        self.reveal();
    }

    /// A stance that is shown no more gives way to the quotation that it rests on.
    fn let_go_of_hidden(&mut self) {
        let (Some(facts), Chosen::Stance(index)) = (&self.facts, self.walk.chosen) else { return };
        let Some(stance) = facts.analysis.stances.get(index) else { return };
        if !is_shown(stance, self.walk.tier) {
            self.walk.chosen = stance.quotation.map_or(Chosen::Nothing, Chosen::Quotation);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::{
        analysis::work::Progress,
        app::{
            App,
            action::Action,
            fixture, status,
            tests::{press, reader, standing},
        },
    };

    /// The rows of the sidebar that show what is only inferred.
    fn inferred(app: &App) -> Vec<String> {
        let rows = app.sidebar.shown().iter().map(|row| &row.strip);
        let words = rows.map(|strip| {
            strip.left.iter().chain(&strip.right).map(|piece| piece.text.as_str()).collect()
        });
        words.filter(|words: &String| words.contains('~')).collect()
    }

    fn status(app: &App) -> String {
        status::status(app, 150).left.iter().map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn what_is_only_inferred_is_shown_when_asked_for_and_hidden_again() {
        let mut app = reader(120, 60);
        assert!(inferred(&app).is_empty());
        press(&mut app, "~");
        assert_eq!(app.note.as_deref(), Some("3 stances are only inferred: dim, with ~"));
        let shown = [
            "~¶6 ¶8",
            " ~− against a toll on cars to pay for it",
            " ~− cautiously against trams return to",
        ];
        assert_eq!(inferred(&app), shown);
        press(&mut app, "↓");
        assert!(status(&app).ends_with("[~ inferred]"));
        press(&mut app, "~");
        assert!(inferred(&app).is_empty());
        press(&mut app, "↓");
        assert!(!status(&app).contains('~'));
    }

    #[test]
    fn it_stays_over_newer_facts_and_resizes() {
        let mut app = reader(120, 60);
        press(&mut app, "~");
        let before = inferred(&app);
        app.update(Action::Resize { width: 60, height: 20 });
        app.update(Action::Analysed(Box::new(fixture::analysis()), Progress::whole(1)));
        app.update(Action::Resize { width: 120, height: 60 });
        assert_eq!(inferred(&app), before);
    }

    #[test]
    fn what_one_looks_at_and_everybody_s_sign_stay() {
        let mut app = reader(120, 60);
        let ranks = |app: &App| {
            let voices = app.facts.as_ref().unwrap().cast.voices.iter();
            voices.map(|voice| (voice.actor, voice.rank)).collect::<Vec<_>>()
        };
        let before = ranks(&app);
        press(&mut app, "→ → → ~");
        assert_eq!(standing(&app), "The: “that two”");
        assert!(before.iter().all(|voice| ranks(&app).contains(voice)));
        press(&mut app, "~");
        assert_eq!(standing(&app), "The: “that two”");
    }

    #[test]
    fn a_stance_that_is_hidden_leaves_the_quotation_that_it_rests_on() {
        let mut app = reader(120, 60);
        press(&mut app, "~ tab G enter");
        assert_eq!(standing(&app), "The: stance by “fear” actors");
        press(&mut app, "~");
        assert_eq!(standing(&app), "The: “for their” actors");
    }

    #[test]
    fn before_the_facts_nothing_is_inferred() {
        let mut app = App::new(Arc::new(fixture::article()), None);
        app.update(Action::Resize { width: 80, height: 24 });
        press(&mut app, "~");
        assert_eq!(app.note.as_deref(), Some("reading…"));
    }
}
