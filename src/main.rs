//! The program: arguments, article, then the terminal or a printout.

fn main() {}
