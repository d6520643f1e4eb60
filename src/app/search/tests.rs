//! The search without a reader: every hit is gone to in turn, whatever the article's size.

use std::sync::Arc;

use proptest::prelude::*;

use super::{Direction, Found, Pattern, Round, Search, Span, Stretches};
use crate::{article::Article, page::tests::article};

fn search(article: &Article, words: &str) -> Search {
    let stretches = Arc::new(Stretches::new(article));
    Search::new(Pattern::new(words).unwrap(), Direction::Forward, stretches)
}

/// Goes to a hit, over as many turns as it takes.
fn go(search: &mut Search, article: &Article, way: (Direction, usize, usize)) -> Found {
    search.want(way.0, way.1, way.2);
    loop {
        let found = search.go_on(article);
        if found != Found::NotYet || !search.is_looking() {
            return found;
        }
    }
}

fn count(search: &mut Search, article: &Article) {
    while search.is_busy() {
        assert_eq!(search.go_on(article), Found::NotYet);
    }
}

/// Three paragraphs of some stretches with a hit in each.
fn long() -> Article {
    let filler = "nothing here. ".repeat(3000);
    article(format!("one toll {filler}\n\n{filler} two toll\n\n{filler}\n\nthree tolls"))
}

#[test]
fn hits_are_gone_to_one_by_one_and_round_the_ends() {
    let article = long();
    let mut search = search(&article, "toll");
    let mut from = 0;
    for (number, round) in [(1, false), (2, false), (3, false), (1, true)] {
        let Found::Hit(hit, went) = go(&mut search, &article, (Direction::Forward, from, 1)) else {
            panic!("no hit {number}");
        };
        assert_eq!(went == Round::FromStart, round);
        count(&mut search, &article);
        assert_eq!(search.shown(), format!("{number}/3"));
        from = hit.span.start + 1;
    }
    let Found::Hit(hit, Round::FromEnd) = go(&mut search, &article, (Direction::Back, 3, 1)) else {
        panic!("no hit before the first");
    };
    assert_eq!(search.shown(), "3/3");
    assert_eq!(hit.span.of(&article.text), "toll");
}

#[test]
fn a_count_goes_as_many_hits_further_and_round() {
    let article = long();
    let mut search = search(&article, "toll");
    for (times, number) in [(1, 1), (3, 3), (4, 1), (999_999, 3)] {
        go(&mut search, &article, (Direction::Forward, 0, times));
        count(&mut search, &article);
        assert_eq!(search.shown(), format!("{number}/3"), "{times} forward");
        let end = article.text.len();
        go(&mut search, &article, (Direction::Back, end, times));
        assert_eq!(search.shown(), format!("{}/3", 4 - number), "{times} back");
    }
}

#[test]
fn what_is_not_there_is_not_found() {
    let article = long();
    for words in ["train", "here.\\n\\nnothing", "^two"] {
        let mut search = search(&article, words);
        assert_eq!(go(&mut search, &article, (Direction::Forward, 9, 2)), Found::Nothing);
        assert_eq!(search.shown(), "nothing found");
    }
    let mut search = search(&article, "^three tolls$");
    assert!(matches!(go(&mut search, &article, (Direction::Forward, 9, 1)), Found::Hit(..)));
}

#[test]
fn no_turn_reads_more_than_its_share() {
    let article = article("It went on and on, and no toll was paid. ".repeat(50_000));
    let mut search = search(&article, "on");
    let turns = std::iter::from_fn(|| search.is_busy().then(|| search.go_on(&article))).count();
    let share = article.text.len() / super::TURN;
    assert!((share..share + 3).contains(&turns), "{turns} turns for {share} shares");
    assert_eq!(search.shown(), "100000 hits");
    // What may fit nothing at all is tried at every character.
    let mut slow = self::search(&article, "x*");
    let slow = std::iter::from_fn(|| slow.is_busy().then(|| slow.go_on(&article))).count();
    assert!(slow > 7 * turns, "{slow} turns, not {turns}");
}

#[test]
fn a_search_for_nothing_ends() {
    let article = article("aaa bb 漢字\n\nccc".to_owned());
    let mut search = search(&article, "x*");
    assert_eq!(go(&mut search, &article, (Direction::Forward, 0, 1)), Found::Nothing);
}

#[test]
fn a_hit_is_found_whole_where_a_long_paragraph_was_cut() {
    let text = format!("{}two words{}", "a ".repeat(8 * 1024 - 2), " b".repeat(9000));
    let article = article(text);
    let mut search = search(&article, "two words");
    let Found::Hit(hit, _) = go(&mut search, &article, (Direction::Forward, 0, 1)) else {
        panic!("not found");
    };
    assert_eq!(hit.span.of(&article.text), "two words");
    assert!(search.stretches.at(hit.span.start) < search.stretches.at(hit.span.end));
    search.look_around(&article, Span::new(hit.span.end, hit.span.end + 100));
    assert_eq!(search.hits(Span::new(hit.span.end - 2, hit.span.end + 9)), [hit.span]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn walking_visits_every_hit_in_order(
        parts in prop::collection::vec("[ab \n]{0,9}|c{3000}", 0..30),
        back in any::<bool>(),
    ) {
        let article = article(parts.concat());
        let mut search = search(&article, "a|b+");
        let lines = article.paragraphs.iter().flat_map(|p| {
            let pattern = Pattern::new("a|b+").unwrap();
            let (text, mut at) = (p.of(&article.text), 0);
            std::iter::from_fn(move || {
                let found = pattern.find(text, at)?;
                at = found.1;
                Some(Span::new(p.start + found.0, p.start + found.1))
            })
        });
        let mut expected: Vec<Span> = lines.collect();
        let (way, mut from) = if back {
            expected.reverse();
            (Direction::Back, article.text.len())
        } else {
            (Direction::Forward, 0)
        };
        for hit in &expected {
            let Found::Hit(found, Round::Straight) = go(&mut search, &article, (way, from, 1)) else {
                panic!("{hit:?} is not found");
            };
            prop_assert_eq!(found.span, *hit);
            from = if back { hit.start } else { hit.start + 1 };
        }
    }
}
