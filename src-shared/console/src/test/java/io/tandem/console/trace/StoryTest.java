package io.tandem.console.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.console.trace.AttemptTrace.Delivered;
import io.tandem.console.trace.AttemptTrace.Status;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.LedgerEntry.Group;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What is told of an attempt, in the words of the English bundle. */
class StoryTest {

    private static final AttemptId ID = AttemptId.next();
    private static final Instant BEGAN = ID.madeAt();

    @Test
    void nothingWentWrong() {
        assertThat(told(
                        Status.PLACED,
                        Delivered.CREATED,
                        step(StepKind.HALF_MESSAGE, "STORED", 1),
                        step(StepKind.LOCAL_TRANSACTION, "COMMITTED", 5),
                        step(StepKind.COMMIT, "ACKNOWLEDGED", 12),
                        step(StepKind.DELIVERY, "CONSUMED", 20),
                        step(StepKind.SHIPMENT, "STORED", 30)))
                .isEqualTo("The local transaction committed, the message was delivered, the effect stands.");
    }

    @Test
    void aLostCommitIsMadeUpForByACheckBack() {
        assertThat(told(
                        Status.PLACED,
                        Delivered.CREATED,
                        step(StepKind.HALF_MESSAGE, "STORED", 1),
                        step(StepKind.LOCAL_TRANSACTION, "COMMITTED", 5),
                        step(StepKind.COMMIT, "UNACKNOWLEDGED", 100),
                        step(StepKind.CHECK_BACK, "COMMIT", 2_900),
                        step(StepKind.DELIVERY, "CONSUMED", 2_950),
                        step(StepKind.SHIPMENT, "STORED", 2_960)))
                .isEqualTo(
                        "The local transaction committed, the commit was lost. RocketMQ asked 2.80 s later, the ledger had COMMIT,"
                                + " the message was delivered, the effect stands.");
    }

    @Test
    void theProducerWasKilledAfterItsCommit() {
        assertThat(told(
                        Status.PLACED,
                        Delivered.CREATED,
                        step(StepKind.HALF_MESSAGE, "STORED", 1),
                        step(StepKind.LOCAL_TRANSACTION, "COMMITTED", 500),
                        step(StepKind.CHECK_BACK, "COMMIT", 2_000),
                        step(StepKind.DELIVERY, "CONSUMED", 2_050),
                        step(StepKind.SHIPMENT, "STORED", 2_060)))
                .isEqualTo(
                        "The local transaction committed, the commit of the message is not recorded: the producer's process ended."
                                + " RocketMQ asked 1.50 s later, the ledger had COMMIT, the message was delivered, the effect stands.");
    }

    @Test
    void theProducerWasKilledBeforeItsCommit() {
        assertThat(told(
                        Status.ROLLED_BACK,
                        Delivered.NEVER,
                        step(StepKind.HALF_MESSAGE, "STORED", 0),
                        step(StepKind.LOCAL_TRANSACTION, "NOT_RECORDED", 0),
                        step(StepKind.CHECK_BACK, "ROLLBACK", 6_000)))
                .isEqualTo(
                        "The local transaction is not recorded: the producer's process ended. RocketMQ asked 6.00 s later,"
                                + " the ledger had no row and took ROLLBACK, nothing takes effect.");
    }

    @Test
    void aLostRollbackOfADuplicate() {
        assertThat(told(
                        Status.ROLLED_BACK,
                        Delivered.NEVER,
                        step(StepKind.HALF_MESSAGE, "STORED", 1),
                        because(step(StepKind.LOCAL_TRANSACTION, "ROLLED_BACK", 5), "duplicate"),
                        step(StepKind.ROLLBACK, "UNACKNOWLEDGED", 10),
                        step(StepKind.CHECK_BACK, "UNKNOWN", 1_010),
                        step(StepKind.CHECK_BACK, "ROLLBACK", 2_010)))
                .isEqualTo(
                        "The business key exists already, so the local transaction was rolled back, the rollback was lost."
                                + " RocketMQ asked 2.00 s later, the ledger had ROLLBACK, nothing takes effect.");
    }

    @Test
    void anOpenLocalTransactionHasNoOutcome() {
        assertThat(told(
                        Status.IN_DOUBT,
                        Delivered.UNDER_WAY,
                        step(StepKind.HALF_MESSAGE, "STORED", 1),
                        step(StepKind.LOCAL_TRANSACTION, "OPEN", 5),
                        step(StepKind.CHECK_BACK, "UNKNOWN", 2_000)))
                .isEqualTo(
                        "The local transaction is still open, and nothing is decided yet. RocketMQ has asked (1), and there is no answer yet.");
    }

    @Test
    void aHalfMessageThatWasNotAcknowledgedDeliversNothing() {
        assertThat(told(Status.REJECTED, Delivered.NEVER, step(StepKind.HALF_MESSAGE, "UNACKNOWLEDGED", 1)))
                .isEqualTo(
                        "RocketMQ did not acknowledge the half message, so the local transaction was not run. Nothing takes effect.");
    }

    @Test
    void whatWasRolledBackAfterDoubtSaysWhy() {
        assertThat(told(
                        Status.ROLLED_BACK,
                        Delivered.NEVER,
                        step(StepKind.HALF_MESSAGE, "STORED", 1),
                        because(step(StepKind.LOCAL_TRANSACTION, "ROLLED_BACK", 5), "connection-lost-at-commit"),
                        step(StepKind.ROLLBACK, "ACKNOWLEDGED", 10)))
                .startsWith("The connection to MySQL was lost at COMMIT;")
                .endsWith("The message was thrown away, nothing takes effect.");
    }

    @Test
    void aMessageThatWasParkedNeedsAttention() {
        assertThat(told(
                        Status.PLACED,
                        Delivered.PARKED,
                        step(StepKind.LOCAL_TRANSACTION, "COMMITTED", 5),
                        step(StepKind.COMMIT, "ACKNOWLEDGED", 12),
                        step(StepKind.DELIVERY, "RETRY", 20),
                        step(StepKind.DELIVERY, "RETRY", 30),
                        step(StepKind.DELIVERY, "PARK", 40),
                        step(StepKind.PARKED, "PARKED", 40)))
                .isEqualTo("The local transaction committed, the consumer failed (2) and tried again,"
                        + " the consumer parked the message, which needs attention.");
    }

    @Test
    void whatTookEffectTwiceSaysSo() {
        assertThat(told(
                        Status.PLACED,
                        Delivered.CREATED,
                        step(StepKind.LOCAL_TRANSACTION, "COMMITTED", 5),
                        step(StepKind.COMMIT, "ACKNOWLEDGED", 12),
                        step(StepKind.DELIVERY, "CONSUMED", 20),
                        step(StepKind.SHIPMENT, "STORED", 30),
                        step(StepKind.DELIVERY, "CONSUMED", 40),
                        step(StepKind.SHIPMENT, "STORED", 50)))
                .isEqualTo("The local transaction committed, the message was delivered, the effect stands,"
                        + " it took effect 2 times, where once is right.");
    }

    @Test
    void aMemberOfAGroupSaysHowManyWentTogether() {
        assertThat(told(
                        Optional.of(new Group(AttemptId.next(), 32)),
                        Status.PLACED,
                        Delivered.CREATED,
                        step(StepKind.LOCAL_TRANSACTION, "COMMITTED", 5),
                        step(StepKind.COMMIT, "ACKNOWLEDGED", 12),
                        step(StepKind.SHIPMENT, "STORED", 30)))
                .isEqualTo("It went in a group of 32, with one half message and one local transaction,"
                        + " the local transaction committed, the message was delivered, the effect stands.");
    }

    private static String told(Status status, Delivered delivered, Step... steps) {
        return told(Optional.empty(), status, delivered, steps);
    }

    private static String told(Optional<Group> group, Status status, Delivered delivered, Step... steps) {
        return new AttemptTrace(
                        ID,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        group,
                        status,
                        delivered,
                        Arrays.stream(steps).toList())
                .story()
                .in(english(), ", ", ". ");
    }

    private static Step step(StepKind kind, String result, long afterMs) {
        return Step.of(kind, result, BEGAN.plus(Duration.ofMillis(afterMs)));
    }

    private static Step because(Step step, String detail) {
        return step.because(Optional.of(detail));
    }

    /** The bundle as it stands in the file, without Qute. */
    private static StoryMessages english() {
        Properties texts = new Properties();
        try (InputStream file = StoryTest.class.getResourceAsStream("/messages/story_en.properties")) {
            texts.load(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return (StoryMessages) Proxy.newProxyInstance(
                StoryMessages.class.getClassLoader(),
                new Class<?>[] {StoryMessages.class},
                (proxy, method, arguments) -> {
                    String text = texts.getProperty(method.getName());
                    for (Object argument : arguments == null ? List.of() : List.of(arguments)) {
                        text = text.replaceFirst("\\{[a-z]+}", String.valueOf(argument));
                    }
                    return text;
                });
    }
}
