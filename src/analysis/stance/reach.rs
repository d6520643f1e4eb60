//! Clauses with more than a subject, a verb and an object, each where a rule sees through them and
//! where it stays silent.

use super::picture::check;

#[test]
fn several_things_are_one_target_if_they_are_named_in_a_few_words() {
    check(
        r"
        Ortiz opposes the toll and the second bridge.
        ===== ~~~~~~~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ against
        Ortiz vowed to close the harbour, build a tram and lower the toll.
        ===== ~~~~~    ^^^^^^^^^^^^^^^^^ for, inferred
        ===== ~~~~~                       ^^^^^^^^^^^^ for, inferred
        ===== ~~~~~                                        ^^^^^^^^^^^^^^ for, inferred
        Ortiz opposes the toll and Lindqvist left.
        ===== ~~~~~~~ ^^^^^^^^ against
        ",
    );
}

#[test]
fn who_is_given_support_does_not_give_it() {
    check(
        r"
        Lindqvist won the endorsement of the union.
        ^^^^^^^^^         ~~~~~~~~~~~    ========= for
        Ortiz, who had the backing of the council, left early.
        ^^^^^              ~~~~~~~    =========== for
        Lindqvist won a medal of the union.
        ",
    );
}

#[test]
fn what_somebody_proposed_is_theirs() {
    check(
        r"
        Lindqvist knows Ortiz's proposed second bridge.
                        =====   ~~~~~~~~ ^^^^^^^^^^^^^ for
        Lindqvist knows the proposed second bridge.
        Lindqvist knows Ortiz's threatened toll.
        ",
    );
}

#[test]
fn what_alarms_somebody_they_are_against() {
    check(
        r"
        The toll has alarmed the council.
        ^^^^^^^^     ~~~~~~~ =========== against
        The toll has alarmed a goose.
        ",
    );
}

#[test]
fn the_clause_that_a_word_like_notion_announces_is_at_issue() {
    check(
        r"
        Ortiz rejected the notion that the toll is fair.
        ===== ~~~~~~~~                 ^^^^^^^^^^^^^^^^ against
        Ortiz proposed an amendment that would lower the toll.
        ===== ~~~~~~~~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ for
        Ortiz rejected the amendment that Lindqvist read.
        ===== ~~~~~~~~ ^^^^^^^^^^^^^ against
        ",
    );
}

#[test]
fn a_verb_that_opens_somebodys_words_asks_for_what_it_says() {
    check(
        r"
        “Reject this toll!” Ortiz said.
         ~~~~~~ ^^^^^^^^^   ===== against
        “Support is growing,” Ortiz said.
        ",
    );
}

#[test]
fn a_colon_opens_a_clause_with_its_own_subject() {
    check(
        r"
        Lindqvist was right: Ortiz spent a year fighting the merger.
                             =====              ~~~~~~~~ ^^^^^^^^^^ against, inferred
        ",
    );
}

#[test]
fn a_participle_after_a_comma_belongs_to_the_nearest_clause_before_it() {
    check(
        r"
        After Lindqvist left, Ortiz held a rally, mocking the council.
                              =====               ~~~~~~~ ^^^^^^^^^^^ against
        ",
    );
}

#[test]
fn who_speaks_for_a_clause_goes_on_after_it() {
    check(
        r"
        Ortiz said the toll was late, and accused Lindqvist of fraud.
        =====                             ~~~~~~~ ^^^^^^^^^ against
        =====                             ~~~~~~~              ^^^^^ against, inferred
        Ortiz left and Lindqvist rejected the toll.
                       ========= ~~~~~~~~ ^^^^^^^^ against
        ",
    );
}

#[test]
fn whoever_pushes_others_to_reject_a_thing_rejects_it() {
    check(
        r"
        Ortiz pushes members to reject the toll.
        ===== ~~~~~~            ~~~~~~ ^^^^^^^^ against
        Ortiz agreed late last year to close the harbour.
        ===== ~~~~~~                   ^^^^^^^^^^^^^^^^^ for, inferred
        ",
    );
}

#[test]
fn an_owner_by_name_keeps_their_stance_whatever_is_denied_around_it() {
    check(
        r"
        Lindqvist did not welcome Ortiz's opposition to the toll.
        =========     ~~~ ~~~~~~~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ against
                                  =====   ~~~~~~~~~~ ~~ ^^^^^^^^ against
        ",
    );
}

#[test]
fn a_target_ends_before_what_the_holder_did_next_and_with_the_mark_it_opened() {
    check(
        r#"
        Ortiz praised the harbour and reveled in a show of pomp.
        ===== ~~~~~~~ ^^^^^^^^^^^ for
        Ortiz praised the harbour and assorted ferries.
        ===== ~~~~~~~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ for
        Ortiz praised the "extraordinary heritage" of the town.
        ===== ~~~~~~~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ for
        Ortiz praised the "heritage of the town. It is ours" again.
        ===== ~~~~~~~ ^^^^^^^^^^^^^^^^^^^^^^^^^ for
        Ortiz rejected the argument that the quay, where Lindqvist fished, was not hers.
        ===== ~~~~~~~~ ^^^^^^^^^^^^ against
        Ortiz argued that those who want to close the quay and its old market are on nobody's side.
        ===== ~~~~~~ ~~~~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ for, inferred
        Ortiz rejected the argument that tolls help fishermen.
        ===== ~~~~~~~~                   ^^^^^^^^^^^^^^^^^^^^ against
        "#,
    );
}

#[test]
fn what_somebody_calls_a_thing_is_told_by_its_noun() {
    check(
        r#"
        Ortiz condemned what she called a “brazen breach” of the rules.
        ===== ~~~~~~~~~                 ^^^^^^^^^^^^^^^^^ against
        Ortiz called the merger "a clear violation" of the rules.
        ===== ~~~~~~ ^^^^^^^^^^ against
        Ortiz defended breaking from her party.
        ===== ~~~~~~~~ ^^^^^^^^^^^^^^^^^^^^^^^ for
        Ortiz opposes credible and authentic talks.
        ===== ~~~~~~~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ against
        "#,
    );
}

#[test]
fn a_judgement_is_heard_behind_words_that_stress_it() {
    check(
        r"
        “Lindqvist is by far the best,” Ortiz said.
         ^^^^^^^^^               ~~~~   ===== for
        “Lindqvist is far and away superior,” Ortiz said.
         ^^^^^^^^^                 ~~~~~~~~   ===== for
        ",
    );
}

#[test]
fn who_does_nothing_but_help_is_not_found_fault_with() {
    check(
        r"
        “Lindqvist has done nothing but mend the quay,” Ortiz said.
        “Lindqvist has done nothing to mend the quay,” Ortiz said.
         ^^^^^^^^^          ~~~~~~~                    ===== against, inferred
        ",
    );
}

#[test]
fn brackets_after_a_name_hide_no_fellow() {
    check(
        r"
        Ortiz (D-Texas) and Lindqvist oppose the merger.
                            ========= ~~~~~~ ^^^^^^^^^^ against
        =====                         ~~~~~~ ^^^^^^^^^^ against, inferred
        Somebody (D-Texas) and Lindqvist oppose the merger.
                               ========= ~~~~~~ ^^^^^^^^^^ against
        ",
    );
}

#[test]
fn what_somebody_thinks_is_theirs_outside_of_their_words_too() {
    check(
        r"
        Ortiz wrote a letter saying that the council should not close the harbour.
        =====                                        ~~~~~~ ~~~ ^^^^^^^^^^^^^^^^^ against, inferred
        The council should not close the harbour.
        ",
    );
}

#[test]
fn what_somebody_doubts_or_is_not_sure_of_they_do_not_say() {
    check(
        r"
        Ortiz doubts that it is wise to close the harbour.
        ===== ~~~~~~            ~~~~    ^^^^^^^^^^^^^^^^^ against
        “There is little doubt that the toll is reckless,” Ortiz said.
                                    ^^^^^^^^    ~~~~~~~~   ===== against
        Ortiz is sure she could vote for the toll.
        Ortiz is not certain that she could vote for the toll.
        ",
    );
}
