package io.tandem.observation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTest {

    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void isTheSecondPartOfATraceparent() {
        assertThat(TraceId.in("00-" + ID + "-00f067aa0ba902b7-01"))
                .contains(TraceId.of("00-" + ID + "-00f067aa0ba902b7-01"))
                .get()
                .hasToString(ID);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "00-trace", "00-" + ID, "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"})
    void whatSomebodyElseWroteMayBeAnything(String traceparent) {
        assertThat(TraceId.in(traceparent)).isEmpty();
    }
}
