package io.tandem.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tandem.load.Books.Audit;
import io.tandem.load.client.Answer;
import io.tandem.load.client.Tally;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

    private final Tally tally = new Tally();

    @Test
    void placedAndRefusedAreKeptApart() {
        tally.add(answer(1, Answer.PLACED, false), 1_000);
        tally.add(answer(2, Answer.UNAVAILABLE, true), 9_000);

        assertThat(tally.placed()).containsExactly(1L);
        assertThat(tally.nothingWritten()).containsExactly(2L);
        assertThat(tally.times(Answer.PLACED).p50()).isCloseTo(1, within(0.01));
        assertThat(Phase.everybodyAnswered(tally).held()).isTrue();
    }

    @Test
    void noAnswerIsABrokenPromise() {
        tally.add(new Answer(1, Answer.NONE, "", false, "IOException: closed"), 1_000);

        assertThat(tally.others()).isEqualTo(Map.of("IOException: closed", 1L));
        assertThat(Phase.everybodyAnswered(tally).held()).isFalse();
    }

    @Test
    void whatOurCallersCouldNotSendIsTheirFault() {
        tally.add(answer(1, Answer.NOT_SENT, false), 10);

        assertThat(Phase.everybodyAnswered(tally).held()).isTrue();
        assertThat(Phase.sentWhatItSays(tally).held()).isFalse();
    }

    @Test
    void aServiceThatOnlyRefusesBreaksItsPromise() {
        assertThat(Phase.stillWorks(71, 100).held()).isTrue();
        assertThat(Phase.stillWorks(69, 100).held()).isFalse();
    }

    @Test
    void aRefusalThatDoesNotSayWhenIsABrokenPromise() {
        tally.add(answer(1, Answer.UNAVAILABLE, false), 1_000);

        assertThat(Phase.everybodyAnswered(tally).held()).isFalse();
    }

    @Test
    void oneOrderThatIsLostIsABrokenPromise() {
        assertThat(Phase.nothingLost(new Audit(10, 0, 0, 0, 0, 0)).held()).isTrue();
        assertThat(Phase.nothingLost(new Audit(10, 1, 0, 0, 0, 0)).held()).isFalse();
        assertThat(Phase.nothingLost(new Audit(10, 0, 0, 0, 1, 0)).held()).isFalse();
    }

    private static Answer answer(long orderId, int status, boolean saysWhen) {
        return new Answer(orderId, status, "", saysWhen, "");
    }
}
