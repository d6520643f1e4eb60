//! How deep the elements of a page are nested, before anybody builds a tree of them.
//!
//! The time that finding the article takes grows with the square of the depth: two thousand elements
//! in each other take seconds, a hundred thousand minutes. Browsers cut at 512; no page that people
//! read comes near.

/// Elements in each other, of those that do not end by themselves.
const DEEPEST: usize = 600;

/// Whether the elements are nested deeper than any page's.
pub fn is_too_deep(html: &str) -> bool {
    let mut depth = 0_usize;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let closes = rest.starts_with('/');
        let name = tag_name(rest.trim_start_matches('/'));
        if name.is_empty() || ends_by_itself(name) {
            continue;
        }
        if closes {
            depth = depth.saturating_sub(1);
            continue;
        }
        depth += 1;
        if depth > DEEPEST {
            return true;
        }
        if let Some(end) = raw_text_end(name, rest) {
            rest = rest.get(end..).unwrap_or_default();
        }
    }
    false
}

fn tag_name(rest: &str) -> &str {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
    rest.get(..end).filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic())).unwrap_or("")
}

/// Where the text of a script or a style ends, in which tags are no tags.
fn raw_text_end(name: &str, rest: &str) -> Option<usize> {
    let end = ["script", "style"].into_iter().find(|raw| name.eq_ignore_ascii_case(raw))?;
    let closing = rest.match_indices("</").find(|(at, _)| {
        rest.get(at + 2..at + 2 + end.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(end))
    });
    Some(closing.map_or(rest.len(), |(at, _)| at))
}

/// Elements that hold nothing, or that end where the next one begins.
fn ends_by_itself(name: &str) -> bool {
    const NAMES: [&str; 31] = [
        "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
        "img", "input", "li", "link", "meta", "optgroup", "option", "p", "param", "rp", "rt",
        "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
    ];
    NAMES.iter().any(|own| name.eq_ignore_ascii_case(own))
}

#[cfg(test)]
mod tests {
    use super::is_too_deep;

    #[test]
    fn what_is_closed_is_not_deep() {
        assert!(!is_too_deep(&"<div><b>a</b></div>".repeat(5000)));
        assert!(!is_too_deep(&"<p>one<li>two<br>".repeat(5000)));
        assert!(!is_too_deep(&"a < b <> <3 </".repeat(5000)));
    }

    #[test]
    fn what_is_never_closed_is() {
        assert!(is_too_deep(&"<div>".repeat(5000)));
        assert!(is_too_deep(&"<B class=x>".repeat(5000)));
        assert!(!is_too_deep(&"<div>".repeat(500)));
    }

    #[test]
    fn tags_in_scripts_and_comments_are_none() {
        assert!(!is_too_deep(&format!("<script>{}</script>", "'<div>'".repeat(5000))));
        assert!(!is_too_deep(&format!("<!-- {} --><SCRIPT>", "<div>".repeat(5000))));
    }
}
