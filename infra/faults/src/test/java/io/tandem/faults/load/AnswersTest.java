package io.tandem.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.faults.history.Told;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private static final UUID ATTEMPT = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final String VIEW = "{\"attemptId\":\"" + ATTEMPT + "\",\"status\":\"PLACED\"}";
    private static final String PROBLEM = "{\"instance\":\"/api/attempts/" + ATTEMPT + "\",\"detail\":\"why\"}";

    @Test
    void readsEveryAnswerOfTheContract() {
        assertThat(Answers.told(201, VIEW)).isEqualTo(new Told.Placed(ATTEMPT));
        assertThat(Answers.told(202, VIEW)).isEqualTo(new Told.InDoubt(ATTEMPT));
        assertThat(Answers.told(409, PROBLEM)).isEqualTo(new Told.Exists(ATTEMPT));
        assertThat(Answers.told(422, PROBLEM)).isEqualTo(new Told.KeyReused(ATTEMPT));
        assertThat(Answers.told(503, PROBLEM)).isEqualTo(new Told.Refused("why"));
    }

    @Test
    void anyOtherAnswerIsOffContract() {
        assertThat(Answers.told(500, "oops")).isInstanceOf(Told.OffContract.class);
        assertThat(Answers.told(200, VIEW)).isInstanceOf(Told.OffContract.class);
    }

    @Test
    void soIsOneThatNamesNoAttempt() {
        assertThat(Answers.told(201, "{}")).isInstanceOf(Told.OffContract.class);
        assertThat(Answers.told(409, "not json")).isInstanceOf(Told.OffContract.class);
    }
}
