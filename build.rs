//! Links the program to a fixed address.
//!
//! A program that may lie anywhere has the addresses in its tables written when it starts, here forty
//! thousand of them: a third of a millisecond, a megabyte of file and nearly two of memory each
//! time. Libraries, heap and stack still lie anywhere.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|own| own == value);
    // Elsewhere it is not possible, or done in another way.
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
