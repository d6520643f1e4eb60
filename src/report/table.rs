//! The figures of an evaluation as a table for people.

use std::io::{self, Write};

use super::figures::{Figures, Form, Kind, Quotes, Scores, Speakers, Stances};

/// Writes the figures; only the sections that the annotation has.
///
/// # Errors
/// Where the output cannot be written.
pub fn write(out: &mut impl Write, figures: &Figures) -> io::Result<()> {
    write!(out, "{}", counted(figures.articles, "article"))?;
    if figures.refused > 0 {
        write!(out, ", {} refused", counted(figures.refused, "line"))?;
    }
    writeln!(out)?;
    figures.quotes.as_ref().map_or(Ok(()), |quotes| quotations(out, quotes))?;
    figures.speakers.as_ref().map_or(Ok(()), |told| speakers(out, told))?;
    figures.stances.as_ref().map_or(Ok(()), |found| stances(out, found))
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn quotations(out: &mut impl Write, quotes: &Quotes) -> io::Result<()> {
    let Quotes { gold, predicted, .. } = quotes;
    writeln!(out, "\nQuotations: {gold} annotated, {predicted} given")?;
    writeln!(out, "{:22}{:>8}{:>8}{:>8}", "", "P", "R", "F1")?;
    let rows = [
        ("the very words", &quotes.exact),
        ("found", &quotes.found),
        ("with their source", &quotes.attributed),
    ];
    for (name, Scores { p, r, f1 }) in rows {
        writeln!(out, "  {name:20}{p:8.1}{r:8.1}{f1:8.1}")?;
    }
    writeln!(out, "{:22}{:>8}{:>8}{:>16}", "", "gold", "found", "with source")?;
    let kinds =
        [("direct", &quotes.direct), ("mixed", &quotes.mixed), ("indirect", &quotes.indirect)];
    for (name, Kind { gold, found, attributed }) in kinds {
        writeln!(out, "  {name:20}{gold:8}{found:8.1}{attributed:16.1}")?;
    }
    let (source, cue) = (quotes.source_right_given_found, quotes.cue_right_given_found);
    writeln!(
        out,
        "  of those found, {source:.1} % have the right source, {cue:.1} % the right cue"
    )?;
    let error = quotes.calibration_error;
    writeln!(out, "  confidence: expected calibration error {error:.3} over ten bins")
}

fn speakers(out: &mut impl Write, told: &Speakers) -> io::Result<()> {
    writeln!(out, "\nSpeakers, by what the source is")?;
    writeln!(out, "{:22}{:>8}{:>8}{:>8}", "", "gold", "found", "right")?;
    let forms =
        [("pronoun", &told.pronoun), ("name", &told.name), ("description", &told.description)];
    for (name, Form { gold, found, right }) in forms {
        writeln!(out, "  {name:20}{gold:8}{found:8}{right:8}")?;
    }
    writeln!(out, "  of those found, {:.1} % are given to the right one", told.right_given_found)
}

fn stances(out: &mut impl Write, found: &Stances) -> io::Result<()> {
    let Stances { both, explicit } = found;
    writeln!(
        out,
        "\nStances: {} annotated, {} given, {} of them explicit",
        both.gold, both.predicted, explicit.predicted
    )?;
    writeln!(out, "{:22}{:>24}{:>26}", "", "both tiers", "explicit alone")?;
    let heads = ["P", "R", "F1"].map(|head| format!("{head:>8}")).concat();
    writeln!(out, "{:22}{heads}  {heads}", "")?;
    let rows = [
        ("rows", &both.rows, &explicit.rows),
        ("in any position", &both.met, &explicit.met),
        ("open", &both.open, &explicit.open),
    ];
    for (name, a, b) in rows {
        let [a, b] = [a, b].map(|Scores { p, r, f1 }| format!("{p:8.1}{r:8.1}{f1:8.1}"));
        writeln!(out, "  {name:20}{a}  {b}")?;
    }
    let shares = [
        ("position right, %", both.position, explicit.position),
        ("actor and issue, %", both.actor_issue, explicit.actor_issue),
    ];
    for (name, a, b) in shares {
        writeln!(out, "  {name:20}{a:24.1}{b:26.1}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Figures, write};
    use crate::{
        evaluate::{
            Evaluation,
            quotations::{self, OfKind},
            speakers::{self, OfForm},
            stances::{self, Open, Rows},
        },
        report::json,
    };

    fn evaluation() -> Evaluation {
        let mut quotations = quotations::Tally {
            gold: 16,
            predicted: 12,
            exact: 3,
            found: 8,
            attributed: 7,
            cued: 5,
            kinds: [(4, 4, 4), (1, 1, 0), (11, 3, 3)].map(|(gold, found, attributed)| OfKind {
                gold,
                found,
                attributed,
            }),
            ..quotations::Tally::default()
        };
        quotations.calibration.add(0.75, true);
        quotations.calibration.add(0.25, false);
        let forms = [(9, 6, 6), (2, 1, 0), (3, 1, 1)].map(|(gold, found, right)| OfForm {
            gold,
            found,
            right,
        });
        let both = Rows {
            gold: 1000,
            predicted: 400,
            met: 250,
            right: 200,
            open: Open { gold: 7, predicted: 4, right: 2 },
            pairs: 300,
            pairs_found: 100,
        };
        let explicit = Rows { predicted: 100, met: 81, right: 80, ..both };
        Evaluation {
            articles: 2,
            quotations: Some(quotations),
            speakers: Some(speakers::Tally { forms }),
            stances: Some(stances::Tally { both, explicit }),
            misses: Vec::new(),
        }
    }

    const TABLE: &str = "\
2 articles, 1 line refused

Quotations: 16 annotated, 12 given
                             P       R      F1
  the very words          25.0    18.8    21.4
  found                   66.7    50.0    57.1
  with their source       58.3    43.8    50.0
                          gold   found     with source
  direct                     4   100.0           100.0
  mixed                      1   100.0             0.0
  indirect                  11    27.3            27.3
  of those found, 87.5 % have the right source, 62.5 % the right cue
  confidence: expected calibration error 0.250 over ten bins

Speakers, by what the source is
                          gold   found   right
  pronoun                    3       1       1
  name                       9       6       6
  description                2       1       0
  of those found, 87.5 % are given to the right one

Stances: 1000 annotated, 400 given, 100 of them explicit
                                    both tiers            explicit alone
                             P       R      F1         P       R      F1
  rows                    50.0    20.0    28.6      80.0     8.0    14.5
  in any position         62.5    25.0    35.7      81.0     8.1    14.7
  open                    50.0    28.6    36.4      50.0    28.6    36.4
  position right, %                       80.0                      98.8
  actor and issue, %                      33.3                      33.3
";

    #[test]
    fn the_table_has_a_section_for_all_that_was_annotated() {
        let mut out = Vec::new();
        write(&mut out, &Figures::of(&evaluation(), 1)).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), TABLE);
    }

    #[test]
    fn what_was_not_annotated_has_no_section() {
        let mut out = Vec::new();
        let bare = Evaluation { articles: 1, ..Evaluation::default() };
        write(&mut out, &Figures::of(&bare, 0)).unwrap();
        assert_eq!(out, b"1 article\n");
    }

    const JSON: &str = r#"{
  "articles": 2,
  "refused": 1,
  "quotes": {
    "gold": 16,
    "predicted": 12,
    "exact": {"p": 25.0, "r": 18.8, "f1": 21.4},
    "found": {"p": 66.7, "r": 50.0, "f1": 57.1},
    "attributed": {"p": 58.3, "r": 43.8, "f1": 50.0},
    "source_right_given_found": 87.5,
    "cue_right_given_found": 62.5,
    "direct": {"gold": 4, "found": 100.0, "attributed": 100.0},
    "mixed": {"gold": 1, "found": 100.0, "attributed": 0.0},
    "indirect": {"gold": 11, "found": 27.3, "attributed": 27.3},
    "calibration_error": 0.25
  },
  "speakers": {
    "pronoun": {"gold": 3, "found": 1, "right": 1},
    "name": {"gold": 9, "found": 6, "right": 6},
    "description": {"gold": 2, "found": 1, "right": 0},
    "right_given_found": 87.5
  },
  "stances": {
    "both": {"gold": 1000, "predicted": 400, "rows": {"p": 50.0, "r": 20.0, "f1": 28.6}, "met": {"p": 62.5, "r": 25.0, "f1": 35.7}, "position": 80.0, "actor_issue": 33.3, "open": {"p": 50.0, "r": 28.6, "f1": 36.4}},
    "explicit": {"gold": 1000, "predicted": 100, "rows": {"p": 80.0, "r": 8.0, "f1": 14.5}, "met": {"p": 81.0, "r": 8.1, "f1": 14.7}, "position": 98.8, "actor_issue": 33.3, "open": {"p": 50.0, "r": 28.6, "f1": 36.4}}
  }
}
"#;

    #[test]
    fn programs_get_the_same_numbers() {
        let mut out = Vec::new();
        json::write(&mut out, &Figures::of(&evaluation(), 1)).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), JSON);
    }
}
