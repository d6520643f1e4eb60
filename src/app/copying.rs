//! Copying: the chosen fact, or a paragraph, as somebody else is to read it.

use super::{
    App,
    action::{Clip, Effect},
    command::Form,
    sidebar::sentence,
    walk,
};
use crate::{
    article::{About, Article, ParagraphKind},
    fact::{Analysis, Quotation, QuotationKind, Stance},
    page::mark::Chosen,
    text::{NO_WIDTH, Span, one_line},
};

impl App {
    /// What the world is to copy; without a chosen fact the status line says what to do.
    pub(super) fn copy(&mut self, form: Form) -> Option<Effect> {
        if form == Form::Paragraph {
            let words = paragraph(self.article(), self.read_paragraph());
            return Some(Effect::Copy(Clip::Words { what: "the paragraph", words }));
        }
        if !self.choose_for_why() {
            return None;
        }
        let chosen = self.walk.chosen;
        let passage = self.passage()?;
        let about = &self.article().about;
        let what = match (form, chosen) {
            (Form::Citation, _) => "the citation",
            (Form::Markdown, _) => "the Markdown",
            (_, Chosen::Stance(_)) => "the stance",
            (_, Chosen::Quotation(_) | Chosen::Nothing) => "the quotation",
        };
        let words = match form {
            Form::Words => passage.plain(),
            Form::Citation => passage.citation(about),
            Form::Markdown => passage.markdown(about),
            Form::Json => return Some(Effect::Copy(Clip::Json(chosen))),
            Form::Paragraph => return None,
        };
        Some(Effect::Copy(Clip::Words { what, words }))
    }

    /// The index of the paragraph that one reads: that of the chosen fact while it is on the
    /// screen, else the uppermost.
    pub(super) fn read_paragraph(&self) -> usize {
        let seen = self.reading.place.seen();
        let facts = self.facts.as_ref();
        let chosen = facts.and_then(|facts| walk::extent(&facts.analysis, self.walk.chosen));
        // What is folded away at the start is not read.
        let mut lines = self.reading.place.lines().iter().filter(|line| !line.span.is_empty());
        let first = lines.next().map_or(seen.start, |line| line.span.start);
        let at = chosen.filter(|extent| extent.meets(seen)).map_or(first, |e| e.start);
        self.article().paragraph_at(at)
    }

    /// The chosen fact as it is copied.
    fn passage(&self) -> Option<Passage> {
        let facts = &self.facts.as_ref()?.analysis;
        match self.walk.chosen {
            Chosen::Nothing => None,
            Chosen::Quotation(index) => {
                facts.quotations.get(index).map(|fact| said(self.article(), facts, fact))
            }
            Chosen::Stance(index) => {
                facts.stances.get(index).map(|fact| held(self.article(), facts, fact))
            }
        }
    }

    /// The chosen fact as `yy` copies it.
    pub(super) fn chosen_words(&self) -> Option<String> {
        self.passage().map(|passage| passage.plain())
    }

    /// The words of a quotation, on one line.
    pub(super) fn quoted(&self, quotation: &Quotation) -> String {
        content(self.article(), quotation)
    }
}

/// A paragraph as it is read: on one line, unless its line breaks matter.
fn paragraph(article: &Article, index: usize) -> String {
    let words = article.paragraphs.get(index).map_or("", |span| span.of(&article.text));
    match article.kinds.get(index).copied().unwrap_or_default() {
        ParagraphKind::Table | ParagraphKind::Verbatim => words.replace(NO_WIDTH, ""),
        ParagraphKind::Body
        | ParagraphKind::Heading(_)
        | ParagraphKind::Headline
        | ParagraphKind::Item
        | ParagraphKind::Block
        | ParagraphKind::Caption => one_line(words),
    }
}

/// The pieces of a quotation, one after the other.
fn content(article: &Article, quotation: &Quotation) -> String {
    let pieces = quotation.content.iter().map(|piece| one_line(piece.of(&article.text)));
    pieces.collect::<Vec<_>>().join(" ")
}

/// Words of the article, and who stands behind them.
struct Passage {
    words: String,
    /// What is said with the words where nothing says where they come from.
    claim: Option<String>,
    /// Who says or holds it.
    who: String,
    /// What links them to the article: "in", "as retold in".
    link: &'static str,
    /// Whether the words are theirs, word for word.
    verbatim: bool,
    /// The number of the paragraph, from 1.
    paragraph: usize,
}

fn said(article: &Article, facts: &Analysis, fact: &Quotation) -> Passage {
    let link = match fact.kind {
        QuotationKind::Direct => "in",
        QuotationKind::Mixed => "partly retold in",
        QuotationKind::Indirect => "as retold in",
    };
    Passage {
        words: content(article, fact),
        claim: None,
        who: fact.actor.map_or("somebody".to_owned(), |actor| name(article, facts, actor)),
        link,
        verbatim: fact.kind == QuotationKind::Direct,
        paragraph: article.paragraph_at(fact.extent().start) + 1,
    }
}

fn held(article: &Article, facts: &Analysis, fact: &Stance) -> Passage {
    let label = facts.issues.get(fact.issue).map_or(fact.target.span, |issue| issue.label);
    let (_, position) = sentence(fact.position, fact.strength, &one_line(label.of(&article.text)));
    let who = name(article, facts, fact.actor);
    Passage {
        words: one_line(fact.evidence.of(&article.text)),
        claim: Some(format!("{who}: {position}")),
        who: format!("{who} ({position})"),
        link: "in",
        verbatim: false,
        paragraph: article.paragraph_at(fact.evidence.start) + 1,
    }
}

fn name(article: &Article, facts: &Analysis, actor: usize) -> String {
    let name = facts.actors.get(actor).map_or(Span::default(), |actor| actor.name);
    one_line(name.of(&article.text))
}

impl Passage {
    fn plain(&self) -> String {
        let claim = self.claim.as_ref().map(|claim| format!(" ({claim})"));
        format!("{}{}", self.words, claim.unwrap_or_default())
    }

    /// The words as a citation begins with them: a comma that led on to the speaker is gone.
    fn cited(&self) -> String {
        let words = self.words.trim_end_matches([',', ' ']);
        if self.verbatim { format!("“{words}”") } else { words.to_owned() }
    }

    fn citation(&self, about: &About) -> String {
        let work = about.title.as_deref().map(|title| format!("“{}”", one_line(title)));
        let work = work.or_else(|| about.source.clone());
        let origin = self.origin(about, about.source.as_deref());
        format!("{} — {}{}", self.cited(), self.who, self.located(work, &origin))
    }

    fn markdown(&self, about: &About) -> String {
        let source = about.source.as_deref();
        let address = source.filter(|source| is_address(source));
        let work = match (about.title.as_deref(), address) {
            (Some(title), Some(address)) => {
                Some(format!("[{}](<{address}>)", escaped(&one_line(title))))
            }
            (Some(title), None) => Some(format!("*{}*", escaped(&one_line(title)))),
            (None, Some(address)) => Some(format!("<{address}>")),
            (None, None) => source.map(escaped),
        };
        let origin = escaped(&self.origin(about, source.filter(|_| address.is_none())));
        let who = escaped(&self.who);
        let words = escaped(&self.cited());
        format!("> {words}\n>\n> — **{who}**{}", self.located(work, &origin))
    }

    /// ", in “Trams” (3 March 2026, ¶2)".
    fn located(&self, work: Option<String>, origin: &str) -> String {
        let work = work.map(|work| format!(", {} {work}", self.link));
        format!("{} ({origin})", work.unwrap_or_default())
    }

    /// What is known of the article beside its title, and the paragraph.
    fn origin(&self, about: &About, source: Option<&str>) -> String {
        let source = source.filter(|_| about.title.is_some());
        let known = [about.byline.as_deref(), about.date.as_deref(), source];
        let mut parts: Vec<String> = known.into_iter().flatten().map(one_line).collect();
        parts.push(format!("¶{}", self.paragraph));
        parts.join(", ")
    }
}

fn is_address(source: &str) -> bool {
    source.starts_with("https://") || source.starts_with("http://")
}

/// The words with a backslash before what Markdown would take for a mark.
fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>') {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{Clip, Effect, escaped};
    use crate::app::{
        command::Command,
        keymap::bindings,
        tests::{press, reader},
    };

    /// What the keys copy.
    #[track_caller]
    fn check(keys: &str, expected: &str) {
        let mut app = reader(100, 24);
        let Some(Effect::Copy(Clip::Words { words, .. })) = press(&mut app, keys) else {
            panic!("{keys} copies no words: {:?}", app.note);
        };
        assert_eq!(words, expected, "after {keys}");
    }

    #[test]
    fn a_quotation_is_copied_without_its_marks_and_its_speaker() {
        check("→ y y", "A city that cannot move its people cannot keep them,");
        check(
            "4 → y y",
            "We are not against rails, we are against going broke before they arrive.",
        );
    }

    #[test]
    fn a_citation_says_who_where_and_whether_the_words_are_theirs() {
        check(
            "→ y c",
            "“A city that cannot move its people cannot keep them” — Ines Marlow, \
             in “Trams for Harbour Street” (3 March 2026, articles/trams.md, ¶2)",
        );
        check(
            "2 → y c",
            "that no tree along the street would be felled — Ines Marlow, as retold \
             in “Trams for Harbour Street” (3 March 2026, articles/trams.md, ¶2)",
        );
        check(
            "6 → y c",
            "the cheapest kilometre we have ever drawn — Paula Oyelaran, partly retold \
             in “Trams for Harbour Street” (3 March 2026, articles/trams.md, ¶4)",
        );
    }

    #[test]
    fn markdown_sets_the_words_off() {
        check(
            "→ y m",
            "> “A city that cannot move its people cannot keep them”\n>\n> — **Ines Marlow**, \
             in *Trams for Harbour Street* (3 March 2026, articles/trams.md, ¶2)",
        );
        assert_eq!(escaped("a_b* [c] <d>"), "a\\_b\\* \\[c\\] \\<d\\>");
    }

    #[test]
    fn a_stance_is_copied_as_its_sentence_with_holder_and_position() {
        let sentence = "Tobias Renn, who runs the traders' league, warned that two years of \
                        digging would ruin half of his members.";
        check("tab ↓ y y", &format!("{sentence} (Tobias Renn: against two years of digging)"));
        check(
            "tab ↓ y c",
            &format!(
                "{sentence} — Tobias Renn (against two years of digging), \
                 in “Trams for Harbour Street” (3 March 2026, articles/trams.md, ¶3)"
            ),
        );
    }

    #[test]
    fn a_paragraph_is_that_of_the_chosen_fact_or_the_uppermost() {
        let first = "The council of Oldhaven will decide in June whether trams return to Harbour \
                     Street, sixty years after the last one was scrapped.";
        check("y p", first);
        let second = "“A city that cannot move its people cannot keep them,” Mayor Ines Marlow \
                      told the council on Monday. She promised that no tree along the street \
                      would be felled.";
        check("→ y p", second);
    }

    #[test]
    fn without_a_chosen_fact_it_says_what_to_do() {
        for keys in ["y y", "y c", "y m", "y j"] {
            let mut app = reader(100, 24);
            assert_eq!(press(&mut app, keys), None);
            assert_eq!(app.note.as_deref(), Some("choose a quotation first: →"));
        }
    }

    #[test]
    fn json_is_left_to_the_report() {
        let mut app = reader(100, 24);
        let copied = press(&mut app, "2 → y j");
        assert_eq!(copied, Some(Effect::Copy(Clip::Json(app.walk.chosen))));
        let forms = bindings().filter(|binding| matches!(binding.command, Command::Copy(_)));
        assert_eq!(forms.count(), 5);
    }
}
