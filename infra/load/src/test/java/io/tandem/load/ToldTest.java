package io.tandem.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tandem.load.Books.Audit;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToldTest {

    private final Told told = new Told();

    @Test
    void placedAndRefusedAreKeptApart() {
        told.add(1, new Answer(Answer.PLACED, false), 1_000);
        told.add(2, new Answer(Answer.UNAVAILABLE, true), 9_000);

        assertThat(told.placed()).containsExactly(1L);
        assertThat(told.nothingWritten()).containsExactly(2L);
        assertThat(told.millis(Answer.PLACED, 50)).isCloseTo(1, within(0.01));
        assertThat(Phase.everybodyAnswered(told).held()).isTrue();
    }

    @Test
    void noAnswerIsABrokenPromise() {
        told.add(1, Answer.none(new IOException("closed")), 1_000);

        assertThat(told.others()).isEqualTo(Map.of("IOException: closed", 1L));
        assertThat(Phase.everybodyAnswered(told).held()).isFalse();
    }

    @Test
    void whatOurCallersCouldNotSendIsTheirFault() {
        told.add(1, Answer.NOT_SENT, 10);

        assertThat(Phase.everybodyAnswered(told).held()).isTrue();
        assertThat(Phase.sentWhatItSays(told).held()).isFalse();
    }

    @Test
    void aServiceThatOnlyRefusesBreaksItsPromise() {
        assertThat(Phase.stillWorks(71, 100).held()).isTrue();
        assertThat(Phase.stillWorks(69, 100).held()).isFalse();
    }

    @Test
    void aRefusalThatDoesNotSayWhenIsABrokenPromise() {
        told.add(1, new Answer(Answer.UNAVAILABLE, false), 1_000);

        assertThat(Phase.everybodyAnswered(told).held()).isFalse();
    }

    @Test
    void oneOrderThatIsLostIsABrokenPromise() {
        assertThat(Phase.nothingLost(new Audit(10, 0, 0, 0, 0, 0)).held()).isTrue();
        assertThat(Phase.nothingLost(new Audit(10, 1, 0, 0, 0, 0)).held()).isFalse();
        assertThat(Phase.nothingLost(new Audit(10, 0, 0, 0, 1, 0)).held()).isFalse();
    }
}
