package io.tandem.order.web;

import io.tandem.ledger.AttemptId;
import io.tandem.order.PaymentOrder;
import io.tandem.order.PlaceOrderOutcome;
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
 * Carries what the ledger may not know from the form to the page that says so: an attempt that was rejected, or is in doubt. It is kept
 * nowhere else: MySQL may be away, and another process may answer the next request.
 *
 * <p>Invariant: anybody can write a cookie, so it is taken only as we write it, by the page of its own attempt, and nothing comes of
 * it but one of our fixed texts and what its browser had typed.
 */
final class OutcomeCookie {

    static final String NAME = "tandem_outcome";

    /** Long enough to read the page and to load it again. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private static final String IN_DOUBT = "IN_DOUBT";

    private static final int LONGEST = 160;
    private static final int PARTS = 5;

    private OutcomeCookie() {}

    /** For the attempt's own page, so that two tabs do not take it from each other. */
    static void write(RoutingContext context, PlaceOrderOutcome told) {
        Cookies.writeWithPath(context, Results.path(told.attemptId().toString()), NAME, text(told), KEPT);
    }

    static Optional<PlaceOrderOutcome> read(RoutingContext context, AttemptId id) {
        return Cookies.readWithPath(context, NAME).flatMap(OutcomeCookie::parse).filter(told -> told.attemptId()
                .equals(id));
    }

    static String text(PlaceOrderOutcome told) {
        PaymentOrder order = told.order();
        return String.join(
                ".",
                told.attemptId().toString(),
                told instanceof Rejected rejected ? rejected.reason().name() : IN_DOUBT,
                Long.toString(order.userId()),
                Long.toString(order.orderId()),
                order.idempotencyKey().map(UUID::toString).orElse(""));
    }

    /** Empty for whatever {@link #text} does not write. */
    static Optional<PlaceOrderOutcome> parse(String text) {
        String[] parts = text.length() > LONGEST ? new String[0] : text.split("\\.", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        Optional<AttemptId> id = AttemptId.parse(parts[0]);
        Optional<Reason> reason = Arrays.stream(Reason.values())
                .filter(one -> one.name().equals(parts[1]))
                .findFirst();
        OptionalLong user = PositiveNumber.parse(parts[2]);
        OptionalLong order = PositiveNumber.parse(parts[3]);
        boolean known = reason.isPresent() || IN_DOUBT.equals(parts[1]);
        if (id.isEmpty() || !known || user.isEmpty() || order.isEmpty()) {
            return Optional.empty();
        }
        Optional<UUID> key = AttemptId.parse(parts[4]).map(AttemptId::value);
        PaymentOrder wanted = new PaymentOrder(user.getAsLong(), order.getAsLong(), key);
        PlaceOrderOutcome told = reason.isPresent()
                ? new Rejected(id.get(), wanted, reason.get())
                : new PlaceOrderOutcome.InDoubt(id.get(), wanted);
        return Optional.of(told)
                // White space, leading zeros, capitals, a key that is none.
                .filter(parsed -> text(parsed).equals(text));
    }
}
