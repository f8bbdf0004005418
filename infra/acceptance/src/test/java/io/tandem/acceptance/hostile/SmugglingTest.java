package io.tandem.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.RawHttp;
import io.tandem.acceptance.Tandem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where one request ends and the next begins is beyond doubt, or there is no next one: else a proxy in front could be made to
 * pass on a request that it has never seen (RFC 9112, 11.2).
 */
class SmugglingTest {

    private static final String SMUGGLED = "GET /tandem.svg HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String NOTHING_CHUNKED = "0\r\n\r\n";

    private final String url = Tandem.order();
    private final String head = "POST /api/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + RawHttp.basic(Tandem.user(), Tandem.password()) + "\r\n";
    private long faultsBefore;

    @BeforeEach
    void countFaults() throws IOException {
        faultsBefore = faults();
    }

    @AfterEach
    void badInputIsNoFaultOfOurs() throws IOException {
        assertThat(faults()).as("event=failure in the log").isEqualTo(faultsBefore);
    }

    static Stream<Arguments> twoLengths() {
        return Stream.of(
                Arguments.of("Content-Length: 5\r\nTransfer-Encoding: chunked", NOTHING_CHUNKED),
                Arguments.of("Transfer-Encoding: chunked\r\nContent-Length: 4", "1\r\nx\r\n" + NOTHING_CHUNKED),
                Arguments.of("Content-Length: 5\r\nContent-Length: 6", "12345"),
                Arguments.of("Content-Length: 5\r\nContent-Length: 5", "12345"),
                Arguments.of("Content-Length: 5, 5", "12345"),
                Arguments.of("Content-Length: 5\r\n 0", "12345"),
                Arguments.of("Content-Length: +5", "12345"),
                Arguments.of("Content-Length: 0x5", "12345"),
                Arguments.of("Content-Length : 5", "12345"),
                Arguments.of("Content-Length: -5", "12345"),
                Arguments.of("Content-Length: 99999999999999999999", "12345"));
    }

    @ParameterizedTest
    @MethodSource("twoLengths")
    void aRequestWithTwoLengthsOrNoneThatIsOneIsTheLast(String lengths, String body) {
        assertLast(head + lengths + "\r\n\r\n" + body + SMUGGLED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding\t: chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding: \u000bchunked",
                "Transfer-Encoding: chunked\u0000",
                "X: x\nTransfer-Encoding: chunked",
                "X: x\rTransfer-Encoding: chunked",
                "Transfer-Encoding:\r\n chunked"
            })
    void anEncodingInDisguiseHidesNothing(String encoding) {
        assertLast(head + encoding + "\r\nContent-Length: 5\r\n\r\n" + NOTHING_CHUNKED + SMUGGLED);
        assertLast(head + encoding + "\r\n\r\n" + NOTHING_CHUNKED + SMUGGLED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2;x=\n{}\r\n0\r\n\r\n",
                "2\n{}\n0\n\n",
                "-2\r\n{}\r\n0\r\n\r\n",
                "0x2\r\n{}\r\n0\r\n\r\n",
                "ffffffffffffffff2\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}XX0\r\n\r\n",
                "2\r\n{}\r\n0\r\nContent-Length: 99\r\n\r\n",
                "\r\n2\r\n{}\r\n0\r\n\r\n"
            })
    void chunksThatAreNoneAreTheLastThingRead(String chunks) {
        assertLast(head + "Transfer-Encoding: chunked\r\n\r\n" + chunks + SMUGGLED);
    }

    @Test
    void whoHangsUpInTheMidstOfABodyIsNoFaultEither() {
        try (Wire wire = Wire.to(url)) {
            assertThat(wire.send(head + "Content-Length: 100\r\n\r\n{")).isTrue();
        }
        try (Wire wire = Wire.to(url)) {
            assertThat(wire.send(head + "Transfer-Encoding: chunked\r\n\r\n5\r\n{"))
                    .isTrue();
        }
        assertLast("GET /login HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 200);
    }

    @Test
    void aBodyWithAGetIsReadAndIsNoRequest() {
        String get = "GET /login HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + SMUGGLED.length();

        assertLast(get + "\r\n\r\n" + SMUGGLED, 415);
    }

    /** RFC 9112, 5.2: a space takes the place of the line break. */
    @Test
    void aFoldedLineGoesOnWithTheValueAndIsNoHeader() {
        String folded =
                "POST /login HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: x\r\n Transfer-Encoding: chunked\r\n"
                        + "Content-Length: 5\r\n\r\n" + NOTHING_CHUNKED;

        assertLast(folded + SMUGGLED, 415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: x\r\nHost: evil.example\r\n",
                "Host: x\r\nHost: x\r\n",
                "",
                "Host:\r\n x\r\n",
                "Host: a@b/../\r\n"
            })
    void aRequestHasOneHost(String hosts) {
        assertLast("GET /login HTTP/1.1\r\n" + hosts + "Connection: close\r\n\r\n", 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /login HTTP/1.1\nHost: x\n\n",
                "GET /login\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET /login HTTP/1.1\r\nHost: x\r\nConnection: close\r\nno colon\r\n\r\n",
                "GET /lo gin HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "CONNECT /logistic HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "TRACE /logistic HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Secret: echoed\r\n\r\n"
            })
    void whatIsNoRequestIsRefused(String request) {
        try (Wire wire = Wire.to(url)) {
            assertThat(wire.send(request)).isTrue();

            String received = wire.untilClosed();

            // 505: a version that is not spoken.
            assertThat(received).matches("(?s)HTTP/\\d\\.\\d (4\\d\\d|505) .*|").doesNotContain("echoed");
        }
    }

    /** Answered once at most, with a refusal, and the connection ends with it. */
    private void assertLast(String sent) {
        try (Wire wire = Wire.to(url)) {
            assertThat(wire.send(sent)).isTrue();

            List<Integer> answers = Wire.statuses(wire.untilClosed());

            assertThat(answers).hasSizeLessThan(2).allMatch(status -> status >= 400 && status < 500);
        }
    }

    private void assertLast(String sent, int status) {
        try (Wire wire = Wire.to(url)) {
            assertThat(wire.send(sent)).isTrue();

            assertThat(Wire.statuses(wire.untilClosed())).containsExactly(status);
        }
    }

    private static long faults() throws IOException {
        try (Stream<String> lines = Files.lines(Tandem.services().order().log())) {
            return lines.filter(line -> line.contains("event=failure") || line.contains("Mutiny had to drop"))
                    .count();
        }
    }
}
