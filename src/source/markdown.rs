//! Markdown by the CommonMark rules: the text of its blocks, joined by blank lines.
//!
//! Marks of emphasis go, the words of links and the descriptions of pictures stay, HTML goes. A
//! line break within a paragraph becomes a space. An item of a numbered list keeps its number. A
//! heading of level one that opens the text is the title and is not said again in the text.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{
    blocks::{self, Blocks},
    clean::line,
    front_matter,
};
use crate::article::{Article, ParagraphKind};

/// The article in a Markdown text.
pub fn article(markdown: &str) -> Article {
    read(markdown).blocks.finish()
}

fn read(markdown: &str) -> Reader {
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader::default();
    for (event, place) in Parser::new_ext(markdown, options).into_offset_iter() {
        if matches!(event, Event::Text(_) | Event::Code(_)) {
            reader.start.get_or_insert(place.start);
        }
        reader.take(event);
    }
    reader.end_block();
    reader
}

/// The byte of a Markdown text at which each paragraph of its article begins.
pub fn starts(markdown: &str) -> Vec<usize> {
    read(markdown).starts
}

/// The article as far as it has been read.
#[derive(Default)]
struct Reader {
    blocks: Blocks,
    /// Where in the Markdown text each of its paragraphs begins.
    starts: Vec<usize>,
    /// Where the words of the block that is being read begin there.
    start: Option<usize>,
    /// The quotations and items around the block that is being read, the innermost last.
    around: Vec<ParagraphKind>,
    /// The next number of each list around it; `None` for a list without numbers.
    numbers: Vec<Option<u64>>,
    /// The rows of the table that is being read.
    rows: Vec<Vec<String>>,
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

impl Reader {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(words) | Event::Code(words) => self.blocks.push(&words),
            Event::SoftBreak => self.blocks.push(" "),
            Event::HardBreak => self.blocks.push("\n"),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.blocks.push("\n"),
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
        if let Tag::Link { dest_url, .. } = tag
            && let Some(address) = blocks::address(dest_url, None)
        {
            self.blocks.open_link(address);
        }
        if is_inline(tag.to_end()) || matches!(tag, Tag::TableCell) {
            return;
        }
        if matches!(tag, Tag::TableRow | Tag::TableHead) {
            return self.rows.push(Vec::new());
        }
        self.end_block();
        match tag {
            Tag::Heading { level, .. } => self.part = Part::Heading(*level),
            Tag::CodeBlock(_) => self.part = Part::Verbatim,
            Tag::MetadataBlock(_) => self.part = Part::FrontMatter,
            Tag::BlockQuote(_) => self.around.push(ParagraphKind::Block),
            Tag::List(first) => self.numbers.push(*first),
            Tag::Item => {
                self.around.push(ParagraphKind::Item);
                if let Some(Some(next)) = self.numbers.last_mut() {
                    self.blocks.set_prefix(format!("{next}. "));
                    *next += 1;
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => return self.blocks.close_link(),
            TagEnd::TableCell => {
                let cell = line(&self.blocks.take_words());
                if let Some(row) = self.rows.last_mut() {
                    row.push(cell);
                }
                return;
            }
            TagEnd::TableRow | TagEnd::TableHead => return,
            TagEnd::Table => {
                self.blocks.table(&std::mem::take(&mut self.rows));
                return self.note_start();
            }
            _ if is_inline(tag) => return,
            _ => self.end_block(),
        }
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::Item => {
                self.around.pop();
                self.blocks.set_prefix(String::new());
            }
            TagEnd::List(_) => {
                self.numbers.pop();
            }
            _ => {}
        }
    }

    /// Puts the block that was read into the article.
    fn end_block(&mut self) {
        match std::mem::take(&mut self.part) {
            Part::FrontMatter => {
                self.blocks.article.about = front_matter::about(&self.blocks.take_words());
            }
            Part::Heading(HeadingLevel::H1) if self.blocks.take_title() => {}
            Part::Heading(level) => self.blocks.end(ParagraphKind::Heading(level as u8)),
            Part::Verbatim => self.blocks.end(ParagraphKind::Verbatim),
            Part::Paragraph => self.blocks.end(blocks::kind_within(&self.around)),
        }
        self.note_start();
    }

    /// Notes where the block that was read began, if it is one of the article.
    fn note_start(&mut self) {
        let begin = self.start.take().unwrap_or_default();
        self.starts.resize(self.blocks.article.paragraphs.len(), begin);
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
            ParagraphKind::Heading(_) | ParagraphKind::Headline => 'h',
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
    fn headings_keep_their_levels() {
        let article = article("# Title\n\n# One\n\nTwo\n---\n\n### Three\n\nb\n\n###### Six\n");
        let levels: Vec<_> = article.kinds.iter().filter_map(|kind| kind.level()).collect();
        assert_eq!(levels, [1, 2, 3, 6]);
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
            &["t who  for\nAnn  yes\nBo   no"],
        );
    }

    #[test]
    fn what_a_quotation_holds_is_a_part_of_it() {
        check("> - one\n> - two\n\n- > said\n", &["b one", "b two", "b said"]);
    }

    #[test]
    fn links_keep_their_addresses() {
        let found = article("The [old *quay*](https://a.example/q) and [this](quay.md).\n");
        let links: Vec<_> =
            found.links.iter().map(|link| (link.span.of(&found.text), &*link.address)).collect();
        assert_eq!(links, [("old quay", "https://a.example/q")]);
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
