package io.tandem.console.consistency;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tandem.console.BusinessRows;
import io.tandem.console.consistency.Repair.Result;
import io.tandem.consumer.ParkedMessage;
import io.tandem.consumer.ParkedMessage.State;
import io.tandem.consumer.ParkedMessageReview;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.DecidedBy;
import io.tandem.ledger.HalfReceipt;
import io.tandem.ledger.Ledger;
import io.tandem.ledger.Outcome;
import io.tandem.ledger.Settlement;
import io.tandem.redelivery.Redeliveries;
import io.tandem.trace.TraceRecord;
import io.tandem.trace.TraceRecords;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What people can do about a finding. Each repair is one transaction with its row in the audit table, may be asked for twice, and only
 * ever lets the redelivery publish what is committed: nothing here decides an attempt but the ledger.
 */
public final class Repairs {

    /** The target that stands for all. */
    public static final String ALL = "*";

    private static final int MOST_OF_ONE_MESSAGE = 1_000;

    private final Pool pool;
    private final Ledger ledger;
    private final BusinessRows rows;
    private final Redeliveries redeliveries;
    private final ParkedMessageReview parked;
    private final MissingEffects missing;
    private final TraceRecords trace;
    private final OperatorActions actions;
    private final InstantSource clock;

    Repairs(
            Pool pool,
            Ledger ledger,
            BusinessRows rows,
            Redeliveries redeliveries,
            ParkedMessageReview parked,
            MissingEffects missing,
            TraceRecords trace,
            OperatorActions actions,
            InstantSource clock) {
        this.pool = pool;
        this.ledger = ledger;
        this.rows = rows;
        this.redeliveries = redeliveries;
        this.parked = parked;
        this.missing = missing;
        this.trace = trace;
        this.actions = actions;
        this.clock = clock;
    }

    /** Publishes the messages of these attempts again. Fails as MySQL fails; what was answered for is done then. */
    public Uni<List<Repair>> redeliver(String account, List<AttemptId> attempts) {
        return each(
                attempts,
                attempt -> audited(
                        account, "REDELIVER", attempt.toString(), connection -> redeliver(connection, attempt)));
    }

    /** How many messages will be published again, and the number of the row in the audit table that says so. */
    public record AllDue(long actionId, long count) {}

    /** Publishes the messages of all rows again whose effect is missing and that are not parked. */
    public Uni<AllDue> redeliverAll(String account) {
        return missing.list(clock.instant(), ConsistencyLimits.CANDIDATES)
                .flatMap(found -> pool.withTransaction(connection -> redeliverAll(connection, account, found)));
    }

    /** Publishes parked messages again, as they were. Fails as {@link #redeliver} does. */
    public Uni<List<Repair>> replay(String account, List<Long> parkedIds) {
        return each(
                parkedIds,
                id -> audited(account, "REPLAY", Long.toString(id), connection -> replay(connection, account, id)));
    }

    /** Shows these parked messages no more. Fails as {@link #redeliver} does. */
    public Uni<List<Repair>> dismiss(String account, List<Long> parkedIds) {
        return each(
                parkedIds,
                id -> audited(account, "DISMISS", Long.toString(id), connection -> dismiss(connection, account, id)));
    }

    /** Shows dismissed messages again. Fails as {@link #redeliver} does. */
    public Uni<List<Repair>> restore(String account, List<Long> parkedIds) {
        return each(
                parkedIds, id -> audited(account, "RESTORE", Long.toString(id), connection -> restore(connection, id)));
    }

    /** Lets the ledger decide these attempts, exactly as a check-back would. Fails as {@link #redeliver} does. */
    public Uni<List<Repair>> settle(String account, List<AttemptId> attempts) {
        return each(attempts, attempt -> settle(attempt)
                .flatMap(result -> audited(account, "SETTLE", attempt.toString(), connection -> Uni.createFrom()
                        .item(result))));
    }

    /** Lets the redelivery look at all attempts of the ledger once more, for effects that were deleted. */
    public Uni<Repair> searchAgain(String account) {
        return audited(account, "SEARCH_AGAIN", ALL, connection -> redeliveries
                .searchAgain(connection)
                .replaceWith(Result.SCHEDULED));
    }

    private Uni<AllDue> redeliverAll(SqlConnection connection, String account, Findings<MissingEffect> found) {
        List<AttemptId> wanted = found.items().stream()
                .filter(one -> !one.parked())
                .map(MissingEffect::attemptId)
                .toList();
        long count = Math.min(found.more() + wanted.size(), Redeliveries.MOST_DUE);
        return redeliveries
                .makeAllDue(connection)
                .flatMap(due -> redeliveries.makeDue(connection, wanted))
                .flatMap(due -> actions.add(connection, account, "REDELIVER", ALL, "SCHEDULED " + count))
                .map(actionId -> new AllDue(actionId, count));
    }

    private Uni<Result> redeliver(SqlConnection connection, AttemptId attempt) {
        return effectOf(attempt)
                .flatMap(effect -> effect == Result.SCHEDULED
                        ? parked.waitingOf(List.of(attempt))
                                .map(waiting -> waiting.isEmpty() ? Result.SCHEDULED : Result.IS_PARKED)
                        : item(effect))
                .call(result -> result == Result.SCHEDULED
                        ? redeliveries.makeDue(connection, List.of(attempt))
                        : Uni.createFrom().voidItem());
    }

    /** Whether its message may be published. */
    private Uni<Result> effectOf(AttemptId attempt) {
        return rows.of(List.of(attempt))
                .flatMap(written -> written.isEmpty()
                        ? item(Result.NOT_COMMITTED)
                        : redeliveries
                                .missing(List.of(attempt))
                                .map(missed -> missed.isEmpty() ? Result.ALREADY_SHIPPED : Result.SCHEDULED));
    }

    private Uni<Result> replay(SqlConnection connection, String account, long parkedId) {
        return waiting(connection, parkedId, message -> message.attemptId()
                .map(attempt -> effectOf(attempt)
                        .flatMap(effect -> effect == Result.SCHEDULED
                                ? replay(connection, account, parkedId, attempt)
                                : item(effect)))
                .orElseGet(() -> item(Result.NOT_COMMITTED)));
    }

    private Uni<Result> replay(SqlConnection connection, String account, long parkedId, AttemptId attempt) {
        return parked.resolve(connection, parkedId, State.REPLAYED, account)
                .flatMap(resolved -> resolved
                        ? redeliveries.replay(connection, attempt, parkedId).replaceWith(Result.SCHEDULED)
                        : item(Result.ALREADY_RESOLVED));
    }

    private Uni<Result> dismiss(SqlConnection connection, String account, long parkedId) {
        return waiting(connection, parkedId, message -> parked.resolve(connection, parkedId, State.DISMISSED, account)
                .map(resolved -> resolved ? Result.DISMISSED : Result.ALREADY_RESOLVED));
    }

    private Uni<Result> restore(SqlConnection connection, long parkedId) {
        return parked.restore(connection, parkedId)
                .flatMap(restored -> restored
                        ? item(Result.RESTORED)
                        : parked.find(connection, List.of(parkedId))
                                .map(found -> found.isEmpty() ? Result.NOT_FOUND : Result.ALREADY_RESOLVED));
    }

    private Uni<Result> waiting(SqlConnection connection, long parkedId, Function<ParkedMessage, Uni<Result>> work) {
        return parked.find(connection, List.of(parkedId)).flatMap(found -> {
            ParkedMessage message = found.get(parkedId);
            if (message == null) {
                return item(Result.NOT_FOUND);
            }
            return message.state() == State.PARKED ? work.apply(message) : item(Result.ALREADY_RESOLVED);
        });
    }

    private Uni<Result> settle(AttemptId id) {
        return trace.of(List.of(id))
                .flatMap(known -> known.isEmpty()
                        // An id that is made up must not fill the ledger.
                        ? item(Result.NOT_FOUND)
                        : settle(known.get(0))
                                .call(decided -> settleOthers(known))
                                .map(Repairs::result));
    }

    private Uni<Settlement> settle(TraceRecord known) {
        return ledger.settle(
                new Attempt(known.attemptId(), known.key().orElse(null), null),
                DecidedBy.PRODUCER,
                HalfReceipt.ofId(null),
                "settled-by-operator");
    }

    /** Those that were in doubt with it, for one message stood for all: their callers, too, are to find an answer. */
    private Uni<Void> settleOthers(List<TraceRecord> known) {
        Optional<String> message = known.stream()
                .filter(TraceRecord::isInDoubt)
                .flatMap(record -> record.messageId().stream())
                .findFirst();
        return message.map(id -> trace.attemptsOfMessage(id, MOST_OF_ONE_MESSAGE)
                        .flatMap(trace::of)
                        .flatMap(this::settleDoubtful))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> settleDoubtful(List<TraceRecord> records) {
        return Multi.createFrom()
                .iterable(records)
                .select()
                .where(TraceRecord::isInDoubt)
                .onItem()
                .transformToUniAndConcatenate(this::settle)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Result result(Settlement settlement) {
        return settlement
                .outcome()
                .map(outcome -> outcome == Outcome.COMMIT ? Result.COMMITTED : Result.ROLLED_BACK)
                .orElse(Result.STILL_UNDECIDED);
    }

    private Uni<Repair> audited(
            String account, String action, String target, Function<SqlConnection, Uni<Result>> work) {
        return pool.withTransaction(connection -> work.apply(connection)
                .flatMap(result -> actions.add(connection, account, action, target, result.name())
                        .map(actionId -> new Repair(actionId, target, result))));
    }

    /** One after the other: this is for people, and must not take the connections of those who pay. */
    private static <T> Uni<List<Repair>> each(List<T> targets, Function<T, Uni<Repair>> repair) {
        return Multi.createFrom()
                .iterable(targets)
                .onItem()
                .transformToUniAndConcatenate(repair::apply)
                .collect()
                .asList();
    }

    private static Uni<Result> item(Result result) {
        return Uni.createFrom().item(result);
    }
}
