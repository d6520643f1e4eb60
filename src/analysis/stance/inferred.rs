//! What no cue says in so many words: the inferred tier, each rule where it speaks and where it
//! stays silent.

use super::picture::check;

#[test]
fn a_cue_whose_clause_is_not_seen_through_belongs_to_the_subject_of_the_sentence() {
    check(
        r"
        Ortiz spent a year in court fighting the merger.
        =====                       ~~~~~~~~ ^^^^^^^^^^ against, inferred
        Somebody spent a year in court fighting the merger.
        ",
    );
}

#[test]
fn what_speakers_promise_and_forbid_they_want_or_do_not_want() {
    check(
        r"
        “We will close the harbour,” Ortiz said.
            ~~~~ ^^^^^^^^^^^^^^^^^   ===== for, inferred
        “We have to close the harbour,” Ortiz said.
            ~~~~    ^^^^^^^^^^^^^^^^^   ===== for, inferred
        “We cannot sell the harbour,” Ortiz said.
            ~~~~~~ ^^^^^^^^^^^^^^^^   ===== against, inferred
        “Let us sell the harbour,” Ortiz said.
         ~~~    ^^^^^^^^^^^^^^^^   ===== for, inferred
        “They will close the harbour,” Ortiz said.
        ",
    );
}

#[test]
fn what_somebody_should_do_is_the_wish_of_the_speaker() {
    check(
        r"
        “The council should back the toll,” Ortiz said.
                     ~~~~~~ ^^^^^^^^^^^^^   ===== for, inferred
        “The council may back the toll,” Ortiz said.
         =========== ~~~ ~~~~ ^^^^^^^^ for, hedged, inferred
        ",
    );
}

#[test]
fn what_is_denied_of_a_thing_is_what_they_are_against() {
    check(
        r"
        “Our paper won't print his columns,” Ortiz said.
                     ~~~ ^^^^^^^^^^^^^^^^^   ===== against, inferred
        “Our paper prints his columns,” Ortiz said.
        ",
    );
}

#[test]
fn words_that_sound_bad_lean_against_what_they_are_about() {
    check(
        r"
        “Lindqvist has lied and stolen,” Ortiz said.
         ^^^^^^^^^     ~~~~     ~~~~~~   ===== against, inferred
        “The toll will ruin this town,” Ortiz said.
         ^^^^^^^^      ~~~~             ===== against, inferred
        “Lindqvist never came to the harbour,” Ortiz said.
         ^^^^^^^^^ ~~~~~                       ===== against, inferred
        “Lindqvist came to the harbour,” Ortiz said.
        Lindqvist has lied and stolen.
        ",
    );
}
