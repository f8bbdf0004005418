package io.tandem.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MediansTest {

    @Test
    void isTheMiddleOfAnOddNumberOfRounds() {
        assertThat(Medians.of(List.of(5.0, 1.0, 3.0), Double::doubleValue)).isEqualTo(new Medians(3, 1, 5));
    }

    @Test
    void isBetweenTheTwoInTheMiddleOfAnEvenNumber() {
        assertThat(Medians.of(List.of(4.0, 1.0, 2.0, 9.0), Double::doubleValue)).isEqualTo(new Medians(3, 1, 9));
    }

    @Test
    void isUnknownWithoutRounds() {
        assertThat(Medians.of(List.<Double>of(), Double::doubleValue).isKnown()).isFalse();
    }
}
