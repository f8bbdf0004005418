package io.tandem.web.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    record Order(Long userId, long orderId, String note, Boolean gift) {}

    private final ObjectMapper json = new ObjectMapper();

    @BeforeEach
    void customize() {
        new StrictJson().customize(json);
    }

    @Test
    void takesWhatIsWritten() throws JsonProcessingException {
        assertThat(json.readValue(
                        "{\"userId\":9223372036854775807,\"orderId\":1,\"note\":\"支付\",\"gift\":true}", Order.class))
                .isEqualTo(new Order(Long.MAX_VALUE, 1, "支付", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userId\":\"1\",\"orderId\":1}",
                "{\"userId\":\"\",\"orderId\":1}",
                "{\"userId\":1.0,\"orderId\":1}",
                "{\"userId\":1.5,\"orderId\":1}",
                "{\"userId\":1e3,\"orderId\":1}",
                "{\"userId\":true,\"orderId\":1}",
                "{\"userId\":[1],\"orderId\":1}",
                "{\"userId\":{},\"orderId\":1}",
                "{\"userId\":9223372036854775808,\"orderId\":1}",
                "{\"userId\":-9223372036854775809,\"orderId\":1}",
                "{\"userId\":1,\"orderId\":null}",
                "{\"userId\":1,\"userId\":2,\"orderId\":1}",
                "{\"userId\":1,\"orderId\":1,\"more\":1}",
                "{\"userId\":1,\"orderId\":1,\"note\":5}",
                "{\"userId\":1,\"orderId\":1,\"gift\":\"true\"}",
                "{\"userId\":1,\"orderId\":1,\"gift\":1}",
                "{\"userId\":1,\"orderId\":1} {}",
                "{\"userId\":1,\"orderId\":1} x",
                "{\"userId\":01,\"orderId\":1}",
                "{\"userId\":NaN,\"orderId\":1}",
                "{\"userId\":1,\"orderId\":1,}",
                "{'userId':1,\"orderId\":1}",
                "{\"userId\":1,\"orderId\":1 /* */}",
                "[1,2]",
                "\"x\"",
                "1"
            })
    void refusesWhateverWouldHaveToBeGuessed(String body) {
        assertThatThrownBy(() -> json.readValue(body, Order.class)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void refusesDeepNesting() {
        assertThatThrownBy(() -> json.readTree("[".repeat(17) + "]".repeat(17)))
                .isInstanceOf(JsonProcessingException.class);
    }
}
