//! The rules, each where it speaks and where it stays silent.

use super::picture::check;

#[test]
fn a_verb_shows_the_stance_of_its_subject() {
    check(
        r"
        The union opposes the merger.
        ========= ~~~~~~~ ^^^^^^^^^^ against
        The union does not support the merger.
        =========      ~~~ ~~~~~~~ ^^^^^^^^^^ against
        The union [does not] support the merger.
        =========       ~~~  ~~~~~~~ ^^^^^^^^^^ against
        Ortiz, a banker from Oslo, rejected the offer on Monday.
        =====                      ~~~~~~~~ ^^^^^^^^^ against
        Ortiz, who backs the merger, spoke first.
        =====      ~~~~~ ^^^^^^^^^^ for
        Ortiz criticised the toll and praised the ferry.
        ===== ~~~~~~~~~~ ^^^^^^^^ against
        =====                         ~~~~~~~ ^^^^^^^^^ for
        Ortiz blamed the delay on Lindqvist.
        ===== ~~~~~~              ^^^^^^^^^ against
        Ortiz prefers a ferry over the bridge.
        ===== ~~~~~~~ ^^^^^^^ for
        ===== ~~~~~~~              ^^^^^^^^^^ against
        ",
    );
}

#[test]
fn a_word_that_is_no_verb_here_shows_nothing() {
    check(
        r"
        The union met the council at the back of the hall.
        Ortiz called the office at noon.
        Ortiz is a tall banker.
        ",
    );
}

#[test]
fn a_person_and_what_they_did_are_two_targets() {
    check(
        r"
        Ortiz praised Lindqvist for her patience.
        ===== ~~~~~~~ ^^^^^^^^^ for
        ===== ~~~~~~~               ^^^^^^^^^^^^ for, inferred
        Ortiz accused Lindqvist of hiding the costs.
        ===== ~~~~~~~ ^^^^^^^^^ against
        ===== ~~~~~~~              ^^^^^^^^^^^^^^^^ against, inferred
        ",
    );
}

#[test]
fn the_agent_of_a_passive_holds_the_stance() {
    check(
        r"
        The merger was rejected by the council.
        ^^^^^^^^^^     ~~~~~~~~    =========== against
        The merger was rejected on Tuesday.
        ",
    );
}

#[test]
fn a_verb_may_need_its_preposition() {
    check(
        r"
        Ortiz called for an inquiry into the sale.
        ===== ~~~~~~ ~~~ ^^^^^^^^^^^^^^^^^^^^^^^^ for
        Ortiz warned against a strike.
        ===== ~~~~~~ ~~~~~~~ ^^^^^^^^ against
        Ortiz warned the driver.
        ",
    );
}

#[test]
fn who_asks_somebody_to_act_is_for_the_act() {
    check(
        r"
        Ortiz urged the council to close the harbour.
        ===== ~~~~~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ for, inferred
        Ortiz asked the council to wait outside.
        ",
    );
}

#[test]
fn a_refusal_turns_the_verb_under_it() {
    check(
        r"
        Ortiz refused to support the toll.
        ===== ~~~~~~~    ~~~~~~~ ^^^^^^^^ against
        Ortiz vowed to repeal the toll.
        ===== ~~~~~    ~~~~~~ ^^^^^^^^ against
        Ortiz vowed not to sign the treaty.
        ===== ~~~~~ ~~~    ^^^^^^^^^^^^^^^ against, inferred
        Ortiz vowed to visit the harbour.
        ",
    );
}

#[test]
fn a_noun_belongs_to_its_owner_or_to_the_subject_of_its_verb() {
    check(
        r"
        Ortiz voiced concern about the toll.
        =====        ~~~~~~~ ~~~~~ ^^^^^^^^ against
        Norway's opposition to the toll surprised Lindqvist.
        ======   ~~~~~~~~~~ ~~ ^^^^^^^^ against
        The union drew criticism from Lindqvist for the strike.
                       ~~~~~~~~~      ========= ~~~ ^^^^^^^^^^ against
        Ortiz's remarks reflect a preference for a longer, slower route.
        =====                     ~~~~~~~~~~ ~~~ ^^^^^^^^^^^^^^^^^^^^^^ for
        The hall heard concern about the toll.
        ",
    );
}

#[test]
fn no_talk_of_something_is_a_stance_against_it() {
    check(
        r"
        Ortiz said that there is no discussion about a second bridge.
        =====                    ~~ ~~~~~~~~~~ ~~~~~ ^^^^^^^^^^^^^^^ against
        Ortiz said that there is a discussion about a second bridge.
        ",
    );
}

#[test]
fn a_noun_can_name_the_holder() {
    check(
        r"
        Ortiz, a critic of the merger, left early.
        =====    ~~~~~~    ^^^^^^^^^^ against, inferred
        Ortiz met a critic of the merger.
        ",
    );
}

#[test]
fn an_adjective_shows_the_stance_of_what_it_is_said_of() {
    check(
        r"
        Ortiz is opposed to the merger.
        =====    ~~~~~~~ ~~ ^^^^^^^^^^ against
        Ortiz remains wary of the merger.
        =====         ~~~~ ~~ ^^^^^^^^^^ against
        Ortiz is opposed.
        ",
    );
}

#[test]
fn calling_something_a_name_judges_it() {
    check(
        r"
        Ortiz called the toll reckless.
        ===== ~~~~~~ ^^^^^^^^ against
        Ortiz described the toll as a step forward.
        ===== ~~~~~~~~~ ^^^^^^^^ for
        Ortiz called the toll office.
        ",
    );
}

#[test]
fn a_judgement_in_somebodys_words_is_theirs() {
    check(
        r"
        “The toll is reckless,” Ortiz said.
         ^^^^^^^^    ~~~~~~~~   ===== against
        “The bridge is not a mistake,” said Ortiz.
         ^^^^^^^^^^          ~~~~~~~        ===== for
        “It is wrong to close the harbour,” Ortiz said.
               ~~~~~    ^^^^^^^^^^^^^^^^^   ===== against
        The toll is reckless.
        ",
    );
}

#[test]
fn what_must_be_done_is_wanted() {
    check(
        r"
        “We must close the harbour,” Ortiz said.
            ~~~~ ^^^^^^^^^^^^^^^^^   ===== for, inferred
        “We must not close the harbour,” Ortiz said.
            ~~~~ ~~~ ^^^^^^^^^^^^^^^^^   ===== against, inferred
        We must close the harbour.
        ",
    );
}

#[test]
fn a_subject_that_is_nobody_turns_the_stance_of_the_speaker() {
    check(
        r"
        “Nobody in the city has proposed a second toll,” Ortiz said.
         ~~~~~~                 ~~~~~~~~ ^^^^^^^^^^^^^   ===== against
        “Somebody in the city has proposed a second toll,” Ortiz said.
        ",
    );
}

#[test]
fn the_innermost_holder_counts() {
    check(
        r"
        Ortiz said that the council opposes a second bridge.
                        =========== ~~~~~~~ ^^^^^^^^^^^^^^^ against, inferred
        Ortiz said that critics attacked the union.
                        ======= ~~~~~~~~ ^^^^^^^^^ against, inferred
        “I oppose the toll,” Ortiz said.
           ~~~~~~ ^^^^^^^^   ===== against
        ",
    );
}

#[test]
fn hedges_are_told() {
    check(
        r"
        Ortiz may back the merger.
        ===== ~~~ ~~~~ ^^^^^^^^^^ for, hedged
        Ortiz seems opposed to the merger.
        ===== ~~~~~ ~~~~~~~ ~~ ^^^^^^^^^^ against, hedged
        Ortiz would not back the merger.
        =====       ~~~ ~~~~ ^^^^^^^^^^ against
        ",
    );
}

#[test]
fn a_pronoun_gives_way_to_what_it_stands_for() {
    check(
        r"
        Ortiz opposes the toll. “I oppose it now,” Ortiz said.
        ===== ~~~~~~~ ^^^^^^^^ against
        =====         ^^^^^^^^     ~~~~~~ against
        ",
    );
}

#[test]
fn a_pronoun_that_stands_for_nothing_known_has_no_stance() {
    check(
        r"
        Lindqvist left. “I oppose it now,” Ortiz said.
        ",
    );
}

#[test]
fn the_object_may_stand_before_its_clause() {
    check(
        r"
        The merger, which Ortiz has criticised, would cost jobs.
        ^^^^^^^^^^        =====     ~~~~~~~~~~ against
        A merger that Ortiz supports would cost jobs.
        ^^^^^^^^      ===== ~~~~~~~~ for
        A merger that Ortiz attended would cost jobs.
        ",
    );
}

#[test]
fn what_is_only_supposed_shows_nothing() {
    check(
        r"
        Lindqvist asked whether Ortiz opposed the merger.
        The ferry will go if Ortiz opposes the merger.
        ",
    );
}

#[test]
fn joined_subjects_hold_a_stance_together() {
    check(
        r"
        Ortiz and Lindqvist oppose the merger.
                  ========= ~~~~~~ ^^^^^^^^^^ against
        =====               ~~~~~~ ^^^^^^^^^^ against, inferred
        Ortiz met the council and Lindqvist opposed the merger.
                                  ========= ~~~~~~~ ^^^^^^^^^^ against
        ",
    );
}

#[test]
fn a_headline_is_read_in_spite_of_its_capitals() {
    check(
        r"
        Ortiz Calls On Lindqvist To Resign.
        ===== ~~~~~ ~~ ^^^^^^^^^^^^^^^^^^^ for, inferred
        Ortiz Back From Harbour Tour.
        ",
    );
}

#[test]
fn what_nobody_says_of_a_thing_is_no_judgement() {
    check(
        r"
        “The truth is bad,” Ortiz said.
        “The toll has been proven to be bad,” Ortiz said.
         ^^^^^^^^                       ~~~   ===== against, inferred
        “I don't think that the toll is fair,” Ortiz said.
             ~~~            ^^^^^^^^    ~~~~   ===== against
        ",
    );
}

#[test]
fn whoever_asks_for_a_thing_not_to_be_done_is_against_it() {
    check(
        r"
        Ortiz asked the council not to close the harbour.
        ===== ~~~~~             ~~~    ^^^^^^^^^^^^^^^^^ against, inferred
        Ortiz urged the council to reject the toll.
        ===== ~~~~~                ~~~~~~ ^^^^^^^^ against
        Ortiz asked the council not to wait outside.
        ",
    );
}

#[test]
fn a_time_between_subject_and_verb_hides_neither() {
    check(
        r"
        Ortiz on Tuesday rejected the toll.
        =====            ~~~~~~~~ ^^^^^^^^ against
        Ortiz last year proposed a second toll.
        =====           ~~~~~~~~ ^^^^^^^^^^^^^ for
        The years of Ortiz proposed nothing.
        ",
    );
}

#[test]
fn a_participle_that_opens_its_sentence_belongs_to_what_follows() {
    check(
        r"
        In rejecting the toll, Ortiz broke with the council.
           ~~~~~~~~~ ^^^^^^^^  ===== against
                               ===== ~~~~~ ~~~~ ^^^^^^^^^^^ against
        In rejecting the toll, nobody spoke for Ortiz.
        ",
    );
}

#[test]
fn who_is_named_as_an_example_holds_the_stance_too() {
    check(
        r"
        The council, including Ortiz and Lindqvist, opposes the merger.
        ===========                                 ~~~~~~~ ^^^^^^^^^^ against
                               =====                ~~~~~~~ ^^^^^^^^^^ against, inferred
                                         =========  ~~~~~~~ ^^^^^^^^^^ against, inferred
        The council, near Ortiz and Lindqvist, opposes the merger.
        ===========                            ~~~~~~~ ^^^^^^^^^^ against
        ",
    );
}

#[test]
fn little_of_a_thing_is_its_lack() {
    check(
        r"
        “There is not much support for the toll,” Ortiz said.
                  ~~~      ~~~~~~~ ~~~ ^^^^^^^^   ===== against
        “There is little support for the toll,” Ortiz said.
                  ~~~~~~ ~~~~~~~ ~~~ ^^^^^^^^   ===== against
        Ortiz yields to nobody in the council.
        ",
    );
}

#[test]
fn who_wants_a_thing_judged_judges_it() {
    check(
        r"
        The union wants the council to declare the toll unlawful.
        ========= ~~~~~                ~~~~~~~ ^^^^^^^^ against
        ",
    );
}

#[test]
fn a_condition_shows_nothing() {
    check(
        r"
        The toll would rise if Norland did not act to oppose the merger.
        ",
    );
}

#[test]
fn the_us_is_a_country_and_no_pronoun() {
    check(
        r"
        Ortiz opposes US tariffs.
        ===== ~~~~~~~ ^^^^^^^^^^ against
        ",
    );
}
