//! What is usually wrong with feeds, put right.

/// The text without what stands before the first element's bracket, and without the declaration of
/// an encoding.
#[must_use]
pub fn without_declaration(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}');
    let start = text.find(['<', '{']).unwrap_or_default();
    let text = text.get(start..).unwrap_or_default();
    let Some(declared) = text.strip_prefix("<?xml") else { return text };
    declared.split_once("?>").map_or(text, |(_, rest)| rest.trim_start())
}

/// The text without controls that XML forbids, with ampersands that stand for themselves written
/// out, and with the version that an RSS feed must name.
#[must_use]
pub fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<']) {
        let (plain, tail) = rest.split_at(at);
        push(&mut out, plain);
        let end = if tail.starts_with("<![CDATA[") {
            tail.find("]]>").map_or(tail.len(), |end| end + 3)
        } else {
            1
        };
        let (special, after) = tail.split_at(end);
        match special {
            "&" if !is_reference(after) => out.push_str("&amp;"),
            _ => push(&mut out, special),
        }
        rest = after;
    }
    push(&mut out, rest);
    with_version(out)
}

fn push(out: &mut String, text: &str) {
    out.extend(text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t')));
}

/// Whether what follows an ampersand is one of XML's own entities, or a number that XML allows.
fn is_reference(rest: &str) -> bool {
    let Some((name, _)) = rest.split_once(';') else { return false };
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    let allowed = |code| char::from_u32(code).is_some_and(|c| !c.is_control() || code == 10);
    matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") || number.is_some_and(allowed)
}

fn with_version(text: String) -> String {
    let Some(start) = text.find("<rss") else { return text };
    let tag = text.get(start..).and_then(|tag| tag.split('>').next()).unwrap_or_default();
    if tag.contains("version") {
        return text;
    }
    let (before, after) = text.split_at(start + "<rss".len());
    format!("{before} version=\"2.0\"{after}")
}

/// A feed that was cut short, up to its last whole item and closed after it.
#[must_use]
pub fn closed(text: &str) -> String {
    const ENDS: [(&str, &str, &str); 3] = [
        ("<rss", "</item>", "</channel></rss>"),
        ("RDF", "</item>", "</rdf:RDF>"),
        ("<feed", "</entry>", "</feed>"),
    ];
    for (root, item, end) in ENDS {
        if text.contains(root)
            && let Some(at) = text.rfind(item)
        {
            return format!("{}{item}{end}", text.get(..at).unwrap_or_default());
        }
    }
    text.to_owned()
}
