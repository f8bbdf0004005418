package io.tandem.variables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "broker:8081, broker:8081",
        "http://broker:8081, broker:8081",
        "HTTPS://broker:8081/, broker:8081",
        "127.0.0.1:1;127.0.0.1:2, 127.0.0.1:1;127.0.0.1:2",
        "'down:1; http://up:2 ', down:1;up:2",
        "[::1]:8081, [::1]:8081",
        "rmq-cn-x.cn-hangzhou.rmq.aliyuncs.com:8080, rmq-cn-x.cn-hangzhou.rmq.aliyuncs.com:8080"
    })
    void isReadAsRocketMqsClientWantsIt(String text, String read) {
        assertThat(Endpoint.text(Endpoint.list(text))).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "broker",
                ":8081",
                "broker:",
                "broker:0",
                "broker:70000",
                "broker:abc",
                "a:1;",
                ";a:1",
                "::1:8081",
                "[::1]",
                "[broker]:1",
                "tcp://broker:1",
                "broker:1/path",
                "a b:1",
                "a:1,b:2"
            })
    void isNothingElse(String text) {
        assertThatThrownBy(() -> Endpoint.list(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
