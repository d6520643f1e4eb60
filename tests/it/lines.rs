//! JSON Lines in and out: one by one, in order, every line answered.

use std::{
    io::{BufRead, BufReader, Write},
    process::Stdio,
    sync::mpsc::channel,
    thread,
    time::Duration,
};

use sayso::{
    analysis,
    article::Article,
    source::sample,
    text::{Span, one_line},
};
use serde_json::{Value, json};

use crate::command::{Files, program, run};

const LINES: [&str; 5] = ["analyze", "--from", "jsonl", "--engine", "rules"];

fn rows(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_line_is_answered_before_the_next_is_written() {
    let mut child = program().args(LINES).stdin(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let (sender, answers) = channel();
    let reader = thread::spawn(move || {
        for line in output.lines() {
            sender.send(line.unwrap()).unwrap();
        }
    });
    for id in 0..3 {
        writeln!(input, "{}", json!({"id": id, "text": "“No,” she said."})).unwrap();
        let answer = answers.recv_timeout(Duration::from_secs(20)).expect("an answer in time");
        assert_eq!(rows(&answer)[0]["id"], id);
    }
    drop(input);
    assert!(child.wait().unwrap().success());
    reader.join().unwrap();
}

#[test]
fn bad_lines_are_answered_in_their_place_and_told_by_the_status() {
    let input = b"{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\"b\"}\nnope\n\xff\n\n{\"id\":\"c\",\"text\":\"\"}";
    let printed = run(&LINES, input);
    assert_eq!((printed.status, &*printed.err), (Some(1), ""));
    let rows = rows(&printed.out);
    let ids: Vec<_> = rows.iter().map(|row| row["id"].as_str()).collect();
    assert_eq!(ids, [Some("a"), Some("b"), None, None, None, Some("c")]);
    let failed: Vec<_> = rows.iter().map(|row| row.get("error").is_some()).collect();
    assert_eq!(failed, [false, true, true, true, true, false]);
    assert_eq!(rows[1], json!({"id": "b", "error": "line 2: missing field `text` at column 10"}));
}

#[test]
fn what_is_known_of_an_article_comes_back() {
    let known = json!({
        "id": 7, "text": " One. \n", "title": "T", "date": "D", "source": "S", "language": "en",
        "extra": [1, 2],
    });
    let row = &rows(&run(&LINES, known.to_string().as_bytes()).out)[0];
    for field in ["id", "text", "title", "date", "source", "language"] {
        assert_eq!(row[field], known[field], "{field}");
    }
    assert_eq!(row["paragraphs"], json!([[1, 5]]));
}

#[test]
fn files_may_be_mixed_and_a_missing_one_stops_nobody() {
    let files = Files::new();
    let lines = files.add("docs.jsonl", "{\"id\":1,\"text\":\"One.\"}\n");
    let text = files.add("two.txt", "Two.");
    let missing = files.folder().join("missing");
    let paths = [missing.as_path(), &lines, &text];
    let arguments: Vec<_> = std::iter::once("analyze".as_ref())
        .chain(paths.iter().map(|path| path.as_os_str()))
        .collect();
    let printed = run(&arguments, b"");
    assert_eq!(printed.status, Some(2));
    assert_eq!(printed.err.lines().count(), 1);
    let rows = rows(&printed.out);
    assert_eq!([&rows[0]["id"], &rows[1]["id"]], [&json!(1), &json!("two")]);
}

/// Every pair of offsets in the JSON, cut out of its text, is what the span in the facts covers.
#[test]
fn offsets_count_code_points_of_the_text() {
    for sample in sample::SAMPLES {
        let article = sample::load(Some(sample.name)).unwrap().article;
        let text = format!("😀é\u{301} {}", article.text.replace("’s", "’s 🇮🇹"));
        let line = json!({"id": sample.name, "text": text}).to_string();
        let row = &rows(&run(&LINES, line.as_bytes()).out)[0];
        let article = sayso::source::read(text.as_bytes(), sayso::source::Format::Text, "test");
        same_words(row, &article.unwrap().article);
    }
}

fn same_words(row: &Value, article: &Article) {
    let text: Vec<char> = row["text"].as_str().unwrap().chars().collect();
    assert_eq!(text.iter().collect::<String>(), article.text);
    let check = |offsets: &Value, span: Span| {
        let at = |end: usize| usize::try_from(offsets[end].as_u64().unwrap()).unwrap();
        let words: String = text[at(0)..at(1)].iter().collect();
        assert_eq!(words, span.of(&article.text));
    };
    for (i, span) in article.paragraphs.iter().enumerate() {
        check(&row["paragraphs"][i], *span);
    }
    let analysis = analysis::analyze(article, &analysis::Engine::rules());
    assert_eq!(row["quotes"].as_array().unwrap().len(), analysis.quotations.len());
    for (i, said) in analysis.quotations.iter().enumerate() {
        let quote = &row["quotes"][i];
        let pieces = [("content", &said.content), ("source", &said.source), ("cue", &said.cue)];
        for (field, spans) in pieces {
            assert_eq!(quote[field].as_array().unwrap().len(), spans.len());
            spans.iter().enumerate().for_each(|(j, span)| check(&quote[field][j], *span));
        }
    }
    for (i, actor) in analysis.actors.iter().enumerate() {
        assert_eq!(row["actors"][i]["name"], one_line(actor.name.of(&article.text)));
        for (j, mention) in actor.mentions.iter().enumerate() {
            check(&row["actors"][i]["mentions"][j]["span"], mention.span);
        }
    }
    for (i, stance) in analysis.stances.iter().enumerate() {
        check(&row["stances"][i]["evidence"], stance.evidence);
        check(&row["stances"][i]["target"]["span"], stance.target.span);
    }
}
