package io.tandem.bench.load;

import java.util.List;

/**
 * What to load, and how.
 *
 * @param urls of the order processes; orders are spread over them
 * @param callers in closed loop, each of which begins anew as soon as it is answered; in open loop the connections that are there
 *     before the first order is due
 * @param perSecond 0: closed loop. Else open loop: orders come at random moments at this mean rate, whether or not earlier ones
 *     are answered, and are timed from the moment they were due
 * @param seconds in which orders begin
 * @param firstOrder its number; those after it are counted up
 * @param duplicatePercent of the orders have one of the hundred numbers before theirs
 * @param watch whether each order's shipment is waited for, and timed
 */
public record LoadRequest(
        List<String> urls,
        int callers,
        double perSecond,
        double seconds,
        long firstOrder,
        double duplicatePercent,
        boolean watch) {}
