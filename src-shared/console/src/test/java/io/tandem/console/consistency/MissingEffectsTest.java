package io.tandem.console.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.tandem.console.BusinessRow;
import io.tandem.console.BusinessRows;
import io.tandem.consumer.ParkedMessageReview;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.redelivery.CommittedMessages;
import io.tandem.redelivery.Redeliveries;
import io.tandem.testing.Node;
import io.tandem.testing.Servers;
import io.tandem.transaction.OutgoingMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the console and its gauges see of missing effects, look after look, in the real ledger. */
@Tag("servers")
class MissingEffectsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static Node node;

    private final Receipts receipts = new Receipts();
    private MissingEffects missing;
    private Optional<LocalDateTime> seen = Optional.empty();

    @BeforeAll
    static void connect() {
        node = Node.on("unused").build();
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @BeforeEach
    void nothingIsMissing() {
        Servers.execute("DELETE FROM redelivery");
        Servers.execute("UPDATE redelivery_search SET decided_to = CURRENT_TIMESTAMP(6) - INTERVAL 60 SECOND");
        ConsistencySettings settings = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(ConsistencySettings.class)
                .build()
                .getConfigMapping(ConsistencySettings.class);
        missing = new MissingEffects(
                new Redeliveries(node.pool(), List.of(receipts)),
                new ParkedMessageReview(node.pool()),
                receipts,
                settings);
    }

    @Test
    void whatIsMissingIsSeenByEachLookUntilItArrives() {
        AttemptId attempt = receipts.committed("A1", 20);

        assertThat(look()).containsExactly("A1");
        assertThat(look()).containsExactly("A1");
        receipts.arrived.add(attempt);
        assertThat(look()).isEmpty();
    }

    @Test
    void aYoungAttemptIsOnItsWay() {
        receipts.committed("B1", 1);

        assertThat(look()).isEmpty();
    }

    @Test
    void anAttemptThatComesAfterOneThatIsMissingIsSeenToo() {
        receipts.committed("C1", 30);
        assertThat(look()).containsExactly("C1");
        receipts.committed("C2", 10);

        assertThat(look()).containsExactly("C1", "C2");
    }

    @Test
    void whatWasPassedIsNotLookedAtAgainUntilTheRedeliveryHasFoundIt() {
        assertThat(look()).isEmpty();
        AttemptId late = receipts.committed("D1", 30);

        assertThat(look()).isEmpty();
        assertThat(missing.list(Instant.now(), 5).await().atMost(PATIENCE).items())
                .as("a report looks at all")
                .extracting(MissingEffect::key)
                .containsExactly("D1");
        Servers.execute("INSERT INTO redelivery (attempt_id, due_at) VALUES (?, CURRENT_TIMESTAMP(6))", (Object)
                late.bytes().getBytes());
        assertThat(look()).containsExactly("D1");
    }

    @Test
    void aParkedMessageIsShownAsSuch() {
        AttemptId attempt = receipts.committed("E1", 3_600);
        Servers.execute(
                "INSERT INTO parked_message (consumer_group, message_id, topic, attempt_id, reason, properties, body,"
                        + " delivery_attempt) VALUES ('G', ?, 'T', ?, 'test', '{}', '', 1)",
                attempt.toString(),
                attempt.bytes().getBytes());

        assertThat(missing.list(Instant.now(), 5).await().atMost(PATIENCE).items())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.key()).isEqualTo("E1");
                    assertThat(one.parked()).isTrue();
                });
    }

    /** As the gauges look. */
    private List<Object> look() {
        MissingEffects.Look look = missing.look(seen, Instant.now(), 5).await().atMost(PATIENCE);
        if (look.findings().none()) {
            seen = Optional.of(look.until());
        }
        return look.findings().items().stream().map(MissingEffect::key).toList();
    }

    /** A service's business rows, in memory. */
    private static final class Receipts implements BusinessRows, CommittedMessages {

        private final Map<AttemptId, BusinessRow> rows = new ConcurrentHashMap<>();
        private final Set<AttemptId> arrived = ConcurrentHashMap.newKeySet();

        private AttemptId committed(String key, int secondsAgo) {
            AttemptId id = AttemptId.next();
            Servers.execute(
                    "INSERT INTO tx_attempt (attempt_id, outcome, decided_by, decided_at)"
                            + " VALUES (?, 'COMMIT', 'LOCAL_TRANSACTION', CURRENT_TIMESTAMP(6) - INTERVAL ? SECOND)",
                    id.bytes().getBytes(),
                    secondsAgo);
            rows.put(
                    id,
                    new BusinessRow(
                            new Attempt(id, key, null), Instant.now().minusSeconds(secondsAgo), Optional.empty()));
            return id;
        }

        @Override
        public Uni<List<BusinessRow>> of(Collection<AttemptId> attempts) {
            return Uni.createFrom().item(() -> attempts.stream()
                    .filter(rows::containsKey)
                    .map(rows::get)
                    .toList());
        }

        @Override
        public Uni<Set<AttemptId>> missing(Collection<AttemptId> committed) {
            return Uni.createFrom().item(() -> committed.stream()
                    .filter(id -> rows.containsKey(id) && !arrived.contains(id))
                    .collect(Collectors.toSet()));
        }

        @Override
        public Uni<Optional<AttemptId>> attemptOf(String key) {
            return Uni.createFrom().item(Optional.empty());
        }

        @Override
        public Optional<String> key(String typed) {
            return Optional.of(typed);
        }

        @Override
        public Uni<Map<AttemptId, OutgoingMessage>> rebuild(Collection<AttemptId> attempts) {
            return Uni.createFrom().item(Map.of());
        }
    }
}
