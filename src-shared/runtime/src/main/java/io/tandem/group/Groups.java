package io.tandem.group;

import static java.util.stream.Collectors.partitioningBy;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tandem.context.CallersContext;
import io.tandem.group.SharedWork.Share;
import io.tandem.group.SharedWork.Wanted;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.GroupRows;
import io.tandem.mysql.OverrunException;
import io.tandem.mysql.TransactionPool;
import io.tandem.observation.AttemptListener;
import io.tandem.transaction.Conclusion;
import io.tandem.transaction.LocalTransaction;
import io.tandem.transaction.OutgoingMessage;
import io.tandem.transaction.TransactionOutcome.Reason;
import io.tandem.transaction.TransactionOutcome.Rejected;
import io.tandem.transaction.TransactionOutcome.RolledBack;
import io.tandem.transaction.TransactionalProducer;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Runs attempts whose work can be shared: each by itself as long as a slot is free. While all are taken, attempts wait, and those that
 * wait when one becomes free are the next group. There is no timer, so no attempt waits for company.
 *
 * <p>Invariant: a group is committed whole or not at all. If that is not possible because of one of its members, the group is undone, and
 * all are tried again as fresh attempts: those without hope each by itself, the rest once more as a group, and then each by itself. So
 * each caller is told what its own attempt came to, and a group of one is an attempt like any other.
 */
public final class Groups {

    /** Of a slot: after that the next group begins, whatever keeps this one. */
    static final Duration HELD = Duration.ofMillis(100);

    /** Of a group's work, and of the look for those without hope: one that waits for a lock must not keep the others. */
    static final Duration WORK_LIMIT = Duration.ofMillis(100);

    /** Of the second try, if the first has waited for a lock, which is not known by then. */
    static final Duration SECOND_LIMIT = Duration.ofMillis(50);

    /** Of the second try otherwise: what takes long is a slow machine. */
    private static final Duration SLOW_LIMIT = Duration.ofMillis(500);

    private static final Comparator<Member> BY_KEY =
            Comparator.comparing(Member::key, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final TransactionalProducer producer;
    private final TransactionPool pool;
    private final GroupRows others;
    private final GroupLimits limits;
    private final AttemptListener listener;

    private final Deque<Member> waiting = new ArrayDeque<>();
    private int slotsTaken;

    /**
     * Runs attempts with that producer.
     *
     * @param pool the one of the producer's local transactions
     * @param others writes the rows of a group's others
     */
    public Groups(
            TransactionalProducer producer,
            TransactionPool pool,
            GroupRows others,
            GroupLimits limits,
            AttemptListener listener) {
        this.producer = producer;
        this.pool = pool;
        this.others = others;
        this.limits = limits;
        this.listener = listener;
    }

    /** As {@link TransactionalProducer#execute}, for a message that is made for each try; work that is not shared goes by itself. */
    @SuppressWarnings("unchecked")
    public <T> Uni<Conclusion<T>> run(
            Function<AttemptId, OutgoingMessage> message, Function<LocalTransaction, Uni<T>> work) {
        if (limits.size() <= 1 || !((Object) work instanceof Share<?> share)) {
            return producer.execute(message.apply(AttemptId.next()), work);
        }
        return Uni.createFrom().emitter(caller -> {
            OutgoingMessage first = message.apply(AttemptId.next());
            var told = (UniEmitter<Conclusion<Void>>) (Object) caller;
            arrive(new Member(message, (Share<Object>) share, told, Vertx.currentContext(), System.nanoTime(), first));
        });
    }

    private void arrive(Member member) {
        synchronized (waiting) {
            if (slotsTaken == limits.atOnce()) {
                waiting.add(member);
                return;
            }
            slotsTaken++;
        }
        occupy(List.of(member));
    }

    /** Invariant: a slot that was taken is given on, whatever becomes of the group that took it. */
    private void occupy(List<Member> group) {
        Uni<Void> attempt = Uni.createFrom().deferred(() -> attempt(group, true, WORK_LIMIT));
        Uni<Void> running = attempt.memoize().indefinitely();
        running.subscribe().with(done -> {}, unexpected -> group.forEach(one -> one.end(null, unexpected)));
        Uni<Void> held = running.ifNoItem().after(HELD).recoverWithItem((Void) null);
        held.subscribe().with(done -> next(), unexpected -> next());
    }

    private void next() {
        List<Member> late = new ArrayList<>();
        List<Member> group;
        synchronized (waiting) {
            group = gather(late);
            slotsTaken -= group.isEmpty() ? 1 : 0;
        }
        late.forEach(one -> one.tell(Conclusion.of(new Rejected<>(one.id(), Reason.OVERLOADED))));
        if (!group.isEmpty()) {
            CallersContext.begin(group.get(0).context(), () -> occupy(group));
        }
    }

    private List<Member> gather(List<Member> late) {
        List<Member> group = new ArrayList<>();
        int bytes = 0;
        for (Iterator<Member> each = waiting.iterator(); each.hasNext() && group.size() < limits.size(); ) {
            Member one = each.next();
            if (System.nanoTime() - one.arrived() > limits.patience().toNanos()) {
                late.add(one);
                each.remove();
            } else if ((bytes == 0 || bytes + Envelope.length(one.message()) <= limits.bytes())
                    && group.stream().allMatch(one::goesWith)) {
                group.add(one);
                bytes += Envelope.length(one.message());
                each.remove();
            }
        }
        return group;
    }

    private Uni<Void> attempt(List<Member> members, boolean first, Duration limit) {
        if (members.size() == 1) {
            return alone(members);
        }
        return hopeless(members).flatMap(hopeless -> {
            var hope = members.stream().collect(partitioningBy(one -> !hopeless.contains(one.what())));
            alone(hope.get(false)).subscribe().with(done -> {});
            // Of those that want the same one goes now; by the next group's turn the others are without hope.
            Set<String> keys = new HashSet<>();
            var now = hope.get(true).stream().collect(partitioningBy(one -> one.key() == null || keys.add(one.key())));
            now.get(false).forEach(this::arrive);
            return now.get(true).size() > 1 ? together(now.get(true), first, limit) : alone(now.get(true));
        });
    }

    /** Each by itself, as it is without groups. Never fails. */
    private Uni<Void> alone(List<Member> members) {
        Multi<Member> each = Multi.createFrom().iterable(members);
        return each.onItem().transformToUniAndMerge(this::alone).onItem().ignoreAsUni();
    }

    private Uni<Conclusion<Void>> alone(Member one) {
        Uni<Conclusion<Void>> told = Uni.createFrom().deferred(() -> producer.execute(one.message(), one.share()));
        return told.onItemOrFailure().invoke(one::end).onFailure().recoverWithNull();
    }

    private Uni<Void> together(List<Member> some, boolean first, Duration limit) {
        List<Member> members = some.stream().sorted(BY_KEY).toList();
        listener.grouped(members.size());
        OutgoingMessage message =
                Envelope.pack(members.stream().map(Member::message).toList());
        Uni<Conclusion<Void>> group = producer.execute(message, transaction -> write(members, transaction, limit));
        return group.flatMap(conclusion -> conclude(members, conclusion, first));
    }

    /** Behind the claim of the first: the rows of the others, and the work of all. */
    private Uni<Void> write(List<Member> members, LocalTransaction transaction, Duration limit) {
        SqlConnection connection = transaction.connection();
        List<Wanted<Object>> wanted =
                members.stream().map(one -> new Wanted<>(one.id(), one.what())).toList();
        Uni<Void> rows = GroupRows.committed(connection, attempts(members));
        Uni<Void> work = members.get(0).share().work().write(connection, wanted);
        Uni<Void> both = Uni.join().all(rows, work).andFailFast().replaceWithVoid();
        return pool.within(limit, connection, both);
    }

    private Uni<Void> conclude(List<Member> members, Conclusion<Void> group, boolean first) {
        boolean busy = group.outcome() instanceof Rejected<Void> rejected && rejected.reason() == Reason.BUSY;
        if (!busy && !(group.outcome() instanceof RolledBack)) {
            return others.follow(attempts(members), group.resolution())
                    .invoke(() -> members.forEach(one -> one.tell(group)));
        }
        // Nothing was written, and for most of them there was no reason.
        listener.undone(group.outcome(), members.size());
        group.tell().subscribe().with(told -> {}, untold -> {});
        List<Member> again = members.stream().map(Member::again).toList();
        boolean lock = group.outcome() instanceof RolledBack<Void> failed && OverrunException.isOfALock(failed.cause());
        return first ? attempt(again, false, lock ? SECOND_LIMIT : SLOW_LIMIT) : alone(again);
    }

    private static List<Attempt> attempts(List<Member> members) {
        return members.stream().map(Member::attempt).toList();
    }

    /** Without an answer in time there is hope. */
    private static Uni<Set<Object>> hopeless(List<Member> members) {
        var what = members.stream().map(Member::what).toList();
        Uni<Set<Object>> found = members.get(0).share().work().hopeless(what);
        return found.ifNoItem().after(WORK_LIMIT).fail().onFailure().recoverWithItem(Set.of());
    }
}
