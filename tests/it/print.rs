//! What is printed where there is no screen.

use std::{
    io::{BufRead, BufReader},
    process::Stdio,
};

use serde_json::Value;

use crate::command::{Files, program, run};

#[test]
fn a_pipe_gets_the_article_and_who_says_what() {
    let text = "The quay was closed.\n\nNobody came.\n";
    let printed = run(&["-"], text.as_bytes());
    assert_eq!((printed.status, &*printed.err), (Some(0), ""));
    let begins = "¶1 The quay was closed.\n\n¶2 Nobody came.\n\nWho says what\n";
    assert!(printed.out.starts_with(begins), "{}", printed.out);
    assert_eq!(run::<&str>(&[], text.as_bytes()).out, printed.out);
    assert_eq!(run(&["--plain", "-"], text.as_bytes()).out, printed.out);
}

#[test]
fn samples_are_listed_and_opened() {
    let listed = run(&["sample"], b"");
    assert_eq!((listed.status, listed.out.lines().count()), (Some(0), 3));
    for line in listed.out.lines() {
        let (name, title) = line.split_once(' ').unwrap();
        let opened = run(&["sample", name], b"");
        assert_eq!(opened.status, Some(0));
        assert_eq!(opened.out.lines().next().unwrap(), title.trim());
    }
}

#[test]
fn a_file_may_be_called_like_a_command() {
    let files = Files::new();
    files.add("sample", "A file of mine.");
    for arguments in [&["./sample"][..], &["--", "sample"]] {
        let output = program().args(arguments).current_dir(files.folder()).output().unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        assert!(out.starts_with("¶1 A file of mine.\n"), "{out}");
    }
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    let files = Files::new();
    let long = files.add("long.txt", "The board met again.\n\n".repeat(40_000));
    for command in [&["--plain"][..], &["analyze"], &["analyze", "--format", "text"]] {
        let rules = ["--engine", "rules"];
        let mut child =
            program().args(command).args(rules).arg(&long).stdin(Stdio::null()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut String::new()).unwrap();
        drop(out);
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), &*err), (Some(0), ""), "{command:?}");
    }
}

#[test]
fn an_encoding_that_was_guessed_is_said() {
    let files = Files::new();
    let path = files.add("a.txt", b"\x93No,\x94 said Zo\xeb Lind.");
    let printed = run(&[&path], b"");
    assert!(printed.out.starts_with("¶1 “No,” said Zoë Lind.\n"), "{}", printed.out);
    assert_eq!(printed.err, format!("sayso: {}: read as Windows-1252\n", path.display()));
    let piped = run(&["analyze"], b"\xff\xfeh\0i\0");
    assert_eq!(piped.err, "sayso: standard input: read as UTF-16\n");
}

#[test]
fn an_article_as_json_keeps_its_fields_in_order() {
    let files = Files::new();
    let path = files
        .add("quay.md", "---\nauthor: Ann Lee\ndate: 3 May\n---\n# Quay\n\n“Né 😀!” she said.\n");
    let printed = run(&["analyze".as_ref(), path.as_os_str()], b"");
    assert_eq!((printed.status, &*printed.err), (Some(0), ""));
    let json: Value = serde_json::from_str(&printed.out).unwrap();
    assert_eq!((&json["schema"], &json["offsets"]), (&"sayso/1".into(), &"code points".into()));
    assert_eq!((&json["id"], &json["title"]), (&"quay".into(), &"Quay".into()));
    assert_eq!((&json["byline"], &json["date"]), (&"Ann Lee".into(), &"3 May".into()));
    assert_eq!(json["source"], path.to_str().unwrap());
    assert_eq!(json["language"], Value::Null);
    assert_eq!(json["paragraphs"], serde_json::json!([[0, 17]]));
    let fields: Vec<_> = printed
        .out
        .lines()
        .filter_map(|line| line.strip_prefix("  \""))
        .filter_map(|line| line.split('"').next())
        .collect();
    assert_eq!(
        fields,
        [
            "schema",
            "offsets",
            "generator",
            "id",
            "title",
            "byline",
            "date",
            "source",
            "site",
            "language",
            "text",
            "paragraphs",
            "kinds",
            "headings",
            "links",
            "actors",
            "quotes",
            "issues",
            "stances"
        ]
    );
}

#[test]
fn help_and_version_are_printed_on_standard_output() {
    for arguments in
        [&["--help"][..], &["-h"], &["sample", "-h"], &["analyze", "-h"], &["evaluate", "-h"]]
    {
        let help = run(arguments, b"");
        assert_eq!((help.status, &*help.err), (Some(0), ""));
        assert!(help.out.contains("Usage: sayso"), "{}", help.out);
        assert!(help.out.lines().all(|line| line.chars().count() <= 80), "{}", help.out);
    }
    let version = run(&["--version"], b"");
    assert_eq!(version.out, format!("sayso {}\n", env!("CARGO_PKG_VERSION")));
}

#[cfg(feature = "network")]
#[test]
fn the_network_speaks_unless_the_rules_alone_are_asked_for() {
    let text = "Critics argued that the cost was too high.\n\n“It will do,” Mayor Ortiz said.";
    let finders = |engine: &[&str]| -> Vec<Value> {
        let printed = run(&[&["analyze"], engine].concat(), text.as_bytes());
        assert_eq!((printed.status, &*printed.err), (Some(0), ""));
        let analysis: Value = serde_json::from_str(&printed.out).unwrap();
        let quotes = analysis["quotes"].as_array().unwrap().clone();
        quotes.iter().map(|quote| quote["rule"].clone()).collect()
    };
    let (rules, network) = (finders(&["--engine", "rules"]), finders(&[]));
    assert_eq!(finders(&["--engine", "network"]), network);
    assert_eq!((rules.len(), network.len()), (2, 2));
    assert_ne!(rules[0], network[0]);
    // Whose words stand between marks the rules tell, if they find a source.
    assert_eq!(rules[1], network[1]);
}
