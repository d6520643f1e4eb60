//! sayso finds who says what in an article, and where they stand, and shows it in a terminal.
//!
//! # The route
//! One text, spans into it, and one way through the house:
//!
//! ```text
//!  bytes ──source──▶ Article ──analysis──▶ Analysis ──page──▶ Page ──tui──▶ Frame
//!                                            └────report──▶ JSON, text
//!  key ──keymap──▶ Action ──update──▶ App (+ Effect) ──loop──▶ the world
//! ```
//!
//! # The floors
//! A module imports only from floors below its own; `tidy` holds this.
//!
//! ```text
//!  main
//!  manual
//!  tui
//!  report    source    library   cli    config
//!  browse
//!  app
//!  page
//!  evaluate
//!  analysis
//!  lexicon
//!  fact      shelf
//!  article   anchor
//!  text
//! ```
//!
//! # Invariants
//! 1. `analysis` knows no screen, file, clock or connection. It returns facts, never errors.
//! 2. Only `source`, `config` and `library` read files; only `main`, `tui`, `report` and `library`
//!    write.
//! 3. Drawing takes `&App` and changes nothing; layout is made in `update`.
//! 4. Places (reading place, current quotation, hits) are bytes of the article, never rows.
//! 5. Every fact carries its evidence: spans, the rule that spoke, and how sure it is.
//! 6. Facts of a stage are sorted by start; spans end on character boundaries.
//! 7. Every key stands in one table with its action and its help.
//! 8. A colour is named only in the theme, and nothing is told by colour alone.
//! 9. Text from outside is sanitised once, in `source`.
//! 10. Byte spans inside, code points in the JSON; `report` converts in one pass.

pub mod analysis;
pub mod anchor;
pub mod app;
pub mod article;
pub mod browse;
pub mod cli;
pub mod config;
pub mod evaluate;
pub mod fact;
pub mod lexicon;
pub mod library;
pub mod manual;
pub mod page;
pub mod report;
pub mod shelf;
pub mod source;
pub mod text;
pub mod tui;

#[cfg(test)]
mod tidy;
