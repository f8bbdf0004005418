package io.tandem.acceptance.badinput;

import static io.tandem.acceptance.Answers.assertProblem;
import static io.tandem.acceptance.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Tandem;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are no order: 400 {@code invalid}, with the field that is wrong, and nothing written. */
@ExtendWith(NothingWritten.class)
class JsonBodyTest {

    private final Caller caller = Caller.program(Tandem.order());

    /** Everything that could stand where a positive 64-bit integer belongs. */
    static Stream<String> notPositiveIntegers() {
        return Stream.of(
                "null",
                "0",
                "-0",
                "-1",
                "-9223372036854775808",
                "9223372036854775808",
                "-9223372036854775809",
                "1.5",
                "1.0",
                "1e3",
                "\"\"",
                "\" 1\"",
                "\"0\"",
                "\"-1\"",
                "\"+1\"",
                "\"1.0\"",
                "\"1e3\"",
                "\"01\"",
                "\"0x1\"",
                "\"１\"",
                "\"9223372036854775808\"",
                "true",
                "[]",
                "[1]",
                "{}",
                "1" + "0".repeat(900),
                "[".repeat(10) + "]".repeat(10));
    }

    @ParameterizedTest
    @MethodSource("notPositiveIntegers")
    void aFieldMustBeAPositiveInteger(String value) {
        assertNamed("userId", caller.json("/api/orders", "{\"userId\":" + value + ",\"orderId\":1}"));
        assertNamed("orderId", caller.json("/api/orders", "{\"userId\":1,\"orderId\":" + value + "}"));
    }

    @Test
    void everyMissingFieldIsNamed() {
        assertNamed("userId", caller.json("/api/orders", "{\"orderId\":1}"));
        assertNamed("orderId", caller.json("/api/orders", "{\"userId\":1}"));
        assertNamed("orderId", caller.json("/api/orders", "{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "1",
                "hello",
                "\"{}\"",
                "{",
                "{\"userId\":1,\"orderId\":1",
                "{\"userId\":1,\"orderId\":1}{}",
                "{\"userId\":1,\"orderId\":1} x",
                "{\"userId\":1,\"orderId\":1,}",
                "{'userId':1,'orderId':1}",
                "{userId:1,orderId:1}",
                "{\"userId\":1,\"orderId\":NaN}",
                "{\"userId\":1,\"orderId\":01}",
                "{\"userId\":1,\"orderId\":1,/*c*/\"x\":1}",
                "[{\"userId\":1,\"orderId\":1}]",
                "userId=1&orderId=1"
            })
    void whatIsNotOneJsonObjectIsInvalid(String body) {
        assertProblem(caller.json("/api/orders", body), 400, "invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userId\":1,\"userId\":1,\"orderId\":1}",
                "{\"userId\":1,\"orderId\":1,\"orderId\":2}",
                "{\"userId\":1,\"user\\u0049d\":2,\"orderId\":1}"
            })
    void aKeyThatAppearsTwiceIsInvalid(String body) {
        assertProblem(caller.json("/api/orders", body), 400, "invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"extra", "UserId", "user_id", "__proto__", "class"})
    void aFieldThatNobodyReadsIsInvalid(String field) {
        assertProblem(caller.json("/api/orders", "{\"userId\":1,\"orderId\":1,\"" + field + "\":1}"), 400, "invalid");
    }

    @Test
    void deepNestingAndEndlessNumbersAreInvalid() {
        String deep = "[".repeat(30_000) + "]".repeat(30_000);
        String digits = "9".repeat(60_000);

        assertProblem(caller.json("/api/orders", "{\"userId\":" + digits + ",\"orderId\":1}"), 400, "invalid");
        assertProblem(caller.json("/api/orders", deep), 400, "invalid");
        assertProblem(caller.json("/api/orders", "{\"userId\":" + deep + ",\"orderId\":1}"), 400, "invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "GBK"})
    void bytesThatAreNotUtf8AreInvalid(String charset) {
        String body = "{\"userId\":1,\"orderId\":1,\"备注\":1}";

        assertProblem(send(body.getBytes(Charset.forName(charset))), 400, "invalid");
    }

    @Test
    void invalidUtf8IsInvalidWhereverItStands() {
        byte[] overlong = "{\"userId\":1,\"orderId\":1,\"x\":\"??\"}".getBytes(StandardCharsets.US_ASCII);
        int at = overlong.length - 4;
        overlong[at] = (byte) 0xC0;
        overlong[at + 1] = (byte) 0xAF;
        byte[] after = "{\"userId\":1,\"orderId\":1}?".getBytes(StandardCharsets.US_ASCII);
        after[after.length - 1] = (byte) 0xFF;

        assertProblem(send(overlong), 400, "invalid");
        assertProblem(send(after), 400, "invalid");
        assertProblem(send("{\"userId\":1,\"orderId\":1}\0".getBytes(StandardCharsets.US_ASCII)), 400, "invalid");
    }

    private HttpResponse<String> send(byte[] body) {
        return caller.send("POST", "/api/orders", Caller.JSON, BodyPublishers.ofByteArray(body));
    }

    private static void assertNamed(String field, HttpResponse<String> answer) {
        assertProblem(answer, 400, "invalid");
        assertThat(json(answer).path("errors").findValuesAsText("field"))
                .as(answer.body())
                .anyMatch(name -> name.startsWith(field));
    }
}
