//! The program as its users meet it: the command line, and the reader in a pseudo-terminal.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod any;
mod command;
#[cfg(unix)]
mod config;
#[cfg(unix)]
mod copying;
#[cfg(unix)]
mod editing;
mod evaluate;
mod lines;
#[cfg(unix)]
mod lists;
mod pages;
#[cfg(feature = "network")]
mod picture;
mod print;
#[cfg(unix)]
mod reader;
mod refusal;
#[cfg(unix)]
mod reloading;
#[cfg(unix)]
mod remembering;
mod replay;
#[cfg(feature = "fetch")]
mod server;
#[cfg(unix)]
mod terminal;
mod untouched;
#[cfg(all(feature = "fetch", unix))]
mod web;
