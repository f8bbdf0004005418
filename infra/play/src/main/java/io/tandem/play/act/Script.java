package io.tandem.play.act;

/** What happens in an act. */
@FunctionalInterface
interface Script {

    void play(Act act, Parties parties);
}
