//! Quotation marks, paired: which stretches of the text stand between them.

use super::{
    set_off,
    token::{Shape, Token},
    transcript,
};
use crate::{article::Article, text::Span};

/// A stretch between quotation marks within one paragraph. Marks inside marks are part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// With its marks.
    pub outer: Span,
    /// Without them.
    pub inner: Span,
    /// The first and the last of its tokens, marks included, as indices into the tokens.
    pub tokens: (usize, usize),
    /// The paragraph that it stands in.
    pub paragraph: usize,
    /// Whether a closing mark ends it. One that is not closed runs to the end of its paragraph and
    /// goes on in the next one, if that begins with an opening mark.
    pub closed: bool,
}

/// The stretches between quotation marks, in order.
///
/// Curly, straight, doubled and low marks and guillemets are known, and single marks where they
/// are told from apostrophes. A mark without a partner is passed over, except one that opens a
/// paragraph and is left open so that the next paragraph goes on with the quotation; so are two
/// marks with nothing between them. A paragraph that goes on with what the one before left open may
/// do without an opening mark. What a label introduces in a transcript counts as between marks,
/// whatever marks it has; so does a block quotation.
#[must_use]
pub fn find(article: &Article, tokens: &[Token]) -> Vec<Quoted> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut spoken = transcript::find(article, tokens).into_iter().peekable();
    let is_transcript = spoken.peek().is_some();
    for (paragraph, span) in article.paragraphs.iter().enumerate() {
        let inside = tokens[start..].iter().take_while(|token| token.span.start < span.end);
        let end = start + inside.count();
        let pairing = Pairing { text: &article.text, tokens, paragraph, range: (start, end) };
        match spoken.next_if(|spoken| spoken.paragraph == paragraph) {
            Some(spoken) => found.push(spoken),
            None if is_transcript && pairing.is_remark() => {}
            None => match set_off::find(article, tokens, paragraph, (start, end)) {
                Some(block) => found.push(block),
                None => pairing.find(&mut found),
            },
        }
        start = end;
    }
    keep_outermost(&mut found);
    found.retain(|quoted| !quoted.inner.is_empty());
    found
}

/// One paragraph in which marks are paired.
struct Pairing<'a> {
    text: &'a str,
    tokens: &'a [Token],
    paragraph: usize,
    range: (usize, usize),
}

/// A style of marks; marks of different styles do not pair.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Double,
    Guillemets,
    Single,
}

/// What a mark can do at its place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Opens,
    Closes,
    Either,
}

impl Pairing<'_> {
    /// Whether the paragraph is a remark of who took the transcript down: "(LAUGHTER)".
    fn is_remark(&self) -> bool {
        let bracket = |i: usize| matches!(self.tokens[i].span.of(self.text), "(" | "[");
        (self.range.0..self.range.1).take(2).any(bracket)
    }

    fn find(&self, found: &mut Vec<Quoted>) {
        let before = found.len();
        self.pair(Style::Double, found);
        self.pair(Style::Guillemets, found);
        // Single marks are quotation marks of their own only where nothing else is.
        if found.len() == before {
            self.pair(Style::Single, found);
        }
        found[before..].sort_by_key(|quoted| quoted.outer.start);
    }

    fn pair(&self, style: Style, found: &mut Vec<Quoted>) {
        let mut open = Vec::new();
        let mut pairs = Vec::new();
        let left_open = found.last().is_some_and(|earlier| {
            style == Style::Double && !earlier.closed && earlier.paragraph + 1 == self.paragraph
        });
        for i in self.range.0..self.range.1 {
            match (self.role(i, style), open.last()) {
                (Some(Role::Closes), None) if left_open && pairs.is_empty() => {
                    let outer = self.tokens[self.range.0].span.to(self.tokens[i].span);
                    let inner = Span::new(outer.start, self.tokens[i].span.start).trim(self.text);
                    let (tokens, paragraph) = ((self.range.0, i), self.paragraph);
                    found.push(Quoted { outer, inner, tokens, paragraph, closed: true });
                }
                (Some(Role::Opens), _) | (Some(Role::Either), None) => open.push(i),
                (Some(Role::Closes | Role::Either), Some(&first)) => {
                    open.pop();
                    pairs.push((first, i));
                }
                (Some(Role::Closes), None) | (None, _) => {}
            }
        }
        if style != Style::Single
            && let Some(&first) = open.first()
            && self.runs_on(first, &pairs)
        {
            pairs.retain(|pair| pair.0 < first);
            found.push(self.quoted(first, self.range.1 - 1, false));
        }
        found.extend(pairs.into_iter().map(|(first, last)| self.quoted(first, last, true)));
    }

    fn quoted(&self, first: usize, last: usize, closed: bool) -> Quoted {
        let (open, close) = (self.tokens[first].span, self.tokens[last].span);
        let end = if closed { close.start } else { close.end };
        Quoted {
            outer: open.to(close),
            inner: Span::new(open.end, end).trim(self.text),
            tokens: (first, last),
            paragraph: self.paragraph,
            closed,
        }
    }

    /// What the token can do as a mark of the style, if it is one.
    fn role(&self, i: usize, style: Style) -> Option<Role> {
        if self.tokens[i].shape != Shape::Mark {
            return None;
        }
        match (style, self.tokens[i].span.of(self.text)) {
            (Style::Double, "„" | "``") | (Style::Guillemets, "«") => Some(Role::Opens),
            (Style::Guillemets, "»") => Some(Role::Closes),
            // A curly mark turned the wrong way is read by the space around it.
            (Style::Double, mark @ ("“" | "”")) => Some(match self.side(i) {
                Role::Either if mark == "“" => Role::Opens,
                Role::Either => Role::Closes,
                side => side,
            }),
            (Style::Double, "\"" | "''") => Some(self.side(i)),
            (Style::Single, "‘") => self.opens_word(i).then_some(Role::Opens),
            (Style::Single, "'" | "`") => match self.side(i) {
                Role::Opens => self.opens_word(i).then_some(Role::Opens),
                Role::Closes => self.closes_single(i).then_some(Role::Closes),
                Role::Either => None,
            },
            (Style::Single, "’") => self.closes_single(i).then_some(Role::Closes),
            _ => None,
        }
    }

    /// Which side a mark that looks alike on both sides is on, by the space around it.
    fn side(&self, i: usize) -> Role {
        let touches_before = i > self.range.0 && {
            let before = self.tokens[i - 1].span;
            before.end == self.tokens[i].span.start
                && !matches!(before.of(self.text), "(" | "[" | "—" | "–" | "--" | "-")
        };
        let touches_after = i + 1 < self.range.1
            && self.tokens[i + 1].span.start == self.tokens[i].span.end
            && (self.tokens[i + 1].is_word()
                || matches!(
                    self.tokens[i + 1].span.of(self.text),
                    "[" | "(" | "$" | "…" | "..." | "'" | "‘" | "#"
                ));
        match (touches_before, touches_after) {
            (false, true) => Role::Opens,
            (true, false) => Role::Closes,
            (true, true) | (false, false) => Role::Either,
        }
    }

    /// Whether a single mark at `i` opens words rather than shortening one ("’em", "’90s").
    fn opens_word(&self, i: usize) -> bool {
        let next = self.tokens.get(i + 1).filter(|next| next.span.start == self.tokens[i].span.end);
        next.is_some_and(|next| {
            let word = next.span.of(self.text);
            next.is_word()
                && !matches!(word, "em" | "til" | "tis" | "twas" | "n" | "cause")
                && !word.ends_with("0s")
        })
    }

    /// Whether a single mark at `i` closes words rather than standing for a possessive
    /// ("workers’ rights").
    fn closes_single(&self, i: usize) -> bool {
        let after_s = i > 0 && self.tokens[i - 1].span.of(self.text).ends_with(['s', 'S']);
        let before_word = self.tokens.get(i + 1).is_some_and(|next| {
            i + 1 < self.range.1 && next.is_word() && next.span.start > self.tokens[i].span.end
        });
        !(after_s && before_word)
    }

    /// Whether the mark at `first`, which nothing closes, opens a quotation that goes on in the
    /// next paragraph, or at least one that is meant to reach the end of this one.
    fn runs_on(&self, first: usize, pairs: &[(usize, usize)]) -> bool {
        let next = self.tokens.get(self.range.1).map_or("", |token| token.span.of(self.text));
        let begins = first == self.range.0
            || matches!(self.tokens[first - 1].span.of(self.text), ":" | "," | ".");
        let own = self.tokens[first].span.of(self.text);
        let goes_on = matches!(next, "“" | "\"" | "''" | "``" | "«" | "„") && may_follow(own, next);
        begins && (goes_on || pairs.iter().all(|pair| pair.1 < first))
    }
}

/// Whether a quotation that one mark opened may go on in a paragraph that another opens. Where both
/// curly and straight ones are used, some stand within the others.
#[must_use]
pub fn may_follow(mark: &str, next: &str) -> bool {
    !matches!((mark, next), ("\"", "“") | ("“", "\""))
}

/// Drops the stretches that lie within an earlier one.
fn keep_outermost(found: &mut Vec<Quoted>) {
    let mut end = 0;
    found.retain(|quoted| {
        let keep = quoted.outer.start >= end;
        if keep {
            end = quoted.outer.end;
        }
        keep
    });
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::{analysis::token, article::Article, lexicon::Lexicon, text::Span};

    /// Each stretch that is found stands between `<` and `>` in the pictures.
    fn check(pictures: &[&str]) {
        let mut text = String::new();
        let mut paragraphs = Vec::new();
        for picture in pictures {
            let start = text.len();
            text.push_str(&picture.replace(['<', '>'], ""));
            paragraphs.push(Span::new(start, text.len()));
            text.push('\n');
        }
        let article = Article { text, paragraphs, ..Article::default() };
        let tokens = token::find(&article, &Lexicon::english());
        let mut shown = article.text.clone();
        for quoted in find(&article, &tokens).iter().rev() {
            shown.insert(quoted.outer.end, '>');
            shown.insert(quoted.outer.start, '<');
        }
        assert_eq!(shown.trim_end().split('\n').collect::<Vec<_>>(), pictures);
    }

    #[test]
    fn every_style_of_marks_is_paired() {
        check(&["<“One,”> he said. <“Two.”>"]);
        check(&["<\"One,\"> he said. <\"Two.\">"]);
        check(&["<''One,''> he said. <``Two.''>"]);
        check(&["<«One», he said. <„Two.”>".replace("<«One»", "<«One»>").as_str()]);
    }

    #[test]
    fn single_marks_are_told_from_apostrophes() {
        check(&["<'It's the workers' plan,'> she said of the '90s."]);
        check(&["<‘It’s done,’> she said. The workers’ plan didn’t hold."]);
        check(&["The voters' mood and the unions' anger didn't fade."]);
    }

    #[test]
    fn marks_inside_marks_belong_to_the_outer_ones() {
        check(&["<“He said ‘no’ and “never” to me,”> she said."]);
    }

    #[test]
    fn an_odd_mark_is_passed_over() {
        check(&["It was a 5\" pipe."]);
        check(&["He said <\"yes\"> twice\" then left."]);
        check(&["She said “” and <“yes.”>"]);
    }

    #[test]
    fn a_quotation_over_several_paragraphs_closes_at_the_last() {
        check(&["<“We began early.>", "<“We ended late,”> he said."]);
        check(&["She told them: <“We began early.>", "<“We ended late.”>"]);
        check(&["He said: <“It began early.>", "<It ended late.”> Then he said <“no.”>"]);
        check(&["He said: <“It began early.”>", "It ended late.” Then he said <“no.”>"]);
    }

    #[test]
    fn curly_marks_within_straight_ones_do_not_carry_these_on() {
        check(&["\"They came on stage, shouting <“Rain!”>", "<“That’s right,”> she said."]);
        check(&["<\"They came on stage, shouting “Rain!”>", "<\"That’s right,\"> she said."]);
    }
}
