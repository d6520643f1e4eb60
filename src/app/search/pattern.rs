//! Patterns: what is typed into the search, as a regular expression over the words of an article.

use regex::{Regex, RegexBuilder};

/// Bytes that a pattern may take when it is made ready: more than anybody types, and so few that it
/// is made within some milliseconds.
const LARGEST: usize = 1 << 20;
/// What a run of spaces stands for: whatever parts words, a line's end among it.
const GAP: &str = r"(?:[\s\u{200b}]+)";

/// Something to search for.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// As it was typed.
    pub words: String,
    regex: Regex,
}

impl Pattern {
    /// The pattern that was typed. Capital letters matter where it has any; a space stands for
    /// any white space, a straight quotation mark for curved ones too.
    ///
    /// # Errors
    /// When it is no regular expression: what is wrong with it, and what to do.
    pub fn new(words: &str) -> Result<Self, String> {
        let regex = RegexBuilder::new(&loosened(words))
            .case_insensitive(!has_capital(words))
            .multi_line(false)
            .size_limit(LARGEST)
            .build()
            .map_err(|error| reason(&error))?;
        Ok(Self { words: words.to_owned(), regex })
    }

    /// How much longer than others it takes: what fits nothing at all fits at every character.
    #[must_use]
    pub fn cost(&self) -> usize {
        if self.regex.is_match("") { 16 } else { 1 }
    }

    /// The first place of the pattern in a text from the byte `at` on, as bytes of the text.
    #[must_use]
    pub fn find(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        let found = self.regex.find_at(text, at)?;
        Some((found.start(), found.end()))
    }
}

/// The expression with its spaces and quotation marks made to fit what articles are written with.
fn loosened(words: &str) -> String {
    let mut out = String::with_capacity(words.len() * 2);
    let mut chars = words.chars().peekable();
    let mut in_class = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                out.push(c);
                out.extend(chars.next());
            }
            ' ' => {
                while chars.next_if_eq(&' ').is_some() {}
                out.push_str(if in_class { r"\s" } else { GAP });
            }
            '\'' | '"' => {
                let alike = if c == '"' { "\"“”„«»" } else { "'‘’‚" };
                let (open, close) = if in_class { ("", "") } else { ("[", "]") };
                out.extend([open, alike, close]);
            }
            _ => {
                in_class = c == '[' || (in_class && c != ']');
                out.push(c);
            }
        }
    }
    out
}

/// Whether the expression has a capital letter that stands for itself.
fn has_capital(words: &str) -> bool {
    let mut chars = words.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            // `\S`, `\pL` and `\p{Lu}` are classes.
            match chars.next() {
                Some('p' | 'P') if chars.as_str().starts_with('{') => {
                    let _ = chars.find(|&c| c == '}');
                }
                Some('p' | 'P') => drop(chars.next()),
                Some(_) | None => {}
            }
        } else if c.is_uppercase() {
            return true;
        }
    }
    false
}

/// What is wrong with an expression, in a few words.
fn reason(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "too long a pattern: shorten it".to_owned(),
        other => {
            // The last line says what; those before draw where.
            let whole = other.to_string();
            let last = whole.lines().last().unwrap_or_default();
            let what = last.strip_prefix("error: ").unwrap_or(last);
            format!("{what}; \\ before a sign takes it as it is")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;
    use crate::text::Span;

    /// Marks what the pattern finds in the text with brackets.
    fn check(words: &str, text: &str, expected: &str) {
        let pattern = Pattern::new(words).unwrap();
        let (mut shown, mut at) = (String::new(), 0);
        while let Some((start, end)) = pattern.find(text, at).filter(|(start, end)| start < end) {
            let (before, hit) = (Span::new(at, start).of(text), Span::new(start, end).of(text));
            shown.extend([before, "[", hit, "]"]);
            at = end;
        }
        assert_eq!(shown + Span::new(at, text.len()).of(text), expected);
    }

    #[test]
    fn capitals_matter_where_there_are_any() {
        check("toll", "Toll, TOLL", "[Toll], [TOLL]");
        check("Toll", "Toll, TOLL, toll", "[Toll], TOLL, toll");
        check("ÄRGER", "Ärger ÄRGER", "Ärger [ÄRGER]");
        check(r"\Soll", "TOLL", "[TOLL]");
        check(r"\p{Lu}oll", "Toll toll", "[Toll] [toll]");
    }

    #[test]
    fn a_space_is_any_white_space() {
        check(
            "the  toll",
            "the toll, the\ntoll, the \u{200b}\n toll, thetoll",
            "[the toll], [the\ntoll], [the \u{200b}\n toll], thetoll",
        );
        check("no[ -]toll", "no toll no-toll no\u{a0}toll", "[no toll] [no-toll] [no\u{a0}toll]");
        check(r"no\ toll", "no\ntoll no toll", "no\ntoll [no toll]");
    }

    #[test]
    fn straight_quotation_marks_stand_for_curved_ones_too() {
        check("\"no\"", "“no” \"no\" «no» 'no'", "[“no”] [\"no\"] [«no»] 'no'");
        check("don't", "don’t don't dont", "[don’t] [don't] dont");
        check("[^\"]no", "“no” ano", "“no” [ano]");
    }

    #[test]
    fn an_expression_is_one() {
        check("t[or]ll?s?", "tolls trl", "[tolls] [trl]");
        check("a|b", "abc", "[a][b]c");
    }

    #[test]
    fn what_is_no_expression_is_explained() {
        let refusal = |words: &str| Pattern::new(words).unwrap_err();
        assert_eq!(refusal("(toll"), "unclosed group; \\ before a sign takes it as it is");
        assert!(refusal("[a").starts_with("unclosed character class;"));
        assert_eq!(refusal(r"\w{9}{9}{9}{9}"), "too long a pattern: shorten it");
    }
}
