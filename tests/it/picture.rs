//! The picture in the README is one of the reader as it is.

#[path = "../../examples/picture.rs"]
#[expect(dead_code, unreachable_pub, reason = "the example is a program too")]
mod example;

#[test]
#[expect(clippy::disallowed_methods, reason = "the test reads the picture")]
fn the_picture_shows_the_reader_as_it_is() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/picture.svg");
    let kept = std::fs::read_to_string(path).unwrap();
    let drawn = example::drawn().unwrap();
    assert!(kept == drawn, "draw it anew: cargo run --example picture > assets/picture.svg");
}
