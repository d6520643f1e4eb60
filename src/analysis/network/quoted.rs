//! Which bytes of a paragraph stand inside quotation marks, as the network learned to see them.

/// Within how many characters a single mark must be closed; bounds the work on long paragraphs.
const FAR: usize = 500;

/// For each byte of a paragraph, whether it stands inside marks.
///
/// An opening mark that is never closed holds until the end of the paragraph, as is the custom
/// where a quotation goes on in the next one.
pub fn mask(paragraph: &str) -> Vec<bool> {
    let chars: Vec<char> = paragraph.chars().collect();
    let mut inside = Vec::with_capacity(paragraph.len());
    let mut double = false;
    let mut single = 0;
    for (i, &mark) in chars.iter().enumerate() {
        let before = if i == 0 { ' ' } else { chars[i - 1] };
        let after = |n: usize| chars.get(i + n).copied().unwrap_or(' ');
        match mark {
            '“' | '„' | '«' => double = true,
            '”' | '»' => double = false,
            '"' => double = toggled(double, false, before, after(1)),
            '\'' | '`' if mark == after(1) => {
                double = toggled(double, mark == '`', before, after(2));
            }
            '\'' | '‘' | '’'
                if !double && i >= single && may_open(before) && after(1).is_alphabetic() =>
            {
                single = closing(&chars, i + 1).unwrap_or(0);
            }
            _ => {}
        }
        inside.resize(inside.len() + mark.len_utf8(), double || i < single);
    }
    inside
}

/// Whether a straight mark leaves the text inside marks.
fn toggled(inside: bool, always_opens: bool, before: char, after: char) -> bool {
    let opens = always_opens || (may_open(before) && !after.is_whitespace());
    let closes = !before.is_whitespace();
    opens || !(inside || closes)
}

/// Whether an opening mark may stand after the character.
fn may_open(before: char) -> bool {
    before.is_whitespace() || "([{—–-\"“'‘/".contains(before)
}

/// Where the single mark stands that closes what opened before `start`.
fn closing(chars: &[char], start: usize) -> Option<usize> {
    let end = chars.len().min(start + FAR);
    for i in start..end {
        match chars[i] {
            '"' | '“' | '”' | '\n' => return None,
            '\'' | '’' => {
                let inner = chars.get(i + 1).is_some_and(|next| next.is_alphanumeric());
                if !chars[i - 1].is_whitespace() && !inner {
                    return Some(i);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::mask;

    /// Brackets stand around what is inside; opening marks belong to it, closing ones do not.
    fn check(expected: &str) {
        let text: String = expected.chars().filter(|c| !"<>".contains(*c)).collect();
        let inside = mask(&text);
        let mut shown = String::new();
        let mut before = false;
        for (i, c) in text.char_indices() {
            if inside[i] != before {
                shown.push(if before { '>' } else { '<' });
                before = !before;
            }
            shown.push(c);
        }
        if before {
            shown.push('>');
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn all_styles_of_marks_are_known() {
        check("<“It rains,>” she said. <\"Still.>\"");
        check("<''It rains,>'' she said. <``Still.>''");
        check("<«It rains>», she said.");
        check("<‘I can’t go,>’ he said, and it was <'fine>'.");
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("The workers' plan isn't the ’90s one.");
    }

    #[test]
    fn a_mark_left_open_holds_to_the_end() {
        check("He said: <“It rains. It pours.>");
        check("He said: <\"It rains.>");
    }
}
