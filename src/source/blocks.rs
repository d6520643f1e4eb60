//! Puts an article together, one block after the other, for every format that has blocks.

use unicode_width::UnicodeWidthStr;
use url::Url;

use super::clean::{clean, line};
use crate::{
    article::{Article, Link, ParagraphKind},
    text::{Span, is_space},
};

/// An article as far as it has been read, and the words of the block that is being read.
#[derive(Default)]
pub struct Blocks {
    /// What has been read. The text and its spans are for [`Blocks`] alone to add to.
    pub article: Article,
    words: String,
    /// The links of the block: from where in `words`, to where, and the address.
    links: Vec<(usize, usize, String)>,
    /// The link that is open.
    link: Option<(usize, String)>,
    /// What stands in front of the next block: an item's number.
    prefix: String,
}

impl Blocks {
    /// Adds words as they are.
    pub fn push(&mut self, words: &str) {
        self.words.push_str(words);
    }

    /// Adds words of which every run of white space is one space, as a browser shows them. Soft
    /// hyphens go: they are for whoever breaks lines, and would part words for whoever reads them.
    pub fn flow(&mut self, words: &str) {
        for (number, word) in words.split(|c: char| c.is_ascii_whitespace()).enumerate() {
            if number > 0 && !self.words.is_empty() && !self.words.ends_with([' ', '\n']) {
                self.words.push(' ');
            }
            self.words.extend(word.split('\u{ad}'));
        }
    }

    /// Breaks the line within the block.
    pub fn break_line(&mut self) {
        self.words.truncate(self.words.trim_end_matches(' ').len());
        self.words.push('\n');
    }

    /// Whether the block that is being read has any words.
    #[must_use]
    pub fn has_words(&self) -> bool {
        !self.words.chars().all(is_space)
    }

    /// From here on words lead to an address.
    pub fn open_link(&mut self, address: String) {
        self.close_link();
        self.link = Some((self.words.len(), address));
    }

    /// Words lead nowhere any more.
    pub fn close_link(&mut self) {
        if let Some((start, address)) = self.link.take() {
            self.links.push((start, self.words.len(), address));
        }
    }

    /// Puts something in front of the next block that is not empty.
    pub fn set_prefix(&mut self, prefix: String) {
        self.prefix = prefix;
    }

    /// Puts the block into the article; one without words leaves nothing. A link that is open goes
    /// on in the next block.
    pub fn end(&mut self, kind: ParagraphKind) {
        let going_on = self.link.as_ref().map(|(_, address)| address.clone());
        self.close_link();
        self.link = going_on.map(|address| (0, address));
        let words = std::mem::take(&mut self.words);
        let links = std::mem::take(&mut self.links);
        let cleaned = clean(&words);
        let kept = Span::new(0, cleaned.len()).trim(&cleaned);
        if kept.is_empty() {
            return;
        }
        let text = &mut self.article.text;
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&std::mem::take(&mut self.prefix));
        let shift = text.len();
        text.push_str(kept.of(&cleaned));
        self.article.paragraphs.push(Span::new(start, text.len()));
        self.article.kinds.push(kind);
        for (span, address) in places(&links, &words, &cleaned) {
            let span = Span::new(span.start.max(kept.start), span.end.min(kept.end)).trim(&cleaned);
            if !span.is_empty() {
                let span =
                    Span::new(span.start - kept.start + shift, span.end - kept.start + shift);
                self.article.links.push(Link { span, address: address.into() });
            }
        }
    }

    /// Takes the words of the block for the title, if the article has begun with them and they are
    /// no other than a title that is known already; `true` where they were taken.
    pub fn take_title(&mut self) -> bool {
        if !self.article.paragraphs.is_empty() {
            return false;
        }
        let words = line(&self.words);
        if words.is_empty() {
            return false;
        }
        let known = self.article.about.title.get_or_insert_with(|| words.clone());
        let same = *known == words;
        if same {
            self.discard();
        }
        same
    }

    /// Forgets the words of the block.
    pub fn discard(&mut self) {
        self.words.clear();
        self.links.clear();
        if let Some((start, _)) = &mut self.link {
            *start = 0;
        }
    }

    /// Takes the words of the block, which then has none.
    pub fn take_words(&mut self) -> String {
        let words = std::mem::take(&mut self.words);
        self.discard();
        words
    }

    /// Puts a table into the article: a row a line, the cells of a column under each other.
    pub fn table(&mut self, rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        let width = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.width()).max().unwrap_or_default().min(WIDEST)
        };
        let widths: Vec<_> = (0..columns).map(width).collect();
        for row in rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())) {
            for (cell, width) in row.iter().zip(&widths) {
                let room = (width + 2).saturating_sub(cell.width()).max(2);
                self.words.push_str(cell);
                self.words.extend(std::iter::repeat_n(' ', room));
            }
            self.break_line();
        }
        self.end(ParagraphKind::Table);
    }

    /// The whole article.
    #[must_use]
    pub fn finish(mut self) -> Article {
        self.end(ParagraphKind::Body);
        self.article
    }
}

/// The cells that a column of a table is filled up to at most.
const WIDEST: usize = 32;

/// What a block is that stands within others, the innermost last: whatever a quotation holds is a
/// part of it.
#[must_use]
pub fn kind_within(around: &[ParagraphKind]) -> ParagraphKind {
    match around.last() {
        Some(_) if around.contains(&ParagraphKind::Block) => ParagraphKind::Block,
        Some(kind) => *kind,
        None => ParagraphKind::Body,
    }
}

/// Where links stand in the cleaned words, which have as many characters as the words.
fn places<'a>(
    links: &'a [(usize, usize, String)],
    words: &str,
    cleaned: &str,
) -> Vec<(Span, &'a str)> {
    if words == cleaned {
        return links.iter().map(|(from, to, way)| (Span::new(*from, *to), way.as_str())).collect();
    }
    let mut both = words.char_indices().zip(cleaned.char_indices());
    // Links are in order and apart, so that one walk over the characters finds all their ends.
    let mut find = |at: usize| {
        let found = both.find(|((own, _), _)| *own + 1 > at).map(|(_, (other, _))| other);
        found.unwrap_or(cleaned.len())
    };
    links.iter().map(|(from, to, way)| (Span::new(find(*from), find(*to)), way.as_str())).collect()
}

/// The address that a link leads to, if a reader may be led there: of the web or of a mailbox,
/// and not a place in the same page.
#[must_use]
pub fn address(link: &str, base: Option<&Url>) -> Option<String> {
    let link = link.trim();
    if link.is_empty() || link.starts_with('#') {
        return None;
    }
    let parsed = match base {
        Some(base) => base.join(link).ok()?,
        None => Url::parse(link).ok()?,
    };
    matches!(parsed.scheme(), "http" | "https" | "mailto").then(|| line(parsed.as_str()))
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{Blocks, address};
    use crate::article::ParagraphKind;

    #[test]
    fn links_keep_their_words_whatever_is_cleaned_away_before_them() {
        let mut blocks = Blocks::default();
        blocks.push("\u{202e} a \x1b[31mb ");
        blocks.open_link("https://a.example/".into());
        blocks.push(" the\u{202e} quay ");
        blocks.close_link();
        blocks.push("é ");
        blocks.open_link("https://b.example/".into());
        blocks.push("now");
        blocks.end(ParagraphKind::Body);
        blocks.push("more");
        blocks.close_link();
        let article = blocks.finish();
        let found: Vec<_> = article
            .links
            .iter()
            .map(|link| (link.span.of(&article.text).replace('\u{200b}', ""), &*link.address))
            .collect();
        let expected = [
            ("the quay", "https://a.example/"),
            ("now", "https://b.example/"),
            ("more", "https://b.example/"),
        ];
        assert_eq!(found, expected.map(|(words, address)| (words.to_owned(), address)));
    }

    #[test]
    fn a_link_leads_to_the_web_or_to_a_mailbox() {
        let base = Url::parse("https://a.example/news/one.html").unwrap();
        let base = Some(&base);
        assert_eq!(address("../two?x=1", base).as_deref(), Some("https://a.example/two?x=1"));
        assert_eq!(address("mailto:a@b.example", None).as_deref(), Some("mailto:a@b.example"));
        assert_eq!(address("//b.example", base).as_deref(), Some("https://b.example/"));
        for nowhere in ["", "#note", "javascript:alert(1)", "data:text/html,x", "file:///etc/hosts"]
        {
            assert_eq!(address(nowhere, base), None, "{nowhere}");
        }
        assert_eq!(address("two", None), None);
    }
}
