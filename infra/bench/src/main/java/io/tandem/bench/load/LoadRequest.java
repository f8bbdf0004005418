package io.tandem.bench.load;

import java.util.List;

/**
 * What to load, and how.
 *
 * @param urls of the order processes; callers are spread over them
 * @param callers connections, each with one request at a time
 * @param perSecond 0: closed loop, each caller begins anew as soon as it is answered. Else open loop: orders come at random
 *     moments at this mean rate, whether or not earlier ones are answered, and are timed from the moment they came
 * @param seconds in which orders begin
 * @param firstOrder its number; those after it are counted up
 * @param watch whether each order's shipment is waited for, and timed
 */
public record LoadRequest(
        List<String> urls, int callers, double perSecond, double seconds, long firstOrder, boolean watch) {}
