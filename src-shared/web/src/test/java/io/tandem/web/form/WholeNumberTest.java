package io.tandem.web.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumberTest {

    record Body(@JsonDeserialize(using = WholeNumber.class) Long id) {}

    private final ObjectMapper json = new ObjectMapper();

    WholeNumberTest() {
        new StrictJson().customize(json);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            value = {
                "1,1",
                "\"1\",1",
                "9007199254740993,9007199254740993",
                "\"9007199254740993\",9007199254740993",
                "\"9223372036854775807\",9223372036854775807",
                "-1,-1",
                "null,"
            })
    void isANumberOrItsDigits(String text, Long value) throws JsonProcessingException {
        assertThat(json.readValue("{\"id\":" + text + "}", Body.class).id()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\" 1\"",
                "\"1 \"",
                "\"-1\"",
                "\"+1\"",
                "\"1.0\"",
                "\"1e3\"",
                "\"01\"",
                "\"00\"",
                "\"0x1\"",
                "\"１\"",
                "\"one\"",
                "\"9223372036854775808\"",
                "\"99999999999999999999\"",
                "9223372036854775808",
                "1.0",
                "1e3",
                "true",
                "[]",
                "{}"
            })
    void isNothingElse(String text) {
        assertThatThrownBy(() -> json.readValue("{\"id\":" + text + "}", Body.class))
                .isInstanceOf(JsonProcessingException.class);
    }
}
