package io.tandem.web.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as programs write them, and as people type them. */
class PositiveNumberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20001",
                " 20001 ",
                "２０００１",
                "20,001",
                "２０，００１",
                "20 001",
                "20'001",
                "20_001",
                "2,0001",
                "20\u00a0001",
                "\u200b20001",
                "\ufeff20001\u200e",
                "\u300020001",
                "\t20001"
            })
    void peopleTypeItInManyWays(String typed) {
        assertThat(PositiveNumber.typed(typed)).hasValue(20001);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "-1",
                "+1",
                "1.5",
                "1,5",
                "1,00",
                "1 2",
                "1,000 000",
                "0x10",
                "1e3",
                "٣",
                "²",
                "9223372036854775808"
            })
    void whatIsNoNumberIsNotMadeOne(String typed) {
        assertThat(PositiveNumber.typed(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"２０００１", "20,001", "\u200b20001"})
    void programsWriteItInOneWay(String text) {
        assertThat(PositiveNumber.parse(text)).isEmpty();
    }
}
