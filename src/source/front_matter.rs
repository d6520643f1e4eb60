//! What stands before a Markdown text between lines of `---`: a small part of YAML.
//!
//! Read are lines `key: value` at the left margin; a value may stand in quotation marks, be a list
//! `[a, b]`, or a list of `- a` lines below its key. Everything else is passed over.

use super::clean::clean;
use crate::article::About;

/// What the block says about the article, cleaned. Keys that mean nothing here are passed over.
pub fn about(block: &str) -> About {
    let mut about = About::default();
    let mut lines = block.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((key, value)) = line.split_once(':') else { continue };
        let mut values = values(value.trim());
        while let Some(item) = lines.peek().and_then(|line| line.trim_start().strip_prefix("- ")) {
            values.push(scalar(item));
            lines.next();
        }
        let slot = match key.to_ascii_lowercase().as_str() {
            "id" => &mut about.id,
            "title" => &mut about.title,
            "byline" | "author" | "authors" => &mut about.byline,
            "date" => &mut about.date,
            "source" | "url" => &mut about.source,
            "language" | "lang" => &mut about.language,
            _ => continue,
        };
        let value = clean(&values.join(", ")).replace('\n', " ").trim().to_owned();
        if !value.is_empty() {
            *slot = Some(value);
        }
    }
    about
}

/// The items of a list `[a, b]`, or the one value.
fn values(value: &str) -> Vec<String> {
    let list = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    match list {
        Some(list) => list.split(',').map(scalar).collect(),
        None if value.is_empty() => Vec::new(),
        None => vec![scalar(value)],
    }
}

/// A value without its quotation marks, or without the comment behind it.
fn scalar(value: &str) -> String {
    let value = value.trim();
    if let Some(words) = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return words.replace("\\\"", "\"").replace("\\\\", "\\");
    }
    if let Some(words) = value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        return words.replace("''", "'");
    }
    value.split(" #").next().unwrap_or_default().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::about;

    #[test]
    fn flat_keys_say_what_is_known() {
        let about =
            about("title: \"A \\\"new\\\" quay: why\"\ndate: 3 May 2024 # a Friday\nlang: en\n");
        assert_eq!(about.title.as_deref(), Some("A \"new\" quay: why"));
        assert_eq!(about.date.as_deref(), Some("3 May 2024"));
        assert_eq!(about.language.as_deref(), Some("en"));
    }

    #[test]
    fn authors_may_be_a_list() {
        assert_eq!(about("author: [Ann Lee, 'Bo Day']").byline.as_deref(), Some("Ann Lee, Bo Day"));
        let block = "authors:\n  - Ann Lee\n  - Bo Day\ndate: today";
        assert_eq!(about(block).byline.as_deref(), Some("Ann Lee, Bo Day"));
        assert_eq!(about(block).date.as_deref(), Some("today"));
    }

    #[test]
    fn what_is_not_understood_is_passed_over() {
        let block = "tags:\n  nested: yes\n? odd\ntitle:\n  indented: no\n";
        assert_eq!(about(block), crate::article::About::default());
    }

    #[test]
    fn no_escape_sequence_comes_in_by_a_title() {
        let title = about("title: \x1b[31mred").title.unwrap_or_default();
        assert!(title.ends_with("red") && !title.contains('\x1b'));
    }
}
