//! Markdown by the CommonMark rules: the text of its blocks, joined by blank lines.
//!
//! Marks of emphasis go, the words of links and the descriptions of pictures stay, HTML goes. A
//! line break within a paragraph becomes a space. An item of a numbered list keeps its number. A
//! heading of level one that opens the text is the title and is not said again in the text.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{clean::clean, front_matter};
use crate::{
    article::{Article, ParagraphKind},
    text::Span,
};

/// The article in a Markdown text.
pub fn article(markdown: &str) -> Article {
    read(markdown).article
}

fn read(markdown: &str) -> Blocks {
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH;
    let mut blocks = Blocks::default();
    for (event, place) in Parser::new_ext(markdown, options).into_offset_iter() {
        if matches!(event, Event::Text(_) | Event::Code(_)) {
            blocks.start.get_or_insert(place.start);
        }
        blocks.take(event);
    }
    blocks.end_block();
    blocks
}

/// The byte of a Markdown text at which each paragraph of its article begins.
pub fn starts(markdown: &str) -> Vec<usize> {
    read(markdown).starts
}

/// The article as far as it has been read.
#[derive(Default)]
struct Blocks {
    article: Article,
    /// Where in the Markdown text each of its paragraphs begins.
    starts: Vec<usize>,
    /// Where the words of the block that is being read begin there.
    start: Option<usize>,
    /// The words of the block that is being read.
    words: String,
    /// The quotations and items around it, the innermost last.
    around: Vec<ParagraphKind>,
    /// The next number of each list around it; `None` for a list without numbers.
    numbers: Vec<Option<u64>>,
    /// What stands in front of the next block: an item's number.
    number: String,
    part: Part,
}

/// What the words that come next belong to.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Paragraph,
    Heading(HeadingLevel),
    Verbatim,
    FrontMatter,
}

impl Blocks {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(words) | Event::Code(words) => self.words.push_str(&words),
            Event::SoftBreak => self.words.push(' '),
            Event::HardBreak => self.words.push('\n'),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.words.push('\n'),
            Event::Rule => self.end_block(),
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn open(&mut self, tag: &Tag) {
        if is_inline(tag.to_end()) {
            return;
        }
        if matches!(tag, Tag::TableRow | Tag::TableHead | Tag::TableCell) {
            return;
        }
        self.end_block();
        match tag {
            Tag::Heading { level, .. } => self.part = Part::Heading(*level),
            Tag::CodeBlock(_) | Tag::Table(_) => self.part = Part::Verbatim,
            Tag::MetadataBlock(_) => self.part = Part::FrontMatter,
            Tag::BlockQuote(_) => self.around.push(ParagraphKind::Block),
            Tag::List(first) => self.numbers.push(*first),
            Tag::Item => {
                self.around.push(ParagraphKind::Item);
                if let Some(Some(next)) = self.numbers.last_mut() {
                    self.number = format!("{next}. ");
                    *next += 1;
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            _ if is_inline(tag) => return,
            TagEnd::TableCell => return self.words.push_str("  "),
            TagEnd::TableRow | TagEnd::TableHead => {
                let row = self.words.trim_end().len();
                self.words.truncate(row);
                return self.words.push('\n');
            }
            _ => self.end_block(),
        }
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::Item => {
                self.around.pop();
                self.number.clear();
            }
            TagEnd::List(_) => {
                self.numbers.pop();
            }
            _ => {}
        }
    }

    /// Puts the block that was read into the article.
    fn end_block(&mut self) {
        let words = std::mem::take(&mut self.words);
        let part = std::mem::take(&mut self.part);
        let begin = self.start.take().unwrap_or_default();
        if part == Part::FrontMatter {
            self.article.about = front_matter::about(&words);
            return;
        }
        let words = clean(&words);
        let words = Span::new(0, words.len()).trim(&words).of(&words);
        if words.is_empty() || self.is_title(words, part) {
            return;
        }
        let number = std::mem::take(&mut self.number);
        let kind = match part {
            Part::Heading(_) => ParagraphKind::Heading,
            Part::Verbatim => ParagraphKind::Verbatim,
            Part::Paragraph | Part::FrontMatter => self.around.last().copied().unwrap_or_default(),
        };
        let text = &mut self.article.text;
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&number);
        text.push_str(words);
        self.article.paragraphs.push(Span::new(start, text.len()));
        self.article.kinds.push(kind);
        self.starts.push(begin);
    }

    /// Takes the heading that opens the text for the title, unless it says something else than
    /// the title that is known already.
    fn is_title(&mut self, words: &str, part: Part) -> bool {
        let opens = part == Part::Heading(HeadingLevel::H1) && self.article.paragraphs.is_empty();
        opens && self.article.about.title.get_or_insert_with(|| words.replace('\n', " ")) == words
    }
}

/// Whether the tag stands within a block.
fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

#[cfg(test)]
mod tests {
    use super::{ParagraphKind, article, starts};
    use crate::text::Span;

    /// The paragraphs with a letter for their kind.
    #[track_caller]
    fn check(markdown: &str, expected: &[&str]) {
        let article = article(markdown);
        let letter = |kind| match kind {
            ParagraphKind::Body => 'p',
            ParagraphKind::Heading => 'h',
            ParagraphKind::Item => 'i',
            ParagraphKind::Block => 'b',
            ParagraphKind::Caption => 'c',
            ParagraphKind::Table => 't',
            ParagraphKind::Verbatim => 'v',
        };
        let shown = |(span, kind): (&Span, &ParagraphKind)| {
            format!("{} {}", letter(*kind), span.of(&article.text))
        };
        let found: Vec<_> = article.paragraphs.iter().zip(&article.kinds).map(shown).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn marks_of_emphasis_and_addresses_go_and_words_stay() {
        check(
            "The *old* **quay** [reopened](https://a.example)\non `Monday` &amp; <b>now</b>.",
            &["p The old quay reopened on Monday & now."],
        );
    }

    #[test]
    fn blocks_keep_what_they_are() {
        let markdown = "Intro\n\n## Part\n\n> Said\n> twice\n\n- one\n- two\n  - deep\n\n    more\n\n3. three\n4. four\n\n```\na  b\n  c\n```\n";
        check(
            markdown,
            &[
                "p Intro",
                "h Part",
                "b Said twice",
                "i one",
                "i two",
                "i deep",
                "i more",
                "i 3. three",
                "i 4. four",
                "v a  b\n  c",
            ],
        );
    }

    #[test]
    fn every_paragraph_tells_where_it_begins() {
        let markdown = "---\ntitle: a\n---\n# a\n\n**One** *two*\nthree\n\n> - four\n> - `five`\n\n```\nsix\n```\n";
        let lines = starts(markdown)
            .into_iter()
            .map(|at| Span::new(0, at).of(markdown).matches('\n').count() + 1);
        assert_eq!(lines.collect::<Vec<_>>(), [6, 9, 10, 13]);
        assert_eq!(article(markdown).paragraphs.len(), 4);
    }

    #[test]
    fn a_table_keeps_its_rows() {
        check(
            "| who | for |\n|---|---|\n| Ann | yes |\n| Bo | no |\n",
            &["v who  for\nAnn  yes\nBo  no"],
        );
    }

    #[test]
    fn footnotes_stand_in_the_text_without_their_marks() {
        check("It closed.[^1] Now.\n\n[^1]: In May.\n", &["p It closed. Now.", "p In May."]);
    }

    #[test]
    fn the_heading_that_opens_the_text_is_the_title() {
        let found = article("# The *quay*\n\nIt closed.\n\n# Later\n");
        assert_eq!(found.about.title.as_deref(), Some("The quay"));
        assert_eq!(found.text, "It closed.\n\nLater");
    }

    #[test]
    fn a_title_in_front_matter_stands_and_is_not_said_twice() {
        let found = article("---\ntitle: Quay\ndate: today\n---\n# Quay\n\nIt closed.\n");
        assert_eq!((found.about.title.as_deref(), &*found.text), (Some("Quay"), "It closed."));
        let found = article("---\ntitle: Quay\n---\n\n# Other\n\nIt closed.\n");
        assert_eq!(
            (found.about.title.as_deref(), &*found.text),
            (Some("Quay"), "Other\n\nIt closed.")
        );
    }

    #[test]
    fn a_control_that_an_entity_spells_out_is_gone() {
        let found = article("a &#27;[31m b &#x202e;c\n");
        assert!(!found.text.chars().any(|c| c.is_control() || c == '\u{202e}'), "{:?}", found.text);
    }
}
