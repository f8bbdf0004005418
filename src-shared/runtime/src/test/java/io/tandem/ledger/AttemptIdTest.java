package io.tandem.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AttemptIdTest {

    @Test
    void sortsByTheTimeItWasMade() {
        List<AttemptId> made = Stream.generate(AttemptId::next).limit(1_000).toList();

        List<String> asText = made.stream().map(AttemptId::toString).toList();

        assertThat(asText).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void knowsWhenItWasMade() {
        Instant before = Instant.now().minusMillis(1);

        AttemptId id = AttemptId.next();

        assertThat(id.madeAt()).isBetween(before, Instant.now().plus(Duration.ofMillis(5)));
        assertThat(id.value().version()).isEqualTo(7);
    }

    @Test
    void survivesTheWayThroughAColumnAndThroughText() {
        AttemptId id = AttemptId.next();

        assertThat(AttemptId.of(id.bytes())).isEqualTo(id);
        assertThat(AttemptId.parse(id.toString())).contains(id);
    }

    @Test
    void isNeverReadFromAnythingElse() {
        assertThat(Stream.of(null, "", "1", "1-1-1-1-1", "x".repeat(36), AttemptId.next() + " "))
                .allSatisfy(text -> assertThat(AttemptId.parse(text)).isEmpty());
    }

    @Test
    void lowerBoundIsBelowEveryIdOfItsTimeAndAboveEarlierOnes() {
        AttemptId id = AttemptId.next();

        AttemptId bound = AttemptId.lowerBound(id.madeAt());
        AttemptId later = AttemptId.lowerBound(id.madeAt().plusMillis(1));

        assertThat(bound.toString()).isLessThan(id.toString());
        assertThat(later.toString()).isGreaterThan(id.toString());
    }
}
