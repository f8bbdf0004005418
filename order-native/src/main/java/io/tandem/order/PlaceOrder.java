package io.tandem.order;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.tandem.observation.TraceId;
import io.tandem.order.PlaceOrderOutcome.Cases;
import io.tandem.transaction.TransactionMessages;
import io.tandem.transaction.TransactionOutcome;
import io.tandem.transaction.TransactionOutcome.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The use case: pay an order, and publish it, or do neither. */
public final class PlaceOrder {

    private static final Logger LOG = Logger.getLogger(PlaceOrder.class);

    /** As metrics and log name them. */
    private static final Cases<String> NAMES = new Cases<>(
            placed -> "placed",
            exists -> "already_exists",
            reused -> "key_reused",
            rejected -> rejected(rejected.reason()),
            inDoubt -> "in_doubt");

    private final TransactionMessages producer;
    private final Orders orders;
    private final OrderPaidMessages messages;
    private final Clock clock;
    private final MeterRegistry meters;
    private final CrowdedLog crowded;

    public PlaceOrder(
            TransactionMessages producer,
            Orders orders,
            OrderPaidMessages messages,
            Clock clock,
            MeterRegistry meters) {
        this.producer = producer;
        this.orders = orders;
        this.messages = messages;
        this.clock = clock;
        this.meters = meters;
        this.crowded = new CrowdedLog(clock);
        Stream.concat(
                        Stream.of("placed", "already_exists", "key_reused", "in_doubt"),
                        Stream.of(Reason.values()).map(PlaceOrder::rejected))
                .forEach(this::counter);
    }

    /**
     * Always fresh attempts: a repeat of an earlier request is found out by the order row that it meets.
     *
     * @param traceparent W3C trace context that the message carries on
     * @return never fails
     */
    public Uni<PlaceOrderOutcome> place(PaymentOrder order, String traceparent) {
        Instant paidAt = clock.instant();
        return producer.send(
                        attempt -> messages.message(attempt, order.orderId(), order.userId(), paidAt, traceparent),
                        orders.inserts().of(order))
                .flatMap(outcome -> tell(order, outcome))
                .invoke(outcome -> record(outcome, TraceId.of(traceparent)));
    }

    /** Whether an order would be refused just now, and is herewith, for want of room. */
    public boolean refuses() {
        boolean full = !producer.hasRoom();
        if (full) {
            refused();
        }
        return full;
    }

    private void refused() {
        String name = rejected(Reason.OVERLOADED);
        counter(name).increment();
        crowded.refused().ifPresent(count -> LOG.infof("outcome=%s count=%d", name, count));
    }

    private Uni<PlaceOrderOutcome> tell(PaymentOrder order, TransactionOutcome<Void> outcome) {
        return outcome.fold(
                committed -> item(new PlaceOrderOutcome.Placed(committed.attemptId(), order)),
                rolledBack -> explain(order, rolledBack),
                rejected -> item(new PlaceOrderOutcome.Rejected(rejected.attemptId(), order, rejected.reason())),
                inDoubt -> item(new PlaceOrderOutcome.InDoubt(inDoubt.attemptId(), order)));
    }

    private Uni<PlaceOrderOutcome> explain(PaymentOrder order, TransactionOutcome.RolledBack<Void> rolledBack) {
        AttemptId attemptId = rolledBack.attemptId();
        PlaceOrderOutcome unexplained = new PlaceOrderOutcome.Rejected(attemptId, order, Reason.DATABASE_UNAVAILABLE);
        if (!rolledBack.isDuplicate()) {
            LOG.errorf(rolledBack.cause(), "outcome=failed attempt=%s order=%d", attemptId, order.orderId());
            return item(unexplained);
        }
        return orders.findConflicting(order)
                .map(rows -> DuplicateOrder.outcome(attemptId, order, rows))
                // Nothing was written, that much is known; why is not.
                .onFailure()
                .recoverWithItem(unexplained);
    }

    private void record(PlaceOrderOutcome outcome, TraceId trace) {
        if (outcome instanceof PlaceOrderOutcome.Rejected rejected && rejected.reason() == Reason.OVERLOADED) {
            refused();
            return;
        }
        String name = outcome.fold(NAMES);
        counter(name).increment();
        // %s, for the line is written for each order: %d would look up the digits of the locale for each number.
        LOG.infof(
                "outcome=%s attempt=%s order=%s user=%s trace=%s",
                name,
                outcome.attemptId(),
                outcome.order().orderId(),
                outcome.order().userId(),
                trace);
    }

    private Counter counter(String outcome) {
        return meters.counter("tandem.orders", "outcome", outcome);
    }

    private static String rejected(Reason reason) {
        return "rejected_" + reason.name().toLowerCase(Locale.ROOT);
    }

    private static Uni<PlaceOrderOutcome> item(PlaceOrderOutcome outcome) {
        return Uni.createFrom().item(outcome);
    }
}
