package io.tandem.group;

import static io.tandem.group.Grouped.PATIENCE;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.GroupRows;
import io.tandem.ledger.HalfReceipt;
import io.tandem.observation.AttemptListener;
import io.tandem.producer.Admission;
import io.tandem.producer.AdmissionLimit;
import io.tandem.producer.TopicMessages;
import io.tandem.testing.Node;
import io.tandem.transaction.HalfMessage;
import io.tandem.transaction.HalfMessages;
import io.tandem.transaction.LocalTransactions;
import io.tandem.transaction.OutgoingMessage;
import io.tandem.transaction.TransactionMessage;
import io.tandem.transaction.TransactionOutcome;
import io.tandem.transaction.TransactionalProducer;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong with an attempt, alone, in a group or while it waits: its place is given back, and its caller hears of it. */
@Tag("servers")
class GroupPlacesTest {

    private static final int PLACES = 20;

    private static Node node;

    /** Where something goes wrong that nothing is prepared for. */
    enum Trouble {
        MESSAGE_THROWS,
        MESSAGE_OF_A_LATER_TRY_THROWS,
        SEND_THROWS,
        SEND_FAILS,
        LOOK_THROWS,
        LOOK_FAILS,
        WORK_THROWS,
        WORK_FAILS,
        TELLING_THROWS,
        TELLING_FAILS,
        LISTENER_THROWS
    }

    @BeforeAll
    static void connect() {
        node = Node.on("NO_TOPIC").build();
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void everyPlaceIsGivenBackAndEveryCallerHears(Trouble trouble) {
        Admission admission = new Admission(new AdmissionLimit(PLACES, PLACES, PATIENCE));
        TopicMessages messages = messages(trouble, admission);
        SharedWork<Integer> work = work(trouble);

        List<CompletableFuture<TransactionOutcome<Void>>> running = IntStream.range(0, PLACES)
                .mapToObj(number ->
                        messages.send(message(trouble, number), work.of(number)).subscribeAsCompletionStage())
                .toList();

        await().atMost(PATIENCE).until(() -> running.stream().allMatch(CompletableFuture::isDone));
        await().atMost(PATIENCE).until(() -> admission.inFlight() == 0);
    }

    private static Function<AttemptId, TransactionMessage> message(Trouble trouble, int number) {
        AtomicInteger tries = new AtomicInteger();
        return attempt -> {
            throwIf(trouble == Trouble.MESSAGE_THROWS);
            throwIf(trouble == Trouble.MESSAGE_OF_A_LATER_TRY_THROWS && tries.getAndIncrement() > 0);
            return TransactionMessage.of("key-" + number, Buffer.buffer("body"));
        };
    }

    private static SharedWork<Integer> work(Trouble trouble) {
        return new SharedWork<>() {
            @Override
            public Uni<Void> write(SqlConnection transaction, List<Wanted<Integer>> wanted) {
                throwIf(trouble == Trouble.WORK_THROWS);
                // Of a later try there is one only if this one fails.
                return failedIf(trouble == Trouble.WORK_FAILS || trouble == Trouble.MESSAGE_OF_A_LATER_TRY_THROWS);
            }

            @Override
            public Uni<Set<Integer>> hopeless(List<Integer> wanted) {
                throwIf(trouble == Trouble.LOOK_THROWS);
                return failedIf(trouble == Trouble.LOOK_FAILS).replaceWith(Set.of());
            }
        };
    }

    private static TopicMessages messages(Trouble trouble, Admission admission) {
        HalfMessages halfMessages = new HalfMessages() {
            @Override
            public Uni<HalfMessage> send(OutgoingMessage message) {
                throwIf(trouble == Trouble.SEND_THROWS);
                return failedIf(trouble == Trouble.SEND_FAILS).replaceWith(new Half(trouble));
            }

            @Override
            public boolean isConnected() {
                return true;
            }
        };
        AttemptListener listener = new AttemptListener() {
            @Override
            public void concluded(Attempt attempt, TransactionOutcome<?> outcome, Optional<HalfReceipt> half) {
                throwIf(trouble == Trouble.LISTENER_THROWS);
            }
        };
        TransactionalProducer producer = new TransactionalProducer(
                halfMessages,
                new LocalTransactions(node.transactions(), node.ledger(), PATIENCE),
                node.ledger(),
                PATIENCE);
        Groups groups = new Groups(
                producer, node.transactions(), new GroupRows(node.pools().settling()), Grouped.LIMITS, listener);
        return new TopicMessages("TOPIC", producer, groups, halfMessages, admission, listener);
    }

    private record Half(Trouble trouble) implements HalfMessage {

        @Override
        public HalfReceipt receipt() {
            return HalfReceipt.ofId("half");
        }

        @Override
        public Uni<Void> commit() {
            throwIf(trouble == Trouble.TELLING_THROWS);
            return failedIf(trouble == Trouble.TELLING_FAILS);
        }

        @Override
        public Uni<Void> rollback() {
            return commit();
        }
    }

    private static void throwIf(boolean wanted) {
        if (wanted) {
            throw new IllegalStateException("unexpected");
        }
    }

    private static Uni<Void> failedIf(boolean wanted) {
        return wanted
                ? Uni.createFrom().failure(new IllegalStateException("unexpected"))
                : Uni.createFrom().voidItem();
    }
}
