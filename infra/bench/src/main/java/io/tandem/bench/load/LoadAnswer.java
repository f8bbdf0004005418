package io.tandem.bench.load;

import io.tandem.load.client.Times;
import java.util.List;

/**
 * What came of it.
 *
 * @param created answered 201
 * @param exists answered 409
 * @param notSent because all our connections were in use
 * @param refused answered otherwise, or not at all
 * @param refusal one of those answers, for the log; empty if there was none
 * @param seconds from the first beginning to the last answer
 * @param reply of those that were created
 * @param endToEnd from the beginning until another connection saw the shipment's row; empty times if it was not watched
 * @param unseen created, and no shipment within the patience
 * @param eachQuarter orders created in each quarter of a second
 */
public record LoadAnswer(
        long created,
        long exists,
        long notSent,
        long refused,
        String refusal,
        double seconds,
        Times reply,
        Times endToEnd,
        long unseen,
        List<Integer> eachQuarter) {

    public double perSecond() {
        return created / seconds;
    }
}
