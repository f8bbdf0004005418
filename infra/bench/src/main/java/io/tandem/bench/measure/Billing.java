package io.tandem.bench.measure;

/**
 * What Alibaba Cloud counts of an order's messages, <a href="https://help.aliyun.com/document_detail/427237.htm">each 4 KiB by
 * itself</a>: a transaction message's sending five times, another one's once, a delivery once.
 */
public final class Billing {

    private static final int TRANSACTION = 5;
    private static final double UNIT_BYTES = 4096;
    /** Of one order in a message of its own: attempt id, order, user and time as JSON. */
    private static final double ORDER_BYTES = 130;
    /** Of one order in a group's message: the same in Base64, its key and its properties. */
    private static final double LETTER_BYTES = 380;

    private Billing() {}

    /**
     * Calls an order.
     *
     * @param halfMessages an order
     * @param published messages for a consumer, an order
     */
    public static double calls(double halfMessages, double published) {
        double bytes = published < 1 ? LETTER_BYTES / published : ORDER_BYTES;
        double units = published == 0 ? 0 : Math.ceil(bytes / UNIT_BYTES);
        return units * (TRANSACTION * halfMessages + Math.max(0, published - halfMessages) + published);
    }
}
