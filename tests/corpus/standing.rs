//! A file of expectations that is a standing difference between the truth and the engine.
//!
//! A plain line is true and the engine says it. A line behind `- ` is true and the engine misses
//! it; behind `+ ` the engine says it and it is wrong. So a known mistake is asserted as it is,
//! and what would be right stands beside it. Lines that begin with `#` are comments; each run of
//! marked lines has one above it that begins with `# wrong`.

use std::path::Path;

/// A line of expectation with the comments and empty lines above it.
#[derive(Clone, Debug)]
pub struct Row {
    above: Vec<String>,
    sign: Sign,
    pub text: String,
}

impl Row {
    /// Takes what stands above the row and is no reason for it: it heads all the rows.
    fn take_heading(&mut self) -> Vec<String> {
        let size = self.above.iter().take_while(|line| !is_reason(line)).count();
        self.above.drain(..size).collect()
    }
}

/// Who says the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// The truth and the engine.
    Both,
    /// The truth alone.
    Missed,
    /// The engine alone.
    Wrong,
}

impl Sign {
    const fn mark(self) -> &'static str {
        match self {
            Self::Both => "  ",
            Self::Missed => "- ",
            Self::Wrong => "+ ",
        }
    }
}

/// The rows of some lines; what follows the last row is given back too.
pub fn rows<'a>(lines: impl Iterator<Item = &'a str>) -> (Vec<Row>, Vec<String>) {
    let mut rows = Vec::new();
    let mut above = Vec::new();
    for line in lines {
        if line.trim().is_empty() || line.starts_with('#') {
            above.push(line.to_owned());
            continue;
        }
        let marked = [Sign::Both, Sign::Missed, Sign::Wrong]
            .into_iter()
            .find_map(|sign| Some((sign, line.strip_prefix(sign.mark())?)));
        let (sign, text) = marked.unwrap_or((Sign::Both, line));
        rows.push(Row { above: std::mem::take(&mut above), sign, text: text.to_owned() });
    }
    (rows, above)
}

/// The rows as they would stand if the engine said `said`.
pub fn renewed(rows: &[Row], said: &[String]) -> Vec<Row> {
    let mut rows = rows.to_vec();
    let heading = rows.first_mut().map(Row::take_heading).unwrap_or_default();
    let truth: Vec<_> = rows.iter().filter(|row| row.sign != Sign::Wrong).collect();
    let mut renewed = Vec::new();
    let (mut t, mut s) = (0, 0);
    let end = (truth.len(), said.len());
    for (to, so) in aligned(&truth, said).into_iter().chain([end]) {
        renewed.extend(truth[t..to].iter().map(|row| Row { sign: Sign::Missed, ..(*row).clone() }));
        renewed.extend(said[s..so].iter().map(|text| wrong(&rows, text)));
        if (to, so) == end {
            break;
        }
        let row = truth[to];
        if row.text == said[so] {
            let above = row.above.iter().filter(|line| !is_reason(line)).cloned().collect();
            renewed.push(Row { above, sign: Sign::Both, text: row.text.clone() });
        } else {
            renewed.push(Row { sign: Sign::Missed, ..row.clone() });
            renewed.push(wrong(&rows, &said[so]));
        }
        (t, s) = (to + 1, so + 1);
    }
    if let Some(first) = renewed.first_mut() {
        first.above.splice(..0, heading);
    }
    renewed
}

fn wrong(rows: &[Row], text: &str) -> Row {
    let known = rows.iter().find(|row| row.sign == Sign::Wrong && row.text == text);
    let above = known.map_or_else(Vec::new, |row| row.above.clone());
    Row { above, sign: Sign::Wrong, text: text.to_owned() }
}

/// Which rows of truth and speech belong together, as pairs of indices in order: as many equal
/// ones as can be, and then as many that begin alike.
fn aligned(truth: &[&Row], said: &[String]) -> Vec<(usize, usize)> {
    let mut best = vec![vec![0; said.len() + 1]; truth.len() + 1];
    for t in (0..truth.len()).rev() {
        for s in (0..said.len()).rev() {
            let both = best[t + 1][s + 1] + likeness(&truth[t].text, &said[s]);
            best[t][s] = both.max(best[t + 1][s]).max(best[t][s + 1]);
        }
    }
    let (mut pairs, mut t, mut s) = (Vec::new(), 0, 0);
    while t < truth.len() && s < said.len() {
        let likeness = likeness(&truth[t].text, &said[s]);
        if likeness > 0 && best[t][s] == best[t + 1][s + 1] + likeness {
            pairs.push((t, s));
            (t, s) = (t + 1, s + 1);
        } else if best[t][s] == best[t + 1][s] {
            t += 1;
        } else {
            s += 1;
        }
    }
    pairs
}

/// How much two rows say the same: all, the first field, or nothing that counts.
fn likeness(one: &str, other: &str) -> usize {
    let first = |row| str::split(row, " | ").next();
    if one == other { 1000 } else { usize::from(first(one) == first(other)) }
}

/// The rows as lines of a file; `indent` stands before the rows that are not marked.
pub fn lines(rows: &[Row], indent: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for row in rows {
        lines.extend(row.above.iter().cloned());
        let mark = if row.sign == Sign::Both { indent } else { row.sign.mark() };
        lines.push(format!("{mark}{}", row.text));
    }
    lines
}

/// The marked rows that begin a run with no reason above it.
pub fn unexplained(rows: &[Row]) -> Vec<&str> {
    let mut before = Sign::Both;
    let mut found = Vec::new();
    for row in rows {
        let begins = before == Sign::Both && row.sign != Sign::Both;
        if begins && !row.above.iter().any(|line| is_reason(line)) {
            found.push(row.text.as_str());
        }
        before = row.sign;
    }
    found
}

fn is_reason(line: &str) -> bool {
    line.starts_with("# wrong")
}

/// The words of a file of expectations.
pub fn file(path: &Path) -> String {
    #[expect(clippy::disallowed_methods, reason = "the tests read their expectations")]
    std::fs::read_to_string(path).unwrap()
}

/// Compares a file with what it should be by now, or rewrites it when asked to bless.
pub fn hold(path: &Path, old: &str, new: &str) {
    if old == new {
        return;
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, new).unwrap();
        return;
    }
    // Lines that only change places are not listed.
    let gone = old.lines().filter(|line| !new.lines().any(|other| other == *line));
    let come = new.lines().filter(|line| !old.lines().any(|other| other == *line));
    let changes: Vec<_> =
        gone.map(|line| format!("< {line}")).chain(come.map(|line| format!("> {line}"))).collect();
    panic!(
        "{} no longer says what the engine does (<); it would have to say (>):\n{}\n\
         BLESS=1 rewrites it.",
        path.display(),
        changes.join("\n")
    );
}

#[cfg(test)]
mod tests {
    use super::{lines, renewed, rows, unexplained};

    fn check(old: &str, said: &[&str], new: &str) {
        let said: Vec<_> = said.iter().map(|&line| line.to_owned()).collect();
        assert_eq!(lines(&renewed(&rows(old.lines()).0, &said), "").join("\n"), new);
    }

    #[test]
    fn what_the_engine_misses_and_what_it_invents_are_marked() {
        check("a\nb\nc", &["a", "x", "c"], "a\n- b\n+ x\nc");
    }

    #[test]
    fn rows_that_begin_alike_stand_together() {
        check("a | 1\nb | 1", &["a | 2", "b | 2"], "- a | 1\n+ a | 2\n- b | 1\n+ b | 2");
    }

    #[test]
    fn a_mended_mistake_loses_its_mark_and_its_reason() {
        check("# on b\n# wrong: x is no b\n- b\n+ x", &["b"], "# on b\nb");
    }

    #[test]
    fn a_heading_stays_above_all() {
        check("# heading\n\na", &["x", "a"], "# heading\n\n+ x\na");
    }

    #[test]
    fn a_standing_mistake_keeps_its_reason() {
        let old = "a\n# wrong: x is no b\n- b\n+ x";
        check(old, &["a", "x"], old);
        assert!(unexplained(&rows(old.lines()).0).is_empty());
    }

    #[test]
    fn a_mistake_without_a_reason_is_told() {
        let rows = rows("a\n- b\n+ x\nc\n+ y".lines()).0;
        assert_eq!(unexplained(&rows), ["b", "y"]);
    }
}
