//! The engine on whole texts: the samples against their facts, the samples under other names,
//! and short texts with their facts drawn under them.
//!
//! `BLESS=1 cargo test --test corpus` rewrites the expectations to what the engine now says. It
//! marks each difference from the truth and leaves it to you to say above it, in a line that
//! begins with `# wrong`, what is wrong. Never bless a change that you have not read.

#[cfg(test)]
mod facts;
#[cfg(test)]
mod picture;
#[cfg(test)]
mod standing;
#[cfg(test)]
mod swap;
#[cfg(test)]
mod undecided;
