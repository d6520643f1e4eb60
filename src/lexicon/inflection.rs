//! The forms of verbs and nouns that their entries leave to the rules of spelling.

/// The five forms of a verb entry, in the order of [`super::VERB_FORMS`].
pub fn verb(entry: &str) -> [String; 5] {
    let mut parts = entry.split('/').filter(|part| !part.is_empty());
    let base = parts.next().unwrap_or_default();
    let past = parts.next().map_or_else(|| regular_past(base), str::to_owned);
    let participle = parts.next().map_or_else(|| past.clone(), str::to_owned);
    let gerund = parts.next().map_or_else(|| regular_gerund(base), str::to_owned);
    [base.to_owned(), third_person(base), past, participle, gerund]
}

/// The plural of a noun: "official" → "officials", "chairman" → "chairmen".
pub fn plural(noun: &str) -> String {
    match noun.strip_suffix("man") {
        Some(stem) => format!("{stem}men"),
        None => third_person(noun),
    }
}

/// "deny" → "denies".
pub fn third_person(base: &str) -> String {
    match stem_before_y(base) {
        None if base == "have" => "has".to_owned(),
        Some(stem) => format!("{stem}ies"),
        None if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end)) => {
            format!("{base}es")
        }
        None => format!("{base}s"),
    }
}

fn regular_past(base: &str) -> String {
    match stem_before_y(base) {
        Some(stem) => format!("{stem}ied"),
        None if base.ends_with('e') => format!("{base}d"),
        None => format!("{base}ed"),
    }
}

fn regular_gerund(base: &str) -> String {
    match base.strip_suffix('e') {
        Some(stem) if !stem.ends_with(['e', 'o', 'y']) => format!("{stem}ing"),
        _ => format!("{base}ing"),
    }
}

/// "deny" → "den": the stem of a verb whose final y follows a consonant.
fn stem_before_y(base: &str) -> Option<&str> {
    base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']))
}

#[cfg(test)]
mod tests {
    use super::verb;

    #[test]
    fn verbs_inflect_by_rule_and_by_entry() {
        assert_eq!(verb("deny"), ["deny", "denies", "denied", "denied", "denying"]);
        assert_eq!(verb("agree"), ["agree", "agrees", "agreed", "agreed", "agreeing"]);
        assert_eq!(verb("say/said"), ["say", "says", "said", "said", "saying"]);
        assert_eq!(
            verb("admit/admitted/admitted/admitting"),
            ["admit", "admits", "admitted", "admitted", "admitting"]
        );
    }
}
