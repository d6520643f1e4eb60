//! Fuzzes the parser that has the name of this binary.
#![no_main]

#[path = "check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let target = check::TARGETS.into_iter().find(|(name, _)| *name == env!("CARGO_BIN_NAME"));
    let (_, check) = target.expect("a target of this name");
    check(bytes);
});
