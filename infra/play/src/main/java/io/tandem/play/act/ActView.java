package io.tandem.play.act;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * An act as the page shows it.
 *
 * @param number which press of a button it is, from 1
 * @param phase {@code going}, {@code healing}, {@code healed}, {@code wrong}, {@code open} or {@code failed}
 * @param tookMs from its beginning until now, or until it ended
 * @param broken what is broken now: {@code link:how}, {@code node:how}
 * @param waiting half messages that lie open at the broker
 * @param attempts as {@code GET /api/trace} has them
 */
public record ActView(
        long number,
        String id,
        String phase,
        long tookMs,
        List<String> broken,
        int waiting,
        List<Note> notes,
        List<Paid> payments,
        List<JsonNode> attempts) {

    /**
     * A line of what is done and seen.
     *
     * @param key names the sentence; the arguments go into it
     */
    public record Note(long atMs, String key, List<String> arguments) {}

    /**
     * A payment, and what is really there.
     *
     * @param told empty as long as there is no answer
     * @param ordered whether the order is this user's
     * @param shipped whether it was shipped to this user
     * @param ledger what the ledger says, empty if nothing
     * @param checkBack what the last check-back was answered, empty if there was none
     */
    public record Paid(
            long user, long order, String told, boolean ordered, boolean shipped, String ledger, String checkBack) {}
}
