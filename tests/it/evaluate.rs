//! Figures for annotated articles: what is counted, what is refused, what is shown.

use serde_json::{Value, json};

use crate::command::{Files, run};

const RULES: [&str; 4] = ["evaluate", "-", "--engine", "rules"];

/// The code points of the words in the text.
fn place(text: &str, words: &str) -> Value {
    let (before, _) = text.split_once(words).unwrap();
    let start = before.chars().count();
    json!([start, start + words.chars().count()])
}

/// An article with two annotated quotations, of which one is there to be found.
fn ferry() -> Value {
    let text = "“The ferry is late,” Ana Ortiz said on Monday. At É rain fell on the quay.";
    let at = |words| place(text, words);
    json!({
        "id": "ferry", "text": text,
        "quotes": [
            {"content": [at("The ferry is late,")], "source": [at("Ana Ortiz")],
             "cue": [at("said")], "type": "direct", "source_entity": "ortiz"},
            {"content": [at("rain fell on the quay")], "source": [], "cue": [], "type": "indirect"},
        ],
        "mentions": [{"start": at("Ana Ortiz")[0], "end": at("Ana Ortiz")[1], "entity": "ortiz"}],
    })
}

/// An article with one annotated stance.
fn quay() -> Value {
    json!({
        "id": 2, "text": "Bo Lee strongly opposes the new quay. It rained.",
        "actors": [{"name": "Bo Lee", "aliases": []}],
        "stances": [{"actor": "Bo Lee", "target": "the new quay", "issue": "a new quay",
                     "position": "against", "evidence": "Bo Lee strongly opposes the new quay."}],
    })
}

fn lines(lines: &[Value]) -> String {
    lines.iter().map(|line| line.to_string() + "\n").collect()
}

fn figures(arguments: &[&str], input: &str) -> Value {
    let arguments = [&RULES[..], &["--format", "json"], arguments].concat();
    let printed = run(&arguments, input.as_bytes());
    assert_eq!((printed.status, &*printed.err), (Some(0), ""));
    serde_json::from_str(&printed.out).unwrap()
}

#[test]
fn programs_get_all_figures_of_what_was_annotated() {
    let figures = figures(&[], &lines(&[ferry(), quay()]));
    let scores = |p, r, f1| json!({"p": p, "r": r, "f1": f1});
    assert_eq!(figures["articles"], 2);
    let quotes = &figures["quotes"];
    assert_eq!([&quotes["gold"], &quotes["predicted"]], [2, 1]);
    for level in ["exact", "found", "attributed"] {
        assert_eq!(quotes[level], scores(100.0, 50.0, 66.7), "{level}");
    }
    assert_eq!(quotes["direct"], json!({"gold": 1, "found": 100.0, "attributed": 100.0}));
    assert_eq!(quotes["indirect"], json!({"gold": 1, "found": 0.0, "attributed": 0.0}));
    assert_eq!(figures["speakers"]["name"], json!({"gold": 1, "found": 1, "right": 1}));
    for tier in ["both", "explicit"] {
        assert_eq!(figures["stances"][tier]["rows"], scores(100.0, 100.0, 100.0), "{tier}");
        assert_eq!(figures["stances"][tier]["actor_issue"], 100.0);
    }
    assert!(figures.get("errors").is_none());
}

#[test]
fn people_get_a_table_and_the_worst_errors() {
    let printed = run(&[&RULES[..], &["--errors", "3"]].concat(), lines(&[ferry()]).as_bytes());
    assert_eq!((printed.status, &*printed.err), (Some(0), ""));
    let begins = "1 article\n\nQuotations: 2 annotated, 1 given\n";
    assert!(printed.out.starts_with(begins), "{}", printed.out);
    assert!(!printed.out.contains("Stances"), "{}", printed.out);
    let ends = "
Missed quotations, the longest first

       [ferry]
       At É rain fell on the quay.
gold        ~~~~~~~~~~~~~~~~~~~~~
found  nothing
";
    assert!(printed.out.ends_with(ends), "{}", printed.out);
}

#[test]
fn programs_get_the_worst_errors_with_their_places() {
    let line = ferry();
    let errors = &figures(&["--errors", "1"], &lines(std::slice::from_ref(&line)))["errors"];
    assert_eq!(errors.as_array().unwrap().len(), 1);
    assert_eq!([&errors[0]["id"], &errors[0]["mistake"]], ["ferry", "missed"]);
    let span = &errors[0]["gold"]["marks"][0]["span"];
    assert_eq!(*span, line["quotes"][1]["content"][0]);
    assert_eq!(errors[0]["found"], Value::Null);
}

#[test]
fn a_line_that_cannot_be_used_is_told_and_left_out() {
    let mut outside = ferry();
    outside["quotes"][1]["cue"] = json!([[70, 99]]);
    let mut bare = quay();
    bare["stances"] = Value::Null;
    let input = format!("{}nope\n\n{}", lines(&[outside, ferry()]), lines(&[bare]));
    let printed = run(&RULES, input.as_bytes());
    assert_eq!(printed.status, Some(1));
    let expected = "\
sayso: standard input: line 1: quotes[1].cue[0]: [70, 99] lies outside the text, which has 74 code points
sayso: standard input: line 3: expected ident at column 2
sayso: standard input: line 4: nothing in it
sayso: standard input: line 5: there is neither `quotes` nor `stances`, so nothing to measure
";
    assert_eq!(printed.err, expected);
    assert!(printed.out.starts_with("1 article, 4 lines refused\n"), "{}", printed.out);
}

#[test]
fn a_file_is_named_where_it_is_at_fault() {
    let files = Files::new();
    let path = files.add("bad.jsonl", "nope\n");
    let printed = run(&["evaluate".as_ref(), path.as_os_str()], b"");
    let expected = format!("sayso: {}: line 1: expected ident at column 2\n", path.display());
    assert_eq!((printed.status, &*printed.err), (Some(1), &*expected));
    assert_eq!(printed.out, "0 articles, 1 line refused\n");
}

#[cfg(unix)]
#[test]
fn the_progress_bar_is_gone_at_the_end() {
    use crate::terminal::{Terminal, program};

    let files = Files::new();
    let path = files.add("gold.jsonl", lines(&vec![ferry(); 200]));
    let arguments = ["evaluate", "--engine", "rules", path.to_str().unwrap()];
    let mut terminal = Terminal::start(program(&arguments), 80, 30);
    assert!(terminal.end().success());
    terminal.wait_for("over ten bins");
    terminal.assert_given_back();
    assert!(terminal.contents().starts_with("200 articles\n"), "{}", terminal.contents());
}
