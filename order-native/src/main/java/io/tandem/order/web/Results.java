package io.tandem.order.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.LedgerEntry;
import io.tandem.ledger.Outcome;
import io.tandem.order.Attempts;
import io.tandem.order.Orders;
import io.tandem.order.PaymentOrder;
import io.tandem.order.PlaceOrderOutcome;
import io.tandem.order.PlaceOrderOutcome.Rejected;
import io.tandem.order.trace.AttemptTrace;
import io.tandem.order.trace.Traces;
import io.tandem.web.form.PositiveNumber;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;

/** What a person is shown of an attempt: read from the ledger each time, never from the address, which anybody can write. */
@Singleton
class Results {

    static final String PATH = "/result/";

    private static final String RETRY_SOON = "1";

    private final Attempts attempts;
    private final Orders orders;
    private final Traces traces;

    Results(Attempts attempts, Orders orders, Traces traces) {
        this.attempts = attempts;
        this.orders = orders;
        this.traces = traces;
    }

    /** To the page of a decided attempt, or of one in doubt. */
    Response redirect(PlaceOrderOutcome outcome) {
        if (outcome instanceof PlaceOrderOutcome.InDoubt inDoubt) {
            attempts.remember(inDoubt);
        }
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", PATH + outcome.attemptId())
                .build();
    }

    /** Nothing was written, so there is nothing to redirect to. */
    Response rejected(Rejected rejected) {
        PaymentOrder order = rejected.order();
        return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                .header("Retry-After", RETRY_SOON)
                .entity(ResultPage.Templates.result(
                        "rejected",
                        rejected.reason().name(),
                        order.userId(),
                        order.orderId(),
                        rejected.attemptId().toString(),
                        "",
                        "",
                        ""))
                .build();
    }

    /** The page of an attempt; empty if nobody knows it. */
    Uni<Optional<TemplateInstance>> page(AttemptId id) {
        return attempts.find(id).flatMap(entry -> entry.map(
                        found -> decided(found).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(attempts.inDoubt(id).map(order -> inDoubt(id, order)))));
    }

    private Uni<TemplateInstance> decided(LedgerEntry entry) {
        long orderId = number(entry.key());
        if (entry.outcome() == Outcome.COMMIT) {
            return traces.ofAttempt(entry.id()).map(trace -> placed(entry, trace));
        }
        if (entry.reason().filter("duplicate"::equals).isEmpty()) {
            return Uni.createFrom().item(page(entry, "rejected", "", ""));
        }
        // Either the number was taken, or the form's key was.
        return orders.find(orderId).map(taken -> page(entry, taken.isPresent() ? "exists" : "key-reused", "", ""));
    }

    private static TemplateInstance placed(LedgerEntry entry, Optional<AttemptTrace> trace) {
        Instant now = Instant.now();
        return page(
                entry,
                "placed",
                trace.map(found -> found.delivered().name()).orElse(""),
                trace.filter(found -> found.isWorthWatching(now))
                        .map(found -> AttemptTrace.eventsOf(found.id()))
                        .orElse(""));
    }

    private static TemplateInstance page(LedgerEntry entry, String outcome, String shipment, String events) {
        return ResultPage.Templates.result(
                outcome,
                "",
                number(entry.subject()),
                number(entry.key()),
                entry.id().toString(),
                entry.messageId().orElse(""),
                shipment,
                events);
    }

    private static TemplateInstance inDoubt(AttemptId id, PaymentOrder order) {
        return ResultPage.Templates.result(
                "in-doubt", "", order.userId(), order.orderId(), id.toString(), "", "", AttemptTrace.eventsOf(id));
    }

    private static long number(Optional<String> text) {
        return PositiveNumber.parse(text.orElse(null)).orElse(0);
    }
}
