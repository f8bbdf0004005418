package io.tandem.order.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.tandem.console.trace.AttemptTrace;
import io.tandem.console.trace.Traces;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.LedgerEntry;
import io.tandem.ledger.Outcome;
import io.tandem.mysql.HostClock;
import io.tandem.mysql.SqlFailure;
import io.tandem.order.Attempts;
import io.tandem.order.Orders;
import io.tandem.order.PaymentOrder;
import io.tandem.order.PlaceOrderOutcome;
import io.tandem.order.PlaceOrderOutcome.Rejected;
import io.tandem.web.form.PositiveNumber;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person is shown of an attempt: read from the ledger each time, never from the address, which anybody can write. Of one that
 * was rejected, or is in doubt, the ledger knows nothing, or not why; its own browser does ({@link OutcomeCookie}).
 */
@Singleton
class Results {

    private static final String PATH = "/result/";

    private static final String RETRY_SOON = "1";

    private final Attempts attempts;
    private final Orders orders;
    private final Traces traces;
    private final HostClock clock;

    Results(Attempts attempts, Orders orders, Traces traces, HostClock clock) {
        this.attempts = attempts;
        this.orders = orders;
        this.traces = traces;
        this.clock = clock;
    }

    /** To the page of the attempt, whatever came of it. */
    Response redirect(PlaceOrderOutcome outcome, RoutingContext context) {
        if (outcome instanceof PlaceOrderOutcome.InDoubt inDoubt) {
            attempts.remember(inDoubt);
        }
        if (outcome instanceof Rejected || outcome instanceof PlaceOrderOutcome.InDoubt) {
            OutcomeCookie.write(context, outcome);
        }
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", path(outcome.attemptId().toString()))
                .build();
    }

    static String path(String id) {
        return PATH + id;
    }

    /**
     * The page of an attempt; empty if it is unknown.
     *
     * @param told what the browser brings along of it, which counts only as long as we know nothing ourselves
     */
    Uni<Optional<Response>> page(AttemptId id, Optional<PlaceOrderOutcome> told) {
        Uni<Optional<LedgerEntry>> known = attempts.find(id)
                .onFailure(away -> told.isPresent() && SqlFailure.of(away) == SqlFailure.UNAVAILABLE)
                .recoverWithItem(Optional.empty());
        return known.flatMap(entry -> entry.map(found -> decided(found, told).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(undecided(id, told))));
    }

    private Optional<Response> undecided(AttemptId id, Optional<PlaceOrderOutcome> told) {
        return attempts.inDoubt(id).map(order -> ok(inDoubt(id, order))).or(() -> told.map(Results::answer));
    }

    private Uni<Response> decided(LedgerEntry entry, Optional<PlaceOrderOutcome> told) {
        // A check-back writes that it rolled back what had been rejected, but not why it was: there the browser knows
        // more.
        Optional<PlaceOrderOutcome> same = told.filter(one -> one instanceof Rejected)
                .filter(rejected -> isRolledBack(entry) && isAbout(entry, rejected.order()));
        return same.map(rejected -> Uni.createFrom().item(answer(rejected)))
                .orElseGet(() -> decided(entry).map(Results::ok));
    }

    private static boolean isRolledBack(LedgerEntry entry) {
        return entry.outcome() == Outcome.ROLLBACK && !isDuplicate(entry);
    }

    private static boolean isDuplicate(LedgerEntry entry) {
        return entry.reason().filter("duplicate"::equals).isPresent();
    }

    private static boolean isAbout(LedgerEntry entry, PaymentOrder order) {
        return number(entry.key()) == order.orderId() && number(entry.subject()) == order.userId();
    }

    private static Response ok(TemplateInstance page) {
        return Response.ok(page).build();
    }

    private static Response answer(PlaceOrderOutcome told) {
        return told instanceof Rejected
                ? Response.status(Response.Status.SERVICE_UNAVAILABLE)
                        .header("Retry-After", RETRY_SOON)
                        .entity(told(told))
                        .build()
                : ok(told(told));
    }

    /** The page of what the browser was told, and brings along. */
    static TemplateInstance told(PlaceOrderOutcome told) {
        if (!(told instanceof Rejected rejected)) {
            return inDoubt(told.attemptId(), told.order());
        }
        PaymentOrder order = rejected.order();
        return ResultPage.Templates.result(
                "rejected",
                rejected.reason().name(),
                order.userId(),
                order.orderId(),
                rejected.attemptId().toString(),
                "",
                "",
                "",
                PaymentPage.orFresh(order.idempotencyKey()));
    }

    private Uni<TemplateInstance> decided(LedgerEntry entry) {
        long orderId = number(entry.key());
        if (entry.outcome() == Outcome.COMMIT) {
            return traces.ofAttempt(entry.id()).map(trace -> placed(entry, trace));
        }
        if (!isDuplicate(entry)) {
            return Uni.createFrom().item(rolledBack(entry));
        }
        // Either the number was taken, or the form's key was.
        return orders.find(orderId).map(taken -> page(entry, taken.isPresent() ? "exists" : "key-reused", "", ""));
    }

    /** What is rolled back is not rejected for a reason of its own: the ledger says what came of it. */
    private static TemplateInstance rolledBack(LedgerEntry entry) {
        return ResultPage.Templates.result(
                "rejected",
                entry.reason().orElse(""),
                number(entry.subject()),
                number(entry.key()),
                entry.id().toString(),
                entry.messageId().orElse(""),
                "",
                "",
                "");
    }

    private TemplateInstance placed(LedgerEntry entry, Optional<AttemptTrace> trace) {
        Instant now = clock.now();
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
                events,
                "");
    }

    private static TemplateInstance inDoubt(AttemptId id, PaymentOrder order) {
        return ResultPage.Templates.result(
                "in-doubt",
                "",
                order.userId(),
                order.orderId(),
                id.toString(),
                "",
                "",
                AttemptTrace.eventsOf(id),
                order.idempotencyKey().map(UUID::toString).orElse(""));
    }

    private static long number(Optional<String> text) {
        return PositiveNumber.parse(text.orElse(null)).orElse(0);
    }
}
