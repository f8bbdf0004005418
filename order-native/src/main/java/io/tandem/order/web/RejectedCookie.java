package io.tandem.order.web;

import io.tandem.ledger.AttemptId;
import io.tandem.order.PaymentOrder;
import io.tandem.order.PlaceOrderOutcome.Rejected;
import io.tandem.transaction.TransactionOutcome.Reason;
import io.tandem.web.form.PositiveNumber;
import io.tandem.web.http.Cookies;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Carries a rejected attempt from the form to the page that says so. It is kept nowhere else: MySQL may be away, and another
 * process may answer the next request.
 *
 * <p>Invariant: anybody can write a cookie, so it is taken only as we write it, by the page of its own attempt, and nothing comes of
 * it but one of our fixed texts and what its browser had typed.
 */
final class RejectedCookie {

    static final String NAME = "tandem_rejected";

    /** Long enough to read the page and to load it again. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private static final int LONGEST = 160;
    private static final int PARTS = 5;

    private RejectedCookie() {}

    /** For the attempt's own page, so that two tabs do not take it from each other. */
    static void write(RoutingContext context, Rejected rejected) {
        Cookies.writeWithPath(context, Results.path(rejected.attemptId()), NAME, text(rejected), KEPT);
    }

    static Optional<Rejected> read(RoutingContext context, AttemptId id) {
        return Cookies.readWithPath(context, NAME)
                .flatMap(RejectedCookie::parse)
                .filter(rejected -> rejected.attemptId().equals(id));
    }

    static String text(Rejected rejected) {
        PaymentOrder order = rejected.order();
        return String.join(
                ".",
                rejected.attemptId().toString(),
                rejected.reason().name(),
                Long.toString(order.userId()),
                Long.toString(order.orderId()),
                order.idempotencyKey().map(UUID::toString).orElse(""));
    }

    /** Empty for whatever {@link #text} does not write. */
    static Optional<Rejected> parse(String text) {
        String[] parts = text.length() > LONGEST ? new String[0] : text.split("\\.", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        Optional<AttemptId> id = AttemptId.parse(parts[0]);
        Optional<Reason> reason = Arrays.stream(Reason.values())
                .filter(known -> known.name().equals(parts[1]))
                .findFirst();
        OptionalLong user = PositiveNumber.parse(parts[2]);
        OptionalLong order = PositiveNumber.parse(parts[3]);
        if (id.isEmpty() || reason.isEmpty() || user.isEmpty() || order.isEmpty()) {
            return Optional.empty();
        }
        Optional<UUID> key = AttemptId.parse(parts[4]).map(AttemptId::value);
        PaymentOrder wanted = new PaymentOrder(user.getAsLong(), order.getAsLong(), key);
        return Optional.of(new Rejected(id.get(), wanted, reason.get()))
                // White space, leading zeros, capitals, a key that is none.
                .filter(parsed -> text(parsed).equals(text));
    }
}
