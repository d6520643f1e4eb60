//! Likeness: how well words fit a few letters that are typed.

/// How far words, in small letters, are from fitting what is typed; nothing where they do not hold
/// the letters of each typed word in their order. What is typed begins a word, at best; else it
/// stands within one, else its letters stand as close together as may be.
#[must_use]
pub fn distance(typed: &str, words: &str) -> Option<usize> {
    typed.to_lowercase().split_whitespace().map(|one| distance_of_one(one, words)).sum()
}

fn distance_of_one(typed: &str, words: &str) -> Option<usize> {
    let begins = |at: usize| !words.get(..at).is_some_and(|b| b.ends_with(char::is_alphanumeric));
    let mut places = words.match_indices(typed).map(|(at, _)| at).peekable();
    if places.peek().is_some() {
        return Some(usize::from(!places.any(begins)));
    }
    // From where all have come, back again: nothing before the closest is counted.
    let end = last_met(words.char_indices(), typed.chars())?;
    let back = words.char_indices().rev().skip_while(|(at, _)| *at > end);
    let start = last_met(back, typed.chars().rev())?;
    Some(2 + end - start)
}

/// Where the last of the wanted characters is, if they all come in their order.
fn last_met(
    mut chars: impl Iterator<Item = (usize, char)>,
    wanted: impl Iterator<Item = char>,
) -> Option<usize> {
    wanted.map(|wanted| chars.find(|(_, c)| *c == wanted)).last()?.map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::distance;

    /// Checks that the words fit what is typed in this order, and no others.
    fn check(typed: &str, all: &[&str], expected: &[&str]) {
        let mut fit: Vec<_> =
            all.iter().filter_map(|words| Some((distance(typed, words)?, *words))).collect();
        fit.sort_by_key(|(distance, _)| *distance);
        assert_eq!(fit.into_iter().map(|(_, words)| words).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_start_of_a_word_comes_before_its_middle_and_that_before_scattered_letters() {
        let all = ["broad", "a harbour", "the board", "dagny holt"];
        check("bo", &all, &["the board", "a harbour", "broad"]);
        check("BO", &all, &["the board", "a harbour", "broad"]);
        check("dh", &all, &["dagny holt"]);
    }

    #[test]
    fn letters_that_are_close_come_before_those_that_are_far() {
        check("ab", &["axxxb", "axb", "a xx axxb"], &["axb", "a xx axxb", "axxxb"]);
        check("äö", &["öä", "äüö"], &["äüö"]);
    }

    #[test]
    fn every_typed_word_must_be_there_in_any_order() {
        let all = ["dagny holt chairwoman", "mayor ortiz"];
        check(" chair  holt ", &all, &all[..1]);
        check("chair ortiz", &all, &[]);
        check("", &all, &all);
    }
}
