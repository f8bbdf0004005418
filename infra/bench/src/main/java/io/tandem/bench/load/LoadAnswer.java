package io.tandem.bench.load;

/**
 * What came of it.
 *
 * @param created answered 201
 * @param refused answered otherwise
 * @param refusal the first of those answers, for the log; empty if there was none
 * @param seconds from the first beginning to the last answer
 * @param reply of those that were created
 * @param endToEnd from the beginning until another connection saw the shipment's row; empty times if nobody watched
 * @param unseen created, and no shipment within the patience
 */
public record LoadAnswer(
        long created, long refused, String refusal, double seconds, Times reply, Times endToEnd, long unseen) {

    public double perSecond() {
        return created / seconds;
    }
}
