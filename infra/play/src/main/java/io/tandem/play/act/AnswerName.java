package io.tandem.play.act;

import io.tandem.faults.history.Told;

/** Names of answers, for the page. */
final class AnswerName {

    private AnswerName() {}

    static String of(Told told) {
        if (told instanceof Told.Placed) {
            return "placed";
        }
        if (told instanceof Told.Exists) {
            return "exists";
        }
        if (told instanceof Told.KeyReused) {
            return "key-reused";
        }
        if (told instanceof Told.InDoubt) {
            return "in-doubt";
        }
        if (told instanceof Told.Refused) {
            return "refused";
        }
        return told instanceof Told.Nothing ? "nothing" : "off-contract";
    }
}
