//! Who has not decided, and what only looks so.

use super::picture::check;

#[test]
fn who_has_not_decided_is_open() {
    check(
        r"
        Ortiz did not rule out a second bridge.
        =====     ~~~ ~~~~ ~~~ ^^^^^^^^^^^^^^^ open
        Ortiz refused to rule out a strike.
        ===== ~~~~~~~    ~~~~ ~~~ ^^^^^^^^ open
        “We are not ruling out a strike,” Ortiz said.
                ~~~ ~~~~~~ ~~~ ^^^^^^^^   ===== open
        Ortiz did not exclude a merger.
        =====     ~~~ ~~~~~~~ ^^^^^^^^ open
        Ortiz has not decided whether to sell the harbour.
        =====     ~~~ ~~~~~~~ ~~~~~~~    ^^^^^^^^^^^^^^^^ open
        Ortiz has not decided whether or not to sell the harbour.
        =====     ~~~ ~~~~~~~ ~~~~~~~           ^^^^^^^^^^^^^^^^ open
        “I have not decided on the merger,” Ortiz said.
                ~~~ ~~~~~~~ ~~ ^^^^^^^^^^   ===== open
        Ortiz has yet to decide on the merger.
        ===== ~~~ ~~~    ~~~~~~ ~~ ^^^^^^^^^^ open
        Ortiz has yet to endorse the merger.
        ===== ~~~ ~~~    ~~~~~~~ ^^^^^^^^^^ open
        Ortiz said that she had not made up her mind about the merger.
        =====                   ~~~ ~~~~ ~~     ~~~~ ~~~~~ ^^^^^^^^^^ open
        Ortiz has not said whether she backs the merger.
        =====     ~~~ ~~~~ ~~~~~~~ ^^^^^^^^^^^^^^^^^^^^ open
        Ortiz declined to say whether she would sign the bill.
        ===== ~~~~~~~~    ~~~ ~~~~~~~           ^^^^^^^^^^^^^ open
        “I don't know whether the toll is fair,” Ortiz said.
             ~~~ ~~~~ ~~~~~~~ ^^^^^^^^^^^^^^^^   ===== open
        ",
    );
}

#[test]
fn who_keeps_silent_about_something_is_open() {
    check(
        r"
        Ortiz has not said when she will close the harbour.
        =====     ~~~ ~~~~ ~~~~          ^^^^^^^^^^^^^^^^^ open
        Ortiz kept mum about the merger.
        ===== ~~~~ ~~~ ~~~~~ ^^^^^^^^^^ open
        “I don't have a position on the merger,” Ortiz said.
             ~~~ ~~~~   ~~~~~~~~ ~~ ^^^^^^^^^^   ===== open
        Ortiz has said when she will close the harbour.
        Ortiz has a position on the board.
        ",
    );
}

#[test]
fn who_is_weighing_something_or_takes_no_side_is_open() {
    check(
        r"
        Ortiz is weighing a second bridge.
        =====    ~~~~~~~~ ^^^^^^^^^^^^^^^ open
        Ortiz is mulling a strike.
        =====    ~~~~~~~ ^^^^^^^^ open
        Ortiz is thinking of selling the harbour.
        =====    ~~~~~~~~ ~~ ^^^^^^^^^^^^^^^^^^^ open
        Ortiz is exploring a merger.
        =====    ~~~~~~~~~ ^^^^^^^^ open
        Ortiz would consider a lower toll.
        ===== ~~~~~ ~~~~~~~~ ^^^^^^^^^^^^ open, hedged
        Ortiz is still debating whether to run.
        =====          ~~~~~~~~ ~~~~~~~    ^^^ open
        Ortiz stopped short of endorsing the merger.
        ===== ~~~~~~~ ~~~~~ ~~ ^^^^^^^^^^^^^^^^^^^^ open, hedged
        Ortiz hesitated to endorse the merger.
        ===== ~~~~~~~~~    ^^^^^^^^^^^^^^^^^^ open
        Ortiz neither backed nor opposed the merger.
        =====                ~~~ ~~~~~~~ ^^^^^^^^^^ open
        Ortiz left open the possibility of a strike.
        ===== ~~~~ ~~~~     ~~~~~~~~~~~ ~~ ^^^^^^^^ open
        Ortiz left the door open to a strike.
        ===== ~~~~     ~~~~ ~~~~ ~~ ^^^^^^^^ open
        Ortiz said that she was keeping an open mind about the merger.
        =====                   ~~~~~~~    ~~~~ ~~~~ ~~~~~ ^^^^^^^^^^ open
        Ortiz took no position on the strike.
        ===== ~~~~ ~~ ~~~~~~~~ ~~ ^^^^^^^^^^ open
        Ortiz abstained on the merger.
        ===== ~~~~~~~~~ ~~ ^^^^^^^^^^ open
        Ortiz remains neutral on the merger.
        =====         ~~~~~~~ ~~ ^^^^^^^^^^ open
        Ortiz is undecided about the merger.
        =====    ~~~~~~~~~ ~~~~~ ^^^^^^^^^^ open
        Ortiz is torn over the merger.
        =====    ~~~~ ~~~~ ^^^^^^^^^^ open
        Ortiz is not sure about the merger.
        =====    ~~~ ~~~~ ~~~~~ ^^^^^^^^^^ open
        Ortiz is on the fence about the merger.
        =====    ~~ ~~~ ~~~~~ ~~~~~ ^^^^^^^^^^ open
        Ortiz is open to a lower toll.
        =====    ~~~~ ~~ ^^^^^^^^^^^^ open, hedged
        Ortiz said that all options are on the table.
        =====               ^^^^^^^     ~~ ~~~ ~~~~~ open
        ",
    );
}

#[test]
fn what_only_looks_undecided_is_not_open() {
    check(
        r"
        Ortiz ruled out a strike.
        ===== ~~~~~ ~~~ ^^^^^^^^ against
        Ortiz ruled that the strike was lawful.
        =====            ^^^^^^^^^^     ~~~~~~ for
        Ortiz is not considering a strike.
        =====    ~~~ ~~~~~~~~~~~ ^^^^^^^^ against
        Ortiz would not consider a strike.
        =====       ~~~ ~~~~~~~~ ^^^^^^^^ against
        Ortiz is not thinking of selling the harbour.
        =====    ~~~ ~~~~~~~~ ~~ ^^^^^^^^^^^^^^^^^^^ against
        Ortiz is not thinking about a strike.
        =====    ~~~ ~~~~~~~~ ~~~~~ ^^^^^^^^ against
        Ortiz is thinking about the strike.
        Ortiz is considered a threat.
        Ortiz considers the toll a mistake.
        ===== ~~~~~~~~~ ^^^^^^^^ against
        Whether or not the council agrees, Ortiz will close the harbour.
        Ortiz weighed the parcels.
        Ortiz decided against a strike.
        ===== ~~~~~~~ ~~~~~~~ ^^^^^^^^ against
        Ortiz decided to close the harbour.
        ===== ~~~~~~~    ^^^^^^^^^^^^^^^^^ for, inferred
        Ortiz left the office open.
        Ortiz asked whether the hall was full.
        The union debated the merger with Lindqvist.
        “I am not undecided,” Ortiz said.
        Ortiz is no longer undecided about the merger.
        Ortiz stopped short of the line.
        Ortiz explored the harbour.
        Ortiz studied law.
        Ortiz opened a second office.
        Ortiz knows whether the hall is full.
        Ortiz said whether the hall was full.
        Ortiz decided whether the hall should close.
        ",
    );
}
