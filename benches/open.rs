//! How long a page takes to open, beside what the extraction library alone takes for it.
//!
//! `cargo bench --bench open` times both on a page of a megabyte, and fails where opening takes more
//! than one and a half times as long.

#![expect(clippy::disallowed_methods, reason = "a bench measures time")]
#![expect(clippy::expect_used, reason = "a bench that cannot go on has failed")]

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use criterion::Criterion;
use dom_smoothie::Readability;
use sayso::source::{self, Format};

/// How many times as long as the library opening may take.
const MOST: f64 = 1.5;
/// How often each is timed for the comparison.
const ROUNDS: usize = 15;

/// A page of a megabyte with blocks of every kind and with links.
fn page() -> String {
    let part = "<h2>What it costs</h2><p>The harbour board met again on <a href='/monday'>Monday\
        </a>, heard from the fishers, who asked for a later start, and from <b>the mayor</b>, who \
        said that “the quay” could not wait, whatever it costs and whoever pays for it.</p>\
        <blockquote><p>We will keep it open, and we will keep it dry, through the winter and the \
        spring.</p></blockquote><ul><li>the quay, which is old</li><li>the crane, which is new\
        </li></ul><figure><img src='a.png'><figcaption>The quay in May</figcaption></figure>\
        <table><tr><th>who<th>how much</tr><tr><td>Ann Lee<td>two</tr></table>";
    let body = part.repeat((1 << 20) / part.len() + 1);
    format!(
        "<!DOCTYPE html><html lang=en><head><title>Quay</title></head><body><nav><a href=/>Home</a>\
         </nav><article>{body}</article><footer>All is kept.</footer></body></html>"
    )
}

fn alone(page: &str) {
    let mut readability = Readability::new(page, None, None).expect("a page");
    black_box(readability.parse().expect("an article"));
}

fn opened(page: &str) {
    black_box(source::read(page.as_bytes(), Format::Html, "the bench").expect("an article"));
}

/// The median time of several runs, the two taken in turn so that both meet the same weather.
fn medians(page: &str) -> [Duration; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        for (run, times) in [alone as fn(&str), opened].iter().zip(&mut times) {
            let begin = Instant::now();
            run(page);
            times.push(begin.elapsed());
        }
    }
    times.map(|mut times| {
        times.sort_unstable();
        times[ROUNDS / 2]
    })
}

fn main() {
    let page = page();
    let mut criterion = Criterion::default().sample_size(15).configure_from_args();
    let mut group = criterion.benchmark_group("a page of a megabyte");
    group.bench_function("extraction alone", |bencher| bencher.iter(|| alone(&page)));
    group.bench_function("opened", |bencher| bencher.iter(|| opened(&page)));
    group.finish();
    criterion.final_summary();
    let [alone, opened] = medians(&page);
    let times = opened.as_secs_f64() / alone.as_secs_f64();
    assert!(times <= MOST, "opening takes {times:.2} times as long: {opened:?} and {alone:?}");
}
