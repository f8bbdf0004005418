package io.tandem.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.group.Envelope.Letter;
import io.tandem.ledger.AttemptId;
import io.tandem.transaction.OutgoingMessage;
import io.tandem.transaction.TransactionMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private final OutgoingMessage first = new TransactionMessage(
                    "TAG", "1", "1001", Buffer.buffer("one"), Map.of("colour", "blue"))
            .to("TOPIC", AttemptId.next());
    private final OutgoingMessage second = new TransactionMessage(
                    "TAG", null, null, Buffer.buffer(new byte[] {0, -1, 7}), Map.of())
            .to("TOPIC", AttemptId.next());
    private final OutgoingMessage group = Envelope.pack(List.of(first, second));

    @Test
    void eachMemberComesOutAsItWouldHaveComeByItself() {
        List<Letter> letters = Envelope.open(group.properties(), group.body()).orElseThrow();

        assertThat(letters)
                .containsExactly(
                        new Letter(
                                first.attempt(),
                                Map.of(
                                        "colour",
                                        "blue",
                                        "attemptId",
                                        first.attempt().id().toString(),
                                        "subject",
                                        "1001"),
                                first.body()),
                        new Letter(
                                second.attempt(),
                                Map.of("attemptId", second.attempt().id().toString()),
                                second.body()));
    }

    @Test
    void standsForAllUnderTheFirst() {
        assertThat(group.attempt().id()).isEqualTo(first.attempt().id());
        assertThat(group.attempt().group()).isEqualTo(2);
        assertThat(group.keys()).containsExactly("1");
        assertThat(group.tag()).isEqualTo("TAG");
    }

    @Test
    void aConsumerThatDoesNotKnowGroupsSeesAVersionThatItDoesNotKnow() {
        assertThat(new JsonObject(group.body()).getInteger("version")).isGreaterThan(1_000_000);
    }

    @Test
    void whatIsNoneOrOfAnotherVersionIsLeftAsItIs() {
        assertThat(Envelope.open(first.properties(), first.body())).isEmpty();
        assertThat(Envelope.open(group.properties(), Buffer.buffer("{\"version\":9000000,\"members\":[]}")))
                .isEmpty();
        assertThat(Envelope.open(group.properties(), Buffer.buffer("?"))).isEmpty();
    }

    @Test
    void theLengthIsNotUnderestimated() {
        assertThat(group.body().length()).isLessThan(Envelope.length(first) + Envelope.length(second));
    }
}
