package io.tandem.web.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.web.form.StrictJson;
import io.tandem.web.problem.FieldError;
import io.tandem.web.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonComplaintTest {
    record Order(Long userId, Long orderId, String note, List<Long> more) {}

    private final ObjectMapper json = new ObjectMapper();

    @BeforeEach
    void customize() {
        new StrictJson().customize(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"userId\":\"secret\"}          | userId  | must be an integer that fits in 64 bits, written without fraction or exponent",
                "{\"userId\":1.5}                 | userId  | must be an integer that fits in 64 bits, written without fraction or exponent",
                "{\"userId\":9223372036854775808} | userId  | must be an integer that fits in 64 bits, written without fraction or exponent",
                "{\"userId\":{}}                  | userId  | must be an integer that fits in 64 bits, written without fraction or exponent",
                "{\"more\":[1,\"x\"]}             | more[1] | must be an integer that fits in 64 bits, written without fraction or exponent",
                "{\"note\":5}                     | note    | must be a string",
                "{\"secret\":1}                   | secret  | unknown field",
                "{\"userId\":1,\"userId\":2}      | userId  | a key appears twice (line 1, column 21)",
                "{\"userId\":1} {}                | body    | something follows the JSON value",
                "[1]                              | body    | must be a JSON object",
                "{\"userId\":}                    | userId  | not valid JSON (line 1, column 11)",
                "nonsense                         | body    | not valid JSON (line 1, column 1)",
            })
    void namesTheFieldAndWhatIsWrong(String body, String field, String message) {
        Problem problem = JsonComplaint.about(
                catchThrowableOfType(JacksonException.class, () -> json.readValue(body, Order.class)));

        assertThat(problem.errors()).containsExactly(new FieldError(field, message));
        assertThat(problem.code()).isEqualTo("invalid");
        assertThat(problem.toString().replace("field=secret", ""))
                .doesNotContain("secret")
                .doesNotContain("Order")
                .doesNotContain("java.")
                .doesNotContain("jackson");
    }
}
